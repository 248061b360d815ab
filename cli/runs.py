"""Verbs of the ledger: ``runs list|show|accept|reject|replay``."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from cli.output import answer, answer_lines, answer_table, say
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace
from pipeline.model import Run

app = typer.Typer(no_args_is_help=True, help="The ledger of visits.")
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.command("list")
def list_runs(
    source: Annotated[str | None, typer.Argument(help="Only this source.")] = None,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1, max=10_000)] = 50,
    as_json: Json = False,
) -> None:
    """The newest visits."""
    runs = open_workspace(quiet=as_json).store.runs(source=source, limit=limit)
    if as_json:
        answer_lines(runs)
        return
    answer_table(
        ("run", "verdict", "postings", "new", "changed", "missing", "closed", "why"),
        [(run.id, run.verdict, run.postings, run.new, run.changed, run.missing, run.closed,
          "; ".join(reason.message for reason in run.reasons)) for run in runs],
    )


@app.command()
def show(run_id: Annotated[str, typer.Argument(metavar="RUN")], as_json: Json = False) -> None:
    """One visit with its evidence."""
    run = _find(open_workspace(quiet=as_json), run_id)
    answer(run.model_dump_json(indent=None if as_json else 2))


@app.command()
def accept(run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    """Believe a suspect visit: apply it as a complete one."""
    workspace = open_workspace()
    run = _find(workspace, run_id)
    accepted = workspace.store.accept_run(run.id, workspace.member_of(run.source), getpass.getuser(), workspace.clock())
    say(f"{run.id}: accepted, {accepted.new} new, {accepted.closed} closed, {accepted.missing} missing")


@app.command()
def reject(run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    """Mark a visit as not to be believed; nothing of it is applied."""
    workspace = open_workspace()
    run = _find(workspace, run_id)
    workspace.store.reject_run(run.id, getpass.getuser())
    say(f"{run.id}: rejected")


@app.command()
def replay(run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    """Parse the archived responses of a visit again."""
    raise UsageError("later", f"runs replay {run_id}: raw responses are not archived yet; this verb comes with the archive")


def _find(workspace: Workspace, run_id: str) -> Run:
    run = workspace.store.run(run_id)
    if run is None:
        raise UsageError("run", f"there is no run {run_id!r}; `stellenmarkt runs list` shows them", run_id)
    return run
