"""Occupation after KldB 2010 (three digits) and the fields of work that people filter by; by the title's words.

Source of the codes: Klassifikation der Berufe 2010, Bundesagentur für Arbeit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Area, Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.career import is_lead
from pipeline.normalise.lexicon import UNSURE, Weight, Word, words_of

#: Posts of learners that are plain: informatics, office and administration; what they learn for IT else is more than one group.
_LEARNED = frozenset({"431", "714", "732"})
#: Several kinds of posts, or none.
_UNPLAIN = frozenset({Kind.VOLUNTEER, Kind.SPECULATIVE, Kind.TRAINEE})
#: Where somebody works, not what he does.
_WHERE = re.compile(r"\s(?:für (?:unser\w{0,2}|die|das|den)\s|im\s|in der\s|am\s|beim?\s)")
#: A project or advice is one of IT where the title says so.
_IT = re.compile(r"\bit\b|\bedv\b|\bozg\b|software|rollout|migration|\bsap\b|cloud|netzwerk|\bnetze?\b|wlan|server|e-?akte\b|\bdms\b|\berp\b|windows|fachverfahren|anwendungen?\b|rechenzentr|infrastruktur it")
_BY_PROCEDURE = re.compile(r"fachverfahren|\bverfahrens?\b(?! zur| findet| wird| ist)|[a-zäöü]verfahren\b(?<!auswahlverfahren)(?<!bewerbungsverfahren)(?<!vergabeverfahren)(?<!besetzungsverfahren)")


def read_occupation(ad: Ad, title: str, kind: Kind) -> str | None:
    """The three-digit KldB code where the title makes it plain, else None."""
    if kind in _UNPLAIN:
        return None
    low = lower(title)
    words = [word for word in words_of(low) if word.group and (word.weight is not Weight.IT_POST or word.group == UNSURE or _IT.search(low))]
    where = _WHERE.search(low)
    deciding = _heaviest([word for word in words if where is None or word.start < where.start()]) or _heaviest(words)
    groups = {word.group for word in deciding}
    if kind is Kind.JOB and groups == {"431", "434"}:
        groups = {"434"}  # "Fachinformatiker Anwendungsentwicklung", no longer an apprentice
    if len(groups) != 1 or UNSURE in groups:
        return None
    (group,) = groups
    if group == "431" and {word.group for word in words} - {group, UNSURE}:
        return None  # an informatician who works in another group
    if kind in (Kind.APPRENTICESHIP, Kind.DUAL_STUDY) and group not in _LEARNED:
        return None
    if group in ("432", "434") and is_lead(low):
        return None
    if group == "433" and "systembetreu" in low and _cares_for_procedures(ad):
        group = "432"
    ad.prove("occupational_category", deciding[0].text, "title", f"KldB {group}")
    return group


def _heaviest(words: list[Word]) -> list[Word]:
    weight = max((word.weight for word in words), default=Weight.SUBJECT)
    return [word for word in words if word.weight is weight]


def _cares_for_procedures(ad: Ad) -> bool:
    """A "Systembetreuer" of an administrative procedure supports its users; one of servers runs them."""
    return any(_BY_PROCEDURE.search(line.low) and re.search(r"betreu|support|anwend", line.low) for line in ad.about(("verfahren",)) if line.origin != "title")


#: Work at users' desks, or above all fields.
_NO_FIELD = re.compile(r"service-?techniker|außendienst|field service|vorstand\b|\bgeschäftsführ(?:er|ung|ende)")
_OFFICE = re.compile(r"sachbearbeit|verwaltungs(?:kraft|mitarb)")
_NO_OFFICE = re.compile(r"\bit\b|\bedv\b|digital|e-?akte|scan|techni|medien|presse|öffentlichkeit")


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    low = lower(title)
    words = words_of(low)
    if _NO_FIELD.search(low) and not any(word.group == "714" for word in words):
        return []
    found: dict[Area, str] = {}
    for word in words:
        for area in word.areas:
            if not _outweighed(word, area, words):
                found.setdefault(area, word.text)
    if not found:
        found = _by_default(ad, low, words)
    if Area.OPERATIONS in found and "systembetreu" in low and _cares_for_procedures(ad):
        found[Area.APPLICATIONS] = found.pop(Area.OPERATIONS)
    for area, text in found.items():
        ad.prove("areas", text, "title", f"words of {area.value}")
    return [area for area in Area if area in found]


def _outweighed(word: Word, area: Area, words: Sequence[Word]) -> bool:
    """An assistant of the IT security works in administration, an "SAP-Berater Finanzen" does not, a developer of procedures develops."""
    posts = {other.group for other in words if other.weight is Weight.POST}
    if "714" in posts:
        return area is not Area.ADMINISTRATION
    if word.weight is Weight.SUBJECT:
        if area is Area.ADMINISTRATION:
            return any(other.areas != (Area.ADMINISTRATION,) for other in words if other.weight is not Weight.SUBJECT)
        return posts == {"434"} and area in (Area.APPLICATIONS, Area.OPERATIONS)
    return False


def _by_default(ad: Ad, low: str, words: Sequence[Word]) -> dict[Area, str]:
    """Administrators without another field run systems; clerks without another field administrate."""
    if any(word.group == "433" and word.weight is Weight.POST and "admin" in word.text for word in words):
        return {Area.OPERATIONS: "administrat"}
    if "allround" in low or (re.match(r"\W*(?:it|edv)[- ]?(?:mitarbeit|fachkraft)", low) and _of_both(ad)):
        return {Area.OPERATIONS: "IT", Area.APPLICATIONS: "IT"}
    if not words and (office := _OFFICE.search(low)) and not _NO_OFFICE.search(low):
        return {Area.ADMINISTRATION: office[0]}
    return {}


def _of_both(ad: Ad) -> bool:
    """A post without a field in its title that the ad describes as servers and users."""
    return bool(ad.about(("server", "netzwerk", "infrastruktur"))) and bool(ad.about(("anwender", "support", "nutzer")))
