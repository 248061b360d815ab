"""Lists in plain HTML, described by CSS selectors: TYPO3, Government Site Builder, home-made pages; PDF ads as title and link.

Source: the page itself. Params, selectors inside the row unless said otherwise, each may end with ``::attr(name)``: ``row`` (one
entry, required), ``title``, ``link`` (by default the first link), ``place``, ``until``, ``posted``, ``department``; of the whole
page: ``next`` (links among which the next page is), ``total`` (where the page counts its entries), ``text`` (the ad on its own
page); ``empty`` (words by which the page says that there is nothing).
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.links import external_id
from spiders.page import Page
from spiders.paging import count_in, next_page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError

#: Words of links that are no titles.
_MORE = re.compile(r"^\W*(?:(?:hier )?(?:mehr|weiter\w*|details?|zur stelle\w*|zum stellenangebot|anzeigen?|ansehen|lesen|download\w*|herunterladen|pdf|ausschreibung)\b[\w\s:.,()»>›-]{0,30})?$", re.IGNORECASE)


class Portal(Platform):
    params = ("row", "title", "link", "place", "until", "department", "next", "text", "empty", "total", "posted")
    required = ("row",)
    selectors = tuple(name for name in params if name != "empty")

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        params = source.params
        if not params.get("row"):
            raise UnreadableError("platform html needs params.row, the CSS selector of one entry")
        rows = [row for row in page.selector.css(str(params["row"])) if not (row.css("th") and not row.css("td"))]
        says_none = bool(params.get("empty")) and " ".join(str(params["empty"]).lower().split()) in " ".join(page.text.lower().split())
        if not rows and not says_none:
            raise UnreadableError(f"no entry {params['row']!r} on the page, and not the words of params.empty")
        total = count_in(_words(page.selector, params["total"])) if params.get("total") else None if rows else 0
        if total is not None:
            yield Total(total)
        elif params.get("total"):
            yield Problem(code="keys_lost", message="no count where params.total says", where=page.url)
        for number, row in enumerate(rows):
            yield from self._row(page, source, row, f"{page.url} [{number}]")
        if params.get("next") and (url := next_page(page, page.selector.css(str(params["next"])))):
            yield Follow(_plain(url))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        text = page.ad(str(source.params.get("text") or "main"))
        if text is None:
            yield Problem(code="no_posting", message="the page has no ad where params.text says", where=page.url)
            return
        yield from self.posting(page, source, {**follow.draft, "description_html": text, "url": follow.url, "external_id": follow.external_id})

    def _row(self, page: Page, source: Source, row: Selector, where: str) -> Iterator[Item]:
        params = source.params
        href, said, inside = _link(row, str(params.get("link") or ""))
        heading = inside or _words(row, "h1, h2, h3, h4, h5, h6")
        title = _words(row, params["title"]) if params.get("title") else heading if inside or _MORE.match(said) else said
        if not title and not params.get("title"):
            title = " ".join(" ".join(row.css("::text").getall()).split())
        if not href or not title:
            yield Problem(code="record_unreadable", message="an entry without link or title", where=where)
            return
        url = _plain(page.join(href))
        draft: dict[str, Any] = {"title": title, "locations": _all(row, params.get("place")), "valid_through": german_day(_words(row, params.get("until"))),
                                 "date_posted": german_day(_words(row, params.get("posted"))), "department": _words(row, params.get("department"))}
        if params.get("text") and not urlsplit(url).path.lower().endswith((".pdf", ".doc", ".docx", ".odt")):
            yield Follow(url, role="detail", external_id=external_id(url), draft=draft)
        else:
            yield from self.posting(page, source, {**draft, "url": url, "external_id": external_id(url)}, where)


def _link(row: Selector, query: str) -> tuple[str, str, str]:
    """Address, words and heading of the first link that leads to a page; the row itself may be the link."""
    if "::" in query:
        return next((text.strip() for text in row.css(query).getall() if text.strip()), ""), "", ""
    found = row.css(query or "a")
    for link in [*found, *found.css("a"), row]:
        href = (link.attrib.get("href") or "").strip()
        if href and not re.match(r"#|javascript:|mailto:|tel:|data:", href, re.IGNORECASE):
            return href, " ".join(" ".join(link.css("::text").getall()).split()), _words(link, "h1, h2, h3, h4, h5, h6")
    return "", "", ""


def _all(row: Selector, query: Any) -> list[str]:
    """The words of everything that ``query`` finds; what is inside another find is said once."""
    if not query:
        return []
    found = row.css(str(query))
    texts = found.getall() if "::" in str(query) else [" ".join(node.css("::text").getall()) for node in found]
    return list(dict.fromkeys(words for text in texts if (words := " ".join(text.split()))))


def _words(row: Selector, query: Any) -> str:
    """The first words that ``query`` finds: a broken nesting leaves empty elements."""
    return next(iter(_all(row, query)), "")


def _plain(url: str) -> str:
    """Without the visitor's session."""
    return re.sub(r";jsessionid=[^?#/]*", "", url, flags=re.IGNORECASE)
