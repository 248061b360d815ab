"""Pages with schema.org JobPosting: a list of links of 20 a page, JSON-LD or microdata in the pages, or a sitemap (jsonld.md)."""

from __future__ import annotations

import re
from typing import ClassVar

from spiders.samples.play import Play
from spiders.samples.portals import jsonld
from spiders.samples.wire import Answer, Asked, detail
from spiders.samples.world import Ad


class Sample(Play):
    portal: ClassVar[str] = "/karriere/stellenangebote/"
    microdata: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        if self.microdata and (found := re.fullmatch(r"/stelle/[\w-]+-(\d+)", asked.path)):
            ad = self.by_id(found[1])
            return detail(ad, self.url(ad), microdata=True) if ad else None
        return jsonld(self.portal, self.employer, self.ads, asked)

    def path(self, ad: Ad) -> str:
        return f"/stelle/{ad.slug}-{ad.number}"


class SampleMicrodata(Sample):
    microdata: ClassVar[bool] = True


class SampleSitemap(Sample):
    portal: ClassVar[str] = "/sitemap.xml"
