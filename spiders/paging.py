"""How lists say how much they hold and where they go on: counts in words, links to the next page, query strings."""

from __future__ import annotations

import re
from typing import Any
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


def whole_number(value: Any) -> int | None:
    """A count as number or as digits ("230"); None where it is neither."""
    if isinstance(value, bool):
        return None
    text = str(value).strip() if isinstance(value, (int, str)) else ""
    return int(text) if text.isdecimal() else None


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
    there: list[tuple[str, str, Selector]] = []
    for link in links:
        href = (link.attrib.get("href") or "").strip()
        url = page.join(href).split("#")[0]
        if href and not href.startswith(("#", "javascript:", "mailto:")) and url != page.url.split("#")[0] and "disabled" not in link.attrib.get("class", ""):
            there.append((url, " ".join(" ".join(link.css("::text").getall()).split()), link))
    for url, text, link in there:
        if "next" in link.attrib.get("rel", "").split() or _NEXT.search(text) or _NEXT.search(link.attrib.get("title") or link.attrib.get("aria-label") or ""):
            return url
    numbered = {int(text): url for url, text, _ in there if text.isdecimal()}
    if numbered:
        return numbered.get(_current(page, numbered) + 1)
    other = [url for url, text, _ in there if not _BACK.search(text)]
    return other[0] if len(other) == 1 else None


def _current(page: Page, numbered: dict[int, str]) -> int:
    """The number of this page: by the query name that holds the number in the links, else the first one without a link."""
    here = dict(parse_qsl(urlsplit(page.url).query))
    for number, url in numbered.items():
        names = [name for name, value in parse_qsl(urlsplit(url).query) if value == str(number)]
        if names and here.get(names[-1], "").isdecimal():
            return int(here[names[-1]])
    return next(number for number in range(1, len(numbered) + 2) if number not in numbered)
