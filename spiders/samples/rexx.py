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
