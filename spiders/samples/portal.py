"""One sample portal of any platform with exactly N vacancies, and its exact truth; for tests."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from spiders.samples import stand
from spiders.samples.play import BERLIN, EMPLOYER, PLATFORMS, Play, Told, plays, variants
from spiders.samples.sending import handler
from spiders.samples.turns import TurnedWorld
from spiders.samples.wire import Answer, Asked
from spiders.samples.world import Employer, World


class SamplePortal:
    """A context manager: a portal of ``platform`` with ``n`` vacancies as of ``now``, on an address of its own.

    ``portal.fault = NAME`` spoils its answers (docs/samples.md).
    """

    def __init__(self, platform: str, n: int, now: datetime, *, variant: str = "", seed: int = 1, port: int = 0, host: str = "127.0.0.30",
                 employer: Employer = EMPLOYER) -> None:
        self.platform, self.n, self.seed, self.host, self.port = platform, n, seed, host, port
        self.kind = plays(platform, variant)
        self.requests: list[tuple[str, str]] = []
        self.now = now
        self.employer = replace(employer, count=n, platform=platform, variant=variant)
        self._turns: dict[str, str] = {}
        self.world: World = TurnedWorld(World(seed, (self.employer,)), self._turns)

    @property
    def fault(self) -> str:
        return self._turns.get(self.employer.key, "")

    @fault.setter
    def fault(self, name: str) -> None:
        self._turns[self.employer.key] = name

    @property
    def day(self) -> date:
        return self.now.astimezone(BERLIN).date()

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def play(self) -> Play:
        """The portal as it stands now."""
        return self.kind(self.base, self.world.ads(self.employer.key, self.day), self.employer)

    def truth(self) -> list[Told]:
        """What a reader must find, no more and no less."""
        play = self.play
        return [play.told(ad) for ad in play.ads]

    def source(self) -> dict[str, Any]:
        """The portal as a source of the registry."""
        return stand.source(self.employer, self.kind, self.base)

    def members_toml(self) -> str:
        """The portal as a member of the registry."""
        return stand.member_toml(self.employer, self.kind, self.base)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer((self.host, self.port), handler(self._answer))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append((request.command, request.path))
        stand.respond(request, self.play, self.day, self.fault)

    def say(self, asked: Asked) -> Answer:
        """What the portal, or the employer's website that leads to it, says to one request."""
        return stand.say(self.play, asked)


__all__ = ["PLATFORMS", "SamplePortal", "plays", "variants"]
