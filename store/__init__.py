"""REMEMBER: the only room that knows SQLAlchemy. One ``Store`` on SQLite or PostgreSQL; see docs/database.md."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select

from pipeline.model import MANUAL, Host, MemberView, Problem, Proposal
from pipeline.normalise.dates import berlin
from store import schema
from store.backup import Backup
from store.candidates import SqlIndex
from store.checking import Checking
from store.coverage import Coverages
from store.database import StaleLease, StoreError, open_engine
from store.editing import Editing
from store.evidence import Evidenced
from store.followups import FollowUps
from store.forgetting import KEPT_FACTS, Forgetting
from store.health import Health
from store.jobs import Jobs
from store.ledger import KEPT
from store.manual import Manual
from store.merging import Merging
from store.overview import by_member, overview
from store.registries import Registries
from store.search import Search
from store.silence import Silence
from store.sources import Lease
from store.vacancies import bump, close_expired

__all__ = ["KEPT", "KEPT_FACTS", "Lease", "StaleLease", "Store", "StoreError", "connect"]


class Store(Manual, Search, Editing, Merging, Checking, Coverages, Evidenced, FollowUps, Silence, Forgetting, Health, Backup, Jobs, Registries):
    """Everything the program remembers."""

    @contextmanager
    def matching(self) -> Iterator[SqlIndex]:
        """The index of matching in one transaction that is committed at the end."""
        with self.write() as connection:
            yield SqlIndex(connection)

    def expire(self, now: datetime) -> bool:
        """Close what passed its deadline or its end; True where readers see a difference."""
        today = berlin(now)
        with self.read() as connection:
            due = connection.execute(
                select(schema.vacancies.c.id).where(
                    schema.vacancies.c.closed_at.is_(None), or_(schema.vacancies.c.valid_through < today, schema.vacancies.c.expires < today))
                .limit(1)).first()
        if due is None:
            return False
        with self.write() as connection:
            if changed := close_expired(connection, now):
                bump(connection)
            return changed

    def members(self, now: datetime) -> list[MemberView]:
        """Every member as the members' page and the status page show it, in the registry's order."""
        s, r = schema.sources.c, schema.runs.c
        by_source, open_now = self.counts(now), self.open_by_employer(berlin(now))
        # What people enter is no visit: it says nothing about how well a portal is read.
        visited = s.key.not_like(f"%.{MANUAL}")
        with self.read() as connection:
            states = {row.member: row for row in connection.execute(
                select(s.member, func.max(s.last_run).label("last_run"), func.min(s.last_success).label("last_success"),
                       func.min(s.denied_since).label("denied_since"))
                .where(visited).group_by(s.member))}
            # One look-up for each source, however many visits there were.
            own = schema.runs.alias("own").c
            newest = select(own.id).where(own.source == s.key).order_by(own.started_at.desc(), own.id.desc()).limit(1).correlate(schema.sources).scalar_subquery()
            last = {row.member: row for row in connection.execute(
                select(s.member, s.proposal, r.verdict, r.reasons).select_from(schema.sources).join(schema.runs, r.id == newest).where(visited).order_by(r.id))}
            planned = connection.execute(select(s.member, s.next_visit, *schema.hosts.c).outerjoin(
                schema.hosts, (schema.hosts.c.host == s.host) & schema.hosts.c.probe_at.is_not(None)).where(visited).order_by(s.key)).all()
            by_hand: dict[str, int] = {row[0]: row[1] for row in connection.execute(
                select(s.member, func.count()).join(schema.postings, schema.postings.c.source == s.key)
                .where(~visited, schema.postings.c.closed_at.is_(None)).group_by(s.member))}
            counts = by_member(by_source, {row.key: row.member for row in connection.execute(select(s.key, s.member).where(visited).order_by(s.key))})
            more = overview(connection, now)
            rows = connection.execute(select(schema.members).order_by(schema.members.c.position, schema.members.c.key)).all()
        down = {row.member: Host(host=row.host, failures=row.failures, since=row.since, probe_at=row.probe_at) for row in planned if row.probe_at}
        due: dict[str, datetime] = {}
        for row in planned:  # a host whose circuit is broken is not visited before its probe
            at = max(filter(None, (row.next_visit, row.probe_at)), default=None)
            if at is not None:
                due[row.member] = min(at, due.get(row.member, at))
        views = []
        for row in rows:
            state, run = states.get(row.key), last.get(row.key)
            enabled = row.enabled if row.enabled_by_operator is None else row.enabled_by_operator
            views.append(MemberView(
                key=row.key, name=row.name, short_name=row.short_name, website=row.website, portal=row.portal, platform=row.platform,
                enabled=enabled, last_success=state.last_success if state else None, last_run=state.last_run if state else None,
                next_visit=due.get(row.key), denied_since=state.denied_since if state else None, host=down.get(row.key), last_verdict=run.verdict if run else None,
                reasons=[Problem.model_validate(reason) for reason in run.reasons] if run else [],
                proposal=Proposal.model_validate(run.proposal) if run and run.proposal and run.proposal["run"] else None,
                open_vacancies=open_now.get(row.key, 0), by_hand=by_hand.get(row.key, 0), counts=counts.get(row.key, []), **more.get(row.key, {})))
        return views

    def employers(self) -> dict[str, str]:
        """Key -> short name of every member, in the registry's order."""
        m = schema.members.c
        with self.read() as connection:
            return {row.key: row.short_name for row in connection.execute(select(m.key, m.short_name).order_by(m.position, m.key))}

    def read_on(self) -> dict[str, date]:
        """The sources that were read completely, with the day on which they were last."""
        s = schema.sources.c
        with self.read() as connection:
            return {row.key: berlin(row.last_success) for row in connection.execute(select(s.key, s.last_success).where(s.last_success.is_not(None)).order_by(s.key))}

    def recently_read(self, now: datetime, within: timedelta) -> dict[str, datetime]:
        """The sources whose last complete visit lies within ``within`` of now, with the instant of that visit.

        What people entered ends by its date and is as of now. Another source comes to these only with a new generation.
        """
        s = schema.sources.c
        by_hand = s.key.like(f"%.{MANUAL}")
        with self.read() as connection:
            rows = connection.execute(select(s.key, s.last_success, by_hand.label("by_hand")).where(or_(s.last_success >= now - within, by_hand)))
            return {row.key: now if row.by_hand else row.last_success for row in rows}


def connect(url: str) -> Store:
    """Open "sqlite:///FILE" or "postgresql://..." and bring its schema to the newest version."""
    store = Store(open_engine(url))
    store.migrate()
    return store
