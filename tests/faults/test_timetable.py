"""The timetable in bad days: a host that fails, a source that kills its process, a stop in the middle, two at once, clocks that jump."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import scheduler
from pipeline.model import Member, Query, Run, Verdict
from pipeline.rhythm import BREAKS_AFTER, parse_quiet
from render import pages
from scheduler import Manners, Scheduler, end_process
from store import Store, connect
from tests.conftest import NOW
from tests.faults.test_kills import crawlers_of, wait_for
from tests.spiders.portal import HTML, Answer, Portals, job, listing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIELDS = ("Netze", "Finanzen", "Geodaten")
JOBS = len(FIELDS)


@dataclass
class Street:
    """Members on few hosts, a clock that can be set, a store."""

    store: Store
    folder: Path
    portals: Portals
    members: dict[str, Member] = field(default_factory=dict)
    now: datetime = NOW
    asked: list[str] = field(default_factory=list)
    #: What a member's list is answered with instead; called with its key.
    instead: Callable[[str], Answer] | None = None

    def open(self, host: str, *keys: str) -> None:
        """A host with members; each has a list of three jobs."""
        def answer(request) -> Answer:
            _, key, *rest = request.path.split("/")
            if key not in self.members:
                return 404, HTML, b""
            if not rest[-1]:
                self.asked.append(key)
                if self.instead is not None and (answer := self.instead(key)):
                    return answer
                return 200, HTML, listing(*(f"/{key}/stellen/stelle-{n}" for n in range(1, JOBS + 1)))
            number = int(rest[-1][-1])
            return 200, HTML, job(f"Fachkraft {FIELDS[number - 1]} {key} (m/w/d)", validThrough=f"2026-04-{10 + number}")

        base = self.portals.add(host, answer)
        self.members |= {key: Member(key=key, name=f"{key} AöR", short_name=key, portal=f"{base}/{key}/stellen/", platform="jsonld", enabled=True) for key in keys}
        self.store.sync_members(self.members.values())

    def scheduler(self, owner: str = "", **manners: object) -> Scheduler:
        return Scheduler(self.store, self.members, self.folder, lambda: self.now, Manners("test@example.org", **{"delay": 0, "allow_private": True, "timeout": 5, **manners}), owner)

    def tick(self, later: timedelta = timedelta(0), **manners: object) -> list[Run]:
        """The timetable's tick; whose lists were asked for is in ``asked``."""
        self.now += later
        self.asked.clear()
        return asyncio.run(self.scheduler(**manners).visit_due())

    def shown(self) -> dict[str, str]:
        page = self.store.search(Query(today=self.now.date(), page_size=500))
        return {f"{ref.source} {ref.external_id}": v.id for v in page.vacancies for ref in v.postings}

    def level(self) -> str:
        self.store.heartbeat(self.now)
        return pages.state(self.store, self.now).level


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    """On SQLite only: what the databases do alike is seen once."""
    portals, store = Portals(), connect(f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}")
    yield Street(store, tmp_path, portals)
    portals.close()
    store.close()


def complete(runs: list[Run]) -> set[str]:
    return {run.source for run in runs if run.verdict is Verdict.COMPLETE}


def test_a_host_that_fails_is_left_in_peace_until_a_probe_succeeds(street: Street) -> None:
    keys = [f"ort{n}" for n in range(6)]
    street.open("shared", *keys)
    street.open("other", "allein")
    assert complete(street.tick()) == {*keys, "allein"}
    before = street.shown()
    street.instead = lambda key: (500, HTML, b"error") if key != "allein" else None
    runs = street.tick(7 * HOUR)
    assert len({run.source for run in runs if run.verdict is Verdict.FAILED}) == BREAKS_AFTER, "the others on the host were spared"
    assert complete(runs) == {"allein"}
    (host,) = street.store.hosts()
    assert (host.failures, host.since) == (BREAKS_AFTER, street.now)
    views = {view.key: view for view in street.store.members(street.now)}
    assert all(views[run.source].host == host for run in runs if run.verdict is Verdict.FAILED)
    for failures in (BREAKS_AFTER, BREAKS_AFTER + 1):
        (host,) = street.store.hosts()
        assert host.failures == failures
        assert host.probe_at is not None
        assert street.tick(host.probe_at - street.now - timedelta(seconds=1)) == [] or failures > BREAKS_AFTER  # but "allein"
        assert set(street.asked) <= {"allein"}
        runs = street.tick(timedelta(seconds=2))
        assert len(set(street.asked) - {"allein"}) == 1, "one probe"
        street.asked.clear()
        assert street.tick() == []
    assert street.shown() == before
    street.instead = None
    (host,) = street.store.hosts()
    assert host.probe_at is not None
    assert len(complete(street.tick(host.probe_at - street.now)) - {"allein"}) == 1
    assert street.store.hosts() == []
    healed = complete(street.tick())
    assert len(healed) == len(keys) - 1, "who waited is visited at once"
    assert street.shown() == before
    assert street.level() == "green"


def test_where_all_hosts_fail_the_network_is_ours_and_nobody_waits_a_day(street: Street) -> None:
    keys = ["eins", "zwei", "drei"]
    for key in keys:
        street.open(f"host-{key}", key)
    assert complete(street.tick()) == set(keys)
    street.instead = lambda _key: (503, HTML, b"no way out")
    street.tick(7 * HOUR)
    for _ in range(4):
        runs = street.tick(1.1 * HOUR)
        assert {run.source for run in runs if run.verdict is Verdict.FAILED} == set(keys)
        assert not any(host.probe_at for host in street.store.hosts())
    street.store.heartbeat(street.now)
    assert "unsere eigene Verbindung" in pages.state(street.store, street.now).message
    assert not any(street.store.proposal(key) for key in keys), "no portal is looked for that is where it was"
    street.instead = None
    assert complete(street.tick(1.1 * HOUR)) == set(keys)
    assert street.store.hosts() == []
    assert street.level() == "green"


def test_a_source_that_kills_its_process_is_visited_alone(street: Street) -> None:
    street.open("good", "eins", "zwei")
    street.open("bad", "gift")

    def kill(key: str) -> Answer:
        if key == "gift":
            for process in crawlers_of(street.folder):
                os.kill(process, signal.SIGKILL)
        else:
            time.sleep(0.5)
        return None

    street.instead = kill
    first = {run.source: run for run in street.tick()}
    assert first["gift"].verdict is Verdict.FAILED
    assert [reason.code for reason in first["gift"].reasons] == ["crawl_died"]
    assert "zwei" not in first, "who waited behind is not to blame"
    assert complete(street.tick(2 * HOUR)) == {"eins", "zwei"}, "the others are visited without it"
    assert len(street.shown()) == 2 * JOBS
    street.instead = None
    assert complete(street.tick(5 * HOUR)) >= {"gift"}
    assert street.level() == "green"


def test_a_stop_in_the_middle_leaves_no_process_and_no_lease(street: Street) -> None:
    street.open("one", "eins", "zwei", "drei")
    street.instead = lambda key: time.sleep(1.5) if key == "zwei" else None

    async def stopped() -> None:
        visit = asyncio.create_task(street.scheduler().visit_due())
        while "zwei" not in street.asked:  # noqa: ASYNC110  the portal is another thread
            await asyncio.sleep(0.02)
        visit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await visit

    begin = time.monotonic()
    asyncio.run(stopped())
    assert time.monotonic() - begin < 25
    assert crawlers_of(street.folder) == []
    assert street.store.claim("drei", "drei", "somebody:1:1", street.now, HOUR) is not None, "it can be visited by another one at once"
    street.store.release("drei", 2)
    street.instead = None
    street.tick(timedelta(minutes=1))
    assert street.asked == ["zwei", "drei"], "what was broken off is due at once, what was done is not done again"
    assert street.level() == "green"
    assert len(street.shown()) == 3 * JOBS


def test_two_timetables_at_once_visit_each_source_once(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portals = Portals()
    try:
        _two_timetables(Street(store, tmp_path, portals), monkeypatch)
    finally:
        portals.close()


def _two_timetables(street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "BATCH", 2)
    keys = [f"ort{n}" for n in range(5)]
    street.open("one", *keys)

    def moving(key: str) -> Answer:
        street.now += timedelta(seconds=1)
        return None

    street.instead = moving

    async def both() -> list[list[Run]]:
        return await asyncio.gather(*(street.scheduler(owner).visit_due() for owner in ("here:1:1", "there:2:2")))

    runs = [run for found in asyncio.run(both()) for run in found]
    assert sorted(street.asked) == keys
    assert {run.source for run in runs} == set(keys)
    assert complete(runs) == set(keys)
    assert len(street.store.runs()) == len(keys)
    assert not (street.folder / "aside").exists()
    assert len(street.shown()) == len(keys) * JOBS


def test_clocks_that_jump_close_nothing_and_stop_nobody(street: Street) -> None:
    street.open("one", "eins", "zwei")
    street.tick()
    before, right = street.shown(), street.now
    # A day back: everything is visited again, nothing is lost, and it goes on from there.
    assert complete(street.tick(-DAY)) == {"eins", "zwei"}
    assert street.shown() == before
    assert street.tick() == []
    assert complete(street.tick(7 * HOUR)) == {"eins", "zwei"}
    street.now = right + 8 * HOUR
    assert street.level() == "amber", "by this clock the last visit was 25 hours ago"
    street.tick()
    assert street.level() == "green"
    # Far ahead: deadlines pass. Right again: what is advertised is open again, under its old identity.
    street.tick(60 * DAY)
    assert street.shown() == {}
    street.now = right + DAY
    runs = street.tick()
    assert complete(runs) == {"eins", "zwei"}
    assert sum(run.reopened for run in runs) == len(before)
    assert street.shown() == before
    assert {v.round for v in street.store.search(Query(today=street.now.date())).vacancies} == {1}
    assert street.level() == "green"


def test_a_heartbeat_of_the_future_is_no_life(street: Street) -> None:
    street.open("one", "eins")
    street.tick()
    assert street.level() == "green"
    street.now -= DAY
    assert pages.state(street.store, street.now).level == "red"
    assert street.level() == "green"


def test_a_machine_that_slept_visits_once_and_keeps_what_it_had_read(street: Street) -> None:
    street.open("one", "eins", "zwei")
    street.tick()
    assert complete(street.tick(10 * DAY)) == {"eins", "zwei"}
    assert street.tick() == []

    def asleep(key: str) -> Answer:
        street.now += 3 * HOUR
        return None

    street.instead = asleep
    runs = street.tick(7 * HOUR)
    assert sorted(street.asked) == ["eins", "zwei"]
    assert complete(runs) == {"eins", "zwei"}, "the lease ran out in its sleep, nobody took it"


def test_in_quiet_hours_only_people_visit(street: Street) -> None:
    quiet = parse_quiet("0-5")
    street.open("one", "eins", "zwei")
    street.now = NOW.replace(hour=1)
    assert street.tick(quiet=quiet) == []
    assert street.asked == []
    wanted = street.scheduler(quiet=quiet)
    assert complete(asyncio.run(wanted.visit(wanted.sources(["eins"])))) == {"eins"}
    street.store.visit_soon("eins", ["eins"], street.now + HOUR)
    assert complete(street.tick(HOUR, quiet=quiet)) == {"eins"}, "what was asked for at the page is visited by the timetable, and nobody else"
    assert street.tick(HOUR / 60, quiet=quiet) == [], "once"
    assert complete(street.tick(2 * HOUR, quiet=quiet)) >= {"zwei"}
    late = street.store.members(street.now)[0].next_visit
    assert late is not None
    street.now = NOW.replace(hour=22)
    street.tick(quiet=quiet)
    (due, _) = [view.next_visit for view in street.store.members(street.now)]
    assert due is not None
    assert quiet is not None
    assert quiet.until(due) is None, "the next visit that is shown is the next visit"


def test_what_ignores_the_request_to_end_is_killed_with_all_its_children() -> None:
    child = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork(); os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"

    async def end() -> tuple[float, list[int]]:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", child, stdout=subprocess.PIPE, start_new_session=True)
        assert process.stdout is not None
        group = [int(await process.stdout.readline()) for _ in range(2)]
        begin = time.monotonic()
        await end_process(process, grace=1)
        return time.monotonic() - begin, group

    seconds, group = asyncio.run(end())
    assert 1 <= seconds < 5
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() and b"sleep" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in group), 5)
