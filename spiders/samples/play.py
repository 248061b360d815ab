"""How the sample portals play one platform: the base class, and what a portal must be seen to say."""

from __future__ import annotations

import importlib
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from spiders.samples.places import WHERE
from spiders.samples.wire import Answer, Asked, detail, html_page
from spiders.samples.world import Ad, Employer

BERLIN = ZoneInfo("Europe/Berlin")
#: The employer that ``SamplePortal`` plays.
EMPLOYER = Employer("beispielland", "Kommunaler IT-Verbund Beispielland", "KIT Beispielland",
                    (("34117", "Kassel"), ("36037", "Fulda"), ("37073", "Göttingen"), ("06108", "Halle (Saale)"), ("32657", "Lemgo")), "DE-HE", "html", 30, 30)
#: Platforms that can be played: each has a file of its name here, with a class ``Sample``.
PLATFORMS = tuple(sorted({file.stem for file in Path(__file__).parent.glob("*.py")} & {file.stem for file in (Path(__file__).parents[1] / "platforms").glob("[a-z]*.py")}))


@dataclass(frozen=True)
class Told:
    """What a portal says of one posting, as exact truth. A date that the format does not carry is None."""

    external_id: str
    title: str
    url: str
    locations: list[str]
    date_posted: str | None
    valid_through: str | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Play:
    """One platform's surface. Subclasses are named ``Sample`` and live in the file of the platform's name."""

    #: Where the list is that an operator would write down as the portal, and what else the registry needs to know.
    portal: ClassVar[str] = "/"
    params: ClassVar[dict[str, Any]] = {}
    #: Whether the vendor's fixed host must be led to loopback by ``api_base``.
    fixed_host: ClassVar[bool] = False
    #: Whether the list, or the page it leads to, states place, publication and deadline as fields of their own.
    placed: ClassVar[bool] = True
    dated: ClassVar[bool] = True
    deadlines: ClassVar[bool] = True
    #: Whether the list comes in pages.
    paged: ClassVar[bool] = False
    #: Whether the surface is found from the employer's website, from itself and from an ad; else it is written down by hand.
    findable: ClassVar[bool] = True
    robots: str = "User-agent: *\nDisallow: /intern/\n"

    def __init__(self, base: str, ads: list[Ad], employer: Employer = EMPLOYER) -> None:
        self.base = base
        self.ads = ads
        #: What the portal counts where it states a total; a fault can let the list hold less or more than that.
        self.counted = ads
        self.employer = employer

    @property
    def total(self) -> int:
        """The portal's own count."""
        return len(self.counted)

    def answer(self, asked: Asked) -> Answer | None:
        """What the portal says to a request; None where it knows no such address. May raise ``faults.Redirect``."""
        raise NotImplementedError

    def is_list(self, asked: Asked) -> bool:
        """Whether a request asks for the list."""
        return asked.path == urlsplit(self.portal).path

    def is_posting(self, asked: Asked) -> bool:
        """Whether a request asks for one posting: its page, or a record of its own."""
        return not self.is_list(asked) and any(self.external_id(ad) in asked.target or self.url(ad) == self.base + asked.target for ad in self.ads)

    def external_id(self, ad: Ad) -> str:
        """The portal's stable id."""
        return str(ad.number)

    def path(self, ad: Ad) -> str:
        """Where the ad stands."""
        raise NotImplementedError

    def url(self, ad: Ad) -> str:
        return self.base + self.path(ad)

    def places(self, ad: Ad) -> list[str]:
        """The place of work as far as the format tells it: the city in some spelling."""
        return [ad.place[1]] if self.placed else []

    def facts(self, ad: Ad) -> dict[str, Any]:
        """What a reader can know of the ad (fields of docs/facts.md)."""
        return ad.facts

    def told(self, ad: Ad) -> Told:
        posted = ad.born.isoformat() if self.dated else None
        return Told(self.external_id(ad), ad.title, self.url(ad), self.places(ad), posted, ad.facts["valid_through"] if self.deadlines else None)

    def by_id(self, external_id: str) -> Ad | None:
        return next((ad for ad in self.ads if self.external_id(ad) == external_id), None)

    def marked_up(self, pattern: str, asked: Asked) -> Answer | None:
        """The page with JSON-LD, where the path matches ``pattern``, whose first group is the id."""
        found = re.fullmatch(pattern, asked.path)
        ad = self.by_id(found[1]) if found else None
        return detail(ad, self.url(ad)) if ad else None

    def plain_page(self, pattern: str, asked: Asked) -> Answer | None:
        """The page without any markup for machines."""
        found = re.fullmatch(pattern, asked.path)
        ad = self.by_id(found[1]) if found else None
        return html_page(ad.title, f"<main><h1>{escape(ad.title)}</h1>{ad.html}</main>") if ad else None


def plays(platform: str, variant: str = "") -> type[Play]:
    """The class that plays ``platform``; ``variant`` names a second surface of it (``variants``)."""
    module = importlib.import_module(f"spiders.samples.{platform}")
    found: type[Play] = getattr(module, f"Sample{variant.title()}")
    return found


def variants(platform: str) -> list[str]:
    """The surfaces of ``platform``; the first, named "", is the usual one."""
    module = importlib.import_module(f"spiders.samples.{platform}")
    return sorted(name.removeprefix("Sample").lower() for name in vars(module) if name.startswith("Sample"))


def deadline(ad: Ad) -> date | None:
    value = ad.facts["valid_through"]
    return date.fromisoformat(value) if value else None


def german(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def utc(day: date, *, end: bool = False) -> datetime:
    """Local midnight at which ``day`` begins (or the last second before it ends), in UTC."""
    local = datetime.combine(day + timedelta(days=1) if end else day, time(), BERLIN)
    return (local - timedelta(seconds=1) if end else local).astimezone(UTC)


def rfc822(day: date) -> str:
    """As in RSS, in the morning of ``day``."""
    local = datetime.combine(day, time(8, 30), BERLIN)
    names, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{names[day.weekday()]}, {day.day:02} {months[day.month - 1]} {day.year} 08:30:00 {local:%z}"


def parts(ad: Ad) -> list[tuple[str, str]]:
    """The ad's sections as (heading, HTML); the first one and the ending have no heading."""
    pieces = re.split(r"<h3>(.*?)</h3>", ad.html)
    found = [("", pieces[0].strip())] + [(pieces[n], pieces[n + 1].strip()) for n in range(1, len(pieces), 2)]
    heading, last = found[-1]
    cut = last.find("<p>") if len(found) > 1 else -1
    return [*found[:-1], (heading, last[:cut].strip()), ("", last[cut:])] if cut >= 0 else found


def section(ad: Ad, number: int) -> str:
    """The HTML of one section, empty where the ad has no such one."""
    found = parts(ad)
    return found[number][1] if number < len(found) else ""


__all__ = ["BERLIN", "EMPLOYER", "PLATFORMS", "WHERE", "Play", "Told", "deadline", "german", "parts", "plays", "rfc822", "section", "utc", "variants"]
