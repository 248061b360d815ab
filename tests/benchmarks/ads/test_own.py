"""The labelled ads themselves: no ad may carry a label that its text cannot support, or data of a real person."""

import html
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ADS = [json.loads(line) for line in (Path(__file__).parent / "own.jsonl").read_text(encoding="utf-8").splitlines()]
KEYS = {"n", "published", "employer", "posting_title", "description_html", "labels", "note", "split"}
FIELDS = {"title", "locations", "remote", "employment_type", "weekly_hours", "permanent", "fixed_term_end", "fixed_term_months", "pay_grades", "base_salary",
          "valid_through", "open_ended", "start", "identifier", "kind", "openings", "occupational_category", "areas", "career_level"}
KINDS = {"job", "apprenticeship", "dual_study", "trainee", "internship", "student_job", "volunteer", "speculative"}
AREAS = {"operations", "networks", "development", "applications", "security", "data", "projects", "administration"}
SCHEMES = {"TVöD", "TV-L", "TV-V", "TV-H", "TVAöD", "BesO", "AT", None}
each = pytest.mark.parametrize("ad", ADS, ids=[str(ad["n"]) for ad in ADS])


def text_of(ad: dict[str, Any]) -> str:
    """Title and text without markup, hyphens at a line's end and soft hyphens."""
    body = re.sub(r"-<br>\s*(?=[a-zäöü])", "", ad["description_html"])
    words = html.unescape(ad["posting_title"] + " " + re.sub(r"<[^>]+>", " ", body))
    return re.sub(r"\s+", " ", words.replace("\u00ad", ""))


def folded(words: str) -> str:
    """Lower case, without marks; umlauts and their spellings with e are one, and so are hyphens."""
    low = words.lower().replace("ß", "ss").replace("\u2010", "-").replace("\u2011", "-")
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        low = low.replace(umlaut, letters)
    return unicodedata.normalize("NFKD", low)


def bounds(value: dict[str, Any] | None) -> None:
    if value is not None:
        low, high = value["min"], value["max"]
        assert low is not None or high is not None
        assert low is None or high is None or low <= high


def test_the_set_is_large_and_a_part_is_sealed() -> None:
    assert len(ADS) >= 70
    assert len({ad["n"] for ad in ADS}) == len(ADS)
    assert sum(ad["split"] == "test" for ad in ADS) >= 40
    assert {ad["split"] for ad in ADS} == {"dev", "test"}
    assert {ad["labels"]["kind"] for ad in ADS} == KINDS


@each
def test_keys_and_enums(ad: dict[str, Any]) -> None:
    labels = ad["labels"]
    assert set(ad) == KEYS
    assert set(labels) == FIELDS
    assert labels["title"]
    assert labels["kind"] in KINDS
    assert set(labels["areas"]) <= AREAS
    assert labels["remote"] in {"none", "partial", "full", None}
    assert labels["career_level"] in {"lead", None}
    assert labels["open_ended"] in {True, None}
    assert labels["permanent"] in {True, False, None}
    assert set(labels["employment_type"]) <= {"FULL_TIME", "PART_TIME"}
    assert labels["occupational_category"] is None or re.fullmatch(r"\d{3}", labels["occupational_category"])
    bounds(labels["weekly_hours"])
    if labels["base_salary"] is not None:
        bounds(labels["base_salary"])
        assert labels["base_salary"]["unit"] in {"HOUR", "MONTH", "YEAR"}
        assert labels["base_salary"]["currency"] == "EUR"
    if labels["fixed_term_end"] or labels["fixed_term_months"]:
        assert labels["permanent"] is False


@each
def test_grades(ad: dict[str, Any]) -> None:
    grades = ad["labels"]["pay_grades"]
    assert len({grade["scheme"] for grade in grades}) == len(grades)
    for grade in grades:
        assert set(grade) == {"scheme", "min", "max"}
        assert grade["scheme"] in SCHEMES
        ends = [end for end in (grade["min"], grade["max"]) if end is not None]
        shape = r"A \d{1,2}" if grade["scheme"] == "BesO" else r"(EG|S) \d{1,2}[abc]?"
        assert all(re.fullmatch(shape, end) for end in ends)
        assert all(re.search(rf"\b{end.split()[1]}\b", text_of(ad)) for end in ends)
        if grade["scheme"] in {"AT", "TVAöD"}:
            assert not ends


@each
def test_dates(ad: dict[str, Any]) -> None:
    labels, published = ad["labels"], date.fromisoformat(ad["published"])
    if labels["valid_through"]:
        assert published <= date.fromisoformat(labels["valid_through"])
        assert not labels["open_ended"]
    if labels["start"] not in {None, "asap"}:
        assert published < date.fromisoformat(labels["start"])
    if labels["fixed_term_end"]:
        assert published < date.fromisoformat(labels["fixed_term_end"])


@each
def test_words_are_in_the_ad(ad: dict[str, Any]) -> None:
    words = folded(text_of(ad))
    for place in ad["labels"]["locations"]:
        assert folded(re.split(r" (?:\(|a[nm] |im )|/", place)[0]) in words
    if ad["labels"]["identifier"]:
        assert ad["labels"]["identifier"] in text_of(ad)
    raw = re.findall(r"\S+", folded(html.unescape(ad["posting_title"]).replace("\u00ad", "")))
    rest = iter([token.strip(",;!") for token in raw])
    assert all(token.strip(",;!") in rest for token in folded(ad["labels"]["title"]).split())


@each
def test_nobody_real(ad: dict[str, Any]) -> None:
    words = text_of(ad)
    assert all(mail.endswith("@example.org") for mail in re.findall(r"\S+@[\w.-]+\w", words))
    assert not re.search(r"(?<!\d)0(?!000\b)\d{2,5}[ /-]+\d{3,}", words)
    assert "+49" not in words
    assert not re.search(r"https?://(?!\S*example\.org)", ad["description_html"])
