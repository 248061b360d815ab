"""``extract``, ``normalise`` and ``match`` as a program calls them: lines in, lines out, problems beside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import fresh_postgresql

FIXTURES = Path(__file__).parent.parent / "fixtures"


def call(*words: str, given: str = "") -> tuple[int, list[dict], list[dict]]:
    done = subprocess.run([sys.executable, "-m", "cli", *words, "--json"], input=given, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]


def lines(*postings: dict) -> str:
    return "".join(json.dumps(posting) + "\n" for posting in postings)


ONE = {"source": "a", "url": "https://a.example/1", "title": "Netzwerkadministrator (m/w/d)", "employer": "Amt A", "published": "2026-03-01", "description_html": "<p>EG 10 TVöD, unbefristet</p>"}


def test_normalise_gives_one_line_for_each_posting_in_order() -> None:
    code, facts, problems = call("normalise", "-", given=lines(ONE, {**ONE, "id": 7, "url": "https://a.example/2", "title": "Jurist (m/w/d)"}))
    assert (code, problems) == (0, [])
    assert [(f["id"], f["title"]) for f in facts] == [("https://a.example/1", "Netzwerkadministrator (m/w/d)"), ("7", "Jurist (m/w/d)")]
    assert list(facts[0])[:3] == ["id", "source", "url"]
    assert facts[0]["pay_grades"] == [{"scheme": "TVöD", "min": "EG 10", "max": "EG 10"}]


def test_bad_lines_are_named_and_the_others_survive() -> None:
    given = "kein json\n[1]\n" + lines({"source": "a"}, {**ONE, "neu": 1}) + "\n"
    code, facts, problems = call("normalise", "-", given=given)
    assert (code, len(facts)) == (1, 1)
    assert [(p["code"], p["where"]) for p in problems] == [
        ("json_unreadable", "-:1"), ("json_unreadable", "-:2"), ("posting_invalid", "-:3"), ("unknown_field", "-:4")]


@pytest.mark.parametrize("where", ["memory", "sqlite", "postgresql"])
def test_match_gives_the_same_everywhere(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    given = lines(ONE, {**ONE, "source": "b", "url": "https://b.example/9"}, {**ONE, "url": "https://a.example/3", "title": "Linux-Administrator (m/w/d)"})
    options = {"memory": [], "sqlite": ["--database-url", f"sqlite:///{tmp_path / 'm.sqlite'}"]}
    if where == "postgresql":
        options[where] = ["--database-url", fresh_postgresql(request.getfixturevalue("postgresql"), "matching")]
    code, placed, _ = call("match", "-", *options[where], given=given)
    assert code == 0
    assert [set(line) for line in placed] == [{"posting", "vacancy", "round", "rule", "score"}] * 3
    assert placed[0]["vacancy"] == placed[1]["vacancy"] != placed[2]["vacancy"]


def test_extract_reads_files_and_says_what_it_cannot_read(tmp_path: Path) -> None:
    odd = tmp_path / "leer.html"
    odd.write_text("<html></html>")
    code, postings, problems = call("extract", str(FIXTURES / "personio/feed/response.xml"), str(odd))
    assert (code, len(postings), [p["code"] for p in problems]) == (1, 3, ["unknown_shape"])
    assert call("extract", str(tmp_path / "fehlt"))[0] == 2
