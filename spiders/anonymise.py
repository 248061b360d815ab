"""Takes out of saved answers what a fixture must not show: hosts, persons, mail addresses, phone numbers, session tokens.

The same word becomes the same everywhere, in addresses and bodies, so that what led from one answer to the next still does.
"""

from __future__ import annotations

import gzip
import html
import html.entities
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spiders import persons
from spiders.page import Page

NAME, MAIL, PHONE = "N. N.", "kontakt@example.org", "0000 0000"
_PHONE_FIELD = re.compile(r'("(?:tele(?:ph|f)one?|phone\w*|tel|fax|mobile?|mobil\w*|telefax)"\s*:\s*")((?:[^"\\]|\\.)*)(")', re.IGNORECASE)
_PHONE_LINK = re.compile(r"(\b(?:tel|fax|callto):)[+\d%()/ .-]{4,}", re.IGNORECASE)
_PHONE_WORD = re.compile(r"((?:Tel(?:efon|\.)?|Fon|Phone|Fax|Telefax|Mobil(?:funk)?|Durchwahl|Handy|Rufnummer)(?:nummer|nr)?\.?(?:\s|&nbsp;|<[^<>]{1,60}>|:)*)(\+?\(?\d[\d\s()/.–-]{3,}\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,/=-])(?:(?:\+|00)\d{2}[\s()/.–-]{0,3}(?:\(0\))?[\s()/.–-]{0,3}\d{2,5}[\s()/.–-]{1,3}\d[\d\s–-]{3,}\d|\(?0\d{2,5}\)?(?:\s?[/–-]\s?|\s)\d[\d –-]{2,}\d)(?![\w/])")
_REFERENCE = re.compile(r"\d+\s?[/–-]\s?20\d\d")
_TOKEN = re.compile(r"(?:[?&;](?:amp;)?(?:jsessionid|phpsessid|sid|session(?:id)?|token|csrf\w*|auth|ticket|nonce)=|name=\"(?:csrf|_token|authenticity)[\w-]*\"\s+value=\")([\w%.~+-]{8,})", re.IGNORECASE)
#: What may stand before a host: no part of a longer name, but the end of an escape.
_BEFORE = "(?:(?<![\\w.-])|(?<=%2F)|(?<=%2f)|(?<=%40))"
_GZIP = b"\x1f\x8b"
_EMPLOYER = "Beispiel-IT AöR"


@dataclass
class Anonymiser:
    """``hosts`` maps the host (with port) of a request to its new name, ``domains`` registered domains; ``kept`` are texts that are no names."""

    hosts: Mapping[str, str]
    domains: Mapping[str, str]
    employer: str = ""
    kept: str = ""
    names: set[str] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)
    mails: set[str] = field(default_factory=set)

    def learn(self, text: str) -> None:
        """Note the persons and tokens of one answer, before any is rewritten."""
        plain = html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text))
        self.names |= {name for name in persons.names_in(text) | persons.names_in(plain) if name not in self.kept and len(name) > 3}
        self.mails |= set(persons.MAIL.findall(text))
        for token in _TOKEN.findall(text):
            self.tokens.setdefault(token, f"{len(self.tokens) + 1:0{len(token)}d}")

    def text(self, text: str) -> str:
        """``text`` without what must not be shown."""
        for token, other in self.tokens.items():
            text = text.replace(token, other)
        text = persons.MAIL.sub(MAIL, text)
        for pattern in (_PHONE_FIELD, _PHONE_LINK, _PHONE_WORD):
            text = pattern.sub(lambda match: f"{match[1]}{PHONE if match[0][-1:] != ':' else ''}{match[3] if match.re.groups == 3 else ''}", text)
        text = _PHONE.sub(lambda match: PHONE if sum(sign.isdigit() for sign in match[0]) >= 8 and not _REFERENCE.fullmatch(match[0]) else match[0], text)
        text = _in_fields(text)
        text = persons.NAMED.sub(rf"\g<1>{NAME}\g<3>", text)
        text = persons.ELEMENT.sub(lambda match: match[1] + re.sub(r"(?<![<\w/])[^<>]+(?![^<>]*>)", _person, match[3]) + match[4], text)
        text = persons.CALLED.sub(lambda match: match[1] + NAME + match[2][len(persons.trimmed(match[2])):] if persons.trimmed(match[2]) else match[0], text)
        for name in sorted(self.names, key=lambda name: (-len(name), name)):
            text = _spelling(name).sub(NAME, text)
        if self.employer:
            text = text.replace(self.employer, _EMPLOYER)
        return self.addresses(text)

    def addresses(self, text: str) -> str:
        """``text`` with the new hosts."""
        for host, other in self.hosts.items():
            for one in (host, host.replace(":", "%3A"), host.replace(":", "%3a")):
                text = re.sub(rf"{_BEFORE}{re.escape(one)}(?![\w-]|\.\w)", other, text, flags=re.IGNORECASE)
        for domain, other in self.domains.items():
            text = re.sub(rf"{_BEFORE}(www\.)?(?:[\w-]+\.)*{re.escape(domain)}(?![\w-]|\.\w)", rf"\g<1>{other}", text, flags=re.IGNORECASE)
        return text

    def body(self, body: bytes, content_type: str) -> bytes:
        """A body in the charset and packing that it came in."""
        text, charset = decoded(body, content_type)
        cleaned = self.text(text).encode(charset, "xmlcharrefreplace")
        return gzip.compress(cleaned, mtime=0) if body.startswith(_GZIP) else cleaned

    def value(self, value: Any) -> Any:
        """A value of the registry with the new hosts and tokens."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        return [self.value(item) for item in value] if isinstance(value, list) else value


def decoded(body: bytes, content_type: str) -> tuple[str, str]:
    """Text, unpacked where it was a gzip file, and a charset in which it gives the same bytes again."""
    if body.startswith(_GZIP):
        body = gzip.decompress(body)
    text = Page("", body, content_type=content_type).text
    for charset in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        try:
            if text.encode(charset) == body:
                return text, charset
        except UnicodeError:
            continue
    return body.decode("latin-1"), "latin-1"


def _in_fields(text: str) -> str:
    """Values of JSON fields that hold persons."""
    done, parts = 0, []
    for opened in persons.FIELD.finditer(text):
        if opened.end() < done:
            continue
        end = persons.end_of(text, opened.end())
        parts += [text[done : opened.end()], _strings(text[opened.end() : end], _person)]
        done = end
    return "".join([*parts, text[done:]])


def _strings(json_text: str, change: Callable[[str], str]) -> str:
    """JSON with its strings changed, but not its keys."""
    return re.sub(r'"((?:[^"\\]|\\.)*)"(\s*:)?', lambda match: match[0] if match[2] else f'"{change(match[1])}"', json_text)


def _person(found: str | re.Match[str]) -> str:
    """What stands for one value of a person."""
    value = found if isinstance(found, str) else found[0]
    if not value.strip() or re.match(r"\s*(?:https?:|/|<!\[CDATA|[{}\[\]])", value) or MAIL in value:
        return value
    return PHONE if re.fullmatch(r"[\s+\d()/.–-]*\d[\s\d()/.–-]*", value) else NAME


def _spelling(name: str) -> re.Pattern[str]:
    """``name`` in the spellings of HTML and JSON."""
    words = ["".join(_sign(sign) for sign in word) for word in name.split()]
    return re.compile(r"(?<![\w-])" + r"(?:\s|&nbsp;|&#160;|\\u00a0|\\n)+".join(words) + r"(?![\w-])")


def _sign(sign: str) -> str:
    if sign.isascii():
        return re.escape(sign)
    named = html.escape(sign).encode("ascii", "xmlcharrefreplace").decode()
    entity = next((f"|&{name}" for name, value in html.entities.html5.items() if value == sign and name.endswith(";")), "")
    return rf"(?:{sign}|\\u{ord(sign):04x}|\\u{ord(sign):04X}|{named}|&#x{ord(sign):x};{entity})"


def leaks(text: str, originals: Iterable[str]) -> list[str]:
    """Those of ``originals`` that still stand in ``text``; names as whole words."""
    return sorted({original for original in originals if original in text and (not original[:1].isupper() or re.search(rf"(?<![\w-]){re.escape(original)}(?![\w-])", text))})
