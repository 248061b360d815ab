"""rexx systems: 100 rows a page, further ones by ``?start=``, pages with JSON-LD (rexx.md)."""

from __future__ import annotations

from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.portals import rexx
from spiders.samples.wire import Answer, Asked
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/stellenangebote.html"

    def answer(self, asked: Asked) -> Answer | None:
        return rexx(self.portal, self.employer, self.ads, asked)

    def path(self, ad: Ad) -> str:
        return f"/{ad.slug}-de-j{ad.number}.html"
