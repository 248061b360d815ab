"""Greenhouse: a board's jobs with their text in one JSON answer.

Source: Job Board API (grnhse/greenhouse-api-docs). Params: ``board`` (token; else the last part of the portal's path).
"""

import html
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of

_KEYS = ["absolute_url", "id", "internal_job_id", "requisition_id", "title", "company_name", "updated_at", "first_published", "application_deadline", "language", "location", "content", "departments", "offices", "metadata", "data_compliance", "ai_disclaimer", "include_ai_disclaimer", "education", "pay_input_ranges"]


class Portal(Platform):
    fingerprints = (r"boards(?:-api)?\.greenhouse\.io", r"job-boards\.(?:eu\.)?greenhouse\.io", r"grnhse_app", r"gh_jid=", r"\"internal_job_id\"")

    def start(self, source: Source) -> list[Follow]:
        board = source.params.get("board") or urlsplit(source.portal).path.strip("/").split("/")[-1]
        return [Follow(f"{self.base(source, 'https://boards-api.greenhouse.io')}/v1/boards/{board}/jobs?content=true")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        boards = [answer] if isinstance(answer, dict) and "jobs" in answer else [b for b in answer["boards"].values() if isinstance(b, dict)] if (
            isinstance(answer, dict) and isinstance(answer.get("boards"), dict)) else [{"jobs": [answer]}] if isinstance(answer, dict) and "absolute_url" in answer else []
        if not boards:
            raise UnreadableError("an answer has jobs")
        for board in boards:
            meta = board.get("meta")
            if isinstance(meta, dict) and isinstance(meta.get("total"), int):
                yield Total(meta["total"])
            for entry in records_of(board.get("jobs"), _KEYS, ("id", "title", "absolute_url"), page.url):
                yield from [entry] if isinstance(entry, Problem) else self.posting(page, source, self._fields(entry[0]), entry[1])

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        location, departments = record.get("location"), record.get("departments")
        return {
            "external_id": record.get("id"), "title": record.get("title"), "url": record.get("absolute_url"), "employer": record.get("company_name"),
            "locations": [str(location["name"])] if isinstance(location, dict) and location.get("name") else [],
            "description_html": html.unescape(str(record.get("content") or "")), "identifier": record.get("requisition_id"), "language": record.get("language"),
            "department": next((str(d["name"]) for d in departments or [] if isinstance(d, dict) and d.get("name")), None) if isinstance(departments, list) else None,
            "date_posted": berlin_day(record.get("first_published")), "valid_through": berlin_day(record.get("application_deadline")),
        }
