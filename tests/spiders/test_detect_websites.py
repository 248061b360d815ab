"""Sample websites of employers, from the home page on: every way to a portal, ads of their own, and websites without any."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from spiders.detection import Detection
from spiders.samples.careers import SITES, CareerSite, Site
from spiders.samples.careers import site as stage
from spiders.samples.play import BERLIN
from tests.conftest import made_once
from tests.spiders.detecting import TODAY, detect

NOW = datetime(2026, 3, 16, 9, tzinfo=BERLIN)
#: Recognised on a page that does not tell what else is needed: the list is named, and nothing is claimed to be proven.
HALF = {"interamt-news"}


@dataclass
class Seen:
    found: Detection
    accepted: bool
    asked: int


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """All websites at once, each with its portal on addresses of its own, in one process."""
    return made_once(tmp_path_factory, "websites", lambda: find_all(tmp_path_factory.mktemp("websites")))


def find_all(folder: Path) -> dict[str, Seen]:
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        running = []
        for number, site in enumerate(SITES, start=1):
            patch.setattr(stage, "WEBSITE", f"127.0.6.{number}")
            patch.setattr(stage, "PORTAL", f"127.0.7.{number}")
            running.append(stack.enter_context(CareerSite(site, NOW).serve()))
        found = detect(folder, *(site.home for site in running), today=TODAY)
        return {site.site.name: Seen(one, site.expected.accepts(one.platform, one.portal), len(site.requests) + (len(site.portal.requests) if site.portal else 0))
                for site, one in zip(running, found, strict=True)}


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_website_leads_to_its_portal_or_to_nothing(seen: dict[str, Seen], site: Site) -> None:
    one = seen[site.name]
    assert one.accepted, one.found
    assert one.asked <= 15
    assert one.found.requests == one.asked, "every request is counted, those for robots.txt too"
    decoy = site.name.startswith("decoy-")
    assert (one.found.platform is None) == decoy
    hidden = site.vendor or site.name in HALF or site.name.startswith(("bite-widget", "greenhouse-widget"))  # the vendor's host is played by nobody
    assert one.found.proven == (not decoy and not hidden)
    assert (one.found.confidence == "unsure") == (hidden and not decoy)
    if decoy:
        assert one.found.notes


def test_it_says_when_a_browser_is_needed(seen: dict[str, Seen]) -> None:
    assert [name for name, one in seen.items() if one.found.needs_browser] == ["decoy-javascript"]
    assert "browser" in seen["decoy-javascript"].found.notes[0]
