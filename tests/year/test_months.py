"""The database over months in which facts are kept for one: it stops growing."""

from datetime import timedelta

import pytest

from store import Store
from tests.year import months
from tests.year.script import write


@pytest.mark.timeout(600)
def test_a_database_ends_growing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "KEPT_FACTS", timedelta(days=30))
    played = list(months.Months(store, write(1, months.BEGIN, 150, 2)).play(150))
    first, *_, last = [month.rows for month in played]
    assert first["vacancies"] > 40
    assert last["figures"] > 50
    assert last["runs"] <= 2 * (30 + 16 + 1)
    assert last["changes"] < 20
    for month in played[2:]:
        for name in ("vacancies", "postings", "memberships", "rounds", "match_entries", "vacancy_places"):
            assert month.rows[name] < 1.5 * first[name], (month.number, name)
    assert played[-1].used < 1.3 * played[2].used
