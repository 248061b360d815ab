"""Kind of post, career level, the employer's reference, number of openings."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.model import Kind
from pipeline.normalise.ad import Ad

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.SPECULATIVE,
        re.compile(
            r"initiativ\s?-?bewerbung|talent\s?-?pool|\bspontanbewerbung|blindbewerbung|unaufgefordert", re.IGNORECASE
        ),
    ),
    (
        Kind.DUAL_STUDY,
        re.compile(
            r"dual\w*\s(?:\w+\s)?studi|\bstudium\b|\bdh-?studi|studienplatz|studienplätze|dualer bachelor"
            r"|bachelor of \w+ \(?dual|anwärter",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.APPRENTICESHIP,
        re.compile(r"\bausbildung(?:splatz|splätze|sstelle)?\b|\bauszubildende|\bazubi|\bumschulung", re.IGNORECASE),
    ),
    (
        Kind.VOLUNTEER,
        re.compile(
            r"\bFSJ|\bBFD\b|\bFÖJ\b|freiwillig(?:endienst|es (?:soziales|ökologisches) jahr)|bundesfreiwillig",
            re.IGNORECASE,
        ),
    ),
    (Kind.TRAINEE, re.compile(r"\btrainee|\bvolont", re.IGNORECASE)),
    (
        Kind.STUDENT_JOB,
        re.compile(r"werkstud|studentische\w* (?:hilfs|mitarb|aushilf)|\bSHK\b|studentische aushilfe", re.IGNORECASE),
    ),
    (Kind.INTERNSHIP, re.compile(r"praktik(?:um|ant)|praxissemester|hospitation", re.IGNORECASE)),
)
_TRAINER = re.compile(
    r"ausbildungs(?:leit|koordin|beauftrag|verantwort|betreu|referent|management|wesen)|ausbilder|koordinat\w+ .{0,20}ausbildung"
    r"|leit\w+ .{0,25}ausbildung|sachbearbeit\w* .{0,30}(?:ausbildung|praktik)",
    re.IGNORECASE,
)


def read_kind(ad: Ad) -> Kind:
    """What kind of post it is, by its title; a job unless the title says otherwise."""
    if not _TRAINER.search(ad.title):
        for kind, pattern in _KINDS:
            if match := pattern.search(ad.title):
                ad.prove("kind", match[0], "title", "the title says so")
                return kind
    for stated in ad.posting.employment_type:
        code = stated.upper()
        if code in ("INTERN", "INTERNSHIP"):
            ad.prove("kind", stated, "employment_type", "the portal's own field")
            return Kind.INTERNSHIP
        if code == "VOLUNTEER":
            ad.prove("kind", stated, "employment_type", "the portal's own field")
            return Kind.VOLUNTEER
    return Kind.JOB


_LEAD = re.compile(
    r"(?:team|gruppen|abteilungs|sachgebiets|bereichs|referats|fachbereichs|amts|fachdienst|dezernats|geschäfts|betriebs"
    r"|standort|ressort|stabsstellen|hauptabteilungs)\s?-?leit(?:ung|er|end)|^leit(?:ung|er|erin|ende)\b|\bleitung\b(?! von projekt)"
    r"|\bleiter(?:in|\*in|:in|/-?in|\(in\))?\b|^head of|\bteam ?lead\b|geschäftsführ|\bvorstand\b|\bCIO\b|führungskraft"
    r"|\bleitende[rn]?\b|abteilungsdirektor",
    re.IGNORECASE,
)
_NO_LEAD = re.compile(
    r"projekt-?\s?leit|teilprojektleit|stellvertret|assistenz der|sekretariat|leitungs(?:team|planung|netz)|bauleit"
    r"|prozess-?leit|referent\w* (?:der|des) (?:geschäfts|vorstand)|persönliche\w* (?:referent|assist)|office manag",
    re.IGNORECASE,
)
_NO_STAFF = re.compile(
    r"(?:keine|ohne)\s(?:\w+\s){0,2}(?:personal|führungs)verantwortung|personalverantwortung (?:tragen|haben|ist)[^.]{0,40}nicht"
    r"|personalverantwortung[^.]{0,30}nicht verbunden",
    re.IGNORECASE,
)


def read_career_level(ad: Ad, kind: Kind) -> Literal["lead"] | None:
    """``lead`` for a post with responsibility for staff."""
    if kind is not Kind.JOB:
        return None
    match = _LEAD.search(ad.title)
    if match is None or _NO_LEAD.search(ad.title) or _NO_STAFF.search(ad.text):
        return None
    ad.prove("career_level", match[0], "title", "the title names a post of leadership")
    return "lead"


_REFERENCE = re.compile(
    r"(?:Kenn-?\s?[Zz]iffer|Kenn-?(?:Nr|nr|nummer|zahl)\.?|Referenz-?\s?(?:[Nn]ummer|[Nn]r\.?|code)?|Ref\.?-?\s?(?:Nr|nr)?\.?|Stellen-?(?:ID|[Nn]ummer|[Nn]r\.?)"
    r"|Kennwort|Stichwort|Kennung|Aktenzeichen|Az\.|Vorgangs-?(?:[Nn]ummer|[Nn]r\.?)|Ausschreibungs-?(?:[Nn]ummer|[Nn]r\.?|ID)|Job-?ID|Chiffre"
    r"|Geschäftszeichen|Job-?Nr\.?|Betreff)"
    r"\s?(?P<glue>:|–|-|=|\blautet\b|\bist\b|\bNr\.)?\s?(?P<open>[„“\"‚'»(]\s?)?(?P<value>[A-ZÄÖÜ0-9][\wÄÖÜäöüß./-]{0,29}(?:\s[0-9][\w./-]{0,12})?)"
)
_QUOTED = re.compile(
    r"(?:Kennwort|Stichwort|Kennung|Betreff|Kennziffer|Referenz)[^„\"\n]{0,40}[„\"»]\s?([^“”\"«\n]{2,40}?)\s?[“”\"«]"
)
_LINE = re.compile(
    r"(?:Kenn-?ziffer|Referenz(?:nummer|nr\.?)?|Stellen-?(?:ID|nummer)|Kennwort|Stichwort|Kennung|Aktenzeichen|Vorgangsnummer|Ausschreibungsnummer|Job-ID)"
    r"\s?:?",
    re.IGNORECASE,
)


def read_identifier(ad: Ad) -> str | None:
    """The employer's reference as written, without its label; a portal's internal number is none."""
    if ad.posting.identifier:
        value = ad.posting.identifier.strip()
        if value not in (ad.posting.external_id, "-", ".", "0"):
            ad.prove("identifier", value, "identifier", "the portal's own field")
            return value
    previous = ""
    for sentence, origin in ad.both():
        if match := _QUOTED.search(sentence):
            ad.prove("identifier", match[0], origin, "a reference in quotation marks")
            return match[1].strip()
        for match in _REFERENCE.finditer(sentence):
            value = match["value"].rstrip(".,-/")
            label = match[0][: match.start("value") - match.start()]
            if _is_reference(value, label, match["glue"]):
                ad.prove("identifier", match[0], origin, "a label of references")
                return value
        if _LINE.fullmatch(previous) and 2 <= len(sentence) <= 30:
            ad.prove("identifier", f"{previous} {sentence}", origin, "a label of references on the line before")
            return sentence.strip()
        previous = sentence
    return None


def _is_reference(value: str, label: str, glue: str | None) -> bool:
    if re.search(r"\d", value):
        return not re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?", value)
    named = re.match(r"(?:Kennwort|Stichwort)", label)
    return (
        bool(named or (glue == ":" and not re.match(r"Betreff|Ref\b", label)))
        and len(value) >= 2
        and value[0].isupper()
    )


_COUNTS = {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "zwölf": 12,
}
_NUMBER = r"(?<![\d,.])(?P<n>\d{1,2}|" + "|".join(_COUNTS) + r")"
_OPENINGS = re.compile(
    _NUMBER
    + r"\s(?:(?:unbefristete|befristete|neue|freie|weitere|gleichartige|volle)\s){0,2}(?:Vollzeit-?|Teilzeit-?|Plan)?(?:stellen?|Stellen?"
    r"|Ausbildungsplätze|Ausbildungsstellen|Studienplätze|Plätze|Trainees|Praktikumsplätze|Auszubildende|Personen gesucht)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:Anzahl(?: der)?(?: (?:Stellen|Plätze))?|Stellenzahl|Zahl der Stellen|Plätze|Freie Plätze|Anzahl Stellen)\s?:?\s?(?P<n>\d{1,2})\b",
    re.IGNORECASE,
)
_SEEKS = re.compile(
    r"\b(?:such\w*|brauch\w*|stell\w* .{0,30}ein|vergib\w*|vergeb\w*|biet\w*|einstellen)\b[^.\n]{0,70}?\b(?P<n>zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s"
    r"(?!Jahre|Monate|Tage|Wochen|Standort|Stunden|Mal|Uhr|Abteil|Team|Kreis|Städt|Kommun|Gemeind)",
    re.IGNORECASE,
)


def read_openings(ad: Ad) -> int | None:
    """How many posts are offered, where the ad gives a number."""
    for sentence, origin in ad.both():
        match = (
            _LABELLED.search(sentence)
            or _OPENINGS.search(sentence)
            or (_SEEKS.search(sentence) if origin != "title" else None)
        )
        if match and not re.search(
            r"geschaffen|wachs|seit|insgesamt|besetzt|Halte", sentence[max(0, match.start() - 30) : match.end() + 20]
        ):
            text = match["n"].lower()
            ad.prove("openings", match[0], origin, "a number of posts")
            return int(text) if text.isdigit() else _COUNTS[text]
    return None
