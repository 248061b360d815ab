"""Pages with schema.org JobPosting: a list of links of 20 a page, JSON-LD or microdata in the pages, or a sitemap (jsonld.md)."""

from __future__ import annotations

import re
from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, detail, html_page
from spiders.samples.world import Ad

SIZE = 20


class Sample(Play):
    portal: ClassVar[str] = "/karriere/stellenangebote/"
    microdata: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def path(self, ad: Ad) -> str:
        return f"/stelle/{ad.slug}-{ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if found := re.fullmatch(r"/stelle/[\w-]+-(\d+)", asked.path):
            ad = self.by_id(found[1])
            return detail(ad, self.url(ad), microdata=self.microdata) if ad else None
        if asked.path == "/sitemap.xml":
            return self._map()
        return self._list(max(1, asked.number("seite", 1))) if asked.path == "/karriere/stellenangebote/" else None

    def _list(self, page: int) -> Answer:
        rows = "".join(f'<li><a href="{self.path(ad)}">{escape(ad.title)}</a>, {escape(ad.place[1])}</li>' for ad in self.ads[(page - 1) * SIZE: page * SIZE])
        more = f'<p><a rel="next" href="{Sample.portal}?seite={page + 1}">weiter</a></p>' if page * SIZE < len(self.ads) else ""
        return html_page(f"Stellenangebote: {self.employer.name}", f"<h1>Stellenangebote</h1><ul>{rows}</ul>{more}")

    def _map(self) -> Answer:
        rows = "".join(f"<url><loc>{self.url(ad)}</loc><lastmod>{ad.changed}</lastmod></url>" for ad in self.ads)
        return 200, "application/xml", ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                                        f"<url><loc>{self.base}/impressum</loc></url>{rows}</urlset>").encode()


class SampleMicrodata(Sample):
    microdata: ClassVar[bool] = True


class SampleSitemap(Sample):
    portal: ClassVar[str] = "/sitemap.xml"
    paged: ClassVar[bool] = False
