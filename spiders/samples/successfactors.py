"""SAP SuccessFactors career site: sitemal.xml, search table and tiles, pages with microdata; /services/ is closed (successfactors.md)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from html import escape
from typing import Any, ClassVar

from spiders.samples.places import CODES
from spiders.samples.play import WHERE, Play, rfc822
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

SIZE = 25
DAYS, MONTHS = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Sample(Play):
    deadlines: ClassVar[bool] = False
    robots: str = "User-agent: *\nDisallow: /services/\nDisallow: /applybutton/\nDisallow: /talentcommunity/\n"

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/sitemal.xml", "/search/", "/tile-search-results/")

    def path(self, ad: Ad) -> str:
        return f"/job/{ad.slug}/{ad.number}/"

    def answer(self, asked: Asked) -> Answer | None:
        surfaces: dict[str, Callable[[], Answer]] = {"/": self._home, "/sitemal.xml": self._feed, "/googlefeed.xml": self._feed, "/sitemap.xml": partial(self._map, asked.day),
                    "/search/": partial(self._table, asked.number("startrow")), "/tile-search-results/": partial(self._tiles, asked.number("startrow"))}
        if surface := surfaces.get(asked.path):
            return surface()
        found = re.fullmatch(r"/job/[\w-]+/(\d+)/", asked.path)
        ad = self.by_id(found[1]) if found else None
        return self._page(ad) if ad else None

    def _home(self) -> Answer:
        return html_page("Karriere", '<a href="/search/">Alle Stellen</a><script src="https://rmkcdn.successfactors.com/jobs2web.js"></script>',
                         head='<meta name="viewport" content="width=device-width" data-careersite-propertyid="beispiel">')

    def _feed(self) -> Answer:
        items = "".join(f"<item><title>{escape(ad.title)} ({escape(ad.place[1])}, {CODES[WHERE[ad.place[1]][0]]}, DE)</title><link>{self.url(ad)}</link><pubDate>{rfc822(ad.born)}</pubDate>"
                        f"<description><![CDATA[{ad.html}]]></description><g:id>{ad.number}</g:id><g:location>{escape(ad.place[1])}, DE, {ad.place[0]}</g:location></item>"
                        for ad in self.ads)
        return 200, "application/xml", ('<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'
                                        f"<title>{escape(self.employer.name)}</title><description>Beispieldaten</description>{items}</channel></rss>").encode()

    def _map(self, day: date) -> Answer:
        rows = "".join(f"<url><loc>{self.url(ad)}</loc><lastmod>{day}</lastmod></url>" for ad in self.ads)
        return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()

    def _table(self, start: int) -> Answer:
        shown = self.ads[start: start + SIZE]
        rows = "".join(f'<tr class="data-row"><td class="colTitle"><span class="jobTitle hidden-phone"><a href="{self.path(ad)}" class="jobTitle-link">{escape(ad.title)}</a></span>'
                       f'<div class="jobdetail-phone visible-phone"><span class="jobTitle visible-phone"><a class="jobTitle-link" href="{self.path(ad)}">{escape(ad.title)}</a></span></div></td>'
                       f'<td class="colLocation"><span class="jobLocation">{escape(ad.place[1])}, DE, {ad.place[0]}</span></td></tr>' for ad in shown)
        label = f'<span class="paginationLabel">Ergebnisse <b>{start + 1} – {start + len(shown)}</b> von <b>{self.total}</b></span>' if shown else ""
        links = "".join(f'<li><a href="?q=&amp;startrow={at}">{at // SIZE + 1}</a></li>' for at in range(0, len(self.ads), SIZE))
        return html_page("Suche", f'{label}<table id="searchresults"><tbody>{rows}</tbody></table><ul class="pagination">{links}</ul>')

    def _tiles(self, start: int) -> Answer:
        # The same job once for each layout of the page.
        rows = "".join(f'<li class="job-tile job-id-{ad.number} job-row-index-{n}" data-url="{self.path(ad)}">' + "".join(
            f'<div class="{layout}"><a class="jobTitle-link" href="{self.path(ad)}">{escape(ad.title)}</a><div class="section-field location">{escape(ad.place[1])}, DE</div></div>'
            for layout in ("sub-section-desktop", "sub-section-tablet", "sub-section-mobile")) + "</li>" for n, ad in enumerate(self.ads[start: start + SIZE]))
        return 200, "text/html;charset=UTF-8", rows.encode()

    def _page(self, ad: Ad) -> Answer:
        posted = f"{DAYS[ad.born.weekday()]} {MONTHS[ad.born.month - 1]} {ad.born.day:02} 02:00:00 UTC {ad.born.year}"
        return html_page(ad.title, (
            f'<div class="jobDisplay" itemscope itemtype="http://schema.org/JobPosting"><h1><span itemprop="title">{escape(ad.title)}</span></h1>'
            f'<meta itemprop="datePosted" content="{posted}"><meta itemprop="hiringOrganization" content="{escape(self.employer.name)}">'
            f'<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
            f'<meta itemprop="streetAddress" content="{escape(ad.place[1])}, DE, {ad.place[0]}"></span></span>'
            f'<span class="jobdescription" itemprop="description">{ad.html}</span></div>'))


class SampleTable(Sample):
    """A site without feeds: the table of the search, 25 rows a page."""

    portal: ClassVar[str] = "/search/"
    params: ClassVar[dict[str, Any]] = {"surface": "search"}
    paged: ClassVar[bool] = True

    def answer(self, asked: Asked) -> Answer | None:
        return None if asked.path in ("/sitemal.xml", "/googlefeed.xml") else super().answer(asked)


class SampleTiles(Sample):
    """A site without feeds that shows tiles, each job once for each layout, until a page is empty."""

    findable: ClassVar[bool] = False
    paged: ClassVar[bool] = True
    portal: ClassVar[str] = "/tile-search-results/"

    def answer(self, asked: Asked) -> Answer | None:
        return None if asked.path in ("/sitemal.xml", "/googlefeed.xml", "/search/") else super().answer(asked)


class SampleJson(Sample):
    """A site whose search is drawn by a script and whose robots.txt leaves /services/ open: ten jobs a page, each in its languages."""

    findable: ClassVar[bool] = False
    paged: ClassVar[bool] = True
    portal: ClassVar[str] = "/search/"
    robots: str = "User-agent: *\nDisallow: /applybutton/\n"

    def path(self, ad: Ad) -> str:
        return f"/job/{ad.slug}/{ad.number}-{'en_US' if ad.number % 7 == 0 else 'de_DE'}"

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/services/recruiting/v1/jobs"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Suche", '<div data-careersite-propertyid="beispiel"></div><a href="/search/?locale=de_DE">Deutsch</a> <a href="/search/?locale=en_US">English</a>')
        if self.is_list(asked) and asked.method == "POST":
            said = asked.json()
            locale = said.get("locale")
            ads, start = [ad for ad in self.ads if locale in self._locales(ad)], 10 * int(said.get("pageNumber", 0))
            return json_answer({"totalJobs": sum(locale in self._locales(ad) for ad in self.counted), "jobSearchResult": [{"response": self._hit(ad, str(locale))} for ad in ads[start: start + 10]]})
        found = re.fullmatch(r"/job/[\w-]+/(\d+)-(de_DE|en_US)", asked.path)
        ad = self.by_id(found[1]) if found else None
        return self._page(ad) if ad and found and found[2] in self._locales(ad) else None

    @staticmethod
    def _locales(ad: Ad) -> list[str]:
        return ["en_US"] if ad.number % 7 == 0 else ["de_DE", "en_US"] if ad.number % 2 == 0 else ["de_DE"]

    def _hit(self, ad: Ad, locale: str) -> dict[str, Any]:
        start = f"{ad.born:%d.%m.%y}" if locale == "de_DE" else f"{ad.born.month}/{ad.born.day}/{ad.born:%y}"
        return {"id": ad.number, "unifiedStandardTitle": escape(ad.title), "unifiedUrlTitle": ad.slug, "jobLocationShort": [f"{ad.place[1]}, DE, {ad.place[0]}<br/>"],
                "unifiedStandardStart": start, "unifiedStandardEnd": None, "supportedLocales": self._locales(ad)}
