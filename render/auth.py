"""HTTP Basic (RFC 7617) with hashed passwords, and the check that a change comes from our own pages."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from render.guard import address_of, too_often
from render.site import Site

_COST = {"n": 2**14, "r": 8, "p": 1}
#: A hash takes 16 MB and 50 ms: so many are made at a time, however many ask.
_AT_ONCE = threading.BoundedSemaphore(2)


def hash_password(password: str, salt: bytes | None = None) -> str:
    """"scrypt-SALT-HASH", safe to put into an environment variable."""
    salt = salt or os.urandom(16)
    return f"scrypt-{salt.hex()}-{hashlib.scrypt(password.encode(), salt=salt, **_COST).hex()}"


def is_hash(text: str) -> bool:
    """Whether ``hash_password`` wrote it."""
    return re.fullmatch(r"scrypt-(?:[0-9a-f]{2}){8,32}-[0-9a-f]{128}", text) is not None


@cache
def _nobody() -> str:
    """What the password of a name that we do not know is compared with, so that it takes as long."""
    return hash_password("", b"nobody")


def role_of(header: str | None, users: Mapping[str, str]) -> str | None:
    """The role whose name and password the Authorization header carries; the time taken does not tell which part is wrong."""
    scheme, _, value = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    known = users.get(name) or _nobody()
    try:
        _, salt, _ = known.split("-")
        matches = hmac.compare_digest(hash_password(password, bytes.fromhex(salt)), known)
    except ValueError:
        return None
    return name if matches and name in users else None


def same_origin(origin: str | None, host: str | None, public_url: str) -> bool:
    """Whether a form was sent from our own pages: its Origin is the public address or the host that was asked."""
    if not origin or origin == "null":
        return False
    sent, public = urlsplit(origin), urlsplit(public_url)
    return (sent.scheme, sent.netloc) == (public.scheme, public.netloc) or sent.netloc == (host or "")


def gate(site: Site, *roles: str) -> Callable[[Request], str]:
    """The check that stands before pages of ``roles``: who asks, and for a change that it comes from our own pages."""

    def check(request: Request) -> str:
        header, logins, address = request.headers.get("authorization"), request.app.state.logins, address_of(request.client)
        role = None
        if header:
            with _AT_ONCE:  # whoever waited here may have been refused meanwhile
                if wait := logins.wait(address):
                    raise too_often(wait, "Zu viele falsche Anmeldungen.")
                role = role_of(header, site.users)
                if role is None:
                    logins.note(address)
        if role not in roles:
            message = "Bitte melden Sie sich an." if role is None else f"Dafür brauchen Sie die Anmeldung „{roles[0]}“."
            raise HTTPException(401, message, {"WWW-Authenticate": 'Basic realm="Stellenmarkt", charset="UTF-8"'})
        if request.method == "POST" and not same_origin(request.headers.get("origin"), request.headers.get("host"), site.public_url):
            raise HTTPException(403, "Diese Änderung kam nicht von unserer Seite.")
        return role

    return check
