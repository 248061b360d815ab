"""When a source is visited again: its rhythm with jitter, back-off after failures, quiet hours, the circuit breaker of hosts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from pipeline.normalise.dates import BERLIN

#: Waiting times after the first, second and every further failed visit in a row.
BACK_OFF = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1))
#: So many visits in a row that a host did not serve break its circuit: from then on it is only probed, after waits of ``BACK_OFF``.
BREAKS_AFTER = 3
#: Share of the waiting time by which visits are spread, so that they never come all at once.
JITTER = 0.1
#: A portal that does not allow our visits is asked again after a day: a robots.txt may be kept for so long (RFC 9309 section 2.4).
DENIED_AGAIN = timedelta(days=1)
#: What is due within the quiet hours is spread over so long after them.
AFTER_QUIET = timedelta(hours=1)
#: An instant further ahead than this was written by a clock that was set back since.
CLOCK_SLACK = timedelta(minutes=5)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = timedelta(minutes=5)
_CLOCK = r"(\d{1,2})(?::([0-5]\d))?"


def parse_every(text: str) -> timedelta:
    """Read a rhythm as "30m", "6h" or "1d"; ValueError says what is expected."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([mhd])\s*", text)
    if not found:
        raise ValueError(f'every = {text!r}: write a number and m, h or d, for example "6h"')
    every = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if every < _SHORTEST:
        raise ValueError(f"every = {text!r}: at least 5m, out of respect for the portal")
    return every


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in Berlin in which the timetable visits nobody; ``begin`` may lie before midnight and ``end`` after it."""

    begin: time
    end: time

    def until(self, at: datetime) -> datetime | None:
        """When the quiet hours in which ``at`` lies are over, in UTC; None where it lies in none."""
        local = at.astimezone(BERLIN)
        clock = local.time()
        inside = self.begin <= clock < self.end if self.begin < self.end else clock >= self.begin or clock < self.end
        if not inside:
            return None
        day = local.date() + timedelta(days=1) if clock >= self.end else local.date()
        return datetime.combine(day, self.end, BERLIN).astimezone(UTC)


def parse_quiet(text: str) -> Quiet | None:
    """Read quiet hours as "0-5" or "22:30-5:30"; None for "" and "aus". ValueError says what is expected."""
    if text.strip().lower() in ("", "aus"):
        return None
    found = re.fullmatch(rf"\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*", text)
    hours = [int(found[1]), int(found[3])] if found else []
    if not found or max(hours) > 24:
        raise ValueError(f'{text!r}: write quiet hours as "0-5" or "22:30-5:30" (Berlin time), or "aus" for none')
    begin, end = time(hours[0] % 24, int(found[2] or 0)), time(hours[1] % 24, int(found[4] or 0))
    if begin == end:
        raise ValueError(f"{text!r}: quiet hours begin and end at the same time")
    return Quiet(begin, end)


def next_visit(key: str, now: datetime, every: timedelta, failures: int = 0, not_before: datetime | None = None, *, denied: bool = False,
               quiet: Quiet | None = None) -> datetime:
    """The instant of the next visit to source ``key``. ``failures`` counts failed visits in a row.

    ``not_before`` is what the portal itself asked for (Retry-After); ``denied``: it does not allow our visits. The jitter is a
    function of key and day, so that a restart changes nothing.
    """
    wait = max(every, DENIED_AGAIN) if denied else BACK_OFF[min(failures, len(BACK_OFF)) - 1] if failures else every
    share = _share(key, now)
    due = now + wait * (1 + JITTER * (share - 0.5))
    due = max(due, not_before) if not_before else due
    over = quiet.until(due) if quiet else None
    return over + AFTER_QUIET * share if over else due


def next_probe(host: str, now: datetime, failures: int) -> datetime | None:
    """When one member of a host is visited to see whether it serves again, after ``failures`` visits in a row that it did not
    serve; None while there were too few to break its circuit."""
    if failures < BREAKS_AFTER:
        return None
    wait = BACK_OFF[min(failures - BREAKS_AFTER, len(BACK_OFF) - 1)]
    return now + wait * (1 + JITTER * (_share(host, now) - 0.5))


def _share(key: str, now: datetime) -> float:
    """A number from 0 to 1 that is the same all day."""
    digest = hashlib.sha256(f"{key} {now:%Y-%m-%d}".encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32
