"""What readers see, what they ask, and what editors decide."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from pipeline.model.facts import Area, EmploymentType, Hours, Kind, PayGrade, Place, Remote, Salary
from pipeline.model.member import MANUAL
from pipeline.model.value import Value


class PostingRef(Value):
    """A posting as readers of a vacancy see it."""

    source: str
    external_id: str
    url: str
    title: str
    first_seen: datetime
    missing_since: datetime | None = None


class Vacancy(Value):
    """The job a person can apply for: one or more postings that mean the same; it may come in rounds.

    The same shape in ``vacancies --json``, ``/v1/vacancies`` and the block's json. ``url`` is its page here,
    ``employer_url`` the ad. ``first_seen`` is the round's and never changes.
    """

    id: str
    round: int = 1
    url: str
    employer_url: str
    apply_url: str | None = None
    title: str
    employer: str
    employer_key: str
    employer_short: str
    locations: list[Place] = []
    remote: Remote | None = None
    employment_type: list[EmploymentType] = []
    weekly_hours: Hours | None = None
    permanent: bool | None = None
    fixed_term_end: date | None = None
    fixed_term_months: int | None = None
    pay_grades: list[PayGrade] = []
    base_salary: Salary | None = None
    valid_through: date | None = None
    open_ended: bool | None = None
    start: date | Literal["asap"] | None = None
    identifier: str | None = None
    kind: Kind = Kind.JOB
    openings: int | None = None
    occupational_category: str | None = None
    areas: list[Area] = []
    career_level: Literal["lead"] | None = None
    first_seen: datetime
    changed_at: datetime
    closed_at: datetime | None = None
    is_stock: bool = False
    date_posted: date | None = Field(default=None, exclude=True)
    expires: date | None = Field(default=None, exclude=True)
    postings: list[PostingRef] = []

    @property
    def last_day(self) -> date | None:
        """The deadline; of an ad without one that was entered by hand the day on which it ends here."""
        return self.valid_through or self.expires

    @property
    def is_by_hand(self) -> bool:
        """Whether only people entered it: no portal was seen to show it."""
        return bool(self.postings) and all(ref.source.endswith(f".{MANUAL}") for ref in self.postings)

    def is_open(self, today: date) -> bool:
        return self.closed_at is None and (self.last_day is None or self.last_day >= today)

    @property
    def told_at(self) -> datetime | date | None:
        """The feed's pubDate: the round's first_seen; for stock its plausible date_posted, else nothing."""
        return self.date_posted if self.is_stock else self.first_seen


class Query(Value):
    """A question to the stock; the page's and the feeds' query string in pure form. Empty means no restriction.

    ``today`` decides what is open. ``grade_from`` is an EG or A grade ("EG 10", "A 11"). ``new_days`` counts back from
    ``today``; ``seen_after`` and ``seen_until`` are instants between which a vacancy was first seen as news (the list
    behind an issue's last line). ``include_unknown`` False hides vacancies that do not state a fact that is filtered for. ``kinds`` empty
    means all but ``speculative``. ``ended_since`` adds what ended on that day or later.
    """

    today: date
    words: str = ""
    place: str = ""
    radius_km: int = 0
    states: list[str] = []
    employers: list[str] = []
    areas: list[Area] = []
    kinds: list[Kind] = []
    grade_from: str | None = None
    permanent: bool | None = None
    part_time: bool | None = None
    remote: Remote | None = None
    new_days: int | None = None
    seen_after: datetime | None = None
    seen_until: datetime | None = None
    include_unknown: bool = True
    order: Literal["new", "deadline"] = "new"
    page: int = 1
    page_size: int = 50
    ids: list[str] = []
    include_closed: bool = False
    ended_since: date | None = None

    def is_filtered(self) -> bool:
        plain = Query(today=self.today, order=self.order, page=self.page, page_size=self.page_size)
        return self != plain


class ResultPage(Value):
    """One page of an answer. ``facets``: parameter name ("land", "arbeitgeber", "fach", "art") -> value -> count."""

    vacancies: list[Vacancy]
    total: int
    facets: dict[str, dict[str, int]] = {}
    generation: str = ""


class Issue(Value):
    """One edition of the newsletter. ``shown`` are the vacancy ids (with round) of its newest revision; a dropped one does not appear."""

    day: date
    state: Literal["draft", "released", "sent", "dropped"] = "draft"
    revision: int = 0
    cutoff: datetime | None = None
    shown: list[str] = []

    @property
    def key(self) -> str:
        return self.day.isoformat()


class Told(Value):
    """What the issues sent before a day showed: the guids of rounds, and for each employer the last day."""

    guids: frozenset[str] = frozenset()
    employers: dict[str, date] = {}


class EditorChoice(Value):
    """An editor's decision about a vacancy, for one issue or (``issue`` None) for good; always undoable."""

    vacancy: str
    issue: date | None = None
    action: Literal["pin", "hide", "title"]
    title: str | None = None


def guid_of(vacancy_id: str, round_: int) -> str:
    """The feed's lasting identity of one round: ``id`` for the first, ``id;round=2`` for the second (see feeds)."""
    return vacancy_id if round_ == 1 else f"{vacancy_id};round={round_}"
