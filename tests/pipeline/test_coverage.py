"""What a source fills, and what is not as it was."""

import pytest

from pipeline.coverage import coverage, drift, never
from pipeline.model import Checked, Facts, Posting, Problem, Verdict
from tests.conftest import NOW


def checked(postings: int = 10, doubts: tuple[str, ...] = (), platform: str = "rexx", **shares: float) -> Checked:
    return Checked(source="a", at=NOW, platform=platform, verdict=Verdict.COMPLETE, postings=postings, coverage={name.replace("_", ".", 1): share for name, share in shares.items()},
                   doubts=[Problem(code="keys_unknown", message=message) for message in doubts])


def test_shares_are_of_all_postings() -> None:
    postings = [Posting(source="a", url=f"https://x.example.org/{n}", title="T", employer="E", locations=["Köln"] if n else []) for n in range(4)]
    facts = [Facts(title="T", permanent=bool(n) if n < 2 else None) for n in range(4)]
    shares = coverage(postings, facts)
    assert (shares["portal.employer"], shares["portal.locations"], shares["portal.identifier"]) == (1.0, 0.75, 0.0)
    assert (shares["facts.permanent"], shares["facts.pay_grades"]) == (0.5, 0.0)
    assert "permanent" not in never(shares)
    assert {"pay_grades", "remote", "locations"} <= set(never(shares))
    assert coverage([], []) == {}


@pytest.mark.parametrize(("before", "now", "codes"), [
    (None, checked(doubts=("new field x",)), []),
    (checked(), checked(doubts=("new field x",)), ["keys_unknown"]),
    (checked(doubts=("new field x",)), checked(doubts=("new field x",)), []),
    (checked(portal_valid_through=0.9), checked(portal_valid_through=0.0), ["field_lost"]),
    (checked(portal_valid_through=0.9), checked(portal_valid_through=0.1), []),
    (checked(portal_valid_through=0.3), checked(portal_valid_through=0.0), []),
    (checked(postings=3, portal_valid_through=1.0), checked(postings=3, portal_valid_through=0.0), []),
    (checked(portal_valid_through=1.0), checked(platform="onlyfy", portal_valid_through=0.0), []),
])
def test_drift(before: Checked | None, now: Checked, codes: list[str]) -> None:
    assert [problem.code for problem in drift(before, now)] == codes
