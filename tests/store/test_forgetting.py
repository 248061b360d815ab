"""What is purged takes its counts with it into the figures: the same before and after, on both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from pipeline.figures import Measure, Topic
from pipeline.model import Query
from store import KEPT_FACTS, Store
from store.candidates import match_entries, match_keys
from store.schema import aliases, memberships, pairs, postings, rounds, run_totals, runs, vacancies
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

YEAR = KEPT_FACTS


def total(store: Store, now: datetime, measure: Measure, topic: Topic = Topic.ALL) -> dict[tuple[str, str], int]:
    return {(f"{f.month:%Y-%m}", f.value): f.vacancies for f in store.figures(now) if (f.measure, f.topic) == (measure, topic)}


#: What is open all the time, so that a few that are missing are plausible.
LASTING = [posting(f"l{n}", f"{title} (m/w/d)") for n, title in enumerate(["Teamleitung Rechenzentrum", "Sachbearbeitung Einkauf", "Referent Datenschutz", "Fachinformatiker Schulen",
                                                                       "Projektleitung Register", "Vermessung und Geodaten"])]


def filled(store: Store) -> datetime:
    """Stock, news, closed ones by absence and by deadline, a second round; returns an instant at which much of it is a year over."""
    stock = posting("stock", "Archivierung Akten (m/w/d)")
    store.decide(harvest([stock, *LASTING]), MEMBER, NOW)
    news = [posting("a", "Netzwerkadministration (m/w/d)"), posting("b", "Sachbearbeitung Personal (m/w/d)", valid_through="2026-04-10")]
    store.decide(harvest([stock, *LASTING, *news], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    for n in (40, 42):
        store.decide(harvest(LASTING, run=f"r{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    # The same portal advertises one again: a new round of a vacancy that is over.
    again = posting("a2", "Netzwerkadministration (m/w/d)", valid_through="2026-09-30")
    store.decide(harvest([*LASTING, again], run="r100", at=NOW + 100 * DAY), MEMBER, NOW + 100 * DAY)
    for n in (300, 302):
        store.decide(harvest(LASTING, run=f"r{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    return NOW + 42 * DAY + YEAR + DAY


def test_figures_by_month(store: Store) -> None:
    now = filled(store)
    begun = total(store, now, Measure.BEGUN)
    assert begun == {("2026-03", ""): 2, ("2026-06", ""): 1}, "stock is no news"
    ended = total(store, now, Measure.ENDED)
    assert ended == {("2026-04", ""): 3, ("2026-09", ""): 1}
    assert total(store, now, Measure.ENDED, Topic.DAYS) == {("2026-04", ""): 1, ("2026-04", "15-28"): 1, ("2026-04", "29-56"): 1, ("2026-09", "85-"): 1}
    opened = total(store, now, Measure.OPEN)
    assert [opened[f"2026-{month:02}", ""] for month in range(3, 11)] == [9, 6, 6, 7, 7, 7, 7, 6]
    assert opened[f"{now:%Y-%m}", ""] == 6
    assert total(store, now, Measure.BEGUN, Topic.GRADE) == {("2026-03", "EG 10"): 2, ("2026-06", "EG 10"): 1}
    assert total(store, now, Measure.BEGUN, Topic.STATE) == {("2026-03", "DE-SN"): 2, ("2026-06", "DE-SN"): 1}
    assert sum(total(store, now, Measure.BEGUN, Topic.AREA).values()) >= 3


def test_a_purge_changes_no_figure_and_keeps_what_lives(store: Store) -> None:
    now = filled(store)
    before, shown = store.figures(now), store.search(Query(today=now.date())).vacancies
    generation = store.generation()
    gone = store.forget_facts(now - YEAR, now.date())
    assert gone == 2, "b and the stock ended more than a year ago; a came again and ended later"
    assert store.figures(now) == before
    assert store.generation() != generation, "what issues told before may have changed"
    assert store.search(Query(today=now.date())).vacancies == shown
    with store.read() as connection:
        assert sorted(connection.execute(select(postings.c.external_id)).scalars()) == ["a", "a2", *(one.external_id for one in LASTING)]
    assert store.forget_facts(now - YEAR, now.date()) == 0
    later = NOW + 2 * YEAR
    before = store.figures(later)
    assert store.forget_facts(later - YEAR, later.date()) == 1
    assert store.figures(later) == before
    with store.read() as connection:
        counts = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (postings, memberships, vacancies, rounds, match_entries, aliases, pairs)}
        keys = connection.execute(select(match_keys.c.entry).distinct()).scalars().all()
    assert counts == {"postings": 6, "memberships": 6, "vacancies": 6, "rounds": 6, "match_entries": 6, "aliases": 0, "pairs": 0}
    assert len(keys) == 6


@pytest.mark.parametrize("shown_until", [300, 420])
def test_what_a_portal_goes_on_showing_is_no_news_after_a_year(store: Store, shown_until: int) -> None:
    """Many portals leave ads in their list for years after the deadline."""
    over = posting("b", "Sachbearbeitung Personal (m/w/d)", valid_through="2026-04-10")
    store.decide(harvest(LASTING), MEMBER, NOW)
    for n in (1, 30, 300, 420):
        store.decide(harvest([*LASTING, over] if n <= shown_until else LASTING, run=f"n{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    now = NOW + 430 * DAY
    before = store.figures(now)
    assert store.forget_facts(now - YEAR, now.date()) == (1 if shown_until == 300 else 0)
    last = store.decide(harvest([*LASTING, over] if shown_until == 420 else LASTING, run="last", at=now), MEMBER, now)
    assert last.new == 0
    assert {v.title for v in store.search(Query(today=now.date())).vacancies} == {one.title for one in LASTING}
    assert store.figures(now) == before


def test_a_portal_that_nobody_visited_for_a_year_holds_stock(store: Store) -> None:
    over = posting("b", "Sachbearbeitung Personal (m/w/d)", valid_through="2026-04-10")
    store.decide(harvest(LASTING), MEMBER, NOW)
    store.decide(harvest([*LASTING, over], run="r1b", at=NOW + DAY), MEMBER, NOW + DAY)
    now = NOW + 500 * DAY
    store.expire(now - YEAR - DAY)
    assert store.forget_facts(now - YEAR, now.date()) == 1
    store.decide(harvest([*LASTING, over, posting("n", "Leitung Einkauf Software (m/w/d)")], run="late", at=now), MEMBER, now)
    assert store.search(Query(today=now.date(), new_days=30)).total == 0
    assert total(store, now, Measure.BEGUN) == {("2026-03", ""): 1}


def test_what_an_aggregator_still_shows_is_kept(store: Store) -> None:
    """It goes on listing what the member closed: forgotten, it would be news at the next visit."""
    store.sync_members([MEMBER, OTHER])
    a = posting("a", "Netzwerkadministration (m/w/d)", identifier="4711/26")
    store.decide(harvest([*LASTING, a]), MEMBER, NOW)
    listed = posting("x", "Netzwerkadministration (m/w/d)", source="lahn", employer=MEMBER.name, identifier="4711/26")
    store.decide(harvest([listed], run="l1", source="lahn", platform="arbeitsagentur"), OTHER, NOW)
    for n in (1, 3):
        store.decide(harvest(LASTING, run=f"n{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    with store.read() as connection:
        states = {row.external_id: (row.closed_at is None, row.vacancy) for row in connection.execute(
            select(postings.c.external_id, postings.c.closed_at, memberships.c.vacancy).join(memberships, memberships.c.posting == postings.c.id))}
    assert states["a"][1] == states["x"][1], "one vacancy"
    assert (states["a"][0], states["x"][0]) == (False, True)
    assert store.vacancy(states["a"][1]).closed_at is not None
    assert store.forget_facts(NOW + 2 * YEAR, (NOW + 2 * YEAR).date()) == 0


def test_hidden_ones_are_purged_and_not_counted(store: Store) -> None:
    store.decide(harvest([posting("old")]), MEMBER, NOW)
    store.decide(harvest([posting("old"), posting("a", valid_through="2026-04-01")], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    assert total(store, NOW + DAY, Measure.BEGUN) == {("2026-03", ""): 1}
    with store.write() as connection:
        connection.execute(vacancies.update().where(vacancies.c.title.contains(" a")).values(hidden=True))
        connection.exec_driver_sql("update meta set value = '999' where key = 'generation'")
    store.expire(NOW + 30 * DAY)
    assert total(store, NOW + 30 * DAY, Measure.BEGUN) == {}
    assert store.forget_facts(NOW + YEAR + 30 * DAY, (NOW + YEAR).date()) == 1
    assert total(store, NOW + 30 * DAY, Measure.BEGUN) == {}


def test_visits_are_purged_and_go_on_counting(store: Store) -> None:
    for n in range(14):
        store.decide(harvest([posting("a")] if n != 5 else [], run=f"r{n:02}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    before = store.visits(NOW)
    assert {(c.member, c.verdict): c.runs for c in before.counts} == {("elbtal", "complete"): 13, ("elbtal", "suspect"): 1}
    assert before.postings == {"elbtal": 1}
    history = store.history("elbtal", MEMBER, NOW + 400 * DAY)
    run = store.run("r13")
    assert run is not None
    stated = store.run_evidence(run).now
    assert stated is not None, "what the first visit noted; nothing changed since"
    assert store.forget_runs(NOW + 400 * DAY) == 4, "the last eight good counts, the newest suspect visit and what drift is compared with stay"
    assert store.run_evidence(run).now == stated
    assert store.visits(NOW).counts == before.counts
    assert store.visits(NOW + 400 * DAY).durations == []
    assert store.history("elbtal", MEMBER, NOW + 400 * DAY) == history
    assert store.forget_runs(NOW + 400 * DAY) == 0
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(runs)).scalar_one() == 10
        assert {row.verdict: row.runs for row in connection.execute(select(run_totals))} == {"complete": 4}


def test_many_are_purged_in_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.forgetting.BATCH", 3)
    store.decide(harvest([posting("old")]), MEMBER, NOW)
    words = ["Netze", "Personal", "Einkauf", "Archiv", "Schulen", "Feuerwehr", "Vermessung"]
    store.decide(harvest([posting("old"), *(posting(word, f"Sachbearbeitung {word} (m/w/d)", valid_through="2026-04-01") for word in words)], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    store.expire(NOW + 30 * DAY)
    before = store.figures(NOW + 30 * DAY)
    assert store.forget_facts(NOW + 31 * DAY, date(2026, 4, 16)) == len(words)
    assert store.figures(NOW + 30 * DAY) == before


def test_the_figures_follow_a_day_without_a_change(store: Store) -> None:
    store.decide(harvest([posting("old")]), MEMBER, NOW)
    assert total(store, NOW, Measure.OPEN) == {("2026-03", ""): 1}
    assert total(store, NOW + timedelta(days=31), Measure.OPEN) == {("2026-03", ""): 1, ("2026-04", ""): 1}


def test_figures_survive_a_backup(store: Store, tmp_path) -> None:
    now = filled(store)
    store.forget_facts(now - YEAR, now.date())
    before = store.figures(now)
    store.backup(tmp_path / "copy.sqlite")
    with store.write() as connection:
        connection.execute(insert(run_totals), [{"source": "x", "verdict": "failed", "runs": 1, "seconds": 1.0}])
    store.restore(tmp_path / "copy.sqlite", replace=True)
    assert store.figures(now) == before
