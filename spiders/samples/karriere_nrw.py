"""Karriere.NRW: a list with count and pages, each ad in one answer with German names; contacts are persons (landesportale.md)."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from uuid import UUID, uuid5

from spiders.samples.play import Play, deadline, german
from spiders.samples.wire import Answer, Asked, json_answer
from spiders.samples.world import Ad

SIZE = 20
_SPACE = UUID("00000000-0000-0000-0000-000000000030")


class Sample(Play):
    portal: ClassVar[str] = "/v1.0/opennrw/suche"
    fixed_host: ClassVar[bool] = True
    paged: ClassVar[bool] = True

    def external_id(self, ad: Ad) -> str:
        return str(uuid5(_SPACE, str(ad.number)))

    def path(self, ad: Ad) -> str:
        return f"/stellenausschreibung/{self.external_id(ad)}"

    def url(self, ad: Ad) -> str:
        return f"https://karriere.nrw{self.path(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if self.is_list(asked):
            page = max(1, asked.number("page", 1))
            return json_answer({"count": self.total, "pages": -(-len(self.ads) // SIZE), "items": [self._row(ad) for ad in self.ads[(page - 1) * SIZE: page * SIZE]]})
        found = re.fullmatch(r"/v1\.0/combined-jobs/([\w-]+)/", asked.path)
        ad = self.by_id(found[1]) if found else None
        return json_answer(self._record(ad)) if ad else None

    def _row(self, ad: Ad) -> dict[str, Any]:
        return {"uuid": self.external_id(ad), "title": ad.title, "authority": self.employer.name, "location": ad.place[1], "published": german(ad.born), "deadline": german(deadline(ad))}

    def _record(self, ad: Ad) -> dict[str, Any]:
        return {"uuid": self.external_id(ad), "titel_der_stelle": ad.title, "behoerde": self.employer.name, "stellenbeschreibung": ad.html, "ergaenzende_inhalte": "",
                "ort": ad.place[1], "arbeitszeit_display": ["Vollzeit"], "erscheinungsdatum": german(ad.born), "bewerbungsfrist": german(deadline(ad)),
                "ansprechpartner": {"name": "Frau Muster", "telefon": "0000 123"}}
