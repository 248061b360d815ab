"""What operators decide, for the command line and for ``/betrieb`` alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cli.settings import UsageError
from cli.workspace import Workspace
from pipeline.model import Acknowledged, Run, Source
from pipeline.operations import RefusedError
from spiders.overlay import move, undone_on_error
from spiders.registry import RegistryError
from store import StoreError


def accept(workspace: Workspace, run: Run, by: str) -> tuple[Run, Path | None]:
    """Apply a run as a complete one; where it proposes a portal that is written to the operator's file, which is returned."""
    proposal = workspace.store.proposal(run.source)
    member = workspace.member_of(run.source)
    if proposal is None or proposal.run != run.id:
        return workspace.store.accept_run(run.id, member, by, workspace.clock()), None
    file = workspace.registry_file
    with undone_on_error(file):
        move(file, member, run.source, proposal)
        return workspace.store.accept_run(run.id, member, by, workspace.clock()), file


@dataclass
class Deciding:
    """``pipeline.operations.Operations`` on one workspace."""

    workspace: Workspace

    def visit(self, member: str) -> None:
        if not (sources := self._sources(member)):
            raise RefusedError("Für dieses Mitglied ist kein Portal bekannt.")
        self.workspace.store.visit_soon(member, [source.key for source in sources], self.workspace.clock())

    def switch(self, member: str, *, on: bool) -> None:
        if on and not self._sources(member):
            raise RefusedError("Für dieses Mitglied ist noch kein Portal bekannt: „stellenmarkt members detect“ sucht danach.")
        if on and not self.workspace.demo and not self.workspace.settings.contact:
            raise RefusedError("Portale müssen wissen, wem sie schreiben können: Setzen Sie STELLENMARKT_CONTACT und starten Sie neu.")
        self.workspace.store.set_enabled(member, on)

    def mute(self, member: str, until: date | None) -> None:
        self.workspace.store.mute(member, until)

    def acknowledge(self, member: str, by: str, note: str) -> None:
        self.workspace.store.acknowledge(member, Acknowledged(at=self.workspace.clock(), by=by, note=note))

    def forget(self, member: str) -> None:
        self.workspace.store.acknowledge(member, None)

    def accept(self, run: str, by: str) -> Run:
        try:
            return accept(self.workspace, self._run(run), by)[0]
        except (StoreError, RegistryError, UsageError, OSError) as error:
            raise RefusedError(f"Der Besuch lässt sich nicht annehmen: {error}") from error

    def reject(self, run: str, by: str) -> None:
        try:
            self.workspace.store.reject_run(self._run(run).id, by)
        except StoreError as error:
            raise RefusedError(f"Der Besuch lässt sich nicht ablehnen: {error}") from error

    def _sources(self, member: str) -> list[Source]:
        known = self.workspace.members.get(member)
        return known.sources() if known is not None else []

    def _run(self, run_id: str) -> Run:
        run = self.workspace.store.run(run_id)
        if run is None:
            raise RefusedError("Diesen Besuch gibt es nicht.")
        return run
