"""Each sample portal's answers in the wire format of its platform."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape

from spiders.samples.wire import Answer, Asked, detail, html_page, json_answer, schema
from spiders.samples.world import Ad, Employer, World


def answer(world: World, employer: Employer, asked: Asked) -> Answer:
    """What the portal of ``employer`` says to one request."""
    if asked.path == "/robots.txt":
        return 200, "text/plain", b"User-agent: *\nDisallow: /intern/\n"
    ads = world.ads(employer.key, asked.day)
    portals: dict[str, Callable[[Employer, list[Ad], Asked], Answer | None]] = {
        "rexx": partial(rexx, employer.path), "softgarden": softgarden, "personio": personio, "jsonld": partial(jsonld, employer.path)}
    found = portals[employer.platform](employer, ads, asked)
    if found is not None:
        return found
    if asked.path == "/":
        return html_page(employer.name, f'<p>Willkommen beim {escape(employer.name)}.</p><p><a href="{employer.path}">Karriere</a></p>')
    return html_page("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>", 404)


def jsonld(portal: str, employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    """List of 20 a page, sitemap, pages with JSON-LD or (by the employer's style) microdata."""
    def url(ad: Ad) -> str:
        return f"{asked.base}/stelle/{ad.slug}-{ad.number}"

    if found := re.fullmatch(r"/stelle/[\w-]+-(\d+)", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return detail(ad, url(ad), microdata=employer.style == "microdata") if ad else None
    if asked.path == "/sitemap.xml":
        rows = "".join(f"<url><loc>{url(ad)}</loc><lastmod>{ad.changed}</lastmod></url>" for ad in ads)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{asked.base}/impressum</loc></url>{rows}</urlset>'
        return 200, "application/xml", text.encode()
    if asked.path == portal:
        page = int(asked.query.get("seite", ["1"])[0])
        size = 20
        rows = "".join(f'<li><a href="/stelle/{ad.slug}-{ad.number}">{escape(ad.title)}</a>, {escape(ad.place[1])}</li>' for ad in ads[(page - 1) * size: page * size])
        more = f'<p><a rel="next" href="{portal}?seite={page + 1}">weiter</a></p>' if page * size < len(ads) else ""
        return html_page(f"Stellenangebote: {employer.name}", f"<h1>Stellenangebote</h1><ul>{rows}</ul>{more}")
    return None


def rexx(portal: str, employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    """List of 100 a page, pages with JSON-LD."""
    if found := re.fullmatch(r"/[\w-]+-de-j(\d+)\.html", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return detail(ad, f"{asked.base}{asked.path}") if ad else None
    if asked.path != portal:
        return None
    start = int(asked.query.get("start", ["0"])[0])
    rows = "".join(
        f'<article class="joboffer_container"><div class="joboffer_title_text"><a href="{asked.base}/{ad.slug}-de-j{ad.number}.html">{escape(ad.title)}</a></div>'
        f'<div class="job_standort">{escape(ad.place[1])}</div></article>' for ad in ads[start: start + 100])
    return html_page(f"Stellenangebote: {employer.name}", f'<section id="joboffer_table_container" data-count="{min(100, max(0, len(ads) - start))}" '
                 f'data-all-count="{len(ads)}" data-current-language="de">{rows}</section>')


def softgarden(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    """The whole stock as DataFeed, pages with JSON-LD."""
    if asked.path == "/jobs.feed.json":
        items = [{"@type": "DataFeedItem", "dateModified": f"{ad.changed}T08:00:00.000+01:00", "item": {
            **{k: v for k, v in schema(ad, f"{asked.base}/jobs/{ad.number}/{ad.slug}/").items() if k != "@context"},
            "identifier": {"@type": "PropertyValue", "name": employer.name, "value": ad.number}, "employmentType": ["FULL_TIME", "PART_TIME"]}} for ad in ads]
        newest = max((ad.changed for ad in ads), default=asked.day)
        return json_answer({"meta": {"source": "softgarden", "schema": "DataFeed"}, "@context": "https://schema.org", "@type": "DataFeed", "name": employer.name,
                      "dateModified": f"{newest}T08:00:00.000+01:00", "numberOfItems": len(ads), "dataFeedElement": items})
    if found := re.fullmatch(r"/jobs/(\d+)/[\w-]*/?", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return detail(ad, f"{asked.base}{asked.path}") if ad else None
    return None


def personio(employer: Employer, ads: list[Ad], asked: Asked) -> Answer | None:
    """The whole stock as XML, pages with JSON-LD."""
    if asked.path == "/xml":
        rows = "".join(
            f"<position><id>{ad.number}</id><subcompany>{escape(employer.name)}</subcompany><office>{escape(ad.place[1])}</office><department>IT</department>"
            f"<recruitingCategory>IT</recruitingCategory><name>{escape(ad.title)}</name><jobDescriptions><jobDescription><name>Stelle</name>"
            f"<value><![CDATA[{ad.html}]]></value></jobDescription></jobDescriptions><employmentType>permanent</employmentType><seniority>experienced</seniority>"
            f"<schedule>full-or-part-time</schedule><createdAt>{ad.born}T09:00:00+00:00</createdAt></position>" for ad in ads)
        return 200, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>{rows}</workzag-jobs>'.encode()
    if found := re.fullmatch(r"/job/(\d+)", asked.path):
        ad = next((ad for ad in ads if str(ad.number) == found[1]), None)
        return detail(ad, f"{asked.base}{asked.path}") if ad else None
    return None
