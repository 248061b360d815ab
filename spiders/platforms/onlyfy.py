"""onlyfy one / Prescreen: list as JSON (where the list token is known) or HTML, job pages with JSON-LD, full text beside it.

Source: markup and JSON of public boards (*.onlyfy.jobs, *.prescreen.io). Params: ``list`` (the 31-character list token).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

_KEYS = ["handle", "shortHandle", "title", "showUrl", "applyUrl", "department", "city", "positionType", "seniority", "published_at", "remote", "simple_html_content",
         "metaDescription", "applications_deadline_information"]
_TOKEN = re.compile(r"/job/(?:show/)?([A-Za-z0-9]+)(?:[/?#]|$)")
#: JSON-LD holds only a teaser of about 200 characters.
TEASER = 400


class Portal(Platform):
    fingerprints = (r"\.onlyfy\.(?:jobs|io)", r"jobbase\.io", r"prescreenapp\.io", r"prescreen\.io", r"text-element-body_text", r"jobsData", r"\"currentStartDisplay\"")

    def start(self, source: Source) -> list[Follow]:
        token = source.params.get("list")
        if not token:
            return [Follow(source.portal)]
        return [Follow(f"{self.base(source)}/job/list/{token}?format=json&lang=de&sorting_mode=date&sorting_dir=DESC&max_results=100")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            yield from self._json(page, source)
            return
        rows = page.selector.css("#jobList a[href*='/job/']")
        data = re.search(r"\"jobsData\":\s*\{.*?\"data\":\s*(\[.*?\}\])", page.text.replace('\\"', '"'), re.DOTALL)
        for row in rows:
            yield from self._link(page, row.attrib["href"], " ".join(" ".join(row.css("::text").getall()).split()),
                                  [t for text in row.xpath("ancestor::div[contains(@class,'row-table')][1]").css("div.text-center div.inner::text").getall() if (t := text.strip())])
        if data:
            yield from self._embedded(page, data[1])
        elif not rows and not page.selector.css("#jobList"):
            raise UnreadableError("neither #jobList nor jobsData")

    def _embedded(self, page: Page, text: str) -> Iterator[Item]:
        try:
            entries = json.loads(text)
        except ValueError as error:
            raise UnreadableError(f"jobsData is no JSON: {error}") from error
        for entry in entries:
            if isinstance(entry, dict) and entry.get("jobAdUrl"):
                yield from self._link(page, str(entry["jobAdUrl"]), str(entry.get("title") or ""), [str(entry["cityName"])] if entry.get("cityName") else [])
            else:
                yield Problem(code="record_unreadable", message="a job without jobAdUrl", where=page.url)

    def _link(self, page: Page, href: str, title: str, places: list[str]) -> Iterator[Item]:
        found = _TOKEN.search(href)
        if found:
            yield Follow(page.join(href), role="detail", external_id=found[1], draft={"title": title, "locations": places})
        else:
            yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)

    def _json(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobs" not in answer:
            raise UnreadableError("a list has jobs")
        if isinstance(answer.get("totalResults"), int):
            yield Total(answer["totalResults"])
        for entry in records_of(answer["jobs"], _KEYS, ("handle", "title", "showUrl"), page.url):
            if isinstance(entry, Problem):
                yield entry
            else:
                yield from self.posting(page, source, {**_fields(entry[0]), "employer": answer.get("company")}, entry[1])

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        texts = page.selector.css(".text-element-body_text, .text-element-header_text")
        if texts:
            title = " ".join(" ".join(page.selector.css("h1.text-element-header_text ::text, h1::text").getall()).split())
            yield from self.posting(page, source, {"title": title, "url": page.url, **follow.draft, "external_id": follow.external_id, "description_html": "\n".join(texts.getall())})
            return
        records, problems = job_postings(page)
        yield from problems
        fields = {key: value for key, value in fields_of(records[0], page).items() if value} if records else {}
        fields.pop("identifier", None)
        draft = {**follow.draft, **fields, "url": follow.url}
        if follow.external_id and len(str(fields.get("description_html", ""))) < TEASER:
            yield Follow(page.join(f"/job/show/{follow.external_id}/full?lang=de&mode=candidate"), role="detail", external_id=follow.external_id, draft=draft)
        elif records:
            yield from self.posting(page, source, {**draft, "external_id": follow.external_id})
        else:
            yield Problem(code="no_posting", message="the page has neither a JobPosting nor the ad's text", where=page.url)


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    city, deadline = record.get("city"), record.get("applications_deadline_information")
    city = city if isinstance(city, dict) else {}
    return {
        "external_id": record.get("handle"), "title": record.get("title"), "url": record.get("showUrl"), "apply_url": record.get("applyUrl"),
        "department": _title(record.get("department")), "employment_type": [t for t in [_title(record.get("positionType"))] if t],
        "locations": [f"{city.get('zip_code') or ''} {city.get('title') or ''}".strip()] if city.get("title") else [],
        "date_posted": berlin_day(record.get("published_at")), "description_html": record.get("simple_html_content") or record.get("metaDescription"),
        "valid_through": berlin_day(deadline.get("stop_applications_at")) if isinstance(deadline, dict) else None,
    }


def _title(value: Any) -> str | None:
    return str(value["title"]) if isinstance(value, dict) and value.get("title") else None
