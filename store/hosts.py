"""The circuit breaker of hosts: several members may share one, and who does not serve them is left in peace."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy import update as sql_update

from pipeline.model import MANUAL, Host, Verdict
from pipeline.rhythm import BACK_OFF, CLOCK_SLACK, next_probe
from store.database import Database
from store.schema import hosts, runs, sources
from store.tables import upsert

#: So many hosts that fail while no other one serves: that is our own network.
ALL_AT_ONCE = 3


class Hosts(Database):
    """Which hosts do not serve. A host without a row serves."""

    def hosts(self) -> list[Host]:
        """The hosts that did not serve the last visit of one of their members."""
        with self.read() as connection:
            return [Host.model_validate(dict(row._mapping)) for row in connection.execute(select(hosts).order_by(hosts.c.host))]

    def host_served(self, host: str, served: bool, now: datetime, began: datetime | None = None) -> None:
        """What a visit that ``began`` then showed of a host. One that serves again has the members soon visited that waited because of it.

        While all hosts fail the cause is here: no circuit is broken, and as soon as one serves again all are tried again that failed since the last that did.
        """
        with self.read() as connection:
            if served and connection.execute(select(hosts.c.host).limit(1)).first() is None:
                return
        with self.write() as connection:
            row = connection.execute(select(hosts).where(hosts.c.host == host)).first()
            if not served:
                failures = (row.failures if row else 0) + 1
                probe = None if _is_cut_off(connection) else next_probe(host, now, failures)
                upsert(connection, hosts, ["host"], [{"host": host, "failures": failures, "since": row.since if row else now, "probe_at": probe}])
                return
            fallen = _fallen(connection, began or now)
            again = {host} if row is not None else set[str]()
            again |= fallen if len(fallen) >= ALL_AT_ONCE else set()
            connection.execute(delete(hosts).where(hosts.c.host == host))
            connection.execute(sql_update(hosts).where(hosts.c.host.in_(again), hosts.c.probe_at > now).values(probe_at=now))
            connection.execute(sql_update(sources).where(sources.c.host.in_(again), sources.c.failures > 0, sources.c.next_visit > now).values(next_visit=now))

    def is_cut_off(self) -> bool:
        """Whether no host at all served of late: then it is our own network, and nobody is to wait long for what is not their fault."""
        with self.read() as connection:
            return _is_cut_off(connection)

    def take_probe(self, host: str, now: datetime, ttl: timedelta) -> bool:
        """Whether the caller may visit one member of a host whose circuit is broken; nobody else may for ``ttl``.

        An instant that lies further ahead than any wait was written by a clock that was set back.
        """
        with self.write() as connection:
            row = connection.execute(select(hosts).where(hosts.c.host == host)).first()
            if row is None or row.probe_at is None:
                return True
            if now < row.probe_at <= now + 2 * BACK_OFF[-1]:
                return False
            connection.execute(sql_update(hosts).where(hosts.c.host == host).values(probe_at=now + ttl + CLOCK_SLACK))
            return True


def _is_cut_off(connection: Connection) -> bool:
    return len(_fallen(connection)) >= ALL_AT_ONCE


def _fallen(connection: Connection, before: datetime | None = None) -> set[str]:
    """The hosts whose newest failed visit began after the last visit of all that any host served; ``before``: as it was when a visit began.

    Visits that ran side by side with one that was served do not count: then somebody had a network.
    """
    r, visited = runs.c, runs.c.source.not_like(f"%.{MANUAL}")
    until = [r.started_at < before] if before else []
    last = connection.execute(select(r.started_at).where(visited, r.verdict != Verdict.FAILED, *until).order_by(r.started_at.desc()).limit(1)).scalar()
    since = [r.started_at > last] if last else []
    failed = select(sources.c.host).join(hosts, hosts.c.host == sources.c.host).join(runs, r.source == sources.c.key).where(r.verdict == Verdict.FAILED, *until, *since)
    return set(connection.execute(failed.distinct()).scalars())
