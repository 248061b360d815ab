"""HR4YOU: the sitemap lists all jobs, job pages carry JSON-LD; or the customer's XML export.

Source: markup of public HR4YOU sites (/job/view/{id}/{slug}); the export's template as d2u_jobs (REDAXO) documents it. The
export's address is the customer's own (portal ends with .xml or names it). The contact person (ap_...) is left out.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsel import Selector

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.locating import origin
from spiders.page import Page
from spiders.paging import cut_off
from spiders.platform import Follow, Item, Platform, UnreadableError, shape_problems

_JOB = re.compile(r"/job/view/(\d+)")
_EXPORT = re.compile(r"\.xml$|generator\.php|export")
_KEYS = ["url_application_form", "titel", "einleitung", "gesamt_html", "gesamt", "block1_html", "block2_html", "block3_html", "block4_html", "sprachcode", "von_datum", "bis_datum", "plzarbeitsort", "arbeitsort", "kennziffer", "firma", "ap_vorname", "ap_nachname", "ap_telefon", "ap_email", "berufskategorie_id", "berufskategorie", "stellenart_id", "stellenart", "jobid", "stellenkategorie", "referenznummer", "kopfgrafik_name", "kopfgrafik_url"]


class Portal(Platform):
    fingerprints = (r"\.hr4you\.org", r"/job/view/\d+/", r"<jobs>\s*<entry\b")
    addresses = (r"//(?!www\.)[\w-]+\.hr4you\.org", r"/job/view/\d+")
    marks = (r"/job/view/\d+", r"<jobs>\s*<entry\b", r"(?:src|href)=[\"'][^\"']*hr4you\.org/")

    def portal_of(self, url: str) -> str:
        return url if _EXPORT.search(urlsplit(url).path) and "sitemap" not in url else f"{origin(url)}/"

    def start(self, source: Source) -> list[Follow]:
        return [Follow(self.home(source) if _EXPORT.search(urlsplit(source.portal).path) else f"{self.base(source)}/sitemap.xml")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        found = re.search(r"<(?:\w+:)?(urlset|sitemapindex|jobs)\b", page.text[:3000])
        if not found:
            raise UnreadableError("neither a sitemap nor an export of jobs")
        if f"{found[1]}>" not in page.text[-300:] and not re.search(r"<\w+\s*/>\s*$", page.text):
            yield Problem(code="truncated", message=f"the answer ends before </{found[1]}>", where=page.url)
        if found[1] == "jobs":
            yield from self._export(page, source)
            return
        for url in page.xml.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()").getall():
            yield Follow(page.join(url))
        entries = page.xml.xpath("//*[local-name()='url']")
        for entry in entries[:-1] if cut_off(page.text, r"(?:\w+:)?url") else entries:
            url = page.join(entry.xpath("string(./*[local-name()='loc'])").get(default=""))
            if job := _JOB.search(url):
                # Whether the sitemap's lastmod can be trusted was not seen: pages are asked, not the mark.
                yield Follow(url, role="detail", external_id=job[1])

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        yield from self.marked_up(page, source, follow, found[1] if found else None)

    def _export(self, page: Page, source: Source) -> Iterator[Item]:
        entries = page.xml.xpath("/jobs/entry")[:-1 if cut_off(page.text, "entry") else None]
        keys = {str(node.root.tag): None for entry in entries for node in entry.xpath("./*")}
        if entries:
            yield from shape_problems(keys, _KEYS, ("titel", "jobid"), page.url)
        for number, entry in enumerate(entries):
            key = _value(entry, "jobid")
            text = [_value(entry, name) for name in ("einleitung", "block1_html", "block2_html", "block3_html", "block4_html")]
            reference = next((said for name in ("referenznummer", "kennziffer") if (said := _value(entry, name)) and said != key), None)
            yield from self.posting(page, source, {
                "external_id": key, "title": _value(entry, "titel"), "employer": _value(entry, "firma"), "identifier": reference, "language": _value(entry, "sprachcode"),
                "url": _value(entry, "url_application_form") or (f"/job/view/{key}" if key else ""), "apply_url": _value(entry, "url_application_form"),
                "description_html": "\n".join(filter(None, text)) if any(text[1:]) else _value(entry, "gesamt_html") or _value(entry, "gesamt"),
                "locations": [f"{_value(entry, 'plzarbeitsort')} {_value(entry, 'arbeitsort')}".strip()] if _value(entry, "arbeitsort") else [],
                "employment_type": _value(entry, "stellenart"), "department": _value(entry, "berufskategorie"),
                "date_posted": german_day(_value(entry, "von_datum")), "valid_through": german_day(_value(entry, "bis_datum"))}, f"{page.url} entry[{number}]")


def _value(entry: Selector, name: str) -> str:
    """An element's text, or the markup in it where it was not escaped."""
    node = entry.xpath(f"./{name}")
    return "".join(node.xpath("./node()").getall()).strip() if node.xpath("./*") else str(node.xpath("string()").get("")).strip()
