"""A large stock written straight into the tables: for pages with thousands of results and for measuring the search."""

import json
import random
from datetime import timedelta

from sqlalchemy import insert, text

from pipeline.model import Area, Facts, Hours, Kind, Member, PayGrade, Place, Remote
from pipeline.normalise.pay import rank
from pipeline.normalise.places import find
from pipeline.normalise.words import terms
from store import Store
from store.schema import memberships, postings, rounds, vacancies, vacancy_areas, vacancy_places
from store.vacancies import bump
from tests.conftest import NOW
from tests.making import DAY

TOWNS = ("Köln", "Aachen", "Dresden", "Leipzig", "Kiel", "Hamburg", "Rostock", "Gießen", "Kassel", "Ulm", "Würzburg", "Potsdam", "Erfurt", "Magdeburg", "Oldenburg", "Lemgo", "Siegburg", "Mainz", "Trier", "Bonn")
WORK = ("Systemadministration", "Netzwerkadministration", "Softwareentwicklung Java", "Fachverfahrensbetreuung", "Informationssicherheit", "Datenanalyse", "Projektleitung OZG", "Sachbearbeitung Personal",
        "Linux-Administration", "Anwendungsbetreuung E-Akte", "Cloud-Architektur", "Service Desk")
WHERE = ("im Rechenzentrum", "für Schulen", "im Team Verwaltungsdigitalisierung", "in der Abteilung Kommunale Anwendungen", "im Bereich Infrastruktur", "Schwerpunkt Microsoft 365", "für das Standesamt", "im Außendienst")
LONGEST = ("Sachgebietsleitung Informationssicherheitsmanagement und Datenschutzfolgenabschätzung (m/w/d) für Verwaltungsdigitalisierungs"
           "infrastrukturdienstleistungen der kreisangehörigen Städte und Gemeinden im Zweckverband mit stellvertretender Gesamtverantwortung")
GRADES = ("EG 6", "EG 8", "EG 9a", "EG 9b", "EG 10", "EG 11", "EG 12", "EG 13", "A 11")


def houses(count: int) -> list[Member]:
    """So many invented employers."""
    return [Member(key=f"haus{n}", name=f"Kommunale IT {TOWNS[n % len(TOWNS)]} {n} AöR", short_name=f"KIT {TOWNS[n % len(TOWNS)]} {n}", portal=f"https://haus{n}.example.org/", platform="jsonld", enabled=True)
            for n in range(count)]


def facts_of(number: int, dice: random.Random) -> Facts:
    title = LONGEST if number == 1 else f"{dice.choice(WORK)} (m/w/d) {dice.choice(WHERE)} {number}"
    grade = dice.choice([*GRADES, None, None])
    return Facts(
        title=title, locations=[], remote=dice.choice([None, None, *Remote]), employment_type=dice.choice([[], ["FULL_TIME"], ["FULL_TIME", "PART_TIME"]]),
        weekly_hours=dice.choice([None, Hours(min=39, max=39), Hours(min=19.5, max=39)]), permanent=dice.choice([None, True, True, False]),
        pay_grades=[PayGrade(scheme="BesO" if grade.startswith("A") else "TVöD", min=grade, max=grade)] if grade else [],
        valid_through=dice.choice([None, NOW.date() + dice.randrange(1, 90) * DAY]), identifier=dice.choice([None, f"2026-{number}"]),
        kind=dice.choice([*[Kind.JOB] * 12, Kind.APPRENTICESHIP, Kind.DUAL_STUDY, Kind.TRAINEE, Kind.INTERNSHIP, Kind.SPECULATIVE]), areas=dice.sample(list(Area), dice.choice([0, 1, 1, 1, 2])))


def fill(store: Store, count: int, *, employers: int = 60, seed: int = 1) -> None:
    """``count`` open vacancies of so many employers in an empty ``store``; the same every time. Number 1 has the longest title."""
    dice = random.Random(seed)
    places = [place for town in TOWNS if (place := find(town)) is not None]
    members = houses(employers)
    store.sync_members(members)
    for start in range(0, count, 5000):
        rows: dict[str, list[dict[str, object]]] = {name: [] for name in ("vacancies", "rounds", "postings", "memberships", "vacancy_places", "vacancy_areas")}
        for n in range(start, min(start + 5000, count)):
            _row(rows, n + 1, dice, members[dice.randrange(employers)], dice.sample(places, dice.choice([0, 1, 1, 1, 2])))
        with store.write() as connection:
            for table in (vacancies, rounds, postings, memberships, vacancy_places, vacancy_areas):
                connection.execute(insert(table), rows[table.name])
    with store.write() as connection:
        bump(connection)
        if store.engine.dialect.name == "postgresql" and count:
            connection.execute(text("select setval(pg_get_serial_sequence('postings', 'id'), :last)"), {"last": count})


def _row(rows: dict[str, list[dict[str, object]]], number: int, dice: random.Random, member: Member, places: list[Place]) -> None:
    facts, name, seen, stock = facts_of(number, dice), f"v{number:09}", NOW - timedelta(minutes=dice.randrange(60 * 24 * 120)), dice.random() < 0.3
    url, kept = f"{member.portal}stelle/{number}", json.loads(facts.model_dump_json())
    words = " ".join([facts.title, member.name, *(place.name for place in places), facts.identifier or ""])
    rows["vacancies"].append({
        "id": name, "round": 1, "employer_key": member.key, "employer": member.name, "title": facts.title, "employer_url": url, "facts": kept, "places": [place.model_dump() for place in places],
        "first_seen": seen, "changed_at": seen, "is_stock": stock, "hidden": False, "kind": facts.kind, "valid_through": facts.valid_through, "permanent": facts.permanent, "remote": facts.remote,
        "part_time": "PART_TIME" in facts.employment_type if facts.employment_type else None, "grade_rank": rank(facts.pay_grades[0].max or "") if facts.pay_grades else None,
        "terms": " " + " ".join(terms(words)) + " "})
    rows["rounds"].append({"vacancy": name, "round": 1, "first_seen": seen, "is_stock": stock})
    proofs = [{"field": "pay_grades", "words": f"Entgeltgruppe {facts.pay_grades[0].max} TVöD", "origin": "description_html", "rule": "pay"}] if facts.pay_grades else []
    rows["postings"].append({
        "id": number, "source": member.key, "external_id": str(number), "url": url, "title": facts.title, "trust": 0, "employer_key": member.key, "content_hash": str(number), "first_seen": seen,
        "valid_through": facts.valid_through, "posting": {"id": url, "source": member.key, "url": url, "title": facts.title},
        "normalised": {"facts": kept, "places": [], "evidence": proofs, "problems": [], "text": ""}})
    rows["memberships"].append({"posting": number, "vacancy": name, "round": 1, "rule": "new", "score": 1.0, "evidence": [], "decided_at": seen})
    rows["vacancy_places"] += [{"vacancy": name, "position": n, "terms": " ".join(terms(place.name)), "state": place.state, "latitude": place.latitude, "longitude": place.longitude} for n, place in enumerate(places)]
    rows["vacancy_areas"] += [{"vacancy": name, "area": area} for area in facts.areas]
