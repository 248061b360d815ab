"""rexx systems: list with 100 rows a page and its own count, job pages with JSON-LD or plain markup; also Portal7.

Source: markup of public rexx portals (stellenangebote.html, ?start=, -j{id}.html; Portal7: ?yid=; Land Berlin:
table#joboffers); no feed is documented. Left out: the session (sid) in addresses, contact persons beside the ad.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.model import Problem, Source
from spiders.locating import origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, whole

PAGE_SIZE = 100
_ROWS = "article.joboffer_container, div.joboffer_container, li.joboffer_container, #joboffers tr"
_JOB = "a[href*='-j'][href*='.html'], a[href*='yid=']"
_JOB_ID = re.compile(r"-j(\d+)\.html|[?&]yid=(\d+)|/job/(\d+)")
_SESSION = re.compile(r"(?<=[?&])sid=[^&#]*&?")


class Portal(Platform):
    fingerprints = (r"rexx-systems\.com", r"rexx-recruitment\.com", r"joboffer_container", r"joboffer_table_container", r"-(?:de|en)-j\d+\.html", r"jobalert-(?:de|en)\.html",
                    r"rexx recruitment", r"jobtplcontainer")
    addresses = (r"//(?!www\.)[\w-]+\.rexx-systems\.com", r"//(?!www\.)[\w.-]+\.rexx-recruitment\.com", r"-(?:de|en)-[jf]\d+\.html", r"/jobalert-(?:de|en)\.html", r"/(?:job-offer|stellenangebot)\.html\?(?:.*&)?yid=\d")
    marks = (r"joboffer_(?:table_)?container", r"rexx recruitment", r"jobtplcontainer", r"id=[\"']joboffers[\"']", r"(?:src|href)=[\"'][^\"']*rexx-systems\.com/")
    usual_path = "/stellenangebote.html"

    def portal_of(self, url: str) -> str:
        path = urlsplit(url).path
        if re.search(r"/(?:stellenangebote|job-offers|stellenmarkt|karriere|jobs)[\w-]*\.(?:html|php)$", path):
            return _SESSION.sub("", url).split("?")[0] if "start=" in url else _SESSION.sub("", url).rstrip("?&")
        name = "job-offers.html" if re.search(r"-en-[jf]\d+\.html|/job-offer\.html", path) else "stellenangebote.html"
        return f"{origin(url)}{path.rpartition('/')[0]}/{name}"

    def start(self, source: Source) -> list[Follow]:
        parts = urlsplit(source.portal)
        path = parts.path if parts.path.endswith((".html", ".php")) else parts.path.rstrip("/") + "/stellenangebote.html"
        return [Follow(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 and page.url != source.portal and "/stellenangebote.html" in page.url:
            yield Follow(page.url.replace("/stellenangebote.html", "/job-offers.html"))
            return
        table, offset = page.selector.css("#joboffer_table_container, [data-all-count]"), _offset(page.url)
        rows = [row for row in page.selector.css(_ROWS) if not row.css("th")] or _linked(page)
        if not table and not rows and not page.selector.css("#joboffers") and not (offset and self.recognises(page)):
            raise UnreadableError("no list of job offers (joboffer_table_container, joboffer_container, joboffers)")
        count = whole(table.attrib.get("data-all-count", "")) if table else None
        if count is not None:
            yield Total(count)
        elif table:
            yield Problem(code="keys_lost", message="the list does not state its count (data-all-count)", where=page.url)
        for row in rows:
            yield from self._row(page, row)
        if rows and (len(rows) % PAGE_SIZE == 0 or (count and offset + len(rows) < count) or _leads_on(page, offset)):
            yield Follow(_page(page.url, offset + len(rows)))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        forms = [href for href in page.selector.css("a::attr(href)").getall() if re.search(r"-f\d+\.html", href)]
        yield from self.marked_up(page, source, follow, identifier=None, apply_url=forms[0] if forms else None,
                                  text=("#jobtplcontainer", ".jobtplcontainer", "#content_wrap", "article", "main", "body"))

    def _row(self, page: Page, row: Any) -> Iterator[Item]:
        onclick = re.search(r"location(?:\.href)?\s*=\s*['\"]([^'\"]+)", row.attrib.get("onclick", ""))
        href = row.css(".joboffer_title_text a::attr(href)").get() or row.css(_JOB).css("::attr(href)").get()
        addresses = [_SESSION.sub("", page.join(text)).rstrip("?&") for text in (href, onclick and onclick[1]) if text]
        url = next((text for text in addresses if _JOB_ID.search(text)), None)
        if url is None:
            yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)
            return
        titles = [" ".join(" ".join(found.css("::text").getall()).split()) for query in (".joboffer_title_text a", ".joboffer_title_text", _JOB, "a") for found in row.css(query)]
        places = row.css(".job_standort ::text, .job_location ::text, .joboffer_informations ::text").getall()
        yield Follow(url, role="detail", external_id=_key(url), draft={
            "title": next(filter(None, titles), ""), "locations": [part.strip() for text in places for part in re.split(r"[,;|]", text) if part.strip()]})


def _key(url: str) -> str:
    found = _JOB_ID.search(url)
    return next(filter(None, found.groups())) if found else ""


def _linked(page: Page) -> list[Any]:
    """A list in other markup (Portal7): the table rows or entries with a link to a job; else the links."""
    links = [link for link in page.selector.css(_JOB) if _JOB_ID.search(link.attrib["href"])]
    found: dict[str, Any] = {}
    for link in links:
        if " ".join(link.css("::text").getall()).strip():
            found.setdefault(_key(link.attrib["href"]), link.xpath("ancestor::*[self::tr or self::li][1]")[:1] or link)
    return [row[0] if isinstance(row, list) else row for row in found.values()]


def _leads_on(page: Page, offset: int) -> bool:
    """A list that does not state its count leads to a later page."""
    return any(_offset(page.join(href)) > offset for href in page.selector.css("a[href*='start=']::attr(href)").getall())


def _offset(url: str) -> int:
    return whole(parse_qs(urlsplit(url).query).get("start", ["0"])[0]) or 0


def _page(url: str, offset: int) -> str:
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in ("start", "sid")]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*query, ("start", offset)]), ""))
