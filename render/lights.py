"""Red, amber or green, with words: green only when it is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from pipeline.judge import is_good
from pipeline.model import MemberView, QueueState, Verdict
from render.reasons import why
from render.spark import spark
from render.views import VERDICTS, long_date, moment

#: Without a tick of the timetable for this long nobody is visiting: that is red whatever the last visits brought.
STALE_TIMETABLE = timedelta(minutes=10)
#: Jobs that wait so long while no worker lives are no delay but a fault.
WITHOUT_WORKER = timedelta(minutes=10)
#: So many members whose visits all fail say something of our own network.
ALL_AT_ONCE = 3
#: A member that was not read completely for this long is red, for a day amber.
RED_AFTER, AMBER_AFTER = timedelta(days=3), timedelta(days=1)
WORDS = {"green": "in Ordnung", "amber": "ansehen", "red": "gestört"}


@dataclass(frozen=True)
class Mark:
    """Something that is so and need not be wrong; ``code`` is for programs."""

    code: str
    words: str


@dataclass(frozen=True)
class MemberLight:
    """A member with its light; ``level`` is green, amber or red."""

    member: MemberView
    level: str
    message: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.member, name)

    @property
    def word(self) -> str:
        return "nicht erlaubt" if self.level != "green" and self.member.last_verdict is Verdict.DENIED else WORDS[self.level]

    @property
    def marks(self) -> list[Mark]:
        return marks(self.member, self.level)

    @property
    def chart(self) -> Markup:
        return spark(self.member.counts)


@dataclass(frozen=True)
class Status:
    """The state of the whole; ``heartbeat`` is the timetable's last tick."""

    level: str
    message: str
    members: list[MemberLight]
    heartbeat: datetime | None = None

    def of(self, *levels: str) -> list[MemberLight]:
        """The members whose light is one of ``levels``, in their order."""
        return [item for level in levels for item in self.members if item.level == level]


def marks(member: MemberView, level: str) -> list[Mark]:
    """What is shown beside the light."""
    found = []
    if member.last_verdict is Verdict.COMPLETE and member.last_postings == 0:
        found.append(Mark("empty_confirmed", "keine Stellen, bestätigt") if member.empty_confirmed else Mark("empty", "zurzeit keine Stellen"))
    if member.acknowledged and level != "green":
        found.append(Mark("acknowledged", f"bekannt seit {moment(member.acknowledged.at)}"))
    if member.muted_until:
        found.append(Mark("muted", f"stumm bis {long_date(member.muted_until)}"))
    return found


def status(members: Sequence[MemberView], heartbeat: datetime | None, now: datetime, queue: QueueState | None = None) -> Status:
    """The state of the whole: the worst of the timetable's, the workers' and the members'."""
    lights = [light(member, now) for member in members if member.enabled]
    red, amber = ([item for item in lights if item.level == level] for level in ("red", "amber"))
    # A beat that lies ahead was written before the clock was set back: who lives writes another one soon.
    if heartbeat is None or abs(now - heartbeat) > STALE_TIMETABLE:
        since = f"seit {moment(heartbeat)}" if heartbeat else "noch nie gelaufen"
        return Status("red", f"Der Zeitplan läuft nicht ({since}): Niemand besucht die Portale. Starten Sie „stellenmarkt up“.", lights, heartbeat)
    if queue is not None and not queue.workers and queue.waits > WITHOUT_WORKER.total_seconds():
        return Status("red", f"Niemand besucht die Portale: Seit {round(queue.waits / 60)} Minuten warten Aufträge, und kein Arbeiter lebt. Starten Sie „stellenmarkt worker“.", lights, heartbeat)
    if not lights:
        return Status("amber", "Noch ist kein Mitglied eingeschaltet.", lights, heartbeat)
    fine = len(lights) - len(red) - len(amber)
    alone = _all_failed(lights)
    if red:
        return Status("red", f"{alone}{_count(red)} gestört{_known(red)}, {len(amber)} zum Ansehen{_known(amber)}, {fine} in Ordnung.", lights, heartbeat)
    if amber:
        return Status("amber", f"{alone}{_count(amber)} zum Ansehen{_known(amber)}, {fine} in Ordnung.", lights, heartbeat)
    return Status("green", _all_good(lights), lights, heartbeat)


def _all_failed(lights: Sequence[MemberLight]) -> str:
    """Where no visit at all succeeds the cause is hardly with the portals."""
    visited = [item.member.last_verdict for item in lights if not item.member.is_by_hand and item.member.last_run is not None]
    return "Bei keinem Portal gelang der letzte Besuch: Vermutlich ist unsere eigene Verbindung gestört. " if len(visited) >= ALL_AT_ONCE and set(visited) == {Verdict.FAILED} else ""


def _all_good(lights: Sequence[MemberLight]) -> str:
    """Who is read, and who has nothing to read."""
    by_hand = sum(item.member.is_by_hand for item in lights)
    read = len(lights) - by_hand
    if not read:
        return "Es gibt kein Portal zu lesen: Alle Stellen werden von Hand eingetragen."
    words = f"Alle {read} Mitglieder werden vollständig gelesen." if read > 1 else "Das eingeschaltete Mitglied wird vollständig gelesen."
    return words + (f" Stellen von {'einem weiteren' if by_hand == 1 else f'{by_hand} weiteren'} werden von Hand eingetragen." if by_hand else "")


def _known(items: Sequence[MemberLight]) -> str:
    """" (davon 2 bekannt)"."""
    known = sum(item.member.acknowledged is not None for item in items)
    return f" (davon {known} bekannt)" if known else ""


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
                           f"Übernehmen: unter „Betrieb“ oder mit „stellenmarkt runs accept {moved.run}“.")
    if member.last_run is None:
        return MemberLight(member, "amber", "Noch nicht besucht.")
    if member.last_success is None:
        return MemberLight(member, "red", reasons or "Noch nie vollständig gelesen.")
    age = now - member.last_success
    if age > RED_AFTER:
        return MemberLight(member, "red", f"Seit {age.days} Tagen nicht vollständig gelesen" + (f": {reasons}" if reasons else "."))
    if not is_good(member.last_verdict, member.reasons):
        words = VERDICTS[member.last_verdict] if member.last_verdict else "unbekannt"
        return MemberLight(member, "amber", f"Letzter Besuch {words}: {reasons}")
    if age > AMBER_AFTER:
        return MemberLight(member, "amber", "Der letzte vollständige Besuch ist länger als einen Tag her.")
    return MemberLight(member, "green", "")
