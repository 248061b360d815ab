"""What simpler ways reach on the same postings: raw key, normalised key, and optional libraries where installed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.match.employer import employer_name
from pipeline.match.features import Features, features
from pipeline.match.fold import fold, words
from pipeline.match.title import title_tokens
from pipeline.model import Normalised, Posting
from tests.benchmarks.match import scores


def run(pairs: Sequence[tuple[Posting, Normalised]], truth: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and outcome of each baseline; an absent library says so."""
    postings = [posting for posting, _ in pairs]
    yield "raw key", _outcome([f"{p.title}|{p.employer}|{p.locations}" for p in postings], truth)
    begin = time.process_time()
    keys = [f"{employer_name(p.employer).key}|{' '.join(title_tokens(p.title))}" for p in postings]
    yield "normalised key", _outcome(keys, truth) + f" in {time.process_time() - begin:.1f} s"
    yield "datasketch", _datasketch(postings, truth)
    yield "Splink 5", _splink(pairs, truth)


def _outcome(found: Sequence[str], truth: Sequence[str]) -> str:
    result = scores.agreement(found, truth)
    return " ".join(f"{name} {value:.3f}" for name, value in result.items())


def _datasketch(postings: Sequence[Posting], truth: Sequence[str]) -> str:
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return "datasketch is not installed: no figures"
    begin = time.process_time()
    index = MinHashLSH(threshold=0.6, num_perm=64)
    found: list[str] = []
    for number, posting in enumerate(postings):
        sketch = MinHash(num_perm=64)
        text = words(fold(f"{posting.title} {posting.description_html or ''}"))
        for n in range(len(text) - 2):
            sketch.update(" ".join(text[n : n + 3]).encode())
        same = [int(key) for key in index.query(sketch)]
        same = [key for key in same if postings[key].employer == posting.employer]
        found.append(found[min(same)] if same else str(number))
        index.insert(str(number), sketch)
    return _outcome(found, truth) + f" in {time.process_time() - begin:.1f} s"


def _splink(pairs: Sequence[tuple[Posting, Normalised]], truth: Sequence[str]) -> str:
    """Splink 5 on DuckDB over the features that matching makes; the threshold is the best one for the truth, which nobody knows outside."""
    try:
        import duckdb
        import pyarrow as pa
        import splink.comparison_library as cl
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return "Splink 5 is not installed: no figures"
    records = [_record(number, features(*pair)) for number, pair in enumerate(pairs)]
    begin = time.process_time()
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    rules = [block_on("employer", "title"), block_on("title", "place"), block_on("employer", "deadline"), block_on("employer", "reference"), block_on("place", "reference"), block_on("smallest")]
    settings = SettingsCreator(
        link_type="dedupe_only", blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.97, 0.92, 0.8]), cl.ExactMatch("employer"), cl.ExactMatch("place"), cl.ExactMatch("reference"), cl.ExactMatch("deadline"),
            cl.ExactMatch("grade"), cl.ExactMatch("hours"), cl.ExactMatch("term"), cl.ExactMatch("level"), cl.ExactMatch("department"), cl.ArrayIntersectAtSizes("sketch", [24, 12, 5]),
            cl.AbsoluteDateDifferenceAtThresholds("born", input_is_string=True, metrics=["day", "day"], thresholds=[3, 14])])
    linker = Linker(api.register(pa.Table.from_pylist(records)), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("employer", "reference", "title")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("employer", "title"), block_on("place", "deadline"), block_on("employer", "reference")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    table = linker.inference.predict(threshold_match_weight=-15).physical_name
    edges = connection.sql(f"select match_weight, unique_id_l, unique_id_r from {table} order by match_weight desc").fetchall()
    spent = time.process_time() - begin
    best: tuple[float, float, str] = (0.0, 0.0, "")
    groups = list(range(len(records)))
    threshold = None
    for weight, one, other in edges:
        if threshold is not None and weight < threshold - 0.5:
            best = max(best, _at(groups, truth, threshold))
        if threshold is None or weight < threshold - 0.5:
            threshold = weight
        groups[_root(groups, one)] = _root(groups, other)
    best = max(best, _at(groups, truth, threshold or 0.0))
    return f"{best[2]} in {spent:.1f} s of CPU beside the features, {len(edges)} pairs"


def _at(groups: list[int], truth: Sequence[str], threshold: float) -> tuple[float, float, str]:
    found = [str(_root(groups, number)) for number in range(len(groups))]
    return scores.agreement(found, truth)["f1"], threshold, f"{_outcome(found, truth)} at the weight {threshold:.1f}"


def _root(groups: list[int], number: int) -> int:
    while groups[number] != number:
        groups[number] = groups[groups[number]]
        number = groups[number]
    return number


def _record(number: int, f: Features) -> dict[str, object]:
    """What Splink compares; unknown is None."""
    return {
        "unique_id": number, "employer": f.employer or None, "title": " ".join(f.title), "place": f.places[0] if f.places else None,
        "reference": "-".join(f.references[0]) if f.references else None, "deadline": str(f.dies) if f.deadline else None, "grade": str(f.grades) if f.grades else None,
        "hours": str(f.hours) if f.hours else None, "term": None if f.permanent is None else str(f.permanent), "level": f"{f.level}{f.series}{f.collective}{f.cohort}",
        "department": f.departments[0] if f.departments else None, "sketch": list(f.sketch) or None, "smallest": str(f.sketch[:2]) if f.sketch else None,
        "born": date.fromordinal(max(1, f.born)).isoformat()}
