"""SAP SuccessFactors career sites: feed sitemal.xml or googlefeed.xml, else the search table, the tiles or the search's JSON.

Source: public career sites. /services/ (JSON, RSS search) is usually closed by robots.txt: it is asked last, or where
``surface`` says so, and only where robots.txt allows it. Pages carry microdata. Params: ``surface`` (sitemal.xml,
googlefeed.xml, search, tile-search-results, services/recruiting/v1/jobs), ``locales`` (of the JSON, default de_DE).
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from pipeline.model import Posting, Problem, Source
from spiders.dates import mail_day, short_day
from spiders.locating import Candidate, Found, Lead, Look, origin
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, Window, records_of, whole

_JSON = "services/recruiting/v1/jobs"
_SURFACES = {"search": "search/", "tile-search-results": "tile-search-results/", "tiles": "tile-search-results/", "sitemal": "sitemal.xml", "googlefeed": "googlefeed.xml"}
#: What is asked next where a surface answers 404.
_AFTER = {"/sitemal.xml": "/googlefeed.xml", "/googlefeed.xml": "/search/?startrow=0", "/search/": "/tile-search-results/?startrow=0"}
_JOB = re.compile(r"/job/(?:[^/]+/)*?(\d{3,})(?:-[a-z]{2}_[A-Z]{2})?/?(?:[?#]|$)")
_PLACE = re.compile(r"(?P<city>[^,]+?)(?:,\s*[^,]+)*?,\s*(?P<land>[A-Z]{2})(?:,\s*(?P<code>[\w -]+))?")
_LABEL = re.compile(r"\d+\s*[–—-]\s*\d[\d.,]*\D{1,12}?(\d[\d.,]*)")


class Portal(Platform):
    fingerprints = (r"rmkcdn\.successfactors\.com", r"jobs2web", r"data-careersite-propertyid", r"jobTitle-link", r"xmlns:g=\"http://base\.google\.com/ns/1\.0\"",
                    r"\"jobSearchResult\"")
    addresses = (r"/sitemal\.xml", r"/googlefeed\.xml", r"/tile-search-results/", r"/talentcommunity/(?:apply|subscribe)")
    marks = (r"rmkcdn\.successfactors\.com", r"jobs2web", r"\bsapsf\b", r"data-careersite-propertyid", r"jobTitle-link", r"/talentcommunity/", r"(?:src|href)=[\"'][^\"']*successfactors\.(?:com|eu)/")
    usual_path = "/sitemal.xml"
    params = ("surface", "locales")

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        yield self.candidate(look, f"{origin(url)}/", why, weight)
        if "search" in urlsplit(url).path:  # where feeds are switched off and the usual search is not there
            yield self.candidate(look, url.split("?", maxsplit=1)[0], why, weight - 2)

    def locate(self, look: Look) -> Iterator[Found]:
        yield from super().locate(look)
        for lead in [Lead(look.url), *look.leads]:
            if re.search(r"//[\w.-]+\.(?:sapsf|successfactors)\.(?:com|eu|cn)/.*\bcompany=\w", lead.url):
                yield Candidate(self.name, lead.url, f"{lead.kind} to {lead.url}", look.url, 88, missing="a career site that can be read: the classic one (career?company=) is not")

    def start(self, source: Source) -> list[Follow]:
        surface = str(source.params.get("surface") or "").strip("/")
        path = urlsplit(source.portal).path
        if surface == _JSON or _JSON in path:
            return [Follow(f"{self.base(source)}/search/")]  # names the locales
        if "search" in path and surface in ("", path.strip("/")):
            return [Follow(source.portal)]
        return [Follow(f"{self.base(source)}/{_SURFACES.get(surface, surface) or 'sitemal.xml'}")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        path, wants_json = urlsplit(page.url).path, _JSON in f"{source.params.get('surface') or ''} {source.portal}"
        if page.status == 404 and path in _AFTER:
            yield Follow(page.join(_AFTER[path]))
        elif page.is_data:
            yield from self._answer(page, source)
        elif wants_json:
            yield from self._locales(page, source)
        elif path.startswith("/search") and self._tiles_elsewhere(page):
            yield Follow(page.join("/tile-search-results/?startrow=0"))
        elif page.status == 404:
            raise UnreadableError("answers 404")
        elif re.search(r"<rss\b", page.text[:2000]):
            yield from self._feed(page, source)
        elif self._drawn_by_script(page):
            yield from self._locales(page, source)
        else:
            yield from self._table(page)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = _JOB.search(page.url)
        for item in self.marked_up(page, source, follow, found[1] if found else None):
            slashes = isinstance(item, Posting) and item.date_posted and "/" in item.date_posted
            yield item.model_copy(update={"date_posted": short_day(item.date_posted)}) if slashes else item  # type: ignore[union-attr]

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        if "</rss>" not in page.text[-2000:]:
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        if "/services/rss/" in page.url:  # the newest 20
            yield Window()
        nodes = list(enumerate(page.xml.xpath("//item")))
        names = ("title", "link", "pubDate", "description", "g:id", "g:location", "g:employer", "g:expiration_date")
        for number, node in sorted(nodes, key=lambda pair: "-de_DE" not in pair[1].xpath("string(./link)").get("")) if "-de_DE" in page.text else nodes:
            values = {name: node.xpath(f"string(./*[name()='{name}'])").get("").strip() for name in names}
            if not values["link"]:
                yield Problem(code="record_unreadable", message="an item without a link", where=f"{page.url} item[{number}]")
                continue
            found = _JOB.search(values["link"])
            title, place = _parted(values["title"], values["g:location"])
            yield from self.posting(page, source, {
                "title": title, "url": values["link"], "external_id": found[1] if found else values["g:id"], "date_posted": mail_day(values["pubDate"]),
                "valid_through": values["g:expiration_date"], "description_html": values["description"], "employer": values["g:employer"],
                "locations": [place]}, f"{page.url} item[{number}]")

    def _table(self, page: Page) -> Iterator[Item]:
        rows = page.selector.css("#searchresults tr.data-row, tr.data-row, li.job-tile")
        offset = whole(parse_qs(urlsplit(page.url).query).get("startrow", ["0"])[0]) or 0
        ended = offset and "<html" not in page.text.lower() and not "".join(page.selector.css("::text").getall()).strip()
        if not rows and not ended and not page.selector.css("#searchresults, #noresults, .job-tile-list, #job-tile-list, #attention"):
            raise UnreadableError("neither a feed nor a search table nor tiles")
        label = _LABEL.search(" ".join(" ".join(page.selector.css(".paginationLabel ::text, .pagination-label ::text").getall()).split()))
        total = whole(label[1].rstrip(".,")) if label else None
        if total is not None:
            yield Total(total)
        ids, unread = set(), 0
        for row in rows:
            href = row.attrib.get("data-url") or row.css("a.jobTitle-link::attr(href)").get() or ""
            found = _JOB.search(href)
            if not found:
                unread += 1
                yield Problem(code="record_unreadable", message="a row without a link to a job", where=page.url)
                continue
            ids.add(found[1])
            places = [_place(text) for text in row.css(".jobLocation ::text, .location ::text").getall() if re.search(r"\w", text) and not text.strip().startswith("+")]
            yield Follow(page.join(href), role="detail", external_id=found[1], draft={
                "title": " ".join(" ".join(row.css("a.jobTitle-link")[:1].css("::text").getall()).split()), "locations": list(dict.fromkeys(places))})
        after = offset + len(ids) + unread
        if ids and (after < total if total is not None else after - offset >= 10):
            query = [(name, value) for name, value in parse_qsl(urlsplit(page.url).query, keep_blank_values=True) if name != "startrow"]
            yield Follow(f"{page.url.split('?')[0]}?{urlencode([*query, ('startrow', after)])}")

    @staticmethod
    def _tiles_elsewhere(page: Page) -> bool:
        """A search page with a place for tiles that a script fills from their own address."""
        return not page.selector.css("tr.data-row, li.job-tile, #noresults") and bool(page.selector.css("#job-tile-list, .job-tile-list, #tile-search-results"))

    @staticmethod
    def _drawn_by_script(page: Page) -> bool:
        """A search page of the newer kind: without rows, filled by the JSON."""
        return not page.selector.css("tr.data-row, li.job-tile, #searchresults, #noresults") and bool(re.search(
            rf"{_JSON}|data-careersite-propertyid|rmkcdn\.successfactors\.com|searchResultView", page.text))

    def _locales(self, page: Page, source: Source) -> Iterator[Item]:
        """One search for each locale that the page leads to: the JSON shows a job only in its own ones."""
        for locale in dict.fromkeys(_chosen(source) or ["de_DE", *re.findall(r"[?&;]locale=([a-z]{2}_[A-Z]{2})\b", page.text)]):
            yield self._search(source, locale, 0)

    def _search(self, source: Source, locale: str, number: int) -> Follow:
        body = {"locale": locale, "keywords": "", "location": "", "pageNumber": number, "sortBy": "recent"}
        return Follow(f"{self.base(source)}/{_JSON}", method="POST", body=json.dumps(body), headers={"Content-Type": "application/json"}, counted=True)

    def _answer(self, page: Page, source: Source) -> Iterator[Item]:
        answer, asked = page.json(), json.loads(page.asked or "{}")
        if not isinstance(answer, dict) or "jobSearchResult" not in answer:
            raise UnreadableError("a search answers with jobSearchResult")
        total, locale = whole(answer.get("totalJobs")), str(asked.get("locale") or "de_DE")
        if total is None:
            yield Problem(code="keys_lost", message="expected totalJobs", where=page.url)
        else:
            yield Total(total)
        rows, first = answer["jobSearchResult"] or [], _chosen(source) or ["de_DE"]
        for entry in records_of(rows, ("response",), ("response",), page.url):
            record = entry if isinstance(entry, Problem) else entry[0].get("response")
            if isinstance(record, Problem):
                yield record
            elif not isinstance(record, dict) or not record.get("id"):
                yield Problem(code="record_unreadable", message="a job without id", where=f"{page.url} {page.asked}")
            else:  # a job in several languages is linked in ours, whichever search showed it
                link = next((name for name in first if name in (record.get("supportedLocales") or [])), locale)
                url = f"{self.base(source, page.url.split('/services/')[0])}/job/{record.get('unifiedUrlTitle') or record.get('urlTitle') or '-'}/{record['id']}-{link}"
                yield Follow(url, role="detail", external_id=str(record["id"]), adds=True, draft={"url": url, **_draft(record)})
        if not rows and asked.get("pageNumber"):
            yield Problem(code="truncated", message=f"page {asked['pageNumber']} in {locale} is empty, totalJobs is {total}", where=page.url)
        if rows and asked.get("pageNumber") == 0:
            for number in range(1, -(-(total or 0) // len(rows))):
                yield self._search(source, locale, number)


def _chosen(source: Source) -> list[str]:
    named = source.params.get("locales") or []
    return [named] if isinstance(named, str) else [str(name) for name in named]


def _draft(record: dict[str, Any]) -> dict[str, Any]:
    places = record.get("jobLocationShort") or []
    texts = [re.sub(r"<[^>]+>", " ", str(text)) for text in (places if isinstance(places, list) else [places])]
    return {"title": html.unescape(str(record.get("unifiedStandardTitle") or "")), "locations": [_place(text) for text in texts if text.strip()],
            "date_posted": short_day(record.get("unifiedStandardStart")), "valid_through": short_day(record.get("unifiedStandardEnd"))}


def _place(text: str) -> str:
    """"Bühl, DE, 77815" is "77815 Bühl"; what is written otherwise stays as it is."""
    found = _PLACE.fullmatch(" ".join(html.unescape(text).split()))
    if not found:
        return " ".join(text.split())
    code = (found["code"] or "").strip()
    return f"{code} {found['city'].strip()}" if re.fullmatch(r"\d{5}", code) else found["city"].strip()


def _parted(title: str, location: str) -> tuple[str, str]:
    """A feed's "Title (City, ST, CC)" as title and place; the last bracket counts, towns have brackets of their own."""
    depth, start = 0, len(title)
    for at in range(len(title) - 1, -1, -1):
        depth += (title[at] == ")") - (title[at] == "(")
        if depth == 0:
            start = at
            break
    inside = title[start + 1:-1]
    found = _PLACE.fullmatch(inside) if title.endswith(")") else None
    # "(Projekte, IT)" is no town in Italy: two parts are a place only where German is spoken.
    if not found or (inside.count(",") == 1 and found["land"] not in ("DE", "AT", "CH", "LI", "LU", "BE")):
        return title, _place(location)
    return title[:start].strip(), _place(location or inside)
