"""The ASGI app: every address of the contract. Readers get 200 and the last good truth whatever portals do."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException

from pipeline.model import Member, Query
from pipeline.normalise.dates import berlin
from pipeline.operations import Operations
from render import cleverreach, feeds, followups, lists, metrics, openapi, pages, visits
from render.answers import Answerer
from render.asking import BadParameter, Parameters, parse, query_string
from render.block import MEDIA, cut_off, make_block_of_newest
from render.block import render as render_block
from render.desk import add_desk
from render.editors import add_editors
from render.figures import add_figures
from render.guard import add_guard
from render.lists import ReadyList
from render.newsletter import options_of
from render.sending import sent_form, text_of
from render.site import Site
from render.stock import Stock

log = logging.getLogger("stellenmarkt.web")
HTML = "text/html; charset=utf-8"
#: The block's formats by the end of its address.
FORMS = {"html": "html", "doc.html": "doc", "txt": "txt", "md": "md", "json": "json", "rss": "rss"}


def make_app(stock: Stock, site: Site, clock: Callable[[], datetime], members: Mapping[str, Member] | None = None,
             operations: Operations | None = None) -> FastAPI:
    """The app for ``stock``. ``clock`` gives the instant by which everything is shown; ``members`` is the registry and ``operations`` what
    operators may do beyond the stock."""
    app = FastAPI(title="VITAKO-Stellenmarkt", version="1", docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json")
    answers = Answerer(stock, site, clock)
    _errors(app, answers)
    _readers(app, answers)
    _lists(app, answers)
    _newsletter(app, answers)
    _operators(app, answers, members or {})
    add_figures(app, answers)
    add_editors(app, answers)
    add_desk(app, answers, members or {}, operations)

    @app.middleware("http")
    async def head_like_get(request: Request, call_next: Any) -> Response:
        if request.method == "HEAD":
            request.scope["method"] = "GET"
            response: Response = await call_next(request)
            length = response.headers.get("content-length")
            bare = Response(status_code=response.status_code)
            bare.raw_headers[:] = [pair for pair in response.raw_headers if pair[0] != b"content-length"]
            if length:
                bare.headers["content-length"] = length
            return bare
        result: Response = await call_next(request)
        return result

    @app.middleware("http")
    async def readable_from_everywhere(request: Request, call_next: Any) -> Response:
        result: Response = await call_next(request)
        if request.url.path.startswith("/v1/"):
            result.headers["Access-Control-Allow-Origin"] = "*"
            result.headers["Access-Control-Expose-Headers"] = "ETag"
        return result

    add_guard(app, answers)
    return app


def _errors(app: FastAPI, answers: Answerer) -> None:
    @app.exception_handler(BadParameter)
    def bad_parameter(request: Request, error: Exception) -> Response:
        if request.url.path.startswith("/v1/"):
            return answers.problem(400, str(error))
        return answers.plain(pages.error_page(answers.site, "Das haben wir nicht verstanden", str(error)), HTML, 400)

    @app.exception_handler(StarletteHTTPException)
    def not_found(request: Request, error: Exception) -> Response:
        assert isinstance(error, StarletteHTTPException)
        if request.url.path.startswith("/v1/"):
            response = answers.problem(error.status_code, "Unter dieser Adresse gibt es nichts." if error.status_code == 404 else str(error.detail))
            response.headers.update(error.headers or {})
            return response
        heading, message = ("Seite nicht gefunden", "Unter dieser Adresse gibt es bei uns nichts.") if error.status_code == 404 else ("Das geht hier nicht", str(error.detail))
        response = answers.plain(pages.error_page(answers.site, heading, message), HTML, error.status_code)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Response:
        log.error("%s failed", request.url.path, exc_info=error)
        return answers.plain(pages.error_page(answers.site, "Da ist etwas schiefgegangen", "Bitte versuchen Sie es gleich noch einmal."), HTML, 500)


def _readers(app: FastAPI, answers: Answerer) -> None:  # noqa: C901  routes, not branches
    stock, site = answers.stock, answers.site

    @app.get("/", include_in_schema=False)
    def home(request: Request) -> Response:
        response = answers.cached(request, HTML, lambda now: pages.list_page(stock, site, request.query_params.multi_items(), now))
        if request.query_params.get("fragment") == "1":
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    @app.get("/stelle/{name}", include_in_schema=False)
    def vacancy(request: Request, name: str) -> Response:
        wants_calendar = name.endswith(".ics")

        def make(now: datetime) -> bytes | Response:
            found = stock.vacancy(name.removesuffix(".ics"))
            if found is None:
                raise HTTPException(404)
            if found.id != name.removesuffix(".ics"):
                return Response(status_code=301, headers={"Location": f"{site.prefix}/stelle/{found.id}{'.ics' if wants_calendar else ''}"})
            if not wants_calendar:
                status, page = pages.vacancy_page(stock, site, found, now)
                return page if status == 200 else answers.of_bytes(request, page, HTML, status)
            body = feeds.deadline_ics(found, site)
            if body is None:
                raise HTTPException(404)
            return body

        return answers.remembered(request, "text/calendar; charset=utf-8" if wants_calendar else HTML, make)

    @app.get("/feed.{form}", include_in_schema=False)
    def feed(request: Request, form: str) -> Response:
        if form not in pages.FEEDS:
            raise HTTPException(404)
        return answers.cached(request, pages.FEEDS[form][0] + "; charset=utf-8", lambda now: pages.feed(stock, site, form, request.query_params.multi_items(), now))

    @app.get("/mitglieder", include_in_schema=False)
    def members(request: Request) -> Response:
        return answers.remembered(request, HTML, lambda now: pages.members_page(stock, site, now), lambda _: f"{stock.read_on()}")

    @app.get("/style.css", include_in_schema=False)
    def style(request: Request) -> Response:
        return answers.of_bytes(request, pages.static("style.css"), "text/css; charset=utf-8", seconds=86_400)

    @app.get("/theme.css", include_in_schema=False)
    def theme(request: Request) -> Response:
        if site.theme is None:
            raise HTTPException(404)
        return answers.of_bytes(request, site.theme, "text/css; charset=utf-8")

    @app.get("/icon.svg", include_in_schema=False)
    def icon(request: Request) -> Response:
        return answers.of_bytes(request, pages.static("icon.svg"), "image/svg+xml", seconds=86_400)

    @app.get("/robots.txt", include_in_schema=False)
    def robots(request: Request) -> Response:
        return answers.of_bytes(request, pages.robots(site), "text/plain; charset=utf-8")

    @app.get("/sitemap.xml", include_in_schema=False)
    def sitemap(request: Request) -> Response:
        return answers.cached(request, "application/xml; charset=utf-8", lambda now: pages.sitemap(stock.changed(Query(today=berlin(now), page_size=50_000)), site))

    @app.get("/v1/vacancies", summary="Open vacancies; the same filters as the page, `form=csv` for spreadsheets", openapi_extra=openapi.parameters(openapi.FILTERS, openapi.PAGING),
             responses=openapi.vacancies_answers())
    def vacancies(request: Request) -> Response:
        parameters = request.query_params.multi_items()
        form = next((value for name, value in parameters if name == "form"), "json")
        size = next((value for name, value in parameters if name == "je_seite"), "50")
        if not size.isascii() or not size.isdigit() or len(size) > 6 or not 1 <= int(size) <= 500:
            raise BadParameter("je_seite", "braucht eine Zahl von 1 bis 500.")

        def body(now: datetime) -> bytes:
            query = parse([p for p in parameters if p[0] not in ("form", "je_seite")], berlin(now)).model_copy(update={"page_size": int(size)})
            result = stock.search(query)
            return pages.api_csv(result, site) if form == "csv" else pages.api_json(result, query, site)

        if form not in ("json", "csv"):
            raise BadParameter("form", "kennt nur: json, csv.")
        return answers.cached(request, "text/csv; charset=utf-8" if form == "csv" else "application/json", body)


def _lists(app: FastAPI, answers: Answerer) -> None:
    stock, site = answers.stock, answers.site

    def known(name: str, value: str) -> ReadyList:
        found = next((one for one in lists.ready_lists(stock.members(answers.clock())) if (one.name, one.value) == (name, value)), None)
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/feeds", include_in_schema=False)
    def feeds_page(request: Request) -> Response:
        return answers.remembered(request, HTML, lambda now: pages.feeds_page(stock, site, now))

    @app.get("/feeds.opml", include_in_schema=False)
    def opml(request: Request) -> Response:
        return answers.remembered(request, "text/x-opml; charset=utf-8", lambda now: lists.opml(lists.ready_lists(stock.members(now)), site))

    @app.get("/feed/{name}/{value}.{form}", include_in_schema=False)
    def ready_feed(request: Request, name: str, value: str, form: str) -> Response:
        if form not in pages.FEEDS:
            raise HTTPException(404)
        return answers.cached(request, pages.FEEDS[form][0] + "; charset=utf-8", lambda now: pages.ready_feed(stock, site, form, known(name, value), now))

    @app.get("/liste/ausgabe/{day}/", include_in_schema=False)
    def issue_list(day: date) -> Response:
        since = cut_off(stock, day).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return _filtered([("seit", since), ("bis", day.isoformat())])

    @app.get("/liste/{name}/{value}/", include_in_schema=False)
    def ready_list(name: str, value: str) -> Response:
        return _filtered(known(name, value).parameters)

    def _filtered(parameters: Parameters) -> Response:
        """The way to the page with these filters; what a feed reader shows as the feed's page."""
        return Response(status_code=302, headers={"Location": f"{site.prefix}/{query_string(parameters)}"})


def _newsletter(app: FastAPI, answers: Answerer) -> None:
    stock = answers.stock

    @app.get("/v1/newsletter/block.{form}", summary="The newsletter's job section", openapi_extra=openapi.parameters(openapi.BLOCK), responses=openapi.block_answers())
    def block(request: Request, form: str) -> Response:
        return _block(answers, request, form, request.query_params.multi_items())

    @app.post("/v1/newsletter/block.json", summary="The same for CleverReach, which asks by POST; changes nothing", openapi_extra={"requestBody": {"required": False}})
    async def asked_by_post(request: Request) -> Response:
        sent = await sent_form(request)
        parameters = [*request.query_params.multi_items(), *((name, text_of(sent, name)) for name in sent)]
        return await run_in_threadpool(_block, answers, request, "json", parameters)

    @app.get("/v1/newsletter/ausgaben/{day}/block.{form}", summary="A released issue, its latest revision")
    def issue(request: Request, day: date, form: str) -> Response:
        return _released(request, day, form, None)

    @app.get("/v1/newsletter/ausgaben/{day}/r{revision}/block.{form}", summary="A released issue; a revision never changes")
    def revision(request: Request, day: date, revision: int, form: str) -> Response:
        return _released(request, day, form, revision)

    def _released(request: Request, day: date, form: str, number: int | None) -> Response:
        body = stock.revision(day, FORMS.get(form, ""), number)
        if body is None:
            raise HTTPException(404)
        return answers.of_bytes(request, body, MEDIA[FORMS[form]] + "; charset=utf-8")


def _block(answers: Answerer, request: Request, form: str, parameters: list[tuple[str, str]]) -> Response:
    stock, site = answers.stock, answers.site
    if form not in FORMS:
        raise HTTPException(404)
    asked = dict(parameters)
    if for_cleverreach := asked.get("form") == "cleverreach":
        if form != "json":
            raise BadParameter("form", "gilt nur für block.json.")
        if asked.get("get") == "filter":
            return answers.of_bytes(request, cleverreach.filters(), MEDIA["json"] + "; charset=utf-8")
        parameters = [item for item in parameters if item[0] not in ("form", "get", "password")]

    def body(now: datetime) -> bytes:
        made = make_block_of_newest(stock, options_of(parameters, stock, berlin(now)), site, now)
        return cleverreach.items(made) if for_cleverreach else render_block(made, FORMS[form])

    return answers.remembered(request, MEDIA[FORMS[form]] + "; charset=utf-8", body, lambda generation: f"{for_cleverreach}\n{parameters}\n{answers.recently_read(generation)}")


def _operators(app: FastAPI, answers: Answerer, members: Mapping[str, Member]) -> None:
    stock, site = answers.stock, answers.site

    @app.get("/status", include_in_schema=False)
    def status() -> Response:
        return answers.plain(pages.status_page(stock, site, answers.clock(), members), HTML)

    @app.get("/status/{kind}", include_in_schema=False)
    def follow_ups(kind: str, seite: str = "1") -> Response:
        number = int(seite) if seite.isascii() and seite.isdigit() and len(seite) < 6 else 0
        part = followups.part(kind, stock, berlin(answers.clock()), number)
        if part is None:
            raise HTTPException(404)
        return answers.plain(pages.follow_up_page(part, site), HTML)

    @app.get("/status/besuch/{run_id}", include_in_schema=False)
    def run(run_id: str) -> Response:
        found = stock.run(run_id)
        if found is None:
            raise HTTPException(404)
        return answers.plain(pages.run_page(visits.view(found, stock, site, members), site), HTML)

    @app.get("/status.json")
    def status_json() -> Response:
        return answers.plain(pages.status_json(stock, answers.clock()), "application/json")

    @app.get("/metrics", include_in_schema=False)
    def metrics_page() -> Response:
        return answers.plain(metrics.metrics(stock, answers.clock()), "text/plain; version=0.0.4; charset=utf-8")

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> Response:
        return answers.plain(b"ok\n", "text/plain")

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        stock.generation()
        return answers.plain(b"ready\n", "text/plain")


