"""Sample websites of employers, from the home page to their vacancies, and websites without any; for whoever must find portals.

    for site in SITES:
        with CareerSite(site).serve() as running:
            found = detect(running.home)
            assert running.expected.accepts(found.platform, found.portal)
"""

from __future__ import annotations

from spiders.samples.careers import decoys, leading, own
from spiders.samples.careers.site import REASONS, CareerSite, Expected, Site

SITES: tuple[Site, ...] = (*leading.SITES, *own.SITES, *decoys.SITES)
BY_NAME = {site.name: site for site in SITES}


def named(name: str) -> CareerSite:
    """The website of that name, not yet running."""
    return CareerSite(BY_NAME[name])


__all__ = ["BY_NAME", "REASONS", "SITES", "CareerSite", "Expected", "Site", "named"]
