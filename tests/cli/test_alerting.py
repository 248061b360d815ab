"""Alerts over real SMTP: one message a cause, one when it is over, silence where it was asked for, Monday's mail, the ping."""

import threading
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from cli.alerting import alert, ping
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.alarms import LEAST, Alarm, Ringing, news
from pipeline.model import Acknowledged, Harvest, Problem
from tests.cli.post import Post, Time
from tests.conftest import NOW
from tests.making import DAY, MEMBER, OTHER, harvest, posting

MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
JOBS = [posting(f"p{n}", f"Fachstelle {word} (m/w/d)") for n, word in enumerate(("Netze", "Server", "Recht"))]


@pytest.fixture
def place(tmp_path: Path, post: tuple[Post, int], monkeypatch: pytest.MonkeyPatch) -> tuple[Workspace, Post, Time]:
    monkeypatch.setenv("STELLENMARKT_DATA", str(tmp_path))
    monkeypatch.setenv("STELLENMARKT_PUBLIC_URL", "https://stellen.example.org")
    monkeypatch.setenv("STELLENMARKT_ALERT_URLS", f"mailto://127.0.0.1:{post[1]}/?from=stellenmarkt@example.org&to=betrieb@example.org&mode=insecure")
    time = Time(MONDAY + 2 * HOUR)
    workspace = Workspace(Settings(), {MEMBER.key: MEMBER, OTHER.key: OTHER}, demo=False, clock=time)
    for member in (MEMBER, OTHER):
        workspace.store.decide(harvest(JOBS if member is MEMBER else [], run=f"{member.key}-first", at=time.now, source=member.key, total=0 if member is OTHER else None), member, time.now)
    workspace.store.heartbeat(time.now)
    return workspace, post[0], time


def fails(workspace: Workspace, time: Time, number: int) -> None:
    workspace.store.decide(harvest([], run=f"bad{number}", at=time.now, paging_ended=False, finish_reason="finished",
                                   problems=[Problem(code="http_status", message="https://jobs.example.org/ answers 503")]), MEMBER, time.now)


def good(time: Time, run: str, member: str = "elbtal") -> Harvest:
    return harvest(JOBS if member == "elbtal" else [], run=run, at=time.now, source=member, total=0 if member != "elbtal" else None)


def test_an_outage_is_told_once_and_its_end_once(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    alert(workspace)
    post.mails.clear()  # Monday's
    for number in range(20):
        time.now += 3 * HOUR
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
    (mail,) = post.mails
    assert mail["subject"] == "Stellenmarkt: ITV Elbtal wird nicht gelesen"
    text = post.text()
    assert "ITV Elbtal: zuletzt vollständig am 16.3.2026, 12.00 mit 3 Anzeigen." in text
    assert "Letzter Besuch unvollständig:" in text
    assert "Die nächste Ausgabe erscheint am 18. März 2026." in text
    assert "https://stellen.example.org/betrieb" in text
    time.now += 3 * HOUR
    workspace.store.decide(good(time, "well"), MEMBER, time.now)
    for _ in range(3):
        alert(workspace)
    assert [mail["subject"] for mail in post.mails] == ["Stellenmarkt: ITV Elbtal wird nicht gelesen", "Stellenmarkt: ITV Elbtal wird wieder gelesen"]


def test_a_short_outage_is_told_to_nobody(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    alert(workspace)
    post.mails.clear()
    for number in range(3):
        time.now += 6 * HOUR
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
    time.now += HOUR
    workspace.store.decide(good(time, "well"), MEMBER, time.now)
    alert(workspace)
    assert post.mails == []


def test_silence_and_its_end(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    alert(workspace)
    post.mails.clear()
    workspace.store.mute("elbtal", date(2026, 3, 20))
    assert workspace.store.mutes() == {"elbtal": date(2026, 3, 20)}
    for number in range(6):
        time.now += DAY
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
        assert len(post.mails) == (time.now.date() > date(2026, 3, 20))
    workspace.store.mute("elbtal", None)
    assert workspace.store.mutes() == {}


def test_who_is_muted_or_switched_off_while_broken_is_not_said_to_be_well(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    alert(workspace)
    post.mails.clear()  # Monday's
    for number in range(3):
        time.now += DAY
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
    assert len(post.mails) == 1
    workspace.store.mute("elbtal", time.now.date() + 5 * DAY)
    alert(workspace)
    workspace.store.set_enabled("elbtal", False)
    alert(workspace)
    assert len(post.mails) == 1


def test_what_is_known_is_not_told_and_holds_until_it_is_well(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    alert(workspace)
    post.mails.clear()  # Monday's
    time.now += HOUR
    fails(workspace, time, 0)
    workspace.store.acknowledge("elbtal", Acknowledged(at=time.now, by="betrieb", note="Umbau"))
    for number in range(1, 4):
        time.now += DAY
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
    assert post.mails == []
    known = next(view for view in workspace.store.members(time.now) if view.key == "elbtal").acknowledged
    assert known is not None
    assert known.note == "Umbau"
    workspace.store.decide(good(time, "well"), MEMBER, time.now)
    assert next(view for view in workspace.store.members(time.now) if view.key == "elbtal").acknowledged is None
    for number in range(4, 7):
        time.now += DAY
        workspace.store.decide(good(time, f"lahn{number}", "lahn"), OTHER, time.now)
        fails(workspace, time, number)
        alert(workspace)
    assert len(post.mails) == 1, "another outage is another alarm"


def test_monday_tells_how_things_are_once_and_later_where_it_could_not_be_sent(place: tuple[Workspace, Post, Time]) -> None:
    workspace, post, time = place
    time.now = MONDAY.replace(hour=5)
    assert alert(workspace) == []
    time.now = MONDAY + 2 * HOUR
    post.refuses = True
    assert alert(workspace) == []
    post.refuses = False
    time.now += 2 * HOUR
    workspace.store.heartbeat(time.now)
    assert alert(workspace) == ["Stellenmarkt, Woche vom 16. März 2026: alles in Ordnung"]
    assert alert(workspace) == []
    assert "In den letzten sieben Tagen: 2 Besuche, davon 2 vollständig; 3 neue Anzeigen, 0 geschlossene." in post.text()
    time.now += 8 * DAY  # asleep on Monday
    (told,) = [subject for subject in alert(workspace) if "Woche" in subject]
    assert told.startswith("Stellenmarkt, Woche vom 23. März 2026: gestört")
    assert "Bitte ansehen:" in post.text()


def test_who_was_never_read_gets_its_time_first() -> None:
    alarm = Alarm(member="a", name="A", since=None, why="")
    first = news([alarm], [], NOW)
    assert (first.new, first.ringing) == ([], [Ringing(member="a", name="A", noticed_at=NOW)])
    later = news([alarm], first.ringing, NOW + LEAST)
    assert later.new == [alarm]
    assert news([alarm], later.ringing, NOW + 2 * LEAST).new == []
    assert [one.member for one in news([], later.ringing, NOW + 3 * LEAST).over] == ["a"]
    assert news([], first.ringing, NOW + HOUR).over == []


def test_the_ping_arrives_and_its_failure_harms_nothing(place: tuple[Workspace, Post, Time]) -> None:
    workspace, _, _ = place
    asked = []

    class Switch(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Switch)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/lebt"
    workspace.settings.ping_url = url
    assert ping(workspace) is True
    server.shutdown()
    server.server_close()
    assert ping(workspace) is False
    workspace.settings.ping_url = "file:///etc/passwd"
    assert ping(workspace) is False
    assert asked == ["/lebt"]
