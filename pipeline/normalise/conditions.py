"""Working time and place: full or part time, hours a week, home office."""

from __future__ import annotations

import re

from pipeline.model import EmploymentType, Hours, Remote
from pipeline.normalise.ad import Ad

_FULL = re.compile(
    r"\bVollzeit|\bfull[- ]?time|\bvollbeschäftig|\bVollzeitstelle|\b100 ?%(?= ?(?:der|Stelle|$))", re.IGNORECASE
)
_PART = re.compile(
    r"\bTeilzeit|\bpart[- ]?time|\bteilbar|\bteilzeitgeeignet|\bteilzeitfähig|\bJob-?sharing", re.IGNORECASE
)
_NO_PART = re.compile(
    r"(?:nicht teilbar|keine Teilzeit|Teilzeit[^.]{0,60}(?:nicht|leider|ausgeschlossen)|nicht (?:in )?Teilzeit"
    r"|nicht teilzeit)",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"(?:Voll|Teil)-?\s?(?:und|oder|/|bzw\.?)\s?-?\s?(?:Teilzeit|Vollzeit)|teilzeitgeeignet|teilzeitfähig"
    r"|grundsätzlich teilbar|ist (?:auch )?teilbar",
    re.IGNORECASE,
)
_IGNORED = re.compile(r"Ausbildung in Teilzeit wird|Teilzeitstudium|Elternzeit", re.IGNORECASE)
_CODES = {
    "FULL_TIME": "FULL_TIME",
    "FULLTIME": "FULL_TIME",
    "VOLLZEIT": "FULL_TIME",
    "PART_TIME": "PART_TIME",
    "PARTTIME": "PART_TIME",
    "TEILZEIT": "PART_TIME",
}


def read_employment_type(ad: Ad) -> list[EmploymentType]:
    """Full time, part time, both where either is possible; empty where nothing is said."""
    full = part = False
    for stated in ad.posting.employment_type:
        code = re.sub(r"[^A-Z]+", "_", stated.upper()).strip("_")
        parts = (
            {_CODES.get(code)}
            if code in _CODES
            else {value for name, value in _CODES.items() if name in code.replace("_", "") or name in code}
        )
        full, part = full or "FULL_TIME" in parts, part or "PART_TIME" in parts
        if parts - {None}:
            ad.prove("employment_type", stated, "employment_type", "the portal's own field")
    excluded = False
    for sentence, origin in ad.both():
        if _IGNORED.search(sentence):
            continue
        if _NO_PART.search(sentence):
            excluded = True
            ad.prove("employment_type", sentence, origin, "part time is excluded")
            continue
        either = _EITHER.search(sentence)
        if either or _FULL.search(sentence):
            full = True
            ad.prove("employment_type", sentence, origin, "full time is named")
        if either or _PART.search(sentence):
            part = True
            ad.prove("employment_type", sentence, origin, "part time is named")
            if re.search(r"(?:auch|ebenso|grundsätzlich|möglich|geeignet|teilbar)", sentence) and not full:
                full = bool(either) or bool(
                    re.search(r"auch (?:in )?Teilzeit|teilzeitgeeignet|teilbar|Teilzeit (?:ist )?möglich", sentence)
                )
    types: list[EmploymentType] = []
    if full:
        types.append("FULL_TIME")
    if part and not (excluded and full):
        types.append("PART_TIME")
    return types


_NUM = r"\d{1,2}(?:[.,]\d{1,2})?"
_HOURS = re.compile(
    rf"(?P<limit>\b(?:ab|mindestens|mind\.|min\.|bis(?:\szu)?|maximal|max\.)\s)?(?P<a>{_NUM})\s?(?:Std\.?|Stunden|h)?\s?(?:\([^()]{{0,40}}\)\s?)?"
    rf"(?:(?P<join>-|–|bis(?:\szu)?|oder|bzw\.?|/)\s?(?P<b>{_NUM})\s?)?"
    r"(?P<unit>Wochenstunden|Wochenarbeitsstunden|Std\.?|Stunden|h\b|-?Stunden-?Woche)",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"woche|wöchentlich|arbeitszeit|stellenumfang|umfang|vollzeit|teilzeit|beschäftigungs|tarif|beamt|wöchtl"
    r"|beschäftigt|stelle\b",
    re.IGNORECASE,
)
_NOT_WEEK = re.compile(
    r"innerhalb|rund um die uhr|binnen|bereitschaft|nach spätestens|reaktionszeit|pro tag|täglich|am tag|uhr\b"
    r"|fortbildung|schulung|workshop|monatlich|im monat|antwort|(?<!un)befristet|zusätzlich|aufstock|erhöh|kita"
    r"|telearbeit|homeoffice|spätestens|kernzeit|rahmen|support|erreichbar|hotline|service",
    re.IGNORECASE,
)


def read_hours(ad: Ad) -> Hours | None:
    """Hours a week; 39 for employees and 41 for civil servants is 39 to 41; hours added for a time are left out."""
    exact: list[float] = []
    lows: list[float] = []
    highs: list[float] = []
    for sentence, origin in ad.both():
        for match in _HOURS.finditer(sentence):
            near = sentence[max(0, match.start() - 60) : match.end() + 45]
            unit_says = re.match(r"Wochen|-?Stunden-?Woche", match["unit"], re.IGNORECASE)
            follows = re.match(
                r"\s?(?:/|pro|in der|je|die)?\s?\.?\s?Woche|\s?wöchentlich", sentence[match.end() :], re.IGNORECASE
            )
            if not (unit_says or follows or _WEEK.search(near) or origin == "title") or _refused(near, certain=bool(unit_says or follows)):
                continue
            values = [float(match[name].replace(",", ".")) for name in ("a", "b") if match[name]]
            if not all(4 <= value <= 48 for value in values):
                continue
            limit = (match["limit"] or "").strip().lower()
            if len(values) == 1 and limit.startswith(("ab", "min")):
                lows += values
            elif len(values) == 1 and limit.startswith(("bis", "max")):
                highs += values
            else:
                exact += values
            ad.prove("weekly_hours", match[0], origin, "hours a week")
    exact += _of_percent(ad, exact)
    if exact:
        return Hours(min=min(exact + lows), max=max(exact + highs))
    if lows or highs:
        return Hours(min=min(lows, default=None), max=max(highs, default=None))
    return None


def _refused(near: str, *, certain: bool) -> bool:
    """Whether the words around speak of other hours; what is surely of the week may stand beside weaker ones."""
    found = _NOT_WEEK.search(near)
    return found is not None and not (certain and found[0].lower() in _WEAK)


_WEAK = frozenset({"support", "service", "hotline", "schulung", "rahmen", "homeoffice", "telearbeit", "fortbildung", "kita"})


def _of_percent(ad: Ad, full: list[float]) -> list[float]:
    """ "75-100 %" of stated full-time hours."""
    if len(set(full)) != 1:
        return []
    for sentence, origin in ad.both():
        match = re.search(r"(\d{2,3})\s?%?\s?(?:-|–|bis)\s?(\d{2,3})\s?%", sentence)
        if (
            match
            and re.search(
                r"umfang|stelle|teilzeit|vollzeit|beschäftigung|arbeitszeit", sentence + ad.title, re.IGNORECASE
            )
            and not re.search(r"mobil|home|remote|reise|telearbeit", sentence, re.IGNORECASE)
        ):
            ad.prove("weekly_hours", match[0], origin, "share of the stated full-time hours")
            return [full[0] * int(match[1]) / 100]
    return []


_REMOTE = re.compile(
    r"home ?-?office|telearbeit|mobile[rsn]?\s(?:und\sflexibles\s)?arbeiten|mobile[rsn]? arbeit\b|mobilarbeit"
    r"|\bhybrid\w*(?=\s(?:arbeit|modell|work))|\bhybrid(?:es|em)?\b|remote|von zu ?hause|von überall|ortsunabhängig\w*"
    r"|ortsflexib|mobil zu arbeiten|mobil arbeiten|heimarbeit|work from home|bundesweit von",
    re.IGNORECASE,
)
_FULLY = re.compile(
    r"(?:100 ?%|voll(?:ständig|e?r?)?|komplett|ausschließlich|zu 100|bundesweit|vollumfänglich|ganz)\W+(?:\w+\W+){0,3}"
    r"(?:remote|homeoffice|home-office|home office|mobil|ortsunabhängig|von zu ?hause|telearbeit)"
    r"|(?:remote|homeoffice|home-office|mobil\w*(?: arbeiten)?)\W+(?:\w+\W+){0,2}(?:zu )?100 ?%|full(?:y)?[- ]remote"
    r"|remote first|(?:keinen?|kein) Präsenz(?:tag|pflicht)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:kein(?:e|en|er|erlei)?|nicht|leider|ausgeschlossen|ohne)\b", re.IGNORECASE)
_NOT_PURE = re.compile(r"(?:keine?|nicht)\s(?:reine?[rn]?|ausschließlich\w*|vollständig\w*|100)", re.IGNORECASE)
_DECOY = re.compile(
    r"(?:betreu|ausstatt|support|einricht|administr|rollout|verwalt|betrieb|aufbau|unterstütz|bereitstell|wart)\w*"
    r"[^.]{0,60}(?:telearbeit|homeoffice|home-office|mobile[sn]? arbeit|remote)|remote[- ](?:support|unterstützung|zugriff|access"
    r"|desktop|wartung|hände|login|management)|telearbeits(?:plätze|platzes|geräte)n?|hybride[rnms]?\s(?:cloud|infra"
    r"|it|umgeb|system|multi|lösung)|hybrid[- ]cloud|remote ?desktop",
    re.IGNORECASE,
)


#: Others work from home, not the one who is sought.
_OF_OTHERS = re.compile(r"(?:Beschäftigte[n]?|Kolleg\w+|Mitarbeitende[n]?|Anwender\w*|Nutzer\w*|Kund\w+|Lehrkräfte)[^.]{0,45}(?:im Homeoffice|von zu ?Hause|mobil) (?:arbeiten|sind|tätig)")


def read_remote(ad: Ad) -> Remote | None:
    """How far the work can be done from home; ``none`` only where the ad excludes it, None where it is silent."""
    best: Remote | None = None
    stated = (ad.posting.job_location_type or "").upper()
    sentences = [*ad.both(), ("", "")]
    for (sentence, origin), (following, _) in zip(sentences, sentences[1:], strict=False):
        for match in _REMOTE.finditer(sentence):
            near = sentence[max(0, match.start() - 60) : match.end() + 60]
            if _OF_OTHERS.search(near) or (_DECOY.search(near) and not re.search(r"möglich|bieten|profitier", near)):
                continue
            clause = re.split(r"[,;]", sentence[: match.start()])[-1][-60:] + re.split(r"[,;.]", sentence[match.start() : match.end() + 80])[0]
            if len(sentence) < 40 and re.match(r"\W*(?:nein|nicht|leider|kein)", following, re.IGNORECASE):
                clause += " nicht"
            if _FULLY.search(near) and not _NOT_PURE.search(near):
                level = Remote.FULL
            elif _NEGATED.search(clause) and not _NOT_PURE.search(near) and not re.search(r"nur|lediglich", clause):
                level = Remote.NONE
            else:
                level = Remote.PARTIAL
            if best is None or _ORDER[level] > _ORDER[best]:
                best = level
                ad.prove("remote", near, origin, f"work from home: {level.value}")
    if best is None and stated == "TELECOMMUTE":
        ad.prove("remote", stated, "job_location_type", "the portal's own field")
        return Remote.FULL
    return best


_ORDER = {Remote.NONE: 0, Remote.PARTIAL: 1, Remote.FULL: 2}
