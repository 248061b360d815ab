"""What the status page says of members beyond their last visit: what changed, what people said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from pipeline.model import MANUAL, Changes
from pipeline.normalise.dates import berlin
from store import silence
from store.schema import runs, sources

WEEK = timedelta(days=7)
_COUNTED = tuple(Changes.model_fields)


def overview(connection: Connection, now: datetime) -> dict[str, dict[str, Any]]:
    """Member -> fields of its ``MemberView``."""
    visited = sources.c.key.not_like(f"%.{MANUAL}")
    # The visit by which a source was last read completely: the last one that had begun then.
    good = (select(runs.c.source, func.max(runs.c.started_at).label("at")).join(sources, sources.c.key == runs.c.source)
            .where(visited, runs.c.started_at <= sources.c.last_success).group_by(runs.c.source).subquery())
    newest = select(runs.c.source, func.max(runs.c.started_at).label("at")).group_by(runs.c.source).subquery()
    last = {row.member: row for row in connection.execute(
        select(sources.c.member, runs.c.id, runs.c.postings, runs.c.total).join(runs, runs.c.source == sources.c.key)
        .join(newest, and_(newest.c.source == runs.c.source, newest.c.at == runs.c.started_at)).where(visited).order_by(runs.c.started_at, runs.c.id))}
    since_good = _sums(connection, runs.c.started_at >= good.c.at, good)
    week = _sums(connection, and_(runs.c.started_at >= now - WEEK, visited))
    state = {row.member: row for row in connection.execute(
        select(sources.c.member, func.min(sources.c.last_success).label("oldest")).where(visited).group_by(sources.c.member))}
    confirmed = set(connection.execute(select(sources.c.member).where(visited, sources.c.empty_confirmed)).scalars())
    muted = {member: day for member, day in silence.mutes(connection).items() if day >= berlin(now)}
    known = {member: said for member, said in silence.acknowledged(connection).items()
             if member not in state or state[member].oldest is None or state[member].oldest <= said.at}
    found: dict[str, dict[str, Any]] = {}
    for member in {*state, *muted, *known}:
        run = last.get(member)
        found[member] = {
            "last_run_id": run.id if run else None, "last_postings": run.postings if run else None, "last_total": run.total if run else None,
            "since_good": since_good.get(member), "week": week.get(member), "empty_confirmed": member in confirmed,
            "muted_until": muted.get(member), "acknowledged": known.get(member)}
    return found


def _sums(connection: Connection, condition: ColumnElement[bool], good: Any = None) -> dict[str, Changes]:
    """Member -> what its visits changed under a condition."""
    query = select(sources.c.member, *(func.sum(runs.c[name]).label(name) for name in _COUNTED)).join(sources, sources.c.key == runs.c.source)
    if good is not None:
        query = query.join(good, good.c.source == runs.c.source)
    return {row.member: Changes(**{name: row._mapping[name] for name in _COUNTED}) for row in connection.execute(query.where(condition).group_by(sources.c.member))}


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
