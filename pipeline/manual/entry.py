"""What a person states of one ad by hand: cleaned, checked, and read as a posting of the source ``KEY.manual``."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from html import escape
from urllib.parse import urlsplit

from pipeline.manual.days import Until, read_until
from pipeline.match.features import fold_employer
from pipeline.match.identity import canonical_url
from pipeline.model import Member, Normalised, Posting, Value
from pipeline.normalise.dates import parse_date

#: The longest each field may be; the text of an ad has room for all of it.
LONGEST = {"title": 300, "url": 2000, "apply_url": 2000, "places": 300, "until": 60, "employer": 200, "identifier": 100,
           "pay": 200, "employment_type": 100, "date_posted": 60, "member": 200, "text": 100_000}
#: A deadline further away than this is taken for a typing error.
FURTHEST = timedelta(days=400)
#: How we write into the text what has a field of its own in the form.
PAY_LINE, OPEN_LINE = "Entgelt: ", "Bewerbungsfrist: laufend"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<(?:p|br|ul|ol|li|div|h[1-6]|table|span|strong)\b", re.IGNORECASE)


class Fault(Value):
    """One field that cannot be taken as it is. ``code`` is worded by each door, ``value`` is what it is about."""

    field: str
    code: str
    value: str = ""


class Entry(Value):
    """One ad as typed, every field as text; "" is not stated. ``known`` is the id of the ad that is to be changed."""

    member: str = ""
    title: str = ""
    url: str = ""
    places: str = ""
    until: str = ""
    employer: str = ""
    identifier: str = ""
    pay: str = ""
    text: str = ""
    apply_url: str = ""
    date_posted: str = ""
    employment_type: str = ""
    known: str = ""

    def cleaned(self) -> Entry:
        """Without control characters and idle white space."""
        return Entry(**{name: _clean(value, lines=name == "text") for name, value in self.model_dump().items()})


class ManualAd(Value):
    """An ad that was entered by hand, as the store knows it."""

    source: str
    member: str
    external_id: str
    vacancy: str
    posting: Posting
    normalised: Normalised
    content_hash: str
    first_seen: datetime
    closed_at: datetime | None = None
    close_reason: str | None = None
    expires: date | None = None

    @property
    def deadline(self) -> date | None:
        """The deadline that the ad states."""
        return self.normalised.facts.valid_through

    @property
    def last_day(self) -> date | None:
        return self.deadline or self.expires


def _clean(value: str, *, lines: bool) -> str:
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value.strip() if lines else " ".join(value.split())


def faults_of(entry: Entry, today: date) -> list[Fault]:
    """What is wrong with a cleaned entry by itself, in the order of the form; whose ad it is, is another question."""
    found = [Fault(field=name, code="too_long", value=str(most)) for name, most in LONGEST.items() if len(getattr(entry, name)) > most]
    if not entry.title:
        found.append(Fault(field="title", code="missing"))
    for name in ("url", "apply_url"):
        if (value := getattr(entry, name)) and not is_address(value, mail=name == "apply_url"):
            found.append(Fault(field=name, code="no_address", value=value[:80]))
    until = read_until(entry.until, today)
    if until is None:
        found.append(Fault(field="until", code="no_day", value=entry.until[:40]))
    elif until.day is not None and until.day < today:
        found.append(Fault(field="until", code="past", value=until.day.isoformat()))
    elif until.day is not None and until.day - today > FURTHEST:
        found.append(Fault(field="until", code="far", value=until.day.isoformat()))
    if entry.date_posted and parse_date(entry.date_posted) is None:
        found.append(Fault(field="date_posted", code="no_day", value=entry.date_posted[:40]))
    return sorted(found, key=lambda fault: list(Entry.model_fields).index(fault.field))


def is_address(text: str, *, mail: bool = False) -> bool:
    """Whether ``text`` is an address that may be linked: http or https with a host, or (``mail``) mailto."""
    try:
        parts = urlsplit(text)
        port_is_a_number = parts.port is None or parts.port >= 0
    except ValueError:
        return False
    if mail and parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port_is_a_number and not re.search(r"\s", text)


def member_of(entry: Entry, members: Mapping[str, Member]) -> Member | None:
    """Whose ad it is: as named (key or name), else the only member whose website or portal is at the ad's address."""
    if entry.member:
        named = fold_employer(entry.member)
        found = [m for m in members.values() if entry.member.casefold() == m.key or (named and named in {fold_employer(n) for n in (m.name, m.short_name, *m.aliases)})]
        exact = [m for m in found if entry.member.casefold() == m.key]
        return exact[0] if exact else found[0] if len(found) == 1 else None
    host = _host(entry.url)
    at_home = [m for m in members.values() if host and any(_is_at(host, home) for home in (m.website, m.portal, *(p.get("portal") for p in m.portals)))]
    return at_home[0] if len(at_home) == 1 else None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_at(host: str, home: str | None) -> bool:
    """The same host, or one below it: jobs.example.org is at www.example.org."""
    return bool(base := _host(home)) and (host == base or host.endswith(f".{base}"))


def identity_of(entry: Entry, source: str) -> tuple[str, str]:
    """(external id, address). Without an address the reference, else title and places, tell an ad from the next one."""
    if entry.url:
        return entry.known or canonical_url(entry.url), entry.url
    words = entry.identifier or f"{entry.title}\n{entry.places}"
    minted = uuid.uuid5(uuid.NAMESPACE_URL, f"{source}\n{words.casefold()}").urn
    return entry.known or minted, entry.known if entry.known.startswith("urn:") else minted


def posting_of(entry: Entry, member: Member, today: date, base: Posting | None = None) -> Posting:
    """The posting of a faultless entry; what it does not state is as in ``base`` (what its page says)."""
    source = member.manual_source().key
    until = read_until(entry.until, today) or Until()
    external_id, url = identity_of(entry, source)
    stated = {
        "title": entry.title, "employer": entry.employer, "locations": _places(entry.places), "valid_through": until.day and until.day.isoformat(),
        "identifier": entry.identifier, "base_salary": entry.pay, "description_html": _html(entry.text), "apply_url": entry.apply_url,
        "date_posted": entry.date_posted, "employment_type": [entry.employment_type] if entry.employment_type else [],
    }
    values = (base.model_dump() if base else {}) | {name: value for name, value in stated.items() if value}
    if until.open_ended:
        values["valid_through"] = None
    lines = [PAY_LINE + entry.pay] * bool(entry.pay) + [OPEN_LINE] * until.open_ended
    values["description_html"] = "".join(f"<p>{escape(line)}</p>" for line in lines) + (values.get("description_html") or "")
    return Posting.model_validate(values | {"id": url, "source": source, "external_id": external_id, "url": url, "published": None, "expires": None})


def _places(text: str) -> list[str]:
    """Places parted by semicolon, comma, slash or "und"; a name in brackets stays whole: "Halle (Saale)"."""
    return [part.strip() for part in re.split(r"\s*[;,/]\s*(?![^(]*\))|\s+und\s+", text) if part.strip()]


def _html(text: str) -> str:
    """Typed text as paragraphs; what is markup already stays."""
    if not text or _MARKUP.search(text):
        return text
    paragraphs: Iterable[str] = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{escape(part.strip()).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())
