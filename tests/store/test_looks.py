"""The weekly look: what the vacancies of each employer state, and what changed."""

import json

import pytest

from pipeline.coverage import moved
from pipeline.model import Coverage
from render import pages, views
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting

SILENT = "<p>Wir freuen uns auf Ihre Bewerbung und auf die Zusammenarbeit mit Ihnen.</p>"


def read(store: Store, run: str, days: int, **values: object) -> None:
    store.decide(harvest([posting(f"{n}", f"Stelle {n} im Team {'ABCDEFG'[n]} (m/w/d)", **values) for n in range(6)], run=run, at=NOW + days * DAY), MEMBER, NOW + days * DAY)


def test_a_look_a_week_and_what_a_house_no_longer_states_is_told(store: Store) -> None:
    store.sync_members([MEMBER])
    assert store.look(NOW) is False
    read(store, "r1", 0)
    assert store.look(NOW) is True
    assert store.look(NOW + 6 * DAY) is False
    ((look, before),) = store.looks()
    assert (look.employer_key, look.vacancies, before) == ("elbtal", 6, None)
    assert (look.shares["pay_grades"], look.shares["permanent"], look.shares["valid_through"]) == (1.0, 1.0, 0.0)
    read(store, "r2", 7, description_html=SILENT, locations=["Dresden"])
    assert store.look(NOW + 7 * DAY) is True
    ((look, before),) = store.looks()
    assert before is not None
    assert views.moves(before, look) == "Entgeltgruppe: 100 % → 0 %; Befristung: 100 % → 0 %"
    page = pages.status_page(store, Site("https://stellen.example.org"), NOW + 7 * DAY).decode()
    assert "<td>Bewerbungsfrist, Entgeltgruppe, Befristung," in page
    assert "Entgeltgruppe: 100 % → 0 %" in page
    told = json.loads(pages.status_json(store, NOW + 7 * DAY))["coverage"]
    assert [(one["employer_key"], one["shares"]["pay_grades"], one["before"]["shares"]["pay_grades"]) for one in told] == [("elbtal", 0.0, 1.0)]


@pytest.mark.parametrize(("old", "new", "count", "names"), [
    (1.0, 0.0, 9, ["remote"]), (0.0, 0.5, 9, ["remote"]), (0.5, 0.4, 9, []), (1.0, 0.0, 3, []), (0.2, 0.0, 9, [])])
def test_chance_is_no_change(old: float, new: float, count: int, names: list[str]) -> None:
    before, now = (Coverage(employer_key="a", day=NOW.date(), vacancies=count, shares={"remote": share}) for share in (old, new))
    assert moved(before, now) == names
