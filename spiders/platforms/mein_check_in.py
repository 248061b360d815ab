"""mein-check-in.de: one overview for each tenant, server-rendered, links to position-{id}; HTML job pages.

Source: markup as clients of public tenants describe it (/{tenant}/overview, position-{id}); nothing is documented. Params: ``tenant``
(else the first part of the portal's path). No count, no dates and no places of their own are known in it.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.model import Source
from spiders.locating import origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError

_JOB = re.compile(r"(?:^|/)position-(\d+)")


class Portal(Platform):
    fingerprints = (r"mein-check-in\.de", r"href=[\"'][^\"']*/position-\d+[\"'/?]")
    addresses = (r"//(?:www\.)?mein-check-in\.de/[\w-]+", r"//[^/]+/[\w-]+/position-\d+", r"//[^/]+/[\w-]+/overview(?:[/?#]|$)")
    marks = (r"href=[\"'][^\"']*\bposition-\d+[\"'/?]",)
    params = ("tenant",)

    def portal_of(self, url: str) -> str:
        return f"{origin(url)}/{urlsplit(url).path.strip('/').split('/')[0]}/overview"

    def start(self, source: Source) -> list[Follow]:
        tenant = str(source.params.get("tenant") or urlsplit(source.portal).path.strip("/").split("/")[0])
        if not tenant:
            raise UnreadableError("the portal's address names no tenant: https://www.mein-check-in.de/TENANT/overview, or params.tenant")
        return [Follow(f"{self.base(source)}/{tenant}/overview")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        found: dict[str, tuple[str, str]] = {}
        for link in page.selector.css("a[href*='position-']"):
            if job := _JOB.search(urlsplit(link.attrib["href"]).path):
                title = " ".join(" ".join(link.css("h1, h2, h3, h4")[:1].css("::text").getall() or link.css("::text").getall()).split())
                url, known = found.get(job[1], (page.join(link.attrib["href"]), ""))
                found[job[1]] = url, known or title
        if not found and not re.search(r"keine (?:\w+ ){0,2}(?:Stellen|Positionen|Angebote|Ausschreibungen)", page.text):
            raise UnreadableError("no links to position-{id}")
        for key, (url, title) in found.items():
            yield Follow(url, role="detail", external_id=key, draft={"title": title})

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        key = _JOB.search(urlsplit(page.url).path)
        if not key and not follow.external_id:
            raise UnreadableError("not the address of a position")
        yield from self.marked_up(page, source, follow, key[1] if key else None, text=("main", "#content", "article", "body"))
