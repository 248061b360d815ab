"""Lists of vacancies that no platform recognises: links with the words of ads, pages with JobPosting, feeds, sitemaps."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlsplit

from parsel import Selector

from spiders.jobposting import job_postings
from spiders.links import JOB_LINK
from spiders.locating import Candidate, origin
from spiders.look import Look, words_of
from spiders.page import Page
from spiders.paging import next_page
from spiders.words import FACTS, GENDER, POOL, is_career

_DULL = re.compile(r"^\W*(?:mehr|weiter|details?|pdf|download|zur (?:stelle|ausschreibung|anzeige)|jetzt bewerben|ansehen|anzeigen|hier|lesen|bewerben|link|»|→)\b", re.IGNORECASE)
_ROW = ("li", "tr", "article", "dd", "dt")
_FRAME = ("body", "main", "section", "ul", "ol", "table", "tbody", "html")
#: Where lists say how they go on, the clearest first.
_PAGES = ("a[rel~=next]", ".pagination a", ".pager a", ".f3-widget-paginator a", "[class*=pagin] a", "[class*=pagebrowser] a", "[class*=browse] a", "nav[aria-label*=eite] a", "a.next", "a.weiter")
_PDF = re.compile(r"\.pdf(?:$|\?)", re.IGNORECASE)
_TENDER = re.compile(r"vergabe|\bVOB\b|\bVgV\b|\bUVgO\b|lieferung|leistungsverzeichnis|submission|angebotsfrist|bieter", re.IGNORECASE)


@dataclass
class Row:
    """One entry of a list: the link to the ad and the element that holds all that is said of it."""

    url: str
    words: str
    link: Any
    element: Any


def rows(look: Look, career: bool) -> list[Row]:
    """Entries whose words are those of ads, each address once. Pay and terms tell only on a page about working there."""
    if not look.is_markup or look.is_sitemap:
        return []
    found: dict[str, Row] = {}
    for link in list(look.page.selector.root.iter("a"))[:800]:
        url = _url(look, link)
        if not url or ("#" not in url and urlsplit(url).path == urlsplit(look.url).path and not urlsplit(url).query):
            continue
        own = words_of(link)
        element = _row(look, link, url)
        words = words_of(element)
        if len(words) > 1500 or POOL.search(own) or _TENDER.search(words):
            continue
        if GENDER.search(own) or GENDER.search(words[:400]) or (career and FACTS.search(words) and not _in_frame(link)):
            known = found.get(url)
            if known is None or (_DULL.match(known.words) and not _DULL.match(own)):
                found[url] = Row(url, own, link, element)
    return list(found.values())


def children(look: Look) -> list[Row]:
    """Links to pages whose address lies below that of a list: content management systems do so."""
    path = re.sub(r"(?:index|_node)?\.(?:html?|php)$", "", urlsplit(look.url).path).rstrip("/")
    found: dict[str, Row] = {}
    for link in list(look.page.selector.root.iter("a"))[:800] if path else ():
        url = _url(look, link)
        if origin(url or look.url) == origin(look.url) and urlsplit(url).path.startswith(f"{path}/") and len(words_of(link)) > 5 and not _in_frame(link) and not _PDF.search(url):
            found.setdefault(url, Row(url, words_of(link), link, _row(look, link, url)))
    return [row for row in found.values() if not POOL.search(row.words) and not re.search(r"/(?:feed|page|seite)(?:/|$)", row.url)]


def _url(look: Look, link: Any) -> str:
    href = (link.get("href") or "").strip()
    if len(href) > 1 and href[0] == "#" and GENDER.search(words_of(link)):  # an ad further down on the same page
        return look.url.partition("#")[0] + href
    if not href or href.startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
        return ""
    url = urldefrag(look.page.join(href)).url
    return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else ""


def _row(look: Look, link: Any, url: str) -> Any:
    """The largest element around a link that leads nowhere else."""
    element = link
    while (parent := element.getparent()) is not None and parent.tag not in _FRAME and element.tag not in _ROW:
        if any(_url(look, other) not in ("", url) for other in parent.iter("a")):
            break
        element = parent
    return element


def _in_frame(link: Any) -> bool:
    return any(ancestor.tag in ("nav", "header", "footer", "aside") for ancestor in link.iterancestors())


def generic(look: Look, jsonld_links: list[str], career: bool) -> Iterator[Candidate]:
    """Candidates of jsonld, html and feed that a page gives away. ``jsonld_links`` are what jsonld takes for ads by default.

    ``career``: the page is about working there. On another one only ads with markup for machines are believed.
    """
    if look.is_sitemap:
        yield from _of_sitemap(look)
        return
    if not look.is_markup:
        if re.search(r"<(?:rss|feed|rdf:RDF)\b", look.page.text[:2000]):
            yield Candidate("feed", look.url, "the page is a feed", look.url, 42)
        return
    records = job_postings(look.page)[0] if "jobposting" in look.page.text.lower() else []
    if len(records) > 1:
        yield Candidate("jsonld", look.url, f"the page carries {len(records)} JobPostings", look.url, 62)
    career = career or is_career("", look.headings)
    entries = rows(look, career)
    if entries and (career or len(entries) > 1):
        yield from _of_entries(look, entries, jsonld_links, career)
    elif career:
        yield from _of_children(look, jsonld_links)
    for lead in look.leads:
        if lead.kind == "alternate" and re.search(r"rss|atom", f"{lead.text} {lead.url}") and (career or is_career(lead.url, lead.text)):
            yield Candidate("feed", lead.url, f"the page offers the feed {lead.url}", look.url, 36,
                            note="absence means nothing in a feed of the newest: set params.stock = true only if it holds everything that is open")


def _of_entries(look: Look, entries: list[Row], jsonld_links: list[str], career: bool) -> Iterator[Candidate]:
    urls = [entry.url for entry in entries if not _PDF.search(entry.url) and "#" not in entry.url]
    if urls:
        yield Candidate("jsonld", look.url, f"{len(entries)} links with the words of ads", look.url, 46 + min(len(urls), 5), link_params(urls, jsonld_links))
    if career:
        yield Candidate("html", look.url, f"{len(entries)} links with the words of ads, without JobPosting", look.url, 40 + min(len(entries), 5), row_params(look.page, entries))


def _of_children(look: Look, jsonld_links: list[str]) -> Iterator[Candidate]:
    inner = children(look)
    if jsonld_links:
        yield Candidate("jsonld", look.url, f"{len(jsonld_links)} links like those of ads", look.url, 37)
    if inner:
        urls = [entry.url for entry in inner]
        yield Candidate("jsonld", look.url, f"{len(inner)} pages below the list", look.url, 36, link_params(urls, jsonld_links))
        yield Candidate("html", look.url, f"{len(inner)} pages below the list, without JobPosting", look.url, 33, row_params(look.page, inner))


def _of_sitemap(look: Look) -> Iterator[Candidate]:
    jobs = [lead.url for lead in look.leads if JOB_LINK.search(lead.url)]
    if jobs and not re.search(r"<(?:\w+:)?sitemapindex", look.page.text[:3000]):
        yield Candidate("jsonld", look.url, f"{len(jobs)} addresses like those of ads in the sitemap", look.url, 44, note="the portal is a sitemap: no page was found on which readers see the list")


def link_params(urls: list[str], by_default: list[str]) -> dict[str, Any]:
    """``params.link`` where what jsonld takes for ads by default is not what the words of the page say."""
    if set(urls) <= set(by_default) and len(by_default) <= 1.2 * len(urls):
        return {}
    pattern = pattern_of(urls)
    return {"link": pattern} if pattern else {}


def pattern_of(urls: list[str]) -> str:
    """A pattern that the addresses have in common and others hardly; empty where there is none."""
    origins, paths = {origin(url) for url in urls}, [urlsplit(url).path for url in urls]
    queries = [dict(parse_qsl(urlsplit(url).query)) for url in urls]
    if len(origins) != 1:
        return ""
    if len(set(paths)) == 1 and queries[0]:
        names = [name for name in queries[0] if all(name in query for query in queries) and (len(urls) == 1 or len({query[name] for query in queries}) > 1)]
        return f"{re.escape(paths[0])}\\?(?:.*&)?{re.escape(names[0])}=" if names else ""
    folder = f"{posixpath.commonpath([path.rstrip('/').rpartition('/')[0] or '/' for path in paths]).rstrip('/')}/"
    if folder != "/":
        return f"{re.escape(folder)}[^/?#][^?#]*$"
    return r"-\d+(?:\.html?)?/?$" if all(re.search(r"-\d+(?:\.html?)?/?$", path) for path in paths) else ""


def row_params(page: Page, entries: list[Row]) -> dict[str, Any]:
    """CSS selectors for platform html, derived from the entries."""
    signature: str = Counter(_signature(entry.element) for entry in entries).most_common(1)[0][0]
    members = [entry for entry in entries if _signature(entry.element) == signature]
    params: dict[str, Any] = {"row": signature}
    if all("#" in entry.url for entry in members):
        params["link"] = "a::attr(href)"
    if all(_DULL.match(entry.words) or not entry.words for entry in members):
        title = next((name for name in ("h2", "h3", "h4", "h5", "strong", "td", "b") if all(entry.element.find(f".//{name}") is not None for entry in members)), None)
        params |= {"title": title} if title else {}
    for name, pattern in (("place", r"\b(?:ort|standort|location|place|city)\b|arbeitsort|dienstort"), ("until", r"frist|deadline|bewerbungsschluss|valid")):
        if found := _inner(members, pattern):
            params[name] = found
    if further := next((query for query in _PAGES if next_page(page, page.selector.css(query))), None):
        params["next"] = further
    return params


def _signature(element: Any) -> str:
    """A CSS selector of an element by its name and classes, else by those of its parent."""
    names = [name for name in (element.get("class") or "").split() if re.fullmatch(r"[a-zA-Z_][\w-]*", name) and not re.search(r"\d|odd|even|first|last|active", name)]
    if names:
        return str(element.tag) + "".join(f".{name}" for name in names[:2])
    steps = [element.tag]
    for parent in element.iterancestors():
        marker = parent.get("id") if re.fullmatch(r"[a-zA-Z_][\w-]*", parent.get("id") or "") else None
        classes = [name for name in (parent.get("class") or "").split() if re.fullmatch(r"[a-zA-Z_][\w-]*", name)]
        if marker or classes or parent.tag in ("main", "body"):
            return " ".join([f"#{marker}" if marker else parent.tag + (f".{classes[0]}" if classes else ""), *steps])
        steps.insert(0, parent.tag)
    return " ".join(steps)


def _inner(members: list[Row], pattern: str) -> str:
    for element in members[0].element.iter():
        for name in (element.get("class") or "").split() if isinstance(element.tag, str) else ():
            if re.search(pattern, name, re.IGNORECASE) and re.fullmatch(r"[a-zA-Z_][\w-]*", name):
                return f".{name}"
    return ""


def text_selector(page: Page) -> str:
    """Where the ad's text stands on its own page."""
    for query in ("main article", "article", "main", "[role=main]", "#content", ".content", "#main"):
        found = page.selector.css(query)
        if len(found) == 1 and len(" ".join(found.css("::text").getall())) > 200:
            return query
    return "body"


def fits(page: Page, params: dict[str, Any], entries: int) -> bool:
    """Whether a row's selector finds the entries and not the rest of the page too."""
    try:
        found = Selector(text=page.text, type="html").css(str(params["row"]))
    except ValueError:
        return False
    return entries <= len(found) <= 1.5 * entries + 2
