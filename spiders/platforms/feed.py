"""RSS and Atom: as the whole stock or as a window of the newest.

Source: RSS 2.0 and RFC 4287, read by feedparser. Params: ``stock = true`` says that the feed holds everything that is open;
without it the feed is a window, in which absence means nothing.
"""

from collections.abc import Iterator
from typing import Any

import feedparser

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Item, Platform, UnreadableError, Window


class Portal(Platform):
    fingerprints = (r"^[^\n]*\n\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b",)

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        feed = feedparser.parse(page.body, response_headers={"content-location": page.url})
        if not feed.get("version"):
            raise UnreadableError("no RSS and no Atom feed")
        # A missing or odd charset or content type says nothing of the feed itself.
        if feed.bozo and not isinstance(feed.bozo_exception, (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)):
            yield Problem(code="truncated", message=f"the feed is not well-formed: {feed.bozo_exception}", where=page.url)
        if source.params.get("stock") is not True:
            yield Window()
        for number, entry in enumerate(feed.entries):
            yield from self.posting(page, source, self.fields(entry), f"{page.url} item[{number}]")

    def fields(self, entry: Any) -> dict[str, Any]:
        """One entry's values under the names of ``Posting``."""
        content = entry.get("content") or [{}]
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        return {
            "external_id": entry.get("id") or entry.get("link"), "title": entry.get("title"), "url": entry.get("link") or entry.get("id"),
            "description_html": max(content[0].get("value") or "", entry.get("summary") or "", key=len),
            "date_posted": berlin_day(f"{when.tm_year}-{when.tm_mon:02}-{when.tm_mday:02}T{when.tm_hour:02}:{when.tm_min:02}:00+00:00") if when else None,
            "locations": [text for text in [entry.get("location") or entry.get("g_location")] if isinstance(text, str) and text],
        }
