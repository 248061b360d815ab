"""Haufe Umantis (Abacus Umantis): HTML list with ten rows a page, HTML job pages without JSON-LD.

Source: markup of public recruitingapp pages (Jobs/All, Vacancies/{id}/Description/{language}); nothing is documented.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError

PAGE_SIZE = 10
_JOB = re.compile(r"/Vacancies/(\d+)/Description/(\d+)")


class Portal(Platform):
    fingerprints = (r"\.umantis\.com", r"globalUmantisParams", r"HSTableLinkSubTitle")

    def start(self, source: Source) -> list[Follow]:
        path = urlsplit(source.portal).path
        return [Follow(source.portal if "/Jobs" in path else f"{self.base(source)}/Jobs/All")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        links = page.selector.css("a.HSTableLinkSubTitle")
        if not links and not page.selector.css("table-navigation, table.tableaslist, table.table-as-list, .tableaslist, .table-as-list"):
            raise UnreadableError("no list of vacancies (HSTableLinkSubTitle, table-navigation)")
        shown = set()
        for link in links:
            found = _JOB.search(link.attrib.get("href", ""))
            if not found:
                yield Problem(code="record_unreadable", message="a row without a link to a vacancy", where=page.url)
                continue
            shown.add(found[1])
            row = link.xpath("ancestor::tr[1]")
            places = [" ".join(icon.xpath("string(following-sibling::*[contains(@class,'column-value')][1])").get("").split()) for icon in row.css("i.icon-department")]
            yield Follow(page.join(link.attrib["href"]), role="detail", external_id=found[1], draft={
                "title": " ".join(" ".join(link.css("::text").getall()).split()), "locations": [p for p in places if p],
                "employment_type": [t for icon in row.css("i.icon-jobtype") if (t := icon.xpath("string(following-sibling::*[contains(@class,'column-value')][1])").get("").strip())]})
        table = self._table(page)
        if table and len(shown) >= PAGE_SIZE:
            asked = parse_qs(urlsplit(page.url).query).get(f"tc{table}", ["p1"])[0].lstrip("p")
            yield Follow(f"{page.url.split('?')[0]}?tc{table}=p{int(asked) + 1 if asked.isdigit() else 2}")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        if not found and not follow.draft:
            raise UnreadableError("not the address of a vacancy")
        heading = " ".join(" ".join(page.selector.css("h1 ::text").getall()).split())
        body = page.first("#vacancyDescription", ".vacancy-description", "main", "#content", "body")
        yield from self.posting(page, source, {"title": heading, "description_html": body, **{k: v for k, v in follow.draft.items() if v}, "url": follow.url,
                                               "external_id": follow.external_id or (found[1] if found else None),
                                               "apply_url": page.selector.css("a[href*='/Application/']::attr(href)").get()})

    def _table(self, page: Page) -> str:
        for text in page.selector.css("table-navigation::attr(initial-data-string)").getall():
            try:
                return str(json.loads(text).get("TableNr") or "")
            except (ValueError, AttributeError):
                continue
        return ""
