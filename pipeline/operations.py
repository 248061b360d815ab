"""What operators do, as the pages ask for it; the command line's part of it fits this without knowing the pages."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from pipeline.model import Run


class RefusedError(ValueError):
    """It cannot be done; the message is German and says why and what to do."""


class Operations(Protocol):
    """``by`` is who did it, for the ledger."""

    def visit(self, member: str) -> None:
        """Visit a member's portals at the timetable's next tick."""

    def switch(self, member: str, *, on: bool) -> None:
        """Visit a member from now on, or no more."""

    def mute(self, member: str, until: date | None) -> None:
        """Tell nothing of a member until that day is over; None: tell again."""

    def acknowledge(self, member: str, by: str, note: str) -> None:
        """Say that what is wrong with a member is known; it holds until the member is read completely."""

    def forget(self, member: str) -> None:
        """Take that back."""

    def accept(self, run: str, by: str) -> Run:
        """Believe a visit that waits for a decision; a portal that moved is taken over."""

    def reject(self, run: str, by: str) -> None:
        """Apply nothing of a visit that waits for a decision."""
