"""Serves the sample portals, each on its own 127.0.0.N; clock and faults can be changed while it runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

from spiders.samples import stand
from spiders.samples.play import plays
from spiders.samples.sending import handler, send
from spiders.samples.turns import TurnedWorld
from spiders.samples.world import Employer, World

#: The address of the control endpoint: POST /clock, POST /faults, GET /truth, GET /requests.
CONTROL = "127.0.0.10"


class SamplePortals:
    """A context manager: all portals of ``world`` listen on ``port`` (0: any free one) as of ``now``."""

    def __init__(self, now: datetime, world: World | None = None, port: int = 0) -> None:
        self.now = now
        self.port = port
        self.faults: dict[str, str] = {}
        self.world: World = TurnedWorld(world or World(), self.faults)
        self.requests: list[tuple[str, str]] = []
        self._servers: list[ThreadingHTTPServer] = []

    @property
    def day(self) -> Any:
        return self.now.astimezone(ZoneInfo("Europe/Berlin")).date()

    def __enter__(self) -> SamplePortals:
        handlers = [(CONTROL, self._control)] + [(f"127.0.0.{e.host}", self._portal(e)) for e in self.world.employers]
        for address, handle in handlers:
            server = ThreadingHTTPServer((address, self.port), handler(handle))
            server.daemon_threads = True
            self.port = server.server_address[1]
            self._servers.append(server)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def members_toml(self) -> str:
        """The registry of these portals, all enabled."""
        return members_toml(self.world, self.port)

    def truth(self) -> dict[str, Any]:
        """What is open now; the format is described in docs/samples.md."""
        return {"format": 1, "now": self.now.isoformat(), "day": self.day.isoformat(), "vacancies": list(self.world.truth(self.day, self.port))}

    def _portal(self, employer: Employer) -> Callable[[BaseHTTPRequestHandler], None]:
        def handle(request: BaseHTTPRequestHandler) -> None:
            self.requests.append((employer.key, request.path))
            play = employer.play(self.world.ads(employer.key, self.day), self.port)
            stand.respond(request, play, self.day, self.faults.get(employer.key, ""))

        return handle

    def _control(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        said = json.loads(request.rfile.read(length) or b"{}")
        if request.command == "POST" and request.path == "/clock":
            self.now = datetime.fromisoformat(said["now"])
        elif request.command == "POST" and request.path == "/faults":
            if said.get("fault"):
                self.faults[said["portal"]] = said["fault"]
            else:
                self.faults.pop(said.get("portal", ""), None)
        value = self.truth() if request.path == "/truth" else {"requests": self.requests} if request.path == "/requests" else {"now": self.now.isoformat(), "faults": self.faults}
        send(request, 200, {"Content-Type": "application/json"}, json.dumps(value, ensure_ascii=False).encode())


def members_toml(world: World, port: int) -> str:
    """The registry of the sample portals on ``port``, all enabled."""
    tables = [stand.member_toml(e, plays(e.platform, e.variant), f"http://127.0.0.{e.host}:{port}") for e in world.employers]
    return "# Beispieldaten: invented employers of the bundled sample portals.\n\n" + "\n".join(tables)
