"""JOIN: a company page with five postings in its embedded state, further ones by ``?page=``, pages with JSON-LD (join.md)."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad

COMPANY = "/companies/beispielland"
SIZE = 5


class Sample(Play):
    portal: ClassVar[str] = COMPANY
    paged: ClassVar[bool] = True

    def path(self, ad: Ad) -> str:
        return f"{COMPANY}/{ad.number}-{ad.slug}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == COMPANY:
            page = max(1, asked.number("page", 1))
            return self._company(page)
        found = re.fullmatch(rf"{COMPANY}/(\d+)-[\w-]+", asked.path)
        return self.marked_up(rf"{COMPANY}/(\d+)-[\w-]+", asked) if found else None

    def _company(self, page: int) -> Answer:
        shown = self.ads[(page - 1) * SIZE: page * SIZE]
        jobs = {"items": [self._item(ad) for ad in shown],
                "pagination": {"page": page, "pageSize": SIZE, "rowCount": self.total, "pageCount": -(-len(self.ads) // SIZE)}}
        state: dict[str, Any] = {"props": {"pageProps": {"initialState": {"company": {"id": 9876, "name": self.employer.name, "slug": "beispielland"}, "jobs": jobs}}}}
        block = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
        links = "".join(f'<a href="{self.path(ad)}"><h3>{escape(ad.title)}</h3></a>' for ad in shown)
        return html_page(self.employer.name, f'{links}<script id="__NEXT_DATA__" type="application/json">{block}</script>')

    def _item(self, ad: Ad) -> dict[str, Any]:
        return {"id": ad.number, "idParam": f"{ad.number}-{ad.slug}", "title": ad.title, "createdAt": f"{ad.born}T08:30:00.000Z", "city": {"cityName": ad.place[1], "countryName": "Germany"},
                "employmentType": {"name": "Vollzeit"}, "category": {"name": "IT"}, "workplaceType": "ONSITE"}
