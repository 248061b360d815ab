"""``/zahlen``: the association's figures as a page with a chart and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import FastAPI, Request, Response
from markupsafe import Markup

from pipeline.figures import BANDS, LONGEST, UNKNOWN, Figure, Measure, Topic, first_of
from pipeline.model import Area
from pipeline.normalise.dates import berlin
from pipeline.normalise.pay import rank
from pipeline.normalise.places import STATES
from render import inert, pages, views
from render.answers import Answerer
from render.site import Site
from render.stock import Reading

HTML, CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"
#: So many months are in the chart and in its table; the CSV has all.
SHOWN = 24
#: Over so many months, the running one among them, the tables below count what is new.
YEAR = 12
MEASURES = {Measure.BEGUN: "neu", Measure.OPEN: "offen", Measure.ENDED: "beendet"}
TOPICS = {Topic.ALL: "alle", Topic.GRADE: "Entgeltgruppe", Topic.STATE: "Land", Topic.AREA: "Fachgebiet", Topic.DAYS: "Laufzeit in Tagen"}
_DAYS = {**{name: f"{name.replace('-', ' bis ')} Tage" for _, name in BANDS}, LONGEST: f"ab {LONGEST.removesuffix('-')} Tagen"}


@dataclass(frozen=True)
class Month:
    """One line of the table by month."""

    first: date
    begun: int
    open: int
    ended: int

    @property
    def name(self) -> str:
        return f"{views.MONTHS[self.first.month - 1]} {self.first.year}"


@dataclass(frozen=True)
class Line:
    """One value of a topic: how many are open now, how many were new of late; or how many ended after so many days."""

    name: str
    open: int
    begun: int
    share: int


def label(topic: Topic, value: str) -> str:
    """A value in words."""
    if topic is Topic.ALL:
        return "alle"
    if value == UNKNOWN:
        return "nicht bekannt" if topic is Topic.DAYS else "keine Angabe"
    if topic is Topic.STATE:
        return STATES.get(value, value)
    if topic is Topic.AREA:
        return views.AREAS[Area(value)] if value in list(Area) else value
    if topic is Topic.DAYS:
        return _DAYS.get(value, value)
    return "außertariflich" if value == "AT" else value


def by_month(figures: Iterable[Figure], today: date) -> list[Month]:
    """The months up to today, oldest first, without a gap."""
    counts = {(f.month, f.measure): f.vacancies for f in figures if f.topic is Topic.ALL}
    if not counts:
        return []
    month, first = first_of(today), min(month for month, _ in counts)
    found: list[Month] = []
    while month >= first and len(found) < SHOWN:
        found.append(Month(month, *(counts.get((month, measure), 0) for measure in (Measure.BEGUN, Measure.OPEN, Measure.ENDED))))
        month = first_of(date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1))
    return found[::-1]


def by_value(figures: Iterable[Figure], topic: Topic, today: date) -> list[Line]:
    """What is open now and was new in the last twelve months, by value; how long open those were that ended in them."""
    since, this = date(today.year - 1, today.month, 1), first_of(today)
    opened, begun = Counter[str](), Counter[str]()
    for f in figures:
        if f.topic is not topic:
            continue
        if f.measure is Measure.OPEN and f.month == this:
            opened[f.value] += f.vacancies
        if f.measure is (Measure.ENDED if topic is Topic.DAYS else Measure.BEGUN) and since < f.month <= this:
            begun[f.value] += f.vacancies
    high = max([1, *begun.values()])
    return [Line(label(topic, value), opened[value], begun[value], round(100 * begun[value] / high)) for value in sorted(opened.keys() | begun.keys(), key=lambda value: _place(topic, value))]


def _place(topic: Topic, value: str) -> tuple[bool, float, str]:
    """Grades by their height, days by their length, everything else by its name; what is not stated comes last."""
    order = 0.0
    if topic is Topic.GRADE and value not in (UNKNOWN, "AT"):
        order = {"EG": 0, "S": 100, "A": 200}.get(value.split(maxsplit=1)[0], 300) + rank(value)
    elif topic is Topic.GRADE:
        order = 900
    elif topic is Topic.DAYS:
        order = [*_DAYS, UNKNOWN].index(value) if value in _DAYS else 900
    return value == UNKNOWN, order, label(topic, value)


def chart(months: Sequence[Month]) -> Markup:
    """Bars for what was new, dots for what was open; every number stands in the table below it."""
    width, height, left, bottom = 720, 240, 44, 26
    high = _nice(max([1, *(max(m.begun, m.open) for m in months)]))
    step = (width - left) / max(len(months), 1)

    def y(number: float) -> float:
        return round(8 + (height - bottom - 8) * (1 - number / high), 1)

    parts = [f'<line x1="{left}" x2="{width}" y1="{y(tick)}" y2="{y(tick)}"/><text x="{left - 6}" y="{y(tick) + 4}" text-anchor="end">{tick}</text>' for tick in (0, high // 2, high)]
    for number, month in enumerate(months):
        x = left + number * step
        parts.append(f'<rect x="{x + step * .2:.1f}" y="{y(month.begun)}" width="{step * .6:.1f}" height="{y(0) - y(month.begun):.1f}"/>')
        parts.append(f'<circle cx="{x + step / 2:.1f}" cy="{y(month.open)}" r="3.5"/>')
        if (len(months) - 1 - number) % max(1, -(-len(months) // 8)) == 0:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{height - 8}" text-anchor="middle">{month.first.month}/{month.first.year % 100:02}</text>')
    return Markup('<svg class="bars" viewBox="0 0 {w} {h}" role="img" aria-labelledby="bild"><title id="bild">{title}</title>{parts}</svg>').format(
        w=width, h=height, title=_said(months), parts=Markup("".join(parts)))  # noqa: S704  numbers only


def _said(months: Sequence[Month]) -> str:
    """What the chart shows, for those who do not see it."""
    most = max(months, key=lambda m: m.begun)
    return (f"Neue Stellen je Monat von {months[0].name} bis {months[-1].name}, am meisten im {most.name}: {most.begun}. "
            f"Offen waren zuletzt {months[-1].open}. Alle Zahlen stehen in der Tabelle darunter.")


def _nice(number: int) -> int:
    """A round even number that is not less."""
    size: int = 10 ** (len(str(number)) - 1)
    return next(step for step in (2 * size, 4 * size, 6 * size, 8 * size, 10 * size, 20 * size) if step >= number)


def figures_page(stock: Reading, site: Site, now: datetime) -> bytes:
    today, found = berlin(now), stock.figures(now)
    months = by_month(found, today)
    topics = [(TOPICS[topic], by_value(found, topic, today)) for topic in (Topic.GRADE, Topic.STATE, Topic.AREA)]
    return pages.page("zahlen.html", site, months=months, chart=chart(months) if months else "", topics=topics, days=by_value(found, Topic.DAYS, today))


def figures_csv(stock: Reading, site: Site, now: datetime) -> bytes:
    """Every figure, for spreadsheets."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["monat", "zahl", "nach", "wert", "bezeichnung", "stellen", *(["hinweis"] if site.demo else [])])
    for f in stock.figures(now):
        row = [f"{f.month:%Y-%m}", MEASURES[f.measure], TOPICS[f.topic], f.value, label(f.topic, f.value), str(f.vacancies), *(["Beispieldaten"] if site.demo else [])]
        writer.writerow([inert.cell(value) for value in row])
    return ("\ufeff" + stream.getvalue()).encode()


def add_figures(app: FastAPI, answers: Answerer) -> None:
    """Add the page and its CSV to ``app``."""

    @app.get("/zahlen", include_in_schema=False)
    def page(request: Request) -> Response:
        return answers.cached(request, HTML, lambda now: figures_page(answers.stock, answers.site, now))

    @app.get("/zahlen.csv", include_in_schema=False)
    def sheet(request: Request) -> Response:
        return answers.cached(request, CSV, lambda now: figures_csv(answers.stock, answers.site, now))
