"""How ads state pay: grades of the public tariffs, sums of money, and what only looks like them."""

import pytest

from tests.pipeline.facts import facts

Grades = list[tuple[str | None, str | None, str | None]]
Sum = tuple[float | None, float | None, str] | None

GRADES: dict[str, Grades] = {
    "Vergütung nach Entgeltgruppe 10 TVöD-VKA": [("TVöD", "EG 10", "EG 10")], "Eingruppierung in EG 9b bis EG 11 TV-L": [("TV-L", "EG 9b", "EG 11")], "Bezahlung bis EG 12 TV-V": [("TV-V", None, "EG 12")],
    "Vergütung ab Entgeltgruppe 11 TVöD": [("TVöD", "EG 11", None)], "Besoldung nach A 12 LBesO": [("BesO", "A 12", "A 12")], "Vergütung nach TVöD": [("TVöD", None, None)],
    "Entgeltgruppe E 9a TVöD (VKA)": [("TVöD", "EG 9a", "EG 9a")], "EG 9b/10 TVöD": [("TVöD", "EG 9b", "EG 10")], "EG 9c–11 TVöD": [("TVöD", "EG 9c", "EG 11")], "Entgeltgruppen 9b – 10 TVöD": [("TVöD", "EG 9b", "EG 10")],
    "EG 9b, EG 10 oder EG 11 TVöD": [("TVöD", "EG 9b", "EG 11")], "Entgeltgruppe 10 oder 11 TV-L": [("TV-L", "EG 10", "EG 11")], "E11 TV-H": [("TV-H", "EG 11", "EG 11")], "TVöD EG 09b": [("TVöD", "EG 9b", "EG 9b")],
    "Bewertung: EG 11 TVöD / A 11 LBesG NRW": [("TVöD", "EG 11", "EG 11"), ("BesO", "A 11", "A 11")], "Die Stelle ist mit A 13 bzw. EG 13 TVöD bewertet.": [("BesO", "A 13", "A 13"), ("TVöD", "EG 13", "EG 13")],
    "Besoldungsgruppe A 9 bis A 11": [("BesO", "A 9", "A 11")], "A 10/A 11 BayBesG": [("BesO", "A 10", "A 11")], "S 12 TVöD (SuE)": [("TVöD", "S 12", "S 12")], "Entgeltgruppe S 11b TVöD": [("TVöD", "S 11b", "S 11b")], "EG 8 TV-V": [("TV-V", "EG 8", "EG 8")],
    "Bezahlung nach TVöD, je nach Qualifikation bis zur Entgeltgruppe 10": [("TVöD", None, "EG 10")], "Wir zahlen nach dem Tarifvertrag für den öffentlichen Dienst in Entgeltgruppe 11.": [("TVöD", "EG 11", "EG 11")],
    "Tarifvertrag für den öffentlichen Dienst der Länder, Entgeltgruppe 13": [("TV-L", "EG 13", "EG 13")], "Einstieg in EG 6 TV-V, nach der Einarbeitung EG 7": [("TV-V", "EG 6", "EG 7")], "Vergütung: EG 10 (Haustarif)": [(None, "EG 10", "EG 10")],
    "außertarifliche Vergütung": [("AT", None, None)], "Wir schließen einen AT-Vertrag.": [("AT", None, None)], "EG 15 TVöD oder außertariflich": [("TVöD", "EG 15", "EG 15"), ("AT", None, None)], "Entgelt: EG 10 TVöD, Stufe 3": [("TVöD", "EG 10", "EG 10")],
    "zwischen EG 5 und EG 6 TVöD": [("TVöD", "EG 5", "EG 6")], "Eingruppierung nach EG 15Ü TV-L": [("TV-L", "EG 15Ü", "EG 15Ü")], "Gehalt: E 10 TVöD zuzüglich IT-Zulage": [("TVöD", "EG 10", "EG 10")], "Vergütung nach EG 10 TVOED": [("TVöD", "EG 10", "EG 10")],
    "Entgeltgruppe 9 c TVöD": [("TVöD", "EG 9c", "EG 9c")], "TVöD-V, E 12": [("TVöD", "EG 12", "EG 12")], "Besoldung bis A 14": [("BesO", None, "A 14")],
    # a prospect, knowledge, no pay
    "EG 9c TVöD, Aufstieg nach EG 10 möglich": [("TVöD", "EG 9c", "EG 9c")], "Kenntnisse im TVöD": [], "außertarifliche Zulage möglich": [], "Erfahrung mit SAP S/4HANA und Microsoft Office 365 E3": [], "Anfahrt über die A 44": [], "Raum E 11": [],
    "befristet nach § 14 Abs. 2 TzBfG": [], "Linie S 8 bis zum Bahnhof": [], "Deutsch auf dem Niveau B 2": [], "DIN A 4": [], "Unser Haus liegt an der A 7, Ausfahrt 11.": [], "Führerschein der Klasse B 96": [], "EG-Verordnung Nr. 213/2008": [], "Sie nutzen Windows 11 und Office E5.": [],
    "Ebene S 4 im Parkhaus": [], "Verordnung (EG) Nr. 765/2008": [], "das Büro im EG, Zimmer 9": [],
}
SUMS: dict[str, Sum] = {
    "Jahresgehalt zwischen 52.000 und 61.000 Euro brutto": (52000, 61000, "YEAR"), "Bruttogehalt: 3.500 bis 4.200 € im Monat": (3500, 4200, "MONTH"), "14,50 € pro Stunde": (14.5, 14.5, "HOUR"), "Stundenlohn 15 Euro": (15, 15, "HOUR"),
    "ein Jahresbruttogehalt ab 98.000 Euro": (98000, None, "YEAR"), "Gehalt bis zu 75.000 € im Jahr": (None, 75000, "YEAR"), "monatliche Vergütung von 1.650 Euro brutto": (1650, 1650, "MONTH"), "Taschengeld: 480 Euro im Monat": (480, 480, "MONTH"),
    "Aufwandsentschädigung von 520 Euro im Monat": (520, 520, "MONTH"), "Gehalt: 55-70k €": (55000, 70000, "YEAR"), "EUR 58,000 to 72,000 a year": (58000, 72000, "YEAR"), "Wir zahlen 3.000,00 EUR monatlich.": (3000, 3000, "MONTH"), "Ihr Gehalt: 4.100 - 5.300 Euro brutto/Monat": (4100, 5300, "MONTH"),
    "Du erhältst 14,32 € in der Stunde, mit Bachelor 15,75 €.": (14.32, 15.75, "HOUR"), "Vergütung 50.000–60.000 Euro p. a.": (50000, 60000, "YEAR"), "12,82 €/Std. Stundenlohn": (12.82, 12.82, "HOUR"), "ein Gehalt von 60.000 € jährlich": (60000, 60000, "YEAR"),
    # no pay
    "IT-Fachkräftezulage von bis zu 500 Euro im Monat": None, "Fortbildungsbudget von 3.000 Euro jährlich": None, "Zuschuss zum Deutschlandticket von 25 Euro im Monat": None, "Das Projekt hat ein Volumen von 2,3 Mio. Euro.": None, "In der Kantine kostet das Essen 5,40 Euro.": None,
    "Für Weiterbildung geben wir 1.500 Euro im Jahr.": None, "eine Prämie von 400 Euro, wenn du bestehst": None, "EU-Schwellenwert von 216.000 Euro": None, "600 Euro für den Schreibtisch": None, "Jahressonderzahlung von 70 %": None, "ein Budget von 1,9 Mio. Euro": None, "Wohnheim für 210 Euro im Monat": None,
    "Zulage: 80 € monatlich": None, "Bonus bis zu 4.000 Euro im Jahr": None,
}


@pytest.mark.parametrize(("text", "grades"), GRADES.items())
def test_grades(text: str, grades: Grades) -> None:
    assert [(g.scheme, g.min, g.max) for g in facts(text).pay_grades] == grades


@pytest.mark.parametrize(("text", "amount"), SUMS.items())
def test_sums(text: str, amount: Sum) -> None:
    made = facts(text).base_salary
    assert ((made.min, made.max, made.unit) if made else None) == amount


def test_grades_after_a_training_are_not_the_trainings() -> None:
    text = "Wir zahlen nach TVAöD. Nach der Ausbildung übernehmen wir dich in EG 8 TVöD.<br>1. Ausbildungsjahr: 1.293,26 €<br>2. Ausbildungsjahr: 1.343,20 €"
    made = facts(text, title="Ausbildung Fachinformatiker (m/w/d)")
    assert [(g.scheme, g.min) for g in made.pay_grades] == [("TVAöD", None)]
    assert made.base_salary is not None
    assert (made.base_salary.min, made.base_salary.max, made.base_salary.unit) == (1293.26, 1343.2, "MONTH")
