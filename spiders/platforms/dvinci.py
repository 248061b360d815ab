"""d.vinci: the whole stock in one JSON answer.

Source: d.vinci's documented interface jobPublication/list.json. The responsible user in it is a person and is left out;
speculative applications (type UNSOLICITED) are no vacancies.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, records_of

_KEYS = ["id", "language", "position", "pageTitle", "subtitle", "pageDescription", "jobPublicationURL", "applicationFormURL", "applicationApplyApiURL", "applicationApplyWhatsAppURL", "startDate", "endDate", "introduction", "tasks", "profile", "weOffer", "closingText", "images", "benefits", "jobOpening", "introductionHeading", "tasksHeading", "profileHeading", "weOfferHeading", "closingTextHeading"]
_PARTS = ("introduction", "tasks", "profile", "weOffer", "closingText")


class Portal(Platform):
    fingerprints = (r"\.dvinci(?:-hr|-easy)?\.(?:com|de)", r"dvinci\.apps\.Dvinci", r"dvinciVersion", r"DvinciData", r"dvinci-job-widget", r"\"jobPublicationURL\"")

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.portal)
        if parts.path.endswith("list.json"):
            return [Follow(source.portal)]
        pieces = parts.path.strip("/").split("/")
        board = f"/{pieces[0]}/{pieces[1]}" if len(pieces) > 1 and pieces[0] in ("portal", "p") else ""
        return [Follow(f"{self.base(source)}{board}/jobPublication/list.json")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        for entry in records_of(page.json(), _KEYS, ("id", "position", "jobPublicationURL", "jobOpening"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            opening = record.get("jobOpening")
            opening = opening if isinstance(opening, dict) else {}
            if opening.get("type") != "UNSOLICITED":
                yield from self.posting(page, source, self._fields(record, opening), where)

    def _fields(self, record: Mapping[str, Any], opening: Mapping[str, Any]) -> dict[str, Any]:
        unit = opening.get("orgUnit")
        return {
            "external_id": record.get("id"), "title": record.get("position") or record.get("pageTitle") or opening.get("name"),
            "url": record.get("jobPublicationURL"), "apply_url": record.get("applicationFormURL"), "language": record.get("language"),
            "description_html": "\n".join(str(record[part]) for part in _PARTS if record.get(part)),
            "date_posted": berlin_day(record.get("startDate")), "valid_through": berlin_day(record.get("endDate")),
            "identifier": opening.get("reference"), "department": opening.get("department") or (unit.get("name") if isinstance(unit, dict) else None),
            "employment_type": [str(t.get("internalName") or t.get("name")) for t in opening.get("workingTimes") or [] if isinstance(t, dict)],
            "base_salary": opening.get("salary") or opening.get("salaryRange"), "locations": list(_places(opening)),
        }


def _places(opening: Mapping[str, Any]) -> Iterator[str]:
    for place in opening.get("locations") or []:
        address = place.get("address") if isinstance(place, dict) else None
        town = f"{address.get('zipCode') or ''} {address.get('city') or ''}".strip() if isinstance(address, dict) else ""
        if town or (isinstance(place, dict) and place.get("name")):
            yield town or str(place["name"])
    if not opening.get("locations") and opening.get("location"):
        yield str(opening["location"])
