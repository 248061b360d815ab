"""``/redaktion``: preview of an issue, choices, release; only for the role ``redaktion``, changes only by POST."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Request, Response

from pipeline.issues import IssueError, next_issue
from pipeline.model import EditorChoice, Issue, guid_of
from pipeline.normalise.dates import berlin
from render import pages
from render.asking import day_of
from render.auth import gate
from render.block import FORMATS, Block, make_block
from render.block import render as render_block
from render.newsletter import options_of
from render.site import Site

if TYPE_CHECKING:
    from render.answers import Answerer


def add_editors(app: FastAPI, answers: Answerer) -> None:
    """Add the editors' addresses to ``app``."""
    _choosing(app, answers)
    _calendar(app, answers)


def _choosing(app: FastAPI, answers: Answerer) -> None:
    stock, site = answers.stock, answers.site
    editor = gate(site, "redaktion", "betrieb")

    def made(day: str) -> Block:
        now = answers.clock()
        return make_block(stock, options_of([("ausgabe", day)] if day else [], stock, berlin(now)), site, now)

    @app.get("/redaktion", include_in_schema=False, dependencies=[Depends(editor)])
    def overview(ausgabe: str = "") -> Response:
        return answers.plain(pages.editors_page(stock, site, made(ausgabe), answers.clock()), "text/html; charset=utf-8")

    @app.post("/redaktion/auswahl", include_in_schema=False, dependencies=[Depends(editor)])
    def choose(ausgabe: Annotated[date, Form()], stelle: Annotated[str, Form()], aktion: Annotated[str, Form()],
               titel: Annotated[str, Form()] = "") -> Response:
        vacancy = stock.vacancy(stelle)
        if vacancy is None or aktion.removesuffix("-weg") not in ("pin", "hide", "title"):
            raise HTTPException(404)
        if aktion.endswith("-weg"):
            stock.unchoose(vacancy.id, ausgabe, aktion.removesuffix("-weg"))
        else:
            choice = EditorChoice.model_validate({"vacancy": vacancy.id, "issue": ausgabe, "action": aktion, "title": titel.strip()[:200] or None})
            stock.choose(choice, answers.clock())
        return _back(site, ausgabe)

    @app.get("/redaktion.js", include_in_schema=False)
    def script(request: Request) -> Response:
        return answers.of_bytes(request, pages.static("redaktion.js"), "text/javascript; charset=utf-8", seconds=86_400)

    @app.post("/redaktion/freigeben", include_in_schema=False, dependencies=[Depends(editor)])
    def release_issue(ausgabe: Annotated[date, Form()]) -> Response:
        release(answers, made(ausgabe.isoformat()), answers.clock())
        return _back(site, ausgabe)

    @app.post("/redaktion/versandt", include_in_schema=False, dependencies=[Depends(editor)])
    def sent(ausgabe: Annotated[date, Form()]) -> Response:
        issue = stock.issue(ausgabe)
        if issue is None or issue.state not in ("released", "sent"):
            raise HTTPException(409, "Bitte geben Sie die Ausgabe erst frei.")
        stock.save_issue(issue.model_copy(update={"state": "sent"}))
        return _back(site, ausgabe)


def _calendar(app: FastAPI, answers: Answerer) -> None:
    stock, site = answers.stock, answers.site
    editor = gate(site, "redaktion", "betrieb")

    @app.post("/redaktion/kalender", include_in_schema=False, dependencies=[Depends(editor)])
    def plan(ausgabe: Annotated[date, Form()], aktion: Annotated[str, Form()], neu: Annotated[str, Form()] = "") -> Response:
        day = day_of("ausgabe", ausgabe.isoformat())
        try:
            if aktion == "verlegen":
                stock.move_issue(day, day := day_of("neu", neu.strip()))
            elif aktion == "entfaellt":
                stock.drop_issue(day)
            elif aktion == "erscheint":
                stock.keep_issue(day)
            else:
                raise HTTPException(404)
        except IssueError:
            raise HTTPException(409, "Diese Ausgabe ist schon freigegeben oder versandt und bleibt an ihrem Tag.") from None
        return _back(site, day if aktion != "entfaellt" else next_issue(berlin(answers.clock()), stock.issues()))


def _back(site: Site, day: date) -> Response:
    return Response(status_code=303, headers={"Location": f"{site.prefix}/redaktion?ausgabe={day}"})


def release(answers: Answerer, block: Block, now: datetime) -> Issue:
    """Freeze what ``block`` shows as a new revision; the same content again is no new revision. A sent issue is final."""
    stock, day = answers.stock, block.options.day
    before = stock.issue(day)
    if before is not None and before.state == "sent":
        return before
    bodies = {form: render_block(block, form) for form in FORMATS}
    if before is not None and before.state == "released" and stock.revision(day, "json") == bodies["json"]:
        return before
    shown = [guid_of(v.id, v.round) for v in block.selection.shown]
    issue = Issue(day=day, state="released", revision=(before.revision if before else 0) + 1, cutoff=now, shown=shown)
    stock.save_issue(issue, bodies, now)
    return issue
