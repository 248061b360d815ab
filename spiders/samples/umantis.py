"""Haufe Umantis: ten rows a page, the table's number leads on, plain pages without dates (umantis.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad

TABLE, SIZE = "1152481", 10


class Sample(Play):
    portal: ClassVar[str] = "/Jobs/All"
    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def path(self, ad: Ad) -> str:
        return f"/Vacancies/{ad.number}/Description/1"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path in (self.portal, "/Jobs/1"):
            asked_for = asked.query.get(f"tc{TABLE}", ["p1"])[0].removeprefix("p")
            page = max(1, int(asked_for)) if asked_for.isdecimal() else 1
            shown = self.ads[(page - 1) * SIZE: page * SIZE]
            rows = "".join(f'<tr class="tableaslist_contentrow{n % 2 + 1}"><td><ul><li><span class="tableaslist_subtitle tableaslist_element_1152488">'
                           f'<a href="{self.path(ad)}" class="HSTableLinkSubTitle" aria-label="{escape(ad.title)}">{escape(ad.title)}</a></span></li>'
                           f'<li><span class="visually-hidden">Anstellungsort</span><i class="icon icon-department"></i> <span class="column-value">{escape(ad.place[1])}</span></li>'
                           f'<li><span class="visually-hidden">Art</span><i class="icon icon-jobtype"></i> <span class="column-value">Vollzeit</span></li></ul></td></tr>'
                           for n, ad in enumerate(shown))
            state = f'{{"TableNr":"{TABLE}","TableFrom":{(page - 1) * SIZE + 1},"TableTo":{(page - 1) * SIZE + len(shown)}}}'
            return html_page("Stellenangebote", f"<table class=\"tableaslist\">{rows}</table><table-navigation initial-data-string='{state}'></table-navigation>",
                             head="<script>var globalUmantisParams = {};</script>")
        return self.plain_page(r"/Vacancies/(\d+)/Description/\d+", asked)
