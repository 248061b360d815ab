"""Lasting identity: ids that are minted once, addresses without what does not identify."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|msclkid|sid|sessionid|phpsessid|jsessionid|ref|referrer|source|src|campaign|chash|mtm_\w+|pk_\w+|track(?:ing)?"
    r"|_ga|mc_\w+|etcc_\w+|origin|from", re.IGNORECASE)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def mint(source: str, identity: str, first_seen: date) -> str:
    """The id of a vacancy: 16 letters from its first posting and the day it was first seen; stored, never recomputed."""
    digest = hashlib.sha256(f"{source}\n{identity}\n{first_seen.isoformat()}".encode()).digest()
    return "".join("abcdefghijkmnpqrstuvwxyz23456789"[byte & 31] for byte in digest[:16])


#: An address without anything that might have to go.
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(/[a-zA-Z0-9._~/%+-]*)?")


def canonical_url(url: str) -> str:
    """The address without tracking, session, fragment, default port and case of the host."""
    if plain := _PLAIN.fullmatch(url):
        return f"https://{plain[1]}{(plain[2] or '').rstrip('/') or '/'}"
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{port}"
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))) if parts.query else ""
    # A path in the fragment (#/job/12) identifies; any other fragment does not.
    fragment = parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
    path = _SESSION_PATH.sub("", parts.path) if ";" in parts.path else parts.path
    path = path.rstrip("/") if len(path) > 1 else path
    return urlunsplit(("https", host, path or "/", query, fragment))
