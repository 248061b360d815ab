"""What the status page is told of members: what changed since the last good visit, what people said, the days of two months."""

from datetime import timedelta

import pytest

from pipeline.model import Acknowledged, Changes, MemberView, Problem, RunEvidence, Verdict
from store import Store
from store.overview import by_member
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

HOUR = timedelta(hours=1)
NAMES = "Netze Server Recht Daten Schulen Wahlen Meldewesen Bauen Kultur Vergabe".split()


def jobs(*numbers: int, **values: object) -> list:
    return [posting(f"p{n}", f"Fachstelle {NAMES[n]} (m/w/d)", **values) for n in numbers]


def view(store: Store, at=NOW, key: str = "elbtal") -> MemberView:
    return next(one for one in store.members(at) if one.key == key)


@pytest.fixture
def read(store: Store) -> Store:
    """Read on two days: eight postings, then nine of which one is new; then a visit that is cut short and brings another one."""
    store.sync_members([MEMBER, OTHER])
    store.decide(harvest(jobs(*range(8))), MEMBER, NOW)
    store.decide(harvest(jobs(*range(9)), run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    store.decide(harvest(jobs(0, 1, 9), run="r3", at=NOW + DAY + HOUR, paging_ended=False), MEMBER, NOW + DAY + HOUR)
    return store


def test_what_changed_counts_from_the_last_complete_visit(read: Store) -> None:
    found = view(read, NOW + 2 * DAY)
    assert found.since_good == Changes(new=2)
    assert found.week == Changes(new=10)
    assert (found.last_run_id, found.last_postings, found.last_verdict) == ("r3", 3, Verdict.PARTIAL)
    assert view(read, NOW + 9 * DAY).week is None
    assert view(read, NOW, "lahn").since_good is None


def test_the_days_end_today_by_the_calendar_of_berlin(read: Store) -> None:
    late = NOW.replace(hour=22, minute=30) + DAY  # half past eleven in Berlin, a day after the first visit
    assert view(read, late).counts[-2:] == [8, 9]
    assert view(read, late + 2 * HOUR).counts[-3:] == [8, 9, None]


def test_the_days_of_several_portals_are_added() -> None:
    counts = {"a": [None, 4, None, 5], "a.2": [2, None, None, 3], "b": [1, 1, 1, 1]}
    assert by_member(counts, {"a": "a", "a.2": "a", "b": "b", "c": "c"}) == {"a": [2, 6, None, 8], "b": [1, 1, 1, 1]}


def test_silence_ends_with_its_day_and_is_taken_back(read: Store) -> None:
    read.mute("elbtal", (NOW + 2 * DAY).date())
    read.mute("lahn", (NOW + 9 * DAY).date())
    assert view(read, NOW + 2 * DAY).muted_until == (NOW + 2 * DAY).date()
    assert view(read, NOW + 3 * DAY).muted_until is None
    read.mute("elbtal", None)
    assert read.mutes() == {"lahn": (NOW + 9 * DAY).date()}


def test_what_is_known_holds_until_the_next_complete_visit(read: Store) -> None:
    said = Acknowledged(at=NOW + DAY + 2 * HOUR, by="betrieb", note="Wartung")
    read.acknowledge("elbtal", said)
    assert view(read, NOW + 2 * DAY).acknowledged == said
    read.decide(harvest(jobs(*range(10)), run="r4", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)
    assert view(read, NOW + 2 * DAY).acknowledged is None
    read.acknowledge("elbtal", None)
    assert view(read, NOW + 2 * DAY).acknowledged is None


def test_a_person_confirmed_that_there_is_nothing(read: Store) -> None:
    store = read
    store.decide(harvest([], run="r5", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)
    assert not view(store, NOW + 2 * DAY).empty_confirmed
    store.accept_run("r5", MEMBER, "betrieb", NOW + 2 * DAY)
    found = view(store, NOW + 2 * DAY)
    assert (found.empty_confirmed, found.last_postings, found.last_verdict) == (True, 0, Verdict.COMPLETE)


def evidence(store: Store, run: str) -> RunEvidence:
    found = store.run(run)
    assert found is not None
    return store.run_evidence(found)


def test_a_visit_is_measured_by_those_before_it(read: Store) -> None:
    assert (evidence(read, "r1").good_counts, evidence(read, "r1").open_before) == ([], 0)
    assert (evidence(read, "r2").good_counts, evidence(read, "r2").open_before) == ([8], 8)
    found = evidence(read, "r3")
    assert (found.good_counts, found.open_before, found.before_run) == ([9, 8], 9, "r2")


def test_what_postings_state_is_kept_where_it_changed(store: Store) -> None:
    stated = jobs(*range(8), date_posted="2026-03-01", valid_through="2026-06-30")
    store.decide(harvest(stated), MEMBER, NOW)
    store.decide(harvest(stated, run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    store.decide(harvest(jobs(*range(8), date_posted="2026-03-01"), run="r3", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)
    first, same, lost = (evidence(store, run) for run in ("r1", "r2", "r3"))
    assert first.now is not None
    assert (first.now.read, first.now.shown, first.now.shares["portal.valid_through"], first.now.shares["facts.valid_through"], first.before) == (8, 8, 1.0, 1.0, None)
    assert (same.now, same.before) == (first.now, None)
    assert lost.now is not None
    assert lost.before is not None
    assert (lost.before.shares["portal.valid_through"], lost.now.shares["portal.valid_through"], lost.before_run) == (1.0, 0.0, "r1")
    assert lost.now.shares["facts.valid_through"] == 0.0


def test_of_a_visit_that_is_kept_out_it_is_known_what_it_would_have_brought(store: Store) -> None:
    store.decide(harvest(jobs(*range(8), valid_through="2026-06-30")), MEMBER, NOW)
    strange = [posting(f"x{n}", "Mehr erfahren", description_html="") for n in range(8)]
    assert store.decide(harvest(strange, run="r2", at=NOW + DAY), MEMBER, NOW + DAY).verdict is Verdict.SUSPECT
    found = evidence(store, "r2")
    assert found.now is not None
    assert (found.now.shares["portal.description_html"], found.now.shares["facts.pay_grades"]) == (0.0, 0.0)
    assert found.before is not None
    assert (found.before.shares["portal.description_html"], found.before.shares["facts.pay_grades"]) == (1.0, 1.0)


def test_a_visit_without_postings_says_nothing_of_what_they_state(store: Store) -> None:
    store.decide(harvest([], run="r1", paging_ended=False, problems=[Problem(code="http_status", message="503")]), MEMBER, NOW)
    assert evidence(store, "r1").now is None


def test_ads_without_pay_and_titles_for_men_only_are_listed_by_employer(store: Store) -> None:
    store.sync_members([MEMBER, OTHER])
    silent = [posting("a", "Leitung Rechenzentrum", description_html="<p>Eine Aufgabe.</p>"), posting("b", "Referent Vergabe"), posting("c", "Techniker (m/w/d) Schulnetze")]
    store.decide(harvest(silent), MEMBER, NOW)
    store.decide(harvest([posting("d", "Administrator Linux", source="lahn", description_html="<p>Text.</p>")], source="lahn", run="l1"), OTHER, NOW)
    assert [(one.employer, one.title) for one in store.without_pay(NOW.date())] == [("Datenhaus Lahn", "Administrator Linux"), ("ITV Elbtal", "Leitung Rechenzentrum")]
    assert [(one.employer, one.title) for one in store.without_neutral_form(NOW.date())] == [("Datenhaus Lahn", "Administrator Linux"), ("ITV Elbtal", "Referent Vergabe")]
    store.decide(harvest([posting("d", "Administrator Linux", source="lahn", valid_through="2026-03-20")], source="lahn", run="l2", at=NOW + DAY), OTHER, NOW + DAY)
    assert [one.employer for one in store.without_neutral_form(NOW.date() + 10 * DAY)] == ["ITV Elbtal"]
