"""Makes pipeline/normalise/postcodes.tsv.gz from the PyPI package countrystatecity-postal-codes (Open Database License 1.0).

Run after gazetteer.py: pip install --no-deps countrystatecity-postal-codes==2.0.1 && python scripts/postcodes.py

The file is a database of its own beside places.tsv.gz, under the ODbL 1.0; the names are those of the gazetteer, the largest municipality
of a code first. What the gazetteer does not know is left out.
"""

import gzip
import importlib.metadata
import json
from pathlib import Path

from pipeline.normalise.places import find, population_of

HEAD = "# Countries States Cities Database (github.com/dr5hn/countries-states-cities-database), ODbL 1.0, via countrystatecity-postal-codes. Postal code, state, municipalities"


def main() -> None:
    files = importlib.metadata.files("countrystatecity-postal-codes") or []
    source = next(Path(str(file.locate())) for file in files if file.match("by-country/DE/postcodes.json"))
    codes: dict[tuple[str, str], set[str]] = {}
    unknown = 0
    for row in json.loads(source.read_text(encoding="utf-8")):
        state = f"DE-{row['stateCode']}"
        place = find(row["localityName"], state)
        if place is None or place.state != state:
            unknown += 1
            continue
        codes.setdefault((row["code"], state), set()).add(place.name)
    lines = ["\t".join([code, state, "|".join(sorted(names, key=lambda name: (-population_of(name, state), name)))]) for (code, state), names in sorted(codes.items())]
    target = Path(__file__).parent.parent / "pipeline/normalise/postcodes.tsv.gz"
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join([HEAD, *lines]).encode())
    print(f"{len(codes)} codes, {unknown} rows of unknown places, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
