"""SAP SuccessFactors career sites: feed sitemal.xml or googlefeed.xml, else the search table or the tiles; pages with microdata.

Source: public career sites. /services/ (JSON and RSS search) is usually closed by robots.txt and is not used. Params:
``surface`` (sitemal.xml, googlefeed.xml, search/, tile-search-results/).
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import mail_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError

_JOB = re.compile(r"/job/(?:[^/]+/)*?(\d{3,})(?:-[a-z]{2}_[A-Z]{2})?/?(?:[?#]|$)")
_PLACE = re.compile(r"\s*\(([^()]*,\s*[A-Z]{2}(?:,\s*[\w-]+)?)\)\s*$")


class Portal(Platform):
    fingerprints = (r"rmkcdn\.successfactors\.com", r"jobs2web", r"data-careersite-propertyid", r"jobTitle-link", r"xmlns:g=\"http://base\.google\.com/ns/1\.0\"")

    def start(self, source: Source) -> list[Follow]:
        path = urlsplit(source.portal).path
        if "search" in path and not source.params.get("surface"):
            return [Follow(source.portal)]
        return [Follow(f"{self.base(source)}/{source.params.get('surface', 'sitemal.xml')}")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404:
            after = {"/sitemal.xml": "/googlefeed.xml", "/googlefeed.xml": "/search/?startrow=0"}.get(urlsplit(page.url).path)
            if after is None:
                raise UnreadableError("answers 404")
            yield Follow(page.join(after))
        elif re.search(r"<rss\b", page.text[:2000]):
            yield from self._feed(page, source)
        else:
            yield from self._table(page)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        for item in self.marked_up(page, source, follow, found[1] if found else None):
            yield item.model_copy(update={"date_posted": _java_day(item.date_posted)}) if hasattr(item, "date_posted") else item  # type: ignore[union-attr]

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        if "</rss>" not in page.text[-200:]:
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        for number, node in enumerate(page.xml.xpath("//item")):
            values = {name: node.xpath(f"string(./*[name()='{name}'])").get("").strip() for name in ("title", "link", "pubDate", "description", "g:id", "g:location", "g:employer")}
            found = _JOB.search(values["link"])
            place = _PLACE.search(values["title"])
            location = values["g:location"] or (place[1] if place else "")
            yield from self.posting(page, source, {
                "title": _PLACE.sub("", values["title"]), "url": values["link"] or None, "external_id": values["g:id"] or (found[1] if found else None),
                "date_posted": mail_day(values["pubDate"]), "description_html": values["description"], "employer": values["g:employer"],
                "locations": [location.split(",")[0].strip()] if location else []}, f"{page.url} item[{number}]")

    def _table(self, page: Page) -> Iterator[Item]:
        rows = page.selector.css("#searchresults tr.data-row, tr.data-row, li.job-tile")
        label = re.findall(r"\d+", " ".join(page.selector.css(".paginationLabel ::text, .pagination-label ::text").getall()[:12]).replace(".", ""))
        if not rows and not page.selector.css("#searchresults, #noresults, .job-tile-list, #job-tile-list, #attention"):
            raise UnreadableError("neither a feed nor a search table nor tiles")
        if label:
            yield Total(int(label[-1]))
        ids = set()
        for row in rows:
            href = row.attrib.get("data-url") or row.css("a.jobTitle-link::attr(href)").get() or ""
            found = _JOB.search(href)
            if not found:
                yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)
                continue
            ids.add(found[1])
            places = [text.split(",")[0].strip() for text in row.css(".jobLocation::text").getall() if text.strip()]
            yield Follow(page.join(href), role="detail", external_id=found[1], draft={
                "title": " ".join(" ".join(row.css("a.jobTitle-link")[:1].css("::text").getall()).split()), "locations": list(dict.fromkeys(places))})
        start = parse_qs(urlsplit(page.url).query).get("startrow", ["0"])[0]
        offset = int(start) if start.isdigit() else 0
        if ids and (offset + len(ids) < int(label[-1]) if label else len(ids) >= 10):
            yield Follow(f"{page.url.split('?')[0]}?startrow={offset + len(ids)}")


def _java_day(text: str | None) -> str | None:
    """Java's "Wed Sep 09 02:00:00 UTC 2026" as a date; other forms as they are."""
    found = re.fullmatch(r"\w{3} (\w{3}) (\d{2}) [\d:]+ \w+ (\d{4})", text or "")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{found[3]}-{months.index(found[1]) + 1:02}-{found[2]}" if found and found[1] in months else text
