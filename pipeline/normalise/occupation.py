"""Occupation after KldB 2010 (three digits) and the fields of work that people filter by; by the title's words.

Source of the codes: Klassifikation der Berufe 2010, Bundesagentur für Arbeit.
"""

from __future__ import annotations

import re

from pipeline.model import Area, Kind
from pipeline.normalise.ad import Ad

_UNSURE = re.compile(
    r"data (?:engineer|scien|analyst)|daten(?:ingenieur|analyst)|\bKI\b|machine learning|devops|architekt|\btest(?:manag|er|ing|autom|ingen)"
    r"|qualitätssicher|plattform-?entwickl|business intelligence",
    re.IGNORECASE,
)
_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "431",
        re.compile(
            r"(?:ausbildung|auszubild|azubi|umschul|dual|studi).*(?:fachinformatik|informatik)|(?:fachinformatik).*(?:ausbildung|azubi)"
            r"|fachinformatiker.{0,30}systemintegration(?!.*administ)|^informatiker",
            re.IGNORECASE,
        ),
    ),
    (
        "434",
        re.compile(
            r"software\s?-?entwickl|web\s?-?entwickl|anwendungsentwickl|programmier|\bentwickler|\bdeveloper|(?:front|back|full)\s?-?end|full\s?-?stack"
            r"|software\s?-?engineer|gis-?entwickl|app-?entwickl|java-?entwickl|softwareingenieur|entwicklung\b.*software",
            re.IGNORECASE,
        ),
    ),
    (
        "432",
        re.compile(
            r"service\s?-?desk|help\s?-?desk|anwendungsbetreu|anwender(?:betreu|support)|fach(?:verfahrens|anwendungs)?betreu|verfahrensbetreu|consult|it-berat"
            r"|anwendungsberat|(?:user|first|second|1st|2nd)\s?-?(?:level\s?-?)?support|it-support|it-systemanaly|systemanaly|kundenmanag|key account"
            r"|it-vertrieb|produktmanag.*(?:soft|it)|applikations(?:betreu|manag|support)|application (?:manag|support)|fachadministrat"
            r"|anforderungsmanag|requirements|it-kundenbetreu|sap-?berat|modulbetreu|support\s?-?(?:mitarb|specialist|engineer)"
            r"|verfahrensmanag|fachverfahrens",
            re.IGNORECASE,
        ),
    ),
    (
        "433",
        re.compile(
            r"administrat|netzwerk|\bnetz(?:techn|admin|ingen)|system(?:spezialist|techniker|betreu|engineer|ingenieur)|it-?\s?sicherheit|informationssicherheit"
            r"|\bCISO\b|security|it-projekt|projekt(?:leit|manag).*(?:IT|OZG|digital|software|rollout|migration|SAP|cloud|netz|server)|IT.*projekt(?:leit|manag)"
            r"|it-koordin|it-organis|rechenzentrum|rz-betrieb|datenbank|telekommunikation|voip|firewall|cloud\s?-?(?:engineer|spezial|admin)|it-manag|it-leit"
            r"|leit.*\bIT\b|it-infrastruktur|client\s?-?manag|storage|virtualisier|it-service\s?-?manag|it-betrieb|serverbetrieb|systemintegration",
            re.IGNORECASE,
        ),
    ),
    (
        "715",
        re.compile(
            r"\bpersonal(?:sach|wesen|referent|manag|betreu|gewinn|entwickl|abteil|verwalt)|sachbearbeit\w* personal|recruit|lohnbuch|entgeltabrechn|human resources",
            re.IGNORECASE,
        ),
    ),
    (
        "722",
        re.compile(
            r"buchhalt|finanzbuch|controll|rechnungswesen|bilanz|kostenrechn|steuer(?:fach|referent)|finanzwesen|kassen",
            re.IGNORECASE,
        ),
    ),
    (
        "713",
        re.compile(
            r"organisations(?:berat|entwickl|manag)|prozess(?:manag|berat|optim)|geschäftsprozess|unternehmensorganis",
            re.IGNORECASE,
        ),
    ),
    ("731", re.compile(r"\bjurist|rechtsanw|syndikus|volljurist|rechtsreferent", re.IGNORECASE)),
    ("714", re.compile(r"sekretari|büroassist|assistenz der|vorzimmer|teamassist", re.IGNORECASE)),
)


def read_occupation(ad: Ad, title: str, kind: Kind) -> str | None:
    """The three-digit KldB code where the title makes it plain, else None."""
    if _UNSURE.search(title):
        return None
    if kind in (Kind.TRAINEE, Kind.VOLUNTEER, Kind.SPECULATIVE):
        return None
    for code, pattern in _CODES:
        if match := pattern.search(title):
            ad.prove("occupational_category", match[0], "title", f"KldB {code}")
            return code
    return None


_AREAS: tuple[tuple[Area, re.Pattern[str]], ...] = (
    (
        Area.OPERATIONS,
        re.compile(
            r"system(?:admin|spezial|techn|engineer|ingen|betreu)|administrat|server|rechenzentrum|cloud|linux|windows|virtualis|storage|datenbank|devops|plattform"
            r"|kubernetes|it-betrieb|infrastruktur|client|rollout|techniker|systemintegration|microsoft 365|backup|exchange",
            re.IGNORECASE,
        ),
    ),
    (
        Area.NETWORKS,
        re.compile(
            r"netzwerk|\bnetz(?:e|admin|techn|betrieb)?\b|telekommunikation|telefonie|voip|\b[WL]AN\b|firewall|TK-",
            re.IGNORECASE,
        ),
    ),
    (
        Area.DEVELOPMENT,
        re.compile(
            r"entwickl(?:er|ung\b)|entwicklerin|developer|programmier|software|front-?end|back-?end|devops|full-?stack|webentwick|anwendungsentwick",
            re.IGNORECASE,
        ),
    ),
    (
        Area.APPLICATIONS,
        re.compile(
            r"fachverfahren|verfahrensbetreu|fachbetreu|anwendungs(?:betreu|berat|support)|service\s?-?desk|help\s?-?desk|support|\bSAP\b|\bDMS\b|e-akte|consult|fachanwend"
            r"|modul|applikation|application|anwender",
            re.IGNORECASE,
        ),
    ),
    (
        Area.SECURITY,
        re.compile(r"sicherheit|security|datenschutz|\bCISO\b|grundschutz|\bSOC\b|notfallmanag", re.IGNORECASE),
    ),
    (
        Area.DATA,
        re.compile(
            r"\bdata\b|daten(?!schutz|bank|verarb|zentrale)|\bKI\b|künstliche intelligenz|\bGIS\b|geo(?:daten|info|portal)|business intelligence|\bBI\b|analytics|machine learning",
            re.IGNORECASE,
        ),
    ),
    (
        Area.PROJECTS,
        re.compile(
            r"projekt|berat(?:er|ung)|organisation|prozess|consult|\bOZG\b|digitalisierung|anforderung|kundenmanag|change|produkt(?:manag|owner)|\bPMO\b|scrum|testmanag",
            re.IGNORECASE,
        ),
    ),
    (
        Area.ADMINISTRATION,
        re.compile(
            r"sachbearbeit(?!.*(?:fachverfahren|IT|system|netz))|personal(?!rat)|buchhalt|controll|finanz|vergabe|einkauf|recht|jurist|sekretari|assisten|büro|kauf(?:mann|frau|leute)|verwaltungs"
            r"|rechnungswesen|marketing|kommunikation\b|presse|vertrieb|haushalt|revision",
            re.IGNORECASE,
        ),
    ),
)


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    found = []
    for area, pattern in _AREAS:
        if match := pattern.search(title):
            found.append(area)
            ad.prove("areas", match[0], "title", f"words of {area.value}")
    return found
