"""Deadline, open end, start and term of a post."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from pipeline.normalise.ad import Ad
from pipeline.normalise.dates import IN_PROSE, MONTHS, parse_date, prose_date

_DEADLINE = re.compile(
    r"bewerb\w*|\bfrist\b|bewerbungsschluss|einsendeschluss|ausschreibungsende|annahmeschluss"
    r"|\bunterlagen|online-?bewerbung|bewirb|veröffentlicht bis|\bdeadline|apply|anmeldeschluss"
    r"|jetzt bewerben|application",
    re.IGNORECASE,
)
_DEADLINE_LABEL = re.compile(
    r"(?:bewerbungs|einsende|ausschreibungs|anmelde)(?:frist|schluss|ende)|^frist\b|\bfrist verlängert"
    r"|deadline|bewerben bis|online bis|bewerbung bis|ausschreibung endet",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\bbis\b|spätestens|\bby\b|\buntil\b|:\s*$|schluss(?:\s(?:ist|war))?\s?(?:der|am)?\s*$|frist\W{0,3}$"
    r"|endet\b[^.]{0,20}$|\b(?:läuft|ende)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"gespräch|vorstellungs|auswahltag|auswahlverfahren|assessment|kennenlern|befristet|\bprojekt\b"
    r"|arbeitsbeginn|einstellung|eintritt|besetzen|besetzung|vertrags|laufzeit|\bstart\b|interview"
    r"|elternzeit|mutterschutz|vertretung|ausbildungsbeginn|studienbeginn|zertifizier",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"bewerb\w*[^.\n]{0,60}\b(?:jederzeit|laufend|fortlaufend)\b|\b(?:jederzeit|laufend|fortlaufend)\b[^.\n]{0,40}\bbewerb"
    r"|bis zur (?:Neu|Wieder|Nach)?[Bb]esetzung|keine (?:feste )?(?:Bewerbungs)?[Ff]rist|ohne (?:Bewerbungs)?[Ff]rist"
    r"|bis die Stelle besetzt ist|(?:bewerbungs)?frist:?\s*(?:keine|laufend|offen|unbegrenzt)|solange[^.\n]{0,40}online"
    r"|so lange[^.\n]{0,40}(?:online|besetzt)|Stelle(?:nanzeige)?[^.\n]{0,30}offen, bis",
    re.IGNORECASE,
)


def read_deadline(ad: Ad) -> date | None:
    """The last day on which one can apply; of several the latest. Ends of contracts and interviews are none."""
    structured = parse_date(ad.posting.valid_through)
    if structured is not None and ad.reference is not None and structured < ad.reference:
        ad.doubt("deadline_implausible", f"the portal's deadline {structured} lies before {ad.reference}: left out")
        structured = None
    stated = _stated_deadline(ad)
    if structured is not None:
        if stated is not None and stated != structured:
            ad.doubt("deadline_contradicts", f"the portal says {structured}, the text {stated}")
        ad.prove("valid_through", ad.posting.valid_through or "", "valid_through", "the portal's own field")
        return structured
    return stated


def _stated_deadline(ad: Ad) -> date | None:
    found: list[tuple[date, str, str]] = []
    previous = ""
    for sentence, origin in ad.both():
        for match in IN_PROSE.finditer(sentence):
            if not _is_deadline(sentence, match, previous):
                continue
            day = prose_date(match, ad.reference)
            if day is not None and (ad.reference is None or day >= ad.reference):
                found.append((day, sentence, origin))
        previous = sentence
    if not found:
        return None
    day, words, origin = max(found, key=lambda item: item[0])
    ad.prove("valid_through", words, origin, "a date up to which one can apply")
    return day


def _is_deadline(sentence: str, match: re.Match[str], previous: str) -> bool:
    before = sentence[max(0, match.start() - 110) : match.start()]
    after = sentence[match.end() : match.end() + 70]
    clause = re.split(r"(?<=[^\d])[.;](?=\s)", before)[-1]
    until = _UNTIL.search(clause[-45:])
    if _DEADLINE_LABEL.search(clause):
        return not _OTHER_DATE.search(clause[-30:])
    if not before.strip() and _DEADLINE_LABEL.search(previous[-40:]) and len(previous) < 60:
        return True
    if not until:
        return False
    if _OTHER_DATE.search(clause[-60:]) and not _DEADLINE.search(clause[-60:]):
        return False
    if re.match(r"\s*(?:befristet|zu besetzen)", after):
        return False
    return bool(
        _DEADLINE.search(clause)
        or _DEADLINE.search(after.split(".")[0])
        or re.match(r"[^.]{0,20}\b(?:bewerben|entgegen|an\b|zu(?:kommen|senden)?|per E-Mail|ein)\b", after)
    )


def read_open_end(ad: Ad, deadline: date | None) -> bool | None:
    """True where the ad says that one can apply at any time or until the post is filled."""
    if deadline is not None:
        return None
    for sentence, origin in ad.both():
        if match := _OPEN_END.search(sentence):
            ad.prove("open_ended", match[0], origin, "one can apply at any time")
            return True
    return None


_ASAP = re.compile(
    r"nächst\s?möglich|ab sofort|schnellst\s?möglich|sobald wie möglich|zum nächsten möglichen|baldmöglichst"
    r"|frühest\s?möglich|\bsofort\b(?=\s*(?:$|zu besetzen|oder))|asap|as soon as possible|umgehend",
    re.IGNORECASE,
)
_START_CONTEXT = re.compile(
    r"\b(?:zum|ab(?:\sdem)?|per|von)\s$|(?:beginn|start|eintritt\w*|einstellung\w*|besetzung|dienstantritt|arbeitsbeginn"
    r"|ausbildungsbeginn|studienbeginn|antritt)\W{0,4}(?:ist\s|am\s|zum\s|ab\s|der\s|spätestens\s){0,2}$",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    r"\b(?:zum|ab|im|beginn:?|start:?|eintritt\w*:?)\s(?:Anfang\s)?("
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\s(20\d\d)\b",
    re.IGNORECASE,
)
_START_WORDS = re.compile(
    r"such|besetz|einstell|start|beginn|eintritt|stelle|dienst|vergib|vergeb|bieten|verstärk|brauch"
    r"|antritt|team|jobs?\b|platz|plätze",
    re.IGNORECASE,
)
_NOT_START = re.compile(
    r"gespräch|bewerbungen? nehmen|rezertifi|gültig|nimmt|seit\b|umzug|zieht|interview|bewerbungszeitraum"
    r"|inkraft|Vorstellung|höher|steigt|erhöh|tarif(?:erhöh|steiger)",
    re.IGNORECASE,
)


def read_start(ad: Ad) -> date | Literal["asap"] | None:
    """When the work begins: "asap", or a date; a month without a day is its first day."""
    asap = None
    for sentence, origin in ad.both():
        for match in IN_PROSE.finditer(sentence):
            if (
                match["end"]
                or match["mid"]
                or not _START_CONTEXT.search(sentence[max(0, match.start() - 40) : match.start()])
            ):
                continue
            if not _is_start(sentence, match, origin):
                continue
            if (day := prose_date(match, ad.reference)) is not None:
                ad.prove("start", sentence, origin, "a date at which the work begins")
                return day
        if (month := _MONTH_ONLY.search(sentence)) and not _NOT_START.search(sentence):
            ad.prove("start", month[0], origin, "a month in which the work begins")
            return date(int(month[2]), MONTHS[month[1].lower()], 1)
        if (
            asap is None
            and (soon := _ASAP.search(sentence))
            and not _DEADLINE.search(sentence[max(0, soon.start() - 30) : soon.start()])
        ):
            asap = (soon[0], origin)
    if asap:
        ad.prove("start", asap[0], asap[1], "as soon as possible")
        return "asap"
    return None


def _is_start(sentence: str, match: re.Match[str], origin: str) -> bool:
    before = sentence[max(0, match.start() - 70) : match.start()]
    if re.search(r"\bvon\s$", before) and not re.search(r"\bbis\b", sentence[match.end() : match.end() + 15]):
        return False
    if re.search(r"bis\s(?:spätestens\s)?zum\s$", before, re.IGNORECASE) or _NOT_START.search(before[-50:]):
        return False
    if re.search(r"bewerb\w*[^.]{0,60}\b(?:zum|ab)\s$", before, re.IGNORECASE):
        return False
    return origin == "title" or bool(_START_WORDS.search(sentence)) or len(sentence) < 60


_PERMANENT = re.compile(
    r"\bunbefristet\w*|\bauf Dauer\b|\bdauerhaft\w*\s(?:zu besetzen|Stelle|Arbeitsverh|Beschäftig|Anstell|Arbeitsplatz)"
    r"|\bDauer(?:stelle|arbeitsplatz|arbeitsverhältnis|beschäftigung|anstellung)\b|Festanstellung"
    r"|\bpermanent (?:position|contract|employment)",
    re.IGNORECASE,
)
_TEMPORARY = re.compile(
    r"(?<!un)\bbefriste\w*|\bBefristung|\bvertretungsweise|\bZeitvertrag|\bfixed[- ]term"
    r"|\bElternzeitvertretung|\bals (?:Elternzeit|Mutterschutz|Krankheits)\w*vertretung",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"ohne Befristung|nicht befristet|keine Befristung|sachgrundlos\w* Befristung ist nicht", re.IGNORECASE
)
_LATER_PERMANENT = re.compile(
    r"übern\w+|danach|anschließend|im Anschluss|Option|Aussicht|Entfrist|angestrebt|Möglichkeit|Ziel"
    r"|nach (?:\w+\s){0,3}(?:Ausbildung|Studium|Trainee|Probezeit|Abschluss)|Perspektive|in Aussicht"
    r"|verlänger|später|nicht ausgeschlossen",
    re.IGNORECASE,
)
_ONLY_EXTRA = re.compile(
    r"(?:Stunden|Aufstockung|Zulage|Erhöhung|Aufgabe|Zusatz|Mehrarbeit|Stundenanteil|Homeoffice|Anteil|Prämie"
    r"|Fachkräftezulage|%)[^.;]{0,50}befriste|befriste\w*[^.;]{0,35}(?:Zulage|Aufstock|Erhöhung|Fachkräftezulage"
    r"|Stundenerhöhung|zusätzliche)|befristete\w*\s(?:Beschäftigte|Verträge)",
    re.IGNORECASE,
)
_NUMBERS = {
    "ein": 1,
    "eine": 1,
    "einem": 1,
    "einen": 1,
    "eines": 1,
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
    "achtzehn": 18,
    "vierundzwanzig": 24,
}
_SPAN = re.compile(r"\b(\d{1,2}|" + "|".join(_NUMBERS) + r")\s(Jahren?|Monaten?|Jahre|Monate|Jahres)\b", re.IGNORECASE)


def read_term(ad: Ad, training: bool) -> tuple[bool | None, date | None, int | None]:
    """(permanent, last day, months). Extra hours or an allowance being temporary does not make the job temporary."""
    temporary = permanent = None
    for sentence, origin in ad.both():
        if (
            temporary is None
            and (match := _TEMPORARY.search(sentence))
            and not _NO_TERM.search(sentence)
            and not _ONLY_EXTRA.search(sentence)
        ):
            temporary = (sentence, match, origin)
        match = _PERMANENT.search(sentence) or _NO_TERM.search(sentence)
        if permanent is None and match and not _is_later_permanent(sentence, match, training):
            permanent = (match[0], origin)
    if temporary and not (permanent and _LATER_PERMANENT.search(temporary[0]) is None and permanent[1] == "title"):
        sentence, match, origin = temporary
        ad.prove("permanent", sentence, origin, "befristet")
        end, months = _length(ad, sentence, match)
        return False, end, months
    if permanent:
        ad.prove("permanent", permanent[0], permanent[1], "unbefristet")
        return True, None, None
    return None, None, None


def _is_later_permanent(sentence: str, match: re.Match[str], training: bool) -> bool:
    near = sentence[max(0, match.start() - 80) : match.end() + 50]
    return bool(_LATER_PERMANENT.search(near)) if training or _LATER_PERMANENT.search(near) else False


def _length(ad: Ad, sentence: str, match: re.Match[str]) -> tuple[date | None, int | None]:
    near_start = max(0, match.start() - 90)
    near = sentence[near_start : match.end() + 110]
    for found in IN_PROSE.finditer(near):
        before = near[max(0, found.start() - 25) : found.start()]
        if found["mid"] or not re.search(r"\b(?:bis|längstens|zum)\b", before) or _DEADLINE.search(before):
            continue
        if (day := prose_date(found, ad.reference)) is not None:
            ad.prove("fixed_term_end", near, "description_html", "the last day of a fixed term")
            return day, None
    if end := re.search(
        r"\bbis (?:Ende )?(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\s(20\d\d)", near, re.IGNORECASE
    ):
        following = date(int(end[2]), MONTHS[end[1].lower()], 28) + timedelta(days=4)
        ad.prove("fixed_term_end", end[0], "description_html", "the last day of a fixed term")
        return following - timedelta(days=following.day), None
    if span := _SPAN.search(near):
        if re.search(r"Berufserfahrung|Erfahrung|Probezeit|alt\b", near[max(0, span.start() - 5) : span.end() + 25]):
            return None, None
        count = int(span[1]) if span[1].isdigit() else _NUMBERS[span[1].lower()]
        ad.prove("fixed_term_months", span[0], "description_html", "the length of a fixed term")
        return None, count * (12 if span[2].lower().startswith("jahr") else 1)
    return None, None
