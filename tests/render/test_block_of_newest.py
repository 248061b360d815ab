"""The block that readers get is the one that is chosen from all vacancies, byte for byte, though few of them are read."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, update

from pipeline.model import Area, EditorChoice, Issue, Query
from render.block import Options, make_block, make_block_of_newest, render
from render.site import Site
from store import Store, connect
from store.schema import sources, vacancies
from tests.bulk import fill, houses
from tests.conftest import NOW
from tests.making import DAY

SITE, EMPLOYERS = Site("https://stellen.example.org"), 7


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One portal is not read any more; issues showed some; the editors pinned, hid and shortened some."""
    store, dice = connect(f"sqlite:///{tmp_path_factory.mktemp('block') / 'block.sqlite'}"), random.Random(5)
    fill(store, 500, employers=EMPLOYERS, seed=5)
    with store.write() as connection:
        connection.execute(insert(sources), [
            {"key": house.key, "member": house.key, "baseline": True, "last_success": NOW - (9 * DAY if n == 2 else DAY), "failures": 0, "empty_confirmed": False, "markers": {}, "lease_token": 0}
            for n, house in enumerate(houses(EMPLOYERS))])
        # An employer whose news fill every page, and one whose newest are all told.
        connection.execute(update(vacancies).where(vacancies.c.employer_key == "haus3").values(first_seen=NOW - 2 * DAY, is_stock=False))
    told = [v.id for v in store.search(Query(today=NOW.date(), employers=["haus4"], page_size=25)).vacancies]
    store.save_issue(Issue(day=(NOW - 12 * DAY).date(), state="sent", cutoff=NOW - 13 * DAY, shown=told))
    every = [v.id for v in store.search(Query(today=NOW.date(), page_size=1000)).vacancies]
    for action, number in (("pin", 2), ("hide", 30), ("title", 30)):
        for one in dice.sample(every, number):
            store.choose(EditorChoice(vacancy=one, action=action, title="Kurz" if action == "title" else None, issue=NOW.date() + 2 * DAY if action == "hide" else None), NOW)
    yield store
    store.close()


@pytest.mark.parametrize("seed", range(40))
def test_it_is_the_same(stock: Store, seed: int) -> None:
    dice = random.Random(seed)
    options = Options(
        day=NOW.date() + dice.choice([2, 2, 9, 40]) * DAY, since=dice.choice([None, NOW - 60 * DAY, NOW - DAY, NOW + DAY, datetime(2026, 3, 12, tzinfo=NOW.tzinfo)]), most=dice.choice([1, 3, 8, 20, 40]),
        per_employer=dice.choice([1, 2, 5, 20]), lead_days=dice.choice([0, 7, 60]), fill=dice.random() < 0.7, states=tuple(dice.choice([(), ("DE-NW",), ("DE-SN", "DE-HH")])),
        areas=tuple(dice.choice([(), (Area.NETWORKS,), (Area.DATA, Area.SECURITY)])))
    for now in (NOW, NOW + timedelta(days=3)):
        assert render(make_block_of_newest(stock, options, SITE, now), "json") == render(make_block(stock, options, SITE, now), "json")


def test_few_are_read(stock: Store) -> None:
    read: list[int] = []
    event.listen(stock.engine, "after_cursor_execute", lambda _c, _cursor, statement, parameters, *_: read.append(len(parameters)) if "vacancies.facts" in statement else None)
    make_block_of_newest(stock, Options(day=NOW.date() + 2 * DAY), SITE, NOW)
    assert sum(read) < 200
