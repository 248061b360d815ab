"""The sample portals, read by real adapters over real HTTP: all of the truth, and under each fault what it says."""

import json
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import Harvest, History, Verdict
from spiders.samples import SamplePortals, World
from spiders.samples.faults import bend
from spiders.samples.play import PLATFORMS, plays, variants
from spiders.samples.portal import SamplePortal
from spiders.samples.world import EMPLOYERS
from tests.conftest import NOW
from tests.spiders.portal import crawl

SURFACES = [(platform, variant) for platform in PLATFORMS for variant in variants(platform)]
#: A window of the newest, which is never complete.
WINDOWS = {"service_bund"}
COUNT = 27


@dataclass
class Read:
    """A portal as it was, and what a visit brought."""

    portal: SamplePortal
    harvest: Harvest

    @property
    def truth(self) -> dict[str, str]:
        return {told.external_id: told.title for told in self.portal.truth()}

    @property
    def verdict(self) -> Verdict:
        """Of a visit to a portal that held all of this before."""
        return judge(self.harvest, History(good_counts=[COUNT] * 3, open_ids=list(self.truth))).verdict


def name(surface: tuple[str, str]) -> str:
    return "-".join(filter(None, surface))


@cache
def visited(fault: str) -> dict[tuple[str, str], Read]:
    """Every surface under ``fault``, visited by one child process."""
    with ExitStack() as stack:
        portals = {surface: stack.enter_context(SamplePortal(surface[0], COUNT, NOW, variant=surface[1], host=f"127.0.3.{n}")) for n, surface in enumerate(SURFACES, 1)}
        for portal in portals.values():
            portal.fault = fault
        visits = [{"run": name(surface), "source": {**portal.source(), "key": name(surface)}} for surface, portal in portals.items()]
        folder = Path(stack.enter_context(tempfile_folder()))
        harvests = crawl(folder, visits, now=NOW.isoformat(), timeout=5)
    return {surface: Read(portal, harvests[name(surface)]) for surface, portal in portals.items()}


def tempfile_folder():
    import tempfile

    return tempfile.TemporaryDirectory()


@pytest.mark.parametrize("surface", SURFACES, ids=name)
def test_every_surface_tells_exactly_the_truth(surface: tuple[str, str]) -> None:
    read = visited("")[surface]
    harvest = read.harvest
    assert {posting.external_id: posting.title for posting in harvest.postings} == read.truth
    assert len(harvest.postings) == COUNT
    assert {problem.code for problem in harvest.problems} <= {"keys_new"}
    assert read.verdict is (Verdict.PARTIAL if surface[0] in WINDOWS else Verdict.COMPLETE)
