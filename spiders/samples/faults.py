"""Faults that a sample portal can be switched to; each is described in docs/samples.md."""

from __future__ import annotations

import copy
import time
import zlib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from spiders.samples import layout

if TYPE_CHECKING:
    from spiders.samples.play import Play
    from spiders.samples.wire import Answer

#: Faults of the list, faults of every answer, faults of the connection, faults of robots.txt.
NAMES = ("500", "half", "short", "empty", "layout", "hang", "trickle", "login", "truncated", "loop", "selfredirect", "bomb", "robots500", "robotsdeny", "429",
         "latin1", "soft404", "detail500", "offsite", "filescheme", "private")
#: Where every answer leads under a fault; "" is the address that was asked for.
REDIRECTS = {"login": "/login?next=/", "selfredirect": "", "offsite": "http://127.0.0.99:9/", "filescheme": "file:///etc/hostname", "private": "http://192.168.0.1/"}
#: How often a looping portal tells its list.
ROUNDS = 200


class Redirect(Exception):
    """Answer with a redirect to this address."""


class Trickle(Exception):
    """Send the answer byte by byte."""


class Cut(Exception):
    """Announce the answer whole and break off in the middle."""


def bend(fault: str, play: Play) -> Play:
    """``play`` as its lists tell it under ``fault``: some of its postings, or all of them over and over; the portal's own count may be true or not."""
    bent = copy.copy(play)
    if fault == "empty":
        bent.ads = bent.counted = []
    elif fault == "half":
        bent.ads = play.ads[: len(play.ads) // 2]
    elif fault == "short":
        bent.ads = bent.counted = play.ads[: len(play.ads) // 2]
    elif fault == "loop" and play.paged:
        bent.ads = bent.counted = play.ads * ROUNDS
    return bent


def spoil(fault: str, target: str, found: Answer, *, posting: bool) -> tuple[int, dict[str, str], bytes]:
    """The answer ``found`` under ``fault``; may raise Redirect, Trickle or Cut. ``posting``: it is one posting's page."""
    status, kind, body = found
    headers = {"Content-Type": kind}
    if target.startswith("/robots.txt"):
        return {"robots500": (500, {"Content-Type": "text/plain"}, b"error"),
                "robotsdeny": (200, headers, b"User-agent: *\nDisallow: /\n")}.get(fault, (status, headers, body))
    if fault in REDIRECTS:
        raise Redirect(REDIRECTS[fault] or target)
    if fault == "hang":
        time.sleep(20)
    everywhere: dict[str, Callable[[], tuple[int, dict[str, str], bytes]]] = {"500": lambda: (500, {"Content-Type": "text/html"}, b"<h1>Internal Server Error</h1>"),
                  "429": lambda: (429, {"Content-Type": "text/plain", "Retry-After": "7200"}, b"slow down"),
                  "bomb": lambda: (200, {**headers, "Content-Encoding": "gzip"}, bomb()),
                  "latin1": lambda: (status, {"Content-Type": kind.split(";")[0] + "; charset=iso-8859-1"}, body)}
    if fault in everywhere:
        return everywhere[fault]()
    return _of_postings(fault, status, headers, body) if posting else _of_lists(fault, status, headers, body)


def _of_postings(fault: str, status: int, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    if fault == "detail500":
        return 500, {"Content-Type": "text/html"}, b"error"
    if fault == "soft404":
        return 200, {"Content-Type": "text/html"}, "<h1>Diese Stelle ist nicht mehr verfügbar.</h1>".encode()
    return status, headers, body


def _of_lists(fault: str, status: int, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    if fault == "truncated":
        raise Cut
    if fault == "trickle":
        raise Trickle
    return status, headers, layout.changed(headers["Content-Type"], body) if fault == "layout" else body


@cache
def bomb() -> bytes:
    """300 MB of zeros in 300 kB of gzip."""
    packer, block = zlib.compressobj(9, zlib.DEFLATED, 31), b"\0" * 1_000_000
    return b"".join([*(packer.compress(block) for _ in range(300)), packer.flush()])
