"""Puts the facts of one posting together. One fact that fails never loses the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from pipeline.model import Area, EmploymentType, Evidence, Facts, Kind, Normalised, PayGrade, Place, Posting
from pipeline.normalise.ad import Ad
from pipeline.normalise.areas import read_areas
from pipeline.normalise.career import read_career_level
from pipeline.normalise.contradictions import compare
from pipeline.normalise.deadline import read_deadline, read_open_end
from pipeline.normalise.employment import read_employment_type, with_hours
from pipeline.normalise.hours import read_hours
from pipeline.normalise.kind import read_kind
from pipeline.normalise.location import read_places
from pipeline.normalise.occupation import read_occupation
from pipeline.normalise.openings import read_openings
from pipeline.normalise.pay import read_pay
from pipeline.normalise.persons import without_persons
from pipeline.normalise.reference import read_identifier
from pipeline.normalise.remote import read_remote
from pipeline.normalise.salary import read_salary
from pipeline.normalise.start import read_start
from pipeline.normalise.term import read_term
from pipeline.normalise.title import clean_title

T = TypeVar("T")

#: Posts that are a training: grades and permanence of the time after it are not theirs.
TRAINING = frozenset({Kind.APPRENTICESHIP, Kind.DUAL_STUDY, Kind.TRAINEE, Kind.INTERNSHIP, Kind.VOLUNTEER, Kind.STUDENT_JOB})
#: Posts that are paid by no EG grade.
LEARNING = frozenset({Kind.APPRENTICESHIP, Kind.DUAL_STUDY, Kind.INTERNSHIP, Kind.VOLUNTEER})


def normalise(posting: Posting, *, stood_before: bool = False) -> Normalised:
    """Make facts of ``posting``, each with the words that prove it. What the ad does not say stays unknown.

    ``stood_before``: it was advertised before it was first seen, so that its deadline may have passed then.
    """
    ad = Ad(posting, stood_before)

    def read(fact: str, reader: Callable[[], T], unknown: T) -> T:
        try:
            return reader()
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
            ad.doubt("fact_unreadable", f"{fact}: {type(error).__name__}: {error}")
            return unknown

    kind = read("kind", lambda: read_kind(ad), Kind.JOB)
    if not ad.proofs("kind"):
        ad.prove("kind", posting.title, "title", "no other kind is named")
    training, learning = kind in TRAINING, kind in LEARNING
    title = read("title", lambda: clean_title(ad), posting.title)
    no_places: list[Place] = []
    no_term: tuple[bool | None, date | None, int | None] = (None, None, None)
    no_types: list[EmploymentType] = []
    no_grades: list[PayGrade] = []
    no_areas: list[Area] = []
    places = read("locations", lambda: read_places(ad), no_places)
    deadline = read("valid_through", lambda: read_deadline(ad), None)
    permanent, term_end, term_months = read("permanent", lambda: read_term(ad, training=training), no_term)
    types = read("employment_type", lambda: read_employment_type(ad), no_types)
    hours = read("weekly_hours", lambda: read_hours(ad, part_only=types == ["PART_TIME"]), None)
    facts = Facts(
        title=title,
        locations=[place.name for place in places],
        remote=read("remote", lambda: read_remote(ad), None),
        employment_type=with_hours(types, hours),
        weekly_hours=hours,
        permanent=permanent,
        fixed_term_end=term_end,
        fixed_term_months=term_months,
        pay_grades=read("pay_grades", lambda: read_pay(ad, training=training, learning=learning), no_grades),
        base_salary=read("base_salary", lambda: read_salary(ad, learning=learning), None),
        valid_through=deadline,
        open_ended=read("open_ended", lambda: read_open_end(ad, deadline), None),
        start=read("start", lambda: read_start(ad), None),
        identifier=read("identifier", lambda: read_identifier(ad), None),
        kind=kind,
        openings=read("openings", lambda: read_openings(ad), None),
        occupational_category=read("occupational_category", lambda: read_occupation(ad, title, kind), None),
        areas=read("areas", lambda: read_areas(ad, title), no_areas),
        career_level=read("career_level", lambda: read_career_level(ad, kind), None),
    )
    read("contradictions", lambda: compare(ad, facts, learning=learning), None)
    if facts.employment_type != types or (types and not ad.proofs("employment_type")):
        for proof in ad.proofs("weekly_hours")[:1]:
            ad.prove("employment_type", proof.words, proof.origin, "the hours say it")
    text = without_persons(ad.text)
    kept: dict[str, str] = {}
    return Normalised(facts=facts, places=places, evidence=[_impersonal(proof, text, kept) for proof in _in_order(ad)], problems=ad.problems, text=text)


def _in_order(ad: Ad) -> list[Evidence]:
    """Each proof once, the portal's own field before the words of the ad; what was not believed proves nothing."""
    proofs = {(proof.field, proof.words, proof.origin): proof for proof in ad.evidence}
    disbelieved = any(problem.code == "place_contradicts" for problem in ad.problems)
    kept = [proof for proof in proofs.values() if not (disbelieved and proof.field == proof.origin == "locations")]
    return sorted(kept, key=lambda proof: proof.field != proof.origin)


def _impersonal(proof: Evidence, text: str, kept: dict[str, str]) -> Evidence:
    """Words that the cleaned text still has hold no name; others are cleaned."""
    words = proof.words
    if words not in kept:
        kept[words] = words if words in text else without_persons(words)
    return proof if kept[words] == words else proof.model_copy(update={"words": kept[words]})
