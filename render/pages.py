"""The pages and feeds as bytes: what the web app answers and what ``publish`` writes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.issues import past, upcoming
from pipeline.model import Member, Query, ResultPage, Vacancy
from pipeline.normalise.dates import BERLIN, berlin
from pipeline.normalise.places import STATES
from pipeline.select import Selection
from render import feeds, followups, inert, lists, views, visits
from render.asking import Parameters, instant_of, parse, query_string
from render.block import Block
from render.block import render as render_block
from render.followups import Part
from render.lights import Status, status
from render.lists import ReadyList
from render.paytable import explained
from render.site import Site
from render.stock import Reading, Stock
from render.structured import job_posting
from render.suggesting import suggestions
from render.visits import VisitView

HERE = Path(__file__).parent
GRADE_CHOICES = ("EG 6", "EG 8", "EG 9a", "EG 9b", "EG 9c", "EG 10", "EG 11", "EG 12", "EG 13", "EG 14")
#: Filters without a field of their own; the form hands them on.
KEPT_BY_FORM = ("seit", "bis")
FEEDS = {"rss": ("application/rss+xml", feeds.rss), "atom": ("application/atom+xml", feeds.atom), "json": ("application/feed+json", feeds.json_feed)}
#: Days after closing in which a vacancy's page still answers 200.
KEPT = timedelta(days=30)
#: What the text of an ad may be made of.
TEXT_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em"}


@cache
def static(name: str) -> bytes:
    """A file of render/static."""
    return (HERE / "static" / name).read_bytes()


@cache
def environment() -> Environment:
    """Jinja2 with autoescape; an unknown name in a template is an error."""
    env = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                      finalize=lambda value: inert.legal(value) if type(value) is str else value)
    env.globals.update(views.context() | {"clock": visits.clock, "BERLIN": BERLIN, "link": inert.address, "style_version": _version("style.css"), "script_version": _version("redaktion.js")})
    return env


def _version(name: str) -> str:
    """Changes with the file; part of its address, so that browsers may keep it."""
    return hashlib.sha256(static(name)).hexdigest()[:8]


def page(template: str, site: Site, **values: Any) -> bytes:
    return environment().get_template(template).render(site=site, **values).encode()


def list_page(stock: Reading, site: Site, parameters: Parameters, now: datetime) -> bytes:
    """The page with filters; with ``fragment=1`` only its results, to be embedded (docs/einbetten.md). Raises BadParameter."""
    today = berlin(now)
    is_fragment = ("fragment", "1") in parameters
    parameters = [item for item in parameters if item != ("fragment", "1")]
    query = parse(parameters, today)
    result = stock.search(query)
    heading = _heading(result.total, query)
    employers = stock.employers()

    def page_link(number: int) -> str:
        return base + "/" + query_string(parameters, seite=str(number) if number > 1 else None)

    base = site.url("") if is_fragment else site.prefix
    tried = [] if result.total or is_fragment else suggestions(stock, parameters, [(label, index) for label, _, index in _filters(parameters, site, employers)], today)
    return page("list.html", site, layout="fragment.html" if is_fragment else "base.html", is_fragment=is_fragment, base=base, tried=tried, query=query, page=result, heading=heading, today=today, employers=employers, tags=_tags(parameters, site, employers),
                feed_query=query_string(parameters, seite=None, sortierung=None), page_link=page_link, grade_choices=GRADE_CHOICES,
                kept=[item for item in parameters if item[0] in KEPT_BY_FORM and item[1].strip()])


def _heading(total: int, query: Query) -> str:
    found = query.is_filtered()
    if total == 0:
        return "Keine passende Stelle" if found else "Zurzeit keine offenen Stellen"
    noun = "offene Stelle" if total == 1 else "offene Stellen"
    return f"{total} {'passende ' if found else ''}{noun}" if not found else f"{total} passende {'Stelle' if total == 1 else 'Stellen'}"


def _tags(parameters: Parameters, site: Site, employers: dict[str, str]) -> list[tuple[str, str]]:
    """Each active filter in words, with the address of the list without it."""
    return [(label, href) for label, href, _ in _filters(parameters, site, employers)]


def _filters(parameters: Parameters, site: Site, employers: dict[str, str]) -> list[tuple[str, str, int]]:
    """As ``_tags``, with the filter's place among the parameters."""
    words = {"q": "„{}“", "ort": "{}", "umkreis": "{} km Umkreis", "ab": "ab {}", "unbefristet": "unbefristet", "teilzeit": "Teilzeit", "homeoffice": "Homeoffice",
             "neu": "neu in {} Tagen", "seit": "neu seit {}", "bis": "bis {}", "ohne_angabe": "nur mit Angabe"}
    names = {"land": STATES, "arbeitgeber": employers, "fach": {a.value: n for a, n in views.AREAS.items()},
             "art": {k.value: n for k, n in views.KINDS.items()} | {"ausbildung": "Ausbildung", "studium": "Studium"}}
    tags = []
    for index, (name, value) in enumerate(parameters):
        if not value.strip() or (name == "umkreis" and value == "0") or name not in words | names or (name == "ohne_angabe" and value == "1"):
            continue
        shown = views.long_date(instant_of(name, value.strip())) if name in KEPT_BY_FORM else value
        label = names[name].get(value, value) if name in names else words[name].format(shown)
        rest = [item for place, item in enumerate(parameters) if place != index and item[0] != "seite"]
        tags.append((label, site.prefix + "/" + query_string(rest), index))
    return tags


def feed(stock: Reading, site: Site, form: str, parameters: Parameters, now: datetime) -> bytes:
    """RSS, Atom or JSON Feed of everything or of what a query string asks for."""
    asked = query_string(parameters, seite=None, sortierung=None)
    title = ", ".join(label for label, _ in _tags(parameters, site, {})) if asked else ""
    return _feed(stock, site, form, [item for item in parameters if item[0] not in ("seite", "sortierung")], now, title, (f"/feed.{form}{asked}", f"/{asked}"))


def ready_feed(stock: Reading, site: Site, form: str, ready: ReadyList, now: datetime) -> bytes:
    """The feed of a ready-made list, at its lasting address."""
    return _feed(stock, site, form, ready.parameters, now, ready.label, (f"{ready.feeds}.{form}", ready.path))


def _feed(stock: Reading, site: Site, form: str, parameters: Parameters, now: datetime, title: str, addresses: tuple[str, str]) -> bytes:
    result = stock.search(parse(parameters, berlin(now)).model_copy(update={"page_size": feeds.MOST}))
    of_feed, of_page = map(site.url, addresses)
    return FEEDS[form][1](result.vacancies, site, "VITAKO-Stellenmarkt" + (f": {title}" if title else ""), of_feed, of_page, texts(stock, site, result.vacancies)).encode()


def texts(stock: Reading, site: Site, vacancies: Sequence[Vacancy]) -> dict[str, str]:
    """Vacancy -> safe HTML of its ad, for those whose employer consents; a joint portal cannot consent for others."""
    consenting = site.consenting()
    ids = [v.id for v in vacancies if v.employer_key in consenting]
    return {one: nh3.clean(text, tags=TEXT_TAGS, attributes={}) for one, text in stock.full_texts(ids, consenting).items()}


def vacancy_page(stock: Reading, site: Site, vacancy: Vacancy, now: datetime) -> tuple[int, bytes]:
    """The page of one vacancy; 410 a month after it closed. JobPosting only where the employer consents."""
    today = berlin(now)
    open_ = vacancy.is_open(today)
    ended = berlin(vacancy.closed_at) if vacancy.closed_at else vacancy.last_day or today
    labels = {"valid_through": "Bewerbungsfrist", "pay_grades": "Vergütung", "permanent": "Vertrag", "remote": "Homeoffice", "weekly_hours": "Arbeitszeit", "start": "Beginn",
              "base_salary": "Gehalt", "identifier": "Kennziffer", "locations": "Ort", "openings": "Stellen", "open_ended": "Bewerbungsfrist"}
    proofs: dict[str, str] = {}
    for proof in stock.evidence(vacancy.id):
        if proof.field in labels:
            proofs.setdefault(labels[proof.field], proof.words)
    text = texts(stock, site, [vacancy]).get(vacancy.id) if open_ and inert.address(vacancy.employer_url) else None
    body = page("vacancy.html", site, v=vacancy, open=open_, today=today, evidence=list(proofs.items()), pay=explained(vacancy, site.pay_tables, today), structured=job_posting(vacancy, text, site) if text else None, text=Markup(text or ""))  # noqa: S704  made safe by texts
    return (410 if not open_ and today - ended > KEPT else 200), body


def members_page(stock: Reading, site: Site, now: datetime) -> bytes:
    return page("members.html", site, members=stock.members(now))


def feeds_page(stock: Reading, site: Site, now: datetime) -> bytes:
    return page("feeds.html", site, groups=lists.grouped(lists.ready_lists(stock.members(now))))


def error_page(site: Site, heading: str, message: str) -> bytes:
    return page("error.html", site, heading=heading, message=message)


def state(stock: Stock, now: datetime) -> Status:
    return status(stock.members(now), stock.last_heartbeat(), now, stock.queue_state())


LIGHTS = {"green": "alles in Ordnung", "amber": "bitte ansehen", "red": "gestört"}


def status_page(stock: Stock, site: Site, now: datetime, members: Mapping[str, Member] | None = None) -> bytes:
    views_ = stock.members(now)
    queue = stock.queue_state()
    found = status(views_, stock.last_heartbeat(), now, queue)
    names = {member.key: member.short_name for member in views_} | {source.key: visits.name_of(source.key, member) for member in (members or {}).values() for source in member.sources()}
    return page("status.html", site, status=found, light_words=LIGHTS[found.level], runs=stock.runs(limit=60), looks=stock.looks(), names=names, queue=queue,
                lists=[(kind, count) for kind, count in zip(followups.KINDS.values(), followups.counts(stock, berlin(now)).values(), strict=True)])


def follow_up_page(part: Part, site: Site) -> bytes:
    return page("followups.html", site, part=part)


def static_status_page(site: Site) -> bytes:
    """What stands at the status page's address in the static site (docs/decisions/0008)."""
    return error_page(site, "Betriebsstatus", "Diese Ausgabe des Stellenmarkts besteht aus fertigen Dateien und weiß nichts vom laufenden Betrieb. "
                                              "Wen wir lesen und wann zuletzt, steht unter „Mitglieder“.")


def status_json(stock: Stock, now: datetime) -> bytes:
    found = state(stock, now)
    members = [{**json.loads(item.member.model_dump_json(exclude={"acknowledged": {"note"}})), "level": item.level, "word": item.word, "message": item.message,
                "marks": [{"code": mark.code, "words": mark.words} for mark in item.marks]} for item in found.members]
    runs = [json.loads(run.model_dump_json(exclude={"problems"})) for run in stock.runs(limit=60)]
    facts = [{**json.loads(now_.model_dump_json()), "before": json.loads(before.model_dump_json()) if before else None} for now_, before in stock.looks()]
    value = {"level": found.level, "message": found.message, "heartbeat": found.heartbeat.isoformat() if found.heartbeat else None, "members": members, "runs": runs, "coverage": facts,
             "lists": followups.counts(stock, berlin(now))}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def run_page(found: VisitView, site: Site, *, operator: bool = False, waiting: bool = False, moves: bool = False) -> bytes:
    """A visit's page. ``operator``: with the first answer that failed, and what can be done where the visit is ``waiting``; ``moves``: it proposes a new portal."""
    return page("run.html", site, visit=found, run=found.run, operator=operator, waiting=waiting, moves=moves)


def issue_words(selection: Selection) -> str:
    """"8 Stellen von 7 Häusern, 2 neue weggelassen: Frist endet zu bald (1), kein Platz mehr (1)"."""
    shown, houses = len(selection.shown), len({v.employer_key for v in selection.shown})
    words = f"{shown} {'Stelle' if shown == 1 else 'Stellen'} von {houses} {'Haus' if houses == 1 else 'Häusern'}" if shown else "Keine Stelle"
    return ", ".join(filter(None, (words, left_out_words(selection))))


def left_out_words(selection: Selection) -> str:
    """"2 neue weggelassen: Frist endet zu bald (1), kein Platz mehr (1)": of the news only; "" where nothing was."""
    numbers = Counter(reason for vacancy, reason in selection.left_out if reason not in ("stock", "shown", "speculative") and selection.request.is_news(vacancy))
    reasons = ", ".join(f"{REASONS[reason]} ({number})" for reason, number in numbers.most_common())
    return f"{numbers.total()} neue weggelassen: {reasons}" if reasons else ""


REASONS = {"deadline": "Frist endet zu bald", "shown": "stand schon in einer Ausgabe", "hidden": "ausgeblendet", "speculative": "Initiativbewerbung",
           "stale": "Portal seit drei Tagen nicht gelesen", "gone": "Anzeige ist verschwunden", "future": "erst nach der Ausgabe bekannt",
           "per_employer": "schon genug von diesem Haus", "max": "kein Platz mehr", "stock": "war schon vorher offen"}


def editors_page(stock: Stock, site: Site, block: Block, now: datetime) -> bytes:
    """What the editor sees of one issue: preview, what is in, what was left out and why; the calendar and the archive."""
    day, today, issues = block.options.day, berlin(now), stock.issues()
    issue = next((one for one in issues if one.day == day), None)
    is_out = issue is not None and issue.state in ("released", "sent")
    pinned = {choice.vacancy for choice in stock.choices(block.options.day) if choice.action == "pin"}
    preview = Markup(render_block(block, "html").decode())  # noqa: S704  made by the block's own escaping
    left_out: dict[str, list[Vacancy]] = {reason: [] for reason in REASONS}
    for vacancy, reason in block.selection.left_out:
        left_out[reason].append(vacancy)
    states = {one.day: one for one in issues}
    return page("redaktion.html", site, block=block, left_out=left_out, words=issue_words(block.selection), issue=issue, preview=preview, pinned=pinned,
                REASONS=REASONS, as_html=render_block(block, "html").decode(), as_text=render_block(block, "txt").decode(),
                is_changed=is_out and stock.revision(day, "json") != render_block(block, "json"),
                calendar=[(one, states.get(one)) for one in upcoming(today, issues)], dropped=[one.day for one in issues if one.state == "dropped" and one.day >= today],
                archive=past(today, issues))


def api_json(result: ResultPage, query: Query, site: Site) -> bytes:
    """/v1/vacancies: one page of vacancies."""
    value = {**({"demo": True} if site.demo else {}), "total": result.total, "page": query.page, "page_size": query.page_size, "facets": result.facets,
             "vacancies": [site.outward(v) for v in result.vacancies]}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def api_csv(result: ResultPage, site: Site) -> bytes:
    """The same as CSV for spreadsheets; nothing in it is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["id", "titel", "arbeitgeber", "orte", "frist", "verguetung", "vertrag", "homeoffice", "seite", "anzeige", *(["hinweis"] if site.demo else [])])
    for v in map(site.absolute, result.vacancies):
        row = [v.id, v.title, v.employer, ", ".join(p.name for p in v.locations), v.valid_through.isoformat() if v.valid_through else "", views.pay(v), views.term(v),
               views.REMOTE[v.remote] if v.remote else "", v.url, inert.address(v.employer_url), *(["Beispieldaten"] if site.demo else [])]
        writer.writerow([inert.cell(value) for value in row])
    return ("\ufeff" + stream.getvalue()).encode()


def robots(site: Site) -> bytes:
    return f"User-agent: *\nDisallow: /redaktion\nDisallow: /betrieb\nSitemap: {site.url('/sitemap.xml')}\n".encode()


def sitemap(changed: Iterable[tuple[str, datetime]], site: Site, more: Sequence[str] = ()) -> bytes:
    """The open vacancies with the instant of their last change, the fixed pages and ``more`` (https://www.sitemaps.org)."""
    rows = [f"<url><loc>{inert.xml(site.url(path))}</loc></url>" for path in ("/", f"/mitglieder{site.slash}", f"/feeds{site.slash}", *more)]
    rows += [f"<url><loc>{inert.xml(site.url(f'/stelle/{one}'))}{site.slash}</loc><lastmod>{berlin(at)}</lastmod></url>" for one, at in changed]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "\n".join(rows[:50_000]) + "\n</urlset>\n").encode()
