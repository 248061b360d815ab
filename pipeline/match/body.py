"""The part of an ad that tells jobs apart: tasks and profile, without what an employer says in every ad."""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

from pipeline.match.fold import words

#: How many of the smallest shingle hashes stand for a body.
SKETCH = 32
#: Fewer shingles than this say too little to contradict anything.
SHORT = 24
_TASKS = re.compile(r"aufgabe|tatigkeit|erwartet|bewegen|machst|wirkungs|einsatz|verantwort|dein job|ihr job|stellenbeschreibung|your task|responsib|what you")
_PROFILE = re.compile(r"profil|anforderung|qualifik|bringe?n|bringst|voraussetz|auszeichnet|hintergrund|wir erwarten|sie haben|requirement|skills")
_REST = re.compile(r"biete|angebot|benefit|vorteil|konditionen|rahmen|kontakt|bewerb|uber uns|wir uber|hinweis|interess|ansprech|gut zu wissen|eckdaten|fakten|wer wir")
_BOILERPLATE = re.compile(
    r"bewerb|schwerbehind|geschlecht|herkunft|gleichstell|urlaub|altersvorsorge|jahressonder|gleitzeit|jobticket|deutschlandticket|fahrrad|arbeitsplatz im|vergut|entgelt|eingruppier|befristet|kennziffer|wochenstunden"
    r"|stunden|vorstellungs|datenschutz|www|e-?mail|telefon|homeoffice|mobiles arbeiten|fortbildung|wir bieten|unbefrist|auf dauer")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*[;•|]\s*")
_PDF = re.compile(r"\bpdf\b|entnehmen sie|vollstandige ausschreibung|stellenausschreibung als")
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
    for segment in segments:
        # Pairs of neighbouring words of one sentence: the order of sentences does not matter.
        # Multiplied so that crc32's linearity does not show in the smallest values.
        hashes = [crc32(word.encode()) for word in words(segment) if word not in _STOP]
        shingles.update([(one * 0x9E3779B1 + other * 0x85EBCA77) & 0xFFFFFFFF for one, other in zip(hashes, hashes[1:], strict=False)])
    if len(shingles) < 5:
        return Body()
    beginning = words(folded[:700])
    english, german = sum(word in _ENGLISH for word in beginning), sum(word in _STOP for word in beginning)
    return Body(tuple(sorted(shingles)[:SKETCH]), len(shingles), whole, english > german + 2, "\n".join(segments))


def _sections(folded: str, names: list[str]) -> tuple[list[str], bool]:
    """(sentences of tasks and profile, True) where headings show them; else all sentences that are no boilerplate."""
    inside: str | None = None
    kept: list[str] = []
    rest: list[str] = []
    for line in folded.split("\n"):
        line = line.strip()
        if not line:
            continue
        head, colon, tail = line.partition(": ")
        if len(line) < 60 and not line.endswith((".", ";", ",")) and line[:1] not in "-*•" and (heading := _heading(line)):
            inside = heading
            continue
        if colon and len(head) < 48 and len(tail) > 40 and (heading := _heading(head)):
            inside, line = heading, tail
        (kept if inside in ("tasks", "profile") else rest).append(line)
    if sum(map(len, kept)) > 150:
        return _plain(kept, names), True
    return _plain(kept + rest, names), len(folded) > 700


def _plain(lines: list[str], names: list[str]) -> list[str]:
    """The sentences of ``lines`` that are no boilerplate and do not introduce the employer."""
    parts = [part for line in lines for part in _SENTENCE.split(line) if not _BOILERPLATE.search(part)]
    return [part for part in parts if not all(name in part for name in names)] if names else parts


def _heading(line: str) -> str | None:
    if _PROFILE.search(line):
        return "profile"
    if _REST.search(line):
        return "rest"
    return "tasks" if _TASKS.search(line) else None


def overlap(new: tuple[int, ...], new_count: int, old: tuple[int, ...], old_count: int) -> float | None:
    """Share of the shorter body's word pairs that the longer one has too, estimated; None where one is missing."""
    if not new or not old:
        return None
    # The union's smallest hashes are a fair sample of the union as far as both sketches reach.
    reach = min(new[-1] if new_count > len(new) else 0xFFFFFFFF, old[-1] if old_count > len(old) else 0xFFFFFFFF)
    one, other = {h for h in new if h <= reach}, {h for h in old if h <= reach}
    common = len(one & other)
    short = one if new_count <= old_count else other
    if len(short) < 4:
        short = one | other
    return common / max(1, len(short))
