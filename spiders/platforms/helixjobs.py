"""helixjobs: a server-rendered joblist that links to jobad?prj={id}; HTML job pages.

Source: markup as clients of public tenants describe it ({tenant}.helixjobs.com/{unit}/joblist); nothing is documented. No count,
no dates and no places of their own are known in it.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Source
from spiders.locating import origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError


class Portal(Platform):
    fingerprints = (r"\.helixjobs\.com", r"jobad\?(?:[^\"'\s]*&(?:amp;)?)?prj=\w+")
    addresses = (r"//(?!www\.)[\w-]+\.helixjobs\.com", r"/jobad\?(?:[^\"'\s]*&)?prj=\w", r"/joblist(?:[/?#]|$)")
    marks = (r"jobad\?(?:[^\"'\s]*&(?:amp;)?)?prj=\w+",)

    def portal_of(self, url: str) -> str:
        path = re.sub(r"/(?:jobad|joblist)/?$", "", urlsplit(url).path)
        return f"{origin(url)}{path.rstrip('/')}/joblist"

    def start(self, source: Source) -> list[Follow]:
        home = self.home(source)
        return [Follow(home if urlsplit(home).path.rstrip("/").endswith("/joblist") else f"{home.split('?')[0].rstrip('/')}/joblist")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        found: dict[str, tuple[str, str]] = {}
        for link in page.selector.css("a[href*='jobad?'][href*='prj=']"):
            key = parse_qs(urlsplit(link.attrib["href"]).query).get("prj", [""])[0]
            url, known = found.get(key, (page.join(link.attrib["href"]), ""))
            found[key] = url, known or " ".join(" ".join(link.css("::text").getall()).split())
        if not found and not re.search(r"keine (?:\w+ ){0,2}(?:Stellen|Positionen|Angebote|Ausschreibungen)", page.text):
            raise UnreadableError("no links to jobad?prj={id}")
        for key, (url, title) in found.items():
            yield Follow(url, role="detail", external_id=key, draft={"title": title})

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        key = follow.external_id or parse_qs(urlsplit(page.url).query).get("prj", [""])[0]
        if not key:
            raise UnreadableError("not the address of a job (jobad?prj=...)")
        yield from self.marked_up(page, source, follow, key, text=("main", "#content", "article", "body"))
