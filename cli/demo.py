"""The demo: sample portals on loopback, visited as of two weeks ago and again now, so that there is something to tell."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from functools import partial

from cli.output import say
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.model import Member, Run
from spiders.registry import load
from spiders.samples import SamplePortals, World
from spiders.samples.server import members_toml

#: How long before now the first visit lies.
PAST = timedelta(days=14)

def demo_members(settings: Settings) -> dict[str, Member]:
    """The registry of the sample portals."""
    file = settings.demo_data / "members.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = members_toml(World(), settings.sample_port)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    return load(replace=file)


@contextlib.contextmanager
def portals(now: datetime, port: int) -> Iterator[SamplePortals | None]:
    """The sample portals as of ``now``; None where another process of ours plays them already."""
    if _taken(port):
        yield None
        return
    with SamplePortals(now, port=port) as running:
        yield running


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.10", port)) == 0


def fill(workspace: Workspace) -> list[Run]:
    """Visit the sample portals as of two weeks ago and now, unless that was done already; returns the newest runs."""
    now = workspace.clock()
    if workspace.store.runs(limit=1):
        return []
    say("Beispieldaten werden eingelesen ...")
    with portals(now - PAST, workspace.settings.sample_port) as running:
        runs: list[Run] = []
        for moment in (now - PAST, now):
            if running is not None:
                running.now = moment
            scheduler = workspace.scheduler(clock=partial(_same, moment))
            runs = asyncio.run(scheduler.visit(scheduler.sources()))
    return runs


def _same(moment: datetime) -> datetime:
    return moment


def visit_demo(workspace: Workspace, keys: list[str] | None, *, quiet: bool = False) -> list[Run]:
    """Visit sample portals once more; at first as of two weeks ago too."""
    first = fill(workspace)
    if first and not keys:
        return first
    with portals(workspace.clock(), workspace.settings.sample_port):
        scheduler = workspace.scheduler()
        from cli.running import progress_line

        return asyncio.run(scheduler.visit(scheduler.sources(keys), progress_line(quiet=quiet)))


@contextlib.asynccontextmanager
async def running_portals(workspace: Workspace) -> AsyncIterator[list[Run]]:
    """The sample portals for as long as ``up`` runs; yields the runs of the newest visit."""
    runs = await asyncio.to_thread(fill, workspace)
    with portals(workspace.clock(), workspace.settings.sample_port) as running:
        ticker = asyncio.create_task(_follow_clock(workspace, running))
        scheduler = workspace.scheduler()
        if not runs:
            from cli.running import progress_line

            runs = await scheduler.visit(scheduler.sources(), progress_line())
        try:
            yield runs
        finally:
            ticker.cancel()


async def _follow_clock(workspace: Workspace, running: SamplePortals | None) -> None:
    while running is not None:
        running.now = workspace.clock()
        await asyncio.sleep(60)


