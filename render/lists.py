"""Ready-made lists: filters that have lasting addresses of their own, as a page and as feeds, in the web app and as files alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.issues import next_issue
from pipeline.model import Area, Issue, MemberView
from pipeline.normalise.places import STATES
from render import inert, views
from render.asking import Parameters
from render.site import Site

#: The parameters by which lists are ready-made, and what the lists of each are called together.
GROUPS = {"art": "Ausbildung und Studium", "fach": "Nach Fachgebiet", "land": "Nach Bundesland", "arbeitgeber": "Nach Arbeitgeber"}
#: How long the page of an issue's news stays: mails are opened late.
ISSUE_KEPT = timedelta(weeks=8)


@dataclass(frozen=True)
class ReadyList:
    """The list that one parameter of the query string asks for."""

    name: str
    value: str
    label: str

    @property
    def parameters(self) -> Parameters:
        return [(self.name, self.value)]

    @property
    def path(self) -> str:
        """The address of its page: a file of the static site, in the web app the way to the same filter."""
        return f"/liste/{self.name}/{self.value}/"

    @property
    def feeds(self) -> str:
        """The address of its feeds, without the format."""
        return f"/feed/{self.name}/{self.value}"


FIXED = [
    ReadyList("art", "ausbildung", "Ausbildung und duales Studium"),
    *(ReadyList("fach", area.value, views.AREAS[area]) for area in Area),
    *(ReadyList("land", code, name) for code, name in sorted(STATES.items(), key=lambda item: item[1])),
]


def ready_lists(members: Iterable[MemberView]) -> list[ReadyList]:
    """All of them; an employer has one while it is read or something of it is open."""
    return [*FIXED, *(ReadyList("arbeitgeber", m.key, m.short_name) for m in members if m.enabled or m.open_vacancies)]


def grouped(lists: Iterable[ReadyList]) -> list[tuple[str, list[ReadyList]]]:
    """(heading, lists) in the order in which they are shown."""
    known = list(lists)
    return [(heading, members) for name, heading in GROUPS.items() if (members := [one for one in known if one.name == name])]


def issue_path(day: date) -> str:
    """The address of the news of one issue."""
    return f"/liste/ausgabe/{day}/"


def issue_days(today: date, issues: Iterable[Issue]) -> list[date]:
    """The issues whose news have a page: the next one, and each that went out, or that a draft was made for, of late."""
    known = list(issues)
    days = {next_issue(today - timedelta(days=ago), known) for ago in range(ISSUE_KEPT.days + 1)}
    return sorted(days | {issue.day for issue in known if issue.state != "dropped" and today - ISSUE_KEPT <= issue.day < today})


def opml(lists: Iterable[ReadyList], site: Site) -> bytes:
    """All ready-made feeds for feed readers, in groups (OPML 2.0, http://opml.org/spec2.opml)."""
    def outline(label: str, feed: str, page: str) -> str:
        text, address = inert.xml(f"VITAKO-Stellenmarkt: {label}"), inert.xml(site.url(f"{feed}.rss"))
        return f'<outline type="rss" version="RSS2" language="de-DE" text="{text}" title="{text}" xmlUrl="{address}" htmlUrl="{inert.xml(site.url(page))}"/>\n'

    groups = "".join(f'<outline text="{inert.xml(heading)}">\n{"".join(outline(one.label, one.feeds, one.path) for one in members)}</outline>\n' for heading, members in grouped(lists))
    title = "Beispieldaten: VITAKO-Stellenmarkt" if site.demo else "VITAKO-Stellenmarkt"
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head>\n<title>{title}</title>\n<docs>http://opml.org/spec2.opml</docs>\n</head>\n<body>\n'
            f'{outline("alle offenen Stellen", "/feed", "/")}{groups}</body>\n</opml>\n').encode()
