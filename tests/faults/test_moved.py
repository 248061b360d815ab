"""A portal that moved to other software: found by itself, proposed once, accepted with every identity and without news."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.model import Query, Run, Verdict
from render import pages
from scheduler import Manners, Scheduler
from spiders.registry import load
from spiders.samples.portal import SamplePortal
from store import Store, connect
from tests.conftest import NOW
from tests.spiders.portal import HTML, Answer, Portals

COUNT = 12
HOUR = timedelta(hours=1)


class Home:
    """A member's website and its portals; ``leads_to`` is where the website's career page leads at the moment."""

    def __init__(self, folder: Path, site: Portals, old: SamplePortal, new: SamplePortal) -> None:
        self.folder, self.old, self.new, self.leads_to = folder, old, new, old
        site.add("website", self.answer)
        self.file = folder / "members.toml"
        source = old.source()
        self.file.write_text(f'# our members\n[beispielland]\nname = "{source["employer"]}"\nwebsite = "{site.bases["website"]}/"\nportal = "{source["portal"]}"\n'
                             f'platform = "rexx" # since 2019\nenabled = true\n', encoding="utf-8")
        self.store: Store = connect(f"sqlite:///{folder / 'stellenmarkt.sqlite'}")
        self.now = NOW

    def answer(self, request) -> Answer:
        if request.path == "/":
            return 200, HTML, b'<html><body><h1>Kommunaler IT-Verbund Beispielland</h1><a href="/karriere">Karriere</a></body></html>'
        portal = self.leads_to.source()["portal"]
        return (200, HTML, f'<html><body><h1>Karriere</h1><a href="{portal}">Zu den Stellenangeboten</a></body></html>'.encode()) if request.path == "/karriere" else (404, HTML, b"")

    def visit(self, later: timedelta = HOUR) -> list[Run]:
        self.now += later
        members = load(replace=self.file)
        self.store.sync_members(members.values())
        scheduler = Scheduler(self.store, members, self.folder, lambda: self.now, Manners("test@example.org", delay=0, allow_private=True, timeout=5))
        return asyncio.run(self._visit(scheduler))

    @staticmethod
    async def _visit(scheduler: Scheduler) -> list[Run]:
        runs = await scheduler.visit(scheduler.sources())
        return runs + await scheduler.look_for_portals(runs)

    def shown(self) -> dict[str, bool]:
        return {v.id: v.is_stock for v in self.store.search(Query(today=self.now.date(), page_size=100)).vacancies}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    site = Portals()
    with SamplePortal("rexx", COUNT, NOW, host="127.0.4.1") as old, SamplePortal("onlyfy", COUNT, NOW, host="127.0.4.2") as new:
        found = Home(tmp_path, site, old, new)
        yield found
        found.store.close()
    site.close()


def decide(home: Home, verb: str, run: str) -> subprocess.CompletedProcess[str]:
    env = {"STELLENMARKT_DATA": str(home.folder), "STELLENMARKT_MEMBERS": str(home.file), "STELLENMARKT_NOW": home.now.isoformat(), "STELLENMARKT_CONTACT": "test@example.org",
           "PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8", "USER": "betrieb"}
    return subprocess.run([sys.executable, "-m", "cli", "runs", verb, run], env=env, capture_output=True, text=True, timeout=60, check=False)


def test_a_moved_portal_is_proposed_once_and_accepted_without_news(home: Home) -> None:
    (first,) = home.visit()
    assert (first.verdict, first.new) == (Verdict.COMPLETE, COUNT)
    before = home.shown()
    assert set(before.values()) == {True}
    home.old.fault, home.leads_to = "empty", home.new
    runs = home.visit()
    assert [run.verdict for run in runs] == [Verdict.SUSPECT, Verdict.SUSPECT]
    assert [reason.code for reason in runs[1].reasons] == ["moved"]
    proposal = home.store.proposal("beispielland")
    assert proposal is not None
    assert (proposal.portal, proposal.platform, proposal.known, proposal.recognised, proposal.run) == (home.new.source()["portal"], "onlyfy", COUNT, COUNT, runs[1].id)
    assert home.shown() == before
    assert f"onlyfy erkannt ({proposal.portal}), {COUNT} von {COUNT} Stellen gleich" in pages.status_json(home.store, home.now).decode()
    asked = len(home.new.requests)
    (later,) = home.visit()
    assert len(home.new.requests) == asked, "proposed a second time"
    assert {run.id for run in home.store.waiting()} == {runs[1].id, later.id}, "the old portal's visits hide the proposal"

    done = decide(home, "accept", runs[1].id)
    assert done.returncode == 0, done.stderr
    assert home.shown() == before, "an identity changed, or the same jobs are news"
    text = home.file.read_text(encoding="utf-8")
    assert "# our members" in text
    assert load(replace=home.file)["beispielland"].platform == "onlyfy"
    (after,) = home.visit()
    assert (after.verdict, after.platform, after.new, after.closed, after.missing) == (Verdict.COMPLETE, "onlyfy", 0, 0, 0)
    assert home.shown() == before
    assert home.store.proposal("beispielland") is None


def test_a_rejected_portal_is_not_proposed_again_and_a_late_acceptance_changes_no_file(home: Home) -> None:
    home.visit()
    before = home.shown()
    home.old.fault, home.leads_to = "empty", home.new
    moved = home.visit()[1]
    assert decide(home, "reject", moved.id).returncode == 0
    assert "Übernehmen" not in pages.status_json(home.store, home.now).decode()
    asked = len(home.new.requests)
    runs = [run for _ in range(4) for run in home.visit(timedelta(days=1))]
    assert [reason.code for run in runs for reason in run.reasons if reason.code == "moved"] == []
    assert len(home.new.requests) > asked, "it was looked for again"
    text = home.file.read_text(encoding="utf-8")
    late = decide(home, "accept", moved.id)
    assert late.returncode != 0
    assert "Traceback" not in late.stderr
    assert (home.file.read_text(encoding="utf-8"), set(home.shown())) == (text, set(before) & set(home.shown()))


def test_a_portal_that_is_only_down_is_not_moved(home: Home) -> None:
    home.visit()
    before = home.shown()
    home.old.fault = "500"
    runs = [run for _ in range(4) for run in home.visit()]
    assert {run.verdict for run in runs} == {Verdict.FAILED}
    assert len(runs) == 4
    found = home.store.proposal("beispielland")
    assert found is not None
    assert found.portal is None, "looked for, not found"
    home.old.fault = ""
    (back,) = home.visit()
    assert (back.verdict, home.shown()) == (Verdict.COMPLETE, before)
