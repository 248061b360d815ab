"""Serves the sample portals, each on its own 127.0.0.N; clock and faults can be changed while it runs."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import threading
import time
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

from spiders.samples import faults
from spiders.samples.portals import answer
from spiders.samples.wire import Asked
from spiders.samples.world import Employer, World

#: The address of the control endpoint: POST /clock, POST /faults, GET /truth, GET /requests.
CONTROL = "127.0.0.10"


class SamplePortals:
    """A context manager: all portals of ``world`` listen on ``port`` (0: any free one) as of ``now``."""

    def __init__(self, now: datetime, world: World | None = None, port: int = 0) -> None:
        self.world = world or World()
        self.now = now
        self.port = port
        self.faults: dict[str, str] = {}
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
            server = ThreadingHTTPServer((address, self.port), _handler(handle))
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
            found = answer(self.world, employer, asked)
            fault = self.faults.get(employer.key, "")
            is_list = asked.path in (employer.path, "/jobs.feed.json", "/xml", "/sitemap.xml")
            try:
                status, headers, body = faults.spoil(fault, request.path, found, is_list) if fault else (found[0], {"Content-Type": found[1]}, found[2])
            except faults.Redirect as target:
                _send(request, 302, {"Location": str(target)}, b"")
            except faults.Trickle as text:
                _trickle(request, str(text).encode())
            except faults.Cut as text:
                _cut(request, str(text).encode())
            else:
                _send(request, status, headers, body)

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
        _send(request, 200, {"Content-Type": "application/json"}, json.dumps(value, ensure_ascii=False).encode())


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


def _handler(handle: Callable[[BaseHTTPRequestHandler], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(ConnectionResetError, BrokenPipeError):
                super().handle()

        protocol_version = "HTTP/1.1"
        timeout = 60

        def do_GET(self) -> None:
            try:
                handle(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """The requests are counted, not logged."""

    return Handler


def _send(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
    if status == 200 and request.headers.get("If-None-Match") == tag:
        status, body, headers = 304, b"", {}
    elif status == 200 and "gzip" in request.headers.get("Accept-Encoding", "") and "Content-Encoding" not in headers and len(body) > 500:
        headers, body = {**headers, "Content-Encoding": "gzip"}, gzip.compress(body, 5, mtime=0)
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    if status in (200, 304):
        request.send_header("ETag", tag)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    if request.command != "HEAD":
        request.wfile.write(body)


def _trickle(request: BaseHTTPRequestHandler, body: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    for at in range(min(len(body), 400)):
        request.wfile.write(body[at : at + 1])
        time.sleep(0.1)
    request.close_connection = True


def _cut(request: BaseHTTPRequestHandler, body: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html; charset=utf-8")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body[: len(body) // 2])
    request.close_connection = True
