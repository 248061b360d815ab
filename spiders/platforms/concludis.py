"""Concludis: list or widget with its own count, 25 rows a page, job pages with JSON-LD; the interface's records where saved.

Source: markup of public Concludis boards (prj/lst, prj/shw), the vendor's commented project record (V2; the interface itself
needs credentials). Contacts and managers are left out.
"""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Found, Look, origin
from spiders.page import Page
from spiders.paging import count_in, query_number, with_query
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

PAGE_SIZE = 25
_KEYS = ["id", "global_id", "locale", "title", "position_title", "teaser", "abbr", "apply_types", "department", "earliest_entry_date", "listed", "public_start_date", "public_end_date", "public_applicable", "internal_start_date", "internal_end_date", "internal_applicable", "unsolicited", "apprentice", "temporary", "term_length_months", "term_date", "takeover_possible", "hours_per_week", "social_insurance", "questionnaire_id", "years_of_experience", "schedule", "classification", "jobfamily", "category", "jobgroup1", "jobgroup2", "jobgroup3", "seniority", "leadership", "custom_fields", "contact", "contact_internal", "managers", "primary_company", "location_groups", "vacancies_sum", "countrywide", "tags", "job_ad_url", "job_ad_url_internal", "pdf_url", "pdf_url_internal", "apply_url", "apply_url_internal"]


class Portal(Platform):
    fingerprints = (r"\.concludis\.de", r"/prj/(?:shw|lst)/", r"cJobboard")
    addresses = (r"//(?!www\.|api\.)[\w-]+\.concludis\.de", r"/prj/(?:shw|lst)/", r"/bewerber/(?:landingpage|job2pdf)\.php")
    marks = (r"cJobboard", r"class=[\"'][^\"']*\bstellensum\b", r"/prj/(?:shw|lst)/", r"(?:src|href)=[\"'][^\"']*concludis\.de/")
    usual_path = "/prj/lst/"

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        portals = dict.fromkeys((self.portal_of(url), f"{origin(url)}/"))
        for step, portal in enumerate(portals):
            yield self.candidate(look, portal, why, weight - step)

    def portal_of(self, url: str) -> str:
        board = parse_qs(urlsplit(url).query).get("b", ["0"])[0]
        if re.search(r"/prj/lst/\w", url):
            return url.split("?", maxsplit=1)[0]
        # A board of its own, as widgets show it; 0 is the one of all.
        return f"{origin(url)}/prj/lst/?b={board}&jsinclude=1" if "/prj/" in url and board != "0" else f"{origin(url)}/"

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            yield from self._projects(page, source)
            return
        rows = page.selector.css("div.stellen div[id^=line_], div[id^=line_][onclick]")
        said = page.selector.css("div.stellensum")
        if not rows and not said:
            raise UnreadableError("no list of jobs (div#line_..., div.stellensum)")
        total = count_in(" ".join(said.css("::text").getall()))
        if total is not None:
            yield Total(total)
        else:
            yield Problem(code="keys_lost", message="the list does not state its count (div.stellensum)", where=page.url)
        for row in rows:
            yield self._row(page, row)
        number = query_number(page.url, "page", 1)
        # All further pages are asked by the first one: beyond the end some boards show their last page again.
        pages = -(-total // len(rows)) if total is not None and rows else number + (len(rows) >= PAGE_SIZE)
        for further in range(number + 1, pages + 1) if number == 1 or total is None else ():
            yield Follow(with_query(page.url, page=further))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        found = re.search(r"/prj/shw/[^/]+/(\d+)", page.url)
        yield from self.marked_up(page, source, follow, found[1] if found else None,
                                  apply_url=page.selector.css("a[href*='/bewerber/landingpage']::attr(href)").get())

    def _row(self, page: Page, row: Any) -> Item:
        key = row.attrib["id"].removeprefix("line_")
        found = re.search(r"(?:openJob|OpenAngebot)\(\s*['\"]([^'\"]*/[^'\"]*)", row.attrib.get("onclick", ""))
        href = found[1] if found else row.css("a[href*='/prj/shw/']::attr(href)").get()
        if not href:
            return Problem(code="record_unreadable", message="a row without a link", where=f"{page.url} {key}")
        url = page.join(href)
        # What a widget leads to shows its ad only as part of a widget.
        asked = with_query(url, jsinclude=1) if "jsinclude" in parse_qs(urlsplit(page.url).query) else url
        return Follow(asked, role="detail", external_id=key, draft={"title": " ".join(" ".join(row.css(".stellenlink ::text, .stellenlink::text").getall()).split()), "url": url})

    def _projects(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        projects = answer if isinstance(answer, list) else [answer] if "job_ad_url" in answer else None
        for entry in records_of(projects, _KEYS, ("id", "title", "job_ad_url"), page.url):
            if isinstance(entry, Problem):
                yield entry
            elif entry[0].get("listed") is not False:
                yield from self.posting(page, source, self._fields(entry[0]), entry[1])

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        company, kind = record.get("primary_company"), record.get("classification")
        return {
            "external_id": record.get("id"), "title": html.unescape(str(record.get("title") or record.get("position_title") or "")), "url": record.get("job_ad_url"),
            "apply_url": record.get("apply_url"), "department": record.get("department"), "description_html": record.get("teaser"), "language": str(record.get("locale") or "")[:2],
            "employer": html.unescape(str(company.get("name") or "")) if isinstance(company, dict) else None, "employment_type": kind.get("name") if isinstance(kind, dict) else None,
            "date_posted": berlin_day(record.get("public_start_date")), "valid_through": berlin_day(record.get("public_end_date")),
        }
