"""Gives each posting its vacancy, one at a time, in order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.match.cluster import SUPPORTED, Group, contradicts, partition
from pipeline.match.compare import Decision, compare, nearness
from pipeline.match.features import Features, features
from pipeline.match.identity import canonical_url, mint
from pipeline.match.index import Entry, Index
from pipeline.match.keys import asked_keys, both_keys
from pipeline.model import Normalised, Posting, Value

#: Of so many postings without an employer the other employers are asked for.
MOST_VAGUE = 2
#: At most this many postings are shared out anew, those nearest in time.
MOST_SHARED = 16


class Placement(Value):
    """Which vacancy a posting is, by which rule; ``possible`` are vacancies it may also be, with score and reason.

    ``aliases`` are vacancies that are this one from now on. ``moved`` says which postings known by their ``key`` (source
    and external id, parted by a line break) belong to another vacancy, in which round, since this posting came.
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
    moved: list[tuple[str, str, int]] = []


class Explanation(Value):
    """What is decided about a pair, and why, in words."""

    same: bool
    rule: str
    score: float
    evidence: list[str]


class Matcher:
    """Places postings against what ``index`` remembers, and remembers them there."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def place(self, posting: Posting, normalised: Normalised, *, employer_key: str | None = None) -> Placement:
        """Find or mint the vacancy of ``posting``; bounded work, independent of how much is remembered."""
        new = features(posting, normalised, employer_key)
        near = nearness(new)
        asked, keys = both_keys(new)
        decided = [(entry, compare(new, entry.features)) for entry in _ended(self.index.candidates(asked), new.born) if near(entry.features)]
        for entry, decision in decided:
            if entry.features.posting == new.posting:
                # A new version of a known posting: it was not absent when its siblings were placed.
                self.index.put(Entry(new, entry.vacancy, entry.round, decision.rule), keys)
                return _placement(posting, new, entry.vacancy, entry.round, decision)
        decided = self._with_rivals(new, decided)
        vacancies = _by_vacancy(decided)
        agreeing = {name: found for name, found in vacancies.items() if any(d.verdict in ("same", "round") for _, d in found)}
        if len(agreeing) > 1 or any(not _open_to(found) for found in agreeing.values()):
            return self._shared(posting, new, keys, vacancies)
        possible = [(name, grey.score, "; ".join(grey.evidence)) for name, found in vacancies.items() if name not in agreeing and (grey := _grey(found))]
        if not agreeing:
            vacancy = self._minted(posting, new)
            self.index.put(Entry(new, vacancy, 1), keys)
            return _placement(posting, new, vacancy, 1, None, possible)
        (vacancy, found), = agreeing.items()
        # The newest round counts: a posting that lives beside it is no further round of an older one.
        entry, decision = max(((e, d) for e, d in found if d.verdict in ("same", "round")),
                              key=lambda item: (item[1].rule == "1", item[1].verdict == "same", item[1].points, item[0].round))
        round_ = entry.round + (1 if decision.verdict == "round" and new.born >= entry.features.born else 0)
        self.index.put(Entry(new, vacancy, round_, decision.rule), keys)
        return _placement(posting, new, vacancy, round_, decision, possible)

    def _with_rivals(self, new: Features, decided: list[tuple[Entry, Decision]]) -> list[tuple[Entry, Decision]]:
        """What else a posting that names nobody may be: other employers' postings, which ``new`` does not find itself."""
        vague = [entry for entry, decision in decided if decision.verdict in ("same", "round") and new.employer and not entry.features.employer]
        known = {entry.features.posting for entry, _ in decided}
        for entry in vague[:MOST_VAGUE]:
            for other in _ended(self.index.candidates(asked_keys(entry.features)), new.born):
                if other.features.posting not in known:
                    known.add(other.features.posting)
                    decision = compare(new, other.features)
                    decided.append((other, decision))
        return decided

    @staticmethod
    def _minted(posting: Posting, new: Features) -> str:
        return mint(posting.source, posting.external_id or canonical_url(posting.url), date.fromordinal(max(1, new.born)))

    def _shared(self, posting: Posting, new: Features, keys: Sequence[int], vacancies: dict[str, list[tuple[Entry, Decision]]]) -> Placement:
        """Share the new posting and all of the vacancies that it concerns out anew: siblings, fragments, vague ones."""
        concerned = _concerned(new, vacancies)
        known = sorted((entry for entry, _ in concerned), key=lambda entry: (entry.features.born, entry.features.posting))
        to_new = {entry.features.posting: decision for entry, decision in concerned}
        last = len(known)

        def decide(later: int, earlier: int) -> Decision:
            return to_new[known[earlier].features.posting] if later == last else compare(known[later].features, known[earlier].features)

        together = [(i, j) for i in range(last) for j in range(i + 1, last) if known[i].fixed and known[j].fixed and known[i].vacancy == known[j].vacancy]
        shares = partition([*(entry.features.born for entry in known), new.born], decide, together, lambda i, j: max(i, j) < last and self.index.not_same(known[i].vacancy, known[j].vacancy))
        names = _named(shares, known, self._minted(posting, new))
        moved: list[tuple[str, str, int]] = []
        for rounds, name in zip(shares, names, strict=True):
            first = min((known[n].round for group in rounds for n in group if n < last and known[n].vacancy == name), default=1)
            for number, group in enumerate(rounds, first):
                moved += [(known[n].features.posting, name, number) for n in group if n < last and (known[n].vacancy, known[n].round) != (name, number)]
                if last in group:
                    vacancy, round_, mine = name, number, [to_new[known[n].features.posting] for share in rounds for n in share if n < last]
        for key, name, number in moved:
            self.index.move(key, name, number)
        left = {name for rounds, name in zip(shares, names, strict=True)}
        aliases = [name for name in dict.fromkeys(entry.vacancy for entry in known) if name not in left and all(
            (entry.features.posting, vacancy) in {(key, target) for key, target, _ in moved} for entry in known if entry.vacancy == name)]
        for name in aliases:
            self.index.merge(vacancy, name)
        decision = max((d for d in mine if d.verdict in ("same", "round")), key=lambda d: (d.verdict == "same", d.points), default=None)
        self.index.put(Entry(new, vacancy, round_, decision.rule if decision else "new"), keys)
        possible = [(name, best.score, "; ".join(best.evidence)) for rounds, name in zip(shares, names, strict=True) if name != vacancy
                    and (best := _grey([(known[n], to_new[known[n].features.posting]) for group in rounds for n in group], agreeing=True))]
        return _placement(posting, new, vacancy, round_, decision, possible, aliases, [item for item in moved if item[1] != vacancy or item[0] not in aliases])


def _concerned(new: Features, vacancies: dict[str, list[tuple[Entry, Decision]]]) -> list[tuple[Entry, Decision]]:
    """The postings of vacancies that a posting agrees with and of their siblings with the same title, always all of a vacancy."""
    def nearest(found: list[tuple[Entry, Decision]]) -> tuple[bool, int, str]:
        return (not any(d.verdict in ("same", "round") for _, d in found), min(abs(e.features.born - new.born) for e, _ in found), found[0][0].features.posting)

    concerned: list[tuple[Entry, Decision]] = []
    for found in sorted(vacancies.values(), key=nearest):
        if any(d.verdict in ("same", "round") or (d.equal and contradicts(d)) for _, d in found) and (not concerned or len(concerned) + len(found) <= MOST_SHARED):
            concerned += found
    return concerned


def _placement(posting: Posting, new: Features, vacancy: str, round_: int, decision: Decision | None, possible: Sequence[tuple[str, float, str]] = (),
               aliases: Sequence[str] = (), moved: Sequence[tuple[str, str, int]] = ()) -> Placement:
    evidence = [word for word in decision.evidence if word] if decision else ["no vacancy known that it could be"]
    return Placement(posting=posting.id, key=new.posting, vacancy=vacancy, round=round_, rule=decision.rule if decision else "new",
                     score=decision.score if decision else 1.0, evidence=evidence, possible=_best(possible), aliases=list(aliases), moved=list(moved))


def _named(shares: list[list[Group]], known: list[Entry], minted: str) -> list[str]:
    """The id of each share: that of the vacancy whose first posting it holds, the oldest vacancy first; else one of its own."""
    share_of = {n: number for number, rounds in enumerate(shares) for group in rounds for n in group}
    names: dict[int, str] = {}
    for vacancy in dict.fromkeys(entry.vacancy for entry in known):
        own = [n for n, entry in enumerate(known) if entry.vacancy == vacancy]
        names.setdefault(share_of[next((n for n in own if _first_id(known[n]) == vacancy), own[0])], vacancy)
    taken = set(names.values())
    for number, rounds in enumerate(shares):
        if number not in names:
            first = min(n for group in rounds for n in group)
            name = minted if first == len(known) else _fresh(known[first])
            names[number] = name if name not in taken else _fresh(known[first], again="2")
            taken.add(names[number])
    return [names[number] for number in range(len(shares))]


def _first_id(entry: Entry, suffix: str = "") -> str:
    """The id of the vacancy that a posting began, if it began one."""
    source, _, identity = entry.features.posting.partition("\n")
    return mint(source, identity + suffix, date.fromordinal(max(1, entry.features.born)))


def _fresh(entry: Entry, again: str = "") -> str:
    """An id for a posting that leaves its vacancy and joins no other; not that of a vacancy it once began."""
    return _first_id(entry, f"\nalone{again}")


def _open_to(found: list[tuple[Entry, Decision]]) -> bool:
    """Whether nothing of a vacancy contradicts a posting that agrees with some of it; what a person put there does not count."""
    if any(decision.verdict == "same" and decision.rule == "1" for _, decision in found):
        return True
    entry, decision = max(((e, d) for e, d in found if d.verdict in ("same", "round")), key=lambda item: (item[1].verdict == "same", item[1].points))
    return not any(
        not other.fixed and (d.rule == "13" or other.round == entry.round or decision.verdict == "round")
        and (contradicts(d) or (d.verdict == "apart" and d.rule == "10" and decision.points < SUPPORTED and not decision.equal)) for other, d in found)


def _grey(found: list[tuple[Entry, Decision]], *, agreeing: bool = False) -> Decision | None:
    """What says that a posting may be a vacancy that it was not put to; None where something contradicts."""
    if not found or any(contradicts(decision) and decision.verdict == "apart" for _, decision in found):
        return None
    best = max((d for _, d in found), key=lambda d: (d.verdict == "possible" or (agreeing and d.verdict == "same"), d.score))
    return best if best.verdict == "possible" or (agreeing and best.verdict == "same") else None


def _ended(entries: list[Entry], born: int) -> list[Entry]:
    """Postings without a deadline live as long as those of their vacancy's round that state one; asked by what begins on ``born``."""
    ends: dict[tuple[str, int], int] = {}
    for entry in entries:
        if entry.features.deadline:
            place = (entry.vacancy, entry.round)
            ends[place] = max(ends.get(place, 0), entry.features.dies)
    if not ends:
        return entries
    found = []
    for entry in entries:
        # What lives by either count when the new one begins need not be told apart.
        if not entry.features.deadline and (end := ends.get((entry.vacancy, entry.round))) and min(end, entry.features.dies) < born:
            entry = entry._replace(features=entry.features._replace(dies=max(end, entry.features.born)))
        found.append(entry)
    return found


def _by_vacancy(decided: list[tuple[Entry, Decision]]) -> dict[str, list[tuple[Entry, Decision]]]:
    grouped: dict[str, list[tuple[Entry, Decision]]] = {}
    for entry, decision in decided:
        grouped.setdefault(entry.vacancy, []).append((entry, decision))
    return grouped


def _best(possible: Sequence[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    return sorted(possible, key=lambda item: (-item[1], item[0]))[:5]


def explain(one: tuple[Posting, Normalised], other: tuple[Posting, Normalised]) -> Explanation:
    """The decision about any pair of (posting, normalised), with its words."""
    decision = compare(features(*other), features(*one))
    return Explanation(same=decision.verdict in ("same", "round"), rule=decision.rule, score=decision.score, evidence=[e for e in decision.evidence if e])


def stand(placements: Sequence[Placement]) -> list[str]:
    """The vacancy of each posting as it stands after the last: aliases followed, moved postings moved."""
    return [vacancy for vacancy, _ in stand_with_rounds(placements)]


def stand_with_rounds(placements: Sequence[Placement]) -> list[tuple[str, int]]:
    """Vacancy and round of each posting as they stand after the last."""
    where: dict[str, tuple[str, int]] = {}
    aliases: dict[str, str] = {}
    for placement in placements:
        where[placement.key] = (placement.vacancy, placement.round)
        for key, vacancy, round_ in placement.moved:
            where[key] = (vacancy, round_)
            aliases.pop(vacancy, None)
        aliases.pop(placement.vacancy, None)
        aliases.update(dict.fromkeys(placement.aliases, placement.vacancy))
    found = []
    for placement in placements:
        vacancy, round_ = where[placement.key]
        while vacancy in aliases:
            vacancy = aliases[vacancy]
        found.append((vacancy, round_))
    return found
