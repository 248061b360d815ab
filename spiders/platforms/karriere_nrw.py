"""Karriere.NRW: the Land's portal for its own and its municipalities' vacancies; list with pages and count, the ad in one answer for each.

Source: the Land's open-data interface (v1.0/opennrw/suche: items, pages, count; v1.0/combined-jobs/{uuid}: the documented German
names) as clients read it. Members are found in it by ``filter.employer``; params: ``text`` (words to search). Contacts are left out.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.locating import Found, Look, origin
from spiders.page import Page
from spiders.paging import query_number, with_query
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

_KEYS = ["uuid", "title", "authority", "contracting_authority", "location", "published", "deadline", "jobtype", "url", "id"]


class Portal(Platform):
    fingerprints = (r"api\.karriere\.nrw", r"\"titel_der_stelle\"", r"\"contracting_authority\"")
    addresses = (r"//(?:www\.|api\.)?karriere\.nrw\b", r"/v1\.0/opennrw/suche")
    params = ("text",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        yield self.candidate(look, url if "/v1.0/" not in url else f"{origin(url)}/", why, 35, api_base=None if "karriere.nrw" in url else origin(url),
                             note="the portal holds the vacancies of many authorities: a filter by employer is needed")

    def start(self, source: Source) -> list[Follow]:
        words = {"text": str(source.params["text"])} if source.params.get("text") else {}
        return [Follow(f"{self._service(source)}/opennrw/suche?{urlencode({**words, 'page': 1})}", headers={"Accept": "application/json"})]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 and "/opennrw/" in page.url:
            yield Follow(f"{self._service(source)}/search/?jobtype=joboffer&page=1", headers={"Accept": "application/json"})
            return
        answer = page.json()
        if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
            raise UnreadableError("an answer has items, pages and count")
        total = whole(answer.get("count"))
        if total is not None:
            yield Total(total)
        for entry in records_of(answer["items"], _KEYS, ("uuid", "title"), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            draft = {"title": record.get("title"), "employer": record.get("authority") or record.get("contracting_authority"), "locations": record.get("location"),
                     "date_posted": german_day(record.get("published")), "valid_through": german_day(record.get("deadline")), "url": _human(record.get("uuid"))}
            if not record.get("uuid"):
                yield Problem(code="record_unreadable", message="a posting without uuid", where=where)
            elif _unwanted(str(draft["employer"] or ""), source):
                # The whole Land's portal: only the member's own ads are asked for.
                yield from self.posting(page, source, {**draft, "external_id": record["uuid"]}, where)
            else:
                yield Follow(f"{self._service(source)}/combined-jobs/{record['uuid']}/", role="detail", external_id=str(record["uuid"]), draft=draft)
        number = query_number(page.url, "page", 1)
        pages = whole(answer.get("pages")) or (-(-(total or 0) // len(answer["items"])) if answer["items"] and number == 1 else 0)
        if answer["items"] and number < pages:
            yield Follow(with_query(page.url, page=number + 1), headers={"Accept": "application/json"})

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if not isinstance(record, dict) or "titel_der_stelle" not in record:
            raise UnreadableError("a posting has titel_der_stelle and stellenbeschreibung")
        office = record.get("dienststelle")
        town = record.get("ort") or (office.get("ort") if isinstance(office, dict) else None)
        hours = record.get("arbeitszeit_display")
        fields: dict[str, Any] = {
            "title": record.get("titel_der_stelle"), "employer": record.get("behoerde"), "description_html": "\n".join(str(record[name]) for name in ("stellenbeschreibung", "ergaenzende_inhalte")
                                                                                                                  if record.get(name)),
            "locations": [str(town)] if town else [], "employment_type": hours if isinstance(hours, list) else [str(hours)] if hours else [],
            "date_posted": german_day(record.get("erscheinungsdatum")), "valid_through": german_day(record.get("bewerbungsfrist"))}
        yield from self.posting(page, source, {**follow.draft, **{k: v for k, v in fields.items() if v}, "external_id": follow.external_id or record.get("uuid"),
                                               "url": follow.draft.get("url") or _human(record.get("uuid")) or page.url})

    def _service(self, source: Source) -> str:
        return f"{self.base(source, 'https://api.karriere.nrw')}/v1.0"


def _human(uuid: Any) -> str:
    return f"https://karriere.nrw/stellenausschreibung/{uuid}" if uuid else ""


def _unwanted(employer: str, source: Source) -> bool:
    names = source.filter.get("employer", [])
    return bool(names) and not any(name.lower() in employer.lower() for name in names)
