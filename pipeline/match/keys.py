"""The keys by which postings find each other: bounded in number, with a part of the calendar in all but identities.

A key is made of numbers that stand for an employer, the beginning of a word, a place or a day: each is multiplied with a
constant of its own and added up, so that only the parts are hashed and few of those are new.
"""

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
#: What first and second parts of a key are multiplied with.
_FIRST, _SECOND = 0xD6E8FEB86659FD93, 0xA0761D6478BD642F
#: What kinds of keys begin with: address, posting, reference, title, word, body, title and place, place and word, reference and word, two hashes, deadline and word, deadline.
_U, _P, _R, _T, _W, _B, _K, _L, _N, _S, _M, _D = (hash64(f"key {kind}") for kind in "uprtwbklnsmd")
#: What marks a key of a posting that names no employer.
_NOBODY = hash64("nobody")
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
    stems, title = _longest(f.title)
    place = hash64(f.places[0].split("-")[0]) * _FIRST if f.places else 0
    employer, short = (hash64(name) * _FIRST if name else 0 for name in (f.employer, f.short))
    identities = [(_U + f.url * _FIRST) & _SIX_BYTES, posting_key(f)]
    titles = [name + title * _SECOND + _T for name in (employer, short) if name]
    if named := employer or short:
        own = [named + stem * _SECOND + _W for stem in stems] + [named + number * _SECOND + _B for number in f.sketch[:2]]
    else:
        own = []
    of_place = [place + stem * _SECOND + _L for stem in stems] if place else []
    others = [hash64(core + letters + year) * _FIRST + stem * _SECOND + _N for core, letters, year in f.references[:1] for stem in stems[:2]]
    others += [one * _FIRST + other * _SECOND + _S for one, other in zip(f.sketch[:2], f.sketch[1:3], strict=False)]
    deadline = [f.dies * _FIRST + stem * _SECOND + _M for stem in stems[:1]] if f.deadline else []
    if employer:
        identities += [(employer + hash64(core) * _SECOND + _R) & _SIX_BYTES for core, _, _ in f.references[:2]]
        own += [place + title * _SECOND + token * _MARK + _K for token in _tokens(f.employer, f.short, f.places)]
        asked_shared = [number + _NOBODY for number in of_place + others]
        stored = titles + of_place + others + own
        dated, asked_dated = deadline, [number + _NOBODY for number in deadline]
        if f.deadline:
            day = employer + f.dies * _SECOND + _D
            dated, asked_dated = [*dated, day], [*asked_dated, day]
    else:
        of_nobody = [number + _NOBODY for number in of_place + others]
        asked_shared = of_nobody[: len(of_place)] + others if short else of_place + others
        stored = titles + of_place + others + of_nobody + own
        dated, asked_dated = deadline + [number + _NOBODY for number in deadline], deadline
    period = f.born // PERIOD
    # Postings arrive in order, but for some days around the border of two parts.
    last = period + (1 if f.born and (f.born + EARLY) // PERIOD > period else 0)
    asked = identities + [number & _SIX_BYTES for number in asked_dated]
    for numbers, back in ((titles, BACK_TITLE), (asked_shared + own, BACK)):
        for part in range(period - back, last + 1):
            mark = part * _MARK
            asked += [(number ^ mark) & _SIX_BYTES for number in numbers]
    mark = period * _MARK
    return asked, identities + [number & _SIX_BYTES for number in dated] + [(number ^ mark) & _SIX_BYTES for number in stored]


def posting_key(f: Features) -> int:
    """The key of the posting itself: whoever asks by it has every earlier version of it."""
    return (hash64(f.posting) + _P) & _SIX_BYTES


@lru_cache(maxsize=4096)
def _longest(title: tuple[str, ...]) -> tuple[tuple[int, ...], int]:
    """Numbers for the beginnings of a title's three longest stems, those first that tell jobs apart, and for the first two together."""
    longest = sorted(title, key=lambda stem: (stem in GENERIC, -len(stem), stem))
    beginnings = list(dict.fromkeys(stem[:LETTERS] for stem in longest))[:3]
    return tuple(map(hash64, beginnings)), hash64(" ".join(beginnings[:2]))


@lru_cache(maxsize=4096)
def _tokens(employer: str, short: str, places: tuple[str, ...]) -> tuple[int, ...]:
    """Numbers for what two spellings of one employer share: words that are no place, and the initials that abbreviate the others."""
    kind, _, rest = employer.lstrip("=").rpartition(": ")
    of_places = {word for place in places for word in words(place)}
    names = [word for word in rest.split() if word not in of_places]
    initials = "".join(sorted(word[0] for word in [*names, *([kind] if kind else [])]))
    shorts = ["".join(sorted(word)) for word in (short, *names) if 3 <= len(word) <= 6]
    return tuple(map(hash64, dict.fromkeys([initials, *shorts[:1], *sorted(names, key=lambda word: (-len(word), word))[:2]])))
