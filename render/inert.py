"""Scraped text made inert for each place where it can come out; a reader loses nothing."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
#: What mail systems evaluate in what they import: {{ }}, {% %}, ${ }, <% %>, *|X|*, %%X%%, [[X]], #{X}.
_TEMPLATE = re.compile(r"(?<=[{<\[%#$*|])(?=[{%$|\[*])|(?<=[|%\]}*])(?=[*}>%\]|])|(?<=#)(?=\{)")
#: A sign that is no part of an escape like %C3.
_LONELY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
#: Word joiner: invisible, without width, not a place to break.
_JOINER = "\u2060"


def clean(text: str, most: int = 2000) -> str:
    """Without characters that XML forbids or that turn the direction of writing; at most ``most`` characters."""
    return " ".join(_BIDI.sub("", _ILLEGAL.sub("", text)).split())[:most]


def legal(text: str) -> str:
    """Without characters that XML forbids or that turn the direction of writing; white space stays."""
    return _BIDI.sub("", _ILLEGAL.sub("", text))


def plain(text: str, most: int = 2000) -> str:
    """For text that a mail system may evaluate: template signs are parted by an invisible character."""
    return _TEMPLATE.sub(_JOINER, clean(text, most))


def values(data: Any) -> Any:
    """JSON data with every string in it made ``plain``."""
    if isinstance(data, str):
        return plain(data)
    if isinstance(data, dict):
        return {key: values(value) for key, value in data.items()}
    return [values(value) for value in data] if isinstance(data, list) else data


def html(text: str) -> str:
    """For HTML that a mail system may evaluate: template signs as character references."""
    escaped = escape(clean(text), quote=True)
    return re.sub(r"[{}|%$*\[\]#](?![0-9a-z]{1,6};)", lambda m: f"&#{ord(m[0])};", escaped)


def xml(text: str) -> str:
    """For XML that a mail system may evaluate: & and < as hexadecimal references, so that feed validators have nothing to say."""
    return plain(text, 100_000).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;").replace('"', "&#x22;")


def markdown(text: str) -> str:
    """For CommonMark: every sign that means something is escaped."""
    return _MARKDOWN.sub(r"\\\1", plain(text))


def cell(text: str) -> str:
    """For spreadsheets: what would begin a formula begins with an apostrophe."""
    text = plain(text, 30_000)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def address(url: str) -> str:
    """An address that may be linked: http, https or mailto, quoted; "" for anything else."""
    url = _BIDI.sub("", _ILLEGAL.sub("", url)).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "mailto"):
        return ""
    return quote(_LONELY_PERCENT.sub("%25", url), safe="%/:=&?~#+!,;@")
