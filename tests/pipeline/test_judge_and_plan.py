"""Rule 1: absence is evidence only in a complete harvest. Rule 2: a finish reason proves nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judge import judge
from pipeline.model import (
    Change,
    Harvest,
    History,
    Judgement,
    KnownPosting,
    Listed,
    Posting,
    Problem,
    Traffic,
    Verdict,
)
from pipeline.plan import CLOSING_DISTANCE, content_hash, plan

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 16)
COMPLETE = Judgement(verdict=Verdict.COMPLETE)


def posting(key: str, title: str = "") -> Posting:
    url = f"https://jobs.example.org/{key}"
    return Posting(source="amt", external_id=key, url=url, title=title or f"Stelle {key}")


def harvest(keys: list[str], **changes: object) -> Harvest:
    values: dict[str, object] = {
        "source": "amt", "run": "r1", "platform": "jsonld", "started_at": NOW, "finished_at": NOW,
        "postings": [posting(key) for key in keys],
        "listed": [Listed(external_id=key, url=f"https://jobs.example.org/{key}") for key in keys],
        "paging_ended": True, "traffic": Traffic(requests=2, responses=2),
    }
    return Harvest.model_validate({**values, **changes})


def known(key: str, **changes: object) -> KnownPosting:
    values: dict[str, object] = {
        "external_id": key, "url": f"https://jobs.example.org/{key}", "content_hash": content_hash(posting(key)),
        "first_seen": NOW - timedelta(days=10),
    }
    return KnownPosting.model_validate({**values, **changes})


def ids(count: int) -> list[str]:
    return [str(n) for n in range(count)]


def history(count: int, **changes: object) -> History:
    return History.model_validate({"good_counts": [count] * 3, "open_ids": ids(count), **changes})


@pytest.mark.parametrize(
    ("brought", "past", "verdict", "code"),
    [
        (harvest(ids(40)), history(40), Verdict.COMPLETE, None),
        (harvest(ids(40)), History(), Verdict.COMPLETE, None),
        (harvest(ids(40), total=43), history(40), Verdict.PARTIAL, "total_not_reached"),
        (harvest(ids(40), paging_ended=False), history(40), Verdict.PARTIAL, "paging_not_ended"),
        (harvest(ids(40), window=True), history(40), Verdict.PARTIAL, "window"),
        (harvest(ids(40), finish_reason="memusage_exceeded"), history(40), Verdict.PARTIAL, "ended_early"),
        (harvest(ids(40), traffic=Traffic(requests=3, responses=2, dropped=1)), history(40), Verdict.PARTIAL,
         "requests_dropped"),
        (harvest(ids(40), traffic=Traffic(requests=3, responses=2, list_failures=1)), history(40), Verdict.PARTIAL,
         "list_failed"),
        (harvest(ids(40), problems=[Problem(code="record_unreadable", message="no title")]), history(40),
         Verdict.PARTIAL, "unread"),
        (harvest(ids(40), problems=[Problem(code="limit_hit", message="500 requests")]), history(40),
         Verdict.PARTIAL, "limit_hit"),
        (harvest(ids(20)), history(40), Verdict.SUSPECT, "implausible_count"),
        (harvest(ids(2)), history(3), Verdict.COMPLETE, None),
        (harvest(ids(1)), history(3), Verdict.SUSPECT, "implausible_count"),
        (harvest(ids(1)), history(2), Verdict.COMPLETE, None),
        (harvest(ids(20)), history(40, open_ids=ids(22)), Verdict.COMPLETE, None),
        (harvest([]), history(3), Verdict.SUSPECT, "empty"),
        (harvest([], total=0), history(3), Verdict.SUSPECT, "empty"),
        (harvest([], total=0), history(3, none_is_normal=True), Verdict.COMPLETE, None),
        (harvest([], total=0), History(), Verdict.COMPLETE, None),
        (harvest([]), History(), Verdict.SUSPECT, "empty"),
        (harvest([]), History(good_counts=[0, 1]), Verdict.COMPLETE, None),
        (harvest(ids(3)), history(4, minimum=5), Verdict.SUSPECT, "below_minimum"),
        (harvest([f"new-{n}" for n in range(40)]), history(40), Verdict.SUSPECT, "unrecognised"),
        (harvest([], postings=[posting(str(n), "Mehr erfahren") for n in range(9)]), History(), Verdict.SUSPECT,
         "same_title"),
        (harvest(ids(9), postings=[]), history(9), Verdict.SUSPECT, "no_details"),
        (harvest([], traffic=Traffic(requests=1, list_failures=1)), history(40), Verdict.FAILED, "no_answer"),
        (harvest([], traffic=Traffic()), History(), Verdict.FAILED, "no_answer"),
        (harvest([], denied=True), history(40), Verdict.DENIED, "robots_denied"),
        (harvest([], unchanged=True), history(40), Verdict.COMPLETE, None),
    ],
)
def test_verdicts(brought: Harvest, past: History, verdict: Verdict, code: str | None) -> None:
    judgement = judge(brought, past)
    assert judgement.verdict is verdict
    assert [reason.code for reason in judgement.reasons][:1] == ([code] if code else [])


def closed(changes: list[str], before: dict[str, KnownPosting], judgement: Judgement, **changed: object) -> list[str]:
    result = plan(harvest(changes, **changed), judgement, before, stock=False, now=NOW, today=TODAY)
    return [line.external_id for line in result.changes if line.change is Change.CLOSED]


def test_one_complete_harvest_marks_as_missing_and_the_second_a_day_later_closes() -> None:
    first = plan(harvest(["a"]), COMPLETE, {"a": known("a"), "b": known("b")}, stock=False, now=NOW, today=TODAY)
    assert [(line.change, line.external_id, line.missing_since) for line in first.changes] == [
        (Change.UNCHANGED, "a", None), (Change.MISSING, "b", NOW)]
    early = {"a": known("a"), "b": known("b", missing_since=NOW - timedelta(hours=23))}
    assert closed(["a"], early, COMPLETE) == []
    late = {"a": known("a"), "b": known("b", missing_since=NOW - CLOSING_DISTANCE)}
    assert closed(["a"], late, COMPLETE) == ["b"]


@pytest.mark.parametrize("verdict", [Verdict.PARTIAL, Verdict.SUSPECT, Verdict.FAILED, Verdict.DENIED])
def test_nothing_closes_in_any_other_harvest(verdict: Verdict) -> None:
    before = {"a": known("a"), "b": known("b", missing_since=NOW - timedelta(days=9))}
    assert closed(["a"], before, Judgement(verdict=verdict)) == []


def test_being_seen_again_clears_what_was_missing() -> None:
    before = {"a": known("a", missing_since=NOW - timedelta(days=9))}
    result = plan(harvest(["a"]), Judgement(verdict=Verdict.PARTIAL), before, stock=False, now=NOW, today=TODAY)
    assert [(line.change, line.missing_since) for line in result.changes] == [(Change.UNCHANGED, None)]


def test_a_page_that_is_gone_closes_in_a_complete_harvest_or_at_the_second_look() -> None:
    partial = Judgement(verdict=Verdict.PARTIAL)
    assert closed([], {"a": known("a")}, COMPLETE, gone=["a"]) == ["a"]
    assert closed([], {"a": known("a")}, partial, gone=["a"]) == []
    assert closed([], {"a": known("a", gone_since=NOW - CLOSING_DISTANCE)}, partial, gone=["a"]) == ["a"]


def test_a_closed_posting_that_is_listed_again_is_open_again_unless_its_deadline_passed() -> None:
    before = {
        "a": known("a", closed_at=NOW - timedelta(days=1)),
        "b": known("b", closed_at=NOW - timedelta(days=1), valid_through=TODAY - timedelta(days=2)),
    }
    result = plan(harvest(["a", "b"]), COMPLETE, before, stock=False, now=NOW, today=TODAY)
    assert [(line.change, line.external_id) for line in result.changes] == [
        (Change.REOPENED, "a"), (Change.UNCHANGED, "b")]
    assert result.changes[1].closed_at == before["b"].closed_at


def test_a_listed_posting_whose_page_failed_is_neither_new_nor_missing() -> None:
    listed = [Listed(external_id="a", url="https://x"), Listed(external_id="new", url="https://y")]
    result = plan(harvest([], listed=listed), COMPLETE, {"a": known("a")}, stock=False, now=NOW, today=TODAY)
    assert [(line.change, line.external_id) for line in result.changes] == [(Change.UNCHANGED, "a")]


def test_an_unchanged_list_lacks_what_it_lacked() -> None:
    before = {"there": known("there"), "late": known("late", missing_since=NOW - timedelta(hours=25)), "new": known("new", missing_since=NOW - timedelta(hours=2)),
              "over": known("over", closed_at=NOW - timedelta(days=3), missing_since=NOW - timedelta(days=5))}
    result = plan(harvest([], unchanged=True), COMPLETE, before, stock=False, now=NOW, today=TODAY)
    assert {line.external_id: line.change for line in result.changes} == {"there": Change.UNCHANGED, "late": Change.CLOSED, "new": Change.MISSING, "over": Change.UNCHANGED}
    assert {line.external_id: line.missing_since for line in result.changes} == {key: value.missing_since for key, value in before.items()}


def test_a_held_harvest_changes_nothing() -> None:
    held = Judgement(verdict=Verdict.SUSPECT, held=True)
    result = plan(harvest(ids(5)), held, {"x": known("x")}, stock=False, now=NOW, today=TODAY)
    assert result.changes == []


keys = st.sets(st.sampled_from("abcdefgh"))


@given(shown=keys, before=keys, missing=keys, gone=keys, verdict=st.sampled_from(Verdict), held=st.booleans())
def test_every_posting_is_planned_once_and_none_is_lost(
    shown: set[str], before: set[str], missing: set[str], gone: set[str], verdict: Verdict, held: bool
) -> None:
    old = {key: known(key, missing_since=NOW - timedelta(days=2) if key in missing else None) for key in before}
    judgement = Judgement(verdict=verdict, held=held and verdict is not Verdict.COMPLETE)
    result = plan(harvest(sorted(shown), gone=sorted(gone)), judgement, old, stock=False, now=NOW, today=TODAY)
    touched = [line.external_id for line in result.changes]
    assert len(touched) == len(set(touched))
    if verdict is Verdict.COMPLETE:
        assert set(touched) >= before
    for line in result.changes:
        if line.change is Change.CLOSED:
            assert line.external_id in before - (shown - gone)
            assert verdict is Verdict.COMPLETE
        if line.change is Change.NEW:
            assert line.posting is not None
            assert line.external_id not in before


@given(shown=keys)
def test_the_same_harvest_twice_changes_nothing(shown: set[str]) -> None:
    old = {key: known(key) for key in shown}
    result = plan(harvest(sorted(shown)), COMPLETE, old, stock=False, now=NOW, today=TODAY)
    assert {line.change for line in result.changes} <= {Change.UNCHANGED}
