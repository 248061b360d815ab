"""HTTP answers with strong ETags (RFC 9110), 304, gzip and the headers that keep pages safe."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from fastapi import Request, Response

from pipeline.normalise.dates import berlin
from pipeline.select import FRESH
from render.asking import BadParameter
from render.site import Site
from render.stock import Stock

#: Changes with every release: other templates give other bytes.
PROGRAM = "0.1.0"
SAFE = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin", "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; form-action 'self'; base-uri 'none'; "
                               "frame-ancestors 'self'; connect-src 'self'",
    "Permissions-Policy": "interest-cohort=()",
}
#: Smaller answers gain nothing by compression.
GZIP_FROM = 600
#: The ETags of so many answers are remembered.
MOST_TAGS = 20_000


class Answerer:
    """Makes responses for one stock and site."""

    def __init__(self, stock: Stock, site: Site, clock: Callable[[], datetime]) -> None:
        self.stock, self.site, self.clock = stock, site, clock
        self._tags: dict[str, str] = {}
        #: Generation, from when and until when it holds, sources.
        self._fresh: tuple[str, datetime, datetime, list[str]] | None = None
        self._looks = _hash(f"{PROGRAM}\n{site}".encode())

    def cached(self, request: Request, media: str, make: Callable[[datetime], bytes]) -> Response:
        """An answer that is a function of generation, Berlin date and address: unchanged costs one row. Its ETag says just that."""
        now = self.clock()
        tag = self._state(request, now, self.stock.generation())
        if self._knows(request, tag):
            return self._unchanged(request, tag)
        return self._full(request, make(now), media, tag, 200, 300)

    def remembered(self, request: Request, media: str, make: Callable[[datetime], bytes | Response], more: Callable[[str], str] = lambda _: "") -> Response:
        """The same of what seldom changes, whatever is published: its ETag is the hash of its bytes, so that it is sent once only.

        A process that made it in this generation knows its ETag and makes nothing. ``more`` says what it is a function of beside the others (given the generation);
        what ``make`` answers itself (gone, moved) is not remembered.
        """
        now = self.clock()
        generation = self.stock.generation()
        state = self._state(request, now, generation, more(generation))
        tag = self._tags.get(state)
        if tag is not None and self._knows(request, tag):
            return self._unchanged(request, tag)
        made = make(now)
        if isinstance(made, Response):
            return made
        if len(self._tags) >= MOST_TAGS:
            self._tags.clear()
        self._tags[state] = _hash(made)
        return self.of_bytes(request, made, media)

    def recently_read(self, generation: str) -> list[str]:
        """The sources that the newsletter quotes now. A process reads them once in a generation, and again when the first of them is too old."""
        now = self.clock()
        if self._fresh is None or self._fresh[0] != generation or not self._fresh[1] <= now <= self._fresh[2]:
            found = self.stock.recently_read(now, FRESH)
            self._fresh = generation, now, min(found.values(), default=now) + FRESH, sorted(found)
        return self._fresh[3]

    def _state(self, request: Request, now: datetime, generation: str, more: str = "") -> str:
        """All that an answer is a function of, in short."""
        return _hash(f"{self._looks}\n{generation}\n{berlin(now)}\n{request.url.path}?{request.url.query}\n{sorted(self.site.consenting())}\n{more}".encode())

    def of_bytes(self, request: Request, body: bytes, media: str, status: int = 200, seconds: int = 300) -> Response:
        """An answer whose ETag is the hash of its bytes."""
        tag = _hash(body)
        if status == 200 and self._knows(request, tag):
            return self._unchanged(request, tag)
        return self._full(request, body, media, tag, status, seconds)

    def plain(self, body: bytes, media: str, status: int = 200) -> Response:
        """An answer that is not to be kept."""
        return Response(body, status, {**SAFE, "Cache-Control": "no-store"}, media)

    def problem(self, status: int, message: str) -> Response:
        """A problem after RFC 9457."""
        return self.plain(json.dumps({"status": status, "title": message}, ensure_ascii=False).encode(), "application/problem+json", status)

    def bad(self, name: str, message: str) -> BadParameter:
        return BadParameter(name, message)

    def _encoded(self, request: Request) -> bool:
        return "gzip" in request.headers.get("accept-encoding", "")

    def _etag(self, request: Request, tag: str) -> str:
        return f'"{tag}{"-gz" if self._encoded(request) else ""}"'

    def _knows(self, request: Request, tag: str) -> bool:
        known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
        return "*" in known or bool({f'"{tag}"', f'"{tag}-gz"'} & known)

    def _unchanged(self, request: Request, tag: str) -> Response:
        return Response(status_code=304, headers={**SAFE, "ETag": self._etag(request, tag), "Vary": "Accept-Encoding", "Cache-Control": "public, max-age=300"})

    def _full(self, request: Request, body: bytes, media: str, tag: str, status: int, seconds: int) -> Response:
        headers = {**SAFE, "ETag": self._etag(request, tag), "Vary": "Accept-Encoding", "Cache-Control": f"public, max-age={seconds}"}
        if self._encoded(request) and len(body) >= GZIP_FROM:
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        else:
            headers["ETag"] = f'"{tag}"'
        return Response(body, status, headers, media)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]
