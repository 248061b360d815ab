"""One website of an invented employer, what it must lead to, and the loopback server that plays it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from spiders.samples.play import BERLIN, Play, Told
from spiders.samples.portal import SamplePortal
from spiders.samples.sending import handler, send
from spiders.samples.world import Ad, Employer, World

#: Where the websites and the portals they lead to listen, each on a free port.
WEBSITE, PORTAL = "127.0.0.40", "127.0.0.41"
#: Why a website leads to no vacancies that could be read.
REASONS = {
    "no_career": "nothing on the website offers jobs", "none_open": "a career page that says that none is open", "expired": "only ads whose deadline passed",
    "unsolicited": "unsolicited applications only", "other_employers": "jobs of others than the member", "needs_browser": "the list is made by JavaScript from nothing readable",
    "login": "behind a login", "parked": "the domain is parked", "unreachable": "the address answers 404 or 5xx"}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")


@dataclass(frozen=True)
class Raw:
    """An answer as it goes out."""

    kind: str
    body: bytes
    status: int = 200


@dataclass(frozen=True)
class Moved:
    """A redirect."""

    target: str
    status: int = 302


Page = Raw | Moved


@dataclass(frozen=True)
class Scene:
    """What the author of a website knows: its address, day, employer, and the portal it leads to."""

    home: str
    day: date
    employer: Employer
    ads: list[Ad]
    portal: str = ""
    play: Play | None = None

    @property
    def portal_base(self) -> str:
        return self.play.base if self.play else ""

    def posting(self) -> str:
        """The address of one vacancy on the portal."""
        return self.play.url(self.play.ads[0]) if self.play else ""


@dataclass(frozen=True)
class Expected:
    """What a detector must say. ``platforms``: what is right, the best first; none: no vacancies, for ``reason``.

    ``portals``: the addresses that are right, the best first; ``base``: any address under it will do. ``params``: what the page tells a platform beside.
    ``career``: the career page, where a site without readable vacancies has one.
    """

    platforms: tuple[str, ...] = ()
    portals: tuple[str, ...] = ()
    base: str = ""
    params: dict[str, Any] | None = None
    reason: str = ""
    career: str = ""

    @property
    def platform(self) -> str | None:
        return self.platforms[0] if self.platforms else None

    @property
    def portal(self) -> str | None:
        return self.portals[0] if self.portals else None

    def accepts(self, platform: str | None, portal: str | None) -> bool:
        """Whether a finding is right; None and None where nothing was found."""
        if not self.platforms:
            return platform is None
        under = bool(portal) and bool(self.base) and urlsplit(str(portal))[:2] == urlsplit(self.base)[:2]
        return platform in self.platforms and (portal in self.portals or under)


@dataclass(frozen=True)
class Site:
    """A row: its name, how its pages come about, and what they lead to.

    ``platform``: the portal that is played beside it, none where the website carries everything itself; ``count``: vacancies of the portal or of the website.
    ``vendor``: its links lead to a vendor's own host, which nobody plays: recognise it without a visit.
    """

    name: str
    pages: Callable[[Scene], dict[str, Page]]
    expected: Callable[[Scene], Expected]
    employer: Employer
    platform: str = ""
    variant: str = ""
    count: int = 4
    vendor: bool = False
    says: str = ""


class CareerSite:
    """A context manager: the website, and the portal it leads to where there is one, each on its own address."""

    def __init__(self, site: Site, now: datetime | None = None) -> None:
        self.site = site
        self.now = now or datetime.now(UTC)
        self.employer = replace(site.employer, count=site.count)
        self.requests: list[str] = []
        self.portal = SamplePortal(site.platform, site.count, self.now, variant=site.variant, host=PORTAL, employer=self.employer) if site.platform and not site.vendor else None

    def serve(self) -> Self:
        """The same object; reads well in ``with CareerSite.named(NAME).serve() as site``."""
        return self

    def __enter__(self) -> Self:
        if self.portal:
            self.portal.__enter__()
        self._server = ThreadingHTTPServer((WEBSITE, 0), handler(self._answer))
        self._server.daemon_threads = True
        self.home = f"http://{WEBSITE}:{self._server.server_address[1]}/"
        self.scene = self._scene()
        self.pages = self.site.pages(self.scene)
        self.expected = self.site.expected(self.scene)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        if self.portal:
            self.portal.__exit__()

    def truth(self) -> list[Told]:
        """What the portal holds; empty where the website carries its ads itself (``scene.ads``) or has none."""
        return self.portal.truth() if self.portal else []

    def _scene(self) -> Scene:
        day = self.now.astimezone(BERLIN).date()
        home = self.home.rstrip("/")
        if self.portal:
            return Scene(home, day, self.employer, [], self.portal.source()["portal"], self.portal.play)
        return Scene(home, day, self.employer, World(2, (self.employer,)).ads(self.employer.key, day))

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append(request.path)
        page = self.pages.get(request.path) or self.pages.get(urlsplit(request.path).path)
        if page is None:
            page = self._missing(urlsplit(request.path).path)
        if isinstance(page, Moved):
            send(request, page.status, {"Location": page.target, "Content-Type": "text/html"}, b"")
        else:
            send(request, page.status, {"Content-Type": page.kind}, page.body)

    def _missing(self, path: str) -> Raw:
        """Files that every website has, or its page for what it does not have."""
        if path.endswith((".png", ".jpg")):
            return Raw("image/png", PNG)
        if path.endswith((".css", ".js")):
            return Raw("text/css" if path.endswith(".css") else "application/javascript", b"/* */")
        if path == "/robots.txt":
            return Raw("text/plain", b"User-agent: *\nDisallow: /intern/\n")
        if path == "/feed/":
            return Raw("application/rss+xml; charset=UTF-8", NEWS.encode())
        return Raw("text/html; charset=utf-8", b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Seite nicht gefunden</h1></body></html>", 404)


#: The feed of news that a WordPress offers on every page.
NEWS = ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Aktuelles</title><link>https://www.beispiel.example/</link><description>Neues</description>'
        "<item><title>Neues Rechenzentrum eingeweiht</title><link>https://www.beispiel.example/aktuelles/rechenzentrum/</link><pubDate>Mon, 02 Feb 2026 09:00:00 +0100</pubDate></item>"
        "</channel></rss>")
