"""What did not change costs one row and is not sent again; what changed is seen at the next question, whoever changed it."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from pipeline.model import EditorChoice, Member, Query
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import OPENER, serving

SITE, ISSUE = Site("https://stellen.example.org"), date(2026, 3, 25)
BLOCK = f"/v1/newsletter/block.json?ausgabe={ISSUE}"
ADS = [posting("a", "Netzwerkadministration (m/w/d)", locations=["Köln"], valid_through="2026-05-01"), posting("b", "Softwareentwicklung (m/w/d)", locations=["Dresden"], valid_through="2026-05-01")]


@dataclass
class Reader:
    """Asks with the ETag of the answer before; counts what that asks of the database."""

    store: Store
    url: str = ""
    now: datetime = NOW + DAY
    tags: dict[str, str] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)

    def ask(self, path: str) -> int:
        del self.statements[:]
        try:
            with OPENER.open(urllib.request.Request(self.url + path, headers={"If-None-Match": self.tags.get(path, "")}), timeout=30) as answer:
                self.tags[path] = answer.headers["ETag"]
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    @contextmanager
    def sees_a_change(self, *paths: str) -> Iterator[None]:
        """Of what happens inside all of ``paths`` tell."""
        for path in paths:
            self.ask(path)
            assert self.ask(path) == 304, path
        yield
        for path in paths:
            assert self.ask(path) == 200, path


@pytest.fixture
def reader(store: Store) -> Iterator[Reader]:
    store.sync_members([MEMBER, OTHER])
    store.decide(harvest([]), MEMBER, NOW)
    store.decide(harvest(ADS, run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    reader = Reader(store)
    event.listen(store.engine, "before_cursor_execute", lambda *args: reader.statements.append(args[2]))
    with serving(store, SITE, clock=lambda: reader.now) as reader.url:
        yield reader


def vacancy_of(store: Store, key: str) -> str:
    return next(v.id for v in store.search(Query(today=NOW.date())).vacancies if v.postings[0].external_id == key)


def test_an_unchanged_answer_costs_one_row(reader: Reader) -> None:
    page = f"/stelle/{vacancy_of(reader.store, 'a')}"
    paths = ["/", "/?land=DE-NW&q=netz", "/?q=gibtesnicht", "/feed.rss?q=netz", "/feed.atom", "/feed/land/DE-NW.json", "/feeds", "/feeds.opml", "/mitglieder", "/sitemap.xml", "/v1/vacancies?land=DE-NW", page, f"{page}.ics"]
    for path in [*paths, BLOCK]:
        assert reader.ask(path) == 200, path
        assert reader.ask(path) == 304, path
        # When portals were read is a second question: it changes with every visit.
        assert len(reader.statements) == (2 if path == "/mitglieder" else 1), path
        assert "meta" in reader.statements[0]


def test_what_is_remembered_is_known_by_its_bytes(reader: Reader) -> None:
    """Another process, and a publication that does not concern it: made again and not sent again."""
    page = f"/stelle/{vacancy_of(reader.store, 'a')}"
    for path in (page, "/feeds", "/mitglieder", BLOCK):
        reader.ask(path)
    with serving(reader.store, SITE, clock=lambda: reader.now) as other:
        first, reader.url = reader.url, other
        assert [reader.ask(path) for path in (page, "/feeds", "/mitglieder", BLOCK)] == [304] * 4
    reader.url = first
    reader.store.keep_issue((NOW + 30 * DAY).date())
    assert [reader.ask(path) for path in (page, "/feeds", "/mitglieder", BLOCK)] == [304] * 4


def test_a_page_that_is_over_is_sent_whole(reader: Reader) -> None:
    page = f"/stelle/{vacancy_of(reader.store, 'a')}"
    assert reader.ask(page) == 200
    reader.now = NOW + 90 * DAY
    assert [reader.ask(page), reader.ask(page), reader.ask("/stelle/gibtesnicht")] == [410, 410, 404]


def test_a_new_day_is_a_change(reader: Reader) -> None:
    with reader.sees_a_change("/", "/feed.rss", "/v1/vacancies"):
        reader.now += DAY
    page = f"/stelle/{vacancy_of(reader.store, 'a')}"
    with reader.sees_a_change(page):  # its deadline passes
        reader.now = NOW + 50 * DAY


def renamed(member: Member) -> Member:
    return member.model_copy(update={"short_name": "ITV neu"})


CHANGES: list[tuple[str, list[str], Callable[[Store, str], object]]] = [
    ("a title", ["/", "PAGE", BLOCK, "/v1/vacancies", "/feed.rss"],
     lambda store, _: store.decide(harvest([posting("a", "Netzwerktechnik (m/w/d)", locations=["Köln"], valid_through="2026-05-01"), ADS[1]], run="r3", at=NOW + DAY), MEMBER, NOW + DAY)),
    ("a proof", ["PAGE"],
     lambda store, _: store.decide(harvest([ADS[0].model_copy(update={"description_html": "<p>Die Stelle ist unbefristet zu besetzen. Entgeltgruppe 10 TVöD. Sie betreiben Netze.</p>"}), ADS[1]], run="r3", at=NOW + DAY), MEMBER, NOW + DAY)),
    ("missing in the list", ["/v1/vacancies"],
     lambda store, _: store.decide(harvest([ADS[1]], run="r3", at=NOW + DAY), MEMBER, NOW + DAY)),
    ("a shorter title", [BLOCK], lambda store, one: store.choose(EditorChoice(vacancy=one, action="title", title="Netze"), NOW)),
    ("hidden for an issue", [BLOCK], lambda store, one: store.choose(EditorChoice(vacancy=one, action="hide", issue=ISSUE), NOW)),
    ("hidden for good", ["/", BLOCK, "/mitglieder", "/v1/vacancies"], lambda store, one: store.choose(EditorChoice(vacancy=one, action="hide"), NOW)),
    ("read on another day", ["/mitglieder"], lambda store, _: store.decide(harvest(ADS, run="r3", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)),
    ("switched on", ["/mitglieder", "/feeds"], lambda store, _: store.set_enabled("lahn", enabled=False)),
    ("a new name", ["/", "/mitglieder", "/feeds", "/v1/vacancies", BLOCK], lambda store, _: store.sync_members([renamed(MEMBER), OTHER])),
]


@pytest.mark.parametrize(("name", "paths", "change"), CHANGES, ids=[change[0] for change in CHANGES])
def test_a_change_is_seen(reader: Reader, name: str, paths: list[str], change: Callable[[Store, str], object]) -> None:
    one = vacancy_of(reader.store, "a")
    paths = [f"/stelle/{one}" if path == "PAGE" else path for path in paths]
    with reader.sees_a_change(*paths):
        change(reader.store, one)


def test_a_portal_that_is_not_read_any_more_leaves_the_block(reader: Reader) -> None:
    reader.now = NOW + 3 * DAY
    with reader.sees_a_change(BLOCK):
        reader.now += timedelta(days=1, hours=2)
    with reader.sees_a_change(BLOCK):  # read again, all as it was: nothing else would tell
        reader.store.decide(harvest(ADS, run="r3", at=reader.now), MEMBER, reader.now)
    reader.store.decide(harvest(ADS, run="r4", at=reader.now + DAY), MEMBER, reader.now + DAY)
    reader.now += timedelta(hours=73)
    assert reader.ask(BLOCK) == 304, "a later visit of the same kind changes nothing and is noticed when the one before would be too old"
