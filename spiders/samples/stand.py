"""One request to one sample portal: what was asked, what the portal or the employer's website says, spoilt by a fault; and the portal as a member."""

from __future__ import annotations

import json
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import Any

from spiders.samples.faults import bend
from spiders.samples.play import Play
from spiders.samples.sending import deliver
from spiders.samples.wire import Answer, Asked, html_page
from spiders.samples.world import Employer

#: Where the employer's website is, which leads to the portal.
WEBSITE = "/website/"


def respond(request: BaseHTTPRequestHandler, play: Play, day: date, fault: str) -> None:
    """Answer a request to the portal that ``play`` plays on ``day``."""
    length = int(request.headers.get("Content-Length") or 0)
    asked = Asked(request.path, play.base, day, request.command, request.rfile.read(length))
    posting = bool(fault) and (asked.path.startswith(WEBSITE) or play.is_posting(asked))
    acting = bend(fault, play) if fault and not posting else play
    deliver(request, fault, lambda: say(acting, asked), posting=posting)


def say(play: Play, asked: Asked) -> Answer:
    """What the portal, or the employer's website that leads to it, says to one request."""
    if asked.path == "/robots.txt":
        return 200, "text/plain", play.robots.encode()
    if asked.path == f"{WEBSITE}karriere":
        return html_page("Karriere", f'<h1>Arbeiten bei uns</h1><p><a href="{play.base}{play.portal}">Offene Stellen</a></p>')
    found = play.answer(asked)
    if found is None and asked.path == WEBSITE:
        return html_page(play.employer.name, f'<nav><a href="{WEBSITE}impressum">Impressum</a> <a href="{WEBSITE}karriere">Karriere</a></nav>')
    if found is None and asked.path == f"{WEBSITE}impressum":
        return html_page("Impressum", "<h1>Impressum</h1><p>Angaben nach § 5 DDG.</p>")
    return found or html_page("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1>", 404)


def source(employer: Employer, kind: type[Play], base: str) -> dict[str, Any]:
    """The portal as a source of the registry."""
    more = {"api_base": base} if kind.fixed_host else {}
    return {"key": employer.key, "member": employer.key, "employer": employer.name, "portal": base + kind.portal, "platform": employer.platform, "params": kind.params, **more}


def member_toml(employer: Employer, kind: type[Play], base: str) -> str:
    """The portal as an enabled member of the registry."""
    row = source(employer, kind, base)
    lines = [f"[{employer.key}]", f'name = "{employer.name}"', f'short_name = "{employer.short_name}"', f'city = "{employer.city}"', f'state = "{employer.state}"',
             f'website = "{base}{WEBSITE}"', *(f'{key} = "{row[key]}"' for key in ("portal", "platform", "api_base") if key in row), "enabled = true"]
    if employer.count == 0 and employer.style != "joint":
        lines.append("none_is_normal = true")
    if row["params"]:
        lines += [f"[{employer.key}.params]", *(f"{key} = {_toml(value)}" for key, value in row["params"].items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A value of a TOML table: JSON but for tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
