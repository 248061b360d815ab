"""Gives each posting its vacancy, one at a time, in order of arrival."""

from __future__ import annotations

from datetime import date

from pipeline.match.compare import Decision, compare
from pipeline.match.features import Features, asked_keys, features, stored_keys
from pipeline.match.identity import mint
from pipeline.match.index import Entry, Index
from pipeline.model import Normalised, Posting, Value


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


class Matcher:
    """Places postings against what ``index`` remembers, and remembers them there."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def place(self, posting: Posting, normalised: Normalised, *, employer_key: str | None = None) -> Placement:
        """Find or mint the vacancy of ``posting``; bounded work, independent of how much is remembered."""
        new = features(posting, normalised, employer_key)
        decided = [(entry, compare(new, entry.features)) for entry in self.index.candidates(asked_keys(new))]
        best = self._best(decided)
        possible = [
            (entry.vacancy, decision.score, "; ".join(decision.evidence))
            for entry, decision in decided if decision.verdict == "possible" and (best is None or entry.vacancy != best[0].vacancy)
        ]
        if best is None:
            first_seen = date.fromordinal(new.born) if new.born else date.min
            vacancy = mint(posting.source, posting.external_id or new.url, first_seen)
            placement = Placement(posting=posting.id, vacancy=vacancy, round=1, rule="new", score=1.0, possible=possible)
        else:
            entry, decision = best
            round_ = entry.round + (1 if decision.verdict == "round" and new.born >= entry.features.born else 0)
            placement = Placement(posting=posting.id, vacancy=entry.vacancy, round=round_, rule=decision.rule, score=decision.score,
                                  evidence=[word for word in decision.evidence if word], possible=possible)
        self.index.put(Entry(new, placement.vacancy, placement.round), stored_keys(new))
        return placement

    def _best(self, decided: list[tuple[Entry, Decision]]) -> tuple[Entry, Decision] | None:
        """The strongest agreement with a vacancy none of whose postings of that round contradicts."""
        refused = {(entry.vacancy, entry.round) for entry, decision in decided if decision.verdict == "apart" and decision.rule in _HARD}
        chosen: tuple[Entry, Decision] | None = None
        for entry, decision in decided:
            if decision.verdict not in ("same", "round"):
                continue
            if decision.rule not in ("1", "2") and (entry.vacancy, entry.round) in refused:
                continue
            if chosen is None or (decision.score, entry.round) > (chosen[1].score, chosen[0].round):
                chosen = (entry, decision)
        return chosen


#: Rules whose contradiction with one posting of a vacancy keeps a new one out of it.
_HARD = frozenset({"6", "8", "9", "13"})


def explain(one: Features, other: Features) -> Decision:
    """The decision about any pair, with its words."""
    return compare(one, other)
