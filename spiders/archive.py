"""Keeps the raw responses of a visit as WARC (ISO 28500): FOLDER/RUN.warc.gz, written while the visit runs.

Request and response of every answer, robots.txt too; bodies as Scrapy unpacked them; what brought no answer as metadata. One
gzip member a record, written at once: a killed visit leaves a file that can be read to its end. Only the operator can read
it. Nothing that goes wrong here ends a visit: it becomes a problem of the harvest. ``spiders.archived`` reads it.
"""

from __future__ import annotations

import json
import os
from http import HTTPStatus
from importlib.metadata import version
from io import BytesIO, FileIO
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.model import Harvest, Problem
from spiders.shelf import MOST_BYTES, ORIGINAL, VISIT, archive_file

#: Sent by ``Visit`` for every request that brought no answer.
failed = object()
#: Headers that are not kept: secrets of a session, and how the body was sent.
_DROPPED = frozenset({"set-cookie", "transfer-encoding", "connection", "keep-alive"})


class Archive:
    """Scrapy extension: writes the archive of one visit to the folder ``ARCHIVE``; bodies up to ``ARCHIVE_BYTES`` in all."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.folder: str = crawler.settings.get("ARCHIVE") or ""
        if not self.folder:
            raise NotConfigured("no folder for an archive")
        self.most: int = crawler.settings.getint("ARCHIVE_BYTES", MOST_BYTES)
        self.bodies = self.length = 0
        self.problems: list[Problem] = []
        self.stream: FileIO | None = None
        crawler.signals.connect(self.begin, signal=signals.spider_opened)
        crawler.signals.connect(self.answered, signal=signals.response_received)
        crawler.signals.connect(self.failed, signal=failed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Archive:
        return cls(crawler)

    def begin(self) -> None:
        """Open the file; its first records say what was visited and what was known."""
        visit = self.crawler.spider.entry
        file = archive_file(self.folder, str(visit["run"]))
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            file.parent.chmod(0o700)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            os.fchmod(descriptor, 0o600)
            self.stream = FileIO(descriptor, "w")
        except OSError as error:
            self._give_up(error)
            return
        info = {"software": f"stellenmarkt/{version('stellenmarkt')}", "format": "WARC File Format 1.0", "isPartOf": str(visit["run"]),
                "description": "bodies are unpacked; X-Archive-Orig-Content-Length is the length as sent"}
        with_memory = _record("metadata", VISIT, json.dumps(visit).encode(), "application/json")
        self._put(_writer().create_warcinfo_record(file.name, info), with_memory)

    def answered(self, response: Response, request: Request) -> None:
        """One answer, whatever its status."""
        if self.stream is None:
            return
        body, more = response.body, {}
        if self.bodies + len(body) > self.most:
            body, more = b"", {"WARC-Truncated": "length"}
            self._once("archive_full", f"the archive of a visit holds {self.most:,} bytes: further bodies are left out")
        self.bodies += len(body)
        asked = _asked(request)
        head = StatusAndHeaders(f"{response.status} {_phrase(response.status)}".strip(), _headers(response, len(response.body)), protocol="HTTP/1.1")
        more["WARC-Concurrent-To"] = asked.rec_headers.get_header("WARC-Record-ID")
        answer = _writer().create_warc_record(response.url, "response", payload=BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=more)
        self._put(asked, answer)

    def failed(self, request: Request, error: BaseException) -> None:
        """A request that brought no answer."""
        if self.stream is None:
            return
        said = {"error": type(error).__name__, "message": str(error)[:1000], "code": getattr(error, "code", None)}
        asked = _asked(request)
        self._put(asked, _record("metadata", request.url, json.dumps(said).encode(), "application/json", {"WARC-Concurrent-To": asked.rec_headers.get_header("WARC-Record-ID")}))

    def end(self, harvest: Harvest) -> Harvest:
        """The visit is over: what it read is the last record. Returns the harvest with the archive's own problems."""
        self._put(_record("metadata", f"{VISIT}:harvest", harvest.model_dump_json(exclude={"markers"}).encode(), "application/json"))
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        return harvest.model_copy(update={"problems": [*harvest.problems, *self.problems]})

    def _put(self, *records: Any) -> None:
        """All of ``records``, or none."""
        if self.stream is None:
            return
        buffer = BytesIO()
        for record in records:
            WARCWriter(buffer, gzip=True).write_record(record)
        left = buffer.getbuffer()
        try:
            while left:
                left = left[self.stream.write(left) or 0 :]
        except OSError as error:
            self._give_up(error)
        else:
            self.length += buffer.tell()

    def _give_up(self, error: OSError) -> None:
        """The disk is full or not ours: what is whole stays, the visit goes on without."""
        self._once("archive_failed", f"the answers are not archived any more: {error.strerror or error}")
        if self.stream is not None:
            try:
                os.ftruncate(self.stream.fileno(), self.length)
                self.stream.close()
            except OSError as second:
                self._once("archive_failed", f"the archive's end is broken: {second.strerror or second}")
            self.stream = None

    def _once(self, code: str, message: str) -> None:
        problem = Problem(code=code, message=message, where="data/archive")
        if problem not in self.problems:
            self.problems.append(problem)


def _writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=True)


def _record(kind: str, uri: str, payload: bytes, content_type: str, more: dict[str, str] | None = None) -> Any:
    return _writer().create_warc_record(uri, kind, payload=BytesIO(payload), length=len(payload), warc_content_type=content_type, warc_headers_dict=more)


def _asked(request: Request) -> Any:
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *((name.decode("latin-1"), b", ".join(values).decode("latin-1")) for name, values in request.headers.items())]
    head = StatusAndHeaders(f"{request.method} {path} HTTP/1.1", headers, is_http_request=True)
    return _writer().create_warc_record(request.url, "request", payload=BytesIO(request.body), length=len(request.body), http_headers=head)


def _headers(response: Response, length: int) -> list[tuple[str, str]]:
    """As received, but for what unpacking made untrue."""
    found = [(name.decode("latin-1"), value.decode("latin-1")) for name, values in response.headers.items() for value in values]
    kept = [(f"{ORIGINAL}{name}" if name.lower() == "content-length" else name, value) for name, value in found if name.lower() not in _DROPPED]
    return [*kept, ("Content-Length", str(length))]


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
