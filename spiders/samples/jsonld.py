"""Pages with schema.org JobPosting: a list of links of 20 a page, JSON-LD or microdata in the pages, or a sitemap (jsonld.md)."""

from __future__ import annotations

import json
import re
from html import escape
from typing import ClassVar

from spiders.samples.play import EMPLOYER, Play
from spiders.samples.wire import Answer, Asked, detail, html_page, schema
from spiders.samples.world import Ad, Employer

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


class SampleRdfa(Sample):
    """Pages with RDFa; a list whose rows open by a script, with numbered pages and addresses that say nothing of jobs."""

    findable: ClassVar[bool] = False
    portal: ClassVar[str] = "/unser-haus/arbeiten-bei-uns/"

    def path(self, ad: Ad) -> str:
        return f"/unser-haus/arbeiten-bei-uns/angebot/{ad.slug}-{ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            page, last = asked.number("tx_solr[page]", 1), -(-len(self.ads) // 20)
            rows = "".join(f'<tr onclick="location.href=\'{self.path(ad)}\'"><td>{escape(ad.title)}</td><td>{escape(ad.place[1])}</td></tr>' for ad in self.ads[page * 20 - 20: page * 20])
            numbers = " ".join(f"<b>{at}</b>" if at == page else f'<a href="?tx_solr%5Bpage%5D={at}">{at}</a>' for at in range(1, last + 1))
            return html_page("Arbeiten bei uns", f"<h1>Stellenangebote</h1><table>{rows}</table><p>{numbers if last > 1 else ''}</p>")
        found = re.fullmatch(r"/unser-haus/arbeiten-bei-uns/angebot/[\w-]+-(\d+)", asked.path)
        ad = self.by_id(found[1]) if found else None
        return self._page(ad) if ad else None

    def _page(self, ad: Ad) -> Answer:
        until = f'<meta property="validThrough" content="{ad.facts["valid_through"]}">' if ad.facts["valid_through"] else ""
        return html_page(ad.title, (
            f'<main vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">{escape(ad.title)}</h1><meta property="datePosted" content="{ad.born}">{until}'
            f'<p property="hiringOrganization" typeof="Organization"><span property="name">{escape(ad.employer.name)}</span></p>'
            f'<p property="jobLocation" typeof="Place"><span property="address" typeof="PostalAddress"><span property="postalCode">{ad.place[0]}</span> '
            f'<span property="addressLocality">{escape(ad.place[1])}</span></span></p><div property="description">{ad.html}</div></main>'))


class SampleRelated(Sample):
    """Each page carries the records of other jobs too, before its own; the parts of a record stand apart in a graph."""

    findable: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        found = re.fullmatch(r"/stelle/[\w-]+-(\d+)", asked.path)
        ad = self.by_id(found[1]) if found else None
        if ad is None:
            return super().answer(asked)
        others = [schema(other, self.url(other)) for other in self.ads if other is not ad][:2]
        mine = {**schema(ad, self.url(ad)), "jobLocation": {"@id": "#ort"}}
        graph = {"@context": "https://schema.org", "@graph": [*others, {"@id": "#ort", **schema(ad, "")["jobLocation"]}, mine]}
        block = json.dumps(graph, ensure_ascii=False).replace("</", "<\\/")
        return html_page(ad.title, f"<main><h1>{escape(ad.title)}</h1>{ad.html}</main>", head=f'<script type="application/ld+json">{block}</script>')


class SampleWordpress(Sample):
    """A career page without a list: robots.txt names the index of sitemaps, one of which holds the post type "jobs"."""

    portal: ClassVar[str] = "/karriere/"
    paged: ClassVar[bool] = False

    def __init__(self, base: str, ads: list[Ad], employer: Employer = EMPLOYER) -> None:
        super().__init__(base, ads, employer)
        self.robots = f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {base}/wp-sitemap.xml\n"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Karriere", "<h1>Karriere</h1><p>Bei uns arbeiten Menschen, die wissen, wofür Technik da ist.</p>", head='<meta name="generator" content="WordPress 6.8.2">')
        if asked.path == "/wp-sitemap.xml":
            rows = "".join(f"<sitemap><loc>{self.base}/wp-sitemap-posts-{kind}-1.xml</loc></sitemap>" for kind in ("page", "jobs"))
            return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()
        if asked.path == "/wp-sitemap-posts-page-1.xml":
            return 200, "application/xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{self.base}/karriere/</loc></url></urlset>'.encode()
        if asked.path == "/wp-sitemap-posts-jobs-1.xml":
            return self._map()
        return None if asked.path in ("/sitemap.xml", Sample.portal) else super().answer(asked)
