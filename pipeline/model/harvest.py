"""What a visit brought, what it is worth, what it changes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pipeline.model.posting import Posting
from pipeline.model.value import Problem, Stated, Value


class Verdict(StrEnum):
    """What a harvest is worth. Only ``complete`` lets absence count."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    SUSPECT = "suspect"
    FAILED = "failed"
    DENIED = "denied"


class Listed(Stated):
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
    ``served`` says whether the portal's host gave an answer that is one; None: the visit does not tell.
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
    served: bool | None = None


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
