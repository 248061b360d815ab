"""Workday: list of 20 a page (POST) with total, the text in one answer for each.

Source: what public career sites ask of /wday/cxs/{tenant}/{site}. The total is only reliable on the first page; "3 Locations"
stands in the list where the ad has several.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

PAGE_SIZE = 20
#: More than this no tenant shows; what lies behind cannot be seen.
MOST = 2000
_KEYS = ["title", "externalPath", "locationsText", "postedOn", "bulletFields", "timeType", "remoteType", "startDate", "jobReqId"]


class Portal(Platform):
    fingerprints = (r"\.myworkdayjobs\.com", r"\.myworkdaysite\.com", r"/wday/cxs/", r"\"externalPath\"", r"\"jobPostingInfo\"")

    def start(self, source: Source) -> list[Follow]:
        return [self._ask(source, 0)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobPostings" not in answer:
            raise UnreadableError("an answer has jobPostings and total")
        offset = json.loads(page.asked)["offset"] if page.asked else 0
        total = answer.get("total")
        if isinstance(total, int) and offset == 0:
            yield Total(total)
        for entry in records_of(answer["jobPostings"], _KEYS, ("title", "externalPath"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            path, place = str(entry[0].get("externalPath") or ""), str(entry[0].get("locationsText") or "")
            if not path:
                yield Problem(code="record_unreadable", message="a posting without externalPath", where=entry[1])
                continue
            yield Follow(f"{self._service(source)}{path}", role="detail", external_id=path.rsplit("/", 1)[-1], draft={
                "title": entry[0].get("title"), "url": self._human(source, path), "locations": [] if re.fullmatch(r"\d+ \w+", place) else [place]})
        if len(answer["jobPostings"]) >= PAGE_SIZE:
            if offset + PAGE_SIZE >= MOST:
                yield Problem(code="limit_hit", message=f"a tenant shows no more than {MOST} postings", where=page.url)
            else:
                yield self._ask(source, offset + PAGE_SIZE)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        answer = page.json()
        info = answer.get("jobPostingInfo") if isinstance(answer, dict) else None
        if not isinstance(info, dict):
            raise UnreadableError("a posting has jobPostingInfo")
        more = info.get("additionalLocations")
        places = [str(place) for place in [info.get("location"), *(more if isinstance(more, list) else [])] if place]
        fields: dict[str, Any] = {
            "title": info.get("title"), "url": info.get("externalUrl"), "description_html": info.get("jobDescription"), "date_posted": berlin_day(info.get("startDate")),
            "identifier": info.get("jobReqId"), "employment_type": info.get("timeType"), "locations": places,
            "job_location_type": "TELECOMMUTE" if "fully" in str(info.get("remoteType") or "").lower() else None}
        yield from self.posting(page, source, {**follow.draft, **{k: v for k, v in fields.items() if v}, "external_id": follow.external_id or info.get("jobReqId")})

    def _ask(self, source: Source, offset: int) -> Follow:
        body = json.dumps({"appliedFacets": {}, "limit": PAGE_SIZE, "offset": offset, "searchText": ""})
        return Follow(f"{self._service(source)}/jobs", method="POST", body=body, headers={"Content-Type": "application/json", "Accept": "application/json"})

    def _site(self, source: Source) -> tuple[str, str]:
        parts = [part for part in urlsplit(source.portal).path.split("/") if part and not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", part)]
        return str(source.params.get("tenant") or (urlsplit(source.portal).hostname or "").split(".")[0]), str(source.params.get("site") or (parts[0] if parts else ""))

    def _service(self, source: Source) -> str:
        tenant, site = self._site(source)
        return f"{self.base(source)}/wday/cxs/{tenant}/{site}"

    def _human(self, source: Source, path: str) -> str:
        return f"{self.base(source)}/{self._site(source)[1]}{path}"
