"""d.vinci: the whole stock as one JSON array; dates are UTC of local midnight (dvinci.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play, deadline, section, utc
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/de/jobs"

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/jobPublication/list.json"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Stellenangebote", '<div ng-app="dvinci.apps.Dvinci"></div>', head='<meta name="dvinciVersion" content="5.2.1"><script>var DvinciData = {};</script>')
        if asked.path == "/jobPublication/list.json":
            # The pool for unsolicited applications stands in the list too and is no vacancy.
            pool = [{**self._record(ad), "id": 99, "position": "Initiativbewerbung", "jobPublicationURL": f"{self.base}/de/jobs/99/initiativbewerbung",
                     "jobOpening": {**self._opening(ad), "id": 98, "type": "UNSOLICITED"}} for ad in self.ads[:1]]
            return json_answer([*(self._record(ad) for ad in self.ads), *pool])
        return self.plain_page(r"/de/jobs/(\d+)/[\w-]*", asked)

    def path(self, ad: Ad) -> str:
        return f"/de/jobs/{ad.number}/{ad.slug}"

    def _record(self, ad: Ad) -> dict[str, Any]:
        until = deadline(ad)
        return {
            "id": ad.number, "language": "de", "position": ad.title, "pageTitle": ad.title, "subtitle": None, "pageDescription": None,
            "jobPublicationURL": self.url(ad), "applicationFormURL": f"{self.base}/de/jobs/{ad.number}/apply", "applicationApplyApiURL": None,
            "applicationApplyWhatsAppURL": None, "startDate": f"{utc(ad.born):%Y-%m-%dT%H:%MZ}", "endDate": f"{utc(until, end=True):%Y-%m-%dT%H:%M:%S}.999Z" if until else None,
            "introduction": section(ad, 0), "tasks": section(ad, 1), "profile": section(ad, 2), "weOffer": section(ad, 3), "closingText": section(ad, 4),
            "images": [], "benefits": [], "jobOpening": self._opening(ad)}

    def _opening(self, ad: Ad) -> dict[str, Any]:
        _, latitude, longitude = WHERE[ad.place[1]]
        return {
            "id": ad.number + 1000, "name": ad.title, "type": "DEFAULT", "categories": [{"id": 1, "internalName": "IT", "name": "IT"}], "reference": ad.facts["identifier"],
            "location": ad.place[1], "department": None, "costUnit": None, "workingTimes": [{"id": 1, "internalName": "FULL_TIME", "name": "Vollzeit"}], "targetGroups": [],
            "contractPeriod": None, "salaryRange": None, "salary": None,
            "locations": [{"id": "7", "name": ad.place[1], "country": {"name": "Deutschland", "isoA2": "DE"}, "latitude": latitude, "longitude": longitude,
                           "additionalInformation": None, "address": {"address1": self.employer.name, "address2": "Beispielweg 1", "zipCode": ad.place[0], "city": ad.place[1],
                                                                      "usState": None, "country": "Deutschland"}}],
            "earliestEntryDate": None, "orgUnit": {"id": 3, "name": self.employer.name}, "createdDate": "2019-05-06T07:00:00.000Z",
            "responsibleUser": {"firstName": "Vorname", "lastName": "Nachname", "email": "person@example.org", "phone": "0000 000000"},
            "reward": None, "formFieldAnswers": [], "company": {"address": None}}


class SampleWidget(Sample):
    """The employer's own page with d.vinci's widget, which names a board of its own."""

    findable: ClassVar[bool] = False
    portal: ClassVar[str] = "/karriere"

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/portal/extern/jobPublication/list.json"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Karriere", f'<h1>Stellenangebote</h1><div class="dvinci-job-widget" data-url="{self.base}/portal/extern"></div>')
        if asked.path == "/jobPublication/list.json":
            return None
        return super().answer(replace(asked, target="/jobPublication/list.json") if self.is_list(asked) else asked)
