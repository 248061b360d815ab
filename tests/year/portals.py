"""Plays a script over HTTP on loopback: every portal software at its own address, and the houses' websites that lead to it."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from spiders.samples import stand
from spiders.samples.play import BERLIN, Play, plays
from spiders.samples.sending import handler, send
from spiders.samples.wire import html_page
from spiders.samples.world import Ad, ending
from tests.year.script import House, Job, Script, Spell, Surface

NOT_FOUND = html_page("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>", 404)


class Portals:
    """A context manager. ``clock`` says what time it is in the script."""

    def __init__(self, script: Script, clock: Callable[[], datetime]) -> None:
        self.script, self.clock = script, clock
        self.port = 0
        self.requests = 0
        #: House and external id -> the job, as far as it was ever shown.
        self.known: dict[tuple[str, str], Job] = {}
        self._servers: list[ThreadingHTTPServer] = []
        self._written: dict[tuple[object, ...], Ad] = {}

    def __enter__(self) -> Self:
        for house in self.script.houses:
            self._listen(house.website, lambda request, house=house: self._website(request, house))
            for address in dict.fromkeys(surface.address for surface in house.surfaces):
                self._listen(address, lambda request, house=house, address=address: self._portal(request, house, address))
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def _listen(self, address: str, handle: Callable[[BaseHTTPRequestHandler], None]) -> None:
        server = ThreadingHTTPServer((address, self.port), handler(handle))
        server.daemon_threads = True
        self.port = server.server_address[1]
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()

    def base(self, surface: Surface) -> str:
        return f"http://{surface.address}:{self.port}"

    def members_toml(self) -> str:
        """The registry as the operator wrote it down at the beginning."""
        return "\n".join(self._member(house) for house in self.script.houses)

    def _member(self, house: House) -> str:
        surface = house.surface(self.script.begin)
        text = stand.member_toml(house.employer, plays(surface.platform), self.base(surface))
        lines = [f'website = "http://{house.website}:{self.port}/"' if line.startswith("website") else line for line in text.splitlines()]
        return "\n".join(f'{line}\nevery = "{house.every}"' if line == "enabled = true" else line for line in lines) + "\n"

    def play(self, house: House, surface: Surface, now: datetime) -> Play:
        """The portal as it stands."""
        ads = [self._ad(house, job, spell, surface, now) for job in house.jobs if (spell := job.spell(now))]
        return plays(surface.platform)(self.base(surface), ads, house.employer)

    def _ad(self, house: House, job: Job, spell: Spell, surface: Surface, now: datetime) -> Ad:
        """The ad as it stands; each of its versions is written once."""
        since, deadline = spell.stated(now)
        key = (job.id, spell.begins, spell.title(now), since, surface)
        if key not in self._written:
            html = "\n".join([*job.lines, ending(deadline, spell.reference, job.place, random.Random(job.id))])
            facts = {**job.facts, "identifier": spell.reference, "locations": [job.place[1]], "valid_through": deadline.isoformat() if deadline else None}
            ad = Ad(job.id, house.employer, spell.number + surface.shift, spell.title(now), html, spell.begins.date(), spell.ends.date(), facts, job.place, since.date())
            self._written[key] = ad
            self.known[house.key, plays(surface.platform)(self.base(surface), [ad], house.employer).external_id(ad)] = job
        return self._written[key]

    def _portal(self, request: BaseHTTPRequestHandler, house: House, address: str) -> None:
        self.requests += 1
        now = self.clock()
        current = house.surface(now)
        if current.address == address:
            outage = house.outage(now)
            stand.respond(request, self.play(house, current, now), now.astimezone(BERLIN).date(), outage.fault if outage else "")
            return
        mine = next(surface for surface in house.surfaces if surface.address == address)
        if mine.since > now or current.before == "gone":
            send(request, NOT_FOUND[0], {"Content-Type": NOT_FOUND[1]}, NOT_FOUND[2])
        elif current.before == "leads" and not request.path.startswith("/robots"):
            send(request, 301, {"Location": self.base(current) + plays(current.platform).portal}, b"")
        else:
            stand.respond(request, plays(mine.platform)(self.base(mine), [], house.employer), now.astimezone(BERLIN).date(), "")

    def _website(self, request: BaseHTTPRequestHandler, house: House) -> None:
        surface = house.surface(self.clock())
        portal = self.base(surface) + plays(surface.platform).portal
        pages = {"/": html_page(house.employer.name, f'<h1>{house.employer.name}</h1><nav><a href="/impressum">Impressum</a> <a href="/karriere">Karriere</a></nav>'),
                 "/karriere": html_page("Karriere", f'<h1>Arbeiten bei uns</h1><p><a href="{portal}">Zu den Stellenangeboten</a></p>')}
        status, kind, body = pages.get(request.path, NOT_FOUND)
        send(request, status, {"Content-Type": kind}, body)
