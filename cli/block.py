"""``block``: the newsletter's section "VITAKO-Stellenmarkt"."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from cli.output import answer_bytes, say
from cli.settings import BERLIN, UsageError
from cli.workspace import Workspace, ready_workspace
from pipeline.issues import next_issue
from pipeline.model import Area
from pipeline.normalise.dates import parse_date
from pipeline.normalise.places import STATES
from render.block import FORMATS, Block, Options, PlaceError, into, make_block, render
from scheduler import write_whole


def block(
    form: Annotated[str, typer.Option("--format", help="html, doc, txt, md, json or rss.")] = "txt",
    issue: Annotated[str | None, typer.Option(help="Day of the issue, for example 2026-03-18.", metavar="DATE")] = None,
    since: Annotated[str, typer.Option(help="News since this day, or letzte: since the last sent issue.")] = "letzte",
    most: Annotated[int, typer.Option("--max", min=1, max=100, help="At most this many jobs.")] = 8,
    per_employer: Annotated[int, typer.Option(min=1, max=100, help="At most this many of one employer.")] = 2,
    lead: Annotated[int, typer.Option(min=0, max=60, help="Least days between issue and deadline.")] = 7,
    state: Annotated[list[str] | None, typer.Option(help="Only this state, for example DE-NW; may be repeated.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="Only this field of work; may be repeated.")] = None,
    ref: Annotated[str, typer.Option(help="Added to every link as ref=...")] = "",
    heading: Annotated[bool, typer.Option("--heading/--no-heading", help="With the heading.")] = True,
    target: Annotated[str, typer.Option(help="Links lead to stelle (here) or arbeitgeber (the ad).")] = "stelle",
    into_file: Annotated[Path | None, typer.Option("--into", help="Put it into this newsletter file, in place.")] = None,
    freeze: Annotated[bool, typer.Option("--freeze", help="Release it as a revision of the issue.")] = False,
) -> None:
    """The newsletter's job section, on standard output or in a file."""
    if form not in FORMATS:
        raise UsageError("format", f"--format {form}: known are {', '.join(FORMATS)}", "--format")
    workspace = ready_workspace()
    options = Options(
        day=_day(issue, "--issue") if issue else next_issue(_today(workspace), workspace.store.issues()),
        since=None if since == "letzte" else datetime.combine(_day(since, "--since"), time(), BERLIN),
        most=most, per_employer=per_employer, lead_days=lead, states=_known(state, list(STATES), "--state"),
        areas=_known(area, [a.value for a in Area], "--area"), ref=ref, heading=heading, target=_known([target], ["stelle", "arbeitgeber"], "--target")[0])
    made = make_block(workspace.store, options, workspace.site, workspace.clock())
    content = render(made, form)
    if freeze:
        _freeze(workspace, made)
    if into_file is None:
        answer_bytes(content)
    else:
        _put(into_file, content.decode(), form)


def block_text(workspace: Workspace) -> str:
    """The block of the next issue as text."""
    options = Options(day=next_issue(_today(workspace), workspace.store.issues()))
    return render(make_block(workspace.store, options, workspace.site, workspace.clock()), "txt").decode()


def _today(workspace: Workspace) -> date:
    return workspace.clock().astimezone(BERLIN).date()


def _day(text: str, option: str) -> date:
    if (day := parse_date(text)) is None:
        raise UsageError("date", f"{option} {text}: write a day as 2026-03-18", option)
    return day


def _known(values: list[str] | None, known: list[str], option: str) -> tuple[str, ...]:
    for value in values or []:
        if value not in known:
            raise UsageError("value", f"{option} {value}: known are {', '.join(known)}", option)
    return tuple(values or [])


def _put(file: Path, content: str, form: str) -> None:
    """Edit the newsletter file in place, atomically; where it has no place for the block it stays untouched."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            before = stream.read()
    except OSError as error:
        raise UsageError("file", f"{file} cannot be read: {error.strerror}", str(file)) from error
    except UnicodeDecodeError as error:
        raise UsageError("file", f"{file} is not UTF-8: save it as UTF-8", str(file)) from error
    try:
        after = into(before, content, form)
    except PlaceError as error:
        raise UsageError("no_place", f"{file}: {error}", str(file)) from error
    if after == before:
        say(f"{file}: unchanged")
        return
    write_whole(file, after)
    say(f"{file}: block put in")


def _freeze(workspace: Workspace, made: Block) -> None:
    from render.answers import Answerer
    from render.editors import release

    issue = release(Answerer(workspace.store, workspace.site, workspace.clock), made, workspace.clock())
    say(f"Ausgabe {issue.key}: Fassung {issue.revision} freigegeben" if issue.state != "sent" else f"Ausgabe {issue.key} ist versandt und bleibt, wie sie ist")


