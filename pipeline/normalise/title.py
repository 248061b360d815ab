"""The title as the employer means it: noise of portals and of the ad's facts goes, the gender form stays."""

from __future__ import annotations

import re

from pipeline.normalise.ad import Ad
from pipeline.normalise.pay import _GRADE
from pipeline.normalise.places import find
from pipeline.normalise.words import fold

_LEAD_IN = re.compile(
    r"^(?:wir (?:suchen|brauchen|bieten)(?: (?:dich|sie|ab sofort|zum nächstmöglichen zeitpunkt|schnellstmöglich|verstärkung|eine?n?))*"
    r"|stellen(?:ausschreibung|angebot|anzeige|bezeichnung)(?: (?:als|nr\.? ?\d+))?|stelle nr\.? ?\d+|externe stellenausschreibung"
    r"|gesucht(?: (?:wird|werden))?(?: eine?)?|job(?:angebot)?|karriere|jetzt bewerben|freiwilligendienst|führungskraft gesucht|vakanz"
    r"|verstärkung gesucht|komm(?:en sie)? (?:in|zu) \w+ \w+|zum nächstmöglichen zeitpunkt|ab sofort|position)\s*(?:[:!–—|]|-\s)\s*",
    re.IGNORECASE,
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u2190-\u21ff\u25a0-\u25ff]+")
_HASHTAG = re.compile(r"(?:^|\s)#\w{2,40}")
_GENDER = re.compile(
    r"\(?\b(?:[mwdfxi]|gn|all genders?|divers)(?:\s?[/|*,]\s?(?:[mwdfxi]|gn|divers|a)){1,3}\b\)?|\(all genders?\)"
    r"|\(gn\)|\(m/w/divers\)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\s*//\s*|\s*•\s*|,\s+|(?<=\))\s*[-–]\s+|\s+[-–](?=\S)(?=E|A\s?\d)")
_NOISE = re.compile(
    r"(?:kennziffer|kenn-?nr|referenz(?:nummer|nr)?|ref\.?(?:-?nr)?|stellen-?(?:id|nr)|job-?id|kennwort|az)\.?:?\s*[\w./-]{1,30}"
    r"|(?:un)?befristet(?:e stelle)?(?: (?:bis|auf|für) .{1,40})?|befristung .{1,30}|in (?:voll|teil)zeit"
    r"|(?:in )?(?:voll-?|teil-?)(?:zeit)?(?:\s?(?:/|oder|und|bzw\.?|-)\s?(?:in )?(?:voll-?|teil)zeit)?(?:\s?\(?\d{1,3}(?:[.,]\d{1,2})?"
    r"\s?(?:%|std\.?(?:/woche)?|stunden|h)\)?.{0,12})?|(?:ca\. )?\d{1,2}(?:[.,]\d{1,2})?(?:\s?(?:-|–|bis)\s?\d{1,2}(?:[.,]\d{1,2})?)?"
    r"\s?(?:std\.?|stunden|h)(?:\s?(?:/|pro|die|in der)?\s?woche|wöchentlich)?\.?|\d{1,3}\s?(?:[-–]\s?\d{1,3}\s?)?%"
    r"|(?:100 ?% )?(?:remote|home-?office|mobil\w*)(?: .{0,20})?|(?:ab|zum|bis|frist:?|bewerbungsfrist:?|bewerbungsschluss:?)\s?(?:zum )?"
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[a-zäö]{3,9})(?:\s?\d{2,4})?|ab sofort|zum nächstmöglichen zeitpunkt|frist verlängert|"
    r"(?:\d{1,2}|mehrere|zwei|drei|vier|fünf) (?:stellen?|plätze|studienplätze)|mehrere stellen|noch plätze frei!?|stellenangebote?"
    r"|jobs?(?: & karriere)?|karriere(?:portal)?|stellenportal|(?:ausbildungs|studien|dienst)beginn .{1,25}|gesucht!?|teilzeit|vollzeit"
    r"|nachwuchskräfte|(?:start|beginn):? .{1,25}|m/w/d gesucht|ab \w+ 20\d\d|20\d\d",
    re.IGNORECASE,
)
_INLINE = (
    re.compile(r"\s*\((?:kennziffer|referenz|ref\.?|kenn-?nr|stellen-?id|job-?id|az)[^()]{0,50}\)", re.IGNORECASE),
    re.compile(r"\s*\((?:un)?befristet[^()]{0,60}\)", re.IGNORECASE),
    re.compile(r"\s*\((?:in )?(?:voll|teil)(?:-|zeit)[^()]{0,50}\)", re.IGNORECASE),
    re.compile(
        r"\s*\(\d{1,2}(?:[.,]\d{1,2})?(?:\s?[-–]\s?\d{1,2}(?:[.,]\d)?)?\s?(?:std|stunden|h\b|%)[^()]{0,30}\)",
        re.IGNORECASE,
    ),
    re.compile(r"\s*\(\d{1,3}\s?%\)"),
    re.compile(r"\s*\(\d{1,2} stellen?\)", re.IGNORECASE),
    re.compile(r"\s+in voll-?\s?(?:und|oder|/|bzw\.)\s?teilzeit\b", re.IGNORECASE),
    re.compile(r"\s+in (?:voll|teil)zeit(?:\s?\([^()]{0,40}\))?", re.IGNORECASE),
    re.compile(r"\s*\b(?:ab|zum)\s(?:dem\s)?\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zäö]{3,9})\s?(?:20\d\d)?$", re.IGNORECASE),
    re.compile(r"\s+(?:ab sofort|zum nächstmöglichen Zeitpunkt|gesucht)!?$", re.IGNORECASE),
    re.compile(r"^(?:mehrere|zwei|drei|vier|fünf|[2-9]|1[0-9])\s+(?=[A-ZÄÖÜ])", re.IGNORECASE),
)
_EDGES = " \t-–—|,;:•·*+/!>"
_ACRONYMS = frozenset(
    [
        "IT",
        "EDV",
        "SAP",
        "DV",
        "TK",
        "GIS",
        "DMS",
        "ERP",
        "CRM",
        "OZG",
        "KI",
        "BSI",
        "SQL",
        "PHP",
        "HR",
        "UX",
        "UI",
        "CMS",
        "VOIP",
        "LAN",
        "WAN",
        "HCM",
        "FI",
        "CO",
        "BI",
        "API",
        "AWS",
        "E-AKTE",
        "IT-",
        "EU",
        "NRW",
        "TYPO3",
        "JAVA",
    ]
)


def clean_title(ad: Ad) -> str:
    """The job title without lead-in, place, grade, reference, hours, deadline, term, start, employer, emoji."""
    title = _HASHTAG.sub("", _EMOJI.sub(" ", ad.title)).strip(" +*!")
    title = " ".join(title.split()) or ad.title
    for _ in range(3):
        shorter = _LEAD_IN.sub("", title)
        if shorter == title or len(shorter) < 4:
            break
        title = shorter
    title = re.sub(
        r"^führungskraft gesucht!\s*|^wir brauchen (?:dich|sie)!\s*|^(?:werde|verstärke)[^!]{0,40}!\s*",
        "",
        title,
        flags=re.IGNORECASE,
    )
    title = _without_grades(title)
    for pattern in _INLINE:
        title = pattern.sub("", title)
    title = _without_segments(title, ad)
    title = _without_place(title)
    for pattern in _INLINE:
        title = pattern.sub("", title)
    title = re.sub(r"\(\s*[,/;-]?\s*\)", "", " ".join(title.split()))
    title = title.strip(" ,;:|•·–—-+") if not title.endswith("-)") else title
    return _calm(title) or ad.title


def _without_grades(title: str) -> str:
    """Drop "EG 10 TVöD", "(S 12)", "- A 12 / EG 11", "Entgeltgruppe 9c" with the tariff beside it."""
    tariff = r"(?:TV[- ]?[A-ZÖöa]{1,4}(?:[- ]?VKA)?|TVöD(?:[- ]?(?:VKA|Bund))?|(?:N|H|L|B|S|T)?(?:BesG|BesO|LBesO)\w*)"
    pieces = list(_GRADE.finditer(title))
    for match in reversed(pieces):
        if (
            len(match["label"]) == 1
            and not re.search(r"[-–|,(/]\s*$", title[: match.start()])
            and not re.match(r"\s*(?:$|[-–|,)/]|TV)", title[match.end() :])
        ):
            continue
        title = f"{title[: match.start()]}\x00{title[match.end() :]}"
    if "\x00" in title:
        title = re.sub(
            rf"\(?\s*(?:{tariff}\s*)?\x00(?:\s*(?:[/,+]|bzw\.?|oder|und)?\s*\x00)*(?:\s*,?\s*\(?{tariff}\)?)?\s*\)?",
            " \x00 ",
            title,
        )
        title = re.sub(r"\s*(?:[-–|,/]|nach|bis|ab|in|mit)?\s*\x00\s*", " ", title)
    return " ".join(re.sub(rf"[\s,|–-]+{tariff}$", "", title).split())


def _without_segments(title: str, ad: Ad) -> str:
    pieces, marks, start = [], [], 0
    for match in _SEPARATOR.finditer(title):
        pieces.append(title[start : match.start()])
        marks.append(match[0])
        start = match.end()
    pieces.append(title[start:])
    if len(pieces) == 1:
        return title
    kept = [not _is_noise(piece, ad) for piece in pieces]
    if not any(kept):
        return title
    text = ""
    for index, piece in enumerate(pieces):
        if kept[index]:
            text += (marks[index - 1] if text else "") + piece
    return text


def _is_noise(piece: str, ad: Ad) -> bool:
    bare = piece.strip(" .()!")
    if not bare or _NOISE.fullmatch(bare):
        return True
    if _GENDER.search(bare):
        return False
    employer = ad.posting.employer or ""
    if employer and len(bare) > 3 and (fold(bare) in fold(employer) or fold(employer) in fold(bare)):
        return True
    if bare in _REGIONS:
        return True
    where = re.sub(
        r"^(?:standort|dienstort|einsatzort|arbeitsort|in|raum|großraum)\s+|\s+(?:oder von zu ?hause|und umgebung|oder remote)$",
        "",
        bare,
        flags=re.IGNORECASE,
    )
    return (
        all(_is_place(part) for part in re.split(r"\s?(?:/|,|und|oder|&)\s?", where) if part)
        if len(where) < 60
        else False
    )


_REGIONS = frozenset(
    [
        "Ruhrgebiet",
        "Deutschland",
        "bundesweit",
        "deutschlandweit",
        "Unterfranken",
        "Oberfranken",
        "Mittelfranken",
        "Oberbayern",
        "Niederbayern",
        "Oberpfalz",
        "Ostwestfalen",
        "Rheinland",
        "Nordrhein-Westfalen",
        "Hessen",
        "Niedersachsen",
        "Schleswig-Holstein",
        "Baden-Württemberg",
        "Bayern",
        "Sachsen",
        "Thüringen",
        "Brandenburg",
        "Sachsen-Anhalt",
        "Saarland",
        "Rheinland-Pfalz",
        "Mecklenburg-Vorpommern",
    ]
)


def _is_place(text: str) -> bool:
    return bool(re.match(r"(?:\d{5}\s)?[A-ZÄÖÜ]", text)) and find(text) is not None


def _without_place(title: str) -> str:
    """Drop an appended place: "(m/w/d) in 44787 Bochum", "(m/w/d) Göttingen", "für die Schulberatung in Wuppertal"."""
    match = re.search(
        r"\s+(?:(?:in|am Standort|Standort|für den Standort|am Dienstort)\s+)?((?:\d{5}\s+)?[A-ZÄÖÜ][\wäöüß./()-]+"
        r"(?:\s(?:am|an der|im|in der|bei|vor der)\s[A-ZÄÖÜ][\wäöüß]+|\s\([A-ZÄÖÜ]\w+\))?)$",
        title,
    )
    if match is None or not _is_place(match[1]):
        return title
    before = title[: match.start()]
    explicit = re.match(r"\s+(?:in|am|Standort|für)\b", match[0])
    return before if explicit or before.endswith(")") or _GENDER.search(before[-12:]) else title


def _calm(title: str) -> str:
    """ "SYSTEMADMINISTRATOR (M/W/D)" -> "Systemadministrator (m/w/d)"; acronyms stay."""
    title = re.sub(r"\((?:[MWDFX]\s?[/|]\s?){1,2}[MWDFX]\)", lambda m: m[0].lower(), title)
    letters = [c for c in _GENDER.sub("", title) if c.isalpha()]
    if len(letters) < 8 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return title
    return re.sub(r"[A-ZÄÖÜ][A-ZÄÖÜß0-9]*", _calm_word, title)


def _calm_word(match: re.Match[str]) -> str:
    word = match[0]
    if word in _ACRONYMS or len(word) <= 1:
        return word
    if (match.start() > 0 and match.string[match.start() - 1] in "*:") or word in (
        "FÜR",
        "UND",
        "IM",
        "IN",
        "DER",
        "DIE",
        "MIT",
        "ODER",
        "ZUM",
        "ZUR",
    ):
        return word.lower()
    return word.capitalize()


def title_key(title: str) -> str:
    """What two titles of one job share: folded, without gender forms and punctuation."""
    text = fold(_GENDER.sub(" ", title))
    text = re.sub(
        r"(?:\*|:|_|/-?|\(|/)?in(?:nen)?\b\)?(?=\W|$)",
        lambda m: "" if len(m[0]) > 2 and not m[0][0].isalpha() else m[0],
        text,
    )
    return " ".join(re.findall(r"[a-z0-9+#]+", text))
