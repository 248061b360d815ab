"""service.bund.de: the newest 500 vacancies of all authorities as RSS; a window, in which absence means nothing.

Source: the portal's public RSS generator. Members are found in it by ``filter.employer``. robots.txt asks for 30 seconds
between requests; reproduction of whole ads needs consent, so the ads' own pages are not fetched.
"""

import re
from collections.abc import Iterator

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import german_day, mail_day
from spiders.locating import Found, Look, origin
from spiders.page import Page
from spiders.paging import cut_off
from spiders.platform import Follow, Item, Platform, UnreadableError, Window

_FEED = "/Content/Globals/Functions/RSSFeed/RSSGenerator_Stellen.xml"
_LABELS = {"employer": r"Arbeitgeber", "place": r"(?:Arbeits|Dienst|Einsatz)?ort(?:e|\(e\))?", "until": r"Bewerbungs(?:frist|schluss|ende)", "shown": r"Veröffentlichungsende"}
_LABEL = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _LABELS.items()), re.IGNORECASE)


class Portal(Platform):
    fingerprints = (r"service\.bund\.de", r"RSSGenerator_(?:Stellen|Ausbildungsplaetze)")
    addresses = (r"service\.bund\.de/", r"RSSGenerator_(?:Stellen|Ausbildungsplaetze)\.xml", r"/IMPORTE/Stellenangebote/editor/")

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        portal = url if url.endswith(".xml") else f"{origin(url)}{_FEED}"
        yield self.candidate(look, portal, why, 50, note="the feed holds the newest vacancies of all authorities: a filter by employer is needed, and absence in it means nothing")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(self.home(source) if source.portal.split("?")[0].endswith(".xml") else f"{self.base(source)}{_FEED}")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if not re.search(r"<rss\b", page.text[:2000]):
            raise UnreadableError("no RSS feed")
        yield Window()
        if "</rss>" not in page.text[-200:]:
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        items = page.xml.xpath("//item")
        for number, node in enumerate(items[:-1] if cut_off(page.text, "item") else items):
            link = str(node.xpath("string(./link)").get("")).split("#")[0].strip()
            guid = str(node.xpath("string(./guid)").get("")).strip().split("#")[0] or link
            text = str(node.xpath("string(./description)").get(""))
            said, found = _said(text), re.search(r"-(\d+)\.html", guid)
            yield from self.posting(page, source, {
                "title": str(node.xpath("string(./title)").get("")), "url": link or guid, "external_id": found[1] if found else guid, "description_html": text,
                "employer": said.get("employer"), "locations": [place for place in re.split(r"\s*[;|]\s*", said.get("place", "")) if place],
                "date_posted": mail_day(node.xpath("string(./pubDate)").get("")), "valid_through": german_day(said.get("until"))}, f"{page.url} item[{number}]")


def _said(description: str) -> dict[str, str]:
    """What stands behind each label: "Ort: Kassel", or the label in an element of its own; each ends where the next begins."""
    text = "\n".join(part for part in Selector(text=f"<div>{description}</div>").css("::text").getall() if part.strip())
    labels = [found for found in _LABEL.finditer(text) if re.match(r"\s*:|\s*\n", text[found.end():])]
    ends = [found.start() for found in labels[1:]] + [len(text)]
    return {str(found.lastgroup): " ".join(text[found.end():end].split()).strip(" :·|,-") for found, end in zip(labels, ends, strict=True)}
