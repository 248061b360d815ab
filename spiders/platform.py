"""The base class of a platform: where to begin, and how a response becomes postings, further requests and doubts.

A platform does not crawl: it is given a ``Page`` and yields items. The same code reads live and saved responses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import ValidationError

from pipeline.model import Posting, Problem, Source, storable
from spiders.jobposting import fields_of, job_postings, own
from spiders.locating import Candidate, Found, Lead, Look, origin
from spiders.page import Page, UnreadableError

Role = Literal["list", "detail"]


@dataclass(frozen=True)
class Follow:
    """A further request. A detail names the posting it belongs to and may carry what the list said of it.

    ``marker`` is the list's own change marker: a detail whose marker is as it was is not fetched again. ``adds``: the
    answer only adds to the draft, which is a posting without it. ``counted``: the portal's own count says that this list page
    is there, so it may repeat what other lists showed. ``max_bytes``: a size limit other than the usual one.
    """

    url: str
    role: Role = "list"
    external_id: str = ""
    draft: Mapping[str, Any] = field(default_factory=dict)
    marker: str = ""
    adds: bool = False
    counted: bool = False
    max_bytes: int = 0
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The same id must come out of a list and out of the page that it leads to.
        object.__setattr__(self, "external_id", storable(self.external_id))


@dataclass(frozen=True)
class Total:
    """The portal's own count of its postings."""

    count: int


@dataclass(frozen=True)
class Window:
    """The list shows only the newest postings; absence means nothing in it."""


@dataclass(frozen=True)
class LeftOut:
    """An entry that the portal counts and that is no vacancy (a pool for applications, a job that takes none any more)."""

    external_id: str


Item = Posting | Follow | Total | Window | LeftOut | Problem


class Platform:
    """One portal software. Subclasses are named ``Portal`` and live in spiders/platforms."""

    #: Patterns in a page's address or source that give the platform away.
    fingerprints: ClassVar[tuple[str, ...]] = ()
    #: Patterns of addresses that only this platform has: hosts of the vendor's customers, typical paths. For detection.
    addresses: ClassVar[tuple[str, ...]] = ()
    #: Patterns in the markup of the platform's own pages, wherever they are served.
    marks: ClassVar[tuple[str, ...]] = ()
    #: The vendor's one host for all customers, where the interface is not the portal's own host; ``api_base`` leads elsewhere.
    vendor: ClassVar[str] = ""
    #: The path at which a portal answers, asked where nothing else helps; empty where there is no such path.
    usual_path: ClassVar[str] = ""
    #: The names of ``Source.params`` that it knows, and those among them without which it cannot read.
    params: ClassVar[tuple[str, ...]] = ()
    required: ClassVar[tuple[str, ...]] = ()
    #: Those of ``params`` that are CSS selectors, and those that are regular expressions.
    selectors: ClassVar[tuple[str, ...]] = ()
    patterns: ClassVar[tuple[str, ...]] = ()

    #: Status codes that its portals are known to answer once in a while: asked again.
    transient: ClassVar[frozenset[int]] = frozenset()
    #: What a status code of its lists means, for the operator.
    hints: ClassVar[Mapping[int, str]] = {}

    def __init__(self, name: str) -> None:
        self.name = name

    def start(self, source: Source) -> Iterable[Follow]:
        """The first requests; by default the portal's address."""
        return [Follow(self.home(source))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        """What a list page says."""
        yield from ()
        raise UnreadableError(f"platform {self.name} reads no lists")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        """What the page of one posting says; by default nothing that the list did not say."""
        yield from ()
        raise UnreadableError(f"platform {self.name} reads no pages of postings")

    @staticmethod
    def home(source: Source) -> str:
        """The portal's address; its path on the host of ``api_base`` where that is another one."""
        home, led = urlsplit(source.portal), urlsplit(source.api_base or source.portal)
        if led.netloc == home.netloc:
            return source.portal
        return f"{led.scheme}://{led.netloc}{led.path.rstrip('/')}{home.path}{'?' if home.query else ''}{home.query}"

    @staticmethod
    def base(source: Source, vendor: str = "") -> str:
        """Where the platform's interface is: ``api_base``, else the vendor's fixed host, else the portal's own."""
        parts = urlsplit(source.api_base or vendor or source.portal)
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/') if source.api_base or vendor else ''}"

    def recognises(self, page: Page) -> bool:
        """Whether a saved response is this platform's; by its fingerprints."""
        head = page.url + "\n" + page.text[:300_000]
        return any(re.search(pattern, head) for pattern in self.fingerprints)

    def locate(self, look: Look) -> Iterator[Found]:
        """Portals of this platform that a page gives away by its address, its links or its markup; pure."""
        known = False
        for lead in [Lead(look.url, kind="start", where=look.via or look.url), *look.leads]:
            if any(re.search(pattern, lead.url) for pattern in self.addresses):
                known = True
                yield from self.located(look, lead.url, f"{lead.kind} {lead.text!r} to {lead.url}" if lead.text else f"{lead.kind} to {lead.url}" if lead.kind != "start" else f"the address {lead.url}", 90)
        for pattern in self.marks:
            mention = pattern.startswith("(?:src|href)")  # a mere link to the vendor: perhaps to somebody else's portal
            if not (mention and known) and (found := re.search(pattern, look.markup)):
                yield from self.located(look, look.url, f"the page has {' '.join(found[0].split())[:80]!r}", 40 if mention else 80)
                break

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        """The portal to which an address of this platform belongs; by default the host's root."""
        yield self.candidate(look, self.portal_of(url), why, weight)

    def portal_of(self, url: str) -> str:
        """The address of the list, from any address of the portal."""
        return f"{origin(url)}/"

    def attempt(self, look: Look) -> Iterator[Candidate]:
        """What may be tried on a page that looks like a portal and tells nothing."""
        if self.usual_path:
            yield self.candidate(look, f"{origin(look.url)}/", f"{self.usual_path} was tried", 14)

    def candidate(self, look: Look, portal: str, why: str, weight: int, params: Mapping[str, Any] | None = None, api_base: str | None = None, note: str = "") -> Candidate:
        return Candidate(self.name, portal, why, look.url, weight, params or {}, api_base, note)

    def marked_up(self, page: Page, source: Source, follow: Follow, external_id: str | None = None, text: Sequence[str] = (), **more: Any) -> Iterator[Item]:
        """The posting of a page with schema.org markup; the list's draft fills what the page does not state.

        Without markup, and where ``text`` says where the ad stands: the draft and the text, if that is the page of this job.
        """
        records, problems = job_postings(page)
        yield from problems
        record, fields = own(records, page, str(follow.draft.get("title") or "")), {}
        if record:
            fields = {key: value for key, value in fields_of(record, page).items() if value}
        elif text and (heading := _heading(page, follow)):
            fields = {"title": heading, "description_html": page.ad(*text)}
        else:
            yield Problem(code="no_posting", message="the page has no JobPosting", where=page.url)
            return
        yield from self.posting(page, source, {**follow.draft, **fields, **more, "url": follow.draft.get("url") or follow.url, "external_id": follow.external_id or external_id})

    def without(self, source: Source, follow: Follow) -> Iterator[Item]:
        """The posting of a follow-up whose answer would only have added to it and did not come: what list and page said."""
        yield from self.posting(Page(follow.url, b""), source, {**follow.draft, "external_id": follow.external_id})

    def posting(self, page: Page, source: Source, record: Mapping[str, Any], where: str = "") -> Iterator[Item]:
        """A posting of ``record``, or the problem that says why it is none."""
        values = {key: value for key, value in record.items() if value not in (None, "", [], {})}
        place = where or str(values.get("external_id") or values.get("url") or page.url)
        title = str(values.get("title") or "").strip()
        if not title:
            yield Problem(code="record_unreadable", message="a posting without a title", where=f"{page.url} {place}".strip())
            return
        url = page.join(str(values.get("url") or page.url))
        if urlsplit(url).scheme not in ("http", "https", "file"):
            yield Problem(code="record_unreadable", message=f"a posting with the address {url[:100]!r}", where=page.url)
            return
        for name in ("apply_url",):
            if values.get(name):
                absolute = page.join(str(values[name]))
                values[name] = absolute if urlsplit(absolute).scheme in ("http", "https", "mailto") else None
        try:
            yield Posting.model_validate({**values, "title": title, "url": url, "id": url, "source": source.key})
        except ValidationError as error:
            first = error.errors()[0]
            yield Problem(code="record_unreadable", message=f"{first['loc'][0] if first['loc'] else '?'}: {first['msg']}", where=place)


def _heading(page: Page, follow: Follow) -> str:
    """The title of a page without markup: what the list called it, if the page says so too; without a list, its heading."""
    shown = " ".join(" ".join(page.selector.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()).split()).casefold()
    title = " ".join(str(follow.draft.get("title") or "").split())
    if title:
        return title if title.casefold() in shown else ""
    return " ".join(" ".join(page.selector.css("h1")[:1].css("::text").getall()).split())


def whole(value: Any) -> int | None:
    """A count as portals write it: 230, "230", "1.230"; None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = re.sub(r"(?<=\d)[.,\s’'](?=\d{3}(?!\d))", "", value.strip()) if isinstance(value, str) else ""
    return int(text) if text.isdecimal() else None


def shape_problems(record: Mapping[str, Any], known: Iterable[str], required: Iterable[str], where: str) -> Iterator[Problem]:
    """Schema drift, named: keys never seen in this format, and keys that should be there."""
    lost = [key for key in required if key not in record]
    if lost:
        yield Problem(code="keys_lost", message=f"expected {', '.join(sorted(lost))}", where=where)
    unknown = sorted(set(record) - set(known) - {"@context", "@type"})
    if unknown:
        yield Problem(code="keys_unknown", message=f"not seen before: {', '.join(unknown[:12])}", where=where)


def records_of(value: Any, known: Iterable[str], required: Iterable[str], where: str) -> Iterator[tuple[dict[str, Any], str] | Problem]:
    """The records of a list with where they stand; broken ones, and keys that the whole list lost or gained, as problems."""
    if not isinstance(value, list):
        raise UnreadableError(f"{where}: a list of postings was expected, not {type(value).__name__}")
    records = [(item, f"{where} [{number}]") for number, item in enumerate(value)]
    good = [(item, place) for item, place in records if isinstance(item, dict) and item]
    for item, place in records:
        if not (isinstance(item, dict) and item):
            yield Problem(code="record_unreadable", message=f"an entry that is no record: {str(item)[:60]}", where=place)
    if good:
        merged = {key: None for item, _ in good for key in item}
        yield from shape_problems(merged, known, required, where)
    yield from good


__all__ = ["Follow", "Item", "LeftOut", "Page", "Platform", "Total", "UnreadableError", "Window", "records_of", "shape_problems", "whole"]
