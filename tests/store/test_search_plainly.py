"""The search compared with plain filtering: the same vacancies, order, number and counts, on both databases, whatever changed meanwhile."""

import math
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from pipeline.model import Area, Kind, Query, Remote
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.pay import rank
from pipeline.normalise.places import find
from pipeline.normalise.words import terms
from store import Store, connect
from store.openings import DEGREE_KM, Openings
from store.schema import changes, vacancies, vacancy_areas, vacancy_places
from store.vacancies import bump
from tests.bulk import TOWNS, fill, houses
from tests.conftest import NOW, fresh_postgresql

TODAY, COUNT = NOW.date(), 300
WORDS = ["admin", "Netzwerkadministration", "Java", "OZG", "köln", "Koeln", "e-akte", "365", "personal rechenzentrum", "KIT", "gibtesnicht", "im", "", "%", "a"]
PLACES = [*TOWNS, "koeln", "Lemgo", "Gibtesnicht", "", "Halle", "%"]
FACETS = {"art": "kinds", "arbeitgeber": "employers", "unbefristet": "permanent", "teilzeit": "part_time", "homeoffice": "remote", "land": "states", "fach": "areas"}


@dataclass(frozen=True)
class Stored:
    """One row with its sides."""

    row: Any
    places: list[Any]
    areas: list[str]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("search")
    store = connect(f"sqlite:///{folder / 'search.sqlite'}" if request.param == "sqlite" else fresh_postgresql(request.getfixturevalue("postgresql"), "search"))
    fill(store, COUNT, employers=5, seed=3)
    yield store
    store.close()


def stored(store: Store) -> list[Stored]:
    with store.read() as connection:
        places, areas = connection.execute(select(vacancy_places)).all(), connection.execute(select(vacancy_areas)).all()
        return [Stored(row, [p for p in places if p.vacancy == row.id], [a.area for a in areas if a.vacancy == row.id]) for row in connection.execute(select(vacancies))]


def is_open(one: Any, query: Query) -> bool:
    if query.include_closed:
        return True
    day = query.ended_since or query.today
    if one.closed_at is None:
        return all(end is None or end >= day for end in (one.valid_through, one.expires))
    return query.ended_since is not None and one.closed_at >= datetime.combine(query.ended_since, time(), BERLIN)


def is_near(one: Stored, query: Query) -> bool:
    centre = find(query.place)
    name = " ".join(terms(centre.name if centre else query.place))
    for place in one.places:
        if name and f"{place.terms} ".startswith(f"{name} "):
            return True
        if query.radius_km and centre and centre.latitude is not None and centre.longitude is not None and place.latitude is not None:
            north, east = place.latitude - centre.latitude, (place.longitude - centre.longitude) * math.cos(math.radians(centre.latitude))
            if math.hypot(north, east) * DEGREE_KM <= query.radius_km:
                return True
    return False


def answers(one: Stored, query: Query, without: str = "") -> bool:
    """Whether it answers ``query``, but for the filter ``without``."""
    row, unknown = one.row, query.include_unknown

    def fits(name: str, value: Any, wanted: list[Any]) -> bool:
        return name == without or not wanted or (unknown if value is None else value in wanted)

    kinds = [kind.value for kind in query.kinds] or [kind.value for kind in Kind if kind is not Kind.SPECULATIVE]
    levels = [] if query.remote is None else ["partial", "full"] if query.remote == "partial" else [query.remote.value]
    news = [query.new_days is None or row.first_seen >= datetime.combine(query.today - timedelta(days=query.new_days), time(), BERLIN),
            query.seen_after is None or row.first_seen > query.seen_after]
    return (not row.hidden and is_open(row, query) and (row.kind in kinds or (without == "art" and bool(query.kinds)))
            and all(term in row.terms for term in terms(query.words))
            and (without == "arbeitgeber" or not query.employers or row.employer_key in query.employers)
            and (without == "fach" or not query.areas or bool({area.value for area in query.areas} & set(one.areas)))
            and (without == "land" or not query.states or any(place.state in query.states for place in one.places))
            and (not query.place.strip() or is_near(one, query))
            and ((query.new_days is None and query.seen_after is None) or (all(news) and not row.is_stock))
            and (query.seen_until is None or row.first_seen <= query.seen_until)
            and (not query.grade_from or (unknown if row.grade_rank is None else row.grade_rank >= rank(query.grade_from)))
            and fits("unbefristet", row.permanent, [] if query.permanent is None else [query.permanent])
            and fits("teilzeit", row.part_time, [] if query.part_time is None else [query.part_time])
            and fits("homeoffice", row.remote, levels))


def plainly(known: list[Stored], query: Query) -> tuple[list[str], dict[str, dict[str, int]]]:
    """All ids in order, and the counts."""
    found = [one.row for one in known if answers(one, query)]
    found.sort(key=lambda row: row.id)
    if query.order == "deadline":
        found.sort(key=lambda row: (row.valid_through is None, row.valid_through or date.max))
    else:
        found.sort(key=lambda row: row.first_seen, reverse=True)
    facets: dict[str, dict[str, int]] = {}
    for name in FACETS:
        counts: Counter[str] = Counter()
        for one in (one for one in known if answers(one, query, without=name)):
            row = one.row
            values = {"art": [row.kind], "arbeitgeber": [row.employer_key], "unbefristet": ["1"] * (row.permanent is True), "teilzeit": ["1"] * (row.part_time is True),
                      "homeoffice": [row.remote] if row.remote else [], "land": {place.state for place in one.places if place.state}, "fach": one.areas}[name]
            counts.update(values)
        del counts[Kind.SPECULATIVE.value]
        facets[name] = dict(counts) if name not in ("unbefristet", "teilzeit") else {"1": counts["1"]}
    return [row.id for row in found], facets


def some(values: list[Any]) -> st.SearchStrategy[list[Any]]:
    return st.one_of(st.just([]), st.just([]), st.lists(st.sampled_from(values), max_size=2, unique=True))


instants = st.one_of(st.none(), st.none(), st.integers(-120 * 24, 24).map(lambda hours: NOW + timedelta(hours=hours)))
queries = st.fixed_dictionaries({
    "today": st.integers(-5, 80).map(lambda days: TODAY + timedelta(days=days)), "words": st.one_of(st.just(""), st.sampled_from(WORDS)), "place": st.one_of(st.just(""), st.sampled_from(PLACES)),
    "radius_km": st.sampled_from([0, 10, 50, 500]), "states": some(["DE-NW", "DE-SN", "DE-HH", "XX"]), "employers": some([*(house.key for house in houses(5)), "gibtesnicht"]), "areas": some(list(Area)),
    "kinds": some(list(Kind)), "grade_from": st.sampled_from([None, None, "EG 9a", "EG 10", "A 11"]), "permanent": st.sampled_from([None, None, True, False]),
    "part_time": st.sampled_from([None, None, True]), "remote": st.sampled_from([None, None, *Remote]), "new_days": st.sampled_from([None, None, None, 0, 7, 60]), "seen_after": instants,
    "seen_until": instants, "include_unknown": st.booleans(), "order": st.sampled_from(["new", "deadline"]), "page": st.sampled_from([1, 1, 2, 5]), "page_size": st.sampled_from([1, 7, 50, 1000]),
    "include_closed": st.sampled_from([False, False, False, True]), "ended_since": st.one_of(st.none(), st.none(), st.integers(-30, 5).map(lambda days: TODAY + timedelta(days=days)))})


def check(store: Store, known: list[Stored], query: Query) -> None:
    page, (ids, facets) = store.search(query), plainly(known, query)
    first = (query.page - 1) * query.page_size
    assert (page.total, [v.id for v in page.vacancies]) == (len(ids), ids[first:first + query.page_size])
    assert page.facets == facets
    for counts in page.facets.values():
        assert list(counts.items()) == sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@given(asked=queries)
@settings(max_examples=100)
def test_found_is_what_plain_filtering_finds(large: Store, asked: dict[str, Any]) -> None:
    if not hasattr(large, "known"):
        large.known = stored(large)  # type: ignore[attr-defined]
    check(large, large.known, Query.model_validate(asked))  # type: ignore[attr-defined]


def change(store: Store, dice: random.Random) -> None:
    """One transaction of some changes, as decider, editors and people make them."""
    ids = [f"v{number:09}" for number in range(1, 61)]
    with store.write() as connection:
        for one in dice.sample(ids, dice.choice([1, 3, 20])):
            this = vacancies.c.id == one
            what = dice.choice(["title", "close", "open", "hide", "show", "deadline", "seen", "gone", "sides"])
            values = {"title": {"terms": f" {' '.join(terms(dice.choice(WORDS) + f' neu {dice.random()}'))} "}, "close": {"closed_at": NOW}, "open": {"closed_at": None}, "hide": {"hidden": True},
                      "show": {"hidden": False}, "deadline": {"valid_through": TODAY + timedelta(days=dice.randrange(-3, 60))}, "seen": {"first_seen": NOW - timedelta(hours=dice.randrange(99)), "is_stock": False},
                      "sides": {"remote": "full"}}
            if what == "gone":
                connection.execute(delete(vacancies).where(this))
            elif connection.execute(update(vacancies).where(this).values(**values[what])).rowcount and what == "sides":
                connection.execute(delete(vacancy_areas).where(vacancy_areas.c.vacancy == one))
                connection.execute(delete(vacancy_places).where(vacancy_places.c.vacancy == one))
                connection.execute(insert(vacancy_areas), [{"vacancy": one, "area": dice.choice(list(Area)).value}])
                connection.execute(insert(vacancy_places), [{"vacancy": one, "position": 0, "terms": "koln", "state": "DE-NW", "latitude": 50.94, "longitude": 6.96}])
        bump(connection)


ASKED: list[dict[str, Any]] = [{}, {"words": "neu"}, {"states": ["DE-NW"], "order": "deadline"}, {"place": "Köln", "radius_km": 30, "areas": ["networks", "data"]}, {"new_days": 7}, {"remote": "full", "employers": ["haus1"]}]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_changes_is_found_as_it_is_then(store: Store, seed: int) -> None:
    """Also by a second process, which saw other generations, and by one that begins now."""
    fill(store, 60, employers=3, seed=seed)
    dice, second = random.Random(seed), Store(store.engine)
    for turn in range(12):
        change(store, dice)
        known = stored(store)
        for asked in ASKED:
            query = Query.model_validate({"today": TODAY, "page_size": 20, **asked})
            check(store, known, query)
            if turn % 3 == 0:
                check(second, known, query)
    check(Store(store.engine), known, Query(today=TODAY, page_size=100))


def test_only_what_changed_is_read_again(store: Store) -> None:
    fill(store, 60, employers=3)
    openings = Openings()
    with store.read() as connection:
        openings.refresh(connection)
    with store.write() as connection:
        connection.execute(update(vacancies).where(vacancies.c.id == "v000000007").values(title="anders"))
        bump(connection)
    with store.read() as connection:
        openings.refresh(connection)
        assert connection.execute(select(changes.c.vacancy).where(changes.c.generation == openings.generation)).scalars().all() == ["v000000007"]
    assert len(openings._ids) == 61


def test_changes_are_forgotten_and_who_did_not_look_reads_all_anew(store: Store) -> None:
    fill(store, 60, employers=3)
    sleeper, daily = Openings(), Openings()

    def rename(one: str, title: str) -> None:
        with store.write() as connection:
            connection.execute(update(vacancies).where(vacancies.c.id == one).values(title=title, terms=f" {title} "))
            bump(connection)

    def seen(openings: Openings, words: str) -> list[str]:
        with store.read() as connection:
            openings.refresh(connection)
        return openings.find(Query(today=TODAY, words=words)).ids

    def rows() -> int:
        with store.read() as connection:
            return connection.execute(select(func.count()).select_from(changes)).scalar_one()

    now = NOW
    assert seen(sleeper, "eigenname") == []
    assert store.forget_changes(now) == 0, "nobody knows yet since when they are there"
    rename("v000000007", "eigenname")
    assert seen(daily, "eigenname") == ["v000000007"]
    assert store.forget_changes(now + timedelta(hours=5)) == 0
    assert store.forget_changes(now + timedelta(hours=25)) == 59, "all that was noted a day ago, but for the one that changed since"
    assert rows() == 1
    assert len(daily._ids) == 60, "nothing was read twice"
    assert seen(daily, "eigenname") == ["v000000007"]
    rename("v000000007", "zweitname")
    assert store.forget_changes(now + timedelta(hours=50)) == 0
    with store.write() as connection:
        connection.execute(delete(vacancies).where(vacancies.c.id == "v000000008"))
        bump(connection)
    assert store.forget_changes(now + timedelta(hours=75)) == 1
    assert rows() == 1, "the one that is gone, until everybody saw it"
    assert seen(sleeper, "eigenname") == []
    assert seen(sleeper, "zweitname") == ["v000000007"]
    assert seen(daily, "zweitname") == ["v000000007"]
    for openings in (sleeper, daily):
        assert len(openings._numbers) == 59
    assert store.forget_changes(now - timedelta(days=30)) == 1, "a clock that was set back holds nothing up"


def test_what_is_dead_is_cleared_away_in_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.openings.SPARE", 0)
    fill(store, 20, employers=2)
    query = Query(today=TODAY)
    for turn in range(4):
        with store.write() as connection:
            connection.execute(update(vacancies).values(title=f"anders {turn}"))
            bump(connection)
        check(store, stored(store), query)
        with store._renewal:  # waits for a renewal that was begun
            assert len(store._openings._ids) <= 40


def test_many_ask_while_it_changes(store: Store) -> None:
    """No answer mixes two states so that a page has more or others than its number says; at the end all know the last state."""
    fill(store, 60, employers=3)
    dice = random.Random(1)

    def ask(number: int) -> None:
        for _ in range(15):
            page = store.search(Query.model_validate({"today": TODAY, "page_size": 100, **ASKED[number]}))
            assert sum(page.facets["art"].values()) == page.total
            assert len({v.id for v in page.vacancies}) == len(page.vacancies) <= page.total

    with ThreadPoolExecutor(5) as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        for _ in range(10):
            change(store, dice)
        for one in asking:
            one.result()
    known = stored(store)
    for asked in ASKED:
        check(store, known, Query.model_validate({"today": TODAY, "page_size": 100, **asked}))
