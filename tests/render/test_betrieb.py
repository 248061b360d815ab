"""``/betrieb`` over real HTTP: who may, what is asked, what is kept, what is refused."""

import base64
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from http.client import HTTPConnection

import pytest

from pipeline.model import Member, Query, Vacancy
from render.auth import hash_password
from render.site import Site
from store import Store
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting
from tests.render.serving import Browser, serving

TODAY = NOW.date()
NORD = Member(key="nord", name="Musterwerke Nord AöR", short_name="Musterwerke", platform="manual", enabled=True)
MEMBERS = {"nord": NORD, "elbtal": MEMBER}
USERS = {"betrieb": hash_password("geheim"), "redaktion": hash_password("text")}
URL = "https://www.nord.example.org/stellen/7"
AD = {"mitglied": "nord", "titel": "Netzwerkadministrator (m/w/d)", "adresse": URL, "ort": "Kiel", "frist": "30.4.2026", "entgelt": "EG 10 TVöD", "text": "Die Stelle ist unbefristet."}


@dataclass
class Desk(Browser):
    """``/betrieb`` in an operator's browser, and the stock behind it."""

    store: Store = field(kw_only=True)

    def get(self, path: str = "/betrieb") -> str:
        status, headers, body = self.ask(path)
        assert (status, headers["cache-control"]) == (200, "no-store")
        assert "set-cookie" not in headers
        return body

    def upload(self, data: bytes, **fields: str) -> tuple[int, str]:
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="datei"; filename="s.csv"\r\nContent-Type: text/csv\r\n\r\n'.encode() + data + b"\r\n")
        status, headers, body = self.ask("/betrieb/datei", b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}")
        return (status, self.get(headers["location"])) if status == 303 else (status, body)

    def shown(self, today: date = TODAY) -> dict[str, Vacancy]:
        return {v.title: v for v in self.store.search(Query(today=today)).vacancies}


@pytest.fixture
def browser(store: Store) -> Iterator[Desk]:
    store.sync_members(MEMBERS.values())
    with serving(store, Site("https://stellen.example.org", users=USERS), MEMBERS) as url:
        yield Desk(url, "betrieb:geheim", store=store)


def typed(body: str) -> dict[str, str]:
    """What stands in the fields of the first form."""
    form = re.search(r'<form class="entry".*?</form>', body, re.DOTALL)
    assert form
    found = {name: unescape(value) for name, value in re.findall(r'<input type="(?:text|url|hidden)"[^>]*? name="(\w+)" value="([^"]*)"', form[0])}
    found |= {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])}
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", form[0], re.DOTALL)
    chosen = re.search(r'<option value="(\w+)" selected', form[0])
    return found | {"text": unescape(text[1]) if text else ""} | ({"mitglied": chosen[1]} if chosen else {})


@pytest.mark.parametrize(("user", "status"), [(None, 401), ("betrieb:falsch", 401), ("redaktion:text", 401), ("nobody:", 401), ("betrieb:geheim", 200)])
def test_only_operators_see_it(browser: Desk, user: str | None, status: int) -> None:
    browser.user = user
    got, headers, body = browser.ask("/betrieb")
    assert got == status
    if status == 401:
        assert headers["www-authenticate"].startswith("Basic realm=")
        assert "Anmeldung" in body or "melden Sie sich an" in body
        assert browser.ask("/betrieb/stellen", b"titel=x&mitglied=nord")[0] == 401
        assert browser.shown() == {}


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
def test_a_change_must_come_from_our_own_pages(browser: Desk, origin: str | None) -> None:
    browser.origin = origin
    for path in ("/betrieb/stellen", "/betrieb/stellen/verlaengern", "/betrieb/stellen/beenden", "/betrieb/datei"):
        assert browser.post(path, **AD)[0] == 403
    assert browser.shown() == {}


def test_an_ad_is_entered_changed_prolonged_and_ended(browser: Desk) -> None:
    browser.store.decide(harvest([posting("x")]), MEMBER, NOW)
    status, page = browser.post("/betrieb/stellen", **AD)
    vacancy = browser.shown()[AD["titel"]]
    assert status == 303
    assert f'Eingetragen:</strong> <a href="/stelle/{vacancy.id}">' in page
    assert (vacancy.valid_through, vacancy.permanent, vacancy.pay_grades[0].max, vacancy.is_stock) == (date(2026, 4, 30), True, "EG 10", False)
    assert "Frist: 30. April 2026" in page
    (change,) = re.findall(r'href="(/betrieb\?mitglied=[^"]+)#eintragen"', page)
    form = typed(browser.get(unescape(change)))
    assert (form["titel"], form["adresse"], form["ort"], form["entgelt"], form["mitglied"], form["anzeige"], form["arbeitgeber"], form["text"]) == (
        AD["titel"], URL, "Kiel", "EG 10 TVöD", "nord", URL, "", "")
    status, page = browser.post("/betrieb/stellen", **{**form, "titel": "Netzwerkadministratorin (w/m/d)", "entgelt": "EG 11 TVöD"})
    changed = browser.shown()["Netzwerkadministratorin (w/m/d)"]
    assert "Geändert:" in page
    assert (changed.id, changed.permanent, changed.pay_grades[0].max, len(browser.shown())) == (vacancy.id, True, "EG 11", 2)
    status, page = browser.post("/betrieb/stellen/verlaengern", mitglied="nord", anzeige=URL, bis="2026-05-31")
    assert (status, "Verlängert:" in page) == (303, True)
    assert browser.shown()["Netzwerkadministratorin (w/m/d)"].valid_through == date(2026, 5, 31)
    status, page = browser.post("/betrieb/stellen/beenden", mitglied="nord", anzeige=URL)
    assert "Beendet:" in page
    assert "Zurzeit keine." in page
    assert len(browser.shown()) == 1
    (again,) = re.findall(r'href="(/betrieb\?mitglied=[^"]+)#eintragen">Wieder', page)
    browser.post("/betrieb/stellen", **typed(browser.get(unescape(again))))
    assert browser.shown()["Netzwerkadministratorin (w/m/d)"].id == vacancy.id
    assert "Diese Stelle ist nicht mehr ausgeschrieben" not in browser.ask(f"/stelle/{vacancy.id}")[2]


def test_without_a_deadline_operators_see_the_end_and_readers_none(browser: Desk) -> None:
    _, page = browser.post("/betrieb/stellen", **{**AD, "frist": "", "adresse": ""})
    vacancy = browser.shown()[AD["titel"]]
    assert "ohne Fristangabe, endet am 15. April 2026" in page
    seen = browser.ask(f"/stelle/{vacancy.id}")[2] + browser.ask("/")[2] + browser.ask("/feed.rss")[2] + browser.ask("/v1/vacancies")[2] + browser.ask("/v1/newsletter/block.txt?ziel=arbeitgeber")[2]
    assert "15. April" not in seen
    assert "2026-04-15" not in seen
    assert "urn:" not in re.sub(r"<guid.*?</guid>", "", browser.ask(f"/stelle/{vacancy.id}")[2])
    assert f"/stelle/{vacancy.id}" in browser.ask("/v1/newsletter/block.txt?ziel=arbeitgeber")[2], "where an ad has no address the block leads to our page"
    assert browser.shown(NOW.date() + timedelta(days=31)) == {}


def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(browser: Desk) -> None:
    wrong = {"mitglied": "elbtal", "titel": "  ", "adresse": "javascript:alert(1)", "ort": '"><b>Kiel', "frist": "31.2.2026", "kennziffer": "{{ 7*7 }}", "text": "</textarea><script>x"}
    status, page = browser.post("/betrieb/stellen", **wrong)
    assert (status, browser.shown()) == (422, {})
    assert {name: typed(page)[name] for name in wrong} == wrong
    assert "<script" not in page
    for name, words in {"titel": "wie die Stelle heißt", "adresse": "https://", "frist": "„31.2.2026“"}.items():
        assert re.search(rf'<p class="wrong" id="{name}-fehler">[^<]*{re.escape(words)}', page), name
        assert re.search(rf'id="{name}"[^>]* aria-invalid="true"', page), name
    assert browser.post("/betrieb/stellen", **{**AD, "mitglied": ""})[0] == 422
    assert browser.post("/betrieb/stellen", **{**AD, "mitglied": "niemand"})[0] == 422
    assert browser.post("/betrieb/stellen", **{**AD, "titel": "x" * 10_000})[0] == 422
    assert "schon vorbei (1. März 2026)" in browser.post("/betrieb/stellen", **{**AD, "frist": "1.3.2026"})[1]
    assert browser.ask("/betrieb/stellen", b"{}", "application/json")[0] == 422
    assert browser.shown() == {}


def test_what_does_not_exist_is_not_found_and_a_wrong_day_is_named(browser: Desk) -> None:
    browser.post("/betrieb/stellen", **AD)
    assert browser.post("/betrieb/stellen/beenden", mitglied="nord", anzeige="nichts")[0] == 404
    assert browser.post("/betrieb/stellen/beenden", mitglied="elbtal", anzeige=URL)[0] == 404
    assert browser.ask("/betrieb?mitglied=nord&anzeige=nichts")[0] == 404
    for day in ("", "31.2.2026", "1.1.2026", "laufend"):
        status, page = browser.post("/betrieb/stellen/verlaengern", mitglied="nord", anzeige=URL, bis=day)
        assert (status, '<p class="wrong" id="bis">' in page) == (422, True)
    for query in ("?eingetragen=gibtesnicht", "?neu=x", "?neu=99999999", "?beendet=", "?x=1"):
        assert "gibtesnicht" not in browser.get("/betrieb" + query)


SHEET = "Titel;URL;Ort;Frist;Bemerkung\nKöchin (m/w/d);https://www.nord.example.org/1;Halle (Saale);30.04.2026;x\nJurist (m/w/d);;Kiel;;\n"


def test_a_file_is_shown_first_and_then_entered(browser: Desk) -> None:
    status, page = browser.upload(SHEET.encode("cp1252"), mitglied="nord", tun="pruefen")
    assert (status, browser.shown()) == (200, {})
    assert "2 Stellen eintragen" in page
    assert "Diese Spalten lesen wir nicht: Bemerkung." in page
    confirm = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(inhalt|mitglied|bestand)" value="([^"]*)"', page)}
    status, page = browser.post("/betrieb/datei", **confirm, tun="eintragen")
    assert (status, "2 neu, 0 geändert" in page) == (303, True)
    assert {v.title: v.is_stock for v in browser.shown().values()} == {"Köchin (m/w/d)": False, "Jurist (m/w/d)": False}
    assert "Alles darin ist schon eingetragen." in browser.upload(SHEET.encode(), mitglied="nord", tun="pruefen")[1]


def test_bad_lines_are_named_and_the_good_ones_may_go(browser: Desk) -> None:
    bad = SHEET + "=1+1;javascript:x;Kiel;31.02.2026;\n;;;;x\n"
    status, page = browser.upload(bad.encode(), mitglied="nord", bestand="1", tun="eintragen")
    assert (status, browser.shown()) == (422, {})
    assert "URL: Das ist keine Adresse" in page
    assert "Frist: Das Datum „31.02.2026“" in page
    assert "Titel: Bitte geben Sie an" in page
    confirm = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(inhalt|mitglied|bestand)" value="([^"]*)"', page)}
    assert browser.post("/betrieb/datei", **confirm, tun="gute")[0] == 303
    assert {v.is_stock for v in browser.shown().values()} == {True}


@pytest.mark.parametrize(("data", "words"), [(b"", "steht keine Stelle"), (b"PK\x03\x04", "keine CSV-Datei"), (b"a;b\n1;2\n", "fehlt die Spalte „Titel“"), (b"Titel\n", "steht keine Stelle")])
def test_a_file_that_is_none_is_explained(browser: Desk, data: bytes, words: str) -> None:
    status, page = browser.upload(data, tun="eintragen")
    assert (status, words in page) == (422, True)


def test_too_much_is_refused_without_reading_it(browser: Desk) -> None:
    assert browser.upload(b"Titel\n" + b"x" * 1_100_000, tun="pruefen")[0] == 413
    connection = HTTPConnection(browser.url.removeprefix("http://"), timeout=20)
    headers = {"Authorization": "Basic " + base64.b64encode(b"betrieb:geheim").decode(), "Origin": browser.url, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/betrieb/stellen", body=iter([b"titel=" + b"x" * 500_000] * 8), headers=headers, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()
    assert browser.ask("/betrieb/stellen", b"x" * 20, "multipart/form-data; boundary=none")[0] in (400, 422)
    assert browser.ask("/betrieb/datei", b"inhalt=%FF%00***", "application/x-www-form-urlencoded")[0] == 422


def test_status_and_members_page_say_how_it_is_kept(browser: Desk) -> None:
    browser.store.decide(harvest([posting("x")]), MEMBER, NOW)
    browser.store.heartbeat(NOW)
    browser.post("/betrieb/stellen", **AD)
    status = browser.ask("/status")[2]
    assert "alles in Ordnung" in status
    assert "Stellen von einem weiteren werden von Hand eingetragen." in status
    assert ">von Hand<" in browser.ask("/mitglieder")[2]
    gone = browser.post("/betrieb/stellen/beenden", mitglied="nord", anzeige=URL)
    assert gone[0] == 303
    (vacancy,) = {ad.vacancy for ad in browser.store.manual_ads(closed=True)}
    page = browser.ask(f"/stelle/{vacancy}")[2]
    assert "Sie wird hier seit dem" in page
    assert "nicht mehr beim Arbeitgeber" not in page


def test_without_users_nobody_gets_in(store: Store) -> None:
    with serving(store, Site("https://stellen.example.org"), MEMBERS) as url:
        for path in ("/betrieb", "/redaktion"):
            assert Browser(url, "betrieb:geheim").ask(path)[0] == 401
