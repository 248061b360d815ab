"""The keys by which postings find each other: bounded in number, with a part of the calendar in all but identities."""

from __future__ import annotations

from pipeline.match.features import Features
from pipeline.match.fold import hash64, words
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
    shared = _shared(f)
    names = [*_titles(f), *_own(f), *shared]
    if f.employer:
        names += _kin(f, shared)
    else:
        names += [f"{name}|nobody" for name in shared]
    return _identities(f) + [_in_period(hash64(name), period) for name in names]


def asked_keys(f: Features) -> list[int]:
    """The keys by which the candidates of a posting are asked for: what may live beside it or ended before it.

    Whoever names an employer asks for postings of that one, of names that may be it, and of nobody: never for all of a place.
    """
    period = f.born // PERIOD
    # Postings arrive in order, but for some days around the border of two parts.
    last = period + (1 if f.born and (f.born + 10) // PERIOD > period else 0)
    asked = _identities(f)
    shared = _shared(f)
    if f.employer:
        shared = [f"{name}|nobody" for name in shared] + _kin(f, shared)
    for names, back in ((_titles(f), BACK_TITLE), (_own(f) + shared, BACK - 1)):
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
    """Employer and title, whole or its beginning: a title that was cut or mistyped keeps that."""
    title = _content(f)
    return [key for name in (f.employer, f.short) if name for key in (f"t{name}|{title}", f"c{name}|{f.letters[:BEGINNING]}")]


def _content(f: Features) -> str:
    """The stems of a title that tell jobs apart; all of them where there are no such."""
    return " ".join(stem for stem in f.title if stem not in GENERIC) or " ".join(f.title)


def _shared(f: Features) -> list[str]:
    """Names under which postings without an employer meet those with one; the first is title and place where there is one."""
    title = _content(f)
    names = [f"l{title}|{place.split('-')[0]}" for place in f.places[:2]]
    if f.deadline:
        names.append(f"m{title}|{f.dies}")
    names += [f"c{place.split('-')[0]}|{f.letters[:BEGINNING]}" for place in f.places[:1]]
    return names + [f"b{one}|{other}" for one, other in _smallest(f)]


def _smallest(f: Features) -> list[tuple[int, int]]:
    """The smallest hashes of a body, which are the same wherever it is nearly the same."""
    return list(zip(f.sketch[:2], f.sketch[1:3], strict=False))


def _own(f: Features) -> list[str]:
    """Names that postings of few employers share: title and Kennziffer; else of one only."""
    found = [f"n{core}{letters}{year}|{_content(f)}" for core, letters, year in f.references[:1]]
    return found + _of_employer(f) if f.employer else found


def _of_employer(f: Features) -> list[str]:
    rare = sorted((stem for stem in f.title if stem not in GENERIC), key=lambda stem: (-len(stem), stem))[:3]
    pairs = [(one, other) for n, one in enumerate(rare) for other in rare[n + 1 :]] or [(stem, "") for stem in rare[:1]]
    names = [f"w{f.employer}|{one}|{other}" for one, other in pairs]
    names += [f"b{f.employer}|{one}|{other}" for one, other in _smallest(f)]
    return [*names, f"d{f.employer}|{f.dies}"] if f.deadline else names


def _kin(f: Features, shared: list[str]) -> list[str]:
    """Names under which two spellings of one employer meet: the same title, and place or deadline."""
    meeting = [name for name in shared if name[0] in "lm"][:2]
    return [f"{name}|{token}" for name in meeting for token in _tokens(f)]


def _tokens(f: Features) -> list[str]:
    """What two spellings of one employer share: words that are no place, and the initials that abbreviate the others."""
    kind, _, rest = f.employer.lstrip("=").rpartition(": ")
    places = {word for place in f.places for word in words(place)}
    names = [word for word in rest.split() if word not in places]
    initials = "".join(sorted(word[0] for word in [*names, *([kind] if kind else [])]))
    short = ["".join(sorted(word)) for word in names if 3 <= len(word) <= 6]
    return list(dict.fromkeys([initials, *short[:1], *sorted(names, key=lambda word: (-len(word), word))[:2]]))
