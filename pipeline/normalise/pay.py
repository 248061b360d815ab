"""Pay: the grades of the public tariffs. One grammar for single grades, ranges, lists, limits and schemes.

Grades: TVöD/TV-L/TV-V/TV-H have EG 1 to 15 (15Ü), S 2 to S 18 (social and educational), P 5 to P 16 (care); a church has K 1 to K 14; BesO has A 5 to A 16 and B.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.model import PayGrade, Scheme
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.numbers import CARDINALS
from pipeline.normalise.signs import Signs, by_letter

_GROUP = (
    r"(?i:(?:entgel[td]|vergütungs|gehalts|lohn|tarif)-?gruppen?n?)|(?:Entgelt|Entg|Ent|Verg)\.?-?\s?[Gg]r\.?|EGr\.?|EG\.?|[Ee]g\.?|Entgelt|(?:[Pp]ay|[Ss]alary) (?:group|grade|scale)|SuE"
    r"|Gruppe(?=:?\s\d{1,2}\s?[a-c]?\s\(?TV)|(?<=Entgelt der )Gruppe|(?<=D, )Gruppe|(?<=TV-[LVH], )Gruppe|TV(?:[öÖ]D|-[LVH])(?:[- ]VKA)?(?=\s\d{1,2}\s?(?:[a-c]\b|[.,;)|/–-]|bis\b|$))"
)
_CIVIL = r"(?i:besoldungsgruppen?n?)|Bes\.?-?\s?Gr(?:\.|uppe)?|BesGr\.?|BesO|Besoldung"
_LETTER = r"E|A|S|P|B"
_NUMBER = rf"(?:0?(?:1[0-9]|[1-9])(?!\d)|(?:{'|'.join(word for word, number in CARDINALS.items() if 5 <= number <= 15)})(?![a-zäöü]))(?:\s?(?:Buchst(?:abe|\.)\s)?[a-c](?![a-zäöüß])|[A-C](?!\w)|\s?Ü(?!\w))?"
#: A letter alone stands free and directly before its number: not "S/4HANA", not "§ 14 A".
_LABEL = rf"(?:(?P<group>{_GROUP}|{_CIVIL})(?:\s?:|\sist)?\s?(?:(?:nach|der|die|gem\.|gemäß|den)\s)?(?:\(?TV[- ]?(?:öD|L|V|H)(?:[- ](?:VKA|V))?\)?\s?:?\s?)?(?P<inner>{_LETTER}|K|EG)?|(?P<letter>(?<![\w.§/&-])(?:{_LETTER})(?=\s?\d)))\s?-?\s?"
_JOIN = r"\s?(?i:–|—|-|/|,|bis(?:\s(?:zu[rm]?|einschließlich|max\.|maximal|einschl\.))?|oder(?:,\s(?:mit|bei)\s[^,;.()\d]{3,50},)?|und|bzw\.?|beziehungsweise|sowie|\+)\s?(?:(?:zur|der|die|nach|in|bis|max\.|auch)\s){0,2}"
_MORE = rf"(?:(?:{_GROUP}|{_CIVIL})\s?)?(?:(?:EG|K|{_LETTER})\s?)?"
_LIMIT = r"(?P<limit>(?i:bis(?:\s(?:zu[rm]?|max\.|maximal|einschließlich|in|nach))?\s|max(?:\.|imal)\s|höchstens\s|ab\s|mind(?:estens|\.)\s|min\.\s|wenigstens\s))?(?:(?:der|die|den|in|zur|nach|Gruppe)\s){0,2}"
_GRADE = re.compile(rf"\b(?=[aAbBdeEgGhHilLmMnpPsStTvVwWz]){_LIMIT}{_LABEL}(?P<first>{_NUMBER})(?![.,]\d|\w|\s?(?:%|Euro|€|Uhr|km\b|Jahre|Tage|Stunden|Monat|/\d{{3}}))(?P<rest>(?:{_JOIN}{_MORE}{_NUMBER}(?![.,]?\d|\w|\s?(?:%|Euro|€|Uhr|km\b|Jahre|Tage|Stunden|Std|Monat|Wochen|Stellen))|\s?(?:-|–|/|bis|oder|und)\s?[bc](?![\w.])){{0,5}})")
#: What every grade holds beside figures; lines without either need no closer look.
_NUMERALS = Signs(*(word for word, number in CARDINALS.items() if 5 <= number <= 15))
_STEP = re.compile(rf"(?P<join>{_JOIN})(?P<label>(?:(?:{_GROUP}|{_CIVIL})\s?)?(?:(?:EG|K|{_LETTER})\s?)?)(?P<number>{_NUMBER}|[bc](?!\w))")

_KEYS = Signs("tv", "tarif", "entgelt", "eg ", "eg1", "eg9", "eg8", "eg7", "eg6", "eg5", "egr", "bes", "grupp", "vergüt", "bezahl", "beamt", "bewert", "dotier", "gehalt", "verdien", "planstelle", "geld", "konditionen", "ausgewiesen", "befristet", "einstuf", "lohn", "statusamt", "avr", "zahlen wir", "wir zahlen", "t v")
_TVOED = r"\btvöd\b|\bT[öÖ]VD\b|\bT ?V[- ]? ?[öÖ] ?D(?:[-/ ](?:VKA|V|B|K|F|E|S|P|SuE|Bund)\b)?|\bTVoeD\b|\bTVOED\b"
#: With one of these every name of a tariff begins.
_TARIFF_SIGN = re.compile(r"[Tk](?<!\w.)(?:V|[öÖ]VD| V|arif|ommunale)|t(?<!\w.)(?:v|arif)")
_SCHEMES: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("TVAöD", re.compile(r"\bTVA?[- ]?A[- ]?[öÖo]e?D\b|\bTVA[- ]?[öÖ]D\b|Tarifvertrag\w* (?:für )?(?:die )?Auszubildende\w*(?: (?:des|im) öffentlichen Dienst\w*)?")),
    ("TVöD", re.compile(rf"{_TVOED}|\b[Tt]arifvertrag(?:e?s)? (?:für den|des|im) [Öö]ffentlichen Dienst(?:es)?(?! (?:der Länder|des Landes))|\bTarif des öffentlichen Dienstes|\bkommunale[nr]? Tarif\w*")),
    ("TV-L", re.compile(r"\bTV[- ]?L\b|\btv-l\b|\b[Tt]arifvertrag(?:e?s)? (?:(?:für den|des) öffentlichen Dienst(?:es)? )?der Länder")),
    ("TV-V", re.compile(r"\bTV[- ]?V\b(?!-)|\btv-v\b|\b[Tt]arifvertrag(?:e?s)? (?:für )?(?:die )?(?:kommunale )?Versorgungsbetriebe")),
    ("TV-H", re.compile(r"\bTV[- ]?H\b|\btv-h\b|\bTV[- ]Hessen\b|\b[Tt]arifvertrag(?:e?s)? (?:(?:für den|des) öffentlichen Dienst(?:es)? )?(?:des Landes )?Hessen")),
)
_OTHER_TARIFF = re.compile(by_letter(r"\bTV[- ]?(?:N|BA|DRV|Bundesbank|Nahverkehr|EVG|TgRV|Ärzte|G|K)\b|\bKAT\b|Kirchliche\w* (?:Beschäftigte|Arbeitnehmer)\w*|\bAVR\b|\bBAT\b|\bTVS[öÖ]D\b|\bTVP[öÖ]D\b|\bTVH[öÖ]D\b|\bIG ?Metall|\bHaustarif\w*"))
_ABOVE_KEYS = Signs("außertarif", " at", "at-", "(at", "at/")
_ABOVE = re.compile(r"\baußertariflich\w*(?!\w*\s(?:zulage|leistung|zuschl|zuwend|bonus|nebenleist|vorteil|sozial))|\bAT\b(?:-(?:Vertrag|Vergütung|Bereich|Stelle|Gehalt|Position|Anstellung|Bezahlung))?", re.IGNORECASE)
#: The words around a grade show that it is pay, where its label alone (A, E, S, P, B) could be a motorway or a room.
_PAY = re.compile(
    by_letter(r"\btv|tarif|vergüt|entgelt|bezahl|besold|eingrupp|einstuf|bewert|dotier|besg|beso\b|gehalt|gruppe|\beg\b|\beg ?\d|beamt|bbg|planstelle|verdien|gruppiert|geld|was gibt es|\bamt\b|laufbahn|stellenplan|ausgewiesen|vka|lohn|beträgt|konditionen|stellenwert|wertigkeit|statusamt|\bavr\b|zahlen wir|wir zahlen")
)
_NO_PAY = re.compile(
    by_letter(r"autobahn|ausfahrt|bundesstraße|autobahnkreuz|autobahndreieck|\b(?:an|auf|über|von|nahe|nähe|entlang|anschluss|zwischen|richtung|auf)\s(?:der|die|den)\s$|\bnähe\s$|s-bahn|u-bahn|\blinie[n]?\b|haltestelle|bahnhof|straßenbahn|parkhaus|\braum\b|\bzimmer|gebäude|eingang|etage|\bblock\b|\bebene|\bhaus\s$|\bbüro\s$|office|microsoft|\b365\b|lizenz|\bdin\b|\bformat|plakat"
    r"|führerschein|fahrerlaubnis|klasse|sprachniveau|niveau|deutschkenntn|englisch|\bgoethe|\bger\b|windows|galaxy|version|modell|\bteil\s$|anlage\s$|artikel|verordnung|richtlinie|plus\s$|iphone|kategorie|schutz|\bsap\b|formular|vordruck|grad\b|tarifzone|zone\s$|tor\s$|halle\s$|sbahn|mit der\s$|mit den\s$")
)
_LATER = re.compile(
    by_letter(r"\w*aufstieg\w*|aussicht auf (?:die |eine )?$|(?<!je )nach (?:dem |der |ihrer |deiner |einem )?(?:erfolgreich\w* |bestandene\w* )?(?:abgeschlossene\w* |abgelegte\w* )?(?:studium|ausbildung|abschluss(?! der (?:einarbeitung|probezeit))|trainee\w*|prüfung|masterabschluss|bewährung|lehrgang|qualifizierung|probezeit)|\bdanach|im anschluss|anschließend|entwicklungsmöglichkeit\w*|entwickl\w* (?:bis|nach)|perspektiv\w*|(?<!beamte )(?<!beamtinnen )(?<!beamt\*innen )(?<!beamt:innen )übernehmen wir|übernahme(?! (?:im|ins|in das|in ein|von|als) beamt)|\bspäter\b"
    r"|mittelfristig|langfristig|bestanden|\bbestehen\b|\bbestehst\b|höhergruppierung|neubewertung|anhebung|beförder\w*|option auf|bei bewährung|nach \w+ jahren|weiterentwickl\w*")
)
#: The second of two grades that are both promised: "zunächst EG 6, nach der Einarbeitung EG 7".
_STEPS = re.compile(r"einarbeitung[^.;]{0,80}$|\b(?:zunächst|anfangs|zu beginn|in den ersten|für die ersten|einstieg|start)\b[^.;]{0,80}\b(?:danach|anschließend|dann|später|nach (?:\w+ ){1,3}(?:monaten|jahr\w*|probezeit))[^.;]{0,15}$")
_PROSPECT = re.compile(r"möglich|denkbar|aussicht|perspektiv|angestrebt|\bkann\b|können|option|chance|ggf|aufstieg|entwickl|prüfung|abschluss|studium|lehrgang")
_REQUIRES = re.compile(r"(?:oberhalb |richtet sich an|personen|wer bereits|schon in|voraussetzung (?:ist|sind|für)|statusamt(?!:)|inne ?haben|innehaben|beamt\w* (?:ab|bis) )[^.]{0,25}$|(?:führen|leiten|unterstell\w*|vorgesetzt\w*)[^.]{0,40}$")


#: No ad names more; the rest of a longer list says nothing about the post.
MOST_GRADES = 100


class _Found(NamedTuple):
    scheme: Scheme | None
    civil: bool
    low: str | None
    high: str | None
    other_tariff: bool
    plain: bool


def read_pay(ad: Ad, *, training: bool, learning: bool) -> list[PayGrade]:
    """The grades of the post, one entry a scheme; a tariff without a grade has neither minimum nor maximum.

    ``training`` says that grades of the time after it are left out; ``learning`` that it is no paid post at all (an
    apprenticeship, a study, a voluntary year), so that every EG grade is one of the time after it.
    """
    found: list[_Found] = []
    named: dict[Scheme, Line] = {}
    cited: set[Scheme] = set()
    proofs: list[tuple[bool, Line]] = []
    left = MOST_GRADES
    leads = "leit" in ad.title.lower()
    numbers = ad.figured.union(line.number for line in ad.about(_NUMERALS))
    for line in (*(ad.lines[:1]), *(line for line in ad.about(_KEYS) if line.number)):
        schemes = _schemes(line)
        matches = list(islice(_GRADE.finditer(line.text), left)) if line.number in numbers else []
        left -= len(matches)
        ours = [match for match in matches if not _is_later(line, match, training=training) and (leads or not _IS_LEADERS.search(line.before(match.start(), 90)))]
        for scheme, start, _ in schemes:
            if (scheme not in named or scheme in cited) and (ours or not matches) and _is_pay_tariff(line) and not _is_model(line, start):
                named[scheme] = line
                (cited.add if _CITES.search(line.before(start, 40)) and not _PAYS_BY.search(line.low) else cited.discard)(scheme)
        here: list[_Found] = []
        for match in ours if not learning else []:
            here += _read(line, match, schemes, follows=any(grade.plain for grade in here))
        if here:
            plain = any(grade.plain for grade in here)
            found += [grade._replace(plain=plain) for grade in here]
            proofs.append((plain, line))
    plain = any(grade.plain for grade in found)
    for line in (line for is_plain, line in proofs if is_plain or not plain):
        ad.prove("pay_grades", line.text, line.origin, "a grade among words of pay")
    entries = _entries([grade for grade in found if grade.plain or not plain], named)
    applied = [scheme for scheme in named if scheme not in cited]
    if not entries and applied:
        scheme, line = applied[0], named[applied[0]]
        if not learning or scheme == "TVAöD":
            entries.append(PayGrade(scheme=scheme))
            ad.prove("pay_grades", line.text, line.origin, "the tariff is named, no grade")
    return entries + _above(ad)


#: "Haustarif, angelehnt an den TVöD": the model of the tariff that pays.
_MODEL = re.compile(r"haustarif\w*(?<!kein haustarif)(?<!statt haustarif)\b[^.;]{0,40}\b(?:angelehnt|anlehnung|lehnt sich|orientiert|angeglichen|entspricht|ähnlich)\b[^.;]{0,20}$")


def _is_model(line: Line, start: int) -> bool:
    return "haustarif" in line.low and _MODEL.search(line.low, max(0, start - 110), start) is not None


#: A paragraph of a tariff says how nights or notice are counted, not what the post pays: "Zuschläge nach § 8 TVöD".
_CITES = re.compile(r"§§?\s?\d[\w\s.,/]{0,30}$")
_PAYS_BY = re.compile(r"vergüt|eingrupp|bezahl|(?<!leistungs)entgelt|gehalt|besold")
#: "Die Abteilungsleitung ist mit A 15 bewertet": another post, unless it is a leading one that is sought.
_IS_LEADERS = re.compile(r"(?<!stelle der )(?:leitung|leiter(?:in)?|vorgesetzte\w*|direktor(?:in)?)\s(?:(?!stelle|posten)[^.;,]){0,30}(?<!\w)(?:ist|wird|hat|liegt|sind)\s[^.;,]{0,30}$")
#: "Beamte bis A 10 können sich bewerben": what applicants have already.
_APPLICANTS = re.compile(r"(?:beamt\w*|angestellte\w*|beschäftigte\w*|bewerber\w*|kräfte|personen|mitarbeit\w*|inhaber\w*|bewerben (?:können|dürfen) sich\b[^.;]{0,40})\s(?:(?:mit|in|der|den|ab|bis|zur?|von|einem|statusamt|einschließlich)\s){0,4}$")
_MAY_APPLY = re.compile(r"[^.;]{0,40}\b(?:(?:können|dürfen|mögen|sollen) sich\b(?!.{0,20}(?:verbessern|freuen))|bewerben\b|zugelassen|angesprochen|(?:sind|werden) (?:\w+\s){0,2}(?:willkommen|eingeladen|berücksichtigt|aufgefordert))")


def _schemes(line: Line) -> list[tuple[Scheme, int, int]]:
    if not any(sign in line.low for sign in ("tv", "tarif", "t v", "övd")):
        return []
    text = line.text
    begins = [found.start() for found in _TARIFF_SIGN.finditer(text)]
    found: list[tuple[Scheme, int, int]] = []
    for scheme, pattern in _SCHEMES:
        end = 0
        for begin in begins:
            if begin >= end and (match := pattern.match(text, begin)):
                found.append((scheme, begin, end := match.end()))
    return found


def _is_pay_tariff(line: Line) -> bool:
    """Whether a tariff named without a grade is what the post pays, and no field of knowledge."""
    if re.search(r"kenntnis|erfahrung(?!sstufe)|(?<!wir )\bwende\w* .{0,30}\ban\b|abrechn|\brechnen|fragen (?:des|zum)|sicher\w* (?:im )?umgang|anwend\w*|tarifrecht|eingruppierungen? (?:nach|vor)|bearbeit|personalangelegen|auslegung|beratung|wir nicht|aufgaben|nicht (?:zum|nach|an den|im|tarif)|kein\w* (?:tarif|tv)|statt (?:tv|tarif)|außerhalb de[sr]", line.low):
        return False
    return len(line.low) < 60 or "tva" in line.low or re.search(r"vergüt|bezahl|entgelt|gehalt|verdien|tarif|leistung|konditionen|eingrupp|geld|gilt|\bnach\b|zahlen|betriebsrente|altersvorsorge|sonderzahlung|vollzeit|teilzeit|\bstd|wochenst", line.low) is not None


#: "EG 8 und kannst dich bis EG 10 entwickeln": what begins here is said of the next grade.
_AND_LATER = re.compile(r"\s(?:und|,)\s(?=(?:kannst|können|hast|haben|entwickel)\w*\b[^.;]{0,30}\d)")


#: "Bei Vorliegen der beamtenrechtlichen Voraussetzungen ist eine Übernahme in Besoldungsgruppe A 11 möglich": at once.
_TAKEN_OVER = re.compile(r"übernahme(?= (?:in (?:die |eine )?|nach )$)")


def _is_later(line: Line, match: re.Match[str], *, training: bool) -> bool:
    before, after = line.before(match.start("group" if match["group"] else "letter"), 110), _AND_LATER.split(line.after(match.end(), 60))[0]
    clause = re.split(r";|\.\s", before)[-1]
    clause = clause[max(0, *(found.start() for found in re.finditer(r"\b(?:einstieg|zunächst|start)\b", clause)), 0) :]
    if "beamtenrechtlich" in clause:
        clause = _TAKEN_OVER.sub("", clause)
    if not training and _STEPS.search(clause) and not _PROSPECT.search(line.low):
        return False
    if _LATER.search(clause[-90:]) and not re.search(r"einarbeitung\s?,?\s?\w{0,12}\s?$", before):
        return True
    return re.search(r"^[^.;,(]{0,45}(?:(?<!des )(?<!mit )(?<!zum )(?<!dem )aufstieg(?!s)(?! nach| in)|.{0,20}(?:entwickeln\b|entwicklungsfähig)|hochgestuft|höher ?(?:ein)?gruppiert|angehoben|möglich ist nach|nach (?:der|dem) (?:ausbildung|studium|probezeit))", after) is not None


def _read(line: Line, match: re.Match[str], schemes: list[tuple[Scheme, int, int]], *, follows: bool) -> list[_Found]:
    """The grades of one mention: a list or a range of one family, and what follows of another family.

    ``follows``: a grade of the post was named before in this sentence.
    """
    weight = _weight(line, match, schemes, follows=follows) if _is_grade(line, match) else 0
    if not weight:
        return []
    limit = (match["limit"] or "").strip().lower()
    found = []
    for index, (family, grades, limited) in enumerate(_families(match)):
        if not all(_exists(grade) for grade in grades):
            continue
        low: str | None = min(grades, key=rank)
        high: str | None = max(grades, key=rank)
        if len(grades) == 1 and (limited or (index == 0 and limit.startswith(("bis", "max", "höch")))):
            low = None
        elif index == 0 and len(grades) == 1 and (limit.startswith(("ab", "min", "wen")) or _OR_MORE.match(line.low[match.end() :])):
            high = None
        civil = family in "AB"
        scheme, other = ("BesO", False) if civil else _nearest(line, match, schemes)
        found.append(_Found(scheme, civil, low, high, other, weight > 1))
    return found


def _is_grade(line: Line, match: re.Match[str]) -> bool:
    """Whether it is a grade at all, and not one that applicants must have already."""
    label = "group" if match["group"] else "letter"
    before = line.before(match.start(label), 30)
    if match["group"] in ("Entgelt", "Besoldung") and not match["inner"] and "TV" not in match[0]:
        return False
    if _REQUIRES.search(line.before(match.start(), 60)) or (label == "letter" and not _is_pay_letter(line, match, before)):
        return False
    if _APPLICANTS.search(before) and (_MAY_APPLY.match(line.after(match.end(), 80)) or re.search(r"bewerben (?:können|dürfen) sich", line.before(match.start(), 90))):
        return False
    return not re.match(r"\s?(?:-?verordnung|\)?\s?nr\b|/\d{3,4})", line.low[match.end() :]) and not re.search(r"verordnung \(?$", before)


def _families(match: re.Match[str]) -> list[tuple[str, list[str], bool]]:
    """The grades of one mention by family: "A 10/A 11 bzw. bis EG 10" -> A 10 and A 11, EG 10 as a limit."""
    family = _family(match["group"] or match["letter"], match["inner"])
    groups = [(family, [_name(family, match["first"])], False)]
    for step in _STEP.finditer(match["rest"] or ""):
        label, number = step["label"].strip(), step["number"]
        family = _family(label, None) if label else groups[-1][0]
        if family != groups[-1][0]:
            groups.append((family, [_name(family, number)], "bis" in step["join"]))
        else:
            groups[-1][1].append(_name(family, number if len(number) > 1 or number.isdigit() else re.sub(r"\D", "", groups[-1][1][-1]) + number))
    return groups


#: Words that say that something is paid; with a grade in the same part of a sentence it is the grade of the post.
_PAYS = re.compile(
    by_letter(r"vergüt|entgelt|bezahl|besold|eingrupp|einstuf|bewert|dotier|gehalt|verdien|planstelle|gruppier|\bgeld\b|ausgewiesen|\blohn|entlohn|konditionen|wertigkeit|stellenwert|stellenplan|\btarif|(?:zahlen|bieten|geben) wir|wir (?:zahlen|bieten|geben|vergüten|stellen)|geboten|gibt(?: es|'s|s)|angebot|vorteil|leistungen|pay\b|salary|offer"
    r"|beamt|\b(?:startest|steigst|beginnst|bekommst|kriegst|erhältst|wirst|hast) |(?:starten|erhalten|bekommen|steigen|beginnen) sie|sie (?:erhalten|starten|bekommen|werden|steigen)|\bsuch(?:en|t)\b|besetz|(?<!fest)\beinstell|eingestellt|stell(?:t|en)\b.{0,60}\bein\b|anstellung|arbeitsverhältnis|\b(?:stelle|start) in\b|einstieg")
)
#: Whose grade it is where it is not that of the post: colleagues, those before, those who report, other posts.
_OTHERS = re.compile(
    by_letter(r"vorgänger|stellvertret(?:ung|er|erin)\b|kolleg\w+ (?:ist|sind|in|mit)\b|\bbesteht\b.{0,40}\baus\b|\bbestehen aus|bisherige|gewechselt|eingestiegen|ich (?:bin|habe|wurde|war)|früher\w* |ehemalig|festangestellt|ausbilder|berichten an|unterstellt|gesondert|gibt es stellen|andere[nr]? stellen|weitere[nr]? (?:offene[nr]? )?stellen|\bheute\b.{0,12}leite|angefangen"
    r"|\barbeiten\b.{0,25}\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|eine?|bereits)\b|geführt von|geleitet von|\bleitet\b|die meisten|zum vergleich|eigene ausschreibung|(?:parallel|außerdem|zusätzlich|ferner|daneben|auch) (?:such|besetz|schreib)\w+ wir|suchen wir (?:auch|außerdem|noch)\b|\bwar(?:en)?\b|\balte\w* |bisher|stellenplan 20|zusätzlich (?:zwei|drei|eine)"
    r"|^(?:sie|du) (?:bearbeit|prüf|rechn|bewert|führ|leit|vertr|unterstütz|betreu|berechn|erstell|berat|verantwort)")
)


def _weight(line: Line, match: re.Match[str], schemes: list[tuple[Scheme, int, int]], *, follows: bool) -> int:
    """2: the words beside it say that it is what the post pays; 1: it stands alone between commas or in a title; 0: it is another's, or beside the matter."""
    if line.origin == "title":
        return 2
    before, after = line.before(match.start(), 110), line.after(match.end(), 60)
    if _OTHERS.search(before) or re.match(r"[^.;(]{0,40}\b(?:gewechselt|eingestiegen|leite[tn]?\b|gesondert|gibt es|bereits besetzt|unbesetzt)", after):
        return 0
    beside = any(start - match.end() < 25 and match.start() - end < 25 for _, start, end in schemes) or _OTHER_TARIFF.search(line.text, max(0, match.start() - 18), match.start()) is not None or re.match(r"\W{0,2}\w*bes[go]", after) is not None
    if before.rfind("(", -14) > before.rfind(")") and not _PAYS.search(before[-50:]) and not beside:
        return 2 if re.search(r"\) \($|[*:_/]-?in\w* \($|stelle \($", before) else 0
    plain_group = (match["group"] or "").lower() in ("", "eg", "eg.")
    if match["group"] and plain_group and _ROOM.search(before[-30:]):
        return 0
    if beside or follows or not plain_group or _PAYS.search(before) or _STEPS.search(before) or _PAYS.search(after):
        return 2
    return 1 if schemes or re.search(r"(?:^|[,;:|·•/–-])\s*(?:(?:in|je nach \w+(?: und \w+)?|nach|unbefristet\w*|vollzeit|teilzeit|bis|ab|zunächst)\s)*$", before) and re.match(r"\s*(?:$|[,.;:|·•/(?!–-]|und\b|oder\b|in\b|bis\b)", after) else 0


_ROOM = re.compile(r"raum\b|zimmer|büro\b|etage|empfang|eingang|gebäude|treffpunkt|foyer")
_OR_MORE = re.compile(r"\s?(?:tv\S{1,3}\s|\(tv[^)]{1,12}\)\s)?(?:oder höher|und höher|aufwärts|oder mehr|\+\s?(?:$|[),;]))")


def _is_pay_letter(line: Line, match: re.Match[str], before: str) -> bool:
    label = match["letter"]
    if _NO_PAY.search(before) or _NO_PAY.search(line.low[match.end() : match.end() + 14] + "…"):
        return False
    if label == "B" and not re.search(r"besold|beso\b|beamt", line.low):
        return False
    if line.origin == "title":
        return label in "EAS" and re.search(r"(?:^|[-–|,(/:]|nach|bis|ab|tv\w{1,3}|bzw\.?)\s*$", before) is not None
    near = line.near(match.start(), match.end(), 80, 60)
    if label == "E" and match["first"].strip() in ("1", "3", "5") and not re.search(r"\btv|entgelt|vergüt|eingrupp|bezahl|\beg\b", near):
        return False  # a plan of a software firm
    if re.search(r"E", match["rest"] or "") and label == "A":
        return True
    if label == "E" and re.search(r"[,:|·•]\s*$", before) and re.match(r"\s*[,|·•]", line.low[match.end() :]) and re.search(r"befristet|(?:voll|teil)zeit|\bstunden|\bstd", line.low):
        return True
    rest = near.replace(match[0].lower(), " ", 1) + "…"
    if _PAY.search(rest):
        return not (_NO_PAY.search(rest) and not re.search(r"besold|entgelt|vergüt|tvöd|eingrupp|lbes|bes[og]", rest))
    return False


def _family(label: str, inner: str | None) -> str:
    letter = (inner or label).strip().rstrip(".")
    if letter in ("E", "EG", "Eg", "eg"):
        return "EG"
    if label == "SuE":
        return "S"
    if letter in ("A", "B", "S", "P", "K"):
        return letter
    if re.search(r"\b([ABSP])$", label):
        return label[-1]
    return "A" if label.lower().startswith("bes") else "EG"


#: "9 Buchstabe b"
_LETTERED = re.compile(r"\s?Buchst(?:abe|\.)\s")


def _name(family: str, number: str) -> str:
    word, _, letter = _LETTERED.sub(" ", number).partition(" ")
    digits = re.sub(r"\s", "", f"{CARDINALS.get(word, word)}{letter}").lstrip("0").lower()
    return f"{family} {digits.replace('ü', 'Ü')}"


def _exists(grade: str) -> bool:
    family, _, number = grade.partition(" ")
    value = int(re.match(r"\d+", number)[0])  # type: ignore[index]
    low, high = {"EG": (1, 15), "S": (2, 18), "P": (5, 16), "K": (1, 14), "A": (5, 16), "B": (1, 11)}[family]
    return low <= value <= high


@lru_cache(maxsize=256)
def rank(grade: str) -> float:
    """Order of grades inside one family: EG 9a < EG 9b < EG 9c < EG 10; EG 15Ü is above EG 15."""
    found = re.search(r"(\d+)([a-c]?)(Ü?)", grade)
    if found is None:
        return 0.0
    return int(found[1]) + {"": 0.0, "a": 0.1, "b": 0.2, "c": 0.3}[found[2]] + (0.5 if found[3] else 0.0)


def _nearest(line: Line, match: re.Match[str], schemes: list[tuple[Scheme, int, int]]) -> tuple[Scheme | None, bool]:
    """The tariff named nearest to the grade in its sentence; True where that is one without a name of ours."""
    marks: list[tuple[int, Scheme | None]] = [(min(abs(start - match.end()), abs(match.start() - end)), scheme) for scheme, start, end in schemes if scheme != "TVAöD"]
    marks += [(min(abs(o.start() - match.end()), abs(match.start() - o.end())), None) for o in _OTHER_TARIFF.finditer(line.text)]
    if not marks:
        return None, False
    scheme = min(marks, key=lambda mark: mark[0])[1]
    return scheme, scheme is None


def _entries(found: list[_Found], named: dict[Scheme, Line]) -> list[PayGrade]:
    """One entry a scheme; a grade without a tariff beside it belongs to the tariff that the ad names."""
    tariffs = [scheme for scheme in named if scheme != "TVAöD"]
    beside = {entry.scheme for entry in found if entry.scheme and not entry.civil}
    by_scheme: dict[Scheme | None, list[_Found]] = {}
    for entry in found:
        scheme = entry.scheme
        if scheme is None and not entry.other_tariff:
            scheme = next(iter(beside)) if len(beside) == 1 else tariffs[0] if len(tariffs) == 1 else None
        by_scheme.setdefault(scheme, []).append(entry)
    return [_merged(scheme, entries) for scheme, entries in by_scheme.items()]


def _merged(scheme: Scheme | None, entries: list[_Found]) -> PayGrade:
    """All mentions together; a bare limit said beside an exact range adds nothing to it where it lies inside."""
    families = [(entry.low or entry.high or "").split(" ")[0] for entry in entries]
    entries = [entry for entry, family in zip(entries, families, strict=True) if family == families[0]]
    lows = [entry.low for entry in entries if entry.low]
    highs = [entry.high for entry in entries if entry.high]
    open_low = any(entry.low is None for entry in entries) and all(entry.low is None or entry.low == entry.high and entry.low in highs[:1] and entry.low == max(highs, key=rank) for entry in entries)
    open_high = any(entry.high is None for entry in entries) and all(entry.high is None or entry.high == entry.low == min(lows, key=rank) for entry in entries)
    return PayGrade(scheme=scheme, min=None if open_low or not lows else min(lows, key=rank), max=None if open_high or not highs else max(highs, key=rank))


def _above(ad: Ad) -> list[PayGrade]:
    for line in ad.about(_ABOVE_KEYS):
        for match in _ABOVE.finditer(line.text):
            if match[0].lower().startswith("at") and (not match[0].startswith("AT") or not re.search(r"vergüt|vertrag|bezahl|gehalt|tarif|entgelt|bereich|eingrupp|\btv", line.low)):
                continue
            if re.match(r"\w*\s(?:zulage|leistung|zuschl|zuwend|neben|sozial|bonus|vorteil)", line.low[match.end() :]) or re.search(r"(?:kein|nicht)\w*\s$", line.low[: match.start()]):
                continue
            ad.prove("pay_grades", line.text, line.origin, "above the tariff")
            return [PayGrade(scheme="AT")]
    return []
