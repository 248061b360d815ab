"""The newsletter's calendar: every second Wednesday; editors move an issue or leave one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import takewhile

from pipeline.model import Issue

FORTNIGHT = timedelta(days=14)
#: A day on which an issue went out.
FIRST_ISSUE = date(2026, 3, 18)
#: A regular day is free for an issue only where no other issue is so near.
APART = timedelta(days=7)


class IssueError(ValueError):
    """An issue is out already and cannot be moved or dropped any more."""


def upcoming(today: date, known: Iterable[Issue] = (), count: int = 6) -> list[date]:
    """The days of the next ``count`` issues, today's too while it is not sent.

    ``known`` are the issues that editors touched: planned, released, sent and dropped ones.
    """
    touched = list(known)
    planned = [issue.day for issue in touched if issue.day >= today and issue.state in ("draft", "released")]
    taken = [issue.day for issue in touched if issue.state != "dropped"]
    dropped = {issue.day for issue in touched if issue.state == "dropped"}
    free: list[date] = []
    for day in _regular(today):
        if len(free) == count:
            break
        if day not in dropped and not any(abs(day - other) < APART for other in taken):
            free.append(day)
    return sorted([*planned, *free])[:count]


def next_issue(today: date, known: Iterable[Issue] = ()) -> date:
    """The day of the next issue."""
    return upcoming(today, known, 1)[0]


def past(today: date, known: Iterable[Issue]) -> list[Issue]:
    """What went out or was meant to, newest first: the archive."""
    return sorted((issue for issue in known if issue.state == "sent" or (issue.state == "released" and issue.day < today)), key=lambda issue: issue.day, reverse=True)


def _regular(today: date) -> Iterator[date]:
    """Every second Wednesday from ``today`` on, as far as the calendar goes."""
    day = FIRST_ISSUE + FORTNIGHT * -((FIRST_ISSUE - today) // FORTNIGHT)
    last = date.max - FORTNIGHT
    return takewhile(lambda one: one <= last, (day + FORTNIGHT * n for n in range((last - day) // FORTNIGHT + 1)))
