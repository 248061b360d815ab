"""Titles as stems: spellings of one job fall together, jobs that differ stay apart."""

import pytest

from pipeline.match.title import match_titles, read_title


def matched(one: str, other: str):
    new, old = read_title(one), read_title(other)
    return match_titles(new.stems, old.stems, cut=new.cut or old.cut, letters=(new.letters, old.letters))


@pytest.mark.parametrize(("one", "other"), [
    ("Systemadministrator (m/w/d)", "System-Administratorin / System-Administrator (w/m/d)"),
    ("IT-Systemadministrator (m/w/d)", "IT Systemadministrator*in"),
    ("Softwareentwickler:in (all genders) Java", "Java Software-Entwicklung"),
    ("Sachbearbeiter (m/w/d) Vergabe", "SACHBEARBEITERIN/SACHBEARBEITER VERGABE (M/W/D)"),
    ("Netzwerkadministrator (m/w/d)", "Netzwerkadminstrator (m/w/d)"),
    ("Datenbankadministrator (m/w/d) Geodaten", "Datenbaankadministrator (m/w/d) Geodaten"),
    ("Wir suchen: Projektleiter (m/w/d) OZG", "Projektleitung OZG (m/w/d) - EG 11"),
    ("Fachinformatiker für Büroautomation", "Fachinformatiker fuer Bueroautomation"),
    ("Sachbearbeitung Personal (m/w/d), Kennziffer 12/26", "Sachbearbeitung Personal (m/w/d)"),
    ("Anwendungsbetreuer (m/w/d) Informationssicherheit", "Anwendungsbetreuer (m/w/d) Informationssicherh…"),
    ("Vermessungstechniker (m/w/d) Bodenordnung", "Verressungstechnikerin / Vermessungstechniker Bodenordnung"),
    ("Techniker (m/w/d) Leitungsdokumentation", "Techniker (m/w/d) Leitungsdokmuentation"),
    ("Elektroniker (m/w/d) Leitwarte", "Elektroniker (m/w/d) Leittwarte"),
    ("Bauingenieurwesen (m/w/d) Brücken", "Bauingenieur (m/w/d) Brücken"),
])
def test_spellings_of_one_title(one, other):
    assert matched(one, other).equal


@pytest.mark.parametrize(("one", "other"), [
    ("Systemadministrator Linux (m/w/d)", "Systemadministrator Windows (m/w/d)"),
    ("Sachbearbeiter Personal (m/w/d)", "Sachbearbeiter Finanzen (m/w/d)"),
    ("Entwickler Java (m/w/d)", "Entwickler C# (m/w/d)"),
    ("IT-Techniker Region Nord", "IT-Techniker Region Süd"),
])
def test_titles_of_two_jobs(one, other):
    assert matched(one, other).contradict


def test_what_a_title_says_besides():
    assert read_title("Sachbearbeiter (m/w/d) (21a)").series == "21a"
    assert read_title("Senior Softwareentwickler (m/w/d)").level == ("senior",)
    assert read_title("Mehrere Systemadministratoren (m/w/d)").collective
    assert read_title("Sachbearbeiter (m/w/d) Einwoh...").cut


def test_rivals_are_two_jobs_however_alike_their_texts():
    assert matched("Administrator Oracle", "Administrator PostgreSQL").rivals


def test_a_short_known_word_is_no_part_of_an_unknown_one():
    assert not {"lan", "ost"} & {*read_title("Sachbearbeiter Straßenplanung").stems, *read_title("Buchhalter Reisekosten").stems}


@pytest.mark.parametrize(("one", "other"), [
    ("Data Engineer (m/w/d) Schwerpunkt Opeen Data", "Data Engineer (w/m/d) – Open Data"), ("Administrator m/w/d Schwerpuntk Windows-Server", "Administrator (m/w/d) im Bereich Windows-Server"),
    ("Fachverfahrensbetreuer (gn) | Kfz-Z…", "Fachverfahrensbetreuer (gn) | Kfz-Zulassung"), ("IT-Projektmanager (gn) Schwerpunk...", "IT-Projektmanager (gn)"),
])
def test_slips_and_cuts_are_no_other_title(one, other):
    new, old = read_title(one), read_title(other)
    assert match_titles(new.stems, old.stems, cut=new.cut or old.cut, letters=(new.letters, old.letters)).equal


def test_a_cut_title_keeps_no_half_bracket_and_no_single_letters() -> None:
    assert read_title("Elektroniker (all gendes…").letters == "elektroniker"
    assert read_title("Netzwerktechniker (m/w/d) für S…").letters == "netzwerktechniker"
    assert "lichtsignalanlagen" in read_title("Elektroniker (m/w/d) Lichtsignalanlagen").letters
