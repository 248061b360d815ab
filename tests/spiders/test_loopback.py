"""Every platform over real HTTP: exactly what the portal advertises, cheap when nothing changed, never complete when it is not."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from pipeline.judge import judge, only_window
from pipeline.model import MANUAL, Harvest, History, Verdict
from spiders.registry import discover
from spiders.samples.play import Told
from spiders.samples.portal import PLATFORMS, SamplePortal, variants
from tests.conftest import made_once
from tests.spiders.portal import crawl

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SURFACES = [(platform, variant) for platform in PLATFORMS for variant in variants(platform)]
#: So few rows a page that reading the list alone costs more than a tenth.
LONG_LISTS = {"join", "successfactors-json"}
#: Lists that count the jobs of each language by itself: the highest count is a lower bound.
COUNTS_PARTS = {"successfactors-json"}


@dataclass
class Seen:
    """Two visits to one portal that did not change, with the requests that each cost."""

    truth: list[Told]
    first: Harvest
    again: Harvest
    cost: tuple[int, int]


@pytest.fixture(scope="module", params=[3, 230])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """All portals with so many vacancies, visited in one process as the timetable does it."""
    return made_once(tmp_path_factory, f"loopback-{request.param}", lambda: visit_all(request.param, tmp_path_factory))


def visit_all(count: int, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    with ExitStack() as stack:
        portals = {f"{platform}-{variant or 'usual'}": stack.enter_context(SamplePortal(platform, count, NOW, variant=variant, host=f"127.0.3.{number}"))
                   for number, (platform, variant) in enumerate(SURFACES, start=1)}
        sources = {key: {**portal.source(), "key": key} for key, portal in portals.items()}
        first = crawl(tmp_path_factory.mktemp("first"), [{"run": key, "source": source} for key, source in sources.items()])
        cost = {key: len(portal.requests) for key, portal in portals.items()}
        again = crawl(tmp_path_factory.mktemp("again"), [
            {"run": key, "source": source, "markers": first[key].markers, "known": {p.external_id: p.url for p in first[key].postings}} for key, source in sources.items()])
        return {key: Seen(portal.truth(), first[key], again[key], (cost[key], len(portal.requests) - cost[key])) for key, portal in portals.items()}


@pytest.mark.parametrize("surface", [f"{platform}-{variant or 'usual'}" for platform, variant in SURFACES])
def test_exactly_what_is_advertised_and_cheap_the_second_time(seen: dict[str, Seen], surface: str) -> None:
    found = seen[surface]
    postings = {p.external_id or p.url: p for p in found.first.postings}
    assert {key: (p.title, p.url, (p.date_posted or "")[:10], (p.valid_through or "")[:10]) for key, p in postings.items()} == {
        t.external_id: (t.title, t.url, t.date_posted or "", t.valid_through or "") for t in found.truth}
    for told in found.truth:
        places = postings[told.external_id].locations
        assert all(any(place in one for one in places) for place in told.locations), (places, told.locations)
    for harvest in (found.first, found.again):
        judgement = judge(harvest, History())
        assert judgement.verdict is Verdict.COMPLETE or only_window(judgement.reasons), (judgement, harvest.problems)
        assert harvest.total in (None, len(found.truth)) or (surface in COUNTS_PARTS and harvest.total < len(found.truth))
    first, again = found.cost
    platform = surface.split("-", maxsplit=1)[0]
    assert again <= max(5, first / 10) or LONG_LISTS & {platform, surface}, f"the second visit cost {again} requests, the first {first}"


def test_every_platform_is_played() -> None:
    assert set(PLATFORMS) == set(discover()) - {MANUAL}
