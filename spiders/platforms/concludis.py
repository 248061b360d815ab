"""Concludis: list with 25 rows a page and its own count, job pages with JSON-LD.

Source: markup of public Concludis boards (prj/lst, prj/shw); the documented interface needs credentials.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError

PAGE_SIZE = 25


class Portal(Platform):
    fingerprints = (r"\.concludis\.de", r"/prj/(?:shw|lst)/", r"cJobboard")

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        rows = page.selector.css("div.stellen div[id^=line_], div[id^=line_][onclick]")
        count = re.search(r"\d+", " ".join(page.selector.css("div.stellensum ::text").getall()))
        if not rows and not count:
            raise UnreadableError("no list of jobs (div#line_..., div.stellensum)")
        if count:
            yield Total(int(count[0]))
        else:
            yield Problem(code="keys_lost", message="the list does not state its count (div.stellensum)", where=page.url)
        for row in rows:
            key = row.attrib["id"].removeprefix("line_")
            found = re.search(r"openJob\(\s*['\"]([^'\"]+)", row.attrib.get("onclick", ""))
            href = found[1] if found else row.css("a[href*='/prj/shw/']::attr(href)").get()
            if not href:
                yield Problem(code="record_unreadable", message="a row without a link", where=f"{page.url} {key}")
                continue
            title = " ".join(" ".join(row.css(".stellenlink ::text, .stellenlink::text").getall()).split())
            yield Follow(page.join(href), role="detail", external_id=key, draft={"title": title})
        if len(rows) >= PAGE_SIZE:
            asked = parse_qs(urlsplit(page.url).query).get("page", ["1"])[0]
            yield Follow(f"{page.url.split('?')[0]}?page={int(asked) + 1 if asked.isdigit() else 2}")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = re.search(r"/prj/shw/[^/]+/(\d+)", page.url)
        yield from self.marked_up(page, source, follow, found[1] if found else None,
                                  apply_url=page.selector.css("a[href*='/bewerber/landingpage']::attr(href)").get())
