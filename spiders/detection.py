"""What detection found out about one member: the value that ``members detect`` prints and writes."""

from __future__ import annotations

from typing import Any, Literal

from pipeline.model import Value


class Target(Value):
    """Where to begin: the member's portal as far as known, its website, or any page. ``names`` are what the employer is called.

    ``asked`` are the operator's words. ``also`` are pages where to go on when the first leads nowhere.
    """

    url: str
    asked: str = ""
    also: list[str] = []
    key: str = ""
    names: list[str] = []


class Evidence(Value):
    """What was seen, and where."""

    seen: str
    where: str


class Proof(Value):
    """The posting that came out. ``count`` postings were in the list as far as it was read, ``total`` is the portal's own."""

    title: str
    url: str
    count: int
    total: int | None = None
    employers: list[str] = []


class Detection(Value):
    """Portal and platform of one target. ``confidence`` None: nothing that could be named.

    ``sure`` and ``likely`` are proven by a posting; ``unsure`` is what the pages suggest and nothing proved.
    """

    target: str
    key: str = ""
    start: str
    portal: str | None = None
    platform: str | None = None
    params: dict[str, Any] = {}
    api_base: str | None = None
    confidence: Literal["sure", "likely", "unsure"] | None = None
    evidence: list[Evidence] = []
    proof: Proof | None = None
    requests: int = 0
    needs_browser: bool = False
    notes: list[str] = []
    name: str = ""
    toml: str = ""

    @property
    def proven(self) -> bool:
        return self.proof is not None
