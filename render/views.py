"""A vacancy in German words: what page, feeds and block show of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pipeline.coverage import moved
from pipeline.model import Area, Coverage, Kind, Remote, Vacancy, Verdict
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.places import STATES
from render.reasons import in_german, why

AREAS = {
    Area.OPERATIONS: "Betrieb & Cloud", Area.NETWORKS: "Netze & Telefonie", Area.DEVELOPMENT: "Entwicklung",
    Area.APPLICATIONS: "Fachverfahren & Service Desk", Area.SECURITY: "Sicherheit & Datenschutz",
    Area.DATA: "Daten, KI & Geo", Area.PROJECTS: "Projekt, Beratung & Organisation",
    Area.ADMINISTRATION: "Verwaltung & Kaufmännisches",
}
KINDS = {
    Kind.JOB: "Stelle", Kind.APPRENTICESHIP: "Ausbildung", Kind.DUAL_STUDY: "Duales Studium", Kind.TRAINEE: "Traineeprogramm",
    Kind.INTERNSHIP: "Praktikum", Kind.STUDENT_JOB: "Werkstudium", Kind.VOLUNTEER: "Freiwilligendienst",
    Kind.SPECULATIVE: "Initiativbewerbung",
}
#: Beside the label "Homeoffice".
HOME_OFFICE = {Remote.NONE: "nein", Remote.PARTIAL: "teilweise", Remote.FULL: "ganz"}
REMOTE = {Remote.NONE: "kein Homeoffice", Remote.PARTIAL: "Homeoffice teilweise", Remote.FULL: "Homeoffice ganz"}
VERDICTS = {
    Verdict.COMPLETE: "vollständig", Verdict.PARTIAL: "unvollständig", Verdict.SUSPECT: "fraglich", Verdict.FAILED: "gescheitert",
    Verdict.DENIED: "nicht erlaubt",
}
#: The facts of which operators see how often they are stated.
FACTS = {
    "locations": "Ort", "valid_through": "Bewerbungsfrist", "pay_grades": "Entgeltgruppe", "permanent": "Befristung", "employment_type": "Voll- oder Teilzeit",
    "weekly_hours": "Wochenstunden", "remote": "Homeoffice", "start": "Beginn", "identifier": "Kennziffer", "occupational_category": "Berufsgruppe (KldB)",
    "areas": "Fachgebiet",
}
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")


def short_date(day: date, year: int) -> str:
    """"2.4.", with its year only where that is not ``year``."""
    return f"{day.day}.{day.month}." + ("" if day.year == year else str(day.year))


def long_date(day: date | datetime) -> str:
    """"2. April 2026" in Berlin."""
    if isinstance(day, datetime):
        day = day.astimezone(BERLIN).date()
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def moment(instant: datetime | None) -> str:
    """"2.4.2026, 9.05" in Berlin; "noch nie" for None."""
    if instant is None:
        return "noch nie"
    local = instant.astimezone(BERLIN)
    return f"{local.day}.{local.month}.{local.year}, {local.hour}.{local.minute:02}"


def places(vacancy: Vacancy) -> str:
    """Two places joined by "/", more as "Köln u. a."; "ortsunabhängig" for fully remote work without a place."""
    names = [place.name for place in vacancy.locations]
    if not names:
        return "ortsunabhängig" if vacancy.remote is Remote.FULL else ""
    return "/".join(names) if len(names) <= 2 else f"{names[0]} u. a."


def grades(vacancy: Vacancy) -> str:
    """"EG 11", "EG 9b bis EG 11", "bis EG 11", "A 12": only what is known."""
    words = []
    for grade in vacancy.pay_grades:
        if grade.min and grade.max:
            words.append(grade.min if grade.min == grade.max else f"{grade.min} bis {grade.max}")
        elif grade.max:
            words.append(f"bis {grade.max}")
        elif grade.min:
            words.append(f"ab {grade.min}")
        elif grade.scheme == "AT":
            words.append("außertariflich")
    return " / ".join(dict.fromkeys(words))


def pay(vacancy: Vacancy) -> str:
    """Grades with their tariff, for the page of the vacancy."""
    words = []
    for grade in vacancy.pay_grades:
        one = grades(vacancy.model_copy(update={"pay_grades": [grade]}))
        scheme = {"BesO": "Besoldung", "AT": "außertariflich"}.get(grade.scheme or "", grade.scheme or "")
        words.append(one if scheme in ("außertariflich", "") else f"{one} {scheme}".strip())
    return " oder ".join(word for word in dict.fromkeys(words) if word)


def hours(vacancy: Vacancy) -> str:
    """"39 Std.", "19,5 bis 39 Std.", "ab 30 Std."."""
    if (stated := vacancy.weekly_hours) is None:
        return ""
    low, high = (f"{value:g}".replace(".", ",") if value is not None else "" for value in (stated.min, stated.max))
    if low and high:
        return f"{low} Std." if low == high else f"{low} bis {high} Std."
    return f"ab {low} Std." if low else f"bis {high} Std."


def deadline(vacancy: Vacancy, year: int) -> str:
    """"bis 2.4.", "laufend", or nothing where neither is known."""
    if vacancy.valid_through is not None:
        return f"bis {short_date(vacancy.valid_through, year)}"
    return "laufend" if vacancy.open_ended else ""


def term(vacancy: Vacancy) -> str:
    """"unbefristet", "befristet bis 31.12.2027", "befristet auf 24 Monate"."""
    if vacancy.permanent is None:
        return ""
    if vacancy.permanent:
        return "unbefristet"
    if vacancy.fixed_term_end:
        end = vacancy.fixed_term_end
        return f"befristet bis {end.day}.{end.month}.{end.year}"
    months = vacancy.fixed_term_months
    return f"befristet auf {months} Monate" if months else "befristet"


def working_time(vacancy: Vacancy) -> str:
    full, part = "FULL_TIME" in vacancy.employment_type, "PART_TIME" in vacancy.employment_type
    return "Voll- oder Teilzeit" if full and part else "Vollzeit" if full else "Teilzeit" if part else ""


def start(vacancy: Vacancy) -> str:
    if vacancy.start is None:
        return ""
    return "zum nächstmöglichen Zeitpunkt" if vacancy.start == "asap" else f"zum {long_date(vacancy.start)}" if isinstance(vacancy.start, date) else ""


def since(vacancy: Vacancy, today: date) -> str:
    """How long it has been open, in words: "seit heute", "seit 5 Tagen", "seit 3 Wochen", "seit 4 Monaten"; "" where nobody knows."""
    told = vacancy.told_at
    if told is None:
        return ""
    days = (today - (told.astimezone(BERLIN).date() if isinstance(told, datetime) else told)).days
    if days < 2:
        return "seit heute" if days < 1 else "seit gestern"
    number, unit = (days, "Tagen") if days < 14 else (days // 7, "Wochen") if days < 61 else (days // 30, "Monaten")
    return f"seit {number} {unit}"


def salary(vacancy: Vacancy) -> str:
    """The sum that the ad itself states."""
    if (sum_ := vacancy.base_salary) is None:
        return ""
    low, high = (money(value) if value is not None else "" for value in (sum_.min, sum_.max))
    unit = {"HOUR": "Stunde", "MONTH": "Monat", "YEAR": "Jahr"}[sum_.unit]
    amount = low if low == high or not high else (f"{low} bis {high}" if low else f"bis {high}")
    return f"{amount} {'Euro' if sum_.currency == 'EUR' else sum_.currency} im {unit}" if unit != "Stunde" else f"{amount} Euro je Stunde"


def money(value: float) -> str:
    """"4.032,26", "4.000"."""
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.removesuffix(",00")


def facts(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Label and words of every known fact, in the order of the vacancy's page."""
    states = list(dict.fromkeys(STATES[p.state] for p in vacancy.locations if p.state in STATES))
    rows: list[tuple[str, str]] = [
        ("Arbeitgeber", vacancy.employer),
        ("Ort", ", ".join(p.name for p in vacancy.locations) or ("ortsunabhängig" if vacancy.remote is Remote.FULL else "")),
        ("Bundesland", ", ".join(states)), ("Bewerbungsfrist", long_date(vacancy.valid_through) if vacancy.valid_through else "laufend" if vacancy.open_ended else ""),
        ("Vergütung", pay(vacancy)), ("Gehalt", salary(vacancy)), ("Vertrag", term(vacancy)), ("Arbeitszeit", ", ".join(filter(None, (working_time(vacancy), hours(vacancy))))),
        ("Homeoffice", HOME_OFFICE[vacancy.remote] if vacancy.remote else ""), ("Beginn", start(vacancy)), ("Art", KINDS[vacancy.kind]),
        ("Stellen", str(vacancy.openings) if vacancy.openings else ""), ("Fachgebiet", ", ".join(AREAS[a] for a in vacancy.areas)), ("Kennziffer", vacancy.identifier or ""),
    ]
    return [(label, words) for label, words in rows if words]


def summary(vacancy: Vacancy) -> str:
    """One line for feeds: "Frist 14.4.2026 · unbefristet · 39 Std. · Homeoffice teilweise"; only what is known."""
    until = vacancy.valid_through
    words = [f"Frist {until.day}.{until.month}.{until.year}" if until else "laufend" if vacancy.open_ended else "", term(vacancy), hours(vacancy),
             REMOTE[vacancy.remote] if vacancy.remote else ""]
    return " · ".join(filter(None, words))


def feed_title(vacancy: Vacancy) -> str:
    """"Linux-Administration (m/w/d), regio iT, Aachen, EG 11"."""
    return ", ".join(filter(None, (vacancy.title, vacancy.employer_short, places(vacancy), grades(vacancy))))


def cut(text: str, most: int) -> str:
    """``text``, cut at a word before ``most`` characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def stated(coverage: Coverage) -> list[tuple[str, str, str]]:
    """(fact, "42 %", level): what the vacancies of an employer state; level "bad" where none does."""
    return [(FACTS[name], f"{share:.0%}".replace("%", " %"), "" if share else "bad") for name, share in coverage.shares.items() if name in FACTS]


def moves(before: Coverage | None, now: Coverage) -> str:
    """"Homeoffice: 80 % → 0 %": what changed since the look before."""
    if before is None:
        return ""
    percent = "{:.0%} → {:.0%}"
    return "; ".join(f"{FACTS[name]}: {percent.format(before.shares.get(name, 0), now.shares[name])}".replace("%", " %") for name in moved(before, now) if name in FACTS)


def context() -> dict[str, Any]:
    """All of this for templates."""
    return {"AREAS": AREAS, "KINDS": KINDS, "REMOTE": REMOTE, "HOME_OFFICE": HOME_OFFICE, "STATES": STATES, "VERDICTS": VERDICTS, "WEEKDAYS": WEEKDAYS, "long_date": long_date, "moment": moment, "places": places,
            "grades": grades, "facts": facts, "term": term, "hours": hours, "deadline": deadline, "since": since, "why": why, "in_german": in_german, "stated": stated, "moves": moves}
