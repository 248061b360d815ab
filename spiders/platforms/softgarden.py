"""softgarden: public DataFeed (jobs.feed.json) and, where that is missing, the classic board.

Source: softgarden's public feed in schema.org DataFeed form; board markup as served by *.softgarden.io. robots.txt closes
/api/ and widgets; feed, list and job pages are open. Left out: softgarden's own numbers as references.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from pipeline.model import Problem, Source
from spiders.dates import short_day
from spiders.jobposting import fields_of
from spiders.locating import Candidate, Found, Look, origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, shape_problems, whole

_FEED_KEYS = ("meta", "name", "dateModified", "numberOfItems", "dataFeedElement", "description", "url", "inLanguage", "license", "publisher")
_ITEM_KEYS = ("title", "url", "datePosted", "identifier", "description", "employmentType", "hiringOrganization", "jobLocation", "validThrough", "jobLocationType",
              "industry", "workHours", "baseSalary", "directApply", "applicantLocationRequirements", "occupationalCategory", "inLanguage")
#: Where the board is on a portal without a feed, asked one after the other.
_BOARDS = {"/jobs.feed.json": "/de/vacancies", "/de/vacancies": "/en/vacancies"}
_JOB = re.compile(r"/jobs?/(\d+)")


class Portal(Platform):
    fingerprints = (r"[\w-]+\.softgarden\.io", r"\.career\.softgarden\.de", r"matchElement", r"complete_job_id_list", r"jobDbPVId", r"\"@type\":\s*\"DataFeed\"")
    addresses = (r"//(?!www\.|api\.|app\.|dev\.|static\.|cdn\.|certificate)[\w-]+\.softgarden\.io", r"\.career\.softgarden\.de", r"/jobs\.feed\.json", r"jobDbPVId=")
    marks = (r"matchElement", r"complete_job_id_list", r"jobDbPVId", r"jobs\.feed\.json", r"(?:src|href)=[\"'][^\"']*softgarden\.(?:io|de)/", r"softgarden[\w-]*[\"']?\s*[:={]")
    usual_path = "/jobs.feed.json"

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        board = re.search(r"/([a-z]{2})/(?:vacancies|widgets/jobs)", urlsplit(url).path)
        classic = f"{origin(url)}/{board[1] if board else 'de'}/vacancies"
        if (urlsplit(url).hostname or "").endswith(".softgarden.io"):
            yield self.candidate(look, classic, why, weight)
        elif board:
            yield self.candidate(look, classic, why, weight)
            yield self.candidate(look, f"{origin(url)}/", why, weight - 1)
        else:
            yield self.candidate(look, f"{origin(url)}/", why, weight)
            yield self.candidate(look, classic, why, weight - 20)

    def attempt(self, look: Look) -> Iterator[Candidate]:
        yield from super().attempt(look)
        if re.search(r"/job/\d+/", urlsplit(look.url).path):
            yield self.candidate(look, f"{origin(look.url)}/de/vacancies", "the address is like that of an ad on a classic board", 15)

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.api_base or source.portal)
        if parts.path.endswith((".json", "/vacancies", "/widgets/jobs")):
            return [Follow(urlunsplit(parts))]
        path = "/de/vacancies" if (parts.hostname or "").endswith(".softgarden.io") else "/jobs.feed.json"
        return [Follow(urlunsplit((parts.scheme, parts.netloc, path, "", "")))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        path = urlsplit(page.url).path
        if page.status == 404 and path in _BOARDS:
            yield Follow(page.join(_BOARDS[path]))
        elif page.is_data:
            yield from self._feed(page, source)
        elif page.selector.css(".matchElement") or "complete_job_id_list" in page.text:
            yield from self._board(page)
        elif found := _JOB.match(path):  # a job that the board counts and does not show
            yield from self._page(page, source, Follow(page.url.split("?")[0], "detail", found[1]))
        else:
            raise UnreadableError("neither a DataFeed nor a softgarden board")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self._page(page, source, follow)

    def _page(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self.marked_up(page, source, follow, identifier=None)

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        feed = page.json()
        if not isinstance(feed, dict) or not isinstance(feed.get("dataFeedElement"), list):
            raise UnreadableError("a DataFeed has a list dataFeedElement")
        count = whole(feed.get("numberOfItems"))
        yield from shape_problems(feed, _FEED_KEYS, ("numberOfItems",), page.url)
        if count is not None:
            yield Total(count)
        elif "numberOfItems" in feed:
            yield Problem(code="keys_lost", message="numberOfItems is no number", where=page.url)
        items = [element.get("item") if isinstance(element, dict) else None for element in feed["dataFeedElement"]]
        yield from shape_problems({key: None for item in items if isinstance(item, dict) for key in item}, _ITEM_KEYS, ("title", "url") if items else (), page.url)
        for number, item in enumerate(items):
            where = f"{page.url} dataFeedElement[{number}]"
            if not isinstance(item, dict) or not item.get("url"):
                yield Problem(code="record_unreadable", message="an element without an item, or without an address", where=where)
                continue
            fields = fields_of(item, page)
            key = fields["identifier"] or next(iter(_JOB.findall(fields["url"])), fields["url"])
            yield from self.posting(page, source, {**fields, "identifier": None, "external_id": key}, where)

    def _board(self, page: Page) -> Iterator[Item]:
        listed = re.search(r"complete_job_id_list\s*=\s*(?:\w+\s*=\s*)*\[([^\]]*)\]", page.text)
        ids = dict.fromkeys(re.findall(r"\d+", listed[1])) if listed else {}
        rows = page.selector.css(".matchElement[id^=job_id_]")
        for row in rows:
            key = row.attrib["id"].removeprefix("job_id_")
            ids.pop(key, None)
            href = row.css(".title a::attr(href), a[href*='/job/']::attr(href)").get()
            if not href:
                yield Problem(code="record_unreadable", message="a row without a link", where=f"{page.url} {key}")
                continue
            places = [" ".join(text.split()) for text in row.css(".ProjectGeoLocationCity .location-view-item::text, .ProjectGeoLocationCity::text").getall()]
            yield Follow(page.join(href).split("?")[0], role="detail", external_id=key, draft={
                "title": " ".join("".join(row.css(".title a ::text").getall()).split()), "locations": [p for p in places if p],
                "date_posted": short_day(" ".join(row.css(".date ::text").getall()))})
        if listed:
            yield Total(len(set(re.findall(r"\d+", listed[1]))))
        elif not rows:
            raise UnreadableError("a board without rows")
        for key in ids:  # counted, not shown; as a list, so that one that cannot be read makes the visit partial
            yield Follow(page.join(f"/job/{key}?l=de"))
