"""What the render room asks of the store; the store fits it without knowing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from pipeline.figures import Figure
from pipeline.followup import FollowUp
from pipeline.manual import Made, ManualAd
from pipeline.model import (
    Coverage,
    EditorChoice,
    Evidence,
    Issue,
    Member,
    MemberView,
    Query,
    QueueState,
    ResultPage,
    Run,
    RunEvidence,
    Told,
    Vacancy,
)


class PossiblePair(Protocol):
    """Two vacancies that may be one; titles and employers in the order of both."""

    @property
    def one(self) -> str: ...

    @property
    def other(self) -> str: ...

    @property
    def titles(self) -> tuple[str, str]: ...

    @property
    def employers(self) -> tuple[str, str]: ...


class RunCount(Protocol):
    """How many visits to a member ended with a verdict since the beginning, and the seconds they took."""

    @property
    def member(self) -> str: ...

    @property
    def verdict(self) -> str: ...

    @property
    def runs(self) -> int: ...

    @property
    def seconds(self) -> float: ...


class Visits(Protocol):
    """All visits in numbers: ``postings`` by member at the newest visits, ``durations`` in seconds of those of late."""

    @property
    def counts(self) -> Sequence[RunCount]: ...

    @property
    def postings(self) -> Mapping[str, int]: ...

    @property
    def durations(self) -> Sequence[float]: ...


class Reading(Protocol):
    """What the pages, feeds and files of readers are made of; ``render.snapshot`` fits it too."""

    def search(self, query: Query) -> ResultPage: ...

    def evidence(self, vacancy_id: str) -> list[Evidence]: ...

    def full_texts(self, ids: Sequence[str], members: Collection[str]) -> dict[str, str]: ...

    def members(self, now: datetime) -> list[MemberView]: ...

    def employers(self) -> dict[str, str]: ...

    def recently_read(self, now: datetime, within: timedelta) -> dict[str, datetime]: ...

    def issues(self) -> list[Issue]: ...

    def told_before(self, day: date) -> Told: ...

    def choices(self, day: date | None = None) -> list[EditorChoice]: ...

    def figures(self, now: datetime) -> list[Figure]: ...


class Stock(Reading, Protocol):
    """The store as the web app sees it."""

    def generation(self) -> str: ...

    def read_on(self) -> dict[str, date]: ...

    def changed(self, query: Query) -> list[tuple[str, datetime]]: ...

    def newest(self, query: Query, each: int) -> list[Vacancy]: ...

    def vacancy(self, vacancy_id: str) -> Vacancy | None: ...

    def proofs(self, ids: Sequence[str]) -> dict[str, list[Evidence]]: ...

    def runs(self, limit: int = 50, source: str | None = None) -> list[Run]: ...

    def run(self, run_id: str) -> Run | None: ...

    def run_evidence(self, run: Run) -> RunEvidence: ...

    def without_pay(self, today: date) -> list[FollowUp]: ...

    def without_neutral_form(self, today: date) -> list[FollowUp]: ...

    def waiting(self) -> list[Run]: ...

    def possible_pairs(self, limit: int = 200) -> Sequence[PossiblePair]: ...

    def merge(self, one: str, other: str, now: datetime) -> str: ...

    def keep_apart(self, one: str, other: str, now: datetime) -> None: ...

    def looks(self) -> list[tuple[Coverage, Coverage | None]]: ...

    def visits(self, since: datetime) -> Visits: ...

    def queue_state(self) -> QueueState | None: ...

    def last_heartbeat(self) -> datetime | None: ...

    def issue(self, day: date) -> Issue | None: ...

    def save_issue(self, issue: Issue, bodies: Mapping[str, bytes] | None = None, now: datetime | None = None) -> None: ...

    def move_issue(self, day: date, to: date) -> None: ...

    def drop_issue(self, day: date) -> None: ...

    def keep_issue(self, day: date) -> None: ...

    def revision(self, day: date, form: str, number: int | None = None) -> bytes | None: ...

    def choose(self, choice: EditorChoice, now: datetime) -> None: ...

    def unchoose(self, vacancy: str, issue: date | None, action: str) -> None: ...

    def manual_ads(self, *, member: str | None = None, vacancy: str | None = None, closed: bool = False) -> list[ManualAd]: ...

    def enter(self, member: Member, now: datetime, made: Sequence[Made] = (), ended: Sequence[str] = (), *, stock: bool = False) -> Run: ...


def every(stock: Reading, query: Query) -> list[Vacancy]:
    """All vacancies that answer ``query``."""
    found: list[Vacancy] = []
    query = query.model_copy(update={"page": 1, "page_size": 100_000})
    while True:
        result = stock.search(query)
        found += result.vacancies
        if len(found) >= result.total or not result.vacancies:
            return found
        query = query.model_copy(update={"page": query.page + 1})
