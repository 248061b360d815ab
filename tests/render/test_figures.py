"""``/zahlen`` over real HTTP and as files: the same numbers on page, chart and CSV; nobody is named."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.figures import Figure, Key, Life, Measure, Topic, count, figures, grades_of
from pipeline.model import PayGrade
from render.figures import Line, by_month, by_value, chart
from render.publish import publish
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting
from tests.render.serving import Browser, serving
from tests.store.test_forgetting import LASTING, filled

SITE = Site("https://stellen.example.org")


def rows_of(body: str) -> list[list[str]]:
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]


def test_page_and_csv_say_the_same_before_and_after_a_purge(store: Store) -> None:
    now = filled(store)
    with serving(store, SITE, clock=lambda: now) as url:
        browser = Browser(url)
        page, (_, headers, sheet) = browser.get("/zahlen"), browser.ask("/zahlen.csv")
        assert headers["content-type"] == "text/csv; charset=utf-8"
        store.forget_facts(now - 365 * DAY, now.date())
        assert browser.get("/zahlen") == page
        assert browser.ask("/zahlen.csv")[2] == sheet
    table = rows_of(page)
    assert ["März 2026", "2", "0", "9"] in table
    assert ["April 2026", "0", "3", "6"] in table
    assert ["April 2027 (bis heute)", "0", "0", "6"] in table
    assert ["Sachsen", "6", "1"] in table, "new in the last twelve months"
    lines = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff")), delimiter=";"))
    assert {"monat": "2026-03", "zahl": "neu", "nach": "Land", "wert": "DE-SN", "bezeichnung": "Sachsen", "stellen": "2"} in lines
    assert sum(int(line["stellen"]) for line in lines if (line["zahl"], line["nach"]) == ("neu", "alle")) == 3
    for words in (MEMBER.name, MEMBER.short_name, MEMBER.key, *(one.title for one in LASTING), "Netzwerkadministration"):
        assert words not in page + sheet, words
    assert re.search(r'<svg class="bars"[^>]* role="img" aria-labelledby="bild"><title id="bild">Neue Stellen je Monat von März 2026 bis April 2027, am meisten im März 2026: 2\.', page)
    assert "<script" not in page


def test_an_empty_stock_has_a_page(store: Store) -> None:
    with serving(store, replace(SITE, demo=True)) as url:
        assert "Noch ist nichts gezählt." in Browser(url).get("/zahlen")
        assert Browser(url).get("/zahlen.csv").splitlines() == ["\ufeffmonat;zahl;nach;wert;bezeichnung;stellen;hinweis"]
        assert 'href="/zahlen"' in Browser(url).get("/")


def test_the_static_site_has_them_too(store: Store, tmp_path: Path) -> None:
    store.decide(harvest([*LASTING]), MEMBER, NOW)
    store.decide(harvest([*LASTING, posting("n", "Leitung Software (m/w/d)")], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    publish(store, replace(SITE, demo=True), tmp_path / "public", NOW + DAY)
    assert ["März 2026 (bis heute)", "1", "0", "7"] in rows_of((tmp_path / "public/zahlen/index.html").read_text(encoding="utf-8"))
    assert "2026-03;neu;alle;;alle;1;Beispieldaten" in (tmp_path / "public/zahlen.csv").read_text(encoding="utf-8")


def lived(*lives: Life, today: date = date(2026, 5, 20)) -> dict[tuple[str, str, str], int]:
    return {(f"{key.month:%Y-%m}", key.measure, key.value): number for key, number in count(lives, [], today).items() if key.topic in (Topic.ALL, Topic.DAYS)}


def test_months_of_a_life() -> None:
    assert lived(Life(date(2026, 1, 31), date(2026, 2, 28))) == {
        ("2026-01", "begun", ""): 1, ("2026-01", "open", ""): 1, ("2026-02", "open", ""): 1, ("2026-02", "ended", ""): 1, ("2026-02", "ended", "29-56"): 1}
    assert lived(Life(date(2026, 4, 2), date(2026, 4, 2))) == {("2026-04", "begun", ""): 1, ("2026-04", "ended", ""): 1, ("2026-04", "ended", "1-14"): 1}
    assert lived(Life(date(2025, 12, 30), None, is_stock=True))[("2026-05", "open", "")] == 1
    assert ("2025-12", "begun", "") not in lived(Life(date(2025, 12, 30), None, is_stock=True))
    assert lived(Life(date(2026, 4, 2), date(2026, 4, 1))) == {}, "over before it was first seen"
    assert lived(Life(date(2026, 5, 1), date(2026, 5, 20))) == {("2026-05", "begun", ""): 1, ("2026-05", "ended", "15-28"): 1, ("2026-05", "ended", ""): 1}


def test_a_vacancy_counts_at_each_of_its_values_and_once_in_all() -> None:
    found = count([Life(date(2026, 3, 1), None)], [(Topic.STATE, ["DE-NW", "DE-RP"]), (Topic.AREA, [])], date(2026, 3, 5))
    assert {(key.topic, key.value): number for key, number in found.items() if key.measure is Measure.BEGUN} == {
        ("all", ""): 1, ("state", "DE-NW"): 1, ("state", "DE-RP"): 1, ("area", ""): 1}
    grades = [PayGrade(scheme="TVöD", min="EG 9b", max="EG 11"), PayGrade(scheme="BesO", min="A 12", max="A 12"), PayGrade(scheme="AT"), PayGrade(scheme="TV-L")]
    assert grades_of(grades) == ["A 12", "AT", "EG 11"]
    assert [f.value for f in figures(found) if f.topic is Topic.STATE] == ["DE-NW", "DE-RP"] * 2


def test_order_and_words_of_the_values() -> None:
    today = date(2026, 3, 20)
    grades = ["A 10", "EG 9b", "EG 10", "", "AT", "S 12", "EG 9a"]
    found = [Figure(month=date(2026, 3, 1), measure=Measure.BEGUN, topic=Topic.GRADE, value=value, vacancies=n + 1) for n, value in enumerate(grades)]
    assert [line.name for line in by_value(found, Topic.GRADE, today)] == ["EG 9a", "EG 9b", "EG 10", "S 12", "A 10", "außertariflich", "keine Angabe"]
    days = [Figure(month=date(2025, month, 1), measure=Measure.ENDED, topic=Topic.DAYS, value=value, vacancies=4) for month, value in ((3, "1-14"), (4, ""), (5, "85-"), (12, "15-28"))]
    assert by_value(days, Topic.DAYS, today) == [Line("15 bis 28 Tage", 0, 4, 100), Line("ab 85 Tagen", 0, 4, 100), Line("nicht bekannt", 0, 4, 100)]


def test_the_chart_holds_any_numbers() -> None:
    counts = {Key(date(2020 + n // 12, n % 12 + 1, 1), measure, Topic.ALL, ""): 7 ** (n % 9) for n in range(75) for measure in Measure}
    months = by_month([Figure(**key._asdict(), vacancies=number) for key, number in counts.items()], date(2026, 3, 20))
    assert (len(months), months[0].name, months[-1].name) == (24, "April 2024", "März 2026")
    drawn = str(chart(months))
    assert drawn.count("<rect") == drawn.count("<circle") == 24
    heights = [float(value) for value in re.findall(r' height="([\d.]+)"/>', drawn)]
    assert max(heights) <= 206
    assert min(heights) >= 0
    assert str(chart(by_month([Figure(month=date(2026, 3, 1), measure=Measure.OPEN, topic=Topic.ALL, value="", vacancies=1)], date(2026, 3, 2)))).count("<rect") == 1


def test_what_ended_today_is_not_open_any_more() -> None:
    today = date(2026, 3, 18)
    ended, still = (count([Life(date(2026, 2, 2), last)], [], today) for last in (today, None))
    assert {(key.month.month, key.measure): number for key, number in ended.items() if key.topic is Topic.ALL} == {(2, Measure.BEGUN): 1, (2, Measure.OPEN): 1, (3, Measure.ENDED): 1}
    assert {(key.month.month, key.measure): number for key, number in still.items()} == {(2, Measure.BEGUN): 1, (2, Measure.OPEN): 1, (3, Measure.OPEN): 1}
