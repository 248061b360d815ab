"""Hours a week: what is agreed for the post, not opening hours, reaction times or hours added for a time."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.model import Hours
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import Signs, by_letter

_NUM = r"\d{1,2}(?:[.,]\d{1,2})?"
_UNIT = r"(?:wochen(?:arbeits)?stunden|arbeitsstunden|wochenstd\.?|wo\.?-?std\.?|wstd\.?|std\.?|stunden|stunde|-?h-?\s?woche|h\b|-?\s?stunden-?\s?woche|-?\s?std\.?-?\s?woche|-?hours?|hrs\.?)"
_PAREN = r"(?:\([^()]{0,45}\)\s?)?"
_KEYS = Signs("std", " h", "0h", "5h", "9h", "hours", "stunde", "1h", "h-woche", "arbeitszeit")
#: A word that begins with h is no unit.
_SIGN = re.compile(r"std|stunde|hour|hrs|h\b(?<![a-zäöüß]h)|arbeitszeit")
_HOURS = re.compile(
    rf"(?=[\dabmwnhzv])(?<![\w.,:])(?<!\d/)(?P<limit>(?:ab|mindestens|mind\.|min\.|wenigstens|nicht unter|bis(?:\szu)?|maximal|max\.|höchstens|zwischen|von)\s(?:ca\.\s|etwa\s|jedoch\s)?)?(?<![\d.,:€-])(?<!\d/)(?<!\beg )(?<!\b[aesp] )(?P<a>{_NUM})\s?(?P<u1>{_UNIT})?\s?{_PAREN}"
    rf"(?:(?P<join>-|–|bis(?:\szu)?|oder|bzw\.?|/|und|von|of)\s?(?:maximal\s|max\.\s|höchstens\s|möglichen\s)?(?P<b>{_NUM})\s?)?(?P<unit>{_UNIT})(?P<week>\s?(?:/|pro|in der|je|die|per|a|wtl)?\s?\.?\s?(?:woche|wo\b\.?|wö\.|w\b\.?|kw|week)|\s?wöch(?:entl(?:ich|\.)|tl\.?|\.)|\s?wchtl|\s?wtl\.?)?"
)
#: "Wochenstunden: 39,0", "Stunden: 39".
_LABELLED = re.compile(rf"(?:^|\s)(?:wochen|arbeits)?(?:stunden(?:zahl|umfang)?|std\.?|wochenarbeitszeit|arbeitszeit)(?: (?:pro|je|die|in der) woche|\s?/\s?woche|\s?\([^()]{{0,20}}\)| wöchentlich)?(?:\s?:\s?|(?<=zahl)\s|(?<=umfang)\s|(?<=wochenstunden)\s)(?P<a>{_NUM})(?:\s?(?P<join>-|–|bis|bzw\.?|/)\s?(?P<b>{_NUM}))?(?!\d|[.,]\d|\s?(?:%|uhr|:|{_UNIT}))")
#: "Wöchentliche Arbeitszeit: Beamte 41, Beschäftigte 39", "Wochenstunden 41 (Beamtenverhältnis)".
_WORKING_TIME = re.compile(r"arbeitszeit|wochenstunden")
_OF_A_GROUP = re.compile(rf"(?:beamt|beschäftigt|angestellt)[\w*:/]*\s?[:=]?\s((?:3[5-9]|4[0-2])(?:,\d{{1,2}})?)(?![\d%]|[.,]\d|\s?(?:%|{_UNIT}|prozent))|(?<![\d.,])((?:3[5-9]|4[0-2])(?:,\d{{1,2}})?) \((?:für )?(?:\w+ )?(?:\w{{0,10}}beschäftigt|beamt)")
#: The working time of a whole post.
_WORKING = re.compile(r"woche|wöchentlich|wöchtl|arbeitszeit|umfang|vollzeit|teilzeit|full-?time|part-?time|beschäftig|beamt|stelle\b|umfasst|beträgt|halbtags|arbeiten sie|sie arbeiten|arbeitest du|du arbeitest|student|minijob|einsteig|einstieg|\bdenken\b|vorstell(?:en|bar)|\bsuch(?:en|t)\b|gesucht")
_OTHER = re.compile(by_letter(
    r"innerhalb|rund um die uhr|binnen|bereitschaft|spätestens|reaktionszeit|pro tag|täglich|am tag|/\s?tag|\buhr\b|fortbildung|schulung|workshop|monatlich|im monat|pro monat|/\s?monat|antwort|öffnungszeit|servicezeit|erreichbar|kita|kinderbetreu|überstunden|arbeitszeitkonto|zeitkonto|langzeitkonto|gleitzeitkonto|kernzeit|meldefrist"
    r"|gleitzeitrahmen|rahmenzeit|unterricht|berufsschul|semester|im jahr|pro jahr|jährlich|hotline|entstör|wiederherstell|störung|verfügbarkeit|€|euro\s?(?:pro|/|je)|seminar|alle (?:zwei|drei|vier|sechs|acht) wochen|trifft sich|freistellung|ehrenamt|urlaub|praktikum von|umfasst \d+ stunden theorie|lehrgang|7 ?x ?24|24/7|fristen|alle \d|\bkolleg(?:e|in|en)\b|einarbeitung|zertifikat|vorlesung(?!szeit|sfrei)|wartung|meeting|besprechung|\bsparen"
))
#: Strong enough to be believed beside words of other hours.
_FOR_A_TIME = re.compile(r"(?<!un)befristet(?!\w*\s(?:arbeits|dienst)?(?:vertrag|verhältnis|stelle|anstellung|beschäftigung))|aufstock|aufzustock|zusätzlich|weitere[rn]?\s|erhöh\w*|vorübergehend|mehrarbeit|hinzukommen|zunächst um")
_GONE = re.compile(r"zukunftsmusik|waren? gestern|noch (?:nicht|kein)|gibt es nicht|nicht mehr|statt\s$|früher|bisher|anstelle|künftig nur|bis ende \d{4} noch")
_FULL_TIME = re.compile(r"vollzeit|vollbeschäft|regelmäßig\w* (?:tarifliche\w* )?(?:wöchentliche\w* )?arbeitszeit|\bbasis\b|vollzeitäquivalent|\btarif(?:lich)?\w*\b|bei \d|full-time")

_OTHER_BEFORE = re.compile(r"(?:statt|bisher|früher)\s$|(?:€|euro|eur)\s?(?:brutto\s?)?(?:/|pro|je)\s?$|\b(?:tag|tage|tagen|vormittagen?|nachmittagen?|schichten?) (?:zu|à|mit|von) (?:je )?$|\btäglich (?:je )?$|bereitschaft|rufdienst|kita|überstunden|zeitkonto|sammel|erreichen sie|sprechzeit|\b(?:öffnet|läuft|laufen)\s(?:\w+\s)?$")
_OTHER_AFTER = re.compile(r"^[^,()]{0,30}(?:(?<!un)befristet|aufgestockt|aufzustocken|zusätzlich|mehr\b|aufstock)|(?<!zu )\bbesetzt|geöffnet|in betrieb\b|^\s?(?:im|pro|je|/)\s?(?:monat|semester|jahr|tag\b)|^\s?an (?:7|sieben) tagen")
#: "Wochenarbeitszeit von 40 Stunden", "4.100 € bei 38,5 Stunden", "EG 13 TVöD (39 Std.)".
_OF_A_POST_BEFORE = re.compile(r"(?:wochenarbeitszeit|arbeitszeit)(?: von| beträgt|:)?\s$|(?<![a-zäöü])(?:zeit|umfang|stundenumfang|vollzeit|teilzeit)\s?[:=]\s$|(?:€|euro|gehalt|brutto|monatlich|jährlich|im monat|im jahr) bei\s$|(?:tvöd|tv-[a-zö]|beso)(?:-\w+)?\s\($")
#: "EG 9a TVöD; 39 Stunden; unbefristet": hours that stand alone among other conditions.
_ALONE_BEFORE = re.compile(r"(?:^|[;,|·•▪/–(=-]\s?|:\s)(?:(?:derzeit|zurzeit|ca\.|etwa|wöchentlich)\s)?$")
_ALONE_AFTER = re.compile(r"\s?(?:\([^()]{0,30}\))?\s?(?:$|[;,|·•▪/.)–-])")
_CONDITIONS = re.compile(r"befristet|\beg ?\d|\be ?\d|\ba ?\d|\btv|entgeltgruppe|vergütung|gehalt|tarif|(?:voll|teil)zeit|vertrag")

#: "19,5 Std. (50 %)", "30 Stunden (von 39)".
_SHARE_AFTER = re.compile(r"\s?\((?:von (?:3[5-9]|4[0-2])|\d{2,3} ?%)")
#: "neununddreißig Wochenstunden".
_UNITS = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_TENS = {"zehn": 10, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "vierzig": 40}
_WORDED = re.compile(rf"\b(?:({'|'.join(_UNITS)})und)?({'|'.join(_TENS)})(?=\s(?:wochen|arbeits)?stunden)")
#: "38 Stunden und 42 Minuten", "19:30 Std.".
_MINUTES = re.compile(r"\b(?P<h>[1-4]\d)\s?(?P<unit>stunden|std\.?)\s(?:und\s)?(?P<m>\d{1,2})\s?min(?:uten|\.|\b)|(?<![\d.,])(?P<whole>[1-4]\d)\s?(?:1/2|½)(?=\s?(?:h\b|std|stunden|wochenst))|(?<![\d.:])(?P<clock>[1-4]\d):(?P<past>[0-5]\d)(?=\s?(?:h\b|std|stunden|wochenst))")

Bound = Literal["exact", "low", "high"]


class _Mention(NamedTuple):
    bound: Bound
    values: tuple[float, ...]
    full: bool  # said of full time as the measure ("von 39 Stunden", "Vollzeit = 39")
    line: Line


def read_hours(ad: Ad, *, part_only: bool) -> Hours | None:
    """Hours a week; 39 for employees and 41 for civil servants is 39 to 41; a share only of stated full-time hours.

    ``part_only``: the post is no full-time one, so that full-time hours beside others are only the measure.
    """
    mentions: list[_Mention] = []
    for line in ad.about(_KEYS):
        if _SIGN.search(line.low):
            mentions += _mentions(line)
    exact = [m for m in mentions if m.bound == "exact"]
    full_hours = {value for m in exact for value in m.values if value >= 35}
    measures = {value for m in exact if m.full for value in m.values if value >= 35}
    if len({value for m in exact for value in m.values} - measures) and (part_only or any(max(m.values) < 35 for m in exact)) and part_only:
        exact = [m for m in exact if not (m.full and min(m.values) >= 35)] or exact
    exacts = [value for m in exact for value in m.values]
    shares = _shares(ad, full_hours)
    lows = [value for m in mentions if m.bound == "low" for value in m.values]
    highs = [value for m in mentions if m.bound == "high" for value in m.values]
    if shares is not None:
        low, high = shares
        exacts = [low, high] if high is not None and high >= low else [low, *exacts]
        if part_only and high is not None and high < 35:
            exacts = [value for value in exacts if value < 35]
    for m in mentions:
        ad.prove("weekly_hours", m.line.text, m.line.origin, "hours a week")
    if exacts:
        return Hours(min=min(exacts + lows), max=max(exacts + highs))
    if lows or highs:
        return Hours(min=min(lows, default=None), max=max(highs, default=None))
    return None


def _mentions(line: Line) -> list[_Mention]:
    line = _in_figures(line)
    found = []
    if "beamt" in line.low and _WORKING_TIME.search(line.low):
        found += [_Mention("exact", (_float(match[1] or match[2]),), False, line) for match in _OF_A_GROUP.finditer(line.low)]
    for match in _LABELLED.finditer(line.low):
        values = _values(match)
        if all(4 <= value <= 48 for value in values):
            found.append(_Mention("exact", values[:1] if _is_part_of_full(match["join"], values, line) else values, False, line))
    for match in _HOURS.finditer(line.low):
        sure = bool(match["week"]) or match["unit"].startswith(("wo", "wstd")) or "woche" in match["unit"] or match["join"] == "von"
        values = _values(match)
        if not all(4 <= value <= 48 for value in values) or not _is_working_time(line, match, sure=sure):
            continue
        if match["join"] in ("von", "of") or _is_part_of_full(match["join"], values, line):
            found.append(_Mention("exact", values[:1], False, line))
            if re.search(r"\boder\b[^.;]{0,20}vollzeit", line.low):
                found.append(_Mention("exact", values[1:], True, line))
            continue
        full = len(values) == 1 and _FULL_TIME.search(line.near(match.start(), match.end(), 45, 22)) is not None
        bound = _bound(line, match) if len(values) == 1 else "exact"
        found.append(_Mention(bound, values, full and bound == "exact", line))
    return found


def _in_figures(line: Line) -> Line:
    """The line with hours in words, and with minutes or halves, as one figure."""
    low = _WORDED.sub(lambda words: str(_UNITS.get(words[1], 0) + _TENS[words[2]]), line.low)
    if "min" in low or ":" in low or "½" in low or "1/2" in low:
        low = _MINUTES.sub(_with_minutes, low)
    return line._replace(low=low)


def _float(figure: str) -> float:
    return float(figure.replace(",", "."))


def _values(match: re.Match[str]) -> tuple[float, ...]:
    return tuple(_float(match[name]) for name in ("a", "b") if match[name])


def _bound(line: Line, match: re.Match[str]) -> Bound:
    limit = match["limit"] or ""
    if limit.startswith(("ab", "mind", "min", "wenig", "nicht")) or _REDUCED.search(line.before(match.start(), 40)):
        return "low"
    return "high" if limit.startswith(("bis", "max", "höch")) else "exact"


_IN_TERM = re.compile(r"^\s(?:im|während des) (?:laufenden )?semesters?")
#: "30 Std. Eine spätere Aufstockung ...": the full stop of the unit ends the sentence.
_NEW_SENTENCE = re.compile(r"\s(?:Eine?|Die|Der|Das|Sie|Es|Wir|Ihre?|Deine?|Bei|Auch|Später|Zusätzlich)\s")
#: Some of the hours: "von denen 8 Stunden im Homeoffice".
_OF_THESE, _ELSEWHERE = re.compile(r"\b(?:davon|von denen|darunter|hiervon|wovon)\s(?:\w+\s){0,2}$"), re.compile(r"\s(?:im home|mobil|von zu ?hause|in telearbeit|remote|vor ort)")
_NEXT_PART = re.compile(r",|\s(?:und|mit|plus|zzgl\.?|zuzüglich)\s|\(")


#: "reduzierbar auf bis zu 32 Stunden".
_REDUCED = re.compile(r"\breduzier\w*\s(?:\w+\s){0,2}auf\s(?:minimal\s|mindestens\s)?$")


def _with_minutes(found: re.Match[str]) -> str:
    if found["whole"]:
        return f"{found['whole']}.5"
    return f"{int(found['h'] or found['clock']) + round(int(found['m'] or found['past']) / 60, 2):g} {found['unit'] or ''}"


def _is_part_of_full(join: str | None, values: tuple[float, ...], line: Line) -> bool:
    """ "24/39 Wochenstunden": 24 of 39."""
    return join == "/" and values[0] < 35 <= values[1] and "vollzeit" not in line.low


def _is_of_something_else(before: str, after: str) -> bool:
    """Hours added for a time, of a day, of opening, of some other people, or of the past."""
    return (
        _FOR_A_TIME.search(re.split(r",\s|\sund\s", before[-60:])[-1]) is not None
        or _GONE.search(after[:48]) is not None
        or _OTHER_AFTER.search(after[:40]) is not None
        or _OTHER_BEFORE.search(before[-45:]) is not None
    )


def _is_working_time(line: Line, match: re.Match[str], *, sure: bool) -> bool:
    before = re.split(r"[;!?]\s|(?<!max)(?<!min)(?<!mind)(?<!std)(?<!\bca)\.\s|:\s(?=.{60})", line.low[max(0, match.start() - 75) : match.start()])[-1]
    after = re.split(r"[;.!?]\s", line.low[match.end() : match.end() + 50])[0]
    if match["week"]:
        after = _IN_TERM.sub("", after)
    if match[0].endswith(".") and _NEW_SENTENCE.match(line.text, match.end()):
        after = ""
    context = before + match[0] + after
    if _is_of_something_else(before, after):
        return False
    if _OF_A_POST_BEFORE.search(before) or (35 <= float(match["a"].replace(",", ".")) <= 42 and re.fullmatch(r"\W*", line.low[: match.start()]) and re.match(r"[,;]|$", after)):
        return True
    if not match["limit"] and _ALONE_BEFORE.search(line.before(match.start(), 14)) and _ALONE_AFTER.match(line.low, match.end()) and (_CONDITIONS.search(line.near(match.start(), match.end(), 90, 70)) or _SHARE_AFTER.match(line.low, match.end())):
        return True
    values = _values(match)
    if max(values) < 35 and (_OF_THESE.search(before) or _ELSEWHERE.match(after)):
        return False
    if "woche" in match["unit"] and match["unit"][:1] in "-s " and match["unit"].endswith("woche"):
        return True  # "39-Stunden-Woche"
    other = _OTHER.search(before[-45:].rpartition(", ")[2]) or _OTHER.search(_NEXT_PART.split(after[:30])[0])
    if sure:
        return other is None or other[0] in ("im jahr", "schulung", "urlaub", "fortbildung", "kita", "hotline", "tag", "semester") or re.search(r"arbeitszeit|vollzeit|teilzeit|woche", before[-30:]) is not None and other[0] != "überstunden"
    whole = 35 <= max(values) <= 42 and (len(values) == 1 or min(values) >= 15)
    return other is None and (whole or line.origin == "title" or (len(values) == 2 and min(values) >= 15) or _WORKING.search(context) is not None or re.search(r"\d\s?(?:%|prozent|v\. ?h\.|vzä|vk)\s?\(?$", before) is not None)


_PERCENT = re.compile(r"(?:(?P<limit>\bab|\bauch|nicht unter|wenigstens|mindestens|mind\.|bis(?:\szu)?|max\.|maximal)\s)?(?<![\d,.])(?P<a>\d{2,3}(?:,\d)?)\s?%?(?:\s?(?:-|–|bis(?:\szu)?|oder|und)\s?(?P<b>\d{2,3}))?\s?(?:%|prozent|v\. ?h\.)(?P<after>[^.;]{0,60})")
_OF_A_POST = re.compile(r"\d\s?(?:%|prozent|v\. ?h\.) von (?:3[5-9]|4[0-2])\b|umfang|stelle|teilzeit|vollzeit|beschäftigung|arbeitszeit|pensum|vzä|stellenanteil|aufteilung")
_NOT_OF_A_POST = re.compile(r"mobil|home|remote|reise|telearbeit|zu hause|schwerbehind|behinderung|zuschuss|zulage|jahressonder|sonderzahlung|leistungsentgelt|prozentig|weiterempfehl|ihrer tätigkeit|der tätigkeit|tarif(?:erhöh|steig)|rabatt|ermäßig|gleichgestell|grad der|quote|anteil der |förder|erstatt|übern[aei]|(?:teilzeit|vollzeit|frauen)anteil|schnitt|unser\w* (?:\w+ )?(?:beschäftigt|mitarbeit|kolleg|belegschaft|team|leute)|der (?:belegschaft|beschäftigten|mitarbeit|kolleg)")


_FRACTIONS = {"hälfte": 50.0, "zwei drittel": 66.67, "drei viertel": 75.0, "dreiviertel": 75.0}
_FRACTION = re.compile(r"(?<!bis zur )(hälfte|zwei drittel|drei viertel|dreiviertel)n? (?:derjenigen )?(?:de[rs]|einer|eines) (?:(?:regelmäßig|tariflich|üblich|wöchentlich|durchschnittlich)\w+ ){0,3}(?:\w*arbeitszeit|wochenstunden|vollzeit)")
#: A row of nothing else: "80 bis 100 Prozent", "zu 60 %".
_ALONE = re.compile(r"\W{0,3}(?:(?:zu|ab|mit|von|zwischen|bis zu|mindestens|mind\.|ca\.)\s)?\d{2,3}\s?(?:%|prozent)?(?:\s?(?:-|–|bis|und|oder)\s?\d{2,3})?\s?(?:%|prozent)\W*(?:teilbar|auch teilbar|unbefristet|befristet)?\W*")


#: "Zwischen 50 und 100 Prozent ist alles möglich".
_POSSIBLE = re.compile(r"\W{0,2}(?:(?:ist|sind|geht|alles|vieles|bei uns|gut|für uns)\s){0,4}(?:möglich|denkbar|machbar|vorstellbar|verhandelbar|geht\b|arbeiten)")
#: "0,5 VZÄ", "Stellenanteil: 0,75"; more than one post is a number of posts.
_SHARE_KEYS = Signs("%", "prozent", "v. h.", "v.h.", "halbe stelle", "halben stelle", "halbe bis ganze", "halbtags", "hälfte de", "hälfte ein", "drittel", "viertel", "vzä", " vk", "anteil", "umfang", "halbe planstelle", "1/2", "½")
_SHARE = re.compile(r"(?:stellenanteil|stellenumfang|beschäftigungsumfang|umfang)\s?(?::|von|beträgt)?\s?(0[.,]\d{1,3}|1[.,]0)(?![\d.,])|(?<![\d.,])(0[.,]\d{1,3}|1[.,]0)[ -](?:vzä|vk|vollzeit(?:äquivalent|kraft)|stellenanteil\w*|(?:plan)?stelle)")


def percent_of_post(ad: Ad) -> tuple[float, float | None] | None:
    """ "75-100 %" as the extent of the post: (lowest, highest), highest None for "ab 75 %"; None where nothing is said."""
    for line in ad.about(_SHARE_KEYS):
        for match in _PERCENT.finditer(line.low):
            before = re.split(r"\s[/·|•–—]\s", line.before(match.start(), 45))[-1]
            near, beside = before + match[0], re.split(r",\s(?=[^,]*[a-zäöü]{3})", before)[-1]
            words, after = match[0][: len(match[0]) - len(match["after"])], re.split(r"\s[/·|•–—]\s|,\s", match["after"])[0]
            values = _values(match)
            if not all(10 <= value <= 100 for value in values) or _NOT_OF_A_POST.search(beside + words + after):
                continue
            if not (_OF_A_POST.search(near) or line.origin == "title" or (len(values) == 2 and max(values) == 100 and _POSSIBLE.match(match["after"])) or _stands_alone(line, match, near)):
                continue
            ad.prove("employment_type", line.text, line.origin, "the share of a full post")
            if len(values) == 2:
                return min(values), max(values)
            limit = (match["limit"] or "").strip()
            return (values[0], None) if limit.startswith(("ab", "auch", "mind", "nicht", "wenig")) else (0.0, values[0]) if limit else (values[0], values[0])
        if re.search(r"halbe bis (?:zur )?ganze stelle", line.low):
            ad.prove("employment_type", line.text, line.origin, "the share of a full post")
            return 50.0, 100.0
        if (part := _FRACTION.search(line.low)) is not None and not _NOT_OF_A_POST.search(line.low):
            ad.prove("employment_type", line.text, line.origin, "the share of a full post")
            return (_FRACTIONS[part[1]],) * 2
        if share := _SHARE.search(line.low):
            value = 100 * float((share[1] or share[2]).replace(",", "."))
            return value, value
    return None


def _stands_alone(line: Line, match: re.Match[str], near: str) -> bool:
    """ "EG 9b TVöD, 50 %, unbefristet": a share that is a piece of a row of conditions, or the whole row."""
    begin = max(line.low.rfind(sign, 0, match.start()) for sign in (", ", "; ", "| ", "· ", "• ", "– ", "/ "))
    end = min((at for sign in (", ", "; ", " |", " ·", " •", " –", " /") if (at := line.low.find(sign, match.start())) > 0), default=len(line.low))
    return _ALONE.fullmatch(line.low, begin + 1, end) is not None and (_CONDITIONS.search(line.near(match.start(), match.end(), 60, 60)) is not None or end - begin > len(line.low)) and _NOT_OF_A_POST.search(near) is None


def _shares(ad: Ad, full_hours: set[float]) -> tuple[float, float | None] | None:
    if len(full_hours) != 1:
        return None
    percent = percent_of_post(ad)
    if percent is None or percent == (100.0, 100.0) or percent[0] == 0:
        return None
    full = next(iter(full_hours))
    low = round(full * percent[0] / 100, 3)
    return low, (round(full * percent[1] / 100, 3) if percent[1] is not None else None)
