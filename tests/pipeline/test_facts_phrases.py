"""Short phrases of a further author, labelled without sight of the rules (docs/facts.md, "How well it reads")."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Posting
from pipeline.normalise.posting import normalise

CASES = [json.loads(line) for line in (Path(__file__).parent / "phrases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_phrase_says_what_its_author_meant(case: dict[str, Any]) -> None:
    posting = Posting.model_validate({
        "source": "phrases", "id": case["id"], "url": f"https://ads.example.org/{case['id']}", "title": case["title"],
        "employer": case["employer"], "published": case["published"], "description_html": case["text"],
    })
    made, expected = normalise(posting).facts.model_dump(mode="json")[case["field"]], case["expected"]
    assert (sorted(made) if isinstance(made, list) else made) == (sorted(expected) if isinstance(expected, list) else expected)
