"""What the ledger tells a replay: how it was before a run, what a run read, what is known."""

from pipeline.model import Proposal, Verdict
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting


def test_what_was_known_before_a_run(store: Store) -> None:
    first = store.decide(harvest([posting(k) for k in "abcd"]), MEMBER, NOW)
    later = harvest([posting(k) for k in "abc"] + [posting("e", valid_through="2026-03-20")], run="r2", at=NOW + DAY)
    second = store.decide(later, MEMBER, NOW + DAY)
    for n in (3, 4):
        store.decide(harvest([posting(k) for k in "abe"], run=f"r{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    before = store.history_before(first, MEMBER)
    assert (before.good_counts, before.open_ids, before.empty_confirmed) == ([], [], False)
    before = store.history_before(second, MEMBER.model_copy(update={"minimum": 2, "none_is_normal": True}))
    assert (before.good_counts, sorted(before.open_ids)) == ([4], list("abcd"))
    assert (before.minimum, before.none_is_normal) == (2, True)
    fourth = store.run("r4")
    assert fourth is not None
    assert store.history_before(fourth, MEMBER).good_counts == [3, 4, 4]
    assert sorted(store.postings_of("elbtal")) == list("abcde")
    assert store.postings_of("elbtal")["e"].title == posting("e").title
    assert store.postings_of("nobody") == {}


def test_what_a_doubtful_run_read_is_kept_for_its_time(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abcdef"]), MEMBER, NOW)
    doubtful = harvest([posting("a")], run="r2", at=NOW + DAY)
    assert store.decide(doubtful, MEMBER, NOW + DAY).verdict is Verdict.SUSPECT
    assert store.harvest_of("r1") is None
    assert store.harvest_of("r2") == doubtful
    assert store.forget_harvests(NOW) == 0
    assert store.forget_harvests(NOW + 2 * DAY) == 1
    assert store.harvest_of("r2") is None
    assert store.forget_harvests(NOW + 2 * DAY) == 0


def test_a_proposed_portal_waits_although_the_old_one_is_visited_on(store: Store) -> None:
    store.decide(harvest([posting(k) for k in "abc"]), MEMBER, NOW)
    run, _ = store.propose(harvest([posting(k) for k in "abc"], run="moved", at=NOW + DAY), Proposal(at=NOW + DAY, portal="https://neu.example.org/", platform="rexx"))
    for days in (2, 3):
        store.decide(harvest([], run=f"empty{days}", at=NOW + days * DAY), MEMBER, NOW + days * DAY)
        assert [one.id for one in store.waiting()] == [f"empty{days}", run.id]
    store.reject_run("empty3", "test")
    assert [one.id for one in store.waiting()] == ["moved"]
    store.reject_run("moved", "test")
    assert store.waiting() == []
