"""A released issue has the pages of its jobs looked at once more: what is gone by then is not sent."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.model import Issue, Member, guid_of
from render.block import Options, make_block, render
from render.site import Site
from scheduler import Manners, Scheduler
from store import Store
from tests.conftest import NOW
from tests.making import DAY
from tests.spiders.portal import HTML, Portals, job, listing

ISSUE = (NOW + 2 * DAY).date()
TITLES = {"/stelle/1": "Netzwerkadministration (m/w/d)", "/stelle/2": "Softwareentwicklung (m/w/d)"}


@pytest.fixture
def portals() -> Iterator[Portals]:
    opened = Portals()
    yield opened
    opened.close()


def test_a_job_that_is_gone_when_the_issue_is_released_leaves_it(store: Store, portals: Portals, tmp_path: Path) -> None:
    gone: set[str] = set()

    def answer(request) -> tuple[int, dict[str, str], bytes]:
        if request.path == "/stellen/":
            return 200, HTML, listing(*TITLES)
        return (404, HTML, b"<h1>Nicht gefunden</h1>") if request.path in gone or request.path not in TITLES else (200, HTML, job(TITLES[request.path]))

    base = portals.add("haus", answer)
    members = {"haus": Member(key="haus", name="Beispiel-IT", short_name="Beispiel", portal=f"{base}/stellen/", platform="jsonld", enabled=True)}
    store.sync_members(members.values())
    now = NOW
    scheduler = Scheduler(store, members, tmp_path, lambda: now, Manners("test@example.org", delay=0, allow_private=True, timeout=5))
    assert [run.verdict for run in asyncio.run(scheduler.visit_due())] == ["complete"]
    site = Site("https://stellen.example.org")
    now += timedelta(hours=1)
    assert store.due(["haus"], now) == []
    block = make_block(store, Options(day=ISSUE), site, now)
    assert len(block.selection.shown) == 2
    store.save_issue(Issue(day=ISSUE, state="released", revision=1, cutoff=now, shown=[guid_of(v.id, v.round) for v in block.selection.shown]),
                     {"txt": render(block, "txt")}, now)
    assert store.due(["haus"], now) == ["haus"]
    gone.add("/stelle/1")
    asked = len(portals.paths("haus"))
    assert [run.verdict for run in asyncio.run(scheduler.visit_due())] == ["complete"]
    assert set(TITLES) <= set(portals.paths("haus")[asked:])
    now += timedelta(minutes=5)
    assert [v.title for v in make_block(store, Options(day=ISSUE), site, now).selection.shown] == [TITLES["/stelle/2"]]
    assert store.due(["haus"], now) == []
