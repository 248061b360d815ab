"""The fields of work that people filter by: by the title's words, where it names none by the tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Area
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.lexicon import Weight, Word, words_of
from pipeline.normalise.tasks import MIXED, cares_for_procedures, tasks_of

#: Above all fields.
_NO_FIELD = re.compile(r"vorstand\b|\bgeschäftsführ(?:er|ung|ende)")
#: An IT post whose title says no more.
_IT_POST = re.compile(r"\b(?:it|edv)[- ]?(?:mitarb|fachkr|sachbearb|kraft|betreu|beschäft|assist|allround)|(?:mitarbeit|sachbearbeit|fachkraft|beschäftigte|fachinformatik)\S*\s(?:\W?[mwdx][/|]\S*\s)?(?:für die |in der |im bereich |im )?(?:it|edv|informationstechnik)\b")
_OFFICE = re.compile(r"sachbearbeit|verwaltungs(?:kraft|mitarb)")
_NO_OFFICE = re.compile(r"\bit\b|\bedv\b|digital|e-?akte|scan|techni|medien|presse|öffentlichkeit")


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    low = lower(title)
    words = words_of(low)
    if _NO_FIELD.search(low) and not any(word.group == "714" for word in words):
        return []
    found: dict[Area, tuple[str, str]] = {}
    for word in words:
        for area in word.areas:
            if not _outweighed(word, area, words):
                found.setdefault(area, (title[word.start : word.end], "title"))
    if not found:
        found = _by_default(ad, title, words)
    if {"systemintegrat" in low[word.start : word.end] for word in words if word.areas} == {True} and len(tasks_of(ad)) >= MIXED:
        return []
    if Area.OPERATIONS in found and "systembetreu" in low and cares_for_procedures(ad):
        found[Area.APPLICATIONS] = found.pop(Area.OPERATIONS)
    for area, (text, origin) in found.items():
        ad.prove("areas", text, origin, f"words of {area.value}")
    return [area for area in Area if area in found]


def _outweighed(word: Word, area: Area, words: Sequence[Word]) -> bool:
    """An assistant of the IT security works in administration, an "SAP-Berater Finanzen" does not; a developer of procedures
    develops, whoever introduces one leads a project."""
    posts = {other.group for other in words if other.weight is Weight.POST}
    if "714" in posts:
        return area is not Area.ADMINISTRATION
    if word.weight is Weight.SUBJECT:
        if area is Area.ADMINISTRATION:
            return any(other.areas != (Area.ADMINISTRATION,) for other in words if other.weight is not Weight.SUBJECT)
        if area is Area.APPLICATIONS and any(other.group == "433" and other.weight is Weight.IT_POST for other in words):
            return True
        return posts == {"434"} and area in (Area.APPLICATIONS, Area.OPERATIONS)
    return False


def _by_default(ad: Ad, title: str, words: Sequence[Word]) -> dict[Area, tuple[str, str]]:
    """Administrators without another field run systems; clerks without another field administrate; else the tasks tell."""
    low = lower(title)
    for word in words:
        if word.group == "433" and word.weight is Weight.POST and "admin" in low[word.start : word.end]:
            return {Area.OPERATIONS: (title[word.start : word.end], "title")}
    if _IT_POST.search(low):
        tasks = tasks_of(ad)
        return {area: (text, "description_html") for area, text in tasks.items()} if len(tasks) == 1 else {}
    if not words and (office := _OFFICE.search(low)) and not _NO_OFFICE.search(low):
        return {Area.ADMINISTRATION: (office[0], "title")}
    return {}
