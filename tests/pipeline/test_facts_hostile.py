"""Hostile postings: any structure of any text is read, in linear time, and says the same again."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Posting
from pipeline.normalise.posting import normalise
from tests.fuzz.words import WORDS

PIECES = st.sampled_from(WORDS)
TEXT = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=200), st.tuples(PIECES, st.integers(1, 30)).map(lambda item: item[0] * item[1]))
NUMBER = st.one_of(st.integers(), st.floats(), TEXT, st.none())
AMOUNT = st.one_of(TEXT, st.none(), st.fixed_dictionaries({"currency": st.one_of(st.just("EUR"), TEXT), "value": st.one_of(NUMBER, st.fixed_dictionaries({"minValue": NUMBER, "maxValue": NUMBER, "value": NUMBER, "unitText": st.one_of(st.sampled_from(["HOUR", "MONTH", "YEAR"]), TEXT)}))}))
POSTING = st.fixed_dictionaries(
    {"source": st.just("x"), "url": st.just("https://x.example/1"), "title": TEXT, "description_html": TEXT},
    optional={
        "employer": TEXT, "locations": st.lists(TEXT, max_size=4), "employment_type": st.lists(TEXT, max_size=4), "valid_through": TEXT, "date_posted": TEXT, "seen_at": TEXT, "published": st.one_of(st.just("2026-03-01"), TEXT), "identifier": TEXT,
        "department": TEXT, "language": TEXT, "job_location_type": TEXT, "external_id": TEXT, "base_salary": AMOUNT,
    },
)


@settings(max_examples=120, deadline=None)
@given(data=POSTING)
def test_any_posting_is_read(data: dict[str, Any]) -> None:
    made = normalise(Posting.model_validate(data))
    assert not [problem for problem in made.problems if problem.code == "fact_unreadable"]
    proved = {proof.field for proof in made.evidence}
    assert {name for name, value in made.facts.model_dump().items() if value is not None and value != [] and name != "title"} <= proved
    again = normalise(Posting.model_validate({**data, "title": made.facts.title, "description_html": made.text}))
    assert again.facts.title == made.facts.title
    assert normalise(Posting.model_validate({**data, "title": made.facts.title, "description_html": again.text})).facts == again.facts


#: Found by repeating words of dates, grades, places and sums: each was once slower than linear.
SLOW = [".", "…!", "<br>a", "x-\n", "x-\ny", "€ 1", "Elternzeit", "TVöD ", "1. ", "Leitung der ", "verfahren", "Sie führen ", "a" * 59 + " ", "leitung", "software ", "Ihre Aufgaben: ", "<p>Ihre Aufgaben</p>", "IT-"]


@pytest.mark.parametrize("piece", SLOW)
@pytest.mark.parametrize("where", ["title", "description_html", "employer", "locations", "identifier", "valid_through"])
def test_a_megabyte_of_anything_anywhere_is_read_in_a_second(piece: str, where: str) -> None:
    text = piece * (1_000_000 // len(piece))
    posting = Posting.model_validate({"source": "x", "url": "https://x.example", "title": "IT-Mitarbeiter (m/w/d)", "published": "2026-03-01", where: [text] if where == "locations" else text})
    begin = time.thread_time()
    normalise(posting)
    assert time.thread_time() - begin < 3  # thrice the target: a guard against quadratic growth on a busy machine, not a measurement
