"""Vacancies as rows: made anew from their postings when one of these changes, and read back as values."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select
from sqlalchemy import update as sql_update

from pipeline.match.consolidate import TRUSTED, Consolidated, PostingState, consolidate
from pipeline.model import Facts, Member, Normalised, Posting, Vacancy
from pipeline.normalise.dates import berlin
from pipeline.normalise.pay import rank
from pipeline.normalise.words import terms
from store.schema import (
    aliases,
    memberships,
    meta,
    postings,
    rounds,
    vacancies,
    vacancy_areas,
    vacancy_places,
)
from store.tables import upsert

#: So many vacancies are made anew at a time.
CHUNK = 200
_OF_STATE = ("posting", "normalised", "trust", "employer_key", "first_seen", "closed_at")


def bump(connection: Connection) -> None:
    """Readers' data changed: every output has a new generation."""
    value = connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar()
    upsert(connection, meta, ["key"], [{"key": "generation", "value": str(int(value or 0) + 1)}])


def refresh(connection: Connection, touched: Mapping[str, Mapping[str, Any]], member: Member | None, now: datetime) -> bool:
    """Make the rows of ``touched`` vacancies anew from their postings; True where readers see a difference.

    Without ``member`` all of them are known already.
    """
    changed, names = False, list(touched)
    for start in range(0, len(names), CHUNK):
        changed |= _refresh_some(connection, {name: touched[name] for name in names[start:start + CHUNK]}, member, now)
    return changed


def _refresh_some(connection: Connection, touched: Mapping[str, Mapping[str, Any]], member: Member | None, now: datetime) -> bool:
    known = {row.id: row for row in connection.execute(select(vacancies).where(vacancies.c.id.in_(touched)))}
    newest, states = _states(connection, touched)
    begun = {(row.vacancy, row.round): row for row in connection.execute(select(rounds).where(rounds.c.vacancy.in_(touched)))}
    # All postings of these are another vacancy's now; their ids lead there.
    if gone := known.keys() - newest.keys():
        connection.execute(delete(vacancies).where(vacancies.c.id.in_(gone)))
    changed: list[tuple[dict[str, Any], Consolidated]] = []
    for vacancy, hints in touched.items():
        if vacancy not in newest:
            continue
        before, result = known.get(vacancy), consolidate(states[vacancy])
        first_seen, is_stock = _round(begun.get((vacancy, newest[vacancy])), before, hints, states[vacancy], now)
        owner = _owner(states[vacancy], before, member)
        row = {
            "id": vacancy, "round": newest[vacancy], "employer_key": owner[0], "employer": owner[1], "title": result.facts.title,
            "employer_url": result.url, "apply_url": result.apply_url, "date_posted": result.date_posted,
            "facts": json.loads(result.facts.model_dump_json()), "places": [place.model_dump() for place in result.places],
            "first_seen": first_seen, "is_stock": is_stock, "closed_at": _closed_at(states[vacancy]),
            "expires": _expires(states[vacancy]),
            **_filters(result, owner[1]),
        }
        if before is None or any(before._mapping[name] != value for name, value in row.items()):
            changed.append(({**row, "changed_at": now, "hidden": before.hidden if before is not None else False}, result))
    rows = [row for row, _ in changed]
    upsert(connection, vacancies, ["id"], rows)
    upsert(connection, rounds, ["vacancy", "round"], [
        {"vacancy": row["id"], "round": row["round"], "first_seen": row["first_seen"], "is_stock": row["is_stock"]} for row in rows])
    _write_sides(connection, {row["id"]: result for row, result in changed}, known.keys())
    return bool(gone or changed)


def _states(connection: Connection, ids: Collection[str]) -> tuple[dict[str, int], dict[str, list[PostingState]]]:
    """Vacancy -> its newest round, and the postings of that."""
    newest: dict[str, int] = {row.vacancy: row.round for row in connection.execute(
        select(memberships.c.vacancy, func.max(memberships.c.round).label("round")).where(memberships.c.vacancy.in_(ids)).group_by(memberships.c.vacancy))}
    rows = connection.execute(
        select(*(postings.c[name] for name in _OF_STATE), memberships.c.vacancy, memberships.c.round).join(memberships, memberships.c.posting == postings.c.id)
        .where(memberships.c.vacancy.in_(ids)).order_by(postings.c.id))
    found: dict[str, list[PostingState]] = {vacancy: [] for vacancy in newest}
    for row in rows:
        if row.round == newest[row.vacancy]:
            found[row.vacancy].append(PostingState(
                posting=Posting.model_validate(row.posting), normalised=Normalised.model_validate(row.normalised),
                trust=row.trust, employer_key=row.employer_key, first_seen=row.first_seen, closed_at=row.closed_at))
    return newest, found


def _round(known: Any, before: Any, hints: Mapping[str, Any], states: Sequence[PostingState], now: datetime) -> tuple[datetime, bool]:
    """(first seen, stock) of the newest round; once written they never change."""
    if known is not None:
        return known.first_seen, known.is_stock
    return min((state.first_seen for state in states), default=now), bool(hints.get("stock", before is None))


def _owner(states: Sequence[PostingState], before: Any, member: Member | None) -> tuple[str, str]:
    """(key, name) of the employer: that of the most trusted posting that names a member, else what it was before."""
    for state in sorted(states, key=lambda state: (state.trust, state.first_seen)):
        if state.employer_key is not None:
            return state.employer_key, state.posting.employer or (before.employer if member is None else member.name)
    if member is None or before is not None:
        return before.employer_key, before.employer
    return member.key, states[0].posting.employer or member.name


def _trusted(states: Sequence[PostingState]) -> list[PostingState]:
    """A vacancy lives while a trusted posting does; one that only others tell lives while they tell it."""
    return [state for state in states if state.trust < TRUSTED] or list(states)


def _closed_at(states: Sequence[PostingState]) -> datetime | None:
    ends = [state.closed_at for state in _trusted(states)]
    return None if None in ends else max(end for end in ends if end is not None)


def _expires(states: Sequence[PostingState]) -> date | None:
    """The last day of a vacancy that nothing keeps open but ads with an end of ours; else None."""
    days = [state.expires for state in _trusted(states) if state.closed_at is None]
    return None if None in days else max((day for day in days if day is not None), default=None)


def _filters(result: Consolidated, employer: str) -> dict[str, Any]:
    facts = result.facts
    words = " ".join([facts.title, employer, *facts.locations, facts.identifier or ""])
    return {
        "kind": facts.kind, "valid_through": facts.valid_through, "permanent": facts.permanent, "remote": facts.remote,
        "part_time": "PART_TIME" in facts.employment_type if facts.employment_type else None,
        "grade_rank": grade_rank(facts), "terms": " " + " ".join(terms(words)) + " ",
    }


def grade_rank(facts: Facts) -> float | None:
    """The highest grade of EG or A as a number, A counted like the EG grade of the same number; None where unknown."""
    grades = [g.max or g.min for g in facts.pay_grades]
    return max((rank(grade) for grade in grades if grade and grade.split()[0] in ("EG", "A")), default=None)


def _write_sides(connection: Connection, results: Mapping[str, Consolidated], known: Collection[str]) -> None:
    """Places and areas of vacancies, anew where they were ``known``."""
    if old := [vacancy for vacancy in results if vacancy in known]:
        connection.execute(delete(vacancy_places).where(vacancy_places.c.vacancy.in_(old)))
        connection.execute(delete(vacancy_areas).where(vacancy_areas.c.vacancy.in_(old)))
    places = [
        {"vacancy": vacancy, "position": n, "terms": " ".join(terms(place.name)), "state": place.state,
         "latitude": place.latitude, "longitude": place.longitude}
        for vacancy, result in results.items() for n, place in enumerate(result.places)
    ]
    if places:
        connection.execute(insert(vacancy_places), places)
    if areas := [{"vacancy": vacancy, "area": area} for vacancy, result in results.items() for area in result.facts.areas]:
        connection.execute(insert(vacancy_areas), areas)


def close_expired(connection: Connection, now: datetime) -> bool:
    """Close what passed its deadline or its end, postings and vacancies; True where a vacancy closed."""
    today, closed = berlin(now), 0
    for column, reason in (("valid_through", "deadline"), ("expires", "expired")):
        connection.execute(
            sql_update(postings).where(postings.c.closed_at.is_(None), postings.c[column] < today)
            .values(closed_at=now, close_reason=reason))
        closed += connection.execute(
            sql_update(vacancies).where(vacancies.c.closed_at.is_(None), vacancies.c[column] < today)
            .values(closed_at=now, close_reason=reason, changed_at=now)).rowcount
    return bool(closed)


def vacancy_of(row: Row[Any], short_name: str | None, refs: Sequence[Mapping[str, Any]]) -> Vacancy:
    """The value of a row. ``url`` is the path of its page; the web room makes it absolute."""
    facts = {**row.facts, "locations": row.places}
    return Vacancy.model_validate({
        **facts, "id": row.id, "round": row.round, "url": f"/stelle/{row.id}", "employer_url": row.employer_url,
        "apply_url": row.apply_url, "title": row.title, "employer": row.employer, "employer_key": row.employer_key,
        "employer_short": short_name or row.employer, "first_seen": row.first_seen, "changed_at": row.changed_at,
        "closed_at": row.closed_at, "is_stock": row.is_stock, "date_posted": row.date_posted, "expires": row.expires, "postings": list(refs),
    })


def all_surviving(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """For each of ``ids`` where it leads to, as in ``surviving``."""
    leads = {one: one for one in ids}
    asked = set(ids)
    while asked:
        found = {row.id: row.vacancy for row in connection.execute(select(aliases.c.id, aliases.c.vacancy).where(aliases.c.id.in_(asked)))}
        leads = {one: found.get(end, end) for one, end in leads.items()}
        asked = set(found.values()) - set(found)
    return leads


def surviving(connection: Connection, vacancy_id: str) -> str:
    """The id that ``vacancy_id`` leads to: itself, or the older vacancy it was merged into."""
    seen = set()
    while vacancy_id not in seen:
        seen.add(vacancy_id)
        other = connection.execute(select(aliases.c.vacancy).where(aliases.c.id == vacancy_id)).scalar()
        if other is None:
            break
        vacancy_id = other
    return vacancy_id
