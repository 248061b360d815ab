"""A running program takes over what operators decide meanwhile."""

from pathlib import Path

import pytest

from cli.settings import Settings, UsageError, load_settings
from cli.workspace import Workspace, registry

ONE = '[haus]\nname = "Datenhaus Beispiel"\nportal = "https://stellen.example.org/"\nplatform = "softgarden"\nenabled = true\n'
OTHER = '[werk]\nname = "Digitalwerk Beispiel"\nportal = "https://werk.example.org/"\nplatform = "rexx"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    file = tmp_path / "members.toml"
    file.write_text(ONE + OTHER, encoding="utf-8")
    settings = Settings(data=tmp_path, members=file)
    return Workspace(settings, registry(settings), demo=False, clock=settings.clock)


def enabled(workspace: Workspace) -> set[str]:
    return {source.key for source in workspace.scheduler().sources()}


@pytest.fixture(autouse=True)
def contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STELLENMARKT_CONTACT", "betrieb@example.org")


def test_what_is_enabled_and_written_meanwhile_counts(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    held = workspace.members
    assert enabled(workspace) == {"haus"}
    workspace.store.set_enabled("werk", True)
    workspace.store.set_enabled("haus", False)
    workspace.refresh()
    assert enabled(workspace) == {"werk"}
    file = workspace.registry_file
    file.write_text(OTHER.replace("rexx", "onlyfy"), encoding="utf-8")
    workspace.refresh()
    assert (set(workspace.members), workspace.members["werk"].platform) == ({"werk"}, "onlyfy")
    assert workspace.members is held, "the web pages hold the same registry"
    file.write_text("[werk]\nplatfrom = 1\n", encoding="utf-8")
    workspace.refresh()
    assert workspace.members["werk"].platform == "onlyfy"
    assert "platfrom" in caplog.text
    workspace.store.close()


@pytest.mark.parametrize(("contact", "good"), [
    ("redaktion@example.org", True), ("https://stellen.example.org/kontakt", True), ("quatsch", False), ("a b@example.org", False), ("https://", False)])
def test_a_contact_is_an_address(monkeypatch: pytest.MonkeyPatch, contact: str, good: bool) -> None:
    monkeypatch.setenv("STELLENMARKT_CONTACT", contact)
    if good:
        assert load_settings().contact == contact
        return
    with pytest.raises(UsageError, match="is no mail and no web address"):
        load_settings()
