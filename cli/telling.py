"""Tells editors what is coming, by mail or whatever Apprise reaches: the draft of an issue, once, the day before."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from cli.settings import UsageError
from cli.workspace import Workspace
from pipeline.issues import next_issue
from pipeline.normalise.dates import BERLIN
from render.block import Options, make_block, render
from render.pages import issue_words
from render.views import long_date

log = logging.getLogger("stellenmarkt.telling")

#: The hour in Berlin from which a draft is told, and how long to wait after it could not be told.
FROM_HOUR, AGAIN = 7, timedelta(hours=1)


def check_addresses(text: str, variable: str) -> None:
    """UsageError for an address that nothing can be sent to."""
    from apprise import Apprise

    for number, address in enumerate(text.split(), start=1):
        if Apprise.instantiate(address) is None:
            # The address itself holds a password and stays out of the message.
            raise UsageError("address", f"{variable}: entry {number} is no address that Apprise knows, such as mailtos://user:password@example.org?to=redaktion@example.org", variable)


def tell_draft(workspace: Workspace) -> date | None:
    """Send the draft of the next issue where it is due and was not sent; the issue's day where it was sent now."""
    store, now = workspace.store, workspace.clock()
    if not workspace.settings.editor_urls.split() or workspace.demo:
        return None
    local = now.astimezone(BERLIN)
    day = next_issue(local.date(), store.issues())
    if local.date() < day - timedelta(days=1) or local.hour < FROM_HOUR or store.noted("draft_told") == day.isoformat():
        return None
    failed = store.noted("draft_failed")
    if failed is not None and failed > (now - AGAIN).isoformat():
        return None
    if not send(workspace.settings.editor_urls, *draft(workspace, day)):
        store.note("draft_failed", now.isoformat())
        log.error("the draft of issue %s could not be sent; next try in an hour", day)
        return None
    store.note("draft_told", day.isoformat())
    return day


def draft(workspace: Workspace, day: date) -> tuple[str, str]:
    """Subject and text of the mail."""
    block = make_block(workspace.store, Options(day=day), workspace.site, workspace.clock())
    words = issue_words(block.selection)
    text = (f"Guten Tag,\n\nmorgen erscheint die Ausgabe vom {long_date(day)}. Der Stellenmarkt hat dafür: {words}.\n\n"
            if day > workspace.clock().astimezone(BERLIN).date() else f"Guten Tag,\n\nheute erscheint die Ausgabe vom {long_date(day)}. Der Stellenmarkt hat dafür: {words}.\n\n")
    link = workspace.site.url(f"/redaktion?ausgabe={day}")
    return f"Stellenmarkt, Entwurf für den {long_date(day)}: {words}", f"{text}Ansehen, ändern und freigeben: {link}\n\n{render(block, 'txt').decode()}"


def send(addresses: str, title: str, text: str) -> bool:
    """Send to every address; False where one of them failed."""
    from apprise import Apprise, NotifyFormat

    where = Apprise()
    known = [where.add(address) for address in addresses.split()]
    return all(known) and bool(where.notify(title=title, body=text, body_format=NotifyFormat.TEXT))
