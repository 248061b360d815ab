"""onlyfy one / Prescreen: list as JSON (where the list token is known) or HTML, job pages with JSON-LD, full text beside it.

Source: markup and JSON of public boards (*.onlyfy.jobs, *.prescreen.io). Params: ``list`` (the 31-character list token).
The JSON list has no known way to a second page: a list longer than one answer is asked for whole, else it stays partial.
Left out: the portal's own numbers as references, and jobs that take no applications any more.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.jobposting import fields_of, job_postings, own
from spiders.locating import Found, Look, origin
from spiders.page import Page, json_after, streamed
from spiders.platform import Follow, Item, LeftOut, Platform, Total, UnreadableError, records_of, whole

_KEYS = ["handle", "shortHandle", "title", "showUrl", "applyUrl", "department", "city", "positionType", "seniority", "published_at", "remote", "simple_html_content",
         "metaDescription", "applications_deadline_information"]
_TOKEN = re.compile(r"/job/(?:show/)?(?!list/|show/)([\w-]+)(?:[/?#]|$)")
#: JSON-LD holds only a teaser of about 200 characters.
TEASER = 400
PAGE_SIZE = 100


class Portal(Platform):
    fingerprints = (r"\.onlyfy\.(?:jobs|io)", r"jobbase\.io", r"prescreenapp\.io", r"prescreen\.io", r"text-element-body_text", r"jobsData", r"\"currentStartDisplay\"")
    addresses = (r"//(?!www\.|api\.)[\w-]+\.(?:onlyfy\.(?:jobs|io)|jobbase\.io|prescreenapp\.io|prescreen\.io)", r"/job/list/\w{31}", r"/(?:candidate/job/print|application/apply|job/show|job)/\w{31}(?:[/?#]|$)")
    marks = (r"id=[\"']jobList[\"']", r"\bjobsData\b", r"text-element-body_text", r"(?:src|href)=[\"'][^\"']*(?:onlyfy\.(?:jobs|io)|prescreen(?:app)?\.io)/")
    params = ("list",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        listed = re.search(r"/job/list/(\w{31})", url)
        if listed:
            yield self.candidate(look, f"{origin(url)}/", why, weight + 1, {"list": listed[1]})
        else:
            yield self.candidate(look, f"{origin(url)}/" if weight >= 90 or "/job" in urlsplit(url).path else url, why, weight)

    def start(self, source: Source) -> list[Follow]:
        inside = re.search(r"/job/list/(\w+)", source.portal)
        token = source.params.get("list") or (inside[1] if inside else None)
        return [Follow(f"{self.base(source)}/job/list/{token}?format=json&lang=de&sorting_mode=date&sorting_dir=DESC&max_results={PAGE_SIZE}") if token else Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.is_data:
            yield from self._json(page, source)
            return
        links = page.selector.css("#jobList a[href*='/job/']")
        data = json_after(streamed(page.text), r"\"jobsData\":\s*")
        for title in page.selector.css("#jobList .job-title"):
            if not title.css("a[href*='/job/']") and not title.xpath("ancestor::a[contains(@href,'/job/')]"):
                yield Problem(code="record_unreadable", message="a row without a link to a job", where=f"{page.url} {' '.join(title.css('::text').getall()).strip()[:60]}")
        for link in links:
            row = link.xpath("ancestor::div[contains(@class,'row-table')][1]")
            yield from _link(page, link.attrib["href"], " ".join(" ".join(link.css("::text").getall()).split()),
                             [text for found in row.css("div.text-center div.inner::text").getall() if (text := found.strip())][:1])
        if isinstance(data, dict):
            yield from _embedded(page, data)
        elif not links and not page.selector.css("#jobList"):
            raise UnreadableError("neither #jobList nor jobsData")

    def _json(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobs" not in answer:
            raise UnreadableError("a list has jobs")
        total = whole(answer.get("totalResults"))
        if total is None:
            yield Problem(code="keys_lost", message="expected totalResults", where=page.url)
        else:
            yield Total(total)
        for entry in records_of(answer["jobs"], _KEYS, ("handle", "title", "showUrl"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            fields = {**_fields(record), "employer": answer.get("company")}
            deadline = record.get("applications_deadline_information")
            if not fields["external_id"] or not fields["url"]:
                yield Problem(code="record_unreadable", message="a job without handle or showUrl", where=where)
            elif isinstance(deadline, dict) and deadline.get("applications_allowed") is False:
                yield LeftOut(str(fields["external_id"]))
            elif fields["description_html"] or not fields["title"]:
                yield from self.posting(page, source, fields, where)
            else:
                yield _full(page, str(fields["external_id"]), str(fields["url"]), {**fields, "description_html": record.get("metaDescription")})
        if total is not None and total > len(answer["jobs"]) and parse_qs(urlsplit(page.url).query).get("max_results") == [str(PAGE_SIZE)]:
            yield Follow(page.url.replace(f"max_results={PAGE_SIZE}", f"max_results={total}"))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        texts = page.selector.css(".text-element-body_text, .text-element-header_text")
        if texts:
            title = " ".join(" ".join(page.selector.css("h1.text-element-header_text ::text, h1::text").getall()).split())
            yield from self.posting(page, source, {"title": title, "url": page.url, **follow.draft, "external_id": follow.external_id, "description_html": "\n".join(texts.getall())})
            return
        records, problems = job_postings(page)
        yield from problems
        record = own(records, page, str(follow.draft.get("title") or ""))
        if record is None:
            if follow.adds:  # the draft is the posting
                yield from self.posting(page, source, {**follow.draft, "external_id": follow.external_id})
            yield Problem(code="no_posting", message="the page has neither a JobPosting nor the ad's text", where=page.url)
            return
        fields = {key: value for key, value in fields_of(record, page).items() if value and key != "identifier"}
        draft = {**follow.draft, **fields, "url": follow.url}
        if follow.external_id and not follow.adds and len(str(fields.get("description_html", ""))) < TEASER:
            yield _full(page, follow.external_id, follow.url, draft)
        else:
            yield from self.posting(page, source, {**draft, "external_id": follow.external_id})


def _embedded(page: Page, data: Mapping[str, Any]) -> Iterator[Item]:
    """The list inside a Next.js page; where it counts its jobs, that count."""
    entries = data.get("data")
    if not isinstance(entries, list):
        raise UnreadableError("jobsData has a list data")
    counts = [data, *(part for part in (data.get("meta"), data.get("pagination")) if isinstance(part, dict))]
    for count in [number for part in counts for name in ("total", "totalResults", "totalCount") if (number := whole(part.get(name))) is not None][:1]:
        yield Total(count)
    for entry in entries:
        if isinstance(entry, dict) and entry.get("jobAdUrl"):
            yield from _link(page, str(entry["jobAdUrl"]), str(entry.get("title") or ""), [str(entry["cityName"])] if entry.get("cityName") else [])
        else:
            yield Problem(code="record_unreadable", message="a job without jobAdUrl", where=page.url)


def _link(page: Page, href: str, title: str, places: list[str]) -> Iterator[Item]:
    found = _TOKEN.search(href)
    if found:
        yield Follow(page.join(href), role="detail", external_id=found[1], draft={"title": title, "locations": places})
    else:
        yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)


def _full(page: Page, token: str, url: str, draft: Mapping[str, Any]) -> Follow:
    """The whole text of an ad, at an address of its own on the host of the job's page."""
    found = _TOKEN.search(url)
    address = Page(page.join(url), b"").join(f"/job/show/{found[1] if found else token}/full?lang=de&mode=candidate")
    return Follow(address, role="detail", external_id=token, draft=draft, adds=True)


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    city, deadline = record.get("city"), record.get("applications_deadline_information")
    city = city if isinstance(city, dict) else {}
    return {
        "external_id": record.get("handle"), "title": record.get("title"), "url": record.get("showUrl"), "apply_url": record.get("applyUrl"),
        "department": _title(record.get("department")), "employment_type": [t for t in [_title(record.get("positionType"))] if t],
        "locations": [f"{city.get('zip_code') or ''} {city.get('title') or ''}".strip()] if city.get("title") else [],
        "date_posted": berlin_day(record.get("published_at")), "description_html": record.get("simple_html_content"),
        "valid_through": berlin_day(deadline.get("stop_applications_at")) if isinstance(deadline, dict) else None,
    }


def _title(value: Any) -> str | None:
    return str(value["title"]) if isinstance(value, dict) and value.get("title") else None
