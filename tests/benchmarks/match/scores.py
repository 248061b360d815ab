"""How well a partition agrees with the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def agreement(found: Sequence[str], truth: Sequence[str]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1."""
    both, left, right = Counter(zip(found, truth, strict=True)), Counter(found), Counter(truth)
    common = sum(map(_pairs, both.values()))
    precision = common / max(1, sum(map(_pairs, left.values())))
    recall = common / max(1, sum(map(_pairs, right.values())))
    cubed = [sum(n * n / total[key[side]] for key, n in both.items()) / len(truth) for side, total in ((0, left), (1, right))]
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall), "b_cubed": _f1(*cubed)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def wrong_siblings(found: Sequence[str], rows: Sequence[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    """For each kind of family: share of its records that lie with a sibling of another truth, and their number."""
    members: dict[str, Counter[str]] = defaultdict(Counter)
    for vacancy, row in zip(found, rows, strict=True):
        if row["family"]:
            members[vacancy + "|" + row["family_id"]][row["truth"]] += 1
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for vacancy, row in zip(found, rows, strict=True):
        if row["family"]:
            total[row["family"]] += 1
            counts = members[vacancy + "|" + row["family_id"]]
            # Of a mixed vacancy those are wrong that are not of its most frequent truth.
            if len(counts) > 1 and row["truth"] != max(sorted(counts), key=lambda t: counts[t]):
                wrong[row["family"]] += 1
    return {kind: (wrong[kind] / total[kind], total[kind]) for kind in sorted(total)}


def recall_by_noise(found: Sequence[str], rows: Sequence[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    """For each kind of noise: the share of true pairs with such a posting that were found."""
    of_truth: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        of_truth[row["truth"]].append(number)
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for numbers in of_truth.values():
        for i in numbers:
            for j in numbers:
                if i != j:
                    for kind in rows[i]["noise"]:
                        total[kind] += 1
                        right[kind] += found[i] == found[j]
    return {kind: (right[kind] / total[kind], total[kind]) for kind in sorted(total)}


def changed_share(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of records whose company differs between two partitions of the same records."""
    def company(found: Sequence[str]) -> list[frozenset[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for number, vacancy in enumerate(found):
            groups[vacancy].append(number)
        sets = {vacancy: frozenset(numbers) for vacancy, numbers in groups.items()}
        return [sets[vacancy] for vacancy in found]

    return sum(a != b for a, b in zip(company(one), company(other), strict=True)) / max(1, len(one))
