"""The ledger of runs: what each visit was worth and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import update as sql_update

from pipeline.model import Run, Verdict
from store.database import Database, StoreError
from store.schema import runs


def run_of(row: Any) -> Run:
    """The value of a row."""
    return Run.model_validate({name: row._mapping[name] for name in Run.model_fields})


class Ledger(Database):
    """Reads and marks runs."""

    def runs(self, limit: int = 50, source: str | None = None) -> list[Run]:
        """The newest runs first."""
        query = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        if source is not None:
            query = query.where(runs.c.source == source)
        with self.read() as connection:
            return [run_of(row) for row in connection.execute(query)]

    def run(self, run_id: str) -> Run | None:
        with self.read() as connection:
            row = connection.execute(select(runs).where(runs.c.id == run_id)).first()
            return run_of(row) if row is not None else None

    def reject_run(self, run_id: str, by: str) -> None:
        """A person does not believe this run; nothing of it will be applied."""
        with self.write() as connection:
            self._stored(connection, run_id)
            connection.execute(sql_update(runs).where(runs.c.id == run_id).values(rejected_by=by, harvest=None))

    def counts(self, now: datetime, days: int = 60) -> dict[str, list[int | None]]:
        """Source -> the postings of the last complete run of each day, oldest first; None where there was none."""
        first = now - timedelta(days=days - 1)
        result: dict[str, list[int | None]] = {}
        with self.read() as connection:
            rows = connection.execute(
                select(runs.c.source, runs.c.started_at, runs.c.postings)
                .where(runs.c.verdict == Verdict.COMPLETE, runs.c.started_at >= first).order_by(runs.c.started_at))
            for row in rows:
                day = (row.started_at - first).days
                if 0 <= day < days:
                    result.setdefault(row.source, [None] * days)[day] = row.postings
        return result

    @staticmethod
    def _stored(connection: Connection, run_id: str) -> Any:
        row = connection.execute(select(runs).where(runs.c.id == run_id)).first()
        if row is None:
            raise StoreError(f"there is no run {run_id}")
        if row.accepted_by or row.rejected_by:
            raise StoreError(f"run {run_id} was decided on by {row.accepted_by or row.rejected_by}")
        if row.harvest is None:
            raise StoreError(f"run {run_id} is {row.verdict}: only suspect and partial runs can be accepted or rejected")
        return row
