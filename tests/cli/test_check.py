"""``members check`` on a portal that changes its answers, as an operator calls it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spiders.portal import Answer, Portals


def item(number: int, **more: object) -> dict[str, object]:
    return {"@type": "DataFeedItem", "item": {"@type": "JobPosting", "title": f"Systemadministration {number} (m/w/d)", "url": f"/jobs/{number}/", "identifier": {"value": number},
                                              "description": "<p>Unbefristet, EG 10 TVöD.</p>", **more}}


class Feed:
    def __init__(self) -> None:
        self.more: dict[str, object] = {"validThrough": "2026-04-01"}

    def answer(self, request) -> Answer:
        if request.path != "/jobs.feed.json":
            return 404, {"Content-Type": "text/plain"}, b""
        elements = [item(number, **self.more) for number in range(101, 107)]
        return 200, {"Content-Type": "application/json"}, json.dumps({"@type": "DataFeed", "numberOfItems": len(elements), "dataFeedElement": elements}).encode()


@pytest.fixture
def feed() -> Iterator[tuple[Feed, str]]:
    portals, found = Portals(), Feed()
    yield found, portals.add("feed", found.answer)
    portals.close()


def run(folder: Path, *words: str) -> tuple[int, list[dict[str, object]], list[dict[str, object]]]:
    env = {"STELLENMARKT_DATA": str(folder / "data"), "STELLENMARKT_MEMBERS": str(folder / "members.toml"), "STELLENMARKT_NOW": "2026-03-02", "STELLENMARKT_DELAY": "0",
           "STELLENMARKT_CONTACT": "test@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1", "PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8"}
    done = subprocess.run([sys.executable, "-m", "cli", "members", "check", "--json", *words], env=env, capture_output=True, text=True, timeout=60, check=False)
    problems = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], problems


def test_drift_is_told_once(feed: tuple[Feed, str], tmp_path: Path) -> None:
    portal, base = feed
    (tmp_path / "members.toml").write_text(f'[haus]\nname = "Datenhaus Beispiel"\nportal = "{base}/"\nplatform = "softgarden"\nenabled = true\n', encoding="utf-8")
    code, (first,), problems = run(tmp_path)
    assert (code, first["verdict"], first["postings"], first["live"], problems) == (0, "complete", 6, False, [])
    assert first["coverage"]["portal.valid_through"] == first["coverage"]["facts.pay_grades"] == 1.0  # type: ignore[index]
    portal.more = {"salaryBand": "x"}
    code, _, problems = run(tmp_path, "haus")
    assert code == 1
    assert {problem["code"] for problem in problems} == {"keys_unknown", "field_lost"}
    assert any("salaryBand" in str(problem["message"]) for problem in problems)
    assert any("portal.valid_through" in str(problem["message"]) for problem in problems)
    assert run(tmp_path)[0] == 0, "the same drift is not told twice"
    assert run(tmp_path, "nobody")[0] == 2
