"""BeeSite / Global Jobboard: the search interface by POST or GET, and the older HTML list (beesite.md)."""

from __future__ import annotations

import json
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad


class Sample(Play):
    """The interface: at most 100 items an answer; the postal code stands for the city."""

    fixed_host: ClassVar[bool] = True
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/search/"

    def places(self, ad: Ad) -> list[str]:
        return [ad.place[0]] if self.placed else []

    def path(self, ad: Ad) -> str:
        return f"/index.php?ac=jobad&id={ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/search/":
            return self._search(asked)
        if asked.path == "/":
            return html_page("Stellenportal", '<div id="gjb-app"></div><a href="/index.php?ac=search_result">Alle Stellen</a>')
        if asked.path == "/index.php":
            ad = self.by_id(asked.query.get("id", [""])[0]) if asked.query.get("ac") == ["jobad"] else None
            return html_page(ad.title, f'<main><h1>{escape(ad.title)}</h1>{ad.html}<a href="/index.php?ac=application&amp;jobad_id={ad.number}">Bewerben</a></main>') if ad else None
        return None

    def _search(self, asked: Asked) -> Answer:
        try:
            said = asked.json() if asked.method == "POST" else json.loads(asked.query.get("data", ["{}"])[0])
        except ValueError:
            return json_answer({"error": "data is no JSON"}, 400)
        window = said.get("SearchParameters", {})
        first, count = max(1, int(window.get("FirstItem", 1))), min(int(window.get("CountItem", 10)), 100)
        shown = self.ads[first - 1: first - 1 + count]
        wanted = set(window.get("MatchedObjectDescriptor") or [])
        items = [{"MatchedObjectId": str(ad.number), "MatchedObjectDescriptor": {k: v for k, v in self._record(ad).items() if not wanted or k in wanted}} for ad in shown]
        return json_answer({"LanguageCode": "DE", "SearchResult": {"SearchResultCount": len(shown), "SearchResultCountAll": self.total, "SearchResultItems": items}})

    def _record(self, ad: Ad) -> dict[str, Any]:
        land, latitude, longitude = WHERE[ad.place[1]]
        return {"ID": str(ad.number), "PositionID": f"j{ad.number:09}", "PositionTitle": ad.title, "PublicationCode": f"{ad.number:X}", "PositionURI": self.url(ad),
                "PositionShortURI": f"j{ad.number}.html", "ApplyURI": [f"{self.base}/index.php?ac=application&jobad_id={ad.number}"], "PublicationLanguage": {"Code": "DE"},
                "PublicationChannel": [{"Id": 12, "StartDate": ad.born.isoformat(), "EndDate": ad.facts["valid_through"]}], "PublicationStartDate": ad.born.isoformat(),
                "PublicationEndDate": ad.facts["valid_through"], "PositionIndustry": [], "JobCategory": [{"Code": "9", "Name": "IT"}], "CareerLevel": [], "TargetGroup": [],
                "PositionSchedule": [{"Code": "3", "Name": "Vollzeit/Teilzeit"}], "PositionOfferingType": [], "ParentOrganization": "77",
                "ParentOrganizationName": self.employer.name, "Organization": "78", "OrganizationName": f"Beispielweg 1, {ad.place[0]} {ad.place[1]}",
                "PositionLocation": [{"CountryCode": "DE", "CountryName": "Deutschland", "CountrySubDivisionName": land, "PostalCode": ad.place[0], "StreetName": "Beispielweg",
                                      "BuildingNumber": "1", "Longitude": longitude, "Latitude": latitude}],
                "PositionSalary": {"Code": [], "Name": ""}, "PositionCivilServicePay": {"Code": [], "Name": ""}, "LogoURI": []}


class SampleHtml(Sample):
    """The older list, all rows on one page, the city in a cell that nothing marks as a place; pages are plain."""

    portal: ClassVar[str] = "/index.php?ac=search_result"
    fixed_host: ClassVar[bool] = False
    paged: ClassVar[bool] = False
    placed: ClassVar[bool] = False
    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/index.php" and asked.query.get("ac") == ["search_result"]

    def answer(self, asked: Asked) -> Answer | None:
        if self.is_list(asked):
            rows = "".join(f'<tr><td><a href="index.php?ac=jobad&amp;id={ad.number}">{escape(ad.title)}</a></td><td>{escape(ad.place[1])}</td></tr>' for ad in self.ads)
            return html_page("Suchergebnis", f"<table>{rows}</table>")
        return None if asked.path == "/search/" else super().answer(asked)
