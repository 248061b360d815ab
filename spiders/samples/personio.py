"""Personio: the whole stock as XML; pages of postings are addressed by /job/{id}; no deadlines (personio.md)."""

from __future__ import annotations

import json
from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad


class Sample(Play):
    deadlines: ClassVar[bool] = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/xml", "/search.json")

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            rows = "".join(f'<a class="job-box" href="/job/{ad.number}"><h3>{escape(ad.title)}</h3></a>' for ad in self.ads)
            return html_page(f"Stellen bei {self.employer.short_name}", rows)
        return self._xml() if asked.path == "/xml" else self.marked_up(r"/job/(\d+)", asked)

    def path(self, ad: Ad) -> str:
        return f"/job/{ad.number}?language=de"

    def _xml(self) -> Answer:
        rows = "".join(map(self._position, self.ads))
        return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>{rows}</workzag-jobs>'.encode()

    def _position(self, ad: Ad) -> str:
        return (f"<position><id>{ad.number}</id><subcompany>{escape(self.employer.name)}</subcompany><office>{escape(ad.place[1])}</office><department>IT</department>"
                f"<recruitingCategory>IT</recruitingCategory><name>{escape(ad.title)}</name><jobDescriptions><jobDescription><name>Stelle</name>"
                f"<value><![CDATA[{ad.html}]]></value></jobDescription></jobDescriptions><employmentType>permanent</employmentType><seniority>experienced</seniority>"
                f"<schedule>full-or-part-time</schedule><createdAt>{ad.born}T09:00:00+00:00</createdAt></position>")


class SampleSearch(Sample):
    """A tenant that switched the XML off: search.json names the postings, their pages state the dates."""

    deadlines: ClassVar[bool] = True

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/xml":
            return None
        if asked.path == "/search.json":
            return json_answer([{"id": ad.number, "name": ad.title, "employment_type": "permanent", "schedule": "full-time", "offices": [ad.place[1]],
                                 "department": "IT"} for ad in self.ads])
        return super().answer(asked)


class SampleStream(SampleSearch):
    """A tenant without any list of its own: the newer page streams it to itself."""

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/search.json":
            return None
        if asked.path != "/":
            return super().answer(asked)
        jobs = json.dumps([{"id": str(ad.number), "name": ad.title, "main_office": ad.place[1], "schedule": "full-or-part-time", "employment_type": "permanent",
                            "created_at": f"{ad.born}T00:00:00Z", "department": "IT"} for ad in self.ads], ensure_ascii=False)
        text = json.dumps(f'5:["$","$L13",null,{{"jobs":{jobs},"subdomain":"beispiel"}}]').replace("<", "\\u003c")
        return html_page("Offene Stellen", f"<script>self.__next_f.push([1,{text}])</script>")
