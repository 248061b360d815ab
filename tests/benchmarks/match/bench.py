"""How well and how fast postings become vacancies, on generated postings with exact truth.

python -m tests.benchmarks.match.bench --n 10000 --seed 1 [--voice second] [--hard] [--baselines] [--database FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.match.index import Index, MemoryIndex
from pipeline.match.matcher import Matcher, stand
from pipeline.model import Normalised, Posting
from pipeline.normalise.posting import normalise
from tests.benchmarks.match import baselines, judge, scores
from tests.benchmarks.match.noise import postings
from tests.benchmarks.match.voices import VOICES
from tests.benchmarks.match.world import world


def place_all(pairs: Sequence[tuple[Posting, Normalised]], index: Index) -> tuple[list[str], list[Any], list[float]]:
    """Vacancy of each posting as they stand at the end, the placements, and seconds of CPU for each."""
    matcher = Matcher(index)
    placements, seconds = [], []
    for posting, normalised in pairs:
        begin = time.thread_time()
        placements.append(matcher.place(posting, normalised))
        seconds.append(time.thread_time() - begin)
    return stand(placements), placements, seconds


def rows_of(count: int, seed: int, voice: str, hard: bool, only: frozenset[str] | None) -> list[dict[str, Any]]:
    """About ``count`` generated postings in order of arrival."""
    chosen = VOICES[voice]
    jobs = world(seed, max(4, int(count / 2.55)), chosen, siblings=0.35 if hard else 0.19)
    return postings(jobs, seed, chosen, strength=1.6 if hard else 1.0, only=only)


def report(rows: list[dict[str, Any]], pairs: list[tuple[Posting, Normalised]], index: Index) -> tuple[dict[str, Any], list[str], list[Any]]:
    found, placements, seconds = place_all(pairs, index)
    result: dict[str, Any] = scores.agreement(found, [row["truth"] for row in rows])
    result["wrong_siblings"] = scores.wrong_siblings(found, rows)
    result["recall_by_noise"] = scores.recall_by_noise(found, rows)
    ordered = sorted(seconds)
    result["ms"] = {"median": 1000 * statistics.median(seconds), "p99": 1000 * ordered[int(0.99 * len(ordered))],
                    "first_tenth": 1000 * statistics.median(seconds[: len(seconds) // 10]), "last_tenth": 1000 * statistics.median(seconds[-len(seconds) // 10 :])}
    rounds = [p.round == row["round"] for p, row in zip(placements, rows, strict=True) if row["round"] > 1]
    result["second_rounds_numbered"] = sum(rounds) / max(1, len(rounds))
    return result, found, placements


def shuffled(rows: list[dict[str, Any]], pairs: list[tuple[Posting, Normalised]], found: list[str], seed: int) -> float:
    """Share of the partition that another order of arrival within each day changes."""
    rng = random.Random(seed)
    order: list[int] = []
    for _, group in groupby(range(len(rows)), key=lambda n: rows[n]["day"]):
        day = list(group)
        rng.shuffle(day)
        order += day
    other, _, _ = place_all([pairs[n] for n in order], MemoryIndex())
    back = [""] * len(rows)
    for place, number in enumerate(order):
        back[number] = other[place]
    return scores.changed_share(found, back)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voice", choices=sorted(VOICES), default="first")
    parser.add_argument("--judge", action="store_true", help="the second generator, which shares nothing with the first one")
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--baselines", action="store_true")
    parser.add_argument("--noise", help="only these kinds, with commas; 'none' for none")
    parser.add_argument("--database", type=Path, help="match in this new SQLite file instead of in memory")
    parser.add_argument("--order", action="store_true", help="measure sensitivity to the order of arrival")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong and missed pairs")
    parser.add_argument("--dump", type=Path, help="write the postings as JSON lines and end")
    options = parser.parse_args()
    only = frozenset(options.noise.split(",")) if options.noise else None
    rows = judge.rows(options.n, options.seed, hard=options.hard, only=only) if options.judge else rows_of(options.n, options.seed, options.voice, options.hard, only)
    if options.dump:
        options.dump.write_text("".join(json.dumps(row["posting"], ensure_ascii=False) + "\n" for row in rows))
        return
    begin = time.perf_counter()
    pairs = [(posting, normalise(posting)) for posting in (Posting.model_validate(row["posting"]) for row in rows)]
    print(f"{len(rows)} postings, {len({row['truth'] for row in rows})} vacancies; normalised in {time.perf_counter() - begin:.1f} s")
    begin = time.process_time()
    if options.database:
        from store import connect

        store = connect(f"sqlite:///{options.database}")
        with store.matching() as index:
            result, found, placements = report(rows, pairs, index)
        store.close()
        print(f"database: {options.database.stat().st_size / len(rows):.0f} bytes a record")
    else:
        result, found, placements = report(rows, pairs, MemoryIndex())
    print(f"matched in {time.process_time() - begin:.1f} s of CPU; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB in all")
    _print(result)
    if options.order:
        print(f"changed by another order within the day: {shuffled(rows, pairs, found, options.seed):.4f}")
    if options.baselines:
        for name, outcome in baselines.run(pairs, [row["truth"] for row in rows]):
            print(f"baseline {name}: {outcome}")
    if options.errors:
        _errors(rows, pairs, found, placements, options.errors)


def _print(result: dict[str, Any]) -> None:
    for name, value in result.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, item in value.items():
                print(f"  {key:24} {item[0]:.4f}  of {item[1]}" if isinstance(item, tuple) else f"  {key:24} {item:.3f}")
        else:
            print(f"{name:26} {value:.4f}")


def _errors(rows: list[dict[str, Any]], pairs: list[tuple[Posting, Normalised]], found: list[str], placements: list[Any], most: int) -> None:
    from pipeline.match.matcher import explain

    def show(i: int, j: int, kind: str) -> None:
        said = explain(pairs[i], pairs[j])
        print(f"\n{kind} {rows[i]['family']} {sorted(rows[i]['noise'])} / {sorted(rows[j]['noise'])}\n  {said.rule} {said.score:.2f} {'; '.join(said.evidence)}")
        for n in (i, j):
            p = pairs[n][0]
            f = pairs[n][1].facts
            print(f"   {p.title!r} | {p.employer} | {p.locations} | {p.identifier} {f.identifier} | {p.published} {f.valid_through} | {[(g.min, g.max) for g in f.pay_grades]} {f.permanent} {f.weekly_hours and f.weekly_hours.min} | {placements[n].rule} {pairs[n][1].text[:70]!r}")

    shown = 0
    first: dict[str, list[int]] = {}
    for n, vacancy in enumerate(found):
        for other in first.get(vacancy, []):
            if rows[other]["truth"] != rows[n]["truth"] and shown < most:
                shown += 1
                show(n, other, "WRONG")
                break
        first.setdefault(vacancy, []).append(n)
    shown = 0
    of: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        for other in of.get(row["truth"], []):
            if found[other] != found[n] and shown < most:
                shown += 1
                show(n, other, "MISSED")
                break
        of.setdefault(row["truth"], []).append(n)


if __name__ == "__main__":
    main()
