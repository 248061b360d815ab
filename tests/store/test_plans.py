"""The questions that are asked at every visit, by every reader and at every purge find their rows by an index, on both databases."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, event, insert, literal, select, update
from sqlalchemy.sql.elements import ColumnElement

from pipeline.model import Posting, Query
from store import Store, connect
from store.candidates import match_entries, match_keys
from store.ledger import KEPT
from store.schema import changes, memberships, postings, rounds, runs, sources, vacancies, vacancy_areas, vacancy_places
from tests.conftest import NOW, fresh_postgresql
from tests.making import DAY, MEMBER, OTHER, harvest, posting

#: So many times the rows of two small members; each copy ended some days earlier than the one before.
COPIES, SHIFT = 100, 5000
#: Tables that are read whole by nobody who is asked often. Of sources there are as many as of members.
LARGE = {table.name for table in (postings, vacancies, memberships, rounds, runs, changes, match_entries, match_keys, vacancy_places, vacancy_areas)}
JOBS = [f"{what} {area} (m/w/d)" for what in ("Sachbearbeitung", "Teamleitung", "Referat", "Koordination", "Planung") for area in
        ("Bauordnung", "Personal", "Kämmerei", "Rechenzentrum", "Geodaten", "Archiv", "Einkauf", "Feuerwehr", "Jugendhilfe", "Museum", "Klimaschutz", "Vergabe")]


@dataclass
class Asked:
    """What was said to the database."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def plans(self, store: Store) -> Iterator[tuple[str, str]]:
        """(statement, what it reads whole) of every statement that reads a large table so."""
        for statement, parameters in dict(self.statements).items():
            with store.engine.connect() as connection:
                for name in (_postgresql if store.engine.dialect.name == "postgresql" else _sqlite)(connection, statement, parameters):
                    if name.partition(" ")[0] in LARGE:
                        yield statement, name
                connection.rollback()


def _allowed(statement: str) -> tuple[str, ...]:
    """Indexes that may be read from the beginning: partial ones hold only what is asked for, and of an order that ends soon little is read."""
    return ("ix_runs_harvest", "ix_postings_open_", "ix_vacancies_open_", *(["ix_runs_started_at"] if "LIMIT" in statement and "ORDER BY runs.started_at" in statement else []))


def _sqlite(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    """The tables that are scanned."""
    for row in connection.exec_driver_sql(f"explain query plan {statement}", parameters):
        words = str(row[3])
        if words.startswith("SCAN ") and not any(f"{name}" in words for name in _allowed(statement)):
            name = words.split()[1]
            yield f"{ {'own': 'runs', 'direct': 'match_entries', 'others': 'match_keys'}.get(name, name)} {words}"


def _postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    (found,) = connection.exec_driver_sql(f"explain (format json) {statement}", parameters).one()
    waiting = [entry["Plan"] for entry in (json.loads(found) if isinstance(found, str) else found)]
    while waiting:
        node = waiting.pop()
        waiting += node.get("Plans", [])
        is_whole = "Scan" in node["Node Type"] and "Relation Name" in node and "Index Cond" not in node and not node["Node Type"].startswith("Bitmap")
        if is_whole and not node.get("Index Name", "-").startswith(_allowed(statement)):
            yield f"{node['Relation Name']} {node['Node Type']} {node.get('Index Name', '')}"


@contextmanager
def asking(store: Store) -> Iterator[Asked]:
    asked = Asked()

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().lower().startswith(("select", "update", "delete", "with")) and "pg_advisory" not in statement:
            asked.statements.append((statement, parameters[0] if many else parameters))

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)


def copy(connection: Connection, table: Table, **other: ColumnElement[Any]) -> None:
    """The first rows of a table once more, with other values in some columns."""
    names = [column.name for column in table.columns]
    connection.execute(insert(table).from_select(names, select(*(other.get(name, table.c[name]).label(name) for name in names)).where(_first(table))))


def _first(table: Table) -> ColumnElement[bool]:
    """What was there before it was multiplied."""
    if "vacancy" in table.c or table is vacancies:
        return (table.c.id if table is vacancies else table.c.vacancy).not_like("%-%")
    return table.c.source.not_like("%-%") if table in (postings, runs) else table.c.entry < SHIFT


def ads(source: str, *, changed: str = "") -> list[Posting]:
    return [posting(f"{source}{n}", title, source=source, description_html=f"<p>{title} in Dresden, Entgeltgruppe {9 + n % 4} TVöD. {changed if n < 2 else ''}</p>")
            for n, title in enumerate(JOBS)]


def fill(store: Store) -> None:
    """A year of a few hundred members: some 12,000 postings, most of them over."""
    store.sync_members([MEMBER, OTHER])
    for member in (MEMBER, OTHER):
        store.decide(harvest(ads(member.key), source=member.key, run=f"{member.key}1"), member, NOW)
    with store.write() as connection:
        for number in range(1, COPIES):
            name, over = literal(f"-{number}"), NOW - number * 3 * DAY if number > 10 else None
            ended: dict[str, Any] = {"closed_at": literal(over, vacancies.c.closed_at.type), "close_reason": literal("deadline" if over else None, vacancies.c.close_reason.type),
                                     "valid_through": literal(over.date() if over else date(2027, 1, number), vacancies.c.valid_through.type), "first_seen": literal(NOW - number * 3 * DAY - 30 * DAY, vacancies.c.first_seen.type)}
            copy(connection, vacancies, id=vacancies.c.id + name, **ended)
            copy(connection, postings, id=postings.c.id + number * SHIFT, source=postings.c.source + name, missing_since=literal(over, postings.c.missing_since.type), **ended)
            copy(connection, memberships, posting=memberships.c.posting + number * SHIFT, vacancy=memberships.c.vacancy + name)
            copy(connection, rounds, vacancy=rounds.c.vacancy + name)
            copy(connection, vacancy_places, vacancy=vacancy_places.c.vacancy + name)
            copy(connection, vacancy_areas, vacancy=vacancy_areas.c.vacancy + name)
            copy(connection, match_entries, id=match_entries.c.id + number * SHIFT, posting=match_entries.c.posting + number, vacancy=match_entries.c.vacancy + name)
            copy(connection, match_keys, key=match_keys.c.key + number, entry=match_keys.c.entry + number * SHIFT)
            for other in range(20):
                copy(connection, runs, id=runs.c.id + f"-{number}-{other}", source=runs.c.source + name, started_at=literal(NOW - (number * 3 + other) * DAY, runs.c.started_at.type))
        connection.execute(insert(sources), [
            {"key": f"{member}-{n}", "member": f"{member}-{n}", "baseline": True, "failures": 0, "empty_confirmed": False, "lease_token": 1, "markers": {}, "next_visit": NOW + DAY, "last_run": NOW - DAY,
             "last_success": NOW - DAY, "host": f"portal{n}.example.org"} for member in ("elbtal", "lahn") for n in range(1, 3000)])
        connection.execute(update(changes).values(generation=1))
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("analyze")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = fresh_postgresql(request.getfixturevalue("postgresql"), "plans") if request.param == "postgresql" else f"sqlite:///{tmp_path_factory.mktemp('plans') / 'x.sqlite'}"
    store = connect(url)
    fill(store)
    store.search(Query(today=NOW.date()))  # a process reads all openings once
    yield store
    store.close()


def visit(store: Store) -> None:
    """Leases, memory, verdict, matching, ledger, next visit."""
    lease = store.claim("elbtal", "elbtal", "w", NOW + DAY, timedelta(hours=1), host="portal7.example.org", since=NOW)
    assert lease is not None
    store.died(["elbtal", "lahn"])
    store.visit_memory("elbtal", NOW + DAY)
    run = store.decide(harvest(ads("elbtal", changed="Neu: auch in Teilzeit.")[:-1], run="next", token=lease.token, at=NOW + DAY), MEMBER, NOW + DAY)
    assert (run.changed, run.missing) == (2, 1)
    store.host_served("portal7.example.org", False, NOW + DAY)
    store.host_served("portal7.example.org", True, NOW + DAY)
    store.release("elbtal", lease.token, NOW + 2 * DAY)
    store.visit_soon("elbtal", ["elbtal"], NOW + DAY)
    store.failures("elbtal")


def read(store: Store) -> None:
    """A list after a change, a vacancy with its proofs, a conditional question."""
    before = store.generation()
    store.set_enabled("lahn", True)
    page = store.search(Query(today=NOW.date(), page=3, page_size=20))
    assert len(page.vacancies) == 20
    assert store.generation() != before
    one = page.vacancies[0].id
    assert store.vacancy(one) is not None
    store.evidence(one)
    store.full_texts([one], ["elbtal"])
    store.changed(Query(today=NOW.date(), page_size=50))


def look_back(store: Store) -> None:
    """The ledger of a member and a visit's evidence."""
    assert len(store.runs(limit=20, source="elbtal-3")) == 20
    assert len(store.runs(limit=50)) == 50
    run = store.runs(limit=1, source="elbtal")[0]
    store.run(run.id)
    store.run_evidence(run)
    store.history_before(run, MEMBER)
    store.forget_harvests(NOW - KEPT)
    store.counts(NOW, days=3)
    store.waiting()


def hand_out(store: Store) -> None:
    due = store.due(["elbtal", "lahn"], NOW + 3 * DAY)
    store.put_off([source for member in (MEMBER, OTHER) for source in member.sources() if source.key in due], NOW, NOW + 3 * DAY)
    store.take_back(["elbtal"], NOW, NOW + DAY, "#7")
    store.held()


def expire(store: Store) -> None:
    assert not store.expire(NOW + DAY)


def purge(store: Store) -> None:
    """A portion of what is over for a year."""
    assert store.forget_facts(NOW - 290 * DAY, NOW.date()) > 0
    assert store.forget_runs(NOW - 310 * DAY) > 0


@pytest.mark.parametrize("what", [visit, read, look_back, hand_out, expire, purge])
def test_no_large_table_is_read_whole(full: Store, what: Callable[[Store], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.forgetting.BATCH", 20)  # as small beside the tables as a portion is in reality
    with asking(full) as asked:
        what(full)
    assert asked.statements
    assert list(asked.plans(full)) == []
