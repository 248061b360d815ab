"""The page of one ad that a person enters by hand (``vacancies add URL``); never visited on a schedule.

Any platform that recognises the page reads it; else its heading and its text are the ad. Of a PDF only the title is
read (ISO 32000-1, 14.3.3: /Title of the document information), where it is written in the clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Posting, Problem, Source
from spiders.page import Page
from spiders.platform import Follow, Item, Platform

#: What a page repeats on all of its pages is no part of the ad.
_AROUND = "nav, header, footer, aside, script, style, noscript, template, form, iframe, svg, [role=navigation], [role=banner], [role=contentinfo], [aria-hidden=true]"
_SITE_NAME = re.compile(r"\s+[|–—·]\s+[^|–—·]*$")
_PDF_TITLE = re.compile(rb"/Title\s*\(((?:\\.|[^\\()])*)\)")
_PDF_TITLE_HEX = re.compile(rb"/Title\s*<([0-9A-Fa-f\s]+)>")
_XMP_TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>([^<]+)</rdf:li>", re.DOTALL)


class Portal(Platform):
    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.body[:1024].lstrip()[:5] == b"%PDF-":
            yield from self._titled(page, source, _pdf_title(page.body), None)
            return
        from spiders.extract import extract

        found, problems = extract(page.body, page.url, source=source.key)
        if found:
            yield from problems
            yield from found
            return
        if re.match(r"\s*[\[{]", page.text):
            yield Problem(code="unknown_shape", message="data, and no page of an ad", where=page.url)
            return
        yield from self._titled(page, source, _heading(page), _text(page))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        return self.read(page, source)

    def _titled(self, page: Page, source: Source, title: str | None, text: str | None) -> Iterator[Posting | Problem]:
        if not title:
            yield Problem(code="no_posting", message="the page does not say what the ad's title is", where=page.url)
            return
        for item in self.posting(page, source, {"title": title, "url": page.url, "external_id": page.url, "description_html": text}):
            assert isinstance(item, Posting | Problem)
            yield item


def _heading(page: Page) -> str | None:
    """The only h1, else what the page calls itself, without the site's name."""
    headings = [words for node in page.selector.css("h1") if (words := " ".join(" ".join(node.css("::text").getall()).split()))]
    if len(headings) == 1:
        return headings[0]
    named = page.selector.css("meta[property='og:title']::attr(content)").get() or page.selector.css("title::text").get() or ""
    return _SITE_NAME.sub("", " ".join(named.split())) or None


def _text(page: Page) -> str | None:
    """The markup of the page's main part."""
    body = Page(page.url, page.body, page.status, page.content_type).selector
    body.css(_AROUND).drop()
    found = body.css("main").get() or body.css("article").get() or body.css("[role=main]").get() or body.css("body").get()
    return found if found and re.sub(r"<[^>]*>|\s", "", found) else None


def _pdf_title(body: bytes) -> str | None:
    """The title of a PDF; none where it is compressed or only the name of a file."""
    if found := _XMP_TITLE.search(body):
        title = found[1].decode("utf-8", "replace")
    elif found := _PDF_TITLE.search(body):
        title = _pdf_string(re.sub(rb"\\([()\\])", rb"\1", found[1]))
    elif found := _PDF_TITLE_HEX.search(body):
        digits = re.sub(rb"\s", b"", found[1])
        title = _pdf_string(bytes.fromhex(digits.decode() + "0" * (len(digits) % 2)))
    else:
        return None
    title = " ".join(title.split())
    return None if re.search(r"\.(?:docx?|pdf|odt|indd)$|^(?:Microsoft Word - )?untitled|^$", title, re.IGNORECASE) else title.removeprefix("Microsoft Word - ")


def _pdf_string(raw: bytes) -> str:
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace") if raw.startswith(b"\xef\xbb\xbf") else raw.decode("cp1252", "replace")
