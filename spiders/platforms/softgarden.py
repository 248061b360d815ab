"""softgarden: public DataFeed (jobs.feed.json) and, where that is missing, the classic board.

Source: softgarden's public feed in schema.org DataFeed form; board markup as served by *.softgarden.io. robots.txt closes
/api/ and widgets; feed, list and job pages are open.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, shape_problems

_FEED_KEYS = ("meta", "name", "dateModified", "numberOfItems", "dataFeedElement", "description", "url", "inLanguage", "license", "publisher")
_ITEM_KEYS = ("title", "url", "datePosted", "identifier", "description", "employmentType", "hiringOrganization", "jobLocation", "validThrough", "jobLocationType",
              "industry", "workHours", "baseSalary", "directApply", "applicantLocationRequirements", "occupationalCategory", "inLanguage")


class Portal(Platform):
    fingerprints = (r"[\w-]+\.softgarden\.io", r"\.career\.softgarden\.de", r"matchElement", r"complete_job_id_list", r"jobDbPVId", r"\"@type\":\s*\"DataFeed\"")

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.api_base or source.portal)
        if parts.path.endswith((".json", "/vacancies", "/widgets/jobs")) or (parts.hostname and parts.hostname.endswith("softgarden.io")):
            return [Follow(urlunsplit(parts))]
        return [Follow(urlunsplit((parts.scheme, parts.netloc, "/jobs.feed.json", "", "")))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            yield from self._feed(page, source)
        elif page.selector.css(".matchElement") or "complete_job_id_list" in page.text:
            yield from self._board(page)
        else:
            raise UnreadableError("neither a DataFeed nor a softgarden board")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        if not records:
            yield Problem(code="no_posting", message="the page has no JobPosting", where=page.url)
            return
        fields = {key: value for key, value in fields_of(records[0], page).items() if value}
        fields.pop("identifier", None)  # softgarden's own number
        yield from self.posting(page, source, {**follow.draft, **fields, "external_id": follow.external_id, "url": follow.url})

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        feed = page.json()
        if not isinstance(feed, dict) or not isinstance(feed.get("dataFeedElement"), list):
            raise UnreadableError("a DataFeed has a list dataFeedElement")
        yield from shape_problems(feed, _FEED_KEYS, ("numberOfItems",), page.url)
        if isinstance(feed.get("numberOfItems"), int):
            yield Total(feed["numberOfItems"])
        for number, element in enumerate(feed["dataFeedElement"]):
            where = f"{page.url} dataFeedElement[{number}]"
            item = element.get("item") if isinstance(element, dict) else None
            if not isinstance(item, dict):
                yield Problem(code="record_unreadable", message="an element without an item", where=where)
                continue
            yield from shape_problems(item, _ITEM_KEYS, ("title", "url"), where) if number == 0 else ()
            fields = fields_of(item, page)
            identifier = item.get("identifier")
            number_there = identifier.get("value") if isinstance(identifier, dict) else identifier
            fields |= {"identifier": None, "external_id": str(number_there) if number_there is not None else _id_in(fields["url"])}
            yield from self.posting(page, source, fields, where)

    def _board(self, page: Page) -> Iterator[Item]:
        listed = re.search(r"complete_job_id_list\s*=\s*(?:\w+\s*=\s*)?\[([\d,\s\"']*)\]", page.text)
        shown: set[str] = set()
        for row in page.selector.css(".matchElement[id^=job_id_]"):
            key = row.attrib["id"].removeprefix("job_id_")
            href = row.css(".title a::attr(href), a[href*='/job/']::attr(href)").get()
            if not href:
                yield Problem(code="record_unreadable", message="a row without a link", where=f"{page.url} {key}")
                continue
            shown.add(key)
            places = [" ".join(text.split()) for text in row.css(".ProjectGeoLocationCity .location-view-item::text, .ProjectGeoLocationCity::text").getall()]
            yield Follow(page.join(href).split("?")[0], role="detail", external_id=key,
                         draft={"title": " ".join("".join(row.css(".title a ::text, .title a::text").getall()).split()), "locations": [p for p in places if p]})
        if listed:
            yield Total(len(set(re.findall(r"\d+", listed[1]))))
        elif not shown:
            raise UnreadableError("a board without rows")


def _id_in(url: str) -> str:
    found = re.search(r"/jobs?/(\d+)", url)
    return found[1] if found else url
