"""A small chart of counts by day; its text alternative says the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

#: Of one day, and of the whole, in units of the drawing.
STEP, BAR, HIGH = 3, 2.2, 30


def spark(counts: Sequence[int | None]) -> Markup:
    """A bar a day, the last is today; a dot on the base line where nothing was read completely since the first time that it was. Today is not over."""
    known = {day: count for day, count in enumerate(counts) if count is not None}
    if not known:
        return Markup('<span class="count">noch keine Zahlen</span>')
    most = max(1, *known.values())
    bars, dots = list[str](), list[str]()
    for day in range(min(known), max(len(counts) - 1, max(known) + 1)):
        height = max(1.0, round(HIGH * known[day] / most, 1)) if day in known else 1.5
        (bars if day in known else dots).append(f"M{day * STEP} {HIGH}v-{height:g}h{BAR}v{height:g}z")
    gaps = f'<path class="gap" d="{"".join(dots)}"/>' if dots else ""
    return Markup('<svg class="spark" viewBox="0 0 {width} {high}" role="img" aria-label="{label}"><path class="base" d="M0 {base}h{width}v.6h-{width}z"/><path d="{bars}"/>{gaps}</svg>').format(
        width=max(len(counts) * STEP, 1), high=HIGH, base=HIGH - 0.6, label=words(counts), bars="".join(bars), gaps=Markup(gaps))  # noqa: S704  numbers only


def words(counts: Sequence[int | None]) -> str:
    """"In 60 Tagen zwischen 12 und 43, zuletzt 41; an 5 Tagen nicht vollständig gelesen"."""
    known = [(day, count) for day, count in enumerate(counts) if count is not None]
    if not known:
        return "noch keine Zahlen"
    numbers = [count for _, count in known]
    low, high, last = min(numbers), max(numbers), numbers[-1]
    span = f"immer {last}" if low == high else f"zwischen {low} und {high}, zuletzt {last}"
    missed = max(len(counts) - 1, known[-1][0] + 1) - known[0][0] - len(known)
    gaps = f"; an {missed} {'Tag' if missed == 1 else 'Tagen'} nicht vollständig gelesen" if missed else ""
    return f"In {len(counts)} Tagen {span}{gaps}"
