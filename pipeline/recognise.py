"""After a relaunch or a move: which posting of before is which posting of now, though ids and addresses changed.

Only what is unmistakable: a pair is made where both sides have exactly one posting left that says the same of title, place,
reference and deadline, then of fewer of these, and where no row of the decision table keeps them apart (pipeline/match/vetoes.py).
What is left over is for matching to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from pipeline.match.features import Features
from pipeline.match.reference import compare_references
from pipeline.match.title import match_titles
from pipeline.match.vetoes import facts_contradict, words_contradict

_Key = Callable[[Features], Hashable | None]


def _title(f: Features) -> Hashable | None:
    return (f.title, f.level, f.series) if f.title else f.letters or None


def _with(*names: str, needed: str = "") -> _Key:
    """The title together with these fields; None where ``needed`` is not stated."""
    def key_of(f: Features) -> Hashable | None:
        title = _title(f)
        return None if title is None or (needed and not getattr(f, needed)) else (title, *(getattr(f, name) for name in names))

    return key_of


#: From the most telling to the least. None: the posting says nothing of it.
_PASSES: tuple[_Key, ...] = (
    _with("references", needed="references"), _with("places", "dies", needed="deadline"), _with("places"), _title, lambda f: f.references or None)


def recognise(before: Mapping[str, Features], now: Mapping[str, Features]) -> dict[str, str]:
    """External id of before -> external id of now. Ids that stand on both sides are themselves."""
    pairs = {key: key for key in before if key in now}
    old, new = {k: f for k, f in before.items() if k not in pairs}, {k: f for k, f in now.items() if k not in pairs}
    for key_of in _PASSES:
        theirs = _once(new, key_of)
        for told, key in _once(old, key_of).items():
            if (other := theirs.get(told)) and not _apart(new[other], old[key]):
                pairs[key] = other
                del old[key], new[other]
    return pairs


def _once(postings: Mapping[str, Features], key_of: _Key) -> dict[Hashable, str]:
    """What exactly one of ``postings`` says -> its id."""
    found: dict[Hashable, list[str]] = {}
    for key, one in postings.items():
        if (told := key_of(one)) is not None:
            found.setdefault(told, []).append(key)
    return {told: keys[0] for told, keys in found.items() if len(keys) == 1}


def _apart(new: Features, old: Features) -> bool:
    title = match_titles(new.title, old.title, cut=new.cut or old.cut, letters=(new.letters, old.letters))
    return bool(facts_contradict(new, old) or words_contradict(new, old, title, None)) or compare_references(new.references, old.references) is False
