"""Portals whose job pages carry schema.org/JobPosting (JSON-LD, microdata, RDFa); found by list page or sitemap.

Source: https://schema.org/JobPosting, https://www.sitemaps.org/protocol.html. Params: ``sitemap`` (address of a sitemap),
``link`` (pattern that addresses of jobs match), ``next`` (CSS selector of the link to the next page).
"""

import gzip
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform

#: What addresses of single jobs have in common, unless ``params.link`` says it.
JOB_LINK = re.compile(r"/(?:jobs?|stellen?(?:angebote?|anzeigen?|ausschreibung(?:en)?)?|karriere|vacanc(?:y|ies)|vakanz(?:en)?|ausschreibung(?:en)?|position(?:en|s)?|offer)"
                      r"/(?:[^?#]*/)?[^/?#]*(?:\d|-)[^/?#]*/?(?:[?#].*)?$|[?&](?:job|jobid|stelle|id)=\w+|stellenangebot[\w-]*-\d+", re.IGNORECASE)
_NOT_JOB = re.compile(r"\.(?:css|js|png|jpe?g|svg|gif|ico|xml|pdf|zip|ics)(?:\?|$)|/(?:feed|rss|impressum|datenschutz|login|faq|page)(?:/|$)", re.IGNORECASE)


class Portal(Platform):
    fingerprints = (r"application/ld(?:\+|&#x2B;)json[^<]*<?[^<]*[\"']JobPosting[\"']", r"schema\.org/JobPosting", r"typeof=[\"'](?:schema:)?JobPosting")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(str(source.params.get("sitemap") or source.portal))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        body = page.body
        if body[:2] == b"\x1f\x8b":
            page = Page(page.url, gzip.decompress(body)[:50_000_000], page.status, page.content_type)
        if re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:\w+:)?(?:urlset|sitemapindex)\b", page.text[:3000], re.DOTALL):
            yield from self._sitemap(page, source)
            return
        records, problems = job_postings(page)
        yield from problems
        if len(records) > 1 or (records and not self._links(page, source)):
            for number, record in enumerate(records, start=1):
                yield from self._posting(page, source, record, number if len(records) > 1 else 0)
            return
        for url in self._links(page, source):
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
        return super().recognises(page) and bool(job_postings(page)[0] or job_postings(page)[1])

    def _posting(self, page: Page, source: Source, record: dict[str, Any], number: int) -> Iterator[Item]:
        fields = fields_of(record, page)
        url = page.join(fields["url"]) if fields["url"] else (f"{page.url}#{number}" if number else page.url)
        yield from self.posting(page, source, {**fields, "url": url, "external_id": external_id(url)}, f"record {number}")

    def _sitemap(self, page: Page, source: Source) -> Iterator[Item]:
        for node in page.xml.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()").getall():
            if "wp-sitemap" not in node or re.search(r"wp-sitemap-posts-(?!post-|page-)", node):
                yield Follow(page.join(node))
        wanted = re.compile(str(source.params["link"])) if source.params.get("link") else JOB_LINK
        for entry in page.xml.xpath("//*[local-name()='url']"):
            url = page.join(entry.xpath("./*[local-name()='loc']/text()").get(default="").strip())
            if wanted.search(url) and not _NOT_JOB.search(url):
                yield Follow(url, role="detail", external_id=external_id(url))

    def _links(self, page: Page, source: Source) -> list[str]:
        """Addresses of jobs on a list page, each once, in order; never the page itself."""
        wanted = re.compile(str(source.params["link"])) if source.params.get("link") else JOB_LINK
        found: dict[str, None] = {}
        for href in page.selector.css("a::attr(href)").getall():
            url = page.join(href).split("#")[0]
            if urlsplit(url).scheme in ("http", "https") and wanted.search(url) and not _NOT_JOB.search(url) and not _same_list(url, page.url):
                found.setdefault(url)
        return list(found)

    def _next(self, page: Page, source: Source) -> list[str]:
        selector = str(source.params.get("next") or "a[rel~=next], link[rel~=next], .pagination a.next, li.next a")
        return [page.join(href) for href in page.selector.css(selector).css("::attr(href)").getall()[:1]]


def _same_list(url: str, page_url: str) -> bool:
    """A link to the list itself or to another page of it."""
    one, other = urlsplit(url), urlsplit(page_url)
    if (one.netloc, one.path.rstrip("/")) != (other.netloc, other.path.rstrip("/")):
        return False
    names = {name.lower() for name, _ in parse_qsl(one.query)}
    return not names - {"page", "seite", "p", "start", "offset", "sort", "q", "lang"} or one.query == other.query


def external_id(url: str) -> str:
    """What identifies a job in its address: path and the query that is not tracking."""
    parts = urlsplit(url)
    query = "&".join(sorted(f"{k}={v}" for k, v in parse_qsl(parts.query) if not re.match(r"utm_|chash$|sid$", k, re.IGNORECASE)))
    number = re.search(r"(?:^|[-/_])(\d{3,})(?:[-/_.][^/]*)?/?$", parts.path)
    path = number[1] if number and not query else parts.path.strip("/")
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return (f"{path}?{query}" if query else path)[:300] + fragment
