"""Red, amber or green, with words: green only when it is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from pipeline.judge import is_good
from pipeline.model import MemberView
from render.reasons import why
from render.views import VERDICTS

#: Without a tick of the timetable for this long nobody is visiting: that is red whatever the last visits brought.
STALE_TIMETABLE = timedelta(minutes=10)
#: A member that was not read completely for this long is red, for a day amber.
RED_AFTER, AMBER_AFTER = timedelta(days=3), timedelta(days=1)


@dataclass(frozen=True)
class MemberLight:
    """A member with its light; ``level`` is green, amber or red."""

    member: MemberView
    level: str
    message: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.member, name)

    @property
    def chart(self) -> Markup:
        return spark(self.member.counts)


@dataclass(frozen=True)
class Status:
    level: str
    message: str
    members: list[MemberLight]


def status(members: Sequence[MemberView], heartbeat: datetime | None, now: datetime) -> Status:
    """The state of the whole: the worst of the timetable's and the members'."""
    lights = [light(member, now) for member in members if member.enabled]
    red = [item for item in lights if item.level == "red"]
    amber = [item for item in lights if item.level == "amber"]
    # A beat that lies ahead was written before the clock was set back: who lives writes another one soon.
    if heartbeat is None or abs(now - heartbeat) > STALE_TIMETABLE:
        return Status("red", "Der Zeitplan läuft nicht: Niemand besucht die Portale. Starten Sie „stellenmarkt up“.", lights)
    if not lights:
        return Status("amber", "Noch ist kein Mitglied eingeschaltet.", lights)
    if red:
        return Status("red", f"{_count(red)} gestört, {_count(amber)} zum Ansehen, {len(lights) - len(red) - len(amber)} in Ordnung.", lights)
    if amber:
        return Status("amber", f"{_count(amber)} zum Ansehen, {len(lights) - len(amber)} in Ordnung.", lights)
    return Status("green", _all_good(lights), lights)


def _all_good(lights: Sequence[MemberLight]) -> str:
    """Who is read, and who has nothing to read."""
    by_hand = sum(item.member.is_by_hand for item in lights)
    read = len(lights) - by_hand
    if not read:
        return "Es gibt kein Portal zu lesen: Alle Stellen werden von Hand eingetragen."
    words = f"Alle {read} Mitglieder werden vollständig gelesen." if read > 1 else "Das eingeschaltete Mitglied wird vollständig gelesen."
    return words + (f" Stellen von {'einem weiteren' if by_hand == 1 else f'{by_hand} weiteren'} werden von Hand eingetragen." if by_hand else "")


def _count(items: Sequence[MemberLight]) -> str:
    return f"{len(items)} Mitglied" if len(items) == 1 else f"{len(items)} Mitglieder"


def light(member: MemberView, now: datetime) -> MemberLight:
    """One member's state, with the reason in words."""
    reasons = why(member.reasons)
    if member.is_by_hand:
        return MemberLight(member, "green", "Stellen werden von Hand eingetragen; es gibt kein Portal zu lesen.")
    if (moved := member.proposal) and moved.portal:
        return MemberLight(member, "red" if member.last_success is None or now - member.last_success > RED_AFTER else "amber",
                           f"Das Portal ist offenbar umgezogen: {moved.platform} erkannt ({moved.portal}), {moved.recognised} von {moved.known} Stellen gleich. "
                           f"Übernehmen: stellenmarkt runs accept {moved.run}")
    if member.last_run is None:
        return MemberLight(member, "amber", "Noch nicht besucht.")
    if member.last_success is None:
        return MemberLight(member, "red", reasons or "Noch nie vollständig gelesen.")
    age = now - member.last_success
    if age > RED_AFTER:
        return MemberLight(member, "red", f"Seit {age.days} Tagen nicht vollständig gelesen. {reasons}".strip())
    if not is_good(member.last_verdict, member.reasons):
        words = VERDICTS[member.last_verdict] if member.last_verdict else "unbekannt"
        return MemberLight(member, "amber", f"Letzter Besuch {words}: {reasons}")
    if age > AMBER_AFTER:
        return MemberLight(member, "amber", "Der letzte vollständige Besuch ist länger als einen Tag her.")
    return MemberLight(member, "green", "")


def spark(counts: Sequence[int | None]) -> Markup:
    """A small chart of counts by day; the words beside it say the same for those who do not see it."""
    known = [(day, count) for day, count in enumerate(counts) if count is not None]
    if not known:
        return Markup("–")
    high = max([1, *(count for _, count in known)])
    bars = "".join(f'<rect x="{day * 2}" y="{24 - max(1, round(22 * count / high))}" width="1.5" height="{max(1, round(22 * count / high))}"/>' for day, count in known)
    label = f"zuletzt {known[-1][1]}, höchstens {high}"
    return Markup('<svg class="spark" viewBox="0 0 {w} 24" role="img" aria-label="{label}" fill="currentColor">{bars}</svg>').format(
        w=max(len(counts) * 2, 2), label=label, bars=Markup(bars))  # noqa: S704  numbers only
