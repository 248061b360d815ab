"""``python -m tests.year.months [--months 30] [--database URL]``: the database alone over years. Generated harvests go straight through decider and purge.

The houses and jobs of the year's script, a visit a day each, an issue every second week; what the timetable does once a day is done once a day. Prints
a line a month: bytes in use, bytes of the file, rows by table. What grows after the first year is told at the end.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from pipeline.model import Harvest, Issue, Listed, Member, Posting, Problem, Query, Traffic, Verdict
from pipeline.normalise.dates import berlin
from spiders.samples.play import BERLIN
from store import KEPT, KEPT_FACTS, Store, connect
from store.schema import metadata
from tests.cli.post import Time
from tests.year.portals import Portals
from tests.year.script import DAY, House, Script, write

BEGIN = datetime(2026, 3, 2, tzinfo=BERLIN)


@dataclass
class Month:
    """What the database holds at the end of a month of 30 days: bytes in use, bytes of its files, rows."""

    number: int
    used: int
    files: int
    rows: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"month {self.number:2}: {self.used / 1e6:.2f} MB in use, files {self.files / 1e6:.2f} MB, {', '.join(f'{name} {count}' for name, count in self.rows.items() if count)}"


class Months:
    """Plays ``script`` into ``store``."""

    def __init__(self, store: Store, script: Script) -> None:
        self.store, self.script = store, script
        self.clock = Time(script.begin.astimezone(UTC))
        self.portals = Portals(script, self.clock)
        self.members = {house.key: Member(key=house.key, name=house.employer.name, short_name=house.employer.short_name, portal=f"https://{house.key}.example.org/",
                                          platform="jsonld", enabled=True) for house in script.houses}
        store.sync_members(self.members.values())

    def play(self, days: int) -> Iterator[Month]:
        for number in range(days):
            self._day(number)
            if number % 30 == 29:
                yield self._measure(number // 30 + 1)

    def _day(self, number: int) -> None:
        day = (self.script.begin + number * DAY).date()
        for position, house in enumerate(self.script.houses):
            self.clock.now = datetime.combine(day, time(6, 2 * position), BERLIN).astimezone(UTC)
            self._visit(house, f"n{number}-{house.key}")
        now, store = self.clock.now, self.store
        store.heartbeat(now)
        store.expire(now)
        store.look(now)
        store.forget_harvests(now - KEPT)
        store.forget_facts(now - KEPT_FACTS, berlin(now))
        store.forget_runs(now - KEPT_FACTS)
        store.forget_changes(now)
        found = store.search(Query(today=day, page_size=50))
        if number % 14 == 2:
            shown = found.vacancies[:10]
            bodies = {name: b"\n".join(vacancy.model_dump_json().encode() for vacancy in shown) for name in ("html", "json", "txt")}
            store.save_issue(Issue(day=day, state="released", revision=1, cutoff=now, shown=[f"{vacancy.id};{vacancy.round}" for vacancy in shown]), bodies, now)

    def _visit(self, house: House, run: str) -> None:
        harvest = self._harvest(house, run)
        done = self.store.decide(harvest, self.members[house.key], self.clock.now)
        if done.verdict is Verdict.SUSPECT and harvest.postings:  # a relaunch; the operator sees that it is what the portal shows
            self.store.accept_run(done.id, self.members[house.key], "betrieb", self.clock.now)

    def _harvest(self, house: House, run: str) -> Harvest:
        now, key = self.clock.now, house.key
        surface, outage = house.surface(now), house.outage(now)
        ads = [] if outage else [self.portals._ad(house, job, spell, surface, now) for job in house.jobs if (spell := job.spell(now))]
        base = f"https://{surface.address}/stelle"
        postings = [Posting(source=key, external_id=str(ad.number), url=f"{base}/{ad.number}", title=ad.title, description_html=ad.html, locations=[ad.place[1]],
                            valid_through=ad.facts["valid_through"], identifier=ad.facts["identifier"]) for ad in ads]
        return Harvest(source=key, run=run, token=0, platform="jsonld", started_at=now, finished_at=now + timedelta(seconds=20), postings=postings,
                       listed=[Listed(external_id=one.external_id or "", url=one.url) for one in postings], paging_ended=not outage,
                       problems=[Problem(code="http_status", message="answers 500 after 3 tries", where=base)] if outage else [],
                       traffic=Traffic(requests=1 + len(ads), responses=1 + len(ads), list_failures=int(bool(outage)), seconds=20.0),
                       markers={"version": "1", "lists": "1", **{f"item {ad.number}": "492344 0123456789ab" for ad in ads}})

    def _measure(self, number: int) -> Month:
        engine = self.store.engine
        with self.store.read() as connection:
            rows = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables}
            if engine.dialect.name == "sqlite":
                pages, free, size = (connection.exec_driver_sql(f"pragma {name}").scalar_one() for name in ("page_count", "freelist_count", "page_size"))
                file = Path(str(engine.url.database))
                return Month(number, (pages - free) * size, sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*")), rows)
        # Autovacuum looks once a minute, which is months here.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("vacuum (analyze)"))
        with self.store.read() as connection:
            used = connection.execute(text("select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")).scalar_one()
        return Month(number, int(used), self.store.size(), rows)


def slope(months: list[Month], of: Callable[[Month], float]) -> float:
    """By how much something grew a month, by least squares."""
    middle, mean = sum(month.number for month in months) / len(months), sum(of(month) for month in months) / len(months)
    return sum((month.number - middle) * (of(month) - mean) for month in months) / sum((month.number - middle) ** 2 for month in months)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--houses", type=int, default=12)
    parser.add_argument("--database", help="An empty PostgreSQL database; otherwise a SQLite file is made.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = connect(options.database or f"sqlite:///{folder}/months.sqlite")
        months = []
        for month in Months(store, write(options.seed, BEGIN, options.months * 30, options.houses)).play(options.months * 30):
            print(month, flush=True)
            months.append(month)
        store.close()
    settled = months[14:]
    if len(settled) > 3:
        print(f"from month {settled[0].number} on, a month: {slope(settled, lambda month: month.used) / 1e3:+.1f} kB in use, {slope(settled, lambda month: month.files) / 1e3:+.1f} kB of files; rows "
              + ", ".join(f"{name} {rate:+.1f}" for name in months[-1].rows if abs(rate := slope(settled, lambda month, name=name: month.rows[name])) >= 0.05))
    return 0


if __name__ == "__main__":
    sys.exit(main())
