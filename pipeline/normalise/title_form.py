"""How titles are written: gender forms, emoji, hashtags, blanks, ranges, shouting."""

from __future__ import annotations

import re

from pipeline.normalise.ad import LONGEST_TITLE
from pipeline.normalise.text import clean

GENDER = re.compile(
    r"\(?\b(?:[mwdfxi]|gn|all genders?|divers|männlich|weiblich)(?:\s?[/|*,;]\s?(?:[mwdfxiav]|gn|divers|a|offen|weiblich|männlich)){1,3}\b\)?|\(?\ball genders?\b\)?|\(gn\*?\)|\(m/w/divers\)|\(mensch\)",
    re.IGNORECASE,
)
#: Of these a year is the start.
LEARNING = re.compile(r"ausbildung|auszubild|azubi|studium|studier|praktik|trainee|volont|fsj|bfd|freiwillig|bachelor", re.IGNORECASE)
#: "Ausbildung 2027 zum ...", "Ausbildung (ab 2027): ...": the year of a training is its start.
_YEAR = re.compile(r"\s\(?(?:ab\s|für\s)?20[23]\d(?:/\d{2,4})?\)?(?=\s?[:(–|]|\s-\s|\s(?:zu[mr]|als|im|in|für)\b)")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u2190-\u21ff\u25a0-\u25ff\u2300-\u23ff\u200d]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SPACED = re.compile(r"\(\s*([mwdfxMWDFX])\s*/\s*([mwdfxMWDFX])(?:\s*/\s*([mwdfxMWDFX]))?\s*\)")
_HASHTAG = re.compile(r"(?<![^\s(\[])#\w[\w-]{1,39}")
_ACRONYMS = frozenset("IT KRITIS EDV SAP DV TK GIS DMS ERP CRM OZG KI BSI SQL PHP HR UX UI CMS VOIP LAN WAN WLAN HCM FI CO BI API AWS EU NRW OSI ITIL IAM SOC ISB CISO CIO PMO TYPO3 HTML CSS VPN SIEM ISMS MDM DSGVO QA RZ AD XÖV FIM EFA KFZ ÖPNV FSJ BFD ABAP CAD BIM SPS IKT DBA".split())
#: Names that are written otherwise than all in capitals or with the first.
_SPELT = {"VMWARE": "VMware", "IOT": "IoT", "DEVOPS": "DevOps", "SHAREPOINT": "SharePoint", "POWERSHELL": "PowerShell", "JAVASCRIPT": "JavaScript", "GMBH": "GmbH", "AÖR": "AöR", "TVÖD": "TVöD"}
_SMALL = frozenset("FÜR UND IM IN DER DIE DAS DEN DES DEM MIT ODER ZUM ZUR AM AN AUF BEI VON VOM ALS NACH AUS EINE EINEN EINER".split())
_GLUED_BEFORE = re.compile(r"\((?<=[a-zäöüß]\()(?=[mwdfx]\s?/)")
_GLUED_BEHIND = re.compile(r"\)(?<=/[mwdfx]\))(?=[A-ZÄÖÜ])")
_QUOTED = re.compile(r"^[„“\"»«]([^„“”\"»«]{4,})[“”\"«»]$")
_PLUS = re.compile(r"^\++\s|\s\++$")
_COLONS = re.compile(r"\s*::+\s*")
#: "Administratorin / eine Administratorin".
_SECOND_ARTICLE = re.compile(r"(\s(?:/|oder|bzw\.)\s)einen?\s(?=[A-ZÄÖÜ])")
#: "20 - 30 Std.", "EG 9b - 11", "39 Std. / Woche".
_RANGE = re.compile(
    r"(?<![\w/.,-])(?<!EG )(?<![EAS] )(?<!gruppe )(?<!ID )(?<!ffer )(?<!r\. )(\d{1,3}(?:[.,]\d+)?)\s[-–]\s(?=\d{1,3}(?:[.,]\d+)?\s?(?:%|prozent|std|stunden|h\b|t?€|k\b|euro?))", re.IGNORECASE
)
_GRADES = re.compile(r"\b((?:EG|E|A|S) ?\d{1,2}[a-c]?)\s[-–]\s(?=(?:(?:EG|E|A|S) ?)?\d{1,2}[a-c]?\s*(?:$|[,;)\]|/–-]|(?i:tv|l?bes)))")
_PER = re.compile(r"\s/\s(?=(?:woche|monat|jahr|stunde|std)\b)", re.IGNORECASE)
_SHOUTED_FORM = re.compile(r"\((?:[MWDFX]\s?[/|*]\s?){1,2}[MWDFX]\)")
_SHOUTED_WORD = re.compile(r"(?<![\w*:.])[A-ZÄÖÜ]{8,}(?![\w*:/-])")
_CAPITALS = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜß0-9]*")


def tidied(raw: str) -> str:
    """The title without markup, hashtags and doubled blanks; emoji within it are "¦", ranges have no blanks."""
    title = " ".join(clean(_TAG.sub(" ", raw) if "<" in raw else raw).split())[:LONGEST_TITLE]
    if " /" in title or "/ " in title or "( " in title or " )" in title:
        title = _SPACED.sub(lambda found: f"({'/'.join(part for part in found.groups() if part)})", title)
    title = _QUOTED.sub(r"\1", _GLUED_BEFORE.sub(" (", _GLUED_BEHIND.sub(") ", title)))
    title = _PLUS.sub("", " ".join(_HASHTAG.sub("", _EMOJI.sub(" ¦ ", title)).split())).strip(" *!~<>=¦") or title
    title = _SECOND_ARTICLE.sub(r"\1", title) if " ein" in title else title
    if " - " in title or " – " in title:
        title = _GRADES.sub(r"\1-", _RANGE.sub(r"\1-", title))
    if "::" in title:
        title = _COLONS.sub(" | ", title)
    title = _PER.sub("/", title) if " / " in title else title
    if ") I " in title:
        title = title.replace(" I ", " | ")
    if "20" in title and LEARNING.search(title):
        title = _YEAR.sub("", title)
    return title


def calm(title: str) -> str:
    """ "SYSTEMADMINISTRATOR (M/W/D)" -> "Systemadministrator (m/w/d)"; acronyms stay."""
    title = _SHOUTED_FORM.sub(lambda m: m[0].lower(), title)
    letters = "".join(filter(str.isalpha, GENDER.sub("", title)))
    shouting = len(letters) >= 8 and sum(map(str.isupper, letters)) >= 0.75 * len(letters)
    if not shouting:
        return _SHOUTED_WORD.sub(lambda m: m[0] if m[0] in _ACRONYMS else _SPELT.get(m[0], m[0].capitalize()), title)
    return _CAPITALS.sub(_calm_word, title)


def _calm_word(match: re.Match[str]) -> str:
    word, before = match[0], match.string[match.start() - 1 : match.start()]
    if before and before in "*:_" or (before in ("/", "-") and word in ("IN", "INNEN")) or (word in _SMALL and match.start() > 0):
        return word.lower()
    if word in _SPELT:
        return _SPELT[word]
    if word in _ACRONYMS or len(word) <= 3 or any(c.isdigit() for c in word):
        return word
    return word.capitalize()
