"""Many words at once: arranged patterns find what the plain ones find, the scan of an ad finds every word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import deadline, hours, lexicon, pay, remote, start, term
from pipeline.normalise.numbers import CARDINALS, ORDINALS
from pipeline.normalise.signs import Scan, alternatives, by_letter, required

_PATTERNS = (
    r"\bunter\w*|(?<!un)befrist(?:et|ung)|ab(?:end|er)?\b|(?:über|in|auf)send\w*|abend",
    r"(?:ihre?|deine?) frist|(?<=\d)std\b|/tag|xy?z|(?:a|ab)c|ac(?!h)",
    r"(?:projekt|sachgrund)?befristet|für (?:die )?dauer|\bfür\b",
)
_WORDS = ("unter", "unbefristet", "befristung", "projektbefristet", "abend", "aber", "ab", "übersend", "insendung", "ihr frist", "deine frist", "3std", "/tag", "xz", "xyz", "abc", "ac", "ach", "für die dauer", " ", ".", "\n", "3")
_texts = st.lists(st.sampled_from(_WORDS), max_size=12).map("".join)


@pytest.mark.parametrize("pattern", _PATTERNS)
@given(text=_texts)
def test_an_arranged_pattern_finds_the_same(pattern: str, text: str) -> None:
    found = [match.span() for match in re.finditer(by_letter(pattern), text)]
    assert found == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("pattern", _PATTERNS)
@given(text=_texts)
def test_a_match_holds_a_required_run(pattern: str, text: str) -> None:
    for match in re.finditer(pattern, text):
        assert any(run in match[0] for run in required(pattern))


@pytest.mark.parametrize(("pattern", "runs"), [
    ("(?:ab)?cd", ["cd"]), ("abc?d|x*yz", ["ab", "yz"]), ("(?:ab|c){1,2}d+e", ["d"]), ("(?<!abc)x(?!yz)", ["x"]), (r"\w*", [""]), ("(?:foo|bar)x?", ["foo", "bar"]), ("a[bc]?d", ["a"]),
])
def test_required_runs(pattern: str, runs: list[str]) -> None:
    assert required(pattern) == runs


def test_what_begins_otherwise_comes_last() -> None:
    assert by_letter(r"\w+x|ab|ac") == r"a(?:b|c)|\w+x"
    assert by_letter(r"\bab|^c") == r"a(?<!\w.)b|^c"


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8), st.text("abc ", max_size=12))
def test_alternatives_prefer_the_longest(words: set[str], text: str) -> None:
    plain = "|".join(sorted(words, key=len, reverse=True))
    assert re.findall(alternatives(words), text) == re.findall(plain, text)


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8), st.text("abc ", max_size=12))
def test_the_scan_finds_every_word_everywhere(words: set[str], text: str) -> None:
    found = {(position, word) for position, owners in Scan((word, word) for word in words).over(text) for word in owners}
    assert found == {(position, word) for word in words for position in range(len(text)) if text.startswith(word, position)}


@pytest.mark.parametrize("title", ["sap-berater:in finanzen und controlling", "leitung it-service und support", "fachinformatikerin (w/m/d) systemintegration netzwerk", "projektmanager digitalisierung e-akte", "x"])
def test_words_of_a_title_are_those_of_one_big_pattern(title: str) -> None:
    scan = re.compile("|".join(f"({stems})" for *_, stems in lexicon._LEXICON))
    stated = [(match.start(), lexicon._ENTRIES[(match.lastindex or 1) - 1]) for match in scan.finditer(title)]
    assert [(word.weight, word.group, word.areas) for word in lexicon.words_of(title)] == [entry for _, entry in stated]


@pytest.mark.parametrize("pattern", [deadline._NOUN, deadline._OTHER, pay._LATER, remote._REMOTE, start._OTHER, term._TEMPORARY, hours._OTHER])
def test_arranged_patterns_take_linear_time(pattern: re.Pattern[str]) -> None:
    assert not list(pattern.finditer("ab vw xy " * 20_000))


def test_numerals_are_whole_words_of_the_pattern() -> None:
    for words in (CARDINALS, ORDINALS):
        assert all(re.fullmatch(alternatives(words), word) for word in words)
