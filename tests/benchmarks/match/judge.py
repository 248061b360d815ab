"""A second generator of postings with exact truth, by which matching is judged: other words, other shapes, other odds.

``rows(count, seed)`` gives postings in order of arrival as {"posting", "truth", "noise", "family", "family_id", "day", "round"}.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.benchmarks.match import judge_words as w

NOISE: dict[str, float] = {
    "gender": 0.6, "hyphens": 0.12, "noun_form": 0.1, "synonym_outside": 0.03, "lead_in": 0.14, "appended": 0.22, "capitals": 0.05, "umlauts_spelt": 0.07, "mojibake": 0.04, "entities": 0.05, "soft_hyphens": 0.05, "cut_title": 0.05,
    "typo": 0.06, "word_order": 0.07, "employer_alias": 0.2, "employer_missing": 0.08, "portal_employer": 0.05, "place_postcode": 0.12, "place_state": 0.08, "place_district": 0.08, "place_several": 0.05, "place_missing": 0.08,
    "reference_format": 0.2, "reference_dropped": 0.25, "reference_portal": 0.15, "pay_written": 0.15, "pay_missing": 0.2, "deadline_dropped": 0.18, "deadline_extended": 0.06, "body_boilerplate": 0.15, "body_snippet": 0.12,
    "body_reordered": 0.08, "body_shortened": 0.1, "body_pdf": 0.06, "body_translated": 0.03, "body_two_jobs": 0.03, "late_employer": 0.08, "re_post": 0.05, "relaunch": 0.04}
FAMILIES = ("place", "parallel", "grade", "permanent", "level", "department", "hours", "words", "template", "retender", "cohort", "letters", "collective")


@dataclass(frozen=True)
class Boss:
    name: str
    short: str | None
    others: tuple[str, ...]
    places: tuple[tuple[str, str, str, str], ...]
    about: str
    closing: str
    offers: tuple[str, ...]
    sections: tuple[str, str, str]
    style: int


@dataclass(frozen=True)
class Opening:
    """One true vacancy in one round."""

    truth: str
    boss: Boss
    places: tuple[tuple[str, str, str, str], ...]
    forms: tuple[str, str, str, str]
    topic: str
    tasks: tuple[str, ...]
    wants: tuple[str, ...]
    grade: tuple[str, str]
    permanent: bool
    hours: str
    unit: str | None
    reference: str | None
    born: date
    dies: date
    before: str = ""
    after: str = ""
    year: int = 0
    round: int = 1
    family: str | None = None
    family_id: str = ""


def _bosses(rng: random.Random, count: int) -> list[Boss]:
    # A town is either a capital or not: "Stadt Kiel" and "Landeshauptstadt Kiel" are one employer.
    pairs = [(shape, place) for shape in w.EMPLOYERS for place in w.PLACES
             if not shape[0].startswith(("Stadt ", "Landeshauptstadt ")) or shape[0].startswith("Landes") == (place[0] in w.CAPITALS)]
    rng.shuffle(pairs)
    found = []
    for n in range(count):
        (name, short, others), place = pairs[n % len(pairs)]
        # Further towns of the same name differ by what stands behind it.
        tail = "" if n < len(pairs) else f" {('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X')[n // len(pairs) % 10]}{n // (len(pairs) * 10) or ''}"
        fill = {"p": place[0] + tail, "q": place[0][0].upper()}
        places = (place, *rng.sample([p for p in w.PLACES if p != place], rng.choice((0, 0, 1, 3))))
        found.append(Boss(name.format(**fill), short.format(**fill) if short else None, tuple(o.format(**fill) for o in others), places,
                          rng.choice(w.ABOUT).format(e=name.format(**fill), n=rng.randint(25, 4000)), rng.choice(w.CLOSINGS), tuple(rng.sample(w.OFFERS, 5)), rng.choice(w.SECTIONS), rng.randrange(6)))
    return found


def _reference(rng: random.Random, boss: Boss, day: date) -> str | None:
    number = rng.randint(1, 2400)
    return (f"{number}/{day.year}", f"{day.year}-{number:04d}", f"{boss.name[0]}{rng.randint(10, 99)}-{number}", f"{number:03d}/{day:%y}", f"ID {rng.randint(1000, 9999)}", None)[boss.style]


def _opening(rng: random.Random, number: int, boss: Boss) -> Opening:
    male, female, noun, synonym, topics = rng.choice(w.OCCUPATIONS)
    topic = rng.choice(topics)
    born = date(2024, 9, 2) + timedelta(days=rng.randrange(600))
    low = rng.choice(("5", "6", "8", "9a", "9b", "9c", "10", "11", "12", "13"))
    objects = rng.sample(w.OBJECTS, 6) + [topic] * 2
    tasks = tuple(dict.fromkeys(rng.choice(w.VERBS).format(o=rng.choice(objects)) for _ in range(rng.randint(5, 9))))
    return Opening(
        f"v{number}", boss, boss.places[:1] if rng.random() < 0.85 else tuple(rng.sample(boss.places, min(2, len(boss.places)))), (male, female, noun, synonym), topic, tasks,
        tuple(s.format(t=topic) for s in rng.sample(w.WANTS, rng.randint(3, 6))), (low, low) if rng.random() < 0.8 else (low, "13" if low == "12" else "12"), rng.random() < 0.75, rng.choice(("39", "39", "39", "38,5", "19,5", "25", "30")),
        rng.choice((None, None, *w.UNITS)), _reference(rng, boss, born), born, born + timedelta(days=rng.choice((10, 14, 21, 28, 42))))


def openings(seed: int, count: int, share: float) -> list[Opening]:
    """``count`` true vacancies; a share ``share`` of the records stands in families that must stay apart."""
    rng = random.Random(f"openings {seed}")
    bosses = _bosses(rng, max(10, count // 20))
    found: list[Opening] = []
    titles: set[tuple[str, str, str]] = set()
    number = 0
    while len(found) < count:
        number += 1
        one = _opening(rng, number, rng.choice(bosses))
        key = (one.boss.name, one.forms[0], one.topic)
        if key in titles:
            continue
        titles.add(key)
        if rng.random() < share / 2.2:
            found += _family(rng, one, rng.choice(FAMILIES), bosses)
            continue
        found.append(one)
        if rng.random() < 0.06:
            start = one.dies + timedelta(days=rng.randint(2, 140))
            found.append(replace(one, born=start, dies=start + timedelta(days=21), reference=_reference(rng, one.boss, start), round=2))
    return found


def _family(rng: random.Random, one: Opening, kind: str, bosses: list[Boss]) -> list[Opening]:
    # Twins that nothing but a Kennziffer parts have one.
    boss = replace(one.boss, style=rng.randrange(5)) if kind in ("parallel", "place") and one.boss.style == 5 else one.boss
    one = replace(one, family=kind, family_id=one.truth, boss=boss, reference=_reference(rng, boss, one.born))
    day = one.born + timedelta(days=rng.choice((0, 0, 0, 3, 9)))

    def twin(n: int = 1, **values: Any) -> Opening:
        other = replace(one, truth=f"{one.truth}/{n}", born=day, dies=one.dies + (day - one.born), reference=_reference(rng, values.get("boss", one.boss), day))
        return replace(other, **values)

    sizes = range(1, rng.choice((2, 2, 3, 4)))
    if kind == "place":
        places = rng.sample([p for p in w.PLACES if p not in one.places], len(sizes))
        return [one] + [twin(n, places=(place,)) for n, place in zip(sizes, places, strict=True)]
    if kind == "parallel":
        return [one] + [twin(n) for n in sizes]
    if kind == "grade":
        low, high = rng.choice((("9a", "11"), ("8", "9b"), ("10", "12"), ("11", "13"), ("6", "8")))
        return [replace(one, grade=(low, low)), twin(grade=(high, high))]
    if kind == "permanent":
        return [replace(one, permanent=True), twin(permanent=False)]
    if kind == "level":
        return [one, twin(before=rng.choice(w.LEVELS))]
    if kind == "department":
        here, there = rng.sample(w.UNITS, 2)
        return [replace(one, unit=here), twin(unit=there)]
    if kind == "hours":
        return [replace(one, hours="15"), twin(hours="20")]
    if kind == "words":
        here, there = rng.choice(w.RIVALS)
        return [_about(one, here), _about(twin(), there)]
    if kind == "template":
        others = rng.sample([b for b in bosses if b.name != one.boss.name and b.places[0] == one.boss.places[0]] or [b for b in bosses if b.name != one.boss.name], 1)
        return [one, twin(boss=replace(others[0], sections=one.boss.sections, offers=one.boss.offers), places=one.places)]
    if kind == "retender":
        start = one.dies + timedelta(days=rng.randint(160, 330))
        return [one, twin(born=start, dies=start + timedelta(days=21))]
    if kind == "cohort":
        name, before = (rng.choice(w.TRAININGS), "Ausbildung") if rng.random() < 0.6 else (rng.choice(w.STUDIES), "Duales Studium")
        base = replace(one, forms=(name,) * 4, topic="", before=before, year=one.born.year + 1)
        later = one.born + timedelta(days=rng.randint(10, 90))
        return [base, replace(twin(), forms=(name,) * 4, topic="", before=before, year=one.born.year + 2, born=later, dies=later + timedelta(days=40))]
    if kind == "letters":
        head = rng.randint(2, 80)
        marks = [f"({head}{c})" for c in "abcdefg"] if rng.random() < 0.6 else [f"{c}" for c in ("Stelle 1", "Stelle 2", "Stelle 3", "Stelle 4")]
        return [replace(one if n == 0 else twin(n), after=marks[n]) for n in range(len(sizes) + 1)]
    return [one, twin(before="Mehrere", after="in verschiedenen Fachbereichen", tasks=tuple(rng.choice(w.VERBS).format(o=rng.choice(w.OBJECTS)) for _ in range(6)))]


def _about(one: Opening, topic: str) -> Opening:
    return replace(one, topic=topic, tasks=tuple(t.replace(one.topic, topic) for t in one.tasks), wants=tuple(t.replace(one.topic, topic) for t in one.wants))


class _Posting:
    """Makes one posting of an opening; ``noise`` collects what struck."""

    def __init__(self, rng: random.Random, one: Opening, source: str, odds: dict[str, float], others: list[Opening]) -> None:
        self.rng, self.one, self.source, self.odds, self.others = rng, one, source, odds, others
        self.own = source in ("own", "new")
        self.noise: set[str] = set()

    def hit(self, kind: str) -> bool:
        struck = self.rng.random() < self.odds[kind] * (0.45 if self.own else 1.25)
        if struck:
            self.noise.add(kind)
        return struck

    def row(self, delay: int) -> dict[str, Any]:
        rng, one = self.rng, self.one
        day = one.born + timedelta(days=delay)
        number = rng.randrange(10**6, 10**9)
        reference = self._reference()
        deadline = None if self.hit("deadline_dropped") else one.dies + timedelta(days=14) if self.hit("deadline_extended") else one.dies
        body = self._body(reference, deadline)
        identifier = reference if rng.random() < (0.8 if self.own else 0.5) else None
        if not self.own and self.hit("reference_portal"):
            identifier = rng.choice((f"{number}", f"10000-{number * 13 % 10**10:010d}-S", f"REQ-{number}", f"Job-ID {number}"))
        host = {"own": "karriere." + _host(one.boss.name), "new": "jobs." + _host(one.boss.name), "interamt": "interamt", "bund": "bund", "ba": "arbeitsagentur", "agg": "stellensuche"}[self.source]
        posting = {
            "source": host, "external_id": str(number), "url": f"https://{host}.example.org/{rng.choice(('job', 'stelle', 'angebot'))}/{number}", "title": self._title(reference), "employer": self._employer(), "locations": self._places(),
            "description_html": body, "published": day.isoformat(), "identifier": identifier, "valid_through": deadline.isoformat() if deadline and rng.random() < 0.7 else None,
            "department": one.unit if self.own and one.unit and rng.random() < 0.5 else None}
        return {"posting": posting, "truth": one.truth, "noise": self.noise, "family": one.family, "family_id": one.family_id, "day": day, "round": one.round}

    def _reference(self) -> str | None:
        rng, stated = self.rng, self.one.reference
        if stated is None or self.hit("reference_dropped"):
            return None
        if not self.hit("reference_format"):
            return stated
        parts = stated.replace("-", "/").split("/")
        if self.one.boss.style in (0, 1, 3):
            year = next(p for p in (parts[::-1] if self.one.boss.style != 1 else parts) if len(p) == (2 if self.one.boss.style == 3 else 4))
            serial = (parts[0] if self.one.boss.style != 1 else parts[1]).lstrip("0")
            year = year[-2:]
            return rng.choice((f"Kz. {serial}/{year}", f"20{year}/{int(serial):05d}", f"{serial}-20{year}", f"{int(serial):03d}/{year}", f"{serial} / {year}"))
        return rng.choice((stated.lower(), stated.replace("-", " "), stated.replace("-", "/"), f"Kennziffer {stated}"))

    def _employer(self) -> str | None:
        boss = self.one.boss
        if not self.own and self.hit("employer_missing"):
            return None
        if not self.own and self.hit("portal_employer"):
            return self.rng.choice(w.PORTALS)
        if self.hit("employer_alias"):
            return self.rng.choice((*boss.others, *([boss.short] if boss.short else []), boss.name.upper(), boss.name.replace("ü", "ue").replace("ö", "oe")))
        return boss.name

    def _places(self) -> list[str]:
        if self.hit("place_missing"):
            return []
        found = []
        for name, code, state, part in self.one.places:
            if self.hit("place_postcode"):
                name = f"{code} {name}"
            elif self.hit("place_state"):
                name = f"{name} ({state})" if self.rng.random() < 0.5 else f"{name}, {state}, Deutschland"
            elif self.hit("place_district"):
                name = self.rng.choice((f"{name}-{part}", f"{name}, {part}", f"{name} / {part}"))
            found.append(name)
        if self.hit("place_several"):
            return [" / ".join(found)] if len(found) > 1 else [*found, self.rng.choice(self.one.boss.places)[0]]
        return found

    def _title(self, reference: str | None) -> str:
        rng, one = self.rng, self.one
        male, female, noun, synonym = one.forms
        form, gender = male, rng.choice(w.GENDER[:2])
        if one.topic and self.hit("gender"):
            form, gender = rng.choice(((male, rng.choice(w.GENDER)), (f"{male}*in", ""), (f"{male}:in", rng.choice(w.GENDER)), (f"{male}/-in", "(m/w/d)"), (f"{female} / {male}", ""), (f"{male} oder {female}", "(m/w/d)"), (f"{male}_in", "")))
        elif one.topic and self.hit("noun_form"):
            form = noun
        elif one.topic and self.hit("synonym_outside"):
            form = synonym
        topic = one.topic
        if topic and self.hit("hyphens"):
            form, topic = form.replace("IT-", "IT "), rng.choice((topic.replace("-", " "), topic.replace(" ", "-"), topic))
            form = rng.choice((form, form.replace("ingenieur", "-Ingenieur").replace("entwickler", "-Entwickler").replace("manager", "-Manager").replace("berater", "-Berater")))
        if one.before:
            form = f"{one.before}{' zum' if one.before == 'Ausbildung' and rng.random() < 0.4 else ''} {form}"
        joint = rng.choice((" ", " für ", " - ", " im Bereich ")) if topic else ""
        text = f"{form} {gender}{joint}{topic}" if not (topic and self.hit("word_order")) else rng.choice((f"{topic}: {form} {gender}", f"{form} {topic} {gender}"))
        text = " ".join(f"{text} {one.after}".split())
        if one.year and rng.random() < 0.8:
            text += rng.choice((f" {one.year}", f" (Start {one.year})", f" zum 01.08.{one.year}", f" ab August {one.year}"))
        if self.hit("typo"):
            text = _slip(rng, text)
        if self.hit("lead_in"):
            text = rng.choice(("Stellenausschreibung: ", "Wir suchen Sie als ", "Gesucht: ", "Jetzt bewerben: ", "Verstärkung gesucht - ", "Stellenangebot ")) + text
        if self.hit("appended"):
            extra = [f"EG {one.grade[0]} TVöD", one.places[0][0], "unbefristet" if one.permanent else "befristet", f"{one.hours} Std./Woche", one.boss.name] + ([f"Kennziffer: {reference}"] if reference else [])
            text += rng.choice((" - ", " | ", ", ", " // ")) + rng.choice(extra)
        if self.hit("cut_title") and len(text) > 32:
            text = text[: rng.randint(28, max(29, min(len(text) - 3, 60)))].rstrip() + rng.choice(("…", "...", " …"))
        return self._spelt(text)

    def _spelt(self, text: str) -> str:
        rng = self.rng
        text = text.upper() if self.hit("capitals") else text
        if self.hit("umlauts_spelt"):
            for one, two in zip("äöüßÄÖÜ", ("ae", "oe", "ue", "ss", "Ae", "Oe", "Ue"), strict=True):
                text = text.replace(one, two)
        elif self.hit("mojibake"):
            text = text.encode().decode("cp1252", "ignore")
        elif self.hit("entities"):
            text = "".join({"ä": "&auml;", "ö": "&#246;", "ü": "&uuml;", "ß": "&szlig;", "&": "&amp;"}.get(c, c) for c in text)
        if self.hit("soft_hyphens") and len(text) > 12:
            at = rng.randrange(4, 11)
            text = text[:at] + "\u00ad" + text[at:]
        return text

    def _facts(self) -> list[str]:
        one, rng = self.one, self.rng
        facts = [rng.choice(("Es handelt sich um eine unbefristete Stelle.", "Der Vertrag ist unbefristet.") if one.permanent else
                            ("Die Beschäftigung ist für zwei Jahre befristet.", f"Die Stelle ist befristet bis {one.born.year + 2}.", "Befristete Vertretung bis zum 31.12." + str(one.born.year + 1) + "."))] if rng.random() < 0.93 else []
        if rng.random() < 0.85:
            facts.append(rng.choice(("Wöchentliche Arbeitszeit: {h} Stunden", "{h} Std./Woche", "mit einem Umfang von {h} Wochenstunden")).format(h=one.hours))
        if not self.hit("pay_missing"):
            low, high = one.grade
            text = low if low == high else f"{low} bis {high}"
            facts.append(f"Entgelt nach E{text} TVöD" if self.hit("pay_written") else f"Vergütung: Entgeltgruppe {text} TVöD (VKA)")
        if one.unit and rng.random() < 0.75:
            facts.append(f"Einsatz im {one.unit}" if not one.unit.startswith(("Abteilung", "Stabs")) else f"Einsatz in der {one.unit}")
        if one.year:
            facts.append(f"Beginn: 1. August {one.year}")
        return facts

    def _body(self, reference: str | None, deadline: date | None) -> str | None:
        one, rng = self.one, self.rng
        if self.hit("body_pdf"):
            return rng.choice((None, f"<p>{rng.choice(w.PDFS)}</p>"))
        if self.hit("body_translated"):
            return "<p>" + " ".join(rng.sample(w.ENGLISH, 5)) + "</p>"
        tasks, wants = list(one.tasks), list(one.wants)
        if self.hit("body_reordered"):
            rng.shuffle(tasks)
            rng.shuffle(wants)
        if self.hit("body_shortened"):
            tasks, wants = tasks[: max(3, len(tasks) - 3)], wants[:2]
        if self.hit("body_snippet"):
            start = rng.choice(("", "", f"{one.boss.about} ", f"{one.boss.sections[0]}: "))
            return (start + ", ".join(tasks))[: rng.randint(110, 250)] + " ..."
        facts = self._facts()
        end = [rng.choice(("Bewerbungsfrist: {d}", "Bewerben Sie sich bis zum {d} online.", "Wir erwarten Ihre Bewerbung bis spätestens {d}.")).format(d=f"{deadline:%d.%m.%Y}")] if deadline else []
        if reference:
            end.append(rng.choice(("Kennziffer: {k}", "Bitte unter Angabe der Kennziffer {k}.", "Referenznummer: {k}")).format(k=reference))
        first, second, third = one.boss.sections
        listed = rng.random() < 0.7 or self.own

        def block(head: str, lines: list[str]) -> str:
            return f"<h3>{head}</h3><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>" if listed else f"<p>{head}: {'; '.join(lines)}.</p>"

        html = f"<p>{one.boss.about}</p>" + block(first, tasks) + block(second, wants) + block(third, [*facts, *one.boss.offers]) + "".join(f"<p>{line}</p>" for line in end)
        if self.hit("body_boilerplate"):
            html = "<p>Startseite Karriere Jobs Merkzettel</p>" + html + "".join(f"<p>{line}</p>" for line in rng.sample(w.CLOSINGS, 2)) + "<p>Ähnliche Stellen | Impressum | Datenschutz</p>"
        if self.hit("body_two_jobs"):
            other = rng.choice(self.others)
            html += f"<h2>{other.forms[0]} (m/w/d) {other.topic}</h2>" + block(other.boss.sections[0], list(other.tasks))
        return html + f"<p>{one.boss.closing}</p>"


def _slip(rng: random.Random, text: str) -> str:
    spots = [n for n in range(2, len(text) - 2) if text[n - 1 : n + 2].isalpha()]
    if not spots:
        return text
    n = rng.choice(spots)
    return rng.choice((text[:n] + text[n + 1 :], text[:n] + text[n + 1] + text[n] + text[n + 2 :], text[:n] + text[n] + text[n:], text[:n] + rng.choice("abdeghiklmnorstu") + text[n + 1 :]))


def _host(name: str) -> str:
    return "".join(c for c in name.lower().replace("ö", "oe").replace("ü", "ue").replace("ß", "ss") if c.isascii() and c.isalnum())


def rows(count: int, seed: int, *, hard: bool = False, only: frozenset[str] | None = None) -> list[dict[str, Any]]:
    """About ``count`` postings in order of arrival; ``only``: just these kinds of noise."""
    odds = {kind: min(0.9, p * (1.6 if hard else 1.0)) if only is None or kind in only else 0.0 for kind, p in NOISE.items()}
    jobs = openings(seed, max(4, int(count / 2.5)), 0.36 if hard else 0.19)
    rng = random.Random(f"postings {seed}")
    found: list[dict[str, Any]] = []
    for one in jobs:
        late = rng.random() < odds["late_employer"]
        told = ["own", *rng.sample(("interamt", "bund", "ba", "agg"), rng.choice((0, 0, 1, 1, 2, 2, 3)))]
        for n, source in enumerate(told):
            delay = (rng.randint(-5, -1) if late else rng.choice((0, 0, 0, 1, 3, 6))) if n else 0
            found.append(_Posting(rng, one, source, odds, jobs).row(delay))
            if late and n:
                found[-1]["noise"].add("late_employer")
        for kind, source in (("re_post", "own"), ("relaunch", "new")):
            if rng.random() < odds[kind]:
                found.append(_Posting(rng, one, source, odds, jobs).row(rng.randint(1, 9)))
                found[-1]["noise"].add(kind)
    order = sorted(range(len(found)), key=lambda n: (found[n]["day"], rng.random()))
    found = [found[n] for n in order]
    for number, row in enumerate(found):
        row["posting"]["id"] = f"j{number}"
    return found
