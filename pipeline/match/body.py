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
_PDF = re.compile(r"\bpdf\b|entnehmen sie|vollstandige ausschreibung|stellenausschreibung als")
_STOP = frozenset("und oder die der das den dem des ein eine einer einen eines im in von vom fur mit zu zum zur auf an am bei als sie ihre ihr ihrer wir uns unsere unser unserer sowie du deine dein auch es ist sind".split())
_ENGLISH = frozenset("the and of you with for our your will are have".split())


class Body(NamedTuple):
    """``sketch``: the smallest hashes of the ``total`` shingles; ``foreign`` where the text is not German."""

    sketch: tuple[int, ...] = ()
    total: int = 0
    whole: bool = False
    foreign: bool = False


def read_body(folded: str) -> Body:
    """The sketch of a folded text with line breaks; empty where there is no text worth the name."""
    if len(folded) < 60 or (len(folded) < 400 and _PDF.search(folded)):
        return Body()
    chosen, whole = _sections(folded[:20_000])
    found = [word for word in words(chosen) if word not in _STOP]
    if len(found) < 6:
        return Body()
    hashes = [crc32(word.encode()) for word in found]
    # Pairs of neighbouring words; multiplied so that crc32's linearity does not show in the smallest values.
    shingles = {(one * 0x9E3779B1 + other * 0x85EBCA77) & 0xFFFFFFFF for one, other in zip(hashes, hashes[1:], strict=False)}
    beginning = words(folded[:700])
    english, german = sum(word in _ENGLISH for word in beginning), sum(word in _STOP for word in beginning)
    return Body(tuple(sorted(shingles)[:SKETCH]), len(shingles), whole, english > german + 2)


def _sections(folded: str) -> tuple[str, bool]:
    """(tasks and profile, True) where headings show them; else the sentences that are no boilerplate."""
    lines = [line.strip() for line in folded.split("\n") if line.strip()]
    inside: str | None = None
    kept: list[str] = []
    for line in lines:
        if len(line) < 60 and not line.endswith((".", ";", ",")) and line[:1] not in "-*•" and (heading := _heading(line)):
            inside = heading
        elif inside in ("tasks", "profile"):
            kept.append(line)
    if sum(map(len, kept)) > 150:
        return " ".join(line for line in kept if not _BOILERPLATE.search(line)), True
    sentences = [s for line in lines for s in re.split(r"(?<=[.!?])\s+", line)]
    return " ".join(s for s in sentences if not _BOILERPLATE.search(s)), len(folded) > 700


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
