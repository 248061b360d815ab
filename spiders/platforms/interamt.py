"""Interamt: an authority's stock from its web service, each ad from the same service.

Source: public clients of webservice_v2 (no documentation). Params: ``partner`` (the authority's number). Contact persons
(ExtAnsprechpartner) are left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

_KEYS = ["Id", "Kennung", "Behoerde", "StellenBezeichnung", "Dienstverhaeltnisse", "BeschaeftigungDauer", "Teilzeit", "Bezahlung", "StellenangebotOrt", "Daten", "Fachrichtung", "FachrichtungCluster"]
_TIMES = {"vollzeit": ["FULL_TIME"], "teilzeit": ["PART_TIME"], "beides möglich": ["FULL_TIME", "PART_TIME"]}
#: Facts beside the text, told with their words so that they are read like the ad's own.
_LINES = {"TarifEbene": "Entgeltgruppe", "BesoldungGruppe": "Besoldungsgruppe", "Wochenarbeitszeit": "Wochenarbeitszeit"}


class Portal(Platform):
    fingerprints = (r"interamt\.de/koop/app", r"webservice_v2", r"\"Anzahltreffer\"", r"\"StellenangebotBehoerde\"")

    def start(self, source: Source) -> list[Follow]:
        inside = re.search(r"partner=(\d+)", source.portal)
        partner = source.params.get("partner") or (inside[1] if inside else None)
        if not partner:
            raise ValueError("Interamt needs params.partner, the authority's number")
        return [Follow(f"{self._service(source)}?partner={partner}")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "Stellenangebote" not in answer:
            raise UnreadableError("the web service answers with Stellenangebote")
        if str(answer.get("Anzahltreffer")).isdigit():
            yield Total(int(answer["Anzahltreffer"]))
        else:
            yield Problem(code="keys_lost", message="expected Anzahltreffer", where=page.url)
        for entry in records_of(answer["Stellenangebote"], _KEYS, ("Id", "StellenBezeichnung", "Daten"), page.url):
            if isinstance(entry, Problem):
                yield entry
            elif not entry[0].get("Id"):
                yield Problem(code="record_unreadable", message="an ad without Id", where=entry[1])
            else:
                draft, key = self._draft(entry[0], source), str(entry[0]["Id"])
                yield Follow(f"{self._service(source)}?id={key}", role="detail", external_id=key, draft=draft)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if not isinstance(record, dict) or not (record.get("Stellenbezeichnung") or follow.draft):
            raise UnreadableError("an ad has Stellenbezeichnung")
        if "Beschreibung" not in record:
            yield Problem(code="keys_lost", message="expected Beschreibung", where=page.url)
        key = follow.external_id or str(record.get("Id") or "")
        fields = {
            "title": record.get("Stellenbezeichnung"), "employer": record.get("StellenangebotBehoerde"), "apply_url": record.get("BewerbungUrl"),
            "date_posted": german_day(record.get("DatumOeffentlichAusschreiben")), "valid_through": german_day(record.get("DatumBewerbungsfrist")),
            "url": self._page(source, key) if key else page.url,
        }
        place = f"{record.get('Plz') or ''} {record.get('Ort') or ''}".strip()
        text = "\n".join([str(record.get("Beschreibung") or ""), *_lines(record), *follow.draft.get("lines", [])]).strip()
        draft = {name: value for name, value in follow.draft.items() if name != "lines"}
        yield from self.posting(page, source, {"locations": [place] if place else [], **draft, **{k: v for k, v in fields.items() if v}, "external_id": key, "description_html": text})

    def _draft(self, record: Mapping[str, Any], source: Source) -> dict[str, Any]:
        pay, dates = record.get("Bezahlung"), record.get("Daten")
        pay, dates = pay if isinstance(pay, dict) else {}, dates if isinstance(dates, dict) else {}
        places = [f"{p.get('PLZ') or ''} {p.get('Ort') or ''}".strip() for p in record.get("StellenangebotOrt") or [] if isinstance(p, dict)]
        lines = [f"<p>{name}: {value}</p>" for name, value in (("Besoldung", pay.get("Besoldung")), ("Entgelt", pay.get("Entgelt")),
                                                               ("Beschäftigungsdauer", record.get("BeschaeftigungDauer"))) if value]
        return {
            "title": record.get("StellenBezeichnung"), "employer": record.get("Behoerde"), "identifier": record.get("Kennung") or None,
            "url": self._page(source, str(record.get("Id"))), "locations": [p for p in places if p], "lines": lines,
            "employment_type": _TIMES.get(str(record.get("Teilzeit") or "").lower(), []),
            "date_posted": german_day(dates.get("Eingestellt")), "valid_through": german_day(dates.get("Bewerbungsfrist")),
        }

    def _service(self, source: Source) -> str:
        return f"{self.base(source, 'https://interamt.de')}/koop/app/webservice_v2"

    def _page(self, source: Source, key: str) -> str:
        return f"{self.base(source, 'https://interamt.de')}/koop/app/stelle?id={key}"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    for stem, name in _LINES.items():
        values = [str(record[key]) for key in sorted(record, key=lambda k: ("Bis" in k, k)) if key.startswith(stem) and record[key]]
        if values:
            yield f"<p>{name}: {' - '.join(dict.fromkeys(values))}</p>"
