"""The static twin, served by a plain file server: every link leads somewhere, and it shows what the web app shows."""

import functools
import html
import http.server
import re
import threading
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest

from pipeline.model import Issue, Member
from render import lists, pages
from render.block import Options, cut_off, make_block, render
from render.publish import publish
from render.site import Site
from render.snapshot import Snapshot
from render.twin import files
from store import Store, connect
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, TEXT, harvest, posting
from tests.render.serving import Browser, serving

SITES = [Site("https://stellen.example.org"), Site("https://example.org/jobs", impressum_url="https://example.org/impressum?x=1", editor_mail="redaktion@example.org")]
SILENT = Member(key="weser", name="Rechenzentrum Weser GmbH", short_name="RZ Weser", enabled=False)
ROLES = ("Netzwerkadministrator", "Softwareentwickler", "Datenschutzbeauftragter", "Sachbearbeiter Personal", "Projektleiter")


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two members with stock (more than one page of the first) and news of two days, a third that is not read."""
    store = connect(f"sqlite:///{tmp_path_factory.mktemp('twin') / 'x.sqlite'}")
    store.sync_members([MEMBER, OTHER, SILENT])
    ads = [posting(f"a{n}", f"{ROLES[n % 5]} {n} (m/w/d)") for n in range(55)]
    there = [posting(f"b{n}", f"Ausbildung Fachinformatiker {n} (m/w/d)" if n % 2 else f"IT-Berater {n} & <b>mehr</b> (m/w/d)", source="lahn", locations=["Gießen"], description_html=
             TEXT.format(about="<i>viel</i>").replace("Arbeitsort: Dresden.", "Bewerbungsfrist: 30.04.2026."), valid_through="2026-04-30") for n in range(5)]
    for day, (first, second) in enumerate([(53, 2), (54, 4), (55, 5)]):
        at = NOW - (2 - day) * DAY
        store.decide(harvest(ads[:first], run=f"a{day}", at=at), MEMBER, at)
        store.decide(harvest(there[:second], run=f"b{day}", at=at, source="lahn"), OTHER, at)
    yield store
    store.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module", params=SITES, ids=["root", "path"])
def twin(request: pytest.FixtureRequest, stock: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, str]]:
    """The site, its published folder, and the address of a file server that plays its host."""
    site, root = request.param, tmp_path_factory.mktemp("server")
    folder = root / site.prefix.strip("/") if site.prefix else root / "public"
    publish(stock, site, folder, NOW)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder if not site.prefix else root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site, folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


def get(url: str) -> tuple[str, bytes]:
    """Address after redirections, and body, of an answer with 200."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
        return answer.url, answer.read()


def links(page: str, name: str) -> set[str]:
    """Where a page, a feed or an OPML file leads to."""
    if name.endswith(".html"):
        return {html.unescape(link) for link in re.findall(r'\b(?:href|src|action)="([^"]*)"', page)}
    if name.endswith((".rss", ".atom", ".opml", ".xml")):
        return {link for part in ET.fromstring(page).iter() for link in [part.text or "", *part.attrib.values()] if re.match(r"https?://\S+$", link)}
    return set(re.findall(r'https://[^\s"<>)]+', page))


def test_every_link_leads_somewhere_and_none_has_a_query(twin: tuple[Site, Path, str]) -> None:
    site, folder, server = twin
    host = "{0.scheme}://{0.netloc}".format(urlsplit(site.public_url))
    seen: set[str] = set()
    ahead = {site.url("/"), site.url("/feeds.opml"), site.url("/sitemap.xml"), site.url("/v1/newsletter/block.html"), site.url("/v1/newsletter/block.rss"), site.url("/v1/newsletter/block.doc.html")}
    while ahead:
        url = ahead.pop()
        seen.add(url)
        address, body = get(url.replace(host, server, 1))
        name = address if not address.endswith("/") else f"{address}index.html"
        if name.endswith((".css", ".svg")):
            continue
        for link in links(body.decode(), name):
            absolute = urljoin(url, link).partition("#")[0]
            if absolute.startswith(host) and not absolute.startswith(site.impressum_url or "-"):
                assert "?" not in absolute, (url, link)
                assert absolute.startswith(site.url("/")), (url, link)
                if absolute not in seen:
                    ahead.add(absolute)
    assert {"/seite/2/", "/liste/fach/networks/", "/liste/land/DE-SN/", "/liste/arbeitgeber/elbtal/seite/2/", "/liste/arbeitgeber/lahn/", "/liste/art/ausbildung/",
                              "/liste/ausgabe/2026-03-18/", "/mitglieder/", "/feeds/", "/status/"} <= {url.removeprefix(site.url("")) for url in seen}
    pages_there = {f"/{path.parent.relative_to(folder)}/" for path in folder.rglob("index.html")}
    unreached = {path for path in pages_there - {"/./"} if site.url(path) not in seen and site.url(path.rstrip("/")) not in seen}
    assert {path for path in unreached if not path.startswith("/liste/ausgabe/")} == set()
    assert "?" not in (folder / "index.html").read_text(encoding="utf-8").replace("impressum?x", "")


def test_the_sitemap_lists_only_pages_that_exist(twin: tuple[Site, Path, str]) -> None:
    site, folder, _ = twin
    told = [part.text or "" for part in ET.parse(folder / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(told) > 90
    assert [url for url in told if not (folder / url.removeprefix(site.url("")).strip("/") / "index.html").is_file()] == []


def test_feeds_are_those_of_the_web_app(twin: tuple[Site, Path, str], stock: Store) -> None:
    site, folder, _ = twin
    made = [*(folder / "feed").rglob("*.*"), *folder.glob("feed.*"), folder / "feeds.opml"]
    assert len(made) == (1 + 1 + 8 + 16 + 2) * 3 + 1
    with serving(stock, site) as url:
        for file in made:
            path = f"/{file.relative_to(folder)}"
            status, headers, body = Browser(url).ask(path)
            assert (status, body) == (200, file.read_text(encoding="utf-8")), path
            assert site.url(path) in body or file.suffix == ".opml"
            assert headers["content-type"].split(";")[0] == {".rss": "application/rss+xml", ".atom": "application/atom+xml", ".json": "application/feed+json", ".opml": "text/x-opml"}[file.suffix]
            if file.suffix in (".rss", ".atom"):
                parsed = feedparser.parse(body)
                assert parsed.bozo == 0
                assert [link.href for link in parsed.feed.links if link.rel == "self"] == [site.url(path)]
        asked = Browser(url).get("/feed.atom?fach=networks")
        assert feedparser.parse(asked).feed.id == feedparser.parse(Browser(url).get("/feed/fach/networks.atom")).feed.id == "tag:vitako.de,2026:feed/fach=networks"
        for unknown in ("/feed/fach/garten.rss", "/feed/land/DE-XX.rss", "/feed/land/DE-SN.xml", "/feed/arbeitgeber/weser.rss", "/feed/arbeitgeber/nirgends.rss", "/feed/art/stelle.rss", "/feed/q/x.rss",
                        "/liste/land/DE-XX/", "/liste/q/x/"):
            assert Browser(url).ask(unknown)[0] == 404, unknown
        for path, there in (("/liste/land/DE-SN/", "/?land=DE-SN"), ("/liste/ausgabe/2026-03-18/", "/?seit=2026-03-03T23%3A00%3A00.000000Z&bis=2026-03-18")):
            status, headers, _ = Browser(url).ask(path)
            assert (status, headers["location"]) == (302, site.prefix + there)
            assert Browser(url).get(there)


def jobs(page: bytes) -> str:
    """The list itself; a file's address ends with a slash."""
    found = re.search(r'<ol class="jobs">.*?</ol>', page.decode(), re.DOTALL)
    return re.sub(r'(/stelle/\w+)/"', r'\1"', found[0]) if found else ""


def test_every_list_shows_what_the_web_app_shows(twin: tuple[Site, Path, str], stock: Store) -> None:
    site, folder, _ = twin
    shown = 0
    asked: list[tuple[str, lists.Parameters]] = [("/", []), *((one.path, one.parameters) for one in lists.ready_lists(stock.members(NOW)))]
    for day in (date(2026, 3, 18), date(2026, 3, 4)):
        asked.append((lists.issue_path(day), [("seit", cut_off(stock, day).isoformat()), ("bis", day.isoformat())]))
    for path, parameters in asked:
        number = 1
        while True:
            file = folder / path.strip("/") / (f"seite/{number}" if number > 1 else "") / "index.html"
            expected = pages.list_page(stock, site, [*parameters, ("seite", str(number))], NOW)
            if number > 1 and not jobs(expected):
                assert not file.exists()
                break
            assert jobs(file.read_bytes()) == jobs(expected), (path, number)
            shown += jobs(expected).count("<article>")
            total = re.search(r"<h1>(\d+)", expected.decode())
            assert not total or total[1] in re.findall(r"<h1>.*?</h1>", file.read_text(encoding="utf-8"))[0]
            number += 1
    assert shown > 4 * 60


def test_a_block_of_the_snapshot_is_the_stores(stock: Store) -> None:
    snapshot = Snapshot(stock, NOW)
    for options in (Options(day=date(2026, 3, 18)), Options(day=date(2026, 3, 17), states=("DE-SN",)), Options(day=date(2026, 5, 1), areas=("networks",), most=20), Options(day=date(2026, 3, 15))):
        assert render(make_block(snapshot, options, SITES[0], NOW), "json") == render(make_block(stock, options, SITES[0], NOW), "json")


def test_the_last_line_leads_to_the_news_of_its_issue(stock: Store) -> None:
    block = make_block(stock, Options(day=date(2026, 3, 18)), replace(SITES[0], static=True), NOW)
    made = {file.name: file.make for file in files(stock, SITES[0], NOW)}
    page = made[f"{block.list_link.removeprefix(SITES[0].url('/'))}index.html"]().decode()
    assert (block.selection.counted, page.count("<article>")) == (5, 5)
    assert "<h1>Newsletter vom 18. März 2026: 5 neue Stellen</h1>" in page


def test_the_opml_file_lists_every_ready_made_feed_in_groups(stock: Store) -> None:
    ready = lists.ready_lists(stock.members(NOW))
    found = ET.fromstring(lists.opml(ready, SITES[0]))
    assert (found.tag, found.attrib, [part.tag for part in found]) == ("opml", {"version": "2.0"}, ["head", "body"])
    assert [part.get("text") for part in found.findall("body/outline")[1:]] == ["Ausbildung und Studium", "Nach Fachgebiet", "Nach Bundesland", "Nach Arbeitgeber"]
    leaves = found.findall("body/outline/outline")
    assert {part.get("type") for part in leaves} == {"rss"}
    assert [part.get("xmlUrl") for part in leaves] == [SITES[0].url(f"{one.feeds}.rss") for one in ready]
    assert all(part.get("text") and part.get("htmlUrl") for part in leaves)


def test_the_feed_page_explains_and_lists_them(stock: Store) -> None:
    for site in (SITES[1], replace(SITES[1], static=True)):
        page = pages.feeds_page(stock, site, NOW).decode()
        assert "Was ist ein Feed?" in page
        assert ("Jede Suche ist ein Feed" in page) is not site.static
        told = set(re.findall(r'href="(/jobs/feed[^"]*)"', page))
        assert {f"/jobs{one.feeds}.{form}" for one in lists.ready_lists(stock.members(NOW)) for form in pages.FEEDS} <= told
        assert "/jobs/feeds.opml" in told


def test_files_that_are_made_of_the_same_are_not_made_again(stock: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, made = tmp_path / "public", []
    publish(stock, SITES[0], target, NOW)
    real = pages.page
    monkeypatch.setattr(pages, "page", lambda template, *rest, **more: made.append(template) or real(template, *rest, **more))
    publish(stock, SITES[0], target, NOW + timedelta(hours=1))
    assert {"list.html", "vacancy.html"} & set(made) == set()
    spoiled = next(target.resolve().rglob("stelle/*/index.html"))
    spoiled.write_bytes(b"x")
    assert publish(stock, SITES[0], target, NOW).changed == 1
    assert made.count("vacancy.html") == 1
    note = tmp_path / ".public-versions" / f"{target.resolve().name}.json"
    for broken in ("", "[]", '{"index.html": 1}', '{"index.html": [1, 2]}'):
        note.write_text(broken, encoding="utf-8")
        made.clear()
        assert publish(stock, SITES[0], target, NOW).changed == 0
        assert made.count("vacancy.html") == 60


def test_what_ended_of_late_has_a_page_that_says_so(stock: Store) -> None:
    def ended(day: date) -> list[str]:
        made = {file.name: file.make for file in files(stock, SITES[0], datetime.combine(day, NOW.timetz()))}
        assert not any(name.startswith("stelle/") and name.endswith(".ics") for name in made) or day <= date(2026, 4, 30)
        return [page for name, make in made.items() if name.startswith("stelle/") and name.endswith(".html") and "nicht mehr ausgeschrieben" in (page := make().decode())]

    assert [len(ended(day)) for day in (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 30), date(2026, 5, 31))] == [0, 5, 5, 0]
    assert all("Die Bewerbungsfrist endete am 30. April 2026." in page and "/?" not in page for page in ended(date(2026, 5, 1)))


def test_what_differs_makes_another_key(stock: Store) -> None:
    def keys(site: Site = SITES[0], days: int = 0) -> dict[str, str]:
        return {file.name: file.key for file in files(stock, site, NOW + days * DAY) if file.key}

    before = keys()
    assert keys() == before
    assert not set(keys(replace(SITES[0], demo=True)).values()) & set(before.values())
    tomorrow = keys(days=1)
    same = {name for name, key in tomorrow.items() if before.get(name) == key}
    assert {name.rpartition(".")[2] for name in same} == {"rss", "atom", "json", "ics"}


def test_pages_of_issues_outlive_the_issue() -> None:
    assert lists.issue_days(date(2026, 3, 16), []) == [date(2026, 1, 21), date(2026, 2, 4), date(2026, 2, 18), date(2026, 3, 4), date(2026, 3, 18)]
    sent = [Issue(day=date(2026, 3, 5), state="sent"), Issue(day=date(2026, 3, 18), state="dropped"), Issue(day=date(2026, 3, 20))]
    assert lists.issue_days(date(2026, 3, 16), sent)[-2:] == [date(2026, 3, 5), date(2026, 3, 20)]
