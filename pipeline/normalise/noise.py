"""What is appended to titles: words of the other facts, the employer, the portal. One grammar of atoms for all places."""

from __future__ import annotations

import re

from pipeline.normalise.ad import Ad, lower
from pipeline.normalise.dates import MONTH_NAMES
from pipeline.normalise.reference import LABELS
from pipeline.normalise.words import WORD, fold, terms

_HOURS = r"(?:ca\.\s|mind\.\s|max\.\s|ab\s|bis\s)?\d{1,2}(?:[.,]\d{1,2})?(?:\s?(?:-|–|bis|/)\s?\d{1,2}(?:[.,]\d{1,2})?)?\s?-?(?:wochenstunden|wochenstd\.?|std\.?|stunden|h)(?:\s?-?\s?woche)?(?:\s?(?:/|pro|die|in der|je|wöchentlich)\s?\.?(?:woche|monat|w\b|wo\b\.?)?)?"
_GRADE = r"(?:(?:(?:entgelt|besoldungs|vergütungs)gruppen?n?|ent?g(?:elt)?gr\.?|eg|egr\.?|bes\.?-?gr\.?|besgr\.?|e|a|s|p)\.?:?\s?(?:eg|e|a|s|p)?\s?\d{1,2}\s?[a-cz]?(?:\s?ü|\s?m\.? ?z\.?|\s?\+\s?(?:amts)?z(?:ulage)?\b)?)(?:\s?(?:-|–|/|bis|und|oder|,|bzw\.?)\s?(?:eg|e|a|s|p)?\s?\d{1,2}\s?[a-c]?)*(?![a-zäöü\d])|9[a-c](?:\s?[/–-]\s?(?:9[a-c]|1[0-5]))?"
_TARIFF = r"(?:\d{1,2}[a-c]? )?(?:tv(?:ö|oe)d(?:[-/ ]?(?:vka|bund|v|sue))?(?: \d{1,2}[a-c]?\b)?|tv[- ]?(?:l|v|h)\b(?: \d{1,2}[a-c]?\b)?)|tva(?:ö|oe)d(?:-\w+)?|[a-zäöü]{0,6}bes(?:g|o)\b(?: ?(?:a|nrw|lsa|bw|mv|m-v|rlp|sh)\b)*|stufe \d|(?:außer|über)tariflich\w*|haustarif\w*|\bavr\b|\bkavo\b|bat-kf|\bat(?:-vertrag)?\b"
_DATE = (
    rf"(?:winter|sommer)-?semester(?:\s20\d\d(?:/\d{{2,4}})?)?|\b(?:ws|ss|wise|sose)\s?(?:20)?\d\d(?:/\d{{2,4}})?|(?:frühjahr|frühling|sommer|herbst|winter|jahr)\s20\d\d(?:/\d{{2,4}})?|(?:schuljahr )?20\d\d/(?:20)?\d\d\b|\d{{1,2}}(?:[:.]\d\d)? uhr"
    rf"|\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?(?:\d{{4}}|\d{{2}})?|(?:{MONTH_NAMES})\.?(?:\s\d{{4}})?)|(?:ende |anfang |mitte )?(?:{MONTH_NAMES})\s(?:20\d\d)|(?:ende|anfang|mitte|ab|zum|im|start|beginn)\s(?:{MONTH_NAMES}|frühjahr|sommer|herbst|winter)"
    r"|(?:q[1-4]|[1-4]\. ?(?:quartal|halbjahr)|kw ?\d{1,2})(?:\s?/?\s?20\d\d)?|\b20[2-4]\d\b|\d{1,2}/20\d\d"
)
_REFERENCE = rf"(?:{LABELS['reference']}|{LABELS['portal']}|id|nr\.|kz|vorgang|planstelle)\s?:?\s?(?:[a-zäöü]{{1,6}}\s(?=\d)|(?=\S*\d|[a-zäöü]*[/_-]))[\wäöüß./_-]{{1,30}}(?:\s\d[\w./-]{{0,12}}){{0,3}}|(?:kennwort|stichwort)\s?[:„»“]\s?\S.{{0,40}}$|(?:stellen)?ausschreibung (?:nr\.? ?)?\d{{1,4}}/\d{{2,4}}"
_TERM = r"(?:projekt|zeitlich |sachgrundlos |(?:mit|ohne) sachgrund )?(?:un)?befristete?[rsn]?(?:\s(?:stelle|vertrag|beschäftigung|anstellung|position))?|befristung|auf dauer|auf unbestimmte zeit|(?:auf|für)\s(?:\d{1,2}|\w+)\s(?:jahre?n?|monate?n?)|\d{1,2}\s(?:jahre|monate|wochen|j\.|mon\.)|projektstelle|vertretung (?:elternzeit|mutterschutz)|(?:als\s)?(?:elternzeit|krankheits|mutterschutz)\w*vertretung|(?:als\s)?(?:elternzeit|krankheits|mutterschutz)-(?=\s?(?:und|oder|bzw|/))|(?:option auf |mit )?(?:entfristung|verlängerung|übernahme)(?:soption|smöglichkeit)?|§ ?14\s(?:abs\. ?\d\s)?(?:s(?:atz|\.) ?\d\s)?tzbfg|für die dauer (?:der|des|einer|eines) (?:elternzeit|mutterschutz\w*|beschäftigungsverbot\w*|projekt\w*|erkrankung|vertretung)|(?:befristete )?(?:elternzeit|mutterschutz|krankheits)-? und \w+vertretung|nachfolge|vertretung|nachbesetzung|festanstellung|(?:beamten|angestellten|arbeits)verhältnis|dauer(?:stelle|arbeitsplatz)|dauerhaft|(?:permanent|fixed[- ]term|temporary|unlimited)(?: (?:contract|position))?|(?:un)?befr\.|\d{1,2}\s?(?:-|–|bis)\s?\d{1,2}\smonate"
_TIME = r"(?:in\s)?(?:voll-?|teil-?)(?:zeit)?(?:\s?(?:/|oder|und|bzw\.?|-|&)\s?(?:in\s)?(?:voll-?|teil-?)zeit)?(?:-?geeignet|-?fähig)?|vollzeit-?(?:nah\w{0,2})?|teilzeit|(?:ca\.\s)?\d{1,3}(?:[.,]\d)?\s?%?\s?(?:[-–]|bis)?\s?(?:\d{1,3}(?:[.,]\d)?)?\s?(?:%|prozent)|(?:als )?(?:teilzeit|vollzeit)kraft|halbe stelle|hälfte der (?:regelmäßigen )?(?:wöchentlichen )?arbeitszeit|minijob(?:-basis)?|0[.,]\d{1,2}|job-?\s?sharing|(?:full|part)-?\s?time(?:\spossible)?|\b[vt]z\b"
_DAYS = r"(?:\d|eine[mn]?|zwei|drei|vier)(?:\s?(?:-|–|bis|oder)\s?(?:\d|zwei|drei|vier))?\stag(?:en?)?(?:\s(?:pro|je|die|in der)\swoche)?"
_REMOTE = rf"(?:home-?\s?office|mobile[sn]? arbeit(?:en)?|telearbeit|remote)\s(?:an\s|bis zu\s)?{_DAYS}|{_DAYS}(?=\s(?:im\s)?(?:home|mobil|tele|remote))|(?:100\s?%\s)?(?:full[y ]\s?)?remote(?:[\s-]?(?:possible|möglich(?:keit)?|anteil|option|work|first|(?:innerhalb|in|aus) (?:ganz )?deutschlands?)|\s\((?:de|d|deutschland|germany)\))?|home-?\s?office(?:[\s-]?(?:möglich(?:keit(?:en)?)?|anteil|option|tage?))?|mobile[sn]? arbeiten|hybrid(?:es arbeiten)?|vor ort|in präsenz|on-?site|within germany|(?:deutschland|bundes|landes|bayern|nrw-)weit|telearbeit|von zu ?hause|(?:stand|arbeits|dienst)ort (?:flexibel|frei wählbar|wählbar)|flexibler (?:stand|arbeits)ort"
_SOON = r"(?:ab|per) sofort|(?:zum )?(?:nächst|frühest|schnellst|baldigst|bald)?möglich(?:st|sten?|en|er)? (?:zeitpunkt|termin|eintritt\w*)|(?:nächst|frühest|schnellst|bald)möglich(?:st)?|sofort(?:ige[rn]? (?:einstellung|eintritt))?|asap|immediately|ganzjährig|jederzeit|zu besetzen"
_DEADLINE = r"(?:bewerbungs|einsende|abgabe)?-?(?:frist|schluss|ende)(?:\sverlängert)?(?:\sbis)?:?|frist verlängert|verlängert(?:\sbis)?|bewerben bis|bis \S+ bewerben|bewerbung(?:en)? bis|(?:ausbildungs|studien|dienst|arbeits|vertrags|stellen)?-?(?:beginn|start|eintritt|antritt|einstieg)(?:stermin|sdatum)?:?|besetzung(?:stermin)?|einstellungsjahr|ausbildungsjahr|ausbildungsstart|(?:projekt|vertrags)?laufzeit"
_SUM = r"(?:\d{1,3}(?:[.,]\d{3})?|\d{4,6})(?:,\d{2})?"
_MONEY = rf"(?:bis(?: zu)?\s|ab\s|ca\.\s)?{_SUM}\s?(?:€|euro|eur|k\b|t€)?(?:\s?(?:-|–|bis)\s?{_SUM})?\s?(?:€|euro|eur|k\b|t€)(?:\s?(?:brutto|monatlich|jahresgehalt|stundenlohn|p\. ?a\.|(?:/|pro|im|je|die)\s?(?:stunde|std\.?|h\b|monat|jahr)))*"
_SERVICE = r"(?:mittlerer|gehobener|höherer|mittleren|gehobenen|höheren)\s(?:\w+\s){0,2}dienst(?:es)?|\b[mgh]\.?\s?d\b\.?(?:\s?\+\s?(?:amts)?z(?:ulage)?\b)?|(?:laufbahngruppe|lg)\s?[12](?:\.[12])?(?:,? [12]\. einstiegsamt)?|[12]\. einstiegsamt|qe ?[1-4]|qualifikationsebene [1-4]"
_COUNT = r"(?:(?:nur\s)?noch\s)?(?:\d{1,2}(?:[.,]\d{1,2})?|mehrere|zwei|drei|vier|fünf|sechs|eine?|weitere|letzte[rn]?|½)\s?(?:offene\s|freie[rn]?\s|unbefristete\s|volle\s)?(?:(?:vollzeit|teilzeit|plan)?-?stellen?|(?:ausbildungs|studien)?pl[aä]tze?|positionen|vzä|vollzeitäquivalente?n?|stellenanteile?n?)(?:\s(?:noch\s)?(?:frei|verfügbar))?|\d{1,2}\s?x|(?:mehrere|verschiedene|alle|zwei|drei|\d)\s(?:stand|dienst|einsatz)orten?|noch plätze frei|plätze frei|freie plätze|rest(?:platz|plätze)|mehrere"
_PORTAL = r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)?\.(?:de|com|org|net|jobs|nrw|eu|info|online|example)(?:/\S*)?|(?:stellen|job)-?\s?details|stellenangebote?|stellenanzeigen?|(?:(?:erneute|wiederholte|interne|externe|zweite|dritte|nochmalige|[2-9]\.)\s)?(?:stellen|neu|wiederholungs|re)?-?ausschreibung(?:en)?|stellenportal|\w*(?:jobs|stellenmarkt|stellenbörse|jobbörse|jobportal)(?:-\w+)?|jobs?(?: & karriere| und karriere)?|karriere(?:portal|seite)?|bewerberportal|online-?bewerbung|jetzt bewerben|(?:verstärkung |dringend )?gesucht|m/w/d gesucht|nachwuchskräfte|neu|extern|intern|vakanz|stellenangebot bei|top-?job|career|careers|interamt|stepstone|indeed|linkedin|xing|monster|kimeta|jobware|arbeitsagentur|im öffentlichen dienst|mobil|öffentlicher dienst|berufseinstieg|berufseinsteiger(?:[:*]?in(?:nen)?)?"
_BENEFIT = r"(?:option auf |möglichkeit (?:zur|der) )?verbeamtung|1[34]\. (?:monats)?gehalt|jahressonderzahlung|weihnachtsgeld|jobrad|bikeleasing|(?:krisen|zukunfts)sicher|\d{1,2}\s(?:tagen? urlaub|urlaubstagen?)|(?:it-?|fachkräfte-?|arbeitsmarkt-?)*zulage|vergütet|jobticket|(?:4|vier)-tage-woche|deutschlandticket|gleitzeit|dienstwagen|(?:top|attraktiv\w*|gut\w*|fair\w*|hoh\w*|sicher\w*|flexib\w*|gleitend\w*)[- ](?:gehalt|bezahlung|vergütung|konditionen|arbeiten|arbeitszeit(?:en)?|arbeitszeitmodelle?|arbeitsbedingungen|arbeitsplatz)"
_FACTS = (_REFERENCE, _MONEY, _HOURS, _GRADE, _TARIFF, _SERVICE, _DATE, _COUNT, _TIME, _TERM, _REMOTE, _SOON, _DEADLINE, _BENEFIT)
_WORDS = "(?<![a-zäöüß\\d])(?:{})(?![a-zäöüß\\d])"
_ATOM = re.compile(_WORDS.format("|".join((*_FACTS, _PORTAL))))
#: Behind a title without a separator words of a portal are rather part of it.
_TAIL_ATOM = re.compile(_WORDS.format("|".join((*_FACTS[:-1], "(?:dringend |verstärkung )?gesucht", "jetzt bewerben", "(?:option auf |möglichkeit (?:zur|der) )verbeamtung|verbeamtung (?=möglich)"))))
_ONE_BENEFIT = re.compile(rf"(?:inkl\.? |inklusive )?(?:{_BENEFIT})(?: (?:ist )?möglich)?!?")
_GLUE = re.compile(r"(?<![a-zäöüß])(?:in|ab|zum|zur|bis(?: zum)?|bis zu|für|am|und|oder|mit|nach|im|der|die|den|das|dem|auch|nur|vom|per|zeit|durchschnittlich|qualifikation|erfahrung|tarif|möglich|ca|als|zu|von|auf|je|bzw|spätestens|frühestens|gern|geeignet|option|flexibel|start|wöchentlich|woche|pro|std|stunden|stelle|(?:stellen|beschäftigungs|arbeitszeit)?umfang|arbeitszeit|regelmäßigen?|einsatz|spät|einschließlich|voraussichtlich|zunächst|vorerst|besetzen|gruppe|vergütung|vergütet|bezahlung|bezahlt|gehalt|eingruppierung|eingruppiert|dotiert|bewertet|bewerbbar|vka|rahmen|eine[rms]?|eines|aufgrund|endet|läuft|dauer|längstens|noch|plus|mind|mindestens|maximal|inklusive|keine|basis|einstellung|entgelt|uhr|b(?=\.))(?![a-zäöüß])")
_ONLY_GLUE = re.compile(r"[\s.,;:/|()+–—%&!*-]*")
_COMPANY = re.compile(r"\b(?:gmbh|aör|a\.ö\.r\.|ag|eg|kdör|gku|e\.\s?v\.|zweckverband|anstalt des öffentlichen rechts)\b")


def is_noise(piece: str, ad: Ad, *, tail: bool = False) -> bool:
    """Whether a piece of a title is nothing but words of other facts, of the employer or of the portal."""
    rest = without_facts(piece, tail=tail)
    atoms = rest is not None
    if rest is None:
        rest = lower(piece)
    elif _ONLY_GLUE.fullmatch(rest):
        return True
    return not tail and len(rest.strip()) > 2 and is_employer(piece if not atoms else rest, ad)


def is_benefit(text: str) -> bool:
    """ "30 Tage Urlaub", "Verbeamtung möglich"."""
    return _ONE_BENEFIT.fullmatch(lower(text)) is not None


def without_facts(piece: str, *, tail: bool = False) -> str | None:
    """``piece`` with blanks for the words of other facts and what joins them; None where it holds no such word."""
    rest, atoms = (_TAIL_ATOM if tail else _ATOM).subn(lambda found: " " * len(found[0]), lower(piece))
    if not atoms:
        return None
    rest = _GLUE.sub(lambda found: " " * len(found[0]), rest)
    return "".join(" " if kept == " " else written for kept, written in zip(rest, piece, strict=True))


def is_employer(piece: str, ad: Ad) -> bool:
    """ "Zweckverband IT Beispielregion", "Jobs bei der KIM", "(KDL)" of that employer."""
    employer = fold(ad.posting.employer or "")
    text = re.sub(r"^(?:bei(?: der| dem)?|in der|beim|für die|im)\s", "", fold(piece).strip(" .,()-|"))
    if not employer or len(text) < 3:
        return False
    if text == employer:
        return True
    if len(employer) > 5 and employer in text and len(text) < len(employer) + 30:
        rest = without_facts(text.replace(employer, " ", 1)) or text.replace(employer, " ", 1)
        return _ONLY_GLUE.fullmatch(re.sub(r"\b(?:bei|der|des|in [a-z .()-]{3,25}$|\(?[a-z]{2,6}\)|team)", " ", rest)) is not None
    acronym = re.search(r"\(([a-z0-9-]{2,12})\)", employer)
    if acronym and text == acronym[1]:
        return True
    if 3 <= len(text) <= 6 and text.isalpha() and text == "".join(word[0] for word in re.findall(r"[a-z]+", re.sub(r"\(.*?\)|\b(?:der|die|das|und|fur|aor|gmbh|eg|ag|ku|gku)\b", " ", employer))):
        return True
    words = len(text.split())
    if words == 1:
        return len(text) > 5 and employer.startswith(text) and _COMPANY_FOLLOWS.match(employer, len(text)) is not None
    # Stemming is slow, and a stem begins like its word.
    return words > 1 and len(text) > 9 and _beginnings(text) <= _beginnings(employer) and f" {' '.join(terms(text))} " in f" {' '.join(terms(employer))} "


_COMPANY_FOLLOWS = re.compile(r"\s(?:gmbh|aor|ag|eg|kdor|gku|it|-|\()|$")


def _beginnings(folded: str) -> set[str]:
    return {word[:2] for word in WORD.findall(folded)}


_AT_EMPLOYER = re.compile(r"(?:\s+(?:job|stelle|stellenangebot))?\s+(?:bei(?: der| dem| den)?|beim|in der|für(?: die| den| das)?|der|des)(?=\s)", re.IGNORECASE)
_AT_ANOTHER = re.compile(r".{2,40}\s(?:der|des|bei|beim)\s")


def without_employer(title: str, ad: Ad) -> str:
    """Drop "bei der Musterrhein IT AöR" at the end."""
    employer = ad.posting.employer
    if not employer or len(employer) < 4:
        return title
    for found in _AT_EMPLOYER.finditer(title):
        text = title[found.end() :]
        if is_employer(text, ad) and not _AT_ANOTHER.match(text):
            return title[: found.start()]
    return title
