"""mein-check-in: the overview of one tenant, plain pages without dates (landesportale.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/beispielland/overview"
    placed: ClassVar[bool] = False
    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def path(self, ad: Ad) -> str:
        return f"/beispielland/position-{ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            rows = "".join(f'<li class="position"><a href="{self.path(ad)}"><h3>{escape(ad.title)}</h3><span>IT</span></a></li>' for ad in self.ads)
            return html_page("Stellenangebote", f"<h1>Unsere Stellenangebote</h1><ul>{rows or '<li>Derzeit keine offenen Stellen.</li>'}</ul>")
        return self.plain_page(r"/beispielland/position-(\d+)", asked)
