"""kill -9 at random points of a visit, of applying what it brought, of publishing and of freezing an issue, on both databases.

STELLENMARKT_KILLS is how many points of each (of visits, which take seconds, half as many), by default a few; STELLENMARKT_SEED
chooses others. 58 make 203 on each database.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.model import Query, Verdict
from render.publish import publish
from scheduler import write_whole
from spiders.registry import load
from spiders.samples.portal import SamplePortal
from store import Store
from tests.conftest import NOW
from tests.faults import victim
from tests.faults.test_kills import crawlers_of
from tests.making import DAY, MEMBER, harvest, posting

KILLS, SEED = int(os.environ.get("STELLENMARKT_KILLS", "4")), os.environ.get("STELLENMARKT_SEED", "1")
pytestmark = pytest.mark.timeout(120 + 60 * KILLS)
ROLES = ("Systemadministration", "Softwareentwicklung", "Projektleitung", "Sachbearbeitung", "Ausbildung", "Teamleitung", "Beratung", "Qualitätssicherung")
FIELDS = ("Netze", "Finanzverfahren", "Personalwesen", "Geodaten", "Rechenzentrum", "Meldewesen", "Bürgerportal", "Schulsupport", "Sozialwesen", "Baurecht")
WINDOW = 12


class Victim:
    """Does something and is killed at a point of it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "tests.faults.victim"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, *words: str, kill_after: float | None = None) -> float | None:
        """Seconds that it took; None where it was killed before its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        child, begun = int(self.process.stdout.readline()), time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        code = int(self.process.stdout.readline())
        assert code in ((0,) if kill_after is None else (0, -signal.SIGKILL)), f"{words} ended with {code}"
        return time.monotonic() - begun if code == 0 else None


@pytest.fixture(scope="module")
def doer() -> Iterator[Victim]:
    found = Victim()
    yield found
    assert found.process.stdin is not None
    found.process.stdin.close()
    found.process.wait(10)


class House:
    """A member whose list changes every day: one ad goes, one comes, one changes."""

    def __init__(self, store: Store, url: str, folder: Path) -> None:
        self.store, self.url, self.folder = store, url, folder
        self.day, self.ids = 0, dict[str, str]()
        self.random = random.Random(SEED)
        store.sync_members([MEMBER])

    @property
    def now(self):
        return NOW + self.day * DAY

    def tomorrow(self) -> str:
        """A day later: what the visit brought lies in the spool; its run."""
        self.day += 1
        lease = self.store.claim(MEMBER.key, MEMBER.key, "test:1", self.now, timedelta(minutes=1))
        assert lease is not None
        ads = [posting(f"{n}", f"{ROLES[n % len(ROLES)]} {FIELDS[n % len(FIELDS)]} (m/w/d)", identifier=f"IT-{n:04}",
                       **({"locations": ["Dresden", "Leipzig"]} if n == self.day + 1 else {"locations": ["Dresden"]})) for n in range(self.day, self.day + WINDOW)]
        found = harvest(ads, run=f"r{self.day:04}", token=lease.token, at=self.now, served=True)
        (self.folder / "spool").mkdir(exist_ok=True)
        write_whole(self.folder / "spool" / f"{found.run}.json", found.model_dump_json())
        return found.run

    def expected(self) -> set[str]:
        """What is open: an ad that is missing for the first time is, until it is missing a day later."""
        return {str(n) for n in range(max(1, self.day - 1), self.day + WINDOW)}

    def shown(self) -> dict[str, str]:
        page = self.store.search(Query(today=self.now.date(), page_size=500))
        assert {(v.round, len(v.postings)) for v in page.vacancies} <= {(1, 1)}, "a job is told twice, or two are one"
        return {v.postings[0].external_id: v.id for v in page.vacancies}

    def settle(self) -> None:
        victim.timetable(self.store, self.folder, self.now, {MEMBER.key: MEMBER}).settle()
        shown = self.shown()
        assert set(shown) == self.expected()
        assert all(self.ids.setdefault(key, id_) == id_ for key, id_ in shown.items()), "an identity changed"

    def points(self, seconds: float) -> Iterator[float]:
        """When to kill: anywhere in what takes ``seconds``, and a little behind."""
        for _ in range(KILLS):
            yield self.random.uniform(0, 1.1 * seconds)


@pytest.fixture
def house(store: Store, database_url: str, tmp_path: Path) -> House:
    found = House(store, database_url, tmp_path)
    found.tomorrow()
    found.settle()
    return found


def words(house: House) -> tuple[str, str, str]:
    return house.url, str(house.folder), house.now.isoformat()


def test_killed_while_a_harvest_is_applied(house: House, doer: Victim) -> None:
    house.tomorrow()
    took = doer.do("apply", *words(house), MEMBER.model_dump_json())
    assert took is not None
    for after in house.points(took):
        before = house.shown()
        run = house.tomorrow()
        doer.do("apply", *words(house), MEMBER.model_dump_json(), kill_after=after)
        known = house.store.run(run)
        assert (known is not None) or (house.folder / "spool" / f"{run}.json").exists(), "what the visit brought is lost"
        assert set(house.shown()) == (house.expected() if known else set(before)), "half of a harvest was applied"
        house.settle()
        applied = house.store.run(run)
        assert applied is not None
        assert applied.verdict is Verdict.COMPLETE
        assert known in (None, applied)
        assert house.store.due([MEMBER.key], house.now) == []
    assert [file.name for file in (house.folder / "spool").iterdir() if file.name.endswith(".json")] == []


def tree(folder: Path) -> dict[str, bytes]:
    root = folder.resolve()
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def test_killed_while_it_publishes(house: House, doer: Victim) -> None:
    public = house.folder / "public"
    took = doer.do("publish", *words(house))
    assert took is not None
    for after in house.points(took):
        before = tree(public)
        house.tomorrow()
        house.settle()
        doer.do("publish", *words(house), kill_after=after)
        there = tree(public)
        publish(house.store, victim.SITE, public, house.now)
        assert there in (before, tree(public)), "readers saw half of a publication"
    publish(house.store, victim.SITE, house.folder / "fresh" / "public", house.now)
    assert tree(public) == tree(house.folder / "fresh" / "public")
    left = [path.name for path in (house.folder / ".public-versions").iterdir() if not path.name.split(".")[0].isdigit()]
    assert left == [".lock"]


def test_killed_while_an_issue_is_frozen(house: House, doer: Victim) -> None:
    issue = house.now.date()
    took = doer.do("freeze", *words(house), issue.isoformat())
    assert took is not None
    for after in house.points(took):
        house.tomorrow()
        house.settle()
        issue += DAY
        doer.do("freeze", *words(house), issue.isoformat(), kill_after=after)
        known = house.store.issue(issue)
        frozen = {form: house.store.revision(issue, form) for form in ("html", "txt", "json")}
        assert (known is not None) is all(frozen.values()) is any(frozen.values()), "half of an issue was frozen"
        victim.freeze(house.store, house.folder, house.now, issue.isoformat())
        after_all = house.store.issue(issue)
        assert after_all is not None
        assert (after_all.state, after_all.revision) == ("released", 1)
        assert known in (None, after_all)
        assert all(house.store.revision(issue, form) == body for form, body in frozen.items() if body), "what was released changed"
    shown = [set(one.shown) for one in house.store.issues()]
    assert all(shown)


def test_killed_while_it_visits(store: Store, database_url: str, tmp_path: Path, doer: Victim) -> None:
    points = random.Random(SEED)
    with SamplePortal("jsonld", 20, NOW) as portal:
        (tmp_path / "members.toml").write_text(portal.members_toml(), encoding="utf-8")
        members = load(replace=tmp_path / "members.toml")
        store.sync_members(members.values())
        took = doer.do("visit", database_url, str(tmp_path), NOW.isoformat())
        assert took is not None
        known = {v.postings[0].external_id: v.id for v in store.search(Query(today=portal.day, page_size=500)).vacancies}
        assert set(known) == {told.external_id for told in portal.truth()}
        for n in range(KILLS // 2):
            portal.now = NOW + (n + 1) * DAY
            now = portal.now.isoformat()
            true = {told.external_id for told in portal.truth()}
            alive = {key for v in store.search(Query(today=portal.day, page_size=500)).vacancies if (key := v.postings[0].external_id) in true}
            doer.do("visit", database_url, str(tmp_path), now, kill_after=points.uniform(0, 1.05 * took))
            shown = {v.postings[0].external_id for v in store.search(Query(today=portal.day, page_size=500)).vacancies}
            assert alive <= shown, "a job vanished"
            end = time.monotonic() + 10
            while crawlers_of(tmp_path):
                assert time.monotonic() < end, "a crawl process outlived its scheduler"
                time.sleep(0.05)
            portal.now += timedelta(hours=1)
            doer.do("visit", database_url, str(tmp_path), portal.now.isoformat())
            run = store.runs(limit=1, source=next(iter(members)))[0]
            assert (run.verdict, run.problems) == (Verdict.COMPLETE, [])
            shown_now = {v.postings[0].external_id: v.id for v in store.search(Query(today=portal.day, page_size=500)).vacancies}
            assert {told.external_id for told in portal.truth()} <= set(shown_now)
            assert all(known.setdefault(one, id_) == id_ for one, id_ in shown_now.items())
