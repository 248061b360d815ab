"""Occupation after KldB 2010 (three digits): by the title's words, null where no single group is plain.

Source of the codes: Klassifikation der Berufe 2010, Bundesagentur für Arbeit.
"""

from __future__ import annotations

import re

from pipeline.model import Area, Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.career import is_lead
from pipeline.normalise.lexicon import UNSURE, Weight, Word, words_of
from pipeline.normalise.tasks import A_PROCEDURE, MIXED, cares_for_procedures, tasks_of

#: Posts of learners that are plain: informatics, office and administration; what they learn for IT else is more than one group.
_LEARNED = frozenset({"431", "714", "732"})
_LEARNERS = frozenset({Kind.APPRENTICESHIP, Kind.DUAL_STUDY})
#: Several kinds of posts, or none.
_UNPLAIN = frozenset({Kind.VOLUNTEER, Kind.SPECULATIVE, Kind.TRAINEE})
#: Where somebody works, not what he does.
_WHERE = re.compile(r"\s(?:für (?:unser\w{0,2}|die|das|den)\s|im\s|in der\s|am\s|beim?\s)")
#: A project or advice is one of IT where the title says so.
_IT = re.compile(r"\bit\b|\bedv\b|\bozg\b|e-?government|registermodernisierung|software|\bsap\b|cloud|netzwerk|wlan|server|einführung\b.{0,30}\b(?:e-?akte|dms)\b|\berp\b|windows|fachverfahren|anwendungen?\b|rechenzentr")
_ADVISES = re.compile(r"consult|\bberat(?:er|ung)")
_OFFICES = frozenset({"715", "722", "731", "732"})
#: Who leads a department leads several groups.
_HIGH = re.compile(r"abteilung|bereichsleit|\bbereichs|fachbereich|hauptamt|dezernat")
#: A deputy may have any work of his own.
_DEPUTY = re.compile(r"stellvertret|stellv\.")
#: Of the trained ones only this one's work is that of the group; a graduate's is.
_TRAINED_FOR = re.compile(r"systemintegrat|(?<!fach)informatik")
_STUDIED = re.compile(r"(?<!fach)(?<!bio)(?<!geo)informatik\b")
_RUNNING = frozenset({Area.OPERATIONS, Area.NETWORKS})


def read_occupation(ad: Ad, title: str, kind: Kind) -> str | None:
    """The three-digit KldB code where the title makes it plain, else None."""
    if kind in _UNPLAIN:
        return None
    low = lower(title)
    words = [word for word in words_of(low) if word.group and (word.weight is not Weight.IT_POST or word.group == UNSURE or _IT.search(low))]
    where = _WHERE.search(low)
    deciding = _heaviest([word for word in words if where is None or word.start < where.start()]) or _heaviest(words)
    groups = {word.group for word in deciding}
    if "431" in groups:
        group = _of_informatician(ad, title, {word.group for word in words}, kind)
    else:
        group = groups.pop() if len(groups) == 1 else None
    if not words and kind not in _LEARNERS and (procedure := A_PROCEDURE.search(low)) and cares_for_procedures(ad):
        ad.prove("occupational_category", title[procedure.start() : procedure.end()], "title", "KldB 432")
        return "432"
    if group in (None, UNSURE) or (kind in _LEARNERS and group not in _LEARNED):
        return None
    if is_lead(low) and (_HIGH.search(low) if deciding[0].weight is Weight.SUBJECT else group in ("432", "434") and (_HIGH.search(low) or _DEPUTY.search(low))):
        return None
    if group in _OFFICES and deciding[0].weight is Weight.SUBJECT and _ADVISES.search(low):
        return None  # who advises on an office's software does not do its work
    if kind is Kind.STUDENT_JOB and group == "432" and deciding[0].weight is Weight.SUBJECT:
        return None  # a student in the support also carries and sets up machines
    if group == "433" and "systembetreu" in low and (any(Area.APPLICATIONS in word.areas for word in words_of(low)) or cares_for_procedures(ad)):
        group = "432"
    ad.prove("occupational_category", title[deciding[0].start : deciding[0].end], "title", f"KldB {group}")
    return group


def _heaviest(words: list[Word]) -> list[Word]:
    weight = max((word.weight for word in words), default=Weight.SUBJECT)
    return [word for word in words if word.weight is weight]


def _of_informatician(ad: Ad, title: str, groups: set[str], kind: Kind) -> str | None:
    """A trained informatician is one (431) unless the title or all tasks are of another group."""
    if kind in _LEARNERS:
        return "431" if groups <= {"431", "434"} or (kind is Kind.DUAL_STUDY and _STUDIED.search(lower(title))) else None
    others = groups - {"431", UNSURE}
    if others:
        return "434" if others == {"434"} else None
    if not _TRAINED_FOR.search(lower(title)):
        return None
    tasks = tasks_of(ad)
    if len(tasks) >= MIXED:
        return None
    return "433" if tasks and tasks.keys() <= _RUNNING else "431"
