"""What stands before every answer: bodies are limited, posts and failed log-ins too, and no answer goes without the headers that keep pages safe."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from render import pages
from render.answers import SAFE, Answerer
from render.sending import MOST

HTML = "text/html; charset=utf-8"
#: The most bytes of a body; a form with a file is the largest.
MOST_BODY = MOST
#: Number and seconds: so many failed log-ins, and so many posts, of one address in so long a time.
LOGINS, POSTS = (10, 300.0), (120, 60.0)
#: So many addresses are remembered; whoever was seen longest ago is forgotten first.
ADDRESSES = 10_000


@dataclass
class Limit:
    """At most ``most`` events in ``seconds``, for each address. ``clock`` counts seconds."""

    most: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    # Log-ins are checked in threads.
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> int:
        """Seconds until the address may do it again; 0: now."""
        now = self.clock()
        with self._lock:
            seen = self._seen.get(address)
            while seen and now - seen[0] >= self.seconds:
                seen.popleft()
            return max(1, round(self.seconds - (now - seen[0]))) if seen and len(seen) >= self.most else 0

    def note(self, address: str) -> None:
        """It did it."""
        with self._lock:
            seen = self._seen.setdefault(address, deque(maxlen=self.most))
            seen.append(self.clock())
            self._seen.move_to_end(address)
            if len(self._seen) > ADDRESSES:
                self._seen.popitem(last=False)


def address_of(client: tuple[str, int] | None) -> str:
    """By what an address is limited: an IPv4 address, of IPv6 the network of one customer. What a proxy says of its clients counts only
    where STELLENMARKT_PROXIES names it."""
    host = client[0] if client else ""
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def too_often(seconds: int, message: str) -> HTTPException:
    return HTTPException(429, f"{message} Bitte warten Sie {_minutes(seconds)}.", {"Retry-After": str(seconds)})


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "eine Minute" if minutes == 1 else f"{minutes} Minuten"


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, answers: Answerer, posts: Limit) -> None:
        self.app, self.answers, self.posts = app, answers, posts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        if (refused := self._refused(scope)) is not None:
            await refused(scope, receive, safe)
            return
        body = _Body(receive)

        async def answer(message: Message) -> None:
            """Whatever becomes of a body that was cut off, it is said that it is too large."""
            if not body.is_over:
                await safe(message)
            elif message["type"] == "http.response.start":
                await self._said(too_large())(scope, receive, safe)

        await self.app(scope, body.receive, answer)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to what is not read at all."""
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > 12 or int(length) > MOST_BODY:
            return self._said(too_large())
        if scope["method"] == "POST":
            address = address_of(scope.get("client"))
            if wait := self.posts.wait(address):
                return self._said(too_often(wait, "Das waren zu viele Eingaben auf einmal."))
            self.posts.note(address)
        return None

    def _said(self, error: HTTPException) -> Response:
        response = self.answers.plain(pages.error_page(self.answers.site, "Das geht hier nicht", str(error.detail)), HTML, error.status_code)
        response.headers.update(error.headers or {})
        return response


def too_large() -> HTTPException:
    return HTTPException(413, f"Das ist zu groß: höchstens {MOST_BODY // 1_000_000} MB.")


class _Body:
    """A body that ends where it gets too large; it may have said no length."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self.size = receive, 0

    @property
    def is_over(self) -> bool:
        return self.size > MOST_BODY

    async def receive(self) -> Message:
        message = await self._receive()
        self.size += len(message.get("body", b""))
        return {"type": "http.request", "body": b"", "more_body": False} if self.is_over else message


def add_guard(app: FastAPI, answers: Answerer, clock: Callable[[], float] = time.monotonic) -> None:
    """Put the guard around ``app``; the last thing that is done to it."""
    app.state.logins = Limit(*LOGINS, clock)
    app.add_middleware(Guard, answers=answers, posts=Limit(*POSTS, clock))

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = ", ".join(sorted({str(one["loc"][-1])[:40] for one in error.errors()}))
        message = f"Diese Angaben fehlen oder passen nicht: {fields}."
        if request.url.path.startswith("/v1/"):
            return answers.problem(422, message)
        return answers.plain(pages.error_page(answers.site, "Das haben wir nicht verstanden", message), HTML, 422)
