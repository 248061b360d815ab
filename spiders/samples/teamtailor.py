"""Teamtailor: RSS of 100 an answer with further ones by offset, and a JSON Feed with JobPosting records (teamtailor.md)."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play, rfc822
from spiders.samples.wire import Answer, Asked, html_page, json_answer, schema
from spiders.samples.world import Ad


class Sample(Play):
    deadlines: ClassVar[bool] = False
    paged: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/jobs.rss", "/jobs.json")

    def path(self, ad: Ad) -> str:
        return f"/jobs/{ad.number}-{ad.slug}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path in ("/", "/jobs"):
            rows = "".join(f'<li><a href="{self.path(ad)}">{escape(ad.title)}</a></li>' for ad in self.ads)
            return html_page("Jobs", f"<ul>{rows}</ul>", head='<meta name="generator" content="Teamtailor"><link rel="alternate" type="application/rss+xml" href="/jobs.rss">')
        if asked.path == "/jobs.rss":
            offset = asked.number("offset")
            items = "".join(self._item(ad) for ad in self.ads[offset: offset + 100])
            return 200, "application/rss+xml; charset=utf-8", (
                '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel>'
                f"<title>{escape(self.employer.name)}</title><link>{self.base}/jobs</link>{items}</channel></rss>").encode()
        return self.marked_up(r"/jobs/(\d+)-[\w-]+", asked)

    def _item(self, ad: Ad) -> str:
        return (f"<item><title>{escape(ad.title)}</title><pubDate>{rfc822(ad.born)}</pubDate><link>{self.url(ad)}</link><remoteStatus>none</remoteStatus><guid>{self.external_id(ad)}-guid</guid>"
                f"<description>{escape(ad.html)}</description><tt:locations><tt:location><tt:name>{escape(ad.place[1])}</tt:name><tt:address>Beispielweg 1</tt:address>"
                f"<tt:zip>{ad.place[0]}</tt:zip><tt:city>{escape(ad.place[1])}</tt:city><tt:country>Germany</tt:country></tt:location></tt:locations>"
                "<tt:department>IT</tt:department><tt:role>IT</tt:role></item>")


class SampleWhole(Sample):
    """A tenant whose RSS gives everything at once, whatever offset is asked for."""

    paged: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/jobs.rss":
            items = "".join(self._item(ad) for ad in self.ads)
            return 200, "application/rss+xml; charset=utf-8", (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel><title>Jobs</title>{items}</channel></rss>').encode()
        return super().answer(asked)


class SampleJson(Sample):
    """The JSON Feed."""

    portal: ClassVar[str] = "/jobs.json"
    paged: ClassVar[bool] = False

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == "/jobs.json":
            return json_answer({"version": "https://jsonfeed.org/version/1", "title": self.employer.name, "home_page_url": f"{self.base}/jobs", "feed_url": f"{self.base}/jobs.json",
                                "items": [self._entry(ad) for ad in self.ads]})
        return None if asked.path == "/jobs.rss" else super().answer(asked)

    def _entry(self, ad: Ad) -> dict[str, Any]:
        record = schema(ad, self.url(ad))
        record = {**{k: v for k, v in record.items() if k not in ("url", "validThrough")}, "jobLocation": [record["jobLocation"]],
                  "identifier": {"@type": "PropertyValue", "name": self.employer.name, "value": ad.number}}
        return {"id": f"{ad.number}-guid", "title": ad.title, "url": self.url(ad), "date_published": f"{ad.born}T08:00:00+01:00", "_jobposting": record}
