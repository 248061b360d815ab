"""Occupation after KldB 2010 (three digits) and the fields of work that people filter by; by the title's words.

Source of the codes: Klassifikation der Berufe 2010, Bundesagentur für Arbeit.
"""

from __future__ import annotations

import re

from pipeline.model import Area, Kind
from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.kind import LEAD, NO_LEAD

#: No single group of the classification is plain: data, DevOps, architecture, test, data protection, management of IT.
_UNSURE = re.compile(
    r"daten(?:ingenieur|analyst|management|manager|wissenschaft)|\bki\b|\bki-|machine learning|künstliche intelligenz|devops|architekt|\btest(?:manag|er|ing|autom|ingen|koord|analyst)|qualitätssicher|qualitätsmanag|plattform-?entwickl|platform|site reliability|business intelligence"
    r"|\bdata\b|\barchitect|\bqa\b|quality|datenschutz|wissenschaftliche|geodaten|\bgis\b(?!-?\s?entwickl)|\bgis-(?!entwickl)|scrum|product owner|produktverantw|smart city|digitalisierungs|e-government|service-?\s?manag|it-einkauf|lizenz|allround|innovation|netzplan|cloud-?\s?engineer|it-?(?:service-?)?techniker|servicetechniker|\bit-?leit|leitung (?:der )?it\b|\bleit\w*.{0,12}\bit\b|it-strategie|vertragsmanag|identity|identitäts"
)
#: The noun of the post tells the group; what it is about only where no such noun does.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("714", re.compile(r"sekretari|sekretär|büroassist|^(?:\w+-?)?assisten[zt]\b|assistenz der|vorzimmer|teamassist|office manag|bürokraft")),
    ("434", re.compile(r"\w*entwickler(?:in|innen|\*in|:in|/|\b)(?<!personalentwickler)(?<!organisationsentwickler)(?<!stadtentwickler)|\bdeveloper|programmier|software[- ]?(?:engineer|ingenieur)|(?:software|web|anwendungs|app)-?entwicklung\b|full-?\s?stack|(?:front|back)-?\s?end")),
    ("432", re.compile(r"\w*consultant|\bconsulting|(?:anwendungs|fach|it-|sap-?|dms-?|erp-?|fachverfahrens|einführungs|software)-?\s?berat(?:er|ung)|\bberat(?:er|ung)\w*.{0,25}(?:\bsap\b|\bit\b|\bdms\b|\berp\b|e-akte|fachverfahren)|(?:anwendungs|fach|fachanwendungs|fachverfahrens|verfahrens|applikations|anwender|modul|software)-?\s?betreu|(?:fachverfahrens|verfahrens|applikations|anwendungs|application)-?\s?(?:manag|support|spezial|koord)|service-?\s?desk|help-?\s?desk|hotline"
                       r"|(?:user|first|second|third|1st|2nd|3rd|anwender|it|level)[-/ ]?(?:level)?[- ]?support|\bsupport\w*\b.{0,10}(?:mitarb|agent|specialist|techn|engineer)|\bsupporter|systemanaly|kundenmanag|kundenberat|kundenbetreu|key[- ]account|(?:it|software)-?vertrieb|anforderungsmanag|requirements|fachadministrat|(?:verfahrens|anwendungs|applikations)-?administrat|trainer.{0,25}(?:anwend|berat)|berat.{0,20}trainer")),
    ("433", re.compile(r"administrat|\badmin\b|netzwerk-?(?:techn|ingen|spezial|engineer|manag)|netz-?(?:techn|admin|ingen|spezial)|network (?:engineer|admin|special)|system-?(?:spezialist|techniker|betreu|engineer|ingenieur|verwalter)|(?:it-?|informations|cyber-?)\s?sicherheits?-?(?:beauftr|manag|ingen|spezial|koord|expert|analyst|referent)|\bciso\b|security|(?:it-?|ozg-?|sap-?|software-?)\s?projekt-?(?:leit|manag|koord)|projekt-?\s?(?:leit|manag|koord)\w*.{0,40}(?:\bit\b|\bit-|ozg|software|rollout|migration|\bsap\b|cloud|netz|server|e-akte|dms|windows)|\bit\b.{0,30}projekt-?(?:leit|manag)|it-?\s?koordin|it-?\s?organis|client-?\s?(?:manag|engineer|techn)|operator|operating")),
    ("713", re.compile(r"organisations?-?(?:berat|entwickl|manag|untersuch|referent|sach)|prozess-?(?:manag|berat|optim|analys|design|modell)|geschäftsprozess")),
    ("715", re.compile(r"\bpersonal(?:sach|wesen|referent|manag|betreu|gewinn|entwickl|abteil|verwalt|dienst|leit|berat)|recruit|lohnbuch|lohn- und gehalt|entgeltabrechn|gehaltsabrechn|bezügeabr|bezügerechn|human resources|\bhr\b|hr-")),
    ("722", re.compile(r"buchhalt|buchführ|controll|bilanz|fakturier|kassenverwalt")),
    ("731", re.compile(r"\bjurist|rechtsanw|syndikus|volljurist|rechtsreferent|justi[zt]iar|\breferent\S* .{0,9}recht\b")),
)
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("431", re.compile(r"(?:ausbildung|auszubild|azubi|umschul).{0,40}fachinformatik\w*(?!.*(?:anwendungsentw|daten|vernetz|digitale))|(?:dual\w*|studi\w+|bachelor).{0,40}(?:verwaltungs|wirtschafts|angewandte |\b)informatik|fachinformatik\w*.{0,45}systemintegration\W*$|^(?:diplom-?)?informatiker(?:in|/-?in|\*in|:in)?(?:\s?/\s?informatiker(?:in)?)?(?:\s\([^)]*\))?(?:$|\s(?:für|als|im|in)\b)")),
    ("432", re.compile(r"fachverfahren|\bsupport\b|\bsap-?\s?(?:modul|anwend)|vertrieb|\bsales")),
    ("433", re.compile(r"netzwerk|it-?\s?sicherheit|informationssicherheit|cyber-?\s?(?:sicher|security)|rechenzentrums?-?(?:betrieb|techn|leit)|(?:leit|sachgebiets|team|gruppen)\w*.{0,40}(?:rechenzentr|server|systemtechnik|systembetrieb|netze\b)|rz-?betrieb|datenbank|telekommunikation|telefonie|voip|firewall|it-?betrieb|serverbetrieb|virtualisier|storage|it-infrastruktur")),
    ("713", re.compile(r"organisation und prozess|(?:sachbearbeit\w*|referent\w*|mitarbeit\w*)[^,]{0,25}\borganisation\b")),
    ("715", re.compile(r"(?:sachbearbeit\w*|referent\w*|mitarbeit\w*|leit\w*).{0,25}\bpersonal\b|^personal\b")),
    ("722", re.compile(r"rechnungswesen|finanzwesen|kostenrechn|finanzbuch|(?:sachbearbeit\w*|mitarbeit\w*|leit\w*).{0,20}\bfinanzen\b")),
)
_LEARNS = frozenset({Kind.VOLUNTEER, Kind.SPECULATIVE, Kind.TRAINEE})
_BY_PROCEDURE = re.compile(r"fachverfahren|\bverfahren(?:s|)\b(?! zur| findet| wird| ist)|\w+verfahren\b(?<!auswahlverfahren)(?<!bewerbungsverfahren)(?<!vergabeverfahren)(?<!stellenbesetzungsverfahren)")


def read_occupation(ad: Ad, title: str, kind: Kind) -> str | None:
    """The three-digit KldB code where the title makes it plain, else None."""
    low = lower(title)
    if kind in _LEARNS or _UNSURE.search(low):
        return None
    learns = kind in (Kind.APPRENTICESHIP, Kind.DUAL_STUDY)
    head = re.split(r"\s(?:für (?:unser|die abteilung|das team|den bereich)|im (?:bereich|team)|in der (?:abteilung|stabsstelle))\b", low)[0]
    found = [] if learns else [(code, match) for code, pattern in _ROLES if (match := pattern.search(head))]
    if len({code for code, _ in found} - {"434"}) > 1 and found[0][0] != "714":
        return None  # two posts in one: unclear
    found = found or [(code, match) for code, pattern in (_TOPICS[:1] if learns else _TOPICS) if (match := pattern.search(head))]
    if not found:
        return None
    code, match = found[0]
    if code == "432" and LEAD.search(low) and not NO_LEAD.search(low):
        return None
    if code == "433" and "systembetreu" in match[0] and _cares_for_procedures(ad):
        code = "432"
    ad.prove("occupational_category", match[0], "title", f"KldB {code}")
    return code


def _cares_for_procedures(ad: Ad) -> bool:
    """A "Systembetreuer" of an administrative procedure supports its users; one of servers runs them."""
    return any(_BY_PROCEDURE.search(line.low) and re.search(r"betreu|support|anwend", line.low) for line in ad.about(("verfahren",)) if line.origin != "title")


_AREAS: tuple[tuple[Area, re.Pattern[str]], ...] = (
    (Area.OPERATIONS, re.compile(r"system-?(?:admin|spezial|techn|engineer|ingen|betreu|elektron|operat)|(?:server|windows|linux|unix|datenbank|client|cloud|storage|sap|vmware|citrix|exchange|m365|endpoint)[\w-]*.{0,12}administrat|server|rechenzentr|\brz\b|cloud|linux|windows|virtualis|storage|datenbank|devops|\bplattform|cloud-?plattform|platform|kubernetes|it-?\s?betrieb|\b(?:it-?|server-?|cloud-?|system-?)?infrastruktur|client|rollout-?\s?(?:techn|mitarb|team)|systemintegration|microsoft 365|\bm365|mobile device|backup|exchange|operating|operator|operations\b|arbeitsplatz-?(?:it|system|manag)|schul-?it|allrounder|endgeräte|site reliability|output-?\s?manag")),
    (Area.NETWORKS, re.compile(r"netzwerk|\bnetwork\b|\bnetz(?:e|admin|techn|betrieb|plan|ingen|spezial|manag)?\b|\bnetz(?:plan|techn|admin|ingen)|telekommunikation|telefonie|voip|\b[wl]?lan\b|\bwan\b|firewall|\btk-|glasfaser|breitband|videokonferenz|verkabelung|mobilfunk|nachrichtentechn|fernmelde")),
    (Area.DEVELOPMENT, re.compile(r"(?<!personal)(?<!organisations)(?<!stadt)(?<!unternehmens)(?<!weiter)entwickler|(?:software|web|anwendungs?|app|front-?end|back-?end|system|sap|datenbank|java|python|\.net|\bit|\W)-?entwicklung(?!splan)|\bentwicklung\b|develop|programmier|software[- ]?(?:engineer|ingenieur)|front-?end|back-?end|devops|full-?stack|web(?:entw|master|design)|low-?code|schnittstellen-?(?:entw|progr)")),
    (Area.APPLICATIONS, re.compile(r"fachverfahr|fachanwend|verfahrens-?(?:betreu|manag|admin|koord)|fachbetreu|anwendungs-?(?:betreu|berat|support|manag|admin)|anwender|service-?\s?desk|help-?\s?desk|hotline|support|\bsap\b|\bdms\b|\berp\b|e-akte|consult|modul|applikation|application|systemanaly|allrounder|fachadministr|kundenbetreu|requirements|anforderungs|trainer.{0,25}anwend|fachberat")),
    (Area.SECURITY, re.compile(r"(?<!arbeits)(?<!verkehrs)(?<!sozial)(?<!versorgungs)(?<!öffentliche )(?<!ausfall)sicherheit(?!sdienst|stechn| und ordnung|, ordnung)|security|datenschutz|\bciso\b|\bisb\b|grundschutz|\bsoc\b|notfallmanag|notfallplan|penetration|\bisms\b|\bcert\b|cyber|\biam\b|identity|identitäts")),
    (Area.DATA, re.compile(r"\bdata\b|daten(?!schutz|bank|verarb|zentrale|netz)|\bki\b|\bki-|künstliche intelligenz|\bgis\b|gis-|geo(?:daten|info|portal|graf|matik)|business intelligence|\bbi\b|analytics|machine learning|statistik|data-|reporting|vermessung")),
    (Area.PROJECTS, re.compile(r"projekt|(?<!anwendungs)(?<!anwender)(?<!kunden)(?<!personal)(?<!rechts)(?<!steuer)(?:\bberat(?:er|ung)|it-berat|organisationsberat|digitalisierungsberat|prozessberat)|organisation(?!sprogr)|prozess(?!analyse|automat)|consult|\bozg\b|digitalisierungs|change[- ]manag|\bpmo\b|scrum|agile|smart city|kundenmanag|transformation|verwaltungsdigitalisierung|innovation|e-government")),
    (Area.ADMINISTRATION, re.compile(r"personal(?!rat|computer)|buchhalt|controll|finanz|vergabe|eink[aä]uf|beschaffung|\brecht\b|rechts(?!extrem)|jurist|justi[zt]iar|sekretari|assisten[zt]|\bbüro|kauf(?:mann|frau|leute)|verwaltungs(?:fach|angest|leit|mitarb|kraft|kräft|wirt|assist|sach|aufgaben)|rechnungswesen|vertrieb(?!s?-?it)|haushalt|revision|recruit|lizenzmanag|vertragsmanag|steuer(?:fach|referent)|empfang|poststelle|geschäftsstelle|lohn|entgelt|\bhr\b")),
)
#: Who works in IT for an office is no clerk of that office: "SAP-Berater Finanzen", "Anwendungsbetreuung Personal".
_IT_ROLE = re.compile(r"entwickler|develop|programmier|administrat|(?<!personal)(?<!kunden)betreu|consult|(?<!personal)(?<!organisations)berat(?:er|ung)|support|engineer|ingenieur|architekt|architect|analy[st]|service-?\s?desk|fachverfahren|\bdata\b|informatik")
#: Work at users' desks, or above all fields.
_NO_FIELD = re.compile(r"service-?techniker|außendienst|field service|vorstand\b|\bgeschäftsführ(?:er|ung|ende)(?! assist)")
_CLERK = re.compile(r"^\W*(?:\w+-?)?(?:assisten[zt]|sekret)")


def read_areas(ad: Ad, title: str) -> list[Area]:
    """Plain fields of work by the title's words, several possible; empty where unsure."""
    low = lower(title)
    found = [(area, match[0]) for area, pattern in _AREAS if (match := pattern.search(low))]
    if _CLERK.search(low):
        found = [item for item in found if item[0] is Area.ADMINISTRATION]
    elif _NO_FIELD.search(low):
        found = []
    elif _IT_ROLE.search(low):
        found = [item for item in found if item[0] is not Area.ADMINISTRATION]
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
