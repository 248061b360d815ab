"""Verbs that run: ``up``, ``crawl``, ``publish``, ``serve``."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.output import answer, answer_lines, answer_table, say, tell_all
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace, ready_workspace
from pipeline.judge import is_good
from pipeline.model import MANUAL, Problem, Run
from scheduler import Progress

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def up(
    demo: Annotated[bool, typer.Option("--demo", help="Sample portals, even if members are enabled.")] = False,
) -> None:
    """All on one machine: timetable, crawls, publishing, web. Ends with Ctrl-C."""
    from cli.service import serve_forever

    workspace = open_workspace(demo=True if demo else None)
    workspace.manners()
    asyncio.run(serve_forever(workspace))


def crawl(
    keys: Annotated[list[str] | None, typer.Argument(help="Members to visit; without, all enabled ones.",
                                                     metavar="[KEY]...")] = None,
    as_json: Json = False,
) -> None:
    """Visit now, with progress; prints what each visit brought and what it is worth."""
    workspace = open_workspace(asked=keys[0] if keys else "")
    runs, busy = visit(workspace, keys, quiet=as_json)
    if as_json:
        answer_lines(runs)
    else:
        show_runs(runs)
    tell_all(busy, as_json=as_json)
    # A visit that was killed before may have left a harvest that is decided now: the newest of a source counts.
    newest = {run.source: run for run in runs}
    raise typer.Exit(int(bool(busy) or not all(is_good(run.verdict, run.reasons) for run in newest.values())))


def visit(workspace: Workspace, keys: list[str] | None, *, quiet: bool = False) -> tuple[list[Run], list[Problem]]:
    """Visit the named or all enabled members. Returns the runs, and who could not be visited and why."""
    scheduler = workspace.scheduler()
    sources = scheduler.sources(keys)
    missing = sorted(set(keys or []) - {source.key for source in sources} - {source.member for source in sources})
    if by_hand := [key for key in missing if key in workspace.members and workspace.members[key].platform == MANUAL]:
        raise UsageError("manual", f"{', '.join(by_hand)}: people enter these ads (platform manual), there is no portal to visit; "
                         "`stellenmarkt vacancies add URL` enters one")
    if missing:
        raise UsageError("member", f"{', '.join(missing)}: no such member with a portal and a platform; "
                         "`stellenmarkt members list` shows them")
    if off := sorted({source.member for source in sources if not workspace.members[source.member].enabled}):
        raise UsageError("disabled", f"{', '.join(off)}: a member is visited only when it is enabled: `stellenmarkt members enable KEY`; "
                         "`stellenmarkt try KEY` reads and writes nothing")
    if workspace.demo:
        from cli.demo import visit_demo

        return visit_demo(workspace, keys, quiet=quiet), []
    runs = asyncio.run(scheduler.visit_and_look(sources, progress_line(quiet=quiet)))
    visited = {run.source for run in runs}
    busy = [Problem(code="busy", message="is being visited by somebody else", where=source.key)
            for source in sources if source.key not in visited]
    lost = [] if keys else [member.key for member in workspace.members.values() if member.enabled and not member.sources()]
    return runs, busy + [Problem(code="portal", message="is enabled and has no portal and platform: `stellenmarkt members detect` looks for them", where=key) for key in lost]


def progress_line(*, quiet: bool = False) -> Progress:
    """Progress on standard error: a line for each source that begins or ends; none where a program reads JSON lines there."""

    def show(event: dict[str, Any]) -> None:
        kind = event.get("event")
        if kind in ("started", "finished") and not quiet:
            say(f"  {event.get('source')}: {kind}, {event.get('requests', 0)} requests, "
                f"{event.get('postings', 0)} postings")

    return show


def show_runs(runs: list[Run]) -> None:
    """A table of visits for people."""
    answer_table(
        ("source", "verdict", "postings", "new", "changed", "missing", "closed", "requests", "seconds", "why"),
        [
            (run.source, run.verdict, run.postings, run.new, run.changed, run.missing, run.closed,
             run.traffic.requests, f"{run.traffic.seconds:.1f}", "; ".join(r.message for r in run.reasons)[:60])
            for run in runs
        ],
    )


def publish(
    directory: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Default: data/public.")] = None,
) -> None:
    """Write all outputs as static files for any web server, atomically, changing only what changed."""
    workspace = ready_workspace()
    answer(publish_now(workspace, directory))


def publish_now(workspace: Workspace, directory: Path | None = None) -> str:
    """Publish and say in one line what changed."""
    from render.publish import publish as publish_site

    target = directory or workspace.data / "public"
    now = workspace.clock()
    workspace.store.expire(now)
    report = publish_site(workspace.store, workspace.site, target, now)
    return f"{target}: {report.changed} changed, {report.unchanged} unchanged, {report.removed} removed"


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Web only: page, feeds, block, status."""
    from cli.service import serve_web

    workspace = ready_workspace()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve_web(workspace, host, port))
