"""``/betrieb``: what operators do; only for the role ``betrieb``, changes only by POST. A further action is a section of
the page and a route here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from pipeline.manual import (
    Entry,
    Fault,
    ManualAd,
    base_of,
    check_lines,
    entry_of,
    faults_of,
    identity_of,
    make,
    member_of,
    prolonged,
    read_sheet,
    read_until,
    to_enter,
)
from pipeline.model import Member
from pipeline.normalise.dates import berlin
from pipeline.operations import Operations
from render import byhand, operating, pages, visits
from render.answers import Answerer
from render.auth import gate
from render.byhand import Preview
from render.sending import sent_form, text_of
from render.visits import VisitView

HTML = "text/html; charset=utf-8"
#: The largest file of ads.
MOST_FILE = 1_000_000
Form = Annotated[FormData, Depends(sent_form)]


class Desk:
    """The page and its actions on one stock."""

    def __init__(self, answers: Answerer, members: Mapping[str, Member], operations: Operations | None) -> None:
        self.operations = operations
        self.answers, self.stock, self.site, self.members = answers, answers.stock, answers.site, members

    @property
    def today(self) -> date:
        return berlin(self.answers.clock())

    def page(self, status: int = 200, **values: Any) -> Response:
        """The whole page; ``values`` are what one of its sections has to say."""
        ads = byhand.listed(self.stock.manual_ads(), self.members, self.today)
        shown = {"typed": byhand.typed(Entry()), "errors": {}, "editing": None, "preview": None, "done": None, **values}
        shown |= operating.sections(self.stock, self.members, self.answers.clock())
        return self.answers.plain(pages.page("betrieb.html", self.site, DONE=operating.DONE, ads=ads, members=list(self.members.values()), labels=byhand.LABELS,
                                             STATES=byhand.STATES, **shown), HTML, status)

    def back(self, **said: str) -> Response:
        """Redirect to the page, which then says what was done."""
        return Response(status_code=303, headers={"Location": f"{self.site.prefix}/betrieb?{urlencode(said)}"})

    def visit(self, run_id: str) -> VisitView:
        """A visit and what is kept of it; HTTPException 404 where there is none."""
        run = self.stock.run(run_id)
        if run is None:
            raise HTTPException(404)
        return visits.view(run, self.stock, self.site, self.members)

    def visit_page(self, run_id: str) -> Response:
        found = self.visit(run_id)
        moves = any(view.proposal and view.proposal.run == run_id for view in self.stock.members(self.answers.clock()))
        waiting = self.operations is not None and run_id in {run.id for run in self.stock.waiting()}
        return self.answers.plain(pages.run_page(found, self.site, operator=True, waiting=waiting, moves=moves), HTML)

    def answer(self, run_id: str) -> Response:
        """The first answer that failed, as a file of plain text: nothing of it is shown or run."""
        found = self.visit(run_id)
        if found.snapshot is None:
            raise HTTPException(404)
        response = self.answers.plain(visits.as_text(found.snapshot), "text/plain; charset=utf-8")
        name = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-.") else "-" for letter in run_id)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.txt"'
        return response

    def overview(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("getan") in operating.DONE:
            return self.page(done=(asked["getan"], asked.get("was", "")[:400], None))
        if "anzeige" in asked:
            ad = self._ad(asked.get("mitglied", ""), asked["anzeige"])
            return self.page(typed=byhand.typed(entry_of(ad, self._member(ad.member))), editing=ad)
        for what in ("eingetragen", "geaendert", "verlaengert", "beendet"):
            if (vacancy := self.stock.vacancy(asked[what]) if what in asked else None) is not None:
                ended = next(iter(self.stock.manual_ads(vacancy=vacancy.id, closed=True)), None)
                return self.page(done=(what, vacancy, ended))
        counts = {name: int(asked[name]) for name in ("neu", "aenderungen") if asked.get(name, "").isascii() and asked.get(name, "").isdigit() and len(asked[name]) < 6}
        return self.page(done=("datei", counts, None) if counts else None)

    def enter(self, form: FormData) -> Response:
        """Enter or change one ad."""
        entry = byhand.entry_from(form)
        cleaned = entry.cleaned()
        owner = member_of(cleaned, self.members)
        before = self._known(owner, cleaned) if owner else None
        if owner is None:
            fault = Fault(field="member", code="unknown" if cleaned.member else "missing", value=cleaned.member[:80])
            faults = [fault, *faults_of(cleaned, self.today)]
        else:
            made = make(entry, owner, self.today, before=before, base=base_of(before) if before and cleaned.known else None)
            faults = made.faults
        if owner is None or made.posting is None:
            editing = before if before and cleaned.known else None
            return self.page(422, typed=byhand.typed(entry), errors=byhand.errors(faults), editing=editing)
        self.stock.enter(owner, self.answers.clock(), [made])
        ad = self._ad(owner.key, str(made.posting.external_id))
        return self.back(**{"geaendert" if before and before.closed_at is None else "eingetragen": ad.vacancy})

    def prolong(self, form: FormData) -> Response:
        ad = self._ad(text_of(form, "mitglied"), text_of(form, "anzeige"))
        owner, read = self._member(ad.member), read_until(text_of(form, "bis"), self.today)
        faults = [Fault(field="bis", code="no_day", value=text_of(form, "bis")[:40])]
        if read is not None and read.day is not None:
            made = prolonged(ad, read.day, self.today, owner)
            faults = made.faults
        if faults:
            return self.page(422, errors={"bis": byhand.words(faults[0]), "anzeige": ad.external_id})
        self.stock.enter(owner, self.answers.clock(), [made])
        return self.back(verlaengert=ad.vacancy)

    def end(self, form: FormData) -> Response:
        ad = self._ad(text_of(form, "mitglied"), text_of(form, "anzeige"))
        self.stock.enter(self._member(ad.member), self.answers.clock(), ended=[ad.external_id])
        return self.back(beendet=ad.vacancy)

    def file(self, form: FormData, data: bytes) -> Response:
        """Show what would become of a file of ads, or enter it."""
        member, stock = text_of(form, "mitglied"), bool(text_of(form, "bestand"))
        sheet = read_sheet(data)
        lines = check_lines(sheet, self.members, self.stock.manual_ads(closed=True), self.today, member or None)
        preview = Preview(lines, byhand.packed(data), member, stock, sheet.columns, sheet.unknown, byhand.words(sheet.faults[0]) if sheet.faults else "")
        wanted = text_of(form, "tun")
        if sheet.faults or wanted not in ("eintragen", "gute") or (wanted == "eintragen" and preview.bad):
            return self.page(422 if sheet.faults or preview.bad else 200, preview=preview)
        for key, made in to_enter(lines).items():
            self.stock.enter(self.members[key], self.answers.clock(), made, stock=stock)
        return self.back(neu=str(sum(line.state == "new" for line in lines)), aenderungen=str(sum(line.state == "changed" for line in lines)))

    def _member(self, key: str) -> Member:
        if key not in self.members:
            raise HTTPException(404)
        return self.members[key]

    def _ad(self, member: str, external_id: str) -> ManualAd:
        """An ad that was entered by hand, open or ended; HTTPException 404 where there is none."""
        for ad in self.stock.manual_ads(member=member, closed=True):
            if ad.external_id == external_id:
                return ad
        raise HTTPException(404)

    def _known(self, owner: Member, entry: Entry) -> ManualAd | None:
        key = identity_of(entry, owner.manual_source().key)[0]
        return next((ad for ad in self.stock.manual_ads(member=owner.key, closed=True) if ad.external_id == key), None)


def add_desk(app: FastAPI, answers: Answerer, members: Mapping[str, Member], operations: Operations | None = None) -> None:
    """Add the operators' addresses to ``app``; without ``operations`` only what the stock itself can do."""
    desk = Desk(answers, members, operations)
    router = APIRouter(prefix="/betrieb", include_in_schema=False, dependencies=[Depends(gate(answers.site, "betrieb"))])

    @router.get("")
    def overview(request: Request) -> Response:
        return desk.overview(request)

    @router.get("/besuch/{run_id}")
    def visit_page(run_id: str) -> Response:
        return desk.visit_page(run_id)

    @router.get("/besuch/{run_id}/antwort.txt")
    def answer(run_id: str) -> Response:
        return desk.answer(run_id)

    @router.post("/stellen")
    def enter(form: Form) -> Response:
        return desk.enter(form)

    @router.post("/stellen/verlaengern")
    def prolong(form: Form) -> Response:
        return desk.prolong(form)

    @router.post("/stellen/beenden")
    def end(form: Form) -> Response:
        return desk.end(form)

    @router.post("/datei")
    async def file(form: Form) -> Response:
        sent = form.get("datei")
        data = await sent.read() if isinstance(sent, UploadFile) else b""
        data = data or byhand.unpacked(text_of(form, "inhalt"))
        if len(data) > MOST_FILE:
            raise HTTPException(413, f"Die Datei ist zu groß: höchstens {MOST_FILE // 1_000_000} MB.")
        return await run_in_threadpool(desk.file, form, data)

    if operations is not None:
        operating.add_operations(router, answers, operations)
    app.include_router(router)
