"""One sample portal of any platform with exactly N vacancies, and its exact truth; for tests."""

from __future__ import annotations

import importlib
import json
import threading
from dataclasses import replace
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from spiders.samples.play import BERLIN, EMPLOYER, Play, Told
from spiders.samples.sending import deliver, handler
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Employer, World

#: Platforms that can be played: each is the file of that name with a class ``Sample``.
PLATFORMS = ("jsonld", "softgarden", "rexx", "dvinci", "bite", "onlyfy", "successfactors", "interamt", "personio", "concludis", "hr4you", "umantis", "beesite",
             "recruitee", "greenhouse", "lever", "smartrecruiters", "teamtailor", "workday", "join", "feed", "service_bund", "arbeitsagentur", "html", "mein_check_in", "helixjobs", "karriere_nrw")


def plays(platform: str, variant: str = "") -> type[Play]:
    """The class that plays ``platform``; ``variant`` names a second surface of it (``variants``)."""
    module = importlib.import_module(f"spiders.samples.{platform}")
    found: type[Play] = getattr(module, f"Sample{variant.title()}")
    return found


def variants(platform: str) -> list[str]:
    """The surfaces of ``platform``; the first, named "", is the usual one."""
    module = importlib.import_module(f"spiders.samples.{platform}")
    return sorted(name.removeprefix("Sample").lower() for name in vars(module) if name.startswith("Sample"))


class SamplePortal:
    """A context manager: a portal of ``platform`` with ``n`` vacancies as of ``now``, on an address of its own.

    ``portal.fault = NAME`` spoils its answers (docs/samples.md).
    """

    def __init__(self, platform: str, n: int, now: datetime, *, variant: str = "", seed: int = 1, port: int = 0, host: str = "127.0.0.30",
                 employer: Employer = EMPLOYER) -> None:
        self.platform, self.n, self.seed, self.host, self.port = platform, n, seed, host, port
        self.kind = plays(platform, variant)
        self.fault = ""
        self.requests: list[tuple[str, str]] = []
        self.now = now
        self.employer = replace(employer, count=n, platform=platform)
        self.world = World(seed, (self.employer,))

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
        more = {"api_base": self.base} if self.kind.fixed_host else {}
        return {"key": self.employer.key, "member": self.employer.key, "employer": self.employer.name, "portal": self.base + self.kind.portal, "platform": self.platform,
                "params": self.kind.params, **more}

    def members_toml(self) -> str:
        """The portal as a member of the registry."""
        source = self.source()
        lines = [f"[{self.employer.key}]", f'name = "{self.employer.name}"', f'short_name = "{self.employer.short_name}"', f'city = "{self.employer.city}"', f'state = "{self.employer.state}"',
                 f'website = "{self.base}/website/"', *(f'{key} = "{source[key]}"' for key in ("portal", "platform", "api_base") if key in source), "enabled = true"]
        if source["params"]:
            lines += [f"[{self.employer.key}.params]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in source["params"].items())]
        return "\n".join(lines) + "\n"

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
        length = int(request.headers.get("Content-Length") or 0)
        asked = Asked(request.path, self.base, self.day, request.command, request.rfile.read(length))
        self.requests.append((request.command, request.path))
        deliver(request, self.fault, lambda: self.say(asked), is_list=self.play.is_list(asked))

    def say(self, asked: Asked) -> Answer:
        """What the portal, or the employer's website that leads to it, says to one request."""
        play = self.play
        if asked.path == "/robots.txt":
            return 200, "text/plain", play.robots.encode()
        if asked.path == "/website/":
            return html_page(self.employer.name, '<nav><a href="/website/impressum">Impressum</a> <a href="/website/karriere">Karriere</a></nav>')
        if asked.path == "/website/karriere":
            return html_page("Karriere", f'<h1>Arbeiten bei uns</h1><p><a href="{self.base}{play.portal}">Offene Stellen</a></p>')
        return play.answer(asked) or html_page("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>", 404)


__all__ = ["PLATFORMS", "SamplePortal", "plays", "variants"]
