"""What people say of vacancies holds: merged and split by hand, undone, and after every later harvest."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pipeline.model import EditorChoice, Posting, Query
from store import Store, StoreError, schema
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting
from tests.store.test_decider import dump

READ = ("memberships", "vacancies", "rounds", "pairs", "match_entries", "choices")


def visit(store: Store, *postings: Posting, day: int = 0, source: str = "elbtal") -> None:
    at = NOW + day * DAY
    store.decide(harvest(list(postings), run=f"{source}-{day}-{len(postings)}", at=at, source=source), MEMBER, at)


def parts(store: Store) -> dict[str, str]:
    """External id -> vacancy, of everything that is remembered."""
    with store.read() as connection:
        return dict(connection.execute(select(schema.postings.c.external_id, schema.memberships.c.vacancy)
                                       .join(schema.memberships, schema.memberships.c.posting == schema.postings.c.id)).all())


def state(store: Store) -> dict[str, list[str]]:
    with store.read() as connection:
        return {name: sorted(str([value for key, value in row._mapping.items() if key not in ("changed_at", "decided_at")])
                             for row in connection.execute(select(schema.metadata.tables[name]))) for name in READ}


A, B = posting("a", "Systemadministrator (m/w/d)"), posting("b", "Fachinformatiker (m/w/d) Schulen")
#: The same job told by another portal of the employer.
C = posting("c", "Systemadministrator (m/w/d)", source="zwei")


def test_a_merge_keeps_the_older_id_and_leads_the_other_there(store: Store) -> None:
    visit(store, A)
    visit(store, A, B, day=1)
    before = parts(store)
    survivor = store.merge(before["b"], before["a"], NOW + DAY)
    assert survivor == before["a"]
    found = store.vacancy(before["b"])
    assert found is not None
    assert (found.id, [ref.external_id for ref in found.postings], found.first_seen) == (before["a"], ["a", "b"], NOW)
    assert store.search(Query(today=NOW.date())).total == 1
    assert [line.rule for line in store.memberships(survivor)] == ["new", "hand"]


def test_a_merge_holds_after_later_harvests_and_its_id_never_changes(store: Store) -> None:
    visit(store, A)
    visit(store, A, B, day=1)
    before = parts(store)
    store.merge(before["a"], before["b"], NOW + DAY)
    changed = B.model_copy(update={"title": "Fachinformatikerin (m/w/d) für Schulen", "valid_through": "2026-06-30", "identifier": "98/2026"})
    sibling = posting("d", "Fachinformatiker (m/w/d) Schulen", identifier="99/2026")
    for day in (2, 3, 4):
        visit(store, A, changed, sibling, day=day)
    after = parts(store)
    assert after["a"] == after["b"] == before["a"] != after["d"]


def test_a_merge_is_taken_back_as_it_was(store: Store) -> None:
    visit(store, A)
    visit(store, A, B, day=1)
    store.choose(EditorChoice(vacancy=parts(store)["b"], issue=None, action="hide"), NOW)
    before, ids = state(store), parts(store)
    survivor = store.merge(ids["a"], ids["b"], NOW + DAY)
    hidden = store.search(Query(today=NOW.date()))
    assert hidden.total == 0, "what was hidden does not appear by a merge"
    assert store.undo("merge", [survivor, ids["b"]], NOW + 2 * DAY) == [ids["a"], ids["b"]]
    assert state(store) == before
    with pytest.raises(StoreError, match="taken back already"):
        store.undo("merge", [ids["a"], ids["b"]], NOW + 2 * DAY)
    assert store.vacancy(ids["b"]) is not None


def test_a_split_holds_although_everything_agrees(store: Store) -> None:
    visit(store, A)
    visit(store, C, day=1, source="zwei")
    one = parts(store)["a"]
    assert parts(store)["c"] == one
    (new,) = store.split(one, [], NOW + DAY)
    assert parts(store) == {"a": one, "c": new}
    for day in (2, 3):
        visit(store, A.model_copy(update={"valid_through": f"2026-06-{day + 10}"}), day=day)
        visit(store, C.model_copy(update={"valid_through": f"2026-06-{day + 10}"}), day=day, source="zwei")
    # A third telling of both belongs to neither for certain, and makes them one never.
    visit(store, posting("e", "Systemadministrator (m/w/d)", source="drei"), day=4, source="drei")
    after = parts(store)
    assert (after["a"], after["c"]) == (one, new)
    assert all({pair.one, pair.other} != {one, new} for pair in store.possible_pairs(closed=True))


def test_a_split_names_its_postings_and_is_taken_back(store: Store) -> None:
    visit(store, A)
    visit(store, C, day=1, source="zwei")
    visit(store, posting("e", "Systemadministrator (m/w/d)", source="drei"), day=2, source="drei")
    before, ids = state(store), parts(store)
    one = ids["a"]
    assert set(ids.values()) == {one}
    (new,) = store.split(one, [C.url, "drei e"], NOW + 2 * DAY)
    assert parts(store) == {"a": one, "c": new, "e": new}
    assert {v.id for v in store.search(Query(today=NOW.date())).vacancies} == {one, new}
    assert store.undo("split", [one], NOW + 3 * DAY) == [one]
    assert state(store) == before
    assert store.vacancy(new).id == one
    for wrong, words in (([A.url, C.url, "e"], "must stay"), (["nein"], "no posting 'nein'")):
        with pytest.raises(StoreError, match=words):
            store.split(one, wrong, NOW)


def test_what_a_machine_merged_gets_its_own_id_back(store: Store) -> None:
    visit(store, A)
    visit(store, A, B, day=1)
    ids = parts(store)
    store.merge(ids["a"], ids["b"], NOW + DAY)
    assert store.split(ids["a"], ["b"], NOW + 2 * DAY) == [ids["b"]]
    assert parts(store) == ids
    with pytest.raises(StoreError, match="nothing of"):
        store.undo("merge", [ids["a"], ids["b"]], NOW + 2 * DAY)


def test_two_that_are_not_the_same_leave_the_list_of_possible_ones(store: Store) -> None:
    twins = [posting("a", "Sachbearbeiter (m/w/d)", valid_through="2026-05-01"), posting("b", "Sachbearbeiter (m/w/d)", identifier="7/2026", valid_through="2026-05-09")]
    visit(store, *twins)
    ids = parts(store)
    with store.write() as connection:
        low, high = sorted(ids.values()) if len(set(ids.values())) > 1 else (ids["a"], "x")
        connection.execute(schema.pairs.delete())
        connection.execute(schema.pairs.insert().values(one=low, other=high, same=None, score=0.5, why="the same title", decided_at=NOW))
    if len(set(ids.values())) == 1:
        assert store.possible_pairs() == []
        return
    assert [(p.one, p.other, p.why) for p in store.possible_pairs()] == [(low, high, "the same title")]
    store.keep_apart(low, high, NOW)
    assert store.possible_pairs() == []
    store.undo("apart", [high, low], NOW)
    assert [p.score for p in store.possible_pairs()] == [0.5]


def test_who_was_advertised_again_is_merged_as_a_round_of_its_own(store: Store) -> None:
    visit(store, A.model_copy(update={"valid_through": "2026-03-20"}))
    later = 200
    visit(store, posting("n", "Systemadministration (m/w/d)", valid_through="2026-12-20"), day=later)
    ids = parts(store)
    assert ids["a"] != ids["n"], "after more than 150 days it is a tender of its own"
    store.merge(ids["a"], ids["n"], NOW + later * DAY)
    found = store.vacancy(ids["n"])
    assert found is not None
    assert (found.id, found.round, found.first_seen, found.closed_at) == (ids["a"], 2, NOW + later * DAY, None)


@given(words=st.lists(st.sampled_from(["merge", "split", "undo merge", "undo split", "visit"]), max_size=8))
@settings(max_examples=25)
def test_no_posting_is_lost_and_every_id_leads_somewhere(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    from store import connect

    store = connect(f"sqlite:///{tmp_path_factory.mktemp('m') / 's.sqlite'}")
    visit(store, A)
    visit(store, A, B, day=1)
    visit(store, C, day=1, source="zwei")
    ever = set(parts(store).values())
    for n, word in enumerate(words):
        at = NOW + timedelta(days=2, hours=n)
        ids = parts(store)
        try:
            if word == "merge":
                store.merge(ids["a"], ids["b"], at)
            elif word == "split":
                store.split(ids["c"], [], at)
            elif word.startswith("undo"):
                store.undo(word[5:], [ids["a"]], at)
            else:
                visit(store, A, B.model_copy(update={"valid_through": f"2026-07-{n + 1:02d}"}), day=n + 2)
        except StoreError:
            pass
        ever |= set(parts(store).values())
        assert parts(store).keys() == {"a", "b", "c"}
        assert all(store.vacancy(name) is not None for name in ever)
        shown = [ref.external_id for v in store.search(Query(today=NOW.date(), include_closed=True)).vacancies for ref in v.postings]
        assert len(shown) == len(set(shown)) == 3
    assert dump(store, "postings")["postings"]
    store.close()
