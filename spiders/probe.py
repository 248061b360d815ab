"""One look at a server without a visit: does it answer, may we come, until when is its certificate valid, what time does it have."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego

from spiders.manners import ROBOTS_BYTES, TOKEN, is_private_literal, is_public

#: Seconds for one answer, and so many servers at a time.
SECONDS, AT_ONCE = 8.0, 8
#: More ways on than this are a loop.
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Probe:
    """What a server said. ``trouble``: "", "no_answer", "certificate", "private_address", "robots_denied" or "robots_unreachable"; ``detail`` says what exactly.

    ``valid_until`` is the end of the certificate, ``skew`` how many seconds its clock is ahead of ours.
    """

    url: str
    trouble: str = ""
    detail: str = ""
    valid_until: datetime | None = None
    skew: float | None = None


def probe_all(urls: Sequence[str], contact: str, *, allow_private: bool = False, seconds: float = SECONDS) -> list[Probe]:
    """One request for robots.txt (and where that leads) to the server of each address; in the order of ``urls``."""
    if not urls:
        return []
    with ThreadPoolExecutor(min(AT_ONCE, len(urls))) as pool:
        return list(pool.map(lambda url: probe(url, contact, allow_private=allow_private, seconds=seconds), urls))


def probe(url: str, contact: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Probe:
    """Ask the server of ``url`` for its robots.txt and whether it allows ``url``."""
    asked, valid_until, skew = urljoin(url, "/robots.txt"), None, None
    for _ in range(MOST_REDIRECTS + 1):
        parts = urlsplit(asked)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Probe(url, "no_answer", f"{asked} is no web address", valid_until, skew)
        try:
            address = _address(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), allow_private=allow_private)
            answer = _get(address, parts.scheme, parts.hostname, f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", parts.netloc, contact, seconds)
        except _PrivateError as error:
            return Probe(url, "private_address", str(error), valid_until, skew)
        except ssl.SSLCertVerificationError as error:
            return Probe(url, "certificate", error.verify_message or str(error), valid_until, skew)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Probe(url, "no_answer", f"{type(error).__name__}: {error}"[:200], valid_until, skew)
        valid_until, skew = valid_until or answer.valid_until, answer.skew if skew is None else skew
        if answer.status in (301, 302, 303, 307, 308) and answer.location:
            asked = urljoin(asked, answer.location)
            continue
        return Probe(url, *_verdict(url, answer), valid_until, skew)
    return Probe(url, "robots_unreachable", f"{asked} leads in circles", valid_until, skew)


def _verdict(url: str, answer: _Answer) -> tuple[str, str]:
    """RFC 9309: 4xx means no rules, 5xx and 429 mean stay out."""
    if 200 <= answer.status < 300:
        rules = Protego.parse(answer.body.decode("utf-8-sig", "replace"))
        return ("", "") if rules.can_fetch(url, TOKEN) else ("robots_denied", urlsplit(url).path or "/")
    if 400 <= answer.status < 500 and answer.status != 429:
        return "", ""
    return "robots_unreachable", f"HTTP {answer.status}"


class _PrivateError(Exception):
    """A name that leads into a network of somebody."""


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str
    body: bytes
    skew: float | None
    valid_until: datetime | None


def _address(host: str, port: int, *, allow_private: bool) -> tuple[str, int]:
    """Where to connect: an address that was looked at, so that the name cannot lead elsewhere a moment later."""
    if not allow_private and is_private_literal(host):
        raise _PrivateError(f"{host} is a private address")
    found = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if not allow_private and not is_public(ipaddress.ip_address(found.split("%", maxsplit=1)[0])):
        raise _PrivateError(f"{host} leads to the private address {found}")
    return found, port


def _get(address: tuple[str, int], scheme: str, host: str, path: str, netloc: str, contact: str, seconds: float) -> _Answer:
    connection = http.client.HTTPConnection(host, address[1], timeout=seconds)
    sock = socket.create_connection(address, seconds)
    valid_until = None
    try:
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            until = (sock.getpeercert() or {}).get("notAfter")
            valid_until = datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC) if isinstance(until, str) else None
        connection.sock = sock
        connection.request("GET", path, headers={"Host": netloc.rpartition("@")[2], "User-Agent": f"{TOKEN}/0.1 (+{contact})", "Accept-Encoding": "identity"})
        response = connection.getresponse()
        return _Answer(response.status, response.headers.get("Location", ""), response.read(ROBOTS_BYTES), _skew(response.headers.get("Date")), valid_until)
    finally:
        sock.close()


def _skew(stated: str | None) -> float | None:
    """How far the clock of a server is ahead of ours."""
    try:
        moment = parsedate_to_datetime(stated or "")
    except ValueError:
        return None
    return (moment - datetime.now(UTC)).total_seconds() if moment.tzinfo else None
