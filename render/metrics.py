"""Prometheus text format 0.0.4, read from the store when it is asked for; instants, not ages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from render.stock import Stock

HELP = {
    "run_total": "Visits by member and verdict", "last_success_timestamp_seconds": "End of the last complete visit", "last_run_timestamp_seconds": "End of the last visit",
    "last_run_postings": "Postings that the last visit found", "run_duration_seconds": "How long visits take; quantiles of the last seven days",
    "open_vacancies": "Vacancies that are open now", "scheduler_heartbeat_timestamp_seconds": "Last sign of life of the timetable",
    "due_lag_seconds": "How long the most overdue visit is overdue",
    "queue_jobs": "Jobs for workers by state; only with a queue", "queue_lag_seconds": "How long the oldest job waits for a worker; only with a queue",
    "workers": "Workers that live; only with a queue",
}
#: Visits of late: by them it is told how long one takes.
LATE = timedelta(days=7)
QUANTILES = (0.5, 0.9, 0.99)


def metrics(stock: Stock, now: datetime) -> bytes:
    """The metrics of deploy/prometheus; one line a member. Counters grow for ever: what is purged stays counted."""
    members = [m for m in stock.members(now) if m.enabled]
    enabled = {m.key for m in members}
    heartbeat = stock.last_heartbeat()
    due = [(now - m.next_visit).total_seconds() for m in members if m.next_visit and m.next_visit < now]
    visits = stock.visits(now - LATE)
    took = [((("quantile", f"{part:g}"),), value) for part, value in zip(QUANTILES, _quantiles(visits.durations), strict=True)]
    lines = [
        *_metric("run_total", "counter", (((("member", c.member), ("verdict", c.verdict)), c.runs) for c in visits.counts)),
        *_metric("last_success_timestamp_seconds", "gauge", (((("member", m.key),), m.last_success.timestamp()) for m in members if m.last_success)),
        *_metric("last_run_timestamp_seconds", "gauge", (((("member", m.key),), m.last_run.timestamp()) for m in members if m.last_run)),
        *_metric("last_run_postings", "gauge", (((("member", member),), n) for member, n in sorted(visits.postings.items()) if member in enabled)),
        *_metric("run_duration_seconds", "summary", took),
        f"stellenmarkt_run_duration_seconds_sum {sum(c.seconds for c in visits.counts):.3f}",
        f"stellenmarkt_run_duration_seconds_count {sum(c.runs for c in visits.counts)}",
        *_metric("open_vacancies", "gauge", (((("member", m.key),), m.open_vacancies) for m in members)),
        *_metric("scheduler_heartbeat_timestamp_seconds", "gauge", [((), heartbeat.timestamp())] if heartbeat else []),
        *_metric("due_lag_seconds", "gauge", [((), max(due, default=0.0))]),
    ]
    if queue := stock.queue_state():
        lines += [*_metric("queue_jobs", "gauge", (((("state", name),), getattr(queue, name)) for name in ("waiting", "running", "failed"))),
                  *_metric("queue_lag_seconds", "gauge", [((), queue.waits)]), *_metric("workers", "gauge", [((), queue.workers)])]
    return ("\n".join(lines) + "\n").encode()


def _quantiles(values: Sequence[float]) -> list[float]:
    """The values below which those parts of all lie; not a number where there are none."""
    ordered = sorted(values)
    return [ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan") for part in QUANTILES]


def _metric(name: str, kind: str, samples: Iterable[tuple[tuple[tuple[str, str], ...], float]]) -> list[str]:
    full = f"stellenmarkt_{name}"
    lines = [f"# HELP {full} {HELP[name]}", f"# TYPE {full} {kind}"]
    for labels, value in samples:
        text = ",".join(f'{key}="{_escape(word)}"' for key, word in labels)
        number = "NaN" if math.isnan(value) else str(value) if isinstance(value, int) else f"{value:.3f}"
        lines.append(f"{full}{{{text}}} {number}" if text else f"{full} {number}")
    return lines


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
