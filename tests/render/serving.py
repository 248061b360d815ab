"""A real server and a browser without JavaScript and without cookies."""

import base64
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import uvicorn
from parsel import Selector

from pipeline.model import Member
from pipeline.operations import Operations
from render.site import Site
from render.web import make_app
from store import Store
from tests.conftest import NOW


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)


@dataclass
class Browser:
    """Asks the server at ``url`` as ``user`` ("name:password"); ``origin`` "self" is what a browser sends with a form of the site."""

    url: str
    user: str | None = None
    origin: str | None = "self"

    def ask(self, path: str, body: bytes | None = None, media: str = "application/x-www-form-urlencoded") -> tuple[int, dict[str, str], str]:
        request = urllib.request.Request(self.url + path, body)
        if self.user:
            request.add_header("Authorization", "Basic " + base64.b64encode(self.user.encode()).decode())
        if body is not None:
            request.add_header("Content-Type", media)
            if self.origin:
                request.add_header("Origin", self.url if self.origin == "self" else self.origin)
        try:
            with OPENER.open(request, timeout=30) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode()

    def get(self, path: str) -> str:
        status, headers, body = self.ask(path)
        assert status == 200, body
        assert "set-cookie" not in headers
        return body

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Status, and the page that a browser shows then."""
        status, headers, body = self.ask(path, urllib.parse.urlencode(fields).encode())
        return (status, self.get(headers["location"])) if status == 303 else (status, body)

    def press(self, page: str, label: str, about: str = "", **typed: str) -> str:
        """Press the button called ``label`` (of ``about``, where there are several) on a page, as a browser does without JavaScript; the page that is shown then."""
        found = [form for form in Selector(self.get(page)).css("form") if (said := " ".join("".join(form.css("button ::text").getall()).split())) in (label, f"{label}: {about}")
                 and (said != label or about in "".join(form.xpath("ancestor::li[1]//text()").getall()))]
        assert len(found) == 1, f"{len(found)} buttons {label!r} of {about!r} on {page}"
        (form,) = found
        sent = {box.attrib["name"]: box.attrib.get("value", "") for box in form.css("input[name]")}
        assert typed.keys() <= sent.keys()
        assert form.attrib["method"] == "post"
        status, headers, body = self.ask(form.attrib["action"], urllib.parse.urlencode(sent | typed).encode())
        assert status == 303, body
        return self.get(headers["location"])


@contextmanager
def serving(store: Store, site: Site, members: Mapping[str, Member] | None = None, operations: Operations | None = None,
            clock: Callable[[], datetime] = lambda: NOW) -> Iterator[str]:
    """A real server on a port of its own; its address."""
    app = make_app(store, site, clock, members, operations)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    limit = time.monotonic() + 20
    while not server.started and time.monotonic() < limit:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
