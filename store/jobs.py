"""What the tables say of visits that were handed to workers (store/queue.py): what waits, who works, what a dead worker held."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlalchemy import update as sql_update

from pipeline.model import QueueState, Source
from store.database import Database
from store.schema import sources

#: The name of the queue, and after how many seconds of silence a worker is taken for dead.
QUEUE, SILENCE = "visits", 60
#: So many keys in one statement.
CHUNK = 1000


@dataclass(frozen=True)
class Job:
    """Something for a worker: ``number`` is the queue's, ``args`` are JSON."""

    number: int
    args: dict[str, Any]


class Jobs(Database):
    """The state of what was handed to workers."""

    def queue_state(self) -> QueueState | None:
        """None where there is no queue."""
        if self.engine.dialect.name != "postgresql":
            return None
        with self.read() as connection:
            if connection.execute(text("select to_regclass('procrastinate_jobs')")).scalar() is None:
                return None
            counts: dict[str, int] = {row.status: row.number for row in connection.execute(text(
                "select status::text as status, count(*) as number from procrastinate_jobs where queue_name = :name group by status"), {"name": QUEUE})}
            waits = connection.execute(text(
                "select extract(epoch from now() - min(coalesce(j.scheduled_at, e.at))) from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'"
                " where j.queue_name = :name and j.status = 'todo' and coalesce(j.scheduled_at, e.at) <= now()"), {"name": QUEUE}).scalar()
            workers: int = connection.execute(text(
                "select count(*) from procrastinate_workers where last_heartbeat >= now() - make_interval(secs => :silence)"), {"silence": SILENCE}).scalar_one()
        return QueueState(waiting=counts.get("todo", 0), running=counts.get("doing", 0), failed=counts.get("failed", 0), waits=float(waits or 0), workers=workers)

    def held(self) -> list[str]:
        """Who visits something now."""
        with self.read() as connection:
            return list(connection.execute(select(sources.c.lease_owner).where(sources.c.lease_owner.is_not(None)).order_by(sources.c.key)).scalars())

    def put_off(self, handed: Collection[Source], since: datetime, until: datetime) -> None:
        """These sources are not due before ``until``: somebody was asked to visit them. Who was already visited after ``since`` has a plan."""
        members = {source.key: source for source in handed}
        keys = list(members)
        with self.write() as connection:
            for start in range(0, len(keys), CHUNK):
                chunk = keys[start:start + CHUNK]
                known = set(connection.execute(select(sources.c.key).where(sources.c.key.in_(chunk))).scalars())
                if new := [{"key": key, "member": members[key].member, "baseline": False, "failures": 0, "empty_confirmed": False, "lease_token": 0, "markers": {}, "host": members[key].host}
                           for key in chunk if key not in known]:
                    connection.execute(sources.insert(), new)
                connection.execute(sql_update(sources).where(sources.c.key.in_(chunk), _not_visited(since)).values(next_visit=until))

    def take_back(self, keys: Collection[str], since: datetime, now: datetime, holder: str = "") -> None:
        """Those of ``keys`` that nobody visited after ``since`` are due at ``now``; leases whose owner ends with ``holder`` end."""
        with self.write() as connection:
            if holder:
                connection.execute(sql_update(sources).where(sources.c.key.in_(keys), sources.c.lease_owner.endswith(holder, autoescape=True)).values(lease_owner=None, lease_until=None))
            connection.execute(sql_update(sources).where(
                sources.c.key.in_(keys), _not_visited(since), func.coalesce(sources.c.next_visit, now) >= now).values(next_visit=now))


def _not_visited(since: datetime) -> ColumnElement[bool]:
    return or_(sources.c.last_run.is_(None), sources.c.last_run <= since)
