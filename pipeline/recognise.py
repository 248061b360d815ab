"""After a relaunch or a move: which posting of before is which posting of now, though ids and addresses changed.

Only what is unmistakable: a pair is made where both sides have exactly one posting left that says the same of title, place,
reference and deadline, then of fewer of these. What is left over is for matching to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from pipeline.match.fold import fold
from pipeline.match.reference import fold_reference
from pipeline.match.title import read_title
from pipeline.model import Facts

_Key = Callable[[Facts], Hashable | None]


def _title(facts: Facts) -> Hashable:
    title = read_title(facts.title)
    return (title.stems, title.level, title.series) if title.stems else fold(facts.title)


def _places(facts: Facts) -> tuple[str, ...]:
    return tuple(sorted(fold(place) for place in facts.locations))


def _reference(facts: Facts) -> Hashable | None:
    return fold_reference(facts.identifier) if facts.identifier else None


#: From the most telling to the least. None: the posting says nothing of it.
_PASSES: tuple[_Key, ...] = (
    lambda facts: (_reference(facts), _title(facts)) if _reference(facts) else None,
    lambda facts: (_title(facts), _places(facts), facts.valid_through) if facts.valid_through else None,
    lambda facts: (_title(facts), _places(facts)),
    _title,
    _reference,
)


def recognise(before: Mapping[str, Facts], now: Mapping[str, Facts]) -> dict[str, str]:
    """External id of before -> external id of now. Ids that stand on both sides are themselves."""
    pairs = {key: key for key in before if key in now}
    old, new = {k: f for k, f in before.items() if k not in pairs}, {k: f for k, f in now.items() if k not in pairs}
    for key_of in _PASSES:
        theirs = _once(new, key_of)
        for told, key in _once(old, key_of).items():
            if (other := theirs.get(told)) and not _contradict(old[key], new[other]):
                pairs[key] = other
                del old[key], new[other]
    return pairs


def _once(postings: Mapping[str, Facts], key_of: _Key) -> dict[Hashable, str]:
    """What exactly one of ``postings`` says -> its id."""
    found: dict[Hashable, list[str]] = {}
    for key, facts in postings.items():
        if (told := key_of(facts)) is not None:
            found.setdefault(told, []).append(key)
    return {told: keys[0] for told, keys in found.items() if len(keys) == 1}


def _contradict(one: Facts, other: Facts) -> bool:
    """Another reference, or no place in common, is another job."""
    references = _reference(one), _reference(other)
    places = set(_places(one)), set(_places(other))
    return (None not in references and references[0] != references[1]) or (all(places) and not places[0] & places[1])
