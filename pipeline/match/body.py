"""The part of an ad that tells jobs apart: tasks and profile, without what an employer says in every ad."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from pipeline.match.fold import words

#: How many of the smallest shingle hashes stand for a body.
SKETCH = 32
#: The largest hash: three bytes are stored of each.
MOST = 0xFFFFFF
#: Fewer shingles than this say too little to contradict anything.
SHORT = 24
#: What headings say, as parts of words.
_TASKS = "aufgabe tatigkeit erwartet bewegen machst wirkungs einsatz verantwort stellenbeschreibung responsib".split()
_PROFILE = "profil anforderung qualifik bringe bringst bringen voraussetz auszeichnet hintergrund requirement skills".split()
_REST = "biete angebot benefit vorteil konditionen rahmen kontakt bewerb hinweis interess ansprech eckdaten fakten".split()
#: What stands in every ad of an employer, as parts of words and as phrases.
_BOILERPLATE = ("bewerb schwerbehind geschlecht herkunft gleichstell urlaub altersvorsorge jahressonder gleitzeit jobticket deutschlandticket fahrrad vergut entgelt eingruppier "
                "befristet unbefrist kennziffer wochenstunden stunden vorstellungs datenschutz www email telefon homeoffice fortbildung").split()
_BOILERPLATE_PHRASES = ("arbeitsplatz im", "mobiles arbeiten", "wir bieten", "auf dauer", "e-mail")
_ENDS = str.maketrans(";•|", "\n\n\n")
_PDF = re.compile(r"\bpdf\b|entnehmen sie|vollstandige ausschreibung|stellenausschreibung als")
_IS_BOILERPLATE, _IS_TASKS, _IS_PROFILE, _IS_REST = 1, 2, 4, 8
#: Words that are known are looked up; at this many the memory begins anew.
_MOST_WORDS = 200_000
_STOP = frozenset("und oder die der das den dem des ein eine einer einen eines im in von vom fur mit zu zum zur auf an am bei als sie ihre ihr ihrer wir uns unsere unser unserer sowie du deine dein auch es ist sind".split())
_ENGLISH = frozenset("the and of you with for our your will are have".split())


class Body(NamedTuple):
    """``sketch``: the smallest hashes of the ``total`` shingles; ``foreign`` where the text is not German; ``read`` what was hashed."""

    sketch: tuple[int, ...] = ()
    total: int = 0
    whole: bool = False
    foreign: bool = False
    read: str = ""


def read_body(folded: str, employer: str = "") -> Body:
    """The sketch of a folded text with line breaks; empty where there is no text worth the name.

    Sentences that name the ``employer`` (its folded words) introduce it and say nothing of the job.
    """
    if len(folded) < 60 or (len(folded) < 400 and _PDF.search(folded)):
        return Body()
    segments, whole = _sections(folded[:20_000], employer.split())
    whole = whole and not folded.rstrip().endswith("...")
    shingles: set[int] = set()
    for _, hashes in segments:
        # Pairs of neighbouring words of one sentence: the order of sentences does not matter.
        # Multiplied so that crc32's linearity does not show in the smallest values.
        shingles.update([(one * 0x9E3779B1 + other * 0x85EBCA77 & 0xFFFFFFFF) >> 8 for one, other in zip(hashes, hashes[1:], strict=False)])
    if len(shingles) < 5:
        return Body()
    beginning = words(folded[:700])
    english, german = sum(map(_ENGLISH.__contains__, beginning)), sum(map(_STOP.__contains__, beginning))
    return Body(tuple(sorted(shingles)[:SKETCH]), len(shingles), whole, english > german + 2, "\n".join([segment for segment, _ in segments]))


def _sections(folded: str, names: list[str]) -> tuple[list[_Sentence], bool]:
    """(sentences of tasks and profile, True) where headings show them; else all sentences that are no boilerplate."""
    inside: str | None = None
    kept: list[str] = []
    rest: list[str] = []
    for line in folded.split("\n"):
        line = line.strip()
        if not line:
            continue
        if len(line) < 60 and line[-1] not in ".;," and line[0] not in "-*•" and (heading := _heading(line)):
            inside = heading
            continue
        head, colon, tail = line.partition(": ")
        if colon and len(head) < 48 and len(tail) > 40 and (heading := _heading(head)):
            inside, line = heading, tail
        (kept if inside in ("tasks", "profile") else rest).append(line)
    if sum(map(len, kept)) > 150:
        return _plain(kept, names), True
    return _plain(kept + rest, names), len(folded) > 700


def _plain(lines: list[str], names: list[str]) -> list[_Sentence]:
    """The sentences of ``lines`` that are no boilerplate and do not introduce the employer, with the hashes of their words."""
    text = "\n".join(lines).translate(_ENDS).replace(". ", ".\n").replace("! ", "!\n").replace("? ", "?\n")
    phrases = [phrase for phrase in _BOILERPLATE_PHRASES if phrase in text]
    found = []
    for part in text.split("\n"):
        hashes = _hashes(part)
        if hashes and not (phrases and any(phrase in part for phrase in phrases)) and not (names and all(name in part for name in names)):
            found.append((part, hashes))
    return found


@lru_cache(maxsize=16_384)
def _hashes(sentence: str) -> tuple[int, ...]:
    """The hashes of a sentence's words that say something; none of boilerplate. Portals repeat each other's sentences."""
    hashes = []
    for word in words(sentence):
        number, flags = _WORDS.get(word) or _word(word)
        if flags & _IS_BOILERPLATE:
            return ()
        if number:
            hashes.append(number)
    return tuple(hashes)


_Sentence = tuple[str, tuple[int, ...]]
#: Word -> its hash (0: says nothing) and what it is part of.
_WORDS: dict[str, tuple[int, int]] = {}


def _word(word: str) -> tuple[int, int]:
    if len(_WORDS) >= _MOST_WORDS:
        _WORDS.clear()
    flags = sum(flag for flag, parts in ((_IS_BOILERPLATE, _BOILERPLATE), (_IS_TASKS, _TASKS), (_IS_PROFILE, _PROFILE), (_IS_REST, _REST)) if any(part in word for part in parts))
    info = _WORDS[word] = (0 if word in _STOP else crc32(word.encode()), flags)
    return info


@lru_cache(maxsize=16_384)
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
    # The union's smallest hashes are a fair sample of the union as far as both sketches reach.
    reach = min(new[-1] if new_count > len(new) else MOST, old[-1] if old_count > len(old) else MOST)
    one, other = {h for h in new if h <= reach}, {h for h in old if h <= reach}
    common = len(one & other)
    short = one if new_count <= old_count else other
    if len(short) < 4:
        short = one | other
    return common / max(1, len(short))
