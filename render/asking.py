"""The query string of page, feeds and API: into a ``Query`` and back. Wrong values are named, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from pipeline.model import Area, Kind, Query, Remote
from pipeline.normalise.dates import BERLIN, EARLIEST, LATEST
from pipeline.normalise.places import STATES

#: Names and values of a query string, in order.
Parameters = Sequence[tuple[str, str]]
#: The page's three kinds of posts; each may also be named by its own value.
KIND_GROUPS = {"ausbildung": [Kind.APPRENTICESHIP, Kind.DUAL_STUDY], "studium": [Kind.DUAL_STUDY, Kind.STUDENT_JOB]}
#: Parameters that belong to links and not to the question.
IGNORED = frozenset({"ref", "ziel", "fbclid", "gclid"})


class BadParameter(ValueError):
    """A parameter has a value that means nothing; the message is German and for readers."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"Der Parameter „{name}“ {message}")
        self.name = name


def parse(parameters: Parameters, today: date) -> Query:
    """The question that a query string asks; several values by repetition."""
    values: dict[str, Any] = {"today": today}
    for name, value in parameters:
        text = value.strip()
        if name in IGNORED or name.startswith(("utm_", "mc_")) or not text:
            continue
        if name not in _READERS:
            raise BadParameter(name[:40], f"ist unbekannt. Bekannt sind: {', '.join(_READERS)}.")
        field, read = _READERS[name]
        found = read(name, text)
        if isinstance(found, list):
            values.setdefault(field, []).extend(item for item in found if item not in values.get(field, []))
        else:
            values[field] = found
    return Query.model_validate(values)


def _number(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 9 or not low <= int(text) <= high:
            raise BadParameter(name, f"braucht eine Zahl von {low} bis {high}.")
        return int(text)

    return read


def _choice(options: Mapping[str, Any]) -> Callable[[str, str], Any]:
    def read(name: str, text: str) -> Any:
        if text not in options:
            raise BadParameter(name, f"kennt nur: {', '.join(options)}.")
        return options[text]

    return read


def _words(_name: str, text: str) -> str:
    return text[:200]


def _grade(name: str, text: str) -> str:
    if not re.fullmatch(r"(?:E|EG|A|S)?\s?\d{1,2}\s?[a-c]?Ü?", text, re.IGNORECASE):
        raise BadParameter(name, "braucht eine Entgelt- oder Besoldungsgruppe, zum Beispiel „EG 10“ oder „A 11“.")
    return text.upper().replace("ü", "Ü") if text[-1:].lower() not in "abc" else text


def day_of(name: str, text: str) -> date:
    """A day like 2026-03-18; raises BadParameter."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not EARLIEST <= day <= LATEST:
        raise BadParameter(name, f"braucht ein Datum wie 2026-03-18, zwischen {EARLIEST.year} und {LATEST.year}.")
    return day


def instant_of(name: str, text: str) -> datetime:
    """A day (``bis`` to its end) or an instant; without an offset it is Berlin's."""
    day = day_of(name, text[:10])
    if len(text) == 10:
        return datetime.combine(day, time.max if name == "bis" else time(), BERLIN)
    try:
        # A bare "+" in an address is read as a blank.
        instant = datetime.fromisoformat(re.sub(r" (?=\d\d:\d\d$)", "+", text))
    except ValueError:
        raise BadParameter(name, "braucht einen Zeitpunkt wie 2026-03-18T09:30.") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=BERLIN)


def _employer(name: str, text: str) -> list[str]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", text):
        raise BadParameter(name, "braucht das Kürzel eines Arbeitgebers, zum Beispiel „dataport“.")
    return [text]


_FLAG = {"1": True, "0": False}
_READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "q": ("words", _words), "ort": ("place", _words), "umkreis": ("radius_km", _number(0, 500)),
    "land": ("states", _choice({key: [key] for key in STATES})), "arbeitgeber": ("employers", _employer),
    "fach": ("areas", _choice({a.value: [a] for a in Area})),
    "art": ("kinds", _choice({**{k.value: [k] for k in Kind}, **KIND_GROUPS})), "ab": ("grade_from", _grade),
    "unbefristet": ("permanent", _choice({"1": True})), "teilzeit": ("part_time", _choice({"1": True})),
    "homeoffice": ("remote", _choice({"teilweise": Remote.PARTIAL, "ganz": Remote.FULL})), "neu": ("new_days", _number(0, 365)),
    "seit": ("seen_after", instant_of), "bis": ("seen_until", instant_of), "ohne_angabe": ("include_unknown", _choice(_FLAG)),
    "sortierung": ("order", _choice({"neu": "new", "frist": "deadline"})), "seite": ("page", _number(1, 10_000)),
}


def query_string(parameters: Parameters, **changes: str | None) -> str:
    """The same question with some parameters changed or (None) removed; "" or "?..."."""
    kept = [(name, value) for name, value in parameters if name in _READERS and value.strip() and name not in changes]
    kept += [(name, value) for name, value in changes.items() if value is not None]
    return f"?{urlencode(kept)}" if kept else ""
