"""What matching compares: a small record of a posting, made once and stored."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from pipeline.match.identity import canonical_url, fold_reference
from pipeline.model import Normalised, Posting
from pipeline.normalise.dates import parse_date
from pipeline.normalise.pay import rank
from pipeline.normalise.title import title_key
from pipeline.normalise.words import fold

#: Days a posting without a deadline is taken to live.
LIFE = 60
#: Days after the old deadline within which the same job is a new round, not a re-tender.
ROUND_DAYS = 150
#: Days of one part of the calendar in the keys, so that keys do not collect closed vacancies for ever.
PERIOD = 60
#: How many of the smallest shingle hashes stand for a body.
SKETCH = 48

_STOP = frozenset(["und", "oder", "fur", "im", "in", "der", "die", "das", "des", "den", "dem", "mit", "am", "an", "als", "zur", "zum", "bei", "von", "auf", "einen", "eine", "ein", "unser", "unsere", "bereich"])
_LEGAL = re.compile(r"\b(?:aor|gmbh|eg|ag|kdor|kg|mbh|ggmbh|gku|e v|anstalt des offentlichen rechts|zweckverband|korperschaft des offentlichen rechts)\b")


@dataclass(frozen=True, slots=True)
class Features:
    """0, "" and empty mean unknown. ``born`` and ``dies`` are day ordinals; ``sketch`` the smallest shingle hashes."""

    posting: str
    url: str
    employer: str
    title: tuple[str, ...]
    reference: str
    places: tuple[str, ...]
    grades: tuple[tuple[str, float, float], ...]
    permanent: bool | None
    hours: tuple[float, float] | None
    lead: bool
    kind: str
    department: str
    cohort: int
    born: int
    dies: int
    shingles: int
    sketch: tuple[int, ...]

    def dump(self) -> str:
        return json.dumps(list(asdict(self).values()), separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Features:
        values: list[Any] = json.loads(text)
        values[3], values[5], values[16] = tuple(values[3]), tuple(values[5]), tuple(values[16])
        values[6] = tuple((family, low, high) for family, low, high in values[6])
        values[8] = tuple(values[8]) if values[8] else None
        return cls(*values)


def features(posting: Posting, normalised: Normalised, employer_key: str | None = None) -> Features:
    """The record of one posting. ``employer_key`` is the member's key; without it the employer's name is folded."""
    facts = normalised.facts
    born = _first_day(posting)
    dies = facts.valid_through.toordinal() if facts.valid_through else (born + LIFE if born else 0)
    shingles = _shingles(normalised.text)
    hours = facts.weekly_hours
    start = facts.start if isinstance(facts.start, date) else None
    training = facts.kind in ("apprenticeship", "dual_study", "trainee", "volunteer")
    return Features(
        posting=f"{posting.source}\n{posting.external_id or canonical_url(posting.url)}",
        url=canonical_url(posting.url),
        employer=employer_key or fold_employer(posting.employer),
        title=tuple(sorted({word for word in title_key(facts.title).split() if word not in _STOP})),
        reference=fold_reference(facts.identifier) if facts.identifier else "",
        places=tuple(sorted({fold(name) for name in facts.locations})),
        grades=tuple(_range(g.min, g.max) for g in facts.pay_grades if g.min or g.max),
        permanent=facts.permanent,
        hours=(hours.min or 0.0, hours.max or 99.0) if hours else None,
        lead=facts.career_level == "lead",
        kind=facts.kind,
        department=" ".join(fold(posting.department or "").split()),
        cohort=start.year if training and start else 0,
        born=born, dies=max(dies, born), shingles=len(shingles), sketch=tuple(sorted(shingles)[:SKETCH]),
    )


def fold_employer(name: str | None) -> str:
    """The employer's name without legal form; Stadt X, Kreis X and Stadtwerke X stay three."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(name or "").replace("- ", "-"))
    return " ".join(_LEGAL.sub(" ", words).split())


def hash64(*parts: object) -> int:
    """A signed 64-bit number, the same in every process (fits an SQL BIGINT)."""
    return int.from_bytes(blake2b("\n".join(map(str, parts)).encode(), digest_size=8).digest(), "big", signed=True)


def _first_day(posting: Posting) -> int:
    for stated in (posting.published, posting.date_posted, posting.seen_at):
        if day := parse_date(stated):
            return day.toordinal()
    return 0


def _range(low: str | None, high: str | None) -> tuple[str, float, float]:
    family = (low or high or "").split()[0]
    return family, rank(low) if low else 0.0, rank(high) if high else 99.0


def _shingles(text: str) -> set[int]:
    words = re.findall(r"[a-z0-9]+", fold(text[:20_000]))
    return {hash64(*words[n : n + 3]) & 0x7FFFFFFF for n in range(len(words) - 2)}


def stored_keys(f: Features) -> list[int]:
    """The keys under which a posting is found; bounded in number, with a part of the calendar in most."""
    first, last = f.born // PERIOD, min(f.dies // PERIOD, f.born // PERIOD + 6)
    return _identity_keys(f) + [key for period in range(first, last + 1) for key in _period_keys(f, period)]


def asked_keys(f: Features) -> list[int]:
    """The keys by which the candidates of a posting are asked for: its life, and the rounds before it."""
    first, last = (f.born - ROUND_DAYS) // PERIOD if f.born else 0, min(f.dies // PERIOD, f.born // PERIOD + 6)
    return _identity_keys(f) + [key for period in range(first, last + 1) for key in _period_keys(f, period)]


def _identity_keys(f: Features) -> list[int]:
    keys = [hash64("url", f.url), hash64("posting", f.posting)]
    if f.employer and f.reference:
        keys.append(hash64("reference", f.employer, f.reference))
    return keys


def _period_keys(f: Features, period: int) -> list[int]:
    title = " ".join(f.title)
    keys = []
    if f.employer:
        keys.append(hash64("title", f.employer, title, period))
        long = sorted(f.title, key=lambda word: (-len(word), word))[:3]
        keys += [hash64("words", f.employer, *sorted(pair), period) for pair in zip(long, long[1:] + long[:1], strict=True)] if len(long) > 1 else []
    keys += [hash64("place", title, place, period) for place in f.places[:3]]
    keys += [hash64("body", shingle, period) for shingle in f.sketch[:2]]
    return keys
