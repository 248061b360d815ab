"""Gives each posting its vacancy, one at a time, in order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.match.compare import Decision, compare
from pipeline.match.features import features
from pipeline.match.identity import canonical_url, mint
from pipeline.match.index import Entry, Index
from pipeline.match.keys import asked_keys, stored_keys
from pipeline.model import Normalised, Posting, Value

#: How many points the best vacancy must be ahead of another that also agrees but is a sibling of it.
AHEAD = 1.0
#: How many points ahead a sibling must be to take a posting over from the vacancy that it lies with.
DECISIVE = 2.5
#: Points from which titles that differ from another posting's title do not keep a posting out of its vacancy.
SUPPORTED = 9.0


class Placement(Value):
    """Which vacancy a posting is, by which rule; ``possible`` are vacancies it may also be, with score and reason.

    ``aliases`` are vacancies that are this one from now on. ``moved`` says which postings known by their ``key`` (source
    and external id, parted by a line break) belong to another vacancy since this posting showed a sibling.
    """

    posting: str
    vacancy: str
    round: int
    rule: str
    score: float
    evidence: list[str] = []
    aliases: list[str] = []
    possible: list[tuple[str, float, str]] = []
    key: str = ""
    moved: list[tuple[str, str]] = []


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
        candidates = self.index.candidates(asked_keys(new))
        decided = [(entry, compare(new, entry.features)) for entry in _ended(candidates)]
        cases, possible = self._cases(decided)
        chosen, rivals = self._choose(cases)
        possible += [(case.vacancy, case.decision.score, "; ".join(case.decision.evidence)) for case in rivals]
        if chosen is None:
            first_seen = date.fromordinal(new.born) if new.born else date.min
            vacancy = mint(posting.source, posting.external_id or canonical_url(posting.url), first_seen)
            self.index.put(Entry(new, vacancy, 1), stored_keys(new))
            return Placement(posting=posting.id, key=new.posting, vacancy=vacancy, round=1, rule="new", score=1.0,
                             evidence=["no vacancy known that it could be"], possible=_best(possible),
                             moved=self._doubted(vacancy, decided))
        entry, decision = chosen.entry, chosen.decision
        round_ = entry.round + (1 if decision.verdict == "round" and new.born >= entry.features.born else 0)
        chosen, aliases = self._merged(chosen, cases, decided)
        self.index.put(Entry(new, chosen.vacancy, round_, decision.rule), stored_keys(new))
        # A new version of a known posting was not absent when its siblings were placed.
        moved = [] if decision.rule == "1" else self._doubted(chosen.vacancy, decided)
        return Placement(posting=posting.id, key=new.posting, moved=moved, vacancy=chosen.vacancy, round=round_, rule=decision.rule, score=decision.score,
                         evidence=[word for word in decision.evidence if word], aliases=aliases,
                         possible=_best([item for item in possible if item[0] != chosen.vacancy and item[0] not in aliases]))

    def _doubted(self, vacancy: str, decided: list[tuple[Entry, Decision]]) -> list[tuple[str, str]]:
        """Postings that lie with a sibling of the new one though nothing but its absence spoke for that."""
        moved = []
        for entries in _by_vacancy(decided, without=vacancy).values():
            apart = [entry for entry, decision in entries if decision.rule in _HARD]
            if not apart or self.index.not_same(vacancy, entries[0][0].vacancy):
                continue
            for entry, there in entries:
                if there.verdict != "same" or entry.fixed:
                    continue
                here = [compare(entry.features, other.features) for other in apart]
                if any(decision.rule in _CERTAIN for decision in here):
                    continue
                points = max((decision.points for decision in here if decision.verdict == "same"), default=0.0)
                if there.points < points - AHEAD:
                    continue
                target = vacancy if there.points >= points + DECISIVE else self._fresh(entry)
                self.index.move(entry.features.posting, target)
                moved.append((entry.features.posting, target))
        return moved

    @staticmethod
    def _fresh(entry: Entry) -> str:
        """An id for a posting that leaves its vacancy and joins no other; not that of a vacancy it once began."""
        source, _, identity = entry.features.posting.partition("\n")
        return mint(source, f"{identity}\nalone", date.fromordinal(max(1, entry.features.born)))

    def _cases(self, found: list[tuple[Entry, Decision]]) -> tuple[list[_Case], list[tuple[str, float, str]]]:
        cases, possible = [], []
        for vacancy, decided in _by_vacancy(found).items():
            agreeing = [item for item in decided if item[1].verdict in ("same", "round")]
            if agreeing:
                # The newest round counts: a posting that lives beside it is no further round of an older one.
                entry, decision = max(agreeing, key=lambda item: (item[1].rule == "1", item[1].verdict == "same", item[1].points, item[0].round))
                if decision.rule in ("1", "2", "5") or not _contradicted(decided, entry, decision):
                    cases.append(_Case(vacancy, entry, decision, [item[0] for item in decided]))
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
        best = ordered[0]
        near = [case for case in ordered if case.decision.verdict == best.decision.verdict and best.decision.points - case.decision.points < AHEAD]
        if any(self._siblings(one, other) for n, one in enumerate(near) for other in near[n + 1 :]):
            return None, near
        return best, []

    def _siblings(self, one: _Case, other: _Case) -> bool:
        """Whether two vacancies are known to be apart, not just not yet seen to be one."""
        if self.index.not_same(one.vacancy, other.vacancy):
            return True
        decisions = (compare(a.features, b.features) for a in one.entries for b in other.entries)
        return any(decision.verdict == "apart" or decision.rule == "8" for decision in decisions)

    def _merged(self, chosen: _Case, cases: list[_Case], decided: list[tuple[Entry, Decision]]) -> tuple[_Case, list[str]]:
        """The vacancies that the new posting shows to be one: the oldest survives, the others are its aliases.

        Where a sibling stands beside them, only what no sibling can put in doubt merges.
        """
        siblings = any(decision.rule in _HARD - {"11"} for _, decision in decided)
        same = [case for case in cases if case.decision.verdict == "same" and case.decision.score >= 0.9 and (case.decision.rule in _CERTAIN or not siblings)]
        if chosen not in same or len(same) < 2:
            return chosen, []
        if any(self._siblings(one, other) for n, one in enumerate(same) for other in same[n + 1 :]):
            return chosen, []
        oldest = min(same, key=lambda case: (min(entry.features.born for entry in case.entries), case.vacancy))
        aliases = [case.vacancy for case in same if case is not oldest]
        for other in aliases:
            self.index.merge(oldest.vacancy, other)
        return chosen._replace(vacancy=oldest.vacancy), aliases


def _ended(entries: list[Entry]) -> list[Entry]:
    """Postings without a deadline live as long as those of their vacancy's round that state one."""
    ends: dict[tuple[str, int], int] = {}
    for entry in entries:
        if entry.features.deadline:
            place = (entry.vacancy, entry.round)
            ends[place] = max(ends.get(place, 0), entry.features.dies)
    return [
        entry if entry.features.deadline or not (end := ends.get((entry.vacancy, entry.round), 0)) else entry._replace(
            features=entry.features._replace(dies=max(end, entry.features.born)))
        for entry in entries]


def _by_vacancy(decided: list[tuple[Entry, Decision]], without: str = "") -> dict[str, list[tuple[Entry, Decision]]]:
    grouped: dict[str, list[tuple[Entry, Decision]]] = {}
    for entry, decision in decided:
        if entry.vacancy != without:
            grouped.setdefault(entry.vacancy, []).append((entry, decision))
    return grouped


def _contradicted(decided: list[tuple[Entry, Decision]], entry: Entry | None, decision: Decision) -> bool:
    """Whether another posting of the vacancy's same round says that this one is another job; not what a person put there."""
    for other, verdict in decided:
        if other.fixed:
            continue
        hard = verdict.rule in _HARD or (verdict.rule == "10" and decision.points < SUPPORTED)
        if (verdict.verdict == "apart" or verdict.rule == "8") and hard and (entry is None or other.round == entry.round or decision.verdict == "round"):
            return True
    return False


#: Rows whose contradiction with one posting of a vacancy keeps a new one out of it.
_HARD = frozenset({"6", "8", "9", "11", "13"})


#: Rows that no sibling can put in doubt.
_CERTAIN = frozenset({"1", "2", "5"})


def _best(possible: list[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    return sorted(possible, key=lambda item: (-item[1], item[0]))[:5]


def explain(one: tuple[Posting, Normalised], other: tuple[Posting, Normalised]) -> Explanation:
    """The decision about any pair of (posting, normalised), with its words."""
    decision = compare(features(*one), features(*other))
    return Explanation(same=decision.verdict in ("same", "round"), rule=decision.rule, score=decision.score, evidence=[e for e in decision.evidence if e])


def stand(placements: Sequence[Placement]) -> list[str]:
    """The vacancy of each posting as it stands after the last: aliases followed, moved postings moved."""
    where: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for placement in placements:
        where[placement.key] = placement.vacancy
        where.update(placement.moved)
        aliases.update(dict.fromkeys(placement.aliases, placement.vacancy))
    found = []
    for placement in placements:
        vacancy = where[placement.key]
        while vacancy in aliases:
            vacancy = aliases[vacancy]
        found.append(vacancy)
    return found
