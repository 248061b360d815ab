"""Employers and their portals, as the registry states them."""

from __future__ import annotations

from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import model_validator

from pipeline.model.value import Value

#: The platform of what people enter by hand (docs/members.md).
MANUAL = "manual"


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


class Source(Value):
    """One portal of one member; ``key`` is the namespace of ``external_id``."""

    key: str
    member: str
    employer: str
    aliases: list[str] = []
    portal: str
    platform: str
    api_base: str | None = None
    params: dict[str, Any] = {}
    filter: dict[str, list[str]] = {}

    @property
    def host(self) -> str:
        """The host that serves the list; members that share it fail together."""
        return urlsplit(self.api_base or self.portal).hostname or ""

    @model_validator(mode="after")
    def _portal_is_http(self) -> Self:
        if self.platform == MANUAL:
            return self
        if not self.portal.startswith(("http://", "https://")):
            raise ValueError(f"portal of {self.key} must begin with http:// or https://, not {self.portal!r}")
        for address in filter(None, (self.portal, self.api_base)):
            if not _has_host(address):
                raise ValueError(f"{address!r} of {self.key} is no web address: https://HOST/... is needed")
        return self


class Member(Value):
    """One employer of the registry, as ``members.toml`` states it; see docs/members.md for each key."""

    key: str
    name: str
    short_name: str
    city: str | None = None
    state: str | None = None
    legal_form: str | None = None
    website: str | None = None
    portal: str | None = None
    platform: str | None = None
    enabled: bool = False
    api_base: str | None = None
    params: dict[str, Any] = {}
    filter: dict[str, list[str]] = {}
    aliases: list[str] = []
    portals: list[dict[str, Any]] = []
    minimum: int | None = None
    none_is_normal: bool = False
    every: str = "6h"
    full_text: bool = False
    consent: str | None = None
    status: dict[str, Literal["seen", "inferred", "recalled", "unknown"]] = {}

    def sources(self) -> list[Source]:
        """What this member has: its main portal under the member's key, further ones as ``key.2`` ..., ``key.manual``
        where the registry says that people enter its ads."""
        platforms = [self.platform, *(portal.get("platform") for portal in self.portals)]
        found = [self.manual_source()] if MANUAL in platforms else []
        if self.portal and self.platform and self.platform != MANUAL:
            found.append(Source(
                key=self.key, member=self.key, employer=self.name, aliases=self.aliases, portal=self.portal,
                platform=self.platform, api_base=self.api_base, params=self.params, filter=self.filter))
        return found + [
            Source.model_validate({"key": f"{self.key}.{n}", "member": self.key, "employer": self.name,
                                   "aliases": self.aliases, "filter": self.filter, **portal})
            for n, portal in enumerate(self.portals, start=2) if portal.get("platform") != MANUAL
        ]

    def manual_source(self) -> Source:
        """The source of ads that people enter for this member; any member may have some, also beside a portal."""
        return Source(key=f"{self.key}.{MANUAL}", member=self.key, employer=self.name, aliases=self.aliases,
                      portal=self.portal or self.website or "", platform=MANUAL)

    def owns(self, source: str) -> bool:
        """Whether ``source`` is one of this member's."""
        return source in {self.key, f"{self.key}.{MANUAL}"} or any(known.key == source for known in self.sources())
