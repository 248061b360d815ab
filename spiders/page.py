"""One response as a platform reads it: bytes with repaired charset, selectors, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import json_repair
from parsel import Selector

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
#: Parts of a page that are no ad; blocks that name a person and how to reach them.
_FURNITURE = "script, style, nav, footer, noscript"
_PERSON = ("//*[contains(translate(concat(@class,' ',@id),'CKAPNT','ckapnt'),'contact') or contains(translate(concat(@class,' ',@id),'CKAPNT','ckapnt'),'kontakt')"
           " or contains(translate(concat(@class,' ',@id),'CKAPNT','ckapnt'),'ansprech')]")
_REACHED = re.compile(r"mailto:|tel:|@|\d[\d /()-]{7,}\d")
_MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ]")


class UnreadableError(ValueError):
    """A response is not what its platform sends; the message says what was expected."""


@dataclass
class Page:
    """A response. ``url`` is the final address; ``body`` the decompressed bytes; ``asked`` the body of the request."""

    url: str
    body: bytes
    status: int = 200
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""

    @cached_property
    def text(self) -> str:
        """Valid UTF-8 wins over what is declared; else the declared charset, else Windows-1252."""
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        declared = re.search(r"charset=([\w-]+)", self.content_type)
        inside = _DECLARED.search(self.body[:2048])
        names = [declared[1] if declared else "", inside[1].decode("ascii") if inside else "", "cp1252"]
        for name in filter(None, names):
            if name.lower().replace("_", "-") in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1"):
                name = "cp1252"
            try:
                return self.body.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
        return self.body.decode("utf-8", "replace")

    @cached_property
    def mojibake(self) -> int:
        """How many broken umlauts the text has."""
        return len(_MOJIBAKE.findall(self.text))

    @cached_property
    def selector(self) -> Selector:
        return Selector(text=self.text.replace("\x00", "") or "<html></html>", base_url=self.url, type="html")

    @property
    def is_data(self) -> bool:
        """Whether the body is JSON (or means to be) and no page for people."""
        return self.text.lstrip()[:1] in ("{", "[")

    def first(self, *queries: str) -> str | None:
        """The markup of the first query that finds something, in the order of the queries."""
        return next((found for query in queries if (found := self.selector.css(query)[:1].get())), None)

    def ad(self, *queries: str) -> str | None:
        """As ``first``, without the page's furniture and without blocks of contact persons, unless they tell a date."""
        found = self.first(*queries)
        if found is None:
            return None
        part = Selector(text=found)
        part.css(_FURNITURE).drop()
        for block in part.xpath(_PERSON):
            text = block.get()
            if len(text) < max(600, len(found) / 2) and _REACHED.search(text) and not re.search(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?\d{4}", text):
                block.drop()
        return "".join(part.xpath("/html/body/node()").getall()).strip() or found

    @cached_property
    def xml(self) -> Selector:
        # lxml refuses text with an encoding declaration; the text is decoded already.
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", self.text.replace("\x00", ""))
        return Selector(text=text or "<empty/>", type="xml", huge_tree=True)

    @cached_property
    def _base(self) -> str:
        found = re.search(r"<base\b[^>]*\bhref\s*=\s*[\"']([^\"']+)", self.text[:50_000], re.IGNORECASE) if not self.is_data else None
        try:
            return urljoin(self.url, found[1]) if found else self.url
        except ValueError:
            return self.url

    def json(self) -> Any:
        """The JSON of the body; raises UnreadableError where it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"no valid JSON: {error}") from error

    def join(self, url: str) -> str:
        """``url`` made absolute against this page (and its base element); what is no address has the scheme "invalid"."""
        try:
            joined = urljoin(self._base, url.strip())
            urlsplit(joined)
        except ValueError:
            return f"invalid:{quote(url)}"
        return joined


def streamed(text: str) -> str:
    """The data that a Next.js page streams to itself in pieces (self.__next_f.push); the text itself where there is none."""
    pieces = []
    for literal in re.findall(r"self\.__next_f\.push\(\[\s*1\s*,\s*(\"(?:[^\"\\]|\\.)*\")\s*\]\)", text, re.DOTALL):
        try:
            pieces.append(json.loads(literal, strict=False))
        except ValueError:
            continue
    return "".join(pieces) or text.replace('\\"', '"')


def json_after(text: str, pattern: str) -> Any:
    """The JSON value that begins where ``pattern`` ends, at its first match that is followed by one; None where there is none."""
    decoder = json.JSONDecoder(strict=False)
    for found in re.finditer(pattern, text):
        try:
            return decoder.raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    """JSON with the usual small errors put right: missing or doubled commas, escapes that there are not."""
    out, last = [], ""
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[^"\s]+|\s+|"', text, re.DOTALL):
        begins = token[0]
        if begins == '"':
            token = re.sub(r"\\(?![\"\\/bfnrtu])", "", token)
        if (begins == '"' and re.match(r"[\w\"}\]]", last)) or (begins in "{[" and last in ('"', "}", "]")):
            out.append(",")
        out.append(token)
        last = token.rstrip()[-1:] or last
    return re.sub(r",(\s*[}\]])", r"\1", "".join(out))


def loads_repaired(text: str) -> tuple[Any, bool]:
    """JSON read strictly, else repaired; True where it had to be repaired. UnreadableError where nothing comes of it."""
    try:
        return json.loads(text, strict=False), False
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_mended(text), strict=False), True
    except (ValueError, RecursionError):
        pass
    try:
        value = json_repair.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON, not even after repair: {error}") from error
    if value in ("", None, [], {}):
        raise UnreadableError("no JSON, not even after repair")
    return value, True
