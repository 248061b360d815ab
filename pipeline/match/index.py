"""Where postings are remembered for matching; memory and database implement the same small protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.match.features import Features
from pipeline.match.keys import stored_keys

#: At most this many postings of one key are compared, the newest first.
MOST_PER_KEY = 12
#: At most this many postings of one vacancy are compared, the newest first.
MOST_OF_VACANCY = 8


class Entry(NamedTuple):
    """A posting that has its place: which vacancy, in which round, by which rule; ``fixed`` where a person put it there."""

    features: Features
    vacancy: str
    round: int
    rule: str = "new"
    fixed: bool = False


class Index(Protocol):
    """What matching asks of its memory."""

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        """The newest postings of the vacancies found under any of ``keys``, each once, in the order first put."""

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        """Remember ``entry`` under ``keys``; an entry of the same posting is replaced, and stays fixed where it was."""

    def merge(self, survivor: str, other: str) -> None:
        """The postings of ``other`` are those of ``survivor`` from now on."""

    def move(self, posting: str, vacancy: str, round_: int) -> None:
        """The posting with this key is ``vacancy``'s from now on, in this round."""

    def not_same(self, one: str, other: str) -> bool:
        """Whether a person said that these two vacancies are not the same."""


class MemoryIndex:
    """The index in memory: for files and tests."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._numbers: dict[str, int] = {}
        # Most keys have one posting, and a list for each would take most of the memory.
        self._keys: dict[int, int | list[int]] = {}
        self._vacancies: dict[str, list[int]] = {}
        self._apart: set[frozenset[str]] = set()

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        found: set[int] = set()
        known = self._keys
        for key in keys:
            if key in known:
                numbers = known[key]
                if isinstance(numbers, int):
                    found.add(numbers)
                else:
                    found.update(numbers[-MOST_PER_KEY:])
        entries = self._entries
        members = set(found)
        for vacancy in {entries[number].vacancy for number in found}:
            members.update(self._vacancies[vacancy][-MOST_OF_VACANCY:])
        return [entries[number] for number in sorted(members)]

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        number = self._numbers.setdefault(entry.features.posting, len(self._entries))
        if number < len(self._entries):
            before = self._entries[number]
            for key in set(stored_keys(before.features)):
                self._remove(key, number)
            self._vacancies[before.vacancy].remove(number)
            self._entries[number] = entry._replace(fixed=before.fixed)
        else:
            self._entries.append(entry)
        known = self._keys
        for key in dict.fromkeys(keys):
            numbers = known.get(key)
            if numbers is None:
                known[key] = number
            elif isinstance(numbers, int):
                known[key] = [numbers, number]
            else:
                numbers.append(number)
        members = self._vacancies.setdefault(entry.vacancy, [])
        members.append(number)
        members.sort()

    def _remove(self, key: int, number: int) -> None:
        numbers = self._keys[key]
        if isinstance(numbers, int):
            del self._keys[key]
        else:
            numbers.remove(number)

    def merge(self, survivor: str, other: str) -> None:
        moved = self._vacancies.pop(other, [])
        for number in moved:
            self._entries[number] = self._entries[number]._replace(vacancy=survivor)
        self._vacancies[survivor] = sorted(self._vacancies.get(survivor, []) + moved)
        self._apart = {frozenset(survivor if name == other else name for name in pair) for pair in self._apart}

    def move(self, posting: str, vacancy: str, round_: int) -> None:
        number = self._numbers[posting]
        self._vacancies[self._entries[number].vacancy].remove(number)
        self._entries[number] = self._entries[number]._replace(vacancy=vacancy, round=round_)
        self._vacancies[vacancy] = sorted([*self._vacancies.get(vacancy, []), number])

    def separate(self, one: str, other: str) -> None:
        """Remember that these two are not the same."""
        self._apart.add(frozenset((one, other)))

    def not_same(self, one: str, other: str) -> bool:
        return bool(self._apart) and frozenset((one, other)) in self._apart
