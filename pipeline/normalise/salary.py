"""Sums of money that the ad itself promises as pay."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Literal, NamedTuple

from pipeline.model import Salary
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import Signs, by_letter

Unit = Literal["HOUR", "MONTH", "YEAR"]

_AMOUNT = r"(?:\d{1,3}(?:[.’'\s]\d{3})+|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6})(?:,(?:\d{2}|-{1,2}|–))?"
_EURO = r"(?:€|euros?|eur)"
_KEYS = Signs("€", "euro", "eur ", " eur", "eur.", "teur", "k ")
#: Before a k stands a sum.
_SIGN = re.compile(r"€|eur|k (?<=[\d–-]k )|k (?<=[\d–-] k )")
_MONEY = re.compile(
    rf"(?=[\dabmhve€])(?<![\w.,])(?:(?P<limit>(?:ab|mindestens|mind\.|von mindestens|bis(?:\szu)?|maximal|max\.|höchstens|von bis zu)\s(?:ca\.\s|rund\s|etwa\s)?)?(?:{_EURO}\s?)?(?P<first>{_AMOUNT})\s?(?P<k1>t{_EURO}|tsd\.?|k\b)?\s?{_EURO}?\s?(?:brutto\s?)?(?:(?:/|pro|im|je)\s?(?:monat|jahr|stunde)\s?)?"
    rf"(?P<join>-|–|bis(?:\szu)?|und|oder|to)\s?(?:{_EURO}\s?)?(?P<second>{_AMOUNT})\s?(?P<k2>t{_EURO}|tsd\.?\s?{_EURO}?|k\b)?\s?(?:{_EURO}(?![a-z])|(?<=k)|(?<=teur)|(?<=t€))"
    rf"|(?P<limit1>(?:ab|mindestens|mind\.|bis(?:\szu)?|maximal|max\.|höchstens)\s(?:ca\.\s|rund\s|etwa\s)?)?(?:(?P<only>{_AMOUNT})\s?(?P<k3>t|tsd\.?\s?)?{_EURO}(?![a-z])|{_EURO}\s?(?P<lead>{_AMOUNT})(?:\s?(?:-|–|bis|to|and|und)\s?(?:{_EURO}\s?)?(?P<lead2>{_AMOUNT}))?))"
)
_IS_PAY = re.compile(
    by_letter(r"gehalt|gehält|vergüt|entgelt|verdien|bezahl|\blohn|lohn\b|stundenlohn|brutto|taschengeld|entschädigung|\bgeld\b|stundensatz|stundensätz|(?:ausbildungs|lehr|studien)jahr|im (?:ersten|1\.)|salary|anwärter|einkommen|bezüge\b|fixum|wir zahlen|bekommst|erhältst|sie (?:erhalten|bekommen)|(?:erhalten|bekommen) sie|pro stunde|/\s?(?:h|std|stunde)|je stunde|zahlen (?:wir|dir)|stipendium|jahresgehalt|geben (?:wir )?(?:dir|ihnen)|compensation|honorar|we pay|\bgross\b|per annum")
)
_NO_PAY = re.compile(
    by_letter(r"zulage|prämie|budget|zuschuss|bezuschuss|volumen|umsatz|unterkunft|haushalt|investition|fortbildung|weiterbildung|jobticket|deutschlandticket|\bticket|wert(?!e?s?chätz)|\bkosten|fahrt|sonderzahlung|bonus|vermögenswirksam|\bvl\b|mittagessen|miete|spesen|pauschale|gutschein|schwelle|million|mio|guthaben|erstatt|lernmittel|schreibtisch|ausstattung|jubiläum|förderung von|darlehen|einwohner|\betat|umwandlung|(?:weihnachts|urlaubs|wohn|start|trennungs|buß|fahr|bücher|essens|kinder)geld|zuschlag|bereitschaft|empfehl|umzieh|umzog|\bwohn(?!ort)|zimmer\b|brille|probetag|probearbeit|prüfung|altersvorsorge|betriebsrente|fördersumme|fördermittel|gebühr|kantine|essens|verpflegungszuschuss|inflation|einmal|kindergarten|betreuungs|jahresvolumen|fahrrad|steuerfrei|sachbezug|umzug|ausgleichsabgabe|auftragswert|zusätzlich\w* (?:bis|von)")
)
#: "Bei Weiterempfehlung zahlen wir ...": a verb of paying does not make an extra the pay.
_EXTRA = re.compile(rf"(?:{_NO_PAY.pattern})[^,]{{0,40}}\b(?:zahlen wir|wir zahlen|bekommst du|bekommen sie|erhalten sie|erhältst du|geben wir)\s[^,]{{0,20}}$")
_HOUR = re.compile(r"(?:pro|je) (?:\w{2,10})?(?:std|stunde)|/\s?(?:h\b|std|stunde)|stündlich|stundenlohn|die stunde|in der stunde|stundens[aä]tz|per hour|stundenvergüt|stundenentgelt|mindestlohn")
_MONTH = re.compile(r"monat|mtl\.?|ausbildungsjahr|lehrjahr|studienjahr|im (?:ersten|zweiten|dritten|1\.|2\.|3\.)|per month|taschengeld")
_YEAR = re.compile(r"jahresgehalt|jahresbrutto|jahresentgelt|jahresvergüt|jahreseinkommen|jahresbezüge|(?<!mal )(?:pro jahr|im jahr)|p\. ?a\.|/\s?jahr|jährlich|per year|per annum|a year|annual|je jahr|/a\b")
_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (("HOUR", _HOUR), ("YEAR", _YEAR), ("MONTH", _MONTH))
_RANGE = {"HOUR": (8, 200), "MONTH": (100, 20_000), "YEAR": (10_000, 300_000)}

#: A sum that stands alone between commas, with its unit, is pay from here on.
_PLAIN = {"HOUR": 12, "MONTH": 800, "YEAR": 20_000}
_LEAD = re.compile(r"(?:^|.*(?:[;:|·•–✔●-]|,(?=\s)))\s*(?:(?:ab|von|bis|zu|zwischen|ca\.?|rund|etwa|derzeit|aktuell|zurzeit|das sind|mtl\.|monatlich|jährlich|brutto|mindestens|also|je nach \w+)\s){0,4}")
_TAIL = re.compile(r"\s?(?:(?:brutto|gross|im|pro|je|/|a|per|monat\w*|month|jahr\w*|year|annum|p\. ?a\.?|mtl\.?|jährlich)\s?){1,5}(?:$|[,.;:|·•()–!-])")
#: The next row of a list of steps: "2. Ausbildungsjahr: ...", "3.: ...", "mit Master ..."
_ROW = re.compile(r"\W*(?:im )?(?:\d[.:]{0,2}(?=\s)|erste[sn]?|zweite[sn]?|dritte[sn]?|vierte[sn]?|(?:mit )?(?:bachelor|master)\w*)[^\d€]{0,25}(?=\d|€|eur)")

#: "Das Gehalt beginnt bei ..."
_BEGINS = re.compile(r"\b(?:beginn|start)\w*\s(?:bei|mit)\s$")
_GRADE = re.compile(r"\b(?:eg|e|entgeltgruppe)\s?\d{1,2}\s?[abc]?\b(?!.*\b(?:zulage|budget))")

#: "1.000 Euro für Tisch und Stuhl bekommst du": what a sum is for is no pay, unless it is the time worked.
_FOR_A_THING = re.compile(r"\s?für (?!.{0,30}(?:jahr|stunde|monat|vollzeit|stelle|woche|studierende|tätigkeit|arbeit))")

#: No ad names more; the rest of a longer list is not read.
MOST_SUMS = 100


class _Sum(NamedTuple):
    low: float | None
    high: float | None
    unit: Unit


def read_salary(ad: Ad, *, learning: bool) -> Salary | None:
    """The sum of money the ad promises as pay; allowances, budgets and costs are none. Several steps: lowest, highest."""
    stated = _structured(ad.posting.base_salary)
    if stated is not None:
        ad.prove("base_salary", str(ad.posting.base_salary), "base_salary", "the portal's own field")
        return stated
    sums: list[_Sum] = []
    latest, left = -1, MOST_SUMS
    for line in ad.about(_KEYS):
        if not _SIGN.search(line.low):
            continue
        matches = list(islice(_MONEY.finditer(line.low), left))
        left -= len(matches)
        for match in matches:
            goes_on = sums[-1].unit if sums and (sums[-1].unit == "HOUR" and latest == line.number or latest == line.number - 1 and _ROW.match(line.low)) else None
            found = _read(ad, line, match, learning=learning, goes_on=goes_on)
            if found is not None and (not sums or found.unit == sums[0].unit):
                sums.append(found)
                latest = line.number
                ad.prove("base_salary", line.text, line.origin, "a sum of money as pay")
    if not sums:
        return None
    lows, highs = [s.low for s in sums if s.low is not None], [s.high for s in sums if s.high is not None]
    return Salary(min=min(lows, default=None), max=max(highs, default=None), unit=sums[0].unit)


def _read(ad: Ad, line: Line, match: re.Match[str], *, learning: bool, goes_on: Unit | None) -> _Sum | None:
    """``goes_on``: the unit of the sum before, where this one is the next of its list."""
    before = re.split(r"[;!?]|(?<!\d)\.\s(?=[a-zäöü]{3})|\b(?:plus|sowie|zzgl\.|zuzüglich|dazu|außerdem|hinzu kommen)\b", line.low[max(0, match.start() - 110) : match.start()])[-1]
    between = match["join"] == "und" and "zwischen" not in before[-25:]
    stop = match.start("join") if between else match.end()
    after = re.split(r"[;!?]|(?<!\d)(?<!mtl)\.\s(?=[a-zäöü]{3})|\bund\s(?=\d)|,\s(?:plus|sowie|zzgl|dazu)|\bplus\b|\bzzgl|\bsowie\b", line.low[stop : stop + 60])[0]
    if re.match(r"\s?-?\s?(?:mio|million|mrd|milliard|job|ticket|gutschein)", line.low[stop:]) or _last(_NO_PAY, before) > _last(_IS_PAY, before) or _EXTRA.search(before):
        return None
    if _NO_PAY.search(re.split(r", |\bund\b", after[:32])[0]) and not re.match(r"\s?(?:brutto|monatlich|im monat|pro )", after):
        return None
    if _FOR_A_THING.match(after):
        return None
    heading = _heading(ad, line) if _is_short(before) else ""
    context = before + " " + after
    texts = [text for text in (match["first"], None if between else match["second"], match["only"], match["lead"], match["lead2"]) if text]
    alone = _is_alone(before, after) or _of_grade(before, texts)
    if not goes_on and not alone and not _IS_PAY.search(context) and not _HOUR.match(after.lstrip()) and not _IS_PAY.search(heading) and not (learning and _ROW.match(line.low)):
        return None
    values = [_amount(text) for text in texts]
    if match["k1"] or match["k2"] or match["k3"]:
        values = [value * 1000 if value < 1000 else value for value in values]
    elif match["first"] and values[0] < 1000 <= values[1] and values[0] * 1000 < values[1] and "." not in texts[0]:
        values[0] *= 1000
    unit = goes_on or _unit(before, after, heading, values)
    if unit is None or (alone and not _IS_PAY.search(context + heading) and min(values) < _PLAIN[unit] / (3 if learning else 1)) or not all(_RANGE[unit][0] <= value <= _RANGE[unit][1] for value in values):
        return None
    limit = (match["limit"] or match["limit1"] or "").strip()
    if len(values) == 1 and (limit.startswith(("ab", "min")) or _BEGINS.search(before)):
        return _Sum(values[0], None, unit)
    if len(values) == 1 and limit.startswith(("bis", "max", "höch")):
        return _Sum(None, values[0], unit)
    return _Sum(min(values), max(values), unit)


def _heading(ad: Ad, line: Line) -> str:
    """The line above, where it is a heading: a few words, no figures, no sentence."""
    above = ad.line(line.number - 1)
    return above.low if above and len(line.low) < 60 and re.fullmatch(r"[^\d.!]{3,60}", above.low) else ""


def _is_short(before: str) -> bool:
    return len(re.findall(r"[a-zäöüß]{3,}", before)) < 4


def _is_alone(before: str, after: str) -> bool:
    return _LEAD.fullmatch(before) is not None and _TAIL.match(after) is not None


def _of_grade(before: str, texts: list[str]) -> bool:
    """ "EG 10 (3.900 bis 5.400 Euro)": what the grade before is worth."""
    return _GRADE.search(before[-60:]) is not None and all(_amount(text) >= 1500 for text in texts)


def _unit(before: str, after: str, heading: str, values: list[float]) -> Unit | None:
    """Said behind the sum, before it, in the heading, or plain by its size."""
    for text, behind in ((after[:35], True), (before[-80:], False), (heading, True)):
        # Behind the sum the first mark counts, before it the last one.
        marks = [(found.start() if behind else -found.end(), unit) for unit, pattern in _UNITS for found in pattern.finditer(text)]
        if marks:
            return min(marks)[1]
    if min(values) >= 20_000:
        return "YEAR"
    return "MONTH" if 450 <= min(values) <= 12_000 else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for found in pattern.finditer(text):
        position = found.start()
    return position


def _amount(text: str) -> float:
    text = re.sub(r",(?=\d{3})", "", text)
    return float(re.sub(r"[.’'\s](?=\d{3})", "", re.sub(r",(?:-{1,2}|–)$", "", text)).replace(",", "."))


def _structured(stated: str | dict[str, Any] | None) -> Salary | None:
    """A schema.org MonetaryAmount in euros with a unit; anything else is left to the prose."""
    if not isinstance(stated, dict):
        return None
    value = stated.get("value")
    inner: dict[str, Any] = value if isinstance(value, dict) else stated
    unit = str(inner.get("unitText") or stated.get("unitText") or "").upper()
    if unit not in _RANGE or str(stated.get("currency") or inner.get("currency") or "EUR").upper() != "EUR":
        return None
    low, high = _float(inner.get("minValue")), _float(inner.get("maxValue"))
    exact = _float(inner.get("value"))
    low, high = (low if low is not None else exact), (high if high is not None else exact)
    numbers = [number for number in (low, high) if number is not None]
    if not numbers or not all(_RANGE[unit][0] <= number <= _RANGE[unit][1] for number in numbers):
        return None
    return Salary.model_validate({"min": low, "max": high, "unit": unit})


def _float(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(str(value).strip())
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
