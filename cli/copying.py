"""``backup`` and ``restore``: one file, consistent while the program runs, also from one kind of database to the other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.output import answer, say
from cli.settings import BERLIN, UsageError
from cli.workspace import open_workspace
from store import StoreError

_OVERLAY = "members.toml"


def backup(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Default: data/backup/DATE.sqlite.")] = None,
) -> None:
    """Write a consistent copy of the database and of members.toml; the program may go on running."""
    workspace = open_workspace(quiet=True)
    target = file or workspace.data / "backup" / f"{workspace.clock().astimezone(BERLIN):%Y-%m-%d-%H%M%S}.sqlite"
    if target.exists():
        raise UsageError("file", f"{target} is there already: name another file, or delete it", str(target))
    overlay = workspace.registry_file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        rows = workspace.store.backup(target, {_OVERLAY: overlay.read_bytes()} if overlay.exists() else {})
    except OSError as error:
        raise UsageError("file", f"{target} cannot be written: {error.strerror}", str(target)) from error
    workspace.store.note("backup", workspace.clock().isoformat())
    answer(f"{target}: {rows['vacancies']} vacancies, {rows['postings']} postings, {rows['runs']} runs, {target.stat().st_size:,} bytes")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the database holds now.")] = False,
) -> None:
    """Bring a backup back into the configured database, SQLite or PostgreSQL; end the program first."""
    workspace = open_workspace(demo=False, quiet=True)
    try:
        rows, extra = workspace.store.restore(file, replace=replace)
    except StoreError as error:
        raise UsageError("restore", str(error), str(file)) from error
    answer(f"{rows['vacancies']} vacancies, {rows['postings']} postings, {rows['runs']} runs restored")
    overlay = workspace.registry_file
    if (content := extra.get(_OVERLAY)) is None or (overlay.exists() and overlay.read_bytes() == content):
        return
    if overlay.exists() and not replace:
        beside = overlay.with_suffix(".restored.toml")
        beside.write_bytes(content)
        say(f"{overlay} stays as it is; the backup's was written to {beside}")
    else:
        overlay.write_bytes(content)
        say(f"{overlay} restored")
