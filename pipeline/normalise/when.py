"""Dates in prose: one grammar for all facts that are days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pipeline.normalise.dates import EARLIEST, LATEST, MONTH_NAMES, MONTHS, last_of_month
from pipeline.normalise.numbers import ORDINAL, ORDINALS
from pipeline.normalise.signs import alternatives

Part = Literal["day", "month", "end", "start", "middle"]

#: Days of the year that have a name of their own; others move, or are many.
_FEASTS = {"neujahr": (1, 1), "dreikönig": (6, 1), "heiligabend": (24, 12), "silvester": (31, 12), "jahresende": (31, 12)}
_PARTS: dict[str, Part] = {"ende": "end", "end of": "end", "mitte": "middle", "mid": "middle", "anfang": "start", "beginning of": "start"}
#: Parts of words that name a day without figure and month.
NAMELESS = (*_FEASTS, "monatsende", "s monats", "s jahres")
#: Of these words one stands in every day that is not written in figures only.
DAY_WORDS = (*_PARTS, *MONTHS, *NAMELESS)

#: How the words of dates begin; most words of a text do not.
_BEGINS = alternatives(word[:3] for word in (*_FEASTS, *_PARTS, *MONTHS, *ORDINALS, "monatsende"))
_YEAR = r"(?:20\d\d|['’]\d\d)"
_IN_FIGURES = (
    rf"(?<![\d.,/-])(?:(?P<iy>20\d\d)[-/](?P<im>\d\d)[-/](?P<id>\d\d)(?![\d-])"
    rf"|(?P<d>\d{{1,2}})\s?\.\s?(?:(?P<m>\d{{1,2}})\s?\.(?:\s?(?P<y>20\d\d|\d\d(?!\s?(?:uhr|std|h\b|%))(?!\d|[.:]\d)))?|(?P<bare>(?:0[1-9]|1[0-2])(?![\d.,:%/-]|\s?(?:uhr|std|stunden|euro|eur|€|%|prozent|h\b)))|(?P<mn>{MONTH_NAMES})\b\.?(?:,?\s*(?P<y2>{_YEAR}))?)"
    rf"|(?P<sd>\d{{1,2}})[-/](?P<sm>\d{{1,2}})[-/](?P<sy>20\d\d)(?!\d)"
    rf"|(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<emn>{MONTH_NAMES})\b\.?(?:,?\s(?P<ey>20\d\d))?)"
    r"|(?<![\d.])(?P<rd>\d{1,2})\s?\.\s?(?:dieses|des (?:laufenden|aktuellen|gleichen)) monats\b"
)
_IN_WORDS = (
    rf"(?P<rend>monatsende|ende (?:dieses|des(?: laufenden)?) monats)\b(?! (?:{MONTH_NAMES})\b)|(?P<feast>{'|'.join(_FEASTS)}|ende (?:dieses|des(?: laufenden)?) jahres|ende(?= 20\d\d))\b(?: (?P<fy>20\d\d)\b)?"
    rf"|(?P<word>{ORDINAL})[nrsm]?\s(?P<wmn>{MONTH_NAMES})\b(?:\s(?P<wy>{_YEAR}))?"
    rf"|(?:(?P<part>ende|mitte|anfang|mid|end of|beginning of)\s(?:des monats\s)?)?(?P<omn>{MONTH_NAMES})\b\.?(?:\s(?P<od>\d{{1,2}})(?:(?:st|nd|rd|th)?,\s(?P<ody>20\d\d)|(?:st|nd|rd|th)\b)|\s(?:des jahres\s)?(?P<oy>{_YEAR}))?"
)
_MONTH = r"(?<![\d./-])(?P<npart>ende\s|mitte\s|anfang\s)?(?P<nm>0?[1-9]|1[0-2])[/.](?P<ny>20\d\d)(?![\d./-]\d|\d)"
_DATE = re.compile(rf"\b(?:(?=\d)(?:{_IN_FIGURES})|(?={_BEGINS})(?:{_IN_WORDS})|(?=[\daem]){_MONTH})")
#: The same where no month, day of the year or part of a month is named in words: a search skips to figures.
_DATE_OF_FIGURES = re.compile(rf"(?=\d)(?<!\w)(?:{_IN_FIGURES}|{_MONTH})")

#: "bis 31.03 an": a day without its last full stop; elsewhere such figures are a version, a time or a number.
_BEFORE_BARE = re.compile(r"(?:\b(?:bis|zum|ab|am|den|dem|vom|start)|frist|schluss|beginn|tritt):?\s$")


class When(NamedTuple):
    """A day or a month as written: ``year`` None where the ad leaves it out, ``month`` 0 for the present one; ``part`` says which day of a month is meant."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    part: Part

    def resolve(self, reference: date | None) -> date | None:
        """The date; without a year the first one on or after ``reference``; without a reference no year is guessed.

        A month alone is its first day, "Ende Mai" its last; "Mitte Mai" names no day.
        """
        if self.part == "middle":
            return None
        if not self.month:
            return self._replace(month=reference.month, year=reference.year).resolve(reference) if reference is not None else None
        if self.year is not None:
            years = [self.year]
        elif reference is not None:
            years = [reference.year, reference.year + 1, *range(reference.year + 2, reference.year + 5 if (self.day, self.month) == (29, 2) else 0)]
        else:
            return None
        for year in years:
            candidate = self._in(year)
            if candidate is None or not EARLIEST <= candidate <= LATEST:
                continue
            if self.year is not None or reference is None or (self.last(candidate) >= reference):
                return candidate
        return None

    def _in(self, year: int) -> date | None:
        try:
            return last_of_month(year, self.month) if self.part == "end" else date(year, self.month, self.day)
        except ValueError:
            return None

    def last(self, candidate: date) -> date:
        return last_of_month(candidate.year, candidate.month) if self.part in ("month", "start") else candidate


def dates_in(low: str, *, named: bool = True) -> Iterator[When]:
    """The dates that a text in lower case names, in order; what is no day of the calendar is left out.

    ``named``: it may hold one of the words of days.
    """
    for found in (_DATE if named else _DATE_OF_FIGURES).finditer(low):
        read = _read(found) if not found["bare"] or _BEFORE_BARE.search(low, max(0, found.start() - 12), found.start()) else None
        if read is not None:
            day, month, year, part = read
            if (1 <= month <= 12 or found["rd"] or (not month and part == "end")) and 1 <= day <= 31:
                yield When(found.start(), found.end(), day, month, year, part)


def _read(found: re.Match[str]) -> tuple[int, int, int | None, Part] | None:
    parts = found.groupdict()
    if parts["iy"]:
        return int(parts["id"]), int(parts["im"]), int(parts["iy"]), "day"
    if parts["d"]:
        month = MONTHS[parts["mn"]] if parts["mn"] else int(parts["m"] or parts["bare"])
        return int(parts["d"]), month, _year(parts["y"] or parts["y2"]), "day"
    if parts["sd"]:
        return int(parts["sd"]), int(parts["sm"]), int(parts["sy"]), "day"
    if parts["emn"]:
        return (int(parts["ed"]), MONTHS[parts["emn"]], _year(parts["ey"]), "day") if parts["emn"] != "mai" or parts["ey"] else None
    if parts["rd"]:
        return int(parts["rd"]), 0, None, "day"
    if parts["nm"]:
        return 1, int(parts["nm"]), int(parts["ny"]), _PARTS.get((parts["npart"] or "").strip(), "month")
    if parts["rend"]:
        return 1, 0, None, "end"
    if parts["feast"]:
        return *_FEASTS.get(parts["feast"], (31, 12)), _year(parts["fy"]), "end" if "ende" in parts["feast"] else "day"
    if parts["word"]:
        return ORDINALS[parts["word"]], MONTHS[parts["wmn"]], _year(parts["wy"]), "day"
    return _named_month(parts)


def _named_month(parts: dict[str, str | None]) -> tuple[int, int, int | None, Part] | None:
    name = parts["omn"] or ""
    if parts["od"]:
        return int(parts["od"]), MONTHS[name], _year(parts["ody"]), "day"
    kind = _PARTS.get(parts["part"] or "", "month")
    if len(name) <= 3 and name != "mai" and not (parts["part"] or parts["oy"]):
        return None  # "dez", "sep", "jan" alone are more often something else
    if name in ("may", "march") and not parts["oy"]:
        return None
    return 1, MONTHS[name], _year(parts["oy"]), kind


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.lstrip("'’")
    return int(digits) + (2000 if len(digits) == 2 else 0)
