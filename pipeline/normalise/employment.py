"""Full time, part time, or both where either is possible."""

from __future__ import annotations

import re

from pipeline.model import EmploymentType, Hours
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.hours import percent_of_post
from pipeline.normalise.signs import Signs, by_letter

_KEYS = Signs("vollzeit", "teilzeit", "voll-", "teil-", "full-", "full time", "fulltime", "part-time", "part time", "teilbar", "sharing", "vollbesch", "halbe", "ganztag", "halbtag", "minijob", "mini-job", "euro-", "€-", "geringf", "tandem", "geteilt", "viertelst", "3/4", "2/3", "vz", " tz", "reduzier", "weniger ", "volle", "ganze stelle", "ganze planstelle", "ganztäg", "halbtäg", "1/2", "½")
_EITHER = re.compile(
    by_letter(r"voll-?\s?(?:zeit)?\s?(?:und/oder|und|u\.|oder|o\.|/|bzw\.?|beziehungsweise|sowie|&|\+|,|•|·|\||☑|☒|✓|wie auch|wie|als auch)\s?(?:auch\s|gerne?\s|in\s|als\s|vollzeitnahe\s){0,2}-?\s?teil-?zeit|vollzeit,? (?:gerne? )?auch weniger|teil-?\s?(?:zeit)?\s?(?:und/oder|und|u\.|oder|o\.|/|bzw\.?|beziehungsweise|sowie|&|\+|,|•|·|\||wie auch|wie|als auch)\s?(?:auch\s|in\s){0,2}-?\s?vollzeit|voll- (?:und|oder|bzw\.) teilzeit|teilzeitgeeignet|teilzeitfähig|teilzeit geeignet|full-?\s?(?:time)?\s?(?:or|and|/)\s?part-?\s?time|(?:halbe|halben) (?:bis|oder) (?:zur )?(?:ganze|volle)n?"
    r"|\bvollzeit (?:oder|und|bzw\.?) (?:in |mit |auch )?reduzierte[rmn]? |\bvz\s?(?:/|oder|und|bzw\.?|,)\s?tz\b|\btz\s?(?:/|oder|und|bzw\.?|,)\s?vz\b|\b(?:stunden|arbeitszeit|vollzeit)\w*[^.;,]{0,25}\breduzier|\breduzierbar|\breduzierte[rnm]? (?:wochen)?(?:stunden|arbeitszeit)|(?<!nicht )\b(?:auch|gerne?|mit) (?:mit )?weniger (?:wochen)?stunden|\breduzierung de[rs] (?:wochen)?(?:stunden|arbeitszeit)|(?:jede|jeder|jedes|alle) (?:form|modell)\w*(?: der| von)? (?:teilzeit)|als vollzeit- oder teilzeit|(?:stunden|std\.?|\bh|%|prozent)\s(?:bis(?: hin)?(?: zur?)?|oder) vollzeit|(?:besetzung|besetzt|besetzen|besetzbar|oder)\b[^.;]{0,30}\b(?:teilzeit|halbtags)(?:kräfte|beschäftigte)|teilzeit (?:bis|ab)\b[^.;,]{0,40}vollzeit|vollzeitnahe\w* teilzeit ist möglich|auf voll- oder teilzeit|(?<!\d)(?:3[5-9]|4[0-2])(?:,\d+)? ?(?:wochenstunden|stunden|std\.?|h)(?: ?(?:/|pro|in der|die) ?woche| wöchentlich)? oder (?:auch )?(?:in )?teilzeit")
)
_FULL = re.compile(by_letter(r"\bvollzeit(?!nah|äquival|-?stud)|\bvz\b|\bfull[- ]?time|\bvollbeschäftig(?!te[nr]?\s?[:=(])|ganztags|(?:arbeitszeit|umfang|beschäftigung)\s?:\s?ganztägig|\b(?:volle|ganze)[nrs]? (?:plan)?stelle|\bmit (?:der )?volle[nr] (?:\w+ ){0,3}\w*arbeitszeit"))
_PART = re.compile(by_letter(r"(?<!alters)(?<!eltern)\bteilzeit(?!-?stud|quote|anträge)|\btz\b|\bpart[- ]?time|\b(?:auf)?teilbare?[rnms]?\b|(?:job|top)-?sharing|(?:dreiviertel|3/4|2/3|zweidrittel|1/2|½)-?\s?(?:plan)?stelle|\bhalbe[nr]? (?:plan)?stelle|halbtags|mini-job|\b\d{3}-?\s?euro-?\s?(?:job|basis|kraft)|(?:arbeitszeit|umfang|beschäftigung)\s?:\s?halbtägig|minijob|geringfügig|vollzeitnah|tandem|\b(?:stelle|position|job|arbeitsplatz|kann|können|lässt sich)\b[^.;]{0,40}\bgeteilt"))
#: Part time beside full time.
_ALSO = re.compile(r"teilzeit-?modelle|familienfreundlich|interessiert|erwünscht|\bauch\b|möglich|geeignet|teilbar|denkbar|grundsätzlich|gerne?\b|auf wunsch|ebenso|option|vereinbar|sofern|wenn|können|\bkann\b|realisier|(?:job|top)-?sharing|interesse an|nach absprache|willkommen|bereit|weniger|\bokay|\bok\b|\bja\b|gegeben|kein problem|\bgeht\b|\bsag(?:t|en|e)?\b|spr(?:ich|echen)|possible|available")
_NO_PART = re.compile(
    by_letter(r"nicht teilbar|unteilbar|keine(?:rlei)? teilzeit|teilzeit[^.;,]{0,70}\b(?:nicht(?! (?:weniger|unter|mehr als|befristet))|leider|ausgeschlossen|scheidet)|nicht (?:in )?teilzeit(?!mitarb)|nicht (?:für|zur) .{0,20}teilzeit|ausschließlich (?:in |als )?vollzeit|nur (?:in |als )?vollzeit|(?:scheidet|ausgeschlossen|unmöglich|nicht (?:möglich|vorgesehen|realisierbar))\b[^.;,]{0,30}\bteilzeit|(?:stunden|arbeitszeit)\w*[^.;,]{0,25}\breduz[^.;,]{0,40}\bnicht|teilzeit[\w-]*(?: \w+)?\s?[:?]?\s?(?:nein|nicht|ausgeschlossen)|no part-time")
)
#: Others work part time, or the words mean something else.
_OTHERS = re.compile(
    by_letter(r"altersteilzeit|elternzeit(?!\s?(?:vertretung|und teilzeit))|teilzeitstudi|(?:mitarbeitende|beschäftigte|menschen|kolleg\w+|führungskräfte|personen)\w*\s(?:\w+\s){0,6}(?:arbeite[nt]|sind|davon)|davon .{0,30}in teilzeit|teilzeit(?:kräfte|beschäftigte)n?\b(?![^.;]{0,70}(?:denkbar|möglich\b|besetz|ausgeübt|geteilt|teilen|geeignet|offen|begrüßt|willkommen))|wer in teilzeit (?!arbeiten (?:will|möchte|mag))|kolleg(?:e|in|en|innen)\s(?:\w+\s){0,2}in teilzeit|teilzeit-?kolleg|\bteils in teilzeit|voll(?:zeitkräfte|zeitbeschäftigte|beschäftigte)n?\b[^.;:]{0,40}\b(?:arbeite[nt]|haben|leisten|gilt|gelten)|belegschaft|(?:anteil|quote) der teilzeit|(?:betriebs|personal)rat\w* (?:\w+ )?in teilzeit|führungs(?:positionen|kräfte|aufgaben)\b[^.;]{0,40}teilzeit|(?:schulung|lehrgang|kurs|einarbeitung|fortbildung)\w*\b[^.;,]{0,40}(?:voll|teil)zeit|bewerbungen von frauen in teilzeit|(?:bereits|schon) besetzt|bei (?:einer )?teilzeit\w*\b[^.;]{0,60}(?:vermindert|anteilig|verringert|entsprechend|gekürzt|nach dem umfang)|\beltern\b[^.;]{0,30}teilzeit zurück|"
    r"antr[aä]g\w* auf (?:\w+ )?teilzeit|(?:besteht|bestehen) aus [^.;]{0,40}(?:vollzeit|teilzeit)|(?:kita|kinder\w*)\b[^.;]{0,30}ganztags|verbesserung .{0,20}teilzeit|teilzeit- und befristungsgesetz|tzbfg .{0,10}teilzeit|\bvorgänger\w*\s[^.;]{0,40}(?:halbtags|teilzeit|vollzeit)|\bwar(?:en)? (?:bisher |zuletzt )?in (?:teil|voll)zeit|ausbildung in teilzeit wird")
)
_CODES = {"FULL_TIME": ("FULL",), "FULLTIME": ("FULL",), "VOLLZEIT": ("FULL",), "PART_TIME": ("PART",), "PARTTIME": ("PART",), "TEILZEIT": ("PART",), "VOLL_ODER_TEILZEIT": ("FULL", "PART"), "VOLL_UND_TEILZEIT": ("FULL", "PART")}


def read_employment_type(ad: Ad) -> list[EmploymentType]:
    """What the words say; hours decide afterwards (:func:`with_hours`)."""
    full, part = _structured(ad)
    excluded = False
    for line in ad.about(_KEYS):
        if _of_others(line.low):
            continue
        if _NO_PART.search(line.low) or _is_denied(ad, line):
            excluded = full = True
            ad.prove("employment_type", line.text, line.origin, "part time is excluded")
            continue
        said_full, said_part = _said(line)
        if said_full or said_part:
            ad.prove("employment_type", line.text, line.origin, "full or part time is named")
        full, part = full or said_full, part or said_part
    percent = percent_of_post(ad)
    if percent is not None:
        low, high = percent[0], percent[1] if percent[1] is not None else 100.0
        if high < 100:
            full, part = False, True
        elif low < 100 and low > 0:
            full = part = True
        elif low >= 100 or not part:
            full = True
    return [*(["FULL_TIME"] if full else []), *(["PART_TIME"] if part and not (excluded and full) else [])]  # type: ignore[list-item]


def _is_denied(ad: Ad, line: Line) -> bool:
    """ "Teilzeit? Leider nicht." """
    following = ad.line(line.number + 1) if line.low.endswith("?") and _PART.search(line.low) else None
    return following is not None and re.match(r"\W*(?:nein|nicht|leider)\b", following.low) is not None


def _of_others(low: str) -> bool:
    return _OTHERS.search(low) is not None and _EITHER.search(low) is None


#: Full time after all: "Aufstockung auf Vollzeit ist später möglich".
_LATER = re.compile(r"(?:aufstock|aufgestockt|erhöh|wechsel|ausweit|aufzustocken|rückkehr|erweiter)\w*\s(?:\w+\s){0,3}(?:auf|in|zu)\s(?:\w+\s){0,2}$")
#: Who divides a post divides a whole one.
_SHARED = re.compile(r"\b(?:auf)?teilbare?[rnms]?\b|(?:job|top)-?sharing|aufteilung auf")
#: "Teilzeit/Vollzeit: Teilzeit mit 30 Stunden": the label names what could be chosen.
_CHOICE = re.compile(r"^\W*(?:voll|teil)-?(?:zeit)?\s?(?:/|oder|und|bzw\.?)\s?(?:voll|teil)-?zeit\s?:(?=(?P<chosen>.{0,60}))")


#: "Teilzeit 30 Std. (Vollzeit: 39 Std.)": full time is the measure.
_MEASURE = re.compile(r"(\bteilzeit[^.;()]{0,30}\d[^;()]{0,15})\((?:bei )?vollzeit\W{1,3}(?:derzeit )?\d[^()]{0,20}\)")
#: Boxes of a form that nobody ticked; they stand before their words, or behind them.
_UNTICKED = r"(?:[✗✘❌☐⬜⛔]|\[\s?\]|\(\s?\))"
_UNTICKED_FIRST = re.compile(rf"{_UNTICKED}\s?(?:in )?(?:voll|teil)zeit")
_UNTICKED_LAST = re.compile(rf"(?:voll|teil)zeit\s?:?\s?{_UNTICKED}")
_BOX_FIRST = re.compile(r"(?:^|:\s?)(?:[✗✘❌☐⬜⛔☑☒✓✔✅]|[\[(]\s?x?\s?[\])])")


def _without_unticked(low: str) -> str:
    if not re.search(_UNTICKED, low):
        return low
    return (_UNTICKED_FIRST if _BOX_FIRST.search(low) else _UNTICKED_LAST).sub("", low)


def _said(line: Line) -> tuple[bool, bool]:
    """(full time, part time) of one line; part time that is "also possible" says that full time is."""
    low = _MEASURE.sub(r"\1", _without_unticked(line.low)) if "(" in line.low else _without_unticked(line.low)
    low = _CHOICE.sub(lambda label: "" if _FULL.search(label["chosen"]) or _PART.search(label["chosen"]) else label[0], low)
    if _EITHER.search(low):
        return True, True
    full = False
    for match in _FULL.finditer(low):
        share = re.search(r"(?:(?:%|prozent|hälfte|drittel\w*|viertel\w*)(?:\s\w+){0,2}|(?:anteil\w*|von)(?: einer| der)?(?: \w+)?)\s$", low[max(0, match.start() - 30) : match.start()])
        full = full or (share is None and _LATER.search(low, max(0, match.start() - 45), match.start()) is None)
    part_match = _PART.search(low)
    if part_match is None:
        return full, False
    if _SHARED.search(low) or low.endswith("?"):
        return True, True
    if not full and line.origin != "title" and not re.search(r"(?:nur|ausschließlich) in teilzeit", low):
        near = low[max(0, part_match.start() - 60) : part_match.end() + 70]
        full = _ALSO.search(near) is not None and re.search(r"halbe[n]? stelle|halbtags|minijob|geringfügig|(?<![\d,])(?:[4-9]|[12]\d|3[0-7])(?:,\d+)? ?(?:stunden|std|wochenstunden|h\b)|\d ?%", near) is None
    return full, True


def _structured(ad: Ad) -> tuple[bool, bool]:
    found: set[str] = set()
    for stated in ad.posting.employment_type:
        code = re.sub(r"[^A-Z]+", "_", stated.upper()[:80]).strip("_")
        values = _CODES.get(code) or tuple(value for name, codes in _CODES.items() if name in code or name in code.replace("_", "") for value in codes)
        if not values and "VOLL" in code and "TEIL" in code:
            values = ("FULL", "PART")
        if values:
            found.update(values)
            ad.prove("employment_type", stated, "employment_type", "the portal's own field")
    return "FULL" in found, "PART" in found


def with_hours(types: list[EmploymentType], hours: Hours | None) -> list[EmploymentType]:
    """Where no word says it, hours do for what is part time anywhere; what full time is, the ad must say itself."""
    if types or hours is None or hours.max is None:
        return types
    return ["PART_TIME"] if hours.max < 30 else types
