"""What became of a request: retry or not, which problem code, same site or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

from tldextract import TLDExtract

from pipeline.match.fold import fold
from pipeline.model import Posting, Source
from pipeline.normalise.text import html_to_text

#: Addresses at which somebody is asked who they are.
LOGIN = re.compile(r"/(?:login|signin|sign-in|anmelden|anmeldung|auth|sso|oauth|saml|consent)(?:[/.?]|$)", re.IGNORECASE)
_GONE_WORDS = re.compile(r"nicht mehr (?:verfügbar|aktiv|online|ausgeschrieben)|bereits besetzt|Seite (?:wurde )?nicht gefunden|no longer available"
                         r"|Stelle ist (?:leider )?(?:nicht mehr|besetzt)", re.IGNORECASE)
#: Values of a filter up to this length are words of their own.
_WORD = 4
_domain = TLDExtract(suffix_list_urls=())


def domain_of(host: str) -> str:
    """The registered domain of a host; "" where it has none."""
    return _domain(host).top_domain_under_public_suffix


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one host or under one registered domain."""
    first, second = urlsplit(one).hostname or "", urlsplit(other).hostname or ""
    if first == second:
        return True
    domains = domain_of(first), domain_of(second)
    return bool(domains[0]) and domains[0] == domains[1]


def led_away(landed: str, asked: str, portal: str) -> bool:
    """Whether a posting's address led to the start page or to the list."""
    paths = [urlsplit(url).path.rstrip("/") for url in (landed, asked, portal)]
    return paths[0] in ("", paths[2]) and paths[0] != paths[1]


def says_gone(text: str) -> bool:
    """Whether a page says that its job is no longer advertised."""
    return bool(_GONE_WORDS.search(text[:100_000]))


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds to wait after RFC 9110 section 10.2.3: a number or a date; None where there is none."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def is_certificate(error: BaseException) -> bool:
    """Whether the portal's certificate is expired, not for this host or of nobody we know (OpenSSL and service_identity say no more)."""
    return any(word in str(error) for word in ("certificate verify failed", "VerificationError", "DNSMismatch", "IPAddressMismatch"))


def is_transient(error: BaseException) -> bool:
    """Whether it makes sense to ask again."""
    return not is_certificate(error) and any(name in type(error).__name__ for name in ("Timeout", "TimedOut", "Connection", "ResponseNeverReceived", "ResponseFailed", "DownloadFailed", "ConnectError", "Lost"))


def in_words(error: BaseException) -> str:
    """What went wrong with a request, for the operator."""
    text = str(error)
    if is_certificate(error):
        return "the portal's certificate is not valid: expired, for another host, or issued by nobody known"
    if "ConnectionDone" in text or "ConnectionLost" in text:
        return "the portal hung up in the middle of its answer"
    return f"{type(error).__name__}: {text[:300]}"


def code_of(error: BaseException) -> str:
    """The problem code of a request that brought no answer."""
    name, text = type(error).__name__, str(error)
    if is_certificate(error):
        return "certificate"
    if "Timeout" in name or "TimedOut" in name:
        return "timeout"
    if "DataLoss" in text or "ResponseFailed" in name or "PartialDownload" in text or "DataLoss" in name:
        return "truncated"
    if "Cancelled" in name or "MaxSize" in name or "maxsize" in text.lower() or "exceed" in text.lower():
        return "too_large"
    return "no_answer"


#: What a member's filter may ask about.
FILTERS = ("department", "employer", "words")


def wanted(posting: Posting, rules: Mapping[str, Sequence[str]]) -> bool:
    """Whether a posting passes a member's filter: each of department, employer, words needs one of its values.

    A value of up to four letters ("IT", "EDV") must be a word of its own, a longer one may be part of one ("Informatik").
    Capitals, spellings of umlauts, hyphens and blanks do not matter.
    """
    fields = {"department": posting.department, "employer": posting.employer, "words": f"{posting.title} {html_to_text(posting.description_html or '')}"}
    return all(any(_says(_plain(fields.get(name) or ""), _plain(value)) for value in values) for name, values in rules.items() if values)


def _plain(text: str) -> str:
    return re.sub(r"[\s-]+", " ", fold(text)).strip()


def _says(text: str, value: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text)) if len(value) <= _WORD else value in text


def version_of(source: Source) -> str:
    """What was read with other readers or another configuration is read again."""
    return f"{_readers():08x} {crc32(source.model_dump_json().encode()):08x}"


@cache
def _readers() -> int:
    """Changes with every module of this room: each may take part in reading."""
    room = Path(__file__).parent
    return crc32(b"".join(file.read_bytes() for file in sorted([*room.glob("*.py"), *room.glob("platforms/*.py")])))
