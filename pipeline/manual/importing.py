"""A CSV file against what is known: which lines are good, new, changed or as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from pipeline.manual.entry import Fault, ManualAd, identity_of, member_of
from pipeline.manual.making import Made, make
from pipeline.manual.sheet import Row, Sheet
from pipeline.model import Member, Posting, Value
from pipeline.normalise.dates import berlin
from pipeline.plan import content_hash

#: ``ended``: the line is word for word an ad that has ended; importing the same file again does not bring it back.
State = Literal["new", "changed", "same", "ended", "bad"]


class Line(Value):
    """One line with what would become of it. ``key`` is (member, external id)."""

    number: int
    title: str
    state: State
    member: str | None = None
    key: tuple[str, str] | None = None
    made: Made | None = None
    faults: list[Fault] = []


def check_lines(sheet: Sheet, members: Mapping[str, Member], known: Sequence[ManualAd], today: date, member: str | None = None) -> list[Line]:
    """Judge every line of ``sheet``. ``known`` are all ads entered by hand, ended ones too; ``member`` owns lines that name none."""
    ads = {(ad.member, ad.external_id): ad for ad in known}
    first: dict[tuple[str, str], int] = {}
    lines = []
    for row in sheet.rows:
        line = _line(row, members, ads, today, member)
        if line.key is not None:
            earlier = first.setdefault(line.key, row.line)
            if earlier != row.line:
                line = line.model_copy(update={"state": "bad", "faults": [*line.faults, Fault(field="line", code="twice", value=str(earlier))]})
        lines.append(line)
    return lines


def _line(row: Row, members: Mapping[str, Member], ads: Mapping[tuple[str, str], ManualAd], today: date, default: str | None) -> Line:
    entry = row.entry.cleaned()
    asked = entry if entry.member or not default else entry.model_copy(update={"member": default})
    owner, faults = member_of(asked, members), list(row.faults)
    if owner is None:
        faults.append(Fault(field="member", code="unknown" if asked.member else "missing", value=asked.member[:80]))
        return Line(number=row.line, title=entry.title, state="bad", faults=faults)
    key = (owner.key, identity_of(entry, owner.manual_source().key)[0])
    before = ads.get(key)
    if before is not None and not faults:
        made = make(entry, owner, _day_of(before, today), before=before)
        if made.posting is not None and _is_as_it_was(made.posting, before):
            return Line(number=row.line, title=entry.title, state="same" if before.closed_at is None else "ended", member=owner.key, key=key, made=made)
    made = make(entry, owner, today, before=before)
    faults += made.faults
    state: State = "bad" if faults else "new" if before is None else "changed"
    return Line(number=row.line, title=entry.title, state=state, member=owner.key, key=key, made=made, faults=faults)


def _day_of(before: ManualAd, today: date) -> date:
    """A line that was good when it was entered is no fault of the file when its deadline has passed since."""
    return min(today, berlin(before.first_seen))


def _is_as_it_was(posting: Posting, before: ManualAd) -> bool:
    return content_hash(posting.model_copy(update={"expires": before.posting.expires})) == before.content_hash


def to_enter(lines: Sequence[Line]) -> dict[str, list[Made]]:
    """Member -> what of its lines is new or changed; lines as they were bring nothing."""
    by_member: dict[str, list[Made]] = {}
    for line in lines:
        if line.state in ("new", "changed") and line.member is not None and line.made is not None:
            by_member.setdefault(line.member, []).append(line.made)
    return by_member
