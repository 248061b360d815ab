"""What people type and what spreadsheets save: days, columns, encodings, and what is wrong with a line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.manual import Entry, check_lines, make, member_of, read_sheet, read_until
from pipeline.manual.days import Until
from pipeline.manual.entry import faults_of
from pipeline.model import Member

TODAY = date(2026, 3, 16)
NORD = Member(key="nord", name="Musterwerke Nord AöR", short_name="Musterwerke", aliases=["Rechenzentrum Nord"], website="https://www.nord.example.org", platform="manual")
SUED = Member(key="sued", name="Digitalhaus Süd GmbH", short_name="DH Süd", portal="https://jobs.vendor.example/sued", platform="jsonld")
MEMBERS = {"nord": NORD, "sued": SUED}


@pytest.mark.parametrize(("text", "day"), [
    ("30.04.2026", date(2026, 4, 30)), ("30.4.26", date(2026, 4, 30)), ("30. April 2026", date(2026, 4, 30)), ("30. Apr. 2026", date(2026, 4, 30)),
    ("2026-04-30", date(2026, 4, 30)), ("30. 4. 2026", date(2026, 4, 30)), ("bis 30.04.2026", date(2026, 4, 30)), ("bis zum 30.04.2026", date(2026, 4, 30)),
    ("30.4.", date(2026, 4, 30)), ("1.2.", date(2027, 2, 1)), ("Ende April", date(2026, 4, 30)), ("30.04.2026 00:00:00", date(2026, 4, 30)), ("30.04.2026, 24 Uhr", date(2026, 4, 30)),
    ("2026-04-30 23:59", date(2026, 4, 30)), ("Bewerbungsfrist: 30.04.2026", date(2026, 4, 30)), ("31. märz", date(2026, 3, 31))])
def test_days_as_people_write_them(text: str, day: date) -> None:
    assert read_until(text, TODAY) == Until(day=day)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "keine", "ohne Frist", "k. A.", "keine Angabe"])
def test_no_deadline(text: str) -> None:
    assert read_until(text, TODAY) == Until()


@pytest.mark.parametrize("text", ["laufend", "Laufend", "jederzeit", "bis zur Besetzung", "Frist: laufend"])
def test_open_ended(text: str) -> None:
    assert read_until(text, TODAY) == Until(open_ended=True)


@pytest.mark.parametrize("text", ["31.02.2026", "morgen", "12/31/2026", "46142", "30.13.2026", "2026-13-01", "30.04.2026 oder später", "0.0.0", "Q2", "{{ x }}", "30.04.20266"])
def test_what_is_no_day_is_never_guessed(text: str) -> None:
    assert read_until(text, TODAY) is None


@given(st.text(max_size=40))
def test_reading_a_day_never_fails(text: str) -> None:
    read = read_until(text, TODAY)
    assert read is None or read.day is None or read.day >= date(2000, 1, 1)


@pytest.mark.parametrize(("values", "faults"), [
    ({}, []), ({"title": "  "}, [("title", "missing")]), ({"title": "x" * 10_000}, [("title", "too_long")]), ({"url": "javascript:alert(1)"}, [("url", "no_address")]),
    ({"url": "www.nord.example.org/1"}, [("url", "no_address")]), ({"url": "https://"}, [("url", "no_address")]), ({"url": "https://a b.example.org/"}, [("url", "no_address")]),
    ({"url": "http://[x"}, [("url", "no_address")]), ({"url": "http://x.example.org:port/"}, [("url", "no_address")]), ({"url": "file:///etc/passwd"}, [("url", "no_address")]),
    ({"apply_url": "mailto:jobs@example.org"}, []), ({"apply_url": "mailto:"}, [("apply_url", "no_address")]), ({"until": "15.3.2026"}, [("until", "past")]),
    ({"until": "16.3.2026"}, []), ({"until": "16.3.2062"}, [("until", "far")]), ({"until": "bald"}, [("until", "no_day")]), ({"date_posted": "gestern"}, [("date_posted", "no_day")]), ({"date_posted": "1.3.2026"}, []),
    ({"title": "", "url": "x", "until": "x"}, [("title", "missing"), ("url", "no_address"), ("until", "no_day")])])
def test_faults_name_their_field(values: dict[str, str], faults: list[tuple[str, str]]) -> None:
    entry = Entry.model_validate({"title": "Jurist (m/w/d)", **values}).cleaned()
    assert [(f.field, f.code) for f in faults_of(entry, TODAY)] == faults


def test_a_deadline_in_the_text_counts_and_one_that_is_over_is_refused() -> None:
    open_ = make(Entry(title="A (m/w/d)", text="Bewerbungsfrist: 30.04.2026"), NORD, TODAY)
    assert open_.reading is not None
    assert open_.posting is not None
    assert (open_.reading.facts.valid_through, open_.posting.expires) == (date(2026, 4, 30), None)
    over = make(Entry(title="A (m/w/d)", text="Bewerbungsfrist: 01.02.2026"), NORD, TODAY)
    assert [(f.field, f.code, f.value) for f in over.faults] == [("until", "past", "2026-02-01")]
    assert make(Entry(title="A (m/w/d)", text="Bewerbungsfrist: 01.02.2026", until="30.4.2026"), NORD, TODAY).faults == []


@pytest.mark.parametrize(("values", "key"), [
    ({"member": "nord"}, "nord"), ({"member": "Musterwerke Nord"}, "nord"), ({"member": "musterwerke nord aör"}, "nord"), ({"member": "Rechenzentrum Nord"}, "nord"),
    ({"member": "Nirgendwo"}, None), ({"url": "https://www.nord.example.org/1"}, "nord"), ({"url": "https://karriere.nord.example.org/1"}, "nord"),
    ({"url": "https://jobs.vendor.example/sued/1"}, "sued"), ({"url": "https://nord.example.org.evil.example/"}, None), ({"url": "https://othernord.example.org/"}, None),
    ({"member": "Nirgendwo", "url": "https://www.nord.example.org/1"}, None), ({}, None)])
def test_whose_ad_it_is(values: dict[str, str], key: str | None) -> None:
    found = member_of(Entry.model_validate(values), MEMBERS)
    assert (found.key if found else None) == key


def test_places_are_parted_and_city_states_are_places() -> None:
    for typed, names in {"Köln/Bonn": ["Köln", "Bonn"], "Halle (Saale)": ["Halle (Saale)"], "Frankfurt (Oder) und Berlin": ["Frankfurt (Oder)", "Berlin"], "Bremen; Hamburg": ["Bremen", "Hamburg"],
                         "Hessen": []}.items():
        made = make(Entry(title="A (m/w/d)", places=typed), NORD, TODAY)
        assert made.reading is not None
        assert made.reading.facts.locations == names


def test_a_host_that_two_members_share_says_nothing() -> None:
    twin = Member(key="twin", name="Zwilling GmbH", short_name="Zwilling", portal="https://jobs.vendor.example/twin", platform="jsonld")
    assert member_of(Entry(url="https://jobs.vendor.example/1"), {**MEMBERS, "twin": twin}) is None


ROWS = [["Titel", "URL", "Ort", "Frist"], ["Köchin (m/w/d)", "https://www.nord.example.org/1", "Halle (Saale)", "30.04.2026"], ["Jurist; Recht (m/w/d)", "", "Köln", ""]]


def saved(separator: str, line_end: str = "\r\n") -> str:
    return line_end.join(separator.join(f'"{cell}"' if any(sign in cell for sign in ";,\t") else cell for cell in row) for row in ROWS) + line_end


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_a_file_is_read_however_a_spreadsheet_saved_it(separator: str, encoding: str, line_end: str) -> None:
    sheet = read_sheet(saved(separator, line_end).encode(encoding))
    assert (sheet.faults, sheet.unknown) == ([], [])
    assert [(r.line, r.entry.title, r.entry.url, r.entry.places, r.entry.until) for r in sheet.rows] == [
        (2, "Köchin (m/w/d)", "https://www.nord.example.org/1", "Halle (Saale)", "30.04.2026"), (3, "Jurist; Recht (m/w/d)", "", "Köln", "")]


@pytest.mark.parametrize(("header", "field"), [
    ("Stellenbezeichnung", "title"), ("TITLE", "title"), ("Bewerbungsfrist ", "until"), ("valid_through", "until"), ("Arbeitsort(e)", "places"), ("place", "places"),
    ("Kennziffer", "identifier"), ("Referenz-Nr.", "identifier"), ("Entgelt", "pay"), ("Vergütung", "pay"), ("Arbeitgeber", "employer"), ("Mitglied", "member"), ("Text", "text"), ("Link", "url")])
def test_columns_in_german_and_english(header: str, field: str) -> None:
    other = "Titel;" if field != "title" else "Ort;"
    sheet = read_sheet(f"{other}{header}\nx;y\n".encode())
    assert getattr(sheet.rows[0].entry, field) == "y"
    assert sheet.columns[field] == header.strip()


def test_line_numbers_count_as_an_editor_does() -> None:
    text = 'sep=;\n\nTitel;Text\nA;"erste\nzweite\n\nvierte"\n;\n\nB;kurz\n'
    assert [(row.line, row.entry.title) for row in read_sheet(text.encode()).rows] == [(4, "A"), (10, "B")]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty"), (b"\n\n", "empty"), (b"Titel;Ort\n", "empty"), (b"PK\x03\x04xlsx", "not_text"), (b"a;b\n1;2\n", "no_title_column"), (b"Titel;Stelle\na;b\n", "column_twice"),
    (b"Titel\n" + b"x\n" * 2001, "too_many"), (b'Titel;Text\nA;"' + b"x" * 200_000 + b'"\n', "unreadable"), (bytes(range(256)) * 4, "not_text")])
def test_files_that_are_none(data: bytes, code: str) -> None:
    assert [fault.code for fault in read_sheet(data).faults] == [code]


@given(st.binary(max_size=400))
def test_reading_a_file_never_fails(data: bytes) -> None:
    read_sheet(b"Titel;Frist\n" + data)


def test_every_bad_line_is_named_with_its_field() -> None:
    text = ("Titel;URL;Frist;Mitglied\nA;https://www.nord.example.org/1;;\n;https://www.nord.example.org/2;;\nB;javascript:x;31.02.2026;nord\nC;;;\nD;;;niemand\n"
            "E;https://www.nord.example.org/1?utm_source=x;;\nF;;;nord;zu viel\n")
    lines = check_lines(read_sheet(text.encode()), MEMBERS, [], TODAY)
    assert [(line.number, line.state, [(f.field, f.code) for f in line.faults]) for line in lines] == [
        (2, "new", []), (3, "bad", [("title", "missing")]), (4, "bad", [("url", "no_address"), ("until", "no_day")]), (5, "bad", [("member", "missing")]),
        (6, "bad", [("member", "unknown")]), (7, "bad", [("line", "twice")]), (8, "bad", [("line", "too_many_cells")])]
    assert [line.state for line in check_lines(read_sheet(text.encode()), MEMBERS, [], TODAY, "sued")][3] == "new"


def test_an_apostrophe_before_a_formula_is_the_spreadsheets() -> None:
    (row,) = read_sheet(b"Titel;Ort\n'=1+1;'t Zandt\n").rows
    assert (row.entry.title, row.entry.places) == ("=1+1", "'t Zandt")
