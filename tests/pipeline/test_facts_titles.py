"""Titles as portals send them, and the job title that each means."""

import pytest

from tests.pipeline.facts import facts

EMPLOYER = "Kommunale IT Beispielau AöR (KIB)"

TITLES = {
    "Wir suchen: Netzwerkadministrator (m/w/d) – Kassel – EG 10": "Netzwerkadministrator (m/w/d)",
    "SYSTEMADMINISTRATOR (M/W/D)": "Systemadministrator (m/w/d)",
    "Referent*in Recht (w/m/d), Kennziffer 12/2026": "Referent*in Recht (w/m/d)",
    "IT-Leitung (m/w/d) in Vollzeit": "IT-Leitung (m/w/d)",
    "Fach&shy;betreuer (m/w/d) 🚀 #jobs": "Fachbetreuer (m/w/d)",
    "Berater SAP S/4HANA (m/w/d)": "Berater SAP S/4HANA (m/w/d)",
    "Wir suchen ab sofort eine/n IT-Koordinator/in (m/w/d) für unser Team": "IT-Koordinator/in (m/w/d) für unser Team",
    "Stellenausschreibung: Sachbearbeitung Vergabe (m/w/d) unbefristet": "Sachbearbeitung Vergabe (m/w/d)",
    "Stellenausschreibung Nr. 14/2026 – Sachbearbeiter (m/w/d) Soziales": "Sachbearbeiter (m/w/d) Soziales",
    "Externe Stellenausschreibung: IT-Techniker (m/w/d)": "IT-Techniker (m/w/d)",
    "Gesucht: Linux-Administrator (m/w/d)!": "Linux-Administrator (m/w/d)",
    "Verstärkung gesucht! Systembetreuer:in (m/w/d)": "Systembetreuer:in (m/w/d)",
    "Du liebst Ordnung? Datenbankadministrator*in (d/m/w)": "Datenbankadministrator*in (d/m/w)",
    "Komm in unser Team! Webentwickler/-in (m/w/d) in Köln": "Webentwickler/-in (m/w/d)",
    "Jetzt bewerben: Werkstudent (m/w/d) Marketing": "Werkstudent (m/w/d) Marketing",
    "Job: Software Engineer (all genders) | Hamburg | Hybrid": "Software Engineer (all genders)",
    "Systemadministrator (m/w/d) Linux in Teilzeit (50 %)": "Systemadministrator (m/w/d) Linux",
    "Sachbearbeiter (m/w/d) Personal – befristet bis 31.12.2027": "Sachbearbeiter (m/w/d) Personal",
    "Sachbearbeiter (m/w/d) Personal, befristet für 2 Jahre": "Sachbearbeiter (m/w/d) Personal",
    "IT-Supporter (w/m/d) [Ref. 2026-17]": "IT-Supporter (w/m/d)",
    "IT-Supporter (w/m/d) (Job-ID: 4711)": "IT-Supporter (w/m/d)",
    "IT-Supporter (w/m/d) | Stellen-ID 1234567": "IT-Supporter (w/m/d)",
    "Projektleitung OZG (m/w/d), EG 12 TVöD-VKA / A 12 LBesO": "Projektleitung OZG (m/w/d)",
    "Projektleitung OZG (m/w/d) (EG 12 TVöD)": "Projektleitung OZG (m/w/d)",
    "Projektleitung OZG (m/w/d) - Entgeltgruppe 12 TV-L": "Projektleitung OZG (m/w/d)",
    "Projektleitung OZG (m/w/d) bis EG 12": "Projektleitung OZG (m/w/d)",
    "Projektleitung OZG (m/w/d) E11": "Projektleitung OZG (m/w/d)",
    "Sachgebietsleitung IT-Sicherheit (m/w/d) - BesGr. A 13": "Sachgebietsleitung IT-Sicherheit (m/w/d)",
    "Teamleitung Service Desk (m/w/d) zum 01.10.2026": "Teamleitung Service Desk (m/w/d)",
    "Teamleitung Service Desk (m/w/d) ab Oktober 2026": "Teamleitung Service Desk (m/w/d)",
    "Teamleitung Service Desk (m/w/d) zum nächstmöglichen Zeitpunkt": "Teamleitung Service Desk (m/w/d)",
    "Teamleitung Service Desk (m/w/d) ab sofort in Vollzeit gesucht": "Teamleitung Service Desk (m/w/d)",
    "Ausbildung zum Fachinformatiker (m/w/d) 2027": "Ausbildung zum Fachinformatiker (m/w/d)",
    "Ausbildung zur Fachinformatikerin / zum Fachinformatiker (m/w/d) – Start 01.08.2027": "Ausbildung zur Fachinformatikerin / zum Fachinformatiker (m/w/d)",
    "Duales Studium Informatik (m/w/d) – Ausbildungsjahr 2027": "Duales Studium Informatik (m/w/d)",
    "2 Sachbearbeiter (m/w/d) Rechnungswesen": "Sachbearbeiter (m/w/d) Rechnungswesen",
    "2x Anwendungsbetreuer (m/w/d)": "Anwendungsbetreuer (m/w/d)",
    "Mehrere IT-Fachkräfte (m/w/d)": "IT-Fachkräfte (m/w/d)",
    "IT-Fachkräfte (m/w/d) – 3 Stellen": "IT-Fachkräfte (m/w/d)",
    "IT-Fachkräfte (m/w/d) (2 Stellen)": "IT-Fachkräfte (m/w/d)",
    "Anwendungsentwickler (m/w/d) Java | Karriere bei der Kommunale IT Beispielau AöR": "Anwendungsentwickler (m/w/d) Java",
    "Anwendungsentwickler (m/w/d) Java bei der Kommunale IT Beispielau AöR (KIB)": "Anwendungsentwickler (m/w/d) Java",
    "KIB: Anwendungsentwickler (m/w/d) Java": "Anwendungsentwickler (m/w/d) Java",
    "Anwendungsentwickler (m/w/d) Java - Stellenangebote - Kommunale IT Beispielau AöR": "Anwendungsentwickler (m/w/d) Java",
    "Stellenangebot Anwendungsentwickler (m/w/d) Java": "Anwendungsentwickler (m/w/d) Java",
    "Netzwerktechniker (m/w/d) Standort Bonn": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) für den Standort Münster": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) am Standort Lemgo": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) - 48143 Münster": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) (Münster)": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) Münster oder Osnabrück": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) in Halle (Saale)": "Netzwerktechniker (m/w/d)",
    "Bonn: Netzwerktechniker (m/w/d)": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) im Raum Stuttgart": "Netzwerktechniker (m/w/d)",
    "Netzwerktechniker (m/w/d) für Nordrhein-Westfalen": "Netzwerktechniker (m/w/d) für Nordrhein-Westfalen",
    "Entwickler (m/w/d) 80-100%": "Entwickler (m/w/d)",
    "Entwickler (m/w/d), 30-39 Std./Woche": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) mit 19,5 Wochenstunden": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) (39 Std.)": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) als Elternzeitvertretung": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) – Elternzeitvertretung bis 30.06.2027": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) Remote möglich": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) - Homeoffice möglich": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) - Bewerbungsfrist 31.05.2026": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) (Bewerbungsschluss: 31.05.2026)": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) // Frist: 31.05.": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) - Frist verlängert bis 30.06.2026": "Entwickler (m/w/d)",
    "+++ Entwickler (m/w/d) +++": "Entwickler (m/w/d)",
    "*** Entwickler (m/w/d) ***": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) – unbefristet, Vollzeit, EG 11": "Entwickler (m/w/d)",
    "Entwickler (m/w/d) unbefristet in Voll- oder Teilzeit": "Entwickler (m/w/d)",
    "ENTWICKLER/IN (M/W/D) FÜR SAP UND DMS": "Entwickler/in (m/w/d) für SAP und DMS",
    "MITARBEITER*IN (M/W/D) IM IT-SUPPORT": "Mitarbeiter*in (m/w/d) im IT-Support",
    "Product Owner (m/w/d) | Produktverantwortliche:r (m/w/d)": "Product Owner (m/w/d) | Produktverantwortliche:r (m/w/d)",
    "Sachbearbeiter/-in (m/w/d) im Projekt „Digitale Bauakte“": "Sachbearbeiter/-in (m/w/d) im Projekt „Digitale Bauakte“",
    "Fachinformatiker (m/w/d) – Systemintegration": "Fachinformatiker (m/w/d) – Systemintegration",
    "Administrator (m/w/d) Windows 11 / Microsoft 365": "Administrator (m/w/d) Windows 11 / Microsoft 365",
    "Berater (m/w/d) TV-Technik": "Berater (m/w/d) TV-Technik",
    "Mitarbeiter (m/w/d) 1st & 2nd Level Support": "Mitarbeiter (m/w/d) 1st & 2nd Level Support",
    "Administrator‑in (m/w/d)": "Administrator-in (m/w/d)",
    "Programmierer&nbsp;(m/w/d)&nbsp;&ndash;&nbsp;Bochum": "Programmierer (m/w/d)",
    "SachbearbeiterIn FÃ¶rderung (m/w/d)": "SachbearbeiterIn Förderung (m/w/d)",
    "Die Beispielwerke suchen zum 01.05.2026 einen Controller (m/w/d)": "Controller (m/w/d)",
    "Wir stellen ein: Controller (m/w/d)": "Controller (m/w/d)",
    "Werde Controller (m/w/d) bei uns!": "Controller (m/w/d)",
    "Controller (m/w/d) gesucht": "Controller (m/w/d)",
    "Controller (m/w/d) – jetzt bewerben!": "Controller (m/w/d)",
    "Controller (m/w/d) ab 01.07. | TVöD EG 10 | Essen": "Controller (m/w/d)",
    "Controller (m/w/d), 55.000–62.000 €": "Controller (m/w/d)",
    "Kennziffer 2026-08: Controller (m/w/d)": "Controller (m/w/d)",
    "2026-08 Controller (m/w/d)": "Controller (m/w/d)",
    "Controller (m/w/d) - S 12 TVöD SuE": "Controller (m/w/d)",
    "Controller (m/w/d) außertariflich": "Controller (m/w/d)",
    "IT-Administrator (m/w/d) an Schulen": "IT-Administrator (m/w/d) an Schulen",
    "Leitung der Stabsstelle Digitalisierung (m/w/d)": "Leitung der Stabsstelle Digitalisierung (m/w/d)",
    "Ihre Zukunft als Systemadministrator (m/w/d)": "Systemadministrator (m/w/d)",
    "Wir haben einen Platz frei: Systembetreuer*in (m/w/d)": "Systembetreuer*in (m/w/d)",
    "Eine Stelle als Systembetreuer*in (m/w/d)": "Systembetreuer*in (m/w/d)",
    "Controller (m/w/d) – Wir freuen uns auf Sie!": "Controller (m/w/d)",
    "Controller (m/w/d) – mit 30 Tagen Urlaub": "Controller (m/w/d)",
    "Controller (m/w/d) – mit Schwerpunkt Anlagen": "Controller (m/w/d) – mit Schwerpunkt Anlagen",
    "Reinigungskraft (m/w/d) Rathaus Essen": "Reinigungskraft (m/w/d) Rathaus Essen",
    "Administrator (m/w/d) – Sicherheit": "Administrator (m/w/d) – Sicherheit",
    "Administrator (m/w/d) Netze": "Administrator (m/w/d) Netze",
    "Administrator (m/w/d) – Forst": "Administrator (m/w/d) – Forst",
    "Administrator (m/w/d) – Lemgo": "Administrator (m/w/d)",
    "Techniker Köln": "Techniker",
    "Sachbearbeitung Stadtwerke Essen": "Sachbearbeitung Stadtwerke Essen",
    "<b>Techniker</b> (m/w/d)": "Techniker (m/w/d)",
    "Techniker ( m / w / d )": "Techniker (m/w/d)",
    "Techniker(m/w/d)Netze": "Techniker (m/w/d) Netze",
    "„Techniker (m/w/d)“": "Techniker (m/w/d)",
    "TECHNIKER (m/w/d) für Schulen": "Techniker (m/w/d) für Schulen",
    "Techniker (m/w/d) | StepStone": "Techniker (m/w/d)",
    "SAP-Berater (m/w/d) – Standort wahlweise Köln, Bonn oder Aachen": "SAP-Berater (m/w/d)",
    "Initiativbewerbung": "Initiativbewerbung",
    "Datenschutzbeauftragte/r": "Datenschutzbeauftragte/r",
}


@pytest.mark.parametrize(("raw", "clean"), TITLES.items())
def test_titles(raw: str, clean: str) -> None:
    assert facts(title=raw, employer=EMPLOYER).title == clean


@pytest.mark.parametrize("raw", TITLES)
def test_a_cleaned_title_stays_as_it_is(raw: str) -> None:
    once = facts(title=raw, employer=EMPLOYER).title
    assert facts(title=once, employer=EMPLOYER).title == once


@pytest.mark.parametrize(("raw", "clean"), [
    ("Techniker (m/w/d) (EG 9a, Kennziffer 12/2026, Hagen oder Unna)", "Techniker (m/w/d)"), ("Techniker (m/w/d) (in Vollzeit, Heppenheim (Bergstraße) oder Warburg)", "Techniker (m/w/d)"), ("Techniker (m/w/d) Netze (Windows, Linux)", "Techniker (m/w/d) Netze (Windows, Linux)"),
    ("Techniker (m/w/d) – EG 10 – 20 h – 2 Stellen", "Techniker (m/w/d)"), ("Techniker (m/w/d) – Kennziffer 2026-014 - 20 h", "Techniker (m/w/d)"), ("Techniker (m/w/d) – Standort Langen", "Techniker (m/w/d)"), ("Techniker (m/w/d) – Raum Altdorf", "Techniker (m/w/d)"),
])
def test_rows_of_facts(raw: str, clean: str) -> None:
    assert facts(title=raw).title == clean


def test_a_village_is_a_place_where_the_ad_says_so() -> None:
    assert facts("Ihr Büro ist in Vacha.", title="Techniker*in, Vacha").title == "Techniker*in"
    assert facts(title="Techniker*in (m/w/d) – Vacha", locations=["Vacha"]).title == "Techniker*in (m/w/d)"
    assert facts("Sie arbeiten in Kassel.", title="Techniker*in, Netze").title == "Techniker*in, Netze"
