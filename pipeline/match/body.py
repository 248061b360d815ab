"""The part of an ad that tells jobs apart: tasks and profile, without what an employer says in every ad.

A text is read line by line and each line is remembered: the portals that show an ad, and the ads of one employer, repeat
most of each other's lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from pipeline.match.fold import fold_repaired, words
from pipeline.match.reference import references_in
from pipeline.match.units import Unit, units_in

#: How many of the smallest shingle hashes stand for a body.
SKETCH = 32
#: The largest hash: three bytes are stored of each.
MOST = 0xFFFFFF
#: Fewer shingles than this say too little to contradict anything.
SHORT = 24
#: Letters by which the language of a text is told.
_LANGUAGE = 700
#: What headings say, as parts of words.
_TASKS = "aufgabe tatigkeit erwartet bewegen machst wirkungs einsatz verantwort stellenbeschreibung responsib".split()
_PROFILE = "profil anforderung qualifik bringe bringst bringen voraussetz auszeichnet hintergrund requirement skills".split()
_REST = "biete angebot benefit vorteil konditionen rahmen kontakt bewerb hinweis interess ansprech eckdaten fakten".split()
#: What stands in every ad of an employer, as parts of words and as phrases.
_BOILERPLATE = ("bewerb schwerbehind geschlecht herkunft gleichstell urlaub altersvorsorge jahressonder gleitzeit jobticket deutschlandticket fahrrad vergut entgelt eingruppier "
                "befristet unbefrist kennziffer wochenstunden stunden vorstellungs datenschutz www email telefon homeoffice fortbildung").split()
_BOILERPLATE_PHRASES = ("arbeitsplatz im", "mobiles arbeiten", "wir bieten", "auf dauer", "e-mail")
#: Where a sentence ends: excerpts string the items of a list together.
_ENDS = str.maketrans(";•·|", "\n\n\n\n")
_PDF = re.compile(r"\bpdf\b|entnehmen sie|vollstandige ausschreibung|stellenausschreibung als")
_IS_BOILERPLATE, _IS_TASKS, _IS_PROFILE, _IS_REST = 1, 2, 4, 8
#: Words that are known are looked up; at this many the memory begins anew.
_MOST_WORDS = 200_000
#: Letters of a line from which on it is not remembered.
_MOST_LETTERS = 1000
_STOP = frozenset("und oder die der das den dem des ein eine einer einen eines im in von vom fur mit zu zum zur auf an am bei als sie ihre ihr ihrer wir uns unsere unser unserer sowie du deine dein auch es ist sind".split())
_ENGLISH = frozenset("the and of you with for our your will are have".split())


class Body(NamedTuple):
    """``sketch``: the smallest hashes of the ``total`` shingles; ``foreign`` where the text is not German; ``read`` what was hashed."""

    sketch: tuple[int, ...] = ()
    total: int = 0
    whole: bool = False
    foreign: bool = False
    read: str = ""


class Line(NamedTuple):
    """What one line of an ad says. ``inside`` is the section that it begins, ``heading`` whether that is all it does.

    ``stripped`` is what of it may be text, ``sentences`` are (words, hashes of pairs of neighbours); ``language`` counts its
    English words minus its German ones; ``temporary`` and ``permanent`` are the words that name the term.
    """

    stated: str
    folded: str
    inside: str | None
    heading: bool
    stripped: str
    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    language: int
    references: tuple[str, ...]
    units: tuple[Unit, ...]
    permanent: int
    temporary: int


def _line(stated: str) -> Line:
    folded = fold_repaired(stated)
    stripped = folded.strip()
    inside, heading = None, False
    if stripped:
        if len(stripped) < 60 and stripped[-1] not in ".;," and stripped[0] not in "-*•":
            inside = _heading(stripped)
            heading = inside is not None
        if not heading:
            head, colon, tail = stripped.partition(": ")
            if colon and len(head) < 48 and len(tail) > 40 and (inside := _heading(head)):
                stripped = tail
    found = words(folded)
    return Line(
        stated, folded, inside, heading, stripped, tuple(_sentences(stripped)) if stripped and not heading else (), sum(map(_ENGLISH.__contains__, found)) - sum(map(_STOP.__contains__, found)), tuple(references_in(folded)),
        units_in(stated), folded.count("unbefrist") + folded.count("auf dauer"), folded.count("befrist") - folded.count("unbefrist"))


_remembered = lru_cache(maxsize=8192)(_line)


def read_lines(text: str) -> list[Line]:
    """The lines of a text without entities and mojibake, such as ``Normalised.text``."""
    return [_remembered(stated) if len(stated) < _MOST_LETTERS else _line(stated) for stated in text.split("\n")]


def read_body(lines: Sequence[Line], employer: str = "") -> Body:
    """The sketch of a text; empty where there is no text worth the name.

    Sentences that name the ``employer`` (its folded words) introduce it and say nothing of the job.
    """
    length = sum([len(line.folded) for line in lines]) + len(lines) - 1
    if length < 60 or (length < 400 and any(_PDF.search(line.folded) for line in lines)):
        return Body()
    told, whole = _sections(lines, length)
    first, *others = employer.split() or [""]
    # Pairs of neighbouring words of one sentence: the order of sentences does not matter.
    shingles: set[int] = set()
    read = []
    for line in told:
        for sentence, hashes in line.sentences:
            if not first or first not in sentence or any(name not in sentence for name in others):
                read.append(sentence)
                shingles.update(hashes)
    if len(shingles) < 5:
        return Body()
    if whole:
        last = next(line.folded for line in reversed(lines) if line.stripped)
        whole = not last.rstrip().endswith("...")
    return Body(tuple(sorted(shingles)[:SKETCH]), len(shingles), whole, _is_foreign(lines), "\n".join(read))


def _is_foreign(lines: Sequence[Line]) -> bool:
    balance = letters = 0
    for line in lines:
        if letters >= _LANGUAGE:
            break
        letters += len(line.folded) + 1
        balance += line.language
    return balance > 2


def _sections(lines: Sequence[Line], length: int) -> tuple[list[Line], bool]:
    """(lines of tasks and profile, True) where headings show them; else all lines."""
    inside: str | None = None
    kept: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        if line.inside:
            inside = line.inside
            if line.heading:
                continue
        if line.stripped:
            (kept if inside == "tasks" or inside == "profile" else rest).append(line)
    if sum([len(line.stripped) for line in kept]) > 150:
        return kept, True
    return kept + rest, length > 700


def _sentences(line: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences of a line that are no boilerplate."""
    text = line.translate(_ENDS).replace(". ", ".\n").replace("! ", "!\n").replace("? ", "?\n")
    found = []
    for part in text.split("\n"):
        hashes = _hashes(part)
        if hashes and not any(phrase in part for phrase in _BOILERPLATE_PHRASES):
            # Multiplied so that crc32's linearity does not show in the smallest values.
            found.append((part, tuple([(one * 0x9E3779B1 + other * 0x85EBCA77 & 0xFFFFFFFF) >> 8 for one, other in zip(hashes, hashes[1:], strict=False)])))
    return found


def _hashes(sentence: str) -> list[int]:
    """The hashes of a sentence's words that say something; none of boilerplate."""
    hashes = []
    for word in words(sentence):
        number, flags = _WORDS.get(word) or _word(word)
        if flags & _IS_BOILERPLATE:
            return []
        if number:
            hashes.append(number)
    return hashes


#: Word -> its hash (0: says nothing) and what it is part of.
_WORDS: dict[str, tuple[int, int]] = {}


def _word(word: str) -> tuple[int, int]:
    if len(_WORDS) >= _MOST_WORDS:
        _WORDS.clear()
    flags = sum(flag for flag, parts in ((_IS_BOILERPLATE, _BOILERPLATE), (_IS_TASKS, _TASKS), (_IS_PROFILE, _PROFILE), (_IS_REST, _REST)) if any(part in word for part in parts))
    info = _WORDS[word] = (0 if word in _STOP else crc32(word.encode()), flags)
    return info


def _heading(line: str) -> str | None:
    flags = 0
    for word in words(line):
        flags |= (_WORDS.get(word) or _word(word))[1]
    if flags & _IS_PROFILE or "wir erwarten" in line or "sie haben" in line:
        return "profile"
    if flags & _IS_REST or "uber uns" in line or "wir uber" in line or "gut zu wissen" in line or "wer wir" in line:
        return "rest"
    return "tasks" if flags & _IS_TASKS or "dein job" in line or "ihr job" in line or "your task" in line or "what you" in line else None


def overlap(new: tuple[int, ...], new_count: int, old: tuple[int, ...], old_count: int) -> float | None:
    """Share of the shorter body's word pairs that the longer one has too, estimated; None where one is missing."""
    if not new or not old:
        return None
    # The union's smallest hashes are a fair sample of the union as far as both sketches reach; what both hold lies within.
    reach = min(new[-1] if new_count > len(new) else MOST, old[-1] if old_count > len(old) else MOST)
    common = len(set(new).intersection(old))
    one, other = bisect_right(new, reach), bisect_right(old, reach)
    short = one if new_count <= old_count else other
    if short < 4:
        short = one + other - common
    return common / max(1, short)
