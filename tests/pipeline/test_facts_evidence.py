"""Every value has its words; what the portal's fields and the words of the ad say against each other is reported."""

import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from pipeline.model import Normalised, Posting
from pipeline.normalise.posting import normalise
from tests.benchmarks.ads.bench import OWN, posting_of

LABELLED = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]


def made(text: str = "", **values: Any) -> Normalised:
    return normalise(Posting.model_validate({"source": "x", "url": "https://x.example/1", "title": "Stelle (m/w/d)", "published": "2026-03-01", "employer": "Beispielamt", "description_html": f"<p>{text}</p>", **values}))


def codes(result: Normalised) -> set[str]:
    return {problem.code for problem in result.problems}


def test_every_value_has_words_an_origin_and_a_rule() -> None:
    for ad in LABELLED:
        result = normalise(posting_of(ad))
        proved = {proof.field for proof in result.evidence if proof.words and proof.origin and proof.rule}
        known = {name for name, value in result.facts.model_dump().items() if value is not None and value != []}
        assert known == proved, ad["n"]
        assert len(result.evidence) == len({(proof.field, proof.words, proof.origin) for proof in result.evidence}), ad["n"]


def test_the_text_read_again_says_the_same() -> None:
    differing = []
    for ad in LABELLED:
        first = normalise(posting_of(ad))
        again = normalise(posting_of(ad).model_copy(update={"description_html": first.text}))
        if (again.facts, again.text) != (first.facts, first.text):
            differing.append(ad["n"])
    # Columns of a table and headings lose their form in plain text; the fewest ads depend on it.
    assert len(differing) <= 0.02 * len(LABELLED), differing


@pytest.mark.parametrize("text", [".", "-", "<p>&nbsp;</p>", "<p>n/a</p>", "***"])
def test_a_placeholder_is_no_text(text: str) -> None:
    result = made(description_html=text)
    assert result.text == ""
    assert codes(result) == (set() if "nbsp" in text else {"text_implausible"})


@pytest.mark.parametrize(("until", "day"), [("1970-01-01", None), ("2026-02-28", None), ("2099-12-31", None), ("morgen", None), ("2026-05-31T23:59:59Z", date(2026, 5, 31)), ("2026-05-31T22:00:00Z", date(2026, 6, 1)), ("2026-05-31T23:59:00+00:00", date(2026, 5, 31))])
def test_deadlines_of_portals(until: str, day: date | None) -> None:
    result = made(valid_through=until)
    assert result.facts.valid_through == day
    assert codes(result) == (set() if day else {"deadline_implausible"})


@pytest.mark.parametrize(("text", "values", "day"), [
    ("", {"valid_through": "2026-02-20", "date_posted": "2026-01-15"}, date(2026, 2, 20)),
    ("", {"valid_through": "2026-01-10", "date_posted": "2026-01-15"}, None), ("", {"valid_through": "1970-01-01", "date_posted": "1970-01-01"}, None),
    ("Bewerbungsfrist: 20.02.2026", {"date_posted": "2026-01-15"}, date(2026, 2, 20)),
    ("Bewerbungsfrist: 20.02.2026", {"date_posted": "2026-04-15"}, None),
    ("Bewerbungsfrist: 20.02.2026", {}, None),
    ("Bewerbungsfrist: 20. Februar", {"date_posted": "2026-01-15"}, date(2027, 2, 20))])
def test_a_deadline_follows_the_publication_also_where_the_ad_was_seen_later(text: str, values: dict[str, str], day: date | None) -> None:
    assert made(text, **values).facts.valid_through == day


@pytest.mark.parametrize(("text", "values", "day"), [
    ("Bewerbungsfrist: 20.02.2026", {}, date(2026, 2, 20)), ("Bewerbungsfrist: 20.02.2019", {}, None), ("Bewerbungsfrist: 20. Februar", {}, date(2027, 2, 20)),
    ("Bewerbungsfrist: 20. Februar", {"date_posted": "2026-01-15"}, date(2026, 2, 20)), ("Bewerbungsfrist: 20. April", {"date_posted": "2026-01-15"}, date(2026, 4, 20)),
    ("", {"valid_through": "2026-02-20"}, date(2026, 2, 20)), ("Bewerbungsfrist: 20.02.2026", {"date_posted": "2026-02-25"}, None)])
def test_what_stood_there_before_anybody_looked_may_be_over(text: str, values: dict[str, str], day: date | None) -> None:
    posting = Posting.model_validate({"source": "x", "url": "https://x.example/1", "title": "Stelle (m/w/d)", "published": "2026-03-01", "description_html": f"<p>{text}</p>", **values})
    assert normalise(posting, stood_before=True).facts.valid_through == day


@pytest.mark.parametrize(("text", "values", "found"), [
    ("Bewerbungsfrist: 30.04.2026", {"valid_through": "2026-05-05"}, {"deadline_contradicts"}),
    ("Dienstort ist Herford.", {"locations": ["Minden"]}, {"place_contradicts"}),
    ("Kennziffer: 12/26", {"identifier": "99/26"}, {"identifier_contradicts"}),
    ("Kennziffer: IT-12/26", {"identifier": "it 12 26"}, set()),
    ("Wir zahlen 3.500 bis 4.200 Euro im Monat.", {"base_salary": {"currency": "EUR", "value": {"minValue": 3000, "maxValue": 4000, "unitText": "MONTH"}}}, {"salary_contradicts"}),
    ("Wir zahlen 3.000 bis 4.000 Euro im Monat.", {"base_salary": {"currency": "EUR", "value": {"minValue": 3000, "maxValue": 4000, "unitText": "MONTH"}}}, set()),
    ("Die Stelle ist in Vollzeit zu besetzen.", {"employment_type": ["PART_TIME"]}, {"employment_type_contradicts"}),
    ("Die Stelle ist in Voll- oder Teilzeit zu besetzen.", {"employment_type": ["FULL_TIME"]}, set()),
    ("Die Stelle ist in Vollzeit zu besetzen.", {"employment_type": ["FULL_TIME", "PART_TIME"]}, set()),
])
def test_contradictions(text: str, values: dict[str, Any], found: set[str]) -> None:
    assert codes(made(text, **values)) == found


def test_the_first_words_are_those_of_the_value() -> None:
    portal = made("Bewerbungsfrist: 30.04.2026", valid_through="2026-05-05")
    assert next(proof.words for proof in portal.evidence if proof.field == "valid_through") == "2026-05-05"
    place = made("Dienstort ist Herford.", locations=["Minden"])
    assert place.facts.locations == ["Herford"]
    assert [proof.words for proof in place.evidence if proof.field == "locations"] == ["Dienstort ist Herford."]


def test_nothing_was_published_after_it_was_seen() -> None:
    assert made("Bewerbungsfrist: 30.4.", published=None, date_posted="2027-01-01", seen_at="2026-03-01T08:00:00Z").facts.valid_through == date(2026, 4, 30)
    assert made("Bewerbungsfrist: 30.4.", published=None, date_posted="1970-01-01").facts.valid_through is None


def test_neither_locale_nor_zone_nor_hash_seed_matters() -> None:
    script = "import sys; from pipeline.model import Posting; from pipeline.normalise.posting import normalise; [print(normalise(Posting.model_validate_json(line)).model_dump_json().encode()) for line in sys.stdin]"
    postings = "\n".join(posting_of(ad).model_dump_json() for ad in LABELLED[:25])
    answers = {
        subprocess.run([sys.executable, "-c", script], input=postings.encode(), capture_output=True, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", **changed}).stdout
        for changed in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"})
    }
    assert len(answers) == 1
    assert answers.pop().count(b"\n") == 25
