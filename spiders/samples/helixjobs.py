"""helixjobs: one joblist, plain pages without dates at jobad?prj= (landesportale.md)."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/verbund/joblist"
    placed: ClassVar[bool] = False
    dated: ClassVar[bool] = False
    deadlines: ClassVar[bool] = False

    def external_id(self, ad: Ad) -> str:
        return f"{ad.number}P"

    def path(self, ad: Ad) -> str:
        return f"/verbund/jobad?prj={self.external_id(ad)}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            rows = "".join(f'<tr><td><a href="jobad?prj={self.external_id(ad)}">{escape(ad.title)}</a></td><td>{escape(ad.place[1])}</td></tr>' for ad in self.ads)
            return html_page("Stellen", f"<h1>Stellen</h1><table>{rows}</table>" if rows else "<p>Zurzeit gibt es keine freien Stellen.</p>")
        ad = self.by_id(asked.query.get("prj", [""])[0]) if asked.path == "/verbund/jobad" else None
        return html_page(ad.title, f"<main><h1>{escape(ad.title)}</h1>{ad.html}</main>") if ad else None
