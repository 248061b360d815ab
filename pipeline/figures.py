"""Figures for the association: how many vacancies began, were open and ended, month by month. Counts only: nothing in them names an employer or an ad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pipeline.model import PayGrade, Value

#: Bands of days from the first to the last day, by their last day; the longest has no end.
BANDS = ((14, "1-14"), (28, "15-28"), (56, "29-56"), (84, "57-84"))
LONGEST = "85-"
#: What an ad does not state.
UNKNOWN = ""


class Measure(StrEnum):
    BEGUN = "begun"
    OPEN = "open"
    ENDED = "ended"


class Topic(StrEnum):
    """By what is counted. ``DAYS``: how long those that ended were open."""

    ALL = "all"
    GRADE = "grade"
    STATE = "state"
    AREA = "area"
    DAYS = "days"


class Key(NamedTuple):
    """What a count counts. ``month`` is its first day."""

    month: date
    measure: Measure
    topic: Topic
    value: str


class Figure(Value):
    """One count."""

    month: date
    measure: Measure
    topic: Topic
    value: str
    vacancies: int


class Life(NamedTuple):
    """One round of a vacancy: the days on which it was first seen and last open (None: it still is).

    ``is_stock``: it was open before anybody looked, so that nobody knows when it began. ``exact``: its last day is known.
    """

    began: date
    last: date | None
    is_stock: bool = False
    exact: bool = True


def grades_of(grades: Iterable[PayGrade]) -> list[str]:
    """The highest grade of each tariff that an ad names; "AT" for one above all grades."""
    return sorted({grade.max or grade.min or ("AT" if grade.scheme == "AT" else UNKNOWN) for grade in grades} - {UNKNOWN})


def count(lives: Iterable[Life], sides: Sequence[tuple[Topic, Sequence[str]]], today: date) -> Counter[Key]:
    """What the rounds of one vacancy add to all figures. ``sides`` are its values by topic; one with several counts at each."""
    found: Counter[Key] = Counter()
    for life in lives:
        found.update(_keys(life, sides, today))
    return found


def figures(counts: Counter[Key]) -> list[Figure]:
    """In order of month, measure, topic and value."""
    return [Figure(month=key.month, measure=key.measure, topic=key.topic, value=key.value, vacancies=number) for key, number in sorted(counts.items()) if number]


def _keys(life: Life, sides: Sequence[tuple[Topic, Sequence[str]]], today: date) -> Iterator[Key]:
    if life.last is not None and life.last < life.began:
        return  # over before it was first seen: nobody was ever told
    values = [(Topic.ALL, UNKNOWN), *((topic, value) for topic, stated in sides for value in stated or [UNKNOWN])]
    if not life.is_stock:
        yield from (Key(first_of(life.began), Measure.BEGUN, topic, value) for topic, value in values)
    until = life.last if life.last is not None else today
    for month in months(life.began, until):
        end = next_month(month) - timedelta(days=1)
        if life.last is None or (end < today and life.last >= end):  # what ended today is not open any more
            yield from (Key(month, Measure.OPEN, topic, value) for topic, value in values)
    if life.last is not None:
        month = first_of(life.last)
        yield from (Key(month, Measure.ENDED, topic, value) for topic, value in values)
        known = life.exact and not life.is_stock
        yield Key(month, Measure.ENDED, Topic.DAYS, band((life.last - life.began).days + 1) if known else UNKNOWN)


def band(days: int) -> str:
    """The band in which a number of days lies."""
    return next((name for most, name in BANDS if days <= most), LONGEST)


def first_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from ``first`` to ``last``."""
    month = first_of(first)
    while month <= last:
        yield month
        month = next_month(month)
