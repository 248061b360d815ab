"""A home-made page: rows under CSS selectors, some ads only as PDF (html_lists.md, typo3.md)."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play, deadline, german
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Ad

SIZE = 50


class Sample(Play):
    """Every ninth ad is a PDF; the list leads on by rel=next."""

    portal: ClassVar[str] = "/rathaus/stellenangebote/"
    params: ClassVar[dict[str, Any]] = {"row": "li.tx-as-jobs-list", "title": "h3", "link": "a", "place": ".ort", "until": ".frist", "next": "a[rel=next]", "text": "main article"}
    dated: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def path(self, ad: Ad) -> str:
        return f"/fileadmin/stellen/{ad.slug}-{ad.number}.pdf" if ad.number % 9 == 0 else f"/rathaus/stellenangebote/{ad.slug}-{ad.number}/"

    def facts(self, ad: Ad) -> dict[str, Any]:
        """A PDF file tells nothing here; of such an ad the list's place and deadline are known."""
        return {**ad.facts, "identifier": None, "permanent": None, "pay_grades": [], "remote": None} if self.path(ad).endswith(".pdf") else ad.facts

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == self.portal:
            page = max(1, asked.number("seite", 1))
            rows = "".join(self._row(ad) for ad in self.ads[(page - 1) * SIZE: page * SIZE]) or "<li>Zurzeit sind keine Stellen ausgeschrieben.</li>"
            more = f'<a rel="next" href="{self.portal}?seite={page + 1}">weiter</a>' if page * SIZE < len(self.ads) else ""
            return html_page("Stellenangebote", f"<h1>Stellenangebote</h1><ul>{rows}</ul>{more}", head='<meta name="generator" content="TYPO3 CMS">')
        ad = next((ad for ad in self.ads if self.path(ad) == asked.path), None)
        if ad is None:
            return None
        if asked.path.endswith(".pdf"):
            return 200, "application/pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        return html_page(ad.title, f"<main><article><h1>{escape(ad.title)}</h1>{ad.html}</article></main>")

    def _row(self, ad: Ad) -> str:
        until = deadline(ad)
        frist = f'<span class="frist">{german(until)}</span>' if until else ""
        return f'<li class="tx-as-jobs-list"><h3><a href="{self.path(ad)}">{escape(ad.title)}</a></h3><span class="ort">{escape(ad.place[1])}</span>{frist}</li>'
