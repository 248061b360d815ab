"""Two postings, one decision: the table of docs/matching.md, with the words that explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from pipeline.match.features import ROUND_DAYS, Features

ALIKE, NEARLY_IDENTICAL = 0.35, 0.88


@dataclass(frozen=True, slots=True)
class Decision:
    """``rule`` is a row of the decision table; ``score`` is between 0 and 1."""

    verdict: Literal["same", "round", "apart", "possible"]
    rule: str
    score: float
    evidence: tuple[str, ...]


def compare(new: Features, old: Features) -> Decision:
    """Decide whether ``new`` is the same vacancy as ``old``, the same in a new round, or another."""
    if new.posting == old.posting or new.url == old.url:
        return Decision("same", "1", 1.0, ("the same address or id: a new version of the same posting",))
    same_employer = bool(new.employer) and new.employer == old.employer
    if new.employer and old.employer and not same_employer:
        return Decision("apart", "11", 0.0, ("two employers",))
    title = _titles(new.title, old.title)
    body = body_overlap(new, old)
    if same_employer and new.reference and new.reference == old.reference and title.relation != "contradict":
        if new.cohort and old.cohort and new.cohort != old.cohort:
            return Decision("apart", "13", 0.1, ("another year of training",))
        return Decision("same", "2", 0.99, ("the same employer and the same Kennziffer", title.words))
    if veto := _veto(new, old, title, body):
        return veto
    if not same_employer:
        return _without_employer(new, old, title, body)
    return _same_employer(new, old, title, body)


@dataclass(frozen=True, slots=True)
class _Titles:
    relation: Literal["equal", "part", "contradict"]
    words: str


def _titles(new: tuple[str, ...], old: tuple[str, ...]) -> _Titles:
    extra_new = [word for word in new if not _has(word, old)]
    extra_old = [word for word in old if not _has(word, new)]
    if not extra_new and not extra_old:
        return _Titles("equal", "the same title")
    if extra_new and extra_old:
        # "System Administrator" and "Systemadministrator": the same letters, parted otherwise.
        one, other = "".join(extra_new), "".join(extra_old)
        if len(extra_new) != len(extra_old) and len(one) > 6 and sorted(one) == sorted(other):
            return _Titles("equal", "titles that differ in spelling only")
        return _Titles("contradict", f"titles with words of their own: {', '.join(extra_new)} / {', '.join(extra_old)}")
    return _Titles("part", f"one title also says {', '.join(extra_new or extra_old)}")


def _has(word: str, words: tuple[str, ...]) -> bool:
    if word in words:
        return True
    if any(c.isdigit() for c in word) or len(word) < 5:
        return False
    return any(len(other) >= 5 and (fuzz.ratio(word, other) >= 86 or word in other or other in word) for other in words)


def body_overlap(new: Features, old: Features) -> float | None:
    """Share of the shorter body's three-word runs that the longer one has too; None where a body is missing."""
    if new.shingles < 8 or old.shingles < 8:
        return None
    one, other = set(new.sketch), set(old.sketch)
    smallest = sorted(one | other)[: max(len(one), len(other))]
    common = sum(value in one and value in other for value in smallest)
    jaccard = common / len(smallest)
    overlap = jaccard * (new.shingles + old.shingles) / (1 + jaccard)
    return min(1.0, overlap / min(new.shingles, old.shingles))


def _veto(new: Features, old: Features, title: _Titles, body: float | None) -> Decision | None:
    """Contradictions: rows 6 and 9 to 13 of the table."""
    if new.cohort and old.cohort and new.cohort != old.cohort:
        return Decision("apart", "13", 0.1, (f"training that begins in {old.cohort} and in {new.cohort}",))
    if title.relation == "contradict" and (body is None or body < NEARLY_IDENTICAL):
        return Decision("apart", "10", 0.1, (title.words,))
    contradictions = [
        (new.kind != old.kind, "another kind of post"),
        (new.lead != old.lead and title.relation != "equal", "one leads staff, the other does not"),
        (_grades_differ(new, old), "another pay grade"),
        (None not in (new.permanent, old.permanent) and new.permanent != old.permanent, "permanent against temporary"),
        (_hours_differ(new, old), "other weekly hours"),
        (bool(new.department and old.department) and fuzz.token_set_ratio(new.department, old.department) < 80, "another department"),
    ]
    if words := [word for differs, word in contradictions if differs]:
        return Decision("apart", "9", 0.1, tuple(words))
    if new.places and old.places and not set(new.places) & set(old.places):
        return Decision("apart", "6", 0.1, ("other places of work",))
    return None


def _grades_differ(new: Features, old: Features) -> bool:
    families = {family for family, _, _ in new.grades} & {family for family, _, _ in old.grades}
    return bool(families) and not any(
        one == other and low <= top and bottom <= high
        for one, low, high in new.grades for other, bottom, top in old.grades)


def _hours_differ(new: Features, old: Features) -> bool:
    if new.hours is None or old.hours is None:
        return False
    return new.hours[0] > old.hours[1] + 0.5 or old.hours[0] > new.hours[1] + 0.5


def _same_employer(new: Features, old: Features, title: _Titles, body: float | None) -> Decision:
    first, second = (old, new) if old.born <= new.born else (new, old)
    gap = second.born - first.dies if first.born and second.born else 0
    alike = body is None or body >= ALIKE
    words = (title.words, _body_words(body))
    other_reference = bool(new.reference and old.reference)
    if gap > ROUND_DAYS:
        return Decision("apart", "12", 0.2, (f"{gap} days after the last deadline",))
    if gap > 0:
        if title.relation == "equal" and alike:
            return Decision("round", "7", 0.9, (*words, f"again {gap} days after the old deadline"))
        return Decision("possible", "17", 0.5, words) if alike else Decision("apart", "9", 0.2, words)
    if other_reference:
        return Decision("apart", "8", 0.2, ("another Kennziffer while the old one is open",))
    if title.relation == "equal" and alike:
        return Decision("same", "3", 0.95, ("the same employer", *words, "no contradiction"))
    if body is not None and body >= NEARLY_IDENTICAL - 0.08 and title.relation != "contradict":
        return Decision("same", "3", 0.9, ("the same employer", *words, "no contradiction"))
    if title.relation == "contradict":
        return Decision("possible", "17", 0.6, words)
    return Decision("possible", "17", 0.5, words) if alike else Decision("apart", "10", 0.2, words)


def _without_employer(new: Features, old: Features, title: _Titles, body: float | None) -> Decision:
    if new.born and old.born and (new.born > old.dies + 14 or old.born > new.dies + 14):
        return Decision("apart", "12", 0.2, ("not at the same time",))
    words = ("one names no employer", title.words, _body_words(body))
    places = bool(set(new.places) & set(old.places))
    if body is not None and body >= NEARLY_IDENTICAL and title.relation != "contradict":
        return Decision("same", "4", 0.8, words)
    if title.relation == "equal" and places and body is not None and body >= 0.6:
        return Decision("same", "4", 0.75, words)
    if title.relation == "equal" and places:
        return Decision("possible", "17", 0.5, words)
    return Decision("apart", "4", 0.2, words)


def _body_words(body: float | None) -> str:
    return "a text is missing" if body is None else f"texts overlap by {body:.0%}"
