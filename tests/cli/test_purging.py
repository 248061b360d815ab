"""The stages of ``purge`` on an installation, by hand and once a day."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.app import run
from cli.purging import forget_daily
from cli.settings import Settings
from cli.workspace import Workspace
from pipeline.figures import Measure
from pipeline.model import Query
from tests.cli.post import Time
from tests.conftest import NOW
from tests.making import DAY, MEMBER, harvest, posting

KEPT_ON = [posting(f"l{n}", f"{title} (m/w/d)") for n, title in enumerate(["Leitung Einkauf", "Referent Datenschutz", "Fachinformatik Schulen"])]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Workspace, Time]:
    monkeypatch.setenv("STELLENMARKT_DATA", str(tmp_path))
    time = Time(NOW)
    workspace = Workspace(Settings(), {MEMBER.key: MEMBER}, demo=False, clock=time)
    workspace.store.decide(harvest(KEPT_ON), MEMBER, NOW)
    ends = posting("b", "Sachbearbeitung Personal (m/w/d)", valid_through="2026-04-10")
    for n, shown in ((1, [*KEPT_ON, ends]), (30, KEPT_ON), (60, KEPT_ON)):
        workspace.store.decide(harvest(shown, run=f"n{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    return workspace, time


def test_once_a_day_the_facts_of_what_is_over_for_a_year_go(place: tuple[Workspace, Time]) -> None:
    workspace, time = place
    store = workspace.store
    time.now = NOW + 390 * DAY
    assert forget_daily(workspace)
    assert store.vacancy(next(v.id for v in store.search(Query(today=time.now.date(), include_closed=True)).vacancies if v.title.startswith("Sach"))) is not None
    time.now += timedelta(hours=3)
    assert not forget_daily(workspace), "on the same day only once"
    time.now = NOW + 410 * DAY
    assert forget_daily(workspace)
    titles = {v.title for v in store.search(Query(today=time.now.date(), include_closed=True)).vacancies}
    assert titles == {one.title for one in KEPT_ON}
    assert sum(f.vacancies for f in store.figures(time.now) if f.measure is Measure.BEGUN and f.topic == "all") == 1


def test_purge_by_hand_says_what_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    portal = '[elbtal]\nname = "IT-Verbund Elbtal AöR"\nshort_name = "ITV Elbtal"\nportal = "https://jobs.example.org/"\nplatform = "jsonld"\nenabled = true\n'
    (tmp_path / "members.toml").write_text(portal, encoding="utf-8")
    for name, value in {"DATA": tmp_path, "MEMBERS": tmp_path / "members.toml", "NOW": (NOW + 500 * DAY).isoformat()}.items():
        monkeypatch.setenv(f"STELLENMARKT_{name}", str(value))
    workspace = Workspace(Settings(), {MEMBER.key: MEMBER}, demo=False, clock=Time(NOW))
    for n in range(12):
        shown = [*KEPT_ON, posting("b", "Sachbearbeitung Personal (m/w/d)", valid_through="2026-03-20")] if n < 2 else KEPT_ON
        workspace.store.decide(harvest(shown, run=f"n{n}", at=NOW + n * DAY), MEMBER, NOW + n * DAY)
    assert run(["purge", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["vacancies"], found["runs"], found["archives"]) == (1, 3, {"files": 0, "bytes": 0}), "the last eight counts stay, and the visit that drift is compared with"
    assert run(["purge", "--fact-days", "10"]) == 2, "not less than the two months in which readers may come back"
    assert run(["purge"]) == 0
    assert "vacancies: 0 deleted\nruns: 0 deleted" in capsys.readouterr().out
