"""Issues of the newsletter over real stock: who was told is not told again, the last line leads to what it counted, odd questions get words."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlencode, urlsplit

import pytest

from pipeline.model import Issue, Query, guid_of
from render.block import Options, make_block, render
from render.site import Site
from render.twin import files
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import Browser, serving

SITE = Site("https://stellen.example.org")
ISSUE = date(2026, 3, 18)
NEXT = ISSUE + timedelta(days=14)
TITLES = ("Systemadministration {} (m/w/d)", "Netzwerkadministration {} (m/w/d)", "Softwareentwicklung Java {} (m/w/d)")
OFFICES = {MEMBER.key: "Schulen", OTHER.key: "Feuerwehr"}


@pytest.fixture
def stocked(store: Store) -> Store:
    """Both houses have news: three jobs of the first, two of the second, first seen half a minute past the last cut-off."""
    store.sync_members([MEMBER, OTHER])
    for member, count in ((MEMBER, 3), (OTHER, 2)):
        store.decide(harvest([posting("alt", "Altbestand (m/w/d)", source=member.key)], run=f"{member.key}0", at=NOW - 20 * DAY, source=member.key), member, NOW - 20 * DAY)
        news = [posting(f"n{n}", TITLES[n].format(OFFICES[member.key]), source=member.key) for n in range(count)]
        store.decide(harvest([posting("alt", "Altbestand (m/w/d)", source=member.key), *news], run=f"{member.key}1", at=NOW, source=member.key), member, NOW)
    return store


@pytest.fixture
def reader(stocked: Store) -> Iterator[Browser]:
    with serving(stocked, SITE) as url:
        yield Browser(url)


def test_the_last_line_leads_to_exactly_what_it_counted(stocked: Store, reader: Browser) -> None:
    stocked.save_issue(Issue(day=ISSUE - timedelta(days=14), state="sent", cutoff=NOW - timedelta(seconds=30)))
    made = make_block(stocked, Options(day=ISSUE), SITE, NOW)
    assert (made.selection.counted, made.selection.counts_news) == (5, True)
    assert "<h1>5 passende Stellen</h1>" in reader.get("/?" + urlsplit(made.list_link).query)
    exact = NOW + timedelta(seconds=30)
    assert make_block(stocked, Options(day=ISSUE, since=exact), SITE, NOW).selection.counts_news is False


def test_the_form_hands_on_what_it_has_no_field_for(reader: Browser) -> None:
    asked = {"seit": "2026-03-02T10:00:00Z", "bis": "2026-03-18", "ab": "A 11", "umkreis": "37", "ort": "Dresden", "neu": "3", "homeoffice": "ganz"}
    page = reader.get("/?" + urlencode(asked))
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    sent |= dict(re.findall(r'<input type="(?:text|search)" id="(\w+)" name="\w+" value="([^"]*)"', page))
    sent |= dict(re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]*)" id="[^"]*" checked>', page))
    sent |= {name: value or text for name, block in re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', page)
             for value, text in re.findall(r'<option(?: value="([^"]*)")? selected>([^<]*)', block)}
    assert {name: unescape(sent.get(name, "")) for name in asked} == asked
    assert "neu seit 2. März 2026" in page


def test_who_was_told_is_not_told_again_even_under_the_id_of_a_merge(stocked: Store) -> None:
    found = stocked.search(Query(today=ISSUE, page_size=100)).vacancies
    younger, older = (next(v for v in found if v.title == TITLES[0].format(OFFICES[m.key])) for m in (OTHER, MEMBER))
    stocked.save_issue(Issue(day=ISSUE, state="sent", cutoff=NOW, shown=[guid_of(younger.id, younger.round)]))
    assert stocked.told_before(NEXT).employers == {"lahn": ISSUE}
    assert stocked.told_before(ISSUE).guids == set()
    survivor = stocked.merge(older.id, younger.id, NOW)
    told = stocked.told_before(NEXT)
    assert {older.id, younger.id} <= told.guids
    shown = make_block(stocked, Options(day=NEXT), SITE, NOW + 14 * DAY).selection.shown
    assert not {older.id, younger.id} & {v.id for v in shown}
    assert survivor is not None


def test_the_employer_longest_not_shown_comes_first(stocked: Store) -> None:
    found = stocked.search(Query(today=ISSUE, page_size=100)).vacancies
    for told, first in (("elbtal", "lahn"), ("lahn", "elbtal")):
        one = next(v for v in found if v.employer_key == told)
        stocked.save_issue(Issue(day=ISSUE, state="sent", cutoff=NOW - DAY, shown=[one.id]))
        assert [v.employer_key for v in make_block(stocked, Options(day=NEXT, most=1), SITE, NOW).selection.shown] == [first]


@pytest.mark.parametrize("path", [
    "/?seit=0001-01-01", "/?bis=9999-12-31", "/?seit=2026-03-18Tx", "/feed.rss?seit=0001-01-01", "/v1/newsletter/block.txt?ausgabe=0001-01-01",
    "/v1/newsletter/block.txt?ausgabe=9999-12-31", "/v1/newsletter/block.json?seit=0001-01-01", "/v1/vacancies?bis=0001-01-01"])
def test_days_outside_of_time_are_answered_in_words(reader: Browser, path: str) -> None:
    status, _, body = reader.ask(path)
    assert status == 400
    assert "braucht ein" in body


@pytest.mark.parametrize("text", ["2026-03-16T10:00:00Z", "2026-03-16T11:00:00+01:00", "2026-03-16T11:00:00 01:00", "2026-03-16T11:00"])
def test_an_instant_may_be_written_in_many_ways(reader: Browser, text: str) -> None:
    later, earlier = (json.loads(reader.get("/v1/vacancies?" + urlencode({"seit": moment})))["total"] for moment in (text, text.replace("T1", "T0")))
    assert (later, earlier) == (0, 5)


@pytest.mark.parametrize("form", ["html", "doc", "txt", "md", "json", "rss"])
def test_example_data_say_so(stocked: Store, form: str) -> None:
    made = make_block(stocked, Options(day=ISSUE), Site("https://stellen.example.org", demo=True), NOW)
    body = render(made, form).decode()
    assert ('"demo": true' if form == "json" else "Beispieldaten") in body
    assert "Beispieldaten" not in render(make_block(stocked, Options(day=ISSUE), SITE, NOW), form).decode()


def test_the_static_site_has_no_dead_link_in_its_menus(stocked: Store) -> None:
    made = {file.name: file.make() for file in files(stocked, SITE, NOW)}
    links = set(re.findall(r'<a[^>]* href="(/[^"?#]*)', made["index.html"].decode()))
    assert "/mitglieder/" in links
    assert {link for link in links if f"{link.strip('/')}/index.html".lstrip("/") not in made and link.strip("/") not in made} == set()


def test_cleverreach_asks_by_post_and_gets_filters_and_items(reader: Browser) -> None:
    status, _, body = reader.ask("/v1/newsletter/block.json?form=cleverreach&get=filter", b"")
    assert status == 200
    assert [one["query_key"] for one in json.loads(body)] == ["fach", "land"]
    status, _, body = reader.ask("/v1/newsletter/block.json?form=cleverreach", urlencode({"get": "search", "land": "DE-SN", "fach": "", "ausgabe": str(ISSUE)}).encode())
    assert status == 200
    told = json.loads(body)
    whole, *jobs, last = told["items"]
    assert told["settings"]["type"] == "content"
    assert whole["content"] == reader.get(f"/v1/newsletter/block.html?ausgabe={ISSUE}&land=DE-SN")
    assert [job["content"] in whole["content"] for job in [*jobs, last]] == [True] * (len(jobs) + 1)
    assert len(jobs) == 4
    assert reader.ask("/v1/newsletter/block.html?form=cleverreach")[0] == 400
