"""What checks of sources saw."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy import update as sql_update

from pipeline.model import Checked
from store.schema import sources
from store.sources import Sources


class Checking(Sources):
    """Keeps the last check of each source."""

    def checks(self) -> dict[str, Checked]:
        """Source -> its last check."""
        with self.read() as connection:
            rows = connection.execute(select(sources.c.key, sources.c.checked).where(sources.c.checked.is_not(None)).order_by(sources.c.key))
            return {row.key: Checked.model_validate(row.checked) for row in rows}

    def save_check(self, checked: Checked, member: str) -> None:
        """Remember a check instead of the last one; the source's other state stays."""
        with self.write() as connection:
            self.source_row(connection, checked.source, member)
            connection.execute(sql_update(sources).where(sources.c.key == checked.source).values(checked=checked.model_dump(mode="json")))
