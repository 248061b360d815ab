"""``runs replay``: the same readers say the same; repaired readers show what they repaired."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.replaying import replayed
from cli.settings import Settings, UsageError
from cli.workspace import Workspace
from pipeline.difference import Difference
from pipeline.model import Member, Run, Verdict
from render import pages, visits
from scheduler import Manners, Scheduler
from spiders.platforms import html
from spiders.registry import load
from spiders.shelf import archive_file
from tests.spiders.portal import HTML, Answer, Portals, job

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class House:
    """An installation with one member, whose portal is a table that a test changes."""

    folder: Path
    portals: Portals
    now: datetime = NOW
    row: str = "tr"
    jobs: dict[str, str] = field(default_factory=lambda: {f"{n}": f"Stelle {n}" for n in range(1, 6)})
    pages: dict[str, Answer] = field(default_factory=dict)
    selector: str = "tr"
    tag: str = ""

    def answer(self, request) -> Answer:
        if request.path != "/stellen/":
            return self.pages.get(request.path, (404, HTML, b""))
        if self.tag and request.headers.get("If-None-Match") == self.tag:
            return 304, {}, b""
        rows = "".join(f'<{self.row}><td><a href="/stellen/{key}.pdf">{title}</a></td></{self.row}>' for key, title in self.jobs.items())
        return 200, {**HTML, **({"ETag": self.tag} if self.tag else {})}, f"<html><body><table>{rows}</table></body></html>".encode()

    @property
    def workspace(self) -> Workspace:
        (self.folder / "members.toml").write_text(
            f'[amt]\nname = "Amt"\nwebsite = "https://amt.example.org"\nportal = "{self.portals.bases["amt"]}/stellen/"\nplatform = "html"\nenabled = true\n'
            f'[amt.params]\nrow = "{self.selector}"\nlink = "a"\n', encoding="utf-8")
        members: dict[str, Member] = load(replace=self.folder / "members.toml")
        return Workspace(Settings(data=self.folder / "data", contact="x@example.org", delay=0, allow_private=True), members, demo=False, clock=lambda: self.now)

    def visit(self, *, later: timedelta = timedelta(hours=6)) -> Run:
        self.now += later
        workspace = self.workspace
        (run,) = asyncio.run(Scheduler(workspace.store, workspace.members, workspace.data, workspace.clock, Manners("x@example.org", 0, True)).visit(workspace.scheduler().sources()))
        workspace.store.close()
        return run

    def replay(self, run: Run) -> Difference:
        workspace = self.workspace
        found = replayed(workspace, run)
        workspace.store.close()
        return found

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        _ = self.workspace
        env = {**os.environ, "STELLENMARKT_DATA": str(self.folder / "data"), "STELLENMARKT_MEMBERS": str(self.folder / "members.toml"),
               "STELLENMARKT_NOW": self.now.isoformat(), "STELLENMARKT_CONTACT": "x@example.org"}
        return subprocess.run([sys.executable, "-m", "cli", *words], env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    portals = Portals()
    made = House(tmp_path, portals)
    portals.add("amt", made.answer)
    yield made
    portals.close()


def test_untouched_readers_say_the_same(house: House) -> None:
    run = house.visit()
    found = house.replay(run)
    assert (run.verdict, found.same, found.compared_with, found.remarks) == (Verdict.COMPLETE, True, "harvest", [])
    house.jobs["6"] = "Stelle 6"
    del house.jobs["1"]
    assert house.replay(house.visit()).same
    assert house.replay(run).same, "what came later changes nothing about it"
    house.jobs.clear()
    empty = house.visit()
    assert empty.verdict is not Verdict.COMPLETE
    assert house.replay(empty).same


def test_a_repaired_selector_shows_what_it_repairs(house: House) -> None:
    house.visit()
    house.row = "li"
    broken = house.visit()
    assert broken.verdict is not Verdict.COMPLETE
    house.selector = "li"
    found = house.replay(broken)
    assert (found.then, found.now) == (broken.verdict, Verdict.COMPLETE)
    assert [known.title for known in found.added] == [f"Stelle {n}" for n in range(1, 6)]
    assert [problem.code for problem in found.problems_gone] == ["unknown_shape"]
    assert found.remarks == ["the registry says otherwise now: params"]
    done = house.call("runs", "replay", broken.id, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["same"], told["now"], len(told["added"])) == (False, "complete", 5)


def test_a_changed_reader_shows_each_field(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    run = house.visit()
    usual = html.Portal.posting
    monkeypatch.setattr(html.Portal, "posting", lambda self, page, source, record, where="": usual(self, page, source, {**record, "title": record["title"].upper()}, where))
    found = house.replay(run)
    assert not found.same
    assert {(c.field, c.old, c.new) for c in found.changed} == {("title", f"Stelle {n}", f"STELLE {n}") for n in range(1, 6)}
    assert (found.added, found.removed, found.then, found.now) == ([], [], Verdict.COMPLETE, Verdict.COMPLETE)


def test_a_reader_that_breaks_shows_what_it_loses(house: House) -> None:
    run = house.visit()
    house.selector = "p"
    found = house.replay(run)
    assert len(found.removed) == 5
    assert found.now is not Verdict.COMPLETE
    assert found.reasons


def test_an_unchanged_list_is_named(house: House) -> None:
    house.tag = '"eins"'
    first, second = house.visit(), house.visit()
    assert second.traffic.not_modified == 1
    found = house.replay(second)
    assert found.unchanged
    assert found.same
    assert found.remarks == [f"the list had not changed (304): this archive has no list to read; {first.id} read it"]


def test_a_killed_visit_is_compared_with_what_is_known(house: House) -> None:
    house.visit()
    house.jobs["6"] = "Stelle 6"
    run = house.visit()
    file = archive_file(house.folder / "data" / "archive", run.id)
    content = file.read_bytes()
    file.write_bytes(content[: content.rindex(b"\x1f\x8b\x08")])
    found = house.replay(run)
    assert (found.compared_with, found.same) == ("store", True)
    assert any("does not have all answers" in remark for remark in found.remarks)


def test_marked_rows_that_were_not_fetched_are_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portals = Portals()
    rows = "".join(f"<url><loc>/stellen/stelle-{n}</loc><lastmod>2026-02-0{n}</lastmod></url>" for n in range(1, 7))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
    portals.add("amt", lambda r: (200, {"Content-Type": "application/xml"}, sitemap) if r.path == "/sitemap.xml" else (200, HTML, job(f"Stelle {r.path[-1]}")) if "stelle-" in r.path else (404, HTML, b""))
    member = Member(key="amt", name="Amt", short_name="Amt", portal=f"{portals.bases['amt']}/sitemap.xml", platform="jsonld", enabled=True)
    clock = [NOW]
    workspace = Workspace(Settings(data=tmp_path / "data", contact="x@example.org", delay=0, allow_private=True), {"amt": member}, demo=False, clock=lambda: clock[0])
    for requests in (7, 1):
        clock[0] += timedelta(hours=6)
        (run,) = asyncio.run(workspace.scheduler().visit(workspace.scheduler().sources()))
        assert (run.verdict, run.postings, run.traffic.requests) == (Verdict.COMPLETE, 6, requests)
        assert replayed(workspace, run).same
    monkeypatch.setattr("spiders.outcomes.version_of", lambda _: "repaired")
    found = replayed(workspace, run)
    assert (found.same, found.not_fetched) == (True, 6), "readers of another version ask for all pages"
    assert found.remarks == ["6 page(s) were not fetched then: nothing is said about them"]
    workspace.store.close()
    portals.close()


def page_of(house: House, run: Run) -> str:
    workspace = house.workspace
    return pages.run_page(visits.view(run, workspace.store, workspace.site, workspace.members), workspace.site).decode()


def test_what_is_not_kept_is_said(house: House) -> None:
    run = house.visit()
    shown = json.loads(house.call("runs", "show", run.id, "--json").stdout)
    file = archive_file(house.folder / "data" / "archive", run.id)
    assert Path(shown["archive"]) == file
    assert {"proofs", "evidence", "log", "answer"} <= shown.keys()
    assert shown["log"][0]["words"].startswith("visit of ")
    assert shown["log"][-2]["words"].startswith("decided: complete")
    said = house.call("runs", "show", run.id).stdout
    for words in ("passt  Jede Anfrage hat ein Ergebnis", "Änderungen: 5 neu", "Protokoll", "visit of "):
        assert words in said
    page = page_of(house, run)
    assert "sind beim Betreiber aufbewahrt" in page
    assert file.name not in page
    assert house.call("runs", "replay", run.id).returncode == 0
    file.write_bytes(b"broken")
    assert house.call("runs", "replay", run.id).returncode == 1
    house.now += timedelta(days=15)
    house.visit()
    assert not file.exists()
    assert "sind nicht (mehr) aufbewahrt" in page_of(house, run)
    assert json.loads(house.call("runs", "show", run.id, "--json").stdout)["archive"] is None
    done = house.call("runs", "replay", run.id, "--json")
    assert (done.returncode, json.loads(done.stderr.splitlines()[-1])["code"]) == (2, "archive")
    assert house.call("runs", "replay", "20990101T000000-amt-1").returncode == 2
    with pytest.raises(UsageError, match="expire after 14 days"):
        house.replay(run)
