"""``purge``: what has expired goes. The timetable does the same: word by word at every visit, the facts once a day."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Annotated

import typer

from cli.output import answer
from cli.workspace import Workspace, open_workspace
from pipeline.normalise.dates import berlin
from spiders.shelf import forget
from store import KEPT, KEPT_FACTS

log = logging.getLogger("stellenmarkt.purging")


def purge(
    archive_days: Annotated[int, typer.Option("--archive-days", min=0, help="How long archives of visits are kept.")] = KEPT.days,
    fact_days: Annotated[int, typer.Option("--fact-days", min=60, help="How long the facts of closed vacancies and the rows of visits are kept.")] = KEPT_FACTS.days,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Delete what has expired, in three stages: what portals said word by word (archives of visits, at most 2 GB in all, snapshots, logs and job files,
    harvests set aside, what suspect and partial visits read: 14 days); the facts of closed vacancies and the rows of visits (12 months). The counts stay:
    the association's figures and the metrics are the same before and after. What is open, released issues and editors' calendar stay too."""
    workspace = open_workspace(quiet=as_json)
    now = workspace.clock()
    gone = forget(workspace.data, now - KEPT, now - timedelta(days=archive_days))
    found = {**{kind: {"files": files, "bytes": size} for kind, (files, size) in gone.items()}, "harvests": workspace.store.forget_harvests(now - KEPT),
             **forget_facts(workspace, timedelta(days=fact_days))}
    if as_json:
        answer(json.dumps(found))
        return
    for kind, (files, size) in gone.items():
        answer(f"{kind}: {files} file(s), {size:,} bytes deleted")
    for kind in ("harvests", "vacancies", "runs"):
        answer(f"{kind}: {found[kind]} deleted")


def forget_facts(workspace: Workspace, kept: timedelta = KEPT_FACTS) -> dict[str, int]:
    """Delete the facts of closed vacancies and the rows of visits that are older; how many of each went."""
    now = workspace.clock()
    workspace.store.forget_changes(now)
    return {"vacancies": workspace.store.forget_facts(now - kept, berlin(now)), "runs": workspace.store.forget_runs(now - kept)}


def forget_daily(workspace: Workspace) -> bool:
    """The same once on each day; True where it was done now."""
    today = berlin(workspace.clock()).isoformat()
    if workspace.store.noted("purged") == today:
        return False
    gone = {"harvests": workspace.store.forget_harvests(workspace.clock() - KEPT), **forget_facts(workspace)}
    workspace.store.note("purged", today)
    if any(gone.values()):
        log.info("purged: %s", ", ".join(f"{number} {kind}" for kind, number in gone.items()))
    return True
