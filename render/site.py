"""How this installation presents itself to readers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Vacancy
from render import inert
from render.paytable import PayTable

#: The authority of feed identities (RFC 4151); a name, not an address: it outlives every host.
TAG_AUTHORITY, TAG_YEAR = "vitako.de", "2026"


@dataclass(frozen=True)
class Site:
    """Addresses and names of one installation. ``users``: role -> password hash. ``archived`` says whether a run's answers are kept.

    ``static``: made of files, nobody there reads a query string (docs/decisions/0009). ``theme`` is CSS of this installation: colours and
    logo, after ours (docs/einbetten.md). ``consenting`` gives the
    members who allow that the full text of their ads is shown. ``pay_tables`` explain pay grades on vacancies' pages.
    """

    public_url: str
    impressum_url: str | None = None
    datenschutz_url: str | None = None
    demo: bool = False
    users: dict[str, str] = field(default_factory=dict, repr=False)
    editor_mail: str | None = None
    archived: Callable[[str], bool] | None = field(default=None, repr=False)
    static: bool = False
    theme: bytes | None = None
    pay_tables: Sequence[PayTable] = ()
    consenting: Callable[[], Collection[str]] = field(default=frozenset, repr=False)

    @property
    def prefix(self) -> str:
        """The path under which the site lives, without a slash at its end."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def slash(self) -> str:
        """What ends the address of a page: as a file it is a folder with an index."""
        return "/" if self.static else ""

    def url(self, path: str) -> str:
        return self.public_url.rstrip("/") + path

    def absolute(self, vacancy: Vacancy) -> Vacancy:
        """The vacancy with the absolute address of its page here."""
        if vacancy.url.startswith("/"):
            return vacancy.model_copy(update={"url": self.url(vacancy.url)})
        return vacancy

    def outward(self, vacancy: Vacancy) -> dict[str, Any]:
        """The vacancy as programs get it (JSON): absolute address, addresses that may be linked only, every text inert."""
        value = self.absolute(vacancy).model_dump(mode="json")
        value |= {name: inert.address(value[name] or "") or empty for name, empty in (("employer_url", ""), ("apply_url", None))}
        value["postings"] = [{**posting, "url": inert.address(posting["url"])} for posting in value["postings"]]
        outward: dict[str, Any] = inert.values(value)
        return outward


def tag_uri(vacancy: Vacancy) -> str:
    """The lasting identity in feeds; a new round has its own."""
    round_ = f";round={vacancy.round}" if vacancy.round > 1 else ""
    return f"tag:{TAG_AUTHORITY},{TAG_YEAR}:stelle/{vacancy.id}{round_}"
