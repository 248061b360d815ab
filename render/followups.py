"""Lists for the association to follow up: possible duplicates, ads without pay, titles that address men or women only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.followup import FollowUp
from render.stock import PossiblePair, Stock

#: Rows of a page, and pairs that are looked for at most.
ON_PAGE, MOST_PAIRS = 100, 5000


@dataclass(frozen=True)
class Kind:
    """One list: its name in the address, its heading, what stands above it and where it is empty."""

    name: str
    heading: str
    about: str
    empty: str


KINDS = {kind.name: kind for kind in (
    Kind("doppelte", "Mögliche Doppelte", "Hier sind wir unsicher, ob zwei Ausschreibungen dieselbe Stelle meinen. Bis jemand entscheidet, gelten sie als zwei. Entschieden wird unter „Betrieb“.",
         "Zurzeit gibt es keine."),
    Kind("ohne-entgelt", "Anzeigen ohne Entgelt", "Diese offenen Stellen nennen weder Entgeltgruppe noch Gehalt, oder wir lesen beides nicht. Ein Blick auf die Anzeige klärt es.",
         "Alle offenen Stellen nennen ein Entgelt."),
    Kind("ohne-neutrale-form", "Titel ohne neutrale Form", "Diese Titel sprechen nur Männer oder nur Frauen an: ohne „(m/w/d)“, ohne „*in“ und ohne die andere Form daneben.",
         "Alle Titel sprechen alle an."),
)}


def found(kind: str, stock: Stock, today: date) -> Sequence[FollowUp | PossiblePair]:
    """What is in a list, by employer."""
    if kind == "ohne-entgelt":
        return stock.without_pay(today)
    if kind == "ohne-neutrale-form":
        return stock.without_neutral_form(today)
    return sorted(stock.possible_pairs(MOST_PAIRS), key=lambda pair: (pair.employers[0].casefold(), pair.titles[0].casefold(), pair.one, pair.other))


def counts(stock: Stock, today: date) -> dict[str, int]:
    """How many are in each list."""
    return {name: len(found(name, stock, today)) for name in KINDS}


@dataclass(frozen=True)
class Part:
    """One page of a list; ``groups`` are employers with their rows."""

    kind: Kind
    total: int
    number: int
    last: int
    groups: list[tuple[str, list[FollowUp | PossiblePair]]]


def part(kind: str, stock: Stock, today: date, number: int) -> Part | None:
    """Page ``number`` of a list; None where there is no such list or page."""
    if kind not in KINDS:
        return None
    rows = found(kind, stock, today)
    last = max(1, -(-len(rows) // ON_PAGE))
    shown = rows[(number - 1) * ON_PAGE:number * ON_PAGE]
    return Part(KINDS[kind], len(rows), number, last, [(employer, list(group)) for employer, group in groupby(shown, key=_employer)]) if 1 <= number <= last else None


def _employer(row: FollowUp | PossiblePair) -> str:
    return row.employer if isinstance(row, FollowUp) else row.employers[0]
