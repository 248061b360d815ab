"""d.vinci: the whole stock in one JSON answer.

Source: d.vinci's documented interface jobPublication/list.json. The responsible user in it is a person and is left out;
speculative applications (type UNSOLICITED) are no vacancies. list.xml says the same and is asked for as JSON.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Found, Look, origin
from spiders.page import Page, json_after
from spiders.platform import Follow, Item, LeftOut, Platform, UnreadableError, records_of

_KEYS = ["id", "language", "position", "pageTitle", "subtitle", "pageDescription", "jobPublicationURL", "applicationFormURL", "applicationApplyApiURL", "applicationApplyWhatsAppURL", "startDate", "endDate", "introduction", "tasks", "profile", "weOffer", "closingText", "images", "benefits", "jobOpening", "introductionHeading", "tasksHeading", "profileHeading", "weOfferHeading", "closingTextHeading"]
_PARTS = ("introduction", "tasks", "profile", "weOffer", "closingText")
_LIST = "/jobPublication/list.json"
_OFF = "d.vinci's interface is switched off or protected: ask the member to switch it to public"


class Portal(Platform):
    fingerprints = (r"\.dvinci(?:-hr|-easy)?\.(?:com|de)", r"dvinci\.apps\.Dvinci", r"dvinciVersion", r"DvinciData", r"dvinci-job-widget", r"\"jobPublicationURL\"")
    addresses = (r"//(?!www\.|static\.|cdn\.|support\.)[\w-]+\.dvinci(?:-hr|-easy)?\.(?:com|de)", r"/jobPublication/")
    marks = (r"dvinci\.apps\.Dvinci", r"dvinciVersion", r"DvinciData", r"dvinci-job-widget", r"(?:src|href)=[\"'][^\"']*dvinci(?:-hr|-easy)?\.(?:com|de)/")
    usual_path = "/jobPublication/list.json"

    def locate(self, look: Look) -> Iterator[Found]:
        for tag in re.findall(r"<[^<>]*dvinci-job-widget[^<>]*>", look.markup):
            if found := re.search(r"data-url\s*=\s*[\"']?([^\"'\s>]+)", tag):
                yield self.candidate(look, self.portal_of(look.page.join(found[1])), f"a d.vinci widget for {found[1]}", 90)
        yield from super().locate(look)

    def portal_of(self, url: str) -> str:
        board = re.match(r"/(?:portal|p)/[^/]+", urlsplit(url).path)
        listed = re.match(r"/[a-z]{2}/jobs", urlsplit(url).path)
        return f"{origin(url)}{board[0] if board else listed[0] if listed else '/'}"
    hints = {401: _OFF, 403: _OFF}

    def start(self, source: Source) -> list[Follow]:
        return [Follow(_list_of(source.portal if not source.api_base else self.base(source) + urlsplit(source.portal).path))]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 and page.url != source.portal:  # the employer's own page, which shows the board as a widget
            yield Follow(source.portal)
        elif page.is_data:
            yield from self._records(page, source, page.json())
        elif widgets := page.selector.css(".dvinci-job-widget::attr(data-url)").getall():
            yield from (Follow(_list_of(page.join(url))) for url in dict.fromkeys(widgets))
        elif (embedded := json_after(page.text, r"jobPublications[\"']?\s*[:=]\s*")) is not None:
            yield from self._records(page, source, embedded)
        else:
            raise UnreadableError("neither a list of publications nor a d.vinci widget")

    def _records(self, page: Page, source: Source, records: Any) -> Iterator[Item]:
        for entry in records_of(records, _KEYS, ("id", "position", "jobPublicationURL", "jobOpening"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            opening = record.get("jobOpening")
            opening = opening if isinstance(opening, dict) else {}
            if opening.get("type") == "UNSOLICITED":
                yield LeftOut(str(record.get("id")))
            elif not record.get("jobPublicationURL"):
                yield Problem(code="record_unreadable", message="a publication without its address", where=where)
            else:
                yield from self.posting(page, source, self._fields(record, opening), where)

    def _fields(self, record: Mapping[str, Any], opening: Mapping[str, Any]) -> dict[str, Any]:
        term = _name(opening.get("contractPeriod"))
        lines = (("Vertragsart", term), ("Eintrittstermin", opening.get("earliestEntryDate")), ("Gehalt", opening.get("salaryRange")))
        return {
            "external_id": record.get("id"), "title": record.get("position") or record.get("pageTitle") or opening.get("name"),
            "url": record.get("jobPublicationURL"), "apply_url": record.get("applicationFormURL"), "language": record.get("language"),
            "description_html": "\n".join([*(str(record[part]) for part in _PARTS if record.get(part)), *(f"<p>{name}: {value}</p>" for name, value in lines if value)]),
            "date_posted": berlin_day(record.get("startDate")), "valid_through": berlin_day(record.get("endDate")),
            "identifier": opening.get("reference"), "department": opening.get("department") or _name(opening.get("orgUnit")),
            "employment_type": [text for time in opening.get("workingTimes") or [] if (text := _name(time, "internalName"))],
            "base_salary": _salary(opening), "locations": list(_places(opening)),
        }


def _list_of(address: str) -> str:
    """The list's address of a board, its pages or its XML twin: under /portal/{name} or /p/{name}, else at the host's root."""
    parts = urlsplit(address)
    before, found, _ = parts.path.partition("/jobPublication/list.")
    board = re.search(r"/(?:portal|p)/[^/]+", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, (before if found else board[0] if board else "") + _LIST, parts.query if found else "", ""))


def _name(value: Any, code: str = "") -> str | None:
    """An entry's name; its internal name where that is one of the vendor's codes (FULL_TIME), not the tenant's own."""
    if not isinstance(value, dict):
        return None
    internal = str(value.get(code) or "")
    return internal if re.fullmatch(r"[A-Z][A-Z_]{3,}", internal) else str(value.get("name") or "") or internal or None


def _salary(opening: Mapping[str, Any]) -> Any:
    salary = opening.get("salary")
    value = salary.get("value") if isinstance(salary, dict) else None
    return salary if value and (not isinstance(value, dict) or any(value.get(name) for name in ("value", "minValue", "maxValue"))) else opening.get("salaryRange")


def _places(opening: Mapping[str, Any]) -> Iterator[str]:
    for place in opening.get("locations") or []:
        address = place.get("address") if isinstance(place, dict) else None
        town = f"{address.get('zipCode') or ''} {address.get('city') or ''}".strip() if isinstance(address, dict) else ""
        if town or (isinstance(place, dict) and place.get("name")):
            yield town or str(place["name"])
    if not opening.get("locations") and opening.get("location"):
        yield str(opening["location"])
