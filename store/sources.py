"""Who visits which source when: state of sources, leases with fencing tokens, names of members."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select
from sqlalchemy import update as sql_update

from pipeline.model import Member, Verdict
from pipeline.normalise.dates import berlin
from pipeline.rhythm import CLOCK_SLACK
from store.database import Database
from store.schema import hosts, issues, members, memberships, meta, postings, runs, sources
from store.tables import upsert
from store.vacancies import bump

#: A deadline is near from so long before it until so long after it.
DUE = timedelta(days=1)


@dataclass(frozen=True)
class Lease:
    """The right to visit ``source`` until ``until``; ``token`` grows with every lease and is checked when publishing."""

    source: str
    token: int
    until: datetime


def released_ids(connection: Connection) -> set[str]:
    """The vacancies of issues that are released and not sent yet."""
    shown = connection.execute(select(issues.c.shown).where(issues.c.state == "released")).scalars()
    return {guid.partition(";")[0] for guids in shown for guid in guids or []}


def _is_later(now: datetime) -> ColumnElement[bool]:
    """Whether a source's next visit lies ahead. What was planned by a clock that was set back since does not count."""
    return and_(sources.c.next_visit > now, func.coalesce(sources.c.last_run, now) <= now + CLOCK_SLACK)


class Sources(Database):
    """State of members and sources."""

    def sync_members(self, registry: Iterable[Member]) -> None:
        """Refresh what is shown of the members; what an operator decided stays."""
        rows = [
            {"key": m.key, "position": n, "name": m.name, "short_name": m.short_name, "website": m.website,
             "portal": m.portal, "platform": m.platform, "enabled": m.enabled}
            for n, m in enumerate(registry)
        ]
        with self.read() as connection:
            names = list(rows[0]) if rows else []
            known = {row.key: tuple(row._mapping[name] for name in names)
                     for row in connection.execute(select(members))}
        changed = [row for row in rows if known.get(str(row["key"])) != tuple(row.values())]
        if changed:
            with self.write() as connection:
                upsert(connection, members, ["key"], changed)
                bump(connection)

    def set_enabled(self, key: str, enabled: bool) -> None:
        """An operator's decision, on top of the registry's."""
        with self.write() as connection:
            connection.execute(sql_update(members).where(members.c.key == key).values(enabled_by_operator=enabled))
            bump(connection)

    def enabled_by_operator(self) -> dict[str, bool]:
        with self.read() as connection:
            rows = connection.execute(select(members.c.key, members.c.enabled_by_operator)
                                      .where(members.c.enabled_by_operator.is_not(None)))
            return {row.key: row.enabled_by_operator for row in rows}

    def due(self, keys: Iterable[str], now: datetime) -> list[str]:
        """Those of ``keys`` whose next visit is due, in the given order; a source never visited is due."""
        with self.read() as connection:
            later = {row.key for row in connection.execute(select(sources.c.key).where(_is_later(now)))}
        return [key for key in keys if key not in later]

    def visit_soon(self, member: str, keys: Iterable[str], now: datetime) -> None:
        """A person wishes that these sources of ``member`` are visited now, at any hour, also where the circuit of their host is broken."""
        with self.write() as connection:
            rows = [self.source_row(connection, key, member) for key in keys]
            asked = sources.c.key.in_([row.key for row in rows])
            connection.execute(sql_update(sources).where(asked).values(asked_at=now))
            connection.execute(sql_update(sources).where(asked, sources.c.next_visit > now).values(next_visit=now))
            connection.execute(sql_update(hosts).where(hosts.c.host.in_([row.host for row in rows if row.host]), hosts.c.probe_at > now).values(probe_at=now))

    def asked(self) -> set[str]:
        """The sources that people wish to be visited now, and that were not since."""
        with self.read() as connection:
            return set(connection.execute(select(sources.c.key).where(sources.c.asked_at.is_not(None))).scalars())

    def claim(self, source: str, member: str, owner: str, now: datetime, ttl: timedelta,
              is_dead: Callable[[str], bool] = lambda _owner: False, *, host: str | None = None, since: datetime | None = None) -> Lease | None:
        """Take the lease of ``source``; None while somebody alive holds it, and where somebody visited it after ``since``.

        A lease that ends later than it could by this clock was given before the clock was set back: it does not count.
        """
        with self.write() as connection:
            row = self.source_row(connection, source, member)
            held = row.lease_owner and row.lease_until is not None and now < row.lease_until <= now + ttl + CLOCK_SLACK
            if host and self._is_taken(connection, host, source, owner, now, ttl, is_dead):
                return None
            visited = since is not None and row.last_run is not None and since < row.last_run <= now + CLOCK_SLACK
            if visited or (held and not is_dead(row.lease_owner)):
                return None
            lease = Lease(source, row.lease_token + 1, now + ttl)
            connection.execute(sql_update(sources).where(sources.c.key == source).values(
                lease_owner=owner, lease_until=lease.until, lease_token=lease.token, host=host or row.host))
            return lease

    @staticmethod
    def _is_taken(connection: Connection, host: str, source: str, owner: str, now: datetime, ttl: timedelta, is_dead: Callable[[str], bool]) -> bool:
        """Whether somebody else alive visits another source of this host: one request at a time holds across processes and machines."""
        owners = connection.execute(select(sources.c.lease_owner).where(
            sources.c.host == host, sources.c.key != source, sources.c.lease_owner.is_not(None), sources.c.lease_owner != owner,
            sources.c.lease_until > now, sources.c.lease_until <= now + ttl + CLOCK_SLACK)).scalars()
        return any(not is_dead(held) for held in owners)

    def release(self, source: str, token: int, next_visit: datetime | None = None) -> None:
        """Give the lease back and note when the source is due again, None: as before; an outdated token changes nothing."""
        planned = {"next_visit": next_visit, "asked_at": None} if next_visit else {}
        with self.write() as connection:
            connection.execute(
                sql_update(sources).where(sources.c.key == source, sources.c.lease_token == token)
                .values(lease_owner=None, lease_until=None, **planned))

    def died(self, keys: Collection[str]) -> set[str]:
        """Those of ``keys`` whose last visit ended with its process."""
        newest = select(runs.c.source, func.max(runs.c.started_at).label("at")).where(runs.c.source.in_(list(keys))).group_by(runs.c.source).subquery()
        query = (select(runs.c.source, runs.c.problems).join(newest, (newest.c.source == runs.c.source) & (newest.c.at == runs.c.started_at))
                 .where(runs.c.verdict == Verdict.FAILED))
        with self.read() as connection:
            return {row.source for row in connection.execute(query) if any(problem["code"] == "crawl_died" for problem in row.problems)}

    def hold(self, name: str, owner: str, now: datetime, ttl: timedelta, is_dead: Callable[[str], bool] = lambda _owner: False) -> bool:
        """Whether ``owner`` alone does what is called ``name``, until ``ttl`` from now."""
        with self.write() as connection:
            said = connection.execute(select(meta.c.value).where(meta.c.key == name)).scalar()
            holder, until = json.loads(said) if said else (owner, now.isoformat())
            held = now < datetime.fromisoformat(until) <= now + ttl + CLOCK_SLACK
            if holder != owner and held and not is_dead(holder):
                return False
            upsert(connection, meta, ["key"], [{"key": name, "value": json.dumps([owner, (now + ttl).isoformat()])}])
            return True

    def failures(self, source: str) -> int:
        """How many visits in a row failed."""
        with self.read() as connection:
            return connection.execute(select(sources.c.failures).where(sources.c.key == source)).scalar() or 0

    def visit_memory(self, source: str, now: datetime) -> dict[str, Any]:
        """What the next visit needs to know: marks of the last one, open postings by id, ids of closed ones, ids whose pages are due.

        Deadlines are often moved when they pass: such pages are worth reading again. So are those of a released issue, until it is sent.
        After the clock was set back everything is read anew: a clock that was ahead closed what is open.
        """
        today = berlin(now)
        with self.read() as connection:
            markers = connection.execute(select(sources.c.markers).where(sources.c.key == source, func.coalesce(sources.c.last_run, now) <= now + CLOCK_SLACK)).scalar()
            known = connection.execute(
                select(postings.c.external_id, postings.c.url)
                .where(postings.c.source == source, postings.c.closed_at.is_(None)).order_by(postings.c.id))
            closed = connection.execute(select(postings.c.external_id).where(postings.c.source == source, postings.c.closed_at.is_not(None)))
            due = connection.execute(select(postings.c.external_id).where(
                postings.c.source == source, postings.c.valid_through.between(today - DUE, today + DUE)))
            released = connection.execute(
                select(postings.c.external_id).join(memberships, memberships.c.posting == postings.c.id)
                .where(postings.c.source == source, memberships.c.vacancy.in_(released_ids(connection))))
            return {"markers": markers or {}, "known": {row.external_id: row.url for row in known},
                    "closed": sorted(row.external_id for row in closed), "due": sorted({row.external_id for row in [*due, *released]})}

    def heartbeat(self, now: datetime) -> None:
        """The timetable lives."""
        self.note("heartbeat", now.isoformat())

    def last_heartbeat(self) -> datetime | None:
        value = self.noted("heartbeat")
        return datetime.fromisoformat(value) if value else None

    def note(self, key: str, value: str) -> None:
        """Remember one small thing that no reader sees."""
        with self.write() as connection:
            upsert(connection, meta, ["key"], [{"key": key, "value": value}])

    def noted(self, key: str) -> str | None:
        with self.read() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    @staticmethod
    def source_row(connection: Connection, source: str, member: str) -> Any:
        """The state of a source, begun where there is none yet."""
        found = connection.execute(select(sources).where(sources.c.key == source)).first()
        if found is None:
            connection.execute(sources.insert().values(
                key=source, member=member, baseline=False, failures=0, empty_confirmed=False, lease_token=0,
                markers={}))
            found = connection.execute(select(sources).where(sources.c.key == source)).one()
        return found
