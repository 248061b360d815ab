"""What a page shows to somebody who looks for a career portal: where it leads, also behind consent wrappers and escapes."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from parsel import Selector

from spiders.page import Page

Kind = Literal["start", "link", "frame", "script", "alternate", "refresh", "sitemap", "hidden", "guess"]

#: Longer markup than this is not looked at: what leads to a portal stands in the page's frame.
MOST_MARKUP = 1_500_000
#: So many addresses of a page are looked at.
MOST_LEADS = 3000
_DEEPEST = 2
_PROMISING = re.compile(r"job|stelle|karriere|career|vaca|vakan|ausschreib|position|bewerb|offer", re.IGNORECASE)
#: What tells most of a lead that stands on a page several times.
_RANK: tuple[Kind, ...] = ("start", "refresh", "frame", "link", "sitemap", "alternate", "guess", "script", "hidden")
_TAGS: dict[str, Kind] = {"a": "link", "area": "link", "iframe": "frame", "frame": "frame", "embed": "frame", "object": "frame", "script": "script"}
_ADDRESS_NAMES = re.compile(r"src|url|href|link|loader|embed|iframe", re.IGNORECASE)
_INERT = re.compile(r"text/(?:plain|template|html|x-)|application/(?:x-|consent)", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*(?:iframe|script|a|div|section|object|embed)\b", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_IN_SCRIPT = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>\\)]+(?:\\/[^\s\"'<>\\)]*)*")
#: Addresses in the data of a menu that a script draws.
_MENU = re.compile(r"\"(?:href|url|link|path|to)\"\s*:\s*\"(\\?/(?![/*\\])[^\"\s]{2,200})\"")
_IN_WORDS = re.compile(r"(?<![\w@/.])(?:https?://[^\s<>\"']+|www\.[\w.-]+\.[a-z]{2,}[^\s<>\"']*|(?:karriere|jobs|stellen|bewerbung)\.[\w.-]+\.(?!json|xml|html?|php|js|rss)[a-z]{2,}\b[^\s<>\"']*)", re.IGNORECASE)
_ONCLICK = re.compile(r"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*['\"]([^'\"]+)")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Lead:
    """An address that a page names. ``text`` are the words of the link, ``where`` the page."""

    url: str
    text: str = ""
    kind: Kind = "link"
    where: str = ""


@dataclass
class Look:
    """A page with all that it leads to. ``via`` is the page that led here; ``sitemaps`` are those that robots.txt names."""

    page: Page
    via: str = ""
    sitemaps: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.page.url

    @cached_property
    def is_markup(self) -> bool:
        head = self.page.text[:2000]
        return "<" in head and not head.lstrip().startswith(("{", "[")) and not self.is_feed

    @cached_property
    def is_feed(self) -> bool:
        return bool(re.search(r"<(?:rss|feed|rdf:RDF|workzag-jobs|jobs)[\s>]", self.page.text[:2000])) and "<html" not in self.page.text[:2000].lower()

    @cached_property
    def is_sitemap(self) -> bool:
        return bool(re.search(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", self.page.text[:3000]))

    @cached_property
    def base(self) -> str:
        return urljoin(self.url, self.page.selector.css("base::attr(href)").get("") if self.is_markup else "")

    @cached_property
    def fragments(self) -> list[str]:
        """Markup that the page carries without showing it: behind consent, in templates, escaped or encoded."""
        found: dict[str, None] = {}
        queue = [(self.page.text[:MOST_MARKUP], 0)] if self.is_markup else []
        while queue and len(found) < 60:
            text, depth = queue.pop(0)
            for inner in hidden_markup(_tree(text)):
                if inner not in found:
                    found[inner] = None
                    if depth < _DEEPEST:
                        queue.append((inner, depth + 1))
        return list(found)

    @cached_property
    def markup(self) -> str:
        """The page's source with what it hides, slashes unescaped."""
        most = 100_000 if self.is_sitemap else MOST_MARKUP
        return "\n".join([self.page.text[:most], *self.fragments]).replace("\\/", "/")

    @cached_property
    def leads(self) -> list[Lead]:
        """Every address on the page once, in order."""
        found: dict[str, Lead] = {}
        for lead in islice(self._leads(), MOST_LEADS):
            known = found.get(lead.url, lead)
            first = known if _RANK.index(known.kind) <= _RANK.index(lead.kind) else lead
            found[lead.url] = replace(first, text=known.text or lead.text)
        return list(found.values())

    def _leads(self) -> Iterator[Lead]:
        if self.is_sitemap:
            entries = self.page.xml.xpath("//*[local-name()='loc']/text()").getall()
            for text in sorted(entries, key=lambda entry: not _PROMISING.search(entry)):
                yield from self._lead(text, "", "sitemap")
        elif self.is_markup:
            for text in [self.page.text[:MOST_MARKUP], *self.fragments]:
                for address, words, kind in addresses(_tree(text)):
                    yield from self._lead(address, words, kind)
        for found in _IN_WORDS.finditer(self.text[:50_000]):
            address = found[0].rstrip(".,;:!?)")
            yield from self._lead(address if "://" in address else f"https://{address}", self.text[max(0, found.start() - 60):found.start()], "link")
        for address in _MENU.findall(self.page.text[:MOST_MARKUP]) if self.is_markup else ():
            yield from self._lead(address.replace("\\/", "/"), "", "link")
        for address in _IN_SCRIPT.findall(self.page.text[:MOST_MARKUP]):
            yield from self._lead(address.replace("\\/", "/"), "", "hidden")

    def _lead(self, address: str, words: str, kind: Kind) -> Iterator[Lead]:
        if len(address) > 2000:
            return
        try:
            url = urldefrag(urljoin(self.base, html.unescape(address.strip()))).url
            parts = urlsplit(url)
            named = bool(parts.hostname) and (parts.port or 1)
        except ValueError:
            return
        if named and parts.scheme in ("http", "https"):
            yield Lead(url, words[:200], kind, self.url)

    @cached_property
    def title(self) -> str:
        """Title and headings."""
        found = self.page.selector.css("title::text, h1 ::text, meta[property='og:site_name']::attr(content)").getall() if self.is_markup else []
        return " ".join(" ".join(found[:20]).split())[:400]

    @cached_property
    def headings(self) -> str:
        """The smaller headings, and what stands on the page under a name of its own."""
        found = self.page.selector.css("h2 ::text, h3 ::text").getall() if self.is_markup else []
        return " ".join(" ".join(found[:30]).split())[:600]

    @cached_property
    def text(self) -> str:
        """What a reader without scripts sees."""
        if not self.is_markup or self.is_sitemap:
            return ""
        found = self.page.selector.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]").getall()
        return " ".join(" ".join(found).split())[:200_000]

    @cached_property
    def needs_browser(self) -> bool:
        """Whether the page is an empty frame that a script fills."""
        if not self.is_markup or self.is_sitemap:
            return False
        scripts = len(self.page.selector.css("script[src], script:not([type]), script[type*=javascript], script[type=module]"))
        mount = self.page.selector.css("#root, #app, #__next, #__nuxt, [ng-app], [data-reactroot], [data-react-class], app-root, [id*='job'][id$='app']")
        asks = re.search(r"(?:aktivieren|enable|benötigt|erforderlich|requires?|activate)[^.]{0,60}javascript|javascript[^.]{0,60}(?:aktivieren|enable|benötigt|erforderlich|required|activate)",
                         self.page.text[:MOST_MARKUP], re.IGNORECASE)
        return scripts > 0 and (len(self.text) < 250 or bool(mount) or bool(asks))


def _tree(text: str) -> Any:
    return Selector(text=text.replace("\x00", "") or "<html></html>", type="html").root


def words_of(element: Any) -> str:
    """The words of an element, or what it is called for those who do not see it."""
    text = " ".join("".join(element.itertext()).split())
    names = [element.get("title"), element.get("aria-label"), *(image.get("alt") for image in element.iter("img"))]
    return text or " ".join(name for name in names if name)


def addresses(root: Any) -> Iterator[tuple[str, str, Kind]]:
    """Addresses in a tree with their words and kind."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        kind = _TAGS.get(element.tag, "hidden")
        for name, value in element.attrib.items():
            yield from _in_attribute(element, kind, str(name), value)
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh" and (found := _REFRESH.search(element.get("content") or "")):
            yield found[1], "", "refresh"
        if element.tag == "script" and (found := _ONCLICK.search(element.text or "")) and len(element.text or "") < 400:
            yield found[1], "", "refresh"


def _in_attribute(element: Any, kind: Kind, name: str, value: str) -> Iterator[tuple[str, str, Kind]]:
    if name in ("href", "src", "data"):
        if element.tag == "link":
            if re.search(r"alternate|canonical", element.get("rel") or ""):
                yield value, f"{element.get('title') or ''} {element.get('type') or ''}".strip(), "alternate"
        elif element.tag not in ("img", "source", "video", "audio", "track", "base"):
            yield value, words_of(element) if kind == "link" else element.get("title") or "", kind
    elif name == "onclick" and (found := _ONCLICK.search(value)):
        yield found[1], words_of(element), "link"
    elif name == "action" and element.tag == "form" and (element.get("method") or "get").lower() == "get":
        yield value, words_of(element)[:80], "link"
    elif name.startswith("data-") and _is_address(name, value):
        yield value, words_of(element)[:80] if kind in ("link", "hidden") else element.get("title") or "", _meant(kind, name)


def _meant(kind: Kind, name: str) -> Kind:
    """What an address in a data attribute will become: a frame or a script when consent is given, a link when it is clicked."""
    if kind != "hidden":
        return kind
    return "frame" if re.search(r"src|iframe|embed", name) else "link" if re.search(r"href|link", name) else "hidden"


def _is_address(name: str, value: str) -> bool:
    if len(value) > 1000 or not re.match(r"https?:|/(?!\*)", value):
        return False
    return value.startswith("http") or bool(_ADDRESS_NAMES.search(name))


def hidden_markup(root: Any) -> Iterator[str]:
    """Markup in attributes (escaped, percent-encoded, base64) and in scripts, templates and the like that do not run."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if len(value) > 20 and not str(name).startswith("on"):
                yield from _decoded(value)
        inert = element.tag in ("template", "noscript", "textarea") or (element.tag == "script" and _INERT.match(element.get("type") or ""))
        if inert and element.text and len(element.text) > 20:
            yield from _decoded(element.text)


def _decoded(text: str) -> Iterator[str]:
    """``text`` where it is markup, in whatever encoding."""
    if _MARKUP.search(text):
        yield text[:MOST_MARKUP]
    elif "&lt;" in text and _MARKUP.search(plain := html.unescape(text)) or "%3C" in text[:200].upper() and _MARKUP.search(plain := unquote(text)) or "\\u003c" in text.lower() and _MARKUP.search(plain := re.sub(r"\\u003c", "<", text, flags=re.IGNORECASE).replace('\\"', '"').replace("\\u003e", ">")):
        yield plain[:MOST_MARKUP]
    elif _BASE64.fullmatch(text.strip()):
        try:
            plain = base64.b64decode(text.strip().replace("-", "+").replace("_", "/") + "==").decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return
        if _MARKUP.search(plain) or plain.startswith("http"):
            yield plain if plain[:1] == "<" or _MARKUP.search(plain) else f'<iframe src="{html.escape(plain)}"></iframe>'
