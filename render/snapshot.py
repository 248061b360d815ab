"""The vacancies of one moment, read once and filtered in memory: what ``publish`` asks hundreds of times."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from pipeline.figures import Figure
from pipeline.model import EditorChoice, Evidence, Issue, Kind, MemberView, Query, ResultPage, Told, Vacancy
from pipeline.normalise.dates import berlin
from render import pages
from render.stock import Stock, every

#: So often the vacancies are read again when a visit changes them meanwhile.
TRIES = 3


class Snapshot:
    """Fits ``Reading``. Vacancies come in the store's order, newest first; questions that it does not know go to the store."""

    def __init__(self, stock: Stock, now: datetime, consenting: Collection[str] = ()) -> None:
        self._stock, self.now, self.today, self._consenting = stock, now, berlin(now), consenting
        for _ in range(TRIES):
            generation = stock.generation()
            found = every(stock, Query(today=self.today, ended_since=self.today - pages.KEPT))
            if stock.generation() == generation:
                break
        self.vacancies = [v for v in found if _is_open(v, self.today)]
        #: What ended of late: its page says so, feeds and newsletters are opened late.
        self.ended = [v for v in found if not _is_open(v, self.today)]
        self._members = stock.members(now)
        self._found: dict[str, list[Vacancy]] = {}

    def search(self, query: Query) -> ResultPage:
        question = query.model_copy(update={"page": 1, "page_size": 1})
        if question != self._known(question) or query.today < self.today or Kind.SPECULATIVE in query.kinds:
            return self._stock.search(query)
        key = question.model_dump_json()
        if key not in self._found:
            self._found[key] = list(filter(_asks_for(question), self.vacancies))
        found, first = self._found[key], (query.page - 1) * query.page_size
        return ResultPage(vacancies=found[first:first + query.page_size], total=len(found))

    def _known(self, query: Query) -> Query:
        """The part of a question that is answered from memory."""
        return Query(today=query.today, page_size=1, employers=query.employers, areas=query.areas, states=query.states, kinds=query.kinds,
                     seen_after=query.seen_after, seen_until=query.seen_until)

    @cached_property
    def _proofs(self) -> dict[str, list[Evidence]]:
        return self._stock.proofs([v.id for v in [*self.vacancies, *self.ended]])

    def evidence(self, vacancy_id: str) -> list[Evidence]:
        return self._proofs.get(vacancy_id, [])

    @cached_property
    def _texts(self) -> dict[str, str]:
        return self._stock.full_texts([v.id for v in self.vacancies], self._consenting)

    def full_texts(self, ids: Sequence[str], members: Collection[str]) -> dict[str, str]:
        return {one: self._texts[one] for one in ids if one in self._texts} if members else {}

    @cached_property
    def digests(self) -> dict[str, str]:
        """Of each vacancy all that is shown of it, in short; another digest where anything of it differs."""
        return {v.id: _digest(v.model_dump_json(), str(v.date_posted), str(v.expires), *(proof.model_dump_json() for proof in self.evidence(v.id)), self._texts.get(v.id, "")) for v in [*self.vacancies, *self.ended]}

    def members(self, now: datetime) -> list[MemberView]:
        return self._members if now == self.now else self._stock.members(now)

    def employers(self) -> dict[str, str]:
        return {m.key: m.short_name for m in self._members}

    def recently_read(self, now: datetime, within: timedelta) -> dict[str, datetime]:
        return self._stock.recently_read(now, within)

    def issues(self) -> list[Issue]:
        return self._stock.issues()

    def told_before(self, day: date) -> Told:
        return self._stock.told_before(day)

    def choices(self, day: date | None = None) -> list[EditorChoice]:
        return self._stock.choices(day)

    def figures(self, now: datetime) -> list[Figure]:
        return self._stock.figures(now)


def _is_open(vacancy: Vacancy, day: date) -> bool:
    """As the store sees it."""
    return vacancy.closed_at is None and all(end is None or end >= day for end in (vacancy.valid_through, vacancy.expires))


def _asks_for(query: Query) -> Callable[[Vacancy], bool]:
    """The conditions of ``store.search`` for lists and block."""
    employers, areas, kinds, states = frozenset(query.employers), frozenset(query.areas), frozenset(query.kinds), frozenset(query.states)

    def answers(v: Vacancy) -> bool:
        return ((not employers or v.employer_key in employers) and (not kinds or v.kind in kinds) and (not areas or not areas.isdisjoint(v.areas))
                and (not states or any(place.state in states for place in v.locations)) and _is_open(v, query.today)
                and (query.seen_after is None or (v.first_seen > query.seen_after and not v.is_stock))
                and (query.seen_until is None or v.first_seen <= query.seen_until))

    return answers


def _digest(*parts: str) -> str:
    return hashlib.blake2b(json.dumps(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
