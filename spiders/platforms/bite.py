"""BITE: widget on the employer's page -> key -> search (POST, with its own total) -> one JSON answer for each ad.

Source: what the public loader script asks of jobs.b-ite.com; the search call is undocumented. Params: ``key`` (skips widget
and script), ``filter`` (tenant's own search filter). Left out: custom fields without labels, and those that name persons.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.locating import Candidate, Found, Lead, Look, played_at
from spiders.page import Page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, records_of, whole

PAGE_SIZE = 100
_KEYS = ["title", "url", "applyUrl", "hash", "identification", "startsOn", "endsOn", "createdOn", "modifiedOn", "activatedOn", "address", "employmentType", "employer", "custom", "locale", "channel", "seo"]
_MOUNT = re.compile(r"data-bite-jobs-api-listing\s*=\s*(?:\\?[\"']|&quot;|&#34;)([\w.-]+:[\w./-]+)")
_KEY = re.compile(r"key\\?[\"']?\s*[:=]\s*\\?[\"'`]([0-9a-f]{40})\\?[\"'`]", re.IGNORECASE)
_ANY_KEY = re.compile(r"[\"'`]([0-9a-f]{40})[\"'`]")
_PERSON = re.compile(r"ansprech|kontakt|contact|person|mail|telefon|phone|recruiter", re.IGNORECASE)
_HASH = re.compile(r"/jobposting/([0-9a-f]{40,42})")


class Portal(Platform):
    fingerprints = (r"static\.b-ite\.com", r"data-bite-jobs-api-listing", r"jobs\.b-ite\.com", r"b-ite\.careers", r"\"jobPostings\"", r"\"content\":\s*\{\s*\"html\":\s*\{\s*\"rendered\"")
    vendor = "https://jobs.b-ite.com"
    addresses = (r"//[\w-]+\.b-ite\.careers", r"//cs-assets\.b-ite\.com/[\w.-]+/jobs-api/", r"/[\w.-]+/jobs-api/[\w.-]+\.min\.js")
    marks = (r"data-bite-jobs-api-listing", r"jobs-api/loader-v1", r"(?:src|href)=[\"'][^\"']*\.b-ite\.(?:com|careers|io)/")
    params = ("key", "filter")

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        """A mount that stands in the page is the portal; a hidden one is asked for its key, which then is enough."""
        found = _KEY.search(look.page.text)
        if found and re.search(r"/jobs-api/", look.url):
            yield self.candidate(look, look.via or look.url, f"{look.url} holds the key of a BITE listing", 95, {"key": found[1]}, played_at(look.url))
        shown = _MOUNT.findall(look.page.text)
        mounts = dict.fromkeys(shown or _MOUNT.findall(look.markup))
        if mounts and shown:
            yield self.candidate(look, look.url, f"a BITE widget for {', '.join(mounts)}", 90, None, played_at(look.url))
        for mount in mounts if not shown else ():
            customer, _, listing = mount.partition(":")
            yield Lead(f"{played_at(look.url) or 'https://cs-assets.b-ite.com'}/{customer}/jobs-api/{listing}.min.js", f"a hidden BITE widget for {mount}", "guess", look.url)
        if mounts and not shown:
            yield Candidate(self.name, look.url, f"a hidden BITE widget for {', '.join(mounts)}", look.url, 60, missing="the key of the listing, for params.key")
        if re.search(r"//[\w-]+\.b-ite\.careers", url):
            yield self.candidate(look, url, why, weight)
        elif "/jobs-api/" in url and "loader" not in url and url != look.url:
            yield Lead(url, "the script of a BITE listing", "guess", look.url)

    def start(self, source: Source) -> list[Follow]:
        key = source.params.get("key")
        return [self._search(source, str(key), 0)] if key else [Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        script = urlsplit(page.url).path.endswith(".js")
        if page.is_data and not script:
            yield from self._answer(page, source)
            return
        mounts = dict.fromkeys(_MOUNT.findall(page.text))
        for mount in mounts:
            customer, _, listing = mount.partition(":")
            yield Follow(f"{self.base(source, 'https://cs-assets.b-ite.com')}/{customer}/jobs-api/{listing}.min.js")
        keys = dict.fromkeys(_KEY.findall(page.text)) or (dict.fromkeys(_ANY_KEY.findall(page.text)) if script else {})
        for key in keys:
            yield self._search(source, key, 0)
        if script and not keys:  # a chatbot's mount; another one may have the key
            yield Problem(code="nothing_found", message="a mount without a key", where=page.url)
        elif not mounts and not keys:
            raise UnreadableError("neither a BITE widget nor its key")

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        record = page.json()
        if not isinstance(record, dict) or not isinstance(record.get("content"), dict):
            raise UnreadableError("an ad has content.html.rendered")
        html = record["content"].get("html")
        fields = {key: value for key, value in self._fields(record).items() if value}
        draft = {name: value for name, value in follow.draft.items() if name != "lines"}
        text = html.get("rendered") if isinstance(html, dict) else html
        if not text:
            yield Problem(code="keys_lost", message="expected content.html.rendered", where=page.url)
        yield from self.posting(page, source, {"url": page.url, **fields, **draft, "external_id": follow.external_id or None,
                                               "description_html": "\n".join([str(text or ""), *follow.draft.get("lines", [])]).strip()})

    def _answer(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        if not isinstance(answer, dict) or "jobPostings" not in answer:
            raise UnreadableError("a search answer has jobPostings")
        paging = answer.get("page")
        total = whole(paging.get("total")) if isinstance(paging, dict) else None
        if total is not None:
            yield Total(total)
        else:
            yield Problem(code="keys_lost", message="expected page.total", where=page.url)
        for entry in records_of(answer["jobPostings"], _KEYS, ("url",), page.url):
            if isinstance(entry, Problem):
                yield entry
                continue
            record, where = entry
            found = _HASH.search(str(record.get("url") or ""))
            key = str(record.get("hash") or (found[1] if found else ""))
            if not key:
                yield Problem(code="record_unreadable", message="an ad without hash", where=where)
                continue
            page_of_it = f"{self.base(source, 'https://jobs.b-ite.com')}/jobposting/{found[1] if found else key}"
            draft = {name: value for name, value in self._fields(record).items() if value}
            draft = {"url": page_of_it, **draft, "lines": list(_lines(record.get("custom"), answer.get("fields")))}
            yield Follow(f"{page_of_it}/json?locale=de&contentRendered=true", role="detail", external_id=key, draft=draft, marker=str(record.get("modifiedOn") or ""))
        yield from self._next(page, source, total or 0, len(answer["jobPostings"]))

    def _next(self, page: Page, source: Source, total: int, shown: int) -> Iterator[Item]:
        if page.asked and shown:
            asked = json.loads(page.asked)
            offset = asked["page"]["offset"] + shown
            if offset < total:
                yield self._search(source, asked["key"], offset)

    def _search(self, source: Source, key: str, offset: int) -> Follow:
        body = {"key": key, "channel": 0, "locale": "de", "page": {"offset": offset, "num": PAGE_SIZE}, "sort": {"by": "startsOn", "order": "desc"},
                "filter": source.params.get("filter", {}), "origin": source.portal}
        return Follow(f"{self.base(source, 'https://jobs.b-ite.com')}/api/v1/postings/search", method="POST", body=json.dumps(body),
                      headers={"Content-Type": "application/json"}, counted=True)

    def _fields(self, record: dict[str, Any]) -> dict[str, Any]:
        address, employer = record.get("address"), record.get("employer")
        address = address if isinstance(address, dict) else {}
        return {
            "title": record.get("title"), "url": record.get("url"), "apply_url": record.get("applyUrl"), "identifier": record.get("identification"),
            "employer": employer.get("name") if isinstance(employer, dict) else None, "language": record.get("locale"),
            "locations": [f"{address.get('postCode') or ''} {address.get('city') or ''}".strip()] if address.get("city") else [],
            "employment_type": record.get("employmentType") or [], "base_salary": record.get("baseSalary"),
            "date_posted": berlin_day(record.get("startsOn") or record.get("startAt") or record.get("activatedOn") or record.get("activatedAt") or record.get("createdAt")),
            "valid_through": berlin_day(record.get("endsOn") or record.get("endAt")),
        }


def _lines(custom: Any, fields: Any) -> Iterator[str]:
    """The tenant's own fields in the words of its labels ("befristung: unbefristet"), to be read like the ad's text."""
    if not isinstance(custom, dict) or not isinstance(fields, dict):
        return
    for name, value in custom.items():
        field = fields.get(f"custom.{name}", fields.get(name))
        options = field.get("options") if isinstance(field, dict) else None
        labels = {str(o["value"]): str(o["label"]) for o in options or [] if isinstance(o, dict) and {"value", "label"} <= set(o)}
        told = [labels[str(one)] for one in (value if isinstance(value, list) else [value]) if str(one) in labels]
        if told and not _PERSON.search(name):
            yield f"<p>{name}: {', '.join(told)}</p>"
