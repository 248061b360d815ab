"""The draft by mail, the day before an issue: over real SMTP on loopback, once, and again where it failed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.settings import Settings, UsageError
from cli.telling import check_addresses, tell_draft
from cli.workspace import Workspace
from tests.cli.post import Post, Time
from tests.making import MEMBER, harvest, posting

TUESDAY = datetime(2026, 3, 17, 8, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, post: tuple[Post, int], monkeypatch: pytest.MonkeyPatch) -> tuple[Workspace, Post, Time]:
    monkeypatch.setenv("STELLENMARKT_DATA", str(tmp_path))
    monkeypatch.setenv("STELLENMARKT_PUBLIC_URL", "https://stellen.example.org")
    monkeypatch.setenv("STELLENMARKT_EDITOR_URLS", f"mailto://127.0.0.1:{post[1]}/?from=stellenmarkt@example.org&to=redaktion@example.org&mode=insecure")
    time = Time(TUESDAY - timedelta(days=3))
    workspace = Workspace(Settings(), {MEMBER.key: MEMBER}, demo=False, clock=time)
    for number, titles in enumerate((["Alt (m/w/d)"], ["Alt (m/w/d)", "Netzwerkadministration (m/w/d)"])):
        at = time.now + timedelta(hours=number)
        workspace.store.decide(harvest([posting(f"p{n}", title) for n, title in enumerate(titles)], run=f"r{number}", at=at), MEMBER, at)
    return workspace, post[0], time


def test_the_draft_comes_once_the_day_before(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    for early in (TUESDAY - timedelta(days=1), TUESDAY.replace(hour=5)):
        time.now = early
        assert tell_draft(workspace) is None
    time.now = TUESDAY
    assert str(tell_draft(workspace)) == "2026-03-18"
    assert tell_draft(workspace) is None
    (mail,) = post.mails
    assert mail["subject"] == "Stellenmarkt, Entwurf für den 18. März 2026: 2 Stellen von 1 Haus"
    text = post.text()
    assert "morgen erscheint die Ausgabe vom 18. März 2026" in text
    assert "Netzwerkadministration (m/w/d), ITV Elbtal" in text
    assert "https://stellen.example.org/redaktion?ausgabe=2026-03-18" in text


def test_what_could_not_be_sent_is_sent_later(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    post.refuses, time.now = True, TUESDAY
    assert tell_draft(workspace) is None
    post.refuses = False
    assert tell_draft(workspace) is None
    time.now += timedelta(hours=1, minutes=1)
    assert str(tell_draft(workspace)) == "2026-03-18"
    assert len(post.mails) == 1


def test_an_address_that_means_nothing_is_named_without_its_secret() -> None:
    with pytest.raises(UsageError, match="STELLENMARKT_EDITOR_URLS: entry 2") as error:
        check_addresses("mailto://127.0.0.1/?from=a@example.org&to=b@example.org geheim-ohne-sinn", "STELLENMARKT_EDITOR_URLS")
    assert "geheim" not in str(error.value)
