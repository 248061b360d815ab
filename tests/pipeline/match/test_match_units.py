"""The unit that a post belongs to, as ads name it."""

import pytest

from pipeline.match.features import features
from pipeline.match.vetoes import departments_differ
from pipeline.model import Posting
from pipeline.normalise.posting import normalise


def read(line: str, department: str | None = None):
    posting = Posting(id="1", source="amt", external_id="1", url="https://amt.example.org/1", title="Systemadministrator (m/w/d)", employer="Datenhaus Lahn AöR",
                      published="2026-03-01", department=department, description_html=f"<p>Sie betreuen Server und beraten die Fachämter bei allen Fragen.</p><p>{line}</p>")
    return features(posting, normalise(posting))


@pytest.mark.parametrize(("line", "unit"), [
    ("Ihr Einsatzbereich: Fachbereich 3 Soziales", "fachbereich 3 soziales"), ("Einsatz im Jugendamt", "jugendamt"), ("Organisationseinheit: Team Betrieb", "team betrieb"),
    ("Wir suchen für unsere Abteilung Netze Verstärkung.", "abteilung netze"), ("Die Stelle ist im Sachgebiet Technik zu besetzen.", "sachgebiet technik"),
])
def test_the_unit_of_a_post(line, unit):
    assert read(line).departments == (unit,)


@pytest.mark.parametrize("line", ["Unser Recruiting-Team gerne weiter.", "Abstimmung mit dem Gesundheitsamt", "Störungen im Bereich Meldewesen beheben", "Zusammenarbeit mit der Abteilung Netze"])
def test_what_is_no_unit_of_the_post(line):
    assert read(line).departments == ()


def test_units_differ_where_no_name_is_common():
    here, same, there = read("Einsatz im Fachbereich 3 Soziales"), read("", "Soziales"), read("Einsatz im Fachbereich Technik")
    assert not departments_differ(here, same)
    assert departments_differ(here, there)
