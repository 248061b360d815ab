"""Personio: XML feed, else search.json, else the job page's boxes.

Source: https://developer.personio.de/docs (XML feed); the feed has no job addresses: they are /job/{id}. The feed may be
switched off (404): then search.json, which has no dates and no text.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.jobposting import fields_of, job_postings
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError, shape_problems

_KEYS = ["id", "subcompany", "office", "additionalOffices", "department", "recruitingCategory", "name", "jobDescriptions", "employmentType", "seniority", "schedule", "yearsOfExperience", "keywords", "occupation", "occupationCategory", "createdAt", "salaryInformation"]
_SCHEDULES = {"full-time": ["FULL_TIME"], "part-time": ["PART_TIME"], "full-or-part-time": ["FULL_TIME", "PART_TIME"]}


class Portal(Platform):
    fingerprints = (r"main_office\\?\"[\s\S]{1,400}subdomain", r"[\w-]+\.jobs\.personio\.(?:de|com)", r"workzag-jobs", r"class=[\"'][^\"']*job-box")

    def start(self, source: Source) -> list[Follow]:
        return [Follow(f"{_base(source)}/xml?language=de")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 and "/xml" in page.url:
            yield Problem(code="feed_off", message="the XML feed is switched off: search.json is read instead", where=page.url)
            yield Follow(f"{_base(source)}/search.json")
        elif "workzag-jobs" in page.text[:2000]:
            yield from self._feed(page, source)
        elif page.text.lstrip().startswith("["):
            yield from self._search(page, source)
        elif page.selector.css("a.job-box[href*='/job/']"):
            for box in page.selector.css("a.job-box[href*='/job/']"):
                url = page.join(box.attrib["href"])
                yield Follow(url, role="detail", external_id=_id_in(url), draft={"title": " ".join(" ".join(box.css("::text").getall()).split())})
        elif embedded := re.search(r'\\?"jobs\\?":\s*(\[\{.*?\}\])\s*,\s*\\?"subdomain', page.text, re.DOTALL):
            yield from self._embedded(page, source, embedded[1])
        else:
            raise UnreadableError("neither a workzag-jobs feed nor a list of jobs")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        fields = {key: value for key, value in fields_of(records[0], page).items() if value} if records else {}
        fields.pop("identifier", None)
        text = page.first("main", "article", "body")
        yield from self.posting(page, source, {"description_html": text, **follow.draft, **fields, "external_id": follow.external_id, "url": follow.url})

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        seen: set[str] = set()
        positions = page.xml.xpath("//position")
        # A feed that was cut in the middle of a position is still well-formed enough for lxml's recovery.
        if "</workzag-jobs>" not in page.text and not re.search(r"<workzag-jobs\s*/>", page.text):
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        for number, node in enumerate(positions):
            record = {child.root.tag: child for child in node.xpath("./*")}
            where = f"{page.url} position[{number}]"
            if number == 0:
                yield from shape_problems(record, _KEYS, ("id", "name"), where)
            key = _value(node, "id")
            if not key:
                yield Problem(code="record_unreadable", message="a position without an id", where=where)
                continue
            if key in seen:  # once for each office
                continue
            seen.add(key)
            offices = [_value(node, "office"), *[" ".join(t.split()) for t in node.xpath("./additionalOffices/office/text()").getall()]]
            others = page.xml.xpath(f"//position[id[normalize-space()='{key}']]/office/text()").getall() if key.isdigit() else []
            yield from self.posting(page, source, {
                "external_id": key, "url": f"{_base(source, page.url)}/job/{key}?language=de", "title": _value(node, "name"),
                "employer": _value(node, "subcompany"), "department": _value(node, "department"),
                "locations": list(dict.fromkeys(filter(None, [*offices, *(" ".join(o.split()) for o in others)]))),
                "description_html": self._text(node), "date_posted": _value(node, "createdAt"),
                "employment_type": [*_SCHEDULES.get(_value(node, "schedule"), []), *(["INTERN"] if _value(node, "employmentType") == "intern" else [])],
                "base_salary": self._salary(node),
            }, where)

    def _text(self, node: Any) -> str:
        parts = []
        for part in node.xpath("./jobDescriptions/jobDescription"):
            parts.append(f"<h3>{_value(part, 'name')}</h3>\n{part.xpath('string(./value)').get(default='')}")
        return "\n".join(parts)

    def _salary(self, node: Any) -> dict[str, Any] | None:
        found = node.xpath("./salaryInformation")
        if not found:
            return None
        values = {name: _value(found[0], name) for name in ("min", "max", "currencyCode", "type")}
        return {name: value for name, value in values.items() if value} or None

    def _search(self, page: Page, source: Source) -> Iterator[Item]:
        for number, record in enumerate(page.json()):
            if not isinstance(record, dict) or not record.get("id"):
                yield Problem(code="record_unreadable", message="an entry without an id", where=f"{page.url} [{number}]")
                continue
            offices = record.get("offices") or record.get("office") or record.get("main_office") or []
            yield Follow(f"{_base(source, page.url)}/job/{record['id']}?language=de", role="detail", external_id=str(record["id"]), draft={
                "title": record.get("name"), "date_posted": record.get("created_at"), "department": record.get("department"), "employment_type": _SCHEDULES.get(str(record.get("schedule")), []),
                "locations": [offices] if isinstance(offices, str) else [str(o) for o in offices]})

    def _embedded(self, page: Page, source: Source, text: str) -> Iterator[Item]:
        import json

        try:
            jobs = json.loads(text.replace('\\"', '"'))
        except ValueError as error:
            raise UnreadableError(f"the embedded list of jobs is no JSON: {error}") from error
        yield from self._search(Page(page.url, json.dumps(jobs).encode()), source)


def _base(source: Source, url: str = "") -> str:
    parts = urlsplit(source.api_base or source.portal or url)
    return f"{parts.scheme}://{parts.netloc}"


def _value(node: Any, name: str) -> str:
    return " ".join((node.xpath(f"string(./{name})").get() or "").split())


def _id_in(url: str) -> str:
    found = re.search(r"/job/(\d+)", url)
    return found[1] if found else url
