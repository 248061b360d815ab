"""Haufe Umantis: ten rows a page, the table's number leads on, plain pages without dates (umantis.md)."""

from __future__ import annotations

import json
from html import escape
from typing import ClassVar

from spiders.samples.play import Play, deadline, german
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


class SampleTotal(Sample):
    """The newer table: the customer's own order of columns, days and a total; beyond the end the last page is shown again."""

    portal: ClassVar[str] = "/Jobs/1"
    dated: ClassVar[bool] = True
    deadlines: ClassVar[bool] = True

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path not in (self.portal, Sample.portal):
            return super().answer(asked)
        said = asked.query.get("tc66856", ["p1"])[0].removeprefix("p")
        page = min(int(said) if said.isdecimal() else 1, max(1, -(-len(self.ads) // SIZE)))
        shown = self.ads[(page - 1) * SIZE: page * SIZE]
        state = {"TableNr": "66856", "TableCurrentPage": page, "TableFrom": (page - 1) * SIZE + 1, "TableTo": (page - 1) * SIZE + len(shown), "TableTotalLines": str(self.total)}
        rows = "".join(f'<tr class="table-as-list__contentrow{n % 2 + 1}"><td><ul>{self._cells(ad, n)}</ul></td></tr>' for n, ad in enumerate(shown))
        return html_page("Stellenangebote", f"<table class=\"table-as-list\">{rows}</table><table-navigation initial-data-string='{json.dumps(state)}'></table-navigation>")

    def _cells(self, ad: Ad, turn: int) -> str:
        days = german(deadline(ad))
        told = [("Abteilung", "department", "Informationstechnik"), ("Arbeitsort", "department", ad.place[1]), ("Online seit", "date", german(ad.born)), *([("Bewerbungsfrist", "date", days)] if days else [])]
        cells = [f'<li><span class="visually-hidden">{label}</span><i class="icon icon-{icon}"></i> <span class="column-value">{escape(value)}</span></li>' for label, icon, value in told]
        cells.insert(turn % 3, f'<li><a href="{self.path(ad)}?lang=ger" class="HSTableLinkSubTitle">{escape(ad.title)}</a></li>')
        return "".join(cells)
