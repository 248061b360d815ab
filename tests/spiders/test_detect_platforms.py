"""Every platform in every variant, from the employer's website, from the portal and from one ad's page; then it is crawled as found."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.model import Source
from spiders.detection import Detection
from spiders.samples.play import BERLIN
from spiders.samples.portal import PLATFORMS, SamplePortal, plays, variants
from tests.conftest import made_once
from tests.spiders.detecting import TODAY, detect
from tests.spiders.portal import crawl

COUNT = 7
NOW = datetime(2026, 3, 16, 9, tzinfo=BERLIN)
CASES = [(platform, variant) for platform in PLATFORMS for variant in variants(platform) if plays(platform, variant).findable]
IDS = [f"{platform}-{variant or 'usual'}" for platform, variant in CASES]
#: An ad's page that tells neither the list nor its key.
SILENT = {"bite", "interamt", "karriere_nrw"}


@dataclass
class Played:
    found: Detection
    asked: int
    listed: set[str]
    true: int
    complete: bool


@pytest.fixture(scope="module", params=["website", "portal", "ad"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[tuple[str, str], Played]]:
    """All portals at once: detected in one process, then crawled in another with what was found."""
    where = request.param
    return where, made_once(tmp_path_factory, f"detect-{where}", lambda: find_all(where, tmp_path_factory.mktemp(where)))


def find_all(where: str, folder: Path) -> dict[tuple[str, str], Played]:
    with ExitStack() as stack:
        portals = {case: stack.enter_context(SamplePortal(case[0], COUNT, NOW, variant=case[1], host=f"127.0.3.{number}")) for number, case in enumerate(CASES, start=1)}
        found = dict(zip(CASES, detect(folder / "detect", *(start(portal, where) for portal in portals.values()), today=TODAY), strict=True))
        asked = {case: len(portal.requests) for case, portal in portals.items()}
        sources = {case: Source(key="-".join(case), member="m", employer="", portal=one.portal, platform=one.platform, params=one.params, api_base=one.api_base)
                   for case, one in found.items() if one.proven and one.portal and one.platform}
        harvests = crawl(folder / "crawl", [{"run": f"run-{source.key}", "source": source.model_dump()} for source in sources.values()])
        result = {}
        for case, one in found.items():
            harvest = harvests.get("-".join(case))
            result[case] = Played(one, asked[case], {item.external_id for item in harvest.listed} if harvest else set(), len(portals[case].truth()),
                                  bool(harvest and harvest.paging_ended and not harvest.traffic.detail_failures))
    return result


def start(portal: SamplePortal, where: str) -> str:
    """The address that is given to detection."""
    if where == "website":
        return f"{portal.base}/website/"
    if where == "portal":
        return portal.base + portal.kind.portal
    play = portal.play
    ad = next(ad for ad in play.ads if not play.path(ad).endswith(".pdf"))
    return play.url(ad) if urlsplit(play.url(ad)).hostname == portal.host else portal.base + play.path(ad)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_portal_is_found_and_proven(played: tuple[str, dict[tuple[str, str], Played]], case: tuple[str, str]) -> None:
    where, result = played
    one = result[case]
    assert one.asked <= 15
    assert one.found.requests == one.asked, "every request is counted, those for robots.txt too"
    if where == "ad" and case[0] in SILENT:
        assert one.found.confidence in (None, "unsure")
        assert not one.found.proven
        return
    assert (one.found.platform, one.found.proven) == (case[0], True), one.found
    assert one.found.confidence == ("likely" if case[0] in ("feed", "service_bund", "arbeitsagentur", "html", "karriere_nrw") else "sure")
    assert one.found.evidence
    assert one.found.proof is not None
    assert one.found.proof.title


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_was_found_is_enough_to_crawl(played: tuple[str, dict[tuple[str, str], Played]], case: tuple[str, str]) -> None:
    where, result = played
    one = result[case]
    if where == "ad" and case[0] in SILENT:
        assert not one.listed
        return
    assert len(one.listed) == one.true
    assert one.complete
