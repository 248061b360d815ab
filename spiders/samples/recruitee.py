"""Recruitee: all offers in one answer; dates as "YYYY-MM-DD HH:MM:SS UTC" (recruitee.md)."""

from __future__ import annotations

from html import escape
from typing import Any

from spiders.samples.play import WHERE, Play, deadline, section
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad


class Sample(Play):

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/api/offers"

    def path(self, ad: Ad) -> str:
        return f"/o/{ad.slug}-{ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            return html_page("Jobs", "".join(f'<p><a href="{self.path(ad)}">{escape(ad.title)}</a></p>' for ad in self.ads) + '<script src="https://recruiteecdn.com/app.js"></script>')
        if asked.path in ("/api/offers", "/api/offers/"):
            return json_answer({"offers": [self._offer(ad) for ad in self.ads]})
        return self.plain_page(r"/o/[\w-]+-(\d+)", asked)

    def _offer(self, ad: Ad) -> dict[str, Any]:
        land, until = WHERE[ad.place[1]][0], deadline(ad)
        return {"id": ad.number, "guid": f"g{ad.number:x}", "slug": f"{ad.slug}-{ad.number}", "title": ad.title, "description": section(ad, 0) + section(ad, 1),
                "requirements": section(ad, 2) + section(ad, 3) + section(ad, 4), "department": "IT", "company_name": self.employer.name, "tags": [],
                "location": f"{ad.place[1]}, {land}, Deutschland", "city": ad.place[1], "postal_code": ad.place[0], "state_name": land, "state_code": "", "country": "Deutschland",
                "country_code": "DE", "locations": [{"id": 4, "name": ad.place[1], "state": land, "city": ad.place[1], "country": "Deutschland", "country_code": "DE",
                                                    "postal_code": ad.place[0], "street": "Beispielweg 1"}],
                "remote": False, "hybrid": ad.facts["remote"] == "partial", "on_site": True, "employment_type_code": "fulltime_permanent", "experience_code": "mid_level",
                "education_code": "", "category_code": "information_technology", "min_hours": None, "max_hours": None, "min_hours_per_week": None, "max_hours_per_week": None,
                "salary": {"min": None, "max": None, "period": None, "currency": None}, "created_at": f"{ad.born} 07:12:30 UTC", "published_at": f"{ad.born} 07:30:00 UTC",
                "updated_at": f"{ad.changed} 09:00:00 UTC", "close_at": f"{until} 12:00:00 UTC" if until else None, "careers_url": self.url(ad),
                "careers_apply_url": f"{self.url(ad)}/c/new", "status": "published", "translations": {}, "mailbox_email": "person@example.org", "open_questions": [], "dynamic_fields": []}
