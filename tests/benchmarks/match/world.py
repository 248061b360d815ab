"""The truth: employers, vacancies and families of siblings that must stay apart."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests.benchmarks.match.voices import PLACES, Voice

SIBLINGS = ("place", "parallel", "grade", "permanent", "level", "department", "hours", "topic", "employer", "retender", "cohort", "letters", "collective")


@dataclass(frozen=True)
class Job:
    """One true vacancy (in one round)."""

    truth: str
    employer: str
    place: tuple[str, str, str, str]
    role: tuple[str, str, str, str]
    topic: str
    tasks: tuple[str, ...]
    profile: tuple[str, ...]
    intro: str
    closing: str
    offer: tuple[str, ...]
    headings: tuple[str, str, str]
    grade: str
    permanent: bool
    hours: str
    department: str | None
    reference: str
    published: date
    deadline: date
    level: str = ""
    prefix: str = ""
    suffix: str = ""
    style: int = 0
    start_year: int = 0
    round: int = 1
    family: str | None = None
    extra_places: tuple[tuple[str, str, str, str], ...] = field(default=())
    family_id: str = ""


def employers(rng: random.Random, count: int) -> list[tuple[str, tuple[str, str, str, str]]]:
    """Invented employers at real places; Stadt, Kreis and Stadtwerke of one place are three."""
    shapes = ("Stadt {p}", "Kreis {p}", "Stadtwerke {p} GmbH", "Kommunales Rechenzentrum {p}", "Zweckverband Datenverarbeitung {p}", "IT-Verbund {p} AöR", "{p} Digital GmbH", "Kommunale Informationsdienste {p} (KI{a})")
    rows = [(shape, place) for place in PLACES for shape in shapes]
    rng.shuffle(rows)
    names = []
    for number in range(count):
        shape, place = rows[number % len(rows)]
        part = "" if number < len(rows) else f" {('Nord', 'Ost', 'Süd', 'West', 'Mitte')[number // len(rows) % 5]} {number // len(rows) or ''}".rstrip()
        names.append((shape.format(p=place[0] + part, a=place[0][:1].upper()), place))
    return names


def world(seed: int, vacancies: int, voice: Voice, siblings: float = 0.19) -> list[Job]:
    """``vacancies`` true vacancies, of which about a share ``siblings`` stands in families."""
    rng = random.Random(seed)
    bosses = employers(rng, max(8, vacancies // 25))
    profiles = [(rng.choice(voice.intro).format(e=name, n=rng.randint(40, 900)), rng.choice(voice.closing), tuple(rng.sample(voice.offer, 4)), rng.choice(voice.headings), rng.randrange(5)) for name, _ in bosses]
    jobs: list[Job] = []
    number = 0
    taken: set[tuple[str, str, str]] = set()
    while len({job.truth for job in jobs}) < vacancies:
        number += 1
        which = rng.randrange(len(bosses))
        base = _job(rng, voice, number, bosses[which], profiles[which])
        # Two jobs of one employer with one title are siblings, and come only as such.
        if (base.employer, base.role[0], base.topic) in taken:
            continue
        taken.add((base.employer, base.role[0], base.topic))
        if rng.random() < siblings / 2.4:
            jobs += _family(rng, voice, base, rng.choice(SIBLINGS), bosses)
            continue
        if rng.random() < 0.06:
            base = replace(base, extra_places=(rng.choice(PLACES),))
        jobs.append(base)
        if rng.random() < 0.05:
            start = base.deadline + timedelta(days=rng.randint(3, 120))
            jobs.append(replace(base, published=start, deadline=start + timedelta(days=28), reference=_reference(rng, number + 500_000, start, base.style), round=2))
    return jobs


def _reference(rng: random.Random, number: int, day: date, style: int) -> str:
    serial = number % 9000 + rng.randrange(3)
    return (f"{day.year}/{serial:04d}", f"{serial}/{day:%y}", f"IT-{serial}-{day.year}", f"{day:%y}-{serial:03d}", f"K{serial}")[style]


def _job(rng: random.Random, voice: Voice, number: int, boss: tuple[str, tuple[str, str, str, str]], profile: tuple) -> Job:
    name, place = boss
    topic = rng.choice(voice.topics)
    published = date(2025, 1, 7) + timedelta(days=rng.randrange(540))
    intro, closing, offer, headings, style = profile
    grade = rng.choice(("6", "8", "9a", "9b", "9c", "10", "11", "12", "13", "9b-11", "10-12"))
    return Job(
        truth=f"v{number}", employer=name, place=place, role=rng.choice(voice.roles), topic=topic,
        tasks=tuple(s.format(t=topic) for s in rng.sample(voice.tasks, rng.randint(5, 8))), profile=tuple(s.format(t=topic) for s in rng.sample(voice.profile, 4)),
        intro=intro, closing=closing, offer=offer, headings=headings, grade=grade, permanent=rng.random() < 0.8, hours=rng.choice(("39", "39", "39", "19,5", "30")),
        department=rng.choice((None, *voice.departments)), reference=_reference(rng, number, published, style), published=published, deadline=published + timedelta(days=rng.choice((14, 21, 28, 35))), style=style)


def _family(rng: random.Random, voice: Voice, base: Job, kind: str, bosses: list) -> list[Job]:
    base = replace(base, family=kind, family_id=base.truth)
    count = rng.choice((2, 2, 3))

    def sibling(n: int, **values: object) -> Job:
        return replace(base, truth=f"{base.truth}.{n}", reference=_reference(rng, rng.randrange(20_000, 90_000), base.published, base.style), **values)

    if kind == "place":
        return [base] + [sibling(n, place=place) for n, place in enumerate(rng.sample([p for p in PLACES if p != base.place], count - 1))]
    if kind == "parallel":
        return [base] + [sibling(n) for n in range(count - 1)]
    if kind == "grade":
        return [replace(base, grade="9a"), sibling(1, grade="11")]
    if kind == "permanent":
        return [replace(base, permanent=True), sibling(1, permanent=False)]
    if kind == "level":
        return [base, sibling(1, level=rng.choice(("Senior", "Junior", "Leitender", "Stellvertretender")))]
    if kind == "department":
        one, two = rng.sample(voice.departments, 2)
        return [replace(base, department=one), sibling(1, department=two)]
    if kind == "hours":
        return [replace(base, hours="15"), sibling(1, hours="20")]
    if kind == "topic":
        one, two = rng.choice(voice.pairs)
        first = replace(base, topic=one, tasks=tuple(s.replace(base.topic, one) for s in base.tasks), profile=tuple(s.replace(base.topic, one) for s in base.profile))
        return [first, sibling(1, topic=two, tasks=tuple(s.replace(base.topic, two) for s in base.tasks), profile=tuple(s.replace(base.topic, two) for s in base.profile))]
    if kind == "employer":
        town = base.place[0]
        names = [f"Stadt {town}", f"Kreis {town}", f"Stadtwerke {town} GmbH"]
        return [replace(base if n == 0 else sibling(n), employer=name, intro=base.intro.replace(base.employer, name)) for n, name in enumerate(names[:count])]
    if kind == "retender":
        start = base.deadline + timedelta(days=rng.randint(165, 320))
        return [base, sibling(1, published=start, deadline=start + timedelta(days=28))]
    if kind == "cohort":
        prefix = rng.choice(("Ausbildung", "Duales Studium"))
        year = base.published.year + 1
        later = base.published + timedelta(days=rng.randint(20, 60))
        return [replace(base, prefix=prefix, start_year=year), sibling(1, prefix=prefix, start_year=year + 1, published=later, deadline=later + timedelta(days=40))]
    if kind == "letters":
        serial = rng.randint(3, 60)
        return [replace(base if n == 0 else sibling(n), suffix=f"({serial}{'abcdefg'[n]})") for n in range(count)]
    many = replace(base, prefix="Mehrere", suffix="in verschiedenen Bereichen", tasks=tuple(rng.sample([s.format(t="unsere Fachbereiche") for s in voice.tasks], 6)))
    return [base, replace(many, truth=f"{base.truth}.c", reference=_reference(rng, rng.randrange(20_000, 90_000), base.published, base.style))]
