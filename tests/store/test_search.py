"""The same results in the same order on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from pipeline.model import Area, Kind, Query, Remote
from store import Store
from tests.bulk import fill
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting

TODAY = NOW.date()


@pytest.fixture
def stocked(store: Store) -> Store:
    """Three that were there, three that came later, a speculative one."""
    first = [
        posting("1", "Netzwerkadministrator (m/w/d)", locations=["50667 Köln"], description_html="<p>unbefristet, EG 10 TVöD, Homeoffice möglich</p>"),
        posting("2", "Softwareentwickler (m/w/d)", locations=["Bonn"], description_html="<p>befristet auf zwei Jahre, EG 12 TVöD</p>", valid_through="2026-04-01"),
        posting("3", "Sachbearbeitung Personal (m/w/d)", locations=["Dresden"], description_html="<p>in Teilzeit</p>"),
    ]
    later = [
        posting("4", "Ausbildung Fachinformatiker (m/w/d)", locations=["Köln"], description_html="<p>Wir bilden aus.</p>"),
        posting("5", "Initiativbewerbung", locations=["Köln"]),
        posting("6", "Netzwerktechniker (m/w/d)", locations=["Halle (Saale)"], description_html="<p>bis EG 9b, vollständig remote</p>", valid_through="2026-03-25"),
    ]
    store.decide(harvest(first), MEMBER, NOW)
    store.decide(harvest([*first, *later], run="r2"), MEMBER, NOW + DAY)
    return store


def keys(store: Store, **asked: object) -> list[str]:
    page = store.search(Query.model_validate({"today": TODAY, "order": "deadline", **asked}))
    assert page.total == len(page.vacancies)
    return [v.postings[0].external_id for v in page.vacancies]


@pytest.mark.parametrize(("asked", "found"), [
    ({}, "12346"), ({"words": "netzwerk"}, "16"), ({"words": "Netzwerkadministratoren"}, "1"), ({"words": "koeln"}, "14"), ({"words": "KÖLN netz"}, "1"),
    ({"words": "gibtesnicht"}, ""), ({"place": "Koeln"}, "14"), ({"place": "Köln", "radius_km": 50}, "124"), ({"place": "halle"}, "6"), ({"states": ["DE-NW"]}, "124"),
    ({"states": ["DE-NW", "DE-SN"]}, "1234"), ({"areas": [Area.NETWORKS]}, "16"), ({"kinds": [Kind.APPRENTICESHIP]}, "4"), ({"kinds": [Kind.SPECULATIVE]}, "5"),
    ({"grade_from": "EG 11", "include_unknown": False}, "2"), ({"grade_from": "EG 10"}, "1234"), ({"permanent": True, "include_unknown": False}, "1"),
    ({"permanent": True}, "1346"), ({"remote": Remote.PARTIAL, "include_unknown": False}, "16"), ({"remote": Remote.FULL, "include_unknown": False}, "6"),
    ({"new_days": 7}, "46"), ({"seen_after": NOW + timedelta(hours=1)}, "46"), ({"seen_until": NOW}, "123"), ({"employers": ["elbtal"]}, "12346"), ({"employers": ["x"]}, ""),
])
def test_filters(stocked: Store, asked: dict[str, object], found: str) -> None:
    assert sorted(keys(stocked, **asked)) == list(found)


def test_orders(stocked: Store) -> None:
    assert keys(stocked)[:2] == ["6", "2"]
    newest = [v.postings[0].external_id for v in stocked.search(Query(today=TODAY)).vacancies]
    assert set(newest[:2]) == {"4", "6"}


def test_pages_do_not_overlap_and_lose_nothing(stocked: Store) -> None:
    whole = [v.id for v in stocked.search(Query(today=TODAY)).vacancies]
    parts = [v.id for page in (1, 2, 3) for v in stocked.search(Query(today=TODAY, page=page, page_size=2)).vacancies]
    assert parts == whole


def test_facets_count_what_a_filter_would_give(stocked: Store) -> None:
    facets = stocked.search(Query(today=TODAY, states=["DE-NW"])).facets
    assert facets["land"] == {"DE-NW": 3, "DE-SN": 1, "DE-ST": 1}
    assert facets["art"] == {"job": 2, "apprenticeship": 1}
    for code, count in facets["land"].items():
        assert stocked.search(Query(today=TODAY, states=[code])).total == count


def test_signs_of_the_query_language_are_only_signs(stocked: Store) -> None:
    for words in ("%", "_", "'", '"', "netz*", "a OR b", "\\", "NEAR(x)", "\x00"):
        stocked.search(Query(today=TODAY, words=words, place=words))


def test_hidden_vacancies_are_nowhere_and_return(stocked: Store) -> None:
    from pipeline.model import EditorChoice

    vacancy = stocked.search(Query(today=TODAY, words="softwareentwickler")).vacancies[0]
    stocked.choose(EditorChoice(vacancy=vacancy.id, action="hide"), NOW)
    assert "2" not in keys(stocked)
    stocked.unchoose(vacancy.id, None, "hide")
    assert "2" in keys(stocked)


def test_first_seen_is_an_instant_in_utc(stocked: Store) -> None:
    seen = stocked.search(Query(today=TODAY)).vacancies[0].first_seen
    assert isinstance(seen, datetime)
    assert seen == NOW + DAY


def test_what_ended_lately(stocked: Store) -> None:
    later, ended = TODAY + 30 * DAY, {"today": TODAY + 30 * DAY}
    assert sorted(keys(stocked, **ended)) == list("134")
    assert sorted(keys(stocked, **ended, ended_since=TODAY + 16 * DAY)) == list("1234")
    stocked.expire(NOW + 30 * DAY)
    assert sorted(keys(stocked, **ended)) == list("134")
    assert sorted(keys(stocked, **ended, ended_since=later)) == list("12346")
    assert sorted(keys(stocked, **ended, ended_since=later + DAY)) == list("134")


def test_many_proofs_are_each_ones_evidence(stocked: Store) -> None:
    ids = [v.id for v in stocked.search(Query(today=TODAY)).vacancies]
    found = stocked.proofs(ids)
    assert found == {one: stocked.evidence(one) for one in ids}
    assert all(proofs and proofs[0].words for proofs in found.values())
    assert stocked.proofs([]) == {}


FILTERS = {"land": "states", "fach": "areas", "arbeitgeber": "employers", "art": "kinds"}


@pytest.mark.parametrize("asked", [
    {}, {"states": ["DE-NW"]}, {"place": "Köln", "radius_km": 50, "areas": ["operations"]}, {"words": "administration", "states": ["DE-NW", "DE-SN"], "areas": ["networks"], "place": "Köln", "radius_km": 300},
    {"kinds": ["apprenticeship", "job"], "employers": ["haus1", "haus2"], "permanent": True}, {"words": "gibtesnicht"}, {"grade_from": "EG 10", "remote": "partial", "include_unknown": False}])
def test_a_filter_gives_as_many_results_as_it_says(store: Store, asked: dict[str, object]) -> None:
    fill(store, 250, employers=4)
    query = Query.model_validate({"today": TODAY, **asked})
    page = store.search(query)
    assert page.total == len(store.search(query.model_copy(update={"page_size": 1000})).vacancies)
    for name, field in FILTERS.items():
        for value, number in page.facets[name].items():
            assert store.search(Query.model_validate({"today": TODAY, **asked, field: [value]})).total == number, (name, value)
    stated = Query.model_validate({"today": TODAY, **asked, "page_size": 1000, "permanent": None})
    assert page.facets["unbefristet"] == {"1": sum(v.permanent is True for v in store.search(stated).vacancies)}


def test_a_question_reads_its_page_and_one_row_more(store: Store) -> None:
    fill(store, 50, employers=2)
    query = Query(today=TODAY)
    first = store.search(query)
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    again = store.search(query.model_copy(update={"order": "deadline", "page": 2, "page_size": 10}))
    assert (again.total, again.facets) == (first.total, first.facets)
    assert len(asked) == 3  # generation, vacancies, their postings
    store.sync_members([MEMBER])
    store.decide(harvest([posting("new", "Netzwerkadministrator (m/w/d)", locations=["Köln"])], at=NOW), MEMBER, NOW)
    later = store.search(query)
    assert (later.total, later.facets["arbeitgeber"]["elbtal"]) == (first.total + 1, 1)
    del asked[:]
    store.generation()
    assert len(asked) == 1
