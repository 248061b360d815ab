"""Precision, recall and F1 of each fact on labelled ads, beside a naive baseline; and the time a posting takes.

Run: python tests/benchmarks/ads/bench.py [ADS.jsonl ...] [--split dev|test] [--errors FIELD]
Without files: own.jsonl beside this file and, where it lies there, ../shared/ads/ads.jsonl. The halves of own.jsonl are
counted apart. Errors of its test half are never shown: it is for figures only.

"invented" counts ads for which a fact is given where the label has none. Times are processor time of one core.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from pathlib import Path
from typing import Any

from pipeline.model import Posting
from pipeline.normalise.posting import normalise

OWN = Path(__file__).with_name("own.jsonl")
SHARED = Path(__file__).parents[3].parent / "shared/ads/ads.jsonl"
TARGET = (0.98, 0.95)
#: Towns that anybody would think of; the naive reader takes the first that it meets.
TOWNS = re.compile("Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|Nürnberg|Duisburg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Mannheim|Karlsruhe"
                   "|Augsburg|Wiesbaden|Kiel|Rostock|Kassel|Potsdam|Erfurt|Mainz|Magdeburg|Halle|Oldenburg|Osnabrück|Ulm|Trier|Jena|Chemnitz|Cottbus|Göttingen|Paderborn|Regensburg")


def posting_of(ad: dict[str, Any]) -> Posting:
    return Posting.model_validate({
        "id": str(ad["n"]), "source": "bench", "url": f"https://ads.example.org/{ad['n']}", "title": ad["posting_title"],
        "employer": ad["employer"], "published": ad["published"], "description_html": ad["description_html"],
    })


def naive(ad: dict[str, Any]) -> dict[str, Any]:
    """What one would write in ten minutes: first date is the deadline, first EG is the grade, first town the place."""
    text = ad["posting_title"] + " " + re.sub(r"<[^>]+>", " ", ad["description_html"])
    day = re.search(r"(\d\d)\.(\d\d)\.(20\d\d)", text)
    grade = re.search(r"(?:EG|Entgeltgruppe) (\d+[abc]?)", text)
    town, hours, sign = TOWNS.search(text), re.search(r"(\d+(?:,\d+)?) (?:Std|Stunden|Wochenstunden)", text), re.search(r"Kennziffer:? (\S+)", text)
    money = re.search(r"([\d.]+) (?:Euro|€)", text)
    return {
        "title": ad["posting_title"].strip(), "valid_through": f"{day[3]}-{day[2]}-{day[1]}" if day else None,
        "pay_grades": [{"scheme": "TVöD", "min": f"EG {grade[1]}", "max": f"EG {grade[1]}"}] if grade else [],
        "permanent": True if "unbefristet" in text else (False if "befristet" in text else None), "locations": [town[0]] if town else [],
        "remote": "partial" if re.search("homeoffice|mobiles arbeiten", text, re.IGNORECASE) else None,
        "employment_type": [code for word, code in (("Vollzeit", "FULL_TIME"), ("Teilzeit", "PART_TIME")) if word in text],
        "weekly_hours": {"min": float(hours[1].replace(",", ".")), "max": float(hours[1].replace(",", "."))} if hours else None,
        "base_salary": {"min": float(money[1].replace(".", "") or 0), "max": float(money[1].replace(".", "") or 0), "unit": "MONTH", "currency": "EUR"} if money else None,
        "start": "asap" if "nächstmöglich" in text else None, "identifier": sign[1] if sign else None, "open_ended": True if "laufend" in text else None,
        "kind": "apprenticeship" if "Ausbildung" in ad["posting_title"] else "job", "career_level": "lead" if "leitung" in ad["posting_title"].lower() else None,
        "occupational_category": "434" if "entwickl" in ad["posting_title"].lower() else "433" if "admin" in ad["posting_title"].lower() else None,
    }


def items(field: str, value: Any) -> set[str]:
    """A fact as a set of statements; lists count one by one, unknown is the empty set."""
    if value is None or value == []:
        return set()
    if field in ("locations", "employment_type", "pay_grades", "areas"):
        return {json.dumps(v, sort_keys=True, ensure_ascii=False) for v in value}
    if isinstance(value, dict):
        value = {k: float(v) if isinstance(v, (int, float)) else v for k, v in value.items()}
    return {json.dumps(value, sort_keys=True, ensure_ascii=False)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path, default=[file for file in (SHARED, OWN) if file.exists()])
    arguments.add_argument("--split", choices=["dev", "test"], help="only this half of files that are halved")
    arguments.add_argument("--errors", help="show what is wrong with this field, or all (never of a test half)")
    options = arguments.parse_args()
    for name, ads in sets(options.files, options.split).items():
        report(name, ads, options.errors if not name.endswith(":test") else None)


def sets(files: list[Path], split: str | None) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            ad = json.loads(line)
            half = ad.get("split")
            if split is None or half in (None, split):
                found.setdefault(f"{file.stem}:{half}" if half else file.stem, []).append(ad)
    if not found:
        raise SystemExit("no labelled ads: name files, make bench-ads ADS=ads.jsonl (format: one object a line with labels)")
    return found


def report(name: str, ads: list[dict[str, Any]], errors: str | None) -> None:
    counts: dict[str, list[int]] = {}
    base: dict[str, list[int]] = {}
    seconds = []
    normalise(posting_of(ads[0]))  # reads the gazetteer
    for ad in ads:
        posting = posting_of(ad)
        begin = time.thread_time()
        facts = normalise(posting).facts.model_dump(mode="json")
        seconds.append((time.thread_time() - begin) * 1000)
        simple = naive(ad)
        for field, label in ad["labels"].items():
            truth, found = items(field, label), items(field, facts[field])
            add(counts, field, truth, found)
            add(base, field, truth, items(field, simple.get(field)))
            if truth != found and errors in (field, "all"):
                print(f"{ad['n']:>4} {field}: should be {sorted(truth)} is {sorted(found)}")
    print(f"\n{name}: {len(ads)} ads\n{'field':24}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>7}{'invented':>10}{'naive F1':>10}")
    for field, (hit, wrong, lost, invented) in counts.items():
        low = hit + wrong and hit / (hit + wrong) < TARGET[0] or hit + lost and hit / (hit + lost) < TARGET[1]
        print(f"{field:24}{hit + lost:>5}{ratio(hit, hit + wrong):>11}{ratio(hit, hit + lost):>8}{f1(*counts[field]):>7}{invented:>10}{f1(*base[field]):>10}{'  below target' if low else ''}")
    ordered = sorted(seconds)
    print(f"a posting takes {statistics.median(seconds):.2f} ms (median), {ordered[int(len(ordered) * 0.99)]:.2f} ms (99th of 100), {ordered[-1]:.2f} ms (longest)")


def add(counts: dict[str, list[int]], field: str, truth: set[str], found: set[str]) -> None:
    row = counts.setdefault(field, [0, 0, 0, 0])
    row[0] += len(truth & found)
    row[1] += len(found - truth)
    row[2] += len(truth - found)
    row[3] += bool(found and not truth)


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def f1(hit: int, wrong: int, lost: int, _invented: int = 0) -> str:
    return f"{2 * hit / (2 * hit + wrong + lost):.3f}" if hit + wrong + lost else "-"


if __name__ == "__main__":
    main()
