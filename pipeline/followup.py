"""What the association asks its members to mend in their ads: the pay that is not stated, the title that addresses men only."""

from __future__ import annotations

import re

from pipeline.model import Facts, Value
from pipeline.normalise.text import clean
from pipeline.normalise.title_form import GENDER

#: "Techniker*in", "Referent:innen", "Kaufmann/-frau", "MitarbeiterIn", "Beauftragte/r", "Beauftragte(r)".
_INCLUSIVE = re.compile(r"\w(?:[*:_·]|\s?/\s?)-?(?:in(?:nen)?|r|n|e|frau|mann)\b|\((?:-?in(?:nen)?|r|n|e)\)|[a-zäöüß]In(?:nen)?\b")
#: Words for persons that are masculine; a compound ends with one, an "in" behind it makes it feminine.
_PERSON = (
    "administrator|koordinator|moderator|operator|auditor|direktor|inspektor|revisor|tutor|redakteur|ingenieur|monteur|installateur|regisseur|techniker|informatiker|elektroniker"
    "|mathematiker|mechatroniker|mechaniker|statistiker|analytiker|grafiker|forensiker|physiker|chemiker|logistiker|entwickler|programmierer|berater|betreuer|leiter|manager|planer|prüfer"
    "|trainer|ausbilder|lehrer|bearbeiter|mitarbeiter|verwalter|vertreter|spezialist|jurist|publizist|referent|assistent|dozent|student|disponent|praktikant|sekretär|archivar"
    "|bibliothekar|architekt|designer|consultant|engineer|developer|analyst|scientist|specialist|architect|owner|officer|controller|dispatcher|tester|supporter|agent|kaufmann|fachmann"
    "|obmann|meister|fahrer|helfer|fachwirt|betriebswirt|buchhalter|texter|gestalter|einkäufer|verkäufer|experte|wissenschaftler|geschäftsführer|gruppenführer|chef|pädagoge|psychologe"
    "|soziologe|geologe|archäologe|ökonom|arzt|amtsrat|vermesser|geograf|geograph|beamter|beauftragter|angestellter|verantwortlicher|auszubildender|sachverständiger|bediensteter|beschäftigter"
    "|pförtner|gärtner|erzieher|pfleger|übersetzer|dolmetscher|kollege|partner|allrounder|netzwerker|recruiter|volontär|anwalt|notar"
)
_MEN = re.compile(rf"(?:{_PERSON})(?:s|e|n|en)?$", re.IGNORECASE)
_WOMEN = re.compile(rf"(?:{_PERSON}|ärzt|anwält|beamt|rät|kolleg|expert|pädagog|psycholog|soziolog|geolog|archäolog)in(?:nen)?$|(?:kauf|fach|ob)frau(?:en)?$", re.IGNORECASE)
#: Letters of a title that are read, and of the end of a word.
_LONGEST, _END = 500, 30
_WORD = re.compile(r"[^\W\d_]+")

class FollowUp(Value):
    """An open vacancy whose ad does not say something that it should."""

    vacancy: str
    title: str
    employer_key: str
    employer: str


def states_pay(facts: Facts) -> bool:
    """Whether the ad names a grade, a sum, or that it pays beyond the tariff; a tariff alone says nothing of the sum."""
    return facts.base_salary is not None or any(grade.min or grade.max or grade.scheme == "AT" for grade in facts.pay_grades)


def is_neutral(title: str) -> bool:
    """Whether a title addresses everybody: by its form ("m/w/d", "Techniker*in"), by naming both, or by naming work and no person.

    English words for persons count as German ones do: they are masculine in a German sentence.
    """
    title = clean(title[:_LONGEST])
    if GENDER.search(title) or _INCLUSIVE.search(title):
        return True
    ends = [word[-_END:] for word in _WORD.findall(title)]
    return any(map(_MEN.search, ends)) == any(map(_WOMEN.search, ends))
