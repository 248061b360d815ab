"""Haufe Umantis (Abacus Umantis): HTML list with ten rows a page, HTML job pages without JSON-LD.

Source: markup of public recruitingapp pages (Jobs/All, Vacancies/{id}/Description/{language}) and of clients that read them;
nothing is documented. What a row says is told by its labels or icons: each customer orders them anew.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.locating import origin
from spiders.page import Page
from spiders.paging import with_query
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, whole

PAGE_SIZE = 10
_JOB = re.compile(r"/Vacancies/(\d+)/Description/(\d+)")
#: What a label says its value is; the first that fits.
_LABELS = {
    "locations": r"(?:^|arbeits|dienst|anstellungs|einsatz|stand)orte?\b|location|place", "department": r"abteilung|bereich|department|organisation|direktion|\bamt\b",
    "valid_through": r"frist|schluss|bewerb\w* bis|deadline", "date_posted": r"online|publi|veröffentlich|erschienen|datum|seit|posted|date\b",
    "employment_type": r"art\b|pensum|umfang|type\b|beschäftig|workload",
}
_ICONS = {"locations": r"icon-(?:location|place|pin|map|ort|city)", "employment_type": r"icon-jobtype", "date_posted": r"icon-(?:date|calendar|time)", "department": r"icon-department"}


class Portal(Platform):
    fingerprints = (r"\.umantis\.com", r"globalUmantisParams", r"HSTableLinkSubTitle")
    addresses = (r"//(?!www\.)[\w-]+(?:\.de|\.ch)?\.umantis\.com", r"/Vacancies/\d+/(?:Description|Application)", r"/Jobs/(?:All|\d+)(?:[?#]|$)")
    marks = (r"globalUmantisParams", r"HSTableLinkSubTitle", r"<table-navigation\b", r"(?:src|href)=[\"'][^\"']*umantis\.com/")
    usual_path = "/Jobs/All"

    def portal_of(self, url: str) -> str:
        listed = re.search(r"/Jobs/(?:All|\d+)", urlsplit(url).path)
        return f"{origin(url)}{listed[0] if listed else '/Jobs/All'}"

    def start(self, source: Source) -> list[Follow]:
        path = urlsplit(source.portal).path
        return [Follow(self.home(source) if "/Jobs" in path else f"{self.base(source)}/Jobs/All")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        links = page.selector.css("a.HSTableLinkSubTitle")
        state = _state(page)
        if not links and not state and not page.selector.css("table-navigation, .tableaslist, .table-as-list"):
            raise UnreadableError("no list of vacancies (HSTableLinkSubTitle, table-navigation)")
        if (total := whole(state.get("TableTotalLines"))) is not None:
            yield Total(total)
        for link in links:
            found = _JOB.search(link.attrib.get("href", ""))
            if not found:
                yield Problem(code="record_unreadable", message="a row without a link to a vacancy", where=page.url)
                continue
            row = link.xpath("ancestor::*[self::tr or self::li[not(ancestor::tr)] or contains(@class,'contentrow')][1]")
            title = " ".join(" ".join(link.css("::text").getall()).split()) or link.attrib.get("aria-label", "")
            yield Follow(page.join(link.attrib["href"].split("?")[0]), role="detail", external_id=found[1], draft={"title": title, **_said(row)})
        if url := self._next(page, state, len(links), total):
            yield Follow(url)
        elif len(links) == PAGE_SIZE and not state and total is None and not re.search(r"[?&]tc\d+=p", page.url):
            yield Problem(code="limit_hit", message="a full page that tells no way to the next one (table-navigation)", where=page.url)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        if not found and not follow.draft:
            raise UnreadableError("not the address of a vacancy")
        yield from self.marked_up(page, source, follow, found[1] if found else None, ("#vacancyDescription", ".vacancy-description", "main", "#content", "body"),
                                  apply_url=page.selector.css("a[href*='/Application/']::attr(href)").get())

    def _next(self, page: Page, state: dict[str, Any], rows: int, total: int | None) -> str | None:
        """The address of the next page; none where the page itself says that it is the last, or is not the one that was asked for."""
        table = str(state.get("TableNr") or "") or next(iter(re.findall(r"\btc(\d+)=p\d+", page.text)), "")
        found = re.search(rf"[?&]tc{table}=p(\d+)", page.url)
        asked, last = int(found[1]) if found else 1, whole(state.get("TableTo"))
        if whole(state.get("TableCurrentPage")) not in (None, asked) or (total is not None and last is not None and last >= total) or not rows:
            return None
        link = state.get("NextLink")
        href = (link.get("EnhancedUrl") if isinstance(link, dict) else None) or page.selector.css("[data-pagination-next-href]::attr(data-pagination-next-href)").get()
        if href:
            return page.join(html.unescape(str(href)).split("#")[0])
        # Beyond the end the last page is shown again: it ends where an earlier one did. The first one shown again is no proof of an end.
        again = last is not None and PAGE_SIZE < last <= (asked - 1) * PAGE_SIZE
        more = (rows >= PAGE_SIZE or total is not None) and not again
        return with_query(page.url, **{f"tc{table}": f"p{asked + 1}"}) if table and more else None


def _state(page: Page) -> dict[str, Any]:
    """Where the table says that it stands."""
    for text in page.selector.css("table-navigation::attr(initial-data-string)").getall():
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    return {}


def _said(row: Any) -> dict[str, Any]:
    """A row's values under the names of ``Posting``."""
    found: dict[str, list[str]] = {}
    icons = " ".join(row.css("i::attr(class)").getall())
    for cell in row.css(".column-value, span[class*=tableaslist_element_]:not(:has(a)), span[class*=table-as-list_element_]:not(:has(a))"):
        label, value = _label(cell)
        name = next((name for name, pattern in _LABELS.items() if label and re.search(pattern, label, re.IGNORECASE)), None)
        icon = " ".join(cell.xpath("preceding-sibling::i[1]/@class | ../preceding-sibling::i[1]/@class").getall())
        if not label:
            name = next((name for name, pattern in _ICONS.items() if re.search(pattern, icon)), None)
            # Boards with one icon for "where" use this one for the place of work.
            name = "locations" if name == "department" and not re.search(_ICONS["locations"], icons) else name
        if name and value:
            found.setdefault(name, []).append(value)
    said: dict[str, Any] = dict(found)
    said |= {name: german_day(found[name][0]) for name in ("date_posted", "valid_through") if name in found}
    return {**said, "department": found["department"][0]} if "department" in found else said


def _label(cell: Selector) -> tuple[str, str]:
    """Label and value: "Arbeitsort" in a hidden element before it, or "| Arbeitsort: Kassel" in one."""
    value = " ".join(" ".join(cell.css("::text").getall()).split()).strip(" |")
    hidden = cell.xpath("string(preceding-sibling::*[contains(@class,'visually-hidden')][1])").get("") or cell.xpath("string(../*[contains(@class,'visually-hidden')][1])").get("")
    if hidden.strip():
        return hidden.strip(" :\n"), value.removeprefix(hidden.strip()).strip(" :")
    label, colon, rest = value.partition(":")
    return (label, rest.strip()) if colon and len(label) < 40 else ("", value)
