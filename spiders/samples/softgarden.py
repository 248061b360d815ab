"""softgarden: the public DataFeed, and the classic board with its list of ids (softgarden.md)."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer, schema
from spiders.samples.world import Ad

ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /rest/\nDisallow: /apply/\nDisallow: /*/widgets/\n"


class Sample(Play):
    robots: str = ROBOTS

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/jobs.feed.json"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/":
            return html_page("Karriere", f'<h1>Karriere</h1><p>{self.total} Stellen</p><script>var softgarden = {{"feed": "/jobs.feed.json"}};</script>')
        return self._feed(asked) if asked.path == "/jobs.feed.json" else self.marked_up(r"/jobs/(\d+)/[\w-]*/?", asked)

    def path(self, ad: Ad) -> str:
        return f"/jobs/{ad.number}/{ad.slug}/"

    def _feed(self, asked: Asked) -> Answer:
        newest = max((ad.changed for ad in self.ads), default=asked.day)
        return json_answer({"meta": {"source": "softgarden", "schema": "DataFeed"}, "@context": "https://schema.org", "@type": "DataFeed", "name": self.employer.name,
                            "dateModified": f"{newest}T08:00:00.000+01:00", "numberOfItems": self.total, "dataFeedElement": [self._element(ad) for ad in self.ads]})

    def _element(self, ad: Ad) -> dict[str, Any]:
        record = {key: value for key, value in schema(ad, self.url(ad)).items() if key != "@context"}
        return {"@type": "DataFeedItem", "dateModified": f"{ad.changed}T08:00:00.000+01:00", "item": {
            **record, "identifier": {"@type": "PropertyValue", "name": self.employer.name, "value": ad.number}, "employmentType": ["FULL_TIME", "PART_TIME"]}}


class SampleBoard(Play):
    """The classic board: the feed answers 404, rows carry the date as D.MM.YY, all ids stand in a script."""

    portal: ClassVar[str] = "/de/vacancies"
    robots: str = ROBOTS

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            rows = "".join(self._row(ad) for ad in self.ads)
            ids = ",".join(str(ad.number) for ad in self.counted)
            return html_page("Stellenangebote", f"<script>var complete_job_id_list = jobs_selected = [{ids}];</script><div id=\"jobs\">{rows}</div>")
        return self.marked_up(r"/job/(\d+)/[\w-]*", asked)

    def path(self, ad: Ad) -> str:
        return f"/job/{ad.number}/{ad.slug}?jobDbPVId={ad.number + 7_000_000}&l=de"

    def url(self, ad: Ad) -> str:
        return f"{self.base}/job/{ad.number}/{ad.slug}"

    def _row(self, ad: Ad) -> str:
        return (f'<div class="matchElement" id="job_id_{ad.number}"><div class="matchValue date">{ad.born.day}.{ad.born:%m.%y}</div>'
                f'<div class="matchValue title"><a href="../..{escape(self.path(ad))}">{escape(ad.title)}</a></div><div class="matchValue audience">Berufserfahrene</div>'
                f'<div class="matchValue ProjectGeoLocationCity"><span class="location-view-item">{escape(ad.place[1])}</span></div></div>')
