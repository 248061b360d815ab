"""The keys by which postings find each other: bounded in number, with a part of the calendar in all but identities."""

from __future__ import annotations

from functools import lru_cache

from pipeline.match.features import Features
from pipeline.match.fold import hash64, words
from pipeline.match.lexicon import GENERIC

#: Days of one part of the calendar, so that keys do not collect closed vacancies for ever.
PERIOD = 60
#: Parts before its own in which a posting looks: for its title as far as rounds reach, for weaker keys less.
BACK_TITLE, BACK = 5, 1
#: Letters of a word that stand for it: its end may be mistyped or cut.
LETTERS = 5
#: Keys of six bytes take less room than of eight, and meet by chance once in a hundred million look-ups.
_SIX_BYTES = 0x7FFF_FFFF_FFFF
#: What parts of the calendar are multiplied with to mark a key.
_MARK = 0x9E3779B97F4A7C15
#: Days after the beginning of a part in which what belongs to the next one may have arrived already.
EARLY = 10


def stored_keys(f: Features) -> list[int]:
    """The keys under which a posting is found."""
    return both_keys(f)[1]


def asked_keys(f: Features) -> list[int]:
    """The keys by which the candidates of a posting are asked for: what may live beside it or ended before it."""
    return both_keys(f)[0]


def both_keys(f: Features) -> tuple[list[int], list[int]]:
    """The keys by which a posting asks, and those under which it is found.

    Whoever names an employer, be it in the text, asks for postings of that one, of names that may be it, and of nobody:
    never for all of a place.
    """
    identities, dated = _identities(f), _dated(f)
    titles = [hash64(name) for name in _titles(f)]
    own = [hash64(name) for name in (_of_employer(f, f.employer) + _kin(f) if f.employer else _of_employer(f, f.short))]
    names = _shared(f)
    shared = [hash64(name) for name in names]
    if f.employer:
        of_nobody = asked_shared = [hash64(f"{name}|nobody") for name in names]
        stored = titles + shared + own
        asked_dated = [name if name[0] == "d" else f"{name}|nobody" for name in dated]
    else:
        of_nobody = [hash64(f"{name}|nobody") for name in names]
        asked_shared = [nobody if f.short and name[0] == "l" else every for name, every, nobody in zip(names, shared, of_nobody, strict=True)]
        stored = titles + shared + of_nobody + own
        asked_dated = dated
        dated = dated + [f"{name}|nobody" for name in dated]
    period = f.born // PERIOD
    # Postings arrive in order, but for some days around the border of two parts.
    last = period + (1 if f.born and (f.born + EARLY) // PERIOD > period else 0)
    asked = identities + [_key(name) for name in asked_dated]
    for numbers, back in ((titles, BACK_TITLE), (asked_shared + own, BACK)):
        for part in range(period - back, last + 1):
            mark = part * _MARK
            asked += [(number ^ mark) & _SIX_BYTES for number in numbers]
    mark = period * _MARK
    return asked, identities + [_key(name) for name in dated] + [(number ^ mark) & _SIX_BYTES for number in stored]


def _key(name: str) -> int:
    return hash64(name) & _SIX_BYTES


def posting_key(f: Features) -> int:
    """The key of the posting itself: whoever asks by it has every earlier version of it."""
    return _key(f"p{f.posting}")


def _identities(f: Features) -> list[int]:
    keys = [_key(f"u{f.url}"), posting_key(f)]
    if f.employer:
        keys += [_key(f"r{f.employer}|{core}") for core, _, _ in f.references[:2]]
    return keys


@lru_cache(maxsize=4096)
def _longest(title: tuple[str, ...]) -> list[str]:
    """The beginnings of a title's three longest stems, those first that tell jobs apart."""
    longest = sorted(title, key=lambda stem: (stem in GENERIC, -len(stem), stem))
    return list(dict.fromkeys(stem[:LETTERS] for stem in longest))[:3]


def _titles(f: Features) -> list[str]:
    title = " ".join(_longest(f.title)[:2])
    return [f"t{name}|{title}" for name in (f.employer, f.short) if name]


def _of_employer(f: Features, employer: str) -> list[str]:
    """Employer and single words of the title (another may be mistyped, cut or a synonym), or the smallest hashes of the text."""
    if not employer:
        return []
    return [f"w{employer}|{stem}" for stem in _longest(f.title)] + [f"b{employer}|{number}" for number in f.sketch[:2]]


def _shared(f: Features) -> list[str]:
    """Names under which postings without an employer meet those with one."""
    place = f.places[0].split("-")[0] if f.places else ""
    names = [f"l{place}|{stem}" for stem in _longest(f.title)] if place else []
    names += [f"n{core}{letters}{year}|{stem}" for core, letters, year in f.references[:1] for stem in _longest(f.title)[:2]]
    return names + [f"b{one}|{other}" for one, other in zip(f.sketch[:2], f.sketch[1:3], strict=False)]


def _dated(f: Features) -> list[str]:
    """Names that hold a deadline, which is a part of the calendar itself."""
    if not f.deadline:
        return []
    names = [f"m{f.dies}|{stem}" for stem in _longest(f.title)[:1]]
    return [*names, f"d{f.employer}|{f.dies}"] if f.employer else names


def _kin(f: Features) -> list[str]:
    """Names under which two spellings of one employer meet: title and place."""
    place = f.places[0].split("-")[0] if f.places else ""
    return [f"k{place}|{' '.join(_longest(f.title)[:2])}|{token}" for token in _tokens(f)]


def _tokens(f: Features) -> list[str]:
    """What two spellings of one employer share: words that are no place, and the initials that abbreviate the others."""
    kind, _, rest = f.employer.lstrip("=").rpartition(": ")
    places = {word for place in f.places for word in words(place)}
    names = [word for word in rest.split() if word not in places]
    initials = "".join(sorted(word[0] for word in [*names, *([kind] if kind else [])]))
    short = ["".join(sorted(word)) for word in (f.short, *names) if 3 <= len(word) <= 6]
    return list(dict.fromkeys([initials, *short[:1], *sorted(names, key=lambda word: (-len(word), word))[:2]]))
