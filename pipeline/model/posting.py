"""One advertisement as its portal states it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from pipeline.model.value import Stated, Text, TextList


class Posting(Stated):
    """One advertisement at one URL of one source, as the portal states it; nothing here is interpreted.

    ``date_posted``, ``valid_through``, ``published`` and ``seen_at`` are the portal's own words, ISO 8601 where an
    adapter knows the portal's form. ``identifier`` is the employer's reference; a portal's internal number belongs in
    ``external_id``. ``published`` is the date first seen here. ``expires`` is the last day on which an ad that was entered
    by hand without a deadline is shown: our rule, no statement of the ad.
    """

    id: str = ""
    source: str
    external_id: Text = None
    url: str
    apply_url: Text = None
    title: str
    employer: Text = None
    locations: TextList = []
    description_html: Text = None
    date_posted: Text = None
    valid_through: Text = None
    employment_type: TextList = []
    identifier: Text = None
    base_salary: str | dict[str, Any] | None = None
    job_location_type: Text = None
    department: Text = None
    language: Text = None
    published: Text = None
    seen_at: Text = None
    expires: Text = Field(default=None, exclude_if=lambda value: value is None)

    @model_validator(mode="before")
    @classmethod
    def _default_id(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("id") in (None, ""):
            return {**data, "id": str(data.get("url") or "")}
        if isinstance(data, dict) and not isinstance(data["id"], str):
            return {**data, "id": str(data["id"])}
        return data
