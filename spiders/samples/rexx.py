"""rexx systems: 100 rows a page, further ones by ``?start=``, pages with JSON-LD (rexx.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad

SIZE = 100


class Sample(Play):
    portal: ClassVar[str] = "/stellenangebote.html"
    paged: ClassVar[bool] = True

    def path(self, ad: Ad) -> str:
        return f"/{ad.slug}-de-j{ad.number}.html"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return self._list(asked.number("start"))
        return self.marked_up(r"/[\w-]+-de-j(\d+)\.html", asked)

    def _list(self, start: int) -> Answer:
        shown = self.ads[start: start + SIZE]
        rows = "".join(f'<article class="joboffer_container"><div class="joboffer_title_text"><a href="{self.url(ad)}">{escape(ad.title)}</a></div>'
                       f'<div class="job_standort">{escape(ad.place[1])}</div></article>' for ad in shown)
        return html_page(f"Stellenangebote: {self.employer.name}", f'<section id="joboffer_table_container" data-count="{len(shown)}" data-all-count="{self.total}" '
                         f'data-current-language="de">{rows}</section>')

class SampleOnclick(Sample):
    """Rows that are no links but open the job by a script; pages without markup for machines."""

    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path != self.portal:
            return self.plain_page(r"/[\w-]+-de-j(\d+)\.html", asked)
        start = asked.number("start")
        rows = "".join(
            f'<div class="joboffer_container" onclick="window.location.href=\'{self.url(ad)}\'"><div class="joboffer_title_text">{escape(ad.title)}</div>'
            f'<div class="job_location">{escape(ad.place[1])}</div><a class="joboffer_maplink" href="/karte.html">Karte</a></div>' for ad in self.ads[start: start + 100])
        return html_page("Stellenangebote", f'<section id="joboffer_table_container" data-all-count="{self.total}">{rows}</section>')


class SampleBerlin(Sample):
    """The table of the Land Berlin, filtered to one authority by the address; 25 rows a page, no count."""

    findable: ClassVar[bool] = False
    portal: ClassVar[str] = "/stellenangebote.html?filter%5Bclient_id%5D%5B%5D=7"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path != "/stellenangebote.html":
            return super().answer(asked)
        ads, start = self.ads if asked.query.get("filter[client_id][]") == ["7"] else [], asked.number("start")
        rows = "".join(f'<tr><td><a href="{self.url(ad)}">{escape(ad.title)}</a></td><td>{escape(ad.place[1])}</td></tr>' for ad in ads[start: start + 25])
        pages = "".join(f'<a href="{escape(self.portal)}&amp;start={at}">{at // 25 + 1}</a> ' for at in range(0, len(ads), 25))
        return html_page("Karriereportal", f'<table id="joboffers"><tr><th>Stelle</th><th>Ort</th></tr>{rows}</table><p>{pages}</p><a href="https://www.rexx-systems.com">rexx</a>')


class SampleLegacy(Sample):
    """Portal7: links with a session, the job told by ?yid=."""

    paged: ClassVar[bool] = False
    placed: ClassVar[bool] = False
    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def path(self, ad: Ad) -> str:
        return f"/stellenangebot.html?yid={ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            rows = "".join(f'<tr><td><a href="{self.path(ad)}&amp;sid=0a1b2c3d">{escape(ad.title)}</a></td></tr>' for ad in self.ads)
            return html_page("Stellenangebote", f"<!-- rexx recruitment - portal7 --><table>{rows}</table>")
        ad = self.by_id(asked.query.get("yid", [""])[0]) if asked.path == "/stellenangebot.html" and "sid" not in asked.query else None
        return html_page("Stellenangebot", f'<div id="jobtplcontainer"><h1>{escape(ad.title)}</h1>{ad.html}</div>') if ad else None
