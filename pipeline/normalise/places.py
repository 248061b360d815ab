"""The gazetteer: municipalities with state and coordinates (sources and licences: scripts/gazetteer.py, scripts/postcodes.py)."""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Place
from pipeline.normalise.words import fold

STATES = {
    "DE-BW": "Baden-Württemberg", "DE-BY": "Bayern", "DE-BE": "Berlin", "DE-BB": "Brandenburg", "DE-HB": "Bremen", "DE-HH": "Hamburg", "DE-HE": "Hessen", "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen", "DE-NW": "Nordrhein-Westfalen", "DE-RP": "Rheinland-Pfalz", "DE-SL": "Saarland", "DE-SN": "Sachsen", "DE-ST": "Sachsen-Anhalt", "DE-SH": "Schleswig-Holstein",
    "DE-TH": "Thüringen",
}
#: A namesake must be this many times larger than the next to be meant without a hint.
CLEARLY_LARGER = 3
#: Smaller places than this are only found by their exact official name.
WELL_KNOWN = 5_000

_DATA = Path(__file__).parent / "places.tsv.gz"
_CODES = Path(__file__).parent / "postcodes.tsv.gz"
#: A name with its addition: "Halle (Saale)", "Lahr/Schwarzwald", "Frankfurt a. M.".
_ADDED = re.compile(
    r"([^(/]+?)(?:\s?\(|\s?/\s?|\s(?:(?:am|an der|auf|im|in der|in|vor der|ob der|bei|unter)\s|an d\.\s?|[aiobv](?:\.\s?|\s)(?:d(?:\.\s?|\s))?)\(?)([^\W\d][^()]{0,30})\)?", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:(?:Landeshaupt|Hanse|Universitäts|Kreis|Barlach|Wissenschafts|Kur|Klingen|Loreley)stadt|(?:Freie und )?Hansestadt|Stadt|Markt|Gemeinde|Flecken|Große Kreisstadt)\s+")


class _Row(NamedTuple):
    name: str  # the municipality's own name, of a district its city's
    state: str
    latitude: float | None
    longitude: float | None
    population: int  # a district's own
    district: bool = False

    def place(self, postal_code: str | None = None) -> Place:
        return Place(name=self.name, postal_code=postal_code, state=self.state, latitude=self.latitude, longitude=self.longitude)


@cache
def _spellings() -> list[tuple[str, int, _Row]]:
    """Spelling, its kind and row; 0 stands for the official name, 1 for another one, 2 for a district, which leads to its city."""
    found: list[tuple[str, int, _Row]] = []
    districts: list[tuple[str, str, str, int]] = []
    cities: dict[tuple[str, str], _Row] = {}
    for line in gzip.decompress(_DATA.read_bytes()).decode().splitlines()[1:]:
        name, state, latitude, longitude, population, others, parent = line.split("\t")
        if parent:
            districts += [(spelling, parent, state, int(population)) for spelling in (name, *others.split("|")) if spelling]
            continue
        row = _Row(name, state, float(latitude) if latitude else None, float(longitude) if longitude else None, int(population))
        if (name, state) not in cities or cities[name, state].population < row.population:
            cities[name, state] = row
        found += [(name, 0, row), *((other, 1, row) for other in others.split("|") if other)]
    return found + [(spelling, 2, cities[parent, state]._replace(population=population, district=True)) for spelling, parent, state, population in districts if (parent, state) in cities]


@cache
def _rows() -> dict[str, list[tuple[int, _Row]]]:
    """Folded spelling -> rows; a district only where no municipality is so called."""
    index: dict[str, list[tuple[int, _Row]]] = {}
    for spelling, kind, row in _spellings():
        rows = index.setdefault(_key(spelling), [])
        if all(other is not row for _, other in rows) and (kind < 2 or not rows):
            rows.append((kind, row))
    for rows in index.values():
        rows.sort(key=lambda item: (item[0], -item[1].population, item[1].state))
    # Where an umlaut lost its dots: "Koln", "Luchow"; "Buchen" stays the town of that name.
    for key in [key for key in index if _PAIR.search(key)]:
        index.setdefault(_PAIR.sub(lambda pair: pair[0][0], key), index[key])
    return index


_BLANKS = re.compile(r"[^a-z0-9]+")
_PAIR = re.compile(r"(?<=[^aeiou])[aou]e|^[aou]e")


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    """Lower case words; an umlaut is its pair of letters: Köln and Koeln become one."""
    low = name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    low = low if low.isascii() else fold(low)
    return low if low.isascii() and low.isalnum() else _BLANKS.sub(" ", low).strip().replace("sankt ", "st ")


def is_named(name: str, least: int = 0) -> bool:
    """Whether some municipality is called so, also where it is unclear which is meant."""
    return any(kind != 2 and row.population >= least for kind, row in _rows().get(_key(re.sub(r"^\d{5}\s", "", name)), []))


@cache
def _beginnings() -> frozenset[str]:
    """The first words of all spellings: most words of a text are none of them."""
    return frozenset({key.partition(" ")[0] for key in _rows()} | {"sankt"})


def find(name: str, state: str | None = None) -> Place | None:
    """The municipality that ``name`` means ("34117 Kassel", "34117", "Koeln", "Freiburg i. Br.", "Wuppertal-Barmen"); None where it is unclear.

    ``state`` is an ISO code that decides among namesakes; without it the postal code, else only a clearly larger one.
    """
    row, postal_code = _meant(name, state)
    return row.place(postal_code) if row else None


@lru_cache(maxsize=20_000)
def _meant(name: str, state: str | None = None) -> tuple[_Row | None, str | None]:
    """The row that ``name`` means, and the postal code before it."""
    text, postal_code = " ".join(name.split())[:80], None
    if text.isalpha():
        return _choose(_rows().get(_key(text), []), (state,) if state else ()), None
    if found := re.match(r"(?:D-?\s?)?(\d{5})(?:\s+(.+)|$)", text):
        postal_code, text = found[1], found[2] or ""
        if row := _of_code(postal_code, text):
            return row, postal_code
    states = (state,) if state else _states_of(postal_code) if postal_code else ()
    candidates = [text, _PREFIX.sub("", text), re.sub(r",?\s(?:Stadt|Hansestadt|Landeshauptstadt)$", "", text)]
    for spelling in dict.fromkeys(filter(None, candidates)):
        if row := _choose(_rows().get(_key(spelling), []), states) or _abbreviated(spelling, states):
            return row, postal_code
    # "Köln-Deutz", "Berlin (Mitte)", "Hamburg Altona": a district of a city is that city.
    whole = re.match(r"([A-ZÄÖÜ][\wäöüß.]{2,30}(?: (?:am|an der|im) [A-ZÄÖÜ]\w+)?)(?:-| - | \(|/| )[A-ZÄÖÜ][\wäöüß.-]+(?: [A-ZÄÖÜ][\wäöüß.-]+)?\)?$", text)
    if whole and (row := _choose(_rows().get(_key(whole[1]), []), states)) and row.population >= 20_000 and not ("/" in text and is_large(text.partition("/")[2])) and ("-" in text or "(" in text or row.population >= 90_000):
        return row, postal_code
    return None, None


@cache
def _additions() -> dict[str, list[tuple[str, _Row]]]:
    """Folded name -> what is added to it, in letters only, and its row."""
    found: dict[str, list[tuple[str, _Row]]] = {}
    for spelling, _, row in _spellings():
        if parts := _ADDED.fullmatch(spelling):
            found.setdefault(_key(parts[1]), []).append((_key(parts[2]).replace(" ", ""), row))
    return found


@cache
def _codes() -> dict[str, list[tuple[str, list[str]]]]:
    """Postal code -> (state, its municipalities, the largest first); of the first two digits the states only."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for line in gzip.decompress(_CODES.read_bytes()).decode().splitlines()[1:]:
        code, state, names = line.split("\t")
        found.setdefault(code, []).append((state, names.split("|")))
        region = found.setdefault(code[:2], [])
        if all(known != state for known, _ in region):
            region.append((state, []))
    return found


def _states_of(code: str) -> tuple[str, ...]:
    return tuple(state for state, _ in _codes().get(code) or _codes().get(code[:2], []))


def _of_code(code: str, name: str) -> _Row | None:
    """The municipality of a postal code that is called ``name``, its largest where no name is given."""
    rows = [row for state, names in _codes().get(code, []) for town in names for kind, row in _rows().get(_key(town), []) if kind == 0 and row.name == town and row.state == state]
    if not name:
        return max(rows, key=lambda row: row.population, default=None)
    called = [row for kind, row in _rows().get(_key(name), []) if kind < 2 and row in rows]
    return called[0] if called else None


def only_at(code: str) -> Place | None:
    """The municipality of a postal code that has one only."""
    towns = [(town, state) for state, names in _codes().get(code, []) for town in names]
    return find(f"{code} {towns[0][0]}", towns[0][1]) if len(towns) == 1 else None


def population_of(name: str, state: str) -> int:
    return max((row.population for _, row in _rows().get(_key(name), []) if row.state == state), default=0)


def _abbreviated(text: str, states: tuple[str, ...]) -> _Row | None:
    """ "Frankfurt a. M.", "Neustadt a. Rbge.", "Halle/S.": the letters of the addition in order; an addition that the name lacks is the state's."""
    parts = _ADDED.fullmatch(text)
    if parts is None:
        return None
    base, letters = _key(parts[1]), _key(parts[2]).replace(" ", "")
    meant = dict.fromkeys(row for addition, row in _additions().get(base, []) if _is_short_for(letters, addition))
    row = _choose([(0, row) for row in meant], states)
    if row is None and parts[2].endswith(".") and "(" in text:
        row = _choose([item for item in _rows().get(base, []) if item[0] == 0], states)
    return row


def _is_short_for(letters: str, word: str) -> bool:
    rest = iter(word)
    return letters[:1] == word[:1] and all(letter in rest for letter in letters)


def _choose(rows: list[tuple[int, _Row]], states: tuple[str, ...]) -> _Row | None:
    if states:
        rows = [item for item in rows if item[1].state in states] or rows
    official = [row for kind, row in rows if kind == 0]
    pool = sorted([row for kind, row in rows if kind == 0 or kind == 2 or row.population >= WELL_KNOWN], key=lambda row: -row.population)
    if not pool:
        return None
    if len(pool) == 1 or pool[0].population >= CLEARLY_LARGER * max(pool[1].population, 1):
        return pool[0]
    if len(official) == 1 and (len(pool) < 2 or official[0].population * 3 > pool[0].population or states):
        return official[0]
    return pool[0] if states and pool[0].population >= 2 * pool[1].population else None


_TITLES = ("Bad", "St.", "Sankt", "Groß", "Neu", "Alt", "Hann.", "Hannoversch", "Lutherstadt", "Burg", "Schwäbisch")
_REST = r"[\wäöüß]{1,28}(?:-[A-ZÄÖÜ][\wäöüß]{1,20}){0,2}"
#: What stands before a name is asked behind its first letter: a search skips to it.
_NAMED = re.compile(
    rf"(?P<plz>[0-9](?<![\wäöüÄÖÜß-].)\d{{4}})\s(?P<called>(?:(?:{'|'.join(map(re.escape, _TITLES))}) )?[A-ZÄÖÜ]{_REST})"
    rf"|(?P<name>[A-ZÄÖÜ](?<![\wäöüÄÖÜß-].)(?:(?:{'|'.join(f'(?<={title[0]}){re.escape(title[1:])}' for title in _TITLES)}) [A-ZÄÖÜ])?{_REST})"
)
_MORE = re.compile(
    r"(?: (?:am|an der|auf|im|in der|in|bei|vor der|ob der|unter|an d\.|a\. ?d\.|a\.|i\. ?d\.|i\.|b\.|v\. ?d\.|o\. ?d\.) ?| \(|/|/ )[A-ZÄÖÜ][\wäöüß.-]{0,25}\)?| (?!Bad|Sankt)[A-ZÄÖÜ][\wäöüß-]{3,20}"
)
#: Words of ads that are also villages.
_ORDINARY = frozenset("Altstadt Innenstadt Stelle Berg Wald Au Rat Plan Halle Team Haus Bund Amt Land Markt Tor Mitte Nord Süd Ost West Horn Bach Feld Weg Stadt Burg Wende Neuhaus Neustadt Sand Stein Winter Sommer Ems Ahn Ihre Sie Wir Der Die Das Deine Teams Rechen Tag Zeit Grund Welt Zell Lage Hage Hafen Linden Rade See Saal Ort Kirche Dorf Leer Wesel Kehl Wetter Verl Bruch Bau Forst Werder Aue Damm Neumarkt Nutzen Lehre Erfolg Kreuz Berge Trier".split()) - {"Leer", "Wesel", "Kehl", "Verl", "Trier", "Wetter", "Werder", "Halle", "Burg", "Neustadt"}


#: Towns that are other words at the beginning of a sentence: "Weil wir wachsen", "Waren Sie schon ...".
_VERBS = frozenset("Weil Waren Singen Essen Löhne Enger Lage Norden Regen Lauf Erlangen Hof Wetter Wehr Roth Rot Weiden Buchen Bergen Moos Witten Alten Sulz Brand Planen Lohne Neuss Gehren Bünde Selm".split())


#: "die Gemeinde Panketal": a municipality, however small.
_OFFICE = re.compile(r"\b(?:(?:Verbandsg|Samtg|G)emeinde|Stadt|Markt|Flecken)\s$")


#: "Halle 4": a building.
_NUMBERED = re.compile(r"Halle\s(?:\d{1,2}|[A-Z])\b")
_WORD_FOLLOWS = re.compile(r"\s\w")


def _can_be_town(name: str) -> bool:
    """Whether any spelling begins with the same word."""
    word = name.partition(" ")[0].partition("-")[0]
    low = word.lower()
    return (low if low.isascii() and low.isalnum() else _key(word)) in _beginnings() and not _PREFIX.match(f"{name} ")


def known_in(text: str, least: int = 3_000) -> list[tuple[int, int, Place]]:
    """Municipalities named in running text: (begin, end, place); smaller ones than ``least`` only with a postal code, as "Gemeinde" or with their addition."""
    found: list[tuple[int, int, Place]] = []
    beginnings = _beginnings()
    for match in _NAMED.finditer(text):
        code, called, name = match.groups()
        if code:
            name = called
        elif name.isascii() and name.isalpha() and name.lower() not in beginnings:
            continue  # most words
        if (found and match.start() < found[-1][1]) or not _can_be_town(name):
            continue
        if name == "Halle" and not code and _NUMBERED.match(text, match.start()):
            continue
        if name in _VERBS and not text[: match.start()].strip("•–-„\"( ") and _WORD_FOLLOWS.match(text, match.end()):
            continue
        following = _MORE.match(text, match.end())
        more = following[0] if following else ""
        for words in (name + more, name) if more else (name,):
            row, _ = _meant(f"{code} {words}" if code else words) if words not in _ORDINARY or code else (None, None)
            if row is not None and (code or (row.population >= least and (least <= 500 or not _is_obscure(row))) or (words.count(" ") > 1 and not row.district) or _OFFICE.search(text, max(0, match.start() - 17), match.start())):
                found.append((match.start(), match.end() - len(name) + len(words), row.place(code)))
                break
    return found


def is_large(name: str, least: int = 20_000) -> bool:
    """Whether the town is known: a place of so many inhabitants that is no ordinary word."""
    row, _ = _meant(name) if name not in _ORDINARY else (None, None)
    return row is not None and row.population >= least and not _is_obscure(row)


def _is_obscure(row: _Row) -> bool:
    """A district such as Nette or Zoo is meant after a label only."""
    return row.district and row.population < 20_000
