"""The gazetteer: municipalities with state and coordinates (GeoNames, CC BY 4.0; see scripts/gazetteer.py)."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Place
from pipeline.normalise.words import fold

STATES = {
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bayern",
    "DE-BE": "Berlin",
    "DE-BB": "Brandenburg",
    "DE-HB": "Bremen",
    "DE-HH": "Hamburg",
    "DE-HE": "Hessen",
    "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen",
    "DE-NW": "Nordrhein-Westfalen",
    "DE-RP": "Rheinland-Pfalz",
    "DE-SL": "Saarland",
    "DE-SN": "Sachsen",
    "DE-ST": "Sachsen-Anhalt",
    "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thüringen",
}
#: A namesake must be this many times larger than the next to be meant without a hint.
CLEARLY_LARGER = 4
#: Smaller places than this are only found by their exact official name.
WELL_KNOWN = 5_000

_DATA = Path(__file__).parent / "places.tsv.gz"
_SHORT = (
    (re.compile(r"\ba\.? ?d\.? ?"), "an der "),
    (re.compile(r"\bi\.? ?d\.? ?"), "in der "),
    (re.compile(r"\bv\.? ?d\.? ?"), "vor der "),
    (re.compile(r"\ba\. ?"), "am "),
    (re.compile(r"\bi\. ?"), "im "),
    (re.compile(r"\bb\. ?"), "bei "),
    (re.compile(r"/(?=\w)"), " "),
)


class _Row(NamedTuple):
    name: str
    state: str
    latitude: float
    longitude: float
    population: int

    def place(self, postal_code: str | None = None) -> Place:
        return Place(
            name=self.name, postal_code=postal_code, state=self.state, latitude=self.latitude, longitude=self.longitude
        )


@cache
def _rows() -> dict[str, list[tuple[int, _Row]]]:
    """Folded spelling -> rows; 0 stands for the official name, 1 for another one."""
    index: dict[str, list[tuple[int, _Row]]] = {}
    for line in gzip.decompress(_DATA.read_bytes()).decode().splitlines()[1:]:
        name, state, latitude, longitude, population, others = line.split("\t")
        row = _Row(name, state, float(latitude), float(longitude), int(population))
        spellings = {_key(name): 0}
        for other in filter(None, others.split("|")):
            spellings.setdefault(_key(other), 1)
        for spelling, rank in spellings.items():
            index.setdefault(spelling, []).append((rank, row))
    for rows in index.values():
        rows.sort(key=lambda item: (item[0], -item[1].population, item[1].state))
    return index


@cache
def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()


def find(name: str, state: str | None = None) -> Place | None:
    """The municipality that ``name`` means ("34117 Kassel", "Koeln", "Freiburg i. Br."); None where it is unclear.

    ``state`` is an ISO code that decides among namesakes; without it only a clearly larger one is taken.
    """
    text, postal_code = " ".join(name.split()), None
    if found := re.match(r"(?:D-?)?(\d{5})\s+(.+)", text):
        postal_code, text = found[1], found[2]
    candidates = [text, *(_expanded(text)), re.sub(r"^(Stadt|Landeshauptstadt|Hansestadt|Gemeinde)\s+", "", text)]
    for spelling in dict.fromkeys(filter(None, candidates)):
        if row := _choose(_rows().get(_key(spelling), []), state):
            return row.place(postal_code)
    return None


def _expanded(text: str) -> list[str]:
    folded = text
    for pattern, full in _SHORT:
        folded = pattern.sub(full, folded)
    expanded = [folded] if folded != text else []
    for suffix, full in (
        (r"\s+i\.?\s?Br(?:eisgau|\.)?$", " im Breisgau"),
        (r"\s+\(?a\.?\s?M(?:ain|\.)?\)?$", " am Main"),
        (r"\s+\(?a\.?\s?d\.?\s?R(?:uhr|\.)?\)?$", " an der Ruhr"),
        (r"/Oder$", " (Oder)"),
        (r"/(?:S\.|Saale)$", " (Saale)"),
        (r"\s+\(?a\.?\s?d\.?\s?S(?:aale|\.)?\)?$", " (Saale)"),
        (r"\s+\(?Ruhr\)?$", " an der Ruhr"),
        (r"\s+\(?Main\)?$", " am Main"),
    ):
        replaced = re.sub(suffix, full, text)
        if replaced != text:
            expanded.insert(0, replaced)
    return expanded


def _choose(rows: list[tuple[int, _Row]], state: str | None) -> _Row | None:
    if state:
        rows = [item for item in rows if item[1].state == state] or rows
    official = [row for rank, row in rows if rank == 0]
    others = [row for rank, row in rows if rank == 1 and row.population >= WELL_KNOWN]
    pool = sorted([*official, *others], key=lambda row: -row.population)
    if not pool:
        return None
    if len(pool) == 1 or pool[0].population >= CLEARLY_LARGER * max(pool[1].population, 1):
        return pool[0]
    same_state = {row.state for row in official} == {official[0].state} if official else False
    return official[0] if len(official) == 1 or (same_state and state) else None


def known_in(text: str) -> list[tuple[int, str, Place]]:
    """Well-known municipalities named in running text: (position, the words, place); for lists of places of work."""
    found = []
    for match in re.finditer(
        r"\b[A-ZÄÖÜ][\wäöüß-]{2,30}(?:(?: (?:am|an der|im|in der|bei|vor der|ob der) | \(| / |/)"
        r"[A-ZÄÖÜ][\wäöüß-]{1,25}\)?)?",
        text,
    ):
        for words in (match[0], match[0].split(" ")[0].split("/")[0]):
            place = find(words)
            if place is not None:
                found.append((match.start(), words, place))
                break
    return found
