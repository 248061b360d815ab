"""What an operator must be told between two Mondays: once a cause, and once when it is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.model import Member, MemberView, Value
from pipeline.rhythm import parse_every

#: An outage shorter than a day, or than two of a member's periods, is nobody's work.
LEAST, PERIODS = timedelta(days=1), 2


class Alarm(Value):
    """A member that is not read completely. ``since`` is the last complete visit, None: never; ``before`` what was read then.

    ``silent``: an operator said that she knows, or wants to hear nothing of it for a while.
    """

    member: str
    name: str
    since: datetime | None
    why: str
    before: int | None = None
    patience: timedelta = LEAST
    silent: bool = False


class Ringing(Value):
    """A member of whom it is known that it is not read; ``told_at`` None: nobody was told yet."""

    member: str
    name: str
    noticed_at: datetime
    told_at: datetime | None = None


class News(Value):
    """What to tell now, what is over, and what to remember until the next time."""

    new: list[Alarm] = []
    over: list[Ringing] = []
    ringing: list[Ringing] = []


def alarms(views: Sequence[MemberView], members: Mapping[str, Member], words: Mapping[str, str], now: datetime) -> list[Alarm]:
    """Who is not read now. ``words``: member -> why, in words."""
    found = []
    for view in views:
        if not view.enabled or view.is_by_hand or view.last_run is None:
            continue
        member = members.get(view.key)
        patience = max(LEAST, PERIODS * parse_every(member.every)) if member else LEAST
        if view.last_success is None or now - view.last_success > patience:
            counts = [count for count in view.counts if count is not None]
            found.append(Alarm(member=view.key, name=view.short_name, since=view.last_success, why=words.get(view.key, ""), before=counts[-1] if counts else None, patience=patience, silent=bool(view.muted_until or view.acknowledged)))
    return found


def news(found: Sequence[Alarm], known: Sequence[Ringing], now: datetime, heard: Collection[str] | None = None) -> News:
    """What was told or is known is not told again; who was never read gets its time first; nobody hears the end of what was not told.

    ``heard``: of which members it is told that it is over, None: of all; one that is switched off or muted is forgotten in silence.
    """
    before = {one.member: one for one in known}
    new, ringing = [], []
    for alarm in found:
        one = before.get(alarm.member) or Ringing(member=alarm.member, name=alarm.name, noticed_at=now)
        if one.told_at is None and not alarm.silent and (alarm.since is not None or now - one.noticed_at >= alarm.patience):
            new.append(alarm)
            one = one.model_copy(update={"told_at": now})
        ringing.append(one)
    still = {alarm.member for alarm in found}
    return News(new=new, over=[one for one in known if one.member not in still and one.told_at is not None and (heard is None or one.member in heard)], ringing=ringing)
