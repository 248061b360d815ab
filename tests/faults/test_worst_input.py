"""What a portal may send at its worst: one spoiled record costs itself only, not the others, not the other members, not the database."""

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.match.title import read_title
from pipeline.model import History, Listed, Member, Posting, Query
from store import Store
from tests.conftest import NOW
from tests.spiders.portal import Portals, crawl


def record(number: int, **facts: object) -> dict[str, object]:
    return {"@type": "DataFeedItem", "item": {"@type": "JobPosting", "title": f"Systemadministration {number} (m/w/d)", "url": f"/jobs/{number}/",
                                              "identifier": {"value": number}, "description": "<p>Wir suchen Verstärkung.</p>", **facts}}


def nested(depth: int) -> list[object]:
    outer: list[object] = []
    for _ in range(depth):
        outer = [outer]
    return outer


SPOILED = [record(1), record(2, title="Lone \ud800 surrogate"), record(3, identifier={"value": "a\x00b\nc d"}), record(4, url="http://[kaputt"), record(5, title="x" * 100_000),
           record(6, jobLocation=nested(900)), record(7, title=["Liste", {"a": 1}]), record(8, description="\x00\x0b<p>a\u202eb</p>"),
           record(9, hiringOrganization={"name": {"name": {"x": "\udfff"}}}), record(10, datePosted="0000-13-99T99"), record(11, url="javascript:alert(1)"),
           record(12, url="https://example.org:99999999/x"), record(13)]


def feed(records: list[dict[str, object]]):
    body = json.dumps({"@type": "DataFeed", "numberOfItems": len(records), "dataFeedElement": records}).encode()

    def answer(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        return (200, {"Content-Type": "application/json"}, body) if request.path == "/jobs.feed.json" else (404, {"Content-Type": "text/plain"}, b"")

    return answer


def test_spoiled_records_cost_themselves_only(tmp_path: Path, store: Store) -> None:
    portals = Portals()
    try:
        for key, records in (("spoiled", SPOILED), ("next", [record(1)])):
            portals.add(key, feed(records))
        # Both are on one machine, so the second waits behind the first.
        harvests = crawl(tmp_path, [{"run": key, "source": portals.source(key, platform="softgarden", portal=f"{portals.bases[key]}/")} for key in ("spoiled", "next")])
    finally:
        portals.close()
    spoiled = harvests["spoiled"]
    assert {problem.code for problem in spoiled.problems} == {"record_unreadable"}
    assert len(spoiled.postings) + len(spoiled.problems) == spoiled.total == len(SPOILED)
    assert len(harvests["next"].postings) == 1
    assert judge(spoiled, History()).verdict == "partial"
    members = {key: Member(key=key, name=f"{key}-IT", short_name=key, portal=f"{portals.bases[key]}/", platform="softgarden") for key in harvests}
    store.sync_members(members.values())
    for key, harvest in harvests.items():
        assert store.decide(harvest, members[key], NOW).new == len(harvest.postings)
    assert store.search(Query(today=NOW.date())).total == len(spoiled.postings) + 1


@pytest.mark.parametrize("word", ["x" * 1_000_000, "anwendungs" * 100_000, "administrator" * 50_000 + "x"])
def test_an_endless_word_is_a_title_too(word: str) -> None:
    assert len(read_title(word).stems) == 1


def test_what_no_database_can_hold_is_replaced() -> None:
    assert Posting(source="a", external_id="b", url="https://a.example.org/", title="A\ud800\x00B").title == "A\ufffd\ufffdB"
    assert Listed(external_id="a\x00b", url="https://a.example.org/").external_id == "a\ufffdb"
