"""How the websites of employers look to a machine: the frames that TYPO3, WordPress, Drupal, GSB and home-made pages put around a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from spiders.samples.careers.site import Page, Raw, Scene

#: Label (HTML) and target: a slug of the site, or an address that holds a slash or a colon.
Link = tuple[str, str]

NAV: list[Link] = [("Leistungen", "leistungen"), ("Über uns", "ueber-uns"), ("Aktuelles", "aktuelles"), ("Kontakt", "kontakt")]
FOOTER: list[Link] = [("Impressum", "impressum"), ("Datenschutz", "datenschutz"), ("Erklärung zur Barrierefreiheit", "barrierefreiheit")]
NAV_EN: list[Link] = [("Services", "services"), ("About us", "about"), ("News", "news"), ("Contact", "contact")]
FOOTER_EN: list[Link] = [("Legal notice", "legal-notice"), ("Privacy", "privacy")]
#: What a page says of which the site tells nothing of its own.
TEXTS = {
    "leistungen": "Wir betreiben Fachverfahren, Netze und Arbeitsplätze für Städte, Gemeinden und Kreise.", "ueber-uns": "Seit 1974 sind wir der IT-Dienstleister der Kommunen in der Region.",
    "aktuelles": "Der Neubau des Rechenzentrums liegt im Plan. Die Verbandsversammlung tagt im Frühjahr.", "kontakt": "Sie erreichen uns montags bis freitags unter info@example.org.",
    "impressum": "Angaben nach § 5 DDG: Beispielweg 1. Die Umsatzsteuer-Identifikationsnummer lautet DE000000000.",
    "datenschutz": "Wir verarbeiten personenbezogene Daten nur, soweit es nötig ist.", "barrierefreiheit": "Diese Website ist teilweise mit der BITV 2.0 vereinbar.",
}


@dataclass(frozen=True)
class Draft:
    """A website before it is rendered. ``pages``: slug -> title and main part; the home page has the slug "". ``files``: path -> what no CMS renders."""

    pages: dict[str, tuple[str, str]]
    nav: list[Link] = field(default_factory=lambda: NAV)
    footer: list[Link] = field(default_factory=lambda: FOOTER)
    files: dict[str, Page] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    tools: str = ""
    lang: str = "de"


@dataclass(frozen=True)
class Shell:
    """What stands around the main part of one page."""

    scene: Scene
    title: str
    nav: list[Link]
    footer: list[Link]
    head: str
    tools: str
    lang: str

    @property
    def name(self) -> str:
        return escape(self.scene.employer.name)

    def items(self, links: list[Link], css: str = "") -> str:
        return "".join(f'<li class="{css}"><a href="{escape(target)}">{label}</a></li>' for label, target in links)


@dataclass(frozen=True)
class Cms:
    """One way of building websites: where a slug lives, and its frame."""

    path: Callable[[str], str]
    frame: Callable[[Shell, str], str]
    charset: str = "utf-8"

    def target(self, link: str) -> str:
        """A slug's path; any other address as it is."""
        return link if "/" in link or ":" in link or link.startswith("#") else self.path(link)

    def render(self, draft: Draft, scene: Scene) -> dict[str, Page]:
        """All pages by path; slugs that only a navigation names get a page of little text."""
        nav, footer = ([(label, self.target(link)) for label, link in links] for links in (draft.nav, draft.footer))
        named = {link: label for label, link in [*draft.nav, *draft.footer] if self.target(link) != link}
        texts = {slug: (label, f"<p>{TEXTS.get(slug, f'{label}: mehr dazu in Kürze.')}</p>") for slug, label in named.items()} | draft.pages
        found: dict[str, Page] = {}
        for slug, (title, main) in texts.items():
            shell = Shell(scene, title, nav, footer, draft.heads.get(slug, ""), draft.tools, draft.lang)
            found[self.path(slug)] = Raw(f"text/html; charset={self.charset}", self.frame(shell, main).encode(self.charset, "xmlcharrefreplace"))
        return found | draft.files


def _typo3(s: Shell, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{s.lang}">
<head>
<meta charset="utf-8">
<!--
	This website is powered by TYPO3 - inspiring people to share!
	TYPO3 is a free open source Content Management Framework.
-->
<title>{escape(s.title)} | {s.name}</title>
<meta name="generator" content="TYPO3 CMS">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/typo3temp/assets/compressed/merged-7a41.css" media="all">
{s.head}
</head>
<body id="p42" class="page-42 pagelevel-1 language-0 layout-default">
<a class="visually-hidden-focusable" href="#page-content">Zum Hauptinhalt springen</a>
<header id="page-header" class="bp-page-header navbar"><a class="navbar-brand" href="/" title="{s.name}">{s.name}</a>
<nav id="mainnavigation"><ul class="navbar-nav">{s.items(s.nav, "nav-item")}</ul></nav>{s.tools}</header>
<main id="page-content" class="bp-page-content main-section"><!--TYPO3SEARCH_begin-->
<div id="c118" class="frame frame-default frame-type-text frame-layout-0"><h1>{escape(s.title)}</h1>
<div class="ce-bodytext">{main}</div></div>
<!--TYPO3SEARCH_end--></main>
<footer id="page-footer"><ul class="footer-meta">{s.items(s.footer)}</ul><p>Beispieldaten: ein erfundener Arbeitgeber.</p></footer>
<script src="/typo3conf/ext/site/Resources/Public/JavaScript/main.js" defer></script>
</body>
</html>"""


def _wordpress(s: Shell, main: str) -> str:
    return f"""<!doctype html>
<html lang="{s.lang}-DE">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="max-image-preview:large">
<title>{escape(s.title)} &#8211; {s.name}</title>
<link rel="alternate" type="application/rss+xml" title="{s.name} &raquo; Feed" href="{s.scene.home}/feed/">
<link rel="https://api.w.org/" href="{s.scene.home}/wp-json/">
<meta name="generator" content="WordPress 6.8.2">
{s.head}
</head>
<body class="wp-singular page-template-default page page-id-12 wp-theme-amt">
<div class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="{s.scene.home}/" rel="home">{s.name}</a></p>
<nav class="is-responsive wp-block-navigation"><ul class="wp-block-navigation__container">{s.items(s.nav, "wp-block-navigation-item")}</ul></nav>{s.tools}</header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{escape(s.title)}</h1><div class="entry-content wp-block-post-content">{main}</div></main>
<footer class="wp-block-template-part"><ul>{s.items(s.footer)}</ul><p>Beispieldaten: ein erfundener Arbeitgeber.</p></footer>
</div>
</body>
</html>"""


def _drupal(s: Shell, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{s.lang}" dir="ltr" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="utf-8">
<meta name="Generator" content="Drupal 11 (https://www.drupal.org)">
<meta name="MobileOptimized" content="width">
<title>{escape(s.title)} | {s.name}</title>
{s.head}
</head>
<body class="path-node page-node-type-page">
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas>
<header class="region region--header" role="banner"><a href="/" rel="home" class="site-branding__name">{s.name}</a>
<nav class="block-menu navigation menu--main" role="navigation"><ul class="menu" data-drupal-selector="primary-nav-menu--level-1">{s.items(s.nav, "menu-item")}</ul></nav>{s.tools}</header>
<main role="main"><div id="block-amt-content" class="block block-system-main-block"><article data-history-node-id="7" class="node node--type-page">
<h1 class="title page-title">{escape(s.title)}</h1><div class="field field--name-body field__item">{main}</div></article></div></main>
<footer role="contentinfo"><ul class="menu">{s.items(s.footer)}</ul><p>Beispieldaten: ein erfundener Arbeitgeber.</p></footer>
</div>
</body>
</html>"""


def _home_made(s: Shell, main: str) -> str:
    rows = "".join(f'<tr><td><A HREF="{escape(target)}">{label}</A></td></tr>' for label, target in [*s.nav, *s.footer])
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML>
<HEAD>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<TITLE>{escape(s.title)}</TITLE>
{s.head}
</HEAD>
<BODY bgcolor="#FFFFFF">
<table width="960" border="0" cellpadding="0"><tr><td width="180" valign="top"><table class="navi"><tr><td><a href="/">Start</a></td></tr>{rows}</table>{s.tools}</td>
<td valign="top"><FONT face="Arial"><h1>{escape(s.title)}</h1>{main}
<p><small>{s.name}. Beispieldaten: ein erfundener Arbeitgeber.</small></p></FONT></td></tr></table>
</BODY>
</HTML>"""


def _gsb(s: Shell, main: str) -> str:
    return f"""<!doctype html>
<html lang="{s.lang}">
<head>
<base href="{s.scene.home}/">
<meta charset="utf-8">
<title>{s.name} - {escape(s.title)}</title>
<meta name="generator" content="Government Site Builder">
{s.head}
</head>
<body class="gsb startseite js-off lang-de fixed" data-nn="1042">
<div class="l-wrapper"><header class="l-header"><p class="c-logo"><a href="{s.scene.home}/">{s.name}</a></p>
<nav class="c-nav-primary"><ul>{s.items(s.nav, "c-nav-primary__item")}</ul></nav>{s.tools}</header>
<main class="l-content" id="main"><h1 class="isFirstInSlot">{escape(s.title)}</h1>{main}</main>
<footer class="l-footer"><ul>{s.items(s.footer)}</ul><p>Beispieldaten: ein erfundener Arbeitgeber.</p></footer></div>
</body>
</html>"""


def _folder(slug: str) -> str:
    return f"/{slug}/" if slug else "/"


TYPO3 = Cms(_folder, _typo3)
WORDPRESS = Cms(_folder, _wordpress)
DRUPAL = Cms(lambda slug: f"/de/{slug}" if slug else "/", _drupal)
HOME_MADE = Cms(lambda slug: f"/{slug}.htm" if slug else "/", _home_made, "windows-1252")
GSB = Cms(lambda slug: f"/DE/{slug.title()}/{slug}_node.html" if slug else "/", _gsb)
