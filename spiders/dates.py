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


def german_day(value: Any) -> str | None:
    """"21.08.2026", "20.11.23" and "03.04.2026 23:59" as ISO dates."""
    text = str(value or "").strip()
    found = re.search(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b", text)
    if not found:
        return berlin_day(text)
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return datetime(year, int(found[2]), int(found[1]), tzinfo=_BERLIN).date().isoformat()
    except ValueError:
        return text


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
