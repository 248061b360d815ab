"""One visit to one source: requests in, outcomes out, all accounted for; ends in a harvest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from pipeline.model import Harvest, Listed, Posting, Problem, Source, Traffic
from pipeline.normalise.persons import without_persons
from spiders import outcomes
from spiders.archive import failed
from spiders.manners import Refused
from spiders.memory import Memory
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Item, LeftOut, Platform, Total, Window
from spiders.records import packed
from spiders.registry import discover
from spiders.runlog import noticed

MOST_REDIRECTS, MOST_TRIES, MOST_REQUESTS, MOST_LISTS = 5, 3, 3000, 300
#: The most tags of a web page that is read: its tree takes 25 times the page's size. Lists of 2,000 jobs have less.
MOST_TAGS = 200_000
#: A wait that the portal asks for is waited out up to this many seconds; else the visit ends and comes back then.
LONGEST_WAIT = 60
#: Missing postings whose own page is asked; not where half of the list is missing, that is another matter.
MOST_PROBES, PROBE_SHARE = 200, 0.5
#: Postings that left a window of the newest and whose own page is asked at one visit.
WINDOW_PROBES = 20


class Visit(scrapy.Spider):
    """Reads the source of one job entry; the harvest is in ``harvest()`` when the spider has closed."""

    name = "visit"

    def __init__(self, visit: Mapping[str, Any], progress: Any, now: datetime | None = None, **_: Any) -> None:
        super().__init__()
        self.entry = visit
        self.source = Source.model_validate(visit["source"])
        self.platform: Platform = discover()[self.source.platform]
        self.run: str = visit["run"]
        self.token: int = visit.get("token", 0)
        self.known: dict[str, str] = visit.get("known", {})
        self.progress = progress
        self.started = datetime.now(UTC)
        self.memory = Memory(outcomes.version_of(self.source), now or self.started, visit.get("markers", {}), self.known, visit.get("closed", ()), visit.get("due", ()))
        self.postings: dict[str, Posting] = {}
        self.listed: dict[str, Listed] = {}
        self.filtered: set[str] = set()
        self.gone: set[str] = set()
        self.problems: list[Problem] = []
        self.seen_lists: set[tuple[str, str]] = set()
        self.total: int | None = None
        self.window = self.unchanged = self.denied = self.probed = self.waiting = False
        self.served = self.unserved = 0
        self.requests = self.outcomes = self.not_modified = self.list_failures = self.detail_failures = self.bytes = self.lists = 0
        self.snapshot = self.first_list = b""
        self.reason = "finished"
        self.ending: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Any, *arguments: Any, **options: Any) -> Any:
        spider = super().from_crawler(crawler, *arguments, **options)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.closing, signal=signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.progress(self, "started")
        try:
            follows = list(self.platform.start(self.source))
        except Exception as error:
            self._problem("reader_failed", f"no first request: {type(error).__name__}: {without_persons(str(error)[:300])}", self.source.portal)
            return
        for follow in follows:
            self.seen_lists.add((follow.url, follow.body))
            for request in self._request(follow):
                yield request

    def _request(self, follow: Follow, *, probe: bool = False, tries: int = 1, hops: int = 0, url: str | None = None) -> Iterator[Request]:
        """A request that will be accounted for; none where a limit is hit."""
        address = url or follow.url
        if self.requests >= MOST_REQUESTS or (follow.role == "list" and self.lists >= MOST_LISTS):
            self._once(Problem(code="limit_hit", message=f"more than {MOST_REQUESTS} requests or {MOST_LISTS} list pages", where=address))
            return
        headers = {**follow.headers, **({} if probe else self.memory.condition(follow, address))}
        try:
            request = Request(
                address, callback=self._answer, errback=self._failure, method=follow.method, body=follow.body, headers=headers, dont_filter=True,
                priority=0 if follow.role == "list" else -10, meta={"follow": follow, "probe": probe, "tries": tries, "hops": hops, **({"download_maxsize": follow.max_bytes} if follow.max_bytes else {})})
        except ValueError as error:
            self._problem("bad_address", f"{address[:200]!r} is no address: {error}", follow.url)
            self._failed(follow, probe)
            return
        self.requests += 1
        self.lists += follow.role == "list"
        yield request

    async def _answer(self, response: Response) -> AsyncIterator[Request]:
        self.outcomes += 1
        follow: Follow = response.meta["follow"]
        probe: bool = response.meta["probe"]
        self.bytes += len(response.body)
        if response.status < 500 and response.status != 429:
            self.served += 1
        else:
            self.unserved += 1
        if response.status in (301, 302, 303, 307, 308):
            for request in self._redirect(response, follow, probe):
                yield request
        elif response.status == 304:
            self._not_modified(follow)
        elif response.status in (429, 500, 502, 503, 504) or response.status in self.platform.transient:
            async for request in self._later(response, follow, probe):
                yield request
        elif probe:
            self._probed(response, follow)
        elif response.status in (404, 410) and follow.role == "detail" and not follow.adds:
            self._is_gone(follow)
        else:
            for request in self._read(response, follow):
                yield request

    def _redirect(self, response: Response, follow: Follow, probe: bool) -> Iterator[Request]:
        target = response.urljoin((response.headers.get("Location") or b"").decode("latin-1"))
        scheme, hops = urlsplit(target).scheme, response.meta["hops"] + 1
        if target == response.url or hops > MOST_REDIRECTS:
            self._problem("self_redirect", "the address redirects to itself" if target == response.url else "too many redirects", response.url)
        elif scheme not in ("http", "https"):
            self._problem("offsite_redirect", f"redirects to {scheme}:", response.url)
        elif not outcomes.same_site(target, response.url):
            self._problem("offsite_redirect", f"redirects to another site: {target[:200]}", response.url)
        elif outcomes.LOGIN.search(urlsplit(target).path):
            self._problem("login_page", f"redirects to a login page: {target[:200]}", response.url)
        else:
            yield from self._request(follow, probe=probe, hops=hops, url=target)
            return
        self._keep(response)
        self._failed(follow, probe)

    async def _later(self, response: Response, follow: Follow, probe: bool) -> AsyncIterator[Request]:
        """429 and 5xx: wait as asked, try again, else end and come back."""
        wait = outcomes.retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        tries = response.meta["tries"]
        if wait is not None and wait > LONGEST_WAIT:
            # By the clock of the installation, which may be another one than this machine's.
            due = (self.memory.now + (datetime.now(UTC) - self.started) + timedelta(seconds=wait)).astimezone(UTC).replace(microsecond=0)
            self._once(Problem(code="retry_later", message=f"{response.url} answers {response.status} and asks to come back at {due.isoformat()}"))
            self._failed(follow, probe)
            self.reason = "retry_later"
            # Not awaited: the spider closes only when its callbacks, this one too, have returned.
            self.ending = asyncio.ensure_future(self.crawler.stop_async())
            return
        if tries < MOST_TRIES and (wait is not None or response.status != 429):
            await self._pause(wait if wait is not None else min(self.settings.getfloat("DOWNLOAD_DELAY"), 5.0) * tries)
            for request in self._request(follow, probe=probe, tries=tries + 1, url=response.url):
                yield request
            return
        self._problem("http_status", f"answers {response.status} after {tries} tries", response.url)
        self._keep(response)
        self._failed(follow, probe)

    async def _pause(self, seconds: float) -> None:
        """The portal asks to wait: nothing is asked meanwhile, neither this nor anything else that is queued."""
        self.crawler.signals.send_catch_log(noticed, words=f"waits {seconds:g} s, then asks again")
        engine = self.crawler.engine
        if engine is None or self.waiting:
            await asyncio.sleep(seconds)
            return
        self.waiting = True
        engine.pause()
        try:
            await asyncio.sleep(seconds)
        finally:
            engine.unpause()
            self.waiting = False

    def _failure(self, failure: Failure) -> Iterator[Request]:
        self.outcomes += 1
        request: Request = failure.request  # type: ignore[attr-defined]
        follow: Follow = request.meta["follow"]
        error: BaseException = failure.value or RuntimeError("no reason given")
        self.crawler.signals.send_catch_log(failed, request=request, error=error)
        self.unserved += not isinstance(error, Refused) or error.code in ("robots_unreachable", "certificate")
        if isinstance(error, Refused):
            self._problem(error.code, str(error), request.url)
            if error.code == "robots_denied" and follow.role == "list" and not self.listed and not self.postings:
                self.denied = True
        elif request.meta["tries"] < MOST_TRIES and outcomes.is_transient(error):
            yield from self._request(follow, probe=request.meta["probe"], tries=request.meta["tries"] + 1, url=request.url)
            return
        else:
            self._problem(outcomes.code_of(error), outcomes.in_words(error), request.url)
        self._failed(follow, request.meta["probe"])

    def _read(self, response: Response, follow: Follow) -> Iterator[Request]:
        page = Page(response.url, response.body, response.status, (response.headers.get("Content-Type") or b"").decode("latin-1"), asked=follow.body)
        if response.status >= 400 and not (response.status in (404, 405) and follow.role == "list" and self._reads_missing(page)):
            hint = self.platform.hints.get(response.status, "")
            self._problem("http_status", f"answers {response.status}{': ' if hint else ''}{hint}", response.url)
            self._keep(response)
            self._failed(follow, False)
            return
        if "html" in page.content_type and page.body.count(b"<") > MOST_TAGS:
            self._problem("too_large", f"the page has more than {MOST_TAGS:,} tags", response.url)
            self._keep(response)
            self._failed(follow, False)
            return
        self._look_over(response, page)
        self.first_list = self.first_list or (packed(response) if follow.role == "list" else b"")
        if follow.role == "detail" and response.meta["hops"] and outcomes.led_away(response.url, follow.url, self.source.portal):
            self._problem("soft_404", f"leads to {response.url}, not to the posting", follow.url)
            self._keep(response)
            self._failed(follow, False)
            return
        reader = self.platform.read(page, self.source) if follow.role == "list" else self.platform.read_detail(page, self.source, follow)
        failed, got, before = False, 0, len(self.listed) + len(self.filtered)
        followed: list[Follow] = []
        try:
            for item in reader:
                got += self._take(item)
                if isinstance(item, Follow):
                    followed.append(item)
        except UnreadableError as error:
            failed = True
            code = "login_page" if "password" in page.text[:200_000].lower() and "<form" in page.text.lower() else "unknown_shape"
            self._problem(code, str(error), response.url)
        except Exception as error:
            failed = True
            self._problem("reader_failed", f"{type(error).__name__}: {without_persons(str(error)[:300])}", response.url)
        if failed or (follow.role == "detail" and not got and not followed):
            self._keep(response)
            self._failed(follow, False)
            if follow.role == "detail" and not failed and outcomes.says_gone(page.text):
                self._once(Problem(code="soft_404", message="the page says that the job is no longer advertised", where=response.url))
        else:
            mark = response.headers.get("ETag") or response.headers.get("Last-Modified") or b""
            self.memory.answered(follow.url, mark.decode("latin-1"))
        if follow.role == "detail":  # the ad is spread over several answers
            for item in followed:
                yield from self._request(item)
            return
        yield from self._further(followed, page, before, got)

    def _further(self, followed: list[Follow], page: Page, before: int, got: int) -> Iterator[Request]:
        details = [item for item in followed if item.role == "detail"]
        lists = [item for item in followed if item.role == "list"]
        for item in details:
            yield from self._detail(item)
        if lists and not all(item.counted for item in lists) and (details or got) and len(self.listed) + len(self.filtered) == before:
            self._problem("paging_loops", "a further page of the list shows only what was shown before", page.url)
            return
        for item in lists:
            if (item.url, item.body) in self.seen_lists:
                self._problem("paging_loops", "the list leads back to a page that was read", item.url)
                continue
            self.seen_lists.add((item.url, item.body))
            yield from self._request(item)

    def _detail(self, item: Follow) -> Iterator[Request]:
        if item.external_id in self.listed or item.external_id in self.filtered:
            return
        what = self.memory.listed(item)
        if what == "left":
            self.filtered.add(item.external_id)
            return
        self.listed[item.external_id] = Listed(external_id=item.external_id, url=item.url, fetched=what == "read")
        if what == "read":
            yield from self._request(item)

    def _take(self, item: Item) -> int:
        if isinstance(item, Posting):
            key = item.external_id or item.url
            if not outcomes.wanted(item, self.source.filter):
                self.filtered.add(key)
                self.listed.pop(key, None)
                self.memory.left_out(key)
                return 1
            self.postings.setdefault(key, item)
            self.listed.setdefault(key, Listed(external_id=key, url=item.url))
            if len(self.postings) % 25 == 0:
                self.progress(self, "reading")
            return 1
        if isinstance(item, Problem):
            self._once(item)
        elif isinstance(item, Total):
            self.total = max(self.total or 0, item.count)
        elif isinstance(item, Window):
            self.window = True
        elif isinstance(item, LeftOut):
            self.filtered.add(item.external_id)
            return 1
        return 0

    def _look_over(self, response: Response, page: Page) -> None:
        """Doubts about an answer as such."""
        length = (response.headers.get("Content-Length") or b"").decode("latin-1")
        if length.isdigit() and int(length) > len(response.body) and not response.headers.get("Content-Encoding"):
            self._problem("truncated", "the answer is shorter than it says", response.url)
        if page.mojibake:
            self._problem("mojibake", f"{page.mojibake} broken umlauts", response.url)

    def _reads_missing(self, page: Page) -> bool:
        """A platform that knows what to do when its list answers 404 (a feed that is switched off)."""
        try:
            return any(isinstance(item, Follow) for item in self.platform.read(page, self.source))
        except Exception:
            return False

    def _not_modified(self, follow: Follow) -> None:
        self.not_modified += 1
        self.memory.answered(follow.url, self.memory.marks.get(follow.url))
        if follow.role == "list":
            self.unchanged = True
            self.window = self.memory.marks.get("window") == "1"
        else:
            self.listed[follow.external_id] = Listed(external_id=follow.external_id, url=follow.url, fetched=False)

    def _is_gone(self, follow: Follow) -> None:
        """Listed, but its page is gone: the list is behind. Another address than the known one proves nothing of it."""
        if self.known.get(follow.external_id, follow.url) != follow.url:
            self._problem("http_status", "the list's new address of a known posting answers 404", follow.url)
            self.detail_failures += 1
            return
        self.gone.add(follow.external_id)
        self.listed.pop(follow.external_id, None)
        self.filtered.add(follow.external_id)

    def _probed(self, response: Response, follow: Follow) -> None:
        if response.status in (404, 410):
            self.gone.add(follow.external_id)

    def _failed(self, follow: Follow, probe: bool) -> None:
        if probe:
            return
        if follow.adds:
            for item in self.platform.without(self.source, follow):
                self._take(item)
        elif follow.role == "list":
            self.list_failures += 1
        else:
            self.detail_failures += 1
            self.memory.forget(follow.external_id)

    def idle(self) -> None:
        """The list is read: ask the pages of known postings that it did not show (docs/decisions/0001)."""
        if self.probed or self.reason != "finished":
            return
        self.probed = True
        missing = sorted(set(self.known) - set(self.listed) - self.gone - self.filtered)
        if not missing or self.list_failures or self.unchanged:
            return
        if self.window:
            missing = self.memory.to_probe(missing, WINDOW_PROBES)
        elif len(missing) > max(3, PROBE_SHARE * len(self.known)):
            return
        requests = [r for key in missing[:MOST_PROBES] for r in self._request(Follow(self.known[key], "detail", key), probe=True)]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def closing(self, reason: str) -> None:
        if reason != "finished" and self.reason == "finished":
            self.reason = reason

    def harvest(self, now: datetime | None) -> Harvest:
        """What the visit brought. ``now`` overrides the clock."""
        finished = datetime.now(UTC)
        # A list that is asked "changed since?" must have been read whole, with all that it leads to.
        unread = any(problem.code in ("record_unreadable", "reader_failed", "json_unreadable", "truncated") for problem in self.problems)
        if self.lists == 1 and not (self.list_failures or self.detail_failures or unread) and self.reason == "finished" and self.outcomes >= self.requests:
            self.memory.new["lists"] = "1"
        if self.window:
            self.memory.new["window"] = "1"
        markers = {**self.memory.marks, **self.memory.new} if self.unchanged else self.memory.new
        if not self.listed and any(problem.code == "nothing_found" for problem in self.problems):
            self.list_failures = max(1, self.list_failures)
        limits = any(problem.code in ("limit_hit", "paging_loops") for problem in self.problems)
        # A filter leaves out some of what the portal counts; what it left out was seen all the same.
        total = self.total - len(self.filtered) if self.total is not None else None
        return Harvest(
            source=self.source.key, run=self.run, token=self.token, platform=self.platform.name, started_at=now or self.started,
            finished_at=(now or self.started) + (finished - self.started), finish_reason=self.reason,
            postings=list(self.postings.values()), listed=list(self.listed.values()), gone=sorted(self.gone),
            total=max(0, total) if total is not None else None, window=self.window, unchanged=self.unchanged, denied=self.denied,
            paging_ended=self.reason == "finished" and not self.list_failures and not limits and self.outcomes > 0,
            traffic=Traffic(requests=self.requests, responses=self.outcomes, not_modified=self.not_modified, list_failures=self.list_failures,
                            detail_failures=self.detail_failures, dropped=max(0, self.requests - self.outcomes), bytes=self.bytes,
                            seconds=round((finished - self.started).total_seconds(), 3)),
            problems=self.problems, markers=markers, served=self.served > 0 if self.served or self.unserved else None,
        )

    def _problem(self, code: str, message: str, where: str) -> None:
        self._once(Problem(code=code, message=message, where=where))

    def _once(self, problem: Problem) -> None:
        if len(self.problems) < 500 and problem not in self.problems:
            self.problems.append(problem)
            self.crawler.signals.send_catch_log(noticed, problem=problem)

    def _keep(self, response: Response) -> None:
        """The first answer that could not be used is evidence."""
        self.snapshot = self.snapshot or packed(response)
