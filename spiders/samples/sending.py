"""How answers go out: whole, spoilt by a fault, with ETag, 304 and gzip."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from spiders.samples import faults
from spiders.samples.wire import Answer


def handler(handle: Callable[[BaseHTTPRequestHandler], None]) -> type[BaseHTTPRequestHandler]:
    """A request handler that answers by ``handle`` and bears visitors that hang up."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def handle(self) -> None:
            with contextlib.suppress(ConnectionResetError, BrokenPipeError):
                super().handle()

        def do_GET(self) -> None:
            try:
                handle(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """The requests are counted, not logged."""

    return Handler


def deliver(request: BaseHTTPRequestHandler, fault: str, say: Callable[[], Answer], *, posting: bool) -> None:
    """Send what ``say`` says, spoilt by ``fault`` where one is named; ``posting``: it is one posting's page."""
    found: Answer = (500, "text/plain", b"")
    try:
        found = say()
        status, headers, body = faults.spoil(fault, request.path, found, posting=posting) if fault else (found[0], {"Content-Type": found[1]}, found[2])
    except faults.Redirect as target:
        send(request, 302, {"Location": str(target)}, b"")
    except faults.Trickle:
        _trickle(request, found)
    except faults.Cut:
        _cut(request, found)
    else:
        send(request, status, headers, body)


def send(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    """Answer whole; 304 where the visitor has it already, gzip where it takes it."""
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


def _trickle(request: BaseHTTPRequestHandler, found: Answer) -> None:
    _announce(request, found)
    for at in range(min(len(found[2]), 400)):
        request.wfile.write(found[2][at : at + 1])
        time.sleep(0.1)
    request.close_connection = True


def _cut(request: BaseHTTPRequestHandler, found: Answer) -> None:
    _announce(request, found)
    request.wfile.write(found[2][: len(found[2]) // 2])
    request.close_connection = True


def _announce(request: BaseHTTPRequestHandler, found: Answer) -> None:
    request.send_response(found[0])
    request.send_header("Content-Type", found[1])
    request.send_header("Content-Length", str(len(found[2])))
    request.end_headers()
