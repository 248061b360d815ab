"""JOIN: the company page's own data (__NEXT_DATA__), five jobs a page; job pages with JSON-LD.

Source: public company pages of join.com; where such a page only names its company, that company's JSON list is asked
(api/public/companies/{id}/jobs: told differently by its readers).
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import origin
from spiders.page import Page
from spiders.paging import query_number, with_query
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

PAGE_SIZE = 5
_KEYS = ["id", "idParam", "title", "description", "locations", "city", "country", "shareableUrl", "publishedAt", "createdAt", "employmentType", "remoteOption", "workplaceType", "remoteType", "department", "category", "company", "companyId", "salary", "salaryAmountFrom", "salaryAmountTo", "salaryFrequency", "salaryCurrency", "isSalaryVisible", "settings", "language", "status", "urlToJob", "urlToApply", "unifiedDescription", "office", "officeId", "cityId", "categoryId", "employmentTypeId", "jobTypeId", "jobType"]


class Portal(Platform):
    fingerprints = (r"join\.com/companies/", r"\"shareableUrl\"", r"\"idParam\"", r"__NEXT_DATA__[\s\S]{0,200}\"companyData\"")
    addresses = (r"//(?:www\.)?join\.com/companies/[\w-]+", r"//[^/]+/companies/[\w-]+/?(?:[?#]|$)", r"//[^/]+/companies/[\w-]+/\d+-[\w-]+")
    marks = (r"join\.com/companies/[\w-]+", r"\"idParam\"")

    def portal_of(self, url: str) -> str:
        found = re.match(r"/companies/[\w-]+", urlsplit(url).path)
        return f"{origin(url)}{found[0] if found else urlsplit(url).path}"

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            answer: Any = page.json()
        else:
            text = page.selector.css("script#__NEXT_DATA__::text, #__NEXT_DATA__ script::text").get()
            if not text:
                raise UnreadableError("no __NEXT_DATA__ on the company page")
            state = _dig(Page(page.url, text.encode()).json(), "props", "pageProps") or {}
            answer = next(_lists(state), None)
            company = next(_companies(state), None)
            if answer is None and company:
                yield Follow(page.join(f"/api/public/companies/{company}/jobs?page=1"))
                return
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise UnreadableError("a list of jobs has items")
        paging = answer.get("pagination")
        paging = paging if isinstance(paging, dict) else {}
        total = next((count for name in ("rowCount", "total", "totalCount", "totalItems") if (count := whole(paging.get(name))) is not None), None)
        if total is not None:
            yield Total(total)
        for entry in records_of(items, _KEYS, ("id", "title"), page.url):
            yield from [entry] if isinstance(entry, Problem) else self._item(page, source, *entry)
        asked = query_number(page.url, "page", 1)
        # Where the page tells neither pages nor a total, a full one may have a next.
        told = whole(paging.get("pageCount") or paging.get("totalPages")) or (asked + 1 if total is None and len(items) >= PAGE_SIZE else 1)
        if items and asked < told:
            yield Follow(with_query(page.url, page=asked + 1))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self.marked_up(page, source, follow, identifier=None)

    def _item(self, page: Page, source: Source, item: dict[str, Any], where: str) -> Iterator[Item]:
        if not item.get("id"):
            yield Problem(code="record_unreadable", message="a job without id", where=where)
            return
        towns = [_town(item.get("city")), *(_town(place.get("city")) for place in item.get("locations") or [] if isinstance(place, dict))]
        list_page = self.home(source) if "/api/" in page.url else page.url
        url = item.get("shareableUrl") or f"{list_page.split('?')[0].rstrip('/')}/{item.get('idParam') or item['id']}"
        draft = {"title": item.get("title"), "url": url, "locations": list(dict.fromkeys(filter(None, towns))), "date_posted": berlin_day(item.get("publishedAt") or item.get("createdAt"))}
        if item.get("description"):
            yield from self.posting(page, source, {**draft, "external_id": item["id"], "description_html": item["description"], "department": _dig(item, "department", "name"),
                                                   "employment_type": item.get("employmentType"),
                                                   "job_location_type": {"REMOTE": "TELECOMMUTE", "HYBRID": "HYBRID"}.get(str(item.get("remoteOption")))}, where)
        else:
            yield Follow(page.join(str(url)), role="detail", external_id=str(item["id"]), draft=draft)


def _dig(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _town(value: Any) -> str:
    """A city as text or as a record."""
    return str(value.get("cityName") or value.get("name") or "") if isinstance(value, dict) else str(value or "")


def _lists(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The list of jobs in a page's data, under whatever name the page keeps it."""
    if isinstance(value, dict) and depth < 6:
        jobs = value.get("jobs")
        if isinstance(jobs, dict) and isinstance(jobs.get("items"), list):
            yield jobs
        elif isinstance(jobs, list) and jobs:
            yield {"items": jobs, "pagination": value.get("pagination")}
        for inner in value.values():
            yield from _lists(inner, depth + 1)


def _companies(value: Any, depth: int = 0) -> Iterator[int]:
    """The number of the company whose page it is."""
    if isinstance(value, dict) and depth < 6:
        company = value.get("company")
        if isinstance(company, dict) and isinstance(company.get("id"), int):
            yield company["id"]
        for inner in value.values():
            yield from _companies(inner, depth + 1)
