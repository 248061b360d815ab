"""Looks at everything that readers and the operator see, from outside, and compares it with what truly happens."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import feedparser

from spiders.samples.play import BERLIN
from tests.year.portals import Portals
from tests.year.script import DAY, HOUR, MANY, House, Job, Script, Spell

#: The longest time without a tick of the timetable, and the longest wait after failed visits (a day and its jitter).
TICK, BACK_OFF = 8.5 * HOUR, 25.5 * HOUR
#: So old may be what is known of a page whose row did not change (docs/decisions/0005).
READ_AGAIN = 8.5 * DAY
#: A portal that moved was found, proposed and accepted within this time.
ACCEPTED = 6 * DAY
NEVER = datetime(2100, 1, 1, tzinfo=BERLIN)
FEED_ITEM = re.compile(r"/stelle/([^/?#]+)")


@dataclass(frozen=True)
class Violation:
    at: datetime
    what: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.at.astimezone(BERLIN):%Y-%m-%d %H:%M}  {self.what}: {self.evidence}"


@dataclass
class Delays:
    """Hours that something took to be noticed."""

    hours: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        known = sorted(self.hours)
        return f"{len(known)}, median {known[len(known) // 2]:.0f} h, longest {known[-1]:.0f} h" if known else "0"


class Watch:
    """``ask`` gets an address of the running program and returns the body."""

    def __init__(self, script: Script, portals: Portals, ask: Callable[[str], bytes]) -> None:
        self.script, self.portals, self.ask = script, portals, ask
        self.violations: list[Violation] = []
        self._said: set[tuple[str, str]] = set()
        #: House -> spans in which it cannot be read although it answers: a relaunch or a shock until somebody decided.
        self.open_questions: dict[str, list[list[datetime]]] = {house.key: [[at, NEVER] for at in _turns(house, script)] for house in script.houses}
        #: Turns that may be believed without a question: others begin while many end, and few ads under new numbers are few new ads.
        self._quiet = {(house.key, at) for house in script.houses for at, _ in house.shocks} | {
            (house.key, surface.since) for house in script.houses for surface in house.surfaces if house.employer.count < MANY}
        self.ids: dict[str, set[str]] = defaultdict(set)
        self.jobs: dict[str, str] = {}
        self.shown_once: set[tuple[str, Spell]] = set()
        self.gone_noticed: set[tuple[str, Spell]] = set()
        self.births, self.closings = Delays(), Delays()
        self.reader = Reader(self)
        self.issued: dict[tuple[str, int], date] = {}
        self.told: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        self.mondays: list[str] = []
        self.drafts: list[str] = []
        self.looks = self.cards = 0

    def violate(self, at: datetime, what: str, evidence: str, key: str = "") -> None:
        """Note it once for each ``key``."""
        if (what, key or evidence) not in self._said:
            self._said.add((what, key or evidence))
            self.violations.append(Violation(at, what, evidence))

    # -- what can be known ---------------------------------------------------------------------------------------------

    def spans(self, house: House) -> list[tuple[datetime, datetime]]:
        """When ``house`` cannot be read whole, in order."""
        questions = [(begins, ends) for begins, ends in self.open_questions[house.key]]
        return sorted([*((outage.begins, outage.ends) for outage in house.outages), *questions, *self.script.asleep])

    def is_well(self, house: House, since: datetime, until: datetime) -> bool:
        return not any(begins < until and ends > since for begins, ends in self.spans(house))

    def answer_question(self, key: str, now: datetime) -> None:
        """A person decided about a relaunch or a shock of the house."""
        for span in self.open_questions[key]:
            if span[0] <= now < span[1]:
                span[1] = now

    def may_be_believed(self, key: str, since: datetime) -> bool:
        return (key, since) in self._quiet

    def questions(self, now: datetime) -> list[tuple[str, datetime]]:
        """Houses whose turn nobody decided about yet, and when it came."""
        return [(key, span[0]) for key, spans in self.open_questions.items() for span in spans if span[0] <= now < span[1]]

    def seen_after(self, house: House) -> timedelta:
        """What a portal shows is known after this time in which it can be read."""
        return max(house.period * 1.05, BACK_OFF) + TICK

    def closed_after(self, house: House) -> timedelta:
        """And what is gone: missing from two complete harvests a day apart."""
        return self.seen_after(house) + DAY + house.period * 1.05 + TICK

    # -- looking -------------------------------------------------------------------------------------------------------

    def look(self, now: datetime) -> None:
        """Page, API, block and status."""
        self.looks += 1
        today = now.astimezone(BERLIN).date()
        cards = json.loads(self.ask("/v1/vacancies?je_seite=500"))["vacancies"]
        self.cards += len(cards)
        shown: dict[str, dict[str, Any]] = {}
        for card in cards:
            if job := self._job_of(card, now):
                if job.id in shown:
                    self.violate(now, "a job is shown twice", f"{job.id}: {card['id']} and {shown[job.id]['id']}", job.id)
                shown[job.id] = card
                self._not_dead(job, now, today, card["id"])
        for house in self.script.houses:
            for job in house.jobs:
                self._shown_or_not(house, job, shown.get(job.id), now, today)
        for item in json.loads(self.ask("/v1/newsletter/block.json"))["items"]:
            self._of_block(item, now, today)
        self.status(now)

    def _job_of(self, card: Mapping[str, Any], now: datetime) -> Job | None:
        """The one job that a vacancy is."""
        found = {job.id: job for posting in card["postings"] if (job := self.portals.known.get((posting["source"], posting["external_id"])))}
        if len(found) != 1 or len([p for p in card["postings"] if (p["source"], p["external_id"]) in self.portals.known]) != len(card["postings"]):
            self.violate(now, "two jobs in one vacancy" if found else "a vacancy that nobody advertised", f"{card['id']} {card['title']}: {sorted(found)} {[p['external_id'] for p in card['postings']]}", card["id"])
            return None
        (job,) = found.values()
        self.ids[job.id].add(card["id"])
        if len(self.ids[job.id]) > 1:
            self.violate(now, "an identity changed", f"{job.id} {card['title']}: {sorted(self.ids[job.id])}", job.id)
        if self.jobs.setdefault(card["id"], job.id) != job.id:
            self.violate(now, "an identity went to another job", f"{card['id']}: {self.jobs[card['id']]}, then {job.id}", card["id"])
        return job

    def _not_dead(self, job: Job, now: datetime, today: date, where: str) -> None:
        spell = job.last_spell(now)
        if spell is None:
            self.violate(now, "a job is shown that is not advertised yet", f"{job.id} in {where}")
        elif (deadline := spell.deadline(now)) is not None and deadline < today:
            self.violate(now, "an expired ad is shown", f"{job.id} in {where}, its deadline was {deadline}", f"{job.id} {spell.begins}")

    def _shown_or_not(self, house: House, job: Job, card: Mapping[str, Any] | None, now: datetime, today: date) -> None:
        spell = job.last_spell(now)
        if spell is None:
            return
        mark = (job.id, spell)
        if not spell.stands(now):
            if card is None:
                if mark in self.shown_once and mark not in self.gone_noticed:
                    self.gone_noticed.add(mark)
                    if (spell.deadline(now) or date.max) >= today and self.is_well(house, spell.ends - BACK_OFF, now):
                        self.closings.hours.append((now - spell.ends) / HOUR)
            elif now - spell.ends > self.closed_after(house) and self.is_well(house, now - self.closed_after(house), now):
                self.violate(now, "a closing was not noticed", f"{job.id} {card['id']} {card['title']}: gone since {spell.ends:%d.%m. %H:%M}", f"{job.id} {spell.begins}")
            return
        if (spell.deadline(now) or date.max) < today:
            return
        if card is not None:
            if mark not in self.shown_once:
                self.shown_once.add(mark)
                if spell.begins > self.script.begin and self.is_well(house, spell.begins - BACK_OFF, now):
                    self.births.hours.append((now - spell.begins) / HOUR)
            return
        known_from = self._known_from(house, spell, now)
        if now - known_from > self.seen_after(house) and self.is_well(house, now - self.seen_after(house), now):
            self.violate(now, "a closing that is none" if mark in self.shown_once else "a job was not noticed", self._of(house, job, spell, now), f"{job.id} {spell.begins}")
        elif mark in self.shown_once and known_from == spell.begins:
            self.violate(now, "a closing that is none", self._of(house, job, spell, now), f"{job.id} {spell.begins}")

    def _known_from(self, house: House, spell: Spell, now: datetime) -> datetime:
        """Since when a reader of the portal can know that the ad is open: not before its last change where the old deadline passed meanwhile."""
        if len(spell.deadlines) < 2 or spell.deadlines[1][0] > now:
            return spell.begins
        changed, before = spell.deadlines[1][0], spell.deadlines[0][1]
        assert before is not None
        over = datetime.combine(before, time(), BERLIN) + DAY
        asked = max(changed, over - 2 * DAY)
        if now < over or (over - asked > self.seen_after(house) and self.is_well(house, asked, over)):
            return spell.begins
        # Too late to be read in time: the page is asked again around the old deadline, else when it is old.
        in_time = self.is_well(house, asked, max(asked, over) + DAY) and asked <= over
        return max(asked, over) + (timedelta(0) if in_time else READ_AGAIN)

    def _of(self, house: House, job: Job, spell: Spell, now: datetime) -> str:
        outage = house.outage(now)
        return (f"{job.id} {spell.title(now)}, number {spell.number}, since {spell.begins:%d.%m. %H:%M} to {spell.ends:%d.%m. %H:%M}, deadlines {[str(day) for _, day in spell.deadlines]}, "
                f"vacancies {sorted(self.ids[job.id])}{f', outage {outage.fault}' if outage else ''}")

    def _of_block(self, item: Mapping[str, Any], now: datetime, day: date) -> Job | None:
        """A line of a block: open, and open still on ``day``."""
        job = self._job_of(item, now)
        if job is not None:
            self._not_dead(job, now, day, "the block")
        return job

    def job(self, job_id: str) -> Job:
        house = self.script.by_key[job_id.split("-", maxsplit=1)[0]]
        return next(job for job in house.jobs if job.id == job_id)

    def issue(self, day: date, now: datetime, body: bytes) -> None:
        """A released issue: every job open for a week more, none told before."""
        for item in json.loads(body)["items"]:
            job = self._of_block(item, now, day)
            spell = job.last_spell(now) if job else None
            if job is None or spell is None:
                continue
            deadline = spell.deadline(now)
            if deadline is not None and deadline < day + timedelta(days=7):
                self.violate(now, "the issue shows an ad that ends too soon", f"{job.id}: {deadline}")
            if (before := self.issued.setdefault((job.id, spell.round), day)) != day:
                self.violate(now, "an issue tells a job twice", f"{job.id} round {spell.round}: {before} and {day}")

    def static(self, now: datetime, public: Path) -> None:
        """The static site shows what the API shows."""
        listed = {name for file in [public / "index.html", *public.glob("seite/*/index.html")] for name in FEED_ITEM.findall(file.read_text(encoding="utf-8"))}
        told = {card["id"] for card in json.loads(self.ask("/v1/vacancies?je_seite=500"))["vacancies"]}
        if listed != told:
            self.violate(now, "the static site differs", f"only there {sorted(listed - told)}, only here {sorted(told - listed)}")

    def status(self, now: datetime) -> None:
        """Green only when it is true, and not red for ever."""
        found = json.loads(self.ask("/status.json"))
        levels = {member["key"]: (member["level"], member["message"]) for member in found["members"]}
        for house in self.script.houses:
            level, words = levels[house.key]
            bad = [(begins, ends) for begins, ends in self._certain(house) if begins <= now < ends]
            if bad and level == "green" and now - min(begins for begins, _ in bad) > self.seen_after(house):
                self.violate(now, "the status is green and it is not true", house.key, f"{house.key} {bad[0][0]}")
            if level != "green" and self.is_well(house, now - self.seen_after(house), now):
                self.violate(now, "the status is not green although all is well", f"{house.key}: {words}", f"{house.key} {now.date()}")
            if level != "green" and found["level"] == "green":
                self.violate(now, "the whole is green and a member is not", house.key)

    def _certain(self, house: House) -> list[tuple[datetime, datetime]]:
        """When no visit can be complete."""
        return sorted([(outage.begins, outage.ends) for outage in house.outages if outage.is_certain]
                      + [(begins, ends) for begins, ends in self.open_questions[house.key] if (house.key, begins) not in self._quiet])

    # -- mails ---------------------------------------------------------------------------------------------------------

    def mails(self, now: datetime, mails: Iterable[tuple[str, str]]) -> None:
        for subject, text in mails:
            if ", Woche vom " in subject:
                self.mondays.append(subject.split(":")[0])
            elif "Entwurf für den" in subject:
                self.drafts.append(subject.split(":")[0])
            else:
                self._alert(now, subject, text)

    def _alert(self, now: datetime, subject: str, text: str) -> None:
        known = 0
        for house in self.script.houses:
            for line in text.splitlines():
                if line.startswith(f"{house.employer.short_name}: "):
                    known += 1
                    self.told[house.key].append((now, "over" if "wird wieder vollständig gelesen" in line else "new"))
        if not known:
            self.violate(now, "a mail that speaks of nobody", subject)

    def account_of_rounds(self, end: datetime) -> tuple[int, int]:
        """How many jobs were shown in a new round, and how many of these the feed told as new."""
        again = {job_id for job_id, spell in self.shown_once if spell.round > 1 and end - spell.begins > 3 * DAY}
        told = {job_id for job_id, round_ in self.reader.told if round_ > 1}
        for job_id in sorted(again - told):
            self.violate(end, "a new round was not told", job_id)
        return len(again), len(again & told)

    def account_of_alerts(self, end: datetime) -> tuple[int, int, int]:
        """Compare what was told with what happened; (outages that had to be told, alerts, recoveries)."""
        needed = alerts = recoveries = 0
        for house in self.script.houses:
            told = self.told[house.key]
            alerts += sum(kind == "new" for _, kind in told)
            recoveries += sum(kind == "over" for _, kind in told)
            if [kind for _, kind in told] != ["new", "over"] * (len(told) // 2) + ["new"] * (len(told) % 2):
                self.violate(end, "outages and recoveries do not alternate", f"{house.key}: {[(f'{at:%d.%m. %H:%M}', kind) for at, kind in told]}")
            patience, rest = max(DAY, 2 * house.period), list(told)
            for begins, ends, parts, most in self._groups(house):
                mine = [one for one in rest if begins <= one[0] <= ends + self.seen_after(house) + TICK]
                rest = [one for one in rest if one not in mine]
                new = [at for at, kind in mine if kind == "new"]
                must = any(min(b, end) - a > patience + 2 * TICK and not self._slept(a, a + patience + 2 * TICK) for a, b in parts)
                needed += must
                words = f"{house.key}: {begins:%d.%m. %H:%M} to {ends:%d.%m. %H:%M}, told {[(f'{at:%d.%m. %H:%M}', kind) for at, kind in mine]}"
                if must and not new:
                    self.violate(end, "an outage was not reported", words)
                if len(new) > most:
                    self.violate(end, "an outage was reported more than once", words)
                if new and ends + self.seen_after(house) + TICK < end and len(mine) != 2 * len(new):
                    self.violate(end, "a recovery was not reported", words)
                if new and ends - begins + max(house.period * 1.05, BACK_OFF) + TICK < patience:
                    self.violate(end, "an outage was reported that was over soon", words)
            if rest:
                self.violate(end, "something was reported that did not happen", f"{house.key}: {[(f'{at:%d.%m. %H:%M}', kind) for at, kind in rest]}")
        return needed, alerts, recoveries

    def _slept(self, since: datetime, until: datetime) -> bool:
        return any(begins < until and ends > since for begins, ends in self.script.asleep)

    def _groups(self, house: House) -> list[tuple[datetime, datetime, list[tuple[datetime, datetime]], int]]:
        """Bad times; those between which no visit need have been complete are one. Begin, end, what of it is certain, how many may be told."""
        certain = self._certain(house)
        groups: list[tuple[datetime, datetime, list[tuple[datetime, datetime]], int]] = []
        for begins, ends in sorted({*certain, *self.spans(house)}):
            part = [(begins, ends)] if (begins, ends) in certain else []
            if groups and begins - groups[-1][1] < self.seen_after(house):
                first, last, parts, most = groups[-1]
                groups[-1] = (first, max(last, ends), [*parts, *part], most + 1)
            else:
                groups.append((begins, ends, part, 1))
        return groups


def _turns(house: House, script: Script) -> list[datetime]:
    """When a person must decide: a relaunch, many jobs that end at once."""
    return [surface.since for surface in house.surfaces if surface.since > script.begin] + [at for at, _ in house.shocks]


class Reader:
    """A feed reader that remembers what it was told."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.seen: set[str] = set()
        self.told: dict[tuple[str, int], str] = {}

    def read(self, now: datetime, body: bytes) -> None:
        watch, found = self.watch, feedparser.parse(body)
        if found.bozo:
            watch.violate(now, "the feed is broken", repr(found.get("bozo_exception")))
        for entry in found.entries:
            if entry.id in self.seen:
                continue
            self.seen.add(entry.id)
            name = FEED_ITEM.search(entry.link)
            job_id = watch.jobs.get(name[1]) if name else None
            if job_id is None:
                watch.violate(now, "the feed tells what nobody knows", f"{entry.id} {entry.title}")
                continue
            job = watch.job(job_id)
            spell = job.last_spell(now)
            watch._not_dead(job, now, now.astimezone(BERLIN).date(), "the feed")
            if spell and (before := self.told.setdefault((job_id, spell.round), entry.id)) != entry.id:
                watch.violate(now, "the feed tells a job twice", f"{job_id} {entry.title}, round {spell.round}: {before}, then {entry.id}")
