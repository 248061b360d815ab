"""Career level: whether a post has responsibility for staff."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.model import Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.signs import Signs, by_letter

#: Who leads (what stands before is asked behind the first letter: a search skips to it): the noun, or its compound with what is led ("Sachgebietsleitung", "Leiter/in", "Head of", "Referatsleiter*in").
_LEAD = re.compile(
    r"leit(?:ung|er|erin|ende[rnsm]?)(?:in\b|:in|\*in|_in|/-?in|\(in\))?(?![a-zäöüß])|h(?<!\w.)ead of\b|t(?<!\w.)eam[- ]?lead(?:er(?:in)?)?\b|geschäftsführ(?:er|ung|end)|v(?<!\w.)orst[aä]nd|c(?<!\w.)[iteof]o\b|führungskraft|führungsposition|direktor|abteilungschef|gruppenchef|chief \w+ officer|v(?<!\w.)orsteher"
)
#: What somebody leads without leading staff, and words that hold the letters only.
_NO_STAFF_LED = re.compile(r"(?:projekte?s?|bau|prozess|programm|test|umsetzungs|einsatz|veranstaltungs|migrations|rollout|release|einführungs|sitzungs|spiel|kurs|bau-?ober|teilprojekt|produkt|ausbildungs|praxis|übungs|\ban|\bein|\bab|\bbe?g|\bum|weiter|über|\bver|rohr|frei|strom|gas|wasser|daten|fernwärme|versorgungs|halb|licht|glasfaser|netz)-?\s?$")
_OTHERS = re.compile(by_letter(
    r"assisten[zt]|sekretariat|vorzimmer|(?<!leitung )(?<!leiter )(?<!leiterin )(?<!fachliche )leitstelle|leit(?:ungs)?(?:team|planung|büro)\b|referent\w* (?:der|des|für die) (?:geschäfts|vorstand|leitung|direk)|persönliche\w* (?:referent|assist)|office manag|leitung(?:en)? (?:(?:von|eines|des|der) )?(?:[\w-]{1,30}-?)?projekte?[sn]?\b|vorstandsref|büro (?:der|des) (?:geschäfts|vorstand|leitung)"
    r"|(?:unterstützung|mitarbeit\w*|sachbearbeit\w*|referent\w*|controller\w*)\b.{0,25}(?:leitung|geschäftsführung|vorstand)"
))
_DEPUTY = re.compile(r"stellvertret|stellv\.|\bvertretung der ")
_STAFF_KEYS = Signs("verantwortung", "führung", "disziplinar", "fachliche", "team")
_NO_STAFF = re.compile(
    r"(?:keine|ohne)\s(?:\w+\s){0,2}(?:personal|führungs|mitarbeiter)-?verantwortung|(?:personal|führungs)verantwortung[^.;]{0,60}\bnicht (?:verbunden|vorgesehen|übertragen)|(?:personal|führungs)verantwortung (?:tragen|haben|ist|besteht)[^.;]{0,40}nicht|rein fachliche[rn]? (?:führung|leitung)|ohne disziplinarische"
)
#: The text says that the post leads people; not that somebody else does, nor that it would be welcome to have done so.
_LEADS = re.compile(
    r"(?:personal|führungs|mitarbeiter|dienst- und fach)-?(?:und \w+)?verantwortung (?:für|über)\b|disziplinarische\w* (?:und fachliche\w* )?(?:führung|leitung|personal|verantwortung|führungsverantwortung)|fachliche\w* und (?:disziplinarische|personelle|dienstliche)\w* (?:führung|leitung|verantwortung)"
    r"|(?:\bsie (?:führen|leiten)|\bdu (?:führst|leitest)|\b(?:führen|leiten) sie|\b(?:führst|leitest) du)\s(?:\w+\s){0,3}(?:team\b|\w*(?:beschäftigte|mitarbeitende|mitarbeiter|kolleg)\w*)"
)
_NOT_HERE = re.compile(r"\bkein|ohne\b|erfahrung|wünschenswert|vorteil|perspektiv|später|möglichkeit|idealerweise|bereitschaft|unterstütz|stellvertret|projektteam|\bnicht\b|vorgesetzt|projektleitung")


def is_lead(title: str) -> bool:
    """Whether a title (in lower case) names a post of leadership."""
    return _leading_word(title) is not None


def _leading_word(title: str) -> slice | None:
    """Where the word of leadership stands, with what it is a compound of: "sachgebietsleitung"."""
    for found in _LEAD.finditer(title):
        if found[0].startswith("leit") and _NO_STAFF_LED.search(title, max(0, found.start() - 16), found.start()):
            continue
        if _OTHERS.search(title):
            return None
        start = found.start()
        while start and (title[start - 1].isalpha() or title[start - 1] == "-"):
            start -= 1
        return slice(start, found.end())
    return None


def read_career_level(ad: Ad, kind: Kind) -> Literal["lead"] | None:
    """``lead`` for a post with responsibility for staff: the title names it, or the text says whom it leads."""
    if kind is not Kind.JOB:
        return None
    title = lower(ad.title)
    about_staff = ad.about(_STAFF_KEYS)
    if any(_NO_STAFF.search(line.low) for line in about_staff):
        return None
    word = _leading_word(title)
    if word is not None and not _DEPUTY.search(title):
        ad.prove("career_level", ad.title[word], "title", "the title names a post of leadership")
        return "lead"
    for line in about_staff:
        found = _LEADS.search(line.low)
        if found and line.origin != "title" and not _NOT_HERE.search(line.low) and not _OTHERS.search(title):
            ad.prove("career_level", line.text, line.origin, "the post leads staff")
            return "lead"
    return None
