"""Opens the database and gives transactions: many readers, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError

MIGRATIONS = Path(__file__).parent / "migrations"
#: Seconds that a writer waits for another one on SQLite.
BUSY_SECONDS = 10
#: Connections to PostgreSQL that a process keeps, and how many more it opens where those are in use (docs/verteilt.md counts them).
POOL, MORE = 5, 5
#: The advisory lock of all writers on PostgreSQL.
WRITE_LOCK = 0x5354454C4C45


class StoreError(Exception):
    """The database cannot do what is asked; the message says what, where and what to do."""


class StaleLease(StoreError):
    """A harvest came from a visit whose lease was taken over by somebody else."""


class Database:
    """One database, SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; changes nothing."""
        with _said("read"), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction under the write lock: all of it or nothing."""
        with _said("written"), self.engine.connect() as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                connection.execute(text(f"set local lock_timeout = {BUSY_SECONDS * 1000}"))
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
            else:
                connection.exec_driver_sql("begin immediate")
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def migrate(self) -> None:
        """Bring the schema to the newest version; a schema newer than this program is an error."""
        script = ScriptDirectory(str(MIGRATIONS))
        with self.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        known = {revision.revision for revision in script.walk_revisions()}
        if current is not None and current not in known:
            raise StoreError(f"the database has schema {current}, which this version does not know: "
                             "install the newer program, or restore a backup that fits this one")
        if current == script.get_current_head():
            return
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


@contextmanager
def _said(what: str) -> Iterator[None]:
    """A database that is busy, full, broken or gone is a StoreError; what we asked wrongly stays what it is."""
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise
    except DBAPIError as error:
        raise StoreError(f"the database cannot be {what} now: {error.orig}") from error


def open_engine(url: str) -> Engine:
    """An engine for "sqlite:///FILE" or "postgresql://...", with the settings that keep it safe."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url!r} is no database address: write sqlite:///FILE or postgresql://...") from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return _postgresql(str(parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)))
    if backend == "sqlite":
        return _sqlite(url)
    raise StoreError(f"{backend} is not supported: use SQLite (sqlite:///FILE) or PostgreSQL (postgresql://...)")


def _postgresql(url: str) -> Engine:
    engine = create_engine(url, pool_size=POOL, max_overflow=MORE, pool_pre_ping=True,
                           connect_args={"options": "-c timezone=UTC"})
    _probe(engine)
    return engine


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # Transactions are ours: reads are plain, writes begin with BEGIN IMMEDIATE.
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=normal", "foreign_keys=on", f"busy_timeout={BUSY_SECONDS}000"):
            connection.execute(f"pragma {pragma}")

    _probe(engine)
    return engine


def _probe(engine: Engine) -> None:
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise StoreError(f"the database {where} cannot be opened: {error.orig}") from error
