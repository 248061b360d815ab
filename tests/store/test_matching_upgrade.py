"""What matching remembered before migration 0016 is found by what comes after it."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import delete, select, update

from pipeline.match.features import Features
from pipeline.model import Query
from store import Store
from store.candidates import match_entries, match_keys
from store.database import MIGRATIONS
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

STRANGER = "Wasserzweckverband Oberes Tal AöR"


def upgraded(store: Store) -> None:
    """As if the entries had been there before: an employer spelt otherwise, keys that nobody asks by."""
    with store.write() as connection:
        for row in connection.execute(select(match_entries)).all():
            entry = Features.load(row.features)
            if not entry.employer.startswith("="):
                entry = entry._replace(employer="oberes tal wasserzweckverband aor")
            connection.execute(update(match_entries).where(match_entries.c.id == row.id).values(features=entry.dump()))
        connection.execute(delete(match_keys))
        migration = ScriptDirectory(str(MIGRATIONS)).get_revision("0016")
        with Operations.context(MigrationContext.configure(connection)):
            migration.module.upgrade()


def test_entries_of_before_are_found_under_new_keys_and_names(store: Store) -> None:
    store.sync_members([MEMBER, OTHER])
    strange = posting("x", "Wassermeister (m/w/d)", source="lahn", employer=STRANGER)
    store.decide(harvest([posting("a"), posting("b")]), MEMBER, NOW)
    store.decide(harvest([strange], run="l1", source="lahn", platform="arbeitsagentur"), OTHER, NOW)
    before = {vacancy.title: vacancy.id for vacancy in store.search(Query(today=NOW.date())).vacancies}
    upgraded(store)
    again = [posting("a").model_copy(update={"title": "Systemadministratorin (w/m/d) a"}), posting("b")]
    store.decide(harvest(again, run="r2", at=NOW + DAY), MEMBER, NOW + DAY)
    told = posting("77", "Wassermeister (m/w/d)", source="interamt", employer=STRANGER)
    store.decide(harvest([told], run="i1", source="interamt", platform="interamt", at=NOW + DAY), MEMBER, NOW + DAY)
    after = store.search(Query(today=NOW.date())).vacancies
    assert len(after) == len(before) == 3
    assert {vacancy.id for vacancy in after} == set(before.values())
    assert sorted(len(vacancy.postings) for vacancy in after) == [1, 1, 2]
    with store.read() as connection:
        assert len(set(connection.execute(select(match_keys.c.entry)).scalars())) == 4
