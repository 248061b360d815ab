"""``worker``: does the visits that a timetable on some machine put into the queue."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import typer

from cli import memory
from cli.output import say
from cli.settings import UsageError, load_settings
from cli.workspace import Workspace
from pipeline.model import Member
from pipeline.normalise.dates import berlin
from scheduler import STOP_SECONDS, Scheduler, this_process
from store.jobs import Job

log = logging.getLogger("stellenmarkt.worker")

#: Whom a job could not visit, because somebody else visited that host, is due again after so long.
AGAIN = timedelta(minutes=2)


def worker(
    until_empty: Annotated[bool, typer.Option("--until-empty", help="End when nothing waits any more.")] = False,
) -> None:
    """Visit for a timetable on another machine; as many as you like (STELLENMARKT_QUEUE=procrastinate)."""
    settings = load_settings()
    workspace = Workspace(settings, {}, demo=False, clock=settings.clock)
    if workspace.queue_url is None:
        raise UsageError("queue", "a worker needs STELLENMARKT_QUEUE=procrastinate and the STELLENMARKT_DATABASE_URL of the timetable (docs/verteilt.md)", "STELLENMARKT_QUEUE")
    workspace.manners()
    memory.bound()
    asyncio.run(_work(workspace, workspace.queue_url, until_empty=until_empty))


async def _work(workspace: Workspace, url: str, *, until_empty: bool) -> None:
    from store.queue import Queue

    await asyncio.to_thread(lambda: workspace.store)  # brings the schema to the newest version
    async with Queue(url) as queue:
        say(f"{this_process()} visits for {url.rpartition('@')[2]}; Ctrl-C ends.")
        await queue.work(Visits(workspace).visit, until_empty=until_empty, grace=STOP_SECONDS)


@dataclass
class Visits:
    """What a worker does with a job: visits its sources and decides what they brought."""

    workspace: Workspace

    async def visit(self, job: Job) -> None:
        """Visit the sources of the job that nobody visited or switched off since it was put into the queue."""
        members = [Member.model_validate(member) for member in job.args["members"]]
        keys, since = list(job.args["sources"]), datetime.fromisoformat(job.args["since"])
        scheduler = Scheduler(self.workspace.store, {member.key: member for member in members}, self.workspace.data.resolve(), self.workspace.clock, self.workspace.manners(),
                              owner=f"{this_process()}#{job.number}", is_worker=True)
        decided = await asyncio.to_thread(self.workspace.store.enabled_by_operator)  # also meanwhile
        sources = [source for source in scheduler.sources(keys) if source.key in keys and decided.get(source.member, True)]
        log.info("job %s: %s sources", job.number, len(sources))
        visited: set[str] = set()
        try:
            visited = {run.source for run in await scheduler.visit_and_look(sources, since=since)}
        finally:
            left = [key for key in keys if key not in visited]
            if left:
                await asyncio.shield(asyncio.to_thread(self.workspace.store.take_back, left, since, self.workspace.clock() + AGAIN, f"#{job.number}"))
        await asyncio.to_thread(memory.tidy, berlin(self.workspace.clock()))
