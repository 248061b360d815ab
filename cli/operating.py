"""Verbs for operators: ``status``, ``doctor``."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.doctor import findings, unreachable
from cli.output import answer, answer_table, say, tell
from cli.workspace import open_workspace
from pipeline.normalise.dates import berlin
from render import followups, pages
from render.auth import hash_password
from render.lights import MemberLight, Status
from render.views import VERDICTS, changes, moment
from store import StoreError

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def status(as_json: Json = False) -> None:
    """Every member at a glance; exit code 1 unless all is well."""
    workspace = open_workspace(quiet=as_json)
    found: Status = pages.state(workspace.store, workspace.clock())
    if as_json:
        answer(pages.status_json(workspace.store, workspace.clock()).decode())
    else:
        answer_table(("Mitglied", "Zustand", "zuletzt vollständig", "letzter Besuch", "offen", "seither", "nächster Besuch", "warum"), [_row(m) for m in found.of("red", "amber", "green")])
        answer(f"{pages.LIGHTS[found.level]}: {found.message}")
        for kind, count in zip(followups.KINDS.values(), followups.counts(workspace.store, berlin(workspace.clock())).values(), strict=True):
            answer(f"{kind.heading}: {count}")
    raise typer.Exit(int(found.level != "green"))


def _row(light: MemberLight) -> tuple[object, ...]:
    member = light.member
    verdict = VERDICTS[member.last_verdict] if member.last_verdict else "von Hand" if member.is_by_hand else "noch keiner"
    words = "; ".join(filter(None, (light.message, *(mark.words for mark in light.marks))))
    return (member.short_name, light.word, "–" if member.is_by_hand else moment(member.last_success), verdict, member.open_vacancies, changes(member.since_good),
            moment(member.next_visit) if member.next_visit else "–", words)


def doctor(
    make_hash: Annotated[bool, typer.Option("--hash", help="Ask for a password and print its hash for STELLENMARKT_USERS.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no server: neither the portals nor the own page.")] = False,
    as_json: Json = False,
) -> None:
    """Check this installation: configuration, folder, disk, database, backup, timetable, clock, and with one request each the portals of enabled
    members (robots.txt, certificate). Each finding comes with its remedy; exit code 1 where there is one."""
    if make_hash:
        answer(hash_password(typer.prompt("Passwort", err=True, hide_input=True, confirmation_prompt="Noch einmal")))
        return
    try:
        workspace = open_workspace(quiet=True)
        found = list(findings(workspace, offline=offline))
    except StoreError as error:
        found = [unreachable(error)]
    for finding in found:
        tell(finding, as_json=as_json)
    if not found:
        say("Alles in Ordnung.")
    raise typer.Exit(int(bool(found)))
