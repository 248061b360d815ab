"""Recruitee (Tellent): all offers in one JSON answer.

Source: public interface /api/offers of every career site. The mailbox address in it is left out. A text that only a
translation has is taken from it, German first.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, UnreadableError, records_of

_KEYS = ["id", "guid", "slug", "title", "description", "requirements", "department", "company_name", "tags", "location", "city", "postal_code", "state", "state_name", "state_code", "country", "country_code", "locations", "remote", "hybrid", "on_site", "employment_type_code", "experience_code", "education_code", "category_code", "min_hours", "max_hours", "min_hours_per_week", "max_hours_per_week", "salary", "salary_min", "salary_max", "salary_currency", "created_at", "published_at", "updated_at", "close_at", "careers_url", "careers_apply_url", "status", "translations", "mailbox_email", "open_questions", "dynamic_fields", "position", "sharing_title", "sharing_description", "sharing_image", "options_cover_letter", "options_cv", "options_phone", "options_photo", "highlight_html", "locations_question", "highlights"]


class Portal(Platform):
    fingerprints = (r"[\w-]+\.recruitee\.com", r"recruiteecdn", r"\"careers_url\"")
    addresses = (r"//(?!www\.|api\.|app\.|docs\.|support\.|careers-analytics)[\w-]+\.recruitee\.com", r"/api/offers/?(?:[?#]|$)")
    marks = (r"recruiteecdn", r"(?:src|href)=[\"'][^\"']*recruitee\.com/", r"\"careers_url\"", r"href=[\"'][^\"']*/o/[\w-]+[\"']")
    usual_path = "/api/offers"

    def start(self, source: Source) -> list[Follow]:
        return [Follow(f"{self.base(source)}/api/offers")]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "offers" not in answer:
            raise UnreadableError("an answer has offers")
        for entry in records_of(answer["offers"], _KEYS, ("id", "careers_url"), page.url):
            if isinstance(entry, Problem):
                yield entry
            elif entry[0].get("status", "published") == "published":
                yield from self.posting(page, source, self._fields(entry[0], source), entry[1])

    def _fields(self, said: dict[str, Any], source: Source) -> dict[str, Any]:
        record = {**_translated(said), **{key: value for key, value in said.items() if value not in (None, "")}}
        town = f"{record.get('postal_code') or ''} {record.get('city') or ''}".strip() if record.get("city") else record.get("location")
        more = [f"{p.get('postal_code') or ''} {p.get('city') or p.get('name')}".strip() for p in record.get("locations") or [] if isinstance(p, dict) and (p.get("city") or p.get("name"))]
        return {
            "external_id": record.get("id"), "title": record.get("title"), "url": record.get("careers_url") or (f"{self.base(source)}/o/{record['slug']}" if record.get("slug") else None), "apply_url": record.get("careers_apply_url"),
            "description_html": "\n".join(str(record[k]) for k in ("description", "requirements") if record.get(k)), "department": record.get("department"),
            "employer": record.get("company_name"), "locations": more if len(more) > 1 else [town] if town else more, "date_posted": berlin_day(record.get("published_at") or record.get("created_at")),
            "valid_through": berlin_day(record.get("close_at")), "employment_type": [t for t in [record.get("employment_type_code")] if t],
            "base_salary": record.get("salary") if isinstance(record.get("salary"), dict) and any(record["salary"].values()) else None,
            "job_location_type": "HYBRID" if record.get("hybrid") is True else "TELECOMMUTE" if record.get("remote") is True and not record.get("on_site") else None,
        }


def _translated(record: dict[str, Any]) -> dict[str, Any]:
    """What the German translation says, else the first one."""
    texts = record.get("translations")
    texts = {name: text for name, text in texts.items() if isinstance(text, dict)} if isinstance(texts, dict) else {}
    return texts.get("de") or next(iter(texts.values()), {})
