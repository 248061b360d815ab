"""Each sample portal's answers in the wire format of its platform."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from spiders.samples.world import Ad, Employer, World

Answer = tuple[int, str, bytes]


@dataclass(frozen=True)
class Asked:
    """A request: path with query, the portal's address, the day."""

    target: str
    base: str
    day: date

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)


def answer(world: World, employer: Employer, asked: Asked) -> Answer:
    """What the portal of ``employer`` says to one request."""
    if asked.path == "/robots.txt":
        return 200, "text/plain", b"User-agent: *\nDisallow: /intern/\n"
    ads = world.ads(employer.key, asked.day)
    portal: Callable[[Employer, list[Ad], Asked], Answer | None] = {
        "rexx": _rexx, "softgarden": _softgarden, "personio": _personio, "jsonld": _jsonld}[employer.platform]
    found = portal(employer, ads, asked)
    if found is not None:
        return found
    if asked.path == "/":
        return _html(employer.name, f'<p>Willkommen beim {escape(employer.name)}.</p><p><a href="{employer.path}">Karriere</a></p>')
    return _html("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>", 404)


def _html(title: str, body: str, status: int = 200, head: str = "") -> Answer:
    page = (f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
            f"<body><p>Beispieldaten: erfundener Arbeitgeber, keine echten Stellen.</p>{body}</body></html>")
    return status, "text/html; charset=utf-8", page.encode()


def _json(value: Any) -> Answer:
    return 200, "application/json", json.dumps(value, ensure_ascii=False, indent=1).encode()


def _schema(ad: Ad, url: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": ad.title, "description": ad.html, "datePosted": ad.born.isoformat(), "url": url,
        "hiringOrganization": {"@type": "Organization", "name": ad.employer.name},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "postalCode": ad.place[0], "addressLocality": ad.place[1], "addressCountry": "DE"}},
    }
    if ad.facts["valid_through"]:
        record["validThrough"] = ad.facts["valid_through"]
    return record


def _detail(ad: Ad, url: str, *, microdata: bool = False) -> Answer:
    if microdata:
        body = (f'<main itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">{escape(ad.title)}</h1><meta itemprop="datePosted" content="{ad.born}">'
                f'<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">{escape(ad.employer.name)}</span></span>'
                f'<span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
                f'<span itemprop="postalCode">{ad.place[0]}</span> <span itemprop="addressLocality">{escape(ad.place[1])}</span></span></span>'
                + (f'<meta itemprop="validThrough" content="{ad.facts["valid_through"]}">' if ad.facts["valid_through"] else "")
                + f'<div itemprop="description">{ad.html}</div></main>')
        return _html(ad.title, body)
    block = json.dumps(_schema(ad, url), ensure_ascii=False).replace("</", "<\\/")
    return _html(ad.title, f"<main><h1>{escape(ad.title)}</h1>{ad.html}</main>", head=f'<script type="application/ld+json">{block}</script>')


def _jsonld(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    def url(ad: Ad) -> str:
        return f"{asked.base}/stelle/{ad.slug}-{ad.number}"

    if found := re.fullmatch(r"/stelle/[\w-]+-(\d+)", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return _detail(ad, url(ad), microdata=employer.style == "microdata") if ad else None
    if asked.path == "/sitemap.xml":
        rows = "".join(f"<url><loc>{url(ad)}</loc><lastmod>{ad.changed}</lastmod></url>" for ad in ads)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{asked.base}/impressum</loc></url>{rows}</urlset>'
        return 200, "application/xml", text.encode()
    if asked.path == employer.path:
        page = int(asked.query.get("seite", ["1"])[0])
        size = 20
        rows = "".join(f'<li><a href="/stelle/{ad.slug}-{ad.number}">{escape(ad.title)}</a>, {escape(ad.place[1])}</li>' for ad in ads[(page - 1) * size: page * size])
        more = f'<p><a rel="next" href="{employer.path}?seite={page + 1}">weiter</a></p>' if page * size < len(ads) else ""
        return _html(f"Stellenangebote: {employer.name}", f"<h1>Stellenangebote</h1><ul>{rows}</ul>{more}")
    return None


def _rexx(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    if found := re.fullmatch(r"/[\w-]+-de-j(\d+)\.html", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return _detail(ad, f"{asked.base}{asked.path}") if ad else None
    if asked.path != employer.path:
        return None
    start = int(asked.query.get("start", ["0"])[0])
    rows = "".join(
        f'<article class="joboffer_container"><div class="joboffer_title_text"><a href="{asked.base}/{ad.slug}-de-j{ad.number}.html">{escape(ad.title)}</a></div>'
        f'<div class="job_standort">{escape(ad.place[1])}</div></article>' for ad in ads[start: start + 100])
    return _html(f"Stellenangebote: {employer.name}", f'<section id="joboffer_table_container" data-count="{min(100, max(0, len(ads) - start))}" '
                 f'data-all-count="{len(ads)}" data-current-language="de">{rows}</section>')


def _softgarden(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    if asked.path == "/jobs.feed.json":
        items = [{"@type": "DataFeedItem", "dateModified": f"{ad.changed}T08:00:00.000+01:00", "item": {
            **{k: v for k, v in _schema(ad, f"{asked.base}/jobs/{ad.number}/{ad.slug}/").items() if k != "@context"},
            "identifier": {"@type": "PropertyValue", "name": employer.name, "value": ad.number}, "employmentType": ["FULL_TIME", "PART_TIME"]}} for ad in ads]
        newest = max((ad.changed for ad in ads), default=asked.day)
        return _json({"meta": {"source": "softgarden", "schema": "DataFeed"}, "@context": "https://schema.org", "@type": "DataFeed", "name": employer.name,
                      "dateModified": f"{newest}T08:00:00.000+01:00", "numberOfItems": len(ads), "dataFeedElement": items})
    if found := re.fullmatch(r"/jobs/(\d+)/[\w-]*/?", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return _detail(ad, f"{asked.base}{asked.path}") if ad else None
    return None


def _personio(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    if asked.path == "/xml":
        rows = "".join(
            f"<position><id>{ad.number}</id><subcompany>{escape(employer.name)}</subcompany><office>{escape(ad.place[1])}</office><department>IT</department>"
            f"<recruitingCategory>IT</recruitingCategory><name>{escape(ad.title)}</name><jobDescriptions><jobDescription><name>Stelle</name>"
            f"<value><![CDATA[{ad.html}]]></value></jobDescription></jobDescriptions><employmentType>permanent</employmentType><seniority>experienced</seniority>"
            f"<schedule>full-or-part-time</schedule><createdAt>{ad.born}T09:00:00+00:00</createdAt></position>" for ad in ads)
        return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>{rows}</workzag-jobs>'.encode()
    if found := re.fullmatch(r"/job/(\d+)", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return _detail(ad, f"{asked.base}{asked.path}") if ad else None
    return None
