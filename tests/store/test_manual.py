"""Ads that people enter: the same path, one at a time, nothing else of the source moves."""

from datetime import date, timedelta

import pytest

from pipeline.manual import DAYS, Entry, Made, check_lines, identity_of, make, prolonged, read_sheet, to_enter
from pipeline.model import Member, Query, Vacancy
from pipeline.normalise.dates import berlin
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

HAND = Member(key="nord", name="Musterwerke Nord AöR", short_name="Musterwerke", website="https://www.nord.example.org", platform="manual", enabled=True)
TODAY = NOW.date()
URL = "https://www.nord.example.org/stellen/7"
TEXT = "Die Stelle ist unbefristet. Die Vergütung erfolgt nach Entgeltgruppe 10 TVöD. Arbeitsort: Kiel."


def made(store: Store, entry: Entry, *, member: Member = HAND, now=NOW) -> Made:
    key = identity_of(entry, member.manual_source().key)[0]
    before = next((ad for ad in store.manual_ads(member=member.key, closed=True) if ad.external_id == key), None)
    return make(entry, member, berlin(now), before=before)


def enter(store: Store, *entries: Entry, member: Member = HAND, now=NOW, stock: bool = False) -> None:
    results = [made(store, entry, member=member, now=now) for entry in entries]
    assert [fault for result in results for fault in result.faults] == []
    store.enter(member, now, results, stock=stock)


def shown(store: Store, today: date = TODAY) -> dict[str, Vacancy]:
    return {v.title: v for v in store.search(Query(today=today, page_size=500)).vacancies}


def test_an_ad_is_news_and_has_all_its_facts(store: Store) -> None:
    store.sync_members([HAND])
    enter(store, Entry(title="Netzwerkadministrator (m/w/d)", url=URL, until="30.4.2026", text=TEXT, identifier="2026/7"))
    (vacancy,) = shown(store).values()
    assert (vacancy.employer, vacancy.employer_key, vacancy.employer_short, vacancy.is_stock) == (HAND.name, "nord", "Musterwerke", False)
    assert (vacancy.valid_through, vacancy.permanent, [p.name for p in vacancy.locations], vacancy.pay_grades[0].max) == (date(2026, 4, 30), True, ["Kiel"], "EG 10")
    assert (vacancy.postings[0].source, vacancy.postings[0].external_id, vacancy.employer_url) == ("nord.manual", URL, URL)
    assert shown(store, date(2026, 5, 1)) == {}


def test_without_a_deadline_it_ends_after_thirty_days_and_no_reader_is_told_a_deadline(store: Store) -> None:
    enter(store, Entry(title="A (m/w/d)", url=URL, places="Kiel"), Entry(title="B (m/w/d)", url=URL + "0", places="Kiel", until="laufend"))
    last = TODAY + timedelta(days=DAYS)
    assert {title: (v.valid_through, v.open_ended) for title, v in shown(store).items()} == {"A (m/w/d)": (None, None), "B (m/w/d)": (None, True)}
    assert "expires" not in shown(store)["A (m/w/d)"].model_dump()
    assert {ad.expires for ad in store.manual_ads()} == {last}
    assert set(shown(store, last)) == {"A (m/w/d)", "B (m/w/d)"}
    assert shown(store, last + DAY) == {}
    assert not store.expire(NOW + DAYS * DAY)
    assert store.expire(NOW + (DAYS + 1) * DAY)
    assert {(ad.close_reason) for ad in store.manual_ads(closed=True)} == {"expired"}
    assert store.manual_ads() == []


def test_adding_never_closes_others_and_ending_ends_exactly_one(store: Store) -> None:
    store.decide(harvest([posting("x")]), MEMBER, NOW)
    for n in range(4):
        enter(store, Entry(title=f"Sachbearbeitung Gebiet {n} (m/w/d)", url=f"{URL}{n}", places="Kiel"), now=NOW + n * DAY)
    enter(store, Entry(title="Ingenieur (m/w/d)", places="Kiel"), member=OTHER)
    before = shown(store)
    assert len(before) == 6
    gone = before["Sachbearbeitung Gebiet 1 (m/w/d)"]
    store.enter(HAND, NOW + 9 * DAY, ended=[gone.postings[0].external_id])
    after = shown(store)
    assert set(before) - set(after) == {gone.title}
    assert all(v == before[title] for title, v in after.items()), "nothing else moved"


def test_the_same_ad_again_changes_nothing_and_keeps_its_end(store: Store) -> None:
    entry = Entry(title="A (m/w/d)", url=URL, places="Kiel", text=TEXT)
    enter(store, entry)
    generation = store.generation()
    enter(store, entry, now=NOW + 3 * DAY)
    assert store.generation() == generation
    assert [ad.expires for ad in store.manual_ads()] == [TODAY + timedelta(days=DAYS)]


def test_an_edited_ad_stays_the_same_vacancy(store: Store) -> None:
    enter(store, Entry(title="Systemadministrator (m/w/d)", url=URL, places="Kiel", text=TEXT))
    (first,) = shown(store).values()
    enter(store, Entry(title="Systemadministratorin (w/m/d)", url="https://neu.example.org/9", places="Kiel", known=URL), now=NOW + DAY)
    (second,) = shown(store).values()
    assert (second.id, second.first_seen, second.employer_url) == (first.id, first.first_seen, "https://neu.example.org/9")
    assert (second.permanent, second.pay_grades) == (True, first.pay_grades), "what its text said still holds, though it is not stored"


def test_prolonging_moves_a_stated_deadline_or_our_own_end(store: Store) -> None:
    enter(store, Entry(title="A (m/w/d)", url=URL, places="Kiel", text=TEXT), Entry(title="B (m/w/d)", places="Kiel", until="20.3.2026", pay="EG 8"))
    for ad in store.manual_ads():
        store.enter(HAND, NOW + DAY, [prolonged(ad, date(2026, 6, 30), TODAY + DAY, HAND)])
    found = shown(store, date(2026, 6, 30))
    assert {title: v.valid_through for title, v in found.items()} == {"A (m/w/d)": None, "B (m/w/d)": date(2026, 6, 30)}
    assert found["A (m/w/d)"].permanent is True
    assert found["B (m/w/d)"].pay_grades[0].max == "EG 8"
    assert shown(store, date(2026, 7, 1)) == {}
    assert {ad.posting.title: ad.deadline for ad in store.manual_ads()} == {"A (m/w/d)": None, "B (m/w/d)": date(2026, 6, 30)}


def test_an_ended_ad_that_is_entered_again_is_open_again(store: Store) -> None:
    entry = Entry(title="A (m/w/d)", url=URL, places="Kiel")
    enter(store, entry)
    (first,) = shown(store).values()
    store.enter(HAND, NOW + DAY, ended=[URL])
    assert shown(store) == {}
    enter(store, entry, now=NOW + 50 * DAY)
    (again,) = shown(store, TODAY + 50 * DAY).values()
    assert again.id == first.id
    assert [ad.expires for ad in store.manual_ads()] == [TODAY + timedelta(days=50 + DAYS)]


def test_a_portal_that_shows_the_same_job_is_merged_and_decides_when_it_ends(store: Store) -> None:
    store.sync_members([MEMBER])
    job = "Netzwerkadministrator (m/w/d)"
    enter(store, Entry(title=job, places="Dresden", identifier="2026/17"), member=MEMBER)
    store.decide(harvest([posting("1", job, identifier="2026/17"), posting("2")]), MEMBER, NOW + DAY)
    merged = shown(store)[job]
    assert {ref.source for ref in merged.postings} == {"elbtal", "elbtal.manual"}
    assert (merged.is_stock, merged.employer_url) == (False, "https://elbtal.example.org/stelle/1"), "the employer's own page is trusted more"
    for n in (2, 3):
        store.decide(harvest([posting("2")], run=f"r{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    assert job not in shown(store), "what was typed keeps nothing open that the portal closed"
    assert job not in shown(store, TODAY + DAYS * DAY)


def test_ending_the_typed_ad_leaves_what_a_portal_shows(store: Store) -> None:
    job = "Netzwerkadministrator (m/w/d)"
    store.decide(harvest([posting("1", job, identifier="2026/17")]), MEMBER, NOW)
    enter(store, Entry(title=job, places="Dresden", identifier="2026/17"), member=MEMBER)
    (vacancy,) = shown(store).values()
    store.enter(MEMBER, NOW + DAY, ended=[ad.external_id for ad in store.manual_ads()])
    assert set(shown(store)) == {job}
    assert shown(store, TODAY + 99 * DAY)[job].id == vacancy.id


def test_two_ads_without_address_are_two_vacancies_and_link_nowhere(store: Store) -> None:
    enter(store, Entry(title="Jurist (m/w/d)", places="Kiel"), Entry(title="Koch (m/w/d)", places="Kiel"))
    assert len(shown(store)) == 2
    assert all(v.employer_url.startswith("urn:uuid:") for v in shown(store).values())


def test_a_typed_employer_that_nobody_knows_stays_the_members(store: Store) -> None:
    store.sync_members([HAND, OTHER])
    enter(store, Entry(title="A (m/w/d)", url=URL, employer="Stadtwerke Erfunden"), Entry(title="Koch (m/w/d)", url=URL + "1", employer="Datenhaus Lahn"))
    assert {title: (v.employer_key, v.employer) for title, v in shown(store).items()} == {
        "A (m/w/d)": ("nord", "Stadtwerke Erfunden"), "Koch (m/w/d)": ("lahn", "Datenhaus Lahn")}


def test_members_and_block_take_it_as_it_is(store: Store) -> None:
    store.sync_members([HAND, MEMBER])
    store.decide(harvest([posting("x")]), MEMBER, NOW)
    enter(store, Entry(title="A (m/w/d)", url=URL), now=NOW)
    enter(store, Entry(title="B (m/w/d)", url=URL), member=MEMBER, now=NOW)
    views = {view.key: view for view in store.members(NOW + 20 * DAY)}
    assert (views["nord"].by_hand, views["nord"].is_by_hand, views["nord"].last_run) == (1, True, None)
    assert (views["elbtal"].by_hand, views["elbtal"].is_by_hand, views["elbtal"].last_success) == (1, False, NOW)
    assert store.recently_read(NOW + 20 * DAY, timedelta(hours=72)).keys() == {"nord.manual", "elbtal.manual"}


SHEET = ("Titel;URL;Ort;Frist\nNetzwerkadministrator (m/w/d);https://www.nord.example.org/1;Kiel;30.04.2026\n"
         "Jurist (m/w/d);;Kiel;\nKoch (m/w/d);https://www.nord.example.org/3;Köln/Bonn;laufend\n")


def import_sheet(store: Store, text: str, now=NOW, *, stock: bool = False) -> list[str]:
    lines = check_lines(read_sheet(text.encode()), {"nord": HAND}, store.manual_ads(closed=True), berlin(now), "nord")
    for key, results in to_enter(lines).items():
        assert key == "nord"
        store.enter(HAND, now, results, stock=stock)
    return [line.state for line in lines]


def test_the_same_file_again_changes_nothing_even_later(store: Store) -> None:
    assert import_sheet(store, SHEET) == ["new"] * 3
    generation, before = store.generation(), shown(store)
    assert import_sheet(store, SHEET, NOW + 20 * DAY) == ["same"] * 3
    assert (store.generation(), shown(store)) == (generation, before)
    store.enter(HAND, NOW + 21 * DAY, ended=["https://www.nord.example.org/3"])
    store.expire(NOW + 60 * DAY)
    assert import_sheet(store, SHEET, NOW + 60 * DAY) == ["ended"] * 3, "what ended does not come back by an old file"
    changed = SHEET.replace("30.04.2026", "30.06.2026")
    assert import_sheet(store, changed, NOW + 60 * DAY) == ["changed", "ended", "ended"]
    assert set(shown(store, TODAY + 60 * DAY)) == {"Netzwerkadministrator (m/w/d)"}


@pytest.mark.parametrize("stock", [False, True])
def test_a_first_import_is_stock_only_where_the_operator_says_so(store: Store, stock: bool) -> None:
    import_sheet(store, SHEET, stock=stock)
    assert {v.is_stock for v in shown(store).values()} == {stock}
    enter(store, Entry(title="Neu (m/w/d)", url=URL), now=NOW + DAY)
    assert shown(store)["Neu (m/w/d)"].is_stock is False


HOSTILE = ["{{ 7 * 7 }}", "*|FNAME|*", "<script>alert(1)</script>", "=HYPERLINK(1)", "\x00\x1b[31mrot\u202e", "🦊 (m/w/d)", "a" * 300]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_just_titles(store: Store, title: str) -> None:
    enter(store, Entry(title=title, url=URL, places=title, text=title, identifier=title[:90], pay=title[:90], employer=title[:90]))
    (vacancy,) = shown(store).values()
    assert not set("\x00\x1b\u202e") & set(vacancy.title + vacancy.employer + (vacancy.identifier or ""))
