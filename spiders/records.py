"""What is kept of a visit beside its archive: its log, and the first answer that could not be used. They expire with the archive.

RUN.log has a line an event: time, level, words. RUN.snapshot has a request line, a status line, headers, a blank line and the body.
Only the operator can read the files. Nothing that goes wrong here ends a visit.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from w3lib.encoding import html_to_unicode

from pipeline.model import LogLine, Snapshot
from spiders.shelf import archive_file, log_file, snapshot_file

if TYPE_CHECKING:
    from scrapy.http import Response

#: Characters of a line, and bytes of a log; a visit of 3,000 requests has some 400,000.
LONGEST_LINE, MOST_LOG = 2000, 2_000_000
#: Bytes of a body that are kept.
MOST_BODY = 500_000
#: Headers that are not kept: secrets of a session.
_SECRET = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization", "authentication-info"})


def note(folder: str | Path, run: str, words: str, at: datetime, level: str = "INFO") -> bool:
    """Add a line to the log of ``run``; False where it cannot be written."""
    file = log_file(folder, run)
    text = " ".join(words.split())[:LONGEST_LINE]
    try:
        with os.fdopen(_opened(file, os.O_APPEND), "ab", buffering=0) as stream:
            if stream.tell() < MOST_LOG:
                stream.write(f"{_stamp(at)} {level} {text}\n".encode("utf-8", "replace"))
    except OSError:
        return False
    return True


def keep(folder: str | Path, run: str, answer: bytes) -> str | None:
    """Keep what ``packed`` made of an answer; its file's name, None where it cannot be written."""
    file = snapshot_file(folder, run)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(_opened(draft, os.O_TRUNC), "wb") as stream:
            stream.write(answer)
        draft.replace(file)
    except OSError:
        return None
    return file.name


def packed(response: Response) -> bytes:
    """What is kept of an answer: all of its headers but cookies, the beginning of its body."""
    method = response.request.method if response.request is not None else "GET"
    phrase = HTTPStatus(response.status).phrase if response.status in HTTPStatus._value2member_map_ else ""
    head = [f"{method} {response.url}", f"HTTP/1.1 {response.status} {phrase}".strip()]
    for name, values in response.headers.items():
        if name.decode("latin-1").lower() not in _SECRET:
            head += [f"{name.decode('latin-1')}: {value.decode('latin-1')}" for value in values]
    return "".join(f"{' '.join(line.split())}\n" for line in head).encode() + b"\n" + response.body[:MOST_BODY]


def unpacked(data: bytes) -> Snapshot:
    """The value of a kept answer; its body is read as the portal said, else as what it seems to be."""
    head, _, body = data.partition(b"\n\n")
    first, *rest = head.decode("utf-8", "replace").split("\n")
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in rest[1:])]
    stated = next((value for name, value in headers if name.lower() == "content-type"), "")
    return Snapshot(url=first.rpartition(" ")[2], status=rest[0] if rest else "", headers=headers, body=html_to_unicode(stated, body, default_encoding="utf-8")[1])


class Kept:
    """``pipeline.model.Records`` in the folder of archives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def archived(self, run: str) -> bool:
        return archive_file(self.folder, run).exists()

    def log(self, run: str) -> list[LogLine]:
        """A line that was cut in the middle is left out."""
        try:
            text = log_file(self.folder, run).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        return list(filter(None, map(_line, text.splitlines())))

    def snapshot(self, run: str) -> Snapshot | None:
        try:
            return unpacked(snapshot_file(self.folder, run).read_bytes())
        except OSError:
            return None


def _line(text: str) -> LogLine | None:
    at, _, rest = text.partition(" ")
    level, _, words = rest.partition(" ")
    try:
        return LogLine(at=datetime.fromisoformat(at), level=level, words=words)
    except ValueError:
        return None


def _opened(file: Path, how: int) -> int:
    """A descriptor of a file of the operator's own."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | how, 0o600)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
