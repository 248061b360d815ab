"""Who advertises: names folded to a key, aliases recognised with care, portals that stand in the employer's place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.match.fold import fold, words

#: Legal forms written with dots and blanks: "A.ö.R.", "e. G.", "g. GmbH".
_DOTTED = re.compile(r"(?<=\s)(?:(?:[a-z]{1,2}\.\s?){2,5}|g\.\s?(?=gmbh))(?=\s|$|[,)-])")
_LEGAL = re.compile(
    r"\b(?:gemeinnutzige[rns]?|anstalt (?:des )?offentlichen rechts|korperschaft (?:des )?offentlichen rechts|gesellschaft (?:mit beschrankter haftung|mbh)|(?<=\s)aktiengesellschaft|kommanditgesellschaft|kommunalunternehmen|eigenbetrieb(?= der)|eingetragene[r]? (?:verein|genossenschaft)|aor|aoer|kdor|kdor|gmbh"
    r"|ggmbh|mbh|gku|ku|eg|ag|e\.? ?v\.?|ev|co\.? kg|kg|gbr|se)\b")
#: Portals by name, and words that only portals have in theirs ("jobvector", "Stellenbörse Nord"); a Jobcenter is an employer.
_PORTAL = re.compile(
    r"\b(?:interamt|stepstone|indeed|monster|xing|linkedin|bund\.de|arbeitsagentur|meinestadt|kimeta|jooble|adzuna|heyjobs|glassdoor|talent\.com|academics|yourfirm|stellenwerk|kununu|careerjet|neuvoo|experteer"
    r"|absolventa|azubiyo|aubi-plus|get in it|get-in-it|workwise|hokify|kleinanzeigen|service\.bund)\b"
    r"|bundesagentur fur arbeit|agentur fur arbeit|\bjobs?(?!-?cent|-?perspektiv)[a-z]*\b|[a-z]jobs?\b|\bstellen(?:b|m|p|a|t|s|online|werk)[a-z]*|karriere(?!-?cent)[a-z]*")
#: An address instead of a name is a portal's.
_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:de|com|net|org|eu|jobs|info|io)(?:/\S*)?")
_UNIT = re.compile(r"^(?:der|die|das)?\s*(?:amt|fachbereich|abteilung|dezernat|referat|sachgebiet|fachdienst|stabsstelle|personal\w*|haupt\w*|ober\w*|burgermeister\w*|landrat\w*|landratin|zentrale dienste|geschaftsbereich|team|magistrat|zentral\w*|verwaltung\w*|standort)\b")
_ENTITY = re.compile(r"stadtwerke|klinik|krankenhaus|eigenbetrieb|stiftung|sparkasse|hochschule|universitat|theater|zoo|gmbh")
#: Kinds of bodies: one place has several of them, and they are never one employer.
_KINDS = {word: kind for kind, names in {
    "stadt": "stadt stadtverwaltung landeshauptstadt hansestadt kreisstadt universitatsstadt bundesstadt hauptstadt magistrat lh",
    "kreis": "kreis landkreis kreisverwaltung landratsamt lk", "gemeinde": "gemeinde gemeindeverwaltung samtgemeinde verbandsgemeinde markt marktgemeinde",
    "stadtwerke": "stadtwerke", "zweckverband": "zweckverband zv", "land": "landesamt landesbetrieb ministerium land freistaat", "bezirk": "bezirk bezirksamt regierungsprasidium bezirksregierung",
    "klinikum": "klinikum klinik krankenhaus", "hochschule": "hochschule universitat fachhochschule", "sparkasse": "sparkasse", "jobcenter": "jobcenter",
}.items() for word in names.split()}
#: An organisation in running text: a kind of body with its name, or names before a legal form or an abbreviation in brackets.
_NAME = r"(?:[A-ZÄÖÜ][\w.&-]*|am|an der|im|in|der|des|für|und|ob der|vor der)"
_NAMED = re.compile(
    r"\b(?:Stadt|Landeshauptstadt|Hansestadt|Universitätsstadt|Kreisstadt|Kreis|Landkreis|Gemeinde|Samtgemeinde|Verbandsgemeinde|Stadtwerke|Stadtverwaltung|Kreisverwaltung|Landratsamt|Zweckverband|Klinik|Klinikum"
    r"|Krankenhaus|Hochschule|Universität|Sparkasse|Bezirksamt|[A-ZÄÖÜ]?\w*[rR]echenzentrum)(?= [A-ZÄÖÜ])(?: " + _NAME + r"){1,5}(?<=\w)(?: GmbH| gGmbH| AöR| AG| eG| KdöR)?"
    r"|\b(?:[A-ZÄÖÜ][\w.&-]* )(?:" + _NAME + r" ){0,5}(?:GmbH|gGmbH|mbH|AöR|AG|eG|KdöR|\((?!PDF)[A-ZÄÖÜ][\w-]{1,9}\))")
_FILLER = frozenset("der die das des den dem fur und von vom im in am an zur zum bei the of hanse grosse".split())

Relation = Literal["same", "kin", "unknown", "other"]


@dataclass(frozen=True, slots=True)
class Employer:
    """``key`` is empty where nobody or only a portal is named. ``short`` is an abbreviation given beside the name."""

    key: str = ""
    unit: str = ""
    short: str = ""


@lru_cache(maxsize=16_384)
def employer_name(name: str | None) -> Employer:
    """The key of a name: its kind of body, then its other words in alphabetical order; legal forms are gone."""
    text = fold(name or "").strip()
    if not text or _PORTAL.search(text) or _ADDRESS.fullmatch(text):
        return Employer()
    short = ""
    for inner in re.findall(r"\(([^)]*)\)", text):
        plain = _LEGAL.sub("", inner).strip()
        if plain and " " not in plain and len(plain) <= 12 and plain not in _KINDS:
            short = plain
    text = _DOTTED.sub(" ", re.sub(r"\([^)]*\)?", " ", text))
    head, *tail = re.split(r"\s+-\s*|\s*-\s+|\s*\|\s*|,\s+|\s+/\s+", text)
    unit = ""
    for part in tail:
        if _UNIT.search(part.strip()):
            unit = unit or part.strip()
        elif _ENTITY.search(part) and not _ENTITY.search(head):
            head += " " + part
        elif len(words(head)) < 2:
            short, head = (head.strip(), head + " " + part) if len(head.strip()) <= 10 and head.strip() not in _KINDS else (short, head + " " + part)
        elif len(part.strip()) <= 10 and " " not in part.strip():
            short = short or part.strip()
    found = [word for word in words(_LEGAL.sub(" ", head)) if word not in _FILLER]
    kind = next((_KINDS[word] for word in found if word in _KINDS), "")
    rest = sorted({word for word in found if word not in _KINDS}) or sorted(set(found))
    key = " ".join(([f"{kind}:"] if kind else []) + rest)
    return Employer(key, unit, short)


@lru_cache(maxsize=65_536)
def relation(new: str, new_short: str, old: str, old_short: str) -> Relation:
    """How two employers' keys stand to each other; ``kin`` are spellings that need more evidence."""
    if not new or not old:
        return "unknown"
    if new == old or (new_short and new_short in (old, old_short)) or (old_short and old_short == new):
        return "same"
    one_kind, one = _kind(new)
    other_kind, other = _kind(old)
    if _by_short(one, new_short, other) or _by_short(other, old_short, one):
        return "same"
    one, other = one - {new_short}, other - {old_short}
    if one_kind and other_kind and one_kind != other_kind:
        return "other"
    if one == other or (one_kind == other_kind and "".join(sorted(one)) == "".join(sorted(other))):
        return "same" if one_kind == other_kind else "kin"
    if len(one) > 1 and len(other) > 1 and (one < other or other < one):
        return "kin"
    if _short_for(one, other_kind, other) or _short_for(other, one_kind, one):
        # "ZKI Kiel": the initials beside the same place are a name; initials alone may be another's.
        return "same" if one & other else "kin"
    return "other"


def employer_in(text: str) -> str:
    """The key of the organisation that the beginning of an ad names first; empty where it names none."""
    for match in _NAMED.finditer(text):
        key = employer_name(match[0]).key
        if " " in key:
            return key
    return ""


@lru_cache(maxsize=8192)
def mentions(text: str, employer: str) -> bool | None:
    """Whether a folded text names the employer with this key; False where it names another body of the same place."""
    kind, _, rest = employer.lstrip("=").rpartition(": ")
    names = rest.split()
    if kind and len(names) == 1:
        found = {_KINDS[match[1]] for match in re.finditer(r"\b([a-z]+) " + re.escape(names[0]) + r"\b", text) if match[1] in _KINDS}
        return kind in found if found else None
    if len(names) < 2:
        return True if (len(rest) > 5 and rest in text) or f"({rest})" in text else None
    at = text.find(names[0])
    while at >= 0:
        near = text[max(0, at - 60) : at + 80]
        if all(name in near for name in names):
            return True
        at = text.find(names[0], at + 1)
    return None


def _kind(key: str) -> tuple[str, frozenset[str]]:
    kind, _, rest = key.rpartition(": ")
    return kind, frozenset(rest.split())


def _by_short(long: frozenset[str], short: str, other: frozenset[str]) -> bool:
    """ "KGRZ Gera" beside "Kommunales Gebietsrechenzentrum Gera (KGRZ)": the abbreviation that one gives and words of its name."""
    return bool(short) and short in other and other - {short} <= long


def _short_for(short: frozenset[str], kind: str, long: frozenset[str]) -> bool:
    """ "krzn" or "zki flensburg": one word stands for the initials of those that the other name has instead, in any order."""
    own, others = short - long, long - short
    if len(own) != 1 or len(own | (short & long)) != len(short):
        return False
    letters = next(iter(own))
    initials = sorted(word[0] for word in (*others, *([kind] if kind else [])))
    if 3 <= len(letters) <= 6 and sorted(letters) == initials:
        return True
    return len(short) == 1 and len(long) > 2 and 3 <= len(letters) <= 6 and all(word[0] in letters for word in long) and letters[0] in {word[0] for word in long}
