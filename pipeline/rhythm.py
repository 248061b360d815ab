"""When a source is visited again: its rhythm with jitter, back-off after failures."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

#: Waiting times after the first, second and every further failed visit in a row.
BACK_OFF = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1))
#: Share of the waiting time by which visits are spread, so that they never come all at once.
JITTER = 0.1

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = timedelta(minutes=5)


def parse_every(text: str) -> timedelta:
    """Read a rhythm as "30m", "6h" or "1d"; ValueError says what is expected."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([mhd])\s*", text)
    if not found:
        raise ValueError(f'every = {text!r}: write a number and m, h or d, for example "6h"')
    every = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if every < _SHORTEST:
        raise ValueError(f"every = {text!r}: at least 5m, out of respect for the portal")
    return every


def next_visit(key: str, now: datetime, every: timedelta, failures: int = 0,
               not_before: datetime | None = None) -> datetime:
    """The instant of the next visit to source ``key``. ``failures`` counts failed visits in a row.

    ``not_before`` is what the portal itself asked for (Retry-After). The jitter is a function of key and day, so that
    a restart changes nothing.
    """
    wait = BACK_OFF[min(failures, len(BACK_OFF)) - 1] if failures else every
    digest = hashlib.sha256(f"{key} {now:%Y-%m-%d}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32
    due = now + wait * (1 + JITTER * (share - 0.5))
    return max(due, not_before) if not_before else due
