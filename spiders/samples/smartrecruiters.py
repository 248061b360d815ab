"""SmartRecruiters: postings of a company, 100 a page, the text in a detail of the interface; no deadline (smartrecruiters.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play, section
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

COMPANY = "Beispielland"
API = f"/v1/companies/{COMPANY}/postings"


class Sample(Play):
    portal: ClassVar[str] = f"/{COMPANY}"
    params: ClassVar[dict[str, Any]] = {"company": COMPANY}
    fixed_host: ClassVar[bool] = True
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == API

    def path(self, ad: Ad) -> str:
        return f"/{COMPANY}/{ad.number}-{ad.slug}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == f"/{COMPANY}":
            return html_page("Jobs", '<script src="https://static.smartrecruiters.com/job-widget/1.6.4/script/smart_widget.js"></script>')
        if asked.path == API:
            limit, offset = min(asked.number("limit", 100), 100), asked.number("offset")
            return json_answer({"offset": offset, "limit": limit, "totalFound": self.total, "content": [self._row(ad) for ad in self.ads[offset: offset + limit]]})
        if asked.path.startswith(API + "/"):
            ad = self.by_id(asked.path.rsplit("/", 1)[1])
            return json_answer(self._detail(ad)) if ad else json_answer({"message": "not found"}, 404)
        return self.plain_page(rf"/{COMPANY}/(\d+)-[\w-]+", asked)

    def _row(self, ad: Ad) -> dict[str, Any]:
        return {"id": str(ad.number), "name": ad.title, "uuid": f"00000000-0000-4000-8000-{ad.number:012}", "jobAdId": f"00000000-0000-4000-9000-{ad.number:012}", "defaultJobAd": True,
                "refNumber": ad.facts["identifier"], "company": {"identifier": COMPANY, "name": self.employer.name}, "releasedDate": f"{ad.born}T09:52:17.596Z",
                "location": {"city": ad.place[1], "region": WHERE[ad.place[1]][0], "country": "de", "address": "Beispielweg 1", "postalCode": ad.place[0], "remote": False, "hybrid": False,
                             "fullLocation": f"{ad.place[1]}, Deutschland"},
                "industry": {"id": "government", "label": "Öffentliche Verwaltung"}, "department": {}, "function": {"id": "information_technology", "label": "IT"},
                "typeOfEmployment": {"id": "permanent", "label": "Vollzeit"}, "experienceLevel": {"id": "associate", "label": "Berufserfahren"}, "customField": [],
                "visibility": "PUBLIC", "ref": f"{self.base}{API}/{ad.number}", "creator": {"name": "Vorname Nachname"},
                "language": {"code": "de", "label": "German", "labelNative": "Deutsch"}}

    def _detail(self, ad: Ad) -> dict[str, Any]:
        sections = {"companyDescription": {"title": "Über uns", "text": section(ad, 0)}, "jobDescription": {"title": "Aufgaben", "text": section(ad, 1)},
                    "qualifications": {"title": "Profil", "text": section(ad, 2)}, "additionalInformation": {"title": "Angebot", "text": section(ad, 3) + section(ad, 4)}}
        return {**self._row(ad), "jobAd": {"sections": sections}, "applyUrl": f"{self.url(ad)}?oga=true", "postingUrl": self.url(ad)}
