"""What is wrong with an ad that was entered by hand, in words for the terminal: what, where and what to do."""

from __future__ import annotations

from pipeline.manual import Fault
from pipeline.model import Problem

#: The option that states a field.
OPTIONS = {"member": "--member", "title": "--title", "places": "--place", "until": "--until", "employer": "--employer", "identifier": "--identifier",
           "pay": "--pay", "apply_url": "--apply-url", "url": "URL", "text": "--file"}
_WORDS = {
    "missing": "is missing", "too_long": "is longer than {value} characters: shorten it", "no_address": "{value!r} is no address: it begins with https:// or http://",
    "no_day": "{value!r} is no day: write 31.12.2026 or 2026-12-31, or laufend", "past": "{value} is over: name a day to come, or leave the ad out",
    "far": "{value} is more than a year away: a typing error?", "unknown": "{value!r} is no member: write a key of `stellenmarkt members list`, or its name",
    "unstated": "is not stated by the page: name the place of work, or --yes where there is none", "twice": "is the same ad as line {value}: leave one out", "too_many_cells": "has {value} cells: is a separator or a quote missing?",
    "not_text": "is no CSV file: save it from the spreadsheet as CSV (UTF-8)", "empty": "has no line with an ad",
    "no_title_column": "has no column Titel (title) in its first line, only: {value}", "column_twice": "has two columns for the same: {value}",
    "unreadable": "cannot be read as CSV at line {value}", "too_many": "has more than {value} lines: split it",
}


def words(fault: Fault) -> str:
    return _WORDS[fault.code].format(value=fault.value)


def problem_of(fault: Fault, where: str, name: str = "") -> Problem:
    """One fault as a problem; ``name`` is what the field is called there (an option, a column)."""
    subject = name or (OPTIONS.get(fault.field, "the line") if fault.field not in ("line", "file") else f"the {fault.field}")
    return Problem(code=f"manual_{fault.code}", message=f"{subject} {words(fault)}", where=where)
