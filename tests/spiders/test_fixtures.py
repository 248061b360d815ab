"""Every platform against its fixtures: tests/fixtures/PLATFORM/CASE (docs/platforms.md describes a case).

A case has ``expected.jsonl`` and either one ``response.*`` with its ``url.txt`` (read by ``extract``, and recognised by itself) or a ``case.json``
with the answers of a whole portal (played through list and details).
"""

import json
import os
from pathlib import Path

import pytest

from pipeline.model import Posting, Source
from spiders.extract import extract
from spiders.page import Page
from spiders.platform import Follow
from spiders.registry import discover
from spiders.replay import replay

ROOT = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in ROOT.glob("*/*/expected.jsonl"))


def lines(postings: list[Posting]) -> list[dict[str, object]]:
    return [json.loads(p.model_dump_json(exclude_defaults=True)) for p in postings]


def check(case: Path, postings: list[Posting]) -> None:
    file = case / "expected.jsonl"
    if os.environ.get("WRITE_FIXTURES") and not file.read_text().strip():
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(postings)), encoding="utf-8")
    assert lines(postings) == [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_case(case: Path) -> None:
    name = case.parent.name
    if (case / "case.json").exists():
        play(case, name)
        return
    (file,) = case.glob("response.*")
    address = (case / "url.txt").read_text(encoding="utf-8").strip()
    postings, problems = extract(file.read_bytes(), address, name)
    check(case, postings)
    codes = case / "problems.txt"
    assert sorted({p.code for p in problems}) == (codes.read_text().split() if codes.exists() else [])
    again, _ = extract(file.read_bytes(), address, "auto")
    assert lines(again) == lines(postings), "recognised as another platform"


def play(case: Path, name: str) -> None:
    script = json.loads((case / "case.json").read_text(encoding="utf-8"))
    source = Source.model_validate({"key": "example", "member": "example", "employer": "Beispiel-IT AöR", "platform": name, **script["source"]})
    left = list(script["answers"])

    def answer(follow: Follow) -> Page | None:
        for entry in left:
            if (entry["url"], entry.get("method", "GET")) == (follow.url, follow.method) and entry.get("body", "") in follow.body:
                left.remove(entry)
                body = (case / entry["file"]).read_bytes() if "file" in entry else b""
                return Page(entry["url"], body, entry.get("status", 200), entry.get("content_type", ""), asked=follow.body)
        return None

    played = replay(discover()[name], source, answer)
    assert not played.unanswered, [f"{f.method} {f.url} {f.body}" for f in played.unanswered]
    assert not left, "answers that nobody asked for"
    check(case, list(played.postings.values()))
    assert sorted({p.code for p in played.problems}) == script.get("problems", [])
    assert played.total == script.get("total")
    assert played.window == script.get("window", False)


@pytest.mark.parametrize("name", sorted(discover()))
def test_every_platform_has_fixtures(name: str) -> None:
    assert [case for case in CASES if case.parent.name == name], f"tests/fixtures/{name}/CASE/expected.jsonl is missing"


@pytest.mark.parametrize("name", sorted(discover()))
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"[null, 1, \"x\", {}]", b"<html><body>Wartung</body></html>", b"\xff\xfe\x00", b"<a", b"{\"jobs\": 5}"])
def test_junk_is_a_named_problem(name: str, body: bytes) -> None:
    postings, problems = extract(body, "https://jobs.example.org/x", name)
    assert not postings
    assert problems
    assert all(problem.code != "reader_failed" for problem in problems), problems
