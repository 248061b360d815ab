"""What the sample platforms share: requests, answers, pages with schema.org markup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from spiders.samples.world import Ad

Answer = tuple[int, str, bytes]


@dataclass(frozen=True)
class Asked:
    """A request: path with query, the portal's address, the day; what a POST brought."""

    target: str
    base: str
    day: date
    method: str = "GET"
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)

    def number(self, name: str, default: int = 0) -> int:
        """A number of the query string; ``default`` where it is missing or none."""
        value = self.query.get(name, [""])[0]
        return int(value) if value.isdecimal() else default

    def json(self) -> dict[str, Any]:
        """The record that a POST brought; empty where it brought none."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


def html_page(title: str, body: str, status: int = 200, head: str = "") -> Answer:
    """A page that says that it is invented."""
    page = (f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
            f"<body><p>Beispieldaten: dieser Arbeitgeber ist erfunden.</p>{body}</body></html>")
    return status, "text/html; charset=utf-8", page.encode()


def json_answer(value: Any, status: int = 200) -> Answer:
    """A JSON answer."""
    return status, "application/json", json.dumps(value, ensure_ascii=False, indent=1).encode()


def schema(ad: Ad, url: str) -> dict[str, Any]:
    """The JobPosting of schema.org as a record."""
    record: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": ad.title, "description": ad.html, "datePosted": ad.born.isoformat(), "url": url,
        "hiringOrganization": {"@type": "Organization", "name": ad.employer.name},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "postalCode": ad.place[0], "addressLocality": ad.place[1], "addressCountry": "DE"}},
    }
    if ad.facts["valid_through"]:
        record["validThrough"] = ad.facts["valid_through"]
    return record


def detail(ad: Ad, url: str, *, microdata: bool = False) -> Answer:
    """The page of one ad with schema.org markup."""
    if microdata:
        body = (f'<main itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">{escape(ad.title)}</h1><meta itemprop="datePosted" content="{ad.born}">'
                f'<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">{escape(ad.employer.name)}</span></span>'
                f'<span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">'
                f'<span itemprop="postalCode">{ad.place[0]}</span> <span itemprop="addressLocality">{escape(ad.place[1])}</span></span></span>'
                + (f'<meta itemprop="validThrough" content="{ad.facts["valid_through"]}">' if ad.facts["valid_through"] else "")
                + f'<div itemprop="description">{ad.html}</div></main>')
        return html_page(ad.title, body)
    block = json.dumps(schema(ad, url), ensure_ascii=False).replace("</", "<\\/")
    return html_page(ad.title, f"<main><h1>{escape(ad.title)}</h1>{ad.html}</main>", head=f'<script type="application/ld+json">{block}</script>')
