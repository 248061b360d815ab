"""The open vacancies in memory by what readers ask for: for each value of a filter one bit a vacancy, for each word the vacancies that have it.

Read when a process first searches; then only what changed since (table ``changes``) is read again. A vacancy that changes gets a new
number: what lies under its old one is dead and never found, so nothing is ever taken out of a list. Both databases give the same results
in the same order, because neither finds or orders anything.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, chain, compress, count, islice
from sys import intern
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, or_, select

from pipeline.model import Kind, Query
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.pay import rank
from pipeline.normalise.places import find
from pipeline.normalise.words import terms
from store.schema import changes, meta, vacancies, vacancy_areas, vacancy_places

K = TypeVar("K", bound=Hashable)
#: So many ids in one question; a database takes a few ten thousand.
CHUNK = 1000
#: So many rows are taken at a time.
BATCH = 5000
#: Kilometres of one degree of latitude.
DEGREE_KM = 111.2
#: From so many vacancies on the bits of one number are smaller than a list of their numbers, at 100,000 of them.
MANY = 3000
#: So many may be dead at any time.
SPARE = 10_000
#: Key in ``meta``: up to which generation ``changes`` is forgotten (store/forgetting.py).
FORGOTTEN = "changes_forgotten"
#: The day of what never ends.
NEVER = date.max.toordinal() + 1
#: Filters with counts, and of these the ones with a single box.
COUNTED = ("art", "arbeitgeber", "unbefristet", "teilzeit", "homeoffice", "land", "fach")
FLAGS = ("unbefristet", "teilzeit")
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_AS_BOOLEANS = bytes.maketrans(b"01", b"\0\1")


class Values(Generic[K]):
    """Which vacancies have a value: a list of their numbers, or, where they are ``many``, bits."""

    def __init__(self, many: int = 0) -> None:
        self.where: dict[K, array[int] | int] = {}
        self._many = many

    def add(self, pairs: Iterable[tuple[K, int]]) -> None:
        """(value, number of a vacancy that has it)."""
        grouped = defaultdict[K, list[int]](list)
        for value, number in pairs:
            grouped[value].append(number)
        for value, numbers in grouped.items():
            known = self.where.get(value)
            if isinstance(known, int):
                self.where[value] = known | bits_of(numbers)
                continue
            if known is None:
                known = self.where[value] = array("I", numbers)
            else:
                known.extend(numbers)
            if len(known) > self._many:
                self.where[value] = bits_of(known)

    def of(self, values: Iterable[K]) -> int:
        """The bits of all that have any of ``values``."""
        bits, lists = 0, []
        for value in values:
            found = self.where.get(value, 0)
            if isinstance(found, int):
                bits |= found
            else:
                lists.append(found)
        return bits | bits_of(chain.from_iterable(lists)) if lists else bits

    def counts(self, among: int) -> dict[str, int]:
        """Known value -> number of ``among`` that have it, the largest first; only where the values have bits."""
        found = [(str(value), number) for value, bits in self.where.items() if value is not None and isinstance(bits, int) and (number := (bits & among).bit_count())]
        return dict(sorted(found, key=lambda item: (-item[1], item[0])))


class Vocabulary:
    """All words in one text, in which a part of a word is found as fast as the machine reads."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._text, self._starts = "", array("I")

    def extend(self, words: Sequence[str]) -> None:
        self._starts.extend(accumulate((len(word) + 1 for word in words[:-1]), initial=len(self._text)) if words else ())
        self.words += words
        self._text += "".join(f"{word}\n" for word in words)

    def containing(self, part: str) -> Iterator[str]:
        """The words of which ``part`` is a part."""
        at = self._text.find(part)
        while at >= 0:
            after = bisect_right(self._starts, at)
            yield self.words[after - 1]
            at = self._text.find(part, self._starts[after]) if after < len(self._starts) else -1


def bits_of(numbers: Iterable[int]) -> int:
    """One large number in which the bits of ``numbers`` are set."""
    known = array("I", numbers)
    if not known:
        return 0
    least = min(known)
    signs = bytearray(b"0") * (max(known) - least + 1)
    for number in known:
        signs[least - number - 1] = 49
    return int(signs, 2) << least


def _micro(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def _day(day: date | None) -> int:
    return NEVER if day is None else day.toordinal()


@dataclass(frozen=True)
class Found:
    """The ids of one page in order, the number of all results, and the counts of each filter's values."""

    ids: list[str]
    total: int
    facets: dict[str, dict[str, int]]


class Openings:
    """What is neither closed nor hidden, as of ``generation``; with ``past`` also what is over, as far as that question goes back."""

    def __init__(self, past: Query | None = None) -> None:
        v = vacancies.c
        self._shown: list[ColumnElement[bool]] = [v.hidden.is_(False)]
        if past is None:
            self._shown.append(v.closed_at.is_(None))
        elif not past.include_closed and past.ended_since:
            self._shown.append(or_(v.closed_at.is_(None), v.closed_at >= datetime.combine(past.ended_since, time(), BERLIN)))
        self._begin()

    def _begin(self) -> None:
        """Know nothing yet."""
        self.generation = -1
        self._ids: list[str] = []
        self._employers: list[str] = []
        self._numbers: dict[str, int] = {}
        self._alive = 0
        self._seen, self._deadline, self._end = array("q"), array("i"), array("i")
        self._by_new, self._by_deadline, self._by_end = array("I"), array("I"), array("I")
        self._facts: dict[str, Values[Any]] = {name: Values() for name in (*COUNTED, "ab", "stock")}
        self._words: Values[str] = Values(MANY)
        self._vocabulary = Vocabulary()
        self._places: Values[tuple[str, float | None, float | None]] = Values(MANY)

    @property
    def is_worn(self) -> bool:
        """Whether most of it is dead."""
        return len(self._ids) - len(self._numbers) > max(len(self._numbers) // 2, SPARE)

    def refresh(self, connection: Connection) -> None:
        """Bring it to the generation of now; one indexed row where nothing changed."""
        generation = generation_of(connection)
        if generation == self.generation:
            return
        changed = list(connection.execute(select(changes.c.vacancy).where(changes.c.generation > self.generation)).scalars()) if self.generation >= 0 else []
        # Asked after the changes: whoever deletes some notes it in the same transaction.
        if self.generation < int(connection.execute(select(meta.c.value).where(meta.c.key == FORGOTTEN)).scalar() or 0):
            self._begin()
        if self.generation < 0:
            # Rows may be newer than the generation that was read before them: then they are read once more.
            self._take(connection, None)
        else:
            dead = [number for one in changed if (number := self._numbers.pop(one, None)) is not None]
            self._alive &= ~bits_of(dead) if dead else -1
            for start in range(0, len(changed), CHUNK):
                self._take(connection, changed[start:start + CHUNK])
        self.generation = generation

    def _take(self, connection: Connection, ids: Sequence[str] | None) -> None:
        """Read the rows of ``ids``, or all."""
        v, first = vacancies.c, len(self._ids)
        shown = self._shown if ids is None else [*self._shown, v.id.in_(ids)]
        columns: list[ColumnElement[Any]] = [
            v.id, v.first_seen, v.valid_through, v.expires, v.closed_at, v.terms, v.kind, v.employer_key, v.permanent, v.part_time, v.remote, v.grade_rank, v.is_stock]
        for rows in connection.execute(select(*columns).where(*shown)).partitions(BATCH):
            self._take_rows(rows)
        self._alive |= (1 << len(self._ids)) - (1 << first)
        self._vocabulary.extend(list(islice(self._words.where, len(self._vocabulary.words), None)))
        self._take_sides(connection, ids)
        self._sort(range(first, len(self._ids)))

    def _take_rows(self, rows: Sequence[Any]) -> None:
        first = len(self._ids)
        self._ids += [row[0] for row in rows]
        self._employers += [intern(row[7]) for row in rows]
        self._numbers.update(zip(self._ids[first:], count(first), strict=False))
        self._seen.extend([_micro(row[1]) for row in rows])
        self._deadline.extend([_day(row[2]) for row in rows])
        self._end.extend([min(_day(row[2]), _day(row[3])) if row[4] is None else NEVER for row in rows])
        self._words.add((word, number) for number, row in enumerate(rows, first) for word in set(row[5].split()))
        for column, name in enumerate(("art", "arbeitgeber", "unbefristet", "teilzeit", "homeoffice", "ab", "stock"), 6):
            self._facts[name].add((row[column], number) for number, row in enumerate(rows, first))

    def _take_sides(self, connection: Connection, ids: Sequence[str] | None) -> None:
        """Places and areas. ``vacancies`` were read first: what came since is not known and comes with the next generation."""
        p, a, known = vacancy_places.c, vacancy_areas.c, self._numbers
        of_shown = select(vacancies.c.id).where(*self._shown) if ids is None else ids
        for rows in connection.execute(select(p.vacancy, p.terms, p.state, p.latitude, p.longitude).where(p.vacancy.in_(of_shown))).partitions(BATCH):
            self._places.add(((words, latitude, longitude), known[one]) for one, words, _, latitude, longitude in rows if one in known)
            self._facts["land"].add((state, known[one]) for one, _, state, _, _ in rows if state is not None and one in known)
        for pairs in connection.execute(select(a.vacancy, a.area).where(a.vacancy.in_(of_shown))).partitions(BATCH):
            self._facts["fach"].add((area, known[one]) for one, area in pairs if one in known)

    def _sort(self, numbers: range) -> None:
        """Put ``numbers`` into the three orders."""
        ids, seen, deadline, end = self._ids, self._seen, self._deadline, self._end
        if len(numbers) > CHUNK:
            by_id = sorted([*self._by_new, *numbers], key=ids.__getitem__)
            self._by_new = array("I", sorted(by_id, key=seen.__getitem__, reverse=True))
            self._by_deadline, self._by_end = array("I", sorted(by_id, key=deadline.__getitem__)), array("I", sorted(by_id, key=end.__getitem__))
        else:
            for number in numbers:
                insort(self._by_new, number, key=lambda n: (-seen[n], ids[n]))
                insort(self._by_deadline, number, key=lambda n: (deadline[n], ids[n]))
                insort(self._by_end, number, key=end.__getitem__)

    def newest(self, query: Query, each: int) -> list[str]:
        """The ids of so many of each employer, the newest first, of what answers ``query``."""
        found, employers = self._all(self._conditions(query)), self._employers
        given, taken = Counter[str](), list[str]()
        most = sum(min(each, number) for number in self._facts["arbeitgeber"].counts(found).values())
        for number in filter(self._flags(found).__getitem__, self._by_new) if most else ():
            if given[employers[number]] < each:
                given[employers[number]] += 1
                taken.append(self._ids[number])
                if len(taken) == most:
                    break
        return taken

    def _all(self, conditions: dict[str, int]) -> int:
        """The bits of what passes every one."""
        found = self._alive
        for bits in conditions.values():
            found &= bits
        return found

    def _flags(self, found: int) -> bytes:
        """One byte a number: whether its bit is set."""
        return bin(found)[:1:-1].encode().translate(_AS_BOOLEANS).ljust(len(self._ids), b"\0")

    def find(self, query: Query) -> Found:
        """One page of what answers ``query``: of what is open on its day and not hidden."""
        conditions = self._conditions(query)
        found = self._all(conditions)
        total, first = found.bit_count(), (query.page - 1) * query.page_size
        numbers = self._page(query, found, total, first) if first < total else []
        return Found([self._ids[number] for number in numbers], total, self._counts(query, found, conditions))

    def _page(self, query: Query, found: int, total: int, first: int) -> list[int]:
        seen, deadline, ids, flags = self._seen, self._deadline, self._ids, self._flags(found)
        if total > CHUNK:
            order = self._by_deadline if query.order == "deadline" else self._by_new
            return list(islice(filter(flags.__getitem__, order), first, first + query.page_size))
        key: Callable[[int], Any] = (lambda n: (deadline[n], ids[n])) if query.order == "deadline" else (lambda n: (-seen[n], ids[n]))
        return sorted(compress(range(len(ids)), flags), key=key)[first:first + query.page_size]

    def _counts(self, query: Query, found: int, conditions: dict[str, int]) -> dict[str, dict[str, int]]:
        """For each value of a filter how many results it would give beside the other filters."""
        facets: dict[str, dict[str, int]] = {}
        for name in COUNTED:
            among = found
            if name in conditions and (name != "art" or query.kinds):
                among = self._all({other: bits for other, bits in conditions.items() if other != name})
            facets[name] = self._facts[name].counts(among)
            facets[name].pop(Kind.SPECULATIVE.value, None)
        for name in FLAGS:
            facets[name] = {"1": facets[name].get("True", 0)}
        return facets

    def _conditions(self, query: Query) -> dict[str, int]:
        """The bits that each filter lets pass, by the name of its facet."""
        facts, found, day = self._facts, dict[str, int](), (query.ended_since or query.today).toordinal()
        if not query.include_closed:
            found["open"] = ~self._first(self._by_end, bisect_left(self._by_end, day, key=self._end.__getitem__))
        if query.ids:
            found["ids"] = bits_of(self._numbers[one] for one in query.ids if one in self._numbers)
        else:
            found["art"] = facts["art"].of(query.kinds or [kind for kind in Kind if kind is not Kind.SPECULATIVE])
        for term in dict.fromkeys(terms(query.words)):
            found[f"word {term}"] = self._words.of(self._vocabulary.containing(term))
        for name, values in (("arbeitgeber", query.employers), ("fach", query.areas), ("land", query.states)):
            if values:
                found[name] = facts[name].of(values)
        if query.place.strip():
            found["ort"] = self._near(query)
        return found | self._seen_then(query) | self._stated(query)

    def _seen_then(self, query: Query) -> dict[str, int]:
        found: dict[str, int] = {}
        news = ~self._facts["stock"].of([True])
        if query.new_days is not None:
            since = datetime.combine(query.today - timedelta(days=query.new_days), time(), BERLIN)
            found["neu"] = news & self._since(_micro(since))
        if query.seen_after is not None:
            found["seit"] = news & self._since(_micro(query.seen_after) + 1)
        if query.seen_until is not None:
            found["bis"] = ~self._since(_micro(query.seen_until) + 1)
        return found

    def _since(self, instant: int) -> int:
        """What was first seen at ``instant`` or later."""
        seen = self._seen
        return self._first(self._by_new, bisect_right(self._by_new, -instant, key=lambda number: -seen[number]))

    @staticmethod
    def _first(order: array[int], count: int) -> int:
        """The bits of the first ``count`` of an order; of its rest, negated, where that is shorter. Dead ones may be either."""
        return bits_of(order[:count]) if count * 2 <= len(order) else ~bits_of(order[count:]) if count < len(order) else -1

    def _stated(self, query: Query) -> dict[str, int]:
        """Filters on facts that an ad may leave open: unknown passes unless it is excluded."""
        wanted: list[tuple[str, Collection[Any]]] = []
        if query.grade_from and re.search(r"\d", query.grade_from):
            least = rank(query.grade_from)
            wanted.append(("ab", [grade for grade in self._facts["ab"].where if grade is not None and grade >= least]))
        if query.permanent is not None:
            wanted.append(("unbefristet", [query.permanent]))
        if query.part_time is not None:
            wanted.append(("teilzeit", [query.part_time]))
        if query.remote is not None:
            wanted.append(("homeoffice", ["partial", "full"] if query.remote == "partial" else [str(query.remote)]))
        return {name: self._facts[name].of([*values, None] if query.include_unknown else values) for name, values in wanted}

    def _near(self, query: Query) -> int:
        """By name, or within a radius of a place that the gazetteer knows."""
        return self._places.of(_near(query, self._places.where))


def _near(query: Query, places: Iterable[tuple[str, float | None, float | None]]) -> Iterator[tuple[str, float | None, float | None]]:
    centre = find(query.place)
    name = " ".join(terms(centre.name if centre else query.place))
    reach = query.radius_km / DEGREE_KM
    for place in places:
        words, latitude, longitude = place
        if name and (words == name or words.startswith(name + " ")):
            yield place
        elif reach > 0 and centre is not None and centre.latitude is not None and centre.longitude is not None and latitude is not None and longitude is not None:
            east = (longitude - centre.longitude) * math.cos(math.radians(centre.latitude))
            if (latitude - centre.latitude) ** 2 + east ** 2 <= reach ** 2:
                yield place


def generation_of(connection: Connection) -> int:
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar() or 0)
