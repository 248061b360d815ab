"""Verbs of the newsletter's calendar: ``issues list|draft|release|sent|move|drop``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from cli.block import _day, _freeze
from cli.output import answer_bytes, answer_lines, answer_table, say
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace, ready_workspace
from pipeline.issues import IssueError
from render.block import Block, Options, make_block, render

app = typer.Typer(no_args_is_help=True, help="The newsletter's calendar and its blocks.")
Day = Annotated[str, typer.Argument(metavar="DATE", help="Day of the issue, for example 2026-03-18.")]


@app.command("list")
def list_issues(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """All issues that were released or sent, newest first."""
    issues = open_workspace(quiet=as_json).store.issues()
    if as_json:
        answer_lines(issues)
    else:
        answer_table(("day", "state", "revision", "jobs"), [(i.day, i.state, i.revision, len(i.shown)) for i in issues])


@app.command()
def draft(day: Day) -> None:
    """The block as it would be now."""
    answer_bytes(render(_made(ready_workspace(), _day(day, "DATE")), "txt"))


@app.command()
def release(day: Day) -> None:
    """Freeze the block as a revision; a changed one makes the next revision, the same again changes nothing."""
    workspace = ready_workspace()
    _freeze(workspace, _made(workspace, _day(day, "DATE")))


@app.command()
def sent(day: Day) -> None:
    """Note that the issue went out: it is final, and what it showed is not shown again."""
    workspace = ready_workspace()
    issue = workspace.store.issue(_day(day, "DATE"))
    if issue is None or issue.state not in ("released", "sent"):
        raise UsageError("issue", f"issue {day} is not released: `stellenmarkt issues release {day}` first", day)
    workspace.store.save_issue(issue.model_copy(update={"state": "sent"}))
    say(f"Ausgabe {day}: versandt")


@app.command()
def move(day: Day, to: Annotated[str, typer.Argument(metavar="TO", help="The day on which it goes out instead.")]) -> None:
    """Plan an issue for another day, with all that was chosen for it."""
    with _said():
        ready_workspace().store.move_issue(_day(day, "DATE"), _day(to, "TO"))
    say(f"Ausgabe {day}: verlegt auf {to}")


@app.command()
def drop(day: Day, undo: Annotated[bool, typer.Option("--undo", help="It appears after all.")] = False) -> None:
    """Leave an issue out."""
    store = ready_workspace().store
    with _said():
        (store.keep_issue if undo else store.drop_issue)(_day(day, "DATE"))
    say(f"Ausgabe {day}: {'erscheint' if undo else 'entfällt'}")


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except IssueError as error:
        raise UsageError("issue", str(error)) from error


def _made(workspace: Workspace, day: date) -> Block:
    return make_block(workspace.store, Options(day=day), workspace.site, workspace.clock())
