"""rexx systems: list with 100 rows a page and its own count, job pages with JSON-LD or plain markup; also Portal7.

Source: markup of public rexx portals (stellenangebote.html, ?start=, -j{id}.html); no feed is documented.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError

PAGE_SIZE = 100
_JOB_ID = re.compile(r"-j(\d+)\.html|[?&]yid=(\d+)|/job/(\d+)")
_SESSION = re.compile(r"(?<=[?&])sid=[^&#]*&?")


class Portal(Platform):
    fingerprints = (r"rexx-systems\.com", r"rexx-recruitment\.com", r"joboffer_container", r"joboffer_table_container", r"-(?:de|en)-j\d+\.html", r"jobalert-(?:de|en)\.html",
                    r"rexx recruitment", r"jobtplcontainer")

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.portal)
        path = parts.path if parts.path.endswith((".html", ".php")) else parts.path.rstrip("/") + "/stellenangebote.html"
        return [Follow(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        table = page.selector.css("#joboffer_table_container")
        rows = page.selector.css("article.joboffer_container, div.joboffer_container, #joboffers tbody tr, .jobtplcontainer")
        if not table and not rows:
            raise UnreadableError("no list of job offers (joboffer_table_container, joboffer_container)")
        count = table.attrib.get("data-all-count", "") if table else ""
        if count.isdigit():
            yield Total(int(count))
        elif table:
            yield Problem(code="keys_lost", message="the list does not state its count (data-all-count)", where=page.url)
        ids = 0
        for row in rows:
            for item in self._row(page, row):
                ids += isinstance(item, Follow)
                yield item
        if ids >= PAGE_SIZE or (count.isdigit() and ids and self._offset(page.url) + ids < int(count)):
            yield Follow(self._page(page.url, self._offset(page.url) + ids))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        fields = {key: value for key, value in fields_of(records[0], page).items() if value} if records else self._plain(page)
        fields.pop("identifier", None)
        yield from self.posting(page, source, {**follow.draft, **fields, "external_id": follow.external_id, "url": follow.url,
                                               "apply_url": page.selector.css("a[href*='-f'][href$='.html']::attr(href)").get()})

    def _row(self, page: Page, row: object) -> Iterator[Item]:
        onclick = re.search(r"location(?:\.href)?\s*=\s*['\"]([^'\"]+)", row.attrib.get("onclick", ""))  # type: ignore[attr-defined]
        href = row.css(".joboffer_title_text a::attr(href), a[href*='-j']::attr(href), a[href*='yid=']::attr(href)").get()  # type: ignore[attr-defined]
        url = page.join(href or (onclick[1] if onclick else ""))
        url = _SESSION.sub("", url).rstrip("?&")
        key = _JOB_ID.search(url)
        if not (href or onclick) or key is None:
            yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)
            return
        title = row.css(".joboffer_title_text a, .joboffer_title_text, a")  # type: ignore[attr-defined]
        places = row.css(".job_standort::text, .job_location::text, .joboffer_informations::text").getall()  # type: ignore[attr-defined]
        yield Follow(url, role="detail", external_id=next(filter(None, key.groups())), draft={
            "title": " ".join(" ".join(title[:1].css("::text").getall()).split()),
            "locations": [part.strip() for text in places for part in re.split(r"[,;|]", text) if part.strip()],
        })

    def _plain(self, page: Page) -> dict[str, object]:
        """A job page without JSON-LD: its heading and its text."""
        body = page.first("#jobtplcontainer", ".jobtplcontainer", "#content_wrap", "article", "main", "body")
        heading = " ".join(" ".join(page.selector.css("h1 ::text").getall()).split())
        return {name: value for name, value in (("title", heading), ("description_html", body)) if value}

    @staticmethod
    def _offset(url: str) -> int:
        start = parse_qs(urlsplit(url).query).get("start", ["0"])[0]
        return int(start) if start.isdigit() else 0

    @staticmethod
    def _page(url: str, offset: int) -> str:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items() if name not in ("start", "sid")}
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode({**query, "start": offset}), ""))
