"""Greenhouse job board: all jobs with text in one answer, the text's markup escaped once (greenhouse.md)."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from spiders.samples.play import Play
from spiders.samples.wire import Answer, Asked, html_page, json_answer
from spiders.samples.world import Ad

BOARD = "beispielland"


class Sample(Play):
    portal: ClassVar[str] = f"/{BOARD}"
    params: ClassVar[dict[str, Any]] = {"board": BOARD}
    fixed_host: ClassVar[bool] = True

    def is_list(self, asked: Asked) -> bool:
        return asked.path == f"/v1/boards/{BOARD}/jobs"

    def path(self, ad: Ad) -> str:
        return f"/{BOARD}/jobs/{ad.number}"

    def answer(self, asked: Asked) -> Answer | None:
        if asked.path == f"/{BOARD}":
            return html_page("Jobs", f'<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for={BOARD}"></script>')
        if self.is_list(asked):
            return json_answer({"jobs": [self._job(ad, text=asked.query.get("content") == ["true"]) for ad in self.ads], "meta": {"total": self.total}})
        if asked.path.startswith(f"/v1/boards/{BOARD}/jobs/"):
            ad = self.by_id(asked.path.rsplit("/", 1)[1])
            return json_answer(self._job(ad, text=True)) if ad else json_answer({"status": 404, "error": "Job not found"}, 404)
        return self.plain_page(rf"/{BOARD}/jobs/(\d+)", asked)

    def _job(self, ad: Ad, *, text: bool) -> dict[str, Any]:
        job = {"absolute_url": self.url(ad), "id": ad.number, "internal_job_id": ad.number + 5, "requisition_id": ad.facts["identifier"], "title": ad.title,
               "company_name": self.employer.name, "updated_at": f"{ad.changed}T08:30:00+01:00", "first_published": f"{ad.born}T08:00:00+01:00",
               "application_deadline": ad.facts["valid_through"], "language": "de", "location": {"name": f"{ad.place[1]}, Deutschland"}, "metadata": [], "data_compliance": []}
        return {**job, "content": escape(ad.html), "departments": [{"id": 1, "name": "IT", "child_ids": [], "parent_id": None}],
                "offices": [{"id": 2, "name": ad.place[1], "location": f"{ad.place[1]}, Deutschland", "child_ids": [], "parent_id": None}]} if text else job
