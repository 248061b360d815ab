"""Verbs of what is open: ``vacancies list|show|add|extend|end|hide|pin|merge|split|possible``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from cli import adding, merging
from cli.output import answer, answer_table, say
from cli.settings import BERLIN, UsageError
from cli.workspace import Workspace, ready_workspace
from pipeline.model import EditorChoice, Query, Vacancy

app = typer.Typer(no_args_is_help=True, help="What is open; editors' and operators' decisions, all undoable.")
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a vacancy.")]


@app.command("list")
def list_vacancies(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    words: Annotated[str, typer.Option("--words", help="Only those with these words.")] = "",
    as_json: Json = False,
) -> None:
    """All vacancies that are open, newest first."""
    workspace = ready_workspace()
    today = workspace.clock().astimezone(BERLIN).date()
    query = Query(today=today, words=words, include_closed=everything, page_size=100_000)
    vacancies = every(workspace, query)
    if as_json:
        for vacancy in vacancies:
            answer(json.dumps(workspace.site.outward(vacancy), ensure_ascii=False))
        return
    answer_table(("id", "title", "employer", "places", "until", "since"), [
        (v.id, v.title, v.employer_short, ", ".join(p.name for p in v.locations), v.valid_through,
         v.first_seen.astimezone(BERLIN).date()) for v in vacancies])


def every(workspace: Workspace, query: Query) -> list[Vacancy]:
    """All vacancies that answer ``query``, page after page."""
    found: list[Vacancy] = []
    while True:
        page = workspace.store.search(query)
        found += page.vacancies
        if len(found) >= page.total or not page.vacancies:
            return found
        query = query.model_copy(update={"page": query.page + 1})


@app.command()
def show(
    vacancy_id: Id,
    why: Annotated[bool, typer.Option("--why", help="Which postings it was made of and by which rule.")] = False,
    as_json: Json = False,
) -> None:
    """One vacancy with its facts and the words that prove them."""
    workspace = ready_workspace()
    vacancy = workspace.store.vacancy(vacancy_id)
    if vacancy is None:
        raise UsageError("vacancy", f"there is no vacancy {vacancy_id!r}; `stellenmarkt vacancies list` shows them")
    lines = workspace.store.memberships(vacancy.id) if why else []
    shown = workspace.site.outward(vacancy) | ({"why": [asdict(line) for line in lines]} if why and as_json else {})
    answer(json.dumps(shown, ensure_ascii=False, indent=None if as_json else 2))
    if as_json:
        return
    for proof in workspace.store.evidence(vacancy.id):
        say(f"{proof.field}: „{proof.words}“ ({proof.origin}, {proof.rule})")
    for sentence in merging.reasons(lines):
        say(sentence)


app.command()(adding.add)
app.command()(adding.extend)
app.command()(adding.end)
app.command()(merging.merge)
app.command()(merging.split)
app.command()(merging.possible)


@app.command()
def hide(vacancy_id: Id, undo: Annotated[bool, typer.Option("--undo", help="Show it again.")] = False) -> None:
    """Keep a vacancy out of page, feeds and block."""
    _choose(vacancy_id, "hide", undo=undo)


@app.command()
def pin(vacancy_id: Id, undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False) -> None:
    """Put a vacancy first in every issue until it is taken back."""
    _choose(vacancy_id, "pin", undo=undo)


def _choose(vacancy_id: str, action: str, *, undo: bool) -> None:
    workspace = ready_workspace()
    vacancy = workspace.store.vacancy(vacancy_id)
    if vacancy is None:
        raise UsageError("vacancy", f"there is no vacancy {vacancy_id!r}; `stellenmarkt vacancies list` shows them")
    if undo:
        workspace.store.unchoose(vacancy.id, None, action)
    else:
        workspace.store.choose(EditorChoice.model_validate({"vacancy": vacancy.id, "action": action}), workspace.clock())
    say(f"{vacancy.id}: {action}{' undone' if undo else ''}")
