"""``python -m tests.year.year [--days 365] [--seed 1]``: plays the script through the real path and prints a line a day and the account."""

from __future__ import annotations

import argparse
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time as time_of_day
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import func, select

from cli.settings import Settings
from cli.workspace import Workspace, registry
from pipeline.issues import next_issue
from render.auth import hash_password
from spiders.samples.play import BERLIN
from store import connect
from store.schema import metadata
from tests.cli.post import Time, mail_server
from tests.render.serving import Browser, serving
from tests.year.portals import Portals
from tests.year.program import Program, Ticked
from tests.year.script import DAY, Script, write
from tests.year.watch import ACCEPTED, Watch

#: When the timetable ticks, in Berlin: minutes of the day. In life every half minute.
TICKS = (30, 8 * 60 + 30, 16 * 60 + 30)
#: After which of them it is looked at what readers see; when the operator and the editor come to work.
LOOKS, OPERATOR, EDITOR = (30, 16 * 60 + 30), 8 * 60 + 30, 8 * 60 + 30
#: On each day of this number the crawl processes are started as in production.
REAL = 28
PASSWORDS = {"betrieb": "nur-hier-1", "redaktion": "nur-hier-2"}
BEGIN = datetime(2026, 3, 2, tzinfo=BERLIN)


@dataclass
class Size:
    """What the program needs at the end of a month."""

    day: date
    database: int
    rss: int
    rows: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.day}: database {self.database / 1e6:.1f} MB, process {self.rss / 1024:.0f} MB, {', '.join(f'{name} {count}' for name, count in self.rows.items() if count)}"


class Year:
    """One installation and its world in ``folder``."""

    def __init__(self, folder: Path, script: Script, tell: Any = print, database: str | None = None) -> None:
        self.folder, self.script, self.tell, self.database = folder, script, tell, database
        self.clock = Time(script.begin.astimezone(UTC))
        self.sizes: list[Size] = []
        self.restored = self.visits = self.decided = 0
        self.verdicts: dict[str, int] = {}
        self.ticked = Ticked([], 0, 0.0, 0.0, 0)
        self.began = time_of_day.monotonic()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Portals, mail server, program and its web pages."""
        with ExitStack() as stack:
            self.portals = stack.enter_context(Portals(self.script, self.clock))
            (self.folder / "members.toml").write_text(self.portals.members_toml(), encoding="utf-8")
            self.post, port = stack.enter_context(mail_server())
            mail = f"mailto://127.0.0.1:{port}/?from=stellenmarkt@example.org&to={{}}@example.org&mode=insecure"
            self.variables = {
                "STELLENMARKT_DATA": str(self.folder / "data"), "STELLENMARKT_MEMBERS": str(self.folder / "members.toml"), "STELLENMARKT_PUBLIC_URL": "https://stellen.example.org",
                "STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_DELAY": "0", "STELLENMARKT_QUIET": "aus", "STELLENMARKT_ALLOW_PRIVATE": "1", "STELLENMARKT_ALERT_URLS": mail.format("betrieb"),
                "STELLENMARKT_EDITOR_URLS": mail.format("redaktion"), "STELLENMARKT_PORT": str(free_port()),
                "STELLENMARKT_USERS": " ".join(f"{role}:{hash_password(word)}" for role, word in PASSWORDS.items())}
            if self.database:
                self.variables["STELLENMARKT_DATABASE_URL"] = self.database
            stack.enter_context(patch.dict(os.environ, self.variables))
            settings = Settings()
            self.workspace = Workspace(settings, registry(settings), demo=False, clock=self.clock)
            stack.callback(self.workspace.store.close)
            self.program = stack.enter_context(Program(self.folder / "program.log", self.clock.now))
            url = f"http://{settings.host}:{settings.port}"
            self.operator, self.editor, self.reader = (Browser(url, f"{role}:{word}" if role else None) for role, word in (*PASSWORDS.items(), ("", "")))
            self.watch = Watch(self.script, self.portals, lambda path: self.reader.get(path).encode())
            yield

    def play(self, until: int | None = None) -> None:
        for number in range(until or self.script.days):
            self._day(number)

    def _day(self, number: int) -> None:
        midnight = datetime.combine((self.script.begin + number * DAY).date(), time(), BERLIN)
        mails, before = 0, len(self.watch.violations)
        for minute in TICKS:
            now = datetime.combine(midnight.date(), time(minute // 60, minute % 60), BERLIN)
            if self.script.is_asleep(now):
                continue
            self.clock.now = now.astimezone(UTC)
            self.ticked = self.program.tick(self.clock.now, real=number % REAL == 0)
            for error in self.ticked.errors:
                self.watch.violate(now, "the program logged an error", error)
            mails += self._letters(now)
            if minute == OPERATOR:
                self._operate(now)
            if minute == EDITOR:
                self._edit(now)
            if minute in LOOKS:
                self._look(now, static=minute == LOOKS[-1])
        if midnight.weekday() == 6 and midnight.isocalendar().week % 4 == 2:
            self._keep_house(midnight)
        self._measure(midnight.date(), number)
        self._line(midnight.date(), number, mails)
        for violation in self.watch.violations[before:]:
            self.tell(f"  !! {violation}")

    def _letters(self, now: datetime) -> int:
        found = [(str(mail["subject"]), self.post.text(number)) for number, mail in enumerate(self.post.mails)]
        self.post.mails.clear()
        self.watch.mails(now, found)
        return len(found)

    # -- people --------------------------------------------------------------------------------------------------------

    def _operate(self, now: datetime) -> None:
        """Looks at /betrieb in the morning and decides, as one who opens the portal and sees what is there."""
        page = self.operator.get("/betrieb")
        for run_id in dict.fromkeys(re.findall(r'name="besuch" value="([^"]+)"', page)):
            run = self.workspace.store.run(run_id)
            assert run is not None
            house = self.script.by_key[run.source]
            true = house.outage(run.started_at) is None and self._is_there(house.key, run_id, run.started_at)
            status, _ = self.operator.post("/betrieb/urteil", besuch=run_id, tun="annehmen" if true else "ablehnen")
            if status != 303:
                self.watch.violate(now, "a decision was refused", f"{run_id}: {status}")
                continue
            self.decided += 1
            if true:
                self.watch.answer_question(house.key, now)
        for key, since in self.watch.questions(now):
            if now - since > ACCEPTED:
                self._by_hand(key, since, now)

    def _is_there(self, key: str, run_id: str, at: datetime) -> bool:
        """Whether what the visit found is what the house truly shows."""
        house, harvest = self.script.by_key[key], self.workspace.store.harvest_of(run_id)
        if harvest is None:
            return False
        surface = house.surface(at)
        there = {self.portals.play(house, surface, at).external_id(ad) for ad in self.portals.play(house, surface, at).ads}
        found = {item.external_id for item in harvest.listed} | {posting.external_id or posting.url for posting in harvest.postings}
        return found == there and (bool(found) or harvest.platform == surface.platform)

    def _by_hand(self, key: str, since: datetime, now: datetime) -> None:
        """Nothing was asked in all this time."""
        if not self.watch.may_be_believed(key, since):
            surface = self.script.by_key[key].surface(since)
            self.watch.violate(now, "a portal that moved was not found", f"{key} since {since:%d.%m. %H:%M}: {surface.platform}, the old one {surface.before or 'counts anew'}")
        self.watch.answer_question(key, now)

    def _edit(self, now: datetime) -> None:
        """On the day of an issue: release it, send it, note that it was sent."""
        day = next_issue(now.date(), self.workspace.store.issues())
        if day != now.date():
            return
        for address in ("/redaktion/freigeben", "/redaktion/versandt"):
            status, page = self.editor.post(address, ausgabe=day.isoformat())
            if status != 303:
                self.watch.violate(now, "an issue could not be released", f"{day} {address}: {status} {page[:200]}")
                return
        self.watch.issue(day, now, self.reader.get(f"/v1/newsletter/ausgaben/{day}/block.json").encode())

    def _look(self, now: datetime, *, static: bool) -> None:
        self.watch.look(now)
        if static:
            self.watch.reader.read(now, self.reader.get("/feed.rss").encode())
            self.watch.static(now, self.folder / "data" / "public")

    # -- housekeeping --------------------------------------------------------------------------------------------------

    def _keep_house(self, day: datetime) -> None:
        """Purge and backup by their verbs every fourth Sunday; the backup is brought back and compared."""
        file = self.folder / "backup" / f"{day:%Y-%m-%d}.sqlite"
        self._verb(day, "purge")
        self._verb(day, "backup", str(file))
        for old in sorted(file.parent.glob("*.sqlite"))[:-4]:
            old.unlink()
        if not file.exists():
            return
        self.workspace.refresh()
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            other = connect(f"sqlite:///{folder}/restored.sqlite")
            try:
                other.restore(file)
                with self.workspace.store.read() as here, other.read() as there:
                    for table in (table for table in metadata.sorted_tables if table.name not in ("meta", "changes")):  # where it is noted that there is a backup now; what is anew in a restored one
                        counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for connection in (here, there)]
                        if counts[0] != counts[1]:
                            self.watch.violate(day, "a backup is not what was there", f"{table.name}: {counts[0]} rows, restored {counts[1]}")
                with serving(other, self.workspace.site, self.workspace.members, clock=self.clock) as url:
                    for path in ("/v1/vacancies?je_seite=500", "/feed.rss", "/v1/newsletter/block.txt"):
                        if Browser(url).get(path) != self.reader.get(path):
                            self.watch.violate(day, "a restored backup shows something else", path)
                self.restored += 1
            finally:
                other.close()

    def _verb(self, day: datetime, *words: str) -> None:
        env = {**os.environ, "STELLENMARKT_NOW": self.clock.now.isoformat(), "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C.UTF-8"}
        done = subprocess.run([sys.executable, "-m", "cli", *words], env=env, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            self.watch.violate(day, "a verb failed", f"{words}: {done.returncode} {done.stderr[-500:]}")

    def _measure(self, day: date, number: int) -> None:
        if (day + timedelta(days=1)).day != 1 and number + 1 != self.script.days:
            return
        with self.workspace.store.read() as connection:
            rows = {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables}
            free = 0 if self.database else connection.exec_driver_sql("pragma freelist_count").scalar_one() * connection.exec_driver_sql("pragma page_size").scalar_one()
        self.sizes.append(Size(day, self.workspace.store.size() - free, self.ticked.rss, rows))
        self.tell(f"  -- {self.sizes[-1]}")

    def _line(self, day: date, number: int, mails: int) -> None:
        runs = [run for run in self.workspace.store.runs(limit=120) if run.started_at.astimezone(BERLIN).date() == day]
        counts: dict[str, int] = {}
        for run in runs:
            counts[str(run.verdict)] = counts.get(str(run.verdict), 0) + 1
            self.verdicts[str(run.verdict)] = self.verdicts.get(str(run.verdict), 0) + 1
        self.visits += len(runs)
        open_now = len(self.workspace.store.members(self.clock.now)) and sum(member.open_vacancies for member in self.workspace.store.members(self.clock.now))
        self.tell(f"{day} {number + 1:3}  {open_now:3} open  {', '.join(f'{count} {verdict}' for verdict, count in sorted(counts.items())) or 'asleep'}  "
                  f"{sum(run.new for run in runs)} new {sum(run.closed for run in runs)} closed  {mails} mail  {self._cpu():.0f} s CPU")

    def _cpu(self) -> float:
        """CPU seconds of the program, its crawl processes, this process and the verbs that it started."""
        own = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return sum(used.ru_utime + used.ru_stime for used in own) + self.ticked.cpu + self.ticked.crawls_cpu

    def _growth(self) -> list[str]:
        """By how much the process grew a month after the first, by least squares."""
        sizes = list(enumerate(self.sizes[1:], 2))
        if len(sizes) < 3:
            return []
        middle, mean = (sum(values) / len(sizes) for values in ([n for n, _ in sizes], [size.rss for _, size in sizes]))
        return [f"process {sum((n - middle) * (size.rss - mean) for n, size in sizes) / sum((n - middle) ** 2 for n, _ in sizes) / 1024:+.2f} MB a month after the first"]

    # -- the end -------------------------------------------------------------------------------------------------------

    def account(self) -> list[str]:
        """What happened, and what went wrong with day and evidence."""
        watch, end = self.watch, self.clock.now
        before = len(watch.violations)
        needed, alerts, recoveries = watch.account_of_alerts(end)
        again, told = watch.account_of_rounds(end)
        mondays = sum((self.script.begin + n * DAY).weekday() == 0 for n in range((end - self.script.begin).days + 1))
        if len(watch.mondays) != len(set(watch.mondays)) or abs(len(watch.mondays) - mondays) > 1:
            watch.violate(end, "Monday's mail", f"{len(watch.mondays)} mails, {len(set(watch.mondays))} different ones, in {mondays} weeks")
        if len(watch.drafts) != len(set(watch.drafts)):
            watch.violate(end, "a draft was sent twice", str(watch.drafts))
        for violation in watch.violations[before:]:
            self.tell(f"  !! {violation}")
        jobs = [job for house in self.script.houses for job in house.jobs]
        spells = [spell for job in jobs for spell in job.spells if spell.begins < end]
        turns = sum(surface.since > self.script.begin for house in self.script.houses for surface in house.surfaces)
        return [
            (f"{self.script.days} days, {len(self.script.houses)} houses, {sum(job.spells[0].begins < end for job in jobs)} jobs in {len(spells)} spells, {turns} relaunches, "
            f"{sum(len(h.shocks) for h in self.script.houses)} mass endings, {sum(len(h.outages) for h in self.script.houses)} outages ({needed} to be told)"),
            f"{self.visits} visits ({', '.join(f'{count} {name}' for name, count in sorted(self.verdicts.items()))}), {self.portals.requests} requests, {self.decided} decisions of the operator",
            f"{watch.looks} looks at {watch.cards} vacancies, {len(watch.reader.seen)} items of the feed ({told} of {again} new rounds told), {len(watch.issued)} jobs in {len(set(watch.issued.values()))} issues",
            f"{alerts} alerts, {recoveries} recoveries, {len(watch.mondays)} Monday's mails, {len(watch.drafts)} drafts, {self.restored} backups restored",
            f"noticed births {watch.births}; noticed endings before their deadline {watch.closings}",
            f"CPU {self._cpu():.0f} s ({self.ticked.cpu:.0f} s of it the program, {self.ticked.crawls_cpu:.0f} s crawl processes), {time_of_day.monotonic() - self.began:.0f} s in all; largest crawl process {self.ticked.crawls_most / 1024:.0f} MB",
            *map(str, self.sizes), *self._growth(), f"{len(watch.violations)} violations"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--houses", type=int, default=12)
    parser.add_argument("--until", type=int, help="End after so many days of the script.")
    parser.add_argument("--database", help="An empty PostgreSQL database; otherwise a SQLite file is made.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        year = Year(Path(folder), write(options.seed, BEGIN, options.days, options.houses), lambda line: print(line, flush=True), options.database)
        with year.running():
            year.play(options.until)
            for line in year.account():
                print(line)
    return int(bool(year.watch.violations))


if __name__ == "__main__":
    sys.exit(main())
