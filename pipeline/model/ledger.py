"""What operators see: visits, checks, proposals, the state of members."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

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
