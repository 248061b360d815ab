"""The words of job titles: what each says of the occupation (KldB 2010) and of the fields of work.

Made from the classification's own job titles, the IT posts of German administrations and their English names.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Area
from pipeline.normalise.signs import Scan, by_letter, required

_FIELDS = {area.value[:3]: area for area in Area}
#: The group of a word that makes no single group plain.
UNSURE = "?"


class Weight(IntEnum):
    """How much a word decides: the noun of a post before one that is plain in IT only before what the post is about."""

    SUBJECT = 1
    IT_POST = 2
    POST = 3


class Word(NamedTuple):
    """A word of a title: where it stands, its weight, its KldB group ("" says nothing, "?" makes unsure) and fields of work."""

    start: int
    end: int
    weight: Weight
    group: str
    areas: tuple[Area, ...]


# Weight, group, fields of work (their first three letters), stems. The longest reading stands first: "Personalentwickler" is no "Entwickler".
_LEXICON: tuple[tuple[Weight, str, str, str], ...] = (
    # posts that only look like others
    (Weight.POST, UNSURE, "", r"(?<!it-)netzwerk-?(?:koordin|manag|stelle|arbeit|partner)\w*(?=\W.{0,30}(?:frühe|kinder|hilfen|familie|pflege|senior|integration|migration|ehrenamt|engagement|gesundheit|prävention|klima|bildung|jugend|demokratie|kultur|wirtschaft|regional))"),
    (Weight.POST, "715", "adm", r"personal-?admin|personal-?entwickl|personal-?berat|personal-?betreu|personal-?marketing"),
    (Weight.POST, "713", "pro", r"organisations?-?(?:berat|entwickl|manag|untersuch|referent|analy)|(?:geschäfts)?prozess-?(?:manag|berat|optimier|analyst|design|modellier|gestalt)|unternehmensorganis"),
    (Weight.POST, UNSURE, "", r"(?:stadt|schul|unterrichts|quartiers|regional|wirtschafts|produkt|unternehmens|verwaltungs|projekt|geschäftsfeld|konzept|dorf)-?entwickl|business develop|key-?user|produkt-?(?:manag|owner)|product[- ](?:manag|owner|lead)|business[- ]analy(?!.{0,30}anforderungs)|prozess-?automat"),
    (Weight.POST, UNSURE, "", r"(?:(?:it)?-?supporter|system-?betreu\w*)(?=\W.{0,60}schul(?!ung))"),
    (Weight.POST, UNSURE, "dev", r"(?:software|anwendungs|solution|applikations)-?architekt|software architect"),
    (Weight.POST, UNSURE, "net", r"(?:netz|netzwerk|telekommunikations)-?architekt|network architect"),
    (Weight.POST, UNSURE, "sec", r"(?:sicherheits|security)[- ]?archi(?:tekt|tect)"),
    (Weight.POST, UNSURE, "ope", r"cloud-?architekt|cloud[- ]?(?:consult|berat|engineer|ingenieur|spezial|expert|develop)|(?:plattform|platform)-?\s?(?:engineer|ingenieur|manag|architekt|admin)|site reliability|\bsre\b"),
    (Weight.POST, UNSURE, "", (
        r"(?<!landschafts)archi(?:tekt|tect)|test-?(?:manag|automat|analyst|ingen|engineer|koord|leit|spezial)|software-?test|\btester|\btesting|\bqa\b|quality|qualitätssicher|qualitäts-?manag|usability|\bu[xi](?:[-/ ]u[xi])?[- ]?(?:design|research|expert)|allround|telefonzentrale|telefonist|(?:informatik|system)-?kauf|\bit-?kauf|facility|(?<!system)(?<!system-)elektroniker|(?:\bit|\bedv|informationstechnische\w*|technische\w*|medizinische\w*)[- ]assisten|fach-?berat\S*\s(?:\S*\s){0,3}(?:kita|kind|pflege|inklusion|jugend|sucht|prävention|pädagog)(?!\S*verfahren)|service-?\s?techniker|field service|außendienst|systemelektron|kommunikationselektron"
        r"|service-?(?:level-?)?\s?manag|\bitsm-?\s?manag|\bit-?leit|leit\w* (?:der )?it\b(?!-)|\bcio\b|\bcdo\b|\bcto\b|bereichs-?architekt|wissenschaftliche"
    )),
    (Weight.POST, UNSURE, "ope", r"dev-?(?:sec-?)?ops|(?<!daten)plattform-?entwickl|platform developer"),
    (Weight.POST, UNSURE, "sec", r"data protection|datenschütz|business continuity|datenschutz-(?=\s)|datenschutz-?(?:beauftr|koord|manag|referent|audit|jurist|berat)"),
    (Weight.SUBJECT, UNSURE, "", r"identity|identitäts-?|berechtigungs-?manag|\biam\b"),
    (Weight.POST, UNSURE, "dat", r"data[- ]?(?:consult|scien|engineer|analy|manag|steward|architect|owner|warehouse)|daten-?(?:ingenieur|analy|manag|wissenschaft|stratg|kurat)|machine[- ]learning|(?:geo|gis-?|ki-?|bi-?|business intelligence )(?:consult|manag|spezial|expert|analyst|koord|admin|berat|ingen|referent)|geodaten-?(?:manag|spezial|admin|koord|analy)|geoinformatik|statistiker|vermess(?:er|ungs)|geomatik"),
    (Weight.POST, UNSURE, "adm", r"vertrags-?manag|contract manag|lizenz-?manag|einkäufer"),
    (Weight.POST, UNSURE, "pro", r"scrum|agile[- ]coach|innovations?-?manag|digitalisierungs-\s|digital(?:isierungs)?-?(?:manag|berat|beauftr|koord|referent|coach)|change-\s|change[- ]?manag|transformations?-?manag|\bpmo\b"),
    (Weight.SUBJECT, UNSURE, "pro", r"smart[- ]?city\b"),
    (Weight.POST, UNSURE, "", r"digital(?:isierungs)?-?lots"),
    (Weight.POST, UNSURE, "app", r"fachliche leitstelle|fach-?koordin|(?:verfahrens|anwendungs|applikations)-?koord"),
    (Weight.POST, UNSURE, "", r"(?:kauf|kauff|kaufm)(?:mann|frau|leute|rau|ann|männer)\w*(?:\W{1,3}[\w/]{1,14}){0,3}\W{1,3}(?:it|digital|informat)"),
    # office, staff, money, law
    (Weight.POST, "714", "adm", r"sekret[aä]r(?:in|iat|\b|/|:|\*)|büro-?assisten|(?<!technische )(?<!technischer )\b(?:team|management|vorstands|geschäftsführungs|abteilungs|projekt)?-?assisten[tz](?!\w*ärzt)|vorzimmer|office[- ]manag|bürokraft|büromanagement|bürokommunikation"),
    (Weight.POST, UNSURE, "adm", r"rechnungsprüf|kassenverwalt"),
    (Weight.POST, UNSURE, "app", r"produkt-?betreu"),
    (Weight.POST, "715", "adm", r"\bpersonal-?(?:sach|referent|manag|gewinn|abteil|verwalt|dienst|leit|koord|auswahl|planung|angelegen)|recruit|human resources|\bhr\b|\bhr-"),
    (Weight.POST, UNSURE, "adm", r"(?:lohn|gehalts|personal|entgelt)-?buchhalt"),
    (Weight.POST, "722", "adm", r"(?<!grund)buch(?:halt|führ)|controller|fakturier|bilanzier"),
    (Weight.POST, "731", "", r"\bjurist|rechtsanw|syndikus|volljurist|rechtsreferent|justi[tz]i?ar(?:in|\b|/|\*|:)|wirtschaftsjurist"),
    (Weight.POST, "732", "adm", r"verwaltungs-?fach(?:angest|wirt|kraft|kräft)|verwaltungswirt"),
    # software
    (Weight.POST, "434", "dev dat", r"(?:gis|geo|bi|data|etl|data-?warehouse|dwh)-?\s?(?:entwickler|developer)"),
    (Weight.POST, "434", "dev", r"(?:software|anwendungs|web|app|java|datenbank|schnittstellen|sap|abap|front-?\s?end|back-?\s?end|full-?\s?stack|system|applikations|it)?-?entwickler|entwicklungs-?ingen|\bdeveloper|(?:software|datenbank|web|app)-?(?:program|develop)|programmier(?:er|ung|in\b)|software[- ]?(?:engineer|ingenieur)|full-?\s?stack|(?:front|back)-?\s?end|web-?master"),
    # users
    (Weight.POST, "432", "pro", r"consult(?:ant|ing|er)|\bit-?\s?berat(?:er|ung)"),
    (Weight.POST, "432", "", r"(?:erp|sap|dms)-?\s?berat(?:er|ung)"),
    (Weight.POST, "432", "app", r"software-?\s?berat(?:er|ung)"),
    (Weight.POST, "432", "app", (
        r"(?:anwendungs|fach|fachverfahrens|einführungs|anwender)-?\s?berat(?:er|ung)|(?:sap-|dms-|erp-|kis-)?(?:anwendungs|fach|fachanwendungs|fachverfahrens|verfahrens|applikations|anwender|modul|software|sap|dms|erp|kis)-?\s?betreu|(?:fach|fachverfahrens|verfahrens|anwendungs|applikations|fachanwendungs)-?\s?(?:administ|admin\b)"
        r"|(?:fachverfahrens|verfahrens|applikations|anwendungs|application)-?\s?(?:manag|support|spezial|verantw|engineer)|(?:modul|applikations)-?verantw|service-?\s?desk|help-?\s?desk|(?:\bit|\bedv|anwender|software|user)-?\s?hotline"
        r"|\bsupporter|support-?\s?(?:mitarb|agent|special|spezial|techn|engineer|analyst)|-supporter|(?:level|user)[- ]supporter|system-?analy|kunden-?betreu|anforderungs-?(?:manag|analy|ingen)|requirements?\b|key-?user"
    )),
    (Weight.POST, "432", "", r"kunden-?(?:manag|berat)|(?:key )?account|(?:it|software)-?\s?vertrieb|pre-?sales|solution sales"),
    # machines, nets, safety
    (Weight.POST, "433", "app", r"(?:e-?akte|dms|ecm|dokumentenmanagement)(?:-system)?-?\s?(?:administ|admin\b)"),
    (Weight.POST, "433", "net", r"(?<=administrator )unified communications?|unified[- ]communications?[- ](?:admin|engineer|techn|spezial)|netz-?\s?(?:administ|admin\b)|(?:netzwerk|telefonie|tk|telekommunikations|lan|wlan|voip)-?\s?(?:administ|admin\b|techn|ingen|spezial|engineer|manag|betreu|expert)|network[- ](?:engineer|admin|special|manag)"),
    (Weight.POST, "433", "net sec", r"firewall-?\s?(?:administ|admin\b|techn|ingen|spezial|engineer)"),
    (Weight.POST, "433", "sec", r"(?:\bit|informations|cyber|daten)-?\s?sicherheits?-?\s?(?:beauftr|manag|ingen|spezial|koord|expert|analy|referent|berat)|\bciso\b|\bisb\b|(?:it|cyber|information|network)?[- ]?security[- ](?:engineer|analyst|manag|officer|special|expert|admin|consult|operat)|\bsoc\b|penetration"),
    (Weight.POST, "433", "ope", (
        r"(?:system|server|datenbank|windows|linux|unix|client|cloud|storage|backup|sap-?\s?basis|citrix|exchange|vmware|m365|rechenzentrums|mail|web|plattform|infrastruktur|endpoint|sharepoint)[\w-]{0,16}\s?(?:administ|admin\b)|sys-?admin|database admin|\bdba\b"
        r"|system-?(?:spezial|betreu|verwalt|operat)|systems?[- ]?(?:engineer|ingen|admin)|\bit-operat|rechenzentrums?-?(?:mitarb|techn|operat|leit)|client-?\s?(?:engineer|techn|betreu)"
    )),
    (Weight.POST, "433", "", r"(?<!vertrags)(?<!vertriebs)(?<!finanz)(?<!schul)(?<!büro)administrat(?!iv)|\badmin\b"),
    (Weight.POST, "433", "pro", r"it-?\s?organis"),
    (Weight.POST, "433", "", r"it-?\s?koordin"),
    (Weight.SUBJECT, "433", "ope", r"operating\b"),
    (Weight.SUBJECT, "", "ope", r"operator\b"),
    (Weight.POST, UNSURE, "", r"rollout-?\s?(?:techn|mitarb|team)"),
    # posts whose group follows from what they are about
    (Weight.IT_POST, "433", "pro", r"(?:teil)?projekt-?\s?(?:leit|manag|koord|verantw|mitarb|ingen|steuer)|project[- ](?:manag|lead)|multi-?projekt|programm-?(?:manag|leit)"),
    (Weight.IT_POST, UNSURE, "", r"koordin|disponent|trainer|dozent|lehrkraft|bildungsreferent"),
    (Weight.IT_POST, "432", "pro", r"\bberater|(?<!und )(?<!& )\bberatung"),
    (Weight.IT_POST, "432", "", r"vertrieb|\bsales"),
    # what a post is about
    (Weight.SUBJECT, "432", "app", r"[a-zäöü]{3,20}-?software\b"),
    (Weight.SUBJECT, "431", "", r"(?:verwaltungs|wirtschafts|medien|technische |angewandte |praktische )informatik|\binformatik|diplom-?informatik|computer science"),
    (Weight.SUBJECT, "431", "", r"fachinformatik"),
    (Weight.SUBJECT, "", "ope", r"systemintegrat"),
    (Weight.SUBJECT, "434", "dev", r"(?:software|web|anwendungs?|app|front-?end|back-?end|datenbank|java|python|low-?code|programm)-?entwicklung|entwicklung von (?:software|anwendungen|fachverfahren|web)|java\b|\bpython\b|\.net\b|\bc#|\bphp\b|typo3|\babap\b|low-?code|schnittstellenprog"),
    (Weight.SUBJECT, "", "dev", r"\b(?:it|system|verfahrens|sap)-?entwicklung|(?<=[-–|,&/] )entwicklung\b|(?:und|abteilung|team|bereich|referat) entwicklung\b|\bsoftware\b(?= (?:engineering|and))"),
    (Weight.SUBJECT, "432", "app", r"fachverfahren|fachanwendung|campus-?management|krankenhaus-?informationssystem|(?<=[a-zäöü]-)verfahren\b|\bsap-?\s?modul|anwender-?\s?(?:support|service)|(?:it|user|first|second|third|1st|2nd|3rd|level|end-?user)[-/ ]?(?:level)?[- ]?support|\bsupport\b|(?:sap|dms|software)-?anwend"),
    (Weight.SUBJECT, "", "app", r"vor-ort-(?:service|support|betreu)|it-?service(?!\w|-?\s?manag|-?\s?desk)|\bsap\b|\berp\b|\bdms\b|dokumentenmanag|modul\b|applikation|application|anwendungen\b|anwendungs|anwender|itsm"),
    (Weight.SUBJECT, "433", "net sec", r"firewall|netzwerk-?sicherheit|network security"),
    (Weight.SUBJECT, UNSURE, "", r"rollout"),
    (Weight.SUBJECT, "433", "net", r"unified[- ]communication|netzwerk|\bnetworks?\b|\bnetze?n?\b|telekommunikation|telefonie|voip|\bw?lan\b|\bwan\b|videokonferenz|netztechnik|netzbetrieb"),
    (Weight.SUBJECT, UNSURE, "net", r"glasfaser|verkabelung|netzplan"),
    (Weight.SUBJECT, UNSURE, "", r"breitband|\btechniker"),
    (Weight.SUBJECT, "", "net", r"mobilfunk|nachrichtentechn|fernmelde|\btk-"),
    (Weight.SUBJECT, "433", "sec", r"\bit-?forensi|digitale forensi|(?:it|informations|cyber|daten|netzwerk|netz)-?\s?sicherheit|(?:it|cyber|information|network)?-?\s?security|cyber|grundschutz|\bisms\b|\bcert\b"),
    (Weight.SUBJECT, UNSURE, "sec", r"datenschutz"),
    (Weight.SUBJECT, "", "sec", r"notfallmanag|notfallplan|notfallvorsorge|\bbcm\b|krisenmanag"),
    (Weight.SUBJECT, "433", "ope", r"\bserver|rechenzentr|\brz\b|\brz-|linux|windows|virtualis|storage|datenbank|\bit-?\s?betrieb|system-?(?:betrieb|technik\b|admin)|betriebssystem|client|microsoft 365|\bm365|office 365|mobile device|backup|exchange|citrix|vmware|active directory|verzeichnisdienst|sap-?\s?basis|druckstraße|drucker-?\s?manag|output-?\s?manag"),
    (Weight.SUBJECT, "", "ope", r"\b(?:it-?|server-?|cloud-?|system-?|netz-?)?infrastruktur|infrastructure|endgeräte|\bit-?operations|\boperations\b|arbeitsplatz-?(?:it|system|manag)|workplace|system-?techn|(?<!daten)(?<!daten-)plattform|platform"),
    (Weight.SUBJECT, UNSURE, "ope", r"cloud|kubernetes|container"),
    (Weight.SUBJECT, UNSURE, "dat", r"\bki\b|\bki-|\bai\b|künstliche\w* intelligenz|artificial intell|\bdata\b|\bdata-|\bgis\b|\bgis-|geo(?:daten|info|portal|graf|graph|basis)|business intelligence|\bbi\b|analytics|statistik|daten(?!schutz|bank|verarb|zentrale|netz|träger)|vermessung|kataster|reporting"),
    (Weight.SUBJECT, UNSURE, "pro", r"\bozg\b|e-?government|onlinezugang|digitale transformation|verwaltungsmodern"),
    (Weight.SUBJECT, UNSURE, "", r"digitalisierung|digitale vernetzung|prozessanalyse|innovation|it-strateg|digitalstrateg"),
    (Weight.SUBJECT, "", "pro", r"projekt-?(?:arbeit|büro|planung)|portfolio|it-?steuerung"),
    (Weight.SUBJECT, UNSURE, "pro", r"organisation (?:und|/|&) (?:it|edv|informationst)|(?:\bit|edv|informationstechnik|informationstechnologie) (?:und|/|&) organisation"),
    (Weight.SUBJECT, "713", "pro", r"\borganisation\b|\b(?:geschäfts)?prozesse\b"),
    (Weight.SUBJECT, "732", "adm", r"bürgerbüro|bürgeramt|einwohnermelde|meldebehörde|standesamt"),
    (Weight.SUBJECT, "715", "adm", r"\bpersonal(?:wesen|abteilung|angelegenheiten|management)?\b"),
    (Weight.SUBJECT, UNSURE, "adm", r"\bit-(?:controlling|haushalt|budget|finanzen)\b"),
    (Weight.SUBJECT, "722", "adm", r"\bfinanzen\b|rechnungswesen|kosten-?(?:und leistungs-?)?rechn|controlling|finanzwesen"),
    (Weight.SUBJECT, UNSURE, "adm", r"entgelt-?abrech|lohn-?(?:buch|abrech|und gehalt)|gehalts-?abrech|bezüge-?(?:abrech|rechn)|payroll|personal-?abrech"),
    (Weight.SUBJECT, "", "adm", r"haushalt|kämmerei|steueramt"),
    (Weight.SUBJECT, "731", "", r"\brecht\b|(?:vergabe|vertrags|arbeits|dienst|datenschutz|medien|kommunal)recht\b|rechtsangelegen|rechtsabteil|rechtsamt|rechtsfragen"),
    (Weight.SUBJECT, UNSURE, "adm", r"vergabe|eink[aä]uf|beschaffung"),
    (Weight.SUBJECT, "", "adm", r"fördermittel|zuwendung|kauf(?:mann|frau|leute|männ)|verwaltungs(?:angest|leit|mitarb|assist|sach|aufgaben)|revision|steuer(?:fach|referent|recht)|empfang|poststelle|geschäftsstelle|zentrale dienste|lizenz|verträge|finanz|lohn|entgelt|personalrat|(?:stadt|kreis|gemeinde|landes)-?kasse|registratur|kassenwesen"),
)
_ENTRIES = tuple((weight, group, tuple(_FIELDS[area] for area in areas.split())) for weight, group, areas, _ in _LEXICON)
_STEMS = tuple(re.compile(by_letter(stems)) for *_, stems in _LEXICON)
#: Of some ninety entries few can match a title: those of which it holds the letters that each match needs.
_SIGNS = Scan((sign, number) for number, (*_, stems) in enumerate(_LEXICON) for sign in required(stems))
_LETTERS = re.compile(r"[\w-]{0,60}")


@lru_cache(maxsize=4096)
def words_of(title: str) -> tuple[Word, ...]:
    """The words of a title (in lower case) that say something, in order; of two at one place that of the first entry."""
    found = []
    numbers = {number for _, owners in _SIGNS.over(title) for number in owners}
    ahead = {number: match for number in sorted(numbers) if (match := _STEMS[number].search(title))}
    while ahead:
        number = min(ahead, key=lambda number: ahead[number].start())
        match = ahead[number]
        start = match.start()
        while start and (title[start - 1].isalnum() or title[start - 1] == "-"):
            start -= 1
        rest = _LETTERS.match(title, match.end())
        found.append(Word(start, rest.end() if rest else match.end(), *_ENTRIES[number]))
        for other in [other for other, match_of in ahead.items() if match_of.start() < match.end()]:
            if (following := _STEMS[other].search(title, match.end())) is not None:
                ahead[other] = following
            else:
                del ahead[other]
    return tuple(found)
