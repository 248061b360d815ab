"""Interamt: an authority's stock from its web service, each ad from the same service.

Source: public clients of webservice_v2 and of the backend of 2026 (no documentation). Params: ``partner`` (the authority's
number, also read from the portal's address) or ``employer`` (words of its name in the whole stock of the new backend, which
states no total). Contact persons (ExtAnsprechpartner) are left out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import german_day
from spiders.locating import Candidate, Found, Look, origin, played_at
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

_KEYS = ["Id", "Kennung", "Behoerde", "StellenBezeichnung", "Dienstverhaeltnisse", "BeschaeftigungDauer", "Teilzeit", "Bezahlung", "StellenangebotOrt", "Daten", "Fachrichtung", "FachrichtungCluster"]
_NEW_KEYS = ["stellenangebotId", "behoerdeName", "stellenbezeichnung", "bewerbungsfrist", "datumErstellt", "tarifEbeneMin", "tarifEbeneMax", "besoldungGruppe", "besoldungGruppeMax", "einsatzorte", "dienstortEnumDto"]
_TIMES = {"vollzeit": ["FULL_TIME"], "teilzeit": ["PART_TIME"], "beides möglich": ["FULL_TIME", "PART_TIME"]}
#: Facts beside the text, told with their words so that they are read like the ad's own.
_LINES = {"TarifEbene": "Entgeltgruppe", "BesoldungGruppe": "Besoldungsgruppe", "Wochenarbeitszeit": "Wochenarbeitszeit", "BefristetFuer": "Befristet für",
          "DatumBesetzungZum": "Besetzung zum", "entgeltgruppe": "Entgeltgruppe", "besoldung": "Besoldungsgruppe", "wochenarbeitszeit": "Wochenarbeitszeit"}
_STOCK_BYTES = 50_000_000

_SITE = "https://interamt.de"


class Portal(Platform):
    fingerprints = (r"interamt\.de/koop/app", r"webservice_v2", r"\"Anzahltreffer\"", r"\"StellenangebotBehoerde\"")
    vendor = "https://interamt.de"
    addresses = (r"interamt\.de/", r"/koop/app/", r"webservice_v2\?")
    marks = (r"interamt\.de/koop", r"webservice_v2", r"ia-e-table")
    params = ("partner", "employer")

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        numbers = dict.fromkeys(re.findall(r"(?:[?&;]|&amp;|\")partner\"?\s*[=:]\s*\"?(\d+)", f"{url}\n{look.markup}"))
        for number in numbers:
            vendor = "interamt.de" in url or not played_at(url)
            yield self.candidate(look, f"{origin(url) if 'interamt.de' in url else _SITE if vendor else origin(url)}/koop/app/trefferliste?partner={number}", why, weight, {"partner": number}, played_at(look.url if vendor else url))
        if not numbers and "stelle?id=" in url:
            yield Candidate(self.name, url, why, look.url, weight, missing="the authority's number (partner=), for params.partner")

    def start(self, source: Source) -> list[Follow]:
        inside = re.search(r"partner=(\d+)", source.portal)
        partner = source.params.get("partner") or (inside[1] if inside else None)
        if partner:
            return [Follow(f"{self._old(source)}/koop/app/webservice_v2?partner={partner}")]
        if source.params.get("employer"):
            return [Follow(f"{self._new(source)}/search/stellenangebot?showResult=true", method="POST", body=json.dumps({"search": {}}), max_bytes=_STOCK_BYTES,
                           headers={"Content-Type": "application/json", "X-REMOTE-APPLICATION": "Interamtb2c"})]
        raise ValueError("Interamt needs params.partner, the authority's number, or params.employer, words of its name")

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if isinstance(answer, dict) and "Stellenangebote" not in answer and isinstance(answer.get("data"), list):
            yield from self._stock(page, source, answer["data"])
            return
        if not isinstance(answer, dict) or "Stellenangebote" not in answer:
            raise UnreadableError("the web service answers with Stellenangebote")
        total = whole(answer.get("Anzahltreffer"))
        if total is not None:
            yield Total(total)
        else:
            yield Problem(code="keys_lost", message="expected Anzahltreffer", where=page.url)
        rows = answer["Stellenangebote"]
        for entry in records_of([] if rows is None and total == 0 else rows, _KEYS, ("Id", "StellenBezeichnung", "Daten"), page.url):
            if isinstance(entry, Problem):
                yield entry
            elif not entry[0].get("Id"):
                yield Problem(code="record_unreadable", message="an ad without Id", where=entry[1])
            else:
                draft, key = self._draft(entry[0], source), str(entry[0]["Id"])
                yield Follow(f"{self._old(source)}/koop/app/webservice_v2?id={key}", role="detail", external_id=key, draft=draft)

    def _stock(self, page: Page, source: Source, rows: list[Any]) -> Iterator[Item]:
        """The whole stock of the new backend: the ads of one authority."""
        words = str(source.params.get("employer") or "").casefold()
        for entry in records_of(rows, _NEW_KEYS, ("stellenangebotId", "behoerdeName", "stellenbezeichnung"), page.url):
            if isinstance(entry, Problem):
                yield entry
            elif not entry[0].get("stellenangebotId"):
                yield Problem(code="record_unreadable", message="an ad without stellenangebotId", where=entry[1])
            elif words in str(entry[0].get("behoerdeName") or "").casefold():
                record, key = entry[0], str(entry[0]["stellenangebotId"])
                places = [f"{p.get('plz') or ''} {p.get('ort') or ''}".strip() for p in record.get("einsatzorte") or [] if isinstance(p, dict)]
                yield Follow(f"{self._new(source)}/query/stellenangebot/{key}", role="detail", external_id=key, headers={"X-REMOTE-APPLICATION": "Interamtb2c"}, draft={
                    "title": record.get("stellenbezeichnung"), "employer": record.get("behoerdeName"), "url": self._page(source, key), "locations": [p for p in places if p],
                    "date_posted": german_day(record.get("datumErstellt")), "valid_through": german_day(record.get("bewerbungsfrist"))})

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if isinstance(record, dict) and isinstance(record.get("data"), dict):
            record = record["data"]
        if not isinstance(record, dict) or not (record.get("Stellenbezeichnung") or follow.draft):
            raise UnreadableError("an ad has Stellenbezeichnung")
        text = record.get("Beschreibung") or record.get("stellenbeschreibung")
        if not text:
            yield Problem(code="keys_lost", message="expected Beschreibung", where=page.url)
        key = follow.external_id or str(record.get("Id") or "")
        fields = {
            "title": record.get("Stellenbezeichnung"), "employer": record.get("StellenangebotBehoerde"), "apply_url": record.get("BewerbungUrl"),
            "date_posted": german_day(record.get("DatumOeffentlichAusschreiben") or record.get("veroeffentlichungsdatum")), "valid_through": german_day(record.get("DatumBewerbungsfrist")),
            "url": self._page(source, key) if key else page.url,
        }
        site = record.get("Einsatzort")
        site = site if isinstance(site, dict) else {}
        place = f"{site.get('EinsatzortPLZ') or record.get('Plz') or ''} {site.get('EinsatzortOrt') or record.get('Ort') or ''}".strip()
        described = "\n".join([str(text or ""), *_lines(record), *follow.draft.get("lines", [])]).strip()
        draft = {name: value for name, value in follow.draft.items() if name != "lines"}
        yield from self.posting(page, source, {"locations": [place] if place else [], **{k: v for k, v in draft.items() if v}, **{k: v for k, v in fields.items() if v},
                                               "external_id": key, "description_html": described})

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

    def _old(self, source: Source) -> str:
        """The web service's host; a portal that is one keeps its own (with or without www)."""
        return self.base(source, "" if "/koop/app" in urlsplit(source.portal).path else "https://interamt.de")

    def _new(self, source: Source) -> str:
        return self.base(source, "https://api.interamt.de")

    def _page(self, source: Source, key: str) -> str:
        return f"{self._old(source)}/koop/app/stelle?id={key}"


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    for part in [record, *(p for p in record.get("beschaeftigungsverhaeltnisse") or [] if isinstance(p, dict))]:
        for stem, name in _LINES.items():
            values = [str(part[key]) for key in sorted(part, key=lambda k: ("Bis" in k, k)) if key.startswith(stem) and part[key] and not isinstance(part[key], (dict, list))]
            if values:
                yield f"<p>{name}: {' - '.join(dict.fromkeys(values))}</p>"
    if str(record.get("beschaeftigungsdauer") or "") in ("BEFRISTET", "UNBEFRISTET"):
        yield f"<p>Beschäftigungsdauer: {str(record['beschaeftigungsdauer']).lower()}</p>"
