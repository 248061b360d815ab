"""The program as in life, in a process of its own: timetable, alerts and web server in one event loop.

``Program`` starts it with the environment of the caller and says what time it is when it shall tick.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import resource
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

from cli import memory
from cli.service import _beat, _tick, web_server
from cli.settings import Settings
from cli.workspace import Workspace, registry
from scheduler import Manners
from tests.cli.post import Time
from tests.year.nursery import Nursery


@dataclass(frozen=True)
class Ticked:
    """What a tick left: errors that were logged, memory of the program now in kB, CPU seconds of it and of its crawl processes so far, the most memory of one of these."""

    errors: list[str]
    rss: int
    cpu: float
    crawls_cpu: float
    crawls_most: int


class Program:
    """A context manager; its web server answers from the beginning to the end."""

    def __init__(self, log: Path, begin: datetime) -> None:
        self._log, self._begin = log, begin

    def __enter__(self) -> Self:
        with self._log.open("w") as stream:
            self._process = subprocess.Popen([sys.executable, "-m", "tests.year.program", self._begin.isoformat()],
                                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stream, text=True)
        self._hear()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        finally:
            self._process.kill()
            self._process.stdout.close()

    def tick(self, now: datetime, *, real: bool) -> Ticked:
        """Tick once; ``real``: start the crawl processes as in production."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([now.isoformat(), real]) + "\n")
        self._process.stdin.flush()
        return Ticked(**self._hear())

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the program has ended: {self._log.read_text()[-2000:]}")
        heard: dict[str, Any] = json.loads(line)
        return heard


@dataclass
class Installation(Workspace):
    """One that does not wait long for an answer."""

    def manners(self, url: str = "") -> Manners:
        return replace(super().manners(url), timeout=1.5)


class _Errors(logging.Handler):
    """Keeps what the program logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


async def _live(workspace: Workspace, clock: Time, nursery: Nursery, errors: _Errors) -> None:
    """Tick for each line of standard input, [instant, real]; serve meanwhile."""
    server, published = web_server(workspace), dict[str, str]()
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn tells nobody
        await asyncio.sleep(0.01)
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    _say({})
    while order := await orders.readline():
        now, real = json.loads(order)
        clock.now = datetime.fromisoformat(now)
        with ExitStack() as stack:
            if not real:
                stack.enter_context(patch("scheduler.run_crawl", nursery.run))
            await _beat(workspace, {})
            await _tick(workspace, published, {})
        own = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        _say({"errors": errors.found, "rss": resident(), "cpu": sum(used.ru_utime + used.ru_stime for used in own), "crawls_cpu": nursery.cpu, "crawls_most": nursery.most})
        errors.found.clear()
    server.should_exit = True
    await serving


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def resident() -> int:
    """Memory of this process now, in kB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1])


def main() -> None:
    memory.bound()
    clock, settings, errors = Time(datetime.fromisoformat(sys.argv[1]).astimezone(UTC)), Settings(), _Errors()
    workspace = Installation(settings, registry(settings), demo=False, clock=clock)
    logging.getLogger("stellenmarkt").addHandler(errors)
    nursery = Nursery()
    try:
        asyncio.run(_live(workspace, clock, nursery, errors))
    finally:
        nursery.close()
        workspace.store.close()


if __name__ == "__main__":
    main()
