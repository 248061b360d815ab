"""What stands beside the title: the reference, the number of posts, the kind of post; in many authors' words."""

import pytest

from tests.pipeline.facts import facts

OPENINGS: dict[str, int | None] = {
    "Das Rechenzentrum sucht zum 15.10.2026 zwei studentische Hilfskräfte (m/w/d).": 2, "Wir suchen zwei kommunikationsstarke Kolleginnen (m/w/d).": 2,
    "Es stehen vier Ausbildungsplätze zur Verfügung.": 4, "Zwei Stellen warten auf Sie.": 2, "Wir suchen insgesamt 3 neue Kolleginnen und Kollegen.": 3,
    "Wir bilden 2027 vier Fachinformatikerinnen und Fachinformatiker aus.": 4, "Wir suchen gleich zweimal Verstärkung.": 2, "Wir suchen 2x Systemadministrator (m/w/d).": 2,
    "Wir suchen ab sofort 2 IT-Administratoren.": 2, "Es sollen zwei Personen eingestellt werden.": 2, "Es handelt sich um zwei Stellen.": 2, "We have three openings.": 3,
    "Umfang: 2 Stellen à 39 Stunden": 2, "Wir suchen zwei bis drei Personen.": None, "Wir suchen 1-2 Kolleg:innen.": None, "Wir suchen mehrere Kolleginnen.": None,
    "Zwei Standorte, ein Team: Wir suchen eine Kollegin.": None, "Im Team arbeiten zwei Administratoren.": None, "Sie arbeiten mit drei Kolleginnen zusammen.": None,
    "Unser Team besteht aus acht Kolleginnen und Kollegen.": None, "Wir sind 12 Kolleginnen und Kollegen.": None, "Wir suchen eine Person mit zwei Jahren Erfahrung.": None,
    "Wir suchen jemanden, der drei Server betreut.": None, "Wir bieten zwei Homeoffice-Tage.": None, "Wir betreuen 40 Schulen mit 3 Stellen.": None,
    "Zum Stellenumfang: 2,5 Stellen sind zu besetzen.": None, "Führung von zwei Teams mit 8 Stellen.": None, "Es ist eine Stelle zu besetzen.": None,
    "Bewerbungen nehmen wir an, bis beide Stellen besetzt sind.": 2, "Bis die beiden Systeme umgestellt sind, helfen Sie mit.": None,
    "Es ist 1 Stelle zu besetzen.": 1, "Wir suchen für zwei unserer Standorte eine Fachkraft.": None, "Wir suchen eine Kollegin, die unsere zwei Azubis begleitet.": None,
    "Wir bieten acht Fachkräften eine Heimat und suchen Sie.": None, "Jedes Jahr stellen wir fünf Auszubildende ein.": None, "Unsere 3 Azubis freuen sich auf dich.": None,
    "Sie leiten ein Team mit 5 Stellen.": None, "Die IT hat 14 Stellen.": None, "Mit 200 Mitarbeitenden betreuen wir 30 Kommunen.": None, "Ein Platz ist noch frei.": None,
    "Noch 1 Platz frei!": 1, "Pro Jahr vergeben wir zehn Plätze.": None, "Die Stelle ist auch mit zwei Teilzeitkräften besetzbar.": None,
    "Die Stelle kann mit zwei Teilzeitkräften besetzt werden.": None, "Vorstellungsgespräche: 2 Termine sind noch frei": None,
    "Sie arbeiten im Wechsel an drei Arbeitsplätzen.": None, "Betreuung von 500 Arbeitsplätzen": None, "Wir erweitern unser Team um zwei Stellen.": 2,
    "Für das Rechenzentrum suchen wir zwei IT-Systemtechnikerinnen oder IT-Systemtechniker": 2, "Wir suchen Sie! 2 x IT-Support (m/w/d)": 2,
    "Zur Verstärkung unseres Teams IT-Service suchen wir zum nächstmöglichen Zeitpunkt 2 engagierte IT-Systemelektroniker:innen (m/w/d) in Vollzeit.": 2,
    "Der Zweckverband sucht zum 01.08.2026 für die Abteilung Netze zwei<br><b>Netzwerktechniker (m/w/d)</b>": 2,
    "Im Hauptamt sind zwei Vollzeitstellen (je 39 Stunden) und eine Teilzeitstelle zu besetzen.": None, "Wir suchen Verstärkung für unser zehnköpfiges Team.": None,
    "Wir suchen eine IT-Fachkraft für unser Team aus fünf Kolleginnen und Kollegen.": None, "Ab August 2027 bieten wir zwei jungen Menschen einen Ausbildungsplatz.": 2,
    "2027 stellen wir vier duale Studierende ein.": 4, "Unser Zentrum betreut mit 12 Stellen rund 40 Schulen. Zur Verstärkung suchen wir eine Fachkraft.": None,
    "In der Abteilung sind 14 Stellen eingerichtet; eine davon ist zu besetzen.": None, "Die Abteilung hat fünf Beschäftigte. Wir suchen eine weitere Person.": None,
    "Die Stelle ist grundsätzlich teilbar; bei zwei Teilzeitkräften stimmen Sie sich ab.": None, "Sie führen zwei Mitarbeitende.": None,
    "Sie leiten ein Team von acht Personen.": None, "Wir suchen eine Leitung für vier Sachgebiete mit 30 Stellen.": None,
    "Es werden 2 Sachbearbeiter*innen (w/m/d) gesucht.": 2, "Wir suchen dich und vier weitere Talente!": None, "Wir schaffen zwei neue Stellen im Support.": 2,
    "Unser Service Desk wächst um zwei Stellen.": 2, "Zwei (2) Stellen sind zu besetzen.": 2, "Es sind 2 (zwei) Stellen zu besetzen.": 2, "Stellenumfang: 1,0 VZÄ": None,
    "Umfang: 1 Stelle mit 39 Stunden": 1, "Wir suchen: 2 x Netzwerkadministrator:in": 2, "Die Stadt schreibt zwei Stellen aus.": 2,
    "Es sind noch zwei von fünf Plätzen frei.": None, "Unsere beiden Stellen sind unbefristet.": None, "Bewerben Sie sich auf eine der drei Stellen.": 3,
    "Für das Team werden drei weitere Fachkräfte eingestellt.": 3, "Wir erweitern das Team um zwei Entwickler (m/w/d).": 2,
    "Die Probezeit beträgt sechs Monate, zwei Stellen haben wir nicht.": None, "Wir suchen für 3 Jahre eine Fachkraft.": None,
    "Wir suchen zum 1. 8. 2026 IT-Fachkräfte.": None, "Wir suchen 2026 Verstärkung.": None, "Wir suchen 40 Stunden die Woche Herausforderungen.": None,
    "Wir bieten zwei Fachkräften pro Jahr eine Fortbildung.": None, "Bei uns arbeiten Menschen aus zwölf Nationen.": None,
    "Zwei Menschen, die im Vorstellungsgespräch sitzen: Frau A und Herr B.": None, "Sie unterstützen zwei Kollegen bei der Einführung.": None,
    "Du lernst zwei weitere Azubis kennen.": None, "Wir bilden derzeit vier Azubis aus.": None, "Wir bilden seit 20 Jahren aus.": None,
    "Das Projekt umfasst vier Stellen.": None, "Der Stellenplan sieht drei Stellen vor.": None,
}
REFERENCES: dict[str, str | None] = {
    "Bewerbung mit Lebenslauf an uns, Nr. 26/31.": "26/31", "Bewerbungen bitte bis Freitag (Kennwort: Bezüge Nord).": "Bezüge Nord", "Bewerbung nach der Satzung Nr. 12/2020": None,
    "Kennung: adm-26": "adm-26", "Kennung adm-26": "adm-26", "Betreff: SysAdmin-26": "SysAdmin-26", "Stellenausschreibung 15/2026": None, "Kennziffer(n): 12": "12",
    "Req-ID 55-12": "55-12", "Interamt-Angebots-ID: 1234567": "1234567", "Angebots-ID 1234567": "1234567", "Angebots-Nr. 1234": "1234", "Planstellennummer: 10.12": "10.12",
    "Code: DEV-26": "DEV-26", "Bewerbungscode: DEV-26": "DEV-26", "Kennziffer: SB E-Akte": "SB E-Akte", "Kennziffer: #2026-12": "2026-12",
    "Bitte im Betreff die Kennziffer angeben.": None, "Bitte geben Sie die Kennziffer an.": None, "Steuerung über Kennzahlen: 12 KPIs": None,
    "Erstellen von Kennzahlen und Berichten": None, "Referenzen: 3 Projekte": None, "Referenzen zu 2 Projekten": None, "Az.: siehe Betreff": None,
    "Unsere Stellennummerierung ist einfach.": None, "Kfz-Kennzeichen sind Ihr Thema.": None, "Rufnummer 115": None, "Steuernummer: 12/345": None,
    "USt-IdNr.: DE123456789": None, "Hausnummer 5": None, "Raum-Nr. 12": None, "Bewerbung unter dem Betreff Bewerbung": None,
    "Stichwort Digitalisierung: Wir treiben sie voran.": None, "Das Kennwort vergibt die IT, Zugriff auf Kennwörter ist geregelt.": None,
    "Zurücksetzen von Kennwörtern und Kennwort-Richtlinien": None, "Vergabe von Kennwort und Benutzer": None, "Pflege der Referenzarchitektur 2.0": None,
    "Konto-Nr. 1234, Postfach 1234": None, "Wir arbeiten nach ISO 27001, Referenz BSI 200-2": None, "Bitte im Betreff angeben: SYS-26-04": "SYS-26-04",
    "Kennziffer bitte immer angeben: 26/04": "26/04", "Kennziffer (bitte angeben): 26/04": "26/04", "Az: 10.20.04": "10.20.04",
    "Kennziffer: 26-04 – Entgeltgruppe 10": "26-04", "Geschäftszeichen (bitte stets angeben): Z1-7/26": "Z1-7/26", "Position ID: 7-26": "7-26", "Reference code: 7-26": "7-26",
    "Requisition ID 7726": "7726", "Bitte nennen Sie uns die Kennziffer und Ihren frühesten Eintrittstermin.": None,
    "Ohne Kennziffer können wir Ihre Bewerbung nicht zuordnen.": None, "Kennziffer siehe oben": None, "Das Kennwort erhalten Sie per Post.": None,
    "Sie pflegen Kennzahlen, Reports und Aktenzeichen 24/7.": None, "Referenzen von 3 Arbeitgebern bitte beifügen.": None,
    "Zuständig ist das Referat 21, Az. wird vergeben.": None, "Tel. 0000 1234, Zimmer Nr. 12": None, "Konfektionierung nach Stückliste Nr. 12": None,
    "Nummer 1 in der Region": None, "Die Nummer 1 im Norden": None, "Unter Nummer 115 erreichen Sie uns.": None, "Sie finden uns unter der Nummer 0000 1234.": None,
    "Ausbildung nach Verordnung Nr. 12/2020": None, "Codequalität: 100 %": None, "Programmiersprachen: C++17, Code: sauber": None,
    "Zertifikat AZ-104 oder AZ 900 von Vorteil": None, "BSI-Standard 200-2, ISO/IEC 27001, Az-104": None, "Kfz-Kennzeichen ST-AB 123": None,
    "Verwaltung der Kfz-Kennzeichen: 1.000 Vorgänge": None, "Vorgangsnummern vergeben Sie automatisch.": None, "Betreff: Ihre Bewerbung": None,
    # a note in quotation marks, the word before its label, names of portals and of laws
    "Bitte mit dem Vermerk „DMS 03/27“ senden.": "DMS 03/27", "Unterlagen mit dem Zusatz »Amt 11-2027« an uns.": "Amt 11-2027", "Bitte mit dem Vermerk „Vertraulich“ senden.": None,
    "Nennen Sie „Datenfuchs“ als Kennwort.": "Datenfuchs", "Inserats-ID: m-12-sued": "m-12-sued", "Referenzcode: ERP#7": "ERP#7", "Bewerbungskennzahl: 4411": "4411",
    "Nennen Sie bitte die Projektnummer PB-2701-X.": "PB-2701-X", "Die Ausschreibung hat die laufende Nummer 31/2027.": "31/2027", "Betreff: Bewerbung NET-2027-04": "NET-2027-04",
    "Wir sind die Nummer 1 unter den Stellen im Land.": None, "Grundlage ist der Erlass vom 3. Mai, Az. 41-0200.": None, "Ziffer 4 der Richtlinie regelt das.": None,
}
KINDS = {
    "stud. Mitarbeiter (m/w/d) Datenpflege": "student_job", "stud. Hilfskraft für das Medienlabor": "student_job",
    "Kein passender Job dabei?": "speculative", "Einstiegsqualifizierung (EQ) Fachinformatik": "job", "Berufsausbildung Fachinformatiker": "apprenticeship",
    "Verbundausbildung Fachinformatiker (m/w/d)": "apprenticeship", "Teilzeitausbildung Fachinformatiker (m/w/d)": "apprenticeship",
    "Duale*r Student*in Informatik (m/w/d)": "dual_study", "DHBW-Student (m/w/d) Informatik": "dual_study", "Inspektoranwärter/in Verwaltungsinformatik": "dual_study",
    "Beamtenanwärter*in (m/w/d) Verwaltungsinformatik": "dual_study", "StudiumPlus Informatik (m/w/d)": "dual_study",
    "Bachelorstudium Verwaltungsinformatik (m/w/d)": "dual_study", "Werksstudent:in (m/w/d)": "student_job", "Student (m/w/d) für den IT-Support": "student_job",
    "Studentin / Student (m/w/d) als Aushilfe": "student_job", "Student*in (m/w/d) Webentwicklung": "student_job", "Studierende (m/w/d) für den Service Desk": "student_job",
    "Wissenschaftliche/r Mitarbeiter/in": "job", "HiWi IT": "student_job", "Graduate Programme IT": "trainee",
    "Freiwilliges Jahr in Wissenschaft, Technik und Nachhaltigkeit (FJN)": "volunteer", "Ausbildungsleitung (m/w/d)": "job", "Ausbilder (m/w/d) Fachinformatik": "job",
    "Ausbildungsbeauftragte (m/w/d) IT": "job", "Hauptamtliche Ausbilderin (m/w/d)": "job", "Koordination Ausbildung und duales Studium (m/w/d)": "job",
    "Sachbearbeiter (m/w/d) Ausbildung": "job", "Personalreferent (m/w/d) Ausbildung und Recruiting": "job", "Referent (m/w/d) Nachwuchskräfte": "job",
    "Betreuer (m/w/d) Praktika und Traineeprogramme": "job", "Projektmanager (m/w/d) Campus-Management Studium": "job",
    "Sachbearbeiter (m/w/d) Studierendensekretariat": "job", "Anwendungsbetreuer (m/w/d) Studierendenverwaltung": "job",
    "Softwareentwickler (m/w/d) für Studierendenportal": "job", "IT-Administrator Hochschule / Studium und Lehre (m/w/d)": "job",
    "Mitarbeiter (m/w/d) Talentmanagement": "job", "Recruiter (m/w/d) Talent Acquisition": "job", "Mitarbeiter (m/w/d) Interne Revision": "job",
    "Referent (m/w/d) interne Kommunikation": "job", "Intern: Systemadministrator (m/w/d)": "job", "Internal Auditor (m/w/d)": "job",
    "Administrator (m/w/d) Internet und Intranet": "job", "Leitung (m/w/d) Freiwilligenagentur": "job", "Fachinformatiker (m/w/d) nach der Ausbildung": "job",
    "Fachinformatiker mit abgeschlossener Ausbildung": "job", "Junior Administrator – direkt nach dem Studium (m/w/d)": "job", "Absolvent (m/w/d) Informatik": "job",
    "Sachbearbeiter (m/w/d) Aus- und Fortbildung": "job", "Initiativenmanager (m/w/d)": "job", "Koordinator (m/w/d) Digitalinitiative": "job",
    "Fachinformatiker (m/w/d) als Ausbilder": "job", "Sachbearbeitung BAföG und Studium (m/w/d)": "job", "Systembetreuer (m/w/d) Dual-Use": "job",
    "Dozent (m/w/d) Studiengang Verwaltungsinformatik": "job", "Professor (m/w/d) duale Studiengänge": "job", "Mitarbeiter Ausbildung (m/w/d)": "job",
    "Schulsozialarbeit Praktikumsbetreuung (m/w/d)": "job", "Student/in (m/w/d)": "student_job", "Studentin/Student (m/w/d) für Projektarbeit": "student_job",
    "Studenten (m/w/d) gesucht": "student_job", "Bachelor of Laws (m/w/d)": "job", "IT-Sachbearbeiter (m/w/d) Prüfungs- und Studierendenverwaltung": "job",
    "Koordinator (m/w/d) duales Studium": "job", "Bachelorand (m/w/d)": "job", "Abschlussarbeit / Bachelorarbeit im Bereich KI": "job",
    "Projektleitung (m/w/d) Ausbildungsportal": "job", "Fachinformatiker (m/w/d) Ausbildungsmanagement": "job",
    "Produktmanager (m/w/d) Bewerbermanagement & Ausbildung": "job", "Teamleitung (m/w/d) Ausbildung": "job", "Leiter Aus- und Weiterbildung": "job",
    "Mitarbeiter (m/w/d) Personalentwicklung / Ausbildung": "job", "IT-Ausbilder (m/w/d)": "job", "Quereinsteiger (m/w/d) Softwareentwicklung": "job",
    "Werkstudent (m/w/d) Ausbildung & Personal": "student_job", "Ferienjob IT (m/w/d)": "student_job", "Aushilfe (m/w/d) im Rollout": "job",
    "Studierende als Aushilfen Wahl-IT": "student_job", "Sachbearbeiter:in Freiwilligenmanagement": "job", "Programmierer (m/w/d) für Praktikumsbörse": "job",
    "Referent Hochschulen und Studium": "job",
}


@pytest.mark.parametrize(("text", "count"), OPENINGS.items())
def test_openings(text: str, count: int | None) -> None:
    assert facts(text).openings == count


@pytest.mark.parametrize(("text", "reference"), REFERENCES.items())
def test_references(text: str, reference: str | None) -> None:
    assert facts(text).identifier == reference


@pytest.mark.parametrize(("title", "kind"), KINDS.items())
def test_kinds(title: str, kind: str) -> None:
    assert facts(title=title).kind.value == kind


def test_a_reference_is_worth_more_than_a_portals_number() -> None:
    assert facts("Job merken | Drucken | Job-ID 4418207</p><p>Bewerbung unter der Kennziffer 2026_10_31.").identifier == "2026_10_31"
    assert facts("Angebots-ID 4418207").identifier == "4418207"


def test_a_number_at_the_end_of_a_line_counts_what_the_next_one_names() -> None:
    assert facts("Wir suchen zum nächstmöglichen Zeitpunkt zwei</p><h2>Sicherheitsanalystinnen / Sicherheitsanalysten (m/w/d)</h2><p>in Vollzeit.").openings == 2


def test_an_apprenticeship_is_known_by_two_of_its_conditions() -> None:
    occupation = "Fachinformatiker*in Systemintegration (m/w/d) 2027"
    assert facts("Ausbildungsbeginn: 01.08.2027</p><p>Die Berufsschule ist in Soest.", title=occupation).kind.value == "apprenticeship"
    assert facts("Deine Ausbildungsdauer: drei Jahre, Vergütung nach TVAöD", title=occupation).kind.value == "apprenticeship"
    assert facts("Sie begleiten unsere Azubis zur Berufsschule.", title=occupation).kind.value == "job"
    assert facts("Abgeschlossene Ausbildung; Ausbildungsvergütung und Berufsschule kennen Sie.", title="Referent (m/w/d) Ausbildung").kind.value == "job"


@pytest.mark.parametrize(("markup", "reference"), [("Az.:</p><p>76/26", "76/26"), ("Kennzahl</p><p>KD_20_2026", "KD_20_2026"), ("Referenz-Nr.:</p><p>Wir freuen uns auf Sie und Ihre Bewerbung im Portal.", None)])
def test_a_label_may_be_a_block_of_its_own(markup: str, reference: str | None) -> None:
    assert facts(markup).identifier == reference


def test_both_forms_of_people_are_counted() -> None:
    assert facts("Gesucht werden drei Informatikerinnen/Informatiker!").openings == 3
