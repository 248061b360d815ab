"""How ads state their facts: sentences as employers write them, and what must be read of each."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Facts, Posting
from pipeline.normalise import normalise
from pipeline.normalise.dates import parse_date
from pipeline.normalise.places import find
from pipeline.normalise.words import terms


def facts(text: str = "", title: str = "Stelle (m/w/d)", **values: object) -> Facts:
    data = {"source": "x", "url": "https://x.example/1", "title": title, "description_html": f"<p>{text}</p>", "published": "2026-03-01", "employer": "Beispielamt"}
    return normalise(Posting.model_validate({**data, **values})).facts


@pytest.mark.parametrize(("text", "grades"), [
    ("Vergütung nach Entgeltgruppe 10 TVöD-VKA", [("TVöD", "EG 10", "EG 10")]), ("Eingruppierung in EG 9b bis EG 11 TV-L", [("TV-L", "EG 9b", "EG 11")]),
    ("Bezahlung bis EG 12 TV-V", [("TV-V", None, "EG 12")]), ("Vergütung ab Entgeltgruppe 11 TVöD", [("TVöD", "EG 11", None)]),
    ("Besoldung nach A 12 LBesO", [("BesO", "A 12", "A 12")]), ("Vergütung nach TVöD", [("TVöD", None, None)]),
    ("Erfahrung mit SAP S/4HANA und Microsoft Office 365 E3", []), ("Anfahrt über die A 44", []), ("Raum E 11", []), ("befristet nach § 14 Abs. 2 TzBfG", []),
])
def test_pay(text: str, grades: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(g.scheme, g.min, g.max) for g in facts(text).pay_grades] == grades


@pytest.mark.parametrize(("text", "day"), [
    ("Bitte bewerben Sie sich bis zum 30.04.2026.", date(2026, 4, 30)), ("Bewerbungsfrist: 5. April", date(2026, 4, 5)), ("Bewerbungsschluss ist der 12.04.26.", date(2026, 4, 12)),
    ("Wir freuen uns bis Ende April auf Ihre Bewerbung.", date(2026, 4, 30)), ("Bewerbungen bis 15.1. an uns.", date(2027, 1, 15)),
    ("Die Vorstellungsgespräche finden am 24.04.2026 statt.", None), ("Die Stelle ist befristet bis zum 31.12.2027.", None), ("Beginn: 01.05.2026", None),
])
def test_deadlines(text: str, day: date | None) -> None:
    assert facts(text).valid_through == day


@pytest.mark.parametrize(("text", "permanent"), [
    ("Wir bieten eine unbefristete Stelle.", True), ("Die Stelle ist auf Dauer zu besetzen.", True), ("Die Stelle ist befristet.", False),
    ("Die Stelle ist unbefristet. Die Zulage ist befristet.", True), ("Gleitzeit", None), ("Nach der Ausbildung übernehmen wir dich unbefristet.", None)])
def test_terms(text: str, permanent: bool | None) -> None:
    assert facts(text, title="Ausbildung Fachinformatiker" if "Ausbildung" in text else "Stelle").permanent is permanent


@pytest.mark.parametrize(("title", "clean"), [
    ("Wir suchen: Netzwerkadministrator (m/w/d) – Kassel – EG 10", "Netzwerkadministrator (m/w/d)"), ("SYSTEMADMINISTRATOR (M/W/D)", "Systemadministrator (m/w/d)"),
    ("Referent*in Recht (w/m/d), Kennziffer 12/2026", "Referent*in Recht (w/m/d)"), ("IT-Leitung (m/w/d) in Vollzeit", "IT-Leitung (m/w/d)"),
    ("Fach&shy;betreuer (m/w/d) 🚀 #jobs", "Fachbetreuer (m/w/d)"), ("Berater SAP S/4HANA (m/w/d)", "Berater SAP S/4HANA (m/w/d)")])
def test_titles(title: str, clean: str) -> None:
    assert facts(title=title).title == clean


@pytest.mark.parametrize(("name", "found"), [
    ("Koeln", "Köln"), ("34117 Kassel", "Kassel"), ("Halle/Saale", "Halle (Saale)"), ("Frankfurt/Oder", "Frankfurt (Oder)"), ("Freiburg i. Br.", "Freiburg im Breisgau"),
    ("Mülheim a. d. Ruhr", "Mülheim an der Ruhr"), ("MÜNCHEN", "München"), ("Nirgendwo am Nichts", None), ("", None)])
def test_places(name: str, found: str | None) -> None:
    place = find(name)
    assert (place.name if place else None) == found


@pytest.mark.parametrize(("text", "day"), [
    ("2026-04-30T21:59:59Z", date(2026, 4, 30)), ("2026-04-30T22:00:00Z", date(2026, 5, 1)), ("30.04.2026", date(2026, 4, 30)), ("1970-01-01", None), ("0000-00-00", None),
    ("1777500000000", date(2026, 4, 30)), ("Wed Sep 09 02:00:00 UTC 2026", date(2026, 9, 9)), ("Thu, 30 Apr 2026 10:00:00 +0200", date(2026, 4, 30)), (".", None), ("bald", None)])
def test_machine_dates(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_the_portals_own_value_wins_unless_it_is_implausible() -> None:
    text = "Bewerbungsfrist: 30.04.2026"
    assert facts(text, valid_through="2026-05-05").valid_through == date(2026, 5, 5)
    assert facts(text, valid_through="1970-01-01").valid_through == date(2026, 4, 30)
    assert facts(text, valid_through="2025-01-01").valid_through == date(2026, 4, 30)


def test_persons_are_dropped_and_umlauts_meet() -> None:
    made = normalise(Posting(source="x", url="https://x.example", title="Stelle", description_html="<p>Fragen? Frau Erika Mustermann, Tel. 0000 123-45, erika@example.org</p>"))
    assert "Mustermann" not in made.text
    assert "example.org" not in made.text
    assert "123-45" not in made.text
    assert terms("Köln") == terms("Koeln") == terms("KOELN")
    assert terms("Straße") == terms("Strasse")


html = st.text(alphabet="<>/abE &;#1239.-–()€%AGTVöDbis\n", max_size=400)


@given(title=html, text=html)
def test_nothing_raises_and_reading_again_gives_the_same(title: str, text: str) -> None:
    title = title if title.strip() else "x"
    once = facts(text, title=title)
    assert once == facts(text, title=title)
    assert once.title


@pytest.mark.parametrize("text", ["<div>" * 100_000, "EG " * 300_000, "1." * 400_000, "bis zum 1.1." * 80_000, "a" * 1_000_000, "Köln, " * 150_000, "<p>befristet " * 80_000])
def test_a_megabyte_of_hostile_text_is_read_in_bounded_time(text: str) -> None:
    begin = time.process_time()
    facts(text)
    # Ten times the target: a guard against quadratic growth, not a measurement.
    assert time.process_time() - begin < 10
