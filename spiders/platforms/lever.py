"""Lever: postings of a site as a JSON array, 100 at a time.

Source: lever/postings-api README. Params: ``site`` (else the first part of the portal's path). Dates are epoch milliseconds.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import epoch_day
from spiders.locating import Candidate, Found, Look, origin, played_at
from spiders.page import Page
from spiders.paging import query_number, with_query
from spiders.platform import Follow, Item, Platform, UnreadableError, records_of

PAGE_SIZE = 100
_KEYS = ["id", "text", "categories", "createdAt", "country", "workplaceType", "description", "descriptionPlain", "opening", "openingPlain", "descriptionBody", "descriptionBodyPlain", "lists", "additional", "additionalPlain", "hostedUrl", "applyUrl", "salaryRange", "salaryDescription", "salaryDescriptionPlain"]


class Portal(Platform):
    fingerprints = (r"jobs\.(?:eu\.)?lever\.co", r"api\.(?:eu\.)?lever\.co", r"\"hostedUrl\"")
    vendor = "https://api.lever.co"
    addresses = (r"jobs\.(?:eu\.)?lever\.co/[\w-]+", r"/v0/postings/[\w-]+", r"//[^/]+/[\w-]+/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:/apply)?/?(?:[?#]|$)")
    params = ("site",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        found = re.search(r"/v0/postings/([\w-]+)|lever\.co/(?!v0)([\w-]+)|//[^/]+/([\w-]+)", url)
        site = next(filter(None, found.groups()), "") if found else ""
        europe = ".eu." if ".eu.lever.co" in url else "."
        if "lever.co" in url:
            yield self.candidate(look, f"https://jobs{europe}lever.co/{site}", why, weight, {"site": site}, played_at(look.url))
        elif site not in ("jobs", "job", "stellen", "media", "files"):
            yield self.candidate(look, f"{origin(url)}/{site}", why, 60, {"site": site}, origin(url))

    def attempt(self, look: Look) -> Iterator[Candidate]:
        if (path := re.fullmatch(r"/([\w-]+)/?", urlsplit(look.url).path)) and played_at(look.url):
            yield self.candidate(look, look.url, "the address ends like that of a Lever site", 13, {"site": path[1]}, played_at(look.url))

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.portal).path.removeprefix("/v0/postings").strip("/").split("/")
        site = source.params.get("site") or parts[0]
        vendor = "https://api.eu.lever.co" if ".eu.lever.co" in source.portal else "https://api.lever.co"
        return [Follow(f"{self.base(source, vendor)}/v0/postings/{site}?mode=json&skip=0&limit={PAGE_SIZE}", headers={"Accept": "application/json"})]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if isinstance(answer, dict) and isinstance(answer.get("sites"), dict):
            answer = [record for records in answer["sites"].values() if isinstance(records, list) for record in records]
        if not isinstance(answer, list):
            raise UnreadableError("an answer is a list of postings")
        for entry in records_of(answer, _KEYS, ("id", "text", "hostedUrl", "categories"), page.url):
            yield from [entry] if isinstance(entry, Problem) else self.posting(page, source, self._fields(entry[0]), entry[1])
        # More than were asked for: a server that does not count, and has said all.
        if len(answer) == PAGE_SIZE and (skip := query_number(page.url, "skip", -1)) >= 0:
            yield Follow(with_query(page.url, skip=skip + PAGE_SIZE), headers={"Accept": "application/json"})

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        about = record.get("categories")
        about = about if isinstance(about, dict) else {}
        lists = [f"<h3>{part.get('text') or ''}</h3><ul>{part.get('content') or ''}</ul>" for part in record.get("lists") or [] if isinstance(part, dict)]
        opening = [record.get("opening") or record.get("openingPlain"), record.get("descriptionBody") or record.get("descriptionBodyPlain")]
        whole = record.get("description") or record.get("descriptionPlain")
        text = [*([whole] if whole else opening), *lists, record.get("additional") or record.get("additionalPlain")]
        return {
            "external_id": record.get("id"), "title": record.get("text"), "url": record.get("hostedUrl"), "apply_url": record.get("applyUrl"),
            "locations": about.get("allLocations") or about.get("location"), "department": about.get("department") or about.get("team"),
            "employment_type": about.get("commitment"), "description_html": "\n".join(str(part) for part in text if part), "date_posted": epoch_day(record.get("createdAt")),
            "base_salary": record.get("salaryRange"), "job_location_type": {"remote": "TELECOMMUTE", "hybrid": "HYBRID"}.get(str(record.get("workplaceType"))),
        }
