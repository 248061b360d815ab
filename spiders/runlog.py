"""Writes the log of a visit (spiders/records.py), a line an event as it happens, so that a killed visit has one too.

Mail addresses, phone numbers and names beside them are masked; headers, bodies and what a form carries are not in it.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from pipeline.model import Problem
from pipeline.normalise.persons import without_persons
from spiders.archive import failed
from spiders.records import note

log = logging.getLogger("stellenmarkt.crawl")

#: Sent by ``Visit``: a problem, or words.
noticed = object()


class RunLog:
    """Scrapy extension: writes the log of one visit to the folder ``ARCHIVE``."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.folder: str = crawler.settings.get("ARCHIVE") or ""
        if not self.folder:
            raise NotConfigured("no folder for a log")
        self.begun = datetime.now(UTC)
        self.shift = timedelta(0)
        self.writes = True
        for handler, signal in ((self.begin, signals.spider_opened), (self.answered, signals.response_received), (self.failed, failed), (self.noticed, noticed), (self.end, signals.spider_closed)):
            crawler.signals.connect(handler, signal=signal)

    @classmethod
    def from_crawler(cls, crawler: Any) -> RunLog:
        return cls(crawler)

    def begin(self) -> None:
        """The visit's clock may be another one than ours: what follows is told by it."""
        self.begun = datetime.now(UTC)
        now = self.crawler.settings.get("NOW")
        self.shift = datetime.fromisoformat(now) - self.begun if now else timedelta(0)
        source = self.crawler.spider.source
        self._put(f"visit of {source.key} begins: {source.platform}, {_address(source.portal)}")

    def answered(self, response: Response, request: Request) -> None:
        seconds = request.meta.get("download_latency")
        spent = f", {seconds:.2f} s" if isinstance(seconds, float) else ""
        target = response.headers.get("Location")
        leads = f", leads to {_address(response.urljoin(target.decode('latin-1')))}" if target and 300 <= response.status < 400 else ""
        expected = response.status < 400 or "robots" in request.meta  # most sites have no robots.txt
        self._put(f"{request.method} {_address(request.url)} -> {response.status}, {len(response.body)} bytes{spent}{leads}", "INFO" if expected else "WARNING")

    def failed(self, request: Request, error: BaseException) -> None:
        self._put(f"{request.method} {_address(request.url)} -> no answer: {type(error).__name__}: {without_persons(str(error)[:500])}", "WARNING")

    def noticed(self, problem: Problem | None = None, words: str = "") -> None:
        if problem is None:
            self._put(words)
        else:
            where = f" ({_address(problem.where)})" if problem.where else ""
            self._put(f"{problem.code}: {without_persons(problem.message[:500])}{where}", "WARNING")

    def end(self, reason: str) -> None:
        visit = self.crawler.spider
        self._put(f"visit ends: {reason if visit.reason == 'finished' else visit.reason}; {visit.requests} requests, {visit.outcomes} outcomes, {len(visit.listed)} listed, {len(visit.postings)} read, {len(visit.gone)} gone")

    def _put(self, words: str, level: str = "INFO") -> None:
        if self.writes and not note(self.folder, self.crawler.spider.run, words, datetime.now(UTC) + self.shift, level):
            self.writes = False
            log.warning("the log of %s cannot be written any more", self.crawler.spider.run)


def _address(url: str) -> str:
    """Without name and password; a mail address in it is masked."""
    try:
        parts = urlsplit(url)
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        plain = url
    return without_persons(plain) if "@" in plain or "%40" in plain else plain
