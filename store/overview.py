"""What the status page says of members beyond their last visit: what changed, what people said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, select

from pipeline.model import MANUAL, Changes
from pipeline.normalise.dates import berlin
from store import silence
from store.schema import runs, sources

WEEK = timedelta(days=7)
_COUNTED = tuple(Changes.model_fields)


def overview(connection: Connection, now: datetime) -> dict[str, dict[str, Any]]:
    """Member -> fields of its ``MemberView``."""
    visited = sources.c.key.not_like(f"%.{MANUAL}")
    # The newest visit, and when the one began by which a source was last read completely: the last one that had begun then.
    own = runs.alias("own")
    newest = select(own.c.id).where(own.c.source == sources.c.key).order_by(own.c.started_at.desc(), own.c.id.desc()).limit(1).correlate(sources).scalar_subquery()
    good = select(func.max(own.c.started_at)).where(own.c.source == sources.c.key, own.c.started_at <= sources.c.last_success).correlate(sources).scalar_subquery()
    known = select(sources.c.key, sources.c.member, newest.label("newest"), good.label("good")).where(visited).cte("known")
    ids = [one for one in connection.execute(select(known.c.newest)).scalars() if one]
    last = {row.member: row for row in connection.execute(
        select(sources.c.member, runs.c.id, runs.c.started_at, runs.c.postings, runs.c.total).join(sources, sources.c.key == runs.c.source).where(runs.c.id.in_(ids)).order_by(runs.c.started_at, runs.c.id))}
    since_good = _sums(connection, known, known.c.good)
    week = _sums(connection, known, now - WEEK)
    state = {row.member: row for row in connection.execute(
        select(sources.c.member, func.min(sources.c.last_success).label("oldest")).where(visited).group_by(sources.c.member))}
    confirmed = set(connection.execute(select(sources.c.member).where(visited, sources.c.empty_confirmed)).scalars())
    muted = {member: day for member, day in silence.mutes(connection).items() if day >= berlin(now)}
    said = {member: said for member, said in silence.acknowledged(connection).items()
             if member not in state or state[member].oldest is None or state[member].oldest <= said.at}
    found: dict[str, dict[str, Any]] = {}
    for member in {*state, *muted, *said}:
        run = last.get(member)
        found[member] = {
            "last_run_id": run.id if run else None, "last_run_at": run.started_at if run else None, "last_postings": run.postings if run else None, "last_total": run.total if run else None,
            "since_good": since_good.get(member), "week": week.get(member), "empty_confirmed": member in confirmed,
            "muted_until": muted.get(member), "acknowledged": said.get(member)}
    return found


def _sums(connection: Connection, known: Any, since: Any) -> dict[str, Changes]:
    """Member -> what its visits changed from ``since`` on."""
    query = (select(known.c.member, *(func.sum(runs.c[name]).label(name) for name in _COUNTED))
             .join(runs, and_(runs.c.source == known.c.key, runs.c.started_at >= since)).group_by(known.c.member))
    return {row.member: Changes(**{name: row._mapping[name] for name in _COUNTED}) for row in connection.execute(query)}


def by_member(counts: Mapping[str, Sequence[int | None]], members: Mapping[str, str]) -> dict[str, list[int | None]]:
    """The counts of each day of all sources of a member; a source that was not read on a day counts as it last did.

    ``members``: source -> member. None on days on which nothing of a member was read.
    """
    found: dict[str, list[int | None]] = {}
    for member in dict.fromkeys(members.values()):
        own = [counts[source] for source, owner in members.items() if owner == member and source in counts]
        if own:
            found[member] = _summed(own)
    return found


def _summed(own: Sequence[Sequence[int | None]]) -> list[int | None]:
    latest, days = Counter[int](), list[int | None]()
    for day in zip(*own, strict=True):
        for number, count in enumerate(day):
            if count is not None:
                latest[number] = count
        days.append(latest.total() if any(count is not None for count in day) else None)
    return days
