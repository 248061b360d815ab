"""Interamt: the webservice of one employer with its list and details; persons stand in it and are to be dropped (interamt.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from spiders.samples.play import WHERE, Play, deadline, german
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

PARTNER = "4711"


class Sample(Play):
    portal: ClassVar[str] = f"/koop/app/trefferliste?partner={PARTNER}"
    params: ClassVar[dict[str, Any]] = {"partner": PARTNER}
    fixed_host: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/koop/app/webservice_v2" and "partner" in asked.query

    def path(self, ad: Ad) -> str:
        return f"/koop/app/stelle?id={ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        wanted = asked.query.get("id", [""])[0]
        if asked.path == "/koop/app/webservice_v2":
            if wanted:
                ad = self.by_id(wanted)
                return json_answer(self._detail(ad)) if ad else json_answer({"Fehler": "Stellenangebot nicht gefunden"}, 404)
            ours = asked.query.get("partner") == [PARTNER]
            return json_answer({"Anzahltreffer": self.total if ours else 0, "Stellenangebote": [self._row(ad) for ad in self.ads] if ours else []})
        if asked.path == "/koop/app/trefferliste":
            return html_page("Trefferliste", '<div id="wicket-app">Suche</div>')
        ad = self.by_id(wanted) if asked.path == "/koop/app/stelle" else None
        return html_page(ad.title, ad.html) if ad else None

    def _row(self, ad: Ad) -> dict[str, Any]:
        grades = ad.facts["pay_grades"]
        _, latitude, longitude = WHERE[ad.place[1]]
        return {"Id": ad.number, "Kennung": ad.facts["identifier"], "Behoerde": self.employer.name, "StellenBezeichnung": ad.title, "Dienstverhaeltnisse": ["Arbeitnehmer"],
                "BeschaeftigungDauer": {True: "unbefristet", False: "befristet"}.get(ad.facts["permanent"], ""), "Teilzeit": "beides möglich",
                "Bezahlung": {"Besoldung": "", "Entgelt": f"TVöD {grades[0]['min'].replace('EG', 'E')}" if grades else ""},
                "StellenangebotOrt": [{"Strasse": "Beispielweg", "Hausnummer": "1", "Zusatz": "", "PLZ": ad.place[0], "Ort": ad.place[1], "Breite": latitude, "Laenge": longitude}],
                "Daten": {"Eingestellt": german(ad.born), "Bewerbungsfrist": german(deadline(ad))}}

    def _detail(self, ad: Ad) -> dict[str, Any]:
        return {"Id": ad.number, "Stellenbezeichnung": ad.title, "Beschreibung": ad.html, "DatumOeffentlichAusschreiben": german(ad.born),
                "DatumBewerbungsfrist": german(deadline(ad)), "DatumBesetzungZum": "", "TarifEbeneVon": "", "TarifEbeneBis": "", "BesoldungGruppeVon": "", "BesoldungGruppeBis": "",
                "Studiengaenge": [], "BewerbungUrl": f"{self.base}/koop/app/bewerbung?id={ad.number}", "Aufgabenbereiche": "Informationstechnik", "StellenangebotBehoerde": self.employer.name,
                "HomepageBehoerde": "https://www.beispielland.example", "Plz": ad.place[0], "Ort": ad.place[1], "Einsatzort": {"EinsatzortPLZ": ad.place[0], "EinsatzortOrt": ad.place[1]},
                "BefristetFuer": "", "AnzahlStellen": 1, "ExtAnsprechpartner": {"Name": "Vorname Nachname", "Telefon": "0000 000000", "Email": "person@example.org"}}


class SampleBackend(Sample):
    """The backend of 2026: the whole stock of all authorities by POST, of which one is wanted."""

    findable: ClassVar[bool] = False
    params: ClassVar[dict[str, Any]] = {"employer": "IT-Verbund Beispielland"}
    portal: ClassVar[str] = "/koop/app/trefferliste"

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/search/stellenangebot"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/search/stellenangebot" and asked.json() == {"search": {}}:
            other = [{**self._hit(ad), "stellenangebotId": ad.number + 5_000_000, "behoerdeName": "Beispielamt"} for ad in self.ads]
            return json_answer({"data": [*other, *(self._hit(ad) for ad in self.ads)]})
        ad = self.by_id(asked.path.removeprefix("/query/stellenangebot/"))
        if ad is None:
            return super().answer(asked) if asked.path.startswith("/koop/app/stelle") else None
        return json_answer({"data": {
            "stellenbeschreibung": ad.html, "beschaeftigungsverhaeltnisse": [{"entgeltgruppeVon": "E 9", "entgeltgruppeBis": "E 11", "wochenarbeitszeit": "39"}],
            "veroeffentlichungsdatum": ad.born.isoformat(), "dienstort": ad.place[1], "beschaeftigungsdauer": "UNBEFRISTET", "teilzeitVollzeit": "BEIDES"}})

    def _hit(self, ad: Ad) -> dict[str, Any]:
        _, latitude, longitude = WHERE[ad.place[1]]
        until = deadline(ad)
        return {"stellenangebotId": ad.number, "behoerdeName": self.employer.name, "stellenbezeichnung": ad.title, "bewerbungsfrist": until.isoformat() if until else None,
                "datumErstellt": ad.born.isoformat(), "tarifEbeneMin": "E 9", "tarifEbeneMax": "E 11", "besoldungGruppe": None, "besoldungGruppeMax": None,
                "einsatzorte": [{"ort": ad.place[1], "plz": ad.place[0], "latitude": latitude, "longitude": longitude}], "dienstortEnumDto": None}
