"""BeeSite / Global Jobboard: search interface (JSON, by GET or POST) or the classic HTML list; the ad's text is on its own page.

Source: the public interface of stellen.hamburg.de, clients of the older /api/search/jobs, markup of index.php?ac=search_result.
With ``api_base`` the interface is asked in each of its forms until one answers, else the list page, whose script may name it.
Params: ``interface`` (``get``, ``post`` or ``jobs``: the form to begin with).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from pipeline.model import Problem, Source
from spiders.dates import berlin_day
from spiders.jobposting import fields_of, job_postings
from spiders.locating import Found, Look, origin
from spiders.page import Page
from spiders.paging import next_page
from spiders.platform import Follow, Item, Platform, Total, UnreadableError, shape_problems, whole

PAGE_SIZE = 100
_FIELDS = ["ID", "PositionID", "PositionTitle", "PositionURI", "PositionShortURI", "ApplyURI", "PublicationStartDate", "PublicationEndDate", "PositionSchedule", "PositionOfferingType",
           "ParentOrganizationName", "OrganizationName", "PositionLocation", "PositionSalary", "PositionCivilServicePay", "PublicationLanguage"]
_MORE = ["PublicationCode", "PublicationChannel", "PositionIndustry", "JobCategory", "CareerLevel", "TargetGroup", "ParentOrganization", "Organization", "OrganizationShortName", "LogoURI"]
_FORMS = ("get", "get bare", "post", "jobs")
_SCRIPT = "/script/gjb_scripts.js"
_NO_TITLE = re.compile(r"^(?:mehr|details?|weiter\w*|zur stelle|anzeigen|bewerben|»|›)", re.IGNORECASE)


class Portal(Platform):
    fingerprints = (r"\.beesite\.de", r"ac=jobad", r"jobad_id=", r"ac=search_result", r"\"SearchResultCountAll\"")
    addresses = (r"//(?!www\.)[\w.-]+\.beesite\.de", r"[?&]ac=(?:jobad|search_result|start|application)\b", r"jobad_id=\d", r"/cust/beesite/")
    marks = (r"ac=(?:jobad|search_result)\b", r"jobad_id=", r"\bgjb-", r"(?:src|href)=[\"'][^\"']*beesite", r"\"SearchResultCountAll\"")
    params = ("interface",)

    def located(self, look: Look, url: str, why: str, weight: int) -> Iterator[Found]:
        """The interface where the page tells of it, else the classic list; an interface of its own host is tried last."""
        script = urlsplit(url).path if urlsplit(url).path.endswith(".php") else "/index.php"
        classic = f"{origin(url)}{script}?ac=search_result"
        for base in dict.fromkeys(re.findall(r"(https?://(?:api[.-][\w.:-]+|[\w.:-]+/api)(?![\w.]))/?(?=[\"'/?])", look.markup)):
            yield self.candidate(look, origin(look.url) + "/", f"{why}; an interface at {base}", weight + 2, api_base=base)
        modern = re.search(r"\bgjb-", look.markup)
        yield self.candidate(look, classic, why, weight)
        for base in (origin(url), f"{origin(url)}/api"):
            yield self.candidate(look, f"{origin(url)}/", f"{why}; the interface was tried at {base}", weight + (1 if modern else -2), api_base=base)

    def start(self, source: Source) -> list[Follow]:
        form = str(source.params.get("interface") or "get")
        return [_ask(self.base(source), form, 1)] if source.api_base or "interface" in source.params else [Follow(source.portal)]

    def read(self, page: Page, source: Source) -> Iterator[Item]:
        if page.status in (404, 405):
            yield _other_form(page, source)
        elif page.text.lstrip().startswith(("{", "[")):
            yield from self._answer(page, source)
        elif found := re.search(r"gjbAddress\s*=\s*[\"'](https?://[^\"']+)", page.text):
            yield _ask(found[1].rstrip("/"), "get", 1)
        else:
            yield from self._list(page)

    def read_detail(self, page: Page, source: Source, follow: Follow) -> Iterator[Item]:
        records, problems = job_postings(page)
        yield from problems
        title = " ".join(str(follow.draft.get("title") or "").split())
        if not records and title.casefold() not in " ".join(" ".join(page.selector.css("body ::text").getall()).split()).casefold():
            yield Problem(code="no_posting", message="the page is not that of this job", where=page.url)
            return
        fields = {key: value for key, value in fields_of(records[0], page).items() if value} if records else {
            "title": " ".join(" ".join(page.selector.css("h1")[:1].css("::text").getall()).split()), "description_html": page.ad("main", "#content", "body")}
        draft = {key: value for key, value in follow.draft.items() if value and key != "lines"}
        # The interface often knows no more of a place than its postal code; the page may name it.
        places = fields.get("locations") or draft.get("locations")
        said = {**fields, **draft, "locations": draft["locations"] if any(re.search(r"[^\W\d]", place) for place in draft.get("locations", [])) else places}
        if re.fullmatch(rf"[jJ]?0*{re.escape(follow.external_id)}", str(said.get("identifier") or "")):
            said["identifier"] = None
        text = "\n".join([str(fields.get("description_html") or ""), *follow.draft.get("lines", [])])
        yield from self.posting(page, source, {**said, "description_html": text, "url": follow.url, "external_id": follow.external_id})

    def _list(self, page: Page) -> Iterator[Item]:
        titles: dict[str, tuple[str, str]] = {}
        for link in page.selector.css("a[href*='ac=jobad']"):
            key = parse_qs(urlsplit(link.attrib["href"]).query).get("id", [""])[0]
            title = " ".join(" ".join(link.css("::text").getall()).split())
            url, known = titles.get(key, (page.join(link.attrib["href"]), ""))
            titles[key] = url, title if len(title) > len(known) and not _NO_TITLE.search(title) else known
        if not titles and not re.search(r"keine (?:passenden |aktuellen |offenen )?(?:Stellen|Treffer|Ergebnisse)", page.text):
            yield self._elsewhere(page)
        for key, (url, title) in titles.items():
            if key:
                yield Follow(url, role="detail", external_id=key, draft={"title": title})
        if further := next_page(page, page.selector.css("a[rel~=next], .pagination a, [class*=paging] a, [class*=pagination] a, a.next, .next a, a[href*='ac=search_result'][class*=next]")):
            yield Follow(further)

    def _elsewhere(self, page: Page) -> Follow:
        """A page without ads: the start page, or one whose script draws the list out of the interface."""
        lists = [page.join(href) for href in page.selector.css("a[href*='ac=search_result']::attr(href)").getall()[:1]]
        if "ac=search_result" not in page.url and lists:
            return Follow(lists[0])
        if urlsplit(page.url).path == _SCRIPT or "gjb" not in page.text:
            raise UnreadableError("no links to jobs (ac=jobad), and no interface that is named (api_base)")
        return Follow(page.join(_SCRIPT))

    def _answer(self, page: Page, source: Source) -> Iterator[Item]:
        answer = page.json()
        result = answer.get("SearchResult") if isinstance(answer, dict) else None
        if not isinstance(result, dict) or not isinstance(result.get("SearchResultItems"), list):
            raise UnreadableError("an answer has SearchResult.SearchResultItems")
        total = whole(result.get("SearchResultCountAll"))
        if total is None:
            yield Problem(code="keys_lost", message="expected SearchResultCountAll", where=page.url)
        else:
            yield Total(total)
        items = result["SearchResultItems"]
        records = [item.get("MatchedObjectDescriptor") if isinstance(item, dict) else None for item in items]
        if good := [record for record in records if isinstance(record, dict)]:
            yield from shape_problems({key: None for record in good for key in record}, [*_FIELDS, *_MORE], ("PositionTitle",), page.url)
        for number, (item, record) in enumerate(zip(items, records, strict=True)):
            key = str(item.get("MatchedObjectId") or record.get("ID") or "") if isinstance(record, dict) else ""
            url = str(record.get("PositionURI") or record.get("PositionShortURI") or "") if isinstance(record, dict) else ""
            if isinstance(record, dict) and key and url:
                site = Page(source.portal, b"") if source.portal else page
                yield Follow(site.join(url), role="detail", external_id=key, draft=_draft(record))
            else:
                yield Problem(code="record_unreadable", message="an item without descriptor, id or address", where=f"{page.url} [{number}]")
        yield from self._further(page, len(items), total)

    def _further(self, page: Page, shown: int, total: int | None) -> Iterator[Item]:
        asked = json.loads(page.asked or parse_qs(urlsplit(page.url).query).get("data", ["{}"])[0])
        form = "jobs" if "SearchResultPage" in asked else "post" if page.asked else "get" if urlsplit(page.url).path.endswith("/") else "get bare"
        base = re.sub(r"/search/?(?:jobs/?)?$", "", page.url.split("?")[0])
        if form == "jobs":
            number = asked["SearchResultPage"]
            pages = number + (shown > 0) if total is None else -(-total // shown) if shown and number == 1 else 1
            yield from (_ask(base, form, further) for further in range(number + 1, pages + 1))
        elif asked and shown:
            first = asked["SearchParameters"]["FirstItem"] + shown
            if total is None or first <= total:
                yield _ask(base, form, first)


def _other_form(page: Page, source: Source) -> Follow:
    """What to ask where one form of the interface is not there; at last the list page."""
    base, path = re.sub(r"/search/?(?:jobs/?)?$", "", page.url.split("?")[0]), urlsplit(page.url).path
    form = "jobs" if path.endswith("/search/jobs") else "post" if page.asked else "get" if path.endswith("/search/") else "get bare" if path.endswith("/search") else ""
    later = _FORMS[_FORMS.index(form) + 1:] if form else ()
    if not later and not (form and source.api_base):
        raise UnreadableError(f"answers {page.status}")
    return _ask(base, later[0], 1) if later else Follow(source.portal)


def _ask(base: str, form: str, first: int) -> Follow:
    """A request for postings from number ``first`` on (1-based; the older form counts pages)."""
    query: dict[str, Any] = {"LanguageCode": "DE", "SearchParameters": {"FirstItem": first, "CountItem": PAGE_SIZE, "Sort": [{"Criterion": "PublicationStartDate", "Direction": "DESC"}],
                                                                        "MatchedObjectDescriptor": _FIELDS}, "SearchCriteria": []}
    if form == "jobs":
        query = {"LanguageCode": "DE", "SearchResultPage": first, "SearchResultPageSize": PAGE_SIZE}
    if form in ("post", "jobs"):
        return Follow(f"{base}/search/{'jobs' if form == 'jobs' else ''}", method="POST", body=json.dumps(query), headers={"Content-Type": "application/json", "Accept": "application/json"})
    return Follow(f"{base}/search{'/' if form == 'get' else ''}?data={quote(json.dumps(query, separators=(',', ':')))}", headers={"Accept": "application/json"})


def _draft(record: Mapping[str, Any]) -> dict[str, Any]:
    apply, lines = record.get("ApplyURI"), []
    for name, label in (("PositionSalary", "Entgelt"), ("PositionCivilServicePay", "Besoldung"), ("PositionOfferingType", "Befristung"), ("PositionSchedule", "Arbeitszeit")):
        words = [str(v["Name"]) for v in _list(record.get(name)) if isinstance(v, dict) and v.get("Name")]
        lines += [f"<p>{label}: {', '.join(words)}</p>"] if words else []
    places = [f"{p.get('PostalCode') or ''} {p.get('CityName') or ''}".strip() for p in _list(record.get("PositionLocation")) if isinstance(p, dict)]
    return {
        "title": record.get("PositionTitle"), "apply_url": apply[0] if isinstance(apply, list) and apply else apply, "employer": record.get("ParentOrganizationName"),
        "date_posted": berlin_day(record.get("PublicationStartDate")), "valid_through": berlin_day(record.get("PublicationEndDate")),
        "locations": list(dict.fromkeys(place for place in places if place)), "lines": lines,
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
