"""Answers a ``Query``: the same results in the same order on SQLite and PostgreSQL."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, false, func, or_, select

from pipeline.model import Evidence, Kind, Query, ResultPage, Vacancy
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.pay import rank
from pipeline.normalise.places import find
from pipeline.normalise.words import terms
from store.database import Database
from store.schema import members, memberships, meta, postings, sources, vacancies, vacancy_areas, vacancy_places
from store.vacancies import surviving, vacancy_of

#: So many ids in one question; a database takes a few ten thousand.
CHUNK = 1000
#: Kilometres of one degree of latitude.
DEGREE_KM = 111.2
#: So many questions have their counts kept.
MOST_COUNTS = 500
#: The filters that are columns of a vacancy, and of these the ones with a single box.
COLUMNS = {"art": vacancies.c.kind, "arbeitgeber": vacancies.c.employer_key, "unbefristet": vacancies.c.permanent, "teilzeit": vacancies.c.part_time, "homeoffice": vacancies.c.remote}
FLAGS = ("unbefristet", "teilzeit")
SIDES = {"land": (vacancy_places, vacancy_places.c.state), "fach": (vacancy_areas, vacancy_areas.c.area)}


class Search(Database):
    """Reads vacancies for readers."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._counts: dict[tuple[str, str], tuple[int, dict[str, dict[str, int]]]] = {}

    def generation(self) -> str:
        """Changes whenever what readers see changes; one indexed row."""
        with self.read() as connection:
            return str(connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar() or "0")

    def search(self, query: Query) -> ResultPage:
        """One page of what answers ``query``, the number of all, and the counts of each filter's values."""
        with self.read() as connection:
            conditions = _conditions(query)
            generation = str(connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar() or "0")
            total, facets = self._counted(connection, generation, query, conditions)
            # The ids come out of an index alone; only the page's rows are read.
            page = select(vacancies.c.id).where(*conditions.values()).order_by(*_order(query)).limit(query.page_size).offset((query.page - 1) * query.page_size)
            ids = list(connection.execute(page).scalars()) if total else []
            rows = {row.id: row for row in connection.execute(_select().where(vacancies.c.id.in_(ids)))} if ids else {}
            found = _vacancies(connection, [rows[one] for one in ids if one in rows])
            return ResultPage(vacancies=found, total=total, facets=facets, generation=generation)

    def _counted(self, connection: Connection, generation: str, query: Query, conditions: dict[str, ColumnElement[bool]]) -> tuple[int, dict[str, dict[str, int]]]:
        """Total and facets; counted once for a question and a state of the stock, whatever page or order is asked for."""
        key = (generation, query.model_copy(update={"page": 1, "page_size": 1, "order": "new"}).model_dump_json())
        if key not in self._counts:
            if len(self._counts) >= MOST_COUNTS:
                self._counts.clear()
            self._counts[key] = _facets(connection, query, conditions)
        total, facets = self._counts[key]
        return total, {name: dict(values) for name, values in facets.items()}

    def vacancy(self, vacancy_id: str) -> Vacancy | None:
        """One vacancy, closed ones too; an alias leads to the surviving one, whose id then differs."""
        with self.read() as connection:
            survivor = surviving(connection, vacancy_id)
            rows = connection.execute(_select().where(vacancies.c.id == survivor)).all()
            return next(iter(_vacancies(connection, rows)), None)

    def evidence(self, vacancy_id: str) -> list[Evidence]:
        """The words that prove the facts of a vacancy, of its living postings in order of trust."""
        with self.read() as connection:
            survivor = surviving(connection, vacancy_id)
        return self.proofs([survivor]).get(survivor, [])

    def proofs(self, ids: Sequence[str]) -> dict[str, list[Evidence]]:
        """The same of many vacancies that were merged into no other."""
        found: dict[str, list[Evidence]] = {}
        with self.read() as connection:
            for start in range(0, len(ids), CHUNK):
                rows = connection.execute(
                    select(memberships.c.vacancy, postings.c.normalised["evidence"].label("proofs")).join(memberships, memberships.c.posting == postings.c.id)
                    .where(memberships.c.vacancy.in_(ids[start:start + CHUNK]))
                    .order_by(postings.c.closed_at.is_not(None), postings.c.trust, postings.c.first_seen, postings.c.id))
                for row in rows:
                    if row.vacancy not in found:
                        found[row.vacancy] = [Evidence.model_validate(proof) for proof in row.proofs]
        return found

    def full_texts(self, ids: Sequence[str], members: Collection[str]) -> dict[str, str]:
        """HTML of the ads' texts, as far as they are stored: of the living posting of ``members``, who consented, that is trusted most."""
        found: dict[str, str] = {}
        with self.read() as connection:
            for start in range(0, len(ids) if members else 0, CHUNK):
                rows = connection.execute(
                    select(memberships.c.vacancy, postings.c.posting["description_html"].as_string().label("text")).join(memberships, memberships.c.posting == postings.c.id)
                    .join(sources, sources.c.key == postings.c.source)
                    .where(memberships.c.vacancy.in_(ids[start:start + CHUNK]), postings.c.closed_at.is_(None), sources.c.member.in_(members))
                    .order_by(postings.c.trust, postings.c.first_seen, postings.c.id))
                for row in rows:
                    if row.text:
                        found.setdefault(row.vacancy, row.text)
        return found


def _select() -> Select[Any]:
    return select(vacancies, members.c.short_name).outerjoin(members, members.c.key == vacancies.c.employer_key)


def _order(query: Query) -> list[ColumnElement[Any]]:
    if query.order == "deadline":
        return [vacancies.c.valid_through.is_(None), vacancies.c.valid_through, vacancies.c.id]
    return [vacancies.c.first_seen.desc(), vacancies.c.id]


def _vacancies(connection: Connection, rows: Sequence[Any]) -> list[Vacancy]:
    refs: dict[str, list[dict[str, Any]]] = {row.id: [] for row in rows}
    ids = list(refs)
    for start in range(0, len(ids), CHUNK):
        found = connection.execute(
            select(memberships.c.vacancy, postings.c.source, postings.c.external_id, postings.c.url, postings.c.title, postings.c.first_seen,
                   postings.c.missing_since)
            .join(memberships, memberships.c.posting == postings.c.id)
            .where(memberships.c.vacancy.in_(ids[start:start + CHUNK])).order_by(postings.c.trust, postings.c.id))
        for ref in found:
            values = dict(ref._mapping)
            refs[values.pop("vacancy")].append(values)
    return [vacancy_of(row, row.short_name, refs[row.id]) for row in rows]


def _conditions(query: Query) -> dict[str, ColumnElement[bool]]:
    """One condition a filter, by the name of its facet."""
    v = vacancies.c
    found: dict[str, ColumnElement[bool]] = {"hidden": v.hidden.is_(False)}
    if not query.include_closed:
        found["open"] = _is_open(query)
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


def _is_open(query: Query) -> ColumnElement[bool]:
    """Whether it is open, or ended lately enough."""
    v, day = vacancies.c, query.ended_since or query.today
    lives = and_(v.closed_at.is_(None), or_(v.valid_through.is_(None), v.valid_through >= day), or_(v.expires.is_(None), v.expires >= day))
    return or_(lives, v.closed_at >= datetime.combine(query.ended_since, time(), BERLIN)) if query.ended_since else lives


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
    """Whether a side of the vacancy fits; found once for all of them: asked for each, SQLite takes the wrong index."""
    return vacancies.c.id.in_(select(table.c.vacancy).where(condition).correlate(None))


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


def _facets(connection: Connection, query: Query, conditions: dict[str, ColumnElement[bool]]) -> tuple[int, dict[str, dict[str, int]]]:
    """The number of results and, for each value of a filter, how many results it would give beside the other filters.

    One pass counts all that are found by all columns at once; only a filter that is in use is counted apart, without itself.
    """
    number = func.count().label("number")
    columns = list(COLUMNS.values())
    everything = connection.execute(select(*columns, number).where(*conditions.values()).group_by(*columns)).all()
    facets: dict[str, dict[str, int]] = {}
    for place, (name, column) in enumerate(COLUMNS.items()):
        if name in conditions and (name != "art" or query.kinds):
            others = [condition for key, condition in conditions.items() if key != name]
            pairs = [(value, amount) for value, amount in connection.execute(select(column, number).where(*others).group_by(column))]
        else:
            pairs = [(row[place], row.number) for row in everything]
        facets[name] = _summed((value, amount) for value, amount in pairs if value is not None and value != Kind.SPECULATIVE)
    for name in FLAGS:
        facets[name] = {"1": facets[name].get("True", 0)}
    for name, (table, column) in SIDES.items():
        others = [condition for key, condition in conditions.items() if key != name]
        matching = select(vacancies.c.id).where(*others).correlate(None)
        statement = select(column, func.count(table.c.vacancy.distinct())).where(table.c.vacancy.in_(matching), column.is_not(None)).group_by(column)
        facets[name] = _summed((value, amount) for value, amount in connection.execute(statement))
    return sum(row.number for row in everything), facets


def _summed(pairs: Iterable[tuple[Any, int]]) -> dict[str, int]:
    """Value -> sum, the largest first."""
    sums: Counter[str] = Counter()
    for value, amount in pairs:
        sums[str(value)] += amount
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))
