"""What a reader finds on list and vacancy page: suggestions, the fragment, the theme, how long it is open, JobPosting with consent only."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import feedparser
import pytest

from pipeline.model import PostingRef, Query, Vacancy
from render import views
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import Browser, serving

SITE = Site("https://stellen.example.org/markt", editor_mail="redaktion@example.org", theme=b":root{--accent:#702}")
CONSENTING = MEMBER.model_copy(update={"full_text": True})
ODD = "<p>Wir suchen &lt;/script&gt;&lt;script&gt; {{ x }} eine Person. Die Stelle ist unbefristet.</p>"


@pytest.fixture
def browser(store: Store) -> Iterator[Browser]:
    store.sync_members([CONSENTING, OTHER])
    ads = [posting("a", "Netzwerkadministration (m/w/d)", locations=["Bonn"], date_posted="2026-03-02", description_html=ODD), posting("b", "Softwareentwicklung (m/w/d)", locations=["Dresden"])]
    store.decide(harvest(ads, at=NOW), CONSENTING, NOW)
    store.decide(harvest([posting("l", "Service Desk (m/w/d)", source="lahn", description_html=ODD)], run="l1", source="lahn"), OTHER, NOW)
    with serving(store, replace(SITE, consenting=lambda: [CONSENTING.key])) as url:
        yield Browser(url)


def page_of(browser: Browser, title: str) -> str:
    (link,) = re.findall(rf'href="/markt(/stelle/\w+)">{re.escape(title)}', browser.get("/"))
    return browser.get(link)


def data_of(page: str) -> list[dict[str, object]]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def test_job_posting_stands_only_where_the_member_consented(browser: Browser) -> None:
    page = page_of(browser, "Netzwerkadministration (m/w/d)")
    (data,) = data_of(page)
    assert (data["@type"], data["title"], data["datePosted"], data["hiringOrganization"]) == ("JobPosting", "Netzwerkadministration (m/w/d)", "2026-03-02", {"@type": "Organization", "name": MEMBER.name})
    assert "eine Person" in str(data["description"])
    assert "{{" not in str(data["description"])
    assert '<link rel="canonical" href="https://elbtal.example.org/stelle/a">' in page
    without = page_of(browser, "Service Desk (m/w/d)")
    assert data_of(without) == []
    assert 'rel="canonical" href="https://stellen.example.org/markt/stelle/' in without
    assert "ld+json" not in browser.get("/") + browser.get("/?fragment=1")


def test_the_text_of_an_ad_is_shown_only_where_the_member_consented(browser: Browser) -> None:
    shown = "<p>Wir suchen &lt;/script&gt;&lt;script&gt; {{ x }} eine Person. Die Stelle ist unbefristet.</p>"
    assert f"<h2>Die Ausschreibung</h2>\n{shown}</section>" in page_of(browser, "Netzwerkadministration (m/w/d)")
    assert "eine Person" not in page_of(browser, "Service Desk (m/w/d)")
    told = {entry.title.partition(",")[0]: entry.get("content", [{}])[0].get("value") for form in ("rss", "atom") for entry in feedparser.parse(browser.get(f"/feed.{form}"), sanitize_html=False).entries}
    inert_ = shown.replace("{{", "{\u2060{").replace("}}", "}\u2060}")
    assert (told["Netzwerkadministration (m/w/d)"], told["Service Desk (m/w/d)"], len(told)) == (inert_, None, 3)
    items = json.loads(browser.get("/feed.json"))["items"]
    assert {item["title"].partition(",")[0]: item.get("content_html") for item in items} == told
    assert all(item["content_text"] for item in items)


def test_a_joint_portal_cannot_consent_for_the_employers_it_shows(store: Store) -> None:
    store.sync_members([CONSENTING, OTHER])
    store.decide(harvest([posting("x", "Datenschutz (m/w/d)", employer=OTHER.name, description_html=ODD)], at=NOW), CONSENTING, NOW)
    (shown,) = store.search(Query(today=NOW.date())).vacancies
    assert shown.employer_key == OTHER.key
    for consenting, texts in (([CONSENTING.key], 0), ([CONSENTING.key, OTHER.key], 1)):
        with serving(store, replace(SITE, consenting=lambda found=consenting: found)) as url:
            assert Browser(url).get(f"/stelle/{shown.id}").count("<h2>Die Ausschreibung</h2>") == texts
            assert Browser(url).get("/feed.rss").count("<content:encoded>") == texts


def test_a_consent_that_was_taken_back_counts_at_once(browser: Browser, store: Store) -> None:
    with serving(store, SITE) as url:
        assert data_of(page_of(Browser(url), "Netzwerkadministration (m/w/d)")) == []


def test_nothing_found_says_what_finds_something(browser: Browser) -> None:
    page = browser.get("/?q=netzwerk&ort=K%C3%B6ln")
    tried = dict(re.findall(r'<li><a href="/markt/(\?[^"]*)">([^<]*: \d+ Stellen?)</a>', page))
    words = set(tried.values())
    assert {"im Umkreis von 25 km um Köln: 1 Stelle", "ohne den Filter „Köln“: 1 Stelle"} <= words
    for link, said in tried.items():
        found = browser.get("/" + unescape(link))
        assert f"<h1>{said.rpartition(': ')[2].replace(' Stelle', ' passende Stelle')}</h1>" in found
    assert "ohne den Filter „gibtesnicht“: 3 Stellen" in browser.get("/?q=gibtesnicht")
    assert 'title="Keine passende Stelle (RSS)" href="/markt/feed.rss?q=netzwerk&amp;ort=K%C3%B6ln"' in page


def test_the_list_can_stand_in_another_page(browser: Browser) -> None:
    status, headers, body = browser.ask("/?fragment=1&land=DE-NW")
    assert (status, headers["access-control-allow-origin"]) == (200, "*")
    assert body.strip().startswith('<section class="vitako-stellenmarkt" lang="de" aria-label="1 passende Stelle">')
    assert body.strip().endswith("</section>")
    assert not re.search(r"<(html|head|body|script|style|link|form|h1)\b", body)
    assert set(re.findall(r'href="([^"]*?)(?:\w{16})?"', body)) == {"https://stellen.example.org/markt/stelle/", "https://stellen.example.org/markt/?land=DE-NW"}
    assert browser.ask("/?fragment=2")[0] == 400


def test_one_file_changes_colours_and_logo(browser: Browser, store: Store) -> None:
    page = browser.get("/")
    assert page.index("/style.css") < page.index('<link rel="stylesheet" href="/markt/theme.css">')
    assert browser.get("/theme.css") == ":root{--accent:#702}"
    with serving(store, replace(SITE, theme=None)) as url:
        assert "theme.css" not in Browser(url).get("/")
        assert Browser(url).ask("/theme.css")[0] == 404


@pytest.mark.parametrize("path", ["/", "/mitglieder", "/feeds", "/status"])
def test_what_is_shared_has_a_title_and_a_text(browser: Browser, path: str) -> None:
    page = browser.get(path)
    (title,) = re.findall(r"<title>(.*?)</title>", page)
    assert f'<meta property="og:title" content="{title}">' in page
    assert page.count('property="og:description" content="') == 1


@pytest.mark.parametrize(("days", "words"), [(0, "seit heute"), (1, "seit gestern"), (5, "seit 5 Tagen"), (15, "seit 2 Wochen"), (60, "seit 8 Wochen"), (95, "seit 3 Monaten")])
def test_how_long_it_is_open(days: int, words: str) -> None:
    ref = PostingRef(source="haus", external_id="1", url="https://haus.example.org", title="x", first_seen=NOW)
    v = Vacancy(id="v", url="/stelle/v", employer_url="https://haus.example.org", title="x", employer="Haus", employer_key="haus", employer_short="Haus", first_seen=NOW - days * DAY, changed_at=NOW, postings=[ref])
    assert views.since(v, NOW.date()) == words
    old = v.model_copy(update={"is_stock": True, "date_posted": NOW.date() - timedelta(days)})
    assert views.since(old, NOW.date()) == words
    assert views.since(v.model_copy(update={"is_stock": True}), date(2026, 3, 16)) == ""
