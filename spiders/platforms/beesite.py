"""BeeSite / Global Jobboard: search interface (GET with JSON in the query) or the classic HTML list.

Source: the public interface of stellen.hamburg.de and markup of index.php?ac=search_result. With ``api_base`` the interface
is asked, else the list page. The ad's text is only on its HTML page.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, shape_problems

PAGE_SIZE = 100
_FIELDS = ["ID", "PositionID", "PositionTitle", "PositionURI", "PositionShortURI", "ApplyURI", "PublicationStartDate", "PublicationEndDate", "PositionSchedule", "PositionOfferingType",
           "ParentOrganizationName", "OrganizationName", "PositionLocation", "PositionSalary", "PositionCivilServicePay", "PublicationLanguage"]
_MORE = ["PublicationCode", "PublicationChannel", "PositionIndustry", "JobCategory", "CareerLevel", "TargetGroup", "ParentOrganization", "Organization", "LogoURI"]
_JOB = re.compile(r"ac=jobad(?:&amp;|&)(?:.*?&)?id=(\d+)")


class Portal(Platform):
    fingerprints = (r"\.beesite\.de", r"ac=jobad", r"jobad_id=", r"ac=search_result", r"\"SearchResultCountAll\"")

    def start(self, source: Source) -> list[Follow]:
        return [self._ask(source, 1)] if source.api_base else [Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.text.lstrip().startswith(("{", "[")):
            yield from self._answer(page, source)
            return
        links = page.selector.css("a[href*='ac=jobad'][href*='id=']")
        if not links and not re.search(r"keine (?:passenden |aktuellen |offenen )?(?:Stellen|Treffer|Ergebnisse)", page.text):
            raise UnreadableError("no links to jobs (ac=jobad)")
        for link in links:
            title = " ".join(" ".join(link.css("::text").getall()).split())
            if found := _JOB.search(link.attrib["href"]):
                yield Follow(page.join(link.attrib["href"]), role="detail", external_id=found[1], draft={"title": title})
        for href in page.selector.css("a[rel~=next]::attr(href), .pagination .next a::attr(href), a.next::attr(href)").getall()[:1]:
            yield Follow(page.join(href))

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        fields = {key: value for key, value in fields_of(records[0], page).items() if value} if records else {
            "title": " ".join(" ".join(page.selector.css("h1 ::text").getall()).split()), "description_html": page.first("main", "#content", "body")}
        draft = {key: value for key, value in follow.draft.items() if value and key != "lines"}
        text = "\n".join([str(fields.get("description_html") or ""), *follow.draft.get("lines", [])])
        yield from self.posting(page, source, {**fields, **draft, "description_html": text, "url": follow.url, "external_id": follow.external_id})

    def _answer(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        result = answer.get("SearchResult") if isinstance(answer, dict) else None
        if not isinstance(result, dict) or not isinstance(result.get("SearchResultItems"), list):
            raise UnreadableError("an answer has SearchResult.SearchResultItems")
        total = result.get("SearchResultCountAll")
        if isinstance(total, int):
            yield Total(total)
        items = result["SearchResultItems"]
        for number, item in enumerate(items):
            record = item.get("MatchedObjectDescriptor") if isinstance(item, dict) else None
            where = f"{page.url} [{number}]"
            if not isinstance(record, dict):
                yield Problem(code="record_unreadable", message="an item without MatchedObjectDescriptor", where=where)
                continue
            if number == 0:
                yield from shape_problems(record, [*_FIELDS, *_MORE], ("PositionTitle", "PositionURI"), where)
            key, url = str(item.get("MatchedObjectId") or record.get("ID") or ""), record.get("PositionURI") or record.get("PositionShortURI")
            if key and url:
                yield Follow(page.join(str(url)), role="detail", external_id=key, draft=_draft(record))
            else:
                yield Problem(code="record_unreadable", message="an ad without id or address", where=where)
        asked = parse_qs(urlsplit(page.url).query).get("data", [""])[0]
        first = json.loads(asked)["SearchParameters"]["FirstItem"] if asked else 1
        if items and isinstance(total, int) and first - 1 + len(items) < total and asked:
            yield self._ask(source, first + len(items))

    def _ask(self, source: Source, first: int) -> Follow:
        query = {"LanguageCode": "DE", "SearchParameters": {"FirstItem": first, "CountItem": PAGE_SIZE, "Sort": [{"Criterion": "PublicationStartDate", "Direction": "DESC"}],
                                                            "MatchedObjectDescriptor": _FIELDS}, "SearchCriteria": []}
        return Follow(f"{self.base(source)}/search/?data={quote(json.dumps(query, separators=(',', ':')))}")


def _draft(record: Mapping[str, Any]) -> dict[str, Any]:
    apply, lines = record.get("ApplyURI"), []
    for name, label in (("PositionSalary", "Entgelt"), ("PositionCivilServicePay", "Besoldung"), ("PositionOfferingType", "Befristung"), ("PositionSchedule", "Arbeitszeit")):
        words = [str(v["Name"]) for v in _list(record.get(name)) if isinstance(v, dict) and v.get("Name")]
        lines += [f"<p>{label}: {', '.join(words)}</p>"] if words else []
    places = [f"{p.get('PostalCode') or ''} {p.get('CityName') or ''}".strip() for p in _list(record.get("PositionLocation")) if isinstance(p, dict)]
    return {
        "title": record.get("PositionTitle"), "apply_url": apply[0] if isinstance(apply, list) and apply else apply, "employer": record.get("ParentOrganizationName"),
        "date_posted": berlin_day(record.get("PublicationStartDate")), "valid_through": berlin_day(record.get("PublicationEndDate")),
        "locations": [place for place in places if place], "lines": lines,
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
