"""What a reader waits for: whole answers over HTTP from a server in a process of its own, with many open vacancies.

``python -m tests.benchmarks.render.asking [--count 1000 10000 100000] [--folder DIR] [--database URL]``. Of every kind of question twenty
different ones are asked, each for the first time, again, and with the ETag of the answer; after every third of the first ones something
was published in between. Milliseconds: medians, and of all first ones the shortest and the longest. CPU is the server's, the mean of a first answer and of one
again: other work on the machine is not in it.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from time import perf_counter
from urllib.parse import quote, urlencode

from sqlalchemy import insert, update

from pipeline.model import Area
from render.site import Site
from store import Store, connect, schema
from store.vacancies import bump
from tests.bulk import TOWNS, fill, houses
from tests.conftest import NOW

EMPLOYERS, QUESTIONS = 60, 20
STATES = ("DE-NW", "DE-SN", "DE-SH", "DE-HH", "DE-MV", "DE-HE", "DE-BW", "DE-BY", "DE-BB", "DE-TH")
WORDS = ("Systemadministration", "Netzwerkadministration", "Softwareentwicklung", "Java", "Fachverfahrensbetreuung", "Informationssicherheit", "Datenanalyse", "Projektleitung", "OZG", "Personal", "Linux",
         "E-Akte", "Cloud", "Service", "Desk", "Rechenzentrum", "Schulen", "Infrastruktur", "Microsoft", "Standesamt", "Köln", "admin", "netz", "Team")
GRADES = ("EG 6", "EG 8", "EG 9a", "EG 9b", "EG 9c", "EG 10", "EG 11", "EG 12", "EG 13", "A 11")


def questions() -> dict[str, list[str]]:
    """Kind -> twenty paths."""
    dice = random.Random(7)

    def some(values: Iterator[tuple[object, ...]] | Iterator[dict[str, object]]) -> list[dict[str, object]]:
        known = list(values)
        return dice.sample(known, QUESTIONS) if len(known) >= QUESTIONS else known  # type: ignore[arg-type]

    one = [{"q": word} for word in WORDS]
    areas = [area.value for area in Area]
    kinds: dict[str, list[dict[str, object]]] = {
        "first page": [{"utm_source": n} for n in range(QUESTIONS)],
        "one word": one[:QUESTIONS],
        "two words + state": some({"q": f"{a} {b}", "land": s} for a, b, s in product(WORDS[:12], WORDS[12:], STATES)),
        "place + 50 km + area": some({"ort": t, "umkreis": 50, "fach": a} for t, a in product(TOWNS, areas)),
        "employer + permanent": [{"arbeitgeber": house.key, "unbefristet": 1} for house in houses(QUESTIONS)],
        "grade from + part time": some({"ab": g, "teilzeit": 1, "ohne_angabe": n} for g, n in product(GRADES, (0, 1))),
        "page 40": [{"utm_source": n, "seite": 40} for n in range(QUESTIONS)],
        "by deadline": some({"sortierung": "frist", "land": s, "homeoffice": h} for s, h in product(STATES, ("teilweise", "ganz"))),
        "new in 7 days": some({"neu": 7, "land": s, "fach": a} for s, a in product(STATES, areas)),
        "nothing found": some({"q": f"{a} gibtesnicht", "ort": t, "umkreis": 10, "land": s} for a, t, s in product(WORDS, TOWNS, STATES)),
    }
    paths = {name: [f"/?{urlencode(asked)}" for asked in some_] for name, some_ in kinds.items()}
    paths["feed.rss filtered"] = [f"/feed.rss?{urlencode(asked)}" for asked in some({"fach": a, "land": s} for a, s in product(areas, STATES))]
    paths["/v1/vacancies"] = [f"/v1/vacancies?{urlencode(asked)}" for asked in some({"q": w, "land": s} for w, s in product(WORDS, STATES))]
    paths["block.json"] = [f"/v1/newsletter/block.json?{urlencode(asked)}" for asked in some({"land": s, "max": m} for s, m in product(STATES, (8, 12)))]
    paths["vacancy"] = [f"/stelle/v{n:09}" for n in range(3, 3 + QUESTIONS)]
    paths["/mitglieder"] = [f"/mitglieder?{n}" for n in range(QUESTIONS)]
    paths["/feeds"] = [f"/feeds?{n}" for n in range(QUESTIONS)]
    return paths


def publish_one(store: Store, number: int) -> None:
    """One vacancy changes, as after a visit."""
    with store.write() as connection:
        connection.execute(update(schema.vacancies).where(schema.vacancies.c.id == f"v{number:09}").values(title=f"Geändert {number} (m/w/d)", changed_at=NOW))
        bump(connection)


@contextmanager
def server(url: str) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """A server of its own on the database at ``url``: a connection to it, and its process."""
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.render.asking", "--serve", url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    connection = http.client.HTTPConnection("127.0.0.1", int(process.stdout.readline()), timeout=120)
    try:
        yield connection, process.pid
    finally:
        process.terminate()
        process.wait()


def serve(url: str) -> None:
    import socket

    import uvicorn

    from render.web import make_app

    # Without the protocol's number asyncio leaves small answers waiting for an acknowledgement.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        store = connect(url)
        app = make_app(store, Site("https://stellen.example.org"), lambda: NOW)
        uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", server_header=False, proxy_headers=True)).run(sockets=[listening])


def ask(connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str] | None = None) -> tuple[float, int, str]:
    """Milliseconds until the answer is there, its status and ETag."""
    begun = perf_counter()
    connection.request("GET", quote(path, safe="/?=&%+"), headers={"Accept-Encoding": "gzip", **(headers or {})})
    answer = connection.getresponse()
    answer.read()
    return (perf_counter() - begun) * 1000, answer.status, answer.getheader("ETag", "")


def measure(url: str, store: Store) -> None:
    with server(url) as (connection, pid):
        begun = perf_counter()
        while True:
            try:
                ask(connection, "/healthz")
                break
            except ConnectionRefusedError:
                connection.close()
                assert perf_counter() - begun < 30
        print(f"{'very first answer':<26}{ask(connection, '/')[0]:>9.1f}")
        print(f"{'':<26}{'first':>9}{'least':>9}{'most':>9}{'again':>9}{'304':>9}{'CPU first':>11}{'CPU again':>11}")
        published = 30
        for kind, paths in questions().items():
            first, again, unchanged = [], [], []
            used = [_used(pid)]
            for n, path in enumerate(paths):
                if n % 3 == 2:
                    publish_one(store, published := published + 1)
                took, status, _ = ask(connection, path)
                assert status == 200, (path, status)
                first.append(took)
            used.append(_used(pid))
            tags = []
            for path in paths:
                took, _, tag = ask(connection, path)
                again.append(took)
                tags.append(tag)
            used.append(_used(pid))
            for path, tag in zip(paths, tags, strict=True):
                took, status, _ = ask(connection, path, {"If-None-Match": tag})
                assert status == 304, path
                unchanged.append(took)
            print(f"{kind:<26}{statistics.median(first):>9.1f}{min(first):>9.1f}{max(first):>9.1f}{statistics.median(again):>9.1f}{statistics.median(unchanged):>9.1f}"
                  f"{(used[1] - used[0]) / len(paths):>11.1f}{(used[2] - used[1]) / len(paths):>11.1f}", flush=True)
        print(f"memory of the server: {_resident(pid)} MB")


def _used(pid: int) -> float:
    """Milliseconds of CPU of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where databases are made, and kept for the next run")
    parser.add_argument("--database", help="the address of an empty database, for one count")
    parser.add_argument("--serve", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in options.count:
            file = (options.folder or Path(folder)) / f"asking{count}.sqlite"
            url, is_made = options.database or f"sqlite:///{file}", file.exists()
            store = connect(url)
            if not is_made:
                fill(store, count, employers=EMPLOYERS)
                with store.write() as connection:
                    connection.execute(insert(schema.sources), [
                        {"key": house.key, "member": house.key, "baseline": True, "last_run": NOW, "last_success": NOW, "failures": 0, "empty_confirmed": False, "markers": {}, "lease_token": 0}
                        for house in houses(EMPLOYERS)])
            print(f"\n{count} open vacancies, {store.engine.dialect.name}, load {os.getloadavg()[0]:.1f}")
            measure(url, store)
            store.close()


if __name__ == "__main__":
    main()
