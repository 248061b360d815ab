"""A day at the operators' desk: every button, pressed as a browser without JavaScript does, while the timetable runs and portals answer."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cli.deciding import Deciding
from cli.service import _beat, _tick
from cli.settings import Settings
from cli.workspace import Workspace, registry
from pipeline.model import Run, Verdict
from render.auth import hash_password
from spiders.registry import load
from spiders.samples.portal import SamplePortal
from tests.cli.post import Time
from tests.conftest import NOW
from tests.render.serving import Browser, serving
from tests.spiders.portal import HTML, Answer, Portals

COUNT = 4
DAY = timedelta(days=1)


class House:
    """Two members: one that is enabled and will move to another portal, one that is not enabled."""

    def __init__(self, folder: Path, site: Portals, old: SamplePortal, new: SamplePortal, other: SamplePortal) -> None:
        self.old, self.new, self.other, self.leads_to = old, new, other, old
        site.add("website", self.answer)
        tables = [f'[{key}]\nname = "{portal.source()["employer"]} {key}"\nshort_name = "{name}"\nwebsite = "{website}"\nportal = "{portal.source()["portal"]}"\nplatform = "{portal.platform}"\nenabled = {on}\n'
                  for key, name, portal, website, on in (("haus", "Haus am Fluss", old, f"{site.bases['website']}/", "true"), ("werk", "Digitalwerk", other, other.source()["portal"], "false"))]
        self.file = folder / "members.toml"
        self.file.write_text("\n".join(tables), encoding="utf-8")
        self.time = Time(NOW)
        settings = Settings(data=folder, members=self.file, contact="betrieb@example.org", delay=0, allow_private=True)
        self.workspace = Workspace(settings, registry(settings), demo=False, clock=self.time)
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.tick, daemon=True)

    def answer(self, request) -> Answer:
        portal = self.leads_to.source()["portal"]
        pages = {"/": b'<html><body><h1>Haus am Fluss</h1><a href="/karriere">Karriere</a></body></html>', "/karriere": f'<html><body><h1>Karriere</h1><a href="{portal}">Zu den Stellenangeboten</a></body></html>'.encode()}
        return (200, HTML, pages[request.path]) if request.path in pages else (404, HTML, b"")

    def tick(self) -> None:
        published: dict[str, str] = {}
        while not self.stop.wait(0.1):
            asyncio.run(_beat(self.workspace, {}))
            asyncio.run(_tick(self.workspace, published, {}))

    def runs(self, source: str) -> list[Run]:
        return self.workspace.store.runs(source=source)

    def proposed(self) -> str | None:
        """The run that proposes another portal."""
        proposal = self.workspace.store.proposal("haus")
        return proposal.run if proposal else None

    def wait(self, what: Callable[[], bool], seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, f"nothing happened: {[(run.source, run.verdict, run.reasons) for run in self.workspace.store.runs()]}"
            time.sleep(0.2)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    site = Portals()
    with SamplePortal("rexx", COUNT, NOW, host="127.0.4.21") as old, SamplePortal("onlyfy", COUNT, NOW, host="127.0.4.22") as new, SamplePortal("softgarden", COUNT, NOW, host="127.0.4.23") as other:
        found = House(tmp_path, site, old, new, other)
        found.thread.start()
        yield found
        found.stop.set()
        found.thread.join(60)
        found.workspace.store.close()
    site.close()


def test_every_button_works_while_the_timetable_runs(house: House) -> None:
    workspace = house.workspace
    site = replace(workspace.site, users={"betrieb": hash_password("geheim")})
    with serving(workspace.store, site, workspace.members, Deciding(workspace), clock=house.time) as url:
        desk = Browser(url, "betrieb:geheim")
        house.wait(lambda: len(house.runs("haus")) == 1)

        assert "Haus am Fluss wird beim nächsten Takt besucht" in desk.press("/betrieb", "Jetzt besuchen", "Haus am Fluss")
        house.wait(lambda: len(house.runs("haus")) == 2)
        assert house.runs("werk") == []
        desk.press("/betrieb", "Einschalten", "Digitalwerk")
        house.wait(lambda: len(house.runs("werk")) == 1)
        assert {run.verdict for run in workspace.store.runs()} == {Verdict.COMPLETE}
        assert "● In Ordnung" in desk.get("/status")

        # An empty list is not believed; it is refused once and confirmed the second time.
        house.other.fault = "empty"
        desk.press("/betrieb", "Jetzt besuchen", "Digitalwerk")
        house.wait(lambda: len(house.runs("werk")) >= 2)
        doubtful = house.runs("werk")[0]
        assert doubtful.verdict is Verdict.SUSPECT
        assert "Fraglich" in desk.get(f"/status/besuch/{doubtful.id}")
        assert "decided: suspect" in desk.get(f"/betrieb/besuch/{doubtful.id}")
        desk.press("/betrieb", "Ist bekannt", "Digitalwerk", notiz="Umbau")
        assert "Umbau" in desk.get("/betrieb")
        assert "bekannt seit" in desk.get("/status")
        desk.press("/betrieb", "Stumm schalten", "Digitalwerk", bis="2026-03-20")
        assert "stumm bis 20. März 2026" in desk.get("/status")
        desk.press("/betrieb", "Wieder melden", "Digitalwerk")
        assert "Der Besuch gilt nicht" in desk.press("/betrieb", "Ablehnen", "Digitalwerk")
        desk.press("/betrieb", "Jetzt besuchen", "Digitalwerk")
        house.wait(lambda: house.runs("werk")[0].id != doubtful.id)
        assert "Der Besuch gilt." in desk.press("/betrieb", "Annehmen", "Digitalwerk")
        assert "keine Stellen, bestätigt" in desk.get("/status")

        # The portal moves: it is found, proposed and taken over.
        house.old.fault, house.leads_to = "empty", house.new
        desk.press("/betrieb", "Jetzt besuchen", "Haus am Fluss")
        house.wait(lambda: house.proposed() is not None)
        assert "Umzug übernehmen" in desk.get(f"/betrieb/besuch/{house.proposed()}")
        before = len(house.runs("haus"))
        assert "Der Besuch gilt." in desk.press("/betrieb", "Umzug übernehmen", "Haus am Fluss")
        assert load(replace=house.file)["haus"].platform == "onlyfy"
        desk.press("/betrieb", "Jetzt besuchen", "Haus am Fluss")
        house.wait(lambda: len(house.runs("haus")) > before)
        last = house.runs("haus")[0]
        assert (last.platform, last.verdict, last.new, last.closed) == ("onlyfy", Verdict.COMPLETE, 0, 0)

        desk.press("/betrieb", "Ausschalten", "Digitalwerk")
        house.wait(lambda: not workspace.members["werk"].enabled)
        visits = len(house.runs("werk"))
        house.time.now += DAY
        house.wait(lambda: len(house.runs("haus")) > before + 1)
        assert len(house.runs("werk")) == visits
        assert "Digitalwerk" not in desk.get("/status").partition("Letzte Besuche")[0]
