"""Many words looked for at once: patterns that share their beginnings, and one scan of an ad for all readers."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


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


_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:<?[=!]|:|P<\w+>)|.", re.DOTALL)


def required(pattern: str) -> list[str]:
    """Runs of letters of which every match of a pattern holds one; "" among them where a match may hold none."""
    return _of_group(iter(_PIECE.findall(pattern)))


def _of_group(pieces: Iterator[str]) -> list[str]:
    """The same of a group, up to its end: of each alternative its longest run, or the choice that a group in it gives."""
    found: list[str] = []
    parts: list[list[str]] = [[""]]
    group = False
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            found += max(parts, key=_shortest)
            parts = [[""]]
        elif piece[0] == "(":
            choice = _of_group(pieces)
            parts += [[""] if piece[-1] in "=!" else choice, [""]]
        elif piece[0] in "?*{":  # what stands before may be missing
            parts[-2 if group else -1] = [""] if group else [parts[-1][0][:-1]]
            parts.append([""])
        elif piece.isalnum() or piece in " -":
            parts[-1] = [parts[-1][0] + piece]
        else:
            parts.append([""])
        group = piece[0] == "("
    return found + max(parts, key=_shortest)


def _shortest(runs: Iterable[str]) -> int:
    return min(map(len, runs))


def by_letter(pattern: str) -> str:
    """The same pattern (of lower case letters), its alternatives together by their first letters: at a place where there is
    another letter none of them is tried, and where all begin with a letter a search passes over such places at once.

    What is asked of the place before ("\\b", "(?<!un)") is asked behind the letter. Two alternatives with different first letters
    never match at one place, so their order says nothing; an alternative that begins otherwise goes to the end: with such ones
    only *whether* the pattern matches stays the same for sure.
    """
    by_first: dict[str, list[str]] = {}
    others = []
    for alternative in _split(_PIECE.findall(pattern)):
        try:
            for letter, rest in list(_heads(alternative, "")):
                by_first.setdefault(letter, []).append(rest)
        except ValueError:
            others.append("".join(alternative))
    return "|".join([*(re.escape(letter) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for letter, rests in by_first.items()), *others])


def _split(pieces: list[str]) -> list[list[str]]:
    """The alternatives of a pattern."""
    found: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece[0] == "(") - (piece == ")")
        if piece == "|" and not depth:
            found.append([])
        else:
            found[-1].append(piece)
    return found


def _heads(pieces: list[str], asked: str) -> Iterator[tuple[str, str]]:
    """Each letter that an alternative can begin with, and what follows; ValueError where it can begin with anything else."""
    if not pieces:
        raise ValueError("nothing")
    piece, rest = pieces[0], pieces[1:]
    if piece == "\\b":
        yield from _heads(rest, asked + r"(?<!\w.)")
    elif piece[0] == "(":
        end = _end(rest)
        inner, rest = rest[:end], rest[end + 1 :]
        if piece in ("(?<!", "(?<="):
            yield from _heads(rest, f"{asked}{piece}(?:{''.join(inner)}).)")
            return
        optional = rest[:1] == ["?"]
        if piece != "(?:" or (rest and rest[0][0] in "*+{") or rest[:2] == ["?", "?"]:
            raise ValueError(piece)
        for alternative in _split(inner):
            yield from _heads(alternative + rest[optional:], asked)
        if optional:
            yield from _heads(rest[1:], asked)
    elif piece.isalnum() or (piece in "/%€" and not asked):
        if rest and rest[0][0] in "*+{":
            raise ValueError(piece)
        yield piece, asked + "".join(rest[rest[:1] == ["?"] :])
        if rest[:1] == ["?"]:
            yield from _heads(rest[1:], asked)
    else:
        raise ValueError(piece)


def _end(pieces: list[str]) -> int:
    """Where the group ends in which ``pieces`` begin."""
    depth = 1
    for position, piece in enumerate(pieces):
        depth += (piece[0] == "(") - (piece == ")")
        if not depth:
            return position
    raise ValueError("no end")


#: The letters of German, the most frequent first: of alternatives those are tried first that most places of a text begin like.
_FREQUENT = "enisratdhulcgmobwfkzpvüäößjyxq"


class Scan(Generic[T]):
    """Words (lower case) and whose they are; all are found in one go."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        owners: dict[str, list[T]] = {}
        for word, owner in words:
            owners.setdefault(word, []).append(owner)
        # The longest word at a place is found: it is also one of those that it begins with.
        self._owners = {word: tuple(dict.fromkeys(owner for end in range(1, len(word) + 1) for owner in owners.get(word[:end], ()))) for word in owners}
        by_first: dict[str, list[str]] = {}
        for word in owners:
            by_first.setdefault(word[0], []).append(word[1:])
        letters = sorted(by_first, key=lambda letter: (_FREQUENT.find(letter) % 100, letter))
        self._pattern = re.compile("|".join(re.escape(letter) + alternatives(by_first[letter]) for letter in letters))

    def over(self, text: str) -> Iterator[tuple[int, tuple[T, ...]]]:
        """Where in ``text`` words stand, in order, and whose they are."""
        search, owners = self._pattern.search, self._owners
        found = search(text)
        while found is not None:
            position = found.start()
            yield position, owners[found[0]]
            found = search(text, position + 1)  # another word may begin inside this one

    def by_line(self, text: str, ends: list[int]) -> dict[T, list[int]]:
        """For each owner the numbers of the lines that hold a word of theirs; ``ends``: where the next line begins."""
        lines: dict[T, list[int]] = {}
        number, end = 0, ends[0]
        for position, owners in self.over(text):
            while position >= end:
                number += 1
                end = ends[number]
            for owner in owners:
                if (numbers := lines.get(owner)) is None:
                    lines[owner] = [number]
                elif numbers[-1] != number:
                    numbers.append(number)
        return lines


class Signs:
    """Parts of words by which a reader knows its lines; an ad is scanned for those of all readers."""

    _known: list[Signs] = []

    def __init__(self, *words: str) -> None:
        self.words = words
        Signs._known.append(self)

    @classmethod
    def scan(cls) -> Scan[Signs]:
        return _scan_of(len(cls._known))


@lru_cache(maxsize=1)
def _scan_of(known: int) -> Scan[Signs]:
    return Scan((word, signs) for signs in Signs._known[:known] for word in signs.words)
