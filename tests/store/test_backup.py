"""Backups: the same content on whatever database they are brought back to, while others write, and never half."""

import sqlite3
import threading
from pathlib import Path

import pytest

from pipeline.model import EditorChoice, Issue, Query
from store import Store, StoreError, connect
from store.schema import metadata
from tests.conftest import NOW, fresh_postgresql
from tests.making import DAY, MEMBER, OTHER, harvest, posting

TITLES = ("Netzwerkadministration (m/w/d)", "Softwareentwicklung Java (m/w/d)", "Geodatenmanagement (m/w/d)")


@pytest.fixture
def stocked(store: Store) -> Store:
    store.sync_members([MEMBER, OTHER])
    for member in (MEMBER, OTHER):
        store.decide(harvest([posting(f"p{n}", title, source=member.key) for n, title in enumerate(TITLES)], run=f"{member.key}1", source=member.key), member, NOW)
    one, other = (v.id for v in store.search(Query(today=NOW.date())).vacancies[:2])
    store.merge(one, other, NOW)
    store.choose(EditorChoice(vacancy=one, issue=NOW.date(), action="title", title="Kürzer"), NOW)
    store.save_issue(Issue(day=NOW.date(), state="released", revision=1, cutoff=NOW, shown=[one]), {"txt": "Grüße\n".encode()}, NOW)
    store.look(NOW)
    return store


def told(store: Store) -> object:
    query = Query(today=NOW.date(), page_size=100)
    return (store.search(query).model_copy(update={"generation": ""}), store.issues(), store.choices(NOW.date()), store.revision(NOW.date(), "txt"), store.looks(), store.runs(), store.members(NOW),
            [store.evidence(v.id) for v in store.search(query).vacancies], store.noted("heartbeat"))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_it_comes_back_whole_on_both_engines_and_goes_on(stocked: Store, tmp_path: Path, postgresql: str, engine: str) -> None:
    file = tmp_path / "copy.sqlite"
    rows = stocked.backup(file, {"members.toml": b"[x]\n"})
    assert (rows["postings"], rows["match_entries"]) == (6, 6)
    assert rows.keys() == {table.name for table in metadata.sorted_tables} - {"changes"}
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.sqlite"]
    other = connect(f"sqlite:///{tmp_path / 'other.sqlite'}" if engine == "sqlite" else fresh_postgresql(postgresql, f"restored{abs(hash(str(tmp_path))) % 10**9}"))
    restored, extra = other.restore(file)
    assert (restored, extra) == (rows, {"members.toml": b"[x]\n"})
    assert told(other) == told(stocked)
    assert int(other.generation()) > int(stocked.generation())
    later = harvest([posting(f"p{n}", title) for n, title in enumerate((*TITLES, "Datenschutz (m/w/d)"))], run="later", at=NOW + DAY)
    assert other.decide(later, MEMBER, NOW + DAY).new == stocked.decide(later, MEMBER, NOW + DAY).new == 1
    assert told(other) == told(stocked)
    with pytest.raises(StoreError, match="not empty"):
        other.restore(file)
    assert told(other) == told(stocked)
    other.restore(file, replace=True)
    assert len(other.search(Query(today=NOW.date())).vacancies) == 5
    other.close()


def test_a_backup_is_one_moment_of_a_database_that_is_written(stocked: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            stocked.decide(harvest([posting(f"n{n}", f"Fachstelle {'ABCDEFGHIJKLMNOP'[n % 16]} {n} (m/w/d)", source="lahn") for n in range(number % 12)],
                                   run=f"w{number}", at=NOW, source="lahn"), OTHER, NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            file = tmp_path / f"{number}.sqlite"
            stocked.backup(file)
            with sqlite3.connect(file) as copy:
                assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
                assert copy.execute("pragma foreign_key_check").fetchall() == []
                assert copy.execute("select count(*) from postings where id not in (select posting from memberships)").fetchone() == (0,)
    finally:
        stop.set()
        writer.join(30)


@pytest.mark.parametrize(("content", "words"), [(None, "is no file"), (b"text", "is no backup"), (b"", "is no backup"), ("sqlite", "no backup of a Stellenmarkt"), ("newer", "does not know")])
def test_what_is_no_backup_is_refused_and_changes_nothing(stocked: Store, tmp_path: Path, content: bytes | str | None, words: str) -> None:
    file = tmp_path / "copy.sqlite"
    if content == "newer":
        stocked.backup(file)
    elif content == "sqlite":
        with sqlite3.connect(file) as other:
            other.execute("create table x (y)")
    elif isinstance(content, bytes):
        file.write_bytes(content)
    if content == "newer":
        with sqlite3.connect(file) as newer:
            newer.execute("update alembic_version set version_num = '9999'")
    before = told(stocked)
    with pytest.raises(StoreError, match=words):
        stocked.restore(file, replace=True)
    assert told(stocked) == before


def test_a_backup_that_cannot_be_written_leaves_nothing(stocked: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copy.sqlite"
    folder.mkdir()
    with pytest.raises(OSError):
        stocked.backup(folder)
    assert list(tmp_path.glob(".copy*")) == []
