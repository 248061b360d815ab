"""Block, feeds, page and static site: hostile text is inert everywhere, the same data give the same bytes."""

import html
import json
import os
import re
import time
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import feedparser
import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model import EditorChoice, Hours, PayGrade, Place, PostingRef, Query, Remote, ResultPage, Vacancy
from pipeline.select import IssueRequest, select
from render import feeds, inert, pages, views
from render.auth import hash_password, role_of, same_origin
from render.block import FORMATS, Block, Options, PlaceError, into, render
from render.publish import publish
from render.site import Site
from store import connect
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

SITE = Site("https://stellen.example.org")
ISSUE = date(2026, 3, 18)
SINCE = datetime(2026, 3, 4, tzinfo=UTC)


def vacancy(number: int = 1, **values: object) -> Vacancy:
    data: dict[str, object] = {
        "id": f"v{number}", "url": f"/stelle/v{number}", "employer_url": f"https://haus.example.org/{number}", "title": f"Stelle {number} (m/w/d)", "employer": "Haus AöR",
        "employer_key": "haus", "employer_short": "Haus", "first_seen": NOW, "changed_at": NOW,
        "postings": [PostingRef(source="haus", external_id=str(number), url="https://haus.example.org", title="x", first_seen=NOW)]}
    return Vacancy.model_validate({**data, **values})


def block_of(vacancies: list[Vacancy], **options: object) -> Block:
    chosen = select(vacancies, IssueRequest(day=ISSUE, since=SINCE))
    return Block(chosen, Options(day=ISSUE, **options), SITE, SINCE)  # type: ignore[arg-type]


FULL = vacancy(7, title="Projektleitung OZG & E-Akte (m/w/d)", valid_through=date(2026, 4, 2), locations=[Place(name="Gießen")], employer_short="ekom21",
               pay_grades=[PayGrade(scheme="TVöD", min="EG 11", max="EG 11")])


def test_a_line_of_the_house_style() -> None:
    text = render(block_of([FULL]), "txt").decode()
    assert text.splitlines()[:4] == ["VITAKO-Stellenmarkt", "", "bis 2.4., Gießen: Projektleitung OZG & E-Akte (m/w/d), ekom21, EG 11", "https://stellen.example.org/stelle/v7"]
    html = render(block_of([FULL]), "html").decode()
    assert re.sub(r"<[^>]+>", "", html).splitlines()[2] == "bis 2.4., Gießen: Projektleitung OZG &amp; E-Akte (m/w/d), ekom21, EG 11"
    assert "bis 2\\.4\\., Gießen: [Projektleitung" in render(block_of([FULL]), "md").decode()
    assert json.loads(render(block_of([FULL]), "json"))["items"][0]["line"] == "bis 2.4., Gießen: Projektleitung OZG & E-Akte (m/w/d), ekom21, EG 11"
    assert "Die neue Stelle im Überblick\nhttps://stellen.example.org/?seit=2026-03-04T00%3A00%3A00Z&bis=2026-03-18" in text


@pytest.mark.parametrize(("values", "line"), [
    ({"open_ended": True, "locations": [Place(name="Hamburg")]}, "laufend, Hamburg: Stelle 1 (m/w/d), Haus"),
    ({"locations": [Place(name="Bonn"), Place(name="Köln")]}, "Bonn/Köln: Stelle 1 (m/w/d), Haus"),
    ({"locations": [Place(name=n) for n in ("Köln", "Bonn", "Aachen")]}, "Köln u. a.: Stelle 1 (m/w/d), Haus"),
    ({}, "Stelle 1 (m/w/d), Haus"), ({"remote": Remote.FULL}, "ortsunabhängig: Stelle 1 (m/w/d), Haus"),
    ({"valid_through": date(2027, 1, 5)}, "bis 5.1.2027: Stelle 1 (m/w/d), Haus"),
    ({"pay_grades": [PayGrade(min=None, max="EG 12")]}, "Stelle 1 (m/w/d), Haus, bis EG 12"),
    ({"title": "Wort " * 40}, "Wort " * 16 + "Wort…, Haus"),
])
def test_lines_show_only_what_is_known(values: dict[str, object], line: str) -> None:
    assert render(block_of([vacancy(**values)]), "txt").decode().splitlines()[2].replace("\u2060", "") == line  # type: ignore[arg-type]


def test_an_empty_block_is_valid_in_every_format() -> None:
    for form in FORMATS:
        body = render(block_of([]), form).decode()
        assert body.endswith("\n")
        assert form in ("json", "rss") or "Aktuell keine neuen Stellen." in body


def test_twenty_jobs_fit_into_eight_kilobytes_of_mail() -> None:
    many = [FULL.model_copy(update={"id": f"abcdefghijkl{n:04}", "employer_key": f"h{n}"}) for n in range(20)]
    html = render(Block(select(many, IssueRequest(day=ISSUE, since=SINCE, most=20)), Options(day=ISSUE), SITE, SINCE), "html")
    assert html.count(b"<p ") == 21
    assert len(html) <= 8192
    assert set(re.findall(rb"<(\w+)", html)) <= {b"h2", b"p", b"a"}
    assert not re.search(rb"class=|<style|<img|<ul", html)


HOSTILE = ["{{ 7 * 7 }}", "{% raw %}x", "*|FNAME|*", "${jndi:x}", "<% x %>", "<script>alert(1)</script>", '"><img src=x onerror=y>', "[a](javascript:x)", "=1+1", "\x00\x1b[31m\u202e",
           "%%first%%", "[[x]]", "#{x}", "a" * 10_000, "]]>", "&lt;b&gt;", "`x` **y** _z_", "\ud800".encode("utf-8", "replace").decode()]
titles = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.lists(st.sampled_from(["{", "}", "%", "*", "|", "$", "<", ">", "[", "]", "#", "a", " "]), max_size=12).map("".join))


@given(title=titles)
@example(title="{{ config }}")
def test_hostile_titles_are_inert_in_every_format(title: str) -> None:
    odd = vacancy(title=f"A {title} Z", employer=title or "x", employer_short=title or "x", locations=[Place(name=title or "x")])
    made = block_of([odd])
    for form in FORMATS:
        body = render(made, form).decode()
        if form in ("html", "doc"):
            assert jinja2.Template(body.strip()).render() == body.strip()
            assert set(re.findall(r"<(\w+)", body)) <= {"h2", "p", "a", "html", "head", "meta", "title", "link", "body"}
        assert not TEMPLATE_SIGNS.search(told(form, body)), form
        if form == "json":
            json.loads(body)
        if form == "rss":
            ET.fromstring(body)
    for write in (feeds.rss, feeds.atom, feeds.json_feed):
        text = write([odd], SITE, title, "https://x.example/feed", "https://x.example/")
        assert not TEMPLATE_SIGNS.search(told("json" if write is feeds.json_feed else "xml", text))
        if write is feeds.json_feed:
            continue
        ET.fromstring(text)
        assert feedparser.parse(text).bozo == 0
    assert inert.cell(title)[:1] not in tuple("=+-@") or not title
    calendar = feeds.deadline_ics(odd.model_copy(update={"valid_through": ISSUE}), SITE)
    assert calendar is not None
    assert not TEMPLATE_SIGNS.search(calendar.decode().replace("\r\n ", ""))
    api = pages.api_json(ResultPage(vacancies=[odd], total=1), Query(today=ISSUE), SITE).decode()
    assert not TEMPLATE_SIGNS.search(told("json", api))
    assert json.loads(api)["vacancies"][0]["title"].replace("\u2060", "") == inert.clean(odd.title)


TEMPLATE_SIGNS = re.compile(r"\{\{|\{%|\*\||\|\*|\$\{|<%|%>|%%|\[\[|#\{")


def told(form: str, body: str) -> str:
    """What a mail system has in its hands: the text of XML, every string of JSON (whose own brackets stand outside of strings)."""
    if form == "json":
        strings: list[str] = []
        json.loads(body, object_hook=lambda found: strings.extend(item for value in found.values() for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)))
        return "\n".join(strings)
    return html.unescape(body) if form in ("rss", "xml") else body


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " javascript:x", "\x01javascript:x", "//x", "https://x y/{{z}}*|a|*", "http://[bad"])
def test_odd_addresses_are_no_links(url: str) -> None:
    made = inert.address(url)
    assert made == "" or re.fullmatch(r"https://[^\s{}|<>\"*]*", made)


TEXT = "Kopf\r\n\r\nVITAKO-Stellenmarkt\r\n\r\n\r\n\r\nBilder: x\r\nohne Ende"


def test_the_block_in_a_text_file_keeps_line_ends_and_everything_else() -> None:
    once = into(TEXT, "VITAKO-Stellenmarkt\n\neins\n\nzwei\n", "txt")
    assert once == "Kopf\r\n\r\nVITAKO-Stellenmarkt\r\n\r\neins\r\n\r\nzwei\r\n\r\nBilder: x\r\nohne Ende"
    assert into(once, "VITAKO-Stellenmarkt\n\neins\n\nzwei\n", "txt") == once


def test_a_job_that_begins_like_a_part_is_no_part() -> None:
    block = "VITAKO-Stellenmarkt\n\nBilder: Archivkraft (m/w/d), Haus\nhttps://x.example/1\n\nImpressum und Recht, Haus\nhttps://x.example/2\n"
    once = into(TEXT, block, "txt")
    assert into(once, block, "txt") == once
    assert once.endswith("\r\n\r\nBilder: x\r\nohne Ende")


def test_marks_stay_where_the_block_has_none() -> None:
    page = "<p>a</p>\n<!-- vitako-stellenmarkt:begin v=1 -->\n<!-- vitako-stellenmarkt:end -->\n"
    bare = render(block_of([FULL], heading=False), "html").decode()
    once = into(page, bare, "html")
    assert into(once, bare, "html") == once
    assert "<h2" not in once


def test_the_block_in_an_html_file_stands_between_its_marks() -> None:
    page = "<p>a</p>\n<!-- vitako-stellenmarkt:begin v=1 -->\nalt\n<!-- vitako-stellenmarkt:end -->\n<p>b</p>"
    once = into(page, render(block_of([FULL]), "html").decode(), "html")
    assert once.startswith("<p>a</p>\n<!-- vitako-stellenmarkt:begin v=1 -->\n<h2")
    assert once.endswith("<!-- vitako-stellenmarkt:end -->\n<p>b</p>")
    assert into(once, render(block_of([FULL]), "html").decode(), "html") == once
    for bad in ("", page + page, "<!-- vitako-stellenmarkt:end --><!-- vitako-stellenmarkt:begin v=1 -->"):
        with pytest.raises(PlaceError):
            into(bad, "x", "html")


def test_selection_is_fair_and_says_why() -> None:
    many = [vacancy(n, employer_key=key, employer_short=key) for n, key in enumerate("aaaaabbbccd")]
    chosen = select(many, IssueRequest(day=ISSUE, since=SINCE, most=6))
    assert sorted(v.employer_key for v in chosen.shown) == ["a", "a", "b", "b", "c", "d"] or len({v.employer_key for v in chosen.shown}) == 4
    assert len(chosen.shown) == 6
    assert chosen.counted == 11
    assert {reason for _, reason in chosen.left_out} <= {"per_employer", "max"}
    assert len(chosen.shown) + len(chosen.left_out) == 11


@pytest.mark.parametrize(("values", "reason"), [
    ({"valid_through": date(2026, 3, 24)}, "deadline"), ({"kind": "speculative"}, "speculative"), ({"first_seen": NOW + 9 * DAY}, "future")])
def test_what_is_left_out(values: dict[str, object], reason: str) -> None:
    chosen = select([vacancy(**values)], IssueRequest(day=ISSUE, since=SINCE))  # type: ignore[arg-type]
    assert (chosen.shown, [why for _, why in chosen.left_out]) == ([], [reason])


def test_editors_decide_and_what_was_sent_is_not_shown_again() -> None:
    many = [vacancy(n) for n in range(6)]
    request = IssueRequest(day=ISSUE, since=SINCE)
    hidden = select(many, request, choices=[EditorChoice(vacancy="v0", action="hide"), EditorChoice(vacancy="v5", action="pin")])
    assert "v0" not in {v.id for v in hidden.shown}
    assert "v5" in {v.id for v in hidden.shown}
    again = select(many, request, shown_before={"v1", "v2"})
    assert not {"v1", "v2"} & {v.id for v in again.shown}
    assert "v2" in {v.id for v in select([vacancy(2, round=2)], request, shown_before={"v2"}).shown}


def test_what_did_not_fit_is_told_of_stock_too() -> None:
    chosen = select([vacancy(n, is_stock=n > 1, employer_key=f"h{n}") for n in range(1, 6)], IssueRequest(day=ISSUE, since=SINCE, most=3))
    assert len(chosen.shown) == 3
    assert [why for _, why in chosen.left_out] == ["stock", "stock"]
    assert pages.left_out_words(chosen) == ""
    full = select([vacancy(n, valid_through=date(2026, 3, 20) if n == 1 else None) for n in range(1, 5)], IssueRequest(day=ISSUE, since=SINCE))
    assert pages.left_out_words(full) == "2 neue weggelassen: Frist endet zu bald (1), schon genug von diesem Haus (1)"


def test_a_vacancy_first_seen_late_in_the_evening_belongs_to_the_berlin_day() -> None:
    late = vacancy(first_seen=datetime(2026, 3, 18, 23, 30, tzinfo=UTC))  # half past midnight in Berlin
    assert [why for _, why in select([late], IssueRequest(day=ISSUE, since=SINCE)).left_out] == ["future"]


def test_stock_is_no_news_but_fills_free_places() -> None:
    chosen = select([vacancy(1, is_stock=True), vacancy(2)], IssueRequest(day=ISSUE, since=SINCE))
    assert (len(chosen.shown), chosen.counted, chosen.counts_news) == (2, 1, True)
    alone = select([vacancy(1, is_stock=True)], IssueRequest(day=ISSUE, since=SINCE))
    assert (alone.counted, alone.counts_news) == (1, False)


def test_feed_dates_never_change_and_rounds_are_items_of_their_own() -> None:
    one, later = vacancy(1), vacancy(1, changed_at=NOW + DAY, valid_through=date(2026, 5, 1))
    first, second = (feedparser.parse(feeds.rss([v], SITE, "t", "https://x.example/f", "https://x.example/")).entries[0] for v in (one, later))
    assert (first.id, first.published) == (second.id, second.published)
    assert first.published == "Mon, 16 Mar 2026 09:00:00 +0000"
    again = feedparser.parse(feeds.rss([vacancy(1, round=2)], SITE, "t", "https://x.example/f", "https://x.example/")).entries[0]
    assert again.id == first.id + ";round=2"
    stock = feedparser.parse(feeds.rss([vacancy(1, is_stock=True)], SITE, "t", "https://x.example/f", "https://x.example/")).entries[0]
    assert "published" not in stock


def test_words_of_facts() -> None:
    v = vacancy(weekly_hours=Hours(min=19.5, max=39), permanent=False, fixed_term_end=date(2027, 12, 31), remote=Remote.PARTIAL, valid_through=date(2026, 4, 14))
    assert views.summary(v) == "Frist 14.4.2026 · befristet bis 31.12.2027 · 19,5 bis 39 Std. · Homeoffice teilweise"


def test_publishing_changes_only_what_changed(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'x.sqlite'}")
    store.sync_members([MEMBER, OTHER])
    store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW)
    target = tmp_path / "public"
    assert publish(store, SITE, target, NOW).changed > 10
    first = {f.name: (f.stat().st_mtime_ns, f.stat().st_ino) for f in target.resolve().rglob("*") if f.is_file()}
    time.sleep(0.01)
    assert publish(store, SITE, target, NOW + timedelta(minutes=5)).changed == 0
    store.decide(harvest([posting("a"), posting("b"), posting("c", "Netzwerkadministrator (m/w/d)")], run="r2", at=NOW + timedelta(hours=1)), MEMBER, NOW + timedelta(hours=1))
    report = publish(store, SITE, target, NOW + timedelta(hours=1))
    assert 0 < report.changed < report.unchanged
    kept = {f.name: (f.stat().st_mtime_ns, f.stat().st_ino) for f in target.resolve().rglob("*") if f.is_file()}
    assert kept["style.css"] == first["style.css"]
    assert os.path.islink(target)  # noqa: PTH114
    (tmp_path / "mine").mkdir()
    with pytest.raises(FileExistsError, match="not made by publish"):
        publish(store, SITE, tmp_path / "mine", NOW)
    store.close()


def test_passwords_and_origins() -> None:
    users = {"redaktion": hash_password("geheim")}
    import base64

    def header(text: str) -> str:
        return "Basic " + base64.b64encode(text.encode()).decode()

    assert role_of(header("redaktion:geheim"), users) == "redaktion"
    for wrong in ("redaktion:falsch", "betrieb:geheim", "redaktion", ":", "nobody:"):
        assert role_of(header(wrong), users) is None
    assert role_of("Basic ???", users) is None
    assert role_of(None, users) is None
    assert same_origin("https://stellen.example.org", None, "https://stellen.example.org/sub")
    assert not same_origin("https://evil.example", "stellen.example.org", "https://stellen.example.org")
    assert not same_origin(None, "stellen.example.org", "https://stellen.example.org")
