"""Dates: the forms of portals, and dates in German prose."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from pipeline.normalise.signs import alternatives

BERLIN = ZoneInfo("Europe/Berlin")
_NAMES = (
    "januar jänner jan january", "februar feber feb february", "märz maerz mrz mär march", "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
    "september sept sep", "oktober okt october oct", "november nov", "dezember dez december dec",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
#: Alternatives of a pattern over lower case text.
MONTH_NAMES = alternatives(MONTHS)
_ENGLISH = {name: number for number, name in enumerate(calendar.month_abbr) if name}
#: Nothing before or after is a date of a living vacancy.
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

def berlin(instant: datetime) -> date:
    """The Berlin date of an aware instant."""
    return instant.astimezone(BERLIN).date()


def parse_date(text: str | None) -> date | None:
    """The Berlin date of a portal's machine form; None for blanks, 1970-01-01, "0000-00-00" and what is no date.

    Known: ISO 8601 with and without offset, "2026-04-30 22:00:00 UTC", DD.MM.YYYY, DD.MM.YY, epoch (ms or s), RFC 822,
    Java's Date.toString. An instant is converted to Berlin first: local midnight is often sent as 22:00Z or 23:00Z.
    """
    if not text:
        return None
    found = _machine(text.strip())
    return found if found is not None and EARLIEST <= found <= LATEST else None


def _machine(text: str) -> date | None:
    try:
        if re.fullmatch(r"\d{9,10}|\d{12,13}", text):
            return berlin(datetime.fromtimestamp(int(text) / (1000 if len(text) > 10 else 1), UTC))
        if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?!\d)", text):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        if found := re.fullmatch(r"\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) (?:UTC|GMT|CES?T) (\d{4})", text):
            return _java(text, found)
        if re.match(r"\d{4}-\d\d-\d\dT?", text):
            return _iso(text)
        if re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4}", text):
            parsed = parsedate_to_datetime(text)
            return berlin(parsed) if parsed.tzinfo else parsed.date()
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _java(text: str, found: re.Match[str]) -> date:
    day = date(int(found[4]), _ENGLISH.get(found[1], 0), int(found[2]))
    moment = datetime.fromisoformat(f"{day.isoformat()}T{found[3]}")
    return berlin(moment.replace(tzinfo=UTC)) if " CE" not in text else day


def _iso(text: str) -> date:
    text = re.sub(r"\s?UTC$", "+00:00", text.replace("Z", "+00:00"))
    moment = datetime.fromisoformat(re.sub(r"\.\d+", "", text))
    # The last minute of a day is the end of that day, in whatever zone a portal says it.
    return berlin(moment) if moment.tzinfo and (moment.hour, moment.minute) != (23, 59) else moment.date()


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; ValueError for a month that is none."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {month}")
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
