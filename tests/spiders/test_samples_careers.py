"""The sample websites: pages are well formed, their links lead somewhere, and what they promise is there."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from spiders.samples.careers import BY_NAME, REASONS, SITES, CareerSite
from spiders.samples.careers.widgets import CONSENTS
from spiders.samples.portal import PLATFORMS
from tests.conftest import NOW

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reader(HTMLParser):
    """Complains of tags that are not closed in order; collects addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.base = dict(attrs).get("href") or "" if tag == "base" else self.base
        self.links += [value for name, value in attrs if value and ((tag, name) in {("a", "href"), ("iframe", "src")})]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader


def get(url: str) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.url, answer.read().decode(answer.headers.get_content_charset() or "utf-8")
    except urllib.error.HTTPError as error:
        return error.code, url, error.read().decode()


@contextmanager
def running(name: str) -> Iterator[CareerSite]:
    with CareerSite(BY_NAME[name], NOW) as site:
        yield site


@pytest.mark.parametrize("name", list(BY_NAME))
def test_pages_are_well_formed_and_links_lead_somewhere(name: str) -> None:
    with running(name) as site:
        local = urlsplit(site.home).netloc, urlsplit(site.scene.portal).netloc
        waiting, seen = [site.home], set()
        while waiting:
            url = waiting.pop().split("#")[0]
            if url in seen or urlsplit(url).netloc not in local:
                continue
            seen.add(url)
            status, final, text = get(url)
            assert status == (int(name.removeprefix("decoy-")) if name in ("decoy-404", "decoy-503") else 200), url
            # The portals' own pages are theirs to test.
            if urlsplit(final).netloc == local[0] and text.lstrip()[:1] == "<" and not text.startswith("<?xml"):
                page = read(text)
                waiting += [urljoin(page.base or final, link) for link in page.links if not link.startswith(("about:", "mailto:"))]
        assert len(seen) > 3 or name.startswith(("decoy-4", "decoy-5", "decoy-parked"))


@pytest.mark.parametrize("name", list(BY_NAME))
def test_what_is_expected_is_there(name: str) -> None:
    with running(name) as site:
        expected = site.expected
        if not expected.platforms:
            assert expected.reason in REASONS
            assert not expected.portals
            assert expected.accepts(None, None)
            assert not expected.accepts("html", site.home)
            if expected.career and expected.reason != "login":
                assert get(expected.career)[0] == 200
            return
        assert expected.accepts(expected.platform, expected.portal)
        assert not expected.accepts("html", "http://127.0.0.99/")
        assert not expected.accepts(None, None)
        if not site.site.vendor:
            assert [get(portal)[0] for portal in expected.portals if portal.startswith("http://127.")] != []
            assert all(get(portal)[0] == 200 for portal in expected.portals if portal.startswith("http://127."))


@pytest.mark.parametrize("site", [s for s in SITES if s.name.startswith("own-")], ids=lambda s: s.name)
def test_a_website_with_its_own_ads_shows_all_of_them(site) -> None:
    with CareerSite(site, NOW) as shown:
        text = get(shown.expected.portal)[2]
        assert len(shown.scene.ads) == 6
        assert all(ad.title in text or ad.slug in text for ad in shown.scene.ads)


def test_every_platform_is_led_to_and_every_consent_manager_used() -> None:
    led = {site.platform for site in SITES if site.platform}
    assert led >= set(PLATFORMS) - {"feed", "service_bund", "arbeitsagentur", "karriere_nrw"}
    names = set(BY_NAME)
    assert names >= {f"bite-widget-{consent}" for consent in CONSENTS}
    assert len(names) == len(SITES)
    assert sum(name.startswith("decoy-") for name in names) >= 12
