"""What truly happens in a simulated year: houses, their portals, their jobs and their outages. A pure function of the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from spiders.samples import bank
from spiders.samples.play import BERLIN
from spiders.samples.world import Employer, job_text

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: Faults under which no visit can be complete, and those under which a whole list may come all the same.
CERTAIN = ("500", "hang", "layout", "login", "truncated", "429", "selfredirect", "offsite", "robots500", "robotsdeny", "empty", "half", "short", "trickle")
HARMLESS = ("detail500", "soft404", "latin1", "loop")
#: A list of fewer jobs than this may be believed when half of it is missing.
MANY = 8


@dataclass(frozen=True)
class Surface:
    """The software of a portal at an address, from ``since`` on. ``before``: what the one before it says from then on (gone, empty, leads)."""

    since: datetime
    platform: str
    address: str
    #: Added to the number of every ad: new software counts anew.
    shift: int = 0
    before: str = ""


@dataclass(frozen=True)
class Outage:
    fault: str
    begins: datetime
    ends: datetime

    @property
    def is_certain(self) -> bool:
        return self.fault in CERTAIN


@dataclass(frozen=True)
class Spell:
    """A time in which an ad stands on its portal under one number. ``round`` counts the advertisements that a reader must be told of."""

    number: int
    reference: str
    begins: datetime
    ends: datetime
    round: int
    titles: tuple[tuple[datetime, str], ...]
    deadlines: tuple[tuple[datetime, date | None], ...]

    def title(self, now: datetime) -> str:
        return [title for since, title in self.titles if since <= max(now, self.begins)][-1]

    def stated(self, now: datetime) -> tuple[datetime, date | None]:
        """The deadline as the ad states it, and since when."""
        return [stated for stated in self.deadlines if stated[0] <= max(now, self.begins)][-1]

    def deadline(self, now: datetime) -> date | None:
        return self.stated(now)[1]

    def stands(self, now: datetime) -> bool:
        return self.begins <= now < self.ends


@dataclass(frozen=True)
class Job:
    """A job that people can apply for, in one or more spells."""

    id: str
    place: tuple[str, str]
    lines: tuple[str, ...]
    facts: dict[str, Any]
    spells: tuple[Spell, ...]

    def spell(self, now: datetime) -> Spell | None:
        """The spell that stands now."""
        return next((spell for spell in self.spells if spell.stands(now)), None)

    def last_spell(self, now: datetime) -> Spell | None:
        """The spell that stands now, or the last one that stood."""
        return next((spell for spell in reversed(self.spells) if spell.begins <= now), None)


@dataclass(frozen=True)
class House:
    """An employer with all that happens to it."""

    employer: Employer
    every: str
    website: str
    surfaces: tuple[Surface, ...]
    jobs: tuple[Job, ...] = ()
    outages: tuple[Outage, ...] = ()
    #: Instants at which many jobs truly end at once, and the share that ends.
    shocks: tuple[tuple[datetime, float], ...] = ()

    @property
    def key(self) -> str:
        return self.employer.key

    @cached_property
    def period(self) -> timedelta:
        return timedelta(hours=float(self.every.rstrip("h")))

    def surface(self, now: datetime) -> Surface:
        return [surface for surface in self.surfaces if surface.since <= now][-1]

    def outage(self, now: datetime) -> Outage | None:
        return next((outage for outage in self.outages if outage.begins <= now < outage.ends), None)


@dataclass(frozen=True)
class Script:
    begin: datetime
    days: int
    houses: tuple[House, ...]
    #: Our own machine sleeps: nobody visits, nobody reads.
    asleep: tuple[tuple[datetime, datetime], ...] = ()

    @cached_property
    def by_key(self) -> dict[str, House]:
        return {house.key: house for house in self.houses}

    def is_asleep(self, now: datetime) -> bool:
        return any(begins <= now < ends for begins, ends in self.asleep)


#: Name, short name, places, state, platforms in order of time, jobs, rhythm; "=" is the same software under another address, "#" counts anew in its place.
_HOUSES = (
    ("elbtal", "IT-Verbund Elbtal AöR", "ITV Elbtal", (("01067", "Dresden"), ("01662", "Meißen"), ("01796", "Pirna")), "DE-SN", ("rexx", "onlyfy"), 24, "12h"),
    ("weserland", "Zweckverband Weserland Digital", "Weserland Digital", (("32423", "Minden"), ("32657", "Lemgo"), ("32756", "Detmold")), "DE-NW", ("softgarden", "#"), 20, "12h"),
    ("lahn", "Kommunales Datenhaus Lahn GmbH", "Datenhaus Lahn", (("35037", "Marburg"), ("35390", "Gießen"), ("35578", "Wetzlar")), "DE-HE", ("personio", "softgarden"), 16, "6h"),
    ("allgaeu", "Kreisrechenzentrum Allgäu", "KRZ Allgäu", (("87435", "Kempten (Allgäu)"), ("87600", "Kaufbeuren")), "DE-BY", ("jsonld", "="), 14, "12h"),
    ("neckar", "Zweckverband Neckar-IT", "Neckar-IT", (("74072", "Heilbronn"), ("74889", "Sinsheim")), "DE-BW", ("dvinci",), 14, "24h"),
    ("warnow", "Warnow-IT AöR", "Warnow-IT", (("18055", "Rostock"), ("18273", "Güstrow")), "DE-MV", ("bite", "rexx"), 12, "12h"),
    ("saale", "Saale Digital GmbH", "Saale Digital", (("06217", "Merseburg"), ("06667", "Weißenfels")), "DE-ST", ("onlyfy", "#"), 12, "24h"),
    ("ruhrtal", "IT-Kooperation Ruhrtal", "ITK Ruhrtal", (("58452", "Witten"), ("45525", "Hattingen")), "DE-NW", ("concludis",), 10, "24h"),
    ("nordwest", "Kommunale Daten Nordwest eG", "KD Nordwest", (("26122", "Oldenburg"), ("26721", "Emden")), "DE-NI", ("hr4you", "jsonld"), 10, "24h"),
    ("ortenau", "Ortenauer Systemhaus AöR", "Ortenau SH", (("77652", "Offenburg"), ("77933", "Lahr")), "DE-BW", ("umantis", "="), 12, "24h"),
    ("suhl", "Kommunaldaten Thüringer Wald", "KDTW", (("98527", "Suhl"), ("98693", "Ilmenau")), "DE-TH", ("interamt",), 10, "12h"),
    ("nahe", "Kommunalservice Nahe IT", "KS Nahe", (("55543", "Bad Kreuznach"),), "DE-RP", ("jsonld", "#"), 3, "12h"),
)


def write(seed: int, begin: datetime, days: int, members: int = len(_HOUSES)) -> Script:
    """The script of ``days`` days from ``begin`` on with the first ``members`` houses."""
    houses = [_house(seed, begin, days, number, *row) for number, row in enumerate(_HOUSES[:members])]
    night = begin + timedelta(days=200, hours=15)
    return Script(begin, days, tuple(houses), ((night, night + 2 * DAY),) if days > 210 else ())


def _house(seed: int, begin: datetime, days: int, number: int, key: str, name: str, short: str, places: tuple[tuple[str, str], ...], state: str,
           platforms: tuple[str, ...], count: int, every: str) -> House:
    chance = random.Random(f"{seed} {key}")
    employer = Employer(key, name, short, places, state, platforms[0], count, 0)
    house = House(employer, every, f"127.0.5.{100 + number}", tuple(_surfaces(chance, begin, days, number, platforms)))
    if chance.random() < 0.4 or count < MANY:
        at = _hour(begin + days * DAY * chance.uniform(0.15, 0.85), chance)
        if all(abs(at - surface.since) > 8 * DAY for surface in house.surfaces):
            house = replace(house, shocks=((at, 1.0 if count < MANY else chance.uniform(0.5, 0.7)),))
    house = replace(house, outages=tuple(_outages(chance, begin, days, house)))
    jobs = tuple(job for slot in range(count) for job in _slot(chance, begin, days, house, slot))
    return replace(house, jobs=jobs)


def _surfaces(chance: random.Random, begin: datetime, days: int, number: int, platforms: Sequence[str]) -> Iterator[Surface]:
    platform, address = platforms[0], f"127.0.5.{10 + 2 * number}"
    yield Surface(begin - 400 * DAY, platform, address)
    if len(platforms) > 1:
        since = _hour(begin + days * DAY * chance.uniform(0.2, 0.8), chance)
        if platforms[1] == "#":
            yield Surface(since, platform, address, 500_000)
        else:
            same = platforms[1] == "="
            yield Surface(since, platform if same else platforms[1], f"127.0.5.{11 + 2 * number}", 0 if same else 500_000, chance.choice(("gone", "empty", "leads")))


def _outages(chance: random.Random, begin: datetime, days: int, house: House) -> Iterator[Outage]:
    """About ten a year: half of them hours, a third part of a day, the rest days."""
    turns = [surface.since for surface in house.surfaces] + [at for at, _ in house.shocks]
    at = begin + DAY * chance.uniform(3, 30)
    while at < begin + days * DAY:
        kind = chance.random()
        length = HOUR * (chance.uniform(1, 8) if kind < 0.45 else chance.uniform(8, 22) if kind < 0.7 else chance.uniform(36, 150))
        fault = chance.choice([name for name in (*CERTAIN, *CERTAIN, *HARMLESS) if house.employer.count >= MANY or name not in ("half", "short")])
        if not any(at - 5 * DAY < turn < at + length + 9 * DAY for turn in turns):
            yield Outage(fault, at, at + length)
        at += length + DAY * chance.uniform(6, 60)


def _slot(chance: random.Random, begin: datetime, days: int, house: House, slot: int) -> Iterator[Job]:
    """One desk after the other: a job ends, some days later another one is advertised there."""
    at, cycle = begin - DAY * chance.uniform(1, 50), 0
    while at < begin + days * DAY:
        job = _job(chance, house, slot, cycle, at)
        yield job
        at, cycle = max(spell.ends for spell in job.spells) + DAY * chance.uniform(0, 9), cycle + 1
        for shock, share in house.shocks:
            if share == 1.0 and shock <= at < shock + 25 * DAY:
                at = shock + DAY * chance.uniform(18, 30)  # an empty list for a while


def _job(chance: random.Random, house: House, slot: int, cycle: int, at: datetime) -> Job:
    employer = house.employer
    turn = slot + employer.count * cycle
    job = bank.JOBS[turn % len(bank.JOBS)]
    subject = bank.SUBJECTS[(turn // len(bank.JOBS) + turn % len(bank.JOBS)) % len(bank.SUBJECTS)]
    facts: dict[str, Any] = {"kind": "job", "permanent": None, "pay_grades": [], "remote": None}
    lines = tuple(job_text(employer, job, subject[1], facts, chance))
    place = employer.places[chance.randrange(len(employer.places))]
    number = 100_000 + (slot * 401 + cycle * 7) * 5
    first = _spell(chance, house, f"{job.title} {subject[0]}", number, f"{at.year}/{slot:03}-{cycle}", at, 1)
    return Job(f"{employer.key}-{slot}-{cycle}", place, lines, facts, (first, *_again(chance, house, first)))


def _again(chance: random.Random, house: House, first: Spell) -> Iterator[Spell]:
    """Some ads come back: as they were, under a new number, or as a new round after their deadline."""
    if any(first.ends == at for at, _ in house.shocks):
        return
    kind, title, last = chance.random(), first.titles[-1][1], first.deadlines[-1][1]
    if last is not None and _morning(last) < first.ends:
        if kind < 0.15:
            at = _hour(max(first.ends, _morning(last)) + DAY * chance.uniform(4, 60), chance)
            yield _spell(chance, house, title, first.number + 1, f"{first.reference}w", at, 2)
    elif kind < 0.3:
        at = _hour(first.ends + DAY * chance.uniform(3, 9), chance)
        if last is None or _morning(last) > at + 5 * DAY:
            again = _spell(chance, house, title, first.number + (2 if kind < 0.15 else 0), first.reference, at, 1)
            yield replace(again, deadlines=((again.begins, last),), ends=min(again.ends, _morning(last) + DAY) if last else again.ends)


def _spell(chance: random.Random, house: House, title: str, number: int, reference: str, at: datetime, round_: int) -> Spell:
    begins = _hour(at, chance)
    ends = _hour(begins + DAY * chance.uniform(25, 75), chance)
    deadlines: list[tuple[datetime, date | None]] = [(begins, None)]
    if chance.random() < 0.75:
        deadlines, ends = _deadlines(chance, begins, ends)
    for shock, share in house.shocks:
        if begins < shock < ends and chance.random() < share:
            ends = shock
    titles = [(begins, title)]
    if chance.random() < 0.15:
        titles.append((begins + (ends - begins) * chance.uniform(0.1, 0.9), _edited(title, chance)))
    return Spell(number, reference, begins, ends, round_, tuple(titles), tuple(deadlines))


def _deadlines(chance: random.Random, begins: datetime, ends: datetime) -> tuple[list[tuple[datetime, date | None]], datetime]:
    """What the ad says of its deadline over time, and when it goes: at night, days later, or days before."""
    deadline = ends.date()
    found: list[tuple[datetime, date | None]] = [(begins, deadline)]
    kind = chance.random()
    if kind < 0.15:
        # Extended in time, or when it is over already.
        late = kind < 0.03
        at = _hour(_morning(deadline) + DAY * (chance.uniform(1, 3) if late else -chance.uniform(2, 4)), chance)
        if at > begins + 3 * DAY:
            deadline += timedelta(days=chance.randint(8, 20))
            found.append((at, deadline))
    kind = chance.random()
    if kind < 0.65:
        return found, _morning(deadline) + DAY + HOUR * chance.uniform(0.1, 8)
    if kind < 0.8:
        return found, _hour(_morning(deadline) + DAY * chance.uniform(3, 9), chance)
    return found, max(_hour(_morning(deadline) - DAY * chance.uniform(2, 12), chance), found[-1][0] + 4 * HOUR)


def _edited(title: str, chance: random.Random) -> str:
    """The same job in other words."""
    return chance.choice((title.replace("(m/w/d)", "(w/m/d)"), f"{title} in Voll- oder Teilzeit", f"{title}, unbefristet", title.replace("(m/w/d)", "(gn)"), title.replace("(m/w/d) ", "") + " (m/w/d)"))


def _hour(at: datetime, chance: random.Random) -> datetime:
    """Some minute of that day's office hours."""
    return datetime.combine(at.astimezone(BERLIN).date(), time(chance.randint(7, 16), chance.randrange(60)), BERLIN)


def _morning(day: date) -> datetime:
    """The midnight with which ``day`` begins."""
    return datetime.combine(day, time(), BERLIN)
