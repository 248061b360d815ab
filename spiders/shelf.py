"""Where archives lie, and how they go: after their time, and the oldest first where they are too many."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

#: Bodies of one visit, and all archives together (packed), in bytes.
MOST_BYTES, MOST_IN_ALL = 50_000_000, 2_000_000_000
#: The address of records that speak of the visit itself.
VISIT = "urn:stellenmarkt:visit"
#: Before the name of a header that unpacking made untrue.
ORIGINAL = "X-Archive-Orig-"

_BEGINS = re.compile(r"\.?(\d{8}T\d{6})-")


def archive_file(folder: str | Path, run: str) -> Path:
    """Where the archive of ``run`` is, or would be."""
    if "/" in run or run.startswith("."):
        raise ValueError(f"{run!r} is no name of a run")
    return Path(folder) / f"{run}.warc.gz"


def log_file(folder: str | Path, run: str) -> Path:
    """Where the log of ``run`` is."""
    return archive_file(folder, run).with_name(f"{run}.log")


def snapshot_file(folder: str | Path, run: str) -> Path:
    """Where the first answer of ``run`` that could not be used is kept."""
    return archive_file(folder, run).with_name(f"{run}.snapshot")


def forget(work: Path, oldest: datetime, archives: datetime | None = None) -> dict[str, tuple[int, int]]:
    """Delete what was written in the folder ``work`` before ``oldest`` and tells what portals said word by word.

    ``archives`` is another limit for archives. Kind -> how many files and bytes went.
    """
    kept_apart = work / "archive"
    gone = {kind: expire(work.glob(pattern), oldest) for kind, pattern in (("drafts", "spool/.*"), ("jobs", "jobs/*"), ("aside", "aside/*"))}
    gone |= {kind: expire(kept_apart.glob(pattern), archives or oldest) for kind, pattern in (("logs", "*.log"), ("snapshots", "*.snapshot"))}
    left = expire([*work.glob("spool/*.snapshot"), *kept_apart.glob(".*.snapshot.*")], oldest)  # an earlier version kept them there; a killed one left drafts
    gone["snapshots"] = (gone["snapshots"][0] + left[0], gone["snapshots"][1] + left[1])
    expired, surplus = expire(kept_apart.glob("*.warc.gz"), archives or oldest), shrink(kept_apart)
    return {"archives": (expired[0] + surplus[0], expired[1] + surplus[1]), **gone}


def expire(files: Iterable[Path], oldest: datetime) -> tuple[int, int]:
    """Delete those of ``files`` that began before ``oldest``; how many they were and how many bytes they had.

    A run's name begins with its time by the clock of the installation; other files count by when they were written.
    """
    return _delete(file for file in files if (began := _began(file)) is not None and began < oldest)


def shrink(folder: Path, most: int = MOST_IN_ALL) -> tuple[int, int]:
    """Delete the oldest archives until all together have at most ``most`` bytes."""
    known = [(file, _size(file)) for file in sorted(folder.glob("*.warc.gz"), key=lambda file: (file.name[:15], file.name), reverse=True)]
    total, surplus = 0, []
    for file, size in known:
        total += size
        if total > most:
            surplus.append(file)
    return _delete(surplus)


def _began(file: Path) -> datetime | None:
    if named := _BEGINS.match(file.name):
        with contextlib.suppress(ValueError):
            return datetime.strptime(named[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    with contextlib.suppress(FileNotFoundError):
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return None


def _size(file: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_size
    return 0


def _delete(files: Iterable[Path]) -> tuple[int, int]:
    count = size = 0
    for file in files:
        bytes_ = _size(file)
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            file.unlink()
            count, size = count + 1, size + bytes_
    return count, size
