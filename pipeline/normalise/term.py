"""Whether the post is for good, and how long it lasts if not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.numbers import CARDINAL, number
from pipeline.normalise.signs import Signs, by_letter
from pipeline.normalise.when import dates_in

_PERMANENT_KEYS = Signs("unbefr", "unbestimmte", "dauer", "befrist", "permanent", "open-ended", "entfrist", "unlimited")
_PERMANENT = re.compile(
    by_letter(r"\bunbefrist\w*|\bunbefr\.|\bauf (?:unbestimmte )?dauer\b(?!\sder|\svon)|\bauf unbestimmte zeit|\bdauerhaft\w*\s(?:zu besetzen|besetzt|stellen?|arbeitsverh\w*|beschäftig\w*|anstell\w*|arbeitsplatz|arbeitsvertrag|tätigkeit|perspektive)|\bdauer(?:stelle|stellung|arbeitsplatz|arbeitsverhältnis|beschäftigung|anstellung|arbeitsvertrag)\w*"
    r"|\bpermanent (?:position|contract|employment|role)|^\W*permanent\W*$|(?<=[,;|] )permanent(?=[.,;|]|$)|\bentfristet\b(?=,? ab)|open-ended (?:employment )?(?:contract|position|employment)|\bunlimited (?:employment )?contract|^\W*dauerhaft\W*$|\b(?:anstellung|befristung|vertrag|beschäftigung)\w*\s?:\s?dauerhaft|\bstell\w+ (?:wir )?(?:sie|dich) dauerhaft ein\b|(?:dauerhaft|auf dauer) angelegt|ohne befristung|nicht befristet|keine befristung|befristung ist nicht (?:vorgesehen|geplant|beabsichtigt)|befrist(?:ung|et)\s?:?\s(?:keine\b|nein\b|entfällt|unbefristet)")
)
_COUNT = rf"(?:\d{{1,2}}|{CARDINAL})"
_TEMPORARY_KEYS = Signs("befrist", "vertretung", "zeitvertrag", "fixed", "elternzeit", "begrenzt", "auf zeit", "mutterschutz", "temporary", "projektdauer", "projektlaufzeit", "vertragsende", "laufzeit", "zu besetzen", "vertragsdauer", "vertrag läuft", "vertrag gilt", "vertrag geht", "jahre vertrag", "monate vertrag", "jahresvertrag", "zeitraum", "einstellung ", "angelegt", "ausgelegt", "stelle endet", "endet ", "dauer von", "für die zeit", "befr.", "zunächst ", "limited")
_TEMPORARY = re.compile(
    by_letter(r"(?<![a-zäöüß])(?:projekt|sachgrund)?befristet\w*|\bbefr\.|\bfür die zeit vom (?=\d[^;]{0,60}\b(?:zu besetzen|gesucht|suchen|eingestellt))|(?<![a-zäöüß])(?:projekt|sachgrund)?befristung|\bvertretungsweise|\bvertretung bis (?=\d|zum|ende|voraus|längst)|\bzeitvertrag|\bfixed[- ]term|\btemporary (?:position|contract)|\b(?:position|contract|role|job|employment)\b[^.;]{0,30}\blimited (?=until|to\b|for)|\blimited (?=(?:to|for) \d{1,2} (?:month|year))|\b(?:elternzeit|mutterschutz|krankheits)vertretung\b|\bals (?:\w+\s)?(?:elternzeit|mutterschutz|krankheits|schwangerschafts)\w*vertretung"
    r"|(?:für die dauer|zur vertretung|in vertretung|vertretung (?:für|während|wegen|im rahmen))[^.;]{0,60}(?:elternzeit|mutterschutz|beurlaubung|erkrankung|sonderurlaub|freistellung|abwesenheit)|für die dauer (?:(?:des|eines) (?:förder)?(?:projekts|projektes|vorhabens)|der projektlaufzeit)|(?:elternzeit|mutterschutz)\w*[^.;]{0,30}vertret|zeitlich begrenzt\w*|vertragsende\s?:|vertragsdauer\s?:|(?:vertrags|beschäftigungs|anstellungs)zeitraum\s?:|\b(?:arbeitsverhältnis|arbeitsvertrag|vertrag|beschäftigung|anstellung|stelle)\w* endet (?:am|mit dem|zum) (?=\d)|(?:vertrags|beschäftigungs)?laufzeit\s?:"
    rf"|\b(?:arbeits|dienst|beschäftigungs|anstellungs)?(?:verhältnis|vertrag|vertragsdauer|anstellung|beschäftigung)\W{{1,2}}(?:ist |gilt )?zunächst (?:für|auf) (?:die dauer von )?(?={_COUNT} (?:jahr|monat))|\bvertrag (?:läuft|gilt|geht)\b(?= (?:\w+ ){{0,4}}{_COUNT} (?:jahr|monat)| (?:\w+ )?bis (?:zum )?(?:ende |voraus|längst)?[^.;,]{{0,12}}\d)|\beinstellung (?:erfolgt )?(?:zunächst )?(?:für|auf) (?:die dauer von )?(?={_COUNT} (?:jahr|monat))|\bauf (?={_COUNT} (?:jahre?|monate?) (?:angelegt|begrenzt|ausgelegt)\w* (?:vertrag|stelle|anstell|arbeits|beschäft|position))|\b(?:arbeits|dienst)?(?:vertrag|stelle|anstellung|verhältnis|beschäftigung) ist (?:zunächst )?auf (?={_COUNT} (?:jahre?|monate?) (?:angelegt|begrenzt|ausgelegt))|\bvertr(?:eten|ittst|itt)\b(?! sich)[^.;]{{0,40}}(?:elternzeit|mutterschutz|erkrank)|\bzunächst (?:auf|für) (?={_COUNT} (?:jahr|monat)\w*,? (?:danach|dann|anschließend)\b)|\b{_COUNT} (?:jahre|monate) vertrag\b|\b(?:ein|zwei|drei|vier|fünf)?jahresvertrag\b|\bfür (?:zunächst |vorerst |vorläufig )?(?:die dauer von )?(?={_COUNT} (?:jahr|monat)\w* (?:zu (?:besetzen|vergeben)|besetzt|gesucht|frei)\b)|\bfür die dauer von (?:zunächst )?(?={_COUNT} (?:jahr|monat)\w*\b[^.;]{{0,40}}(?:such|besetz|stell))")
)
#: What is temporary here is not the post.
_NOT_THE_POST = re.compile(
    by_letter(r"zulage|aufstock|aufzustock|erhöh|zusätzlich|mehrstunden|stundenanteil|weitere\w? \d|weitere\w? stunden|prämie|zuschlag|zuschlägen|mehrarbeit|\bprobezeit|homeoffice-regelung|dienstvereinbarung|führungsfunktion auf probe|\bfrist\b|parkausweis|erreichbar|zug[aä]ng|gültig|speicher|\bbewerbung ist|förderung (?:ist|läuft|wird)(?! (?:die|diese|der) (?:\w+ )?(?:stelle|vertrag))|finanzierung|(?:laufzeit|dauer) (?:de[sr]|unseres) \w*(?:projekt|vorhaben|programm)\w* ist|\b(?:das|unser|dieses) \w{0,12}projekt (?:ist|läuft|wird)|parkpl|genehmigung|berechtigung|arbeitsverträge|(?:un)?befristete\w* und (?:un)?befristete"
    r"|befristete\w* (?:beschäftigte|verträge\b|teilzeit|arbeitszeit|reduz)|sachgrundlos\w* befrist\w* (?:ist|sind|kommt|kommen) .{0,20}nicht|\blizenz|\bsabbat|mitarbeitende\w* (?:sind|waren)|aufenthalt|arbeitserlaubnis|höhergruppierung|stundenreduz|abordnung")
)
_LATER = re.compile(
    r"übern[aeo]h?m\w*|übernimm\w*|danach|anschließend\w*|im anschluss|\boption\b|aussicht\w*|entfristung|angestrebt|strebt|möglichkeit|\bziel\b|\bchance|nach (?:\w+\s){0,3}(?:ausbildung|studium|trainee\w*|probezeit|abschluss|bewährung|ablauf|jahr\w*|monat\w*)|perspektive (?:auf|einer|eines)|perspektivisch"
    r"|verlänger|später|nicht ausgeschlossen|bei bewährung|bei eignung|beantragt|eventuell|ggf\.|gegebenenfalls|in betracht|vorgesehen|wer gut abschließt|nach erfolgreich\w*|geplant|denkbar|wird geprüft|gern\w* unbefristet|streben|wünschen|hoffen"
)
_ALWAYS = re.compile(r"\bdie meisten\b|überwiegend|(?:alle|sämtliche|beide|die meisten) (?:unsere|anderen)|kolleg\w+ (?:sind|haben)|durchschnittlich")
_SPAN = re.compile(rf"(?<![\d,.])(\d{{1,3}}(?:,\d)?|{CARDINAL}|anderthalb|eineinhalb|zweieinhalb)[\s-]{{1,2}}(jahr(?:e|en|es|ige\w*)?|monat(?:e|en|s|ige\w*)?|years?|months?)\b|\b({CARDINAL})(jährig|monatig)\w*|(\d{{1,2}})-?(jährig|monatig)\w*|\b(halbes|halben|ein halbes) jahr|\b({CARDINAL}|)jahresvertrag\b")
_NOT_SPAN = re.compile(r"erfahrung|probezeit|\balt\b|praxis|\bseit\b|urlaub|kündigung|rückliegt|sperr")


def read_term(ad: Ad, *, training: bool) -> tuple[bool | None, date | None, int | None]:
    """(permanent, last day, months). Extra hours or an allowance being temporary does not make the job temporary."""
    all_temporary = list(_temporary(ad))
    temporary = all_temporary[0] if all_temporary else None
    permanent = _permanent(ad, training=training)
    if temporary is not None and _SOME_OF_THEM.search(temporary[0].low):
        return None, None, None
    if temporary is not None:
        line, match = temporary
        if permanent is not None and not _outweighs(line, match, permanent):
            temporary = None
    if temporary is not None:
        line, match = temporary
        ad.prove("permanent", line.text, line.origin, "befristet")
        return False, *_length(ad, all_temporary)
    if permanent is not None:
        ad.prove("permanent", permanent.text, permanent.origin, "unbefristet")
        return True, None, None
    return None, None, None


#: Several posts of both kinds: "zwei unbefristet und eine befristet".
_SOME_OF_THEM = re.compile(rf"\b{_COUNT}\s(?:\w+\s)?(?:un)?befristet\w*\b[^.;]{{0,60}}\b(?:und|sowie|,)\s{_COUNT}\s(?:\w+\s)?(?:un)?befristet")


def _outweighs(line: Line, match: re.Match[str], permanent: Line) -> bool:
    """Both words in one ad: the title decides, then what the temporary words are about."""
    if permanent.origin == "title" or line.origin == "title":
        return line.origin == "title"
    return re.search(r"vertrag|arbeitsverhältnis|stelle|anstellung|beschäftig|zunächst|besetz|befristung", line.low) is not None and not re.search(r"kolleg|mitarbeitend|anteil", line.near(match.start(), match.end(), 60, 40))


def _clause(line: Line, match: re.Match[str], left: int = 90, right: int = 75) -> str:
    """The words of the same clause around a match."""
    before = re.split(r"[;:(]\s|\.\s|,\s(?:die|der|das|wobei)\s", line.low[max(0, match.start() - left) : match.start()])[-1]
    after = re.split(r";|\.\s(?=[a-zäöü]{3})", line.low[match.end() : match.end() + right])[0]
    return before + match[0] + after


def _temporary(ad: Ad) -> Iterator[tuple[Line, re.Match[str]]]:
    """The words that make the post temporary, in order."""
    for line in ad.about(_TEMPORARY_KEYS):
        for match in _TEMPORARY.finditer(line.low):
            before, after = line.low[max(0, match.start() - 40) : match.start()], line.low[match.end() : match.end() + 25]
            if re.search(r"(?:ohne|nicht|keine|keinerlei|un-?|statt|weder)\s?$", before) or re.match(r"\s?:?\s?(?:nein|keine|entfällt|unbefristet|ausgeschlossen)", after):
                continue
            if _NOT_THE_POST.search(_clause(line, match)):
                continue
            if match[0].startswith("vertretungsweise") and re.match(r"\s(?:übern[ei]|vertr|auch)", after):
                continue
            if match[0].startswith("befristung") and re.search(r"entfällt|nicht", after):
                continue
            if re.match(r"vertragsdauer|\w*zeitraum|\w*laufzeit", match[0]) and not next(dates_in(line.low[match.end() :]), None) and not _SPAN.search(line.low[match.end() :]):
                continue
            yield line, match
            break


_ENDS = re.compile(r"[;.]\s")
#: In a row of facts these part as well.
_SEPARATOR = re.compile(r"\s[–—·|•/]\s")
_ENDS_IN_A_ROW = re.compile(rf"{_ENDS.pattern}|{_SEPARATOR.pattern}")


#: "Auf Dauer" is said of many things.
_EMPLOYS = re.compile(r"stelle|besetz|vollzeit|teilzeit|vertrag|verhältnis|beschäftig|einst[ie]|eingestellt|such|position|posten|arbeitsplatz|\beg \d|zusammenarbeit|\bbei uns")


def _permanent(ad: Ad, *, training: bool) -> Line | None:
    for line in ad.about(_PERMANENT_KEYS):
        for match in _PERMANENT.finditer(line.low):
            ends = _ENDS_IN_A_ROW if len(_SEPARATOR.findall(line.low)) > 1 else _ENDS
            before = ends.split(line.low[max(0, match.start() - 90) : match.start()])[-1]
            after = ends.split(line.low[match.end() : match.end() + 70])[0]
            if _LATER.search(before[-60 if not training else -90 :]) or re.match(r"(?:(?!home|teilzeit|mobil|remote|telearbeit)[^,]){0,40}?(?:übern[aeo]h?m|verlänger|möglich\b|denkbar|angestrebt|in aussicht|vorgesehen)", after):
                continue
            if re.search(r"(?:nicht|keine?)\s$", before) or _ALWAYS.search(before) or re.match(r"\s?:\s?nein", after):
                continue
            if re.search(r"zulage|prämie|zuschlag|lizenz|zertifikat|genehmigung|arbeitsverträge|befristete\w* und", before[-40:].rpartition(", ")[2] + after[:20]):
                continue
            if re.match(r"\s(?:gültig|nutzbar|verfügbar|haltbar|lizenz|laufend)", after):
                continue
            if match[0] == "auf dauer" and len(line.low) > 40 and not _EMPLOYS.search(before + after):
                continue
            return line
    return None


def _length(ad: Ad, found: list[tuple[Line, re.Match[str]]]) -> tuple[date | None, int | None]:
    """The last day or the number of months, in the sentence that says so, else in a row of facts."""
    end = months = None
    for line, match in found:
        end, months = _in_line(ad, line, match.start())
        if end is not None or months is not None:
            return end, months
    line = found[0][0]
    if end is None and months is None:
        for other in ad.holding("befrist", "vertragsende", "laufzeit", "dauer", "längstens", "endet am", "bis zum", "dauert"):
            lasts = re.search(r"\b(?:vertretung|vertrag|anstellung|beschäftigung|stelle)\w* (?:dauert|endet|läuft|geht|gilt)\b", other.low)
            follows = other.number == line.number + 1 and re.match(r"(?:sie|es|er|die|das) ", other.low)
            if other.number != line.number and (re.match(r"(?:vertragsende|laufzeit|vertragslaufzeit|vertragsdauer|befrist\w*|dauer(?: der beschäftigung)?|ende)\b", other.low) or follows or lasts or "befristet" in other.low or "arbeitsverhältnis" in other.low or "arbeitsvertrag" in other.low or _FILLED_UNTIL.search(other.low)):
                if _NOT_THE_POST.search(other.low):
                    continue
                end, months = _in_line(ad, other, max(0, other.low.find("befrist")))
                if end or months:
                    break
    return end, months


#: "... bis zum 30.09.2029 zu besetzen. Die Befristung erfolgt nach ...".
_FILLED_UNTIL = re.compile(r"\bbis (?:zum )?\d[^;]{0,25}\bzu besetzen")


def _in_line(ad: Ad, line: Line, position: int) -> tuple[date | None, int | None]:
    best: tuple[int, date] | None = None
    for when in dates_in(line.low):
        before = line.low[max(0, when.start - 45) : when.start]
        if not re.search(r"^befristung\s?:?\s?$|\d\.?\s?[-–]\s?$|\b(?:bis|längstens|zum ablauf|ende|endet|endend|vertragsende|bis zu|until)\b[^;]{0,30}$", before + ("ende " if when.part == "end" else "")):
            continue
        if re.search(r"bewerb|\bfrist\b|schluss\b|unterlagen|projekt (?:läuft|endet)", before + line.low[when.end : when.end + 25]) or re.search(r"projekt läuft[^;]*$", line.low[: when.start]):
            continue
        if when.part == "month":
            when = when._replace(part="end")
        day = when.resolve(ad.reference)
        distance = abs(when.start - position)
        if day is not None and (best is None or distance < best[0]) and distance < 160:
            best = (distance, day)
    if best is not None:
        ad.prove("fixed_term_end", line.text, line.origin, "the last day of a fixed term")
    window_start = max(0, position - 90)
    for span in _SPAN.finditer(line.low[window_start : position + 130]):
        near = line.low[max(0, window_start + span.start() - 12) : window_start + span.end() + 25]
        if _NOT_SPAN.search(near):
            continue
        if (months := _months(span)) is not None and 1 <= months <= 120:
            ad.prove("fixed_term_months", line.text, line.origin, "the length of a fixed term")
            return (best[1] if best else None), months
    return (best[1] if best else None), None


def _months(span: re.Match[str]) -> int | None:
    if span[7]:
        return 6
    if span[8] is not None:  # "Zweijahresvertrag"
        return int(12 * (number(span[8] or "ein") or 1))
    count = number(span[1] or span[3] or span[5])
    if count is None:
        return None
    unit = span[2] or span[4] or span[6]
    months = count * (12 if unit.startswith(("jahr", "jähr", "year")) else 1)
    return int(months) if months == int(months) else None
