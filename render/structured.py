"""schema.org/JobPosting of one vacancy: only on its own page and only where its employer consented to the ad's full text."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from pipeline.model import Remote, Vacancy
from render import inert
from render.site import Site, tag_uri


def job_posting(vacancy: Vacancy, text: str, site: Site) -> Markup:
    """JSON-LD that can stand in a <script>, ``text`` is HTML; nothing that the ad does not state (https://schema.org/JobPosting)."""
    posted = vacancy.date_posted
    places = [{"@type": "Place", "address": {key: value for key, value in (
        ("@type", "PostalAddress"), ("addressLocality", place.name), ("postalCode", place.postal_code), ("addressCountry", "DE")) if value}} for place in vacancy.locations]
    value: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": vacancy.title, "description": text, "url": inert.address(vacancy.employer_url),
        "identifier": {"@type": "PropertyValue", "name": vacancy.employer, "value": vacancy.identifier or tag_uri(vacancy)},
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer}, "datePosted": posted.isoformat() if posted else None,
        "validThrough": vacancy.valid_through.isoformat() if vacancy.valid_through else None, "employmentType": list(vacancy.employment_type),
        "jobLocation": places, "jobLocationType": "TELECOMMUTE" if vacancy.remote is Remote.FULL else None,
        "applicantLocationRequirements": {"@type": "Country", "name": "DE"} if vacancy.remote is Remote.FULL else None,
        "totalJobOpenings": vacancy.openings, "baseSalary": _salary(vacancy), "mainEntityOfPage": site.absolute(vacancy).url}
    stated = json.dumps(inert.values({key: held for key, held in value.items() if held not in (None, "", [])}), ensure_ascii=False)
    return Markup(stated.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704  no sign of markup is left


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    if (sum_ := vacancy.base_salary) is None:
        return None
    amount = {key: held for key, held in (("@type", "QuantitativeValue"), ("minValue", sum_.min), ("maxValue", sum_.max), ("unitText", sum_.unit)) if held is not None}
    return {"@type": "MonetaryAmount", "currency": sum_.currency, "value": amount}
