"""What platforms are known to answer: once 400, 405 to the wrong method, 422 to a wrong name, an empty list for a company that is not there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import History, Verdict
from tests.spiders.portal import Answer, Portals, crawl

RSS = ('<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel><title>x</title><item><title>Stelle</title><pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate>'
       "<link>/jobs/1-stelle</link><description>Text</description></item></channel></rss>")


def answer(status: int, value: object) -> Answer:
    return status, {"Content-Type": "application/json"}, value.encode() if isinstance(value, str) else json.dumps(value).encode()


@pytest.fixture
def portals() -> Iterator[Portals]:
    portals = Portals()
    yield portals
    portals.close()


def test_status_codes_of_lists(portals: Portals, tmp_path: Path) -> None:
    seen: set[str] = set()

    def once_400(request: object) -> Answer:
        path = request.path  # type: ignore[attr-defined]
        if path == "/jobs.rss" and path not in seen:
            seen.add(path)
            return answer(400, "bad request")
        return answer(200, RSS) if path == "/jobs.rss" else answer(404, "")

    def post_only(request: object) -> Answer:
        method, path = request.command, request.path  # type: ignore[attr-defined]
        if path.startswith("/search"):
            return answer(200, {"SearchResult": {"SearchResultCountAll": 0, "SearchResultItems": []}}) if (method, path) == ("POST", "/search/") else answer(405, {})
        return answer(404, "")

    for key, script in (("once", once_400), ("post", post_only), ("site", lambda r: answer(422 if r.path.endswith("/jobs") else 404, {"errorCode": "x"})),
                        ("company", lambda r: answer(200 if "/postings" in r.path else 404, {"offset": 0, "totalFound": 0, "content": []}))):
        portals.add(key, script)
    sources = [portals.source("once", platform="teamtailor"), portals.source("post", platform="beesite", api_base=portals.bases["post"]),
               portals.source("site", platform="workday", portal=f"{portals.bases['site']}/Falsch"),
               portals.source("company", platform="smartrecruiters", portal=f"{portals.bases['company']}/Unbekannt", api_base=portals.bases["company"])]
    harvests = crawl(tmp_path, [{"run": f"run-{source['key']}", "source": source} for source in sources])
    verdicts = {key: judge(harvest, History()).verdict for key, harvest in harvests.items()}
    assert verdicts == {"once": Verdict.COMPLETE, "post": Verdict.COMPLETE, "site": Verdict.FAILED, "company": Verdict.SUSPECT}
    assert [posting.external_id for posting in harvests["once"].postings] == ["1"]
    assert not harvests["post"].problems
    assert "params.site" in " ".join(problem.message for problem in harvests["site"].problems)
