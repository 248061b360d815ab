"""JOIN: a company page with five postings in its embedded state, further ones by ``?page=``, pages with JSON-LD (join.md)."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
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


class SampleApi(Sample):
    """A company page that only names its company; its postings are in the JSON list, 50 a page, with their texts."""

    deadlines: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == COMPANY:
            state = {"props": {"pageProps": {"companyData": {"company": {"id": 9876, "name": self.employer.name, "slug": "beispielland"}, "jobs": []}}}}
            return html_page(self.employer.name, f'<div id="__NEXT_DATA__"><script type="application/json">{json.dumps(state)}</script></div>')
        if asked.path == "/api/public/companies/9876/jobs":
            page = max(1, asked.number("page", 1))
            items = [{"id": ad.number, "title": ad.title, "description": ad.html, "locations": [{"id": 1, "name": ad.place[1], "city": ad.place[1], "country": "DE"}],
                      "shareableUrl": self.url(ad), "publishedAt": f"{ad.born}T08:30:00.000Z", "employmentType": "FULL_TIME", "remoteOption": "ON_SITE"} for ad in self.ads[(page - 1) * 50: page * 50]]
            return json_answer({"items": items, "pagination": {"page": page, "pageSize": 50, "total": self.total, "totalPages": -(-len(self.ads) // 50)}})
        return super().answer(asked)
