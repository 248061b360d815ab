"""A small world of portals of every platform, crawled over real HTTP by real processes."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.model import Member, Query, Run
from render import pages
from render.lights import MemberLight
from render.publish import publish
from render.site import Site
from scheduler import Manners, Scheduler
from spiders.registry import load
from spiders.samples import SamplePortals, World
from spiders.samples.world import EMPLOYERS
from store import Store, connect
from tests.conftest import NOW

COUNTS = {"itv-elbtal": 14, "weserland-digital": 12, "datenhaus-lahn": 9, "krz-allgaeu": 22, "digitalwerk-oderland": 6, "foerdenetz": 5, "ks-nahe": 3, "harz-it": 0}


@dataclass
class Town:
    """Portals, store and scheduler at one instant."""

    portals: SamplePortals
    store: Store
    members: dict[str, Member]
    folder: Path
    url: str

    @property
    def now(self) -> datetime:
        return self.portals.now

    def scheduler(self) -> Scheduler:
        manners = Manners("test@example.org", delay=0, allow_private=True, timeout=2)
        return Scheduler(self.store, self.members, self.folder, lambda: self.portals.now, manners)

    def visit(self, keys: list[str] | None = None, *, later: timedelta = timedelta(0)) -> dict[str, Run]:
        self.portals.now += later
        scheduler = self.scheduler()
        return {run.source: run for run in asyncio.run(scheduler.visit(scheduler.sources(keys)))}

    def fault(self, name: str | None, keys: list[str] | None = None) -> None:
        for key in keys or list(COUNTS):
            if name is None:
                self.portals.faults.pop(key, None)
            else:
                self.portals.faults[key] = name

    def shown(self) -> dict[str, str]:
        """Posting (source and id) -> vacancy id, of all that readers see."""
        page = self.store.search(Query(today=self.portals.day, page_size=1000))
        return {f"{ref.source} {ref.external_id}": v.id for v in page.vacancies for ref in v.postings}

    def truth(self) -> set[str]:
        return {f"{p['source']} {p['external_id']}" for v in self.portals.truth()["vacancies"] for p in v["postings"]}

    def outputs(self) -> dict[str, bytes]:
        """Every output byte but the status page."""
        site = Site("https://stellen.example.org")
        publish(self.store, site, self.folder / "public", self.now)
        root = (self.folder / "public").resolve()
        return {str(f.relative_to(root)): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}

    def lights(self) -> dict[str, MemberLight]:
        """What the status page says of each member while the timetable lives."""
        self.store.heartbeat(self.now)
        return {light.member.key: light for light in pages.state(self.store, self.now).members}

    def status(self) -> bytes:
        return pages.status_json(self.store, self.now)


def small_world() -> World:
    return World(seed=3, employers=tuple(replace(e, count=COUNTS.get(e.key, e.count)) for e in EMPLOYERS if e.key in COUNTS or e.style))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with SamplePortals(NOW, small_world()) as portals:
        (tmp_path / "members.toml").write_text(portals.members_toml(), encoding="utf-8")
        url = f"sqlite:///{tmp_path / 'stellenmarkt.sqlite'}"
        store = connect(url)
        members = load(replace=tmp_path / "members.toml")
        store.sync_members(members.values())
        yield Town(portals, store, members, tmp_path, url)
        store.close()
