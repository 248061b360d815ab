"""Teamtailor: RSS with the whole text (jobs.rss) or JSON Feed (jobs.json).

Source: public feeds of career sites. Whether the feed is paged is told differently by its readers: a further page is asked
while a page has exactly as many as one can have. Some boards answer 400 once.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import berlin_day, mail_day
from spiders.jobposting import fields_of
from spiders.locating import Found, Look, origin
from spiders.page import Page
from spiders.paging import cut_off, query_number, with_query
from spiders.platform import Follow, Item, Platform, UnreadableError

PAGE_SIZE = 100


class Portal(Platform):
    fingerprints = (r"[\w-]+\.teamtailor\.com", r"teamtailor-cdn", r"\"_jobposting\"")
    addresses = (r"//(?!www\.|api\.|app\.|docs\.|support\.)[\w.-]+\.teamtailor\.com", r"/jobs\.(?:rss|json)(?:[?#]|$)")
    marks = (r"teamtailor-cdn", r"content=[\"']Teamtailor", r"(?:src|href)=[\"'][^\"']*teamtailor", r"teamtailor\.com/locations", r"\"_jobposting\"")
    usual_path = "/jobs.rss"

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        if "_jobposting" in why:
            yield self.candidate(look, look.url, why, weight)
        else:
            yield self.candidate(look, f"{origin(url)}/", why, weight)
            yield self.candidate(look, f"{origin(url)}/jobs.json", why, weight - 20)

    transient = frozenset({400})

    def start(self, source: Source) -> list[Follow]:
        return [Follow(self.home(source) if source.portal.endswith((".rss", ".json")) else f"{self.base(source)}/jobs.rss")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 and page.url.endswith("/jobs.rss"):
            yield Follow(page.join("jobs.json"))
            return
        if page.text.lstrip().startswith("{"):
            yield from self._json(page, source)
            return
        nodes = page.xml.xpath("//item")
        if not nodes and "<channel" not in page.text:
            raise UnreadableError("neither jobs.rss nor jobs.json")
        if "</rss>" not in page.text[-200:]:
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        for number, node in enumerate(nodes[:-1] if cut_off(page.text, "item") else nodes):
            places = [" ".join(filter(None, (p.xpath("string(./*[local-name()='zip'])").get("").strip(),
                                             (p.xpath("string(./*[local-name()='city'])").get("") or p.xpath("string(./*[local-name()='name'])").get("")).strip())))
                      for p in node.xpath(".//*[local-name()='location']")]
            # Markup that was not escaped carries the feed's namespaces.
            inner = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", "".join(node.xpath("./description[*]/node()").getall()))
            yield from self.posting(page, source, {
                "title": _value(node, "title"), "url": _value(node, "link"), "external_id": _id_in(_value(node, "link")) or _value(node, "guid"), "date_posted": mail_day(_value(node, "pubDate")),
                "description_html": inner or _value(node, "description"), "department": _value(node, "department"), "locations": [p for p in places if p],
                "job_location_type": {"fully": "TELECOMMUTE", "hybrid": "HYBRID"}.get(_value(node, "remoteStatus"))}, f"{page.url} item[{number}]")
        if len(nodes) == PAGE_SIZE:
            yield Follow(with_query(page.url, offset=query_number(page.url, "offset", 0) + PAGE_SIZE, per_page=PAGE_SIZE))

    def _json(self, page: Page, source: Source) -> Iterator[Item]:
        feed = page.json()
        if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
            raise UnreadableError("a JSON Feed has items")
        if feed.get("next_url"):
            yield Follow(page.join(str(feed["next_url"])))
        for number, item in enumerate(feed["items"]):
            record = item.get("_jobposting") if isinstance(item, dict) else None
            if not isinstance(record, dict):
                yield Problem(code="record_unreadable", message="an item without _jobposting", where=f"{page.url} items[{number}]")
                continue
            url = str(item.get("url") or "")
            fields = fields_of(record, page)
            yield from self.posting(page, source, {**fields, "identifier": None, "url": url, "external_id": _id_in(url) or item.get("id"),
                                                   "title": item.get("title") or record.get("title"), "description_html": fields["description_html"] or item.get("content_html"),
                                                   "date_posted": berlin_day(fields["date_posted"] or item.get("date_published"))}, f"{page.url} items[{number}]")


def _id_in(url: str) -> str:
    last = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].split("-")[0]
    return last if last.isdigit() else ""


def _value(node: Selector, name: str) -> str:
    return str(node.xpath(f"string(./*[local-name()='{name}'])").get("")).strip()
