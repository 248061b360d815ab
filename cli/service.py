"""``up`` and ``serve``: web server, timetable and, in the demo, the sample portals in one event loop."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from datetime import UTC, datetime, timedelta

import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from cli import memory
from cli.alerting import alert, ping
from cli.deciding import Deciding
from cli.logs import set_up
from cli.output import answer, say
from cli.purging import forget_daily
from cli.running import progress_line, publish_now, show_runs
from cli.settings import BERLIN, UsageError
from cli.telling import check_addresses, tell_draft
from cli.workspace import Workspace
from pipeline.model import Query, Run
from render.web import make_app
from scheduler import is_dead_here, this_process
from spiders.registry import RegistryError
from store import StoreError

log = logging.getLogger("stellenmarkt.service")

#: How often the timetable looks for sources that are due.
TICK = timedelta(seconds=30)
#: No visit lasts so long, nor a batch of them: a tick that takes longer and leaves no run in the ledger stands still.
STUCK = timedelta(hours=2)
#: The ticks that run, and when they began (time.monotonic).
Running = dict[asyncio.Task[None], float]
#: How often a program says by which registry it goes.
NOTING = timedelta(hours=1)
#: How long one of several timetables alone tells; it takes that anew with every tick.
TELLING = timedelta(minutes=10)


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers: one loop, one way to stop."""

    def install_signal_handlers(self) -> None:
        """Leave signals to ``serve_forever``."""


def web_server(workspace: Workspace, host: str | None = None, port: int | None = None) -> Server:
    # The first question reads all open vacancies into memory, and the gazetteer: no reader is to wait for that.
    workspace.store.search(Query(today=workspace.clock().astimezone(BERLIN).date(), place="Berlin", page_size=1))
    app = make_app(workspace.store, workspace.site, workspace.clock, workspace.members, Deciding(workspace))
    # Only a proxy that is named may say who asks.
    proxies = workspace.settings.proxies.split()
    config = uvicorn.Config(
        app, host=host or workspace.settings.host, port=port or workspace.settings.port, log_level="warning", log_config=None, access_log=False,
        server_header=False, date_header=True, proxy_headers=bool(proxies), forwarded_allow_ips=proxies, lifespan="off", timeout_graceful_shutdown=5,
    )
    return Server(config)


async def serve_web(workspace: Workspace, host: str | None = None, port: int | None = None) -> None:
    """Serve until the process is asked to end."""
    set_up(workspace.settings.log)
    memory.bound()
    server = web_server(workspace, host, port)
    say(f"http://{server.config.host}:{server.config.port}")
    # It goes by the registry that it read when it began.
    noting = asyncio.create_task(_note_registry(workspace, workspace.registry_digest()))
    try:
        await _serve(server, asyncio.Event())
    finally:
        noting.cancel()


async def _serve(server: Server, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    task = asyncio.create_task(server.serve())
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    server.should_exit = True
    try:
        await task
    except SystemExit as error:
        config = server.config
        raise UsageError("port", f"{config.host}:{config.port} cannot be used (taken?); set PORT to another port",
                         "PORT") from error


async def serve_forever(workspace: Workspace) -> None:
    """Visit, publish, show, serve; then again on schedule, until Ctrl-C."""
    set_up(workspace.settings.log)
    memory.bound()
    for variable in ("editor_urls", "alert_urls"):
        check_addresses(getattr(workspace.settings, variable), f"STELLENMARKT_{variable.upper()}")
    if workspace.demo:
        from cli.demo import running_portals

        async with running_portals(workspace) as runs:
            await _live(workspace, runs)
    else:
        await _live(workspace, [])


async def _live(workspace: Workspace, first: list[Run]) -> None:
    from cli.block import block_text

    if first:
        show_runs(first)
    for variable in ("impressum_url", "datenschutz_url"):
        if not getattr(workspace.settings, variable):
            say(f"Hinweis: STELLENMARKT_{variable.upper()} ist nicht gesetzt; der Link fehlt auf der Seite.")
    say(publish_now(workspace))
    answer("\n" + block_text(workspace))
    url = workspace.site.public_url
    say(f"\n{url}/  ·  {url}/feed.rss  ·  {url}/v1/newsletter/block.html  ·  {url}/status\nCtrl-C ends.")
    timetable, running = AsyncIOScheduler(timezone=UTC), Running()
    # A job of its own: a tick may last as long as its visits.
    timetable.add_job(_beat, "interval", args=[workspace, running], seconds=TICK.total_seconds(), coalesce=True, misfire_grace_time=None, id="heartbeat", next_run_time=datetime.now(UTC))
    timetable.add_job(_tick, "interval", args=[workspace, {}, running], seconds=TICK.total_seconds(), coalesce=True,
                      max_instances=1, misfire_grace_time=None, id="tick", next_run_time=datetime.now(UTC))
    timetable.add_job(_note_registry, "interval", args=[workspace], seconds=NOTING.total_seconds(), coalesce=True, misfire_grace_time=None, id="registry", next_run_time=datetime.now(UTC))
    timetable.start()
    try:
        await _serve(web_server(workspace), asyncio.Event())
    finally:
        timetable.shutdown(wait=False)
        for task in running:  # the crawl process is asked to end, and what it read is kept
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _tick(workspace: Workspace, published: dict[str, str], running: Running) -> None:
    """Visit what is due, then publish what changed. A tick that fails is logged and the next one comes."""
    task = asyncio.current_task()
    assert task is not None
    running[task] = time.monotonic()
    try:
        await asyncio.to_thread(workspace.refresh)
        runs = await workspace.scheduler().visit_due(progress_line(quiet=workspace.settings.log == "json"))
        for run in runs:
            log.info("visit to %s: %s, %s postings, %s new, %s closed%s", run.source, run.verdict, run.postings, run.new, run.closed,
                     "".join(f"; {reason.code}: {reason.message}" for reason in run.reasons[:3]), extra={"run": run.id})
        await asyncio.to_thread(workspace.store.expire, workspace.clock())
        await asyncio.to_thread(forget_daily, workspace)
        # Editors and people who enter ads change things between the visits, and a new day changes what is new.
        today = workspace.clock().astimezone(BERLIN).date()
        state = f"{workspace.store.generation()} {today}"
        is_new = published.get("state") != state
        if is_new:
            log.info("%s", await asyncio.to_thread(publish_now, workspace))
            published["state"] = state
        await asyncio.to_thread(_tell, workspace)
        await asyncio.to_thread(ping, workspace)
        if runs or is_new:
            await asyncio.to_thread(memory.tidy, today)
    except asyncio.CancelledError:
        log.info("asked to end in the middle of a tick")
    except StoreError as error:
        log.error("tick failed, the next one comes: %s", error)  # noqa: TRY400  no stack for a database that is busy, full or gone
    except Exception:
        log.exception("tick failed")
    finally:
        running.pop(task, None)


async def _note_registry(workspace: Workspace, digest: str | None = None) -> None:
    """Say by which registry this program goes, so that ``doctor`` sees where machines differ: once, or with ``digest`` as long as the process lives."""
    if workspace.demo:
        return
    while True:
        try:
            said = digest if digest is not None else await asyncio.to_thread(workspace.registry_digest)
            await asyncio.to_thread(workspace.store.note_registry, workspace.place, said, workspace.clock())
        except (StoreError, RegistryError) as error:
            log.error("the registry's digest cannot be noted: %s", error)  # noqa: TRY400
        if digest is None:
            return
        await asyncio.sleep(NOTING.total_seconds())


def _tell(workspace: Workspace) -> None:
    """Mails to editors and operators; of two timetables on one database one tells."""
    if not workspace.store.hold("telling", this_process(), workspace.clock(), TELLING, is_dead_here):
        return
    if told := tell_draft(workspace):
        log.info("the draft of issue %s was sent to the editors", told)
    for subject in alert(workspace):
        log.info("sent: %s", subject)


async def _beat(workspace: Workspace, running: Running) -> None:
    """The timetable lives; one whose tick stands still does not, whatever else still runs in this process."""
    try:
        begun = min(running.values(), default=time.monotonic())
        if time.monotonic() - begun > STUCK.total_seconds() and not await asyncio.to_thread(_visited, workspace, workspace.clock() - STUCK):
            log.error("the tick stands still for %.0f minutes: no heartbeat; start the program again", (time.monotonic() - begun) / 60)
            return
        await asyncio.to_thread(workspace.store.heartbeat, workspace.clock())
    except StoreError as error:
        log.error("no heartbeat: %s", error)  # noqa: TRY400
    except Exception:
        log.exception("no heartbeat")


def _visited(workspace: Workspace, since: datetime) -> bool:
    """Whether somebody was visited since then."""
    newest = workspace.store.runs(limit=1)
    return bool(newest) and newest[0].started_at > since
