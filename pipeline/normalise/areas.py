"""The fields of work that people filter by: by the title's words, where it names none by the tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Area
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.lexicon import UNSURE, Weight, Word, words_of
from pipeline.normalise.tasks import A_PROCEDURE, MIXED, cares_for_procedures, tasks_of

#: Above all fields.
_NO_FIELD = re.compile(r"vorstand\b|\bgeschäftsführ(?:er|ung|ende)")
#: An IT post whose title says no more.
_IT_POST = re.compile(r"\b(?:it|edv)[- ]?(?:mitarb|fachkr|sachbearb|kraft|betreu|beschäft|assist|allround)|(?:mitarbeit|sachbearbeit|fachkraft|beschäftigte|fachinformatik)\S*\s(?:\W?[mwdx][/|]\S*\s)?(?:für die |in der |im bereich |im )?(?:it|iuk|ikt|edv|informationstechnik)\b")
#: A title that names no field: its kind of post and that it is of IT, no more.
_NO_MORE = re.compile(r"\b(?:sachbearbeit\w*|mitarbeit\w*|referent\w*|fachkr[aä]ft\w*|beschäftigte\w*|angestellte\w*|werkstudent\w*|beamt\w*|spezialist\w*|expert\w*|service-?techniker\w*|(?:im|in der) (?:gehobenen|mittleren|höheren) (?:\w+ )?dienst|it-(?:(?:spezialist|fachkr[aä]ft|mitarbeit|sachbearbeit|expert|service-?(?:techniker|kraft|kräfte))\w*|referat|abteilung|bereich|team)|it|iuk|ikt|edv|technik|stabsstelle|in|für|im|der|die|den|das|bereich|informationstechnik)\b|\([^()]{1,12}\)|[*:_/]-?(?:in|innen|e|r)\b")
#: Whoever teaches or sells what others run.
_TEACHES_OR_SELLS = re.compile(r"trainer|dozent|lehrkraft|bildungsreferent|vertriebs?-?(?:mitarb|beauftr|manag|leit|innendienst|außendienst|referent|ingen)|\bsales\b|account[- ]manag")
_ADVISES = re.compile(r"consult|\bberat(?:er|ung)|(?:sap|dms|erp)\S*\s(?:\S+\s)?berat")
#: Posts of which a subject says little: who owns a product or speaks to the public leads no project.
_OF_ALL_SUBJECTS = re.compile(r"produkt-?(?:manag|owner)|product[- ](?:manag|owner|lead)|kommunikations-?(?:manag|referent|berat)|öffentlichkeitsarb|pressere|presse-?sprech|social[- ]media|redakt|(?<!personal)(?<!personal-)marketing")
#: Whoever advises on one of these is of that field.
_PLAIN_SUBJECTS = frozenset({Area.SECURITY, Area.DATA, Area.NETWORKS, Area.DEVELOPMENT})
#: What is led comes to an end: "Rechenzentrumsumzug", "Servermigration".
_UNDERTAKING = re.compile(r"umzug|umbau|neubau|migration|umstellung|konsolidierung|einführung|ablösung|zusammenführung")
#: Who coordinates between those who run a procedure and those who use it is of neither.
_COORDINATES = re.compile(r"\bit-?\s?koordin")
_APPRENTICE = re.compile(r"ausbildung|azubi|auszubildend")
_OFFICE = re.compile(r"sachbearbeit|verwaltungs(?:kraft|mitarb)")
_NO_OFFICE = re.compile(r"\bit\b|\bedv\b|\biuk\b|\bikt\b|\btu?iv?\b|digital|e-?akte|scan|techni|medien|presse|öffentlichkeit")

#: By field: the words that name it and where they stand.
_Found = dict[Area, tuple[str, str]]


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    low = lower(title)
    words = words_of(low)
    if _NO_FIELD.search(low) and not any(word.group == "714" for word in words):
        return []
    found: _Found = {}
    sells = _TEACHES_OR_SELLS.search(low) is not None
    for word in words:
        for area in word.areas:
            if not _outweighed(word, area, words) and not (sells and word.weight is Weight.SUBJECT):
                found.setdefault(area, (title[word.start : word.end], "title"))
    if not found and not sells:
        found = _by_default(ad, title, words)
    if {"systemintegrat" in low[word.start : word.end] for word in words if word.areas} == {True} and (_APPRENTICE.search(low) or len(tasks_of(ad)) >= MIXED):
        return []
    _settle_projects(ad, low, found)
    _settle_operations(ad, low, found)
    for area, (text, origin) in found.items():
        ad.prove("areas", text, origin, f"words of {area.value}")
    return [area for area in Area if area in found]


def _settle_projects(ad: Ad, low: str, found: _Found) -> None:
    """Who advises on an application is of one field or the other, by the tasks; what a project is about is no field of its own."""
    if Area.PROJECTS in found and _ADVISES.search(low):
        if Area.APPLICATIONS in tasks_of(ad):
            found[Area.APPLICATIONS] = found.pop(Area.PROJECTS)
        elif Area.APPLICATIONS in found:
            found.clear()
    if Area.PROJECTS in found and _ADVISES.search(low) and found.keys() & _PLAIN_SUBJECTS:
        del found[Area.PROJECTS]
    if _OF_ALL_SUBJECTS.search(low):
        for area in [area for area in found if not any(area in word.areas for word in words_of(low) if word.weight is not Weight.SUBJECT)]:
            del found[area]
    if Area.PROJECTS in found and _UNDERTAKING.search(low):
        found.pop(Area.OPERATIONS, None)
    if _COORDINATES.search(low):
        found.pop(Area.APPLICATIONS, None)


def _settle_operations(ad: Ad, low: str, found: _Found) -> None:
    """Who cares for systems runs them, or supports those who use them: by the title's other words, else by the tasks."""
    if Area.OPERATIONS not in found:
        return
    if "systembetreu" in low and (Area.APPLICATIONS in found or cares_for_procedures(ad)):
        found[Area.APPLICATIONS] = found.pop(Area.OPERATIONS)
    elif ("systembetreu" in low and sum(Area.OPERATIONS in word.areas for word in words_of(low)) == low.count("systembetreu") and Area.OPERATIONS not in tasks_of(ad)) or ("systemtechn" in low and Area.APPLICATIONS in found):
        del found[Area.OPERATIONS]


def _outweighed(word: Word, area: Area, words: Sequence[Word]) -> bool:
    """An assistant of the IT security works in administration, an "SAP-Berater Finanzen" does not; a developer of procedures
    develops, whoever introduces one leads a project."""
    posts = {other.group for other in words if other.weight is Weight.POST}
    if "714" in posts:
        return area is not Area.ADMINISTRATION
    if word.weight is Weight.SUBJECT:
        if area is Area.PROJECTS and any(other.areas and area not in other.areas for other in words if other.weight is Weight.POST):
            return True  # a data scientist in the department of a smart city
        if area is Area.ADMINISTRATION:
            return any(other.group == "731" for other in words) or any(other.areas != (Area.ADMINISTRATION,) for other in words if other.weight is not Weight.SUBJECT)
        if area is Area.APPLICATIONS and any(other.group == "433" and other.weight is Weight.IT_POST for other in words):
            return True
        if area is Area.OPERATIONS and (posts == {"432"} or any(other.areas == (Area.DEVELOPMENT,) for other in words)):
            return True
        return posts == {"434"} and area in (Area.APPLICATIONS, Area.OPERATIONS)
    return False


def _by_default(ad: Ad, title: str, words: Sequence[Word]) -> _Found:
    """Administrators without another field run systems; clerks without another field administrate; else the tasks tell."""
    low = lower(title)
    for word in words:
        if word.group == "433" and word.weight is Weight.POST and "admin" in low[word.start : word.end]:
            return {Area.OPERATIONS: (title[word.start : word.end], "title")} if len(tasks_of(ad)) < MIXED else {}
    if _IT_POST.search(low) or (not any(word.group not in ("", UNSURE) for word in words) and not re.search(r"\w{3}", _NO_MORE.sub("", low))):
        tasks = tasks_of(ad, further=not words)
        return {area: (text, "description_html") for area, text in tasks.items()} if len(tasks) == 1 else {}
    if not words and (procedure := A_PROCEDURE.search(low)) and cares_for_procedures(ad):
        return {Area.APPLICATIONS: (procedure[0], "title")}
    if not words and (office := _OFFICE.search(low)) and not _NO_OFFICE.search(low):
        return {Area.ADMINISTRATION: (office[0], "title")}
    return {}
