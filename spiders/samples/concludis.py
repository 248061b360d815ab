"""Concludis: a list of 25 rows a page with its count, pages with JSON-LD (concludis.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.faults import Redirect
from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad

LIST = "/prj/lst/a181a603769c1f98ad927e7367c7aa51/GesamtlisteOffenePositionen.htm"
SIZE = 25


class Sample(Play):
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == LIST

    def path(self, ad: Ad) -> str:
        return f"/prj/shw/{'0' * 24}{ad.number:08}_0/{ad.number}/{ad.slug}.htm?b=0"

    def row(self, ad: Ad) -> str:
        return (f'<div id="line_{ad.number}" class="line" onclick="cJobboard.openJob(\'{self.url(ad)}\')"><span class="headerlink stellenlink">{escape(ad.title)}</span>'
                f'<span class="kurzb">{escape(ad.place[1])}</span></div>')

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            raise Redirect(LIST)
        if asked.path == LIST:
            page = max(1, asked.number("page", 1))
            rows = "".join(map(self.row, self.ads[(page - 1) * SIZE: page * SIZE]))
            last = max(1, -(-len(self.ads) // SIZE))
            pages = "".join(f'<a href="{LIST}?page={number}">{number}</a> ' for number in range(1, last + 1)) if last > 1 else ""
            return html_page("Offene Positionen", f'<div class="stellensum">{self.total} Stellen gefunden</div><div class="stellen list">{rows}</div><div class="pager">{pages}</div>')
        return self.marked_up(r"/prj/shw/\w+/(\d+)/[\w-]+\.htm", asked)


class SampleWidget(Sample):
    """The board of a widget: all rows at once, whatever page is asked; an ad is shown only as part of the widget."""

    portal: ClassVar[str] = "/prj/lst/?b=36&lang=de_DE&jsinclude=1"
    paged: ClassVar[bool] = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/prj/lst/"

    def path(self, ad: Ad) -> str:
        return super().path(ad).replace("?b=0", "?b=36")

    def answer(self, asked: Asked) -> Answer | None:
        if self.is_list(asked):
            rows = "".join(f'<div onclick="cJobboard.openJob(\'{self.url(ad)}\');" id="line_{ad.number}"><span class="headerlink stellenlink">{escape(ad.title)}</span></div>' for ad in self.ads)
            return 200, "text/html; charset=utf-8", f'<div class="stellensum">Es wurden {self.total} Stellen gefunden, Stand 02.03.2026</div><div class="stellen list">{rows}</div>'.encode()
        if asked.path.startswith("/prj/shw/") and "jsinclude" not in asked.query:
            raise Redirect("/website/")
        return super().answer(asked)
