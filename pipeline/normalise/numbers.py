"""German numerals in words."""

from __future__ import annotations

import re

from pipeline.normalise.signs import alternatives

CARDINALS = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
    "vierundzwanzig": 24, "dreißig": 30, "sechsunddreißig": 36, "achtundvierzig": 48, "sechzig": 60,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "eighteen": 18,
}
_STEMS = {"er": 1, "zwei": 2, "drit": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieb": 7, "siebe": 7, "ach": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13,
          "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19}
ORDINALS = {stem + "ste" if stem == "er" else stem + "te": number for stem, number in _STEMS.items()}
ORDINALS |= {f"{unit}{tens}ste": number + offset for tens, number in (("zwanzig", 20), ("dreißig", 30))
             for unit, offset in (("", 0), ("einund", 1), ("zweiund", 2), ("dreiund", 3), ("vierund", 4), ("fünfund", 5), ("sechsund", 6), ("siebenund", 7), ("achtund", 8), ("neunund", 9))
             if number + offset <= 31}

#: Alternatives of a pattern.
CARDINAL = alternatives(CARDINALS)
ORDINAL = alternatives(ORDINALS)


def number(text: str) -> float | None:
    """ "12", "1,5", "zwölf", "anderthalb" -> a number; None for other words."""
    text = text.strip().lower()
    if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,2})?", text):
        return float(text.replace(",", "."))
    if text in ("anderthalb", "eineinhalb", "anderthalbem"):
        return 1.5
    if text == "zweieinhalb":
        return 2.5
    return CARDINALS.get(text)
