"""All outputs as static files for any web server: written whole into a new version, then switched to at once."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from render import twin
from render.site import Site
from render.stock import Stock
from render.twin import File

#: Versions kept beside the current one, for readers that are in the middle of a download.
KEPT_VERSIONS = 2
#: Of each file of a version: what it is a function of, in short, and its size and time on disk.
Made = dict[str, tuple[str, int, int]]


@dataclass(frozen=True)
class Report:
    """How many files a publication wrote, kept and dropped."""

    changed: int
    unchanged: int
    removed: int


def publish(stock: Stock, site: Site, directory: Path, now: datetime) -> Report:
    """Write the site to ``directory``, a symlink to a version; unchanged files are hard links to the last version's.

    On any error the last version stays as it was. A ``directory`` that is a real folder is an error: nothing is deleted.
    """
    directory = directory.absolute()
    if directory.exists() and not directory.is_symlink():
        raise FileExistsError(f"{directory} is a folder that was not made by publish: name another one, or move it away")
    versions = directory.parent / f".{directory.name}-versions"
    versions.mkdir(parents=True, exist_ok=True)
    with _alone(versions):
        return _publish(stock, site, directory, versions, now)


@contextmanager
def _alone(versions: Path) -> Iterator[None]:
    """One publication at a time; what killed ones left half done goes. A killed one holds nothing."""
    with (versions / ".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for draft in versions.glob("draft-*"):
            shutil.rmtree(draft, ignore_errors=True)
        yield


def _publish(stock: Stock, site: Site, directory: Path, versions: Path, now: datetime) -> Report:
    last = directory.resolve() if directory.is_symlink() and directory.exists() else None
    number = max((int(path.name) for path in versions.iterdir() if path.name.isdigit()), default=0) + 1
    draft = versions / f"draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        made, kept = _write_changed(stock, site, draft, last, now)
        changed = len(made) - len(kept)
        removed = len(_names(last) - made.keys()) if last else 0
        if last is not None and not changed and not removed:
            shutil.rmtree(draft)
            _remember(last, made)
            return Report(0, len(made), 0)
        for name, before in kept.items():
            _folder(draft / name)
            os.link(before, draft / name)
        version = versions / str(number)
        _remember(version, made)
        draft.rename(version)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    link = directory.parent / f".{directory.name}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(version.relative_to(directory.parent), target_is_directory=True)
    link.replace(directory)
    _forget(versions, number)
    return Report(changed, len(made) - changed, removed)


def _write_changed(stock: Stock, site: Site, draft: Path, last: Path | None, now: datetime) -> tuple[Made, dict[str, Path]]:
    """Write the files that differ from the last version's; what all are made of, and where those are that do not differ."""
    made, kept, known = Made(), dict[str, Path](), _made(last)
    draft.mkdir()
    for file in twin.files(stock, site, now):
        target, before = draft / file.name, last / file.name if last else None
        if before is None or not _is_same(file, before, known):
            body = file.make()
            if before is None or not before.is_file() or before.read_bytes() != body:
                _folder(target)
                target.write_bytes(body)
                before = None
        if before is not None:
            kept[file.name] = before
        state = (before or target).stat()
        made[file.name] = (file.key, state.st_size, state.st_mtime_ns)
    return made, kept


def _names(version: Path) -> set[str]:
    """Every file of a version, whoever put it there."""
    start = len(f"{version}/")
    return {f"{folder}/{name}"[start:] for folder, _, names in os.walk(version) for name in names}


def _folder(file: Path) -> None:
    """Make the folder of ``file``."""
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True)


def _is_same(file: File, before: Path, known: Made) -> bool:
    """Whether the last version's file was made of the same and nobody wrote to it since."""
    if not file.key or file.name not in known:
        return False
    key, size, time = known[file.name]
    try:
        state = before.stat()
    except OSError:
        return False
    return (key, size, time) == (file.key, state.st_size, state.st_mtime_ns)


def _made(version: Path | None) -> Made:
    """What the files of a version were made of; without a note of it everything is made again and compared."""
    try:
        return {name: (key, size, time) for name, (key, size, time) in json.loads(_note(version).read_bytes()).items()} if version else {}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(version: Path, made: Made) -> None:
    note = _note(version)
    draft = note.with_suffix(".draft")
    draft.write_text(json.dumps(made), encoding="utf-8")
    draft.replace(note)


def _note(version: Path) -> Path:
    """Beside the version, so that no reader gets it."""
    return version.with_name(f"{version.name}.json")


def _forget(versions: Path, number: int) -> None:
    for path in versions.iterdir():
        if path.name.isdigit() and int(path.name) < number - KEPT_VERSIONS + 1:
            _note(path).unlink(missing_ok=True)
            shutil.rmtree(path, ignore_errors=True)
