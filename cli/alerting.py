"""Alerts in German: what is broken, once; that it is over, once; the mail on Monday morning; the ping for a dead man's switch."""

from __future__ import annotations

import logging
import urllib.request
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from cli.telling import send
from cli.workspace import Workspace
from pipeline.alarms import Alarm, Ringing, alarms, news
from pipeline.issues import next_issue
from pipeline.model import Run
from pipeline.normalise.dates import BERLIN
from render import pages
from render.lights import Status
from render.views import VERDICTS, long_date, moment

log = logging.getLogger("stellenmarkt.alerting")

#: Monday's mail goes out from this hour in Berlin on.
FROM_HOUR = 7
#: How long to wait after a message could not be sent.
AGAIN = timedelta(hours=1)
PING_SECONDS = 10
_RINGING = TypeAdapter(list[Ringing])


def alert(workspace: Workspace) -> list[str]:
    """Tell what is new and, on Monday, how things are; returns the subjects of what was sent."""
    store, now = workspace.store, workspace.clock()
    if workspace.demo or not workspace.settings.alert_urls.split() or (store.noted("alert_failed") or "") > (now - AGAIN).isoformat():
        return []
    status = pages.state(store, now)
    sent = [*_news(workspace, status, now), *_monday(workspace, status, now)]
    return [subject for subject in sent if subject]


def ping(workspace: Workspace) -> bool:
    """Tell a dead man's switch that we live; whoever watches it hears when this stops."""
    url = workspace.settings.ping_url
    if not url or not url.startswith(("http://", "https://")):
        return False
    try:
        with urllib.request.urlopen(url, timeout=PING_SECONDS) as answer:  # noqa: S310  the scheme is checked above
            return bool(answer.status < 400)
    except OSError as error:
        log.warning("the ping did not arrive: %s", error)
        return False


def _news(workspace: Workspace, status: Status, now: datetime) -> list[str]:
    store = workspace.store
    known = _RINGING.validate_json(store.noted("alarms") or "[]")
    words = {item.member.key: item.message for item in status.members}
    views = [item.member for item in status.members]
    found = news(alarms(views, workspace.members, words, now), known, now, [view.key for view in views if not view.muted_until])
    sent = ""
    if found.new or found.over:
        subject, text = _message(workspace, found.new, found.over, now)
        if not _sent(workspace, subject, text, now):
            return []
        sent = subject
    if found.ringing != known:
        store.note("alarms", _RINGING.dump_json(found.ringing).decode())
    return [sent]


def _message(workspace: Workspace, new: list[Alarm], over: list[Ringing], now: datetime) -> tuple[str, str]:
    """Subject and text of what is new and what is over; one message, however many members it is about."""
    day = next_issue(now.astimezone(BERLIN).date(), workspace.store.issues())
    lines = []
    for alarm in new:
        since = f"zuletzt vollständig am {moment(alarm.since)}" + (f" mit {alarm.before} Anzeigen" if alarm.before is not None else "") if alarm.since else "noch nie vollständig gelesen"
        lines.append(f"{alarm.name}: {since}. {alarm.why}".strip())
    lines += [f"{one.name}: wird wieder vollständig gelesen (gemeldet am {moment(one.told_at)})." for one in over]
    names = ", ".join(alarm.name for alarm in new) or ", ".join(one.name for one in over)
    what = "wird nicht gelesen" if len(new) == 1 else "werden nicht gelesen" if new else "wird wieder gelesen" if len(over) == 1 else "werden wieder gelesen"
    tail = f"Die nächste Ausgabe erscheint am {long_date(day)}. Keine Stelle verschwindet, solange ein Portal nicht gelesen wird; neue fehlen." if new else "Zu tun ist nichts."
    return f"Stellenmarkt: {names} {what}", "\n\n".join([*lines, tail, _links(workspace)])


def _monday(workspace: Workspace, status: Status, now: datetime) -> list[str]:
    local = now.astimezone(BERLIN)
    week = f"{local.isocalendar().year}-W{local.isocalendar().week:02}"
    if local.hour < FROM_HOUR or workspace.store.noted("monday") == week:
        return []
    # A machine that slept through Monday tells it later.
    subject = f"Stellenmarkt, Woche vom {long_date(local.date() - timedelta(days=local.weekday()))}: {pages.LIGHTS[status.level]}"
    if not _sent(workspace, subject, _week(workspace, status, now), now):
        return []
    workspace.store.note("monday", week)
    return [subject]


def _week(workspace: Workspace, status: Status, now: datetime) -> str:
    """What broke, since when, what was done, what needs a decision, what comes next."""
    store = workspace.store
    runs = [run for run in store.runs(limit=5000) if run.started_at > now - timedelta(days=7)]
    parts = [status.message]
    bad = [f"- {item.member.short_name}: {item.message}" for item in status.members if item.level != "green"]
    parts += ["Bitte ansehen:\n" + "\n".join(bad)] if bad else []
    waiting = [f"- {run.source}: Besuch vom {moment(run.started_at)}, {VERDICTS[run.verdict] if run.verdict else ''}, {run.postings} Anzeigen" for run in store.waiting()]
    parts += ["Ihre Entscheidung fehlt:\n" + "\n".join(waiting)] if waiting else []
    pairs = len(store.possible_pairs())
    parts += [f"{pairs} {'Paar ist' if pairs == 1 else 'Paare sind'} vielleicht dieselbe Stelle."] if pairs else []
    done = [f"- {run.source}: Besuch vom {moment(run.started_at)} angenommen von {run.accepted_by}" for run in runs if run.accepted_by]
    parts += ["Entschieden wurde:\n" + "\n".join(done)] if done else []
    parts.append(f"In den letzten sieben Tagen: {_number(len(runs), 'Besuch', 'Besuche')}, davon {sum(run.verdict == 'complete' for run in runs)} vollständig; "
                 f"{_number(_sum(runs, 'new'), 'neue Anzeige', 'neue Anzeigen')}, {_number(_sum(runs, 'closed'), 'geschlossene', 'geschlossene')}.")
    day = next_issue(now.astimezone(BERLIN).date(), store.issues())
    return "\n\n".join([*parts, f"Die nächste Ausgabe erscheint am {long_date(day)}.", _links(workspace)])


def _links(workspace: Workspace) -> str:
    return f"Ansehen: {workspace.site.url('/status')}\nEntscheiden: {workspace.site.url('/betrieb')}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _sum(runs: list[Run], name: str) -> int:
    return sum(getattr(run, name) for run in runs)


def _sent(workspace: Workspace, subject: str, text: str, now: datetime) -> bool:
    if send(workspace.settings.alert_urls, subject, text):
        return True
    workspace.store.note("alert_failed", now.isoformat())
    log.error("%r could not be sent; next try in an hour", subject)
    return False
