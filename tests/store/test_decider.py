"""One harvest, one transaction; nothing lost, identity minted once, only news is new."""

import multiprocessing
import os
import signal
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from pipeline.match.matcher import Placement
from pipeline.model import Issue, Judgement, Plan, Query, Run, Traffic, Verdict
from render.lights import light
from store import StaleLease, Store, StoreError, connect, schema
from store.decider import Writer
from store.schema import revisions
from store.vacancies import bump, refresh
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

TODAY = NOW.date()


def shown(store: Store, today: date = TODAY) -> dict[str, str]:
    """External id of the first posting -> vacancy id, of all that is open."""
    page = store.search(Query(today=today, page_size=500))
    assert page.total == len(page.vacancies)
    return {v.postings[0].external_id: v.id for v in page.vacancies}


def test_a_harvest_becomes_vacancies_and_the_first_complete_one_is_stock(store: Store) -> None:
    run = store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW)
    assert (run.verdict, run.new) == (Verdict.COMPLETE, 2)
    second = store.decide(harvest([posting("a"), posting("b"), posting("c")], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    assert (second.new, second.changed, second.closed) == (1, 0, 0)
    stock = {v.postings[0].external_id: v.is_stock for v in store.search(Query(today=NOW.date())).vacancies}
    assert stock == {"a": True, "b": True, "c": False}


def test_the_same_harvest_again_changes_nothing(store: Store) -> None:
    store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW)
    before, generation = dump(store), store.generation()
    store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW + DAY)
    assert dump(store) == before
    store.decide(harvest([posting("a"), posting("b")], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    assert store.generation() == generation
    assert dump(store, "vacancies") == {"vacancies": before["vacancies"]}


def dump(store: Store, *names: str) -> dict[str, list[str]]:
    tables = [schema.metadata.tables[name] for name in names] or [t for t in schema.metadata.sorted_tables if t.name != "sources"]
    with store.read() as connection:
        return {t.name: sorted(str(tuple(row)) for row in connection.execute(select(t))) for t in tables}


def test_a_posting_closes_after_two_complete_harvests_a_day_apart(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abc"]), MEMBER, NOW)
    first = store.decide(harvest([posting(k) for k in "ab"], run="r2"), MEMBER, NOW + timedelta(hours=6))
    assert (first.missing, first.closed) == (1, 0)
    assert set(shown(store)) == {"a", "b", "c"}
    second = store.decide(harvest([posting(k) for k in "ab"], run="r3"), MEMBER, NOW + timedelta(hours=31))
    assert second.closed == 1
    assert set(shown(store)) == {"a", "b"}


def test_a_posting_that_an_unchanged_list_lacks_closes_all_the_same(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abc"]), MEMBER, NOW)
    store.decide(harvest([posting(k) for k in "ab"], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    run = store.decide(harvest([], run="r3", at=NOW + 1.5 * DAY, unchanged=True), MEMBER, NOW + 1.5 * DAY)
    assert (run.postings, run.missing, set(shown(store))) == (2, 1, {"a", "b", "c"})
    run = store.decide(harvest([], run="r4", at=NOW + 2 * DAY, unchanged=True), MEMBER, NOW + 2 * DAY)
    assert (run.postings, run.closed, set(shown(store))) == (2, 1, {"a", "b"})


def test_a_posting_that_comes_back_is_the_same_vacancy(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abc"]), MEMBER, NOW)
    before = shown(store)["c"]
    for n, hours in ((2, 6), (3, 31)):
        store.decide(harvest([posting(k) for k in "ab"], run=f"r{n}"), MEMBER, NOW + timedelta(hours=hours))
    back = store.decide(harvest([posting(k) for k in "abc"], run="r4"), MEMBER, NOW + 3 * DAY)
    assert back.reopened == 1
    assert shown(store)["c"] == before


@pytest.mark.parametrize("change", [
    {"title": "Systemadministratorin (w/m/d) a"}, {"url": "https://elbtal.example.org/neu/a"}, {"description_html": "<p>Neuer Text.</p>"}])
def test_identity_survives_what_changes(store: Store, change: dict[str, str]) -> None:
    store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW)
    before = store.search(Query(today=NOW.date())).vacancies
    changed = posting("a").model_copy(update=change)
    run = store.decide(harvest([changed, posting("b")], run="r2"), MEMBER, NOW + DAY)
    after = store.search(Query(today=NOW.date())).vacancies
    assert run.changed == 1
    assert {(v.id, v.first_seen, v.is_stock) for v in before} == {(v.id, v.first_seen, v.is_stock) for v in after}


def test_one_job_on_two_portals_is_told_once(store: Store) -> None:
    store.sync_members([MEMBER, OTHER])
    job = {"identifier": "2026/17", "title": "Netzwerkadministrator (m/w/d)"}
    store.decide(harvest([posting("1", **job)]), MEMBER, NOW)
    told = posting("77", source="lahn", employer="IT-Verbund Elbtal AöR", **job)
    store.decide(harvest([told], source="lahn", run="r2"), OTHER, NOW + DAY)
    vacancies = store.search(Query(today=NOW.date())).vacancies
    assert len(vacancies) == 1
    assert {ref.source for ref in vacancies[0].postings} == {"elbtal", "lahn"}
    assert vacancies[0].employer_key == "elbtal"
    assert [line.rule for line in store.memberships(vacancies[0].id)] == ["new", "2"]


def test_past_its_deadline_a_vacancy_is_gone_from_every_answer(store: Store) -> None:
    store.decide(harvest([posting("a", valid_through="2026-03-20"), posting("b")]), MEMBER, NOW)
    assert set(shown(store, date(2026, 3, 20))) == {"a", "b"}
    assert set(shown(store, date(2026, 3, 21))) == {"b"}
    assert store.expire(NOW + 6 * DAY)
    assert not store.expire(NOW + 6 * DAY)


def test_an_ad_that_was_over_when_its_portal_was_first_read_is_never_shown(store: Store) -> None:
    over = "<p>Wir freuen uns auf Ihre Bewerbung bis zum 10. März 2026.</p>"
    ads = [posting("undated", description_html=over), posting("dated", date_posted="2026-01-12", valid_through="2026-03-10"), posting("open")]
    store.decide(harvest(ads), MEMBER, NOW)
    assert set(shown(store)) == {"open"}
    # Other words of the same ad open nothing.
    store.decide(harvest([ads[0].model_copy(update={"description_html": over + "<p>Arbeitsort ist Dresden.</p>"}), *ads[1:]], run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    assert set(shown(store)) == {"open"}
    # A later deadline does, as stock.
    store.decide(harvest([ads[0].model_copy(update={"description_html": over.replace("10. März", "10. Mai")}), *ads[1:]], run="r3", at=NOW + 2 * DAY), MEMBER, NOW + 2 * DAY)
    assert set(shown(store)) == {"open", "undated"}
    assert {v.is_stock for v in store.search(Query(today=TODAY)).vacancies} == {True}


def test_a_suspect_harvest_waits_for_a_person(store: Store) -> None:
    store.decide(harvest([posting(str(n)) for n in range(10)]), MEMBER, NOW)
    before = shown(store)
    relaunched = [posting(f"neu-{n}", f"Systemadministrator (m/w/d) {n}", url=f"https://neu.example.org/{n}") for n in range(10)]
    run = store.decide(harvest(relaunched, run="r2"), MEMBER, NOW + DAY)
    assert (run.verdict, run.new, [r.code for r in run.reasons]) == (Verdict.SUSPECT, 0, ["unrecognised"])
    assert shown(store) == before
    accepted = store.accept_run("r2", MEMBER, "ops", NOW + DAY)
    assert (accepted.new, accepted.changed, accepted.closed) == (0, 10, 0), "the same postings under new ids"
    news = [v for v in store.search(Query(today=NOW.date(), page_size=99)).vacancies if not v.is_stock]
    assert news == []
    assert {v.id for v in store.search(Query(today=NOW.date(), page_size=99)).vacancies} == set(before.values())
    with pytest.raises(StoreError, match="decided on by ops"):
        store.accept_run("r2", MEMBER, "ops", NOW + DAY)


def test_two_visitors_never_hold_one_source_and_the_late_one_is_refused(store: Store) -> None:
    first = store.claim("elbtal", "elbtal", "host:1", NOW, timedelta(minutes=5))
    assert first is not None
    assert store.claim("elbtal", "elbtal", "host:2", NOW, timedelta(minutes=5)) is None
    second = store.claim("elbtal", "elbtal", "host:2", NOW + timedelta(minutes=6), timedelta(minutes=5))
    assert second is not None
    assert second.token > first.token
    with pytest.raises(StaleLease, match="somebody else"):
        store.decide(harvest([posting("a")], token=first.token), MEMBER, NOW)
    assert store.decide(harvest([posting("a")], token=second.token), MEMBER, NOW).new == 1


def test_a_dead_owner_does_not_hold_its_lease(store: Store) -> None:
    store.claim("elbtal", "elbtal", "host:1", NOW, timedelta(hours=1))
    taken = store.claim("elbtal", "elbtal", "host:2", NOW, timedelta(hours=1), is_dead=lambda owner: owner == "host:1")
    assert taken is not None
    assert taken.token == 2


def test_a_newer_schema_is_a_clear_error(store: Store, database_url: str) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(StoreError, match="install the newer program"):
        connect(database_url)


visits = st.lists(st.tuples(st.sets(st.sampled_from("abcdef"), min_size=1), st.sampled_from(["complete", "partial", "failed"]), st.integers(1, 40)), min_size=1, max_size=7)


@settings(max_examples=12)
@given(story=visits)
def test_whatever_happens_nothing_closes_without_proof_and_no_identity_changes(tmp_path_factory: pytest.TempPathFactory, story: list[tuple[set[str], str, int]]) -> None:
    store = connect(f"sqlite:///{tmp_path_factory.mktemp('db') / 'x.sqlite'}")
    now, ids, absent = NOW, {}, dict[str, list[object]]()
    for n, (keys, kind, hours) in enumerate(story):
        now += timedelta(hours=hours)
        bring: dict[str, object] = {"complete": {}, "partial": {"paging_ended": False}, "failed": {"listed": [], "traffic": {"requests": 1, "list_failures": 1}}}[kind]  # type: ignore[assignment]
        brought = [] if kind == "failed" else [posting(k) for k in sorted(keys)]
        run = store.decide(harvest(brought, run=f"r{n}", at=now, **bring), MEMBER, now)
        for key, vacancy in shown(store, now.date()).items():
            assert ids.setdefault(key, vacancy) == vacancy
        if run.verdict is Verdict.COMPLETE:
            for key in set(ids) - keys:
                absent.setdefault(key, []).append(now)
        for key in keys if kind != "failed" else ():
            absent.pop(key, None)
        closed = set(ids) - set(shown(store, now.date()))
        for key in closed:
            first, last = absent[key][0], absent[key][-1]
            assert last - first >= timedelta(hours=24)  # type: ignore[operator]
    store.close()


def decide_many(url: str) -> None:
    store = connect(url)
    for n in range(200):
        keys = [str(k) for k in range(n % 7, n % 7 + 25)]
        store.decide(harvest([posting(k, f"Stelle Nummer {k} ({n})") for k in keys], run=f"k{n}"), MEMBER, NOW + n * DAY)


@pytest.mark.parametrize("after", [0.8, 1.7])
def test_killed_in_the_middle_of_deciding_the_database_is_whole(database_url: str, after: float) -> None:
    connect(database_url).close()
    process = multiprocessing.get_context("spawn").Process(target=decide_many, args=(database_url,))
    process.start()
    store = connect(database_url)
    limit = time.monotonic() + 60
    while not store.runs(limit=1) and time.monotonic() < limit:
        time.sleep(0.05)
    time.sleep(after)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    runs = store.runs(limit=500)
    assert runs
    with store.read() as connection:
        orphans = connection.execute(
            select(schema.postings.c.id).outerjoin(schema.memberships, schema.memberships.c.posting == schema.postings.c.id).where(schema.memberships.c.posting.is_(None))).all()
        homeless = connection.execute(
            select(schema.memberships.c.vacancy).outerjoin(schema.vacancies, schema.vacancies.c.id == schema.memberships.c.vacancy).where(schema.vacancies.c.id.is_(None))).all()
    assert (orphans, homeless) == ([], [])
    healed = store.decide(harvest([posting("0"), posting("1")], run="after"), MEMBER, NOW + 999 * DAY)
    assert isinstance(healed, Run)
    store.close()


def test_sqlite_files_are_portable(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with store.read() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
    store.close()


def test_vacancies_that_are_one_and_postings_that_are_anothers_leave_nothing_behind(store: Store) -> None:
    keys = ["Netzwerkadministrator (m/w/d)", "Jurist (m/w/d)", "Buchhalter (m/w/d)"]
    store.decide(harvest([posting(title[0], title) for title in keys]), MEMBER, NOW)
    before = shown(store)
    assert len(set(before.values())) == 3
    brought = harvest([], run="r2")
    with store.write() as connection:
        planned = Plan(source="elbtal", run="r2", judgement=Judgement(verdict=Verdict.COMPLETE), stock=False)
        writer = Writer(connection, brought, MEMBER, planned, NOW)
        placed = Placement(posting="x", vacancy=before["N"], round=1, rule="2", score=1.0, aliases=[before["J"]], moved=[("elbtal\nB", "fresh", 1)])
        touched = writer._rearranged(placed)
        assert refresh(connection, {vacancy: {} for vacancy in sorted(touched)}, MEMBER, NOW)
        bump(connection)
    assert shown(store) == {"N": before["N"], "B": "fresh"}
    merged = store.vacancy(before["J"])
    assert merged is not None
    assert (merged.id, len(merged.postings)) == (before["N"], 2)
    left = store.vacancy(before["B"])
    assert left is not None
    assert left.id == "fresh", "an id that nothing is left of leads to where it went"


def test_what_a_portal_said_word_by_word_expires(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abcdef"]), MEMBER, NOW)
    store.decide(harvest([posting("a")], run="suspect", at=NOW + DAY), MEMBER, NOW + DAY)

    def kept() -> set[str]:
        with store.read() as connection:
            return {row.id for row in connection.execute(select(schema.runs.c.id).where(schema.runs.c.harvest.is_not(None)))}

    assert kept() == {"suspect"}
    store.decide(harvest([posting(k) for k in "abcdef"], run="r3", at=NOW + 20 * DAY), MEMBER, NOW + 20 * DAY)
    assert kept() == set()


def marks(store: Store) -> dict[str, str]:
    return store.visit_memory("elbtal", NOW)["markers"]


def test_a_partial_harvest_keeps_the_marks_of_pages_and_forgets_those_of_lists(store: Store) -> None:
    known = {"version": "1", "lists": "1", "https://elbtal.example.org/": '"etag"', "item a": "10 aa", "item b": "10 bb"}
    store.decide(harvest([posting("a"), posting("b")], markers=known), MEMBER, NOW)
    assert marks(store) == known
    store.decide(harvest([], run="r2", paging_ended=False, finish_reason="retry_later", traffic=Traffic(requests=1, responses=1, list_failures=1)), MEMBER, NOW)
    assert marks(store) == known, "a visit that failed learned nothing"
    store.decide(harvest([posting("a")], run="r3", total=2, markers={**known, "item a": "20 cc"}), MEMBER, NOW)
    assert marks(store) == {"version": "1", "item a": "20 cc", "item b": "10 bb"}
    store.decide(harvest([posting("a")], run="r4", total=2, markers={"version": "2", "item a": "30 dd"}), MEMBER, NOW)
    assert marks(store) == {"version": "2", "item a": "30 dd"}


def test_the_whole_of_a_window_is_all_that_its_source_can_give(store: Store) -> None:
    run = store.decide(harvest([posting("a")], window=True, markers={"version": "1", "window": "1"}), MEMBER, NOW)
    assert (run.verdict, [r.code for r in run.reasons]) == (Verdict.PARTIAL, ["window"])
    assert marks(store) == {"version": "1", "window": "1"}
    store.decide(harvest([posting("b")], run="r2", window=True, at=NOW + DAY), MEMBER, NOW + DAY)
    stock = {v.postings[0].external_id: v.is_stock for v in store.search(Query(today=TODAY)).vacancies}
    assert stock == {"a": True, "b": False}
    store.sync_members([MEMBER])
    (view,) = store.members(NOW + DAY)
    assert (view.last_success, light(view, NOW + DAY).level) == (NOW + DAY, "green")


def test_a_visit_knows_what_is_open_what_closed_and_whose_deadline_is_near(store: Store) -> None:
    day = {key: (TODAY + timedelta(days=n)).isoformat() for key, n in (("a", 1), ("b", 3), ("c", 20))}
    store.decide(harvest([posting(key, valid_through=day[key]) for key in "abc"]), MEMBER, NOW)
    store.expire(NOW + 2 * DAY)
    memory = store.visit_memory("elbtal", NOW + 2 * DAY)
    assert (sorted(memory["known"]), memory["closed"], memory["due"]) == (["b", "c"], ["a"], ["a", "b"])


def test_a_full_text_is_kept_without_persons_and_only_where_the_member_agreed(store: Store) -> None:
    text = "<p>Unbefristet &amp; EG 9b.</p><p>Fragen beantwortet Frau Erika Beispielfrau, Tel. 0000 12345, e.beispielfrau@example.org</p>"
    agreed = MEMBER.model_copy(update={"full_text": True})
    store.decide(harvest([posting("a", description_html=text)]), MEMBER, NOW)
    store.decide(harvest([posting("b", source="lahn", description_html=text)], run="r2", source="lahn"), agreed.model_copy(update={"key": "lahn"}), NOW)
    with store.read() as connection:
        kept = {row.external_id: row.posting["description_html"] for row in connection.execute(select(schema.postings))}
    assert kept["a"] is None
    assert kept["b"].startswith("<p>Unbefristet &amp; EG 9b.</p><p>Fragen")
    assert not any(word in str(dump(store)) for word in ("Erika", "eispielfrau", "12345"))


def test_a_revision_is_packed_and_comes_back_byte_for_byte(store: Store) -> None:
    body = "<p>Größe: Straße, 12 €</p>\n".encode() * 200
    store.save_issue(Issue(day=NOW.date(), state="released", revision=1, cutoff=NOW), {"html": body, "txt": b""}, NOW)
    assert store.revision(NOW.date(), "html") == body
    assert store.revision(NOW.date(), "txt") == b""
    with store.write() as connection:
        assert len(connection.execute(select(revisions.c.body).where(revisions.c.format == "html")).scalar_one()) < len(body) / 10
        connection.execute(update(revisions).where(revisions.c.format == "html").values(body=body))
    assert store.revision(NOW.date(), "html") == body, "as it was kept before"
