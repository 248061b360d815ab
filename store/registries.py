"""Which registry the programs on one database go by: each has a file of its own, and they should say the same."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from store.database import Database
from store.schema import meta
from store.tables import upsert

_PREFIX = "registry "
#: Who did not say anything for so long does not run any more.
SILENT = timedelta(days=1)


class Registries(Database):
    """Keeps a digest for each place, which is a machine and a folder."""

    def note_registry(self, place: str, digest: str, now: datetime) -> None:
        """The program at ``place`` goes by this registry."""
        key = _PREFIX + hashlib.sha256(place.encode()).hexdigest()[:16]
        with self.write() as connection:
            upsert(connection, meta, ["key"], [{"key": key, "value": json.dumps([place, digest, now.isoformat()])}])
            old = [row.key for row in connection.execute(select(meta).where(meta.c.key.startswith(_PREFIX))) if _is_silent(row.value, now)]
            if old:
                connection.execute(delete(meta).where(meta.c.key.in_(old)))

    def registries(self, now: datetime) -> dict[str, str]:
        """Place -> digest, of all who said it lately."""
        with self.read() as connection:
            said = list(connection.execute(select(meta.c.value).where(meta.c.key.startswith(_PREFIX))).scalars())
        return {place: digest for place, digest, _ in sorted(json.loads(value) for value in said if not _is_silent(value, now))}


def _is_silent(value: str, now: datetime) -> bool:
    return now - datetime.fromisoformat(json.loads(value)[2]) > SILENT
