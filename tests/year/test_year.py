"""Three weeks of the year, full of relaunches and outages, and what the watch itself must notice."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spiders.samples.play import BERLIN
from tests.year.script import DAY, HOUR, House, Job, Outage, Script, Spell, write
from tests.year.watch import Watch
from tests.year.year import BEGIN, Year


@pytest.mark.timeout(900)
def test_three_weeks_end_without_a_violation(tmp_path: Path) -> None:
    year = Year(tmp_path, write(342, BEGIN, 21, 4), lambda _line: None)
    with year.running():
        year.play()
        account = year.account()
    assert year.watch.violations == [], "\n".join(map(str, year.watch.violations))
    assert year.visits > 21 * 4
    assert year.watch.told, account
    assert year.decided > 0, account


def test_the_script_is_the_same_every_time_and_full() -> None:
    script = write(1, BEGIN, 365)
    assert script == write(1, BEGIN, 365)
    assert script != write(2, BEGIN, 365)
    for number in range(0, 365, 7):
        now = BEGIN + number * DAY + 12 * HOUR
        assert 110 <= sum(job.spell(now) is not None for house in script.houses for job in house.jobs) <= 170
    jobs = [job for house in script.houses for job in house.jobs]
    assert sum(len(job.spells) > 1 for job in jobs) > 50
    assert sum(job.spells[-1].round == 2 for job in jobs) > 30
    assert sum(len(spell.deadlines) > 1 for job in jobs for spell in job.spells) > 50
    for job in jobs:
        for one, other in zip(job.spells, job.spells[1:], strict=False):
            assert one.ends < other.begins
    for house in script.houses:
        numbers = [(spell.number, job.id) for job in house.jobs for spell in job.spells]
        assert len({number for number, _ in numbers}) == len(set(numbers)), "two jobs under one number"


class Paper:
    """Outputs as a test writes them."""

    def __init__(self, script: Script) -> None:
        self.known: dict[tuple[str, str], Job] = {}
        self.pages = {"/v1/newsletter/block.json": '{"items": []}'}
        self.show([], script)

    def show(self, cards: list[dict[str, object]], script: Script, level: str = "green") -> None:
        import json

        self.pages["/v1/vacancies?je_seite=500"] = json.dumps({"vacancies": cards})
        self.pages["/status.json"] = json.dumps({"level": level, "members": [{"key": house.key, "level": level, "message": ""} for house in script.houses]})


NOW = datetime(2026, 3, 20, 18, tzinfo=BERLIN)
SPELL = Spell(5, "2026/1", NOW - 10 * DAY, NOW + 20 * DAY, 1, ((NOW - 10 * DAY, "Netzwerke (m/w/d)"),), ((NOW - 10 * DAY, (NOW + 19 * DAY).date()),))
CARD = {"id": "v1", "title": "Netzwerke (m/w/d)", "postings": [{"source": "elbtal", "external_id": "5"}]}


@pytest.mark.parametrize(("spell", "outages", "cards", "what"), [
    (SPELL, [], [CARD], None),
    (SPELL, [], [], "a job was not noticed"),
    (SPELL, [(NOW - 11 * DAY, NOW + HOUR)], [], None),
    (replace(SPELL, begins=NOW - HOUR), [], [], None),
    (replace(SPELL, deadlines=((SPELL.begins, (NOW - DAY).date()),)), [], [CARD], "an expired ad is shown"),
    (replace(SPELL, ends=NOW - 6 * DAY), [], [CARD], "a closing was not noticed"),
    (replace(SPELL, ends=NOW - 6 * DAY), [(NOW - 8 * DAY, NOW)], [CARD], None),
    (replace(SPELL, ends=NOW - 12 * HOUR), [], [CARD], None),
    (SPELL, [], [CARD, {**CARD, "id": "v2"}], "a job is shown twice"),
    (SPELL, [], [{**CARD, "postings": [{"source": "elbtal", "external_id": "6"}]}], "a vacancy that nobody advertised")])
def test_the_watch_sees(spell: Spell, outages: list[tuple[datetime, datetime]], cards: list[dict[str, object]], what: str | None) -> None:
    watch, paper, script = watching(spell, outages)
    paper.show(cards, script, "red" if outages else "green")
    watch.look(NOW)
    found = {violation.what for violation in watch.violations}
    assert (what in found) if what else not found, watch.violations


def watching(spell: Spell, outages: list[tuple[datetime, datetime]]) -> tuple[Watch, Paper, Script]:
    house = write(1, BEGIN, 40, 1).houses[0]
    job = Job("elbtal-0-0", house.employer.places[0], (), {}, (spell,))
    house = House(house.employer, house.every, house.website, house.surfaces[:1], (job,), tuple(Outage("500", begins, ends) for begins, ends in outages))
    script = Script(BEGIN, 40, (house,))
    paper = Paper(script)
    paper.known["elbtal", "5"] = job
    return Watch(script, paper, lambda path: paper.pages[path].encode()), paper, script


def test_the_watch_sees_a_wrong_closing_and_a_changed_identity() -> None:
    watch, paper, script = watching(SPELL, [(NOW + HOUR, NOW + 5 * DAY)])
    paper.show([CARD], script)
    watch.look(NOW)
    paper.show([], script, "red")
    watch.look(NOW + 2 * DAY)
    paper.show([{**CARD, "id": "v2"}], script, "red")
    watch.look(NOW + 3 * DAY)
    assert [violation.what for violation in watch.violations] == ["a closing that is none", "an identity changed"]


def test_the_watch_counts_what_was_told() -> None:
    since, until = NOW, NOW + 4 * DAY
    new, over = "ITV Elbtal: zuletzt vollständig am 20.3.2026, 12.00 mit 9 Anzeigen.", "ITV Elbtal: wird wieder vollständig gelesen (gemeldet am 21.3.2026)."
    for told, what in [([(30, new), (100, over)], set()), ([(100, over)], {"an outage was not reported", "outages and recoveries do not alternate"}), ([], {"an outage was not reported"}),
                       ([(30, new), (50, new), (100, over)], {"an outage was reported more than once", "outages and recoveries do not alternate", "a recovery was not reported"}),
                       ([(30, new)], {"a recovery was not reported"}), ([(30, new), (100, over), (300, new)], {"something was reported that did not happen"})]:
        watch, _, _ = watching(SPELL, [(since, until)])
        for hours, line in told:
            watch.mails(since + timedelta(hours=hours), [("Stellenmarkt: ...", line)])
        assert watch.account_of_alerts(NOW + 30 * DAY)[0] == 1
        assert {violation.what for violation in watch.violations} == what, told
