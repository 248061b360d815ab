"""Bundesagentur für Arbeit, job search: vacancies by words, 100 a page with total; no text of the ad.

Source: the search that the public web site uses (v6, since August 2026; undocumented, terms unclear: only with consent).
Params: ``query`` (dict of search parameters: was, wo, umkreis ...; else those of the portal's address), with ``filter.employer`` to find one member.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Found, Look, origin, played_at
from spiders.page import Page
from spiders.paging import query_number
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

PAGE_SIZE, MOST_PAGES = 100, 100
_KEY = {"X-API-Key": "jobboerse-jobsuche"}  # the public web site's own, no secret
_KEYS = ["referenznummer", "stellenangebotsTitel", "firma", "hauptberuf", "stellenlokationen", "datumErsteVeroeffentlichung", "aenderungsdatum", "veroeffentlichungszeitraum", "eintrittszeitraum", "vertragsdauer", "arbeitszeitVollzeit", "arbeitszeitTeilzeit", "homeofficemoeglich", "quereinstiegGeeignet", "entfernung", "externeURL", "alleBerufe", "stellenangebotsart"]


class Portal(Platform):
    fingerprints = (r"rest\.arbeitsagentur\.de", r"\"ergebnisliste\"", r"\"stellenangebotsTitel\"")
    vendor = "https://rest.arbeitsagentur.de"
    addresses = (r"\barbeitsagentur\.de/jobsuche", r"rest\.arbeitsagentur\.de", r"/jobboerse/jobsuche-service", r"//[^/]+/jobsuche(?:[/?#]|$)")
    params = ("query",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        vendor = "arbeitsagentur.de" in url
        if vendor or played_at(url):
            query = _searched(url)
            yield self.candidate(look, f"{origin(url)}/jobsuche/" if "/jobsuche" in urlsplit(url).path else url, why, 35 if vendor else 30, {"query": query} if query else {},
                                 played_at(look.url if vendor else url), "the search holds the vacancies of all employers: params.query narrows it, and a filter by employer is needed")

    def start(self, source: Source) -> list[Follow]:
        return [self._ask(source, 1)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        total = whole(answer.get("maxErgebnisse")) if isinstance(answer, dict) else None
        found = (answer.get("ergebnisliste") or []) if isinstance(answer, dict) and ("ergebnisliste" in answer or total == 0) else None
        if found is None:
            raise UnreadableError("an answer has ergebnisliste and maxErgebnisse")
        if total is None:
            yield Problem(code="keys_lost", message="expected maxErgebnisse", where=page.url)
        else:
            yield Total(total)
        for entry in records_of(found, _KEYS, ("referenznummer", "stellenangebotsTitel"), page.url):
            yield from [entry] if isinstance(entry, Problem) else self.posting(page, source, self._fields(entry[0]), entry[1])
        if total is None and len(found) >= PAGE_SIZE:
            yield Problem(code="limit_hit", message="a full page without a total: how many more there are is not told", where=page.url)
        if query_number(page.url, "page", 0) == 1 and found:
            # The server may give fewer a page than asked for.
            pages = -(-total // len(found)) if total is not None else 1
            if pages > MOST_PAGES:
                yield Problem(code="limit_hit", message=f"the search shows no more than {MOST_PAGES} pages: narrow params.query", where=page.url)
            for number in range(2, min(pages, MOST_PAGES) + 1):
                yield self._ask(source, number)

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        addresses = [p.get("adresse") for p in record.get("stellenlokationen") or [] if isinstance(p, dict)]
        number = record.get("referenznummer")
        lines = [f"<p>Beschäftigungsdauer: {str(record['vertragsdauer']).lower()}</p>"] if record.get("vertragsdauer") else []
        lines += ["<p>Homeoffice möglich</p>"] if record.get("homeofficemoeglich") is True else []
        return {
            "external_id": number, "title": record.get("stellenangebotsTitel"), "employer": record.get("firma"), "description_html": "\n".join(lines),
            "url": f"https://www.arbeitsagentur.de/jobsuche/jobdetail/{number}" if number else record.get("externeURL"),
            "locations": [f"{a.get('plz') or ''} {a.get('ort')}".strip() for a in addresses if isinstance(a, dict) and a.get("ort")],
            "date_posted": berlin_day(record.get("datumErsteVeroeffentlichung")),
            "employment_type": [kind for name, kind in (("arbeitszeitVollzeit", "FULL_TIME"), ("arbeitszeitTeilzeit", "PART_TIME")) if record.get(name) is True],
        }

    def _ask(self, source: Source, number: int) -> Follow:
        query = source.params.get("query")
        words = {**(query if isinstance(query, dict) else _searched(source.portal) or {"was": source.employer}), "size": PAGE_SIZE, "page": number}
        return Follow(f"{self.base(source, 'https://rest.arbeitsagentur.de')}/jobboerse/jobsuche-service/pc/v6/jobs?{urlencode(words)}", headers=_KEY)


def _searched(url: str) -> dict[str, str]:
    """What an address of the search searches."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items() if name not in ("page", "size", "id")}
