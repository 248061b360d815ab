"""The same postings under new ids: what is unmistakable is recognised, what is not is left."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.features import Features, features
from pipeline.model import Posting
from pipeline.normalise.posting import normalise
from pipeline.recognise import recognise


def ad(title: str, place: str = "Köln", reference: str | None = None, until: date | None = None, text: str = "") -> Features:
    posting = Posting(source="haus", url="https://x.example.org/1", title=title, locations=[place] if place else [], identifier=reference,
                      valid_through=until.isoformat() if until else None, published="2026-03-01", description_html=text)
    return features(posting, normalise(posting))


@pytest.mark.parametrize(("before", "now", "pairs"), [
    ({"1": ad("IT-Leitung (m/w/d)")}, {"a": ad("IT-Leitung (w/m/d)")}, {"1": "a"}),
    ({"1": ad("IT-Leitung (m/w/d)")}, {"a": ad("IT–Leitung  (m/w/d)", "Koeln")}, {"1": "a"}),
    ({"1": ad("IT-Leitung", "Köln"), "2": ad("IT-Leitung", "Bonn")}, {"a": ad("IT-Leitung", "Bonn"), "b": ad("IT-Leitung", "Köln")}, {"1": "b", "2": "a"}),
    ({"1": ad("IT-Leitung"), "2": ad("IT-Leitung")}, {"a": ad("IT-Leitung"), "b": ad("IT-Leitung")}, {}),
    ({"1": ad("IT-Leitung", until=date(2026, 4, 1)), "2": ad("IT-Leitung", until=date(2026, 5, 1))},
     {"a": ad("IT-Leitung", until=date(2026, 5, 1)), "b": ad("IT-Leitung", until=date(2026, 4, 1))}, {"1": "b", "2": "a"}),
    ({"1": ad("IT-Leitung", reference="2026/7")}, {"a": ad("Leitung der IT", reference="2026/7")}, {"1": "a"}),
    ({"1": ad("IT-Leitung", reference="2026/7")}, {"a": ad("IT-Leitung", reference="2026/8")}, {}),
    ({"1": ad("IT-Leitung", "Köln")}, {"a": ad("IT-Leitung", "Bonn")}, {}),
    ({"1": ad("IT-Leitung", "")}, {"a": ad("IT-Leitung", "Bonn")}, {"1": "a"}),
    ({"1": ad("IT-Leitung", text="<p>Die Stelle ist unbefristet.</p>")}, {"a": ad("IT-Leitung", text="<p>Die Stelle ist bis zum 31.12.2027 befristet.</p>")}, {}),
    ({"1": ad("IT-Leitung", text="<p>EG 10 TVöD</p>")}, {"a": ad("IT-Leitung", text="<p>EG 13 TVöD</p>")}, {}),
    ({"1": ad("IT-Leitung", text="<p>EG 10 TVöD</p>")}, {"a": ad("IT-Leitung")}, {"1": "a"}),
    ({"1": ad("Ausbildung Fachinformatik ab 2026")}, {"a": ad("Ausbildung Fachinformatik ab 2027")}, {}),
    ({"1": ad("Linux-Administration", reference="2026/7")}, {"a": ad("Windows-Administration", reference="2026/7")}, {}),
    ({"1": ad("IT-Leitung")}, {"1": ad("Etwas anderes", "Bonn"), "2": ad("IT-Leitung")}, {"1": "1"}),
])
def test_pairs(before: dict[str, Features], now: dict[str, Features], pairs: dict[str, str]) -> None:
    assert recognise(before, now) == pairs
    assert recognise(now, before) == {new: old for old, new in pairs.items()}


_ads = st.builds(ad, st.sampled_from(["IT-Leitung", "Systemadministration", "Service Desk"]), st.sampled_from(["Köln", "Bonn", ""]),
                 st.sampled_from([None, "A 1/26", "B-17"]), st.sampled_from([None, date(2026, 4, 1)]))


@given(st.dictionaries(st.text("123", min_size=1, max_size=2), _ads, max_size=8), st.dictionaries(st.text("abc", min_size=1, max_size=2), _ads, max_size=8))
def test_nobody_is_two(before: dict[str, Features], now: dict[str, Features]) -> None:
    pairs = recognise(before, now)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(before)
    assert set(pairs.values()) <= set(now)
    assert recognise(before, dict(before)) == {key: key for key in before}
