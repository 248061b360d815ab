"""A judged harvest and what was known in, the plan of what changes out.

Absence is evidence only in a complete harvest: a posting closes when it is missing from two of them at least a day
apart (an unchanged list lacks what it lacked), or when its own page answered 404 or 410 in two checks a day apart or
within a complete harvest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from pipeline.judge import only_window, shown_ids
from pipeline.model import Change, Harvest, Judgement, KnownPosting, Plan, Posting, PostingChange, Verdict

#: The least time between the two observations that close a posting.
CLOSING_DISTANCE = timedelta(hours=24)


def content_hash(posting: Posting) -> str:
    """Fingerprint of what the portal states; our own observations (``published``, ``seen_at``) do not count."""
    stated = posting.model_dump_json(exclude={"id", "published", "seen_at"})
    return hashlib.sha256(stated.encode()).hexdigest()[:32]


def posting_key(posting: Posting) -> str:
    """What identifies a posting within its source: the portal's id, else its address."""
    return posting.external_id or posting.url


def plan(
    harvest: Harvest,
    judgement: Judgement,
    known: Mapping[str, KnownPosting],
    *,
    stock: bool,
    now: datetime,
    today: date,
) -> Plan:
    """Decide what ``harvest`` changes. ``known`` holds all postings of the source, closed ones too.

    ``stock`` says that the source has not been read completely before: what it holds is no news. ``today`` is the
    Berlin date of ``now``.
    """
    changes: list[PostingChange] = []
    believable = judgement.verdict in (Verdict.COMPLETE, Verdict.PARTIAL, Verdict.SUSPECT) and not judgement.held
    if believable:
        gone = set(harvest.gone)
        changes += _present(harvest, known, gone, today)
        changes += _gone(harvest, known, judgement, now)
    if judgement.verdict is Verdict.COMPLETE:
        seen = _in_last_list(known) if harvest.unchanged else shown_ids(harvest) | set(harvest.gone)
        changes += _absent(seen, known, now)
    if not harvest.unchanged and (judgement.verdict is Verdict.COMPLETE or only_window(judgement.reasons)):
        changes += _left(shown_ids(harvest), known, now)
    alarms = judgement.reasons if judgement.verdict is Verdict.SUSPECT else []
    return Plan(
        source=harvest.source, run=harvest.run, judgement=judgement, stock=stock, changes=changes, alarms=alarms
    )


def _present(
    harvest: Harvest, known: Mapping[str, KnownPosting], gone: set[str], today: date
) -> Iterator[PostingChange]:
    postings = {posting_key(posting): posting for posting in reversed(harvest.postings)}
    for key in dict.fromkeys(posting_key(posting) for posting in harvest.postings):
        if key not in gone:
            yield _read(key, postings[key], known.get(key), today)
    unread = _in_last_list(known) if harvest.unchanged else {item.external_id for item in harvest.listed}
    for key in sorted(set(unread) - set(postings) - gone):
        if before := known.get(key):
            yield _listed_only(before, today, listed=not harvest.unchanged)


def _in_last_list(known: Mapping[str, KnownPosting]) -> set[str]:
    """What an unchanged list shows: all that was not missing when it was read."""
    return {key for key, before in known.items() if before.closed_at is not None or before.missing_since is None}


def _read(key: str, posting: Posting, before: KnownPosting | None, today: date) -> PostingChange:
    fingerprint = content_hash(posting)
    if before is None:
        change = Change.NEW
    elif before.content_hash == fingerprint:
        return _listed_only(before, today, listed=True)
    else:
        change = Change.REOPENED if before.closed_at else Change.CHANGED
    return PostingChange(change=change, external_id=key, posting=posting, content_hash=fingerprint)


def _listed_only(before: KnownPosting, today: date, *, listed: bool) -> PostingChange:
    """A posting that is as it was. Closed ones return when they are listed again and their deadline has not passed."""
    if before.closed_at is None:
        return PostingChange(change=Change.UNCHANGED, external_id=before.external_id)
    if before.is_past(today) or not listed:
        return PostingChange(
            change=Change.UNCHANGED,
            external_id=before.external_id,
            missing_since=None if listed else before.missing_since,
            gone_since=before.gone_since,
            closed_at=before.closed_at,
        )
    return PostingChange(change=Change.REOPENED, external_id=before.external_id)


def _gone(
    harvest: Harvest, known: Mapping[str, KnownPosting], judgement: Judgement, now: datetime
) -> Iterator[PostingChange]:
    for key in sorted(set(harvest.gone)):
        before = known.get(key)
        if before is None or before.closed_at is not None:
            continue
        twice = before.gone_since is not None and now - before.gone_since >= CLOSING_DISTANCE
        if twice or judgement.verdict is Verdict.COMPLETE:
            yield PostingChange(
                change=Change.CLOSED,
                external_id=key,
                closed_at=now,
                reason="gone",
                gone_since=before.gone_since or now,
                missing_since=before.missing_since,
            )
        else:
            yield PostingChange(
                change=Change.MISSING,
                external_id=key,
                gone_since=before.gone_since or now,
                missing_since=before.missing_since,
            )


def _absent(seen: set[str], known: Mapping[str, KnownPosting], now: datetime) -> Iterator[PostingChange]:
    for key in sorted(set(known) - seen):
        before = known[key]
        if before.closed_at is not None:
            continue
        since = min(before.missing_since or now, now)
        if now - since >= CLOSING_DISTANCE:
            yield PostingChange(
                change=Change.CLOSED,
                external_id=key,
                closed_at=now,
                reason="missing",
                missing_since=since,
                gone_since=before.gone_since,
            )
        else:
            yield PostingChange(
                change=Change.MISSING, external_id=key, missing_since=since, gone_since=before.gone_since
            )


def _left(shown: set[str], known: Mapping[str, KnownPosting], now: datetime) -> Iterator[PostingChange]:
    """Closed postings that the list shows no more. One that it goes on showing after its deadline must not be forgotten: it would come back as news."""
    for key in sorted(set(known) - shown):
        before = known[key]
        if before.closed_at is not None and before.missing_since is None:
            yield PostingChange(change=Change.UNCHANGED, external_id=key, missing_since=now, gone_since=before.gone_since, closed_at=before.closed_at)
