"""The keys by which postings find each other: bounded in number, with a part of the calendar in all but identities."""

from __future__ import annotations

from pipeline.match.features import Features
from pipeline.match.fold import hash64
from pipeline.match.lexicon import GENERIC

#: Days of one part of the calendar, so that keys do not collect closed vacancies for ever.
PERIOD = 60
#: Parts before its own in which a posting looks: for its title as far as rounds reach, for weaker keys less.
BACK_TITLE, BACK = 5, 2
#: Letters of a title's beginning that are a key.
BEGINNING = 12


def stored_keys(f: Features) -> list[int]:
    """The keys under which a posting is found."""
    period = f.born // PERIOD
    return _identities(f) + [_in_period(hash64(name), period) for name in (*_titles(f), *_weak(f))]


def asked_keys(f: Features) -> list[int]:
    """The keys by which the candidates of a posting are asked for: what may live beside it or ended before it."""
    period = f.born // PERIOD
    # Postings arrive in order, but for some days around the border of two parts.
    last = period + (1 if f.born and (f.born + 10) // PERIOD > period else 0)
    asked = _identities(f)
    for names, back in ((_titles(f), BACK_TITLE), (_weak(f), BACK - 1)):
        for name in names:
            number = hash64(name)
            asked += [_in_period(number, p) for p in range(period - back, last + 1)]
    return asked


def _in_period(number: int, period: int) -> int:
    """A key with its part of the calendar: a signed 64-bit number."""
    mixed = (number ^ (period * 0x9E3779B97F4A7C15)) & 0xFFFFFFFFFFFFFFFF
    return mixed - (1 << 64) if mixed >> 63 else mixed


def _identities(f: Features) -> list[int]:
    keys = [hash64(f"u{f.url}"), hash64(f"p{f.posting}")]
    if f.employer:
        keys += [hash64(f"r{f.employer}|{core}") for core, _, _ in f.references[:2]]
    return keys


def _titles(f: Features) -> list[str]:
    title = _content(f)
    return [f"t{name}|{title}" for name in (f.employer, f.short) if name]


def _content(f: Features) -> str:
    """The stems of a title that tell jobs apart; all of them where there are no such."""
    return " ".join(stem for stem in f.title if stem not in GENERIC) or " ".join(f.title)


def _weak(f: Features) -> list[str]:
    title = _content(f)
    names = [f"l{title}|{place.split('-')[0]}" for place in f.places[:2]]
    if f.deadline:
        names.append(f"m{title}|{f.dies}")
        names += [f"e{place.split('-')[0]}|{f.dies}" for place in f.places[:1]]
    # A title that was cut keeps its beginning.
    names += [f"c{who}|{f.letters[:BEGINNING]}" for who in ([f.employer] if f.employer else [place.split("-")[0] for place in f.places[:1]])]
    if f.employer:
        rare = sorted((stem for stem in f.title if stem not in GENERIC), key=lambda stem: (-len(stem), stem))[:4]
        pairs = [(one, other) for n, one in enumerate(rare[:3]) for other in rare[n + 1 : 3]] or [(stem, "") for stem in rare[:1]]
        names += [f"w{f.employer}|{one}|{other}" for one, other in pairs]
        if f.deadline:
            names.append(f"d{f.employer}|{f.dies}")
    if f.references:
        core, letters, year = f.references[0]
        names.append(f"n{core}{letters}{year}|{title}")
    # The smallest hashes of a body are the same wherever the body is nearly the same.
    return names + [f"b{one}|{other}" for one, other in zip(f.sketch[:2], f.sketch[1:3], strict=False)]
