"""Serves the sample portals, each on its own 127.0.0.N; clock and faults can be changed while it runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

from spiders.samples.portals import answer
from spiders.samples.sending import deliver, handler, send
from spiders.samples.turns import TurnedWorld
from spiders.samples.wire import Asked
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

    def base(self, employer: Employer) -> str:
        return f"http://127.0.0.{employer.host}:{self.port}"

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
        return {"format": 1, "now": self.now.isoformat(), "day": self.day.isoformat(), "vacancies": list(self.world.truth(self.day))}

    def _portal(self, employer: Employer) -> Callable[[BaseHTTPRequestHandler], None]:
        def handle(request: BaseHTTPRequestHandler) -> None:
            asked = Asked(request.path, self.base(employer), self.day)
            self.requests.append((employer.key, request.path))
            is_list = asked.path in (employer.path, "/jobs.feed.json", "/xml", "/sitemap.xml")
            deliver(request, self.faults.get(employer.key, ""), lambda: answer(self.world, employer, asked), is_list=is_list)

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
    tables = []
    for e in world.employers:
        base = f"http://127.0.0.{e.host}:{port}"
        lines = [f"[{e.key}]", f'name = "{e.name}"', f'short_name = "{e.short_name}"', f'city = "{e.city}"', f'state = "{e.state}"', f'website = "{base}/"',
                 f'portal = "{base}{e.path}"', f'platform = "{e.platform}"', "enabled = true"]
        if e.count == 0 and e.style != "joint":
            lines.append("none_is_normal = true")
        tables.append("\n".join(lines))
    return "# Beispieldaten: invented employers of the bundled sample portals.\n\n" + "\n\n".join(tables) + "\n"
