"""``members detect`` as an operator calls it: answers, exit codes, refusals, and what it writes into members.toml."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

import cli.app
from spiders.registry import load
from spiders.samples.play import BERLIN
from spiders.samples.portal import SamplePortal
from tests.spiders.portal import HTML, Portals

Call = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 3, 16, 9, tzinfo=BERLIN)
OVERLAY = """# Von Hand gepflegt

[ekom21]
# das war der alte Weg
website = "{website}"  # neu seit März
params = {{ key = "alt" }}

[kdo]
every = "12h"
"""


@pytest.fixture(scope="module")
def portal() -> Iterator[SamplePortal]:
    with SamplePortal("interamt", 4, NOW, host="127.0.8.1") as running:
        yield running


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs one command line in this process, in an installation of its own."""
    for name in [name for name in os.environ if name.startswith("STELLENMARKT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "data").mkdir()
    for name, value in {"NOW": "2026-03-16", "DATA": str(tmp_path / "data"), "CONTACT": "test@example.org", "ALLOW_PRIVATE": "1", "DELAY": "0"}.items():
        monkeypatch.setenv(f"STELLENMARKT_{name}", value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.app.run(["members", "detect", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_people_read_portal_proof_evidence_and_toml(call: Call, portal: SamplePortal) -> None:
    code, out, err = call(f"{portal.base}/website/")
    assert (code, err) == (0, "")
    for words in ("interamt, sure", f"{portal.base}/koop/app/trefferliste?partner=4711", "proof", "(4 in the list, the portal counts 4)", "link 'Karriere'", "requests  5", 'platform = "interamt"',
                  f'api_base = "{portal.base}"', 'params = {partner = "4711"}'):
        assert words in out


def test_programs_read_one_line(call: Call, portal: SamplePortal) -> None:
    code, out, err = call(f"{portal.base}/website/", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert len(out.splitlines()) == 1
    assert (found["target"], found["platform"], found["confidence"], found["requests"]) == (f"{portal.base}/website/", "interamt", "sure", 5)
    assert found["proof"]["total"] == 4


def test_writing_keeps_comments_and_is_done_once(call: Call, portal: SamplePortal, tmp_path: Path) -> None:
    file = tmp_path / "data" / "members.toml"
    file.write_text(OVERLAY.format(website=f"{portal.base}/website/"), encoding="utf-8")
    code, _, err = call("ekom21", "--write")
    assert code == 0
    assert "written to" in err
    first = file.read_text(encoding="utf-8")
    for words in ("# Von Hand gepflegt", "# das war der alte Weg", "# neu seit März", 'every = "12h"'):
        assert words in first
    assert "alt" not in first.replace("alte", "")
    member = load(file)["ekom21"]
    assert (member.platform, member.params, member.api_base, member.enabled) == ("interamt", {"partner": "4711"}, portal.base, False)
    assert (member.status["portal"], member.status["membership"]) == ("seen", "seen")
    code, _, err = call("ekom21", "--write")
    assert code == 0
    assert "stands already in" in err
    assert file.read_text(encoding="utf-8") == first


def test_an_address_becomes_a_member_with_a_key(call: Call, portal: SamplePortal, tmp_path: Path) -> None:
    assert call(f"{portal.base}/website/", "--write", "--key", "neu-it")[0] == 0
    member = load(tmp_path / "data" / "members.toml")["neu-it"]
    assert (member.name, member.website, member.platform) == ("Kommunaler IT-Verbund Beispielland", f"{portal.base}/website/", "interamt")


def test_nothing_found_is_said_and_not_written(call: Call, tmp_path: Path) -> None:
    portals = Portals()
    home = portals.add("home", lambda _: (200, HTML, b"<html><title>Muster</title><body><p>Willkommen bei uns.</p></body></html>"))
    code, out, err = call(home, "--write")
    portals.close()
    assert code == 1
    assert "nothing found" in out
    assert "nothing is written" in err
    assert not (tmp_path / "data" / "members.toml").exists()


def test_all_members_side_by_side(call: Call, portal: SamplePortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = tmp_path / "members.toml"
    registry.write_text(f'[eins]\nname = "Kommunaler IT-Verbund Beispielland"\nwebsite = "{portal.base}/website/"\n[zwei]\nname = "Zwei"\nwebsite = "{portal.base}/nichts"\n[drei]\nname = "Drei"\n')
    monkeypatch.setenv("STELLENMARKT_MEMBERS", str(registry))
    code, out, err = call("--all", "--json")
    assert code == 1
    assert [(json.loads(line)["target"], json.loads(line)["platform"]) for line in out.splitlines()] == [("eins", "interamt"), ("zwei", None)]
    assert "eins: finished, 5 requests" in err


@pytest.mark.parametrize(("words", "code"), [((), "usage"), (("kdo", "--all"), "usage"), (("gibtsnicht",), "member"), (("https://",), "usage"), (("nextgov-it",), "portal")])
def test_wrong_usage(call: Call, words: tuple[str, ...], code: str) -> None:
    status, out, err = call(*words, "--json")
    assert (status, out) == (2, "")
    assert json.loads(err)["code"] == code


def test_no_contact_no_request(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STELLENMARKT_CONTACT")
    status, _, err = call("https://www.kdo.example.org/", "--json")
    assert (status, json.loads(err)["code"]) == (2, "contact")


def test_private_addresses_are_refused(call: Call, portal: SamplePortal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STELLENMARKT_ALLOW_PRIVATE", "0")
    before = len(portal.requests)
    code, out, _ = call(f"{portal.base}/website/")
    assert (code, len(portal.requests)) == (1, before)
    assert "private" in out


def test_a_file_that_cannot_be_read_is_not_destroyed(call: Call, portal: SamplePortal, tmp_path: Path) -> None:
    file = tmp_path / "data" / "members.toml"
    file.write_text("[ekom21\n", encoding="utf-8")
    assert call(f"{portal.base}/website/", "--write", "--json")[0] == 2
    assert file.read_text(encoding="utf-8") == "[ekom21\n"
