"""Portals' forms of a date, made ISO 8601 where the form is known; what is not understood stays as it is written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

_BERLIN = ZoneInfo("Europe/Berlin")
#: What systems write for "no date".
_NEVER = re.compile(r"0000-00-00|1970-01-01|9999-")


def berlin_day(value: Any) -> str | None:
    """The Berlin date of an instant ("2025-08-03T22:00Z" is local midnight of the 4th) or of a plain date."""
    text = str(value or "").strip()
    if not text or _NEVER.match(text):
        return None
    plain = text.replace(" UTC", "+00:00")
    try:
        instant = datetime.fromisoformat(plain)
    except ValueError:
        return text
    return (instant.astimezone(_BERLIN) if instant.tzinfo else instant).date().isoformat()


_GERMAN = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_WORDED = re.compile(r"\b(\d{1,2})\.?\s*(jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\.?\s+(\d{4})\b", re.IGNORECASE)


def german_day(value: Any) -> str | None:
    """"21.08.2026", "20.11.23", "03.04.2026 23:59" and "3. April 2026" as ISO dates."""
    text = _WORDED.sub(lambda day: f"{day[1]}.{_GERMAN.index(day[2][:3].lower()) + 1}.{day[3]}", str(value or "").strip())
    found = re.search(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b", text)
    if not found:
        return berlin_day(text)
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return datetime(year, int(found[2]), int(found[1]), tzinfo=_BERLIN).date().isoformat()
    except ValueError:
        return text


def short_day(value: Any) -> str | None:
    """German "20.11.23" or American "6/18/26" (month first), by its separator."""
    text = str(value or "").strip()
    found = re.search(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b", text)
    return german_day(f"{found[2]}.{found[1]}.{found[3]}") if found else german_day(text)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def stated_day(value: Any) -> str | None:
    """A date as structured data states it; "no date" is none, Java's "Wed Sep 09 02:00:00 UTC 2026" is that day in Berlin."""
    text = str(value or "").strip()
    found = re.fullmatch(r"[A-Z]\w{2} ([A-Z]\w{2}) (\d{1,2}) ([\d:]+) ([A-Z]{3,4}) (\d{4})", text)
    if found and found[1] in _MONTHS:
        offset = {"CET": "+01:00", "CEST": "+02:00"}.get(found[4], "+00:00")
        return berlin_day(f"{found[5]}-{_MONTHS.index(found[1]) + 1:02}-{int(found[2]):02}T{found[3]}{offset}")
    return None if _NEVER.match(text) else text or None


def mail_day(value: Any) -> str | None:
    """RFC 822 ("Fri, 20 Mar 2026 09:30:04 +0100") as the Berlin date."""
    try:
        found = parsedate_to_datetime(str(value or ""))
    except (ValueError, TypeError):
        return str(value or "").strip() or None
    return berlin_day(found.isoformat())


def epoch_day(value: Any) -> str | None:
    """Milliseconds since 1970 as the Berlin date."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 32_503_680_000_000:
        return None
    return berlin_day(datetime.fromtimestamp(value / 1000, UTC).isoformat())
