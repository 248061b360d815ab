"""German words folded and stemmed: the same column feeds the search of both databases."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from pipeline.normalise.text import repair

WORD = re.compile(r"[a-z0-9][a-z0-9+#]*")
_STEMMER = snowballstemmer.stemmer("german")


def plain(low: str) -> str:
    """Lower case text without umlauts; four replacements are many times faster than one translation."""
    return low.replace("ä", "a").replace("ö", "o").replace("ü", "u").replace("ß", "ss")


def fold(text: str) -> str:
    """Lower case ASCII-like letters: Köln, Koeln and Koln become one; word order and punctuation stay."""
    text = plain(repair(text).lower())
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def terms(text: str) -> list[str]:
    """The words of ``text``, folded and stemmed, in order; for indexing and for asking."""
    return [_stem(word) for word in WORD.findall(fold(text))]
