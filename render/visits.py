"""The page of one visit: what it brought, what proves its verdict, its log, the first answer that failed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from pipeline.coverage import drifted
from pipeline.judge import PLAUSIBLE_LOSS, PLAUSIBLE_SHARE
from pipeline.model import Filled, LogLine, Member, Run, RunEvidence, Snapshot
from pipeline.normalise.dates import BERLIN
from render.inert import legal
from render.reasons import in_german
from render.site import Site
from render.stock import Stock
from render.views import FACTS, VERDICTS, moment

#: What a terminal obeys, beside what XML forbids.
_CONTROLS = re.compile("[\x7f-\x9f\r]")
#: Characters of an answer that the page shows; the file has all that is kept.
MOST_SHOWN = 20_000
#: Lines of a log that the page shows: the first and the last.
MOST_LINES = 400
STATED = {"employer": "Arbeitgeber", "locations": "Ort", "description_html": "Text der Anzeige", "date_posted": "Datum der Anzeige", "valid_through": "Bewerbungsfrist",
          "employment_type": "Voll- oder Teilzeit", "identifier": "Kennziffer", "base_salary": "Gehalt", "department": "Abteilung", "apply_url": "Link zur Bewerbung"}


@dataclass(frozen=True)
class Proof:
    """One thing that is measured: what was to be expected and what came; ``fits`` None: it cannot be told."""

    what: str
    expected: str
    came: str
    fits: bool | None


@dataclass(frozen=True)
class Change:
    """The share of postings that state something, before and now: "80 %"; ``moved``: by more than chance."""

    what: str
    who: str
    before: str
    now: str
    moved: bool


@dataclass(frozen=True)
class VisitView:
    """Everything that is shown of a visit; the log is cut in the middle where it is long, ``left_out`` lines are missing there."""

    run: Run
    name: str
    member: str | None
    proofs: list[Proof]
    changes: list[Change]
    evidence: RunEvidence
    archived: bool
    log: list[LogLine]
    left_out: int
    snapshot: Snapshot | None

    @property
    def body(self) -> str:
        return self.snapshot.body[:MOST_SHOWN] if self.snapshot else ""

    @property
    def is_cut(self) -> bool:
        return self.snapshot is not None and len(self.snapshot.body) > MOST_SHOWN


def view(run: Run, stock: Stock, site: Site, members: Mapping[str, Member]) -> VisitView:
    """What the stock and the kept files say of ``run``."""
    evidence, records = stock.run_evidence(run), site.records
    owner = next((member for member in members.values() if member.owns(run.source)), None)
    log = records.log(run.id) if records else []
    left_out = max(0, len(log) - MOST_LINES)
    log = [*log[:MOST_LINES // 2], *log[-MOST_LINES // 2:]] if left_out else log
    return VisitView(run, name_of(run.source, owner), owner.key if owner else None, proofs(run, evidence), changes(evidence), evidence,
                     records.archived(run.id) if records else False, log, left_out, records.snapshot(run.id) if records else None)


def name_of(source: str, owner: Member | None) -> str:
    """"ITV Elbtal", of a further portal "ITV Elbtal (elbtal.2)"."""
    if owner is None:
        return source
    return owner.short_name if source == owner.key else f"{owner.short_name} ({source})"


def proofs(run: Run, evidence: RunEvidence) -> list[Proof]:
    """The balance of requests, the portal's own total, what was usual."""
    traffic = run.traffic
    failed = traffic.list_failures + traffic.detail_failures
    parts = ", ".join(f"{count} {where}" for count, where in ((traffic.list_failures, "an der Liste"), (traffic.detail_failures, "an einzelnen Anzeigen")) if count)
    found = [
        Proof("Jede Anfrage hat ein Ergebnis", _number(traffic.requests, "Anfrage", "Anfragen"), _number(traffic.responses, "Ergebnis", "Ergebnisse")
              + (f", {traffic.not_modified} davon unverändert (304)" if traffic.not_modified else "") + (f", {traffic.dropped} ohne" if traffic.dropped else ""),
              traffic.dropped == 0 if traffic.requests else None),
        Proof("Antworten sind brauchbar", "0 gescheitert", f"{failed} gescheitert" + (f" ({parts})" if failed else ""),
              failed == 0 if traffic.requests else None),
        Proof("Die Liste zeigt, was das Portal zählt", "das Portal nennt keine Zahl" if run.total is None else f"{run.total} laut Portal", _number(run.postings, "Anzeige", "Anzeigen"),
              None if run.total is None else run.postings >= run.total),
    ]
    good = evidence.good_counts
    if good:
        middle = median(good)
        expected = min(middle, float(evidence.open_before)) if evidence.open_before else 0.0
        counts = ", ".join(str(count) for count in good)
        words = f"{_decimal(middle)} in der Mitte der letzten {len(good)} guten Besuche ({counts})" if len(good) > 1 else f"{counts} beim letzten guten Besuch"
        fits = run.postings >= expected * PLAUSIBLE_SHARE or expected - run.postings <= PLAUSIBLE_LOSS
        found.append(Proof("Es sind so viele wie sonst", f"{words}; davor waren {evidence.open_before} offen", _number(run.postings, "Anzeige", "Anzeigen"), fits))
    else:
        found.append(Proof("Es sind so viele wie sonst", "noch kein guter Besuch davor", _number(run.postings, "Anzeige", "Anzeigen"), None))
    return found


def changes(evidence: RunEvidence) -> list[Change]:
    """What the postings state, before and now: what is and what was."""
    now, before = evidence.now, evidence.before
    if now is None:
        return []
    moved = set(drifted(before, now)) if before else set()
    return [Change(labels[field], who, _share(before, name), f"{share:.0%}".replace("%", " %"), name in moved)
            for name, share in now.shares.items() for kind, _, field in [name.partition(".")] for labels, who in [(STATED, "das Portal nennt") if kind == "portal" else (FACTS, "wir lesen")]
            if field in labels and (share or (before and before.shares.get(name)))]


def _share(before: Filled | None, name: str) -> str:
    return f"{before.shares.get(name, 0):.0%}".replace("%", " %") if before else "–"


def as_text(shown: Snapshot) -> bytes:
    """The kept answer as a file: request, status line, headers, a blank line, the body."""
    head = [f"# {shown.url}", *([shown.status] if shown.status else []), *(f"{name}: {value}" for name, value in shown.headers)]
    return ("\n".join(head) + "\n\n" + shown.body).encode()


def in_words(found: VisitView) -> str:
    """The page of a visit for the terminal."""
    run = found.run
    verdict = VERDICTS[run.verdict] if run.verdict else "läuft"
    lines = [f"Besuch bei {found.name}, {moment(run.started_at)}: {verdict}" + (f", angenommen von {run.accepted_by}" if run.accepted_by else ""), f"  {run.id}, {run.platform}"]
    lines += [f"  weil: {in_german(reason)}" for reason in run.reasons]
    lines += ["", f"Änderungen: {run.new} neu, {run.changed} geändert, {run.missing} fehlend, {run.reopened} wieder da, {run.closed} geschlossen", "", "Belege"]
    lines += [f"  {MARKS[proof.fits]} {proof.what}: erwartet: {proof.expected}; tatsächlich: {proof.came}" for proof in found.proofs]
    if found.changes:
        since = f" (davor: {moment(found.evidence.before_at)})" if found.evidence.before_at else ""
        lines += ["", f"Was die Anzeigen nennen{since}"]
        lines += [f"  {'!' if change.moved else ' '} {change.what}, {change.who}: {change.before} -> {change.now}" for change in found.changes]
    if run.problems:
        lines += ["", "Auffälligkeiten"]
        lines += [f"  {problem.code}: {in_german(problem)}" + (f"  {problem.where}" if problem.where else "") for problem in run.problems]
    if found.log:
        lines += ["", "Protokoll"]
        lines += [f"  {clock(line)} {line.level:7} {line.words}" for line in found.log]
        lines += [f"  ({found.left_out} Zeilen in der Mitte fehlen hier)"] if found.left_out else []
    if found.snapshot:
        shown = found.snapshot
        lines += ["", f"Erste Antwort, die nicht zu gebrauchen war: {shown.url}", *(f"  {line}" for line in (shown.status, *(f"{name}: {value}" for name, value in shown.headers)) if line), ""]
        lines += [f"  {line}" for line in found.body.splitlines()[:60]]
    return _CONTROLS.sub("", legal("\n".join(lines)))


MARKS = {True: "passt ", False: "PASST NICHT", None: "offen "}


def clock(line: LogLine) -> str:
    """"9:05:07" in Berlin."""
    local = line.at.astimezone(BERLIN)
    return f"{local.hour}:{local.minute:02}:{local.second:02}"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _decimal(value: float) -> str:
    return f"{value:g}".replace(".", ",")
