"""Lists in plain HTML, described by CSS selectors: TYPO3, Government Site Builder, home-made pages; PDF ads as title and link.

Source: the page itself. Params: ``row`` (selector of one entry, required), ``title``, ``link``, ``place``, ``until``,
``department`` (selectors inside the row; by default the first link), ``next``, ``text`` (selector of the ad on its own page),
``empty`` (words by which the page says that there is nothing).
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError
from spiders.platforms.jsonld import external_id


class Portal(Platform):
    def read(self, page: Page, source: Source) -> Iterator[Item]:
        params = source.params
        if not params.get("row"):
            raise UnreadableError("platform html needs params.row, the CSS selector of one entry")
        rows = page.selector.css(str(params["row"]))
        if not rows and not (params.get("empty") and str(params["empty"]).lower() in page.text.lower()):
            raise UnreadableError(f"no entry {params['row']!r} on the page, and not the words of params.empty")
        for number, row in enumerate(rows):
            link = row.css(str(params.get("link") or "a"))[:1]
            href = link.attrib.get("href") or row.attrib.get("href")
            title = _words(row.css(str(params["title"]))[:1]) if params.get("title") else _words(link) or _words(row)
            if not href or not title:
                yield Problem(code="record_unreadable", message="an entry without link or title", where=f"{page.url} [{number}]")
                continue
            url = page.join(href)
            draft: dict[str, Any] = {"title": title, "locations": [_words(p) for p in row.css(str(params["place"]))] if params.get("place") else [],
                                     "valid_through": german_day(_words(row.css(str(params["until"]))[:1])) if params.get("until") else None,
                                     "department": _words(row.css(str(params["department"]))[:1]) if params.get("department") else None}
            if params.get("text") and not urlsplit(url).path.lower().endswith(".pdf"):
                yield Follow(url, role="detail", external_id=external_id(url), draft=draft)
            else:
                yield from self.posting(page, source, {**draft, "url": url, "external_id": external_id(url)}, f"{page.url} [{number}]")
        if params.get("next"):
            for href in page.selector.css(str(params["next"])).css("::attr(href)").getall()[:1]:
                yield Follow(page.join(href))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        text = page.selector.css(str(source.params.get("text") or "main"))[:1].get()
        if text is None:
            yield Problem(code="no_posting", message="the page has no ad where params.text says", where=page.url)
            return
        yield from self.posting(page, source, {**follow.draft, "description_html": text, "url": follow.url, "external_id": follow.external_id})


def _words(found: Any) -> str:
    return " ".join(" ".join(found.css("::text").getall()).split())
