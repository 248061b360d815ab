"""RSS and Atom: as the whole stock or as a window of the newest.

Source: RSS 2.0, RSS 1.0, RFC 4287, read by feedparser; RFC 5005 for feeds in several pages. Params: ``stock = true`` says that the
feed holds everything that is open; without it the feed is a window, in which absence means nothing. Authors are left out.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import feedparser
from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import berlin_day, german_day
from spiders.links import external_id
from spiders.page import Page
from spiders.paging import cut_off
from spiders.platform import Follow, Item, Platform, UnreadableError, Window


class Portal(Platform):
    fingerprints = (r"^[^\n]*\n\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b",)
    params = ("stock",)

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        feed = feedparser.parse(page.body, response_headers={"content-location": page.url})
        if not feed.get("version") and not re.search(r"<(?:rss|feed|rdf:RDF)\b", page.text[:3000]):
            raise UnreadableError("no RSS and no Atom feed")
        yield from self._doubts(page, feed)
        if source.params.get("stock") is not True:
            yield Window()
        for number, entry in enumerate(feed.entries[:-1] if cut_off(page.text, "item", "entry") else feed.entries):
            yield from self.posting(page, source, self.fields(entry, feed), f"{page.url} item[{number}]")
        for link in feed.feed.get("links", []):
            if link.get("rel") == "next" and link.get("href"):
                yield Follow(page.join(link["href"]))

    def fields(self, entry: Any, feed: Any) -> dict[str, Any]:
        """One entry's values under the names of ``Posting``."""
        content = entry.get("content") or [{}]
        link = entry.get("link") or entry.get("id") or ""
        return {
            "external_id": _stable(entry.get("id") or "") or entry.get("jobid") or entry.get("g_id") or external_id(link), "title": _title(entry), "url": link,
            "description_html": max(content[0].get("value") or "", entry.get("summary") or "", key=len), "date_posted": _posted(entry, feed),
            "locations": [text for text in [entry.get("location") or entry.get("g_location")] if isinstance(text, str) and text],
        }

    def _doubts(self, page: Page, feed: Any) -> Iterator[Item]:
        """Where the feed ends early, or entries were lost because it is not well-formed."""
        if not re.search(r"</(?:rss|feed|rdf:RDF)>", page.text[-500:]):
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        entries = len(re.findall(r"<(?:item|entry)[\s>]", re.sub(r"<!\[CDATA\[.*?\]\]>", "", page.text, flags=re.DOTALL)))
        if entries != len(feed.entries):
            yield Problem(code="record_unreadable", message=f"of {entries} entries {len(feed.entries)} could be read: {feed.get('bozo_exception') or 'not well-formed'}", where=page.url)


def _stable(guid: str) -> str:
    """A guid without the parts of an address that change (TYPO3's cHash, tracking)."""
    if not guid.startswith("http"):
        return guid
    return re.sub(r"[?&]$", "", re.sub(r"(?<=[?&])(?:cHash|utm_\w+|PHPSESSID)=[^&#]*&?", "", html.unescape(guid)))


def _title(entry: Any) -> str:
    """The title as text, also where it is markup."""
    title = str(entry.get("title") or "")
    markup = (entry.get("title_detail") or {}).get("type") in ("text/html", "application/xhtml+xml")
    return " ".join(" ".join(Selector(text=title).css("::text").getall()).split()) if markup and title.strip() else title


def _posted(entry: Any, feed: Any) -> str | None:
    """The day of publication; that of a change (Atom's "updated") is none."""
    # feedparser calls dc:date, the date of RSS 1.0, "updated".
    names = ("published",) if str(feed.get("version") or "").startswith("atom") else ("published", "updated")
    for name in names:
        if name in entry.keys() and (when := entry.get(f"{name}_parsed")):  # noqa: SIM118  entry["updated"] falls back to "published"
            return berlin_day(f"{when.tm_year}-{when.tm_mon:02}-{when.tm_mday:02}T{when.tm_hour:02}:{when.tm_min:02}:00+00:00")
        if name in entry.keys() and entry.get(name):  # noqa: SIM118
            return german_day(entry.get(name))
    return None
