"""The block's HTML uses only what mail programs show: elements, CSS properties and kinds of values with their support after
caniemail.com (data of 9 September 2025), for Outlook, Gmail, GMX, WEB.DE, Apple Mail, Thunderbird and the others it lists."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from pipeline.model import PayGrade, Place, PostingRef, Vacancy
from pipeline.select import IssueRequest, select
from render.block import Block, Options, render
from render.site import Site
from tests.conftest import NOW

ISSUE, SINCE = date(2026, 3, 18), datetime(2026, 3, 4, tzinfo=UTC)
#: Shown by every client of the list (caniemail: html-h1-h6, html-p; links are as old as mail).
EVERYWHERE = {"h2", "p", "a"}
#: What frames a whole mail; clients drop it or put a <div> in its place (html-body), and nothing is lost.
FRAME = {"html", "head", "meta", "title", "link", "body"}
#: Property -> values that work everywhere. margin: no negative ones (Gmail, Outlook, Yahoo), no auto (Outlook). font-size: no rem (GMX, WEB.DE,
#: Outlook), no percentage (Outlook for Windows, Samsung). line-height: a bare number ("em" and "px" behave oddly in Outlook for Windows).
WORKS = {"margin": r"(?:0|\d+px)(?: (?:0|\d+px)){0,3}", "font-size": r"\d+px", "line-height": r"\d(?:\.\d+)?"}
#: Only on <body>, where a client that drops them shows the same text a little wider (css-padding, css-max-width: partial in Outlook for Windows).
OF_FRAME = {"margin", "padding", "max-width", "font-family", "font-size"}
ATTRIBUTES = {"style", "href", "lang", "charset", "name", "content", "rel", "type"}


class Used(HTMLParser):
    """Elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def vacancy(number: int) -> Vacancy:
    return Vacancy(id=f"v{number}", url=f"/stelle/v{number}", employer_url=f"https://haus.example.org/{number}", title=f"Stelle {number} – Betrieb & Cloud (m/w/d)", employer="Haus AöR",
                   employer_key=f"haus{number}", employer_short="Haus", first_seen=NOW, changed_at=NOW, locations=[Place(name="Gießen")], open_ended=True,
                   pay_grades=[PayGrade(scheme="TVöD", min="EG 11", max="EG 11")],
                   postings=[PostingRef(source="haus", external_id=str(number), url="https://haus.example.org", title="x", first_seen=NOW)])


def problems(text: str) -> list[str]:
    """What some mail program would not show as it is meant."""
    found = []
    for tag, attributes in Used(text).tags:
        if tag not in EVERYWHERE | FRAME:
            found.append(f"<{tag}>")
        found += [f"{tag} {name}=" for name in attributes if name not in ATTRIBUTES]
        for declaration in filter(None, attributes.get("style", "").split(";")):
            name, _, value = declaration.partition(":")
            if tag == "body" and name in OF_FRAME:
                continue
            if name not in WORKS or not re.fullmatch(WORKS[name], value):
                found.append(f"{tag} {declaration}")
        if tag == "a" and not attributes.get("href", "").startswith("https://"):
            found.append(f"a {attributes}")
    return found


@pytest.mark.parametrize("form", ["html", "doc"])
@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("jobs", [0, 8])
def test_mail_programs_support_what_the_block_uses(form: str, demo: bool, jobs: int) -> None:
    chosen = select([vacancy(n) for n in range(jobs)], IssueRequest(day=ISSUE, since=SINCE))
    text = render(Block(chosen, Options(day=ISSUE), Site("https://stellen.example.org", demo=demo), SINCE), form).decode()
    assert problems(text) == []
    assert sum(tag == "a" for tag, _ in Used(text).tags) == jobs + 1
    assert len(re.findall(r"<(?!!)", text)) > 2


@pytest.mark.parametrize("bad", ['<ul><li>x</li></ul>', '<p style="margin:-1px">x</p>', '<p style="font-size:1rem">x</p>', '<p style="display:flex">x</p>', '<p class="x">x</p>', '<p role="note">x</p>',
                                 "<style>p{}</style>", '<img src="x" alt="">', '<a href="/stelle/1">x</a>'])
def test_what_they_do_not_support_is_found(bad: str) -> None:
    assert problems(bad)
