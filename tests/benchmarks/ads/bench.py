"""Precision, recall and F1 of each fact on labelled ads, beside a naive baseline; and the time a posting takes.

Run: python tests/benchmarks/ads/bench.py ADS.jsonl ... [--errors FIELD]
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
from pipeline.normalise import normalise


def posting_of(ad: dict[str, Any]) -> Posting:
    return Posting.model_validate({
        "id": str(ad["n"]), "source": "bench", "url": f"https://ads.example.org/{ad['n']}", "title": ad["posting_title"],
        "employer": ad["employer"], "published": ad["published"], "description_html": ad["description_html"],
    })


def naive(ad: dict[str, Any]) -> dict[str, Any]:
    """What one would write in ten minutes: first date is the deadline, first EG is the grade."""
    text = ad["posting_title"] + " " + re.sub(r"<[^>]+>", " ", ad["description_html"])
    day = re.search(r"(\d\d)\.(\d\d)\.(20\d\d)", text)
    grade = re.search(r"EG (\d+[abc]?)", text)
    return {
        "title": ad["posting_title"].strip(), "valid_through": f"{day[3]}-{day[2]}-{day[1]}" if day else None,
        "pay_grades": [{"scheme": "TVöD", "min": f"EG {grade[1]}", "max": f"EG {grade[1]}"}] if grade else [],
        "permanent": True if "unbefristet" in text else (False if "befristet" in text else None),
        "remote": "partial" if re.search("homeoffice|mobiles arbeiten", text, re.IGNORECASE) else None,
        "start": "asap" if "nächstmöglich" in text else None, "kind": "job",
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
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=Path, default=sorted(Path(__file__).parent.glob("*.jsonl")))
    arguments.add_argument("--errors", help="show what is wrong with this field, or all")
    options = arguments.parse_args()
    ads = [json.loads(line) for file in options.files for line in file.read_text(encoding="utf-8").splitlines()]
    if not ads:
        raise SystemExit("no labelled ads: name files, make bench-ads ADS=ads.jsonl (format: one object a line with labels)")
    counts: dict[str, list[int]] = {}
    base: dict[str, list[int]] = {}
    seconds = []
    for ad in ads:
        posting = posting_of(ad)
        begin = time.perf_counter()
        facts = normalise(posting).facts.model_dump(mode="json")
        seconds.append(time.perf_counter() - begin)
        simple = naive(ad)
        for field, label in ad["labels"].items():
            truth, found = items(field, label), items(field, facts[field])
            add(counts, field, truth, found)
            add(base, field, truth, items(field, simple.get(field)))
            if truth != found and options.errors in (field, "all"):
                print(f"{ad['n']:>4} {field}: should be {sorted(truth)} is {sorted(found)}")
    print(f"{'field':24}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>7}{'naive F1':>10}")
    for field, (hit, wrong, lost) in counts.items():
        print(f"{field:24}{hit + lost:>5}{ratio(hit, hit + wrong):>11}{ratio(hit, hit + lost):>8}"
              f"{f1(*counts[field]):>7}{f1(*base[field]):>10}")
    print(f"{len(ads)} ads; a posting takes {statistics.median(seconds) * 1000:.2f} ms (median), "
          f"{max(seconds) * 1000:.1f} ms (longest)")


def add(counts: dict[str, list[int]], field: str, truth: set[str], found: set[str]) -> None:
    row = counts.setdefault(field, [0, 0, 0])
    row[0] += len(truth & found)
    row[1] += len(found - truth)
    row[2] += len(truth - found)


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def f1(hit: int, wrong: int, lost: int) -> str:
    return f"{2 * hit / (2 * hit + wrong + lost):.3f}" if hit + wrong + lost else "-"


if __name__ == "__main__":
    main()
