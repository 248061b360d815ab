"""``vacancies add --csv FILE``: every line judged before anything is entered."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import typer

from cli.faults import problem_of
from cli.output import answer, answer_lines, answer_table, say, tell_all
from cli.settings import BERLIN, UsageError
from cli.workspace import Workspace
from pipeline.manual import Line, Sheet, check_lines, read_sheet, to_enter
from pipeline.model import Member, Problem, Value


class Outcome(Value):
    """What becomes of one line, as ``--dry-run --json`` prints it."""

    line: int
    state: str
    title: str
    member: str | None = None


def enter_file(workspace: Workspace, file: Path, member: str, *, skip_bad: bool, stock: bool, dry_run: bool, as_json: bool) -> None:
    """Enter the ads of a CSV file: all of them, or (``skip_bad``) the good ones; the same file again changes nothing."""
    sheet = _read(file)
    today = workspace.clock().astimezone(BERLIN).date()
    lines = check_lines(sheet, workspace.members, workspace.store.manual_ads(closed=True), today, member or None)
    problems = _problems(file, sheet, lines)
    tell_all(problems, as_json=as_json)
    bad = any(line.state == "bad" for line in lines)
    if dry_run:
        _show(lines, as_json=as_json)
    elif bad and not skip_bad:
        say("Nothing was entered: correct these lines, or --skip-bad enters the others.")
    else:
        for key, made in to_enter(lines).items():
            workspace.store.enter(workspace.members[key], workspace.clock(), made, stock=stock)
            tell_vacancies(workspace, workspace.members[key], [str(item.posting.external_id) for item in made if item.posting], as_json=as_json)
        counts: Counter[str] = Counter(line.state for line in lines)
        say(", ".join(f"{counts[state]} {words}" for state, words in _STATES.items() if counts[state]))
    raise typer.Exit(int(bad))


_STATES = {"new": "new", "changed": "changed", "same": "unchanged", "ended": "ended before and not entered again", "bad": "bad"}


def _read(file: Path) -> Sheet:
    try:
        data = file.read_bytes() if str(file) != "-" else typer.get_binary_stream("stdin").read()
    except OSError as error:
        raise UsageError("file", f"{file} cannot be read: {error.strerror}", str(file)) from error
    sheet = read_sheet(data)
    if sheet.faults:
        problem = problem_of(sheet.faults[0], str(file))
        raise UsageError(problem.code, problem.message, problem.where)
    return sheet


def _problems(file: Path, sheet: Sheet, lines: list[Line]) -> list[Problem]:
    found = [Problem(code="manual_unknown_column", message=f"the column {name[:80]!r} means nothing here and is left out", where=str(file)) for name in sheet.unknown]
    for line in lines:
        found += [problem_of(fault, f"{file}:{line.number}", sheet.columns.get(fault.field, "")) for fault in line.faults]
    return found


def _show(lines: list[Line], *, as_json: bool) -> None:
    if as_json:
        answer_lines(Outcome(line=line.number, state=line.state, title=line.title, member=line.member) for line in lines)
    else:
        answer_table(("line", "state", "member", "title"), [(line.number, line.state, line.member, line.title[:80]) for line in lines])


def tell_vacancies(workspace: Workspace, owner: Member, keys: list[str], *, as_json: bool) -> None:
    """The vacancies that entered ads became: id and page, or one JSON object a line."""
    of_key = {ad.external_id: ad.vacancy for ad in workspace.store.manual_ads(member=owner.key)}
    for key in keys:
        vacancy = workspace.store.vacancy(of_key[key]) if key in of_key else None
        if vacancy is not None:
            shown = workspace.site.outward(vacancy)
            answer(json.dumps(shown, ensure_ascii=False) if as_json else f"{shown['id']}  {shown['url']}")
