"""onlyfy one: the board, JSON-LD with a teaser, the full text at an address of its own; the JSON list by its token (onlyfy.md)."""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play, deadline, parts
from spiders.samples.wire import Answer, Asked, html_page, json_answer, schema
from spiders.samples.world import Ad

TOKEN = hashlib.sha256(b"liste").hexdigest()[:31]


class Sample(Play):

    def external_id(self, ad: Ad) -> str:
        return hashlib.sha256(str(ad.number).encode()).hexdigest()[:31]

    def path(self, ad: Ad) -> str:
        return f"/job/{self.external_id(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            rows = "".join(f'<div class="row row-table row-24"><div class="cell-table"><strong class="job-title"><a href="{self.path(ad)}">{escape(ad.title)}</a></strong></div>'
                           f'<div class="cell-table text-center"><div class="inner">{escape(ad.place[1])}</div></div></div>' for ad in self.ads)
            return html_page("Offene Stellen", f'<div id="jobList">{rows}</div>')
        if found := re.fullmatch(r"/(?:job/show/(\w{31})/full|candidate/job/print/(\w{31}))", asked.path):
            ad = self.by_id(found[1] or found[2])
            return self._full(ad) if ad else None
        found = re.fullmatch(r"/job/(\w{31})", asked.path)
        ad = self.by_id(found[1]) if found else None
        return self._page(ad) if ad else None

    def _page(self, ad: Ad) -> Answer:
        record = {**schema(ad, self.url(ad)), "description": re.sub(r"<[^>]+>", " ", ad.html)[:200], "identifier": {
            "@type": "PropertyValue", "name": self.employer.name, "value": self.external_id(ad)}}
        block = json.dumps(record, ensure_ascii=False).replace("</", "<\\/")
        return html_page(ad.title, f'<iframe src="/job/show/{self.external_id(ad)}/full?lang=de&amp;mode=candidate"></iframe>',
                         head=f'<script type="application/ld+json">{block}</script>')

    def _full(self, ad: Ad) -> Answer:
        body = "".join(f'<div class="text-element"><h2 class="text-element-header_text">{heading or escape(ad.title)}</h2><div class="text-element-body_text">{text}</div></div>'
                       for heading, text in parts(ad))
        return html_page(ad.title, f'<div class="job-ad-component">{body}</div>')


class SampleList(Sample):
    """A board whose list token is known: the JSON list."""

    params: ClassVar[dict[str, Any]] = {"list": TOKEN}

    def is_list(self, asked: Asked) -> bool:
        return asked.path == f"/job/list/{TOKEN}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == f"/job/list/{TOKEN}":
            return json_answer({"company": self.employer.name, "totalResults": self.total, "currentStartDisplay": 1,
                                "jobs": [self._job(ad) for ad in self.ads[: asked.number("max_results", 100)]]})
        return super().answer(asked)

    def _job(self, ad: Ad) -> dict[str, Any]:
        until = deadline(ad)
        return {"handle": self.external_id(ad), "shortHandle": self.external_id(ad)[:8], "title": ad.title, "showUrl": self.url(ad),
                "applyUrl": f"{self.base}/application/apply/{self.external_id(ad)}", "department": {"id": 1, "title": "IT"},
                "city": {"id": 5, "title": ad.place[1], "country": "Deutschland", "countryCode": "DE", "zip_code": ad.place[0]},
                "positionType": {"id": 2, "title": "Vollzeit"}, "seniority": {"id": 3, "title": "Berufserfahren"}, "published_at": f"{ad.born}T08:00:00+01:00",
                "remote": False, "simple_html_content": ad.html, "metaDescription": ad.title,
                "applications_deadline_information": {"applications_allowed": True, "stop_applications_at": until.isoformat() if until else None}}


class SampleStream(Sample):
    """The newer board: its list is streamed to the page in pieces, with the place but without the title; full texts answer 404."""

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path.endswith("/full"):
            return None
        if asked.path != "/":
            return super().answer(asked)
        jobs = json.dumps({"data": [{"jobAdUrl": self.url(ad), "cityName": ad.place[1]} for ad in self.ads]}, ensure_ascii=False)
        text = f'7:["$","div",null,{{"jobsData":{jobs},"locale":"de"}}]\n'
        pieces = [json.dumps(text[at: at + 500]).replace("<", "\\u003c") for at in range(0, len(text), 500)]
        return html_page("Offene Stellen", "".join(f"<script>self.__next_f.push([1,{piece}])</script>" for piece in pieces))
