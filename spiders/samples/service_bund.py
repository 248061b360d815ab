"""service.bund.de: RSS of the newest postings with facts in the description; plain pages (service_bund.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.play import Play, deadline, german, rfc822
from spiders.samples.wire import Answer, Asked
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/Content/Globals/Functions/RSSFeed/RSSGenerator_Stellen.xml"
    robots: str = "User-agent: *\nCrawl-delay: 30\nDisallow: /Content/DE/Stellen/Suche/\n"

    def path(self, ad: Ad) -> str:
        return f"/IMPORTE/Stellenangebote/editor/{self.employer.short_name.replace(' ', '-')}/{ad.born:%Y}/{ad.born:%m}/{ad.slug}-{ad.number}.html"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            newest = sorted(self.ads, key=lambda ad: (ad.born, ad.number), reverse=True)[:500]
            return 200, "application/rss+xml; charset=utf-8", ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Stellenangebote</title>'
                                                               f"<description>Beispieldaten</description>{''.join(map(self._item, newest))}</channel></rss>").encode()
        return self.plain_page(r"/IMPORTE/Stellenangebote/editor/.*-(\d+)\.html", asked)

    def _item(self, ad: Ad) -> str:
        until = deadline(ad)
        facts = [f"<strong>Arbeitgeber:</strong> {escape(self.employer.name)}", f"<strong>Ort:</strong> {ad.place[0]} {escape(ad.place[1])}"]
        if until:
            facts += [f"<strong>Bewerbungsfrist:</strong> {german(until)} 23:59", f"<strong>Veröffentlichungsende:</strong> {german(until)}"]
        return (f"<item><title>{escape(ad.title)}</title><link>{self.url(ad)}#track=feed-jobs</link><guid>{self.url(ad)}</guid><pubDate>{rfc822(ad.born)}</pubDate>"
                f"<description><![CDATA[{'<br/>'.join(facts)}]]></description></item>")
