"""Verbs of the ledger: ``runs list|show|accept|reject|replay``."""

from __future__ import annotations

import getpass
import json
from typing import Annotated

import typer

from cli import deciding
from cli.output import answer, answer_lines, answer_table, say
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace
from pipeline.model import Run
from render import visits
from spiders.shelf import archive_file, snapshot_file

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
    """One visit with its evidence, its log and the first answer that failed, as on its page; with --json also ``archive``, the file with all answers, while it is kept."""
    workspace = open_workspace(quiet=as_json)
    run = _find(workspace, run_id)
    found = visits.view(run, workspace.store, workspace.site, workspace.members)
    if not as_json:
        answer(visits.in_words(found))
        return
    file = archive_file(workspace.data / "archive", run.id)
    value = {**run.model_dump(mode="json"), "archive": str(file) if file.exists() else None, "evidence": found.evidence.model_dump(mode="json"),
             "proofs": [{"what": proof.what, "expected": proof.expected, "came": proof.came, "fits": proof.fits} for proof in found.proofs],
             "log": [line.model_dump(mode="json") for line in workspace.records.log(run.id)],
             "answer": {**found.snapshot.model_dump(mode="json", exclude={"body"}), "file": str(snapshot_file(workspace.data / "archive", run.id))} if found.snapshot else None}
    answer(json.dumps(value, ensure_ascii=False))


@app.command()
def accept(run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    """Believe a suspect visit: apply it as a complete one; a portal that moved is taken over, with all identities and without news."""
    workspace = open_workspace()
    run = _find(workspace, run_id)
    accepted, file = deciding.accept(workspace, run, getpass.getuser())
    if file is not None:
        say(f"{run.source}: the new portal is written to {file}")
    say(f"{run.id}: accepted, {accepted.new} new, {accepted.closed} closed, {accepted.missing} missing")


@app.command()
def reject(run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    """Mark a visit as not to be believed; nothing of it is applied."""
    workspace = open_workspace()
    run = _find(workspace, run_id)
    workspace.store.reject_run(run.id, getpass.getuser())
    say(f"{run.id}: rejected")


@app.command()
def replay(run_id: Annotated[str, typer.Argument(metavar="RUN")], as_json: Json = False) -> None:
    """Read the archived answers of a visit again, with the readers of now and without network; show what differs.

    Exit code 0: nothing differs; 1: something does. Nothing is written.
    """
    workspace = open_workspace(quiet=as_json)
    run = _find(workspace, run_id)
    from cli.replaying import replayed, show_difference

    difference = replayed(workspace, run)
    show_difference(difference, as_json=as_json)
    raise typer.Exit(int(not difference.same))


def _find(workspace: Workspace, run_id: str) -> Run:
    run = workspace.store.run(run_id)
    if run is None:
        raise UsageError("run", f"there is no run {run_id!r}; `stellenmarkt runs list` shows them", run_id)
    return run
