"""Personio: the whole stock as XML; pages of postings are addressed by /job/{id}; no deadlines (personio.md)."""

from __future__ import annotations

from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.portals import personio
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad


class Sample(Play):
    deadlines: ClassVar[bool] = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/xml", "/search.json")

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            rows = "".join(f'<a class="job-box" href="/job/{ad.number}"><h3>{ad.title}</h3></a>' for ad in self.ads)
            return html_page(f"Stellen bei {self.employer.short_name}", rows)
        return personio(self.employer, self.ads, asked)

    def path(self, ad: Ad) -> str:
        return f"/job/{ad.number}?language=de"


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
