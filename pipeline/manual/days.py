"""The last day of an ad as people write it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from pipeline.normalise.dates import parse_date
from pipeline.normalise.when import dates_in

_OPEN = re.compile(r"laufend|fortlaufend|jederzeit|unbegrenzt|offen|bis (?:zur )?(?:stellen)?besetzung|bis die stelle besetzt ist|open|until filled", re.IGNORECASE)
_NONE = re.compile(r"[-–—/]+|kein(?:e|er)?(?: (?:frist|angabe))?|ohne(?: frist)?|k\. ?a\.|n/a|none", re.IGNORECASE)
_LEAD = re.compile(r"^(?:bewerbungsfrist|frist|bewerbung)?:?\s*(?:spätestens\s+)?(?:bis\s+)?(?:zum\s+|einschließlich\s+)?", re.IGNORECASE)
_CLOCK = re.compile(r"[ T](?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.]\d\d)?(?: ?Uhr)?$|,? (?:23:59|24:00|24) ?Uhr$", re.IGNORECASE)


class Until(NamedTuple):
    """The deadline; ``open_ended`` where one can apply at any time. Neither: none is stated."""

    day: date | None = None
    open_ended: bool = False


def read_until(text: str, today: date) -> Until | None:
    """Read "31.12.2026", "31.12.26", "31. Dezember", "2026-12-31", "laufend", ""; None where it cannot be understood.

    Without a year it is the first such day on or after ``today``.
    """
    text = _CLOCK.sub("", " ".join(text.split()))
    if not text or _NONE.fullmatch(text):
        return Until()
    if _OPEN.fullmatch(_LEAD.sub("", text)) or _OPEN.fullmatch(text):
        return Until(open_ended=True)
    text = _LEAD.sub("", text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)", text):
        day = parse_date(text)
    else:
        low = text.lower()
        found = [when for when in dates_in(low) if when.end - when.start == len(low)]
        day = found[0].resolve(today) if found else None
    return Until(day=day) if day is not None else None
