"""The queue of visits for workers on any number of machines: Procrastinate, in the same PostgreSQL database (docs/decisions/0013)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager
from sqlalchemy import make_url, text

from store.database import WRITE_LOCK, StoreError, open_engine
from store.jobs import QUEUE, SILENCE, Job

log = logging.getLogger("stellenmarkt.queue")

#: A worker says so often, in seconds, that it lives.
HEARTBEAT = 10
#: What failed because of the machine or the database is tried so often, with waits of 5, 25, 125 ... seconds.
ATTEMPTS, WAIT = 5, 5
#: Jobs that failed for good are kept so many hours for a person to look at.
KEPT_HOURS = 14 * 24


Handler = Callable[[Job], Awaitable[None]]


class Queue:
    """The queue, while it is open: ``async with Queue(url) as queue``. StoreError where the database is not PostgreSQL or not there."""

    def __init__(self, url: str) -> None:
        if not url.startswith("postgresql"):
            raise StoreError("a queue needs PostgreSQL: set STELLENMARKT_DATABASE_URL to postgresql://..., or unset STELLENMARKT_QUEUE")
        self._url = url
        self._handler: Handler | None = None
        parsed = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._app = App(connector=PsycopgConnector(conninfo=parsed, min_size=1, max_size=4))
        self._visit = self._app.task(name="visit", queue=QUEUE, pass_context=True,
                                     retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=WAIT, retry_exceptions=[StoreError, OSError]))(self._handle)

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(prepare, self._url)
        try:
            await self._app.open_async()
        except ConnectorException as error:
            raise StoreError(f"the queue cannot be opened: {error}") from error
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._app.close_async()

    async def put(self, jobs: Sequence[dict[str, Any]]) -> None:
        """All of them or none."""
        if jobs:
            with _said():
                await self._visit.batch_defer_async(*jobs)

    async def work(self, handler: Handler, *, until_empty: bool = False, grace: float = 10) -> None:
        """Do one job after the other until the process is asked to end (``grace`` seconds for the one at hand), or until none is left."""
        self._handler = handler
        with _said():
            await self._app.run_worker_async(
                queues=[QUEUE], concurrency=1, wait=not until_empty, shutdown_graceful_timeout=grace, delete_jobs="successful",
                update_heartbeat_interval=HEARTBEAT, stalled_worker_timeout=SILENCE, fetch_job_polling_interval=5)

    async def _handle(self, context: JobContext, /, **args: Any) -> None:
        assert self._handler is not None
        assert context.job.id is not None
        await self._handler(Job(context.job.id, args))

    async def reap(self) -> list[Job]:
        """The jobs whose worker died: they end as failed. Not tried again by the queue: the timetable knows better what is still due."""
        with _said():
            stalled = list(await self._app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=SILENCE))
            for job in stalled:
                await self._app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            await self._app.job_manager.prune_stalled_workers(SILENCE)
            await self._app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, queue=QUEUE, include_failed=True, include_cancelled=True, include_aborted=True)
        return [Job(job.id, dict(job.task_kwargs)) for job in stalled if job.id is not None]


class _said:  # noqa: N801  reads as a word
    """What the queue cannot do now is a StoreError."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ConnectorException):
            raise StoreError(f"the queue cannot be used now: {error.__cause__ or error}") from error


def prepare(url: str) -> None:
    """Procrastinate's tables, where there are none yet."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
            if connection.execute(text("select to_regclass('procrastinate_jobs')")).scalar() is None:
                driver: Any = connection.connection.driver_connection
                driver.execute(SchemaManager.get_schema())
    finally:
        engine.dispose()
