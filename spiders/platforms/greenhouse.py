"""Greenhouse: a board's jobs with their text in one JSON answer.

Source: Job Board API (grnhse/greenhouse-api-docs). Params: ``board`` (token; else from the portal's address, or from the embedding
that the portal's page shows).
"""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Candidate, Found, Look, origin, played_at
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

_KEYS = ["absolute_url", "id", "internal_job_id", "requisition_id", "title", "company_name", "updated_at", "first_published", "application_deadline", "language", "location", "content", "departments", "offices", "metadata", "data_compliance", "ai_disclaimer", "include_ai_disclaimer", "education", "pay_input_ranges"]


class Portal(Platform):
    fingerprints = (r"boards(?:-api)?\.greenhouse\.io", r"job-boards\.(?:eu\.)?greenhouse\.io", r"grnhse_app", r"gh_jid=", r"\"internal_job_id\"")
    vendor = "https://boards-api.greenhouse.io"
    addresses = (r"(?:job-)?boards(?:-api)?\.(?:eu\.)?greenhouse\.io/", r"embed/job_(?:board|app)(?:/js)?\?(?:.*&)?for=\w", r"/v1/boards/[\w-]+")
    marks = (r"grnhse_app", r"Grnhse\.", r"gh_jid=")
    params = ("board",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        found = re.search(r"[?&;]for=([\w-]+)|/boards/([\w-]+)|greenhouse\.io/(?!embed|v1)([\w-]+)", url)
        board = next(filter(None, found.groups()), None) if found else None
        vendor = "greenhouse.io" in url
        if board:
            embedded = "embed/" in url or "/v1/" in url
            yield self.candidate(look, look.url if embedded else f"{origin(url)}/{board}", why, weight, {"board": board}, played_at(look.url) if vendor else origin(url))
        elif path := re.match(r"/([\w-]+)", urlsplit(look.url).path):
            yield self.candidate(look, f"{origin(look.url)}{path[0]}", why, 40, {"board": path[1]}, played_at(look.url))

    def attempt(self, look: Look) -> Iterator[Candidate]:
        if (path := re.fullmatch(r"/([\w-]+)(?:/jobs/\d+)?/?", urlsplit(look.url).path)) and played_at(look.url):
            yield self.candidate(look, f"{origin(look.url)}/{path[1]}", "the address is like that of a Greenhouse board", 15 if "/jobs/" in look.url else 13, {"board": path[1]}, played_at(look.url))

    def start(self, source: Source) -> list[Follow]:
        board = str(source.params.get("board") or _token(source.portal, bool(source.api_base)))
        return [self._board(source, board) if board else Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status == 404 or page.text.lstrip().startswith("<"):
            yield self._embedded(page, source)
            return
        answer = page.json()
        boards = [answer] if isinstance(answer, dict) and "jobs" in answer else [b for b in answer["boards"].values() if isinstance(b, dict)] if (
            isinstance(answer, dict) and isinstance(answer.get("boards"), dict)) else [{"jobs": [answer]}] if isinstance(answer, dict) and "absolute_url" in answer else []
        if not boards:
            raise UnreadableError("an answer has jobs")
        for board in boards:
            meta = board.get("meta")
            if isinstance(meta, dict) and (total := whole(meta.get("total"))) is not None:
                yield Total(total)
            for entry in records_of(board.get("jobs"), _KEYS, ("id", "title", "absolute_url"), page.url):
                yield from [entry] if isinstance(entry, Problem) else self.posting(page, source, self._fields(entry[0]), entry[1])

    def _board(self, source: Source, board: str) -> Follow:
        return Follow(f"{self.base(source, 'https://boards-api.greenhouse.io')}/v1/boards/{board}/jobs?content=true")

    def _embedded(self, page: Page, source: Source) -> Follow:
        """The board that an employer's own page embeds; where the address named no board, that page is asked."""
        if page.status == 404 and "/v1/boards/" in page.url and not source.params.get("board"):
            return Follow(source.portal)
        found = re.search(r"greenhouse\.io/embed/job_board(?:/js)?\?(?:[^\"'\s]*&(?:amp;)?)?for=([\w-]+)|boards(?:-api)?\.(?:eu\.)?greenhouse\.io/(?:v1/boards/)?(?!embed)([\w-]+)", page.text)
        if not found or page.status == 404:
            raise UnreadableError("no board of jobs, and no embedding that names one (params.board)")
        return self._board(source, found[1] or found[2])

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        location, departments = record.get("location"), record.get("departments")
        return {
            "external_id": record.get("id"), "title": record.get("title"), "url": record.get("absolute_url"), "employer": record.get("company_name"),
            "locations": [str(location["name"])] if isinstance(location, dict) and location.get("name") else [],
            "description_html": _text(record.get("content")), "identifier": record.get("requisition_id"), "language": record.get("language"),
            "department": next((str(d["name"]) for d in departments or [] if isinstance(d, dict) and d.get("name")), None) if isinstance(departments, list) else None,
            "date_posted": berlin_day(record.get("first_published")), "valid_through": berlin_day(record.get("application_deadline")),
        }


def _token(portal: str, anywhere: bool) -> str:
    """The board in an address of Greenhouse ("anywhere": of whoever plays it)."""
    parts = urlsplit(portal)
    if not anywhere and "greenhouse.io" not in (parts.hostname or ""):
        return ""
    words = [word for word in parts.path.removeprefix("/v1/boards").split("/") if word and word not in ("embed", "job_board", "js")]
    return parse_qs(parts.query).get("for", words[:1] or [""])[0]


def _text(content: Any) -> str:
    """The ad's HTML, whose entities are escaped once more; where there are tags, nothing was escaped."""
    text = str(content or "")
    return text if re.search(r"</?\w+[^>]*>", text) else html.unescape(text)
