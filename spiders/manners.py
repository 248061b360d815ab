"""How we behave: robots.txt after RFC 9309, no private addresses, http and https only."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from protego import Protego
from scrapy import signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from spiders.outcomes import in_words, is_certificate

log = logging.getLogger(__name__)

#: Our product token in robots.txt.
TOKEN = "stellenmarkt"  # noqa: S105
#: RFC 9309 section 2.5: at least 500 KiB of a robots.txt must be read.
ROBOTS_BYTES = 512_000
#: The longest Crawl-delay that is followed; a longer one is a wish not to be visited often, not to be visited for hours.
LONGEST_DELAY = 30.0
#: Names that the resolver refused, and the addresses they led to.
private_names: dict[str, str] = {}


class Refused(IgnoreRequest):
    """A request that must not be made; ``code`` says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Guard:
    """Downloader middleware: schemes, literal private addresses, robots.txt. Names are checked by ``GuardedResolver``."""

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.allow_private: bool = crawler.settings.getbool("ALLOW_PRIVATE")
        self.rules: dict[str, Protego | Refused] = {}
        self.loading: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> Guard:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Refused for what must not be fetched."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused("scheme", f"only http and https are visited, not {parts.scheme}:")
        host = parts.hostname or ""
        if not self.allow_private and is_private_literal(host):
            raise Refused("private_address", f"{host} is a private address")
        if request.meta.get("robots"):
            return
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self.loading.setdefault(origin, asyncio.Lock()):
            if origin not in self.rules:
                self.rules[origin] = await self._load(origin, request.meta.get("case"))
        rules = self.rules[origin]
        if isinstance(rules, Refused):
            raise Refused(rules.code, str(rules))
        if not rules.can_fetch(request.url, TOKEN):
            raise Refused("robots_denied", f"robots.txt of {origin} does not allow {parts.path}")

    async def _load(self, origin: str, case: Any) -> Protego | Refused:
        """RFC 9309: 4xx means no rules, anything that is no answer means stay out. ``case`` is who pays for the request."""
        url = f"{origin}/robots.txt"
        for _ in range(6):
            request = Request(url, meta={"robots": True, "download_timeout": 30, "case": case}, dont_filter=True, priority=1000)
            try:
                response = await self.crawler.engine.download_async(request)
            except Refused as refusal:
                return refusal
            except Exception as error:
                host = urlsplit(url).hostname or ""
                if host in private_names:
                    return Refused("private_address", f"{host} leads to the private address {private_names[host]}")
                if is_certificate(error):
                    return Refused("certificate", in_words(error))
                return Refused("robots_unreachable", f"{url} gives no answer ({type(error).__name__}): stay out")
            if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
                url = response.urljoin(response.headers["Location"].decode("latin-1"))
                continue
            if 200 <= response.status < 300:
                return self._rules(response.body[:ROBOTS_BYTES], urlsplit(origin).hostname or "")
            if 400 <= response.status < 500 and response.status != 429:
                return Protego.parse("")
            return Refused("robots_unreachable", f"{url} answers {response.status}: stay out")
        return Protego.parse("")

    def _rules(self, body: bytes, host: str) -> Protego:
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        wish = rules.crawl_delay(TOKEN)
        slots = self.crawler.engine.downloader
        if wish and not self.allow_private:
            delay = max(slots.settings.getfloat("DOWNLOAD_DELAY"), min(float(wish), LONGEST_DELAY))
            slots.per_slot_settings[host] = {"delay": delay}
            if host in slots.slots:
                slots.slots[host].delay = delay
        return rules


class MemoryLimit:
    """Ends a visit when the process holds more than MEMORY_LIMIT_MB.

    Scrapy's own check reads the peak that a process inherits from its parent across exec (getrusage(2)), and would end
    every visit of a scheduler that was once large.
    """

    SECONDS = 2.0

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler
        self.limit: int = crawler.settings.getint("MEMORY_LIMIT_MB") * 1_000_000
        self.task: asyncio.Task[None] | None = None
        self.ending: asyncio.Future[None] | None = None
        crawler.signals.connect(self.begin, signal=signals.engine_started)
        crawler.signals.connect(self.end, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Any) -> MemoryLimit:
        return cls(crawler)

    def begin(self) -> None:
        self.task = asyncio.get_running_loop().create_task(self._watch())

    def end(self) -> None:
        if self.task is not None and self.task is not asyncio.current_task():
            self.task.cancel()

    async def _watch(self) -> None:
        # An engine that is stopped before it runs never ends; memory tells nobody that it grew.
        while not self.crawler.engine.running or resident_bytes() <= self.limit:  # noqa: ASYNC110
            await asyncio.sleep(self.SECONDS if self.crawler.engine.running else 0.1)
        self.crawler.spider.reason = "memory_limit"
        # Not awaited: when the engine has stopped this task is cancelled, and with it the stop that it waited for.
        self.ending = asyncio.ensure_future(self.crawler.stop_async())


def resident_bytes() -> int:
    """What this process holds in memory now (proc_pid_statm(5))."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names and refuses those that lead to private, loopback or link-local addresses."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Any:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802  Twisted's name
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if not self.allow_private and not is_public(ipaddress.ip_address(address)):
            # Twisted takes only this error for "no address" and forgets its words: the guard asks for them.
            private_names[name] = address
            raise DNSLookupError(f"{name} leads to the private address {address}")
        return address


def is_private_literal(host: str) -> bool:
    """Whether ``host`` is written as an address that is not a public one, in any notation that sockets accept."""
    if host.lower().rstrip(".") in ("localhost", "localhost.localdomain") or host.lower().endswith((".localhost", ".internal", ".local")):
        return True
    try:
        return not is_public(ipaddress.ip_address(host.strip("[]").split("%")[0]))
    except ValueError:
        pass
    try:  # 127.1, 0x7f000001, 2130706433
        return not is_public(ipaddress.ip_address(socket.inet_aton(host)))
    except (OSError, ValueError):
        return False


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (inner := address.ipv4_mapped or address.sixtofour):
        return is_public(inner)
    return address.is_global and not address.is_multicast
