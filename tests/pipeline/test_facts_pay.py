"""How ads state pay: grades of the public tariffs, sums of money, and what only looks like them."""

import pytest

from tests.pipeline.facts import facts

Grades = list[tuple[str | None, str | None, str | None]]
Sum = tuple[float | None, float | None, str] | None

GRADES: dict[str, Grades] = {
    "Unser Haustarif lehnt sich an den TVöD an.": [], "Ihr Gehalt richtet sich nach dem TV-V; einen Haustarif haben wir nicht.": [("TV-V", None, None)],
    "Haustarif, angelehnt an den TVöD": [], "Gehalt nach Haustarifvertrag in Anlehnung an den TV-L": [], "Wir zahlen in Anlehnung an den TVöD.": [("TVöD", None, None)],
    "Vergütung nach KAT, Entgeltgruppe K 7 bis K 9": [(None, "K 7", "K 9")], "Entgeltgruppe 8 TVöD; später ist eine Übernahme in EG 9a möglich": [("TVöD", "EG 8", "EG 8")],
    "Entgeltgruppe 11 TVöD; bei Vorliegen der beamtenrechtlichen Voraussetzungen ist eine Übernahme in A 11 möglich": [("TVöD", "EG 11", "EG 11"), ("BesO", "A 11", "A 11")],
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
    "A 11/EG 11": [("BesO", "A 11", "A 11"), (None, "EG 11", "EG 11")], "Entgelt / Besoldung: TVöD EG 11": [("TVöD", "EG 11", "EG 11")], "Entgeltgruppe (TVöD): 9c": [("TVöD", "EG 9c", "EG 9c")], "TVöD VKA 10": [("TVöD", "EG 10", "EG 10")], "EG 9a-c TVöD": [("TVöD", "EG 9a", "EG 9c")],
    "EG 10 TVöD oder höher": [("TVöD", "EG 10", None)], "bis A 12 bzw. bis EG 12 TVöD": [("BesO", None, "A 12"), ("TVöD", None, "EG 12")], "Die Stelle ist nach Entgeltgruppe zehn TVöD bewertet.": [("TVöD", "EG 10", "EG 10")], "Entgelt: TV-V, Gruppe 9": [("TV-V", "EG 9", "EG 9")],
    "Systemadministrator (m/w/d) (EG 9b)": [(None, "EG 9b", "EG 9b")], "Fachinformatiker: EG 9a, Bachelor: EG 10 TVöD": [("TVöD", "EG 9a", "EG 10")], "Entgeltgruppe 5 TVöD in den ersten sechs Monaten, danach Entgeltgruppe 6": [("TVöD", "EG 5", "EG 6")], "Vergütung: AT": [("AT", None, None)],
    "EG 8 TVöD. Nach der Einarbeitung, frühestens nach zwölf Monaten, erfolgt die Höhergruppierung nach EG 9a.": [("TVöD", "EG 8", "EG 9a")], "Start in EG 9a, nach einem Jahr EG 9b (TVöD)": [("TVöD", "EG 9a", "EG 9b")], "bis zu EG 15 TVöD oder AT": [("TVöD", None, "EG 15"), ("AT", None, None)],
    "ENTGELTGRUPPE 9B TVÖD": [("TVöD", "EG 9b", "EG 9b")], "nach Tarif (TV-L) bis zur Gruppe E 12": [("TV-L", None, "EG 12")], "Deal: E11, unbefristet, 36 Stunden": [(None, "EG 11", "EG 11")], "Entgelt: TV-V 8.": [("TV-V", "EG 8", "EG 8")],
    # a prospect, knowledge, no pay
    "EG 9a TVöD (Entwicklung bis EG 9c möglich)": [("TVöD", "EG 9a", "EG 9a")], "EG 8 TVöD; wer sich bewährt, kann sich bis in die Entgeltgruppe 9a entwickeln.": [("TVöD", "EG 8", "EG 8")], "Kein TVöD, dafür Firmenwagen": [], "Wir gehören nicht zum TVöD, zahlen aber fair.": [], "Treffpunkt: EG 10": [],
    "Zwei frühere Werkstudenten sind inzwischen festangestellt, in EG 9a.": [], "Eingruppierung nach TVöD, TV-L oder TV-V gehört zu Ihren Aufgaben.": [], "Festanstellung danach? Schon oft passiert, dann meistens in EG 10.": [],
    "EG 9c TVöD, Aufstieg nach EG 10 möglich": [("TVöD", "EG 9c", "EG 9c")], "Kenntnisse im TVöD": [], "außertarifliche Zulage möglich": [], "Erfahrung mit SAP S/4HANA und Microsoft Office 365 E3": [], "Anfahrt über die A 44": [], "Raum E 11": [],
    "befristet nach § 14 Abs. 2 TzBfG": [], "Linie S 8 bis zum Bahnhof": [], "Deutsch auf dem Niveau B 2": [], "DIN A 4": [], "Unser Haus liegt an der A 7, Ausfahrt 11.": [], "Führerschein der Klasse B 96": [], "EG-Verordnung Nr. 213/2008": [], "Sie nutzen Windows 11 und Office E5.": [],
    "Ebene S 4 im Parkhaus": [], "Verordnung (EG) Nr. 765/2008": [], "das Büro im EG, Zimmer 9": [],
    # whose grade it is, and paragraphs of a tariff
    "EG 11 TVöD. Die Abteilungsleitung ist mit A 15 bewertet.": [("TVöD", "EG 11", "EG 11")], "Die Stelle der Leitung ist mit A 13 bewertet.": [("BesO", "A 13", "A 13")], "EG 10 TVöD. Beamte bis A 10 können sich bewerben.": [("TVöD", "EG 10", "EG 10")],
    "Bewerben können sich Beamte der Besoldungsgruppe A 10.": [], "Zeitzuschläge nach § 8 TVöD": [], "Die Vergütung richtet sich nach § 12 TVöD.": [("TVöD", None, None)], "Für die Rufbereitschaft gilt § 8 Abs. 3 TVöD. Bezahlung nach TVöD.": [("TVöD", None, None)],
    "Führung auf Probe (§ 31 TVöD), Entgeltgruppe 12": [("TVöD", "EG 12", "EG 12")], "Wir wenden den TVöD an. Der Posten ist in EG 13 eingruppiert.": [("TVöD", "EG 13", "EG 13")], "EG 6 TVöD; nach Abschluss der Einarbeitung in Entgeltgruppe 7": [("TVöD", "EG 6", "EG 7")],
    "EntgGr. 9a TVöD": [("TVöD", "EG 9a", "EG 9a")], "entgelt nach tv-l eg 11": [("TV-L", "EG 11", "EG 11")], "Statusamt: A 11": [("BesO", "A 11", "A 11")], "Englisch B2. Vergütung: TV-L, E 11": [("TV-L", "EG 11", "EG 11")],
    "Entgeltgruppe 9 Buchstabe b TVöD": [("TVöD", "EG 9b", "EG 9b")], "EG 9c oder, bei vorhandenem Studium, 10 TVöD": [("TVöD", "EG 9c", "EG 10")],
    # spaced and misspelt names, words behind the grade, civil servants who are taken over
    "Entgeltgruppe 8 T V ö D": [("TVöD", "EG 8", "EG 8")], "EG 13 TöVD": [("TVöD", "EG 13", "EG 13")], "Wir zahlen nach den AVR in E 8 (Stufe 1 bis 6).": [(None, "EG 8", "EG 8")],
    "E 9a TVöD mit der Aussicht auf E 10 nach bestandener Prüfung": [("TVöD", "EG 9a", "EG 9a")], "S 12 TVöD in den Räumen am Markt": [("TVöD", "S 12", "S 12")],
    "Beamtinnen und Beamte übernehmen wir bis A 12, Tarifbeschäftigte erhalten EG 11 TVöD.": [("BesO", None, "A 12"), ("TVöD", "EG 11", "EG 11")],
}
SUMS: dict[str, Sum] = {
    "Jahresgehalt zwischen 52.000 und 61.000 Euro brutto": (52000, 61000, "YEAR"), "Bruttogehalt: 3.500 bis 4.200 € im Monat": (3500, 4200, "MONTH"), "14,50 € pro Stunde": (14.5, 14.5, "HOUR"), "Stundenlohn 15 Euro": (15, 15, "HOUR"),
    "ein Jahresbruttogehalt ab 98.000 Euro": (98000, None, "YEAR"), "Gehalt bis zu 75.000 € im Jahr": (None, 75000, "YEAR"), "monatliche Vergütung von 1.650 Euro brutto": (1650, 1650, "MONTH"), "Taschengeld: 480 Euro im Monat": (480, 480, "MONTH"),
    "Aufwandsentschädigung von 520 Euro im Monat": (520, 520, "MONTH"), "Gehalt: 55-70k €": (55000, 70000, "YEAR"), "EUR 58,000 to 72,000 a year": (58000, 72000, "YEAR"), "Wir zahlen 3.000,00 EUR monatlich.": (3000, 3000, "MONTH"), "Ihr Gehalt: 4.100 - 5.300 Euro brutto/Monat": (4100, 5300, "MONTH"),
    "Du erhältst 14,32 € in der Stunde, mit Bachelor 15,75 €.": (14.32, 15.75, "HOUR"), "Vergütung 50.000–60.000 Euro p. a.": (50000, 60000, "YEAR"), "12,82 €/Std. Stundenlohn": (12.82, 12.82, "HOUR"), "ein Gehalt von 60.000 € jährlich": (60000, 60000, "YEAR"),
    "unbefristet, Vollzeit oder Teilzeit ab 20 Stunden, 4.800 bis 5.900 Euro im Monat, hybrid": (4800, 5900, "MONTH"), "EG 11 TVöD (je nach Stufe von 4.031,55 € bis 5.959,98 € in Vollzeit)": (4031.55, 5959.98, "MONTH"), "salary of 60,000 to 70,000 euros per year": (60000, 70000, "YEAR"),
    "Jahr: brutto im Monat<br>1.: 1.293,26 €<br>2.: 1.343,20 €<br>3.: 1.389,02 €": (1293.26, 1389.02, "MONTH"), "✔ 58.000 bis 69.000 € im Jahr": (58000, 69000, "YEAR"), "Gehalt 3.900 € brutto, Rufbereitschaft wird extra bezahlt": (3900, 3900, "MONTH"),
    "Das Jahresgehalt beginnt bei 72.000 Euro.": (72000, None, "YEAR"), "Das Honorar beträgt 42 € je Zeitstunde.": (42, 42, "HOUR"), "Ein Gehalt von 3.400 Euro zahlen wir dreizehnmal im Jahr.": (3400, 3400, "MONTH"),
    "Vergütung nach unseren Stundensätzen (13,90 € ohne, 15,10 € mit Bachelor je Stunde)": (13.9, 15.1, "HOUR"), "Sie erhalten mtl. 540 Euro.": (540, 540, "MONTH"), "Sie erhalten einmalig 540 Euro für Ihren Umzug.": None,
    # no pay
    "Wir zahlen nach TVöD.<br>Sie betreuen Lizenzen für 250.000 Euro im Jahr.": None, "Weihnachtsgeld von 2.500 Euro brutto": None, "Wohnheimplatz (ab 210 Euro im Monat)": None, "Pflege der Verträge (120.000 Euro im Jahr)": None, "Bei Weiterempfehlung zahlen wir 1.000 Euro.": None,
    "Die Rufbereitschaft wird extra vergütet (180 € pro Woche).": None, "Sie verwalten 1.200 Bezügefälle mit je 3.500 Euro im Monat.": None, "Willkommensbonus: 2.000 Euro brutto": None, "Sie verantworten einen Etat von 120.000 Euro im Jahr.": None, "Entgeltumwandlung bis 300 Euro im Monat": None,
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


@pytest.mark.parametrize("beside", ["Ihre Vorgesetzte (EG 14) leitet die Abteilung seit 2019.", "Das Team: drei Kolleginnen in EG 9b, einer in EG 11.", "Sie leiten ein Team von acht Personen (EG 7–EG 9c).", "Ihr Vorgänger war in EG 12 eingruppiert.", "Die Stellvertretung (EG 8) ist bereits besetzt.",
    "Für Architektinnen gibt es Stellen bis EG 13 TVöD; sie werden gesondert ausgeschrieben.", "Kollegen berichten: „Ich habe in EG 6 angefangen und bin heute in EG 11.“", "Bis 2024 war die Stelle mit EG 9b bewertet.", "Sie prüfen Stellenbewertungen von EG 5 bis EG 15.", "Bei Bewährung folgt EG 11.",
    "Wenn Sie den Lehrgang bestehen, werden Sie nach EG 11 höhergruppiert.", "Parallel suchen wir eine Systemadministration (EG 9b), Kennziffer 12.", "Unsere Azubis steigen nach der Prüfung in EG 7 ein.", "Drei Sachgebiete mit jeweils eigener Leitung (EG 12), eine Assistenz und zwei Auszubildende."])
def test_grades_of_others_are_not_the_posts(beside: str) -> None:
    assert [(g.scheme, g.min, g.max) for g in facts(f"Vergütung nach EG 10 TVöD</p><p>{beside}").pay_grades] == [("TVöD", "EG 10", "EG 10")]
    assert [g for g in facts(beside).pay_grades if g.min or g.max] == []


def test_grades_after_a_training_are_not_the_trainings() -> None:
    text = "Wir zahlen nach TVAöD. Nach der Ausbildung übernehmen wir dich in EG 8 TVöD.<br>1. Ausbildungsjahr: 1.293,26 €<br>2. Ausbildungsjahr: 1.343,20 €"
    made = facts(text, title="Ausbildung Fachinformatiker (m/w/d)")
    assert [(g.scheme, g.min) for g in made.pay_grades] == [("TVAöD", None)]
    assert made.base_salary is not None
    assert (made.base_salary.min, made.base_salary.max, made.base_salary.unit) == (1293.26, 1343.2, "MONTH")
