"""Workday: the list by POST, 20 a page, relative dates; the text and the date in a detail of the interface (workday.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

TENANT, SITE = "beispielland", "Karriere"
API = f"/wday/cxs/{TENANT}/{SITE}"


class Sample(Play):
    portal: ClassVar[str] = f"/{SITE}"
    params: ClassVar[dict[str, Any]] = {"tenant": TENANT, "site": SITE}
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == f"{API}/jobs"

    def external_id(self, ad: Ad) -> str:
        return f"R-{ad.number}"

    def external_path(self, ad: Ad) -> str:
        city = "".join(c for c in ad.place[1].replace("ö", "oe").replace(" ", "-") if c.isalnum() or c == "-")
        return f"/job/{city}/{ad.slug}_{self.external_id(ad)}"

    def path(self, ad: Ad) -> str:
        return f"/{SITE}{self.external_path(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == f"/{SITE}":
            return html_page("Karriere", '<div id="root"></div><script>window.workday = {tenant: "beispielland", siteId: "Karriere"};</script>')
        if asked.path == f"{API}/jobs":
            return self._list(asked) if asked.method == "POST" else json_answer({"errorCode": "HTTP_405"}, 405)
        for ad in self.ads:
            if asked.path == API + self.external_path(ad):
                return json_answer(self._detail(ad))
            if asked.path == self.path(ad):
                return html_page(ad.title, '<div id="root"></div>')
        return None

    def _list(self, asked: Asked) -> Answer:
        said = asked.json()
        limit, offset = int(said.get("limit", 20)), int(said.get("offset", 0))
        if limit > 20:
            return json_answer({"errorCode": "HTTP_400"}, 400)
        rows = [{"title": ad.title, "externalPath": self.external_path(ad), "locationsText": ad.place[1], "postedOn": self._posted(ad, asked), "bulletFields": [self.external_id(ad)]}
                for ad in self.ads[offset: offset + limit]]
        # The total is reliable only on the first page.
        return json_answer({"total": self.total if offset == 0 else 0, "jobPostings": rows, "facets": [], "userAuthenticated": False})

    def _posted(self, ad: Ad, asked: Asked) -> str:
        days = (asked.day - ad.born).days
        return {0: "Posted Today", 1: "Posted Yesterday"}.get(days, f"Posted {days} Days Ago" if days <= 30 else "Posted 30+ Days Ago")

    def _detail(self, ad: Ad) -> dict[str, Any]:
        return {"jobPostingInfo": {"id": f"{ad.number:032x}", "title": ad.title, "jobDescription": ad.html, "location": ad.place[1], "startDate": ad.born.isoformat(), "timeType": "Vollzeit",
                                   "jobReqId": self.external_id(ad), "externalUrl": self.url(ad), "jobPostingId": f"{ad.slug}_{self.external_id(ad)}", "country": {"descriptor": "Deutschland"}},
                "userAuthenticated": False}
