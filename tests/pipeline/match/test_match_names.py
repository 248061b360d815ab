"""Employers and references: what is one name in two spellings, and what is not."""

import pytest

from pipeline.match.employer import employer_in, employer_name, mentions, relation
from pipeline.match.reference import Reference, compare_references, fold_reference


def related(one: str | None, other: str | None) -> str:
    new, old = employer_name(one), employer_name(other)
    return relation(new.key, new.short, old.key, old.short)


@pytest.mark.parametrize(("one", "other"), [
    ("Stadt Köln", "Stadt Koeln"), ("Stadt Köln", "Stadtverwaltung Köln"), ("Stadt Köln", "Stadt Köln - Amt für Informationsverarbeitung"), ("Stadt Köln", "Stadt Köln, Personalamt"),
    ("Landkreis Musterhain", "Kreisverwaltung Musterhain"), ("Beispiel-IT GmbH", "Beispiel IT"), ("Datenhaus Lahn AöR", "DATENHAUS LAHN ANSTALT DES ÖFFENTLICHEN RECHTS"),
    ("Kommunales Rechenzentrum Musterrhein (KRZM)", "KRZM"), ("Gebietsrechenzentrum Lahn (GRZL)", "GRZL Lahn"), ("Datenhaus Lahn A.ö.R.", "Datenhaus Lahn AöR"), ("Datendienste Lahn e. G.", "Datendienste Lahn eG"),
    ("Gemeinnützige Klinik Musterhain gGmbH", "Klinik Musterhain"),
])
def test_one_employer(one, other):
    assert related(one, other) == "same"


@pytest.mark.parametrize(("one", "other"), [
    ("Stadt Köln", "Kreis Köln"), ("Stadt Köln", "Stadtwerke Köln GmbH"), ("Kreis Köln", "Stadtwerke Köln GmbH"), ("Stadt Köln", "Stadt Bonn"), ("Datenhaus Lahn", "Datenhaus Elbe"),
])
def test_two_employers(one, other):
    assert related(one, other) == "other"


def test_initials_beside_the_place_are_the_employer_alone_they_may_be():
    assert related("ZKI Flensburg", "Zweckverband Kommunale Informatik Flensburg") == "same"
    assert related("KDF", "Kommunale Datenverarbeitung Franken") == "kin"


@pytest.mark.parametrize("portal", [None, "", "Interamt", "StepStone", "Jobbörse der Bundesagentur für Arbeit", "kommunaljobs.de", "Karriereportal Kommunal"])
def test_a_portal_is_no_employer(portal):
    assert employer_name(portal).key == ""


def test_a_text_names_its_employer_or_another_body_of_the_place():
    key = employer_name("Kreis Köln").key
    assert mentions("der kreis koln sucht verstarkung", key) is True
    assert mentions("die stadt koln sucht verstarkung", key) is False
    assert mentions("wir suchen verstarkung", key) is None


@pytest.mark.parametrize("written", ["2024/0123", "Kz. 123/24", "123-2024", "Kennziffer: 123/2024", "24-123", "0123/24"])
def test_spellings_of_one_reference(written):
    assert fold_reference(written) == Reference("123", "", "24")


def test_the_year_of_the_ad_tells_which_number_is_the_year():
    for written in ("2028/25", "2028/2025", "25-2028", "2025/2028"):
        assert fold_reference(written, 2025) == Reference("2028", "", "25")


@pytest.mark.parametrize("number", ["10000-1198473629-S", "12345678", "JOB-8837421", "550e8400-e29b-41d4-a716-446655440000"])
def test_a_portals_number_is_no_reference(number):
    assert fold_reference(number) is None


def test_references_merge_veto_or_say_nothing():
    one, other = ("123", "", "24"), ("124", "", "24")
    assert compare_references((one,), (one,)) is True
    assert compare_references((one,), (other,)) is False
    assert compare_references((one,), ()) is None
    assert compare_references((("3", "kim", "26"),), (("3", "", "26"),)) is True
    assert compare_references((("3", "kim", "26"),), (("3", "abc", "26"),)) is False


@pytest.mark.parametrize(("one", "other", "same"), [
    ("12/2026a", "12a/26", True), ("2026-21a", "2026-21b", False), ("2026/007-0", "2026/007-0w", False), ("12-2026-IT", "12/2026", True), ("IT 12c/26", "12c-2026", True),
    ("12-a/2026", "12a/26", True), ("12-b/2026", "12a/26", False), ("12-a/2025", "12a/26", False),
])
def test_a_letter_behind_a_figure_belongs_to_the_number(one, other, same):
    folded = [((found.core, found.letters, found.year),) for text in (one, other) if (found := fold_reference(text, 2026))]
    assert compare_references(*folded) is same


@pytest.mark.parametrize("name", ["jobvector", "Stellenbörse Nord", "Karriereportal Kommunal", "mein-beispieljob.de", "Kommunaljobs"])
def test_a_name_that_only_portals_have_is_no_employer(name):
    assert employer_name(name).key == ""


@pytest.mark.parametrize("name", ["Jobcenter Kreis Musterhain", "Karrierecenter Lahn", "Stadt Köln"])
def test_an_employer_that_sounds_like_a_portal(name):
    assert employer_name(name).key


@pytest.mark.parametrize(("text", "name"), [
    ("Die Stadtwerke Musterhain GmbH versorgt mit 300 Beschäftigten die Region.", "Stadtwerke Musterhain"), ("Wir, Landkreis Lahn, sind 900 Köpfe.", "Kreis Lahn"),
    ("Als Partner der Region betreut Gebietsrechenzentrum Lahn (GRZL) mit 40 Fachleuten Gemeinden.", "Gebietsrechenzentrum Lahn"), ("Bei der Datenhaus Lahn AöR arbeiten 70 Menschen.", "Datenhaus Lahn"),
])
def test_the_employer_that_a_text_begins_with(text, name):
    assert relation(employer_in(text), "", employer_name(name).key, "") == "same"


@pytest.mark.parametrize("text", ["Die vollständige Ausschreibung finden Sie im Anhang (PDF).", "Weiterentwicklung von Rechenzentrumsumzug, Außendienst im Kreisgebiet", ""])
def test_a_text_that_names_no_employer(text):
    assert employer_in(text) == ""


@pytest.mark.parametrize(("one", "other", "same"), [
    ("54.7-63", "54.7/63", True), ("REF97799275", "735/2025", None), ("35.7-1270", "35.7-1271", False), ("FB2-141-25", "FB2/141/25", True),
])
def test_references_with_points_and_portals_numbers(one, other, same):
    folded = [((found.core, found.letters, found.year),) if (found := fold_reference(text, 2025)) else () for text in (one, other)]
    assert compare_references(*folded) is same
