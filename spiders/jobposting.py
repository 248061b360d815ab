"""schema.org/JobPosting out of a page: JSON-LD block by block, microdata, RDFa; with the deviations seen in the wild.

Source: https://schema.org/JobPosting and https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline.model import Problem
from spiders.dates import stated_day
from spiders.page import Page, UnreadableError, loads_repaired

_SCRIPT = re.compile(r"<script\b[^>]*type\s*=\s*[\"']?application/ld(?:\+|&#x2B;|&#43;)json[^>]*>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_WRAPPERS = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$")
_COMMENT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)


def job_postings(page: Page) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The JobPosting records of a page with keys in schema.org's spelling; one broken block does not lose the others."""
    records: list[dict[str, Any]] = []
    problems: list[Problem] = []
    whole = [page.text] if page.text.lstrip()[:1] in ("{", "[") else []
    for number, block in enumerate(whole or _SCRIPT.findall(page.text), start=1):
        if "jobposting" not in block.lower():
            continue
        try:
            value, repaired = _load(block)
        except UnreadableError as error:
            problems.append(Problem(code="json_unreadable", message=f"JSON-LD block {number}: {error}", where=page.url))
            continue
        found = [_linked(record, value) for record in _find(value)]
        if repaired:
            problems.append(Problem(code="json_repaired", message=f"JSON-LD block {number} was broken and repaired", where=page.url))
        if not found and "jobposting" in block.lower():
            problems.append(Problem(code="keys_lost", message=f"JSON-LD block {number} names JobPosting and has none", where=page.url))
        records += found
    if not records:
        records = list(_embedded(page, problems))
    return records, problems


def _load(block: str) -> tuple[Any, bool]:
    text = _WRAPPERS.sub("", _WRAPPERS.sub("", block.strip())).strip().rstrip(";")
    if text.lstrip().startswith(("&#123;", "{&quot;", "&#x7B;", "[{&quot;")) or ("&quot;" in text and '"' not in text):
        text = html.unescape(text)
    try:
        return loads_repaired(text)[0], not _strict(text)
    except UnreadableError:
        return loads_repaired(_COMMENT.sub("", text))[0], True


def _strict(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _find(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """JobPosting objects in any nesting: lists, @graph, mainEntity, itemListElement."""
    if depth > 12:
        return
    if isinstance(value, list):
        for item in value:
            yield from _find(item, depth + 1)
    elif isinstance(value, dict):
        record = {_camel(key): item for key, item in value.items()}
        if _is_job(record):
            yield record
            return
        for item in record.values():
            if isinstance(item, (dict, list)):
                yield from _find(item, depth + 1)


def _linked(record: dict[str, Any], graph: Any) -> dict[str, Any]:
    """A record with what it only names by its @id (RDFa does always, JSON-LD's @graph at times)."""
    nodes: dict[str, Any] = {}

    def collect(value: Any, depth: int = 0) -> None:
        for item in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            if depth < 12:
                collect(item, depth + 1)
        if isinstance(value, dict) and len(value) > 1 and isinstance(value.get("@id"), str):
            nodes.setdefault(value["@id"], value)

    collect(graph)
    filled = _filled(record, nodes, 0)
    return filled if isinstance(filled, dict) else record


def _filled(value: Any, nodes: Mapping[str, Any], depth: int) -> Any:
    """``value`` with schema.org's spelling of keys, plain literals, and nodes in the place of their names."""
    if isinstance(value, list) and depth < 12:
        if len(value) == 1 and isinstance(value[0], dict) and (set(value[0]) == {"@id"} or "@value" in value[0]):
            return _filled(value[0], nodes, depth + 1)  # RDFa puts everything into lists
        return [_filled(item, nodes, depth + 1) for item in value]
    if not isinstance(value, dict) or depth >= 12:
        return value
    if set(value) <= {"@value", "@type", "@language"} and "@value" in value:
        return value["@value"]
    node = nodes.get(str(value.get("@id")), value) if len(value) == 1 else value
    # The names of nodes are drawn by lot at each reading.
    return {_camel(key): _filled(item, nodes, depth + 1) for key, item in node.items() if not (key == "@id" and str(item).startswith("_:"))}


def own(records: list[dict[str, Any]], page: Page, title: str = "") -> dict[str, Any] | None:
    """The record of the job that a page is about, beside those of related jobs; ``title`` is what the list called it."""
    if len(records) < 2:
        return records[0] if records else None
    headings = {_folded(text) for text in [title, *(" ".join(h.css("::text").getall()) for h in page.selector.css("h1"))]} - {""}
    addressed = [record for record in records if _address_of(record)]
    mine = [record for record in addressed if is_of(record, page)]
    called = [record for record in records if _folded(_text(record.get("title"))) in headings]
    nameless = [record for record in records if record not in addressed]
    found = next(iter([*mine, *called, *nameless, *records]))
    # The same job once for each of its places.
    places = [place for record in records if _folded(_text(record.get("title"))) == _folded(_text(found.get("title"))) and _address_of(record) == _address_of(found)
              for place in _all(record.get("jobLocation"))]
    return {**found, "jobLocation": places} if places else found


def _all(value: Any) -> list[Any]:
    return [item for item in (value if isinstance(value, list) else [value]) if item]


def is_of(record: Mapping[str, Any], page: Page) -> bool:
    """Whether a record names this page as its own."""
    address = _address_of(record)
    return bool(address) and _place_of(page.join(address)) == _place_of(page.url)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _address_of(record: Mapping[str, Any]) -> str:
    main = record.get("mainEntityOfPage")
    return _text(record.get("url")) or _text(main.get("@id") if isinstance(main, dict) else main)


def _place_of(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.path.rstrip("/"), parts.query


def _camel(key: str) -> str:
    """"JobLocation" and "schema:jobLocation" are jobLocation."""
    name = key.rsplit("/", 1)[-1].rsplit(":", maxsplit=1)[-1] if key.startswith(("http", "schema:")) else key
    return name if name.startswith("@") else name[:1].lower() + name[1:]


def _is_job(record: Mapping[str, Any]) -> bool:
    kinds = record.get("@type", record.get("type"))
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.rsplit("/", 1)[-1].split(":")[-1].lower() == "jobposting" for name in names)


def _embedded(page: Page, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    """Microdata or RDFa; extruct is imported only here, it takes half a second."""
    if not re.search(r"itemtype\s*=\s*[\"']?https?://schema\.org/JobPosting|typeof\s*=\s*[\"']?(?:schema:|https?://schema\.org/)?JobPosting", page.text):
        return
    import extruct

    try:
        found = extruct.extract(page.text, base_url=page.url, syntaxes=["microdata", "rdfa"], uniform=True, errors="log")
    except Exception as error:  # extruct's parsers raise what their libraries raise
        problems.append(Problem(code="reader_failed", message=f"microdata: {type(error).__name__}: {error}", where=page.url))
        return
    for syntax in ("microdata", "rdfa"):
        records = [_linked(record, found[syntax]) for record in _find(found.get(syntax, []))]
        if records:
            yield from records
            return


def fields_of(record: Mapping[str, Any], page: Page) -> dict[str, Any]:
    """A JobPosting's values under the names of ``Posting``; what a field does not state is left out."""
    identifier = record.get("identifier")
    reference = identifier.get("value") if isinstance(identifier, dict) else identifier
    return {
        "title": _label(record.get("title")) or _label(record.get("name")) or _page_title(page),
        "url": _first(record.get("url")),
        "employer": _name(record.get("hiringOrganization")),
        "locations": locations_of(record.get("jobLocation")) if record.get("jobLocation") else _meta_places(page),
        "description_html": description_of(record),
        "date_posted": stated_day(_first(record.get("datePosted"))), "valid_through": stated_day(_first(record.get("validThrough"))),
        "employment_type": _texts(record.get("employmentType")),
        "identifier": _text(reference), "base_salary": _salary(record.get("baseSalary")),
        "job_location_type": next(iter(_texts(record.get("jobLocationType"))), None),
        "department": _name(record.get("department")),
        "language": _text(record.get("inLanguage")),
    }


def description_of(record: Mapping[str, Any]) -> str:
    """The whole ad: some portals split it over several fields."""
    parts = [_text(record.get(name)) for name in ("description", "responsibilities", "qualifications", "experienceRequirements", "skills", "jobBenefits",
                                                  "incentiveCompensation")]
    texts = [part for part in parts if part]
    return "\n".join(dict.fromkeys(texts))


def locations_of(value: Any) -> list[str]:
    """Places as "34117 Kassel", as the portal writes them; regions and countries alone are none."""
    found = []
    for place in value if isinstance(value, list) else [value]:
        if isinstance(place, str):
            found.append(place)
        if not isinstance(place, dict):
            continue
        place = {_camel(key): item for key, item in place.items()}
        address = place.get("address", place)
        for one in address if isinstance(address, list) else [address]:
            found.append(_address(one) or (_text(place.get("name")) if not isinstance(one, dict) else "") or "")
    return list(dict.fromkeys(text.strip() for text in found if text and text.strip(" -.")))


def _address(address: Any) -> str:
    if isinstance(address, str):
        return address
    if not isinstance(address, dict):
        return ""
    address = {_camel(key): item for key, item in address.items()}
    town = _label(address.get("addressLocality"))
    code = next(iter(re.findall(r"(?<!\d)\d{5}(?!\d)", _text(address.get("postalCode")))), "")
    street = _label(address.get("streetAddress"))
    if not town:
        # SuccessFactors writes all of it into the street: "Bühl, DE, 77815".
        whole = re.fullmatch(r"([^,\d]+?)(?:, [^,\d]+)*, [A-Z]{2}(?:, (\d{5}))?", street)
        return f"{whole[2] or ''} {whole[1]}".strip() if whole else street if code else ""
    return town if code in town else f"{code} {town}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, dict):
        return _text(value.get("@value", value.get("value", value.get("name"))))
    return str(value).strip()


def _first(value: Any) -> str:
    """The first of several values."""
    return next(filter(None, map(_text, value if isinstance(value, list) else [value])), "")


def _label(value: Any) -> str:
    """A short text without the entities that some systems escape once too often."""
    text = _text(value)
    return " ".join(html.unescape(text).split()) if re.search(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", text, re.IGNORECASE) else text


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else re.split(r",\s*(?=[A-Z_]{4,})", value) if isinstance(value, str) else [value]
    return [text for item in items if (text := _text(item))]


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _label(value.get("name")) if isinstance(value, dict) else _label(value)


def _salary(value: Any) -> Any:
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        return value
    return str(value) if isinstance(value, (str, int, float)) and str(value).strip() else None


def _meta_places(page: Page) -> list[str]:
    """Some systems write the place only into the page's head."""
    if page.is_data:
        return []
    found = page.selector.css("meta[name='job-city'], meta[name='job-location'], meta[name='job:location'], meta[property='job:location']")
    return [text for text in found.css("::attr(content)").getall()[:1] if text.strip()]


def _page_title(page: Page) -> str:
    if page.is_data:
        return ""
    for query in ("h1::text", "meta[property='og:title']::attr(content)", "title::text"):
        if text := " ".join((page.selector.css(query).get() or "").split()):
            return text
    return ""
