"""Two postings, one decision: the table of docs/matching.md, with the words that explain it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

from pipeline.match.body import SHORT, overlap
from pipeline.match.employer import mentions, relation
from pipeline.match.features import ROUND_DAYS, TRAINING, Features
from pipeline.match.lexicon import GENERIC
from pipeline.match.reference import compare_references
from pipeline.match.title import TitleMatch, match_titles
from pipeline.match.vetoes import NEARLY_IDENTICAL, facts_contradict, gap_days, places_meet, retender, words_contradict

#: Points from which two postings are one vacancy, and from which the pair is remembered for the operator.
MERGE, POSSIBLE = 7.0, 4.5
ALIKE = 0.35
#: Common smallest hashes that are much of a text; letters that two titles begin with.
MUCH, BEGINNING = 6, 4
#: What a missing text and the same or another deadline weigh where siblings pull.
BODY_UNKNOWN, DEADLINE_SAME, DEADLINE_OTHER = 3.0, 1.0, -2.5
#: What pay, term, hours or department weigh there that both name.
FACT_SHARED = 0.7
#: Days between the first days of two postings that "appeared at the same time".
NEAR = 14


class Decision(NamedTuple):
    """``rule`` is a row of the decision table; ``score`` is between 0 and 1; ``points`` order equals.

    ``pull`` says how much more a posting agrees with one of several siblings; ``equal`` that the titles are; ``again``
    that one portal shows both.
    """

    verdict: Literal["same", "round", "apart", "possible"]
    rule: str
    score: float
    evidence: tuple[str, ...]
    points: float = 0.0
    pull: float = 0.0
    equal: bool = False
    again: bool = False


_OTHER = Decision("apart", "11", 0.0, ("two employers",))


def compare(new: Features, old: Features) -> Decision:
    """Decide whether ``new`` is the same vacancy as ``old``, the same in a new round, or another."""
    employers = _employers(new, old)
    if employers == "other" and new.posting != old.posting and new.url != old.url:
        return _OTHER
    title = match_titles(new.title, old.title, cut=new.cut or old.cut, letters=(new.letters, old.letters))
    again = new.source == old.source
    if new.posting == old.posting or (new.url == old.url and not (again and "\nhttp" not in new.posting + old.posting)):
        return Decision("same", "1", 1.0, ("the same address or id: a new version of the same posting",), 100.0 if new.posting == old.posting else 99.0,
                        _pull(new, old, title, body_overlap(new, old)), title.equal, again)
    if employers == "other":
        return _OTHER._replace(equal=title.equal)
    references = compare_references(new.references, old.references)
    if not (references and employers == "same") and (refused := facts_contradict(new, old)):
        return Decision("apart", refused[0], 0.05, (refused[1],), equal=title.equal)
    body = body_overlap(new, old)
    decision = _decided(new, old, title, employers, references, body)
    if decision.verdict in ("same", "round"):
        return decision._replace(pull=_pull(new, old, title, body), equal=title.equal, again=again)
    return decision._replace(equal=True) if title.equal else decision


def nearness(new: Features) -> Callable[[Features], bool]:
    """Says of other postings whether a comparison can find them to be the same: a word of the title, much of the text or an identity."""
    stems = {stem for stem in new.title if stem not in GENERIC} or set(new.title)
    sketch, cores = set(new.sketch), {core for core, _, _ in new.references}

    def near(old: Features) -> bool:
        return (not stems.isdisjoint(old.title) or new.cut or old.cut or old.posting == new.posting or old.url == new.url or len(sketch.intersection(old.sketch)) >= MUCH
                or any(core in cores for core, _, _ in old.references) or bool(new.letters[:BEGINNING]) and old.letters.startswith(new.letters[:BEGINNING]))

    return near


def _decided(new: Features, old: Features, title: TitleMatch, employers: str, references: bool | None, body: float | None) -> Decision:
    if references and employers == "same":
        if not _foreign_title(new, old, title, body):
            rule = "2" if not new.places or not old.places or places_meet(new, old) else "5"
            return Decision("same", rule, 0.98, ("the same employer and the same Kennziffer", title.words), 20.0 + _points(new, old, title, body))
        if refused := facts_contradict(new, old):
            return Decision("apart", refused[0], 0.05, (refused[1],))
    if refused := words_contradict(new, old, title, body) or retender(new, old):
        return Decision("apart", refused[0], 0.05, (refused[1],))
    if employers == "same":
        return _same_employer(new, old, title, body, references)
    return _open_employer(new, old, title, body, references, employers)


def _employers(new: Features, old: Features) -> str:
    if new.employer and old.employer:
        if new.employer == old.employer:
            return "same"
        return "other" if new.employer[0] == old.employer[0] == "=" else relation(new.employer, new.short, old.employer, old.short)
    found: str = relation(new.employer, new.short, old.employer, old.short)
    for named, other in ((new, old), (old, new)):
        if found == "unknown" and named.text and not named.employer and other.employer:
            named_there = mentions(named.text, other.employer)
            if named_there is None and named.short:
                guessed = relation(named.short, "", other.employer, other.short)
                return "unknown" if guessed == "kin" else guessed
            return "unknown" if named_there is None else "same" if named_there else "other"
    return found


def _foreign_title(new: Features, old: Features, title: TitleMatch, body: float | None) -> bool:
    """A Kennziffer copied into another ad: other words, other level, other year or another of a series."""
    if new.cohort and old.cohort and new.cohort != old.cohort:
        return True
    if new.series and old.series and new.series != old.series or new.level != old.level or new.kind != old.kind:
        return True
    if title.rivals:
        return True
    shared = {stem for stem in new.title if stem in old.title and stem not in GENERIC}
    if not title.contradict:
        return False
    return body is not None and body < 0.5 if shared else body is None or body < NEARLY_IDENTICAL


def body_overlap(new: Features, old: Features) -> float | None:
    """How far the shorter text stands in the longer one; None where one is missing or in another language."""
    if new.foreign != old.foreign:
        return None
    found = overlap(new.sketch, new.shingles, old.sketch, old.shingles)
    # A few lines that do not recur are an introduction, not another job.
    if found is not None and found < ALIKE and (min(new.shingles, old.shingles) < SHORT and not (new.whole and old.whole)):
        return None
    return found


def _points(new: Features, old: Features, title: TitleMatch, body: float | None) -> float:
    points = 5.0 if title.equal else 2.0 - 0.5 * len(title.extra_new + title.extra_old) if not title.contradict else 0.0
    if body is not None:
        points += 4.0 if body >= NEARLY_IDENTICAL else 3.0 if body >= 0.6 else 1.5 if body >= ALIKE else -2.0 if body >= 0.15 else -4.0
    if new.places and old.places:
        points += 1.0 if places_meet(new, old) else 0.0
    points += 1.0 if new.grades and old.grades else 0.0
    if new.deadline and old.deadline:
        points += 1.5 if new.dies == old.dies else -0.3
    points += 0.5 if new.hours and old.hours else 0.0
    points += 0.5 if new.permanent is not None and old.permanent is not None else 0.0
    points += 1.0 if set(new.departments) & set(old.departments) else 0.0
    points += 0.5 if new.series and new.series == old.series else 0.0
    points += 0.3 if abs(new.born - old.born) <= 3 else 0.0
    return points


def _pull(new: Features, old: Features, title: TitleMatch, body: float | None) -> float:
    """How much one of several siblings pulls: by what tells siblings apart where no veto does.

    Pay, term, hours and department say little here: where siblings differ in them, a veto has spoken, else they share them.
    What both name is still worth more than what one of two siblings does not say.
    """
    pull = 5.0 if title.equal else 2.0 - 0.5 * len(title.extra_new + title.extra_old)
    pull += BODY_UNKNOWN if body is None else 4.0 if body >= NEARLY_IDENTICAL else 3.0 if body >= 0.6 else 1.5
    if new.deadline and old.deadline:
        pull += DEADLINE_SAME if new.dies == old.dies else DEADLINE_OTHER
    both = (new.grades and old.grades, new.hours and old.hours, new.permanent is not None and old.permanent is not None, not set(new.departments).isdisjoint(old.departments))
    return pull + FACT_SHARED * sum(map(bool, both))


def _same_employer(new: Features, old: Features, title: TitleMatch, body: float | None, references: bool | None) -> Decision:
    points = 2.0 + _points(new, old, title, body)
    days = gap_days(new, old)
    evidence = ("the same employer", title.words, _body_words(body), "nothing contradicts")
    if days > 0:
        if new.kind in TRAINING and not (new.cohort and old.cohort) and references is False:
            return Decision("possible", "13", 0.4, (*evidence, "a training whose year one of them does not say"), points)
        if title.equal and (body >= ALIKE if body is not None else not (new.cut or old.cut)) and not ((new.cut or old.cut) and (body or 0) < 0.6):
            return Decision("round", "7", 0.9, (*evidence, f"advertised again {days} days after the old deadline"), points)
        return Decision("possible", "17", 0.4, evidence, points) if days <= ROUND_DAYS and points >= POSSIBLE else Decision("apart", "10", 0.1, evidence, points)
    if references is False:
        return Decision("apart", "8", 0.1, ("another Kennziffer while the old one is open: a parallel opening",), points)
    if new.source == old.source and new.born == old.born and new.born:
        return Decision("possible", "8", 0.5, ("two ads of one portal that began on the same day, like parallel openings", title.words, _body_words(body)), points)
    if new.source == old.source and new.deadline and old.deadline and new.dies != old.dies:
        return Decision("possible", "8", 0.5, ("two ads of one portal with two deadlines, like parallel openings", title.words, _body_words(body)), points)
    supported = title.equal or (body is not None and body >= 0.6) or ((new.cut or old.cut) and not title.contradict)
    points += 2.5 if (new.cut or old.cut) and not title.equal and not title.contradict else 0.0
    if points >= MERGE and supported and not (new.series != old.series and not title.equal):
        return Decision("same", "3", _score(points), evidence, points)
    return Decision("possible", "17", _score(points), (*evidence, "too little to be sure"), points) if points >= POSSIBLE else Decision("apart", "10", _score(points), evidence, points)


def _open_employer(new: Features, old: Features, title: TitleMatch, body: float | None, references: bool | None, employers: str) -> Decision:
    points = _points(new, old, title, body) + (0.5 if employers == "kin" else 0.0)
    first = "the employers' names may be one" if employers == "kin" else "one names no employer"
    evidence = (first, title.words, _body_words(body))
    if gap_days(new, old) > 14:
        return Decision("apart", "12", 0.1, (*evidence, "they were not open at the same time"), points)
    if references is False:
        return Decision("apart", "8", 0.1, (*evidence, "another Kennziffer"), points)
    place = bool(new.places and old.places and places_meet(new, old))
    if references and (title.equal or (place and body is not None and body >= 0.6)):
        return Decision("same", "4", 0.9, (*evidence, "the same Kennziffer"), points + 4)
    alike = body is not None and body >= 0.6 and min(new.shingles, old.shingles) >= 6
    deadline = new.deadline and old.deadline and new.dies == old.dies
    agreeing = [word for holds, word in (
        (place, "the same place"), (alike, "texts alike"), (deadline, "the same deadline"), (bool(set(new.grades) & set(old.grades)), "the same pay grade")) if holds]
    if title.equal and len(agreeing) >= 2 and (alike or deadline):
        return Decision("same", "4", 0.8, (*evidence, *agreeing), points)
    specific = sum(stem not in GENERIC for stem in new.title) > 1 and not (new.cut or old.cut)
    if employers == "unknown" and title.equal and place and specific and (body is None or body >= ALIKE) and abs(new.born - old.born) <= NEAR:
        return Decision("same", "4", 0.7, (*evidence, "the same place", "they appeared at the same time"), points)
    if body is not None and body >= NEARLY_IDENTICAL and min(new.shingles, old.shingles) >= (8 if title.equal else 20) and (title.equal or (place and not title.contradict)):
        return Decision("same", "4", 0.75, evidence, points)
    return Decision("possible", "17", 0.5, evidence, points) if title.equal and place else Decision("apart", "4", 0.1, evidence, points)


def _score(points: float) -> float:
    return round(1 / (1 + math.exp(-(points - MERGE + 1.5))), 3)


def _body_words(body: float | None) -> str:
    return "a text is missing or too short to compare" if body is None else f"{body:.0%} of the shorter text stands in the other"
