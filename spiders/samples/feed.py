"""Plain RSS 2.0 and Atom as the whole stock, or as a window of the newest (rss_atom.md)."""

from __future__ import annotations

import copy
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play, rfc822
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad


class Sample(Play):
    """RSS 2.0; places and deadlines stand only in the text."""

    portal: ClassVar[str] = "/stellen/feed/"
    params: ClassVar[dict[str, Any]] = {"stock": True}
    placed: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def external_id(self, ad: Ad) -> str:
        return f"{self.base}/?p={ad.number}"

    def path(self, ad: Ad) -> str:
        return f"/stellen/{ad.slug}-{ad.number}/"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path in ("/", "/stellen/"):
            return html_page("Stellen", "<h1>Stellen</h1>", head=f'<link rel="alternate" type="application/rss+xml" href="{self.portal}">')
        if asked.path == self.portal:
            return self.feed()
        found = asked.path.rstrip("/").rsplit("-", 1)[-1]
        ad = next((ad for ad in self.ads if str(ad.number) == found and asked.path == self.path(ad)), None)
        return html_page(ad.title, f"<h1>{escape(ad.title)}</h1>{ad.html}") if ad else None

    def feed(self) -> Answer:
        items = "".join(f'<item><title>{escape(ad.title)}</title><link>{self.url(ad)}</link><guid isPermaLink="false">{self.external_id(ad)}</guid><pubDate>{rfc822(ad.born)}</pubDate>'
                        f"<category>IT</category><description>{escape(ad.title)}</description><content:encoded><![CDATA[{ad.html}]]></content:encoded></item>" for ad in self.ads)
        return 200, "application/rss+xml; charset=UTF-8", ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
                                                           f"<title>Stellen: {escape(self.employer.name)}</title><link>{self.base}/stellen/</link><description>Beispieldaten</description>"
                                                           f"{items}</channel></rss>").encode()


class SampleAtom(Sample):
    def feed(self) -> Answer:
        entries = "".join(f'<entry><title>{escape(ad.title)}</title><link rel="alternate" href="{self.url(ad)}"/><id>{self.external_id(ad)}</id><published>{ad.born}T08:00:00+01:00</published>'
                          f'<updated>{ad.changed}T08:00:00+01:00</updated><content type="html">{escape(ad.html)}</content></entry>' for ad in self.ads)
        newest = max((ad.changed for ad in self.ads), default=None)
        return 200, "application/atom+xml; charset=UTF-8", (f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Stellen</title><id>{self.base}/</id>'
                                                            f"<updated>{newest or '2026-01-01'}T08:00:00+01:00</updated>{entries}</feed>").encode()


class SampleRdf(Sample):
    """RSS 1.0, whose day is Dublin Core's; the address is the id."""

    def external_id(self, ad: Ad) -> str:
        return self.url(ad)

    def feed(self) -> Answer:
        items = "".join(f'<item rdf:about="{self.url(ad)}"><title>{escape(ad.title)}</title><link>{self.url(ad)}</link><description>{escape(ad.html)}</description>'
                        f"<dc:date>{ad.born}T00:30:00+01:00</dc:date><dc:creator>Erna Beispiel</dc:creator></item>" for ad in self.ads)
        return 200, "application/rdf+xml", ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                                            f'<channel rdf:about="{self.base}/"><title>Stellen</title><link>{self.base}/</link><description>Beispieldaten</description></channel>{items}</rdf:RDF>').encode()


class SamplePages(SampleAtom):
    """Atom in pages of 100 (RFC 5005, section 3)."""

    paged: ClassVar[bool] = True

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path != self.portal:
            return super().answer(asked)
        page, shown = max(1, asked.number("page", 1)), copy.copy(self)
        shown.ads = self.ads[(page - 1) * 100: page * 100]
        status, kind, body = shown.feed()
        more = f'<link rel="next" href="{self.base}{self.portal}?page={page + 1}"/>' if page * 100 < len(self.ads) else ""
        return status, kind, body.replace(b"<updated>", more.encode() + b"<updated>", 1)
