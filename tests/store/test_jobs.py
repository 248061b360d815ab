"""What is noted of sources that were handed to workers, and one visitor for each host."""

from datetime import timedelta

from pipeline.model import Source
from store import Store
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting

HOUR = timedelta(hours=1)
ELBTAL = Source(key="elbtal", member="elbtal", employer=MEMBER.name, portal="https://portal.example.org/elbtal", platform="rexx")
OTHER = ELBTAL.model_copy(update={"key": "lahn", "member": "lahn"})


def test_who_was_handed_out_is_not_due_and_who_was_visited_keeps_its_plan(store: Store) -> None:
    store.sync_members([MEMBER])
    lease = store.claim("elbtal", "elbtal", "w", NOW, HOUR)
    assert lease is not None
    store.decide(harvest([posting("a")], at=NOW + HOUR / 2).model_copy(update={"token": lease.token}), MEMBER, NOW + HOUR / 2)
    store.release("elbtal", lease.token, NOW + 9 * HOUR)  # what the portal asked for
    store.put_off([ELBTAL, OTHER], NOW, NOW + 2 * HOUR)
    assert store.due(["elbtal", "lahn"], NOW + HOUR) == []
    assert store.due(["elbtal", "lahn"], NOW + 3 * HOUR) == ["lahn"]
    store.take_back(["elbtal", "lahn"], NOW, NOW + HOUR)
    assert store.due(["elbtal", "lahn"], NOW + HOUR) == ["lahn"]


def test_what_a_dead_worker_held_ends_and_nothing_else(store: Store) -> None:
    for key, owner in (("elbtal", "host:1:2#7"), ("lahn", "host:1:2#17")):
        assert store.claim(key, key, owner, NOW, HOUR) is not None
    store.take_back(["elbtal", "lahn"], NOW, NOW, "#7")
    assert store.held() == ["host:1:2#17"]


def test_a_host_has_one_visitor_at_a_time(store: Store) -> None:
    host = ELBTAL.host
    first = store.claim("elbtal", "elbtal", "one", NOW, HOUR, host=host)
    assert first is not None
    assert store.claim("lahn", "lahn", "two", NOW, HOUR, host=host) is None
    assert store.claim("lahn", "lahn", "two", NOW, HOUR, is_dead=lambda owner: owner == "one", host=host) is not None
    assert store.claim("elbtal", "elbtal", "two", NOW, HOUR, is_dead=lambda owner: owner == "one", host=host) is not None, "one visitor may have both"
    assert store.claim("third", "third", "three", NOW + 2 * HOUR, HOUR, host=host) is not None, "leases end"
