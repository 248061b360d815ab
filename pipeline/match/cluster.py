"""Postings that may be the same, shared out among vacancies; the order in which they came plays no part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from pipeline.match.compare import Decision

#: How many points a vacancy must be ahead of a sibling that also agrees.
AHEAD = 2.0
#: Points that a vacancy loses that the same portal shows already.
AGAIN = 2.5
#: What a day weighs by which a posting comes later or earlier than a vacancy's first one, and the most of it.
DAY_LATE, MOST_LATE, DAY_EARLY, MOST_EARLY = 0.25, 2.5, 0.75, 3.0
#: Points from which titles that differ from another posting's title do not keep a posting out of its vacancy.
SUPPORTED = 9.0
#: Rows whose contradiction with one posting of a vacancy keeps others out of it.
HARD = frozenset({"6", "8", "9", "11", "13"})
#: Rows that no sibling can put in doubt.
CERTAIN = frozenset({"1", "2", "5"})

Group = frozenset[int]
_Pairs = dict[tuple[int, int], Decision]


def contradicts(decision: Decision) -> bool:
    """Whether two postings can never be one vacancy in one round."""
    return decision.rule in HARD and decision.verdict in ("apart", "possible")


def partition(born: Sequence[int], decide: Callable[[int, int], Decision], together: Sequence[tuple[int, int]], apart: Callable[[int, int], bool]) -> list[list[Group]]:
    """Vacancies as lists of rounds, earliest first by the numbers of their postings; each posting is in one of them.

    ``born`` are the first days of the postings; ``together`` are pairs that a person joined, ``apart`` says which a person parted.
    """
    pairs: _Pairs = {(i, j): decide(j, i) for i, j in combinations(range(len(born)), 2)}
    parted = {pair for pair in pairs if apart(*pair)}
    held = set(together)
    groups = [frozenset({n}) for n in range(len(born))]
    for pair, decision in pairs.items():
        if pair in held or (pair not in parted and decision.verdict == "same" and decision.rule in CERTAIN):
            groups = _united(groups, *pair)
    clash = {pair for pair, decision in pairs.items() if pair in parted or (contradicts(decision) and pair not in held)}
    groups = _agglomerated(groups, pairs, clash, "same", born)
    vacancies = _agglomerated(groups, pairs, clash, "round", born)
    return [sorted((group for group in groups if group <= vacancy), key=min) for vacancy in vacancies]


def _united(groups: list[Group], i: int, j: int) -> list[Group]:
    merged = frozenset().union(*(group for group in groups if i in group or j in group))
    return [group for group in groups if not group & merged] + [merged]


def _agglomerated(groups: list[Group], pairs: _Pairs, clash: set[tuple[int, int]], verdict: str, born: Sequence[int]) -> list[Group]:
    """Join the groups that agree best, again and again; what siblings pull at equally stays alone."""
    while True:
        links: dict[tuple[int, int], float] = {}
        barred: set[tuple[int, int]] = set()
        for a, b in combinations(range(len(groups)), 2):
            between = [(i, j) if i < j else (j, i) for i in groups[a] for j in groups[b]]
            agreeing = [pairs[pair] for pair in between if pairs[pair].verdict == verdict]
            points = max((decision.points for decision in agreeing), default=-1.0)
            loose = points < SUPPORTED and any(pairs[pair].verdict == "apart" and pairs[pair].rule == "10" for pair in between) and not any(
                pairs[pair].verdict == verdict and pairs[pair].equal for pair in between)
            if loose or any(pair in clash for pair in between):
                barred.add((a, b))
            elif agreeing:
                again = any(pairs[pair].again and pairs[pair].rule not in CERTAIN for pair in between)
                links[(a, b)] = max(decision.pull for decision in agreeing) - (AGAIN if again else 0.0)
                if verdict == "same":
                    links[(a, b)] -= _late(groups[a], groups[b], born)
        best = next((pair for pair in sorted(links, key=lambda pair: (-links[pair], _first(groups, pair)))
                     if not _torn(*pair, links, barred)), None)
        if best is None:
            return groups
        merged = groups[best[0]] | groups[best[1]]
        groups = [group for group in groups if not group & merged] + [merged]


def _late(one: Group, other: Group, born: Sequence[int]) -> float:
    """What speaks against two groups that began on different days: a vacancy's other postings seldom come before its first."""
    small, large = sorted((one, other), key=lambda group: (len(group), min(born[n] for n in group)))
    days = min(born[n] for n in small) - min(born[n] for n in large)
    return min(MOST_LATE, DAY_LATE * days) if days >= 0 else min(MOST_EARLY, -DAY_EARLY * days)


def _first(groups: list[Group], pair: tuple[int, int]) -> list[int]:
    return sorted((min(groups[pair[0]]), min(groups[pair[1]])))


def _torn(a: int, b: int, links: dict[tuple[int, int], float], barred: set[tuple[int, int]]) -> bool:
    """Whether one of the two agrees about as well with siblings that can never be one vacancy."""
    strength = links[(a, b)]
    for one, other in ((a, b), (b, a)):
        pulling = [other, *(y if x == one else x for (x, y), points in links.items()
                            if one in (x, y) and (x, y) != (a, b) and points > strength - AHEAD)]
        if any(pair in barred for pair in combinations(sorted(pulling), 2)):
            return True
    return False
