"""Kennziffern as people rewrite them, and numbers that portals put in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.match.fold import fold

_LABELS = frozenset("kz kennziffer kennzahl ref referenz referenznummer refnr nr az kennz kennwort stellen id stelle stellenid nummer job jobid kennung stichwort aktenzeichen".split())
_PORTAL = re.compile(r"\d{5}-\d{6,12}-s|(?:job|req|jr|pos|id|ad|offer|interamt|ba|sa)[-_ ]?(?:id)?[-_ :]?\d{5,}|[a-z]{0,8}[-_ :]?\d{7,}|[0-9a-f]{8}-[0-9a-f]{4}-.*|[0-9a-f]{16,}", re.IGNORECASE)
_IN_TEXT = re.compile(r"\b(?:kenn-?ziffer|kenn-?zahl|kennnummer|kz|referenz-?nummer|referenz-?nr|ref\.?-?\s?nr|kennwort|stellen-?nr|ausschreibungs-?nr|aktenzeichen|az)\b\.?\s*(?:lautet|ist|:|-)?\s*((?:[a-z]{1,6}[ ./_-]?)?\d[\w./_-]{0,18}(?: ?[/-] ?\d{1,6}\b|(?: \d{2,6})(?=[ .,;)]*$))?)")
_SERIES = re.compile(r"(?<=\d)[a-z](?![a-z\d])")


@dataclass(frozen=True, slots=True)
class Reference:
    """``core`` is what spellings share, ``letters`` what stands beside it; ``year`` two digits or empty."""

    core: str
    letters: str
    year: str


@lru_cache(maxsize=4096)
def fold_reference(reference: str, near: int = 0) -> Reference | None:
    """ "2024/0123" = "Kz. 123/24" -> core 123, year 24; None for a portal's internal number.

    ``near`` is the year of the ad, where it is known: in "2028/25" of the year 2025 it shows which number is the year.
    """
    text = fold(reference).strip(" .,;:()")
    if _PORTAL.fullmatch(text) or re.fullmatch(r"\d{6,}", text):
        return None
    # A letter right behind a figure belongs to the number, wherever the year stands: 21a and 21b are two posts.
    series = "".join(_SERIES.findall(text))
    tokens = re.findall(r"[a-z]+|\d+", _SERIES.sub("", text))
    while tokens and tokens[0] in _LABELS:
        tokens.pop(0)
    year = _year(tokens, near)
    letters = "".join(token for token in tokens if not token.isdigit())
    numbers = "-".join(token.lstrip("0") or "0" for token in tokens if token.isdigit())
    if not letters and not numbers:
        return None
    return Reference(numbers + series or letters, letters if numbers else "", year)


def _year(tokens: list[str], near: int) -> str:
    numbers = [n for n, token in enumerate(tokens) if token.isdigit()]
    if near and len(numbers) > 1:
        years = [str(year) for year in (near, near - 1, near + 1)]
        for year in (*years, *(year[2:] for year in years)):
            for position in (numbers[-1], numbers[0]):
                if tokens[position] == year:
                    return tokens.pop(position)[-2:]
        return ""
    for position, token in enumerate(tokens):
        if re.fullmatch(r"20[1-4]\d", token) and len(tokens) > 1:
            return tokens.pop(position)[2:]
    if len(numbers) > 1:
        for position in (numbers[-1], numbers[0]):
            if re.fullmatch(r"[1-4]\d", tokens[position]):
                return tokens.pop(position)
    return ""


#: What labels begin with: looking for these is faster than the search.
_LABEL_BEGINS = ("kenn", "kz", "ref", "stellen", "ausschreibungs", "aktenz", "az")


def references_in(folded: str) -> list[str]:
    """The references that a folded text names with a label, at most two, in their order."""
    found: dict[int, str] = {}
    for label in _LABEL_BEGINS:
        at = folded.find(label)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum():
                end = folded.find("\n", at, at + 80)
                if match := _IN_TEXT.match(folded, at, end if end >= 0 else at + 80):
                    found[at] = match[1].rstrip("./-_")
            at = folded.find(label, at + len(label))
    return [found[at] for at in sorted(found)][:2]


def compare_references(new: tuple[tuple[str, str, str], ...], old: tuple[tuple[str, str, str], ...]) -> bool | None:
    """True: one in common; False: both stated, comparable and different; None: nothing follows."""
    if not new or not old:
        return None
    verdicts = [_same(one, other) for one in new for other in old]
    if True in verdicts:
        return True
    return False if False in verdicts else None


def _same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool | None:
    core, letters, year = one
    if (core, letters, year) == tuple(other):
        return True
    # "12-a" and "12a" are one number, whichever way an entry remembers its letter.
    if core + letters != other[0] + other[1]:
        if core != other[0] and _begins(core, other[0]):
            return None
        if core != other[0] or (letters and other[1] and letters != other[1]):
            return False
    return None if year and other[2] and year != other[2] and not (letters or other[1]) and len(core) < 2 else (year == other[2] or not year or not other[2])


def _begins(core: str, other: str) -> bool:
    """Whether one is the other cut short: "40.2" of "40.2-526"."""
    short, long = sorted((core, other), key=len)
    return long.startswith(f"{short}-")
