"""Real HTTP over loopback: each fault of a portal against what the harvest says of it. One child process visits them all."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import Harvest, History, Verdict
from tests.spiders.portal import HTML, Answer, Portals, crawl, job, listing

NOT_FOUND: Answer = (404, HTML, b"nicht gefunden")


def site(pages: dict[str, Answer]):
    """A portal with these pages; no robots.txt unless it is among them."""
    def script(request) -> Answer:
        return pages.get(request.path, NOT_FOUND)
    return script


def ok(body: bytes, **headers: str) -> Answer:
    return 200, {**HTML, **{k.replace("_", "-"): v for k, v in headers.items()}}, body


LIST = ok(listing("/stellen/eins-101", "/stellen/zwei-102"))
GOOD: dict[str, Answer] = {"/stellen/": LIST, "/stellen/eins-101": ok(job("Eins")), "/stellen/zwei-102": ok(job("Zwei"))}


def once_429():
    seen: list[str] = []

    def script(request) -> Answer:
        seen.append(request.path)
        if request.path == "/stellen/" and seen.count("/stellen/") == 1:
            return 429, {"Retry-After": "1"}, b""
        return GOOD.get(request.path, NOT_FOUND)
    return script


def slow(request) -> Answer:
    if request.path == "/stellen/":
        time.sleep(4)
    return GOOD.get(request.path, NOT_FOUND)


def endless(request) -> Answer:
    """Every page of the list leads to a next one with the same two jobs."""
    if request.path.startswith("/stellen/?seite=") or request.path == "/stellen/":
        number = int(request.path.partition("=")[2] or 1)
        return ok(listing("/stellen/eins-101", "/stellen/zwei-102", more=f'<a rel="next" href="/stellen/?seite={number + 1}">weiter</a>'))
    return GOOD.get(request.path, NOT_FOUND)


SCRIPTS = {
    "good": site(GOOD),
    "robots500": site({**GOOD, "/robots.txt": (500, HTML, b"")}),
    "robots_denied": site({**GOOD, "/robots.txt": (200, {}, b"\xef\xbb\xbfUser-agent: stellenmarkt\nDisallow: /stellen/\n")}),
    "robots_for_others": site({**GOOD, "/robots.txt": (200, {}, b"User-agent: anderer\nDisallow: /\n")}),
    "list500": site({"/stellen/": (500, HTML, b"")}),
    "gone_detail": site({**GOOD, "/stellen/zwei-102": (410, HTML, b"")}),
    "detail500": site({**GOOD, "/stellen/zwei-102": (500, HTML, b"")}),
    "once429": once_429(),
    "later": site({"/stellen/": (429, {"Retry-After": "7200"}, b"")}),
    "self_redirect": site({"/stellen/": (302, {"Location": "/stellen/"}, b"")}),
    "offsite": site({"/stellen/": (302, {"Location": "http://127.0.2.250:9/"}, b"")}),
    "file_scheme": site({"/stellen/": (302, {"Location": "file:///etc/hostname"}, b"")}),
    "login": site({"/stellen/": (302, {"Location": "/login?next=/stellen/"}, b""), "/login?next=/stellen/": ok(b"<form><input type=password></form>")}),
    "bomb": site({"/stellen/": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 60_000_000, 9))}),
    "large": site({"/stellen/": ok(b"x" * 11_000_000)}),
    "cut": site({"/stellen/": (200, {**HTML, "Content-Length": "5000", "Connection": "close"}, listing("/stellen/eins-101"))}),
    "hangs_up": lambda request: None if request.path == "/stellen/" else NOT_FOUND,
    "slow": slow,
    "endless": endless,
    "latin1": site({**GOOD, "/stellen/eins-101": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, job("Prüfer").replace(b"\\u00fc", "ü".encode()))}),
    "back_to_list": site({**GOOD, "/stellen/zwei-102": (302, {"Location": "/stellen/"}, b"")}),
    "soft404": site({**GOOD, "/stellen/zwei-102": ok("<h1>Diese Stelle ist nicht mehr verfügbar.</h1>".encode())}),
    "maintenance": site({"/stellen/": ok(b"<h1>Wir bauen um</h1>")}),
    "says_none": site({"/stellen/": ok(b"<p>Derzeit haben wir keine offenen Stellen.</p>")}),
    "emptied": site({"/stellen/": ok(b"<h1>Stellen</h1><ul></ul>"), "/sitemap.xml": (200, {"Content-Type": "application/xml"},
                     b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/impressum</loc></url></urlset>')}),
    "sitemap": site({"/robots.txt": (200, {}, b"Sitemap: /karte.xml.gz\n"), "/stellen/": ok(b"<div id=app></div>"),
                     "/karte.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(
                         b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/stellen/eins-101</loc></url><url><loc>/impressum</loc></url></urlset>')),
                     "/stellen/eins-101": ok(job("Eins"))}),
    "broken_page": site({**GOOD, "/stellen/zwei-102": ok(b'<script type="application/ld+json">{"@type": "JobPosting", "title": </script>')}),
}


@pytest.fixture(scope="module")
def portals() -> Iterator[Portals]:
    found = Portals()
    for key, script in SCRIPTS.items():
        found.add(key, script)
    yield found
    found.close()


@pytest.fixture(scope="module")
def harvests(portals: Portals, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Harvest]:
    visits = [{"run": f"r-{key}", "token": 7, "source": portals.source(key)} for key in SCRIPTS]
    return crawl(tmp_path_factory.mktemp("spool"), visits, timeout=2)


def codes(harvest: Harvest) -> set[str]:
    return {problem.code for problem in harvest.problems}


EXPECTED: dict[str, tuple[Verdict, set[str], int]] = {
    "good": (Verdict.COMPLETE, set(), 2),
    "robots500": (Verdict.FAILED, {"robots_unreachable"}, 0),
    "robots_denied": (Verdict.DENIED, {"robots_denied"}, 0),
    "robots_for_others": (Verdict.COMPLETE, set(), 2),
    "list500": (Verdict.FAILED, {"http_status"}, 0),
    "gone_detail": (Verdict.COMPLETE, set(), 1),
    "once429": (Verdict.COMPLETE, set(), 2),
    "later": (Verdict.FAILED, {"retry_later"}, 0),
    "self_redirect": (Verdict.FAILED, {"self_redirect"}, 0),
    "offsite": (Verdict.FAILED, {"offsite_redirect"}, 0),
    "file_scheme": (Verdict.FAILED, {"offsite_redirect"}, 0),
    "login": (Verdict.FAILED, {"login_page"}, 0),
    "bomb": (Verdict.FAILED, {"too_large"}, 0),
    "large": (Verdict.FAILED, {"too_large"}, 0),
    "cut": (Verdict.FAILED, {"truncated"}, 0),
    "hangs_up": (Verdict.FAILED, {"no_answer"}, 0),
    "slow": (Verdict.FAILED, {"timeout"}, 0),
    "endless": (Verdict.PARTIAL, {"paging_loops"}, 2),
    "latin1": (Verdict.COMPLETE, set(), 2),
    "maintenance": (Verdict.FAILED, {"http_status"}, 0),
    "says_none": (Verdict.SUSPECT, set(), 0),
    "sitemap": (Verdict.COMPLETE, set(), 1),
    "emptied": (Verdict.SUSPECT, {"no_job_links"}, 0),
    "broken_page": (Verdict.PARTIAL, {"json_repaired", "record_unreadable"}, 1),
}


@pytest.mark.parametrize("key", sorted(EXPECTED))
def test_fault_is_named_and_judged(harvests: dict[str, Harvest], key: str) -> None:
    verdict, problems, count = EXPECTED[key]
    harvest = harvests[key]
    assert codes(harvest) == problems, harvest.problems
    assert len(harvest.postings) == count
    assert judge(harvest, History()).verdict is verdict, judge(harvest, History()).reasons


@pytest.mark.parametrize("key", sorted(SCRIPTS))
def test_requests_in_equal_outcomes_out(harvests: dict[str, Harvest], key: str) -> None:
    harvest = harvests[key]
    assert harvest.traffic.dropped == 0
    assert harvest.traffic.requests == harvest.traffic.responses
    assert (harvest.run, harvest.token) == (f"r-{key}", 7)


@pytest.mark.parametrize("key", ["detail500", "back_to_list", "soft404", "broken_page"])
def test_a_listed_posting_stays_listed_when_its_page_fails(harvests: dict[str, Harvest], key: str) -> None:
    harvest = harvests[key]
    assert [item.external_id for item in harvest.listed] == ["101", "102"]
    assert [posting.external_id for posting in harvest.postings] == ["101"]
    assert harvest.traffic.detail_failures == 1
    assert not harvest.gone
    assert harvest.snapshot == f"r-{key}.snapshot"


def test_a_page_that_is_gone_is_named(harvests: dict[str, Harvest]) -> None:
    assert harvests["gone_detail"].gone == ["102"]


def test_the_valid_charset_wins(harvests: dict[str, Harvest]) -> None:
    assert "Prüfer" in {posting.title for posting in harvests["latin1"].postings}


def test_denied_portals_are_left_alone(portals: Portals, harvests: dict[str, Harvest]) -> None:
    assert harvests["robots_denied"].denied
    for key in ("robots500", "robots_denied"):
        assert set(portals.paths(key)) == {"/robots.txt"}


def test_we_say_who_we_are(portals: Portals, harvests: dict[str, Harvest]) -> None:
    assert harvests
    for _, _, headers in portals.asked["good"]:
        assert headers["User-Agent"].startswith("stellenmarkt/")
        assert "redaktion@example.org" in headers["User-Agent"]
        assert "Cookie" not in headers
        assert "Referer" not in headers


def test_come_back_later_says_when(harvests: dict[str, Harvest]) -> None:
    (problem,) = harvests["later"].problems
    assert problem.message.rsplit(" ", 1)[1].startswith("20")
    assert harvests["later"].finish_reason == "retry_later"


def test_come_back_later_is_told_by_the_clock_of_the_installation(portals: Portals, tmp_path: Path) -> None:
    now = datetime(2031, 5, 4, 10, tzinfo=UTC)
    (problem,) = crawl(tmp_path, [{"run": "r", "token": 1, "source": portals.source("later")}], now=now.isoformat())["later"].problems
    due = datetime.fromisoformat(problem.message.rsplit(" ", 1)[1])
    assert timedelta(hours=2) - timedelta(seconds=1) <= due - now < timedelta(hours=2, minutes=2)
