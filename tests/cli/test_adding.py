"""``vacancies add|extend|end`` as an operator calls them: pages over loopback, files, and every refusal with its remedy."""

import asyncio
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import cli.app
from cli.service import _tick
from cli.workspace import open_workspace
from pipeline.model import Query, Vacancy
from store import connect
from tests.conftest import NOW
from tests.making import MEMBER, harvest, posting
from tests.spiders.portal import HTML, Answer, Portals, job

Call = Callable[..., tuple[int, list[str], str]]
REGISTRY = """
[nord]
name = "Musterwerke Nord AöR"
short_name = "Musterwerke"
website = "https://www.nord.example.org"
platform = "manual"
enabled = true
[elbtal]
name = "IT-Verbund Elbtal AöR"
portal = "https://jobs.elbtal.example.org/"
platform = "jsonld"
"""
PAGE = ("<html><body><nav>Start</nav><main><h1>Fachinformatiker (m/w/d)</h1><p>Arbeitsort: Kiel. Die Stelle ist unbefristet, EG 9a TVöD.</p>"
        "<p>Bewerbungsfrist: {until}</p></main></body></html>")


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    """The address of a small site with ads of every kind."""
    found = Portals()
    served = {
        "/marked": (200, HTML, job("Netzwerkadministrator (m/w/d)", validThrough="2026-04-30", identifier="2026/7", jobLocation={"address": {"addressLocality": "Kiel"}})),
        "/plain": (200, HTML, PAGE.format(until="30.04.2026").encode()), "/over": (200, HTML, PAGE.format(until="01.02.2026").encode()),
        "/bare": (200, HTML, b"<html><body><main><h1>Koch (m/w/d)</h1><p>Mehr auf Anfrage.</p></main></body></html>"),
        "/ad.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\n1 0 obj\n<< /Title (E-Akte \\(m/w/d\\)) >>\nendobj\n"), "/secret": (200, HTML, PAGE.encode()),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret\n"),
    }

    def script(request) -> Answer:
        return served.get(request.path, (404, HTML, b"weg"))

    yield found.add("nord", script)
    found.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with two members; the environment of this process is that of its operator."""
    (tmp_path / "members.toml").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for name in [name for name in os.environ if name.startswith("STELLENMARKT_")]:
        monkeypatch.delenv(name)
    for name, value in {"NOW": "2026-03-16", "DATA": str(tmp_path / "data"), "MEMBERS": str(tmp_path / "members.toml"), "CONTACT": "test@example.org", "ALLOW_PRIVATE": "1",
                        "DELAY": "0"}.items():
        monkeypatch.setenv(f"STELLENMARKT_{name}", value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    return tmp_path


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs one command line in this process, which is fast; ``spawn`` runs it as an operator does."""

    def run(*words: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        code = cli.app.run(words)
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    return run


def spawn(*words: str, stdin: int = subprocess.DEVNULL) -> tuple[int, list[str], str]:
    done = subprocess.run([sys.executable, "-m", "cli", *words], stdin=stdin, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def open_now(day: str = "2026-03-16") -> list[Vacancy]:
    store = connect(f"sqlite:///{Path('data').resolve() / 'stellenmarkt.sqlite'}")
    found = store.search(Query(today=date.fromisoformat(day))).vacancies
    store.close()
    return found


def titles(day: str = "2026-03-16") -> set[str]:
    return {v.title for v in open_now(day)}


def test_a_marked_up_page_needs_nothing_but_its_member(home: Path, pages: str) -> None:
    code, out, err = spawn("vacancies", "add", pages + "/marked", "--member", "nord", "--json")
    assert code == 0, err
    (vacancy,) = [json.loads(line) for line in out]
    assert (vacancy["title"], vacancy["valid_through"], vacancy["identifier"], vacancy["employer_key"]) == ("Netzwerkadministrator (m/w/d)", "2026-04-30", "2026/7", "nord")
    assert (vacancy["employer_url"], vacancy["is_stock"]) == (pages + "/marked", False)
    assert spawn("vacancies", "list", "--json")[1] == out
    assert spawn("vacancies", "add", pages + "/marked", "--member", "nord", "--json")[1] == out, "the same again is the same"


def test_a_plain_page_is_read_and_a_pdf_gives_title_and_link(call: Call, pages: str) -> None:
    code, out, err = call("vacancies", "add", pages + "/plain", "--member", "Musterwerke")
    assert (code, len(out)) == (0, 1), err
    code, out, err = call("vacancies", "add", pages + "/ad.pdf", "--member", "nord", "--place", "Kiel")
    assert code == 0, err
    assert "ends here on 2026-04-15" in err
    found = {v.title: v for v in open_now()}
    assert (found["Fachinformatiker (m/w/d)"].permanent, found["Fachinformatiker (m/w/d)"].valid_through) == (True, date(2026, 4, 30))
    assert found["E-Akte (m/w/d)"].valid_through is None
    assert titles("2026-04-15") == {"E-Akte (m/w/d)", "Fachinformatiker (m/w/d)"}
    assert titles("2026-04-16") == {"Fachinformatiker (m/w/d)"}


@pytest.mark.parametrize(("words", "code", "named"), [
    (["/plain"], 2, "--member"), (["/plain", "--member", "niemand"], 2, "members list"), (["/bare", "--member", "nord"], 2, "--place"), (["/over", "--member", "nord"], 2, "--until"),
    (["/plain", "--member", "nord", "--until", "morgen"], 2, "31.12.2026"), (["/plain", "--member", "nord", "--until", "1.3.2026"], 2, "is over"),
    (["/weg", "--member", "nord", "--title", "x"], 1, "--yes"), (["/secret", "--member", "nord", "--title", "x"], 1, "robots_denied"), (["/plain", "--csv", "x.csv"], 2, "--csv"),
    (["/plain", "--member", "nord", "--file", "nirgends.html"], 2, "nirgends.html"), (["/plain", "--member", "nord", "--title", "x" * 10_000], 2, "300")])
def test_what_is_missing_or_wrong_is_named_and_nothing_is_entered(call: Call, pages: str, words: list[str], code: int, named: str) -> None:
    got, out, err = call("vacancies", "add", pages + words[0], *words[1:], "--json")
    assert (got, out) == (code, [])
    assert named in err
    assert set(json.loads(err.splitlines()[-1])) == {"code", "message", "where"}
    assert open_now() == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "www.nord.example.org", "", "http://"])
def test_odd_addresses_are_refused(call: Call, url: str) -> None:
    assert call("vacancies", "add", url, "--member", "nord", "--title", "x", "--yes")[0] == 2


def test_private_addresses_and_a_missing_contact_stop_the_fetch(call: Call, pages: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STELLENMARKT_ALLOW_PRIVATE", "0")
    code, out, err = call("vacancies", "add", pages + "/plain", "--member", "nord")
    assert (code, out) == (1, [])
    assert "private_address" in err
    monkeypatch.delenv("STELLENMARKT_CONTACT")
    assert call("vacancies", "add", pages + "/plain", "--member", "nord")[0] == 2


def test_yes_enters_what_the_options_state(call: Call, pages: str) -> None:
    code, out, err = call("vacancies", "add", pages + "/weg", "--member", "nord", "--title", "Jurist (m/w/d)", "--yes")
    assert (code, len(out)) == (0, 1), err
    code, out, err = call("vacancies", "add", "--member", "nord", "--title", "Koch (m/w/d)", "--place", "Kiel", "--until", "laufend", "--dry-run")
    assert (code, out) == (0, [])
    assert titles() == {"Jurist (m/w/d)"}


def test_a_saved_page_needs_no_net(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "ad.html").write_text(PAGE.format(until="30.04.2026"), encoding="utf-8")
    monkeypatch.delenv("STELLENMARKT_CONTACT")
    code, out, err = call("vacancies", "add", "https://karriere.nord.example.org/7", "--file", "ad.html")
    assert (code, len(out)) == (0, 1), err
    assert open_now()[0].employer_key == "nord", "whose ad it is follows from its address"


def test_extend_and_end(call: Call) -> None:
    for title in ("Jurist (m/w/d)", "Koch (m/w/d)"):
        assert call("vacancies", "add", "--member", "nord", "--title", title, "--place", "Kiel")[0] == 0
    one, other = (v.id for v in sorted(open_now(), key=lambda v: v.title))
    assert call("vacancies", "extend", one, "--until", "30.6.2026")[0] == 0
    assert call("vacancies", "extend", one, "--until", "1.1.2026")[0] == 2
    assert {v.id for v in open_now("2026-06-30")} == {one}
    assert call("vacancies", "end", other)[0] == 0
    assert {v.id for v in open_now()} == {one}
    code, _, err = call("vacancies", "end", other)
    assert code == 2
    assert "vacancies add" in err
    assert call("vacancies", "end", "nobody")[0] == 2


def test_what_a_portal_shows_is_not_ended_by_hand(call: Call, home: Path) -> None:
    store = connect(f"sqlite:///{home / 'data' / 'stellenmarkt.sqlite'}")
    store.decide(harvest([posting("1")]), MEMBER, NOW)
    store.close()
    (vacancy,) = open_now()
    code, _, err = call("vacancies", "end", vacancy.id)
    assert code == 2
    assert f"vacancies hide {vacancy.id}" in err
    assert len(open_now()) == 1


CSV = ("Titel;URL;Ort;Frist;Mitglied\nNetzwerkadministrator (m/w/d);https://www.nord.example.org/1;Kiel;30.04.2026;\nKöchin (m/w/d);;Halle (Saale);;nord\n")


def test_a_file_is_entered_once(call: Call, home: Path) -> None:
    (home / "stellen.csv").write_bytes(CSV.encode("cp1252"))
    code, out, err = call("vacancies", "add", "--csv", "stellen.csv", "--dry-run", "--json")
    assert (code, [json.loads(line)["state"] for line in out], titles()) == (0, ["new", "new"], set()), err
    code, out, err = spawn("vacancies", "add", "--csv", "stellen.csv", "--json")
    assert (code, len(out)) == (0, 2), err
    entered = open_now()
    assert titles() == {"Netzwerkadministrator (m/w/d)", "Köchin (m/w/d)"}
    code, out, err = call("vacancies", "add", "--csv", "stellen.csv")
    assert (code, out) == (0, [])
    assert "2 unchanged" in err
    assert open_now() == entered


def test_one_bad_line_keeps_all_out_unless_it_is_skipped(call: Call, home: Path) -> None:
    (home / "stellen.csv").write_text(CSV + "=1+1;javascript:x;Kiel;31.02.2026;nord\n", encoding="utf-8")
    code, out, err = call("vacancies", "add", "--csv", "stellen.csv", "--json")
    assert (code, out, open_now()) == (1, [], [])
    problems = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert [(p["code"], p["where"], p["message"].split()[0]) for p in problems] == [
        ("manual_no_address", "stellen.csv:4", "URL"), ("manual_no_day", "stellen.csv:4", "Frist")]
    assert call("vacancies", "add", "--csv", "stellen.csv", "--skip-bad")[0] == 1
    assert len(open_now()) == 2


def test_a_file_that_is_none_is_a_usage_error(call: Call, home: Path) -> None:
    (home / "x.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    for name, named in (("x.csv", "Titel"), ("nirgends.csv", "cannot be read")):
        code, _, err = call("vacancies", "add", "--csv", name)
        assert code == 2
        assert named in err


def test_registry_verbs_know_members_without_a_portal(call: Call) -> None:
    assert call("members", "enable", "nord")[0] == 0
    for words in (("crawl", "nord"), ("try", "nord")):
        code, _, err = call(*words)
        assert code == 2
        assert "vacancies add" in err
    assert call("crawl")[0] == 0


def test_at_a_terminal_it_asks_for_what_is_missing(home: Path, pages: str) -> None:
    master, slave = pty.openpty()
    os.write(master, b"niemand\nnord\nKiel\nmorgen\n30.4.2026\ny\n")
    code, out, err = spawn("vacancies", "add", pages + "/bare", stdin=slave)
    os.close(master)
    os.close(slave)
    assert (code, len(out)) == (0, 1), err
    (vacancy,) = open_now()
    assert (vacancy.title, vacancy.valid_through, vacancy.locations[0].name) == ("Koch (m/w/d)", date(2026, 4, 30), "Kiel")


def test_the_timetable_publishes_what_was_entered_and_takes_it_away_when_it_ends(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("vacancies", "add", "--member", "nord", "--title", "Jurist (m/w/d)", "--place", "Kiel")[0] == 0
    page = home / "data" / "public" / "stelle" / open_now()[0].id / "index.html"
    published: dict[str, str] = {}
    for day, there in (("2026-03-16", True), ("2026-04-15", True), ("2026-04-16", False)):
        monkeypatch.setenv("STELLENMARKT_NOW", day)
        workspace = open_workspace()
        asyncio.run(_tick(workspace, published, {}))
        workspace.store.close()
        assert ("Jurist" in (home / "data" / "public" / "index.html").read_text(encoding="utf-8")) is there, day
        # What has ended keeps a page that says so.
        assert ("nicht mehr ausgeschrieben" in page.read_text(encoding="utf-8")) is not there, day
