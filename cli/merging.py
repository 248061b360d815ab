"""What people say of vacancies that are one or not: ``vacancies merge``, ``split``, ``possible``, and ``show --why``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from cli.output import answer, say
from cli.settings import UsageError
from cli.workspace import Workspace, ready_workspace
from store.merging import Membership

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]
#: What the rules of docs/matching.md are called where people read them.
RULES = {
    "new": "began this vacancy", "1": "a new version of a known posting", "2": "same employer, same Kennziffer", "3": "same employer, same job",
    "4": "no employer named, but the same job", "5": "one Kennziffer, several places", "7": "advertised again: a new round", "moved": "taken out of another vacancy",
    "hand": "decided by a person",
}


def merge(
    one: Annotated[str, typer.Argument(metavar="ID")], other: Annotated[str, typer.Argument(metavar="OTHER")],
    undo: Undo = False, as_json: Json = False,
) -> None:
    """Say that two vacancies are one: the older id stays, the other leads to it."""
    workspace = ready_workspace()
    if undo:
        _undone(workspace, "merge", [one, other], as_json=as_json)
        return
    first, second = _known(workspace, one), _known(workspace, other)
    survivor = workspace.store.merge(first, second, workspace.clock())
    gone = second if survivor == first else first
    if as_json:
        answer(json.dumps({"vacancy": survivor, "alias": gone if gone != survivor else None}))
    elif gone == survivor:
        say(f"{one} and {other} are one vacancy already: {survivor}")
    else:
        say(f"{gone} is {survivor} from now on; `stellenmarkt vacancies merge {survivor} {gone} --undo` takes it back")


def split(
    vacancy_id: Annotated[str, typer.Argument(metavar="ID")],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="Another vacancy: only say that the two are not the same.")] = None,
    posting: Annotated[list[str] | None, typer.Option("--posting", metavar="POSTING", help="Address or id of a posting that leaves; all that are named are one vacancy. Without it each leaves but the first.")] = None,
    undo: Undo = False, as_json: Json = False,
) -> None:
    """Say that the postings of a vacancy are not the same; they stay apart for good."""
    workspace = ready_workspace()
    ids = [vacancy_id, other] if other else [vacancy_id]
    if undo:
        _undone(workspace, "apart" if other else "split", ids, as_json=as_json)
        return
    known = [_known(workspace, name) for name in ids]
    if other:
        if posting:
            raise UsageError("usage", "name either OTHER or --posting", "vacancies split")
        workspace.store.keep_apart(known[0], known[1], workspace.clock())
        _told({"vacancy": known[0], "not_same": [known[1]]}, f"{known[0]} and {known[1]} are not the same, for good", as_json=as_json)
        return
    new = workspace.store.split(known[0], posting or [], workspace.clock())
    _told({"vacancy": known[0], "not_same": new},
          f"{known[0]} keeps the rest, {', '.join(new)} is new; `stellenmarkt vacancies split {known[0]} --undo` takes it back", as_json=as_json)


def possible(
    everything: Annotated[bool, typer.Option("--all", help="Also pairs of which nothing is open.")] = False, as_json: Json = False,
) -> None:
    """Pairs of vacancies that may be the same, with what speaks for it and the two answers."""
    for pair in ready_workspace().store.possible_pairs(closed=everything):
        if as_json:
            answer(json.dumps({"one": pair.one, "other": pair.other, "score": pair.score, "why": pair.why, "titles": pair.titles, "employers": pair.employers}, ensure_ascii=False))
            continue
        answer(f"{pair.one}  {pair.titles[0]} ({pair.employers[0]})\n{pair.other}  {pair.titles[1]} ({pair.employers[1]})\n"
               f"    {pair.score:.2f}  {pair.why}\n    yes: vacancies merge {pair.one} {pair.other}   no: vacancies split {pair.one} {pair.other}\n")


def reasons(lines: Sequence[Membership]) -> list[str]:
    """For each posting of a vacancy the sentence that says why it is one of it."""
    told = []
    for line in lines:
        words = RULES.get(line.rule, "rule")
        told.append(f"{line.posting} ({line.source} {line.external_id}, round {line.round}): {words} [{line.rule}, {line.score:.2f}]"
                     + (f": {'; '.join(line.evidence)}" if line.evidence else ""))
    return told


def _known(workspace: Workspace, vacancy_id: str) -> str:
    vacancy = workspace.store.vacancy(vacancy_id)
    if vacancy is None:
        raise UsageError("vacancy", f"there is no vacancy {vacancy_id!r}; `stellenmarkt vacancies list` shows them")
    return vacancy.id


def _undone(workspace: Workspace, verb: str, ids: list[str], *, as_json: bool) -> None:
    touched = workspace.store.undo(verb, ids, workspace.clock())
    _told({"undone": verb, "vacancies": touched}, f"{verb} of {', '.join(ids)} undone: {', '.join(touched)}", as_json=as_json)


def _told(value: dict[str, object], words: str, *, as_json: bool) -> None:
    if as_json:
        answer(json.dumps(value))
    else:
        say(words)
