"""Turns that a portal's stock can take on request, beside what happens by itself: births, deaths, a relaunch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from spiders.samples.world import Ad, World

#: Names that the control endpoint takes beside the faults of docs/samples.md.
TURNS = ("births", "deaths", "relaunch")
#: How many ads are born or die at a turn.
COUNT = 3
#: A relaunched portal gives every job a new number.
NEW_NUMBERS = 50_000_000


class TurnedWorld(World):
    """A world some of whose employers took a turn; ``turns``: employer -> name, may change while it is used."""

    def __init__(self, world: World, turns: Mapping[str, str]) -> None:
        super().__init__(world.seed, world.employers)
        self.turns = turns

    def ads(self, key: str, day: date) -> list[Ad]:
        """What ``key`` advertises on ``day``, with its turn."""
        ads, turn = super().ads(key, day), self.turns.get(key, "")
        if turn == "deaths":
            return ads[:-COUNT]
        if turn == "relaunch":
            return [replace(ad, number=ad.number + NEW_NUMBERS) for ad in ads]
        if turn == "births" and self.by_key[key].style != "joint":
            employer = self.by_key[key]
            return ads + [self.ad(employer, employer.count + extra, day) for extra in range(COUNT)]
        return ads
