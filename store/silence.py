"""What operators said of a member's alarms: be silent until a day, or: I know."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from pipeline.model import Acknowledged
from store.database import Database
from store.schema import meta
from store.tables import upsert

_MUTED, _KNOWN = "muted", "acknowledged"


class Silence(Database):
    """Keeps both, a row each for all members."""

    def mute(self, member: str, until: date | None) -> None:
        """Tell nothing of a member until that day is over; None: tell again."""
        self._change(_MUTED, member, until.isoformat() if until else None)

    def mutes(self) -> dict[str, date]:
        """Member -> the last day of silence, also where it is over."""
        with self.read() as connection:
            return mutes(connection)

    def acknowledge(self, member: str, said: Acknowledged | None) -> None:
        """An operator knows what is wrong with a member; None: takes it back. It holds until the member is read completely."""
        self._change(_KNOWN, member, json.loads(said.model_dump_json()) if said else None)

    def _change(self, key: str, member: str, value: Any) -> None:
        with self.write() as connection:
            kept = _noted(connection, key) | {member: value}
            text = json.dumps({name: said for name, said in kept.items() if said is not None}, ensure_ascii=False)
            upsert(connection, meta, ["key"], [{"key": key, "value": text}])


def mutes(connection: Connection) -> dict[str, date]:
    return {member: date.fromisoformat(day) for member, day in _noted(connection, _MUTED).items()}


def acknowledged(connection: Connection) -> dict[str, Acknowledged]:
    """Member -> what was said, also where it is over."""
    return {member: Acknowledged.model_validate(said) for member, said in _noted(connection, _KNOWN).items()}


def _noted(connection: Connection, key: str) -> dict[str, Any]:
    text = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
