"""Where postings are remembered for matching; memory and database implement the same small protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.match.features import Features

#: At most this many postings of one key are compared, the newest first.
MOST_PER_KEY = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A posting that has its place: which vacancy, in which round."""

    features: Features
    vacancy: str
    round: int


class Index(Protocol):
    """What matching asks of its memory."""

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        """The entries stored under any of ``keys``, each once, in the order they were first put."""

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        """Remember ``entry`` under ``keys``; an entry of the same posting is replaced."""

    def not_same(self, one: str, other: str) -> bool:
        """Whether a person said that these two vacancies are not the same."""


class MemoryIndex:
    """The index in memory: for files and tests."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._keys: dict[int, list[str]] = {}
        self._of: dict[str, Sequence[int]] = {}
        self._order: dict[str, int] = {}
        self._apart: set[frozenset[str]] = set()

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        names = {name for key in keys for name in self._keys.get(key, [])[-MOST_PER_KEY:]}
        return [self._entries[name] for name in sorted(names, key=self._order.__getitem__)]

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        name = entry.features.posting
        for key in self._of.get(name, ()):
            self._keys[key].remove(name)
        self._entries[name] = entry
        self._order.setdefault(name, len(self._order))
        self._of[name] = tuple(dict.fromkeys(keys))
        for key in self._of[name]:
            self._keys.setdefault(key, []).append(name)

    def separate(self, one: str, other: str) -> None:
        self._apart.add(frozenset((one, other)))

    def not_same(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._apart
