"""HR4YOU: a sitemap of all postings, pages with JSON-LD (hr4you.md)."""

from __future__ import annotations

from html import escape

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad


class Sample(Play):

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/sitemap.xml"

    def path(self, ad: Ad) -> str:
        return f"/job/view/{ad.number}/{ad.slug}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            return html_page("Stellenangebote", "".join(f'<p><a href="{self.path(ad)}">{escape(ad.title)}</a></p>' for ad in self.ads[:10]))
        if asked.path == "/sitemap.xml":
            rows = "".join(f"<url><loc>{self.url(ad)}</loc></url>" for ad in self.ads)
            return 200, "application/xml", ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                                            f"<url><loc>{self.base}/</loc></url><url><loc>{self.base}/datenschutz</loc></url>{rows}</urlset>").encode()
        return self.marked_up(r"/job/view/(\d+)/[\w-]+", asked)


class SampleIndex(Sample):
    """An index of two sitemaps, and a job under two of its titles."""

    def answer(self, asked: Asked) -> Answer | None:
        maps = {"/sitemap-1.xml": self.ads[::2], "/sitemap-2.xml": self.ads[1::2]}
        if asked.path == "/sitemap.xml":
            entries = "".join(f"<sitemap><loc>{self.base}{path}</loc></sitemap>" for path in maps)
            return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()
        if asked.path in maps:
            rows = "".join(f"<url><loc>{self.url(ad)}</loc></url><url><loc>{self.base}/job/view/{ad.number}/alter-titel</loc></url>" for ad in maps[asked.path])
            return 200, "application/xml", f'<urlset xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{self.base}/job/search</loc></url>{rows}</urlset>'.encode()
        return super().answer(asked)
