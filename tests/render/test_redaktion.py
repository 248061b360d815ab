"""``/redaktion`` over real HTTP: what an editor sees, decides, moves, releases and finds again."""

import re
import subprocess
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest

from render.auth import hash_password
from render.site import Site
from store import Store
from tests.conftest import NOW, tool
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import Browser, serving

SITE = Site("https://stellen.example.org", users={"redaktion": hash_password("text")})
ISSUE = "2026-03-18"
TITLES = ("Systemadministration {} (m/w/d)", "Netzwerkadministration {} (m/w/d)", "Softwareentwicklung Java {} (m/w/d)")
OFFICES = {MEMBER.key: "Schulen", OTHER.key: "Feuerwehr"}


@dataclass
class Desk(Browser):
    store: Store = field(kw_only=True)

    def post(self, path: str, **fields: str) -> str:
        """The page that a browser shows after sending a form."""
        status, headers, body = self.ask(path, urllib.parse.urlencode(fields).encode())
        return self.get(headers["location"]) if status == 303 else f"{status} {body}"


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    store.sync_members([MEMBER, OTHER])
    for member, count in ((MEMBER, 3), (OTHER, 1)):
        store.decide(harvest([], run=f"{member.key}0", at=NOW - 2 * DAY, source=member.key, total=0), member, NOW - 2 * DAY)
        news = [posting(f"n{n}", TITLES[n].format(OFFICES[member.key]), source=member.key) for n in range(count)]
        store.decide(harvest(news, run=f"{member.key}1", at=NOW, source=member.key), member, NOW)
    with serving(store, SITE) as url:
        yield Desk(url, "redaktion:text", store=store)


def ids(page: str) -> dict[str, str]:
    """Title -> id, from the forms of the page."""
    return {unescape(title): one for one, title in re.findall(r'name="stelle" value="(\w+)">.*?<span class="away"> ([^<]*)</span>', page)}


def test_it_is_for_editors_only(desk: Desk) -> None:
    assert Browser(desk.url).ask("/redaktion")[0] == 401
    assert Browser(desk.url, "redaktion:falsch").ask("/redaktion")[0] == 401
    assert Browser(desk.url, "redaktion:text", origin="https://evil.example").ask("/redaktion/kalender", b"ausgabe=2026-03-18&aktion=entfaellt")[0] == 403


def test_a_title_is_shortened_for_one_issue_and_taken_back(desk: Desk) -> None:
    page = desk.get("/redaktion")
    title = TITLES[0].format(OFFICES[OTHER.key])
    one = ids(page)[title]
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="title", titel="Systeme {{ und }} mehr")
    assert "Systeme &#123;&#123; und &#125;&#125; mehr" in page
    assert "Systeme {\u2060{ und }\u2060} mehr" in desk.get(f"/v1/newsletter/block.txt?ausgabe={ISSUE}")
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="title-weg")
    assert title in desk.get(f"/v1/newsletter/block.txt?ausgabe={ISSUE}")


def test_hidden_and_pinned_and_both_taken_back(desk: Desk) -> None:
    page = desk.get("/redaktion")
    assert "3 Stellen von 2 Häusern, 1 neue weggelassen: schon genug von diesem Haus (1)." in page
    left = ids(page.split("<h2>Weggelassen</h2>")[1])
    ((title, one),) = left.items()
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="pin")
    assert title in page.split("<h2>Weggelassen</h2>")[0].split("<h2>Enthalten</h2>")[1]
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="pin-weg")
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="hide")
    assert "ausgeblendet (1)" in page
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="hide-weg")
    assert "ausgeblendet (1)" not in page


def test_the_calendar_moves_drops_and_keeps(desk: Desk) -> None:
    page = desk.get("/redaktion")
    assert "Mittwoch, 18. März 2026" in page
    one = next(iter(ids(page).values()))
    desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=one, aktion="title", titel="Kurz")
    page = desk.post("/redaktion/kalender", ausgabe=ISSUE, aktion="verlegen", neu="2026-03-19")
    assert "<h1>Ausgabe vom 19. März 2026</h1>" in page
    assert "Kurz" in desk.get("/v1/newsletter/block.txt")
    assert "Donnerstag, 19. März 2026" in page
    page = desk.post("/redaktion/kalender", ausgabe="2026-04-01", aktion="entfaellt")
    assert re.search(r"Mittwoch, 1. April 2026</th><td>entfällt", page)
    page = desk.post("/redaktion/kalender", ausgabe="2026-04-01", aktion="erscheint")
    assert re.search(r"Mittwoch, 1. April 2026</a></th><td>Entwurf", page)
    assert desk.post("/redaktion/kalender", ausgabe=ISSUE, aktion="verlegen", neu="0001-01-01").startswith("400")
    assert desk.post("/redaktion/kalender", ausgabe=ISSUE, aktion="verlegen", neu="bald").startswith("400")


def test_an_issue_is_released_sent_and_found_again(desk: Desk) -> None:
    assert desk.post("/redaktion/versandt", ausgabe=ISSUE).startswith("409")
    page = desk.post("/redaktion/freigeben", ausgabe=ISSUE)
    assert "Stand: freigegeben, Fassung 1." in page
    assert "Diesen Stand freigeben" not in page
    page = desk.post("/redaktion/auswahl", ausgabe=ISSUE, stelle=next(iter(ids(page).values())), aktion="hide")
    assert "Seit Fassung 1 hat sich etwas geändert" in page
    page = desk.post("/redaktion/freigeben", ausgabe=ISSUE)
    assert "Fassung 2." in page
    assert desk.post("/redaktion/kalender", ausgabe=ISSUE, aktion="verlegen", neu="2026-03-19").startswith("409")
    page = desk.post("/redaktion/versandt", ausgabe=ISSUE)
    assert "18. März 2026: 2 Stellen, Fassung 2, versandt" in page.split("<h2>Archiv</h2>")[1]
    assert "<h1>Ausgabe vom 1. April 2026</h1>" in desk.get("/redaktion")
    first, second = (desk.get(f"/v1/newsletter/ausgaben/{ISSUE}/r{number}/block.html") for number in (1, 2))
    assert first != second == desk.get(f"/v1/newsletter/ausgaben/{ISSUE}/block.html")


def test_a_real_browser_offers_to_copy_it(desk: Desk, tmp_path: Path) -> None:
    address = desk.url.replace("http://", "http://redaktion:text@") + "/redaktion"
    done = subprocess.run([tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                           "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom", address],
                          capture_output=True, text=True, timeout=120, check=False)
    buttons = re.findall(r"<button[^>]*data-kopieren=[^>]*>", done.stdout)
    assert len(buttons) == 3
    assert not [button for button in buttons if "hidden" in button]
