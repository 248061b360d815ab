"""What readers' outputs cost with many open vacancies, beside the least that the same would cost.

``python -m tests.benchmarks.render.bench [--count 10000] [--folder DIR]``. The ads are those of tests/benchmarks/ads, read by ``Store.decide`` once
and copied in the database. Beside each time stand two of the same run, for as many vacancies: putting the facts into plain
strings, and reading the rows from the database without making values of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import insert, select, update

from pipeline.model import Member, Query, Vacancy
from render import pages
from render.block import Options, make_block, render
from render.publish import publish
from render.site import Site
from render.stock import every
from render.web import make_app
from store import Store, connect, schema
from store.vacancies import bump
from tests.conftest import NOW
from tests.making import harvest, posting

ADS = Path(__file__).parent.parent / "ads" / "own.jsonl"
HOUSES = 20
SITE = Site("https://stellen.example.org")
FILTERS = [("land", "DE-NW"), ("ab", "EG 9b"), ("q", "IT")]


def fill(store: Store, count: int) -> None:
    """``count`` open vacancies of twenty employers: every ad is decided once; copies differ in title, deadline and the hour they were first seen."""
    members = [Member(key=f"haus{n}", name=f"IT-Haus {n} AöR", short_name=f"Haus {n}", portal=f"https://haus{n}.example.org/", platform="jsonld", enabled=True) for n in range(HOUSES)]
    store.sync_members(members)
    ads = [json.loads(line) for line in ADS.read_text(encoding="utf-8").splitlines()]
    for number, member in enumerate(members):
        some = [posting(f"x{ad['n']}", ad["posting_title"], source=member.key, description_html=ad["description_html"]) for ad in ads[number::HOUSES]]
        store.decide(harvest(some, run=f"r{number}", source=member.key), member, NOW)
    with store.write() as connection:
        read = {table: [dict(row._mapping) for row in connection.execute(select(table))] for table in (schema.vacancies, schema.vacancy_places, schema.vacancy_areas, schema.memberships)}
        postings = {row.id: dict(row._mapping) for row in connection.execute(select(schema.postings))}
        originals = read[schema.vacancies]
        numbers = {vacancy["id"]: range(n, count, len(originals)) for n, vacancy in enumerate(originals)}
        for table in (schema.vacancies, schema.vacancy_places, schema.vacancy_areas):
            name = "id" if table is schema.vacancies else "vacancy"
            change = _vacancy if table is schema.vacancies else lambda row, _number: row
            made = [change(row, n) | {name: f"v{n:06}"} for row in read[table] for n in numbers[row[name]]]
            for old in read[table]:
                connection.execute(table.delete().where(table.c[name] == old[name]))
            connection.execute(insert(table), made)
        pairs = [(row, n) for row in read[schema.memberships] for n in numbers[row["vacancy"]]]
        connection.execute(schema.postings.delete())
        connection.execute(insert(schema.postings), [
            postings[row["posting"]] | {"id": at, "external_id": f"{n}-{at}", "closed_at": None} for at, (row, n) in enumerate(pairs, 1)])
        connection.execute(insert(schema.memberships), [row | {"posting": at, "vacancy": f"v{n:06}"} for at, (row, n) in enumerate(pairs, 1)])
        bump(connection)


def _vacancy(row: dict[str, Any], number: int) -> dict[str, Any]:
    until = (NOW + timedelta(days=number % 60)).date() if row["valid_through"] else None
    seen = NOW - timedelta(hours=number % 3000)
    return row | {"title": f"{row['title']} {number}", "valid_through": until, "facts": {**row["facts"], "valid_through": until and until.isoformat()}, "closed_at": None,
                  "first_seen": seen, "changed_at": seen, "is_stock": number % 3000 > 700, "expires": None}


def change_one(store: Store) -> None:
    with store.write() as connection:
        connection.execute(update(schema.vacancies).where(schema.vacancies.c.id == "v000007").values(title="Ganz anderer Titel (m/w/d)", changed_at=NOW))
        bump(connection)


def strings(vacancies: list[Vacancy]) -> int:
    """The facts of each in a page of plain strings."""
    return sum(len(f"<!DOCTYPE html>\n<html lang=\"de\"><head><title>{v.title}</title></head><body><h1>{v.title}</h1><p>{v.employer}, {', '.join(p.name for p in v.locations)}</p><dl>"
                   f"<dt>Frist</dt><dd>{v.valid_through}</dd><dt>Beginn</dt><dd>{v.start}</dd><dt>Art</dt><dd>{v.kind}</dd><dt>Fachgebiet</dt><dd>{', '.join(v.areas)}</dd>"
                   f"<dt>Kennziffer</dt><dd>{v.identifier}</dd></dl><p><a href=\"{v.employer_url}\">Zur Ausschreibung</a></p></body></html>\n".encode()) for v in vacancies)


def rows(store: Store, count: int) -> int:
    with store.read() as connection:
        return len(connection.execute(select(schema.vacancies).order_by(schema.vacancies.c.first_seen.desc()).limit(count)).all())


def timed(work: Callable[[], object], times: int = 5) -> float:
    """Median CPU seconds of this process: other load of the machine is not counted, nor is waiting for the disk."""
    found = []
    for _ in range(times):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return statistics.median(found)


def not_modified(store: Store) -> Callable[[], object]:
    """A request for the page with the ETag of the last answer."""
    app = make_app(store, SITE, lambda: NOW)

    def ask(etag: str) -> tuple[int, dict[bytes, bytes]]:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": "/", "raw_path": b"/", "query_string": b"land=DE-NW", "root_path": "",
                 "headers": [(b"host", b"x"), (b"if-none-match", etag.encode())], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}
        asyncio.run(app(scope, receive, send))
        return sent[0]["status"], dict(sent[0]["headers"])

    status, headers = ask("")
    assert status == 200
    tag = headers[b"etag"].decode()
    assert ask(tag)[0] == 304
    return lambda: ask(tag)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        store = connect(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        begun = process_time()
        fill(store, options.count)
        everything = every(store, Query(today=NOW.date()))
        print(f"{len(everything)} open vacancies made in {process_time() - begun:.1f} s\n")
        target = Path(folder) / "public"
        reports: list[Any] = []

        def site() -> None:
            reports.append(publish(store, SITE, target, NOW))

        measured = [("publish from scratch", timed(site, 1), len(everything)), ("publish, nothing changed", timed(site, 1), len(everything))]
        change_one(store)
        measured += [("publish after one change", timed(site, 1), len(everything)),
                     ("a filtered page", timed(lambda: pages.list_page(store, SITE, FILTERS, NOW)), 50),
                     ("the block", timed(lambda: render(make_block(store, Options(day=date(2026, 3, 18)), SITE, NOW), "html"), 3), len(everything)),
                     ("a 304", timed(not_modified(store), 50), 1)]
        print(f"{'':<28}{'CPU s':>9}{'x strings':>11}{'x rows':>9}")
        for name, seconds, count in measured:
            print(f"{name:<28}{seconds:>9.4f}{seconds / timed(lambda count=count: strings(everything[:count])):>11.0f}{seconds / timed(lambda count=count: rows(store, count)):>9.0f}")
        print("\n" + "\n".join(f"publish wrote {report.changed} files, kept {report.unchanged}, dropped {report.removed}" for report in reports))
        store.close()


if __name__ == "__main__":
    main()
