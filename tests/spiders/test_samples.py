"""The sample portals under the faults of their lists, read by real adapters over real HTTP: each does what it says. Without faults: test_loopback.py."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import Harvest, History, Verdict
from spiders.samples.play import PLATFORMS, plays, variants
from spiders.samples.portal import SamplePortal
from tests.conftest import NOW
from tests.spiders.portal import crawl

SURFACES = [(platform, variant) for platform in PLATFORMS for variant in variants(platform)]
COUNT = 7
#: Count what one language has.
BY_LANGUAGE = {("successfactors", "json")}
#: Fault -> how many of the portal's postings its list shows.
SHOWN = {"half": COUNT // 2, "short": COUNT // 2, "empty": 0, "births": COUNT + 3, "deaths": COUNT - 3, "relaunch": COUNT}
#: What one child process visits together.
GROUPS = (("half", "short", "empty", "layout"), ("births", "deaths", "relaunch", "truncated"), ("detail500", "soft404", "latin1", "loop"))


@dataclass
class Read:
    """A portal as it was, and what a visit brought."""

    portal: SamplePortal
    truth: dict[str, str]
    harvest: Harvest

    @property
    def verdict(self) -> Verdict:
        """Of a visit to a portal that held all of this before."""
        return judge(self.harvest, History(good_counts=[COUNT] * 3, open_ids=list(self.truth))).verdict


def name(surface: tuple[str, str]) -> str:
    return "-".join(filter(None, surface))


@cache
def visits(faults: tuple[str, ...]) -> dict[tuple[str, str, str], Read]:
    """Every surface under each of these faults, visited by one child process. The truth is that without the fault."""
    places = [(*surface, fault) for fault in faults for surface in SURFACES]
    with ExitStack() as stack:
        portals = {(platform, variant, fault): stack.enter_context(SamplePortal(platform, COUNT, NOW, variant=variant, host=f"127.0.{3 + n // 250}.{n % 250 + 1}"))
                   for n, (platform, variant, fault) in enumerate(places, 1)}
        truths = {place: {told.external_id: told.title for told in portal.truth()} for place, portal in portals.items()}
        for (_, _, fault), portal in portals.items():
            portal.fault = fault
        asked = [{"run": "-".join(place), "source": {**portal.source(), "key": "-".join(place)}} for place, portal in portals.items()]
        harvests = crawl(Path(stack.enter_context(tempfile.TemporaryDirectory())), asked, now=NOW.isoformat(), timeout=10)
    return {place: Read(portal, truths[place], harvests["-".join(place)]) for place, portal in portals.items()}


def visited(surface: tuple[str, str], fault: str) -> Read:
    return visits(next(group for group in GROUPS if fault in group))[*surface, fault]


@pytest.mark.parametrize("fault", list(SHOWN))
@pytest.mark.parametrize("surface", SURFACES, ids=name)
def test_a_fault_of_the_list_shows_what_it_says(surface: tuple[str, str], fault: str) -> None:
    read = visited(surface, fault)
    listed = {item.external_id for item in read.harvest.listed}
    assert len(listed) == SHOWN[fault], read.harvest.problems
    if fault in ("half", "short", "empty", "deaths"):
        assert listed <= set(read.truth)
        total = {"half": COUNT}.get(fault, SHOWN[fault])
        assert read.harvest.total in (None, total) or surface in BY_LANGUAGE
    if fault == "relaunch":
        assert not listed & set(read.truth)
    if fault in ("half", "short", "empty", "relaunch"):
        assert read.verdict is not Verdict.COMPLETE, "what a fault hides is not believed"


@pytest.mark.parametrize("fault", ["layout", "truncated"])
@pytest.mark.parametrize("surface", SURFACES, ids=name)
def test_a_broken_list_is_never_complete(surface: tuple[str, str], fault: str) -> None:
    read = visited(surface, fault)
    assert read.harvest.postings == []
    assert read.verdict in (Verdict.FAILED, Verdict.PARTIAL, Verdict.SUSPECT)


@pytest.mark.parametrize("surface", [surface for surface in SURFACES if plays(*surface).paged], ids=name)
def test_an_endless_list_proves_nothing(surface: tuple[str, str]) -> None:
    read = visited(surface, "loop")
    listed = {item.external_id for item in read.harvest.listed}
    assert listed <= set(read.truth)
    assert read.verdict is not Verdict.COMPLETE or listed == set(read.truth)


@pytest.mark.parametrize("fault", ["detail500", "soft404"])
@pytest.mark.parametrize("surface", SURFACES, ids=name)
def test_pages_that_fail_leave_the_list_as_it_is(surface: tuple[str, str], fault: str) -> None:
    read = visited(surface, fault)
    assert {item.external_id for item in read.harvest.listed} == set(read.truth)
    assert {posting.external_id for posting in read.harvest.postings} <= set(read.truth)


@pytest.mark.parametrize("surface", SURFACES, ids=name)
def test_a_wrong_charset_changes_no_letter(surface: tuple[str, str]) -> None:
    read = visited(surface, "latin1")
    assert {posting.external_id: posting.title for posting in read.harvest.postings} == read.truth
