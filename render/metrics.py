"""Prometheus text format 0.0.4, read from the store when it is asked for; instants, not ages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from render.stock import Stock


def metrics(stock: Stock, now: datetime) -> bytes:
    """The metrics of docs/operations; one line a member."""
    members = [m for m in stock.members(now) if m.enabled]
    heartbeat = stock.last_heartbeat()
    due = [(now - m.next_visit).total_seconds() for m in members if m.next_visit and m.next_visit < now]
    counts: dict[tuple[str, str], int] = {}
    seconds = 0.0
    for run in stock.runs(limit=1000):
        key = (run.source, str(run.verdict))
        counts[key] = counts.get(key, 0) + 1
        seconds += run.traffic.seconds
    last = {run.source: run.postings for run in reversed(stock.runs(limit=1000))}
    lines = [
        *_metric("run_total", "counter", (((("member", s), ("verdict", v)), n) for (s, v), n in sorted(counts.items()))),
        *_metric("last_success_timestamp_seconds", "gauge", (((("member", m.key),), m.last_success.timestamp()) for m in members if m.last_success)),
        *_metric("last_run_timestamp_seconds", "gauge", (((("member", m.key),), m.last_run.timestamp()) for m in members if m.last_run)),
        *_metric("last_run_postings", "gauge", (((("member", source),), n) for source, n in sorted(last.items()))),
        *_metric("run_duration_seconds", "gauge", [((), seconds)]),
        *_metric("open_vacancies", "gauge", (((("member", m.key),), m.open_vacancies) for m in members)),
        *_metric("scheduler_heartbeat_timestamp_seconds", "gauge", [((), heartbeat.timestamp())] if heartbeat else []),
        *_metric("due_lag_seconds", "gauge", [((), max(due, default=0.0))]),
    ]
    return ("\n".join(lines) + "\n").encode()


def _metric(name: str, kind: str, samples: Iterable[tuple[tuple[tuple[str, str], ...], float]]) -> list[str]:
    full = f"stellenmarkt_{name}"
    lines = [f"# TYPE {full} {kind}"]
    for labels, value in samples:
        text = ",".join(f'{key}="{_escape(word)}"' for key, word in labels)
        lines.append(f"{full}{{{text}}} {value:g}" if text and abs(value) < 1e6 else f"{full}{{{text}}} {value:.3f}" if text else f"{full} {value:.3f}")
    return lines


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
