"""Portals whose job pages carry schema.org/JobPosting (JSON-LD, microdata, RDFa); found by list page or sitemap.

Source: https://schema.org/JobPosting, https://www.sitemaps.org/protocol.html. Params: ``sitemap`` (address of a sitemap),
``link`` (pattern that addresses of jobs match), ``next`` (CSS selector of the link to the next page). Left out: contacts.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, is_of, job_postings, own
from spiders.links import JOB_LINK, NOT_JOB, external_id, external_ids, job_links, page_links
from spiders.page import Page, UnreadableError
from spiders.paging import next_page
from spiders.platform import Follow, Item, Platform

_JOB_MAP = re.compile(r"job|stelle|karriere|career|vacanc|vakanz|ausschreibung", re.IGNORECASE)
#: How pages say that there is nothing.
_NONE = re.compile(r"\b(?:keine|zurzeit keine|derzeit keine|aktuell keine)\s+(?:\w+\s+){0,2}(?:Stellen|Vakanz|Ausschreibung|Jobs|Positionen)|no (?:open |current )?(?:jobs|vacancies|positions)"
                   r"|0 (?:Stellen|Jobs|Treffer|Ergebnisse)\b", re.IGNORECASE)
#: A sitemap may have 50 MB unpacked; what is larger than this is no list of jobs.
MOST_UNPACKED = 50_000_000
#: Where a sitemap is that robots.txt does not name.
_AFTER = {"/sitemap.xml": "/sitemap_index.xml", "/sitemap_index.xml": "/wp-sitemap.xml"}
#: A list's record with less text than this is a teaser: its page has the ad.
_TEASER = 300


class Portal(Platform):
    fingerprints = (r"application/ld(?:\+|&#x2B;)json[^<]*<?[^<]*[\"']JobPosting[\"']", r"schema\.org/JobPosting", r"typeof=[\"'](?:schema:)?JobPosting")
    params = ("sitemap", "link", "next")
    selectors, patterns = ("next",), ("link",)

    def start(self, source: Source) -> list[Follow]:
        return [Follow(str(source.params["sitemap"]), max_bytes=MOST_UNPACKED) if source.params.get("sitemap") else Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.body[:2] == b"\x1f\x8b":
            page = Page(page.url, unpacked(page.body), page.status, page.content_type)
        path = urlsplit(page.url).path
        if path == "/robots.txt":
            yield from self._from_robots(page)
        elif page.status == 404:
            if path not in _AFTER or source.params.get("sitemap"):
                raise UnreadableError("answers 404")
            yield Follow(page.join(_AFTER[path]))
        elif re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]*>\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b", page.text[:3000], re.DOTALL):
            yield from self._sitemap(page, source)
        else:
            yield from self._list(page, source)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self.marked_up(page, source, follow)

    def recognises(self, page: Page) -> bool:
        return "jobposting" in page.text.lower() and any(job_postings(page))

    def _list(self, page: Page, source: Source) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        links = job_links(page, str(source.params.get("link") or ""))
        single = own(records, page) if len(records) > 1 and sum(is_of(record, page) for record in records) == 1 else None
        records = [single] if single else records
        if records and (single or len(records) > 1 or not links):
            for number, record in enumerate(records, start=1):
                yield from self._record(page, source, record, number if len(records) > 1 else 0, titled=records == [record] or [r for r in records if not r.get("url")] == [record])
        elif links:
            for url, key in external_ids(links).items():
                yield Follow(url, role="detail", external_id=key)
        elif not _NONE.search(page.text):
            # The page does not say where its jobs are: perhaps a script draws them. The sitemap may know.
            yield Follow(page.join("/robots.txt"))
        further = page.selector.css(str(source.params["next"])) if source.params.get("next") else page_links(page)
        if (links or records) and not single and (after := next_page(page, further)):
            yield Follow(after)

    def _record(self, page: Page, source: Source, record: dict[str, Any], number: int, titled: bool) -> Iterator[Item]:
        """A posting that the list itself holds; where it only teases, its page has the ad. ``titled``: the page's heading may be its title."""
        fields = fields_of(record, page if titled else Page(page.url, b"{}"))
        url = page.join(fields["url"]) if fields["url"] else (f"{page.url}#{number}" if number else page.url)
        draft = {**fields, "url": url, "external_id": external_id(url)}
        if number and fields["url"] and fields["title"] and len(fields["description_html"]) < _TEASER:
            yield Follow(url, role="detail", external_id=external_id(url), draft=draft, adds=True)
        else:
            yield from self.posting(page, source, draft, f"record {number}")

    def _from_robots(self, page: Page) -> Iterator[Item]:
        named = re.findall(r"^\s*sitemap\s*:\s*(\S+)", page.text, re.IGNORECASE | re.MULTILINE) if page.status == 200 else []
        for url in dict.fromkeys(named or ["/sitemap.xml"]):
            yield Follow(page.join(url), max_bytes=MOST_UNPACKED)

    def _sitemap(self, page: Page, source: Source) -> Iterator[Item]:
        inner = [page.join(text.strip()) for text in page.xml.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()").getall()]
        inner = [url for url in inner if "wp-sitemap" not in url or re.search(r"wp-sitemap-posts-(?!post-|page-)", url)]
        for url in [url for url in inner if _JOB_MAP.search(urlsplit(url).path)] or inner:
            yield Follow(url, max_bytes=MOST_UNPACKED)
        entries = {page.join(entry.xpath("string(./*[local-name()='loc'])").get("").strip()): entry.xpath("string(./*[local-name()='lastmod'])").get("").strip()
                   for entry in page.xml.xpath("//*[local-name()='url']")}
        wanted = _wanted(list(entries), str(source.params.get("link") or ""), page.url)
        days = Counter(entries[url] for url in wanted)
        for url, key in external_ids(wanted).items():  # one day for all is the day the map was made
            yield Follow(url, role="detail", external_id=key, marker=entries[url] if len(days) > 1 else "")
        if entries and not wanted:
            yield Problem(code="no_job_links", message="neither the list nor the sitemap leads to a job (params.link says what their addresses look like)", where=page.url)


def _wanted(urls: list[str], pattern: str, map_url: str) -> list[str]:
    """The addresses of jobs in a sitemap: by ``pattern``, by their form, or all of a map of jobs but its overview."""
    if pattern:
        return [url for url in urls if re.search(pattern, url)]
    found = [url for url in urls if JOB_LINK.search(url) and not NOT_JOB.search(url)]
    if found or not _JOB_MAP.search(urlsplit(map_url).path):
        return found
    return [url for url in urls if not NOT_JOB.search(url) and not any(other != url and other.startswith(url.rstrip("/") + "/") for other in urls)]


def unpacked(body: bytes) -> bytes:
    """A sitemap.xml.gz; UnreadableError where it is none or too large."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(body, MOST_UNPACKED)
    except zlib.error as error:
        raise UnreadableError(f"no valid gzip: {error}") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise UnreadableError(f"truncated gzip, or more than {MOST_UNPACKED // 1_000_000} MB unpacked")
    return found
