"""Which vacancies an issue of the newsletter shows, in which order, and why not the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from typing import Literal

from pipeline.model import EditorChoice, Kind, Vacancy, Value, guid_of
from pipeline.normalise.dates import berlin

#: A source that was not read completely for this long is not quoted.
FRESH = timedelta(hours=72)

Reason = Literal["deadline", "shown", "hidden", "speculative", "stale", "gone", "future", "per_employer", "max", "stock"]


class IssueRequest(Value):
    """What is asked for: the issue's day, since when news counts, how many jobs, how many of one employer.

    ``lead_days`` is the least number of days between the issue and a deadline. ``fill`` uses free places for open
    vacancies that were never shown.
    """

    day: date
    since: datetime
    most: int = 8
    per_employer: int = 2
    lead_days: int = 7
    fill: bool = True

    def is_news(self, vacancy: Vacancy) -> bool:
        """Whether it was first seen since the last issue, and not as stock."""
        return vacancy.first_seen > self.since and not vacancy.is_stock


class Selection(Value):
    """What the block shows, in order; what was left out and why; what the last line counts."""

    request: IssueRequest
    shown: list[Vacancy]
    left_out: list[tuple[Vacancy, Reason]]
    titles: dict[str, str] = {}
    counted: int = 0
    counts_news: bool = True


def select(
    candidates: Sequence[Vacancy],
    request: IssueRequest,
    *,
    choices: Iterable[EditorChoice] = (),
    shown_before: AbstractSet[str] = frozenset(),
    last_shown: Mapping[str, date] | None = None,
    stale_sources: AbstractSet[str] = frozenset(),
) -> Selection:
    """Choose from ``candidates`` (all that are open on the issue's day).

    ``shown_before`` holds the guids of sent issues; ``last_shown`` the day each employer was last shown;
    ``stale_sources`` those not read successfully of late. Fair: round robin over employers, the one longest not shown
    first, inside one the newest first; ties by a hash of issue and employer.
    """
    pinned = {c.vacancy for c in choices if c.action == "pin"}
    hidden = {c.vacancy for c in choices if c.action == "hide"}
    titles = {c.vacancy: c.title for c in choices if c.action == "title" and c.title}
    news: list[Vacancy] = []
    older: list[Vacancy] = []
    left_out: list[tuple[Vacancy, Reason]] = []
    counted_news = counted_open = 0
    for vacancy in candidates:
        bar = _bar(vacancy, request, hidden, shown_before, stale_sources)
        is_new = request.is_news(vacancy)
        if bar not in ("speculative", "future"):
            counted_open += 1
            counted_news += is_new
        if bar is not None:
            left_out.append((vacancy, bar))
        else:
            (news if is_new else older).append(vacancy)
    chosen = [v for v in [*news, *older] if v.id in pinned]
    chosen += _fair([v for v in news if v.id not in pinned], request, last_shown or {}, chosen)
    if request.fill and len(chosen) < request.most:
        chosen += _fair([v for v in older if v.id not in pinned], request, last_shown or {}, chosen)
    taken = {v.id for v in chosen}
    per_employer = {v.employer_key: sum(c.employer_key == v.employer_key for c in chosen) for v in chosen}
    for vacancy in news:
        if vacancy.id not in taken:
            full = per_employer.get(vacancy.employer_key, 0) >= request.per_employer
            left_out.append((vacancy, "per_employer" if full else "max"))
    left_out += [(vacancy, "stock") for vacancy in older if vacancy.id not in taken]
    counts_news = counted_news > 0
    return Selection(
        request=request, shown=sorted(chosen, key=_display), left_out=left_out, titles=titles,
        counted=counted_news if counts_news else counted_open, counts_news=counts_news)


def _bar(vacancy: Vacancy, request: IssueRequest, hidden: AbstractSet[str], shown_before: AbstractSet[str],
         stale: AbstractSet[str]) -> Reason | None:
    """Why a vacancy cannot be shown; None where it can."""
    if vacancy.kind is Kind.SPECULATIVE:
        return "speculative"
    if berlin(vacancy.first_seen) > request.day:
        return "future"
    if vacancy.id in hidden:
        return "hidden"
    if guid_of(vacancy.id, vacancy.round) in shown_before:
        return "shown"
    if vacancy.last_day is not None and vacancy.last_day < request.day + timedelta(days=request.lead_days):
        return "deadline"
    if vacancy.postings and all(ref.source in stale for ref in vacancy.postings):
        return "stale"
    return None


def _fair(pool: Sequence[Vacancy], request: IssueRequest, last_shown: Mapping[str, date], already: Sequence[Vacancy]) -> list[Vacancy]:
    """Round robin: each employer in turn gives its newest, until the issue is full."""
    queues: dict[str, list[Vacancy]] = {}
    for vacancy in sorted(pool, key=lambda v: (-v.first_seen.timestamp(), v.id)):
        queues.setdefault(vacancy.employer_key, []).append(vacancy)
    given = {key: sum(v.employer_key == key for v in already) for key in queues}

    def turn(key: str) -> tuple[date, str]:
        digest = hashlib.sha256(f"{request.day} {key}".encode()).hexdigest()
        return last_shown.get(key, date.min), digest

    order = sorted(queues, key=turn)
    chosen: list[Vacancy] = []
    free = request.most - len(already)
    while len(chosen) < free:
        before = len(chosen)
        for key in order:
            if len(chosen) < free and queues[key] and given[key] < request.per_employer:
                chosen.append(queues[key].pop(0))
                given[key] += 1
        if len(chosen) == before:
            break
    return chosen


def _display(vacancy: Vacancy) -> tuple[bool, date, str, str, str]:
    """Deadline ascending, then without, then employer."""
    return (vacancy.valid_through is None, vacancy.valid_through or date.max, vacancy.employer_short.casefold(), vacancy.title, vacancy.id)
