"""From a true vacancy to its postings: each kind of noise has its own switch and its own line of recall."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.match.voices import STATES, Voice
from tests.benchmarks.match.world import Job

NOISE: dict[str, float] = {
    "gender": 0.5, "hyphens": 0.15, "synonym": 0.06, "rare_synonym": 0.03, "lead_in": 0.15, "appended": 0.25, "capitals": 0.06, "transliterated": 0.08, "mojibake": 0.04, "entities": 0.06, "soft_hyphens": 0.05,
    "cut_title": 0.04, "typo": 0.06, "word_order": 0.08, "employer_alias": 0.12, "employer_missing": 0.08, "portal_as_employer": 0.05, "place_decorated": 0.2, "place_missing": 0.08, "reference_reformatted": 0.2,
    "reference_dropped": 0.25, "reference_of_portal": 0.15, "pay_otherwise": 0.15, "pay_missing": 0.2, "deadline_dropped": 0.15, "deadline_extended": 0.06, "snippet": 0.12, "reordered": 0.08, "shortened": 0.12,
    "pdf_only": 0.06, "translated": 0.03, "two_jobs": 0.03, "late_employer": 0.08, "re_post": 0.05, "relaunch": 0.04,
}
SOURCES = ("eigene", "interamt", "ba", "aggregator")


def postings(jobs: list[Job], seed: int, voice: Voice, strength: float = 1.0, only: frozenset[str] | None = None) -> list[dict[str, Any]]:
    """Postings in order of arrival: {"posting", "truth", "noise", "family", "day"}."""
    rng = random.Random(seed * 7919 + 1)
    rows: list[dict[str, Any]] = []
    for job in jobs:
        sources = ["eigene", *rng.sample(SOURCES[1:], rng.choice((0, 1, 1, 2, 2, 3)))]
        late = rng.random() < _p("late_employer", strength, only)
        for n, source in enumerate(sources):
            rows.append(_posting(rng, voice, job, source, strength, only, jobs, delay=(-rng.randint(1, 4) if late and n else rng.choice((0, 0, 1, 2, 5)) if n else 0)))
            if late and n:
                rows[-1]["noise"].add("late_employer")
        if rng.random() < _p("re_post", strength, only):
            again = _posting(rng, voice, job, "eigene", strength, only, jobs, delay=rng.randint(2, 12))
            again["noise"].add("re_post")
            rows.append(again)
        if rng.random() < _p("relaunch", strength, only):
            again = _posting(rng, voice, job, "neu", strength, only, jobs, delay=rng.randint(2, 12))
            again["noise"].add("relaunch")
            rows.append(again)
    order = [(row["day"], rng.random(), row) for row in rows]
    rows = [row for _, _, row in sorted(order, key=lambda item: item[:2])]
    for number, row in enumerate(rows):
        row["posting"]["id"] = f"p{number}"
    return rows


class Dice:
    """Says for each kind of noise whether it strikes, and remembers which did."""

    def __init__(self, rng: random.Random, strength: float, only: frozenset[str] | None) -> None:
        self.rng, self.strength, self.only = rng, strength, only
        self.used: set[str] = set()

    def __call__(self, kind: str, factor: float = 1.0) -> bool:
        struck = self.rng.random() < _p(kind, self.strength, self.only) * factor
        if struck:
            self.used.add(kind)
        return struck


def _p(kind: str, strength: float, only: frozenset[str] | None) -> float:
    return NOISE[kind] * strength if only is None or kind in only else 0.0


def _posting(rng: random.Random, voice: Voice, job: Job, source: str, strength: float, only: frozenset[str] | None, jobs: list[Job], delay: int) -> dict[str, Any]:
    own = source in ("eigene", "neu")
    hit = Dice(rng, strength, only)
    factor = 0.5 if own else 1.3
    day = job.published + timedelta(days=delay)
    number = rng.randrange(10**7, 10**8)
    reference: str | None = job.reference
    if hit("reference_dropped", factor):
        reference = None
    elif hit("reference_reformatted", factor):
        reference = _reformatted(rng, job)
    deadline: date | None = job.deadline
    if hit("deadline_dropped", factor):
        deadline = None
    elif hit("deadline_extended", factor * 0.5):
        deadline = job.deadline + timedelta(days=14)
    body = _body(rng, voice, job, hit, factor, reference, deadline, jobs)
    identifier = reference if own or rng.random() < 0.5 else None
    if not own and hit("reference_of_portal"):
        identifier = rng.choice((f"10000-{number * 12:010d}-S", str(number), f"JOB-{number}"))
    employer: str | None = job.employer
    if not own and hit("employer_missing", 1.3):
        employer = None
    elif not own and hit("portal_as_employer", 1.3):
        employer = rng.choice(voice.portals)
    elif hit("employer_alias"):
        employer = _alias(rng, job.employer)
    host = {"eigene": f"karriere-{abs(hash_text(job.employer)) % 10**6}", "neu": f"jobs-{abs(hash_text(job.employer)) % 10**6}", "interamt": "interamt", "ba": "arbeitsagentur", "aggregator": "jobsuche"}[source]
    posting = {
        "source": host, "external_id": str(number), "url": f"https://{host}.example.org/stelle/{number}" + rng.choice(("", "?utm_source=x")), "title": _title(rng, voice, job, hit, reference), "employer": employer,
        "locations": _locations(rng, job, hit), "description_html": body, "published": day.isoformat(), "identifier": identifier, "valid_through": deadline.isoformat() if deadline and rng.random() < 0.6 else None,
        "department": job.department if own and rng.random() < 0.7 else None}
    return {"posting": posting, "truth": job.truth, "noise": hit.used, "family": job.family, "family_id": job.family_id, "day": day, "round": job.round}


def hash_text(text: str) -> int:
    """A number of a text that is the same in every process."""
    return int.from_bytes(text.encode()[-7:], "big") + sum(text.encode()) * 7919


def _reformatted(rng: random.Random, job: Job) -> str:
    digits = [part for part in job.reference.replace("IT-", "").replace("K", "").replace("-", "/").split("/") if part]
    if len(digits) < 2:
        return rng.choice((f"Kz. {job.reference}", job.reference.lower(), f"{job.reference[:1]} {job.reference[1:]}"))
    year = next((d for d in digits if len(d) == 4 and d.startswith("20")), None) or (digits[0] if job.style == 3 else digits[-1])
    serial = next(d for d in digits if d != year or digits.count(d) > 1).lstrip("0")
    if job.style == 2:
        return rng.choice((f"IT {serial}/{year[-2:]}", f"it-{serial}-{year}", f"IT_{serial}_{year}"))
    return rng.choice((f"{serial}/{year[-2:]}", f"Kz. {serial}-{year if len(year) == 4 else '20' + year}", f"{'20' + year[-2:]}/{int(serial):04d}", f"{serial}-{year[-2:]}"))


def _alias(rng: random.Random, name: str) -> str:
    options = [name.upper(), name.replace("ö", "oe").replace("ü", "ue"), name.replace(" GmbH", "").replace(" AöR", "")]
    if name.startswith("Stadt "):
        options += [name.replace("Stadt ", "Stadtverwaltung ", 1), name + " - Der Oberbürgermeister", name + ", Personalamt", name.replace("Stadt ", "Landeshauptstadt ", 1)]
    elif name.startswith("Kreis "):
        options += [name.replace("Kreis ", "Kreisverwaltung ", 1), name.replace("Kreis ", "Landkreis ", 1)]
    elif "GmbH" in name:
        options += [name.replace("GmbH", "Gesellschaft mbH"), name.replace(" GmbH", "")]
    elif "Zweckverband" in name:
        options += [name.replace("Zweckverband", "ZV"), name + " (Körperschaft des öffentlichen Rechts)"]
    elif "AöR" in name:
        options += [name.replace("AöR", "Anstalt des öffentlichen Rechts"), name.replace("IT-Verbund", "IT Verbund")]
    elif "(" in name:
        options += [name[: name.index(" (")], name.replace("(", "- ").replace(")", "")]
    return rng.choice(options)


def _locations(rng: random.Random, job: Job, hit: Dice) -> list[str]:
    places = (job.place, *job.extra_places)
    if hit("place_missing"):
        return []
    names = []
    decorated = hit("place_decorated")
    for name, code, state, part in places:
        names.append(rng.choice((f"{code} {name}", f"{name}, {STATES[state]}", f"{name}-{part}", f"{code} {name}, Deutschland", f"{name} ({part})")) if decorated else name)
    return names[: rng.choice((1, len(names)))]


def _title(rng: random.Random, voice: Voice, job: Job, hit: Dice, reference: str | None) -> str:
    male, female, noun, synonym = job.role
    gender = rng.choice(("(m/w/d)", "(w/m/d)", "(m/w/d)", "(d/m/w)", "(all genders)")) if hit("gender") else "(m/w/d)"
    role = rng.choice((male, male, female + "/" + male, male + "*in", male + "/-in", male + ":in", noun)) if "gender" in hit.used else male
    if hit("rare_synonym"):
        role = synonym
    if job.level:
        role = f"{job.level} {role}"
    if job.prefix in ("Ausbildung", "Duales Studium") or job.prefix:
        role = f"{job.prefix} {role}"
    topic = job.topic
    if hit("hyphens"):
        role = rng.choice((role.replace("IT-", "IT "), role.replace("administrator", "-Administrator"), role.replace("entwickler", "-Entwickler"), role.replace("betreuer", "-Betreuer")))
        topic = rng.choice((topic.replace("-", " "), topic.replace("management", "-Management")))
    core = rng.choice((f"{topic}: {role} {gender}", f"{role} {topic} {gender}")) if hit("word_order") else f"{role} {gender} {topic}"
    if job.suffix:
        core += f" {job.suffix}"
    if hit("typo"):
        core = _typo(rng, core)
    if job.start_year and rng.random() < 0.85:
        core += f" {rng.choice(('ab', 'zum 01.09.', 'Beginn'))} {job.start_year}".replace(". ", ".")
    if hit("lead_in"):
        core = rng.choice(("Wir suchen: ", "Stellenausschreibung: ", "Jetzt bewerben: ", "Stellenangebot - ")) + core
    if hit("appended"):
        extra = [f"EG {job.grade}", job.place[0], "befristet" if not job.permanent else "unbefristet", f"in {job.place[0]}"] + ([f"Kennziffer {reference}"] if reference else [])
        core += rng.choice((" - ", " | ", ", ")) + rng.choice(extra)
    if hit("cut_title") and len(core) > 34:
        core = core[: max(30, int(len(core) * 0.75))].rstrip() + "…"
    return _spelling(rng, core, hit)


def _typo(rng: random.Random, text: str) -> str:
    spots = [i for i in range(2, len(text) - 2) if text[i - 1 : i + 2].isalpha()]
    if not spots:
        return text
    i = rng.choice(spots)
    return rng.choice((text[:i] + text[i + 1 :], text[:i] + text[i + 1] + text[i] + text[i + 2 :], text[:i] + text[i] + text[i:], text[:i] + rng.choice("aeinrst") + text[i + 1 :]))


def _spelling(rng: random.Random, text: str, hit: Dice) -> str:
    if hit("capitals"):
        text = text.upper()
    if hit("transliterated"):
        for one, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
            text = text.replace(one, two)
    elif hit("mojibake"):
        text = text.encode().decode("cp1252", "ignore") if rng.random() < 0.5 else text.encode().decode("latin-1")
    elif hit("entities"):
        text = text.replace("ä", "&auml;").replace("ö", "&ouml;").replace("ü", "&uuml;").replace(" & ", " &amp; ")
    if hit("soft_hyphens"):
        i = rng.randrange(3, max(4, min(len(text) - 1, 14)))
        text = text[:i] + "\u00ad" + text[i:]
    return text


def _body(rng: random.Random, voice: Voice, job: Job, hit: Dice, factor: float, reference: str | None, deadline: date | None, jobs: list[Job]) -> str:
    style = hash_text(job.truth) % 3
    if hit("pdf_only", factor):
        return f"<p>{rng.choice(voice.pdf)}</p>"
    if hit("translated", factor):
        return "".join(f"<p>{s}</p>" for s in rng.sample(voice.english, 5))
    tasks, profile = list(job.tasks), list(job.profile)
    if hit("reordered", factor):
        rng.shuffle(tasks)
        rng.shuffle(profile)
    if hit("shortened", factor):
        tasks, profile = tasks[: max(3, len(tasks) - 2)], profile[:2]
    facts = [voice.term[style % 2][0 if job.permanent else 1].format(y=job.published.year + 2), voice.hours[style % 2].format(h=job.hours)]
    if not hit("pay_missing", factor):
        pay = voice.pay[rng.randrange(3)] if hit("pay_otherwise") else voice.pay[style]
        facts.append(pay.format(g=job.grade))
    if job.department and rng.random() < 0.8:
        facts.append(f"Die Stelle gehört zum Bereich {job.department}." if rng.random() < 0.5 else f"Organisatorisch: {job.department}")
    if job.start_year:
        facts.append(f"Beginn ist der 01.09.{job.start_year}.")
    end = []
    if deadline:
        end.append(rng.choice(voice.deadline).format(d=f"{deadline:%d.%m.%Y}"))
    if reference:
        end.append(rng.choice(voice.reference).format(k=reference))
    if hit("snippet", factor):
        text = rng.choice((job.intro + " ", "", "")) + " ".join(tasks)
        return text[: rng.randint(120, 220)] + "…"
    one, two, three = job.headings
    html = f"<p>{job.intro}</p><h3>{one}</h3><ul>" + "".join(f"<li>{s}</li>" for s in tasks) + f"</ul><h3>{two}</h3><ul>" + "".join(f"<li>{s}</li>" for s in profile) + "</ul>"
    html += f"<h3>{three}</h3><ul>" + "".join(f"<li>{s}</li>" for s in (*facts, *job.offer)) + f"</ul><p>{' '.join(end)}</p><p>{job.closing}</p>"
    if hit("two_jobs", factor):
        other = rng.choice(jobs)
        html += f"<h2>{other.role[0]} (m/w/d) {other.topic}</h2><ul>" + "".join(f"<li>{s}</li>" for s in other.tasks) + "</ul>"
    return html
