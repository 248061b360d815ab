"""How ads state hours, full and part time, work from home, places, references, numbers of posts."""

from typing import Any

import pytest

from tests.pipeline.facts import facts

HOURS: dict[str, tuple[float | None, float | None] | None] = {
    "39 Std. / Woche": (39, 39), "39 Wochenstunden": (39, 39), "39,0 Stunden wöchentlich": (39, 39), "eine 39-Stunden-Woche": (39, 39), "Vollzeit (39 Stunden)": (39, 39), "Arbeitszeit: 38,5 h/Woche": (38.5, 38.5),
    "Vollzeit mit 39 Stunden oder Teilzeit ab 25 Stunden": (25, 39), "Teilzeit mit 19,5 Stunden pro Woche": (19.5, 19.5), "15 bis 20 Stunden in der Woche": (15, 20), "30-35 Wochenstunden": (30, 35),
    "39 Std. (Tarifbeschäftigte) bzw. 41 Std. (Beamte), Vollzeit": (39, 41), "Teilzeit, mindestens 30 Stunden/Woche": (30, None), "Teilzeit, bis zu 30 Wochenstunden": (None, 30), "50 % (19,5 Std./Woche)": (19.5, 19.5),
    "75 % einer Vollzeitstelle (29,25 von 39 Stunden)": (29.25, 29.25), "80-100 % bei einer Wochenarbeitszeit von 39 Stunden": (31.2, 39), "Die wöchentliche Arbeitszeit beträgt 39 Stunden.": (39, 39), "Wochenarbeitszeit: 40 Stunden": (40, 40),
    "Stunden: 39,0": (39, 39), "Die Stelle umfasst 20 Wochenstunden.": (20, 20), "wöchentliche Arbeitszeit von 41 Stunden für Beamtinnen und Beamte": (41, 41), "Vollzeit, 39 h": (39, 39), "20 Std./Wo.": (20, 20),
    "full-time (40 hours per week)": (40, 40), "Teilzeit zwischen 20 und 30 Wochenstunden": (20, 30),
    # no hours of the post
    "Störungen beheben wir innerhalb von 48 Stunden.": None, "7 x 24 Stunden Betrieb": None, "Das Arbeitszeitkonto fasst bis zu 40 Stunden.": None, "Die Kita ist 10 Stunden am Tag geöffnet.": None, "14,50 Euro pro Stunde": None,
    "24 Stunden Fortbildung im Jahr": None, "Meldefrist 72 Stunden": None, "Gleitzeit von 6 bis 20 Uhr": None, "Weitere 5 Stunden können befristet vereinbart werden.": None, "75-100 %": None, "Bereitschaft alle 8 Wochen, 12 Stunden": None,
}
TYPES: dict[str, list[str]] = {
    "Vollzeit": ["FULL_TIME"], "Teilzeit": ["PART_TIME"], "Voll- oder Teilzeit": ["FULL_TIME", "PART_TIME"], "in Vollzeit und Teilzeit": ["FULL_TIME", "PART_TIME"], "Teilzeit oder Vollzeit": ["FULL_TIME", "PART_TIME"],
    "Die Stelle ist teilzeitgeeignet.": ["FULL_TIME", "PART_TIME"], "Die Stelle ist grundsätzlich teilbar.": ["FULL_TIME", "PART_TIME"], "Teilzeit ist möglich.": ["FULL_TIME", "PART_TIME"], "Vollzeitstelle, auch in Teilzeit besetzbar": ["FULL_TIME", "PART_TIME"],
    "Vollzeit; eine Besetzung in Teilzeit ist leider nicht möglich": ["FULL_TIME"], "Die Stelle ist nicht teilbar und in Vollzeit zu besetzen.": ["FULL_TIME"], "eine halbe Stelle": ["PART_TIME"], "eine halbe bis ganze Stelle": ["FULL_TIME", "PART_TIME"],
    "Teilzeitstelle mit 20 Stunden": ["PART_TIME"], "Stellenumfang: 50 %": ["PART_TIME"], "Stellenumfang: 100 %": ["FULL_TIME"], "Umfang: 80 bis 100 %": ["FULL_TIME", "PART_TIME"], "Minijob auf Stundenbasis": ["PART_TIME"], "full-time or part-time": ["FULL_TIME", "PART_TIME"],
    "39 Stunden in der Woche": ["FULL_TIME"], "20 Stunden in der Woche": ["PART_TIME"], "Vollzeit, Jobsharing möglich": ["FULL_TIME", "PART_TIME"], "vollzeitnahe Teilzeit": ["PART_TIME"], "Teilzeit/Vollzeit": ["FULL_TIME", "PART_TIME"],
    "Wir haben 650 Beschäftigte, davon die Hälfte in Teilzeit.": [], "Elternzeit und Altersteilzeit regeln wir gern.": [], "30 Tage Urlaub": [], "mobiles Arbeiten bis zu 60 %": [], "Grad der Behinderung von 50 %": [],
}
REMOTE: dict[str, str | None] = {
    "Homeoffice möglich": "partial", "mobiles Arbeiten": "partial", "mobile Arbeit an zwei Tagen": "partial", "alternierende Telearbeit": "partial", "hybrides Arbeiten": "partial", "bis zu 60 % Homeoffice": "partial", "Du kannst zwei Tage von zu Hause arbeiten.": "partial",
    "Sie arbeiten ortsunabhängig oder im Büro.": "partial", "Home-Office nach Absprache": "partial", "Teilweise Homeoffice, teilweise Präsenz": "partial", "Remote-Anteil von 50 %": "partial", "Arbeiten im Homeoffice ist nach der Einarbeitung üblich.": "partial",
    "keine reine Remote-Stelle, aber zwei Tage Homeoffice": "partial", "Nicht vollständig remote, aber flexibel": "partial", "up to three days of work from home": "partial", "Homeoffice: ja": "partial", "Möglichkeit zum mobilen Arbeiten": "partial", "anteilig mobil arbeiten": "partial",
    "100 % remote möglich": "full", "vollständig im Homeoffice": "full", "Du arbeitest komplett remote.": "full", "fully remote": "full", "ausschließlich von zu Hause": "full", "zu 100 % mobil": "full", "bundesweit remote": "full",
    "Homeoffice ist leider nicht möglich.": "none", "Kein Homeoffice": "none", "Homeoffice: nein": "none", "Mobiles Arbeiten ist nicht vorgesehen.": "none", "Telearbeit ist ausgeschlossen.": "none", "Homeoffice können wir für diese Stelle nicht anbieten.": "none",
    "Arbeiten von zu Hause ist bei dieser Aufgabe nicht möglich.": "none", "Die Tätigkeit erfolgt in Präsenz, Homeoffice scheidet aus.": "none",
    "Sie können bis zu drei Tage pro Woche daheim arbeiten.": "partial", "Du bestimmst, ob du im Büro oder zu Hause arbeitest.": "partial", "Die Arbeit erfolgt ausschließlich vor Ort.": "none", "Homeoffice gibt es für diese Stelle nicht.": "none",
    "Sie betreuen mobile Endgeräte.": None, "Remote-Support der Anwender": None, "Betrieb der hybriden Cloud": None, "Sie richten Telearbeitsplätze ein.": None, "Kenntnisse in Remote Desktop": None, "Sie administrieren Mobilfunkverträge.": None, "flexible Arbeitszeit": None, "Hybrid-Cloud-Architektur": None,
    "Lehrkräfte, die häufig im Homeoffice arbeiten, schulen Sie online.": None,
}
PLACES: dict[str, list[str]] = {
    "Dienstort ist Kassel.": ["Kassel"], "Einsatzort: 34117 Kassel": ["Kassel"], "Arbeitsort: Köln-Deutz": ["Köln"], "Standort: Halle/Saale": ["Halle (Saale)"], "Arbeitsorte sind Gera und Jena.": ["Gera", "Jena"], "Dienstort ist wahlweise Köln, Bonn oder Aachen.": ["Köln", "Bonn", "Aachen"],
    "Für unser Team in Rostock suchen wir dich.": ["Rostock"], "Wir suchen in Lemgo Verstärkung.": ["Lemgo"], "Dein Arbeitsplatz ist in Münster.": ["Münster"], "Am Standort Freiburg i. Br. suchen wir eine Fachkraft.": ["Freiburg im Breisgau"], "Wir sitzen in Frankfurt a. M.": ["Frankfurt am Main"],
    "Sitz des Verbandes ist Minden, gearbeitet wird am Standort Herford.": ["Herford"], "Dienstort ist Karlsruhe, die Gespräche finden in Stuttgart statt.": ["Karlsruhe"], "Die Berufsschule ist in Bernau bei Berlin, Ausbildungsort ist Eberswalde.": ["Eberswalde"],
    "Unser Büro liegt in Mülheim a. d. Ruhr; dort suchen wir dich.": ["Mülheim an der Ruhr"], "Der IT-Verbund in Oldenburg sucht Verstärkung.": ["Oldenburg"], "Die Kommunale IT mit Sitz in Trier sucht dich.": ["Trier"], "Wo? Wuppertal-Barmen": ["Wuppertal"],
    "Ort: Neustadt a. d. Weinstraße": ["Neustadt an der Weinstraße"], "Einsatz in Duisburg, Essen und Mülheim an der Ruhr": ["Duisburg", "Essen", "Mülheim an der Ruhr"], "Our office is in Leipzig, where you will join the team.": ["Leipzig"],
    "Du arbeitest in unserer Niederlassung Jena.": ["Jena"], "Dienstort: Rathaus, Marktplatz 1, 59065 Hamm": ["Hamm"], "Das Team sitzt am Bahnhof in Hamm (Westf.).": ["Hamm"], "Ihr Büro befindet sich in der Musterstraße 5, 34117 Kassel.": ["Kassel"], "Komm nach Rostock!": ["Rostock"],
    "Du kannst wählen: Büro in Leipzig, Büro in Dresden.": ["Leipzig", "Dresden"], "Ostfildern bei Stuttgart ist dein Arbeitsort.": ["Ostfildern"], "Arbeiten Sie mit uns in der Lutherstadt Wittenberg!": ["Lutherstadt Wittenberg"], "Güstrow, Vollzeit, Bezahlung nach TVöD.": ["Güstrow"],
    "Wir betreuen Kommunen im Landkreis Gotha.": [], "Wir arbeiten für Kunden in Hamburg und Bremen.": [], "Die Messe findet in Hannover statt.": [], "Sie besuchen die Hochschule in Hof.": [], "Region Rhein-Main": [], "mit der S-Bahn erreichbar": [],
}
REFERENCES: dict[str, str | None] = {
    "Kennziffer: 12/2026": "12/2026", "unter Angabe der Kennziffer IT-2026-07": "IT-2026-07", "Kenn-Nr. 41/2026": "41/2026", "Referenznummer: RZ-L/26": "RZ-L/26", "Ref.-Nr. 4711": "4711", "Ref. TR-4-26": "TR-4-26", "Stellen-ID: 2026-ISB-01": "2026-ISB-01", "Kennwort: „Netz“": "Netz",
    "Bitte nennen Sie das Stichwort „Tausch27“.": "Tausch27", "Aktenzeichen 10.3-039/26": "10.3-039/26", "Vorgangsnummer ZV-11.2-0207": "ZV-11.2-0207", "Kennung M365-26/11 in der Betreffzeile": "M365-26/11", "Ausschreibungsnummer 2026/17": "2026/17", "unter der Kennziffer „16-IT“": "16-IT",
    "Kennziffer BMZ 2026/17": "BMZ 2026/17", "unter Angabe des Aktenzeichens 16.2-44/26": "16.2-44/26", "Kennwort WEB/OD": "WEB/OD", "Job-ID: J2026-5": "J2026-5", "Stellennummer 0815": "0815", "Bitte geben Sie die Nr. 2026/004 in Ihrer Bewerbung an.": "2026/004", "Ausschreibung Nr. 17/2026": "17/2026",
    "Schreiben Sie in den Betreff bitte „TL-NuS-2026“.": "TL-NuS-2026", "Please quote the reference MCB-IAM-02.": "MCB-IAM-02", "Chiffre A-77": "A-77", "Referenz SDV-2026-T7": "SDV-2026-T7",
    "Bewerbungen mit Angabe der Kennziffer bis zum 30.04.2026": None, "§ 14 Abs. 2 TzBfG": None, "Telefonnummer 0000 123-45": None, "Bitte geben Sie Ihre Referenzen an.": None, "nach DIN EN ISO 27001": None, "Hausnummer 12": None, "Sie pflegen Kennzahlen.": None, "unter Wahrung der Kennzeichnungspflicht": None,
}
OPENINGS: dict[str, int | None] = {
    "Wir besetzen zwei Stellen.": 2, "Anzahl Stellen: 1": 1, "Anzahl der Stellen: 3": 3, "Es sind 4 Stellen zu besetzen.": 4, "Wir suchen drei Kolleginnen oder Kollegen.": 3, "Wir vergeben vier Studienplätze.": 4, "zwei Ausbildungsplätze": 2, "Wir suchen zum 01.04.2026 drei Systemadministratoren (m/w/d).": 3,
    "Wir stellen fünf Auszubildende ein.": 5, "wir haben zwei Plätze": 2, "zwei unbefristete Vollzeitstellen": 2, "Zum 1. Mai 2026 suchen wir zwei Fachkräfte.": 2,
    "Wir suchen mehrere Kolleginnen.": None, "insgesamt 2,5 Stellen": None, "Das Team hat 14 Stellen.": None, "Wir haben 310 Beschäftigte an zwei Standorten.": None, "eine Stelle als Admin": None, "mit zwei Jahren Berufserfahrung": None, "Sie führen acht Beschäftigte.": None, "seit drei Jahren": None,
    "In zehn Kommunen betreuen wir drei Rechenzentren.": None, "Im Team arbeiten zwei Kolleginnen.": None,
}


@pytest.mark.parametrize(("text", "hours"), HOURS.items())
def test_hours(text: str, hours: tuple[float | None, float | None] | None) -> None:
    made = facts(text).weekly_hours
    assert ((made.min, made.max) if made else None) == hours


@pytest.mark.parametrize(("text", "types"), TYPES.items())
def test_employment_types(text: str, types: list[str]) -> None:
    assert facts(text).employment_type == types


@pytest.mark.parametrize(("text", "remote"), REMOTE.items())
def test_remote(text: str, remote: str | None) -> None:
    assert facts(text).remote == remote


@pytest.mark.parametrize(("text", "places"), PLACES.items())
def test_places_of_work(text: str, places: list[str]) -> None:
    assert facts(text).locations == places


@pytest.mark.parametrize(("text", "reference"), REFERENCES.items())
def test_references(text: str, reference: str | None) -> None:
    assert facts(text).identifier == reference


@pytest.mark.parametrize(("text", "count"), OPENINGS.items())
def test_openings(text: str, count: int | None) -> None:
    assert facts(text).openings == count


@pytest.mark.parametrize(("values", "expected"), [
    ({"locations": ["34117 Kassel"]}, ["Kassel"]), ({"locations": ["Kassel, Hessen, DE"]}, ["Kassel"]), ({"locations": ["Beispielamt"]}, []), ({"locations": ["."]}, []), ({"locations": ["Deutschland"]}, []),
    ({"locations": ["Köln; Bonn"]}, ["Köln", "Bonn"]), ({"locations": ["Landkreis Gotha"]}, []), ({"locations": ["Musterstr. 5, 50667 Köln"]}, ["Köln"])])
def test_places_of_the_portal(values: dict[str, Any], expected: list[str]) -> None:
    assert facts(**values).locations == expected
