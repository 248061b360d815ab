"""What the OpenAPI description says of parameters and answers (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pipeline.model import Area, Kind, Vacancy
from pipeline.normalise.places import STATES
from render.asking import KIND_GROUPS

_TEXT: dict[str, Any] = {"type": "string", "maxLength": 200}
_DAY_OR_INSTANT: dict[str, Any] = {"type": "string", "description": "2026-03-18, or an instant such as 2026-03-18T09:30:00Z; without an offset Berlin time"}


def _number(low: int, high: int, default: int | None = None) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high, **({} if default is None else {"default": default})}


def _several(values: list[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": values}}


#: Filters of page, feeds and API: name -> (schema, meaning).
FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "q": (_TEXT, "words, folded and stemmed; all of them must occur"), "ort": (_TEXT, "place of work"), "umkreis": (_number(0, 500), "kilometres around ort"),
    "land": (_several(list(STATES)), "states, ISO 3166-2"), "arbeitgeber": ({"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,60}$"}}, "keys of employers"),
    "fach": (_several([area.value for area in Area]), "fields of work"), "art": (_several([*(kind.value for kind in Kind), *KIND_GROUPS]), "kinds of posts; all but speculative where none is named"),
    "ab": ({"type": "string", "examples": ["EG 10", "A 11"]}, "pay grade from"), "unbefristet": ({"const": "1"}, "permanent posts"), "teilzeit": ({"const": "1"}, "part time possible"),
    "homeoffice": ({"enum": ["teilweise", "ganz"]}, "remote work"), "neu": (_number(0, 365), "first seen as news in so many days"),
    "seit": (_DAY_OR_INSTANT, "first seen as news after"), "bis": (_DAY_OR_INSTANT, "first seen until"),
    "ohne_angabe": ({"enum": ["0", "1"], "default": "1"}, "0 leaves out what does not state a fact that is filtered for"),
    "sortierung": ({"enum": ["neu", "frist"], "default": "neu"}, "newest first, or by deadline"), "seite": (_number(1, 10_000, 1), "page"),
}
#: The API's own parameters.
PAGING: dict[str, tuple[dict[str, Any], str]] = {"je_seite": (_number(1, 500, 50), "vacancies a page"), "form": ({"enum": ["json", "csv"], "default": "json"}, "csv for spreadsheets")}
#: The parameters of the newsletter block; docs/block.md.
BLOCK: dict[str, tuple[dict[str, Any], str]] = {
    "ausgabe": ({"type": "string", "format": "date"}, "day of the issue; default: the next one"), "seit": ({"type": "string", "default": "letzte"}, "news since this day, or since the last sent issue"),
    "max": (_number(1, 100, 8), "at most so many jobs"), "je_arbeitgeber": (_number(1, 100, 2), "of one employer"), "vorlauf": (_number(0, 60, 7), "least days between issue and deadline"),
    "land": FILTERS["land"], "fach": FILTERS["fach"], "ref": ({"type": "string", "maxLength": 60}, "added to every link"),
    "ziel": ({"enum": ["stelle", "arbeitgeber"], "default": "stelle"}, "where links lead"), "kopf": ({"enum": ["0", "1"], "default": "1"}, "with heading"),
    "leer": ({"enum": ["satz", "weglassen"], "default": "satz"}, "a sentence where there are no jobs"), "auffuellen": ({"enum": ["0", "1"], "default": "1"}, "fill free places with older vacancies"),
}
_PROBLEM = {"description": "A parameter means nothing (RFC 9457)", "content": {"application/problem+json": {"schema": {
    "type": "object", "properties": {"status": {"type": "integer"}, "title": {"type": "string"}}, "required": ["status", "title"]}}}}


def parameters(*groups: dict[str, tuple[dict[str, Any], str]]) -> dict[str, Any]:
    """For FastAPI's ``openapi_extra``."""
    named = {name: pair for group in groups for name, pair in group.items()}
    return {"parameters": [{"name": name, "in": "query", "required": False, "schema": schema, "description": meaning} for name, (schema, meaning) in named.items()]}


class VacancyPage(BaseModel):
    """One page of /v1/vacancies; ``demo`` stands only where all of it is invented; ``facets``: parameter -> value -> count."""

    demo: bool | None = None
    total: int
    page: int
    page_size: int
    facets: dict[str, dict[str, int]]
    vacancies: list[Vacancy]


def vacancies_answers() -> dict[int | str, dict[str, Any]]:
    """The answers of /v1/vacancies."""
    return {200: {"description": "One page", "model": VacancyPage, "content": {"text/csv": {"schema": {"type": "string"}}}},
            304: {"description": "Unchanged since the ETag of If-None-Match"}, 400: _PROBLEM}


def block_answers() -> dict[int | str, dict[str, Any]]:
    """The answers of the newsletter block."""
    return {200: {"description": "The block; always valid, also without jobs"}, 304: {"description": "Unchanged since the ETag of If-None-Match"}, 400: _PROBLEM,
            404: {"description": "No such format"}}
