"""``purge``: what has expired goes. The timetable does the same at every visit."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Annotated

import typer

from cli.output import answer
from cli.workspace import open_workspace
from spiders.shelf import forget
from store import KEPT


def purge(
    archive_days: Annotated[int, typer.Option("--archive-days", min=0, help="How long archives of visits are kept.")] = KEPT.days,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Delete what portals said word by word and has expired: archives of visits (14 days, at most 2 GB in all), snapshots, logs and job files, harvests set
    aside, and what suspect and partial visits read (14 days). What was made of it, runs, postings and vacancies, stays."""
    workspace = open_workspace(quiet=as_json)
    now = workspace.clock()
    gone = forget(workspace.data, now - KEPT, now - timedelta(days=archive_days))
    found = {**{kind: {"files": files, "bytes": size} for kind, (files, size) in gone.items()}, "harvests": workspace.store.forget_harvests(now - KEPT)}
    if as_json:
        answer(json.dumps(found))
        return
    for kind, (files, size) in gone.items():
        answer(f"{kind}: {files} file(s), {size:,} bytes deleted")
    answer(f"harvests: {found['harvests']} deleted")
