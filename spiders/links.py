"""Which links of a page lead to jobs, which to the list's further pages, and what identifies a job in its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from parsel import Selector, SelectorList

from spiders.outcomes import same_site
from spiders.page import Page

#: What addresses of single jobs have in common.
JOB_LINK = re.compile(r"/(?:jobs?|stellen?(?:angebote?|anzeigen?|ausschreibung(?:en)?|markt|boerse)?|karriere|vacanc(?:y|ies)|vakanz(?:en)?|ausschreibung(?:en)?|position(?:en|s)?|offers?)"
                      r"/(?:[^?#]*/)?[^/?#]*(?:\d|-)[^/?#]*/?(?:[?#].*)?$|[?&](?:job|jobid|stelle|id)=\w+|stellenangebot[\w-]*-\d+"
                      r"|[?&]tx_\w+(?:\[|%5B)\w*(?:job|stelle|offer|vacanc|position|uid)\w*(?:\]|%5D)=\d+", re.IGNORECASE)
NOT_JOB = re.compile(r"\.(?:css|js|png|jpe?g|svg|gif|ico|xml|pdf|zip|ics|rss)(?:\?|$)"
                      r"|/(?:feed|rss|impressum|datenschutz|barrierefreiheit|login|faq|kontakt|page|seite|tag|kategorie|category|bewerben|bewerbung|apply)(?:/|$|\?)", re.IGNORECASE)
#: How job titles give themselves away: (m/w/d), Mitarbeiter*in, Ausbildung, EG 9b.
_TITLE = re.compile(r"[(\[]\s*[mwdfxgia]\s*[/|,]\s*[mwdfxgia](?:\s*[/|,]\s*\w\*?)?\s*[)\]]|\w[:*_/·-]in(?:nen)?\b|\w[:*_](?:r|e)\b|\bAusbildung zu|\bDuales Studium|\b(?:EG|E|A)\s?\d{1,2}[a-c]?\b")
_OPENS = re.compile(r"(?:location(?:\.href)?\s*=|window\.open\s*\(|location\.assign\s*\()\s*['\"]([^'\"]+)")
_PAGE_NAME = re.compile(r"page|seite|^(?:p|pg|start|offset|startrow|from)$", re.IGNORECASE)
_NEXT = re.compile(r"^\W*(?:weiter|nächste|naechste|next|mehr (?:laden|anzeigen)|weitere (?:stellen|jobs|ergebnisse|treffer))\b|^[\s›»>→]+$", re.IGNORECASE)
_TRACKING = re.compile(r"utm_|chash$|sid$|sessionid|fbclid|gclid|^(?:source|src|ref|referrer)$", re.IGNORECASE)


def job_links(page: Page, pattern: str = "") -> list[str]:
    """Addresses of jobs on a list page, each once, in order; by ``pattern``, else by their form and by words of job titles."""
    wanted = re.compile(pattern) if pattern else None
    found: dict[str, str] = {}
    rows: dict[str, set[str]] = {}
    aside: set[str] = set()
    for element, href in _references(page):
        url = _untracked(page.join(href).split("#")[0])
        if urlsplit(url).scheme not in ("http", "https") or is_list(url, page.url) or (not wanted and (NOT_JOB.search(url) or not same_site(url, page.url))):
            continue
        found[url] = f"{found.get(url, '')} {_words(element)}".strip()
        rows.setdefault(url, _places(element))
        if element.xpath("ancestor-or-self::*[self::nav or self::header[not(ancestor::article)] or self::footer[not(ancestor::article)]]"):
            aside.add(url)
    if wanted:
        return [url for url in found if wanted.search(url)]
    titled = [url for url, words in found.items() if _TITLE.search(words) and url not in aside]
    shapes = {shape for url in titled if (shape := _shape(url))}
    lists = {place for url in titled for place in rows[url]}
    jobs = [url for url in found if url not in aside and (url in titled or _shape(url) in shapes or rows[url] & lists or JOB_LINK.search(url))]
    return jobs or [url for url in found if JOB_LINK.search(url) and not page.selector.css("main")]


def _references(page: Page) -> Iterator[tuple[Selector, str]]:
    """Elements that lead elsewhere, with the address: links, rows with data-href or onclick."""
    for element in page.selector.css("a[href], [data-href], [data-link], [data-url], [onclick]"):
        opened = _OPENS.search(element.attrib.get("onclick", ""))
        href = element.attrib.get("href") or element.attrib.get("data-href") or element.attrib.get("data-link") or element.attrib.get("data-url") or (opened[1] if opened else "")
        if href.startswith(("javascript:", "#")) and opened:
            href = opened[1]
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            yield element, href


def _places(element: Selector) -> set[str]:
    """Where an element stands in its page, with one number open each: rows of one list have such a place in common."""
    steps = str(element.root.getroottree().getpath(element.root)).split("/")
    return {"/".join([*steps[:at], re.sub(r"\[\d+\]", "[]", step), *steps[at + 1:]]) for at, step in enumerate(steps) if step.endswith("]")}


def _untracked(url: str) -> str:
    """``url`` without the marks of campaigns."""
    return re.sub(r"[?&]$", "", re.sub(r"(?<=[?&])(?:utm_\w+|fbclid|gclid)=[^&#]*&?", "", url)) if re.search(r"[?&](?:utm_|fbclid|gclid)", url) else url


def _words(element: Selector) -> str:
    """A link's own words, with those of its row where it only says "more"."""
    texts = [*element.css("::text").getall(), element.attrib.get("title", ""), element.attrib.get("aria-label", "")]
    row = element.xpath("ancestor::*[self::li or self::tr or self::article or self::div][1]").xpath("string()").get() or ""
    return " ".join(" ".join([*texts, row if len(row) < 400 else ""]).split())


def _shape(url: str) -> tuple[object, ...] | None:
    """What addresses of one kind have in common; None where that says too little."""
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    names = tuple(sorted(name for name, _ in parse_qsl(parts.query) if not _TRACKING.search(name)))
    number, ending = bool(re.search(r"\d{2,}", last)), last.rpartition(".")[2] if "." in last else ""
    if not folders and not number and not names:
        return None
    return parts.netloc, tuple(re.sub(r"\d+", "0", folder) for folder in folders), (number or "-" in last, ending) if not names else last, names


def is_list(url: str, page_url: str) -> bool:
    """A link to the list itself or to another page of it."""
    one, other = urlsplit(url), urlsplit(page_url)
    if one.netloc != other.netloc or _unpaged(one.path) != _unpaged(other.path):
        return False
    names = {name.lower() for name, _ in parse_qsl(one.query)} - {name.lower() for name, _ in parse_qsl(other.query)}
    return all(_PAGE_NAME.search(name) or name in ("sort", "order", "q", "lang", "l", "chash") for name in names) or one.query == other.query


def _unpaged(path: str) -> str:
    return re.sub(r"/(?:page|seite)[/-]?\d+/?$", "", path).rstrip("/")


def page_links(page: Page) -> SelectorList[Selector]:
    """The links among which the next page of the list is."""
    def leads_on(link: Selector) -> bool:
        url = page.join(link.attrib.get("href", ""))
        if "next" in link.attrib.get("rel", "").split():
            return True
        numbered = re.search(r"/(?:page|seite)[/-]?\d+/?$", urlsplit(url).path) or any(
            _PAGE_NAME.search(name) and value.isdecimal() for name, value in parse_qsl(urlsplit(url).query))
        text = " ".join(" ".join(link.css("::text").getall()).split())
        return is_list(url, page.url) and bool(numbered or text.isdecimal() or _NEXT.search(text or link.attrib.get("aria-label", "")))

    return SelectorList([link for link in page.selector.css("link[rel~=next], a[href]") if leads_on(link)])


def external_id(url: str) -> str:
    """What identifies a job in its address: its number, where it has one beside the words of its title; else all that is not tracking."""
    parts = urlsplit(re.sub(r";jsessionid=[^?#/]*", "", url, flags=re.IGNORECASE))
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.search(name)]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    numbered = [(name, value) for name, value in pairs if re.search(r"job|stelle|offer|vacanc|position|ausschreib|posting", name, re.IGNORECASE) and re.search(r"\d", value)]
    if len(numbered) == 1:
        return f"{numbered[0][0]}={numbered[0][1]}{fragment}"
    if pairs:
        return f"{parts.path.strip('/')}?{'&'.join(sorted(f'{name}={value}' for name, value in pairs))}"[:300] + fragment
    segments = parts.path.strip("/").split("/")
    for segment in reversed(segments):
        if re.fullmatch(r"\d{2,}", segment) and not re.fullmatch(r"(?:19|20)\d\d|0[1-9]|1[0-2]", segment):
            return segment + fragment
        if re.fullmatch(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{20,}", segment, re.IGNORECASE):
            return segment + fragment
    last = re.sub(r"\.\w{2,5}$", "", segments[-1])
    numbers = [found[1] for found in (re.search(r"(?:^|[-_])[a-z]?(\d{3,})$", last), re.match(r"(\d{3,})(?=[-_])", last)) if found]
    longest = max((number for number in numbers if not re.fullmatch(r"(?:19|20)\d\d", number)), key=len, default="")
    return (longest or parts.path.strip("/")[:300]) + fragment


def external_ids(urls: list[str]) -> dict[str, str]:
    """Each address with what identifies its job; a number that several have is none (".../amt-321" twice)."""
    counts = Counter(external_id(url) for url in urls)
    return {url: external_id(url) if counts[external_id(url)] == 1 else urlsplit(url).path.strip("/")[:300] + (f"?{urlsplit(url).query}" if urlsplit(url).query else "") for url in urls}
