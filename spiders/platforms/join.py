"""JOIN: the company page's own data (__NEXT_DATA__), five jobs a page; job pages with JSON-LD.

Source: public company pages of join.com. The JSON interface is told differently by its readers and is only read where saved.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError


class Portal(Platform):
    fingerprints = (r"join\.com/companies/", r"\"shareableUrl\"", r"\"idParam\"")

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            answer: Any = page.json()
        else:
            text = page.selector.css("script#__NEXT_DATA__::text").get()
            if not text:
                raise UnreadableError("no __NEXT_DATA__ on the company page")
            answer = _dig(Page(page.url, text.encode()).json(), "props", "pageProps", "initialState", "jobs")
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise UnreadableError("a list of jobs has items")
        paging = answer.get("pagination")
        paging = paging if isinstance(paging, dict) else {}
        total = next((paging[name] for name in ("rowCount", "total", "totalCount") if isinstance(paging.get(name), int)), None)
        if total is not None:
            yield Total(total)
        for number, item in enumerate(items):
            yield from self._item(page, source, item, f"{page.url} items[{number}]")
        asked = parse_qs(urlsplit(page.url).query).get("page", ["1"])[0]
        pages = paging.get("pageCount") or paging.get("totalPages") or 1
        if items and asked.isdigit() and isinstance(pages, int) and int(asked) < pages:
            yield Follow(f"{page.url.split('?')[0]}?page={int(asked) + 1}")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self.marked_up(page, source, follow, identifier=None)

    def _item(self, page: Page, source: Source, item: Any, where: str) -> Iterator[Item]:
        if not isinstance(item, dict) or not item.get("id"):
            yield Problem(code="record_unreadable", message="a job without id", where=where)
            return
        city = _dig(item, "city", "cityName") or next((p.get("city") for p in item.get("locations") or [] if isinstance(p, dict) and p.get("city")), None)
        url = item.get("shareableUrl") or f"{page.url.split('?')[0].rstrip('/')}/{item.get('idParam') or item['id']}"
        draft = {"title": item.get("title"), "url": url, "locations": [str(city)] if city else [], "date_posted": berlin_day(item.get("publishedAt") or item.get("createdAt"))}
        if item.get("description"):
            yield from self.posting(page, source, {**draft, "external_id": item["id"], "description_html": item["description"], "department": _dig(item, "department", "name"),
                                                   "employment_type": item.get("employmentType"),
                                                   "job_location_type": "TELECOMMUTE" if item.get("remoteOption") == "REMOTE" else None}, where)
        else:
            yield Follow(page.join(str(url)), role="detail", external_id=str(item["id"]), draft=draft, marker=json.dumps(item, sort_keys=True))


def _dig(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
