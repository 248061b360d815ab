"""Portals whose job pages carry schema.org/JobPosting (JSON-LD, microdata, RDFa); found by list page or sitemap.

Source: https://schema.org/JobPosting, https://www.sitemaps.org/protocol.html. Params: ``sitemap`` (address of a sitemap),
``link`` (pattern that addresses of jobs match), ``next`` (CSS selector of the link to the next page).
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, job_postings
from spiders.outcomes import same_site
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Item, Platform

#: What addresses of single jobs have in common, unless ``params.link`` says it.
JOB_LINK = re.compile(r"/(?:jobs?|stellen?(?:angebote?|anzeigen?|ausschreibung(?:en)?)?|karriere|vacanc(?:y|ies)|vakanz(?:en)?|ausschreibung(?:en)?|position(?:en|s)?|offer)"
                      r"/(?:[^?#]*/)?[^/?#]*(?:\d|-)[^/?#]*/?(?:[?#].*)?$|[?&](?:job|jobid|stelle|id)=\w+|stellenangebot[\w-]*-\d+", re.IGNORECASE)
_NOT_JOB = re.compile(r"\.(?:css|js|png|jpe?g|svg|gif|ico|xml|pdf|zip|ics)(?:\?|$)|/(?:feed|rss|impressum|datenschutz|login|faq|page)(?:/|$)", re.IGNORECASE)


_JOB_MAP = re.compile(r"job|stelle|karriere|career|vacanc|vakanz|ausschreibung", re.IGNORECASE)
#: How pages say that there is nothing.
_NONE = re.compile(r"\b(?:keine|zurzeit keine|derzeit keine|aktuell keine)\s+(?:\w+\s+){0,2}(?:Stellen|Vakanz|Ausschreibung|Jobs|Positionen)|no (?:open |current )?(?:jobs|vacancies|positions)"
                   r"|0 (?:Stellen|Jobs|Treffer|Ergebnisse)\b", re.IGNORECASE)
#: A sitemap may have 50 MB unpacked; what is larger than this is no list of jobs.
_MOST_UNPACKED = 50_000_000


class Portal(Platform):
    fingerprints = (r"application/ld(?:\+|&#x2B;)json[^<]*<?[^<]*[\"']JobPosting[\"']", r"schema\.org/JobPosting", r"typeof=[\"'](?:schema:)?JobPosting")
    params = ("sitemap", "link", "next")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(str(source.params.get("sitemap") or source.portal))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.body[:2] == b"\x1f\x8b":
            page = Page(page.url, unpacked(page.body), page.status, page.content_type)
        if urlsplit(page.url).path == "/robots.txt":
            yield from self._from_robots(page)
            return
        if page.status == 404:
            raise UnreadableError("answers 404")
        if re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:\w+:)?(?:urlset|sitemapindex)\b", page.text[:3000], re.DOTALL):
            yield from self._sitemap(page, source)
            return
        records, problems = job_postings(page)
        yield from problems
        if len(records) > 1 or (records and not self._links(page, source)):
            for number, record in enumerate(records, start=1):
                yield from self._posting(page, source, record, number if len(records) > 1 else 0)
            return
        links = self._links(page, source)
        if not links and not records and not _NONE.search(page.text):
            # The page does not say where its jobs are: perhaps a script draws them. The sitemap may know.
            yield Follow(page.join("/robots.txt"))
        for url in links:
            yield Follow(url, role="detail", external_id=external_id(url))
        for url in self._next(page, source):
            yield Follow(url)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        if not records:
            yield Problem(code="no_posting", message="the page has no JobPosting", where=page.url)
        for record in records[:1]:
            fields = {**fields_of(record, page), "external_id": follow.external_id}
            yield from self.posting(page, source, {**fields, "url": follow.url})

    def recognises(self, page: Page) -> bool:
        return "jobposting" in page.text.lower() and any(job_postings(page))

    def _posting(self, page: Page, source: Source, record: dict[str, Any], number: int) -> Iterator[Item]:
        fields = fields_of(record, page)
        url = page.join(fields["url"]) if fields["url"] else (f"{page.url}#{number}" if number else page.url)
        yield from self.posting(page, source, {**fields, "url": url, "external_id": external_id(url)}, f"record {number}")

    def _from_robots(self, page: Page) -> Iterator[Item]:
        named = re.findall(r"^\s*sitemap\s*:\s*(\S+)", page.text, re.IGNORECASE | re.MULTILINE) if page.status == 200 else []
        for url in dict.fromkeys(named or ["/sitemap.xml"]):
            yield Follow(page.join(url))

    def _sitemap(self, page: Page, source: Source) -> Iterator[Item]:
        inner = [page.join(text) for text in page.xml.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()").getall()]
        for url in [url for url in inner if _JOB_MAP.search(url)] or inner:
            if "wp-sitemap" not in url or re.search(r"wp-sitemap-posts-(?!post-|page-)", url):
                yield Follow(url)
        wanted = re.compile(str(source.params["link"])) if source.params.get("link") else JOB_LINK
        entries, found = page.xml.xpath("//*[local-name()='url']"), 0
        for entry in entries:
            url = page.join(entry.xpath("./*[local-name()='loc']/text()").get(default="").strip())
            if wanted.search(url) and not _NOT_JOB.search(url):
                found += 1
                yield Follow(url, role="detail", external_id=external_id(url), marker=entry.xpath("./*[local-name()='lastmod']/text()").get(default="").strip())
        if entries and not found:
            yield Problem(code="nothing_found", message="a sitemap without addresses of jobs (params.link says what they look like)", where=page.url)

    def _links(self, page: Page, source: Source) -> list[str]:
        """Addresses of jobs on a list page, each once, in order; never the page itself."""
        wanted = re.compile(str(source.params["link"])) if source.params.get("link") else JOB_LINK
        found: dict[str, None] = {}
        for href in page.selector.css("a::attr(href)").getall():
            url = page.join(href).split("#")[0]
            here = source.params.get("link") or same_site(url, page.url)
            if urlsplit(url).scheme in ("http", "https") and wanted.search(url) and here and not _NOT_JOB.search(url) and not _same_list(url, page.url):
                found.setdefault(url)
        return list(found)

    def links(self, page: Page) -> list[str]:
        """Addresses on a page that look like those of ads, for detection."""
        return self._links(page, Source(key="detect", member="detect", employer="", portal=page.url, platform="jsonld"))

    def _next(self, page: Page, source: Source) -> list[str]:
        selector = str(source.params.get("next") or "a[rel~=next], link[rel~=next], .pagination a.next, li.next a")
        return [page.join(href) for href in page.selector.css(selector).css("::attr(href)").getall()[:1]]


def unpacked(body: bytes) -> bytes:
    """A sitemap.xml.gz; UnreadableError where it is none or too large."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(body, _MOST_UNPACKED)
    except zlib.error as error:
        raise UnreadableError(f"no valid gzip: {error}") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise UnreadableError(f"truncated gzip, or more than {_MOST_UNPACKED // 1_000_000} MB unpacked")
    return found


def _same_list(url: str, page_url: str) -> bool:
    """A link to the list itself or to another page of it."""
    one, other = urlsplit(url), urlsplit(page_url)
    if (one.netloc, one.path.rstrip("/")) != (other.netloc, other.path.rstrip("/")):
        return False
    names = {name.lower() for name, _ in parse_qsl(one.query)}
    return not names - {"page", "seite", "p", "start", "offset", "sort", "q", "lang"} or one.query == other.query


def external_id(url: str) -> str:
    """What identifies a job in its address: path and the query that is not tracking."""
    parts = urlsplit(re.sub(r";jsessionid=[^?#/]*", "", url, flags=re.IGNORECASE))
    query = "&".join(sorted(f"{k}={v}" for k, v in parse_qsl(parts.query) if not re.match(r"utm_|chash$|sid$", k, re.IGNORECASE)))
    # A year in the path or in a title is no number of a job; a whole last part is one.
    number = re.search(r"(?:^|[-/_])(?!(?:19|20)\d\d(?!\d))(\d{3,})(?:[-/_.][^/]*)?/?$", parts.path) or re.search(r"/(\d{4})/?$", parts.path)
    path = number[1] if number and not query else parts.path.strip("/")
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return (f"{path}?{query}" if query else path)[:300] + fragment
