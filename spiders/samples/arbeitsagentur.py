"""Bundesagentur: search v6 with key, pages of at most 100, no text (arbeitsagentur.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

API = "/jobboerse/jobsuche-service/pc/v6/jobs"


class Sample(Play):
    portal: ClassVar[str] = "/jobsuche/"
    params: ClassVar[dict[str, Any]] = {"query": {"was": "Informatik", "wo": "Kassel"}}
    fixed_host: ClassVar[bool] = True
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == API

    def external_id(self, ad: Ad) -> str:
        return f"10000-{ad.number:010}-S"

    def path(self, ad: Ad) -> str:
        return f"/jobsuche/jobdetail/{self.external_id(ad)}"

    def url(self, ad: Ad) -> str:
        return f"https://www.arbeitsagentur.de{self.path(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == API:
            page, size = max(1, asked.number("page", 1)), min(asked.number("size", 25), 100)
            return json_answer({"ergebnisliste": [self._row(ad) for ad in self.ads[(page - 1) * size: page * size]], "maxErgebnisse": self.total, "page": page, "size": size})
        return html_page("Jobsuche", "<h1>Jobsuche</h1>") if asked.path == self.portal else None

    def _row(self, ad: Ad) -> dict[str, Any]:
        land, latitude, longitude = WHERE[ad.place[1]]
        return {"referenznummer": self.external_id(ad), "stellenangebotsTitel": ad.title, "firma": self.employer.name, "hauptberuf": "Informatiker/in",
                "stellenlokationen": [{"adresse": {"strasse": "Beispielweg", "plz": ad.place[0], "ort": ad.place[1], "region": land.upper().replace("-", "_"), "land": "DEUTSCHLAND"},
                                       "breite": latitude, "laenge": longitude}],
                "datumErsteVeroeffentlichung": ad.born.isoformat(), "aenderungsdatum": f"{ad.changed}T09:00:00.000", "veroeffentlichungszeitraum": {"von": ad.born.isoformat()},
                "eintrittszeitraum": {"von": ad.born.isoformat()}, "vertragsdauer": "UNBEFRISTET" if ad.facts["permanent"] else "KEINE_ANGABE", "arbeitszeitVollzeit": True,
                "homeofficemoeglich": ad.facts["remote"] == "partial", "quereinstiegGeeignet": False}
