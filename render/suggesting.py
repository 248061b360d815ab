"""What to try when nothing was found: one filter less, or a wider radius, each with the number of results it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model import Query
from pipeline.normalise.places import find
from render.asking import parse, query_string
from render.stock import Reading

#: Radius in kilometres that is proposed where a place alone, or a smaller one, finds nothing.
WIDER = (25, 50, 100, 200)
#: So many are tried and so many told.
MOST_TRIED, MOST_TOLD = 8, 4


@dataclass(frozen=True)
class Suggestion:
    """Words, query string and the number of results."""

    words: str
    query: str
    total: int


def suggestions(stock: Reading, parameters: Sequence[tuple[str, str]], tags: Sequence[tuple[str, int]], today: date) -> list[Suggestion]:
    """What finds something, most results first; ``tags`` are the active filters in words with their place among ``parameters``."""
    found = []
    for words, changed in [*_wider(parameters, today), *_without(parameters, tags)][:MOST_TRIED]:
        total = stock.search(parse(changed, today).model_copy(update={"page": 1, "page_size": 1})).total
        if total:
            found.append(Suggestion(words, query_string(changed), total))
    return sorted(found, key=lambda one: -one.total)[:MOST_TOLD]


def _wider(parameters: Sequence[tuple[str, str]], today: date) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    query: Query = parse(parameters, today)
    if query.place and find(query.place) is not None:
        for km in [km for km in WIDER if km > query.radius_km][:2]:
            yield f"im Umkreis von {km} km um {query.place}", [*(p for p in parameters if p[0] not in ("umkreis", "seite")), ("umkreis", str(km))]


def _without(parameters: Sequence[tuple[str, str]], tags: Sequence[tuple[str, int]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for label, index in tags:
        name = parameters[index][0]
        gone = {"ort": ("ort", "umkreis")}.get(name, ())
        if name != "umkreis":
            yield f"ohne den Filter „{label.strip('„“')}“", [p for place, p in enumerate(parameters) if place != index and p[0] not in (*gone, "seite")]
