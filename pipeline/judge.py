"""A harvest and its source's history in, a verdict with reasons out.

Only ``complete`` lets absence count. Exit codes and finish reasons prove nothing: what counts is that paging ended by
itself, the portal's own total was reached, requests in equal outcomes out, and that what came is plausible against the
last good harvests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from pipeline.model import Harvest, History, Judgement, Problem, Verdict

#: A count under this share of what is expected is not believed without a person.
PLAUSIBLE_SHARE = 0.6
#: One posting fewer is believed even in a source of two or three.
PLAUSIBLE_LOSS = 1
#: From this many postings on, some of the known ones must be recognised; else the portal was relaunched or misread.
RECOGNISED_FROM = 3
RECOGNISED_SHARE = 0.3
#: More pages that are gone at once than these are a portal that moved, not jobs that ended.
GONE_FROM = 2
GONE_SHARE = 0.5
#: From this many postings on, one title for most of them is a layout that is misread ("Mehr erfahren").
SAME_TITLE_FROM = 5
SAME_TITLE_SHARE = 0.7

#: Problems which mean that a posting may be hidden in what was not understood.
UNREAD = frozenset({"record_unreadable", "reader_failed", "json_unreadable", "xml_unreadable", "unknown_shape"})
#: Problems which on their own mean that the visit did not see everything.
CUT_SHORT = frozenset(
    {
        "limit_hit",
        "too_large",
        "offsite_redirect",
        "self_redirect",
        "login_page",
        "paging_loops",
        "retry_later",
        "timeout",
        "private_address",
        "truncated",
    }
)


def judge(harvest: Harvest, history: History) -> Judgement:
    """Say what ``harvest`` is worth; ``reasons`` is empty for a complete one."""
    if harvest.denied:
        denials = [problem for problem in harvest.problems if problem.code.startswith("robots")]
        return Judgement(
            verdict=Verdict.DENIED,
            reasons=denials or [Problem(code="robots_denied", message="robots.txt does not allow this visit")],
        )
    if reasons := _failure(harvest):
        return Judgement(verdict=Verdict.FAILED, reasons=reasons)
    if reasons := _cut_short(harvest):
        return Judgement(verdict=Verdict.PARTIAL, reasons=reasons, held=bool(_misread(harvest, history)))
    if harvest.unchanged:
        return Judgement(verdict=Verdict.COMPLETE)
    if reasons := _misread(harvest, history):
        return Judgement(verdict=Verdict.SUSPECT, reasons=reasons, held=True)
    if reasons := _too_few(harvest, history):
        return Judgement(verdict=Verdict.SUSPECT, reasons=reasons)
    return Judgement(verdict=Verdict.COMPLETE)


def shown_ids(harvest: Harvest) -> set[str]:
    """The identities of all postings that the list showed, read or not."""
    return {item.external_id for item in harvest.listed} | {p.external_id or p.url for p in harvest.postings}


def is_good(verdict: Verdict | None, reasons: Sequence[Problem]) -> bool:
    """Whether a visit saw all that its source can ever show."""
    return verdict is Verdict.COMPLETE or (verdict is Verdict.PARTIAL and only_window(reasons))


def only_window(reasons: Sequence[Problem]) -> bool:
    """Whether a partial harvest is all that its source can ever give: the whole of a window of the newest."""
    return {problem.code for problem in reasons} == {"window"}


def _failure(harvest: Harvest) -> list[Problem]:
    """Nothing came: the portal did not answer, or nothing in its answer could be read."""
    if harvest.unchanged or shown_ids(harvest):
        return []
    if harvest.traffic.list_failures or not harvest.traffic.responses:
        return harvest.problems or [Problem(code="no_answer", message="the portal gave no readable answer")]
    return []


def _cut_short(harvest: Harvest) -> list[Problem]:
    traffic, shown = harvest.traffic, len(shown_ids(harvest))
    unread = sum(problem.code in UNREAD for problem in harvest.problems)
    short_of_total = not harvest.unchanged and harvest.total is not None and shown < harvest.total
    tests = [
        (harvest.window, "window", "the list shows only the newest postings: absence means nothing in it"),
        (not harvest.paging_ended and not harvest.unchanged, "paging_not_ended", "the list did not come to its end"),
        (traffic.list_failures > 0, "list_failed", f"{traffic.list_failures} request(s) for the list failed"),
        (traffic.dropped > 0, "requests_dropped", f"{traffic.dropped} request(s) ended without an outcome"),
        (harvest.finish_reason != "finished", "ended_early", f"the visit ended early: {harvest.finish_reason}"),
        (short_of_total, "total_not_reached", f"the portal counts {harvest.total}, its list showed {shown}"),
        (unread > 0, "unread", f"{unread} part(s) of the answers could not be read"),
    ]
    named = [Problem(code=code, message=message) for failed, code, message in tests if failed]
    return named + [problem for problem in harvest.problems if problem.code in CUT_SHORT]


def _misread(harvest: Harvest, history: History) -> list[Problem]:
    """Signs that what came is not what is advertised: unknown ids throughout, one title for all, no page readable."""
    shown, known = shown_ids(harvest), set(history.open_ids)
    reasons = []
    if len(known) >= RECOGNISED_FROM and len(shown) >= RECOGNISED_FROM:
        recognised = len(shown & known)
        if recognised < RECOGNISED_SHARE * min(len(known), len(shown)):
            reasons.append(
                Problem(
                    code="unrecognised",
                    message=f"of {len(known)} known posting(s) only {recognised} are recognised among {len(shown)}: "
                    "the portal was relaunched or its ids changed",
                )
            )
    if len(harvest.postings) >= SAME_TITLE_FROM:
        title, count = Counter(posting.title for posting in harvest.postings).most_common(1)[0]
        if count >= SAME_TITLE_SHARE * len(harvest.postings):
            reasons.append(Problem(code="same_title", message=f"{count} postings have the same title {title[:80]!r}"))
    gone, seen = len(harvest.gone), len(shown) + len(harvest.gone)
    if gone > GONE_FROM and gone > GONE_SHARE * seen:
        message = f"the pages of {gone} of {seen} postings are gone at once"
        reasons.append(Problem(code="many_gone", message=message))
    if harvest.listed and not harvest.postings and all(item.fetched for item in harvest.listed):
        reasons.append(Problem(code="no_details", message=f"none of {len(shown)} listed postings could be read"))
    return reasons


def _too_few(harvest: Harvest, history: History) -> list[Problem]:
    shown, known = len(shown_ids(harvest)), len(set(history.open_ids))
    if shown == 0:
        return _empty(harvest, history, known)
    reasons = []
    if history.minimum is not None and shown < history.minimum:
        message = f"{shown} posting(s), at least {history.minimum} are expected"
        reasons.append(Problem(code="below_minimum", message=message))
    if history.good_counts:
        # Postings past their deadline may go: what is expected is what is still open, and never more than usual.
        expected = min(median(history.good_counts), float(known))
        if shown < expected * PLAUSIBLE_SHARE and expected - shown > PLAUSIBLE_LOSS:
            message = f"{shown} posting(s) where about {expected:g} are expected"
            reasons.append(Problem(code="implausible_count", message=message))
    return reasons


def _empty(harvest: Harvest, history: History, known: int) -> list[Problem]:
    """An empty list is believed where none is normal, where a person confirmed it (until something is shown again), or where
    none was open and the portal says so."""
    said_so = harvest.total == 0 or history.good_counts[:1] == [0]
    if history.none_is_normal or history.empty_confirmed or (known == 0 and said_so):
        return []
    message = (
        f"the list is empty while {known} posting(s) were open"
        if known
        else ("the list is empty and nothing proves that there are none")
    )
    return [Problem(code="empty", message=f"{message}; a person must confirm it"), *(problem for problem in harvest.problems if problem.code == "no_job_links")]
