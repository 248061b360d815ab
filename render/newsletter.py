"""The parameters of the block's contract, read from a query string; the names are docs/block.md's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from pipeline.issues import next_issue
from pipeline.model import Area
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.places import STATES
from render.asking import BadParameter, day_of
from render.block import Options
from render.stock import Stock

_NUMBERS = {"max": ("most", 1, 100), "je_arbeitgeber": ("per_employer", 1, 100), "vorlauf": ("lead_days", 0, 60)}
_CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "ziel": ("target", {"stelle": "stelle", "arbeitgeber": "arbeitgeber"}), "kopf": ("heading", {"1": True, "0": False}),
    "leer": ("empty", {"satz": "satz", "weglassen": "weglassen"}), "auffuellen": ("fill", {"1": True, "0": False}),
}


def options_of(parameters: Sequence[tuple[str, str]], stock: Stock, today: date) -> Options:
    """Read the block's parameters; raises BadParameter with a German message."""
    values: dict[str, Any] = {"day": None, "states": [], "areas": []}
    for name, raw in parameters:
        if not (text := raw.strip()):
            continue
        if name == "ausgabe":
            values["day"] = day_of(name, text)
        elif name == "seit":
            values["since"] = None if text == "letzte" else datetime.combine(day_of(name, text), time(), BERLIN)
        elif name in _NUMBERS:
            field, low, high = _NUMBERS[name]
            if not text.isascii() or not text.isdigit() or len(text) > 6 or not low <= int(text) <= high:
                raise BadParameter(name, f"braucht eine Zahl von {low} bis {high}.")
            values[field] = int(text)
        elif name in _CHOICES:
            field, options = _CHOICES[name]
            if text not in options:
                raise BadParameter(name, f"kennt nur: {', '.join(options)}.")
            values[field] = options[text]
        elif name == "land" and text in STATES:
            values["states"].append(text)
        elif name == "fach" and text in [a.value for a in Area]:
            values["areas"].append(text)
        elif name == "ref":
            values["ref"] = text[:60]
        else:
            raise BadParameter(name[:40], "ist hier unbekannt oder hat einen unbekannten Wert.")
    day = values.pop("day") or next_issue(today, stock.issues())
    return Options(day=day, **{**values, "states": tuple(values["states"]), "areas": tuple(values["areas"])})
