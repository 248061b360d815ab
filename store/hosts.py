"""The circuit breaker of hosts: several members may share one, and who does not serve them is left in peace."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy import update as sql_update

from pipeline.model import Host
from pipeline.rhythm import BACK_OFF, CLOCK_SLACK, next_probe
from store.database import Database
from store.schema import hosts, sources
from store.tables import upsert


class Hosts(Database):
    """Which hosts do not serve. A host without a row serves."""

    def hosts(self) -> list[Host]:
        """The hosts that did not serve the last visit of one of their members."""
        with self.read() as connection:
            return [Host.model_validate(dict(row._mapping)) for row in connection.execute(select(hosts).order_by(hosts.c.host))]

    def host_served(self, host: str, served: bool, now: datetime) -> None:
        """What a visit showed of a host. One that serves again has the members soon visited that waited because of it."""
        with self.read() as connection:
            known = connection.execute(select(hosts.c.host).where(hosts.c.host == host)).first()
        if served and known is None:
            return
        with self.write() as connection:
            row = connection.execute(select(hosts).where(hosts.c.host == host)).first()
            if not served:
                failures = (row.failures if row else 0) + 1
                upsert(connection, hosts, ["host"], [{"host": host, "failures": failures, "since": row.since if row else now, "probe_at": next_probe(host, now, failures)}])
            elif row is not None:
                connection.execute(delete(hosts).where(hosts.c.host == host))
                connection.execute(sql_update(sources).where(sources.c.host == host, sources.c.failures > 0, sources.c.next_visit > now).values(next_visit=now))

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
