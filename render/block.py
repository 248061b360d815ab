"""The newsletter's section "VITAKO-Stellenmarkt" (contract v1, docs/block.md) and its place in a newsletter file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain
from urllib.parse import urlencode

from pipeline.issues import FORTNIGHT
from pipeline.model import Area, Query, Vacancy
from pipeline.normalise.dates import BERLIN
from pipeline.select import FRESH, IssueRequest, Selection, select
from render import inert, lists, views
from render.site import Site
from render.stock import Reading, Stock, every

HEADING = "VITAKO-Stellenmarkt"
BEGIN, END = "<!-- vitako-stellenmarkt:begin v=1 -->", "<!-- vitako-stellenmarkt:end -->"
#: What follows the job section in a newsletter text.
NEXT_PARTS = ("Bilder:", "Bild:", "Bildnachweis", "VITAKO IT-Kalender", "VITAKO - Bundes", "Impressum", "Branchenticker")
TITLE_LENGTH = 90


class PlaceError(ValueError):
    """A file has no place for the block, or two."""


@dataclass(frozen=True)
class Options:
    """The parameters of the contract. ``target``: links lead to the vacancy's page here or to the employer's ad."""

    day: date
    since: datetime | None = None
    most: int = 8
    per_employer: int = 2
    lead_days: int = 7
    fill: bool = True
    states: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    ref: str = ""
    target: str = "stelle"
    heading: bool = True
    empty: str = "satz"


@dataclass(frozen=True)
class Block:
    """A selection with all that its rendering needs."""

    selection: Selection
    options: Options
    site: Site
    since: datetime

    def link(self, vacancy: Vacancy) -> str:
        if self.options.target == "arbeitgeber" and (ad := inert.address(vacancy.employer_url)):
            return ad
        query = f"?{urlencode({'ref': self.options.ref})}" if self.options.ref else ""
        return self.site.url(f"/stelle/{vacancy.id}{query}")

    @property
    def list_link(self) -> str:
        """The list that the last line counts; in the static site a page of its own."""
        if self.site.static:
            return self.site.url(lists.issue_path(self.options.day) if self.selection.counts_news else "/")
        query: list[tuple[str, str]] = [("land", s) for s in self.options.states] + [("fach", a) for a in self.options.areas]
        if self.selection.counts_news:
            query += [("seit", self.since.astimezone(UTC).isoformat().replace("+00:00", "Z")), ("bis", self.options.day.isoformat())]
        if self.options.ref:
            query.append(("ref", self.options.ref))
        return self.site.url("/" + (f"?{urlencode(query)}" if query else ""))

    def address(self, form: str) -> str:
        """Where the block is to be had in another format."""
        return self.site.url(f"/v1/newsletter/block.{form}" + ("" if self.site.static else f"?ausgabe={self.options.day}"))

    @property
    def last_line(self) -> str:
        n, word = self.selection.counted, "neue" if self.selection.counts_news else "offene"
        if n == 0:
            return "Alle offenen Stellen im Überblick"
        return f"Die {word} Stelle im Überblick" if n == 1 else f"Alle {n} {word}n Stellen im Überblick"

    def before(self, vacancy: Vacancy) -> str:
        """"bis 2.4., Gießen:", or nothing."""
        words = ", ".join(filter(None, (views.deadline(vacancy, self.options.day.year), views.places(vacancy))))
        return f"{words}:" if words else ""

    def title(self, vacancy: Vacancy) -> str:
        return views.cut(self.selection.titles.get(vacancy.id, vacancy.title), TITLE_LENGTH)

    def line(self, vacancy: Vacancy) -> str:
        """"bis 2.4., Gießen: Projektleitung (m/w/d), ekom21, EG 11"."""
        return f"{self.before(vacancy)} {self.title(vacancy)}{self.after(vacancy)}".strip()

    def after(self, vacancy: Vacancy) -> str:
        """", ekom21, EG 11"."""
        return "".join(f", {word}" for word in (vacancy.employer_short, views.grades(vacancy)) if word)


NO_JOBS = "Aktuell keine neuen Stellen."
DEMO = "Beispieldaten: Alle Arbeitgeber und Stellen sind erfunden."


def cut_off(stock: Reading, day: date) -> datetime:
    """Since when a vacancy is news for the issue of ``day``: the last sent issue's cut-off, else a fortnight before."""
    sent = [issue for issue in stock.issues() if issue.state == "sent" and issue.day < day and issue.cutoff is not None]
    if sent:
        newest = max(sent, key=lambda issue: issue.day).cutoff
        assert newest is not None
        return newest
    return datetime.combine(day - FORTNIGHT, time(), BERLIN)


def make_block(stock: Reading, options: Options, site: Site, now: datetime) -> Block:
    """Choose the vacancies of an issue from the stock, and say of all others why not."""
    request, query = _asked(stock, options)
    return Block(_select(stock, request, every(stock, query), now), options, site, request.since)


def make_block_of_newest(stock: Stock, options: Options, site: Site, now: datetime) -> Block:
    """The same block; of each employer only so many are read as may be chosen, and what was left out is not complete."""
    request, query = _asked(stock, options)
    pinned = {choice.vacancy for choice in stock.choices(options.day) if choice.action == "pin"}
    # A question for ids knows no default of kinds.
    by_hand = stock.search(query.model_copy(update={"ids": sorted(pinned), "page_size": len(pinned)})).vacancies if pinned else []
    each = request.per_employer + 2
    of_employer = _of_employer(stock.newest(query, each))
    while True:
        read = {v.id: v for v in [*by_hand, *chain.from_iterable(of_employer.values())]}
        selection = _select(stock, request, list(read.values()), now)
        barred = {v.id for v, reason in selection.left_out if reason not in ("per_employer", "max", "stock")} | pinned
        short = [key for key, newest in of_employer.items() if len(newest) >= each and _is_short(newest, selection, barred, pinned)]
        if not short:
            break
        each *= 4
        of_employer |= _of_employer(stock.newest(query.model_copy(update={"employers": short}), each))
    news = stock.search(query.model_copy(update={"seen_after": request.since, "page_size": 1})).total
    counted = news or stock.search(query.model_copy(update={"page_size": 1})).total
    return Block(selection.model_copy(update={"counted": counted, "counts_news": news > 0}), options, site, request.since)


def _asked(stock: Reading, options: Options) -> tuple[IssueRequest, Query]:
    request = IssueRequest(day=options.day, since=options.since or cut_off(stock, options.day), most=options.most, per_employer=options.per_employer, lead_days=options.lead_days, fill=options.fill)
    return request, Query(today=options.day, states=list(options.states), areas=[Area(a) for a in options.areas], seen_until=datetime.combine(options.day, time.max, BERLIN))


def _select(stock: Reading, request: IssueRequest, candidates: Sequence[Vacancy], now: datetime) -> Selection:
    told, fresh = stock.told_before(request.day), stock.recently_read(now, FRESH)
    sources = {ref.source for vacancy in candidates for ref in vacancy.postings}
    return select(candidates, request, choices=stock.choices(request.day), shown_before=told.guids, last_shown=told.employers, stale_sources=sources - fresh.keys())


def _of_employer(vacancies: Iterable[Vacancy]) -> dict[str, list[Vacancy]]:
    found: dict[str, list[Vacancy]] = {}
    for vacancy in vacancies:
        found.setdefault(vacancy.employer_key, []).append(vacancy)
    return found


def _is_short(newest: Sequence[Vacancy], selection: Selection, barred: Collection[str], pinned: Collection[str]) -> bool:
    """Whether too few of the ``newest`` of an employer can be chosen to be sure that none that follows is."""
    request = selection.request
    free = [request.is_news(v) for v in newest if v.id not in barred]
    if sum(free) < request.per_employer and newest[-1].first_seen > request.since:
        return True
    fills = request.fill and sum(request.is_news(v) or v.id in pinned for v in selection.shown) < request.most
    return fills and len(free) - sum(free) < request.per_employer


def render(block: Block, form: str) -> bytes:
    """The block in one of the contract's formats: html, doc, txt, md, json, rss."""
    return FORMATS[form](block).encode()


_PARAGRAPH = 'style="margin:0 0 10px;line-height:1.45"'


def fragment(block: Block) -> str:
    """The section as HTML; with a heading also the marks by which it finds its place in a file."""
    lines = [BEGIN, f'<h2 style="margin:24px 0 12px;font-size:20px;line-height:1.3">{HEADING}</h2>'] if block.options.heading else []
    if block.site.demo:
        lines.append(f"<p {_PARAGRAPH}>{DEMO}</p>")
    lines += [paragraph(block, vacancy) for vacancy in block.selection.shown]
    if not block.selection.shown and block.options.empty == "satz":
        lines.append(f"<p {_PARAGRAPH}>{NO_JOBS}</p>")
    lines.append(paragraph(block))
    if block.options.heading:
        lines.append(END)
    return "\n".join(lines) + "\n"


def paragraph(block: Block, vacancy: Vacancy | None = None) -> str:
    """The line of a vacancy as HTML; without one the last line."""
    if vacancy is None:
        return f'<p {_PARAGRAPH}><a href="{inert.html(block.list_link)}">{block.last_line}</a></p>'
    before = block.before(vacancy)
    return (f'<p {_PARAGRAPH}>{inert.html(before)}{" " if before else ""}<a href="{inert.html(block.link(vacancy))}">{inert.html(block.title(vacancy))}</a>'
            f"{inert.html(block.after(vacancy))}</p>")


def _doc(block: Block) -> str:
    text = inert.html(block.address("txt"))
    return (f'<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{HEADING} {views.long_date(block.options.day)}</title>\n'
            f'<link rel="alternate" type="text/plain" href="{text}">\n</head>\n'
            f'<body style="margin:0 auto;padding:16px;max-width:640px;font-family:Arial,Helvetica,sans-serif;font-size:16px">\n{fragment(block)}</body>\n</html>\n')


def _txt(block: Block) -> str:
    parts = [HEADING] if block.options.heading else []
    parts += [DEMO] if block.site.demo else []
    for vacancy in block.selection.shown:
        parts.append(inert.plain(block.line(vacancy)) + "\n" + block.link(vacancy))
    if not block.selection.shown and block.options.empty == "satz":
        parts.append(NO_JOBS)
    parts.append(f"{block.last_line}\n{block.list_link}")
    return "\n\n".join(parts) + "\n"


def _md(block: Block) -> str:
    parts = [f"## {HEADING}"] if block.options.heading else []
    parts += [DEMO] if block.site.demo else []
    for vacancy in block.selection.shown:
        parts.append(f"{inert.markdown(block.before(vacancy))} [{inert.markdown(block.title(vacancy))}](<{block.link(vacancy)}>)".strip()
                     + inert.markdown(block.after(vacancy)))
    if not block.selection.shown and block.options.empty == "satz":
        parts.append(NO_JOBS)
    parts.append(f"[{block.last_line}](<{block.list_link}>)")
    return "\n\n".join(parts) + "\n"


def _json(block: Block) -> str:
    items = [{**block.site.outward(v), "short_title": inert.plain(block.title(v)), "line": inert.plain(block.line(v)),
              "link": block.link(v)} for v in block.selection.shown]
    value = {"version": 1, **({"demo": True} if block.site.demo else {}), "heading": HEADING, "issue": block.options.day.isoformat(), "since": block.since.astimezone(BERLIN).isoformat(), "items": items,
             "counted": block.selection.counted, "counts_news": block.selection.counts_news, "last_line": block.last_line, "list_link": block.list_link}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _rss(block: Block) -> str:
    from render.feeds import rss

    return rss(block.selection.shown, block.site, f"{HEADING} {views.long_date(block.options.day)}", block.address("rss"), block.list_link)


FORMATS: dict[str, Callable[[Block], str]] = {"html": fragment, "doc": _doc, "txt": _txt, "md": _md, "json": _json, "rss": _rss}
MEDIA = {"html": "text/html", "doc": "text/html", "txt": "text/plain", "md": "text/markdown", "json": "application/json", "rss": "application/rss+xml"}


def into(file_text: str, block_text: str, form: str) -> str:
    """``file_text`` with the block at its place; everything else stays byte by byte. PlaceError where there is no one place."""
    if form == "html":
        return _into_html(file_text, block_text)
    if form == "txt":
        return _into_text(file_text, block_text)
    raise PlaceError(f"only html and txt can be put into a file, not {form}")


def _into_html(file_text: str, block_text: str) -> str:
    begins, ends = file_text.count("<!-- vitako-stellenmarkt:begin"), file_text.count(END)
    if begins != 1 or ends != 1:
        raise PlaceError(f"the file needs exactly one {BEGIN} and one {END}; it has {begins} and {ends}")
    start, stop = file_text.index("<!-- vitako-stellenmarkt:begin"), file_text.index(END) + len(END)
    if file_text.index(END) < start:
        raise PlaceError("the end mark stands before the begin mark")
    inner = block_text.replace(BEGIN, "").replace(END, "").strip()
    return file_text[:start] + _ends_like(f"{BEGIN}\n{inner}\n{END}", file_text) + file_text[stop:]


def _into_text(file_text: str, block_text: str) -> str:
    heads = list(re.finditer(rf"^[^\S\r\n]*{re.escape(HEADING)}[^\S\r\n]*(?=\r?$)", file_text, re.MULTILINE))
    if len(heads) != 1:
        raise PlaceError(f"the file needs exactly one line {HEADING!r}; it has {len(heads)}")
    # A job of an earlier run may begin like a part; its next line is its address.
    after = re.compile(rf"^(?:{'|'.join(map(re.escape, NEXT_PARTS))})(?!.*\r?\nhttps?://)", re.MULTILINE).search(file_text, heads[0].end())
    if after is None:
        raise PlaceError(f"after {HEADING!r} the file has none of the parts that may follow it: {', '.join(NEXT_PARTS)}")
    body = block_text.strip().removeprefix(HEADING).strip()
    return file_text[: heads[0].end()] + _ends_like(f"\n\n{body}\n\n", file_text) + file_text[after.start() :]


def _ends_like(text: str, file_text: str) -> str:
    """``text`` with the line ends of the file."""
    return text.replace("\n", "\r\n") if "\r\n" in file_text else text
