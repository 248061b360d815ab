"""From an entry to what is decided: the posting with its end, and the harvest that brings it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pipeline.manual.entry import OPEN_LINE, PAY_LINE, Entry, Fault, ManualAd, faults_of, posting_of
from pipeline.model import MANUAL, Evidence, Facts, Harvest, Member, Normalised, Posting, Traffic, Value
from pipeline.normalise.ad import Ad
from pipeline.normalise.dates import berlin
from pipeline.normalise.deadline import read_deadline
from pipeline.normalise.posting import normalise

#: An ad without a deadline ends so many days after the day it was entered.
DAYS = 30


class Made(Value):
    """An entry as it will be stored, with the facts that are read in it; or the faults that stand against it."""

    posting: Posting | None = None
    reading: Normalised | None = None
    same_text: bool = False
    faults: list[Fault] = []


def make(entry: Entry, member: Member, today: date, *, base: Posting | None = None, before: ManualAd | None = None,
         expires: date | None = None) -> Made:
    """Read ``entry`` of ``member``.

    ``base`` is what the ad's page states, ``before`` the ad as it is known; a known one that is open keeps its end, unless
    ``expires`` names another.
    """
    entry = entry.cleaned()
    if faults := faults_of(entry, today):
        return Made(faults=faults)
    posting = posting_of(entry, member, today, base)
    same_text = before is not None and not entry.text and not (base and base.description_html)
    if (passed := _passed(posting, today)) is not None:
        return Made(faults=[Fault(field="until", code="past", value=passed.isoformat())])
    seen = berlin(before.first_seen) if before else today
    reading = normalise(posting.model_copy(update={"published": seen.isoformat()}))
    if before is not None and same_text:
        reading = still_said(reading, before.normalised)
    deadline = reading.facts.valid_through
    if deadline is not None and deadline < today:
        return Made(faults=[Fault(field="until", code="past", value=deadline.isoformat())])
    if deadline is None:
        kept = before.expires if before is not None and before.closed_at is None else None
        posting = posting.model_copy(update={"expires": (expires or kept or today + timedelta(days=DAYS)).isoformat()})
    return Made(posting=posting, reading=reading, same_text=same_text)


def _passed(posting: Posting, today: date) -> date | None:
    """A deadline with its year that the ad states and that is over: such an ad is not entered."""
    stated = read_deadline(Ad(posting.model_copy(update={"published": None, "date_posted": None, "seen_at": None})))
    return stated if stated is not None and stated < today else None


def prolonged(ad: ManualAd, until: date, today: date, member: Member) -> Made:
    """``ad`` up to ``until``: its deadline where it states one, else its end. Its text is as it was."""
    if until < today:
        return Made(faults=[Fault(field="until", code="past", value=until.isoformat())])
    states = ad.deadline is not None
    return make(entry_of(ad, member).model_copy(update={"until": until.isoformat()} if states else {}), member, today, base=_without_text(ad),
                before=ad, expires=None if states else until)


def entry_of(ad: ManualAd, member: Member) -> Entry:
    """The fields of ``ad`` as a form shows them again; the text of an ad is not kept."""
    posting, facts = ad.posting, ad.normalised.facts
    until = ad.deadline.isoformat() if ad.deadline else "laufend" if facts.open_ended else ""
    return Entry(
        member=ad.member, title=posting.title, url=posting.url if not posting.url.startswith("urn:") else "", places="; ".join(posting.locations),
        until=until, employer=posting.employer if posting.employer and posting.employer != member.name else "", identifier=posting.identifier or "",
        pay=posting.base_salary if isinstance(posting.base_salary, str) else "", apply_url=posting.apply_url or "", known=ad.external_id)


def _without_text(ad: ManualAd) -> Posting:
    return ad.posting.model_copy(update={"description_html": None, "employer": None, "published": None, "expires": None})


def base_of(ad: ManualAd) -> Posting:
    """What a form that shows all of ``entry_of`` leaves as it was."""
    return _without_text(ad).model_copy(update={"locations": [], "valid_through": None, "identifier": None, "base_salary": None,
                                                "apply_url": None})


def still_said(new: Normalised, before: Normalised) -> Normalised:
    """``new``, made without the ad's text, with what the earlier reading took from that text and nothing else states now."""
    facts, evidence, places = new.facts.model_dump(), list(new.evidence), new.places
    for name in Facts.model_fields:
        old, proofs = getattr(before.facts, name), [e for e in before.evidence if e.field == name]
        if facts[name] not in (None, []) or old in (None, []) or not _from_text(proofs) or _overruled(name, facts):
            continue
        facts[name] = old
        evidence += [proof for proof in proofs if _from_text([proof])]
        places = before.places if name == "locations" else places
    return new.model_copy(update={"facts": Facts.model_validate(facts), "evidence": evidence, "places": places})


def _from_text(proofs: Sequence[Evidence]) -> bool:
    """Whether a fact was read in the text; a line that we wrote there for a field of the form is not the ad's text."""
    if not proofs:
        return True
    return any(p.origin == "description_html" and not p.words.startswith(PAY_LINE.strip()) and p.words != OPEN_LINE for p in proofs)


def _overruled(name: str, facts: dict[str, object]) -> bool:
    """A deadline and "at any time" exclude each other: what is stated now holds."""
    return (name == "open_ended" and facts["valid_through"] is not None) or (name == "valid_through" and facts["open_ended"] is not None)


def harvest_of(member: Member, run: str, now: datetime, made: Sequence[Made] = (), ended: Sequence[str] = (), *, stock: bool = False) -> Harvest:
    """What a person brings: these ads and ends, all else of the source is as it was (``unchanged``).

    What is entered is news, unless the person says that it is ``stock``.
    """
    postings = [item.posting for item in made if item.posting is not None]
    same_text = [str(item.posting.external_id) for item in made if item.posting is not None and item.same_text]
    return Harvest(source=member.manual_source().key, run=run, platform=MANUAL, started_at=now, finished_at=now, postings=postings,
                   gone=list(ended), unchanged=True, traffic=Traffic(), stock=stock, same_text=same_text)
