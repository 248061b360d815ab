"""Reads postings from JSON lines: the input of ``normalise`` and ``match``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from cli.settings import UsageError
from pipeline.model import Posting, Problem

FIELDS = frozenset(Posting.model_fields)


def read_postings(file: str) -> Iterator[Posting | Problem]:
    """Yield each line's posting, or the problem that says what is wrong with which line; order is kept.

    ``file`` is a path or "-" for standard input. A key that no posting has is named once and left out.
    """
    with _open(file) as stream:
        named: set[str] = set()
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield from _read(line, f"{file}:{number}", named)


def _open(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise UsageError("file", f"{file} cannot be read: {error.strerror}", file) from error


def _read(line: bytes, where: str, named: set[str]) -> Iterator[Posting | Problem]:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Problem(code="json_unreadable", message=f"not one JSON object a line: {error}", where=where)
        return
    if not isinstance(data, dict):
        yield Problem(code="json_unreadable", message=f"a posting is an object, not {type(data).__name__}", where=where)
        return
    for key in sorted(set(data) - FIELDS - named):
        named.add(key)
        yield Problem(code="unknown_field", message=f"a posting has no field {key!r}: left out", where=where)
    try:
        yield Posting.model_validate({key: value for key, value in data.items() if key in FIELDS})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        yield Problem(code="posting_invalid", message=f"{field}: {first['msg']}", where=where)
