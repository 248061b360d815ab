"""German text folded to plain letters, so that spelling variants of portals fall together.

``ä``, ``ae`` and ``a`` become one letter, likewise ``ö`` and ``ü``; ``ß`` becomes ``ss``. Mojibake, entities, soft
hyphens and typographic dashes are repaired first. Everything that matching compares has gone through ``fold``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TYPOGRAPHY = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_TYPOGRAPHY |= dict.fromkeys(map(ord, _INVISIBLE), "")
_TYPOGRAPHY[0xA0] = " "
# UTF-8 read as Windows-1252: a lead byte's letter followed by what its continuation bytes look like.
_BROKEN = re.compile(
    "[\u00c2\u00c3\u00c5\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*")


def repair(text: str) -> str:
    """Undo entities, UTF-8 read as Windows-1252, soft hyphens and typographic dashes."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = _BROKEN.sub(_reread, text).translate(_TYPOGRAPHY)
    return text


def _reread(match: re.Match[str]) -> str:
    broken = match.group()
    for length in range(len(broken), 1, -1):
        for codec in ("cp1252", "latin-1"):
            try:
                return broken[:length].encode(codec).decode("utf-8") + broken[length:]
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
    return broken


def fold(text: str) -> str:
    """Lower case without umlauts, accents and their ``ae oe ue`` spellings; word order and punctuation stay."""
    return fold_repaired(repair(text))


def fold_repaired(text: str) -> str:
    """``fold`` for a text without entities and mojibake, such as ``Normalised.text``."""
    text = text.lower()
    if not text.isascii():
        # Four replacements are faster than one str.translate, whose table is asked for every letter.
        text = text.replace("ä", "a").replace("ö", "o").replace("ü", "u").replace("ß", "ss").replace("\u2013", "-")
        if not text.isascii():
            text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def words(folded: str) -> list[str]:
    """The words of a folded text; ``c++`` and ``c#`` stay whole."""
    return _WORD.findall(folded)


@lru_cache(maxsize=65_536)
def hash64(text: str) -> int:
    """A signed 64-bit number that is the same in every process (fits an SQL BIGINT)."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def hash32(text: str) -> int:
    """The same with 32 bits, never 0: 0 stands for unknown."""
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "big") or 1
