"""The values that travel between the rooms: what a portal states, what we make of it, what changes.

Field names follow https://schema.org/JobPosting in snake_case. Unknown is ``None`` or an empty list, never a default.
Dates are Berlin dates, instants are UTC. Everything here is frozen and rejects unknown keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Value(BaseModel):
    """Base of all our values: frozen, comparable, loud about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text_or_none(value: object) -> object:
    """Portals send numbers, blanks and strings alike for one field; a blank is unknown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and not value.strip():
        return None
    return value


def _text_list(value: object) -> object:
    if value is None:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Sequence):
        return [item for item in value if item is not None and item != ""]
    return value


Text = Annotated[str | None, BeforeValidator(_text_or_none)]
#: The platform of what people enter by hand (docs/members.md).
MANUAL = "manual"
TextList = Annotated[list[str], BeforeValidator(_text_list)]


class Problem(Value):
    """Something that needs a look: ``code`` is listed in docs/problems.md, ``where`` is a URL, file, line or field."""

    code: str
    message: str
    where: str | None = None


class Posting(Value):
    """One advertisement at one URL of one source, as the portal states it; nothing here is interpreted.

    ``date_posted``, ``valid_through``, ``published`` and ``seen_at`` are the portal's own words, ISO 8601 where an
    adapter knows the portal's form. ``identifier`` is the employer's reference; a portal's internal number belongs in
    ``external_id``. ``published`` is the date first seen here. ``expires`` is the last day on which an ad that was entered
    by hand without a deadline is shown: our rule, no statement of the ad.
    """

    id: str = ""
    source: str
    external_id: Text = None
    url: str
    apply_url: Text = None
    title: str
    employer: Text = None
    locations: TextList = []
    description_html: Text = None
    date_posted: Text = None
    valid_through: Text = None
    employment_type: TextList = []
    identifier: Text = None
    base_salary: str | dict[str, Any] | None = None
    job_location_type: Text = None
    department: Text = None
    language: Text = None
    published: Text = None
    seen_at: Text = None
    expires: Text = Field(default=None, exclude_if=lambda value: value is None)

    @model_validator(mode="before")
    @classmethod
    def _default_id(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("id") in (None, ""):
            return {**data, "id": str(data.get("url") or "")}
        if isinstance(data, dict) and not isinstance(data["id"], str):
            return {**data, "id": str(data["id"])}
        return data


class Remote(StrEnum):
    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Kind(StrEnum):
    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    DUAL_STUDY = "dual_study"
    TRAINEE = "trainee"
    INTERNSHIP = "internship"
    STUDENT_JOB = "student_job"
    VOLUNTEER = "volunteer"
    SPECULATIVE = "speculative"


class Area(StrEnum):
    """Fields of work that people filter by; KldB is for statistics."""

    OPERATIONS = "operations"
    NETWORKS = "networks"
    DEVELOPMENT = "development"
    APPLICATIONS = "applications"
    SECURITY = "security"
    DATA = "data"
    PROJECTS = "projects"
    ADMINISTRATION = "administration"


Scheme = Literal["TVöD", "TV-L", "TV-V", "TV-H", "TVAöD", "BesO", "AT"]
EmploymentType = Literal["FULL_TIME", "PART_TIME"]


class PayGrade(Value):
    """Grades as "EG 9b", "S 12", "A 12"; one grade has min = max; a tariff without a grade has neither."""

    scheme: Scheme | None = None
    min: str | None = None
    max: str | None = None


class Hours(Value):
    """Hours a week."""

    min: float | None = None
    max: float | None = None


class Salary(Value):
    """A sum of money that the ad itself states; currency after ISO 4217."""

    min: float | None = None
    max: float | None = None
    unit: Literal["HOUR", "MONTH", "YEAR"]
    currency: str = "EUR"


class Facts(Value):
    """The facts of a posting; each rule is in docs/facts.md."""

    title: str
    locations: list[str] = []
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


class Place(Value):
    """A municipality in its official spelling; ``state`` is ISO 3166-2 ("DE-NW"), coordinates are WGS 84 degrees."""

    name: str
    postal_code: str | None = None
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Evidence(Value):
    """The words that prove one fact. ``origin`` is the posting's field they stand in ("description_html", "title" ...)."""

    field: str
    words: str
    origin: str
    rule: str


class Normalised(Value):
    """What ``normalise`` makes of a posting. ``text`` is the ad as plain text, free of persons' names and contacts."""

    facts: Facts
    places: list[Place] = []
    evidence: list[Evidence] = []
    problems: list[Problem] = []
    text: str = ""


class Verdict(StrEnum):
    """What a harvest is worth. Only ``complete`` lets absence count."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    SUSPECT = "suspect"
    FAILED = "failed"
    DENIED = "denied"


class Listed(Value):
    """One posting that the portal's list showed, whether or not its page could be read.

    ``fetched`` is False where the list's change marker or a 304 said that it is as it was.
    """

    external_id: str
    url: str
    fetched: bool = True


class Traffic(Value):
    """The balance of a visit: requests in must equal outcomes out."""

    requests: int = 0
    responses: int = 0
    not_modified: int = 0
    list_failures: int = 0
    detail_failures: int = 0
    dropped: int = 0
    bytes: int = 0
    seconds: float = 0.0


class Harvest(Value):
    """What one visit to one source brought; the file that a crawl process leaves in the spool.

    ``total`` is the portal's own count where it states one. ``paging_ended`` says that the list came to its end by
    itself. ``window`` marks a list of the newest N, which never proves absence. ``gone`` holds the external ids whose
    own page answered 404 or 410. ``markers`` is the platform's memory for the next visit (ETags, change markers).
    ``stock`` says whether what comes for the first time was open before (no news); None: the source's history says it.
    ``same_text`` holds ids that come without their ad's text though it is as it was: what it said still holds.
    """

    source: str
    run: str
    token: int = 0
    platform: str
    started_at: datetime
    finished_at: datetime
    finish_reason: str = "finished"
    postings: list[Posting] = []
    listed: list[Listed] = []
    gone: list[str] = []
    total: int | None = None
    paging_ended: bool = False
    window: bool = False
    unchanged: bool = False
    denied: bool = False
    traffic: Traffic = Traffic()
    problems: list[Problem] = []
    markers: dict[str, str] = {}
    snapshot: str | None = None
    stock: bool | None = None
    same_text: list[str] = []


class History(Value):
    """What is known of a source before a harvest is judged.

    ``good_counts`` are those of the last complete harvests, newest first. ``open_ids`` are the external ids of its
    postings that are neither closed nor past their deadline.
    """

    good_counts: list[int] = []
    open_ids: list[str] = []
    none_is_normal: bool = False
    minimum: int | None = None
    empty_confirmed: bool = False


class Judgement(Value):
    """``held`` keeps everything of a suspect harvest out until a person accepts it: what it brought is not believed."""

    verdict: Verdict
    reasons: list[Problem] = []
    held: bool = False


class KnownPosting(Value):
    """What the store knows of a posting of the source being visited."""

    external_id: str
    url: str
    content_hash: str
    first_seen: datetime
    missing_since: datetime | None = None
    gone_since: datetime | None = None
    closed_at: datetime | None = None
    valid_through: date | None = None
    expires: date | None = None

    def is_past(self, today: date) -> bool:
        """Whether the last day on which it may be shown lies before ``today``."""
        last = self.valid_through or self.expires
        return last is not None and last < today


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    REOPENED = "reopened"
    CLOSED = "closed"


class PostingChange(Value):
    """One line of a plan. ``posting`` is set where its content is to be stored.

    ``missing_since``, ``gone_since`` and ``closed_at`` are what the posting has afterwards, None clears them.
    Postings without a line stay as they are.
    """

    change: Change
    external_id: str
    posting: Posting | None = None
    content_hash: str | None = None
    missing_since: datetime | None = None
    gone_since: datetime | None = None
    closed_at: datetime | None = None
    reason: str | None = None


class Plan(Value):
    """What a harvest changes. ``stock`` marks what was open before the source was first read completely: no news."""

    source: str
    run: str
    judgement: Judgement
    stock: bool
    changes: list[PostingChange] = []
    alarms: list[Problem] = []


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
    means all but ``speculative``.
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

    def is_filtered(self) -> bool:
        plain = Query(today=self.today, order=self.order, page=self.page, page_size=self.page_size)
        return self != plain


class ResultPage(Value):
    """One page of an answer. ``facets``: parameter name ("land", "arbeitgeber", "fach", "art") -> value -> count."""

    vacancies: list[Vacancy]
    total: int
    facets: dict[str, dict[str, int]] = {}
    generation: str = ""


class Proposal(Value):
    """Where a source's portal seems to have moved, found after a visit that cannot be believed; a person accepts ``run``.

    ``recognised`` of the ``known`` open postings are there too. ``portal`` None: nothing was found at ``at``; ``run`` None: that
    portal was rejected, and is not proposed again.
    """

    at: datetime
    run: str | None = None
    portal: str | None = None
    platform: str | None = None
    params: dict[str, Any] = {}
    api_base: str | None = None
    known: int = 0
    recognised: int = 0


class Checked(Value):
    """What ``members check`` saw of a source. ``live``: on the real portal, not on a private address.

    ``coverage``: field -> share of postings that fill it. ``doubts`` are the adapter's about the portal's answers.
    """

    source: str
    at: datetime
    platform: str
    live: bool = False
    verdict: Verdict
    reasons: list[Problem] = []
    postings: int = 0
    total: int | None = None
    coverage: dict[str, float] = {}
    doubts: list[Problem] = []
    drift: list[Problem] = []


class MemberView(Value):
    """A member as ``/mitglieder`` and the status page show it; ``by_hand`` counts its open ads that people entered."""

    key: str
    name: str
    short_name: str
    website: str | None = None
    portal: str | None = None
    platform: str | None = None
    enabled: bool = False
    last_success: datetime | None = None
    last_run: datetime | None = None
    last_verdict: Verdict | None = None
    reasons: list[Problem] = []
    proposal: Proposal | None = None
    open_vacancies: int = 0
    by_hand: int = 0
    next_visit: datetime | None = None
    counts: list[int | None] = []

    @property
    def is_by_hand(self) -> bool:
        """Whether people enter all of its ads: there is no portal to visit."""
        return self.platform == MANUAL and self.last_run is None


class Run(Value):
    """The ledger's row of one visit."""

    id: str
    source: str
    platform: str
    started_at: datetime
    finished_at: datetime | None = None
    verdict: Verdict | None = None
    reasons: list[Problem] = []
    postings: int = 0
    total: int | None = None
    new: int = 0
    changed: int = 0
    missing: int = 0
    reopened: int = 0
    closed: int = 0
    traffic: Traffic = Traffic()
    problems: list[Problem] = []
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    snapshot: str | None = None


class Issue(Value):
    """One edition of the newsletter. ``shown`` are the vacancy ids (with round) of its newest revision."""

    day: date
    state: Literal["draft", "released", "sent"] = "draft"
    revision: int = 0
    cutoff: datetime | None = None
    shown: list[str] = []

    @property
    def key(self) -> str:
        return self.day.isoformat()


class EditorChoice(Value):
    """An editor's decision about a vacancy, for one issue or (``issue`` None) for good; always undoable."""

    vacancy: str
    issue: date | None = None
    action: Literal["pin", "hide", "title"]
    title: str | None = None


def guid_of(vacancy_id: str, round_: int) -> str:
    """The feed's lasting identity of one round: ``id`` for the first, ``id;round=2`` for the second (see feeds)."""
    return vacancy_id if round_ == 1 else f"{vacancy_id};round={round_}"


class Member(Value):
    """One employer of the registry, as ``members.toml`` states it; see docs/members.md for each key."""

    key: str
    name: str
    short_name: str
    city: str | None = None
    state: str | None = None
    legal_form: str | None = None
    website: str | None = None
    portal: str | None = None
    platform: str | None = None
    enabled: bool = False
    api_base: str | None = None
    params: dict[str, Any] = {}
    filter: dict[str, list[str]] = {}
    aliases: list[str] = []
    portals: list[dict[str, Any]] = []
    minimum: int | None = None
    none_is_normal: bool = False
    every: str = "6h"
    full_text: bool = False
    consent: str | None = None
    status: dict[str, Literal["seen", "inferred", "recalled", "unknown"]] = {}

    def sources(self) -> list[Source]:
        """What this member has: its main portal under the member's key, further ones as ``key.2`` ..., ``key.manual``
        where the registry says that people enter its ads."""
        platforms = [self.platform, *(portal.get("platform") for portal in self.portals)]
        found = [self.manual_source()] if MANUAL in platforms else []
        if self.portal and self.platform and self.platform != MANUAL:
            found.append(Source(
                key=self.key, member=self.key, employer=self.name, aliases=self.aliases, portal=self.portal,
                platform=self.platform, api_base=self.api_base, params=self.params, filter=self.filter))
        return found + [
            Source.model_validate({"key": f"{self.key}.{n}", "member": self.key, "employer": self.name,
                                   "aliases": self.aliases, "filter": self.filter, **portal})
            for n, portal in enumerate(self.portals, start=2) if portal.get("platform") != MANUAL
        ]

    def manual_source(self) -> Source:
        """The source of ads that people enter for this member; any member may have some, also beside a portal."""
        return Source(key=f"{self.key}.{MANUAL}", member=self.key, employer=self.name, aliases=self.aliases,
                      portal=self.portal or self.website or "", platform=MANUAL)

    def owns(self, source: str) -> bool:
        """Whether ``source`` is one of this member's."""
        return source in {self.key, f"{self.key}.{MANUAL}"} or any(known.key == source for known in self.sources())


class Source(Value):
    """One portal of one member; ``key`` is the namespace of ``external_id``."""

    key: str
    member: str
    employer: str
    aliases: list[str] = []
    portal: str
    platform: str
    api_base: str | None = None
    params: dict[str, Any] = {}
    filter: dict[str, list[str]] = {}

    @model_validator(mode="after")
    def _portal_is_http(self) -> Self:
        if self.platform != "manual" and not self.portal.startswith(("http://", "https://")):
            raise ValueError(f"portal of {self.key} must begin with http:// or https://, not {self.portal!r}")
        return self


Member.model_rebuild()
