"""Lever: a JSON array paged by skip and limit; no deadline, no date of change (lever.md)."""

from __future__ import annotations

import re
import uuid
from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play, parts, section, utc
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

SITE = "beispielland"


class Sample(Play):
    portal: ClassVar[str] = f"/{SITE}"
    params: ClassVar[dict[str, Any]] = {"site": SITE}
    fixed_host: ClassVar[bool] = True
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == f"/v0/postings/{SITE}"

    def external_id(self, ad: Ad) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, str(ad.number)))

    def path(self, ad: Ad) -> str:
        return f"/{SITE}/{self.external_id(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == f"/{SITE}":
            return html_page("Jobs", "".join(f'<div class="posting"><a href="{self.path(ad)}"><h5>{escape(ad.title)}</h5></a></div>' for ad in self.ads))
        if self.is_list(asked):
            skip, limit = asked.number("skip"), asked.number("limit", 100)
            return json_answer([self._posting(ad) for ad in self.ads[skip: skip + limit]])
        return self.plain_page(rf"/{SITE}/([0-9a-f-]{{36}})", asked)

    def _posting(self, ad: Ad) -> dict[str, Any]:
        intro = section(ad, 0)
        lists = [{"text": heading, "content": re.sub(r"</?ul>", "", text)} for heading, text in parts(ad) if heading]
        closing = "".join(text for heading, text in parts(ad)[1:] if not heading)
        plain = re.sub(r"<[^>]+>", "", intro)
        return {"id": self.external_id(ad), "text": ad.title, "categories": {"commitment": "Vollzeit", "location": ad.place[1], "team": "IT", "allLocations": [ad.place[1]]},
                "createdAt": int(utc(ad.born).timestamp() * 1000) + 36_000_000, "country": "DE", "workplaceType": "unspecified", "description": intro, "descriptionPlain": plain,
                "opening": "", "openingPlain": "", "descriptionBody": intro, "descriptionBodyPlain": plain, "lists": lists, "additional": closing,
                "additionalPlain": re.sub(r"<[^>]+>", "", closing), "hostedUrl": self.url(ad), "applyUrl": f"{self.url(ad)}/apply"}
