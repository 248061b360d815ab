"""Workday: list of 20 a page (POST) with total, the text in one answer for each.

Source: what public career sites ask of /wday/cxs/{tenant}/{site}. Params: ``tenant``, ``site`` (else from the portal's address).
The total is only reliable on the first page; "3 Locations" stands in the list where the ad has several; "Posted 3 Days Ago" is
no date. The id is the requisition's number: the title in the path may change.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Candidate, Found, Look, origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

PAGE_SIZE = 20
#: More than this no tenant shows; what lies behind cannot be seen.
MOST = 2000
_KEYS = ["title", "externalPath", "locationsText", "postedOn", "bulletFields", "timeType", "remoteType", "startDate", "jobReqId"]


class Portal(Platform):
    fingerprints = (r"\.myworkdayjobs\.com", r"\.myworkdaysite\.com", r"/wday/cxs/", r"\"externalPath\"", r"\"jobPostingInfo\"")
    addresses = (r"\.myworkdayjobs\.com/", r"\.myworkdaysite\.com/", r"/wday/cxs/[\w-]+/[\w-]+")
    marks = (r"/wday/cxs/[\w-]+/[\w-]+", r"tenant[\"']?\s*:\s*[\"'][\w-]+[\"'][\s\S]{0,200}siteId[\"']?\s*:", r"\"externalPath\"")
    params = ("tenant", "site")

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        service = re.search(r"/wday/cxs/([\w-]+)/([\w-]+)", f"{url}\n{look.markup}")
        own = re.search(r"tenant[\"']?\s*:\s*[\"']([\w-]+)[\"'][\s\S]{0,400}?siteId[\"']?\s*:\s*[\"']([\w-]+)", look.markup)
        hosted = re.search(r"//([\w-]+)\.(?:wd\d+\.)?myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?([\w-]+)", url) or re.search(
            r"myworkdaysite\.com/(?:[a-z]{2}-[A-Z]{2}/)?recruiting/([\w-]+)/([\w-]+)", url)
        if found := hosted or service or own:
            yield self.candidate(look, f"{origin(url)}/{found[2]}", why, weight, {"tenant": found[1], "site": found[2]})

    def attempt(self, look: Look) -> Iterator[Candidate]:
        return iter(())

    hints = {422: "the site's name in params.site or in the portal's address is wrong"}

    def start(self, source: Source) -> list[Follow]:
        if not all(self._site(source)):
            raise UnreadableError("the portal's address names no site: https://TENANT.wdN.myworkdayjobs.com/SITE, or params.tenant and params.site")
        return [self._ask(source, 0)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobPostings" not in answer:
            raise UnreadableError("an answer has jobPostings and total")
        offset = json.loads(page.asked)["offset"] if page.asked else 0
        if offset == 0:
            yield from self._further(page, source, len(answer["jobPostings"] or ()), whole(answer.get("total")))
        for entry in records_of(answer["jobPostings"], _KEYS, ("title", "externalPath"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            path, place = re.sub(r"^(?=[^/])", "/", str(entry[0].get("externalPath") or "")), str(entry[0].get("locationsText") or "")
            if not path:
                yield Problem(code="record_unreadable", message="a posting without externalPath", where=entry[1])
                continue
            yield Follow(f"{self._service(source)}{path}", role="detail", external_id=_key(path, entry[0].get("bulletFields")), draft={
                "title": entry[0].get("title"), "url": self._human(source, path), "locations": [] if re.fullmatch(r"\d+ \w+", place) else [place]})

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
            "job_location_type": _remote(str(info.get("remoteType") or ""))}
        yield from self.posting(page, source, {**follow.draft, **{k: v for k, v in fields.items() if v}, "external_id": follow.external_id or _key(str(info.get("externalUrl") or ""), [info.get("jobReqId")])})

    def _further(self, page: Page, source: Source, shown: int, total: int | None) -> Iterator[Item]:
        """All further pages, asked by the first one, which alone knows the total."""
        if total is None or (shown and not total):
            yield Problem(code="keys_lost", message="expected total", where=page.url)
        else:
            yield Total(total)
        if (total or 0) >= MOST:
            yield Problem(code="limit_hit", message=f"a tenant shows no more than {MOST} postings", where=page.url)
        elif not total and shown >= PAGE_SIZE:
            yield Problem(code="limit_hit", message="a full page without a total: how many more there are is not told", where=page.url)
        yield from (self._ask(source, start) for start in range(shown, min(total or 0, MOST), shown or 1) if shown)

    def _ask(self, source: Source, offset: int) -> Follow:
        body = json.dumps({"appliedFacets": {}, "limit": PAGE_SIZE, "offset": offset, "searchText": ""})
        return Follow(f"{self._service(source)}/jobs", method="POST", body=body, headers={"Content-Type": "application/json", "Accept": "application/json"})

    def _site(self, source: Source) -> tuple[str, str]:
        """Tenant and site: /{locale}/{site}, /wday/cxs/{tenant}/{site} or, on myworkdaysite.com, /recruiting/{tenant}/{site}."""
        parts = [part for part in urlsplit(source.portal).path.split("/") if part]
        parts = parts[1:] if len(parts) > 1 and re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2})?", parts[0]) else parts
        tenant = (urlsplit(source.portal).hostname or "").split(".")[0]
        if parts[:2] == ["wday", "cxs"] or parts[:1] == ["recruiting"]:
            tenant, *parts = [*(parts[2:] if parts[0] == "wday" else parts[1:]), ""]
        return str(source.params.get("tenant") or tenant), str(source.params.get("site") or next(iter(parts), ""))

    def _service(self, source: Source) -> str:
        tenant, site = self._site(source)
        return f"{self.base(source)}/wday/cxs/{tenant}/{site}"

    def _human(self, source: Source, path: str) -> str:
        portal = urlsplit(source.portal)
        return f"{portal.scheme}://{portal.netloc}/{self._site(source)[1]}{path}"


def _key(path: str, bullets: Any) -> str:
    """The requisition's number: what stands behind the title in the path ("..._R-123"; "-1" where it is advertised twice)."""
    last = urlsplit(path).path.rstrip("/").rsplit("/", 1)[-1]
    behind = last.rpartition("_")[2] if "_" in last else ""
    said = [str(item) for item in bullets if re.fullmatch(r"[\w-]*\d[\w-]*", str(item))] if isinstance(bullets, list) else []
    return behind if re.search(r"\d", behind) else next(iter(said), last)


def _remote(text: str) -> str | None:
    """"Hybrid" and "Fully Remote" as schema.org and other portals say them; the tenant's other words say nothing."""
    return "HYBRID" if "hybrid" in text.lower() else "TELECOMMUTE" if re.search(r"\bfully\b|^\s*remote\s*$", text, re.IGNORECASE) else None
