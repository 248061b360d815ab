"""BITE: widget on the employer's page -> key -> search (POST, with its own total) -> one JSON answer for each ad.

Source: what the public loader script asks of jobs.b-ite.com; the search call is undocumented. Params: ``key`` (skips widget
and script), ``filter`` (tenant's own search filter).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

PAGE_SIZE = 100
_KEYS = ["title", "url", "applyUrl", "hash", "identification", "startsOn", "endsOn", "createdOn", "modifiedOn", "activatedOn", "address", "employmentType", "employer", "custom", "locale", "channel", "seo"]
_KEY = re.compile(r"key[\"']?\s*:\s*[\"']([0-9a-f]{40})[\"']")
_HASH = re.compile(r"/jobposting/([0-9a-f]{40,42})")


class Portal(Platform):
    fingerprints = (r"static\.b-ite\.com", r"data-bite-jobs-api-listing", r"jobs\.b-ite\.com", r"b-ite\.careers", r"\"jobPostings\"", r"\"content\":\s*\{\s*\"html\":\s*\{\s*\"rendered\"")

    def start(self, source: Source) -> list[Follow]:
        key = source.params.get("key")
        return [self._search(source, str(key), 0)] if key else [Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            yield from self._answer(page, source)
            return
        mounts = dict.fromkeys(page.selector.css("[data-bite-jobs-api-listing]::attr(data-bite-jobs-api-listing)").getall())
        for mount in mounts:
            customer, _, listing = mount.partition(":")
            yield Follow(f"{self.base(source, 'https://cs-assets.b-ite.com')}/{customer}/jobs-api/{listing}.min.js")
        found = _KEY.search(page.text)
        if found:
            yield self._search(source, found[1], 0)
        elif not mounts:
            raise UnreadableError("neither a BITE widget nor its key")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if not isinstance(record, dict) or not isinstance(record.get("content"), dict):
            raise UnreadableError("an ad has content.html.rendered")
        html = record["content"].get("html")
        fields = {key: value for key, value in self._fields(record).items() if value}
        yield from self.posting(page, source, {"url": page.url, **fields, **follow.draft, "external_id": follow.external_id or None,
                                               "description_html": html.get("rendered") if isinstance(html, dict) else html})

    def _answer(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobPostings" not in answer:
            raise UnreadableError("a search answer has jobPostings")
        paging = answer.get("page")
        total = paging.get("total") if isinstance(paging, dict) else None
        if isinstance(total, int):
            yield Total(total)
        else:
            yield Problem(code="keys_lost", message="expected page.total", where=page.url)
        for entry in records_of(answer["jobPostings"], _KEYS, ("url",), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            found = _HASH.search(str(record.get("url") or ""))
            key = str(record.get("hash") or (found[1] if found else ""))
            if not key:
                yield Problem(code="record_unreadable", message="an ad without hash", where=where)
                continue
            draft = {name: value for name, value in self._fields(record).items() if value}
            yield Follow(f"{self.base(source, 'https://jobs.b-ite.com')}/jobposting/{key}/json?locale=de&contentRendered=true", role="detail", external_id=key,
                         draft=draft, marker=str(record.get("modifiedOn") or ""))
        yield from self._next(page, source, total or 0, len(answer["jobPostings"]))

    def _next(self, page: Page, source: Source, total: int, shown: int) -> Iterator[Item]:
        if page.asked and shown:
            asked = json.loads(page.asked)
            offset = asked["page"]["offset"] + shown
            if offset < total:
                yield self._search(source, asked["key"], offset)

    def _search(self, source: Source, key: str, offset: int) -> Follow:
        body = {"key": key, "channel": 0, "locale": "de", "page": {"offset": offset, "num": PAGE_SIZE}, "sort": {"by": "startsOn", "order": "desc"},
                "filter": source.params.get("filter", {}), "origin": source.portal}
        return Follow(f"{self.base(source, 'https://jobs.b-ite.com')}/api/v1/postings/search", method="POST", body=json.dumps(body),
                      headers={"Content-Type": "application/json"})

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        address, employer = record.get("address"), record.get("employer")
        address = address if isinstance(address, dict) else {}
        return {
            "title": record.get("title"), "url": record.get("url"), "apply_url": record.get("applyUrl"), "identifier": record.get("identification"),
            "employer": employer.get("name") if isinstance(employer, dict) else None, "language": record.get("locale"),
            "locations": [f"{address.get('postCode') or ''} {address.get('city') or ''}".strip()] if address.get("city") else [],
            "employment_type": record.get("employmentType") or [], "base_salary": record.get("baseSalary"),
            "date_posted": berlin_day(record.get("startsOn") or record.get("startAt") or record.get("activatedOn") or record.get("activatedAt") or record.get("createdAt")),
            "valid_through": berlin_day(record.get("endsOn")),
        }
