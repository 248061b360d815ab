"""Reads the archive of a visit; one that ends in the middle, because the visit was killed, up to there."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.model import Harvest
from spiders.shelf import ORIGINAL, VISIT


class ArchiveError(Exception):
    """An archive that cannot be read at all; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What came of one request, and when. ``error`` is set instead of status and body where nothing came; ``left_out`` marks a body that was too much."""

    number: int
    at: datetime
    method: str
    url: str
    asked: bytes
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    left_out: bool = False
    error: Mapping[str, Any] | None = None


@dataclass
class Archived:
    """``visit`` is the entry of the job; ``harvest`` what the visit made of the answers, None where it was killed before its end."""

    visit: dict[str, Any] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    harvest: Harvest | None = None


def read(file: Path) -> Archived:
    """The archive in ``file``. Raises ArchiveError where not even its beginning can be read, FileNotFoundError where it is gone."""
    archived = Archived()
    requests: dict[str, tuple[str, str, bytes]] = {}
    try:
        with file.open("rb") as stream:
            for record, content in _records(stream):
                _take(record, content, requests, archived)
    except (KeyError, ValueError, ValidationError) as error:
        raise ArchiveError(f"{file} is no archive of a visit: {error}") from error
    if not archived.visit:
        raise ArchiveError(f"{file} ends before its first answer")
    return archived


def _records(stream: Any) -> Iterator[tuple[Any, bytes]]:
    """Whole records; what follows a broken one is not believed."""
    try:
        for record in ArchiveIterator(stream, check_digests=True):
            content = record.raw_stream.read()
            if record.rec_type != "warcinfo" and not record.digest_checker.passed:
                return
            yield record, content
    except (ArchiveLoadFailed, EOFError, zlib.error):
        return


def _take(record: Any, content: bytes, requests: dict[str, tuple[str, str, bytes]], archived: Archived) -> None:
    head = record.rec_headers.get_header
    url, about = head("WARC-Target-URI"), head("WARC-Concurrent-To")
    if record.rec_type == "request":
        requests[head("WARC-Record-ID")] = (record.http_headers.protocol, url, content)
    elif record.rec_type == "response":
        headers = tuple(_as_received(record.http_headers.headers))
        status, left_out = int(record.http_headers.get_statuscode()), head("WARC-Truncated") == "length"
        archived.answers.append(Answer(len(archived.answers), _at(record), *requests.pop(about), status, headers, content, left_out))
    elif record.rec_type == "metadata" and url == VISIT:
        archived.visit = json.loads(content)
    elif record.rec_type == "metadata" and url == f"{VISIT}:harvest":
        archived.harvest = Harvest.model_validate_json(content)
    elif record.rec_type == "metadata":
        archived.answers.append(Answer(len(archived.answers), _at(record), *requests.pop(about), error=json.loads(content)))


def _at(record: Any) -> datetime:
    return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))


def _as_received(headers: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Headers as the portal sent them: the length is the one as sent."""
    for name, value in headers:
        if name.startswith(ORIGINAL):
            yield name.removeprefix(ORIGINAL), value
        elif name.lower() != "content-length":
            yield name, value
