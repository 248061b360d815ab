"""One vacancy's facts from all its postings: each field from the most trusted posting that states it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pipeline.model import Facts, Normalised, Place, Posting, Value
from pipeline.normalise.dates import parse_date

#: Order of trust, lowest number first: the employer's own page, joint portals, land and federal portals, aggregators.
#: What people entered by hand may be outdated: it keeps nothing open that the employer's own portal has closed.
TRUST = {"interamt": 2, "service_bund": 2, "manual": 2, "feed": 1, "arbeitsagentur": 3}
#: Postings less trusted than this cannot keep a vacancy open on their own once a trusted one has closed.
TRUSTED = 2


def trust_of(platform: str) -> int:
    """How far a platform's postings are trusted; 0 is the employer's own portal."""
    return TRUST.get(platform, 0)


class PostingState(Value):
    """A posting of a vacancy as it stands."""

    posting: Posting
    normalised: Normalised
    trust: int
    employer_key: str | None = None
    first_seen: datetime
    closed_at: datetime | None = None

    @property
    def expires(self) -> date | None:
        """The last day of an ad that was entered by hand without a deadline."""
        return None if self.normalised.facts.valid_through else parse_date(self.posting.expires)


class Consolidated(Value):
    """What a vacancy shows."""

    facts: Facts
    places: list[Place]
    url: str
    apply_url: str | None
    employer: str | None
    date_posted: date | None


def consolidate(states: Sequence[PostingState]) -> Consolidated:
    """Merge the postings of one round; living ones before closed ones, then by trust, then the older."""
    ordered = sorted(states, key=lambda s: (s.closed_at is not None, s.trust, s.first_seen, s.posting.url))
    living = [state for state in ordered if state.closed_at is None] or ordered
    best = living[0]
    values = {name: getattr(best.normalised.facts, name) for name in Facts.model_fields}
    for state in living[1:]:
        for name in Facts.model_fields:
            if values[name] in (None, []) and name not in ("fixed_term_end", "fixed_term_months", "open_ended"):
                values[name] = getattr(state.normalised.facts, name)
    if best.normalised.facts.valid_through is None and best.normalised.facts.open_ended is None:
        values["open_ended"] = next((s.normalised.facts.open_ended for s in living if s.normalised.facts.open_ended), None)
        if values["valid_through"] is not None:
            values["open_ended"] = None
    places = _places(living)
    values["locations"] = [place.name for place in places]
    posted = [day for state in living if (day := parse_date(state.posting.date_posted)) is not None]
    return Consolidated(
        facts=Facts.model_validate(values), places=places, url=best.posting.url,
        apply_url=next((s.posting.apply_url for s in living if s.posting.apply_url), None),
        employer=next((s.posting.employer for s in living if s.posting.employer), None),
        date_posted=min(posted, default=None),
    )


def _places(living: Sequence[PostingState]) -> list[Place]:
    """The best posting's places; postings as trusted as it may add theirs (one Kennziffer, several places)."""
    best = next((state for state in living if state.normalised.places), None)
    if best is None:
        return []
    places = {place.name: place for place in best.normalised.places}
    for state in living:
        if state.trust == best.trust:
            for place in state.normalised.places:
                places.setdefault(place.name, place)
    return list(places.values())
