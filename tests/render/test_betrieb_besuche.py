"""``/betrieb`` over real HTTP: visit now, switch, accept, reject, one or two; without JavaScript, and only by who may."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cli.deciding import Deciding
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.model import Query
from render.auth import hash_password
from render.site import Site
from store import Store
from store.schema import pairs
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import Browser, serving

SITE = Site("https://stellen.example.org", users={"betrieb": hash_password("geheim"), "redaktion": hash_password("text")})
SILENT = OTHER.model_copy(update={"key": "stumm", "name": "Stumme IT", "short_name": "Stumme IT", "portal": None, "platform": None, "enabled": False})
OFF = OTHER.model_copy(update={"enabled": False})
MEMBERS = {member.key: member for member in (MEMBER, OFF, SILENT)}


@dataclass
class Desk(Browser):
    store: Store = field(kw_only=True)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        status, headers, body = self.ask(f"/betrieb/{path}", urlencode(fields).encode())
        return (status, self.get(headers["location"])) if status == 303 else (status, body)

    def titles(self) -> set[str]:
        return {v.title for v in self.store.search(Query(today=NOW.date(), page_size=100)).vacancies}


@pytest.fixture
def desk(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("STELLENMARKT_DATA", str(tmp_path))
    monkeypatch.setenv("STELLENMARKT_CONTACT", "a@example.org")
    workspace = Workspace(Settings(), dict(MEMBERS), demo=False, clock=lambda: NOW + DAY)
    workspace.__dict__["store"] = store
    store.sync_members(MEMBERS.values())
    store.decide(harvest([posting(f"p{n}", f"Fachstelle {word} (m/w/d)") for n, word in enumerate("Netze Server Recht Daten Schulen Wahlen Meldewesen Bauen".split())]), MEMBER, NOW)
    lease = store.claim("elbtal", "elbtal", "test", NOW, DAY)
    assert lease is not None
    store.release("elbtal", lease.token, NOW + 5 * DAY)
    with serving(store, SITE, MEMBERS, Deciding(workspace)) as url:
        yield Desk(url, "betrieb:geheim", store=store)


def test_only_operators_and_only_from_our_own_pages(desk: Desk) -> None:
    for user, origin, status in (("redaktion:text", "self", 401), (None, "self", 401), ("betrieb:geheim", "https://evil.example", 403), ("betrieb:geheim", None, 403)):
        assert Browser(desk.url, user, origin).ask("/betrieb/besuch", b"mitglied=elbtal")[0] == status
    assert desk.store.due(["elbtal"], NOW + DAY) == []


def test_a_member_is_visited_soon(desk: Desk) -> None:
    status, page = desk.post("besuch", mitglied="elbtal")
    assert (status, "ITV Elbtal wird beim nächsten Takt besucht" in page) == (303, True)
    assert desk.store.due(["elbtal"], NOW + DAY) == ["elbtal"]
    assert desk.post("besuch", mitglied="niemand")[0] == 404


def test_members_are_switched_and_one_without_a_portal_says_why_not(desk: Desk) -> None:
    status, page = desk.post("schalten", mitglied="lahn", an="1")
    assert (status, "Datenhaus Lahn ist eingeschaltet." in page) == (303, True)
    assert desk.store.enabled_by_operator() == {"lahn": True}
    assert desk.post("schalten", mitglied="lahn", an="0")[0] == 303
    assert desk.store.enabled_by_operator() == {"lahn": False}
    status, body = desk.post("schalten", mitglied="stumm", an="1")
    assert (status, "noch kein Portal bekannt" in body) == (409, True)


@pytest.mark.parametrize("tun", ["annehmen", "ablehnen"])
def test_a_doubtful_visit_waits_and_is_decided_once(desk: Desk, tun: str) -> None:
    run = desk.store.decide(harvest([posting("p0", "Fachstelle Netze (m/w/d)")], run="r2", at=NOW + DAY, token=1), MEMBER, NOW + DAY)
    assert run.verdict == "suspect"
    page = desk.get("/betrieb")
    assert ("/betrieb/besuch/r2" in page, 'value="annehmen"' in page) == (True, True)
    assert desk.post("urteil", besuch="r1", tun="annehmen")[0] == 409
    status, page = desk.post("urteil", besuch="r2", tun=tun)
    assert (status, ("Der Besuch gilt." if tun == "annehmen" else "Der Besuch gilt nicht") in page) == (303, True)
    assert 'value="annehmen"' not in page
    assert desk.post("urteil", besuch="r2", tun=tun)[0] == 409
    accepted = desk.store.run("r2")
    assert accepted is not None
    assert (accepted.accepted_by, accepted.missing) == (("betrieb", 7) if tun == "annehmen" else (None, 0))


@pytest.mark.parametrize(("tun", "count"), [("eins", 7), ("zwei", 8)])
def test_possible_duplicates_are_one_or_two(desk: Desk, tun: str, count: int) -> None:
    one, other = desk.store.search(Query(today=NOW.date())).vacancies[:2]
    with desk.store.write() as connection:
        connection.execute(pairs.insert().values(one=one.id, other=other.id, same=None, score=0.6, why="alike", decided_at=NOW))
    page = desk.get("/betrieb")
    assert len(re.findall(r'name="tun" value="eins"', page)) == 1
    status, page = desk.post("doppelte", eine=one.id, andere=other.id, tun=tun)
    assert status == 303
    assert f"„{one.title}“ und „{other.title}“" in page.replace("&#34;", '"')
    assert 'name="tun" value="eins"' not in page
    assert len(desk.titles()) == count


def test_a_member_is_silent_until_a_day(desk: Desk) -> None:
    status, page = desk.post("stumm", mitglied="elbtal", bis="2026-03-20")
    assert (status, "stumm bis 20. März 2026" in page) == (303, True)
    assert desk.post("stumm", mitglied="elbtal", bis="irgendwann")[0] == 400
    status, page = desk.post("stumm", mitglied="elbtal", bis="")
    assert "stumm bis" not in page


def test_what_is_wrong_is_known_and_taken_back(desk: Desk) -> None:
    desk.store.decide(harvest([], run="bad", at=NOW + DAY, token=1, paging_ended=False, finish_reason="shutdown"), MEMBER, NOW + DAY)
    status, page = desk.post("bekannt", mitglied="elbtal", notiz="Wartung <b>bis</b> Freitag")
    assert (status, "ITV Elbtal gilt als bekannt" in page) == (303, True)
    assert "Wartung &lt;b&gt;bis&lt;/b&gt; Freitag" in page
    assert "bekannt seit 17.3.2026" in desk.get("/status")
    assert "Wartung" not in desk.get("/status") + desk.get("/status.json")
    status, page = desk.post("bekannt", mitglied="elbtal", tun="zurueck")
    assert (status, "Wartung" in page) == (303, False)
    assert desk.post("bekannt", mitglied="niemand")[0] == 404
    assert Browser(desk.url, "redaktion:text").ask("/betrieb/bekannt", b"mitglied=elbtal")[0] == 401
    assert Browser(desk.url, "betrieb:geheim", "https://evil.example").ask("/betrieb/bekannt", b"mitglied=elbtal")[0] == 403


def test_a_visits_page_offers_what_can_be_decided(desk: Desk) -> None:
    desk.store.decide(harvest([posting("p0", "Fachstelle Netze (m/w/d)")], run="r2", at=NOW + DAY, token=1), MEMBER, NOW + DAY)
    page = desk.get("/betrieb/besuch/r2")
    assert ('value="annehmen"' in page, 'value="annehmen"' in desk.get("/betrieb/besuch/r1"), 'value="annehmen"' in desk.get("/status/besuch/r2")) == (True, False, False)
