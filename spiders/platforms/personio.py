"""Personio: XML feed, else search.json, the career page's own list, its boxes or the data embedded in it.

Source: https://developer.personio.de/docs (XML feed); the feed has no job addresses: they are /job/{id}. The feed may be
switched off (404): then the other lists, one after the other, which have no dates or no text: the job pages have
them. Left out: the section about the contact person.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.page import Page, json_after, streamed
from spiders.platform import Follow, Item, Platform, UnreadableError, shape_problems

_KEYS = ["id", "subcompany", "office", "additionalOffices", "department", "recruitingCategory", "name", "jobDescriptions", "employmentType", "seniority", "schedule", "yearsOfExperience", "keywords", "occupation", "occupationCategory", "createdAt", "salaryInformation"]
_SCHEDULES = {"full-time": ["FULL_TIME"], "part-time": ["PART_TIME"], "full-or-part-time": ["FULL_TIME", "PART_TIME"]}
_UNITS = {"hourly": "HOUR", "monthly": "MONTH", "yearly": "YEAR"}
#: The heading of a section that says whom to ask, and what makes it more than that.
_CONTACT = re.compile(r"\b(?:kontakt|ansprech|contact|fragen\b|questions\b)", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?\d{2,4}|\d{4}-\d\d-\d\d")
#: Asked one after the other where the one before answers 404.
_AFTER = {"/xml": "/search.json", "/search.json": "/api/careers/jobs/list/", "/api/careers/jobs/list/": "/"}


class Portal(Platform):
    fingerprints = (r"main_office\\?\"[\s\S]{1,400}subdomain", r"[\w-]+\.jobs\.personio\.(?:de|com)", r"workzag-jobs", r"class=[\"'][^\"']*job-box")
    addresses = (r"//(?!www\.)[\w-]+\.jobs\.personio\.(?:de|com)",)
    marks = (r"workzag-jobs", r"class=[\"'][^\"']*\bjob-box\b", r"main_office\\?\"[\s\S]{1,400}subdomain", r"(?:src|href)=[\"'][^\"']*jobs\.personio\.(?:de|com)")
    usual_path = "/xml"
    hints = {429: "an unknown name is sent there: check the portal's address"}

    def start(self, source: Source) -> list[Follow]:
        return [Follow(f"{_base(source)}/xml?language=de")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        path = urlsplit(page.url).path
        boxes = [] if page.is_data or "workzag-jobs" in page.text[:2000] else page.selector.css("a.job-box[href*='/job/'], .job-box a[href*='/job/']")
        if page.status == 404 and path in _AFTER:
            if path == "/xml":
                yield Problem(code="feed_off", message="the XML feed is switched off: another list is read instead", where=page.url)
            yield Follow(page.join(_AFTER[path]))
        elif "workzag-jobs" in page.text[:2000]:
            yield from self._feed(page, source)
        elif page.is_data:
            answer = page.json()
            lists = [answer] if isinstance(answer, list) else [answer[name] for name in ("jobs", "data", "positions", "results", "items") if isinstance(answer.get(name), list)]
            if not lists:
                raise UnreadableError("a list of jobs was expected")
            yield from self._search(page, source, lists[0])
        elif boxes:
            for box in boxes:
                url = page.join(box.attrib["href"])
                title = box.css("h1, h2, h3, h4, .jb-title, .job-box__title, .job-box-title")[:1] or box
                yield Follow(url, role="detail", external_id=_id_in(url), draft={"title": " ".join(" ".join(title.css("::text").getall()).split())})
        elif isinstance(embedded := json_after(streamed(page.text), r'"jobs"\s*:\s*(?=\[)'), list):
            yield from self._search(page, source, embedded)
        else:
            raise UnreadableError("neither a workzag-jobs feed nor a list of jobs")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        yield from self.marked_up(page, source, follow, _id_in(page.url), identifier=None, text=("main", "article", "body"))

    def _feed(self, page: Page, source: Source) -> Iterator[Item]:
        positions = page.xml.xpath("//position")
        # A feed that was cut in the middle of a position is still well-formed enough for lxml's recovery.
        if "</workzag-jobs>" not in page.text and not re.search(r"<workzag-jobs\s*/>", page.text):
            yield Problem(code="truncated", message="the feed ends before its closing tag", where=page.url)
        if positions:
            yield from shape_problems({name: None for node in positions for name in node.xpath("./*").xpath("name()").getall()}, _KEYS, ("id", "name"), page.url)
        offices: dict[str, list[str]] = {}
        for node in positions:  # the same position once for each office
            offices.setdefault(_value(node, "id"), []).extend([_value(node, "office"), *(" ".join(t.split()) for t in node.xpath("./additionalOffices/office/text()").getall())])
        for number, node in enumerate(positions):
            where, key = f"{page.url} position[{number}]", _value(node, "id")
            if not key:
                yield Problem(code="record_unreadable", message="a position without an id", where=where)
            elif key in offices:
                record = {
                    "external_id": key, "url": f"{_base(source, page.url)}/job/{key}?language=de", "title": _value(node, "name"),
                    "employer": _value(node, "subcompany"), "department": _value(node, "department"), "locations": list(dict.fromkeys(filter(None, offices.pop(key)))),
                    "description_html": _text(node), "date_posted": _value(node, "createdAt"), "base_salary": _salary(node),
                    "employment_type": [*_SCHEDULES.get(_value(node, "schedule"), []), *(["INTERN"] if _value(node, "employmentType") == "intern" else [])]}
                if record["description_html"] or not record["title"]:
                    yield from self.posting(page, source, record, where)
                else:  # not in this language: its page says it in another
                    yield Follow(str(record["url"]), role="detail", external_id=key, draft=record, adds=True)

    def _search(self, page: Page, source: Source, records: list[Any]) -> Iterator[Item]:
        drafts: dict[str, dict[str, Any]] = {}
        for number, record in enumerate(records):
            if not isinstance(record, dict) or not record.get("id"):
                yield Problem(code="record_unreadable", message="an entry without an id", where=f"{page.url} [{number}]")
                continue
            draft = drafts.setdefault(str(record["id"]), {
                "title": record.get("name"), "date_posted": record.get("created_at"), "department": _name(record.get("department")), "locations": [],
                "employment_type": _SCHEDULES.get(str(record.get("schedule")), [])})
            draft["locations"] += [office for office in _offices(record) if office not in draft["locations"]]
        for key, draft in drafts.items():
            yield Follow(f"{_base(source, page.url)}/job/{key}?language=de", role="detail", external_id=key, draft=draft)


def _offices(record: Mapping[str, Any]) -> list[str]:
    found = record.get("offices") or record.get("office") or record.get("main_office") or []
    return [name for office in (found if isinstance(found, list) else [found]) if (name := _name(office))]


def _name(value: Any) -> str | None:
    return str(value.get("name") or "") or None if isinstance(value, dict) else str(value) if value else None


def _text(node: Any) -> str:
    """The ad's sections; one about the contact person is left out, unless it tells a date."""
    parts = [(_value(part, "name"), part.xpath("string(./value)").get(default="").strip()) for part in node.xpath("./jobDescriptions/jobDescription")]
    return "\n".join(f"<h3>{name}</h3>\n{text}" for name, text in parts if text and not (_CONTACT.search(name) and not _DATE.search(text)))


def _salary(node: Any) -> dict[str, Any] | None:
    found = node.xpath("./salaryInformation")
    values = {name: _value(found[0], name) for name in ("min", "max", "currencyCode", "type")} if found else {}
    if not (values.get("min") or values.get("max")):
        return None
    amounts = {"minValue": values["min"] or values["max"], "maxValue": values["max"] or values["min"], "unitText": _UNITS.get(values["type"].lower(), values["type"])}
    return {"currency": values["currencyCode"], "value": amounts}


def _base(source: Source, url: str = "") -> str:
    parts = urlsplit(source.api_base or source.portal or url)
    return f"{parts.scheme}://{parts.netloc}"


def _value(node: Any, name: str) -> str:
    return " ".join((node.xpath(f"string(./{name})").get() or "").split())


def _id_in(url: str) -> str:
    found = re.search(r"/job/(\d+)", url)
    return found[1] if found else url
