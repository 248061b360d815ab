"""What a checked table says of a pay grade, and what is refused as a table."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.settings import UsageError
from cli.workspace import read_pay_tables
from pipeline.model import PayGrade, Query, Vacancy
from render.paytable import explained, read
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting
from tests.render.serving import Browser, serving

TABLES = """
[[table]]
scheme = "TVöD"
name = "TVöD VKA"
valid_from = 2025-04-01
[table.monthly]
"EG 10" = [3900, 5500]
[[table]]
scheme = "TVöD"
name = "TVöD VKA"
valid_from = 2026-02-01
valid_until = 2026-12-31
source = "https://example.org/tabelle"
[table.monthly]
"EG 9b" = [3700.5, 4900]
"EG 10" = [4000, 5600.75]
"EG 11" = [4100, 6100]
"""
SAYS = "(Tabellenwert, keine Angabe des Arbeitgebers; TVöD VKA, gültig ab 1. Februar 2026)"


def vacancy(*grades: PayGrade) -> Vacancy:
    return Vacancy(id="v", url="/stelle/v", employer_url="https://haus.example.org", title="x", employer="Haus", employer_key="haus", employer_short="Haus", first_seen=NOW, changed_at=NOW,
                   postings=[], pay_grades=list(grades))


@pytest.mark.parametrize(("grade", "said"), [
    (PayGrade(scheme="TVöD", min="EG 10", max="EG 10"), [f"EG 10: 4.000 bis 5.600,75 Euro brutto im Monat bei Vollzeit, je nach Stufe {SAYS}"]),
    (PayGrade(scheme="TVöD", min="EG 9b", max="EG 11"), [f"EG 9b: 3.700,50 bis 4.900 Euro; EG 11: 4.100 bis 6.100 Euro brutto im Monat bei Vollzeit, je nach Stufe {SAYS}"]),
    (PayGrade(scheme="TVöD", max="EG 11"), [f"EG 11: 4.100 bis 6.100 Euro brutto im Monat bei Vollzeit, je nach Stufe {SAYS}"]),
    (PayGrade(min="EG 10", max="EG 10"), []), (PayGrade(scheme="TV-L", min="EG 10", max="EG 10"), []), (PayGrade(scheme="TVöD", min="EG 14", max="EG 14"), []), (PayGrade(scheme="TVöD"), [])])
def test_a_grade_is_explained_by_the_table_of_its_tariff(grade: PayGrade, said: list[str]) -> None:
    assert explained(vacancy(grade, grade), read(TABLES), NOW.date()) == said


def test_a_table_explains_while_it_is_valid() -> None:
    grade = vacancy(PayGrade(scheme="TVöD", min="EG 10", max="EG 10"))
    assert explained(grade, read(TABLES), date(2025, 3, 31)) == []
    assert "3.900 bis 5.500 Euro" in explained(grade, read(TABLES), date(2026, 1, 31))[0]
    assert "3.900 bis 5.500 Euro" in explained(grade, read(TABLES), date(2027, 1, 1))[0]


@pytest.mark.parametrize(("text", "where"), [
    ("[[table]", "line 1"), ("", "table: Field required"), (TABLES.replace("[3900, 5500]", "[3900]"), "table.0.monthly.EG 10"), (TABLES.replace("[3900, 5500]", "[5500, 3900]"), "lowest step comes first"), (TABLES.replace("[3900, 5500]", "[3900, inf]"), "lowest step comes first"), (TABLES.replace("[3900, 5500]", "[nan, nan]"), "lowest step comes first"),
    (TABLES.replace("TVöD\"", "TVX\"", 1), "table.0.scheme"), (TABLES.replace("name", "nmae"), "table.0.nmae")])
def test_what_is_no_table_is_refused_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    file = tmp_path / "tabellen.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="unset STELLENMARKT_PAY_TABLES") as failed:
        read_pay_tables(file)
    assert where in str(failed.value)


def test_the_sum_stands_on_the_page_alone(store: Store) -> None:
    store.sync_members([MEMBER])
    store.decide(harvest([posting("a", "Netzwerkadministration (m/w/d)")]), MEMBER, NOW)
    (shown,) = store.search(Query(today=NOW.date())).vacancies
    with serving(store, replace(Site("https://stellen.example.org"), pay_tables=read(TABLES))) as url:
        browser = Browser(url)
        assert f"<small>EG 10: 4.000 bis 5.600,75 Euro brutto im Monat bei Vollzeit, je nach Stufe {SAYS}</small>" in browser.get(f"/stelle/{shown.id}")
        for other in ("/", "/feed.rss", "/feed.json", "/v1/vacancies", "/v1/newsletter/block.html"):
            assert "5.600" not in browser.get(other)
