"""How lists say how much they hold and where they go on: counts in words, links to the next page, query strings."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from parsel import Selector, SelectorList

from spiders.page import Page

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_NOUN = r"(?:Stelle|Treffer|Job|Position|Angebot|Anzeige|Ausschreibung|Ergebnis|Vakanz|Eintr|vacanc|result|opening)"
#: Numbers that count no postings: dates, times, page numbers, page sizes.
_OTHER = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b\d{1,2}:\d{2}\b|\b(?:Seite|page)\s*\d+(?:\s*(?:von|of|/)\s*\d+)?|\b\d+\s*(?:\w+\s+)?(?:pro|je|per)\s+(?:Seite|page)"
                    r"|\b\d+\s+(?:Seiten|pages)\b", re.IGNORECASE)
_COUNTS = (rf"{_NUMBER}\s+(?:[\w/()-]+\s+){{0,2}}?{_NOUN}", rf"\b(?:von|of|insgesamt|gesamt|total)\s*:?\s*{_NUMBER}", rf"{_NOUN}[\w/()-]*\s*(?:gefunden)?\s*:\s*{_NUMBER}")
_NEXT = re.compile(r"^\W*(?:weiter|nächste|naechste|vor|next|mehr (?:laden|anzeigen))\b|^[\s›»>→]+$", re.IGNORECASE)
_BACK = re.compile(r"^\W*(?:zurück|vorherige|previous|prev|erste|first|letzte|last)\b|^[\s‹«<←]+$", re.IGNORECASE)
#: What marks the number of the current page.
_CURRENT = "ancestor-or-self::*[self::a or self::li or self::span][contains(@class,'active') or contains(@class,'current') or @aria-current]"


def cut_off(text: str, *tags: str) -> bool:
    """Whether the last of these elements in an XML text is not closed: what stands in it is not whole."""
    for tag in tags:
        start = max((found.start() for found in re.finditer(rf"<{tag}[\s>]", text)), default=-1)
        if start >= 0 and not re.search(rf"</{tag}>", text[start:]):
            return True
    return False


def count_in(text: str) -> int | None:
    """How many postings "Treffer 1 - 25 von 1.230" or "Es wurden 30 offene Stellen gefunden" speak of; None where that is not clear."""
    plain = _OTHER.sub(" ", " ".join(text.split()))
    found = [number for pattern in _COUNTS for number in re.findall(pattern, plain, re.IGNORECASE)] or re.findall(_NUMBER, plain)
    counts = {int(number.replace(".", "")) for number in found}
    if not counts:
        return 0 if re.search(rf"\b(?:keine|no)\s+(?:\w+\s+){{0,2}}{_NOUN}", plain, re.IGNORECASE) else None
    return max(counts) if len(counts) == 1 or any(re.search(pattern, plain, re.IGNORECASE) for pattern in _COUNTS) else None


def with_query(url: str, **values: object) -> str:
    """``url`` with these values in its query string, in place of older ones; the others stay, the fragment goes."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in values]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*kept, *((name, str(value)) for name, value in values.items())]), ""))


def query_number(url: str, name: str, default: int) -> int:
    """A number of the query string."""
    return next((int(value) for key, value in parse_qsl(urlsplit(url).query) if key == name and value.isdecimal()), default)


def next_page(page: Page, links: SelectorList[Selector]) -> str | None:
    """The next page among ``links``: the one that says so, else the number after the current one, else the only one."""
    here, there, numbered, current = page.url.split("#")[0], [], {}, 0
    for link in links:
        href, text = (link.attrib.get("href") or "").strip(), " ".join(" ".join(link.css("::text").getall()).split())
        url = page.join(href).split("#")[0]
        if text.isdecimal():
            numbered[int(text)] = url
            current = int(text) if url == here or link.xpath(_CURRENT) else current
        if href and not href.startswith(("#", "javascript:", "mailto:")) and url != here and "disabled" not in link.attrib.get("class", ""):
            there.append((url, text, link))
    for url, text, link in there:
        if "next" in link.attrib.get("rel", "").split() or _NEXT.search(text) or _NEXT.search(link.attrib.get("title") or link.attrib.get("aria-label") or ""):
            return url
    if numbered:
        return numbered.get((current or _current(here, numbered)) + 1)
    other = [url for url, text, _ in there if not _BACK.search(text)]
    return other[0] if len(other) == 1 else None


def _current(here: str, numbered: dict[int, str]) -> int:
    """The number of this page: reckoned from what counts in the links' addresses, else the first one without a link."""
    counts = {number: _counts(url) for number, url in numbered.items()}
    mine = _counts(here)
    for name in dict.fromkeys(name for found in counts.values() for name in found):
        points = [(number, found[name]) for number, found in counts.items() if name in found]
        (first, low), (last, high) = points[0], points[-1]
        step = (high - low) // (last - first) if last != first else 1
        if step and (high != low or (last == first and mine.get(name) != low)):
            return first + (mine[name] - low) // step if name in mine else 1
    missing = next((number for number in range(1, max(numbered)) if number not in numbered), 0)
    return missing or 1


def _counts(url: str) -> dict[str, int]:
    """The numbers in an address by which pages may be told apart: of its query, and at the end of /page/2/."""
    parts = urlsplit(url)
    found = {name: int(value) for name, value in parse_qsl(parts.query) if value.isdecimal()}
    inside = re.search(r"/(?:page|seite|p)[/-]?(\d+)/?$", parts.path, re.IGNORECASE)
    return {**found, "/": int(inside[1])} if inside else found

