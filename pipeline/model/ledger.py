"""What operators see: visits, what is kept of them, checks, proposals, the state of members."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from pipeline.model.harvest import Traffic, Verdict
from pipeline.model.member import MANUAL
from pipeline.model.value import Problem, Value


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


class Coverage(Value):
    """Which facts the open vacancies of an employer state on ``day``: fact -> share of ``vacancies`` (0 to 1)."""

    employer_key: str
    day: date
    vacancies: int
    shares: dict[str, float]


class Host(Value):
    """A host that did not serve the last ``failures`` visits of its members. ``probe_at``: its circuit is broken, nobody of it is visited
    but one member then; None: too few failures yet."""

    host: str
    failures: int
    since: datetime
    probe_at: datetime | None = None


class Changes(Value):
    """What visits changed: postings of each kind."""

    new: int = 0
    changed: int = 0
    missing: int = 0
    reopened: int = 0
    closed: int = 0


class Acknowledged(Value):
    """An operator knows what is wrong with a member, and says so to the others."""

    at: datetime
    by: str
    note: str = ""


class QueueState(Value):
    """What was handed to workers on other machines: visits in batches that wait, run and failed for good; how many seconds the oldest
    waits; how many workers live."""

    waiting: int
    running: int
    failed: int
    waits: float
    workers: int


class MemberView(Value):
    """A member as ``/mitglieder`` and the status page show it; ``by_hand`` counts its open ads that people entered.

    ``denied_since``: its portal does not allow our visits. ``host``: the host of one of its portals whose circuit is broken.
    ``since_good`` is what its visits changed from the last complete one on, that one included; ``week`` in the last seven days.
    ``empty_confirmed``: a person confirmed that it advertises nothing. ``counts`` are by day, the last is today.
    """

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
    denied_since: datetime | None = None
    host: Host | None = None
    last_run_id: str | None = None
    last_run_at: datetime | None = None
    last_postings: int | None = None
    last_total: int | None = None
    since_good: Changes | None = None
    week: Changes | None = None
    empty_confirmed: bool = False
    muted_until: date | None = None
    acknowledged: Acknowledged | None = None
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


class Filled(Value):
    """What the postings of a visit state: "portal.X" of the ``read`` ones as the portal states it, "facts.X" of the ``shown`` ones as we read it; shares from 0 to 1."""

    read: int = 0
    shown: int = 0
    shares: dict[str, float] = {}


class RunEvidence(Value):
    """What a visit is measured by: the counts of the last good visits before it (newest first), what was open, what was stated before and now."""

    good_counts: list[int] = []
    open_before: int = 0
    now: Filled | None = None
    before: Filled | None = None
    before_at: datetime | None = None
    before_run: str | None = None


class LogLine(Value):
    """One event of a visit; ``words`` are English and free of persons' names and contacts."""

    at: datetime
    level: str
    words: str


class Snapshot(Value):
    """The first answer of a visit that could not be used. ``status`` is its status line, ``body`` its text as far as it is kept.

    It may name persons: only operators see it.
    """

    url: str
    status: str = ""
    headers: list[tuple[str, str]] = []
    body: str = ""


class Records(Protocol):
    """What is kept of visits in files, until it expires."""

    def archived(self, run: str) -> bool:
        """Whether all answers of a visit are kept."""

    def log(self, run: str) -> list[LogLine]:
        """The log of a visit, in order; empty where there is none."""

    def snapshot(self, run: str) -> Snapshot | None:
        """The first answer that could not be used."""
