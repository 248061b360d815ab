"""What a platform says when it is asked whose portal a page gives away (``Platform.locate``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from spiders.look import Lead, Look
from spiders.manners import is_private_literal


@dataclass(frozen=True)
class Candidate:
    """A portal that a page may have given away; true only when a posting came out of it (spiders/detect.py).

    ``weight`` is how much speaks for it: 90 an address that only this platform has, 80 its markup, 20 a mere attempt. ``missing`` names what an operator must find out: then it is recognised and cannot be proven.
    """

    platform: str
    portal: str
    why: str
    where: str
    weight: int = 80
    params: Mapping[str, Any] = field(default_factory=dict)
    api_base: str | None = None
    note: str = ""
    missing: str = ""

    @property
    def key(self) -> str:
        return f"{self.platform} {self.portal} {self.api_base} {dict(self.params)}"


#: A portal, or an address that is worth a look because it will tell.
Found = Candidate | Lead


def origin(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def played_at(url: str) -> str | None:
    """Where a vendor's fixed host is played: in development a private address stands for it, else it is the vendor's."""
    return origin(url) if is_private_literal(urlsplit(url).hostname or "") else None


__all__ = ["Candidate", "Found", "Lead", "Look", "origin", "played_at"]
