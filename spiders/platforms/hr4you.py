"""HR4YOU: the sitemap lists all jobs, job pages carry JSON-LD.

Source: markup of public HR4YOU sites (/job/view/{id}/{slug}); the XML export is the customer's own template.
"""

import re
from collections.abc import Iterator

from pipeline.model import Source
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError

_JOB = re.compile(r"/job/view/(\d+)")


class Portal(Platform):
    fingerprints = (r"\.hr4you\.org", r"/job/view/\d+/")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(f"{self.base(source)}/sitemap.xml")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if not re.search(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", page.text[:3000]):
            raise UnreadableError("no sitemap")
        for url in page.xml.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()").getall():
            yield Follow(page.join(url))
        for entry in page.xml.xpath("//*[local-name()='url']"):
            url = page.join(entry.xpath("./*[local-name()='loc']/text()").get(default=""))
            if found := _JOB.search(url):
                # Whether the sitemap's lastmod can be trusted was not seen: pages are asked, not the mark.
                yield Follow(url, role="detail", external_id=found[1])

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        yield from self.marked_up(page, source, follow, found[1] if found else None)
