"""Where the portal's own fields and the words of the ad do not agree: reported, the portal's value stays."""

from __future__ import annotations

from pipeline.model import Facts, Kind, Salary
from pipeline.normalise.ad import Ad
from pipeline.normalise.employment import read_employment_type
from pipeline.normalise.reference import read_identifier
from pipeline.normalise.salary import read_salary
from pipeline.normalise.words import fold


def compare(ad: Ad, facts: Facts, *, learning: bool) -> None:
    """Doubts about pay, reference and working time; deadline and place are compared where they are read."""
    posting = ad.posting
    if posting.base_salary and facts.base_salary:
        stated = read_salary(ad.without("base_salary"), learning=learning)
        if stated is not None and stated != facts.base_salary:
            ad.doubt("salary_contradicts", f"the portal says {_sum(facts.base_salary)}, the text {_sum(stated)}")
    if posting.identifier and facts.identifier:
        named = read_identifier(ad.without("identifier"))
        if named and _signs(named) != _signs(facts.identifier):
            ad.doubt("identifier_contradicts", f"the portal says {facts.identifier[:80]}, the text {named}")
    if posting.employment_type and facts.kind is Kind.JOB:
        said = read_employment_type(ad.without("employment_type"))
        field = read_employment_type(ad.without("title", "description_html"))
        if said and field and set(said).isdisjoint(field):
            ad.doubt("employment_type_contradicts", f"the portal says {', '.join(field)}, the text {', '.join(said)}")


def _signs(identifier: str) -> str:
    """Letters and digits: "IT 12/26" is "it-12-26"."""
    return "".join(sign for sign in fold(identifier) if sign.isalnum())


def _sum(salary: Salary) -> str:
    ends = [f"{end:.2f}".removesuffix(".00") if end is not None else "…" for end in dict.fromkeys((salary.min, salary.max))]
    return f"{' to '.join(ends)} {salary.currency} a {salary.unit.lower()}"
