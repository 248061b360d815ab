"""The network of detection: several targets side by side in one Scrapy spider, each with at most one request at a time.

Hosts that several targets share are asked one after the other; robots.txt is asked once for all. Every request that leaves
is counted for its target, those for robots.txt too; the sixteenth does not leave.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from spiders.detect import MOST_REQUESTS, Ask, Search
from spiders.detection import Detection, Target
from spiders.locating import origin
from spiders.manners import Guard, Refused
from spiders.outcomes import LOGIN, code_of, same_site
from spiders.page import Page
from spiders.platform import Platform
from spiders.registry import discover

log = logging.getLogger("stellenmarkt.detecting")

#: Targets at work at the same time.
SIDE_BY_SIDE = 8
MOST_REDIRECTS = 5
#: The order in which platforms are tried on a page that tells nothing: by their use in the German public sector.
COMMON = ("softgarden", "bite", "rexx", "dvinci", "umantis", "concludis", "recruitee", "teamtailor", "personio", "successfactors", "smartrecruiters", "lever", "greenhouse")


def detect_job(targets: Sequence[Target], folder: Path, *, contact: str, delay: float, allow_private: bool, today: date, timeout: float = 20.0) -> dict[str, Any]:
    """A job for ``python -m spiders.crawl`` (``scheduler.run_crawl``); ``detections`` reads what it left in ``folder``."""
    return {"name": "detect", "spool": str(folder), "contact": contact, "delay": delay, "allow_private": allow_private, "timeout": timeout, "max_bytes": 5_000_000,
            "visit_seconds": 40 * 60, "today": today.isoformat(), "targets": [target.model_dump(mode="json") for target in targets]}


def detections(folder: Path, targets: Sequence[Target]) -> list[Detection]:
    """The results of a job in the order of its targets; of a target that was not finished one that says so."""
    found = []
    for number, target in enumerate(targets):
        file = folder / f"detection-{number:04}.json"
        found.append(Detection.model_validate_json(file.read_bytes()) if file.exists() else
                     Detection(target=target.asked or target.key or target.url, key=target.key, start=target.url, notes=["detection did not finish"]))
    return found


@dataclass
class Case:
    """One target at work. ``used`` are the requests that left for it."""

    number: int
    search: Search
    used: int = 0
    finished: bool = False
    redirects: dict[str, int] = field(default_factory=dict)


class Budget:
    """Downloader middleware behind the guard: counts what leaves for each target, refuses what is too much."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Budget:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Refused for a request that a target has no right to any more."""
        case: Case = self.crawler.spider.cases[request.meta["case"]]
        if case.used >= MOST_REQUESTS:
            raise Refused("limit_hit", f"the {MOST_REQUESTS} requests are used up")
        case.used += 1


class Detecting(scrapy.Spider):
    """Works on all targets of a job; leaves one file a target."""

    name = "detect"

    def __init__(self, job: Mapping[str, Any], **_: Any) -> None:
        super().__init__()
        self.folder = Path(job["spool"])
        found = discover()
        platforms: dict[str, Platform] = {name: found[name] for name in (*COMMON, *(n for n in found if n not in COMMON)) if name in found}
        self.cases = [Case(number, Search(Target.model_validate(target), platforms, date.fromisoformat(job["today"]))) for number, target in enumerate(job["targets"])]
        self.waiting = list(self.cases)

    @classmethod
    def from_crawler(cls, crawler: Any, *arguments: Any, **options: Any) -> Any:
        spider = super().from_crawler(crawler, *arguments, **options)
        crawler.signals.connect(spider.closing, signal=signals.spider_closed)
        return spider

    async def start(self) -> Any:
        for _ in range(SIDE_BY_SIDE):
            for request in self._another():
                yield request

    def _another(self) -> Iterator[Request]:
        while self.waiting:
            case = self.waiting.pop(0)
            _tell(case, "started")
            requests = list(self._further(case))
            if requests:
                yield from requests
                return

    def _further(self, case: Case) -> Iterator[Request]:
        """The target's next request; where there is none, its result and another target's first."""
        ask = case.search.next(MOST_REQUESTS - case.used)
        if ask is not None:
            yield from self._request(case, ask, ask.follow.url)
            return
        self._finish(case)
        yield from self._another()

    def _request(self, case: Case, ask: Ask, url: str, hops: int = 0) -> Iterator[Request]:
        try:
            yield Request(url, callback=self._answer, errback=self._failure, method=ask.follow.method, body=ask.follow.body, headers=dict(ask.follow.headers), dont_filter=True,
                          meta={"case": case.number, "ask": ask, "hops": hops})
        except ValueError as error:
            case.search.lost(ask, f"{url[:100]!r} is no address: {error}")
            yield from self._further(case)

    def _answer(self, response: Response) -> Iterator[Request]:
        case, ask = self.cases[response.meta["case"]], response.meta["ask"]
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
            yield from self._redirect(case, ask, response)
            return
        page = Page(response.url, response.body, response.status, (response.headers.get("Content-Type") or b"").decode("latin-1"), asked=ask.follow.body)
        if response.status in (429, 503):
            case.search.lost(ask, f"answers {response.status}: it does not want to be asked now")
        else:
            try:
                case.search.take(ask, page, self._sitemaps(response.url))
            except Exception as error:  # a page that breaks a reader must not end the other targets
                self.logger.exception("%s", response.url)
                case.search.lost(ask, f"could not be read: {type(error).__name__}: {str(error)[:200]}")
        yield from self._further(case)

    def _redirect(self, case: Case, ask: Ask, response: Response) -> Iterator[Request]:
        """From page to page also to other sites, that is how career pages lead to portals; a proof stays on its site."""
        target, hops = response.urljoin((response.headers.get("Location") or b"").decode("latin-1")), response.meta["hops"] + 1
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or LOGIN.search(parts.path):
            case.search.lost(ask, f"redirects to {parts.scheme}: or a login ({target[:200]})")
        elif target == response.url or hops > MOST_REDIRECTS:
            case.search.lost(ask, "redirects without an end")
        elif ask.lead is None and not same_site(target, response.url):
            case.search.elsewhere(ask, target)
        elif MOST_REQUESTS - case.used < 1 + (origin(target) not in case.search.origins):
            case.search.lost(ask, f"redirects to {target[:200]}, and the {MOST_REQUESTS} requests are used up")
        elif not case.search.may_lead(response.url, target):
            case.search.lost(ask, f"redirects from a private to a public address ({target[:200]})")
        else:
            yield from self._request(case, ask, target, hops)
            return
        yield from self._further(case)

    def _failure(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        case, error = self.cases[request.meta["case"]], failure.value
        reason = f"{error.code}: {error}" if isinstance(error, Refused) else f"{code_of(error or RuntimeError())}: {type(error).__name__}"
        case.search.lost(request.meta["ask"], reason)
        yield from self._further(case)

    def _sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host's robots.txt names; it was read already."""
        engine = self.crawler.engine
        guard = next((one for one in engine.downloader.middleware.middlewares if isinstance(one, Guard)), None) if engine else None
        rules = guard.rules.get(origin(url)) if guard else None
        return [] if rules is None or isinstance(rules, Refused) else list(rules.sitemaps)[:10]

    def _finish(self, case: Case) -> None:
        if case.finished:
            return
        case.finished = True
        result = case.search.result(case.used)
        case.search.pages.clear()
        draft = self.folder / f".detection-{case.number:04}"
        draft.write_text(result.model_dump_json(), encoding="utf-8")
        draft.replace(self.folder / f"detection-{case.number:04}.json")
        _tell(case, "finished")

    def closing(self, reason: str) -> None:
        """Asked to end, or out of time: what is known so far is told."""
        for case in self.cases:
            if case.used and not case.finished:
                case.search.notes.insert(0, f"ended early ({reason})")
                self._finish(case)


def run(job: Mapping[str, Any], settings: dict[str, Any]) -> None:
    """Work on all targets of ``job``; returns when the last result is written."""
    process = AsyncCrawlerProcess({**settings, "CONCURRENT_REQUESTS": SIDE_BY_SIDE, "DOWNLOADER_MIDDLEWARES": {"spiders.manners.Guard": 50, "spiders.detecting.Budget": 60}})
    crawler = process.create_crawler(Detecting)
    process.crawl(crawler, job=dict(job))
    # As in spiders/crawl.py: nothing is waited for.
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_event_loop().add_signal_handler(sign, _end, crawler)
    process.start(install_signal_handlers=False)


def _end(crawler: Crawler) -> None:
    """Asked to end: what is known so far is told."""
    try:
        if isinstance(crawler.spider, Detecting):
            crawler.spider.closing("shutdown")
    except Exception:
        log.exception("asked to end")
    finally:
        os._exit(0)


def _tell(case: Case, event: str) -> None:
    target = case.search.target
    sys.stdout.write(json.dumps({"source": target.asked or target.key or target.url, "event": event, "requests": case.used, "postings": int(case.search.proven is not None)}) + "\n")
    sys.stdout.flush()
