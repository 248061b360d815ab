"""Answers a ``Query``: the same results in the same order on SQLite and PostgreSQL."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, select

from pipeline.model import Evidence, Query, ResultPage, Vacancy
from store.database import Database
from store.openings import CHUNK, Openings, generation_of
from store.schema import members, memberships, postings, sources, vacancies
from store.vacancies import surviving, vacancy_of

log = logging.getLogger("stellenmarkt.search")


class Search(Database):
    """Reads vacancies for readers."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._openings, self._turn, self._renewal = Openings(), threading.Lock(), threading.Lock()

    def generation(self) -> str:
        """Changes whenever what readers see changes; one indexed row."""
        with self.read() as connection:
            return str(generation_of(connection))

    def search(self, query: Query) -> ResultPage:
        """One page of what answers ``query``, the number of all, and the counts of each filter's values."""
        with self.read() as connection:
            if query.include_closed or query.ended_since:
                # There is no end to what is over: it is read for the question that wants it, and not kept.
                openings = Openings(query)
                openings.refresh(connection)
                found = openings.find(query)
            else:
                with self._turn:
                    openings = self._openings
                    openings.refresh(connection)
                    found = openings.find(query)
                if openings.is_worn and self._renewal.acquire(blocking=False):
                    threading.Thread(target=self._renew, name="openings", daemon=True).start()
            return ResultPage(vacancies=_of_ids(connection, found.ids), total=found.total, facets=found.facets, generation=str(openings.generation))

    def newest(self, query: Query, each: int) -> list[Vacancy]:
        """So many of each employer, the newest first, of what is open and answers ``query``."""
        with self.read() as connection:
            with self._turn:
                self._openings.refresh(connection)
                ids = self._openings.newest(query, each)
            return _of_ids(connection, ids)

    def changed(self, query: Query) -> list[tuple[str, datetime]]:
        """Id and instant of the last change of one page of what is open and answers ``query``, in its order."""
        with self.read() as connection:
            with self._turn:
                self._openings.refresh(connection)
                ids = self._openings.find(query).ids
            at: dict[str, datetime] = {}
            for start in range(0, len(ids), CHUNK):
                at |= {row.id: row.changed_at for row in connection.execute(select(vacancies.c.id, vacancies.c.changed_at).where(vacancies.c.id.in_(ids[start:start + CHUNK])))}
            return [(one, at[one]) for one in ids if one in at]

    def open_by_employer(self, today: date) -> dict[str, int]:
        """Of each employer's key how many vacancies its list shows; only those that have any."""
        with self.read() as connection, self._turn:
            self._openings.refresh(connection)
            return self._openings.find(Query(today=today, page_size=1)).facets["arbeitgeber"]

    def _renew(self) -> None:
        """Read all openings anew, without what is dead, while the old ones answer."""
        try:
            renewed = Openings()
            with self.read() as connection:
                renewed.refresh(connection)
            self._openings = renewed
        except Exception:
            log.exception("the openings could not be read anew; the old ones go on answering")
        finally:
            self._renewal.release()

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


def _of_ids(connection: Connection, ids: Sequence[str]) -> list[Vacancy]:
    """Those of ``ids`` that still are vacancies, in their order."""
    rows: dict[str, Any] = {}
    for start in range(0, len(ids), CHUNK):
        rows |= {row.id: row for row in connection.execute(_select().where(vacancies.c.id.in_(ids[start:start + CHUNK])))}
    return _vacancies(connection, [rows[one] for one in ids if one in rows])


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
