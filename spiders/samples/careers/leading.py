"""Websites that lead to a portal of their own: every platform, every way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from spiders.samples.careers import ways, widgets
from spiders.samples.careers.cms import DRUPAL, GSB, HOME_MADE, NAV, TYPO3, WORDPRESS, Cms, Draft
from spiders.samples.careers.site import Expected, Scene, Site
from spiders.samples.careers.ways import Way, pages_of
from spiders.samples.greenhouse import BOARD
from spiders.samples.onlyfy import TOKEN
from spiders.samples.world import Employer

EMPLOYERS = (
    Employer("it-fulda", "Kommunale IT Fulda AöR", "KIT Fulda", (("36037", "Fulda"),), "DE-HE", "html", 4, 30),
    Employer("lippe-digital", "Zweckverband Lippe Digital", "Lippe Digital", (("32657", "Lemgo"),), "DE-NW", "html", 4, 30),
    Employer("saale-rechenzentrum", "Kommunales Rechenzentrum Saale GmbH", "KRZ Saale", (("06108", "Halle (Saale)"),), "DE-ST", "html", 4, 30),
    Employer("leine-it", "Leine-IT eG", "Leine-IT", (("37073", "Göttingen"),), "DE-NI", "html", 4, 30),
    Employer("kassel-netz", "Netz- und Datendienste Nordhessen", "NDN", (("34117", "Kassel"),), "DE-HE", "html", 4, 30),
)

#: Platform, surface, way, website.
ROWS: tuple[tuple[str, str, str, Cms], ...] = (
    ("rexx", "", "navigation", TYPO3), ("rexx", "", "icon", TYPO3), ("rexx", "", "redirect-302", WORDPRESS), ("rexx", "", "news", TYPO3), ("rexx", "", "words", HOME_MADE),
    ("softgarden", "", "two-clicks", TYPO3), ("softgarden", "board", "frame-ccm", WORDPRESS), ("softgarden", "", "city", TYPO3), ("softgarden", "board", "footer", DRUPAL),
    ("dvinci", "", "career-page", DRUPAL), ("dvinci", "", "redirect-301", TYPO3), ("dvinci", "", "frame-consentmanager", WORDPRESS), ("dvinci", "", "english", DRUPAL),
    ("onlyfy", "", "image", HOME_MADE), ("onlyfy", "", "frame-template", WORDPRESS), ("onlyfy", "", "news", WORDPRESS),
    ("successfactors", "", "robots", TYPO3), ("successfactors", "table", "navigation", GSB), ("successfactors", "", "english", TYPO3), ("successfactors", "", "button", TYPO3),
    ("interamt", "", "career-page", GSB), ("interamt", "", "frame-plain", TYPO3), ("interamt", "", "news", HOME_MADE),
    ("personio", "", "meta-refresh", HOME_MADE), ("personio", "search", "footer", WORDPRESS), ("personio", "", "frame-attribute", WORDPRESS),
    ("concludis", "", "navigation", TYPO3), ("concludis", "", "frame-data-src", TYPO3), ("concludis", "", "meta-refresh-bare", HOME_MADE),
    ("hr4you", "", "two-clicks", HOME_MADE), ("hr4you", "", "sitemap", WORDPRESS), ("hr4you", "", "city", TYPO3),
    ("umantis", "", "image", TYPO3), ("umantis", "", "redirect-302", DRUPAL), ("umantis", "", "script-redirect", TYPO3),
    ("beesite", "html", "navigation", GSB), ("beesite", "", "city", GSB), ("beesite", "html", "frame-plain", TYPO3),
    ("recruitee", "", "footer", WORDPRESS), ("recruitee", "", "icon", WORDPRESS), ("smartrecruiters", "", "english", WORDPRESS), ("teamtailor", "", "footer", WORDPRESS),
    ("teamtailor", "", "two-clicks", WORDPRESS), ("workday", "", "english", DRUPAL), ("join", "", "career-page", WORDPRESS), ("greenhouse", "", "navigation", WORDPRESS),
    ("jsonld", "", "sitemap", TYPO3), ("jsonld", "", "redirect-301", HOME_MADE), ("jsonld", "microdata", "career-page", DRUPAL), ("html", "", "navigation", TYPO3),
    ("html", "", "button", TYPO3), ("mein_check_in", "", "navigation", HOME_MADE), ("helixjobs", "", "career-page", TYPO3), ("helixjobs", "", "frame-plain", HOME_MADE), ("bite", "", "navigation", TYPO3), ("bite", "", "sitemap", TYPO3),
)
WAYS: dict[str, Way] = {
    "navigation": ways.navigation, "icon": ways.icon, "image": ways.image, "two-clicks": ways.two_clicks, "career-page": ways.career_page, "footer": ways.footer,
    "redirect-301": ways.redirect_to(301), "redirect-302": ways.redirect_to(302), "meta-refresh": ways.meta_refresh, "meta-refresh-bare": ways.meta_refresh_bare,
    "script-redirect": ways.script_redirect, "sitemap": ways.sitemap, "robots": ways.robots, "news": ways.news, "words": ways.words, "button": ways.button, "city": ways.city,
    "english": ways.english, **{f"frame-{kind}": ways.frame(kind) for kind in widgets.FRAMES}}
#: Where a platform's list is found at an address of a vendor, as employers link to it.
VENDORS = {
    "softgarden": "https://beispielland.career.softgarden.de/", "rexx": "https://beispielland-portal.rexx-systems.com/stellenangebote.html", "dvinci": "https://beispielland.dvinci-hr.com/de/jobs",
    "onlyfy": "https://beispielland.onlyfy.jobs/", "successfactors": "https://career5.sapsf.eu/career?company=beispielland",
    "interamt": "https://www.interamt.de/koop/app/trefferliste?partner=4711", "personio": "https://beispielland.jobs.personio.de/", "concludis": "https://beispielland.concludis.de/",
    "hr4you": "https://beispielland.hr4you.org/", "umantis": "https://recruitingapp-4711.de.umantis.com/Jobs/All", "beesite": "https://beispielland.app.beesite.de/",
    "recruitee": "https://beispielland.recruitee.com/", "greenhouse": "https://boards.greenhouse.io/beispielland", "lever": "https://jobs.lever.co/beispielland",
    "smartrecruiters": "https://careers.smartrecruiters.com/Beispielland", "teamtailor": "https://beispielland.teamtailor.com/jobs",
    "workday": "https://beispielland.wd3.myworkdayjobs.com/Karriere", "join": "https://join.com/companies/beispielland", "bite": "https://beispielland.b-ite.careers/",
    "mein_check_in": "https://www.mein-check-in.de/beispielland/overview"}
#: What the page itself tells beside the address.
WIDGET_PARAMS: dict[str, dict[str, Any]] = {"greenhouse": {"board": BOARD}, "onlyfy": {"list": TOKEN}}


def led(platform: str, s: Scene) -> Expected:
    """The portal that stands beside the website."""
    return Expected((platform,), (s.portal,), s.portal_base)


def embedded(platform: str, cms: Cms, s: Scene) -> Expected:
    """BITE and Greenhouse are read from the page that embeds them; the others name their portal."""
    career = s.home + cms.path("karriere")
    own = platform in ("bite", "greenhouse")
    portals = (career, VENDORS["greenhouse"]) if platform == "greenhouse" else (career,) if own else (s.portal, career)
    return Expected((platform,), portals, s.home if own else s.portal_base, WIDGET_PARAMS.get(platform), career=career)


def vendor_link(address: str, s: Scene, cms: Cms) -> Draft:
    main = f'{ways.CAREER}<p><a href="{address.replace("&", "&amp;")}">Zu unseren Stellenangeboten</a></p>'
    return Draft({"": ("Startseite", ways.WELCOME), "karriere": ("Karriere", main)}, [*NAV, ("Karriere", "karriere")])


def _sites() -> list[Site]:
    who: Callable[[int], Employer] = lambda n: EMPLOYERS[n % len(EMPLOYERS)]  # noqa: E731
    found = [Site("-".join(filter(None, (platform, variant, way))), pages_of(WAYS[way], cms), partial(led, platform), who(n), platform, variant)
             for n, (platform, variant, way, cms) in enumerate(ROWS)]
    for n, platform in enumerate(widgets.WIDGETS):
        kinds = widgets.CONSENTS if platform == "bite" else ("plain", list(widgets.CONSENTS)[1 + n % 6], list(widgets.CONSENTS)[1 + (n + 3) % 6])
        for kind in kinds:
            cms = (TYPO3, WORDPRESS)[n % 2]
            variant = "list" if platform == "onlyfy" else ""
            found.append(Site(f"{platform}-widget-{kind}", pages_of(ways.widget(platform, kind), cms), partial(embedded, platform, cms), who(n), platform, variant))
    for n, (platform, address) in enumerate(VENDORS.items()):
        cms = (TYPO3, WORDPRESS, DRUPAL, HOME_MADE)[n % 4]
        found.append(Site(f"vendor-{platform}", pages_of(partial(vendor_link, address), cms), partial(_vendor, platform, address), who(n), platform, vendor=True))
    return found


def _vendor(platform: str, address: str, s: Scene) -> Expected:
    return Expected((platform,), (address,), address)


SITES = _sites()
