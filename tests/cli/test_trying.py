"""``try`` and ``crawl`` before any member is enabled: the registry's own members, and who may be asked without a contact."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import cli.app
from cli.fetching import read_once
from cli.settings import UsageError
from cli.workspace import open_workspace
from pipeline.model import Source
from spiders.samples.portal import SamplePortal

Call = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def portal() -> Iterator[SamplePortal]:
    with SamplePortal("rexx", 3, NOW, host="127.0.8.2") as running:
        yield running


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], portal: SamplePortal) -> Call:
    """Runs one command line in this process, in an installation whose only member is disabled."""
    for name in [name for name in os.environ if name.startswith("STELLENMARKT_")]:
        monkeypatch.delenv(name)
    source = portal.source()
    (tmp_path / "members.toml").write_text(f'[nord]\nname = "Nord-IT AöR"\nportal = "{source["portal"]}"\nplatform = "rexx"\n', encoding="utf-8")
    for name, value in {"NOW": NOW.isoformat(), "DATA": str(tmp_path / "data"), "MEMBERS": str(tmp_path / "members.toml"), "ALLOW_PRIVATE": "1", "DELAY": "0"}.items():
        monkeypatch.setenv(f"STELLENMARKT_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.app.run(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_member_is_tried_before_it_is_enabled(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STELLENMARKT_CONTACT", "x@example.org")
    code, out, err = call("try", "nord", "--json")
    assert code == 0, err
    assert len(out.splitlines()) == 3
    assert [json.loads(line)["verdict"] for line in err.splitlines()] == ["complete"], "nothing but JSON lines"
    assert not (tmp_path / "data").exists()


def test_without_a_contact_no_portal_is_tried(call: Call, portal: SamplePortal) -> None:
    before = len(portal.requests)
    code, out, err = call("try", "nord")
    assert (code, out) == (2, "")
    assert "STELLENMARKT_CONTACT" in err
    code, out, err = call("try", "https://karriere.example.org/")
    assert (code, "STELLENMARKT_CONTACT" in err) == (2, True)
    assert len(portal.requests) == before
    ad = Source(key="manual.manual", member="manual", employer="", portal="https://karriere.example.org/1", platform="manual")
    with pytest.raises(UsageError, match="STELLENMARKT_CONTACT"):  # `vacancies add URL` while the sample portals are shown
        read_once(open_workspace(demo=True), ad)


def test_a_member_that_is_not_enabled_is_not_crawled(call: Call, portal: SamplePortal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STELLENMARKT_CONTACT", "x@example.org")
    before = len(portal.requests)
    code, out, err = call("crawl", "nord")
    assert (code, out) == (2, "")
    assert "members enable" in err
    assert len(portal.requests) == before


def test_several_members_are_enabled_or_none(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "members.toml"
    file.write_text(file.read_text(encoding="utf-8") + '[sued]\nname = "Süd-IT"\nportal = "https://sued.example.org/"\nplatform = "rexx"\n', encoding="utf-8")
    assert call("members", "enable", "nord", "niemand")[0] == 2
    assert [json.loads(line)["enabled"] for line in call("members", "list", "--json")[1].splitlines()] == [False, False]
    code, _, err = call("members", "enable", "nord", "sued")
    assert (code, err.split()) == (0, ["nord:", "enabled", "sued:", "enabled"])
    assert call("members", "disable", "sued")[0] == 0
    assert [json.loads(line)["enabled"] for line in call("members", "list", "--json")[1].splitlines()] == [True, False]


@pytest.mark.parametrize("words", [("extract", "--platform", "rex", "members.toml"), ("try", "nord", "--platform", "rex"), ("try", "https://x.example.org/", "--platform", "rex")])
def test_an_unknown_platform_is_a_wrong_use(call: Call, words: tuple[str, ...]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "did you mean rexx?" in err


def test_an_enabled_member_without_a_portal_is_told(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STELLENMARKT_CONTACT", "x@example.org")
    (tmp_path / "members.toml").write_text('[ost]\nname = "Ost-IT"\nplatform = "rexx"\nenabled = true\n', encoding="utf-8")
    code, out, err = call("crawl", "--json")
    assert (code, out) == (1, "")
    assert [(line["code"], line["where"]) for line in map(json.loads, err.splitlines())] == [("portal", "ost")]
