"""The static twin of the web app: every file, and what it is a function of. Nobody there reads a query string: lists are files too."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, partial
from pathlib import Path

from pipeline.issues import next_issue
from pipeline.model import Query, ResultPage, Vacancy
from pipeline.normalise.dates import BERLIN
from render import feeds, figures, lists, pages, views
from render.answers import PROGRAM
from render.asking import Parameters, parse
from render.block import FORMATS, Options, cut_off, make_block
from render.block import render as render_block
from render.site import Site
from render.snapshot import Snapshot
from render.stock import Stock

ALL_FEEDS = "/feed"
_BLOCK_NAMES = {"doc": "doc.html"}


@dataclass(frozen=True)
class File:
    """A file and how it is made. The same ``key`` gives the same bytes; without one it must be made to know."""

    name: str
    make: Callable[[], bytes]
    key: str = ""


@dataclass(frozen=True)
class Listing:
    """A list as the twin shows it: pages at ``path``, feeds at ``feeds``."""

    label: str
    path: str
    feeds: str
    parameters: Parameters
    word: str = "offene"

    def title(self, total: int) -> str:
        """"Sachsen: 12 offene Stellen"."""
        number = f"{total} {self.word} {'Stelle' if total == 1 else 'Stellen'}" if total else f"zurzeit keine {self.word}n Stellen"
        return f"{self.label}: {number}" if self.label else number[:1].upper() + number[1:]

    @property
    def feed_title(self) -> str:
        return self.label if self.feeds != ALL_FEEDS else "Alle offenen Stellen"

    def address(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path}seite/{number}/"


@cache
def program() -> str:
    """Changes with the code and the templates of which files are made."""
    here = Path(__file__).parent
    sources = sorted(path for folder in (here, here.parent / "pipeline") for path in folder.rglob("*") if path.suffix in (".py", ".html"))
    return hashlib.sha256(b"".join([PROGRAM.encode(), *(path.read_bytes() for path in sources)])).hexdigest()


def files(stock: Stock, site: Site, now: datetime) -> Iterator[File]:
    """Every file of the static site. Where the status, a matter of the moment, would be, it says where to look."""
    return Twin(Snapshot(stock, now, site.consenting()), dataclasses.replace(site, static=True), now).files()


class Twin:
    """The files made of one snapshot."""

    def __init__(self, stock: Snapshot, site: Site, now: datetime) -> None:
        self.stock, self.site, self.now = stock, site, now
        self.ready = lists.ready_lists(stock.members(now))
        self.groups = [(heading, [(one, self._total(one.parameters)) for one in members]) for heading, members in lists.grouped(self.ready)]
        self.listings = [
            Listing("", "/", ALL_FEEDS, []),
            *(Listing(one.label, one.path, one.feeds, one.parameters) for one in self.ready),
            *(self._of_issue(day) for day in lists.issue_days(stock.today, stock.issues()))]
        self.base = f"{program()} {site}"

    def files(self) -> Iterator[File]:
        stock, site, now = self.stock, self.site, self.now
        yield File("style.css", partial(pages.static, "style.css"))
        yield File("icon.svg", partial(pages.static, "icon.svg"))
        if (theme := site.theme) is not None:
            yield File("theme.css", lambda: theme)
        yield File("feeds/index.html", lambda: pages.feeds_page(stock, site, now))
        yield File("feeds.opml", lambda: lists.opml(self.ready, site))
        yield File("mitglieder/index.html", lambda: pages.members_page(stock, site, now))
        yield File("status/index.html", lambda: pages.static_status_page(site))
        yield File("zahlen/index.html", lambda: figures.figures_page(stock, site, now))
        yield File("zahlen.csv", lambda: figures.figures_csv(stock, site, now))
        yield File("robots.txt", lambda: pages.robots(site))
        yield File("sitemap.xml", lambda: pages.sitemap(((v.id, v.changed_at) for v in stock.vacancies), site, [listing.path for listing in self.listings[1:]]))
        for listing in self.listings:
            yield from self._pages(listing)
        for form in pages.FEEDS:
            yield self._feed(f"/feed.{form}", [], partial(pages.feed, stock, site, form, [], now))
            for one in self.ready:
                yield self._feed(f"{one.feeds}.{form}", one.parameters, partial(pages.ready_feed, stock, site, form, one, now), one.label)
        for vacancy in stock.vacancies:
            yield from self._vacancy(vacancy)
        for vacancy in stock.ended:
            yield self._page_of(vacancy)
        block = make_block(stock, Options(day=next_issue(stock.today, stock.issues())), site, now)
        for form in FORMATS:
            yield File(f"v1/newsletter/block.{_BLOCK_NAMES.get(form, form)}", partial(render_block, block, form))

    def _total(self, parameters: Parameters) -> int:
        return self.stock.search(parse(parameters, self.stock.today)).total

    def _of_issue(self, day: date) -> Listing:
        """The news of an issue: what the last line of its block counts."""
        since, until = cut_off(self.stock, day), datetime.combine(day, time.max, BERLIN)
        parameters = [(name, instant.astimezone(UTC).isoformat().replace("+00:00", "Z")) for name, instant in (("seit", since), ("bis", until))]
        return Listing(f"Newsletter vom {views.long_date(day)}", lists.issue_path(day), ALL_FEEDS, parameters, "neue")

    def _key(self, *parts: object) -> str:
        return hashlib.sha256("\n".join([self.base, *map(str, parts)]).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _digests(self, vacancies: Sequence[Vacancy]) -> str:
        return " ".join(self.stock.digests[v.id] for v in vacancies)

    def _pages(self, listing: Listing) -> Iterator[File]:
        query = parse(listing.parameters, self.stock.today)
        total = self.stock.search(query).total
        for number in range(1, max(1, -(-total // query.page_size)) + 1):
            asked = query.model_copy(update={"page": number})
            result = self.stock.search(asked)
            key = self._key(self.stock.today, listing, self.groups, number, total, self._digests(result.vacancies))
            yield File(f"{listing.address(number)}index.html".lstrip("/"), partial(self._page, listing, asked, result), key)

    def _page(self, listing: Listing, query: Query, result: ResultPage) -> bytes:
        return pages.page("list.html", self.site, layout="base.html", is_fragment=False, base=self.site.prefix, tried=[], query=query, page=result, heading=listing.title(result.total), today=self.stock.today, tags=[], page_link=lambda number:
                          self.site.prefix + listing.address(number), path=listing.path, feeds=listing.feeds, feed_title=listing.feed_title, groups=self.groups)

    def _feed(self, path: str, parameters: Parameters, make: Callable[[], bytes], label: str = "") -> File:
        shown = self.stock.search(parse(parameters, self.stock.today).model_copy(update={"page_size": feeds.MOST})).vacancies
        return File(path.lstrip("/"), make, self._key(path, label, self._digests(shown)))

    def _vacancy(self, vacancy: Vacancy) -> Iterator[File]:
        yield self._page_of(vacancy)
        if vacancy.valid_through is not None:
            yield File(f"stelle/{vacancy.id}.ics", lambda: feeds.deadline_ics(vacancy, self.site) or b"", self._key(self.stock.digests[vacancy.id]))

    def _page_of(self, vacancy: Vacancy) -> File:
        return File(f"stelle/{vacancy.id}/index.html", lambda: pages.vacancy_page(self.stock, self.site, vacancy, self.now)[1], self._key(self.stock.today, self.stock.digests[vacancy.id]))
