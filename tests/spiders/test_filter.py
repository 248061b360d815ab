"""A unit inside a larger body: which postings of the parent's portal are the member's."""

import pytest

from pipeline.model import Posting
from spiders.outcomes import wanted


def posting(title: str = "Sachbearbeitung Sitzungsdienst", text: str = "<p>Wir arbeiten mit Freude.</p>", department: str | None = None, employer: str | None = None) -> Posting:
    return Posting(source="stadt", url="https://x.example.org/1", title=title, description_html=text, department=department, employer=employer)


@pytest.mark.parametrize(("rules", "given", "passes"), [
    ({}, posting(), True),
    ({"words": []}, posting(), True),
    ({"words": ["IT"]}, posting(), False),
    ({"words": ["IT"]}, posting("IT-Systemadministration (m/w/d)"), True),
    ({"words": ["it"]}, posting(text="<p>Unser Amt für IT&shy; sucht</p>"), True),
    ({"words": ["Informatik"]}, posting("Fachinformatikerin"), True),
    ({"words": ["Informatik", "EDV"]}, posting("EDV-Kraft"), True),
    ({"words": ["Amt für Digitales"]}, posting(text="<p>im Amt für<br>Digitales</p>"), True),
    ({"department": ["IT"]}, posting(department="Amt für Sitzungsdienst"), False),
    ({"department": ["IT"]}, posting(department="FB 10 / IT"), True),
    ({"department": ["IT"]}, posting("IT-Leitung"), False),
    ({"employer": ["LVR-InfoKom"]}, posting(employer="LVR InfoKom, Köln"), True),
    ({"employer": ["lvr infokom"]}, posting(employer="LVR Zentralverwaltung"), False),
    ({"employer": ["Köln"]}, posting(employer="Stadt Koeln"), True),
    ({"employer": ["Stadt Köln"], "words": ["IT"]}, posting(employer="Stadt Köln"), False),
    ({"employer": ["Stadt Köln"], "words": ["IT"]}, posting("IT-Leitung", employer="Stadt Köln"), True),
])
def test_filter(rules: dict[str, list[str]], given: Posting, passes: bool) -> None:
    assert wanted(given, rules) is passes
