"""What a source fills: the share of its postings that state a field, and what changed since a source was last looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model import Checked, Coverage, Facts, Filled, Posting, Problem

#: What a portal may state in a field of its own, and the facts that are read out of it all.
_STATED = ("employer", "locations", "description_html", "date_posted", "valid_through", "employment_type", "identifier", "base_salary", "department", "apply_url")
_READ = ("locations", "valid_through", "pay_grades", "permanent", "employment_type", "weekly_hours", "remote", "start", "identifier", "occupational_category", "areas")
#: Problems by which an adapter says that the portal's answers are not what they were.
DRIFT = frozenset({"keys_unknown", "keys_lost", "unknown_shape", "record_unreadable", "json_unreadable", "json_repaired", "reader_failed", "feed_off", "mojibake", "no_posting"})
#: A field that so many postings filled and none fills any more was lost, not left out by chance.
WAS_FILLED, FROM = 0.5, 5
#: A share that changed by so much.
MOVED = 0.34


def coverage(postings: Sequence[Posting], facts: Sequence[Facts]) -> dict[str, float]:
    """Field -> share of postings that fill it: "portal.X" as the portal states it, "facts.X" as it is read."""
    return stated_by(postings) | {f"facts.{name}": share for name, share in shares_of(facts).items()} if postings else {}


def stated_by(postings: Sequence[Posting]) -> dict[str, float]:
    """"portal.X" -> share of ``postings`` in which the portal states it; empty without any."""
    return {f"portal.{name}": round(sum(bool(getattr(posting, name)) for posting in postings) / len(postings), 3) for name in _STATED} if postings else {}


def shares_of(facts: Sequence[Facts]) -> dict[str, float]:
    """Fact -> share of ``facts`` that state it; empty without any."""
    return {name: round(sum(getattr(one, name) not in (None, []) for one in facts) / len(facts), 3) for name in _READ} if facts else {}


def moved(before: Coverage, now: Coverage) -> list[str]:
    """The facts whose share is another one than by chance: lost, newly stated, or changed by a third; too few vacancies say nothing."""
    return [] if min(before.vacancies, now.vacancies) < FROM else _shifted(before.shares, now.shares)


def drifted(before: Filled, now: Filled) -> list[str]:
    """The same of two visits, "portal.X" and "facts.X"."""
    few = {kind for kind, least in (("portal", min(before.read, now.read)), ("facts", min(before.shown, now.shown))) if least < FROM}
    return [name for name in _shifted(before.shares, now.shares) if name.partition(".")[0] not in few]


def _shifted(before: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    pairs = [(name, before.get(name, 0.0), now.get(name, 0.0)) for name in now]
    return [name for name, old, new in pairs if abs(new - old) >= MOVED or (old >= WAS_FILLED and not new)]


def never(shares: Mapping[str, float]) -> list[str]:
    """The facts that no posting fills."""
    return [name.removeprefix("facts.") for name, share in shares.items() if name.startswith("facts.") and not share]


def drift(before: Checked | None, now: Checked) -> list[Problem]:
    """What is not as it was: doubts of the adapter that are new, fields that were filled and are not, another platform's verdict."""
    if before is None:
        return []
    known = {(problem.code, problem.message) for problem in before.doubts}
    found = [problem for problem in now.doubts if (problem.code, problem.message) not in known]
    if min(before.postings, now.postings) >= FROM and before.platform == now.platform:
        lost = [name for name, share in before.coverage.items() if share >= WAS_FILLED and not now.coverage.get(name)]
        found += [Problem(code="field_lost", message=f"{before.coverage[name]:.0%} of the postings stated {name} at the last check, none does now") for name in lost]
    return found
