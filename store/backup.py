"""Copies of the whole database in one SQLite file: consistent while the program runs, and readable by both engines."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, delete, func, insert, select, text, update

from store.database import Database, StoreError, open_engine
from store.schema import changes, metadata
from store.tables import upsert

#: Rows that are copied at a time.
BATCH = 1000
#: A database that holds any of these is not empty.
_CONTENT = ("postings", "vacancies", "runs", "issues", "coverage", "figures")


def _tables() -> list[Table]:
    """All tables but the one that the database itself writes."""
    return [table for table in metadata.sorted_tables if table is not changes]


class Backup(Database):
    """Writes and reads copies."""

    def backup(self, file: Path, extra: Mapping[str, bytes] | None = None) -> dict[str, int]:
        """Write the copy to ``file``, whole or not at all; ``extra`` are small files that belong to it. Returns rows by table."""
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        try:
            copy = Database(open_engine(f"sqlite:///{draft}"))
            copy.migrate()
            with self._snapshot() as source, copy.write() as target:
                rows = {table.name: _copy(source, target, table) for table in _tables()}
                target.execute(text("create table files (name text primary key, content blob not null)"))
                for name, content in (extra or {}).items():
                    target.execute(text("insert into files values (:name, :content)"), {"name": name, "content": content})
            with copy.engine.connect() as connection:
                connection.exec_driver_sql("pragma journal_mode=delete")  # one file, no companions
            copy.close()
            draft.replace(file)
        finally:
            for left in file.parent.glob(f"{draft.name}*"):
                left.unlink(missing_ok=True)
        return rows

    def restore(self, file: Path, *, replace: bool = False) -> tuple[dict[str, int], dict[str, bytes]]:
        """Bring a copy back in one transaction. Returns rows by table and the small files.

        StoreError where ``file`` is no copy, newer than this program, or this database holds something and ``replace`` is False.
        """
        with _opened(file) as (source, extra), self.write() as target:
            tables = {table.name: table for table in metadata.sorted_tables}
            if not replace and (full := [name for name in _CONTENT if target.execute(select(func.count()).select_from(tables[name])).scalar_one()]):
                raise StoreError(f"the database is not empty ({', '.join(full)}): give it --replace to lose what is in it, or name another one")
            before = _generation(target)
            for table in reversed(_tables()):
                target.execute(delete(table))
            rows = {table.name: _copy(source, target, table) for table in _tables()}
            # A number that no reader's ETag was ever made of; in it all that was there and all that is there has changed.
            generation = max(before, _generation(target)) + 1
            upsert(target, tables["meta"], ["key"], [{"key": "generation", "value": str(generation)}])
            target.execute(update(changes).values(generation=generation))
            if self.engine.dialect.name == "postgresql":
                for table in metadata.sorted_tables:
                    _continue_numbers(target, table)
        return rows, extra

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """One moment of the database, whatever others write meanwhile."""
        if self.engine.dialect.name == "postgresql":
            with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
                yield connection
            return
        with self.engine.connect() as connection:
            connection.exec_driver_sql("begin")
            yield connection
            connection.exec_driver_sql("rollback")


@contextmanager
def _opened(file: Path) -> Iterator[tuple[Connection, dict[str, bytes]]]:
    """A copy of the copy, brought to this program's schema; the file itself stays as it is."""
    if not file.is_file():
        raise StoreError(f"{file} is no file")
    with file.open("rb") as stream:
        if stream.read(16) != b"SQLite format 3\x00":
            raise StoreError(f"{file} is no backup: it must be a file that `stellenmarkt backup` wrote")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(file, Path(folder) / "copy.sqlite")
        copy = Database(open_engine(f"sqlite:///{folder}/copy.sqlite"))
        try:
            with copy.read() as connection:
                names = {row[0] for row in connection.exec_driver_sql("select name from sqlite_master where type = 'table'")}
            if not {"alembic_version", "vacancies"} <= names:
                raise StoreError(f"{file} is no backup of a Stellenmarkt")
            copy.migrate()
            with copy.read() as connection:
                extra = {row[0]: bytes(row[1]) for row in connection.exec_driver_sql("select name, content from files")} if "files" in names else {}
                yield connection, extra
        finally:
            copy.close()


def _copy(source: Connection, target: Connection, table: Table) -> int:
    """All rows of one table, in order of the primary key."""
    rows = source.execution_options(yield_per=BATCH).execute(select(table).order_by(*table.primary_key.columns))
    count = 0
    for batch in rows.mappings().partitions(BATCH):
        target.execute(insert(table), [dict(row) for row in batch])
        count += len(batch)
    return count


def _generation(connection: Connection) -> int:
    meta = metadata.tables["meta"]
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "generation")).scalar() or 0)


def _continue_numbers(target: Connection, table: Table) -> None:
    """PostgreSQL counts on behind the highest number that was copied."""
    column = table.autoincrement_column
    if column is None or not isinstance(column.type, Integer):
        return
    sequence = target.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar()
    if sequence is not None:
        highest = target.execute(select(func.max(column))).scalar()
        target.execute(select(func.setval(sequence, highest or 1, highest is not None)))
