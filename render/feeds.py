"""RSS 2.0, Atom (RFC 4287), JSON Feed 1.1 and calendar entries (RFC 5545) of vacancies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from pipeline.model import Vacancy
from pipeline.normalise.dates import BERLIN
from pipeline.normalise.places import STATES
from render import views
from render.inert import address, plain, xml
from render.site import TAG_AUTHORITY, TAG_YEAR, Site, tag_uri

#: At most this many items; readers fetch the whole feed again and again.
MOST = 1000
#: The safe HTML of ads by vacancy, where the employer consents (``pages.texts``).
NONE: Mapping[str, str] = {}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(moment: datetime) -> str:
    """RFC 822 date with English names in every locale."""
    utc = moment.astimezone(UTC)
    return f"{_DAYS[utc.weekday()]}, {utc.day:02} {_MONTHS[utc.month - 1]} {utc:%Y %H:%M:%S} +0000"


def told_at(vacancy: Vacancy) -> datetime | None:
    """The item's date: the round's first seen; for stock its plausible date posted, else none."""
    told = vacancy.told_at
    if told is None or isinstance(told, datetime):
        return told
    return datetime.combine(told, time(12), BERLIN)


def newest(vacancies: Sequence[Vacancy]) -> datetime:
    """The feed's date: its newest change, never now."""
    return max((v.changed_at for v in vacancies), default=datetime(2026, 1, 1, tzinfo=UTC))


def _text(vacancy: Vacancy) -> str:
    facts = views.summary(vacancy)
    return " – ".join(filter(None, (facts, f"{vacancy.employer}, {views.places(vacancy)}".strip(", "))))


def _categories(vacancy: Vacancy) -> list[str]:
    names = [p.name for p in vacancy.locations] + [STATES[p.state] for p in vacancy.locations if p.state in STATES]
    return list(dict.fromkeys([*names, *(views.AREAS[a] for a in vacancy.areas), *filter(None, [views.grades(vacancy)]), views.KINDS[vacancy.kind]]))


def rss(vacancies: Sequence[Vacancy], site: Site, title: str, self_url: str, page_url: str, texts: Mapping[str, str] = NONE) -> str:
    """RSS 2.0 without validator advice."""
    items = "".join(_rss_item(site.absolute(v), texts.get(v.id)) for v in vacancies[:MOST])
    demo = "Beispieldaten: " if site.demo else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel>\n'
        f"<title>{xml(demo + title)}</title>\n<link>{xml(page_url)}</link>\n"
        f"<description>{xml(demo + 'Offene Stellen der kommunalen IT-Dienstleister')}</description>\n"
        f'<atom:link rel="self" type="application/rss+xml" href="{xml(self_url)}"/>\n<language>de-DE</language>\n'
        f"<lastBuildDate>{rfc822(newest(vacancies))}</lastBuildDate>\n<ttl>360</ttl>\n{items}</channel>\n</rss>\n")


def _rss_item(vacancy: Vacancy, text: str | None) -> str:
    told = told_at(vacancy)
    categories = "".join(f"<category>{xml(name)}</category>\n" for name in _categories(vacancy))
    return (
        f"<item>\n<title>{xml(views.feed_title(vacancy))}</title>\n<link>{xml(vacancy.url)}</link>\n"
        f'<guid isPermaLink="false">{xml(tag_uri(vacancy))}</guid>\n' + (f"<pubDate>{rfc822(told)}</pubDate>\n" if told else "")
        + f"<dc:creator>{xml(vacancy.employer)}</dc:creator>\n{categories}<description>{xml(_text(vacancy))}</description>\n"
        + (f"<content:encoded>{xml(text)}</content:encoded>\n" if text else "") + "</item>\n")


def atom(vacancies: Sequence[Vacancy], site: Site, title: str, self_url: str, page_url: str, texts: Mapping[str, str] = NONE) -> str:
    """Atom 1.0; ``updated`` of an item is its last change."""
    demo = "Beispieldaten: " if site.demo else ""
    entries = "".join(_entry(site.absolute(v), texts.get(v.id)) for v in vacancies[:MOST])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-DE">\n'
        f"<id>{xml(_feed_id(self_url))}</id>\n<title>{xml(demo + title)}</title>\n<updated>{_iso(newest(vacancies))}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{xml(self_url)}"/>\n<link rel="alternate" type="text/html" href="{xml(page_url)}"/>\n'
        f"<author><name>VITAKO</name></author>\n{entries}</feed>\n")


def _entry(vacancy: Vacancy, text: str | None) -> str:
    told = told_at(vacancy)
    published = f"<published>{_iso(told)}</published>\n" if told else ""
    categories = "".join(f'<category term="{xml(name)}"/>\n' for name in _categories(vacancy))
    return (f"<entry>\n<id>{xml(tag_uri(vacancy))}</id>\n<title>{xml(views.feed_title(vacancy))}</title>\n{published}<updated>{_iso(vacancy.changed_at)}</updated>\n"
            f'<link rel="alternate" type="text/html" href="{xml(vacancy.url)}"/>\n<author><name>{xml(vacancy.employer)}</name></author>\n{categories}'
            f"<summary>{xml(_text(vacancy))}</summary>\n" + (f"<content type=\"html\">{xml(text)}</content>\n" if text else "") + "</entry>\n")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _feed_id(self_url: str) -> str:
    """The same for the query form and the lasting address of a feed: /feed.atom?fach=data, /feed/fach/data.atom."""
    path, _, query = self_url.partition("?")
    if lasting := re.search(r"/feed/([a-z]+)/([\w-]+)\.atom$", path):
        query = f"{lasting[1]}={lasting[2]}"
    return f"tag:{TAG_AUTHORITY},{TAG_YEAR}:feed" + (f"/{query}" if query else "")


def json_feed(vacancies: Sequence[Vacancy], site: Site, title: str, self_url: str, page_url: str, texts: Mapping[str, str] = NONE) -> str:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = []
    for vacancy in map(site.absolute, vacancies[:MOST]):
        told = told_at(vacancy)
        item = {"id": tag_uri(vacancy), "url": vacancy.url, "external_url": address(vacancy.employer_url) or None, "title": plain(views.feed_title(vacancy)),
                "content_text": plain(_text(vacancy)), "content_html": plain(texts[vacancy.id], 100_000) if vacancy.id in texts else None, "date_published": _iso(told) if told else None, "date_modified": _iso(vacancy.changed_at),
                "authors": [{"name": plain(vacancy.employer)}], "tags": [plain(name) for name in _categories(vacancy)], "language": "de"}
        items.append({key: value for key, value in item.items() if value is not None})
    demo = "Beispieldaten: " if site.demo else ""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": plain(demo + title), "home_page_url": page_url, "feed_url": self_url, "language": "de-DE", "items": items}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def deadline_ics(vacancy: Vacancy, site: Site) -> bytes | None:
    """A whole-day entry on the deadline, with a reminder three days before; None where no deadline is known."""
    day: date | None = vacancy.valid_through
    if day is None:
        return None
    entry = Event()
    entry.add("uid", tag_uri(vacancy))
    entry.add("dtstamp", vacancy.changed_at.astimezone(UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", f"Bewerbungsfrist: {plain(views.feed_title(vacancy))}")
    entry.add("url", site.absolute(vacancy).url)
    entry.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//VITAKO//Stellenmarkt//DE")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
