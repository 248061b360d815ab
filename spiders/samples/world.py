"""What the invented employers advertise: a pure function of seed and day, so that the past can be played again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from spiders.samples import bank

if TYPE_CHECKING:
    from spiders.samples.play import Play

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")


@dataclass(frozen=True)
class Employer:
    """An invented employer. ``host`` is the last number of its address 127.0.0.N."""

    key: str
    name: str
    short_name: str
    places: tuple[tuple[str, str], ...]
    state: str
    platform: str
    count: int
    host: int
    #: A second surface of the platform (``play.variants``); "joint" in ``style``: it tells what others advertise.
    variant: str = ""
    style: str = ""

    @property
    def city(self) -> str:
        return self.places[0][1]

    def play(self, ads: list[Ad], port: int) -> Play:
        """Its portal with these ads, listening on ``port``."""
        from spiders.samples.play import plays  # which knows ads and employers itself

        return plays(self.platform, self.variant)(f"http://127.0.0.{self.host}:{port}", ads, self)


EMPLOYERS = (
    Employer("itv-elbtal", "IT-Verbund Elbtal AöR", "ITV Elbtal", (("01067", "Dresden"), ("01662", "Meißen"), ("01796", "Pirna"), ("01589", "Riesa")), "DE-SN", "rexx", 235, 11),
    Employer("weserland-digital", "Zweckverband Weserland Digital", "Weserland Digital", (("32423", "Minden"), ("32657", "Lemgo"), ("32756", "Detmold")), "DE-NW", "softgarden", 60, 12),
    Employer("datenhaus-lahn", "Kommunales Datenhaus Lahn GmbH", "Datenhaus Lahn", (("35037", "Marburg"), ("35390", "Gießen"), ("35578", "Wetzlar")), "DE-HE", "personio", 34, 13),
    Employer("krz-allgaeu", "Kreisrechenzentrum Allgäu", "KRZ Allgäu", (("87435", "Kempten (Allgäu)"), ("87600", "Kaufbeuren"), ("87700", "Memmingen")), "DE-BY", "jsonld", 27, 14),
    Employer("digitalwerk-oderland", "Digitalwerk Oderland eG", "Digitalwerk Oderland", (("15230", "Frankfurt (Oder)"), ("15517", "Fürstenwalde")), "DE-BB", "jsonld", 24, 15, "sitemap"),
    Employer("foerdenetz", "Fördenetz Kommunal AöR", "Fördenetz", (("24103", "Kiel"), ("24937", "Flensburg"), ("24768", "Rendsburg")), "DE-SH", "jsonld", 17, 16, "microdata"),
    Employer("ks-nahe", "Kommunalservice Nahe IT", "KS Nahe", (("55543", "Bad Kreuznach"),), "DE-RP", "jsonld", 3, 17),
    Employer("harz-it", "Harz-IT Zweckverband", "Harz-IT", (("38640", "Goslar"), ("38855", "Wernigerode")), "DE-NI", "softgarden", 0, 18),
    Employer("rathausjobs", "Gemeinschaftsportal Rathausjobs", "Rathausjobs", (("10178", "Berlin"),), "DE-BE", "jsonld", 0, 19, style="joint"),
    Employer("neckar-it", "Zweckverband Neckar-IT", "Neckar-IT", (("74072", "Heilbronn"), ("74889", "Sinsheim"), ("74821", "Mosbach")), "DE-BW", "dvinci", 12, 20),
    Employer("warnow-it", "Warnow-IT AöR", "Warnow-IT", (("18055", "Rostock"), ("18273", "Güstrow")), "DE-MV", "bite", 12, 21),
    Employer("saale-digital", "Saale Digital GmbH", "Saale Digital", (("06217", "Merseburg"), ("06667", "Weißenfels")), "DE-ST", "onlyfy", 10, 22),
    Employer("isar-rechenzentrum", "Isar-Rechenzentrum AöR", "Isar-RZ", (("84028", "Landshut"), ("85354", "Freising")), "DE-BY", "successfactors", 10, 23),
    Employer("kommunaldaten-suhl", "Kommunaldaten Thüringer Wald", "KDTW", (("98527", "Suhl"), ("98693", "Ilmenau"), ("98617", "Meiningen")), "DE-TH", "interamt", 11, 24),
    Employer("ruhrtal-it", "IT-Kooperation Ruhrtal", "ITK Ruhrtal", (("58452", "Witten"), ("45525", "Hattingen")), "DE-NW", "concludis", 9, 25),
    Employer("nordwest-daten", "Kommunale Daten Nordwest eG", "KD Nordwest", (("26122", "Oldenburg"), ("26721", "Emden")), "DE-NI", "hr4you", 8, 26),
    Employer("ortenau-systemhaus", "Ortenauer Systemhaus AöR", "Ortenau SH", (("77652", "Offenburg"), ("77933", "Lahr")), "DE-BW", "umantis", 12, 27),
    Employer("elbinsel-digital", "Elbinsel Digital AöR", "Elbinsel Digital", (("21109", "Hamburg"),), "DE-HH", "beesite", 6, 28),
    Employer("saarschleife-it", "Gemeindeverband Saarschleife IT", "GVS IT", (("66663", "Merzig"), ("66693", "Mettlach")), "DE-SL", "html", 10, 29),
)
#: Whose vacancies the joint portal tells once more.
JOINED = ("weserland-digital", "datenhaus-lahn", "krz-allgaeu", "foerdenetz")


@dataclass(frozen=True)
class Ad:
    """One vacancy as its employer advertises it on one day."""

    id: str
    employer: Employer
    number: int
    title: str
    html: str
    born: date
    dies: date
    facts: dict[str, Any]
    place: tuple[str, str]
    changed: date

    @cached_property
    def slug(self) -> str:
        letters = self.title.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
        return "-".join("".join(c if c.isalnum() else " " for c in letters).split())[:60]


class World:
    """All vacancies of all employers by day; the same seed gives the same world."""

    def __init__(self, seed: int = 1, employers: tuple[Employer, ...] = EMPLOYERS) -> None:
        self.seed = seed
        self.employers = employers
        self._written: dict[tuple[str, date], list[Ad]] = {}

    @cached_property
    def by_key(self) -> dict[str, Employer]:
        return {employer.key: employer for employer in self.employers}

    def ads(self, key: str, day: date) -> list[Ad]:
        """What ``key`` advertises on ``day``; the joint portal what it took over from others."""
        employer = self.by_key[key]
        if employer.style == "joint":
            return [told for other in JOINED if other in self.by_key for ad in self.ads(other, day) if (told := self._retold(ad, day))]
        found = self._written.get((key, day))
        if found is None:
            found = [self.ad(employer, slot, day) for slot in range(employer.count)]
            self._written = {**{known: ads for known, ads in self._written.items() if known[1] == day}, (key, day): found}
        return found

    def truth(self, day: date, port: int = 0) -> Iterator[dict[str, Any]]:
        """Each vacancy once with all its postings (source, external id) on portals that listen on ``port``."""
        retold = {ad.id: play for play, ad in self._told_again(day, port)}
        for employer in self.employers:
            if employer.style == "joint":
                continue
            play = employer.play(self.ads(employer.key, day), port)
            for ad in play.ads:
                told = [(employer.key, play), *([(retold[ad.id].employer.key, retold[ad.id])] if ad.id in retold else [])]
                yield {"id": ad.id, "employer": employer.key, "title": ad.title, "born": ad.born.isoformat(), "dies": ad.dies.isoformat(), "facts": play.facts(ad),
                       "postings": [{"source": source, "external_id": shown.external_id(ad)} for source, shown in told]}

    def _told_again(self, day: date, port: int) -> Iterator[tuple[Play, Ad]]:
        for employer in self.employers:
            if employer.style == "joint":
                play = employer.play(self.ads(employer.key, day), port)
                yield from ((play, ad) for ad in play.ads)

    def ad(self, employer: Employer, slot: int, day: date) -> Ad:
        """What one desk of ``employer`` is advertised with on ``day``."""
        chance = random.Random(f"{self.seed} {employer.key} {slot}")  # noqa: S311  a world, not a secret
        life, phase = chance.randint(38, 84), chance.randint(0, 83)
        cycle, age = divmod(day.toordinal() + phase, life)
        return _write(self.seed, employer, slot, cycle, date.fromordinal(cycle * life - phase), life, age)

    def _retold(self, ad: Ad, day: date) -> Ad | None:
        chance = random.Random(f"{self.seed} joint {ad.id}")  # noqa: S311
        if chance.random() > 0.35 or (day - ad.born).days < 2:
            return None
        title = ad.title.replace("(m/w/d)", "(w/m/d)") if chance.random() < 0.5 else ad.title
        return replace(ad, title=title)


def _german(day: date, chance: random.Random) -> str:
    style = chance.randrange(3)
    if style == 0:
        return f"{day.day:02}.{day.month:02}.{day.year}"
    if style == 1:
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def _write(seed: int, employer: Employer, slot: int, cycle: int, born: date, life: int, age: int) -> Ad:
    """Text and truth of one ad; the same in all its life but for an extended deadline."""
    chance = random.Random(f"{seed} {employer.key} {slot} {cycle}")  # noqa: S311
    pairs = len(bank.JOBS) * len(bank.SUBJECTS)
    turn = slot + employer.count * (cycle % max(1, pairs // max(1, employer.count)))
    place = employer.places[chance.randrange(len(employer.places))]
    dies = born + timedelta(days=life)
    trained = chance.random() < 0.04 and employer.count > 20
    number = employer.host * 100_000 + (slot * 401 + cycle % 401) % 100_000
    reference = f"{born.year}/{slot:03}-{cycle % 97}"
    facts: dict[str, Any] = {"locations": [place[1]], "identifier": reference, "kind": "job", "permanent": None, "pay_grades": [], "valid_through": None, "remote": None}
    if trained:
        title, facts["kind"] = bank.TRAINING[turn % len(bank.TRAINING)]
        body = _training(employer, chance)
    else:
        job = bank.JOBS[turn % len(bank.JOBS)]
        subject = bank.SUBJECTS[(turn // len(bank.JOBS) + turn % len(bank.JOBS)) % len(bank.SUBJECTS)]
        title = f"{job.title} {subject[0]}"
        body = job_text(employer, job, subject[1], facts, chance)
    deadline, changed = None, born
    if chance.random() < 0.75:
        deadline = dies - timedelta(days=1)
        if chance.random() < 0.1 and life > 50:
            early = born + timedelta(days=life // 2)
            deadline, changed = (early, born) if age < life // 2 - 3 else (deadline, born + timedelta(days=life // 2 - 3))
    facts["valid_through"] = deadline.isoformat() if deadline else None
    body.append(ending(deadline, reference, place, chance))
    ad_id = f"{employer.key}-{number}"
    return Ad(ad_id, employer, number, title, "\n".join(body), born, dies, facts, place, changed)


def job_text(employer: Employer, job: bank.Job, about: str, facts: dict[str, Any], chance: random.Random) -> list[str]:
    """The sections of one ad; what they state is added to ``facts``."""
    start = chance.choice(("zum nächstmöglichen Zeitpunkt", "ab sofort", "zum nächstmöglichen Zeitpunkt"))
    heads = chance.choice(bank.HEADINGS)
    grade = job.grades[chance.randrange(len(job.grades))]
    permanent = chance.random() < 0.8
    facts |= {"permanent": permanent, "pay_grades": [{"scheme": "TVöD", "min": f"EG {grade}", "max": f"EG {grade}"}]}
    seeks = chance.choice(bank.SEEKS).format(about=about, start=start, Start=start[0].upper() + start[1:])
    term = "ein unbefristetes Beschäftigungsverhältnis in Vollzeit (39 Stunden pro Woche), Teilzeit ist möglich" if permanent else (
        "eine auf zwei Jahre befristete Beschäftigung in Vollzeit mit 39 Wochenstunden, Teilzeit ist möglich")
    offers = [term, chance.choice((f"eine Vergütung nach Entgeltgruppe {grade} TVöD", f"die Eingruppierung in EG {grade} TVöD (VKA)"))]
    if chance.random() < 0.7:
        facts["remote"] = "partial"
        offers.append(chance.choice(bank.REMOTE))
    offers += chance.sample(bank.BENEFITS, 3)
    tasks = chance.sample(job.tasks, 3)
    return [f"<p>{chance.choice(bank.INTROS).format(employer=employer.name, n=chance.randint(12, 90))} {seeks}</p>",
            f"<h3>{heads[0]}</h3>", _list(tasks), f"<h3>{heads[1]}</h3>", _list(job.profile), f"<h3>{heads[2]}</h3>", _list(offers)]


def _training(employer: Employer, chance: random.Random) -> list[str]:
    return [f"<p>{chance.choice(bank.INTROS).format(employer=employer.name, n=chance.randint(12, 90))} Wir bilden aus.</p>",
            "<h3>Was dich erwartet</h3>", _list(["Du lernst alle Bereiche unseres Hauses kennen.", "Du arbeitest von Anfang an in echten Projekten mit."]),
            "<h3>Was du mitbringst</h3>", _list(["einen guten Schulabschluss", "Neugier und Freude an Technik"]),
            "<h3>Was wir bieten</h3>", _list(["eine gute Betreuung", *chance.sample(bank.BENEFITS[:3], 2)])]


def ending(deadline: date | None, reference: str, place: tuple[str, str], chance: random.Random) -> str:
    """The last lines of an ad: place, reference, deadline."""
    apply = f"Bitte bewerben Sie sich bis zum {_german(deadline, chance)} über unser Portal." if deadline else "Bitte bewerben Sie sich über unser Portal."
    return f"<p>Arbeitsort: {place[1]}. Kennziffer: {reference}. {apply}</p>\n<p>{chance.choice(bank.CLOSINGS)}</p>"


def _list(lines: list[str] | tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
