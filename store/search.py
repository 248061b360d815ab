"""Answers a ``Query``: the same results in the same order on SQLite and PostgreSQL."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from pipeline.model import Evidence, Kind, Query, ResultPage, Vacancy
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.pay import rank
from pipeline.normalise.places import find
from pipeline.normalise.words import terms
from store.database import Database
from store.schema import members, memberships, meta, postings, sources, vacancies, vacancy_areas, vacancy_places
from store.vacancies import surviving, vacancy_of

#: Kilometres of one degree of latitude.
DEGREE_KM = 111.2


class Search(Database):
    """Reads vacancies for readers."""

    def generation(self) -> str:
        """Changes whenever what readers see changes; one indexed row."""
        with self.read() as connection:
            return str(connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar() or "0")

    def search(self, query: Query) -> ResultPage:
        """One page of what answers ``query``, the number of all, and the counts of each filter's values."""
        with self.read() as connection:
            conditions = _conditions(query)
            total = connection.execute(select(func.count()).select_from(vacancies).where(*conditions.values())).scalar_one()
            rows = connection.execute(
                _select().where(*conditions.values()).order_by(*_order(query))
                .limit(query.page_size).offset((query.page - 1) * query.page_size)).all()
            value = connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar()
            return ResultPage(vacancies=_vacancies(connection, rows), total=total, facets=_facets(connection, conditions),
                              generation=str(value or "0"))

    def vacancy(self, vacancy_id: str) -> Vacancy | None:
        """One vacancy, closed ones too; an alias leads to the surviving one, whose id then differs."""
        with self.read() as connection:
            survivor = surviving(connection, vacancy_id)
            rows = connection.execute(_select().where(vacancies.c.id == survivor)).all()
            return next(iter(_vacancies(connection, rows)), None)

    def evidence(self, vacancy_id: str) -> list[Evidence]:
        """The words that prove the facts of a vacancy, of its living postings in order of trust."""
        with self.read() as connection:
            rows = connection.execute(
                select(postings.c.normalised).join(memberships, memberships.c.posting == postings.c.id)
                .where(memberships.c.vacancy == surviving(connection, vacancy_id))
                .order_by(postings.c.closed_at.is_not(None), postings.c.trust, postings.c.first_seen, postings.c.id))
            first = rows.first()
            return [Evidence.model_validate(proof) for proof in first.normalised["evidence"]] if first else []


    def full_text(self, vacancy_id: str) -> tuple[str, str] | None:
        """(HTML of the ad's text, the member that consented): stored only with consent; of the living posting that is trusted most."""
        with self.read() as connection:
            rows = connection.execute(
                select(postings.c.posting, sources.c.member).join(memberships, memberships.c.posting == postings.c.id)
                .join(sources, sources.c.key == postings.c.source)
                .where(memberships.c.vacancy == surviving(connection, vacancy_id), postings.c.closed_at.is_(None))
                .order_by(postings.c.trust, postings.c.first_seen, postings.c.id))
            return next(((row.posting["description_html"], row.member) for row in rows if row.posting.get("description_html")), None)


def _select() -> Select[Any]:
    return select(vacancies, members.c.short_name).outerjoin(members, members.c.key == vacancies.c.employer_key)


def _order(query: Query) -> list[ColumnElement[Any]]:
    if query.order == "deadline":
        return [vacancies.c.valid_through.is_(None), vacancies.c.valid_through, vacancies.c.id]
    return [vacancies.c.first_seen.desc(), vacancies.c.id]


def _vacancies(connection: Connection, rows: Sequence[Any]) -> list[Vacancy]:
    refs: dict[str, list[dict[str, Any]]] = {row.id: [] for row in rows}
    found = connection.execute(
        select(memberships.c.vacancy, postings.c.source, postings.c.external_id, postings.c.url, postings.c.title, postings.c.first_seen,
               postings.c.missing_since)
        .join(memberships, memberships.c.posting == postings.c.id)
        .where(memberships.c.vacancy.in_(refs)).order_by(postings.c.trust, postings.c.id))
    for ref in found:
        values = dict(ref._mapping)
        refs[values.pop("vacancy")].append(values)
    return [vacancy_of(row, row.short_name, refs[row.id]) for row in rows]


def _conditions(query: Query) -> dict[str, ColumnElement[bool]]:
    """One condition a filter, by the name of its facet."""
    v = vacancies.c
    found: dict[str, ColumnElement[bool]] = {"hidden": v.hidden.is_(False)}
    if not query.include_closed:
        found["open"] = and_(v.closed_at.is_(None), or_(v.valid_through.is_(None), v.valid_through >= query.today),
                             or_(v.expires.is_(None), v.expires >= query.today))
    if query.ids:
        found["ids"] = v.id.in_(query.ids)
    kinds = query.kinds or [kind for kind in Kind if kind is not Kind.SPECULATIVE]
    if not query.ids:
        found["art"] = v.kind.in_(kinds)
    for n, term in enumerate(terms(query.words)):
        found[f"word{n}"] = v.terms.contains(term, autoescape=True)
    if query.employers:
        found["arbeitgeber"] = v.employer_key.in_(query.employers)
    if query.areas:
        found["fach"] = _has(vacancy_areas, vacancy_areas.c.area.in_(query.areas))
    if query.states:
        found["land"] = _has(vacancy_places, vacancy_places.c.state.in_(query.states))
    if query.place.strip():
        found["ort"] = _place(query)
    if query.new_days is not None:
        since = datetime.combine(query.today - timedelta(days=query.new_days), time(), BERLIN)
        found["neu"] = and_(v.first_seen >= since, v.is_stock.is_(False))
    if query.seen_after is not None:
        found["seit"] = and_(v.first_seen > query.seen_after, v.is_stock.is_(False))
    if query.seen_until is not None:
        found["bis"] = v.first_seen <= query.seen_until
    return found | _stated(query)


def _stated(query: Query) -> dict[str, ColumnElement[bool]]:
    """Filters on facts that an ad may leave open: unknown passes unless it is excluded."""
    v, found = vacancies.c, {}
    wanted: list[tuple[str, ColumnElement[Any], ColumnElement[bool]]] = []
    if query.grade_from and re.search(r"\d", query.grade_from):
        wanted.append(("ab", v.grade_rank, v.grade_rank >= rank(query.grade_from)))
    if query.permanent is not None:
        wanted.append(("unbefristet", v.permanent, v.permanent.is_(query.permanent)))
    if query.part_time is not None:
        wanted.append(("teilzeit", v.part_time, v.part_time.is_(query.part_time)))
    if query.remote is not None:
        levels = ["partial", "full"] if query.remote == "partial" else [str(query.remote)]
        wanted.append(("homeoffice", v.remote, v.remote.in_(levels)))
    for name, column, condition in wanted:
        found[name] = or_(condition, column.is_(None)) if query.include_unknown else and_(condition, column.is_not(None))
    return found


def _has(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return vacancies.c.id.in_(select(table.c.vacancy).where(condition))


def _place(query: Query) -> ColumnElement[bool]:
    """By name, or within a radius of a place that the gazetteer knows."""
    p = vacancy_places.c
    centre = find(query.place)
    name = " ".join(terms(centre.name if centre else query.place))
    named = _has(vacancy_places, or_(p.terms == name, p.terms.startswith(name + " ", autoescape=True))) if name else false()
    if centre is None or centre.latitude is None or centre.longitude is None or query.radius_km <= 0:
        return named
    stretch = math.cos(math.radians(centre.latitude))
    north = p.latitude - centre.latitude
    east = (p.longitude - centre.longitude) * stretch
    reach = query.radius_km / DEGREE_KM
    near = _has(vacancy_places, and_(
        p.latitude.between(centre.latitude - reach, centre.latitude + reach),
        p.longitude.between(centre.longitude - reach / stretch, centre.longitude + reach / stretch),
        north * north + east * east <= reach * reach))
    return or_(named, near)


def _facets(connection: Connection, conditions: dict[str, ColumnElement[bool]]) -> dict[str, dict[str, int]]:
    """For each value of a filter: how many results it would give beside the other filters."""

    def count(name: str, column: Any, joined: Any = None) -> dict[str, int]:
        others = [condition for key, condition in conditions.items() if key != name]
        if name == "art":
            others.append(vacancies.c.kind != Kind.SPECULATIVE)
        number = func.count(vacancies.c.id.distinct())
        statement = select(column, number).select_from(vacancies if joined is None else vacancies.join(joined, joined.c.vacancy == vacancies.c.id))
        rows = connection.execute(statement.where(*others, column.is_not(None)).group_by(column).order_by(number.desc(), column))
        return {str(value): int(amount) for value, amount in rows}

    def flag(name: str, condition: ColumnElement[bool]) -> dict[str, int]:
        others = [c for key, c in conditions.items() if key != name]
        return {"1": int(connection.execute(select(func.count()).select_from(vacancies).where(*others, condition)).scalar_one())}

    v = vacancies.c
    return {
        "land": count("land", vacancy_places.c.state, vacancy_places), "arbeitgeber": count("arbeitgeber", v.employer_key),
        "fach": count("fach", vacancy_areas.c.area, vacancy_areas), "art": count("art", v.kind),
        "unbefristet": flag("unbefristet", v.permanent.is_(True)), "teilzeit": flag("teilzeit", v.part_time.is_(True)),
        "homeoffice": count("homeoffice", v.remote),
    }
