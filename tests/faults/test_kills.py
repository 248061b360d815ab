"""kill -9 of the crawl process and of the whole program: nothing lost, no orphan, the next run is clean."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler import run_crawl
from tests.faults.conftest import Town

ENV = {"STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_DELAY": "0", "STELLENMARKT_ALLOW_PRIVATE": "1"}


def crawlers_of(folder: Path) -> list[int]:
    """The crawl processes that work in ``folder``."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"spiders.crawl" in words and any(str(folder).encode() in word for word in words):
            found.append(int(process.name))
    return found


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "what was waited for did not come"
        time.sleep(0.05)


@pytest.mark.parametrize("after", [0.4, 1.5, 2.5])
def test_a_killed_crawl_process_changes_nothing(town: Town, after: float) -> None:
    town.visit()
    before, outputs = town.shown(), town.outputs()
    town.portals.now += timedelta(hours=1)

    async def crawl_and_kill() -> None:
        scheduler = town.scheduler()
        visit = asyncio.create_task(scheduler.visit(scheduler.sources()))
        while not crawlers_of(town.folder):  # noqa: ASYNC110  a process begins without an event
            await asyncio.sleep(0.02)
        await asyncio.sleep(after)
        for process in crawlers_of(town.folder):
            os.kill(process, signal.SIGKILL)
        await visit

    asyncio.run(crawl_and_kill())
    assert town.shown() == before
    assert town.outputs() == outputs
    runs = town.store.runs(limit=9)
    assert len(runs) == 9
    healed = town.visit(later=timedelta(hours=1))
    assert {str(run.verdict) for run in healed.values()} == {"complete"}
    assert set(town.shown()) == town.truth()


def program(town: Town, *words: str, **more: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, **ENV, **more, "STELLENMARKT_DATA": str(town.folder / "data"), "STELLENMARKT_MEMBERS": str(town.folder / "members.toml"),
           "STELLENMARKT_NOW": town.now.isoformat()}
    return subprocess.Popen([sys.executable, "-m", "cli", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("after", [0.1, 1.2])
def test_a_killed_program_leaves_no_orphan_and_the_next_run_is_clean(town: Town, after: float) -> None:
    running = program(town, "crawl")
    wait_for(lambda: crawlers_of(town.folder / "data"))
    time.sleep(after)
    running.kill()
    running.communicate()
    wait_for(lambda: not crawlers_of(town.folder / "data"), 10)
    again = program(town, "crawl", "--json")
    out, err = again.communicate(timeout=120)
    runs = [json.loads(line) for line in out.splitlines()]
    assert {run["source"]: (run["verdict"], run["reasons"], run["problems"]) for run in runs if run["verdict"] != "complete"} == {}
    assert again.returncode == 0, err.decode()
    listed, _ = program(town, "vacancies", "list", "--json").communicate(timeout=60)
    shown = {f"{ref['source']} {ref['external_id']}" for line in listed.splitlines() for ref in json.loads(line)["postings"]}
    assert shown == town.truth()


def test_the_watchdog_ends_a_crawl_that_takes_too_long(town: Town) -> None:
    town.fault("hang")
    source = town.members["ks-nahe"].sources()[0]
    job = {"spool": str(town.folder), "contact": "x@example.org", "delay": 0, "allow_private": True, "timeout": 60,
           "visits": [{"run": "w", "token": 0, "source": source.model_dump(mode="json")}]}
    begin = time.monotonic()
    assert asyncio.run(run_crawl(job, town.folder, seconds=3)) == "watchdog"
    assert time.monotonic() - begin < 40
    assert crawlers_of(town.folder) == []


def test_two_programs_at_once_visit_each_source_once(town: Town) -> None:
    pair = [program(town, "crawl", "--json") for _ in range(2)]
    outs = [p.communicate(timeout=120)[0] for p in pair]
    runs = [json.loads(line)["source"] for out in outs for line in out.splitlines()]
    assert sorted(runs) == sorted(set(runs))
    assert set(runs) == set(town.members)


def test_a_service_that_is_asked_to_end_in_the_middle_of_a_visit_ends(town: Town) -> None:
    town.fault("hang")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = program(town, "up", PORT=str(port))
    wait_for(lambda: crawlers_of(town.folder / "data"))
    time.sleep(2)
    begin = time.monotonic()
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err.decode()
    assert time.monotonic() - begin < 40
    assert b"Traceback" not in err
    assert crawlers_of(town.folder / "data") == []
    town.fault(None)
    out, err = program(town, "crawl", "--json").communicate(timeout=120)
    newest = {run["source"]: run["verdict"] for run in map(json.loads, out.splitlines())}
    assert set(newest) == set(town.members), err.decode()
    assert set(newest.values()) == {"complete"}
