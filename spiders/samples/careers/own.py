"""Websites that carry their ads themselves: lists of TYPO3, WordPress, Drupal, GSB, home-made pages and PDF files."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from html import escape

from spiders.samples.careers.cms import DRUPAL, FOOTER_EN, GSB, HOME_MADE, NAV, NAV_EN, TYPO3, WORDPRESS, Cms, Draft
from spiders.samples.careers.leading import EMPLOYERS
from spiders.samples.careers.site import Expected, Page, Raw, Scene, Site
from spiders.samples.careers.ways import CAREER, WELCOME, Way, pages_of
from spiders.samples.play import deadline, german, rfc822
from spiders.samples.wire import schema
from spiders.samples.world import Ad


def _block(ad: Ad, url: str) -> str:
    return f'<script type="application/ld+json">{json.dumps(schema(ad, url), ensure_ascii=False).replace("</", "<" + chr(92) + "/")}</script>'


def _pages(s: Scene, cms: Cms, draft: Draft, paths: dict[str, Ad], *, data: bool) -> Draft:
    """``draft`` with a page for each ad at its path."""
    files = dict(draft.files)
    for path, ad in paths.items():
        head = _block(ad, s.home + path) if data else ""
        page = Draft({"": (ad.title, ad.html)}, draft.nav, draft.footer, heads={"": head}, lang=draft.lang)
        files[path] = cms.render(page, s)["/"]
    return Draft(draft.pages, draft.nav, draft.footer, files, draft.heads, draft.tools, draft.lang)


def _until(ad: Ad) -> str:
    until = deadline(ad)
    return f'<span class="frist">Bewerbungsfrist: {german(until)}</span>' if until else ""


def typo3_chash(s: Scene, cms: Cms) -> Draft:
    """A list of an extension: details by parameters with a cHash that changes with every build."""
    def path(ad: Ad) -> str:
        chash = hashlib.md5(f"{ad.number}{s.day}".encode(), usedforsecurity=False).hexdigest()
        return f"/karriere/stellenangebote/?tx_stellen_list%5Baction%5D=show&tx_stellen_list%5Bjob%5D={ad.number}&cHash={chash}"
    rows = "".join(f'<li class="tx-as-jobs-list"><h3><a href="{escape(path(ad))}">{escape(ad.title)}</a></h3><span class="ort">{escape(ad.place[1])}</span>{_until(ad)}</li>' for ad in s.ads)
    draft = Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER), "karriere/stellenangebote": ("Stellenangebote", f'<ul class="jobs">{rows}</ul>')},
                  [*NAV, ("Karriere", "karriere"), ("Stellenangebote", "/karriere/stellenangebote/")])
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=False)


def typo3_data(s: Scene, cms: Cms) -> Draft:
    """Jobs of an extension that writes JSON-LD into each page."""
    def path(ad: Ad) -> str:
        return f"/arbeiten-bei-uns/offene-stellen/stelle/{ad.slug}-{ad.number}/"
    rows = "".join(f'<article class="job-list-item"><h3><a href="{path(ad)}" title="{escape(ad.title)}">{escape(ad.title)}</a></h3><p>{escape(ad.place[1])}</p></article>' for ad in s.ads)
    draft = Draft({"": ("Startseite", WELCOME), "arbeiten-bei-uns": ("Arbeiten bei uns", f'{CAREER}<p><a href="/arbeiten-bei-uns/offene-stellen/">Alle offenen Stellen</a></p>'),
                   "arbeiten-bei-uns/offene-stellen": ("Offene Stellen", rows)}, [*NAV, ("Arbeiten bei uns", "arbeiten-bei-uns")])
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=True)


def _sitemap(kind: str, locs: list[str]) -> Raw:
    inner, outer = ("sitemap", "sitemapindex") if kind == "index" else ("url", "urlset")
    rows = "".join(f"<{inner}><loc>{escape(loc)}</loc></{inner}>" for loc in locs)
    return Raw("application/xml; charset=UTF-8", f'<?xml version="1.0" encoding="UTF-8"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{outer}>'.encode())


def wordpress(s: Scene, cms: Cms, *, listed: bool) -> Draft:
    """A post type "jobs", in the sitemaps that WordPress makes by itself; its archive is linked, or only a picture book of a career page is."""
    def path(ad: Ad) -> str:
        return f"/jobs/{ad.slug}-{ad.number}/"
    files: dict[str, Page] = {
        "/wp-sitemap.xml": _sitemap("index", [f"{s.home}/wp-sitemap-posts-{kind}-1.xml" for kind in ("post", "page", "jobs")] + [f"{s.home}/wp-sitemap-users-1.xml"]),
        "/wp-sitemap-posts-page-1.xml": _sitemap("urls", [s.home + "/", s.home + "/kontakt/"]), "/wp-sitemap-posts-post-1.xml": _sitemap("urls", [s.home + "/aktuelles/"]),
        "/wp-sitemap-users-1.xml": _sitemap("urls", []), "/wp-sitemap-posts-jobs-1.xml": _sitemap("urls", [s.home + path(ad) for ad in s.ads]),
        "/robots.txt": Raw("text/plain", f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {s.home}/wp-sitemap.xml\n".encode())}
    rows = "".join(f'<li class="wp-block-post jobs type-jobs status-publish"><h2 class="wp-block-post-title"><a href="{s.home}{path(ad)}">{escape(ad.title)}</a></h2></li>' for ad in s.ads)
    pages = {"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER)} | ({"jobs": ("Jobs", f'<ul class="wp-block-post-template">{rows}</ul>')} if listed else {})
    draft = Draft(pages, [*NAV, ("Karriere", "karriere"), *([("Jobs", "jobs")] if listed else [])], files=files)
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=True)


def rss(s: Scene, cms: Cms) -> Draft:
    """Announced as a feed beside the list; the feed holds all of them."""
    def path(ad: Ad) -> str:
        return f"/stellen/{ad.slug}-{ad.number}/"
    items = "".join(f'<item><title>{escape(ad.title)}</title><link>{s.home}{path(ad)}</link><guid isPermaLink="true">{s.home}{path(ad)}</guid><pubDate>{rfc822(ad.born)}</pubDate>'
                    f"<description><![CDATA[{ad.html}]]></description></item>" for ad in s.ads)
    feed = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Stellenangebote</title><link>{s.home}/stellen/</link><description>Alle offenen Stellen</description>{items}</channel></rss>'
    rows = "".join(f'<p><a href="{path(ad)}">{escape(ad.title)}</a></p>' for ad in s.ads)
    draft = Draft({"": ("Startseite", WELCOME), "stellen": ("Stellenangebote", rows)}, [*NAV, ("Stellen", "stellen")], files={"/stellen/rss.xml": Raw("application/rss+xml", feed.encode())},
                  heads={"stellen": '<link rel="alternate" type="application/rss+xml" title="Stellenangebote als RSS" href="/stellen/rss.xml">'})
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=False)


def pdf(s: Scene, cms: Cms) -> Draft:
    """A small town: each ad is a PDF file."""
    def path(ad: Ad) -> str:
        return f"/fileadmin/user_upload/Stellen/Stellenausschreibung_{ad.slug}_{ad.number}.pdf"
    rows = "".join(f'<li><a href="{path(ad)}" class="download" type="application/pdf">Stellenausschreibung {escape(ad.title)}</a> (PDF, 214 kB){_until(ad)}</li>' for ad in s.ads)
    file = Raw("application/pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    return Draft({"": ("Startseite", WELCOME), "stellenausschreibungen": ("Stellenausschreibungen", f"<p>Wir suchen zum nächstmöglichen Zeitpunkt:</p><ul>{rows}</ul>")},
                 [("Rathaus", "rathaus"), ("Bürgerservice", "buergerservice"), ("Stellenausschreibungen", "stellenausschreibungen")], files={path(ad): file for ad in s.ads})


def accordion(s: Scene, cms: Cms) -> Draft:
    """All ads on one page, each under its own heading, none with an address of its own but an anchor."""
    rows = "".join(f'<details class="accordion" id="stelle-{ad.number}"><summary><h3>{escape(ad.title)}</h3></summary>{ad.html}</details>' for ad in s.ads)
    links = "".join(f'<li><a href="#stelle-{ad.number}">{escape(ad.title)}</a></li>' for ad in s.ads)
    return Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", f"<ul>{links}</ul>{rows}")}, [*NAV, ("Karriere", "karriere")])


def gsb(s: Scene, cms: Cms) -> Draft:
    """The federal government's page builder: a list of teasers, headings in headings, addresses under SharedDocs."""
    def path(ad: Ad) -> str:
        return f"/SharedDocs/Stellenangebote/DE/{ad.slug}-{ad.number}.html?nn=1042"
    rows = "".join(f'<div class="c-joboffer-list-item"><h2 class="c-joboffer-list-item__headline"><a href="{path(ad).lstrip("/")}" class="c-joboffer-list-item__link">{escape(ad.title)}</a></h2>'
                   f'<dl><dt>Ort</dt><dd>{escape(ad.place[1])}</dd></dl>{_until(ad)}</div>' for ad in s.ads)
    draft = Draft({"": ("Startseite", WELCOME), "karriere": ("Karriere", CAREER + rows)}, [*NAV, ("Karriere", "karriere")])
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=False)


def english(s: Scene, cms: Cms) -> Draft:
    """In English only; the pages carry JSON-LD."""
    def path(ad: Ad) -> str:
        return f"/vacancies/{ad.number}-{ad.slug}"
    rows = "".join(f'<div class="views-row"><a href="{path(ad)}">{escape(ad.title)}</a></div>' for ad in s.ads)
    draft = Draft({"": ("Home", "<p>Digital services for local government.</p>"), "work-with-us": ("Work with us", f"<h2>Current vacancies</h2>{rows}")},
                  [*NAV_EN, ("Work with us", "work-with-us")], FOOTER_EN, lang="en")
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=True)


def table(s: Scene, cms: Cms) -> Draft:
    """A table that somebody keeps by hand: title, place, deadline, "mehr"."""
    def path(ad: Ad) -> str:
        return f"/stellen/{ad.number}.htm"
    rows = "".join(f"<tr><td>{escape(ad.title)}</td><td>{escape(ad.place[1])}</td><td>{german(deadline(ad)) or 'laufend'}</td><td><a href=\"{path(ad)}\">mehr</a></td></tr>" for ad in s.ads)
    draft = Draft({"": ("Startseite", WELCOME), "stellen": ("Freie Stellen", f"<table border=1><tr><th>Stelle</th><th>Ort</th><th>Frist</th><th></th></tr>{rows}</table>")},
                  [*NAV, ("Freie Stellen", "stellen")])
    return _pages(s, cms, draft, {path(ad): ad for ad in s.ads}, data=False)


def _here(platforms: tuple[str, ...], paths: tuple[str, ...], s: Scene) -> Expected:
    return Expected(platforms, tuple(s.home + path for path in paths))


ROWS: tuple[tuple[str, Way, Cms, tuple[str, ...], tuple[str, ...]], ...] = (
    ("own-typo3-chash", typo3_chash, TYPO3, ("html",), ("/karriere/stellenangebote/",)),
    ("own-typo3-jsonld", typo3_data, TYPO3, ("jsonld",), ("/arbeiten-bei-uns/offene-stellen/",)),
    ("own-wordpress-jobs", partial(wordpress, listed=True), WORDPRESS, ("jsonld",), ("/jobs/", "/wp-sitemap-posts-jobs-1.xml", "/wp-sitemap.xml")),
    ("own-wordpress-sitemap-only", partial(wordpress, listed=False), WORDPRESS, ("jsonld",), ("/wp-sitemap-posts-jobs-1.xml", "/wp-sitemap.xml")),
    ("own-rss", rss, WORDPRESS, ("feed", "html"), ("/stellen/rss.xml", "/stellen/")),
    ("own-pdf", pdf, TYPO3, ("html",), ("/stellenausschreibungen/",)),
    ("own-accordion", accordion, DRUPAL, ("html",), ("/de/karriere",)),
    ("own-gsb", gsb, GSB, ("html",), ("/DE/Karriere/karriere_node.html",)),
    ("own-english", english, DRUPAL, ("jsonld",), ("/de/work-with-us",)),
    ("own-table", table, HOME_MADE, ("html",), ("/stellen.htm",)),
)
SITES = [Site(name, pages_of(way, cms), partial(_here, platforms, paths), EMPLOYERS[n % len(EMPLOYERS)], count=6) for n, (name, way, cms, platforms, paths) in enumerate(ROWS)]
