"""Gives each posting its vacancy, one at a time, in order of arrival."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.match.compare import Decision, compare
from pipeline.match.features import Features, features
from pipeline.match.identity import canonical_url, mint
from pipeline.match.index import Entry, Index
from pipeline.match.keys import asked_keys, stored_keys
from pipeline.model import Normalised, Posting, Value

#: How many points the best vacancy must be ahead of another that also agrees but is a sibling of it.
AHEAD = 1.0


class Placement(Value):
    """Which vacancy a posting is, by which rule; ``possible`` are vacancies it may also be, with score and reason."""

    posting: str
    vacancy: str
    round: int
    rule: str
    score: float
    evidence: list[str] = []
    aliases: list[str] = []
    possible: list[tuple[str, float, str]] = []


class Explanation(Value):
    """What is decided about a pair, and why, in words."""

    same: bool
    rule: str
    score: float
    evidence: list[str]


class _Case(NamedTuple):
    """What speaks for one vacancy: its best posting, and whether another of its postings contradicts."""

    vacancy: str
    entry: Entry
    decision: Decision
    entries: list[Entry]


class Matcher:
    """Places postings against what ``index`` remembers, and remembers them there."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def place(self, posting: Posting, normalised: Normalised, *, employer_key: str | None = None) -> Placement:
        """Find or mint the vacancy of ``posting``; bounded work, independent of how much is remembered."""
        new = features(posting, normalised, employer_key)
        cases, possible = self._cases(new)
        chosen, rivals = self._choose(cases)
        possible += [(case.vacancy, case.decision.score, "; ".join(case.decision.evidence)) for case in rivals]
        if chosen is None:
            first_seen = date.fromordinal(new.born) if new.born else date.min
            vacancy = mint(posting.source, posting.external_id or canonical_url(posting.url), first_seen)
            placement = Placement(posting=posting.id, vacancy=vacancy, round=1, rule="new", score=1.0,
                                  evidence=["no vacancy known that it could be"], possible=_best(possible))
            self.index.put(Entry(new, vacancy, 1), stored_keys(new))
            return placement
        entry, decision = chosen.entry, chosen.decision
        round_ = entry.round + (1 if decision.verdict == "round" and new.born >= entry.features.born else 0)
        aliases = self._merged(chosen, cases, new)
        self.index.put(Entry(new, chosen.vacancy, round_), stored_keys(new))
        return Placement(posting=posting.id, vacancy=chosen.vacancy, round=round_, rule=decision.rule, score=decision.score,
                         evidence=[word for word in decision.evidence if word], aliases=aliases,
                         possible=_best([item for item in possible if item[0] != chosen.vacancy and item[0] not in aliases]))

    def _cases(self, new: Features) -> tuple[list[_Case], list[tuple[str, float, str]]]:
        grouped: dict[str, list[Entry]] = {}
        for entry in self.index.candidates(asked_keys(new)):
            grouped.setdefault(entry.vacancy, []).append(entry)
        cases, possible = [], []
        for vacancy, entries in grouped.items():
            decided = [(entry, compare(new, entry.features)) for entry in entries]
            agreeing = [item for item in decided if item[1].verdict in ("same", "round")]
            if agreeing:
                # The newest round counts: a posting that lives beside it is no further round of an older one.
                entry, decision = max(agreeing, key=lambda item: (item[1].rule == "1", item[1].verdict == "same", item[1].points, item[0].round))
                if decision.rule in ("1", "2", "5") or not _contradicted(decided, entry, decision):
                    cases.append(_Case(vacancy, entry, decision, entries))
                    continue
            grey = max(decided, key=lambda item: (item[1].verdict == "possible", item[1].score))[1]
            if grey.verdict == "possible" and not _contradicted(decided, None, grey):
                possible.append((vacancy, grey.score, "; ".join(grey.evidence)))
        return cases, possible

    def _choose(self, cases: list[_Case]) -> tuple[_Case | None, list[_Case]]:
        """The vacancy that a posting is; none where siblings agree equally well and nothing tells them apart."""
        ordered = sorted(cases, key=lambda c: (c.decision.rule != "1", c.decision.verdict != "same", -c.decision.points, c.entry.features.born, c.vacancy))
        if len(ordered) < 2 or ordered[0].decision.rule == "1":
            return (ordered[0] if ordered else None), []
        best, second = ordered[0], ordered[1]
        if best.decision.verdict == second.decision.verdict and best.decision.points - second.decision.points < AHEAD and self._siblings(best, second):
            return None, ordered
        return best, []

    def _siblings(self, one: _Case, other: _Case) -> bool:
        """Whether two vacancies are known to be apart, not just not yet seen to be one."""
        if self.index.not_same(one.vacancy, other.vacancy):
            return True
        return any(compare(a.features, b.features).verdict == "apart" for a in one.entries for b in other.entries)

    def _merged(self, chosen: _Case, cases: list[_Case], new: Features) -> list[str]:
        """Other vacancies that the new posting shows to be the chosen one; the older id survives."""
        if chosen.decision.verdict != "same":
            return []
        aliases = []
        for case in cases:
            if case.vacancy == chosen.vacancy or case.decision.verdict != "same" or case.decision.score < 0.9 or self._siblings(chosen, case):
                continue
            if min(e.features.born for e in case.entries) < min(e.features.born for e in chosen.entries):
                continue
            self.index.merge(chosen.vacancy, case.vacancy)
            aliases.append(case.vacancy)
        return aliases


def _contradicted(decided: list[tuple[Entry, Decision]], entry: Entry | None, decision: Decision) -> bool:
    """Whether another posting of the vacancy's same round says that this one is another job."""
    for other, verdict in decided:
        if verdict.verdict == "apart" and verdict.rule in _HARD and (entry is None or other.round == entry.round or decision.verdict == "round"):
            return True
    return False


#: Rows whose contradiction with one posting of a vacancy keeps a new one out of it.
_HARD = frozenset({"6", "8", "9", "11", "13"})


def _best(possible: list[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    return sorted(possible, key=lambda item: (-item[1], item[0]))[:5]


def explain(one: tuple[Posting, Normalised], other: tuple[Posting, Normalised]) -> Explanation:
    """The decision about any pair of (posting, normalised), with its words."""
    decision = compare(features(*one), features(*other))
    return Explanation(same=decision.verdict in ("same", "round"), rule=decision.rule, score=decision.score, evidence=[e for e in decision.evidence if e])
