"""The ledger of runs: what each visit was worth and why."""

from __future__ import annotations

import gzip
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, true
from sqlalchemy import update as sql_update

from pipeline.judge import shown_ids
from pipeline.model import Change, Filled, Harvest, History, Member, Plan, Posting, Run, Verdict
from pipeline.normalise.dates import BERLIN, berlin
from store.database import Database, StoreError
from store.schema import postings, runs, sources
from store.tables import upsert

#: How many good counts a harvest is compared with.
HISTORY = 8
#: How long what a portal said word by word is kept: it may name persons.
KEPT = timedelta(days=14)
_COUNTED = {Change.NEW: "new", Change.CHANGED: "changed", Change.MISSING: "missing", Change.REOPENED: "reopened", Change.CLOSED: "closed"}


def run_of(row: Any) -> Run:
    """The value of a row."""
    return Run.model_validate({name: row._mapping[name] for name in Run.model_fields})


def record(connection: Connection, harvest: Harvest, planned: Plan, now: datetime, accepted_by: str | None = None, coverage: Filled | None = None) -> Run:
    """Write the row of a visit; a second time it is written anew."""
    counts = dict.fromkeys(_COUNTED.values(), 0)
    for line in planned.changes:
        if line.change in _COUNTED:
            counts[_COUNTED[line.change]] += 1
    # A 304 for the whole list shows nothing because all is as it was.
    shown = sum(line.change is Change.UNCHANGED and line.closed_at is None for line in planned.changes) if harvest.unchanged else len(shown_ids(harvest))
    suspect = planned.judgement.verdict in (Verdict.SUSPECT, Verdict.PARTIAL)
    row = {
        "id": harvest.run, "source": harvest.source, "platform": harvest.platform, "started_at": harvest.started_at,
        "finished_at": harvest.finished_at, "verdict": planned.judgement.verdict,
        "reasons": [r.model_dump() for r in planned.judgement.reasons], "postings": shown,
        "total": harvest.total, "traffic": harvest.traffic.model_dump(), "problems": [p.model_dump() for p in harvest.problems[:200]],
        "coverage": coverage.model_dump() if coverage else None, "snapshot": harvest.snapshot, "accepted_by": accepted_by, "accepted_at": now if accepted_by else None,
        "harvest": gzip.compress(harvest.model_dump_json().encode(), mtime=0) if suspect else None, **counts,
    }
    upsert(connection, runs, ["id"], [row])
    connection.execute(sql_update(runs).where(runs.c.harvest.is_not(None), runs.c.started_at < now - KEPT).values(harvest=None))
    return run_of(connection.execute(select(runs).where(runs.c.id == harvest.run)).one())


def history(connection: Connection, source: str, member: Member, today: date, until: datetime | None = None) -> History:
    """What is known of ``source``, or was known at ``until``: the last good counts, what is open."""
    earlier = runs.c.started_at < until if until else true()
    there = and_(postings.c.first_seen < until, or_(postings.c.closed_at.is_(None), postings.c.closed_at >= until)) if until else postings.c.closed_at.is_(None)
    good = connection.execute(select(runs.c.postings).where(runs.c.source == source, runs.c.verdict == Verdict.COMPLETE, earlier)
                              .order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(HISTORY))
    open_ids = connection.execute(select(postings.c.external_id).where(
        postings.c.source == source, there, func.coalesce(postings.c.valid_through, today) >= today))
    confirmed = connection.execute(select(sources.c.empty_confirmed).where(sources.c.key == source)).scalar()
    # A minimum is the main portal's.
    return History(good_counts=[row.postings for row in good], open_ids=[row.external_id for row in open_ids], none_is_normal=member.none_is_normal,
                   minimum=member.minimum if source == member.key else None, empty_confirmed=bool(confirmed))


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

    def waiting(self) -> list[Run]:
        """The visits that wait for a person: each source's newest run, and the portal that is proposed for it, where what was read was kept and nobody decided."""
        later = runs.alias("own")
        newest = select(func.max(later.c.started_at)).where(later.c.source == runs.c.source).correlate(runs).scalar_subquery()
        # The old portal of one that moved is visited on: newer runs do not hide the proposal.
        at_stake = or_(runs.c.started_at == newest, runs.c.id == sources.c.proposal["run"].as_string())
        query = (select(runs).join(sources, sources.c.key == runs.c.source)
                 .where(at_stake, runs.c.verdict == Verdict.SUSPECT, runs.c.harvest.is_not(None), runs.c.accepted_by.is_(None), runs.c.rejected_by.is_(None))
                 .order_by(runs.c.started_at.desc(), runs.c.id))
        with self.read() as connection:
            return [run_of(row) for row in connection.execute(query)]

    def harvest_of(self, run_id: str) -> Harvest | None:
        """What the run read; kept of suspect and partial runs, until it expires."""
        with self.read() as connection:
            packed = connection.execute(select(runs.c.harvest).where(runs.c.id == run_id)).scalar()
            return Harvest.model_validate_json(gzip.decompress(packed)) if packed else None

    def history(self, source: str, member: Member, now: datetime) -> History:
        """What is known of a source before a harvest is judged."""
        with self.read() as connection:
            return history(connection, source, member, berlin(now))

    def history_before(self, run: Run, member: Member) -> History:
        """What was known of the run's source when it began, as far as that can be told now."""
        with self.read() as connection:
            return history(connection, run.source, member, berlin(run.started_at), run.started_at)

    def postings_of(self, source: str) -> dict[str, Posting]:
        """Every posting of a source as it was last read, by external id."""
        with self.read() as connection:
            rows = connection.execute(select(postings.c.external_id, postings.c.posting).where(postings.c.source == source))
            return {row.external_id: Posting.model_validate(row.posting) for row in rows}

    def forget_harvests(self, oldest: datetime) -> int:
        """Delete what suspect and partial runs before ``oldest`` read; returns of how many."""
        due = runs.c.harvest.is_not(None) & (runs.c.started_at < oldest)
        with self.read() as connection:
            count: int = connection.execute(select(func.count()).where(due)).scalar_one()
        if count:
            with self.write() as connection:
                connection.execute(sql_update(runs).where(due).values(harvest=None))
        return count

    def reject_run(self, run_id: str, by: str) -> None:
        """A person does not believe this run; nothing of it will be applied."""
        with self.write() as connection:
            row = self._stored(connection, run_id)
            connection.execute(sql_update(runs).where(runs.c.id == run_id).values(rejected_by=by, harvest=None))
            proposed = connection.execute(select(sources.c.proposal).where(sources.c.key == row.source)).scalar()
            if proposed and proposed["run"] == run_id:
                connection.execute(sql_update(sources).where(sources.c.key == row.source).values(proposal={**proposed, "run": None}))

    def counts(self, now: datetime, days: int = 60) -> dict[str, list[int | None]]:
        """Source -> the postings of the last complete run of each Berlin day, the last is today; None where there was none."""
        first = berlin(now) - timedelta(days=days - 1)
        result: dict[str, list[int | None]] = {}
        with self.read() as connection:
            rows = connection.execute(
                select(runs.c.source, runs.c.started_at, runs.c.postings)
                .where(runs.c.verdict == Verdict.COMPLETE, runs.c.started_at >= datetime.combine(first, time(), BERLIN)).order_by(runs.c.started_at))
            for row in rows:
                day = (berlin(row.started_at) - first).days
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
