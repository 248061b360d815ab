"""The unit of the employer to which a post belongs, as an ad says it: "Einsatz im Jugendamt", "Fachbereich 3 Soziales"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.match.fold import fold, words

_LABELS = ("Abteilung ", "Hauptabteilung ", "Fachbereich ", "Produktbereich ", "Servicebereich ", "Geschäftsbereich ", "Geschäftsfeld ", "Bereich ", "Sachgebiet ", "Fachgebiet ", "Fachdienst ", "Referat ", "Dezernat ",
           "Stabsstelle ", "Stabstelle ", "Team ", "Amt ", "amt")
_NAME = re.compile(r"(?:für |der )?(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\b[ ,:/-]{0,3})?(?:[A-ZÄÖÜ][\w-]+(?:(?: und |, | & |/)[A-ZÄÖÜ][\w-]+){0,3})?")
_OFFICE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]*$")
#: What stands before the unit to which a post belongs: surely, and perhaps.
_BELONGS = re.compile(r"(?:(?:\beinsatz\w*|\borganis\w+|\bdienststelle|\bangesiedelt|\bzugeordnet|\bgehört|\beingebunden|\bverortet)(?: ist)?(?:\s?:| in unserem| in unserer| im| in der| beim| bei der| dem| der| zum| zur| am)?|\b(?:abteilung|bereich|amt|team|einheit)\s?:)(?: bereich| team| abteilung)? ?$")
_PERHAPS = re.compile(r"\b(?:im|in der|in dem|in unserem|in unserer|unser|unsere|unseren|für das|für den|für die|beim|bei der) $")
_OFFERED = re.compile(r"sucht|suchen|besetz|verstärk|stelle")
#: Offices that take the applications of all others.
SERVANTS = re.compile(r"personal|haupt|zentrale dienst|burger|oberb|landrat|recruit")
#: Letters before a unit that are read.
_BEFORE = 40


class Unit(NamedTuple):
    """``sure``: the line says that the post belongs to it; None where only the line before could say so (the unit begins this one)."""

    label: int
    name: str
    sure: bool | None


def units_in(line: str) -> tuple[Unit, ...]:
    """The units that a line of an ad names as the post's own, or may."""
    return tuple(_found(line)) if any(label in line for label in _LABELS) else ()


def belongs(before: str) -> bool:
    """Whether the line before a unit says that the post belongs to it: "Dienststelle:"."""
    return bool(_BELONGS.search(before[1 - _BEFORE :].lower()))


def _found(line: str) -> Iterator[Unit]:
    lower = line.lower()
    for number, label in enumerate(_LABELS):
        at = line.find(label)
        while at >= 0:
            if found := _unit_at(line, at, label):
                name, begin = found
                before = lower[max(0, begin - _BEFORE) : begin]
                if not before:
                    yield Unit(number, name, None)
                elif _BELONGS.search(before):
                    yield Unit(number, name, True)
                elif label != "Bereich " and _PERHAPS.search(before) and not SERVANTS.search(name) and _OFFERED.search(lower):
                    yield Unit(number, name, False)
            at = line.find(label, at + 1)


def _unit_at(line: str, at: int, label: str) -> tuple[str, int] | None:
    """The unit whose label stands at a place of a line, and where it begins: "fachbereich 3 soziales", "jugendamt"."""
    if label == "amt":
        head = _OFFICE.search(line[max(0, at - 24) : at])
        if head is None or line[at + 3 : at + 4].isalpha() or len(head[0]) < 3:
            return None
        return fold(head[0] + label), at - len(head[0])
    if at and (line[at - 1].isalnum() or line[at - 1] == "-"):
        return None
    match = _NAME.match(line, at + len(label))
    if match is None or not match[0].strip(" ,:/-"):
        return None
    name = fold(match[0]) if label == "Bereich " else fold(label + match[0])
    return " ".join(words(name)), at
