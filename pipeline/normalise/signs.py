"""Many words looked for at once: patterns that share their beginnings, and one scan of an ad for all readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def alternatives(words: Iterable[str]) -> str:
    """A pattern of ``words``, the longest first; what begins alike is looked at once."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = by_letter.pop("", None) is not None
    branches = [re.escape(letter) + alternatives(rest) for letter, rest in by_letter.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})?" if ends else branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


class Signs:
    """Parts of words (lower case) by which a reader knows its lines. All there are count in the scan of an ad."""

    known: list[Signs] = []

    def __init__(self, *words: str) -> None:
        self.words = words
        Signs.known.append(self)


@lru_cache(maxsize=2)
def _scan(known: int) -> tuple[re.Pattern[str], dict[str, tuple[Signs, ...]]]:
    """A pattern that finds the longest word at a place, and whose sign it is; a word is also one of what it begins with."""
    owners: dict[str, list[Signs]] = {}
    for signs in Signs.known[:known]:
        for word in signs.words:
            owners.setdefault(word, []).append(signs)
    found = {word: tuple(dict.fromkeys(signs for end in range(1, len(word) + 1) for signs in owners.get(word[:end], ()))) for word in owners}
    return re.compile(f"(?=({alternatives(owners)}))"), found


def signs_in(text: str) -> Iterable[tuple[int, tuple[Signs, ...]]]:
    """Where in ``text`` (lower case) words of :class:`Signs` stand, in order, and whose they are."""
    pattern, owners = _scan(len(Signs.known))
    for found in pattern.finditer(text):
        yield found.start(), owners[found[1]]
