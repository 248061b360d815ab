"""Whatever a portal does: nothing closes, no identity changes, readers keep yesterday's truth, and the next good visit heals."""

from datetime import timedelta

import pytest

from pipeline.model import Verdict
from tests.faults.conftest import COUNTS, Town

HOUR = timedelta(hours=1)
#: Fault -> verdicts that are right for it. Platforms that read all from one answer need no pages of postings.
FAULTS = {
    "500": {"failed"}, "429": {"failed"}, "empty": {"suspect", "partial", "failed"}, "half": {"suspect", "partial", "complete"}, "short": {"suspect", "complete"},
    "layout": {"failed", "suspect", "partial"}, "login": {"failed"}, "selfredirect": {"failed"}, "offsite": {"failed"}, "filescheme": {"failed"}, "private": {"failed"},
    "bomb": {"failed"}, "truncated": {"failed", "partial"}, "hang": {"failed"}, "trickle": {"failed"}, "robots500": {"failed"}, "robotsdeny": {"denied"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_closes_nothing_and_the_next_good_visit_heals(town: Town, fault: str) -> None:
    town.visit()
    before = town.shown()
    assert set(before) == town.truth()
    outputs = town.outputs()
    town.fault(fault)
    for later in (HOUR, 30 * HOUR):
        day = town.portals.day
        runs = town.visit(later=later)
        # Births and deaths go on behind the fault; what it shows is compared on one and the same day only.
        verdicts = {key: str(run.verdict) for key, run in runs.items() if COUNTS.get(key)}
        assert set(verdicts.values()) <= FAULTS[fault], verdicts
        assert all(run.closed == 0 for key, run in runs.items() if run.verdict is not Verdict.COMPLETE)
        lights = town.lights()
        assert all(lights[key].level != "green" and lights[key].message for key, verdict in verdicts.items() if verdict != "complete"), "the status says that all is well"
        if later == HOUR and town.portals.day == day:
            assert set(before.items()) <= set(town.shown().items())
        if later == HOUR and "complete" not in verdicts.values():
            assert town.outputs() == outputs
    town.fault(None)
    town.visit(later=HOUR)
    healed = town.visit(later=26 * HOUR)
    assert {str(run.verdict) for run in healed.values()} == {"complete"}
    assert {light.level for light in town.lights().values()} == {"green"}
    after = town.shown()
    assert set(after) == town.truth()
    assert {key: after[key] for key in set(before) & set(after)} == {key: before[key] for key in set(before) & set(after)}


def test_when_all_portals_burn_no_output_byte_changes(town: Town) -> None:
    town.visit()
    outputs, status = town.outputs(), town.status()
    for fault in ("500", "empty"):
        town.fault(fault)
        town.fault(fault, ["rathausjobs"])
        town.visit(later=HOUR)
        assert town.outputs() == outputs
        assert town.status() != status


@pytest.mark.parametrize("fault", ["detail500", "soft404"])
def test_pages_that_fail_close_nothing(town: Town, fault: str) -> None:
    keys = ["krz-allgaeu", "ks-nahe", "itv-elbtal"]
    town.visit(keys)
    before = town.shown()
    town.fault(fault, keys)
    runs = town.visit(keys, later=HOUR)
    assert all(run.closed == run.missing == run.new == 0 for run in runs.values())
    assert town.shown() == before


def test_a_charset_lie_makes_no_mojibake(town: Town) -> None:
    town.fault("latin1")
    town.visit()
    titles = [v.title for v in town.store.search(_all(town)).vacancies]
    assert any("ü" in title or "ä" in title for title in titles)
    assert not any("Ã" in title for title in titles)


def _all(town: Town):
    from pipeline.model import Query

    return Query(today=town.portals.day, page_size=1000)


def test_births_are_news_and_deaths_close(town: Town) -> None:
    keys = ["ks-nahe", "weserland-digital"]
    town.visit(keys)
    before = set(town.shown())
    town.fault("births", keys)
    born = town.visit(keys, later=HOUR)
    assert {run.new for run in born.values()} == {3}
    town.fault(None, keys)
    died = town.visit(keys, later=HOUR)
    assert {run.closed for run in died.values()} == {3}
    assert set(town.shown()) == before


def test_a_relaunch_is_held_and_once_accepted_makes_no_news(town: Town) -> None:
    town.visit(["weserland-digital"])
    before = set(town.shown().values())
    outputs = town.outputs()
    town.fault("relaunch", ["weserland-digital"])
    run = town.visit(["weserland-digital"], later=HOUR)["weserland-digital"]
    assert (run.verdict, run.new, [r.code for r in run.reasons]) == (Verdict.SUSPECT, 0, ["unrecognised"])
    assert town.outputs() == outputs
    town.store.accept_run(run.id, town.members["weserland-digital"], "test", town.now)
    page = town.store.search(_all(town))
    assert {v.id for v in page.vacancies} == before
    assert not [v for v in page.vacancies if not v.is_stock]


def test_endless_paging_ends_and_proves_nothing(town: Town) -> None:
    town.visit(["krz-allgaeu"])
    before = town.shown()
    town.fault("loop", ["krz-allgaeu"])
    run = town.visit(["krz-allgaeu"], later=HOUR)["krz-allgaeu"]
    assert run.verdict is Verdict.PARTIAL
    assert "paging_loops" in {problem.code for problem in run.problems}
    assert town.shown() == before


def test_dead_postings_are_gone_at_the_next_complete_visit_and_births_are_news(town: Town) -> None:
    town.visit()
    old = set(town.shown())
    runs = town.visit(later=timedelta(days=14))
    assert set(town.shown()) == town.truth()
    assert sum(run.new for run in runs.values()) > 0
    page = town.store.search(_all(town))
    assert {v.is_stock for v in page.vacancies if v.first_seen == town.now} == {False}
    assert all(v.is_stock for v in page.vacancies if f"{v.postings[0].source} {v.postings[0].external_id}" in old)


def test_an_unchanged_portal_costs_little_and_says_so(town: Town) -> None:
    first = town.visit(["ks-nahe", "weserland-digital"])
    second = town.visit(["ks-nahe", "weserland-digital"], later=HOUR)
    assert second["ks-nahe"].traffic.requests == 1 < first["ks-nahe"].traffic.requests
    assert second["ks-nahe"].postings == first["ks-nahe"].postings == 3
    assert {run.verdict for run in second.values()} == {Verdict.COMPLETE}
