"""Verbs for operators: ``status``, ``doctor``; ``worker`` comes later and says so."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.doctor import findings, unreachable
from cli.output import answer, answer_table, say, tell
from cli.settings import UsageError
from cli.workspace import open_workspace
from render import pages
from render.auth import hash_password
from render.lights import Status
from render.views import moment
from store import StoreError

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def status(as_json: Json = False) -> None:
    """Every member at a glance; exit code 1 unless all is well."""
    workspace = open_workspace(quiet=as_json)
    found: Status = pages.state(workspace.store, workspace.clock())
    if as_json:
        answer(pages.status_json(workspace.store, workspace.clock()).decode())
    else:
        answer_table(("Mitglied", "Zustand", "zuletzt vollständig", "offen", "warum"), [
            (m.member.short_name, {"green": "in Ordnung", "amber": "ansehen", "red": "gestört"}[m.level], moment(m.member.last_success), m.member.open_vacancies, m.message)
            for m in found.members])
        answer(f"{pages.LIGHTS[found.level]}: {found.message}")
    raise typer.Exit(int(found.level != "green"))


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


def _later(verb: str) -> UsageError:
    return UsageError("later", f"{verb} is not built yet; CHANGELOG.md says what this version can do", verb)


def worker() -> None:
    """Work for a queue on another host (comes later)."""
    raise _later("worker")
