"""SmartRecruiters: postings of a company, 100 a page with total, the text in one answer for each.

Source: Posting API (dev.smartrecruiters.com). Params: ``company``. The creator is a person and is left out. An unknown
company answers with an empty list and the total 0: that is not believed, a person must confirm it.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Candidate, Found, Look, origin, played_at
from spiders.page import Page
from spiders.paging import query_number
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

PAGE_SIZE = 100
_KEYS = ["id", "uuid", "jobAdId", "refNumber", "name", "company", "releasedDate", "location", "industry", "function", "typeOfEmployment", "experienceLevel", "department", "customField", "ref", "creator", "language", "visibility", "defaultJobAd", "jobAd", "applyUrl", "postingUrl", "jobId", "active", "compensation"]
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class Portal(Platform):
    fingerprints = (r"(?:jobs|careers|api)\.smartrecruiters\.com", r"\"releasedDate\"")
    vendor = "https://api.smartrecruiters.com"
    addresses = (r"//(?:jobs|careers)\.smartrecruiters\.com/\w", r"/v1/companies/[\w-]+/postings")
    marks = (r"smartrecruiters\.com/job-widget", r"smart_?widget", r"company_?[cC]ode[\"']?\s*:", r"(?:src|href)=[\"'][^\"']*smartrecruiters\.com/")
    params = ("company",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        found = re.search(r"/v1/companies/([\w-]+)/postings|smartrecruiters\.com/(?:oneclick-ui/company/)?(?!v1|job-widget|script|js)([\w-]+)", url) or re.search(
            r"company_?[cC]ode[\"']?\s*:\s*[\"']([\w-]+)", look.markup)
        company = next(filter(None, found.groups()), None) if found else None
        if company:
            portal = f"{origin(url)}/{company}" if re.search(r"//(?:jobs|careers)\.smartrecruiters\.com", url) else look.url
            yield self.candidate(look, portal, why, weight, {"company": company}, origin(url) if "/v1/" in url and "smartrecruiters.com" not in url else played_at(look.url))
        elif path := re.match(r"/([\w-]+)", urlsplit(look.url).path):
            yield self.candidate(look, f"{origin(look.url)}{path[0]}", why, 45, {"company": path[1]}, played_at(look.url))

    def attempt(self, look: Look) -> Iterator[Candidate]:
        if (path := re.fullmatch(r"/([\w-]+)(?:/\d+-[\w-]+)?/?", urlsplit(look.url).path)) and played_at(look.url):
            yield self.candidate(look, f"{origin(look.url)}/{path[1]}", "the address is like that of a company at SmartRecruiters", 15 if re.search(r"/\d+-", look.url) else 13, {"company": path[1]}, played_at(look.url))

    def start(self, source: Source) -> list[Follow]:
        return [Follow(f"{self._postings(source)}?limit={PAGE_SIZE}&offset=0")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "content" not in answer:
            raise UnreadableError("an answer has content and totalFound")
        total, offset = whole(answer.get("totalFound")), query_number(page.url, "offset", whole(answer.get("offset")) or 0)
        if total:
            yield Total(total)
        elif total is None:
            yield Problem(code="keys_lost", message="expected totalFound", where=page.url)
        for entry in records_of(answer["content"], _KEYS, ("id", "name"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            draft, key = self._fields(record), str(record.get("id") or "")
            if isinstance(record.get("jobAd"), dict):
                yield from self.posting(page, source, draft, where)
            elif key:
                yield Follow(f"{self._postings(source)}/{key}", role="detail", external_id=key, draft=draft)
            else:
                yield Problem(code="record_unreadable", message="a posting without id", where=where)
        shown = offset + len(answer["content"])
        if answer["content"] and (len(answer["content"]) >= PAGE_SIZE if total is None else shown < total):
            yield Follow(f"{self._postings(source)}?limit={PAGE_SIZE}&offset={shown}")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if not isinstance(record, dict) or not isinstance(record.get("jobAd"), dict):
            raise UnreadableError("a posting has jobAd.sections")
        fields = {key: value for key, value in self._fields(record).items() if value}
        yield from self.posting(page, source, {**follow.draft, **fields})

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        place, ad, company = _dict(record.get("location")), _dict(record.get("jobAd")), _dict(record.get("company"))
        sections = _dict(ad.get("sections"))
        key = record.get("id")
        return {
            "external_id": key, "title": record.get("name"), "apply_url": record.get("applyUrl"), "identifier": record.get("refNumber"), "employer": company.get("name"),
            "url": record.get("postingUrl") or (record.get("ref") if "/v1/companies/" not in str(record.get("ref") or "/v1/companies/") else None) or (f"https://jobs.smartrecruiters.com/{company.get('identifier')}/{key}" if company.get("identifier") else record.get("ref")),
            "locations": [f"{place.get('postalCode') or ''} {place.get('city')}".strip()] if place.get("city") else [], "date_posted": berlin_day(record.get("releasedDate")),
            "department": _label(record.get("department")), "employment_type": _label(record.get("typeOfEmployment")), "language": _dict(record.get("language")).get("code"),
            "job_location_type": "HYBRID" if place.get("hybrid") is True else "TELECOMMUTE" if place.get("remote") is True else None, "base_salary": record.get("compensation"),
            "description_html": "\n".join(str(sections[part].get("text") or "") for part in _SECTIONS if isinstance(sections.get(part), dict)),
        }

    def _postings(self, source: Source) -> str:
        company = source.params.get("company") or urlsplit(source.portal).path.removeprefix("/v1/companies").strip("/").split("/")[0]
        return f"{self.base(source, 'https://api.smartrecruiters.com')}/v1/companies/{company}/postings"


def _label(value: Any) -> str | None:
    return str(value["label"]) if isinstance(value, dict) and value.get("label") else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
