"""Simulated municipalities: any number of portals, each at its own loopback address, played by one server in a process of its own.

``python -m tests.benchmarks.scale.towns COUNT VACANCIES NOW`` prints its port and serves until standard input ends; a line on standard
input is a new instant.
"""

from __future__ import annotations

import sys
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

from pipeline.model import Member
from spiders.samples import stand
from spiders.samples.play import plays
from spiders.samples.sending import handler
from spiders.samples.world import Employer, World

#: One list of all with their texts, one request a visit; what a small municipality has.
PLATFORM = "recruitee"
TOWNS = (("26122", "Oldenburg"), ("84028", "Landshut"), ("66663", "Merzig"), ("58452", "Witten"), ("98527", "Suhl"), ("32657", "Lemgo"), ("74072", "Heilbronn"), ("18055", "Rostock"))


def address(number: int) -> str:
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


def employer(number: int, vacancies: int) -> Employer:
    town = TOWNS[number % len(TOWNS)]
    return Employer(f"ort{number}", f"Gemeinde {town[1]}-{number}", f"{town[1]}-{number}", (town,), "", PLATFORM, vacancies, number)


def members(count: int, vacancies: int, port: int) -> dict[str, Member]:
    """The registry of so many municipalities, all enabled."""
    found = {}
    for number in range(count):
        one, base = employer(number, vacancies), f"http://{address(number)}:{port}"
        row = stand.source(one, plays(PLATFORM, ""), base)
        found[one.key] = Member.model_validate({"key": one.key, "name": one.name, "short_name": one.short_name, "enabled": True, "every": "1d",
                                                **{name: row[name] for name in ("portal", "platform", "params", "api_base") if name in row}})
    return found


def main() -> None:
    count, vacancies, now = int(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
    world = World(seed=1, employers=tuple(employer(number, vacancies) for number in range(count)))
    numbers = {address(number): number for number in range(count)}
    kind, day = plays(PLATFORM, ""), [now.astimezone(ZoneInfo("Europe/Berlin")).date()]

    def answer(request: BaseHTTPRequestHandler) -> None:
        host = request.headers.get("Host", "")
        one = world.employers[numbers[host.partition(":")[0]]]
        stand.respond(request, kind(f"http://{host}", [world.ad(one, slot, day[0]) for slot in range(one.count)], one), day[0], "")

    server = ThreadingHTTPServer(("0.0.0.0", 0), handler(answer))  # every loopback address is one portal
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        day[0] = datetime.fromisoformat(line.strip()).astimezone(ZoneInfo("Europe/Berlin")).date()
        print("ok", flush=True)


if __name__ == "__main__":
    main()
