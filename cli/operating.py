"""Verbs for operators: ``status``, ``doctor``."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Annotated

import typer

from cli.output import answer, answer_table, say, tell
from cli.workspace import Workspace, open_workspace
from pipeline.model import Problem
from render import pages
from render.auth import hash_password
from render.lights import Status
from render.views import moment

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
#: Less free space than this endangers the database.
LEAST_FREE = 500_000_000


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
    as_json: Json = False,
) -> None:
    """Check this installation; each finding comes with its remedy."""
    if make_hash:
        answer(hash_password(typer.prompt("Passwort", err=True, hide_input=True, confirmation_prompt=True)))
        return
    workspace = open_workspace(quiet=True)
    findings = list(_findings(workspace))
    for finding in findings:
        tell(finding, as_json=as_json)
    if not findings:
        say("Alles in Ordnung.")
    raise typer.Exit(int(bool(findings)))


def _findings(workspace: Workspace) -> list[Problem]:
    settings, found = workspace.settings, []
    if not settings.contact and not workspace.demo:
        found.append(Problem(code="contact", message="portals cannot reach you: set STELLENMARKT_CONTACT", where="STELLENMARKT_CONTACT"))
    if workspace.demo:
        found.append(Problem(code="demo", message="no member is enabled: `stellenmarkt members enable KEY`"))
    for name in ("impressum_url", "datenschutz_url", "public_url"):
        if not getattr(settings, name):
            variable = f"STELLENMARKT_{name.upper()}"
            found.append(Problem(code="configuration", message=f"{variable} is not set: readers need it", where=variable))
    if not settings.users:
        found.append(Problem(code="users", message="nobody can log in to /redaktion: `stellenmarkt doctor --hash` makes a hash for STELLENMARKT_USERS"))
    free = shutil.disk_usage(workspace.data if workspace.data.exists() else ".").free
    if free < LEAST_FREE:
        found.append(Problem(code="disk", message=f"only {free // 1_000_000} MB are free: make room", where=str(settings.data)))
    try:
        workspace.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=workspace.data):
            pass
    except OSError as error:
        found.append(Problem(code="data", message=f"the data folder cannot be written: {error.strerror}", where=str(settings.data)))
    if settings.now is not None:
        found.append(Problem(code="clock", message=f"STELLENMARKT_NOW overrides the clock: {settings.now.isoformat()}", where="STELLENMARKT_NOW"))
    if os.environ.get("STELLENMARKT_ALLOW_PRIVATE") and settings.allow_private:
        found.append(Problem(code="allow_private", message="private addresses may be visited: only for development", where="STELLENMARKT_ALLOW_PRIVATE"))
    workspace.store.generation()
    return found
