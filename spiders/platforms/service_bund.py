"""service.bund.de: the newest 500 vacancies of all authorities as RSS; a window, in which absence means nothing.

Source: the portal's public RSS generator. Members are found in it by ``filter.employer``. robots.txt asks for 30 seconds
between requests; reproduction of whole ads needs consent, so the ads' own pages are not fetched.
"""

import re
from collections.abc import Iterator

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import german_day, mail_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError, Window

_FEED = "/Content/Globals/Functions/RSSFeed/RSSGenerator_Stellen.xml"


class Portal(Platform):
    fingerprints = (r"service\.bund\.de", r"RSSGenerator_(?:Stellen|Ausbildungsplaetze)")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(source.portal if source.portal.endswith(".xml") else f"{self.base(source)}{_FEED}")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if not re.search(r"<rss\b", page.text[:2000]):
            raise UnreadableError("no RSS feed")
        yield Window()
        if "</rss>" not in page.text[-200:]:
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        for number, node in enumerate(page.xml.xpath("//item")):
            link = str(node.xpath("string(./link)").get("")).split("#")[0].strip()
            guid = str(node.xpath("string(./guid)").get("")).strip() or link
            text = str(node.xpath("string(./description)").get(""))
            said = " ".join(Selector(text=f"<div>{text}</div>").css("::text").getall())
            found = re.search(r"-(\d+)\.html", guid)
            place = _after(said, "Ort")
            yield from self.posting(page, source, {
                "title": str(node.xpath("string(./title)").get("")), "url": link or guid, "external_id": found[1] if found else guid, "description_html": text,
                "employer": _after(said, "Arbeitgeber"), "locations": [place] if place else [], "date_posted": mail_day(node.xpath("string(./pubDate)").get("")),
                "valid_through": german_day(_after(said, "Bewerbungsfrist"))}, f"{page.url} item[{number}]")


def _after(text: str, label: str) -> str:
    """What stands behind "Label:" up to the next label."""
    found = re.search(rf"\b{label}\s*:\s*(.*?)\s*(?=\b(?:Arbeitgeber|Ort|Bewerbungsfrist|Veröffentlichungsende)\s*:|$)", text, re.DOTALL)
    return " ".join(found[1].split()) if found else ""
