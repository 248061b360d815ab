"""BITE: a widget in the career page, its key in a script, a paged search by POST, one JSON a posting (bite.md)."""

from __future__ import annotations

import hashlib
import re
from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play, deadline, utc
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

KEY = hashlib.sha1(b"beispiel:stellen", usedforsecurity=False).hexdigest()


class Sample(Play):
    portal: ClassVar[str] = "/karriere"
    #: The most that one answer carries, whatever is asked for.
    most: ClassVar[int] = 100
    fixed_host: ClassVar[bool] = True
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/api/v1/postings/search"

    def external_id(self, ad: Ad) -> str:
        return hashlib.sha1(str(ad.number).encode(), usedforsecurity=False).hexdigest()

    def path(self, ad: Ad) -> str:
        return f"/jobposting/{self.external_id(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Karriere", '<h1>Stellenangebote</h1><div data-bite-jobs-api-listing="beispiel:stellen"></div>'
                             '<script src="https://static.b-ite.com/jobs-api/loader-v1/api-loader-v1.min.js"></script>')
        if asked.path == "/beispiel/jobs-api/stellen.min.js":
            return 200, "application/javascript", f'!function(e){{var t=e.createClient({{key:"{KEY}"}});t.mount({{chat:{{key:""}}}})}}(window.bite);'.encode()
        if asked.path == "/api/v1/postings/search" and asked.method == "POST":
            return self._search(asked.json())
        if found := re.fullmatch(r"/jobposting/([0-9a-f]{40})(?:/json)?", asked.path):
            ad = self.by_id(found[1])
            if ad and asked.path.endswith("/json"):
                return json_answer(self._detail(ad))
            return self.plain_page(r"/jobposting/([0-9a-f]{40})", asked)
        return None

    def _search(self, said: dict[str, Any]) -> Answer:
        if said.get("key") != KEY:
            return json_answer({"error": "unknown key"}, 403)
        window = said.get("page", {})
        offset, count = int(window.get("offset", 0)), min(int(window.get("num", 20)), self.most)
        rows = [self._row(ad) for ad in self.ads[offset: offset + count]]
        labels = {"custom.befristung": {"options": [{"value": "01", "label": "unbefristet"}, {"value": "02", "label": "befristet"}]}}
        return json_answer({"jobPostings": rows, "page": {"offset": offset, "num": count, "total": self.total}, "fields": labels})

    def _address(self, ad: Ad) -> dict[str, Any]:
        _, latitude, longitude = WHERE[ad.place[1]]
        return {"city": ad.place[1], "postCode": ad.place[0], "latitude": latitude, "longitude": longitude, "country": "de"}

    def _row(self, ad: Ad) -> dict[str, Any]:
        until = deadline(ad)
        return {"title": ad.title, "url": self.url(ad), "applyUrl": f"{self.url(ad)}/apply", "hash": self.external_id(ad), "identification": ad.facts["identifier"],
                "startsOn": f"{utc(ad.born):%Y-%m-%dT%H:%M:%S.000Z}", "endsOn": f"{utc(until, end=True):%Y-%m-%dT%H:%M:%S.000Z}" if until else None,
                "createdOn": f"{utc(ad.born):%Y-%m-%dT%H:%M:%S.000Z}", "modifiedOn": f"{utc(ad.changed):%Y-%m-%dT%H:%M:%S.000Z}",
                "activatedOn": f"{utc(ad.born):%Y-%m-%dT%H:%M:%S.000Z}", "address": self._address(ad), "employmentType": ["full_time", "part_time"],
                "employer": {"name": self.employer.name}, "custom": {"befristung": "01" if ad.facts["permanent"] else "02"}}

    def _detail(self, ad: Ad) -> dict[str, Any]:
        born = f"{utc(ad.born):%Y-%m-%dT%H:%M:%S.000Z}"
        return {"title": ad.title, "content": {"html": {"rendered": ad.html}}, "address": self._address(ad), "employmentType": ["full_time", "part_time"],
                "activatedAt": born, "createdAt": born, "startAt": None, "identification": ad.facts["identifier"], "employer": {"name": self.employer.name}, "locale": "de"}


class SampleConsent(Sample):
    """The widget waits for consent, a chatbot's mount stands beside it without a key; the server gives 20 at a time."""

    most: ClassVar[int] = 20

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            return html_page("Karriere", '<h1>Stellenangebote</h1><div data-bite-jobs-api-listing="beispiel:chat"></div>'
                             '<template class="consent"><div data-bite-jobs-api-listing="beispiel:stellen"></div></template>'
                             '<script type="text/plain" data-ccm-loader-src="https://static.b-ite.com/jobs-api/loader-v1/api-loader-v1.min.js"></script>')
        if asked.path == "/beispiel/jobs-api/chat.min.js":
            return 200, "application/javascript", b'BiteJobsApi.createClient({key:"",assistant:true});'
        if asked.path == "/beispiel/jobs-api/stellen.min.js":
            return 200, "application/javascript", f"const client = createClient( {{ 'key' : '{KEY}', locale: 'de' }} );".encode()
        return super().answer(asked)
