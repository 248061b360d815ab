"""Crawl processes without their start-up: one process that has loaded everything forks a child for each job.

What a job does is ``spiders.crawl.main`` as in production; only the second of imports is saved. ``Nursery.run`` stands in for
``scheduler.run_crawl``; on some days of the year the real one is used.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scheduler import CRAWL_SECONDS, Progress, write_whole
from spiders.crawl import main
from spiders.registry import discover


class Nursery:
    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "tests.year.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.cpu = 0.0
        #: The most memory that a child ever had, in kB.
        self.most = 0

    async def run(self, job: dict[str, Any], work: Path, _progress: Progress | None = None, seconds: float = CRAWL_SECONDS) -> str:
        """As ``scheduler.run_crawl``."""
        jobs = work / "jobs"
        jobs.mkdir(parents=True, exist_ok=True)
        name = str(job.get("name") or job["visits"][0]["run"])
        file = jobs / f"{name}.json"
        write_whole(file, json.dumps({**job, "parent": self._process.pid}))
        ended = await asyncio.wait_for(asyncio.to_thread(self._ask, file, jobs / f"{name}.log"), seconds)
        self.cpu += ended["cpu"]
        self.most = max(self.most, ended["most"])
        file.unlink(missing_ok=True)
        return "finished" if ended["code"] == 0 else f"exit {ended['code']}"

    def _ask(self, file: Path, log: Path) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(file), str(log)]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def _child(file: str, log: str, loaded: int) -> None:
    os.setsid()
    nothing, said = os.open(os.devnull, os.O_RDWR), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for number, target in ((0, nothing), (1, nothing), (2, said)):
        os.dup2(target, number)
    code = 1
    try:
        code = main([file])
    finally:
        sys.stderr.flush()
        with os.fdopen(loaded, "w") as stream:
            stream.write("\n".join(sys.modules))
        os._exit(code)


def serve() -> None:
    """Fork a child for each line of standard input, [job, log]; say how it ended."""
    discover()
    for line in sys.stdin:
        told, loaded = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(told)
            _child(*json.loads(line), loaded)
        os.close(loaded)
        with os.fdopen(told) as stream:
            names = stream.read().split("\n")
        _, status, used = os.wait4(pid, 0)
        sys.stdout.write(json.dumps({"code": os.waitstatus_to_exitcode(status), "cpu": used.ru_utime + used.ru_stime, "most": used.ru_maxrss}) + "\n")
        sys.stdout.flush()
        _load(names)


def _load(names: Iterable[str]) -> None:
    """What one child needed the next one finds loaded; a reactor each installs for itself."""
    for name in names:
        if name not in sys.modules and not name.startswith("__") and not name.endswith("internet.reactor"):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


if __name__ == "__main__":
    serve()
