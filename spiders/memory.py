"""What a visit knows of the last one, so that nothing is asked that is known: ETags, marks of what the list said, ages.

Marks are plain strings in ``Harvest.markers``: an address -> its ETag or date; "item ID" -> hour of its last reading and a
digest of what the list said of it; "left ID" -> the same of what the member's filter left out; "probe ID" -> hour.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from spiders.platform import Follow

#: A page whose list says that it is as it was is read all the same after so many hours, spread evenly by its id:
#: marks are often not kept, and rows say little.
OLDEST, SPREAD = 96, 96
#: The page of a posting that left a window of the newest is asked at most once in so many hours.
PROBE_AGAIN = 24


@dataclass
class Memory:
    """``known`` are open postings (id -> address), ``closed`` ids that were read and closed, ``due`` ids whose deadline is near."""

    version: str
    now: datetime
    marks: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    closed: Collection[str] = ()
    due: Collection[str] = ()
    new: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.marks.get("version") != self.version:
            self.marks = {}
        self.new["version"] = self.version

    @property
    def hour(self) -> int:
        return int(self.now.timestamp() // 3600)

    def condition(self, follow: Follow, address: str) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110 section 13), where all that the answer led to is known and none of it is old."""
        safe = follow.external_id in self.known if follow.role == "detail" else self.marks.get("lists") == "1" and not self._any_due()
        mark = self.marks.get(address)
        if not safe or not mark:
            return {}
        return {"If-None-Match" if mark.startswith(('"', "W/")) else "If-Modified-Since": mark}

    def answered(self, address: str, mark: str | None) -> None:
        """Remember the ETag or the date of an answer."""
        if mark:
            self.new[address] = mark

    def listed(self, item: Follow) -> str:
        """What is to be done about a posting that the list leads to: "read" its page, "kept" as it was, or "left" out."""
        key, said = item.external_id, self._said(item)
        for kind in ("item", "left"):
            hour, _, before = self.marks.get(f"{kind} {key}", "").partition(" ")
            if before == said and (kind == "left" or key in self.known or key in self.closed) and not self._is_due(key, int(hour)):
                self.new[f"{kind} {key}"] = f"{hour} {said}"
                return "kept" if kind == "item" else "left"
        self.new[f"item {key}"] = f"{self.hour} {said}"
        return "read"

    def left_out(self, key: str) -> None:
        """The filter left out a posting that was read."""
        if mark := self.new.pop(f"item {key}", None):
            self.new[f"left {key}"] = mark

    def forget(self, key: str) -> None:
        """The page of a posting could not be read: it is asked again."""
        self.new.pop(f"item {key}", None)

    def to_probe(self, missing: Collection[str], most: int) -> list[str]:
        """Which postings that left a window are asked now: those that waited longest."""
        ages = {key: int(self.marks.get(f"probe {key}", "0")) for key in missing}
        chosen = sorted((key for key in missing if self.hour - ages[key] >= PROBE_AGAIN), key=lambda key: (ages[key], key))[:most]
        self.new |= {f"probe {key}": str(self.hour if key in chosen else ages[key]) for key in missing if key in chosen or ages[key]}
        return chosen

    def _said(self, item: Follow) -> str:
        said = json.dumps([item.url, item.marker, item.draft], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def _any_due(self) -> bool:
        """Whether a page is to be read again: an unchanged list would not lead to it."""
        return any(self._is_due(name.partition(" ")[2], int(mark.partition(" ")[0])) for name, mark in self.marks.items() if name.startswith(("item ", "left ")))

    def _is_due(self, key: str, hour: int) -> bool:
        spread = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % SPREAD
        return key in self.due or self.hour - hour >= OLDEST + spread
