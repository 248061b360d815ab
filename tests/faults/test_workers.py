"""A timetable that hands visits to workers: real processes, real portals, PostgreSQL; whoever is killed, nothing is lost or done twice."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import store.queue
from pipeline.model import QueueState
from render.lights import status
from render.metrics import metrics
from scheduler import Manners, Scheduler
from spiders.registry import load
from spiders.samples import SamplePortals
from store import Store, connect
from store.queue import Queue
from tests.conftest import NOW, fresh_postgresql
from tests.faults.conftest import COUNTS, Town, small_world

ROOT = Path(__file__).parents[2]


class Place(Town):
    """A town whose timetable has a queue."""

    def scheduler(self) -> Scheduler:
        manners = Manners("test@example.org", delay=0, allow_private=True, timeout=2)
        return Scheduler(self.store, self.members, self.folder, lambda: self.portals.now, manners, queue_url=self.url)

    def tick(self) -> None:
        assert asyncio.run(self.scheduler().visit_due()) == []

    def worker(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """A worker of its own host: its folder is its own."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        env = {**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": self.url, "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_DATA": str(folder), "STELLENMARKT_DELAY": "0",
               "STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_NOW": self.portals.now.isoformat()}
        with (folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", "cli", "worker", *arguments], cwd=folder, env=env, stdout=log, stderr=log)

    def work(self, *names: str) -> None:
        """So many workers until the queue is empty."""
        for process in [self.worker(name, "--until-empty") for name in names]:
            assert process.wait(120) == 0

    def state(self) -> tuple[int, int, int]:
        state = self.store.queue_state()
        assert state is not None
        return state.waiting, state.running, state.failed

    def visits(self) -> Counter[str]:
        return Counter(run.source for run in self.store.runs(limit=1000))


@pytest.fixture
def place(tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr("scheduler.BATCH", 3)
    with SamplePortals(NOW, small_world()) as portals:
        (tmp_path / "members.toml").write_text(portals.members_toml(), encoding="utf-8")
        url = fresh_postgresql(postgresql, f"workers{abs(hash(str(tmp_path))) % 10**9}")
        opened: Store = connect(url)
        members = load(replace=tmp_path / "members.toml")
        opened.sync_members(members.values())
        yield Place(portals, opened, members, tmp_path, url)
        opened.close()


def test_every_member_is_visited_once_by_one_of_the_workers(place: Place) -> None:
    assert place.store.queue_state() is None
    place.tick()
    waiting = place.state()[0]
    assert waiting > 2
    told = metrics(place.store, place.now).decode()
    assert f'stellenmarkt_queue_jobs{{state="waiting"}} {waiting}\n' in told
    assert "stellenmarkt_workers 0\n" in told
    place.tick()
    assert place.state()[0] == waiting, "who was handed out is not due"
    place.work("one", "two")
    assert place.visits() == Counter(source.key for source in place.scheduler().sources())
    assert set(place.shown()) == place.truth()
    assert place.state() == (0, 0, 0)
    place.tick()
    assert place.state() == (0, 0, 0)


def test_two_timetables_and_jobs_that_are_there_twice_do_no_harm(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "put_off", lambda *_: None)  # as if each timetable ended before it could note whom it had handed out
    place.tick()
    place.tick()
    assert place.state()[0] > 4
    monkeypatch.undo()
    place.portals.now += timedelta(minutes=1)
    place.work("one", "two", "three")
    assert place.visits() == Counter(source.key for source in place.scheduler().sources())
    assert set(place.shown()) == place.truth()


def test_who_was_switched_off_meanwhile_is_not_visited(place: Place) -> None:
    place.tick()
    place.store.set_enabled("krz-allgaeu", False)
    place.work("one")
    assert set(place.visits()) == {source.key for source in place.scheduler().sources()} - {"krz-allgaeu"}


def test_what_a_killed_worker_held_is_visited_by_another(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.fault("trickle", list(COUNTS))
    place.tick()
    waiting = place.state()[0]
    process = place.worker("one")
    deadline = time.monotonic() + 60
    while place.state()[1] == 0 or not [row for row in place.store.held() if "#" in row]:
        assert time.monotonic() < deadline, (place.folder / "one" / "log").read_text(encoding="utf-8")
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert place.state() == (waiting - 1, 1, 0)
    place.fault(None)
    monkeypatch.setattr(store.queue, "SILENCE", 1)
    time.sleep(1.5)
    place.tick()
    assert place.state()[1:] == (0, 1)
    assert place.state()[0] >= waiting, "what it held is handed out again at once"
    place.work("two")
    assert place.visits() == Counter(source.key for source in place.scheduler().sources())
    assert set(place.shown()) == place.truth()


def test_a_worker_that_is_asked_to_end_gives_back_what_it_has_not_done(place: Place) -> None:
    place.fault("trickle", list(COUNTS))
    place.tick()
    process = place.worker("one")
    deadline = time.monotonic() + 60
    while place.state()[1] == 0 or not [row for row in place.store.held() if "#" in row]:
        assert time.monotonic() < deadline, (place.folder / "one" / "log").read_text(encoding="utf-8")
        time.sleep(0.1)
    process.terminate()
    assert process.wait(60) == 0
    assert place.store.held() == []
    place.fault(None)
    place.work("two")
    place.portals.now += timedelta(minutes=3)
    place.tick()
    place.work("two")
    assert set(place.visits()) == {source.key for source in place.scheduler().sources()}
    assert set(place.shown()) == place.truth()


@pytest.mark.parametrize(("state", "level"), [
    (None, "amber"), (QueueState(waiting=3, running=0, failed=0, waits=700, workers=0), "red"), (QueueState(waiting=3, running=1, failed=0, waits=700, workers=1), "amber"),
    (QueueState(waiting=3, running=0, failed=0, waits=30, workers=0), "amber"), (QueueState(waiting=0, running=0, failed=4, waits=0, workers=0), "amber")])
def test_jobs_that_wait_while_no_worker_lives_are_red(state: QueueState | None, level: str) -> None:
    found = status([], NOW, NOW, state)
    assert found.level == level
    assert ("kein Arbeiter lebt" in found.message) == (level == "red")


def test_a_queue_needs_postgresql(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="a queue needs PostgreSQL"):
        Queue(f"sqlite:///{tmp_path / 'x.sqlite'}")
    done = subprocess.run([sys.executable, "-m", "cli", "worker"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_CONTACT": "test@example.org"})
    assert (done.returncode, "STELLENMARKT_DATABASE_URL=postgresql" in done.stderr) == (2, True)
