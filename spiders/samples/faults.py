"""Faults that a sample portal can be switched to; each is described in docs/samples.md."""

from __future__ import annotations

import json
import re
import time
import zlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spiders.samples.wire import Answer

#: Faults of the list, faults of every answer, faults of the connection, faults of robots.txt.
NAMES = ("500", "half", "short", "empty", "layout", "hang", "trickle", "login", "truncated", "loop", "selfredirect", "bomb", "robots500", "robotsdeny", "429",
         "latin1", "soft404", "detail500", "offsite", "filescheme", "private")


class Redirect(Exception):
    """Answer with a redirect to this address."""


class Trickle(Exception):
    """Send this body byte by byte."""


class Cut(Exception):
    """Announce this body whole and break off in the middle."""


def spoil(fault: str, target: str, found: Answer, is_list: bool) -> tuple[int, dict[str, str], bytes]:  # noqa: C901  a line a fault
    """The answer ``found`` under ``fault``; may raise Redirect, Trickle or Cut."""
    status, kind, body = found
    headers = {"Content-Type": kind}
    if target.startswith("/robots.txt"):
        if fault == "robots500":
            return 500, {"Content-Type": "text/plain"}, b"error"
        if fault == "robotsdeny":
            return 200, headers, b"User-agent: *\nDisallow: /\n"
        return status, headers, body
    if fault == "500":
        return 500, {"Content-Type": "text/html"}, b"<h1>Internal Server Error</h1>"
    if fault == "429":
        return 429, {"Content-Type": "text/plain", "Retry-After": "7200"}, b"slow down"
    if fault == "hang":
        time.sleep(20)
    if fault == "login":
        raise Redirect("/login?next=/")
    if fault == "selfredirect":
        raise Redirect(target)
    if fault == "offsite":
        raise Redirect("http://127.0.0.99:9/")
    if fault == "filescheme":
        raise Redirect("file:///etc/hostname")
    if fault == "private":
        raise Redirect("http://192.168.0.1/")
    if fault == "bomb":
        return 200, {**headers, "Content-Encoding": "gzip"}, bomb()
    if fault == "latin1":
        return status, {"Content-Type": kind.split(";")[0] + "; charset=iso-8859-1"}, body
    if not is_list:
        if fault == "detail500":
            return 500, {"Content-Type": "text/html"}, b"error"
        if fault == "soft404":
            return 200, {"Content-Type": "text/html"}, "<h1>Diese Stelle ist nicht mehr verfügbar.</h1>".encode()
        return status, headers, body
    if fault == "truncated":
        raise Cut(body.decode("utf-8"))
    if fault == "trickle":
        raise Trickle(body.decode("utf-8"))
    return status, headers, _list_fault(fault, kind, body, target)


def _list_fault(fault: str, kind: str, body: bytes, target: str) -> bytes:
    text = body.decode("utf-8")
    if fault == "layout":
        return re.sub(r"joboffer_container|dataFeedElement|workzag-jobs|/stelle/|position>", "neu", text).encode()
    if fault == "loop":
        return text.replace("</ul>", f'</ul><a rel="next" href="{target.split("?", maxsplit=1)[0]}?seite=1&amp;x={target.count("x")}{len(target)}">weiter</a>').replace(
            'data-all-count="', 'data-all-count="9').encode()
    if fault in ("half", "short", "empty"):
        return _less(text, kind, 0 if fault == "empty" else 2, honest=fault != "half").encode()
    return body


def _less(text: str, kind: str, part: int, *, honest: bool) -> str:
    """Leave out all (``part`` 0) or half of the records; ``honest`` also lowers the portal's own count."""
    if "json" in kind:
        feed = json.loads(text)
        feed["dataFeedElement"] = feed["dataFeedElement"][: len(feed["dataFeedElement"]) // part if part else 0]
        if honest:
            feed["numberOfItems"] = len(feed["dataFeedElement"])
        return json.dumps(feed, ensure_ascii=False)
    pattern = next((p for p in (r"<article.*?</article>", r"<position>.*?</position>", r"<li>.*?</li>", r"<url>.*?</url>") if re.search(p, text, re.DOTALL)), None)
    if pattern is None:
        return text
    count = len(re.findall(pattern, text, re.DOTALL))
    keep = iter(range(count))
    text = re.sub(pattern, lambda m: m[0] if next(keep) < (count // part if part else 0) else "", text, flags=re.DOTALL)
    text = re.sub(r'<p><a rel="next".*?</p>', "", text)
    return re.sub(r'data-all-count="\d+"', f'data-all-count="{count // part if part else 0}"', text) if honest else text


@cache
def bomb() -> bytes:
    """300 MB of zeros in 300 kB of gzip."""
    packer, block = zlib.compressobj(9, zlib.DEFLATED, 31), b"\0" * 1_000_000
    return b"".join([*(packer.compress(block) for _ in range(300)), packer.flush()])
