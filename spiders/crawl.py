"""The crawl process: ``python -m spiders.crawl JOB.json`` visits sources and leaves one harvest file each in the spool.

It only fetches: killed at any point, nothing happened. Progress goes to standard output as JSON lines.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from pipeline.model import Harvest, Problem
from spiders.archive import Archive
from spiders.records import keep
from spiders.runlog import RunLog
from spiders.shelf import MOST_BYTES
from spiders.visit import Visit

log = logging.getLogger("stellenmarkt.crawl")

#: How long one process visits (job key ``seconds``), and how much of it a visit needs to be begun: what is left over is put off, not cut short.
LONGEST, LEAST = 40 * 60, 15 * 60
#: After so many visits in a row that a host did not serve, its further members are put off (as the timetable's circuit breaker does).
GIVE_UP = 3
#: Sources on different hosts are visited side by side, those on one host one after the other.
SIDE_BY_SIDE = 8
#: Without any delay Scrapy 2.19 begins whatever waits for a host at once: it counts a request only when its task has begun.
LEAST_DELAY = 0.001
_PR_SET_PDEATHSIG = 1


def settings(job: Mapping[str, Any]) -> dict[str, Any]:
    """Scrapy's settings; the defaults that must not stay are listed in docs/platforms.md."""
    return {
        "USER_AGENT": job.get("user_agent") or f"stellenmarkt/0.1 (+{job['contact']})",
        "ALLOW_PRIVATE": bool(job.get("allow_private")),
        "DOWNLOAD_DELAY": max(float(job.get("delay", 2.0)), LEAST_DELAY), "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "CONCURRENT_ITEMS": 4,
        "DOWNLOAD_TIMEOUT": float(job.get("timeout", 30)), "DOWNLOAD_MAXSIZE": int(job.get("max_bytes", 10_000_000)), "DOWNLOAD_WARNSIZE": 0, "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "CLOSESPIDER_TIMEOUT": float(job.get("visit_seconds", 30 * 60)), "MEMUSAGE_ENABLED": False, "EXTENSIONS": {"spiders.manners.MemoryLimit": 0, **({"spiders.archive.Archive": 0, "spiders.runlog.RunLog": 1} if job.get("archive") else {})}, "MEMORY_LIMIT_MB": int(job.get("memory_mb", 600)),
        "NOW": job.get("now"), "ARCHIVE": job.get("archive"), "ARCHIVE_BYTES": int(job.get("archive_bytes", MOST_BYTES)),
        "ROBOTSTXT_OBEY": False, "REDIRECT_ENABLED": False, "RETRY_ENABLED": False, "COOKIES_ENABLED": False, "HTTPERROR_ALLOW_ALL": True,
        "METAREFRESH_ENABLED": False, "REFERRER_POLICY": "no-referrer", "DEPTH_LIMIT": 0,
        "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_ENABLED": False, "LOG_INSTALL_ROOT_HANDLER": False,
        "TWISTED_DNS_RESOLVER": "spiders.manners.GuardedResolver", "DOWNLOADER_MIDDLEWARES": {"spiders.manners.Guard": 50},
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/json;q=0.9,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "de,en;q=0.5"},
    }


class Crawl:
    """Visits all sources of one job in one process."""

    def __init__(self, job: Mapping[str, Any]) -> None:
        self.job = job
        self.spool = Path(job["spool"])
        self.now = datetime.fromisoformat(job["now"]) if job.get("now") else None
        self.process = AsyncCrawlerProcess(settings(job))
        self.waiting = self._chains(job["visits"])
        self.seconds = float(job.get("seconds", LONGEST))
        self.least = min(float(LEAST), self.seconds / 2)
        self.begun = time.monotonic()
        self.unserved: dict[str, int] = {}
        #: The visits under way, and whether we were asked to end.
        self.visits: dict[str, tuple[Crawler, Mapping[str, Any]]] = {}
        self.ending = False

    @staticmethod
    def _chains(visits: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
        """Visits by host: a chain is worked off one after the other."""
        chains: dict[str, list[Mapping[str, Any]]] = {}
        for visit in visits:
            chains.setdefault(_host(visit), []).append(visit)
        return list(chains.values())

    def run(self) -> None:
        """Visit everything; returns when the last harvest is written."""
        for chain in [self.waiting.pop(0) for _ in range(min(SIDE_BY_SIDE, len(self.waiting)))]:
            self._next(chain)
        # Scrapy's own way to end misses an engine that is only starting, and waits for answers that may never come.
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_event_loop().add_signal_handler(sign, self._end)
        self.process.start(install_signal_handlers=False)

    def _end(self) -> None:
        """Asked to end: what was read is left as it stands, nothing is waited for. Visits that had asked nothing yet are put off."""
        self.ending = True
        for crawler, visit in list(self.visits.values()):
            try:
                self._leave(crawler, visit)
            except Exception:
                # The others leave theirs all the same; whose file is missing is known to the timetable.
                log.exception("%s could not leave what it read", visit["source"]["key"])
        os._exit(0)

    def _next(self, chain: list[Mapping[str, Any]]) -> None:
        if not chain:
            if not self.waiting:
                return
            chain = self.waiting.pop(0)
        left = self.seconds - (time.monotonic() - self.begun)
        if left < self.least or self.unserved.get(_host(chain[0]), 0) >= GIVE_UP:
            for visit in chain:
                _tell(visit["source"]["key"], "put_off")
            self._next([])
            return
        visit = chain.pop(0)
        crawler: Crawler = self.process.create_crawler(Visit)
        crawler.settings.set("CLOSESPIDER_TIMEOUT", min(crawler.settings.getfloat("CLOSESPIDER_TIMEOUT"), left), priority="cmdline")
        self.visits[visit["run"]] = crawler, visit
        task = self.process.crawl(crawler, visit=visit, progress=tell, now=self.now)
        task.add_done_callback(lambda done: self._done(done, crawler, visit, chain))

    def _done(self, task: asyncio.Task[None], crawler: Crawler, visit: Mapping[str, Any], chain: list[Mapping[str, Any]]) -> None:
        self._leave(crawler, visit, asyncio.CancelledError() if task.cancelled() else task.exception())
        self._next(chain)

    def _leave(self, crawler: Crawler, visit: Mapping[str, Any], error: BaseException | None = None) -> None:
        """A visit is over: write what it brought."""
        spider = crawler.spider
        del self.visits[visit["run"]]
        if self.ending and not (isinstance(spider, Visit) and spider.requests):
            _tell(visit["source"]["key"], "put_off")
        elif isinstance(spider, Visit):
            if self.ending:
                spider.closing("shutdown")
                if run_log := crawler.get_extension(RunLog):
                    run_log.end("shutdown")
            harvest = spider.harvest(self.now)
            if error is not None:
                harvest = harvest.model_copy(update={"finish_reason": type(error).__name__, "paging_ended": False})
            archive = crawler.get_extension(Archive)
            if harvest.served is not None:
                self.unserved[_host(visit)] = 0 if harvest.served else self.unserved.get(_host(visit), 0) + 1
            try:
                self._write(archive.end(harvest) if archive else harvest, spider.snapshot or (b"" if spider.listed else spider.first_list))
            except Exception as wrong:
                log.exception("harvest of %s", spider.source.key)
                self._try_nothing(visit, "not_written", f"what the visit brought could not be written: {type(wrong).__name__}: {str(wrong)[:300]}")
            tell(spider, "finished")
        else:
            self._try_nothing(visit, "not_started", f"the visit could not begin: {error}")

    def _try_nothing(self, visit: Mapping[str, Any], reason: str, message: str) -> None:
        """Say that a visit brought nothing. On a full disk even that fails: the scheduler sees that the file is missing, and the
        visits that wait behind this one must not suffer for it."""
        try:
            self._write(_nothing(visit, self.now, reason, message))
        except OSError:
            log.exception("%s", message)

    def _write(self, harvest: Harvest, snapshot: bytes = b"") -> None:
        """The harvest file appears whole or not at all; its snapshot lies beside the archive."""
        if snapshot and (name := keep(self.job.get("archive") or self.spool, harvest.run, snapshot)):
            harvest = harvest.model_copy(update={"snapshot": name})
        _write_whole(self.spool / f"{harvest.run}.json", harvest.model_dump_json().encode())


def _nothing(visit: Mapping[str, Any], now: datetime | None, reason: str, message: str) -> Harvest:
    """The harvest of a visit that brought nothing, and why."""
    at, source = now or datetime.now().astimezone(), visit["source"]
    return Harvest(source=str(source.get("key")), run=visit["run"], token=visit.get("token", 0), platform=str(source.get("platform")), started_at=at, finished_at=at,
                   finish_reason=reason, problems=[Problem(code="reader_failed", message=message)])


def _host(visit: Mapping[str, Any]) -> str:
    source = visit["source"]
    return urlsplit(source.get("api_base") or source["portal"]).hostname or ""


def _write_whole(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(file)


def tell(visit: Visit, event: str) -> None:
    """One line of progress."""
    _tell(visit.source.key, event, visit.requests, len(visit.postings))


def _tell(source: str, event: str, requests: int = 0, postings: int = 0) -> None:
    sys.stdout.write(json.dumps({"source": source, "event": event, "requests": requests, "postings": postings}) + "\n")
    sys.stdout.flush()


def die_with_parent(parent: int | None = None) -> None:
    """Ask the kernel to end us when the scheduler ends, however it ends (prctl(2), PR_SET_PDEATHSIG).

    ``parent`` is the scheduler's process id: it may have ended while we were starting.
    """
    parent = os.getppid() if parent is None else parent
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def main(arguments: Sequence[str]) -> int:
    """Run the job in the file ``arguments[0]``."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m spiders.crawl JOB.json\n")
        return 2
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    die_with_parent(job.get("parent"))
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Scrapy sets its own loggers to DEBUG, whatever was configured before.
    logging.disable(logging.INFO)
    for chatty in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    if not job.get("contact"):
        sys.stderr.write("no crawl without a contact address in the job (STELLENMARKT_CONTACT)\n")
        return 2
    if job.get("targets"):
        from spiders.detecting import run

        run(job, settings(job))
    else:
        Crawl(job).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
