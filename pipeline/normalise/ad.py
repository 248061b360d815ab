"""An ad prepared for reading: repaired title and text, sentences with a keyword index, the day by which years are understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from pipeline.model import Evidence, Place, Posting, Problem
from pipeline.normalise.dates import MONTH_NAMES, MONTHS, parse_date
from pipeline.normalise.signs import Signs, by_letter
from pipeline.normalise.text import GOES_ON, LONE_DAY, LONGEST, OTHER_ADS, clean, html_to_text, unglue, with_umlauts
from pipeline.normalise.when import DAY_WORDS, NAMELESS, When, dates_in

#: Longer titles are cut; the rest of the house shows far less.
LONGEST_TITLE = 1000
#: No ad names more days; hostile ones must not cost time.
MOST_DAYS = 300
#: What is listed may have ended so long ago; older days are another date, or none.
LONGEST_AGO = timedelta(days=400)
#: A sentence longer than this is read in pieces.
LONGEST_SENTENCE = 1200

_FIGURED = re.compile(r"\d[^\n]*")
#: Whatever names a day holds figures like these or a month.
_FIGURES = re.compile(r"[0-9](?:[./-]\s?[0-9a-z]|(?<=2)0[0-9][0-9]| [jfmasond][a-zä]{2})")
#: With none of these a day is written in figures.
_DAY_WORDS = Signs(*DAY_WORDS)
_MONTHS = Signs(*{name[:4] for name in MONTHS if len(name) > 3}, "mai", "mrz", *NAMELESS)

_END = re.compile(r"[.!?…;](?:(?<!;)[.!?…]{0,3}[)“\"»’]?\s+(?=[„“\"»(–-]{0,2}\s?[A-ZÄÖÜ0-9])|(?<=;)\s+)")
#: A full stop after one of these ends no sentence.
_ABBREVIATED = frozenset(
    "abs nr art ca bzw ggf evtl inkl einschl exkl max mind min std ref tel dr prof dipl ing inf st str vgl bes gr egr entgeltgr verggr besgr fgr fallgr wöchtl wtl mtl kennz az zzgl vsl voraussichtl unbefr befr"
    " reg rd sog insb allg bspw tsd usw etc gem lt incl mo di mi do fr sa so jan feb mrz apr jun jul aug sep sept okt nov dez bew schr abt sachb öff hann eg entggr entgr wo no".split()
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
_DAY = re.compile(r"(?:^|[^\d.a-zäöüß])\d{1,2}\.$")
#: "20.03. Bewerbungsschluss – 01.04. Gespräche": the days stand before what they are.
_DAY_FIRST = re.compile(r"(?:[^.:;]{0,30}(?:termine?|zeitplan|ablauf|fahrplan|überblick|fristen|daten)\b[^.:;\d]{0,15}:)?\W*(?:(?:bis|am|ab)\s(?:zum\s)?)?\d{1,2}\.\s?\d{1,2}\.(?:\s|$)")
_ORDINAL_NEXT = re.compile(r"\s*(?:" + MONTH_NAMES + r"|ausbildungs|lehrjahr|aj\b|lj\b|runde|halbjahr|quartal|kalenderwoche|kw|og|stock|etage|semester|monats|jahr|\d|level|klasse)", re.IGNORECASE)

#: The left column of facts laid out without a table; what it labels stands in the next line.
_LABEL = re.compile(by_letter(
    r"(?:(?:bewerbungs|einsende|ausschreibungs|anmelde)-?(?:frist|schluss|ende)|frist|schluss|ende|bewerb\w* bis|bewerbungszeitraum|(?:zu besetzen|besetzung|beginn|start|eintritt|einstieg|einstellung|antritt|dienstantritt|dienstbeginn"
    r"|arbeitsbeginn|ausbildungsbeginn|studienbeginn|vertragsbeginn|stellenantritt|besetzungs\w+|eintritts\w+|einstellungs\w+|start\w{2,8})(?: ab| zum)?|(?:anzahl(?: der)? )?(?:freie )?(?:stellen|plätze)(?:anzahl|zahl)?|kenn-?ziffer|kenn-?nr\.?"
    r"|kennnummer|referenz\w*|ref\.?-?nr\.?|stellen-?(?:id|nr\.?|nummer)|job-?id|kennwort|stichwort|kennung|vorgangsnummer|aktenzeichen|ausschreibungs-?(?:nr\.?|nummer)|vergütung|bewertung|entgelt(?:gruppe)?|eingruppierung"
    r"|besoldung(?:sgruppe)?|dotierung|gehalt|bezahlung|tarif|wöchentliche arbeitszeit|arbeitszeit(?:modell)?|wochenstunden(?:zahl)?|stunden(?:umfang|zahl|\s?(?:pro|je|in der|/)\s?woche)|wochenarbeitszeit|(?:stellen|beschäftigungs|arbeitszeit)?umfang|befristung|befristet|dauer|vertrag\w*|laufzeit"
    r"|beschäftigungs\w+|anstellungsart|(?:arbeits|einsatz|dienst|stand|beschäftigungs|ausbildungs)ort(?:e)?|dienstsitz|ort|homeoffice|home-office|mobiles arbeiten|telearbeit|remote|wann|wo|wie lange|wie viel|bis wann|ab wann|location|place of work)\s?[:?]?"
))


def _is_label(last: list[str]) -> bool:
    """Whether the last line read is a label."""
    return bool(last) and len(last[0]) < 45 and _LABEL.fullmatch(last[0].lower()) is not None


#: "Wann geht es los?" is understood with its answer.
_QUESTION = re.compile(r"(?:(?:und\s)?(?:ab |bis )?wann|wo|wie lange)\b[^?]{0,50}\?$", re.IGNORECASE)


#: A text of fewer signs is the placeholder of a form: ".", "-", "n/a", "k. A.".
_WORDS = re.compile(r"(?:[\W_]*+[^\W_]){4}")


class Line(NamedTuple):
    """A sentence or a row of facts: as written, in lower case of the same length, and the posting's field it stands in."""

    text: str
    low: str
    origin: str
    number: int

    def before(self, position: int, width: int) -> str:
        return self.low[max(0, position - width) : position]

    def after(self, position: int, width: int) -> str:
        return self.low[position : position + width]

    def near(self, start: int, end: int, left: int, right: int) -> str:
        return self.low[max(0, start - left) : end + right]


def lower(text: str) -> str:
    """Lower case of the same length, so that positions agree."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass
class Ad:
    """One posting while it is being read; proofs and doubts are collected here. ``stood_before``: it was advertised before anybody looked."""

    posting: Posting
    stood_before: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    towns: dict[tuple[int, int], list[tuple[int, int, Place]]] = field(default_factory=dict)  # by line and least population

    @cached_property
    def title(self) -> str:
        return " ".join(clean(self.posting.title[: 4 * LONGEST_TITLE]).split())[:LONGEST_TITLE]

    @cached_property
    def text(self) -> str:
        text = with_umlauts(unglue(html_to_text(self.posting.description_html)))
        if len(text) >= LONGEST or len(self.posting.description_html or "") > 4 * LONGEST:
            self.doubt("text_cut", f"the ad is longer than {LONGEST} characters: the rest is not read")
        if text and _WORDS.match(text) is None:
            self.doubt("text_implausible", f"the ad's text {text[:40]!r} says nothing: left out")
            return ""
        return text

    @cached_property
    def lines(self) -> list[Line]:
        """The title, then sentences and rows of the text in order."""
        parts: list[str] = []
        for line in _own_lines(_days_behind(self.text.split("\n"))):
            if len(line) < 160 and _is_label(parts[-1:]):
                parts[-1] = f"{parts[-1].rstrip(': ')}: {line}"
            else:
                for sentence in _sentences(line):
                    if parts and len(parts[-1]) < 60 and parts[-1][-1] == "?" and _QUESTION.match(parts[-1]):
                        parts[-1] = f"{parts[-1]} {sentence}"
                    else:
                        parts.append(sentence)
        lines = [Line(self.title, lower(self.title), "title", 0)]
        for part in parts:
            lines.append(Line(part, lower(part), "description_html", len(lines)))
        return lines

    @cached_property
    def dated(self) -> list[tuple[Line, list[When]]]:
        """The lines that name days, with these."""
        found: list[tuple[Line, list[When]]] = []
        left = MOST_DAYS
        named = {line.number for line in self.about(_DAY_WORDS)}
        for line in self.about(_MONTHS, _FIGURES):
            if days := list(islice(dates_in(line.low, named=line.number in named), left)):
                found.append((line, days))
                left -= len(days)
        if not left:
            self.doubt("text_cut", f"the ad names more than {MOST_DAYS} days: the rest is not read")
        return found

    @cached_property
    def _index(self) -> tuple[str, list[int]]:
        lines = [line.low for line in self.lines]
        return "\n".join(lines), list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    @cached_property
    def _by_signs(self) -> dict[Signs, list[Line]]:
        """All that readers look for, found in one go."""
        text, starts = self._index
        found = Signs.scan().by_line(text, [*starts[1:], len(text) + 1])
        return {signs: [self.lines[number] for number in numbers] for signs, numbers in found.items()}

    def about(self, signs: Signs, pattern: re.Pattern[str] | None = None) -> list[Line]:
        """The lines in which one of the words of ``signs`` occurs, or ``pattern``, which begins with a figure, matches; in order."""
        lines = self._by_signs.get(signs, [])
        if pattern is None:
            return lines
        numbers = {line.number for line in lines}
        return [line for line in self.lines if line.number in numbers or (line.number in self.figured and pattern.search(line.low))]

    @cached_property
    def figured(self) -> set[int]:
        """The numbers of the lines that hold figures."""
        text, starts = self._index
        return {bisect_right(starts, found.start()) - 1 for found in _FIGURED.finditer(text)}

    def holding(self, *words: str) -> list[Line]:
        """The lines in which one of ``words`` (lower case) occurs, in order: for words that few ads are asked for."""
        text, starts = self._index
        found: set[int] = set()
        for word in words:
            position = text.find(word)
            while position >= 0:
                number = bisect_right(starts, position) - 1
                found.add(number)
                position = text.find(word, starts[number + 1]) if number + 1 < len(starts) else -1
        return [self.lines[number] for number in sorted(found)]

    def line(self, number: int) -> Line | None:
        return self.lines[number] if 0 <= number < len(self.lines) else None

    @cached_property
    def reference(self) -> date | None:
        """The day by which a date without a year is understood; none after the ad was seen."""
        seen = parse_date(self.posting.seen_at)
        stated = [day for text in (self.posting.published, self.posting.date_posted) if (day := parse_date(text)) is not None and (seen is None or day <= seen)]
        return (min(stated) if self.stood_before else stated[0]) if stated else seen

    @cached_property
    def earliest(self) -> date | None:
        """The first day that can be a deadline: none before the ad was published; who lists it first may come later."""
        if self.reference is None:
            return None
        posted = parse_date(self.posting.date_posted) or (date.min if self.stood_before else self.reference)
        return min(max(posted, self.reference - LONGEST_AGO), self.reference)

    def without(self, *fields: str) -> Ad:
        """This ad as it would be if the portal had left ``fields`` empty; what is read already is shared."""
        empty: dict[str, object] = {name: [] if isinstance(getattr(self.posting, name), list) else "" if name == "title" else None for name in fields}
        other = Ad(self.posting.model_copy(update=empty), self.stood_before)
        if "title" not in fields and "description_html" not in fields:
            other.__dict__.update({name: self.__dict__[name] for name in ("title", "text", "lines", "dated", "_index", "_by_signs", "reference") if name in self.__dict__})
        return other

    def proofs(self, fact: str) -> list[Evidence]:
        return [proof for proof in self.evidence if proof.field == fact]

    def prove(self, fact: str, words: str, origin: str, rule: str) -> None:
        self.evidence.append(Evidence(field=fact, words=words.strip()[:300], origin=origin, rule=rule))

    def doubt(self, code: str, message: str) -> None:
        self.problems.append(Problem(code=code, message=message, where=self.posting.url))


#: What the days of a list are about.
_EVENT = re.compile(r"(?!.*\b(?:wir|uns|sie|ihre?|du|dich|deine)\b).*(?:frist|schluss|ende\b|gespräch|auswahl|test\b|assessment|beginn|start|eintritt|antritt|einstellung|besetzung|veröffentlich|entscheidung|zusage|kennenlern|info\w*(?:tag|abend)|bewerbung)", re.IGNORECASE)

#: No ad has more such lines in a row.
_LONGEST_LIST = 24


def _days_behind(lines: list[str]) -> list[str]:
    """A flattened list in which each day stands above what it is ("15.03." "Bewerbungsschluss" "22.03." "Gespräche"), with the days behind;
    elsewhere a line "bis 15.03." goes on with the one above."""
    turned: list[str] = []
    number = 0  # below a label the first day is that label's
    while number < len(lines):
        stop = number
        while stop + 1 < len(lines) and stop - number < _LONGEST_LIST and len(lines[stop]) < 30 and LONE_DAY.fullmatch(lines[stop]) and len(lines[stop + 1]) < 60 and _EVENT.match(lines[stop + 1]):
            stop += 2
        if stop - number >= 4 and not _is_label(turned[-1:]) and not (stop < len(lines) and len(lines[stop]) < 30 and LONE_DAY.fullmatch(lines[stop])):
            turned += [f"{lines[at + 1].rstrip(': ')}: {lines[at]}" for at in range(number, stop, 2)]
            number = stop
        else:
            line = lines[number]
            if line[:1].islower() and turned and len(line) < 30 and not _is_label(turned[-1:]) and GOES_ON.search(turned[-1][-1:]) and LONE_DAY.fullmatch(line):
                turned[-1] = f"{turned[-1]} {line}"
            else:
                turned.append(line)
            number += 1
    return turned


#: A row of a list of ads: "IT-Techniker (m/w/d), Tuttlingen, EG 8".
_AD_ROW = re.compile(r"\((?:[mwdfixgn*]|gn)(?:\s?[/|,]\s?[mwdfix*]){0,3}\)|[*:_/-]in(?:nen)?\b", re.IGNORECASE)


def _own_lines(lines: Iterable[str]) -> Iterable[str]:
    """Without the list of other ads below this one."""
    listed = False
    for number, line in enumerate(lines):
        listed = listed and len(line) < 160 and _AD_ROW.search(line) is not None
        found = OTHER_ADS.search(line, 0, 60) if number > 5 and not listed and _names_ads(line[:60].lower()) else None
        if found and found.start() < 25 and re.match(r"[^.,;]{0,40}$|\s?:", line[found.end() :]):
            listed = True
        elif not listed:
            yield line


def _names_ads(low: str) -> bool:
    return "stellen" in low or "jobs" in low or "angebote" in low or "interessieren" in low


def _sentences(line: str) -> list[str]:
    """The sentences of a line; the longest ones in pieces."""
    found: list[str] = []
    start, low = 0, ""
    for end in _END.finditer(line):
        low = low or lower(line)
        if end[0][0] == "." and (not _ends(low, end.start() + 1, end.end()) or (low[end.start() - 1].isdigit() and _DAY_FIRST.match(low, start, end.start() + 1))):
            continue
        found.append(line[start : end.end()].strip())
        start = end.end()
    if rest := line[start:].strip():
        found.append(rest)
    if len(line) <= LONGEST_SENTENCE:
        return found
    return [sentence[at : at + LONGEST_SENTENCE] for sentence in found for at in range(0, len(sentence), LONGEST_SENTENCE)]


def _ends(low: str, stop: int, following: int) -> bool:
    """Whether the full stop before ``stop`` ends a sentence: no ordinal ("1. April"), no abbreviation."""
    before = low[max(0, stop - 20) : stop]
    if before[-2:-1].isdigit() and _DAY.search(before):
        return not _ORDINAL_NEXT.match(low, following) and len(low) - following > 25
    if before[-2:-1].isdigit() and _ORDINAL_NEXT.match(low, following) and re.search(r"\d{1,2}\.\s?\d{1,2}\.$", before):
        return not re.match(r"\d{2,4}\b", low[following : following + 5])
    word = before[len(before[:-1].rstrip(_LETTERS)) : -1]
    return not (len(word) == 1 and not before[-3:-2].isdigit() or word in _ABBREVIATED)
