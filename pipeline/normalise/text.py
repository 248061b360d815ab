"""Scraped HTML and text made readable: blocks become lines, broken characters are repaired, persons' contacts go."""

from __future__ import annotations

import html
import re
import unicodedata

from lxml import etree

#: Longer texts are cut: no ad needs more, and hostile ones must not cost time.
LONGEST = 200_000

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["script", "style", "template", "noscript", "svg", "head"])
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"), " ")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-")
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?:\+49|\b0)[\d\s()/.–-]{5,20}\d\b(?!\s?(?:Euro|€|EUR))")
_TITLED = r"(?:(?:Dr|Prof|Dipl)\.(?:-\w{1,8}\.)?\s?){0,3}"
_NAME = r"[A-ZÄÖÜ][a-zäöüß]{1,20}(?:-[A-ZÄÖÜ][a-zäöüß]{1,20})?"
_PERSON = re.compile(rf"\b(?:Frau|Herrn?|Fr\.|Hr\.)\s{_TITLED}{_NAME}(?:\s(?:von\s|van\s|de\s)?{_NAME}){{0,2}}")


class _Lines:
    """lxml parser target: collects text, a block element begins and ends a line."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.silent = 0

    def start(self, tag: str, _attributes: object) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    def close(self) -> str:
        return "".join(self.parts)


def html_to_text(markup: str | None) -> str:
    """Plain text, one line a block, of HTML or of text that was escaped once or twice; never raises."""
    if not markup:
        return ""
    markup = _CONTROL.sub(" ", markup[:LONGEST])
    for _ in range(2):
        if "&lt;" in markup and not re.search(r"<(?:p|div|br|ul|li|h\d|strong|b)\b", markup, re.IGNORECASE):
            markup = html.unescape(markup)
    if "<" not in markup:
        return clean(html.unescape(markup))
    parser = etree.HTMLParser(target=_Lines(), huge_tree=True)
    try:
        parser.feed(f"<div>{markup}</div>")
        text = parser.close()
    except (etree.LxmlError, ValueError):
        text = re.sub(r"<[^<>]{0,2000}>", " ", markup)
    return clean(text)


def clean(text: str) -> str:
    """Repair characters and white space; lines stay."""
    text = repair(text)
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def repair(text: str) -> str:
    """Undo entities, mojibake, invisible characters and typographic hyphens; white space stays."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if _MOJIBAKE.search(text):
        text = _MOJIBAKE.sub(_reread, text)
    text = text.translate(_INVISIBLE).translate(_SPACES).translate(_HYPHENS)
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text))


def _reread(found: re.Match[str]) -> str:
    broken = found.group()
    for length in range(len(broken), 1, -1):
        for codec in ("cp1252", "latin-1"):
            try:
                return broken[:length].encode(codec).decode("utf-8") + broken[length:]
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
    return broken


def unglue(text: str) -> str:
    """Put blanks where a layout lost them: "istauf Dauerzu", "Vollzeit mit39", "29.03.26Kennziffer"."""
    text = re.sub(r"(?<=[a-zäöüß])(?=\d{1,3}\s?(?:Wochenst|Stunden|Std))", " ", text)
    text = re.sub(r"(?<=\d)(?=[A-ZÄÖÜ][a-zäöüß]{3,})", " ", text)
    text = re.sub(r"(?<=[a-zäöüß])(?=auf Dauer)|(?<=auf Dauer)(?=zu\b)", " ", text)
    text = re.sub(r"(?<=[a-zäöüß]{2}[.:])(?=[A-ZÄÖÜ][a-zäöüß])", " ", text)
    text = re.sub(r"\b(auf|ist|in|ab|bis|zum|mit|eine?)(?=(?:Entgeltgruppe|Dauer|Vollzeit|Teilzeit)\b)", r"\1 ", text)
    return re.sub(
        r"(?<=[a-zäöüß])(?=(?:Mobiles|Homeoffice|Teilzeit|Vollzeit|Entgeltgruppe|Kennziffer|Bewerbungs"
        r"|Dauer)[a-zäöüß]{0,12})",
        " ",
        text,
    )


def without_persons(text: str) -> str:
    """Persons' names after Frau/Herr, phones and mail addresses become "[...]": never stored, never shown."""
    text = _MAIL.sub("[…]", text)
    text = _PERSON.sub("[…]", text)
    return _PHONE.sub("[…]", text)
