"""Members, visits and possible duplicates at ``/betrieb``: what needs a person, and what she can do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Response

from pipeline.model import Member, Run
from pipeline.operations import Operations, RefusedError
from render.answers import Answerer
from render.asking import day_of
from render.lights import MemberLight, light
from render.stock import Stock

#: At most so many pairs are shown.
MOST_PAIRS = 50
#: Characters of what an operator notes.
LONGEST_NOTE = 200
#: Who decides, in the ledger.
ROLE = "betrieb"
#: What was done -> in words.
DONE = {"besuch": "wird beim nächsten Takt besucht, in höchstens einer halben Minute.", "ein": "ist eingeschaltet.", "aus": "ist ausgeschaltet. Was von ihm bekannt ist, bleibt.",
        "stumm": "schweigt bis dahin.", "laut": "meldet sich wieder.", "bekannt": "gilt als bekannt, bis es wieder vollständig gelesen wird.", "unbekannt": "gilt nicht mehr als bekannt.", "angenommen": "Der Besuch gilt.", "abgelehnt": "Der Besuch gilt nicht; der Stand davor bleibt.", "eins": "sind jetzt eine Stelle.", "zwei": "gelten für immer als verschieden."}


@dataclass(frozen=True)
class Row:
    """A member with what waits for a decision."""

    light: MemberLight
    waiting: list[Run]
    can_be_read: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody should look at it."""
        return self.light.level != "green" or bool(self.waiting)


def sections(stock: Stock, members: Mapping[str, Member], now: datetime) -> dict[str, object]:
    """What the page's sections show."""
    waiting: dict[str, list[Run]] = {}
    for run in stock.waiting():
        owner = next((member.key for member in members.values() if member.owns(run.source)), None)
        if owner is not None:
            waiting.setdefault(owner, []).append(run)
    order = {"red": 0, "amber": 1, "green": 2}
    rows = [Row(light(view, now), waiting.get(view.key, []), view.key in members and bool(members[view.key].sources())) for view in stock.members(now)]
    return {"rows": sorted((row for row in rows if row.light.member.enabled), key=lambda row: (not row.waiting, order[row.light.level])), "others": [row for row in rows if not row.light.member.enabled],
            "pairs": stock.possible_pairs(MOST_PAIRS)}


def add_operations(router: APIRouter, answers: Answerer, operations: Operations) -> None:  # noqa: C901  routes, not branches
    """Add the actions to the operators' router."""
    stock, clock = answers.stock, answers.clock

    def back(done: str, name: str = "") -> Response:
        return Response(status_code=303, headers={"Location": f"{answers.site.prefix}/betrieb?{urlencode({'getan': done, 'was': name})}"})

    def known(key: str) -> str:
        for view in stock.members(clock()):
            if view.key == key:
                return view.short_name
        raise HTTPException(404)

    @router.post("/besuch")
    def visit(mitglied: Annotated[str, Form()]) -> Response:
        name = known(mitglied)
        _said(lambda: operations.visit(mitglied))
        return back("besuch", name)

    @router.post("/schalten")
    def switch(mitglied: Annotated[str, Form()], an: Annotated[str, Form()]) -> Response:
        name = known(mitglied)
        _said(lambda: operations.switch(mitglied, on=an == "1"))
        return back("ein" if an == "1" else "aus", name)

    @router.post("/stumm")
    def mute(mitglied: Annotated[str, Form()], bis: Annotated[str, Form()] = "") -> Response:
        name = known(mitglied)
        until = day_of("bis", bis.strip()) if bis.strip() else None
        operations.mute(mitglied, until)
        return back("stumm" if until else "laut", name)

    @router.post("/bekannt")
    def acknowledge(mitglied: Annotated[str, Form()], tun: Annotated[str, Form()] = "bekannt", notiz: Annotated[str, Form()] = "") -> Response:
        name = known(mitglied)
        if tun not in ("bekannt", "zurueck"):
            raise HTTPException(404)
        if tun == "bekannt":
            operations.acknowledge(mitglied, ROLE, " ".join(notiz.split())[:LONGEST_NOTE])
        else:
            operations.forget(mitglied)
        return back("bekannt" if tun == "bekannt" else "unbekannt", name)

    @router.post("/urteil")
    def judge(besuch: Annotated[str, Form()], tun: Annotated[str, Form()]) -> Response:
        if besuch not in {run.id for run in stock.waiting()}:
            raise HTTPException(409, "Dieser Besuch wartet nicht mehr auf eine Entscheidung.")
        if tun not in ("annehmen", "ablehnen"):
            raise HTTPException(404)
        _said(lambda: operations.accept(besuch, ROLE) if tun == "annehmen" else operations.reject(besuch, ROLE))
        return back("angenommen" if tun == "annehmen" else "abgelehnt")

    @router.post("/doppelte")
    def decide(eine: Annotated[str, Form()], andere: Annotated[str, Form()], tun: Annotated[str, Form()]) -> Response:
        one, other = stock.vacancy(eine), stock.vacancy(andere)
        if one is None or other is None or tun not in ("eins", "zwei"):
            raise HTTPException(404)
        if tun == "eins":
            stock.merge(one.id, other.id, clock())
        else:
            stock.keep_apart(one.id, other.id, clock())
        return back(tun, f"„{one.title}“ und „{other.title}“")


def _said(act: Callable[[], object]) -> None:
    try:
        act()
    except RefusedError as error:
        raise HTTPException(409, str(error)) from error
