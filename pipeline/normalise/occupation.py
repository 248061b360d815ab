"""Occupation after KldB 2010 (three digits) and the fields of work that people filter by; by the title's words.

Source of the codes: Klassifikation der Berufe 2010, Bundesagentur für Arbeit.
"""

from __future__ import annotations

import re

from pipeline.model import Area, Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.kind import LEAD

#: No single group of the classification is plain: data, DevOps, architecture, test, data protection.
_UNSURE = re.compile(
    r"data (?:engineer|scien|analyst|steward|manager)|daten(?:ingenieur|analyst|management|manager|wissenschaft)|(?<!stabsstelle )\bki\b|\bki-|machine learning|künstliche intelligenz(?<!stabsstelle künstliche intelligenz)|devops|architekt|\btest(?:manag|er|ing|autom|ingen|koord|analyst)|qualitätssicher|qualitätsmanag|plattform-?entwickl|platform engineer|site reliability|business intelligence"
    r"|datenschutz|wissenschaftliche|geodaten|\bscrum|product owner|smart city|digitalisierungs(?:lots|beauftragt|manag|koordin)|e-government-?koord"
)
_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("714", re.compile(r"sekretari|sekretär|büroassist|^(?:\w+-?)?assisten[zt]|assistenz der|vorzimmer|teamassist|office manag|bürokraft|büromanagement")),
    ("431", re.compile(r"(?:ausbildung|auszubild|azubi|umschul).{0,40}(?:fachinformatik\w*|informatik\w*)(?!.*(?:anwendungsentw|daten|vernetz|digitale))|(?:dual\w*|studi\w+|bachelor).{0,40}informatik|fachinformatik\w*.{0,45}systemintegration\W*$|^(?:diplom-?)?(?:fach)?informatiker(?:in|/-?in|\*in|:in)?(?:\s?/\s?(?:fach)?informatiker(?:in)?)?(?:\s\([^)]*\))?(?:$|\s(?:für die stabsstelle|als|im))")),
    ("432", re.compile(r"service-?\s?desk|fachberat|help-?\s?desk|anwendungsbetreu|anwendungsadmin|anwender(?:betreu|support|berat|manag)|fach(?:verfahrens|anwendungs|applikations)?-?\s?betreu|(?<!e)verfahrens-?(?:betreu|manag|admin|koord|verantw|spezial)|fachverfahren|consult|it-berat|\bberater\w* (?:für )?(?:sap|it|erp|dms)|anwendungsberat|(?:user|first|second|third|1st|2nd|3rd)[- ]?(?:level)?[- ]?support|\bit[- ]support|systemanaly|kundenmanag|kundenberat|kundenbetreu|key[- ]account|it-vertrieb|vertrieb|\bsales|account manag"
                       r"|produktmanag|applikations?-?(?:betreu|manag|support|spezial|admin)|application (?:manag|support|engineer|special)|fachadministrat|anforderungs(?:manag|analy)|requirements|business anal|sap-?\s?(?:modul|berat|inhouse|betreu|spezial|anwend|key)|modulbetreu|support-?\s?(?:mitarb|specialist|engineer|techniker|agent)|\bsupport\b|customer success|trainer.{0,20}anwend|dms-?\s?(?:betreu|berat|spezial)|einführungsberat")),
    ("434", re.compile(r"software-?\s?(?:entwickl|engineer|ingenieur|develop)|web-?\s?entwickl|anwendungs-?entwickl|programmier|(?<!personal)(?<!organisations)(?<!stadt)(?<!quartiers)\bentwickler|\w*entwickler(?:in|\*in|:in|/)?\b(?<!personalentwickler)(?<!organisationsentwickler)|\bdeveloper|(?:front|back)-?\s?end|full-?\s?stack|gis-?entwickl|app-?entwickl|softwareentw|entwicklung\b.{0,30}(?:software|anwendung|java|web|schnittstell)|(?:java|php|python|\.net|c#|web|schnittstellen|low-?code)-?\s?entwickl")),
    ("433", re.compile(r"administrat|\badmin\b|netzwerk|\bnetz(?:techn|admin|ingen|spezial)|system-?(?:spezialist|techniker|betreu|engineer|ingenieur|manager|verwalter)|it-?\s?sicherheit|informationssicherheit|cyber-?\s?(?:sicher|security)|\bciso\b|\bisb\b|security|(?:it-?|ozg-?|sap-?|software-?|digitalisierungs-?)\s?projekt-?(?:leit|manag|koord)|projekt-?\s?(?:leit|manag|koord)\w*.{0,40}(?:\bit\b|\bit-|ozg|software|rollout|migration|\bsap\b|cloud|netz|server|e-akte|dms|windows|breitband|fachverfahren)|\bit\b.{0,30}projekt-?(?:leit|manag)|it-?\s?koordin|it-?\s?organis|rechenzentrums?-?(?:betrieb|techn|leit)|rz-?betrieb|datenbank|telekommunikation|telefonie|voip|firewall|cloud-?\s?(?:engineer|spezial|admin|techn|betrieb)"
                       r"|it-?\s?manag|it-?\s?leit|leit\w*.{0,25}\bit\b|(?:leit|leiter)\w*.{0,40}(?:rechenzentr|server|systemtechnik|systembetrieb|netz)|it-?\s?infrastruktur|client-?\s?(?:manag|engineer|techn|admin)|storage|virtualisier|it-?betrieb|serverbetrieb|systemadmin|operator|operating|system operations|endpoint|mobile device|m365|microsoft 365|penetrations|it-?systemtechn|it-?system-?elektron|schul-?it.{0,20}(?:admin|betreu)")),
    ("715", re.compile(r"\bpersonal(?:sach|wesen|referent|manag|betreu|gewinn|entwickl|abteil|verwalt|dienst|leit|kauf|berat)|(?:sachbearbeit\w*|referent\w*|mitarbeit\w*|leit\w*).{0,25}\bpersonal\b|^personal\b|recruit|lohnbuch|lohn- und gehalt|entgeltabrechn|gehaltsabrechn|bezügeabr|human resources|\bhr\b|hr-|ausbildungsleit|bezügerechn")),
    ("722", re.compile(r"buchhalt|buchführ|finanzbuch|controll|rechnungswesen|bilanz|kostenrechn|steuer(?:fach|referent|wesen)|finanzwesen|finanzen|kassen|haushaltssach|kämmer|treasur|anlagenbuch|fakturier")),
    ("713", re.compile(r"organisations?-?(?:berat|entwickl|manag|untersuch|referent|sach)|prozess-?(?:manag|berat|optim|analys|design|modell|koord)|geschäftsprozess|unternehmensorganis|organisation und prozess|(?:sachbearbeit\w*|referent\w*|stabsstelle|mitarbeit\w*)[^,]{0,25}\borganisation\b|change[- ]?manag|projektassisten|\bpmo\b|unternehmensentwickl")),
    ("731", re.compile(r"\bjurist|rechtsanw|syndikus|volljurist|rechtsreferent|justi[zt]iar|\breferent\w* recht\b|\bleit\w* recht\b|rechtsabteil|vertragsmanag\w* \(?jur")),
)
_LEARNS = frozenset({Kind.VOLUNTEER, Kind.SPECULATIVE, Kind.TRAINEE})
_BY_PROCEDURE = re.compile(r"fachverfahren|\bverfahren(?:s|)\b(?! zur| findet| wird| ist)|\w+verfahren\b(?<!auswahlverfahren)(?<!bewerbungsverfahren)(?<!vergabeverfahren)(?<!stellenbesetzungsverfahren)")


def read_occupation(ad: Ad, title: str, kind: Kind) -> str | None:
    """The three-digit KldB code where the title makes it plain, else None."""
    low = lower(title)
    if kind in _LEARNS or _UNSURE.search(low):
        return None
    if kind is Kind.APPRENTICESHIP and not _CODES[1][1].search(low):
        return None
    head = re.split(r"\s(?:für (?:unser|die abteilung|das team|den bereich)|im (?:bereich|team)|in der (?:abteilung|stabsstelle))\b", low)[0]
    for code, pattern in _CODES:
        match = pattern.search(head)
        if match is None:
            continue
        if code == "432" and LEAD.search(low):
            return None
        if code == "433" and "systembetreu" in match[0] and _cares_for_procedures(ad):
            code = "432"
        ad.prove("occupational_category", match[0], "title", f"KldB {code}")
        return code
    return None


def _cares_for_procedures(ad: Ad) -> bool:
    """A "Systembetreuer" of an administrative procedure supports its users; one of servers runs them."""
    return any(_BY_PROCEDURE.search(line.low) and re.search(r"betreu|support|anwend", line.low) for line in ad.about(("verfahren",)) if line.origin != "title")


_AREAS: tuple[tuple[Area, re.Pattern[str]], ...] = (
    (Area.OPERATIONS, re.compile(r"system-?(?:admin|spezial|techn|engineer|ingen|betreu|elektron|operat)|(?:server|windows|linux|unix|datenbank|client|cloud|storage|sap|vmware|citrix|exchange|m365|endpoint)[\w-]*.{0,12}administrat|server|rechenzentr|\brz\b|cloud|linux|windows|virtualis|storage|datenbank|devops|plattform|platform|kubernetes|it-?\s?betrieb|infrastruktur|client|rollout|systemintegration|microsoft 365|\bm365|mobile device|backup|exchange|operating|operator|operations\b|arbeitsplatz-?(?:it|system|manag)|schul-?it|allrounder|endgeräte|site reliability|output|druck")),
    (Area.NETWORKS, re.compile(r"netzwerk|\bnetz(?:e|admin|techn|betrieb|plan|ingen|spezial|manag)?\b|\bnetz(?:plan|techn|admin|ingen)|telekommunikation|telefonie|voip|\b[wl]?lan\b|\bwan\b|firewall|\btk-|glasfaser|breitband|videokonferenz|verkabelung|mobilfunk|nachrichtentechn|fernmelde")),
    (Area.DEVELOPMENT, re.compile(r"(?<!personal)(?<!organisations)(?<!stadt)(?<!unternehmens)(?<!weiter)entwickl(?:er|ung)(?!splan)|develop|programmier|software[- ]?(?:engineer|ingenieur)|front-?end|back-?end|devops|full-?stack|web(?:entw|master|design)|low-?code|schnittstellen")),
    (Area.APPLICATIONS, re.compile(r"fachverfahr|fachanwend|verfahrens-?(?:betreu|manag|admin|koord)|fachbetreu|anwendungs-?(?:betreu|berat|support|manag|admin)|anwender|service-?\s?desk|help-?\s?desk|support|\bsap\b|\bdms\b|\berp\b|e-akte|consult|modul|applikation|application|systemanaly|allrounder|fachadministr|kundenbetreu|requirements|anforderungs|produktmanag|bürgerportal.{0,15}betreu|trainer.{0,25}anwend|fachberat")),
    (Area.SECURITY, re.compile(r"sicherheit(?!sdienst)|security|datenschutz|\bciso\b|\bisb\b|grundschutz|\bsoc\b|notfallmanag|notfallplan|penetration|\bisms\b|\bcert\b|cyber|\biam\b|identity|identitäts")),
    (Area.DATA, re.compile(r"\bdata\b|daten(?!schutz|bank|verarb|zentrale|netz)|\bki\b|\bki-|künstliche intelligenz|\bgis\b|gis-|geo(?:daten|info|portal|graf|matik)|business intelligence|\bbi\b|analytics|machine learning|statistik|data-|reporting|vermessung")),
    (Area.PROJECTS, re.compile(r"projekt|(?<!anwendungs)(?<!anwender)(?<!kunden)(?<!personal)(?<!rechts)(?<!steuer)(?:\bberat(?:er|ung)|it-berat|organisationsberat|digitalisierungsberat|prozessberat)|organisation(?!sprogr)|prozess|consult|\bozg\b|digitalisierungs|change[- ]manag|product owner|produktmanag|\bpmo\b|scrum|agile|testmanag|smart city|kundenmanag|transformation|verwaltungsdigitalisierung|innovation|e-government")),
    (Area.ADMINISTRATION, re.compile(r"personal(?!rat|computer)|buchhalt|controll|finanz|vergabe|einkauf|beschaffung|\brecht\b|rechts(?!extrem)|jurist|justi[zt]iar|sekretari|assisten[zt]|\bbüro|kauf(?:mann|frau|leute)|verwaltungs(?!informat|digital)|rechnungswesen|vertrieb(?!s?-?it)|haushalt|revision|recruit|lizenzmanag|vertragsmanag|steuer(?:fach|referent)|empfang|poststelle|geschäftsstelle|gebäude|facility|hausmeister|fuhrpark|lohn|entgelt|\bhr\b")),
)
_CLERK = re.compile(r"^\W*(?:\w+-?)?(?:assisten[zt]|sekret)")


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    low = lower(title)
    found = [(area, match[0]) for area, pattern in _AREAS if (match := pattern.search(low))]
    if _CLERK.search(low):
        found = [item for item in found if item[0] is Area.ADMINISTRATION]
    areas = {area for area, _ in found}
    if not areas and re.search(r"administrat|\badmin\b", low):
        found = [(Area.OPERATIONS, "administrat")]
    if Area.OPERATIONS in areas and "systembetreu" in low and _cares_for_procedures(ad):
        found = [(Area.APPLICATIONS if area is Area.OPERATIONS else area, words) for area, words in found]
    if not areas and re.search(r"sachbearbeit", low) and not re.search(r"\bit\b|it-|edv|digital", low):
        found = [(Area.ADMINISTRATION, "sachbearbeit")]
    if not areas and re.search(r"\bleit\w+\b.{0,40}\bit\b|\bit-?leit|it-koordin", low) is None and re.match(r"\W*(?:it|edv)[- ]?(?:mitarbeit|fachkraft|allround)", low):
        found = [(area, "IT") for area in (Area.OPERATIONS, Area.APPLICATIONS)] if _of_both(ad) else found
    for area, words in dict(found).items():
        ad.prove("areas", words, "title", f"words of {area.value}")
    order = list(Area)
    return sorted({area for area, _ in found}, key=order.index)


def _of_both(ad: Ad) -> bool:
    """A post without a field in its title that the ad describes as servers and users."""
    return bool(ad.about(("server", "netzwerk", "infrastruktur"))) and bool(ad.about(("anwender", "support", "nutzer")))
