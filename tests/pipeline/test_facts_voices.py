"""The same facts in many authors' voices, labelled before the rules met them. The ads are published on 1 March 2026."""

from datetime import date
from typing import Any

import pytest

from tests.pipeline.facts import facts

D = date
EMPLOYER = "Kommunale IT Beispielau AöR (KIB)"

TITLES = {
    "Wir suchen zum 01.04.2027 eine*n Systemadministrator*in (m/w/d) für das Rechenzentrum": "Systemadministrator*in (m/w/d) für das Rechenzentrum",
    "Stellenausschreibung Nr. 12/2026 – IT-Koordinator (m/w/d)": "IT-Koordinator (m/w/d)",
    "Stellenausschreibung 12/2026: IT-Koordinator (m/w/d)": "IT-Koordinator (m/w/d)",
    "Werden Sie Teil unseres Teams als Netzwerkspezialist*in (m/w/d)": "Netzwerkspezialist*in (m/w/d)",
    "Werden Sie Teil von uns als Netzwerkspezialist (m/w/d)!": "Netzwerkspezialist (m/w/d)",
    "Fachinformatiker/in (m/w/d) (EG 10 TVöD, Vollzeit, unbefristet)": "Fachinformatiker/in (m/w/d)",
    "IT-Systemtechniker (w/m/d) | Kassel | Homeoffice": "IT-Systemtechniker (w/m/d)",
    "2 x Sachbearbeiter*in Digitalisierung (m/w/d)": "Sachbearbeiter*in Digitalisierung (m/w/d)",
    "Data Engineer (m/w/d) / Dateningenieur:in (m/w/d)": "Data Engineer (m/w/d) / Dateningenieur:in (m/w/d)",
    "Systemadministrator*in (m/w/d) Team Basisdienste": "Systemadministrator*in (m/w/d) Team Basisdienste",
    "Wir suchen Sie als Softwareentwickler (m/w/d)": "Softwareentwickler (m/w/d)",
    "Wir suchen dich! Softwareentwickler*in (m/w/d)": "Softwareentwickler*in (m/w/d)",
    "Wir suchen Verstärkung: Fachinformatiker (m/w/d)": "Fachinformatiker (m/w/d)",
    "Zum nächstmöglichen Zeitpunkt suchen wir eine/n IT-Administrator/in (m/w/d)": "IT-Administrator/in (m/w/d)",
    "Ab sofort: IT-Administrator (m/w/d)": "IT-Administrator (m/w/d)",
    "Ab sofort gesucht - IT-Administrator (m/w/d)": "IT-Administrator (m/w/d)",
    "Die Stadt Musterhausen sucht eine IT-Fachkraft (m/w/d)": "IT-Fachkraft (m/w/d)",
    "Der Zweckverband sucht zum nächstmöglichen Zeitpunkt zwei IT-Fachkräfte (m/w/d)": "IT-Fachkräfte (m/w/d)",
    "Sachbearbeiter (m/w/d) für den Bereich IT-Einkauf in Teilzeit (19,5 Std./Woche)": "Sachbearbeiter (m/w/d) für den Bereich IT-Einkauf",
    "Sachbearbeitung IT-Vergabe (m/w/d) - Entgeltgruppe 9b TVöD - Bewerbungsfrist 15.04.2026": "Sachbearbeitung IT-Vergabe (m/w/d)",
    "Projektmanager (m/w/d) E-Akte – befristet auf zwei Jahre": "Projektmanager (m/w/d) E-Akte",
    "Projektmanager (m/w/d) E-Akte, zunächst befristet": "Projektmanager (m/w/d) E-Akte",
    "Projektmanager (m/w/d) E-Akte (befristet, 24 Monate)": "Projektmanager (m/w/d) E-Akte",
    "Teamleitung Client-Management (m/w/d) – Führung auf Probe": "Teamleitung Client-Management (m/w/d) – Führung auf Probe",
    "Stellvertretende Leitung (m/w/d) des Sachgebiets IT-Infrastruktur": "Stellvertretende Leitung (m/w/d) des Sachgebiets IT-Infrastruktur",
    "IT-Support-Mitarbeiter*in (m/w/d) in Lemgo oder Paderborn": "IT-Support-Mitarbeiter*in (m/w/d)",
    "IT-Support-Mitarbeiter*in (m/w/d) für unseren Standort in Detmold": "IT-Support-Mitarbeiter*in (m/w/d)",
    "IT-Support-Mitarbeiter*in (m/w/d) im Home-Office oder in Siegburg": "IT-Support-Mitarbeiter*in (m/w/d)",
    "Paderborn - IT-Support (m/w/d)": "IT-Support (m/w/d)",
    "Java-Entwickler (w/m/d) | unbefristet | bis EG 12 | 30 Tage Urlaub": "Java-Entwickler (w/m/d)",
    "Java-Entwickler*in (w/m/d) – hybrid oder vor Ort in Gießen": "Java-Entwickler*in (w/m/d)",
    "Java-Entwickler:in (w/m/d), Vollzeit/Teilzeit, ab 01.06.2026": "Java-Entwickler:in (w/m/d)",
    "Java-Entwickler (w/m/d) mit Option auf Verbeamtung": "Java-Entwickler (w/m/d)",
    "Referent/-in (m/w/d) Informationssicherheit [2026-0042]": "Referent/-in (m/w/d) Informationssicherheit",
    "Referent/-in (m/w/d) Informationssicherheit (Kenn-Nr. 2026-0042)": "Referent/-in (m/w/d) Informationssicherheit",
    "Referent (m/w/d) Informationssicherheit – Kennzahl 17": "Referent (m/w/d) Informationssicherheit",
    "Kennziffer: 33/26 – Referent (m/w/d) Informationssicherheit": "Referent (m/w/d) Informationssicherheit",
    "IT-Sicherheitsbeauftragte*r": "IT-Sicherheitsbeauftragte*r",
    "Beschäftigte*r in der Anwendungsbetreuung (m/w/d)": "Beschäftigte*r in der Anwendungsbetreuung (m/w/d)",
    "Beamtin/Beamter (m/w/d) im gehobenen technischen Dienst": "Beamtin/Beamter (m/w/d) im gehobenen technischen Dienst",
    "SACHBEARBEITER/-IN IT-SERVICE (W/M/D)": "Sachbearbeiter/-in IT-Service (w/m/d)",
    "MITARBEITERIN/MITARBEITER (M/W/D) FÜR DIE TELEFONIE": "Mitarbeiterin/Mitarbeiter (m/w/d) für die Telefonie",
    "Berufserfahrene Netzwerkadministratoren (m/w/d)": "Berufserfahrene Netzwerkadministratoren (m/w/d)",
    "Ausbildung als Fachinformatiker*in für Systemintegration (m/w/d) ab 1. August 2027": "Ausbildung als Fachinformatiker*in für Systemintegration (m/w/d)",
    "3 Auszubildende (m/w/d) Fachinformatik": "Auszubildende (m/w/d) Fachinformatik",
    "Duales Studium Verwaltungsinformatik (B.Sc.) ab Wintersemester 2026/27": "Duales Studium Verwaltungsinformatik (B.Sc.)",
    "Trainee (m/w/d) IT-Projektmanagement ab Herbst 2026": "Trainee (m/w/d) IT-Projektmanagement",
    "Werkstudent*in (m/w/d) Softwaretest – 15-20 h/Woche": "Werkstudent*in (m/w/d) Softwaretest",
    "Product Owner (m/f/d)": "Product Owner (m/f/d)",
    "Cloud Architect (all genders) - remote within Germany": "Cloud Architect (all genders)",
    "SAP-Basis-Administrator/in (m/w/d) ++ EG 11 ++ unbefristet ++": "SAP-Basis-Administrator/in (m/w/d)",
    "SAP-Basis-Administrator/in (m/w/d) – A 11 SHBesO/EG 11 TV-L": "SAP-Basis-Administrator/in (m/w/d)",
    "SAP-Basis-Administrator/in (m/w/d) – Entgelt nach TVöD VKA EG 11": "SAP-Basis-Administrator/in (m/w/d)",
    "SAP-Basis-Administrator/in (m/w/d) (bis zu EG 11 TV-V)": "SAP-Basis-Administrator/in (m/w/d)",
    "Fachkraft (m/w/d) für Geodaten beim Zweckverband": "Fachkraft (m/w/d) für Geodaten beim Zweckverband",
    "IT-Berater*in (m/w/d) Kita-Fachverfahren bei der KIB": "IT-Berater*in (m/w/d) Kita-Fachverfahren",
    "IT-Berater (m/w/d) - Kommunale IT Beispielau AöR": "IT-Berater (m/w/d)",
    "Kommunale IT Beispielau AöR sucht IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "Deine neue Herausforderung: IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "Gestalten Sie mit uns die Zukunft als IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "Unterstützen Sie uns als IT-Berater (m/w/d)!": "IT-Berater (m/w/d)",
    "Mit Herz und Verstand: IT-Berater*in (m/w/d)": "IT-Berater*in (m/w/d)",
    "Interne und externe Ausschreibung: IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "Wiederholungsausschreibung IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "Erneute Ausschreibung: IT-Berater (m/w/d)": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) - Quereinsteiger willkommen": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) (Quereinstieg möglich)": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) mit Homeoffice-Möglichkeit": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) * Voll- oder Teilzeit * Minden": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) – Dienstort Minden/Herford": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) – Arbeitsort: Minden": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) – Stellenumfang 100 %": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) mit 50 % der regelmäßigen Arbeitszeit": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) – Start: sofort": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) als Mutterschutz- und Elternzeitvertretung": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) für 24 Monate": "IT-Berater (m/w/d)",
    "IT-Berater (m/w/d) – Schwerpunkt Meldewesen": "IT-Berater (m/w/d) – Schwerpunkt Meldewesen",
    "IT-Berater (m/w/d) | Fachbereich Soziales": "IT-Berater (m/w/d) | Fachbereich Soziales",
    "Systemadministrator - Schwerpunkt Linux - (m/w/d)": "Systemadministrator - Schwerpunkt Linux - (m/w/d)",
    "Mitarbeiter Empfang (m/w/d) Minijob": "Mitarbeiter Empfang (m/w/d)",
}
PLACES: dict[str, list[str]] = {
    "Dienstort ist Bad Oeynhausen.": ["Bad Oeynhausen"], "Die Stelle ist am Standort Siegburg zu besetzen.": ["Siegburg"], "Sitz der Dienststelle ist Schwerin.": ["Schwerin"], "Einsatzort: Lemgo oder Paderborn": ["Lemgo", "Paderborn"],
    "Wir suchen Sie in unserer Geschäftsstelle in Krefeld.": ["Krefeld"], "Ihr Arbeitsplatz befindet sich in Neuss.": ["Neuss"], "Ihr künftiger Arbeitsort: Detmold": ["Detmold"], "Arbeitsort ist unser Verwaltungsgebäude in der Bielefelder Straße 12 in Herford.": ["Herford"],
    "Einsatzort: Kölner Straße 44, 57072 Siegen": ["Siegen"], "Adresse des Arbeitsplatzes: Hannoversche Allee 3, 30880 Laatzen": ["Laatzen"], "Dienstsitz: Gütersloh, Ortsteil Isselhorst": ["Gütersloh"], "Der Dienstort ist Berlin-Lichtenberg.": ["Berlin"],
    "Der Einsatz erfolgt an unseren Standorten Bochum und Herne.": ["Bochum", "Herne"], "Sie arbeiten an einem unserer drei Standorte in Kiel, Lübeck oder Flensburg.": ["Kiel", "Lübeck", "Flensburg"], "Dienstort ist je nach Wohnort Gießen, Kassel oder Darmstadt.": ["Gießen", "Kassel", "Darmstadt"],
    "Unser Hauptsitz ist in Dortmund, diese Stelle ist in Hagen angesiedelt.": ["Hagen"], "Der Verband hat seinen Sitz in Magdeburg. Dienstort der Stelle ist Stendal.": ["Stendal"], "Die Stelle ist unserer Außenstelle in Bautzen zugeordnet.": ["Bautzen"], "Die Stelle ist in der Regionalstelle Görlitz zu besetzen.": ["Görlitz"],
    "Beschäftigungsort ist Ansbach.": ["Ansbach"], "Beschäftigungsort: Ludwigsburg": ["Ludwigsburg"], "Tätigkeitsort: Reutlingen": ["Reutlingen"], "Als Dienstort kann Ulm oder Heilbronn gewählt werden.": ["Ulm", "Heilbronn"], "Standort: Potsdam (Homeoffice an drei Tagen möglich)": ["Potsdam"],
    "Wo du arbeitest: im Herzen von Göttingen.": ["Göttingen"], "Unser Büro mitten in Osnabrück wartet auf dich.": ["Osnabrück"], "Es erwartet Sie ein moderner Arbeitsplatz in Erlangen.": ["Erlangen"], "Zur Verstärkung unseres Teams in Braunschweig suchen wir einen Admin.": ["Braunschweig"],
    "Für den Standort Celle suchen wir Verstärkung.": ["Celle"], "An unserem Standort in Wolfenbüttel ist eine Stelle frei.": ["Wolfenbüttel"], "Wir stellen am Dienstort Frankfurt (Oder) ein.": ["Frankfurt (Oder)"], "Dienstort: Lutherstadt Eisleben": ["Lutherstadt Eisleben"], "Standort: Rheda-Wiedenbrück": ["Rheda-Wiedenbrück"],
    "Einsatzort ist die Kreisverwaltung in Montabaur.": ["Montabaur"], "Bei der Stadt Hameln ist eine Stelle zu besetzen.": ["Hameln"], "Der Kreis Lippe mit Sitz in Detmold sucht Verstärkung.": ["Detmold"], "Die Stadtverwaltung Bad Kreuznach sucht Verstärkung.": ["Bad Kreuznach"],
    "Place of work: Bremerhaven": ["Bremerhaven"], "You will be based in Heidelberg.": ["Heidelberg"], "Arbeitsort(e): Karlsruhe, Stuttgart": ["Karlsruhe", "Stuttgart"], "Dienststelle: Rathausplatz 1, 49074 Osnabrück": ["Osnabrück"], "Gearbeitet wird in Coburg.": ["Coburg"], "Ausbildungsort: Wetzlar": ["Wetzlar"],
    # the work is elsewhere
    "Dienstort ist Coburg; Dienstreisen nach Bamberg und Bayreuth gehören dazu.": ["Coburg"], "Sie betreuen unsere Kunden in Soest und Unna, Ihr Büro ist in Hamm.": ["Hamm"], "Standort Chemnitz. Die Berufsschule befindet sich in Leipzig.": ["Chemnitz"],
    "Zu unseren Kunden zählen Solingen und Remscheid.": [], "Sie haben an der Universität in Bonn studiert.": [], "Die Vorstellungsgespräche finden in Fulda statt.": [], "Der Datenschutzbeauftragte sitzt in Ulm.": [], "Unser zweites Rechenzentrum steht in Nürnberg.": [],
}
STARTS: dict[str, Any] = {
    "Zum nächstmöglichen Termin ist folgende Stelle zu besetzen:": "asap", "Eintrittstermin: nächstmöglich": "asap", "Beginn: ab sofort oder nach Vereinbarung": "asap", "Die Besetzung erfolgt zum frühestmöglichen Zeitpunkt.": "asap", "Die Stelle ist umgehend zu besetzen.": "asap",
    "baldmöglichst zu besetzen": "asap", "Einstellung: sofort": "asap", "Wir besetzen zum nächst möglichen Zeitpunkt eine Stelle.": "asap", "Start: so schnell wie möglich": "asap", "Sie können sofort anfangen.": "asap", "as soon as possible": "asap", "Wir suchen Sie ab sofort!": "asap",
    "Beginn: Zum nächstmöglichen Zeitpunkt, spätestens zum 01.09.2026": "asap",
    "Zum 01.05.26 suchen wir Sie.": D(2026, 5, 1), "Besetzbar ab 01.06.2026": D(2026, 6, 1), "Die Stelle ist ab dem 01.07.2026 zu besetzen.": D(2026, 7, 1), "Besetzungsdatum: 15.05.2026": D(2026, 5, 15), "Gewünschter Eintrittstermin: 1. August 2026": D(2026, 8, 1), "Ausbildungsstart am 01.09.2026": D(2026, 9, 1),
    "Der Dienstantritt ist für den 1. Juni 2026 vorgesehen.": D(2026, 6, 1), "Der Arbeitsbeginn ist für den 01.06.2026 geplant.": D(2026, 6, 1), "Die Stelle soll zum 01.10.2026 besetzt werden.": D(2026, 10, 1), "Wir stellen zum 01.09.2026 Auszubildende ein.": D(2026, 9, 1), "Beginn des Studiums: 01.10.2026": D(2026, 10, 1),
    "Einstellungsdatum 01.04.2026": D(2026, 4, 1), "Für die Zeit vom 01.06.2026 bis 31.05.2027 suchen wir eine Vertretung.": D(2026, 6, 1), "Die Beschäftigung beginnt zum 1. Mai 2026.": D(2026, 5, 1), "voraussichtlich ab Juli 2026 zu besetzen": D(2026, 7, 1), "zum 1.7.2026 oder später": D(2026, 7, 1),
    "Zum 01. April 2026 ist die Stelle einer Sachbearbeitung zu besetzen.": D(2026, 4, 1), "Das Arbeitsverhältnis beginnt am 01.06.2026.": D(2026, 6, 1), "Start date: 1 May 2026": D(2026, 5, 1), "Einstieg ab April 2026 möglich": D(2026, 4, 1),
    # no start
    "Zum 01.01.2026 wurden wir eine AöR.": None, "Ab 2027 ziehen wir um.": None, "Ab Mai 2026 gilt ein neuer Tarif.": None, "Die Software läuft seit April 2025.": None, "Wir reagieren schnellstmöglich auf Störungen.": None, "Im Juni 2026 startet das Projekt.": None,
    "Wir melden uns schnellstmöglich bei Ihnen.": None,
}
DEADLINES: dict[str, date | None] = {
    "Bewerbungen bis 12.04.2026 erbeten.": D(2026, 4, 12), "Wir freuen uns auf Ihre Bewerbung bis zum 19. April 2026.": D(2026, 4, 19), "Ausschreibungsende: 20.04.2026": D(2026, 4, 20), "Einsendeschluss ist Sonntag, der 29.03.26.": D(2026, 3, 29), "Bewerbungsende 15.04.26": D(2026, 4, 15),
    "Haben wir Ihr Interesse geweckt? Dann freuen wir uns auf Ihre Unterlagen bis So., 12.04.": D(2026, 4, 12), "Bewerben Sie sich online bis zum 31. März!": D(2026, 3, 31), "Die Frist zur Abgabe der Bewerbung endet am 24.04.2026.": D(2026, 4, 24), "Stichtag für den Eingang Ihrer Bewerbung ist der 10.04.2026.": D(2026, 4, 10),
    "Senden Sie uns Ihre vollständigen Unterlagen bis spätestens 17.04.2026.": D(2026, 4, 17), "Schluss der Bewerbungsfrist: 05.05.2026": D(2026, 5, 5), "Bewerbungsfrist bis 03.04.2026 (Eingang)": D(2026, 4, 3), "Letzter Tag der Bewerbung: 30.04.2026": D(2026, 4, 30), "Bewerbung möglich bis: 30. Apr. 2026": D(2026, 4, 30),
    "Ihre Bewerbung erreicht uns idealerweise bis zum 22. April 2026.": D(2026, 4, 22), "Wir erwarten Ihre Bewerbung bis Montag, 13.04.2026, 23:59 Uhr.": D(2026, 4, 13), "Bewerbungen, die nach dem 15.04.2026 eingehen, können nicht berücksichtigt werden.": D(2026, 4, 15), "Ende der Bewerbungsfrist: 2026-04-30": D(2026, 4, 30),
    "Bewerbungen nehmen wir noch bis Ende Mai 2026 entgegen.": D(2026, 5, 31), "Nutzen Sie bis zum 26.04.2026 unser Onlineformular.": D(2026, 4, 26), "Reichen Sie Ihre Bewerbung bitte bis 10.4.2026 ein.": D(2026, 4, 10), "Bewirb dich bis 7.6.": D(2026, 6, 7), "Meldeschluss: 30.04.2026": D(2026, 4, 30), "Veröffentlicht bis 30.04.2026": D(2026, 4, 30),
    "Ihr Interesse richten Sie bitte bis zum 14.04.2026 an die Personalabteilung.": D(2026, 4, 14), "Ihre Unterlagen erbitten wir bis zum 02.04.2026.": D(2026, 4, 2), "Bis 30. April 2026 bewerben": D(2026, 4, 30), "Closing date: 30 April 2026": D(2026, 4, 30), "Applications will be accepted until 15 May 2026.": D(2026, 5, 15),
    "Deine Bewerbung? Gern bis 11. April an karriere@example.org.": D(2026, 4, 11), "Die Ausschreibung ist bis einschließlich 12.04.2026 geöffnet.": D(2026, 4, 12), "Bewerbungsfrist verlängert bis 08.05.2026": D(2026, 5, 8), "Die Bewerbungsfrist beginnt am 05.03.2026 und endet am 05.04.2026.": D(2026, 4, 5),
    # no deadline
    "Wir haben bis zum 30.04.2026 Betriebsferien.": None, "Sie schließen Ihr Studium bis zum 30.09.2026 ab.": None, "Wir laden Sie bis zum 30.04.2026 zum Gespräch ein.": None, "Die Vertretung dauert bis 31.12.2026.": None, "Nachweise können Sie bis zum 15.05.2026 nachreichen.": None,
    "Wir melden uns bis zum 30.04.2026 bei Ihnen.": None, "Das Auswahlverfahren ist bis zum 15.05.2026 abgeschlossen.": None, "Der Tarifvertrag läuft bis zum 31.12.2026.": None,
}
SUMS: dict[str, tuple[float | None, float | None, str] | None] = {
    "Das Entgelt liegt zwischen 3.652,85 € und 5.150,60 € brutto monatlich.": (3652.85, 5150.60, "MONTH"), "Jahresbrutto: 48.000 - 63.000 EUR": (48000, 63000, "YEAR"), "EG 10 TVöD (derzeit 3.895,33 bis 5.496,24 Euro brutto im Monat)": (3895.33, 5496.24, "MONTH"),
    "Sie verdienen je nach Erfahrung 4.000 bis 5.500 Euro im Monat.": (4000, 5500, "MONTH"), "Die Ausbildungsvergütung beträgt im ersten Jahr 1.218,26 €, im zweiten 1.268,20 € und im dritten 1.314,02 €.": (1218.26, 1314.02, "MONTH"), "Jahresgehalt von bis zu 80.000 EUR": (None, 80000, "YEAR"),
    "Stundenlohn: 13,90 €": (13.9, 13.9, "HOUR"), "Vergütung: 15,20 € je Stunde": (15.2, 15.2, "HOUR"), "Monatsgehalt ab 3.900 € (Vollzeit)": (3900, None, "MONTH"), "Gehaltsspanne: 55.000 € bis 70.000 € p.a.": (55000, 70000, "YEAR"), "mindestens 45.000 Euro Jahresgehalt": (45000, None, "YEAR"),
    "Bruttojahresgehalt rund 60.000 Euro": (60000, 60000, "YEAR"), "Sie erhalten ein monatliches Praktikumsentgelt von 1.000 Euro.": (1000, 1000, "MONTH"), "salary: €60,000 - €75,000 per year": (60000, 75000, "YEAR"), "Gehalt 4.200,- Euro brutto": (4200, 4200, "MONTH"),
    # no pay
    "Arbeitgeberzuschuss zum Jobticket: 40 € monatlich": None, "Vermögenswirksame Leistungen in Höhe von 6,65 € monatlich": None, "Sie verantworten ein Budget von 250.000 Euro im Jahr.": None, "eine monatliche IT-Zulage in Höhe von 300 €": None, "Leasing eines Fahrrads bis 3.500 Euro": None,
    "Willkommensprämie von 2.000 Euro": None, "Sie bearbeiten Rechnungen bis 10.000 Euro.": None, "Sie erhalten eine Fahrtkostenerstattung von 50 € monatlich.": None, "Arbeitsmarktzulage von bis zu 1.000 Euro brutto monatlich": None, "ein Jahresumsatz von 45.000.000 Euro": None,
}
OPENINGS: dict[str, int | None] = {
    "Es sind zwei Stellen in Vollzeit zu besetzen.": 2, "Wir suchen ab sofort 2 Fachinformatiker (m/w/d).": 2, "Zum 01.09.2026 stellen wir drei Auszubildende ein.": 3, "Bei der Stadt sind zum 01.05.2026 drei Stellen als Sachbearbeitung (m/w/d) zu besetzen.": 3, "Wir suchen gleich zwei Verstärkungen.": 2,
    "Anzahl zu besetzender Stellen: 2": 2, "Anzahl: 3": 3, "Stellenanzahl: 2": 2, "zwei Planstellen": 2, "zwei Vollzeitstellen (je 39 Stunden)": 2, "Zu besetzen: 2 Stellen": 2, "Wir vergeben zum Herbst vier Ausbildungsplätze.": 4, "Wir haben 3 freie Stellen.": 3, "Wir suchen zwei engagierte Persönlichkeiten für unser Team.": 2,
    "Wir suchen zum nächstmöglichen Zeitpunkt zwei Mitarbeiter/innen (m/w/d).": 2, "Number of positions: 2": 2, "Die Ausschreibung umfasst zwei Stellen.": 2,
    # no number
    "2,0 VZÄ": None, "mehrere Stellen": None, "Wir suchen eine*n Auszubildende*n.": None, "1,5 Stellen": None, "Unser Team besteht aus sechs Kolleginnen und Kollegen.": None, "Wir bilden jedes Jahr 12 Auszubildende aus.": None, "Wir suchen Menschen mit zwei abgeschlossenen Ausbildungen.": None,
    "In unseren zwei Rechenzentren suchen wir Verstärkung.": None, "Auf 400 Stellen kommen 30 Auszubildende.": None, "Sie leiten zwei Teams mit 15 Kolleginnen und Kollegen.": None, "zwei Tage Homeoffice": None, "Wir bieten zwei zusätzliche freie Tage.": None, "Sie unterstützen zwei Kollegen.": None,
}
#: Title -> KldB and areas.
OCCUPATIONS: dict[str, tuple[str | None, list[str]]] = {
    "Linux-Systemadministrator*in (m/w/d)": ("433", ["operations"]), "Netzwerkadministrator (m/w/d)": ("433", ["networks"]), "Firewall-Administrator:in (m/w/d)": ("433", ["networks"]), "Softwareentwickler (m/w/d) Java": ("434", ["development"]),
    "Frontend-Developer (m/w/d)": ("434", ["development"]), "Webentwickler/in (m/w/d) TYPO3": ("434", ["development"]), "Anwendungsbetreuer*in (m/w/d) Sozialwesen": ("432", ["applications"]), "Mitarbeiter*in (m/w/d) Service Desk": ("432", ["applications"]), "First-Level-Support (m/w/d)": ("432", ["applications"]),
    "SAP-Berater (m/w/d) Finanzen": ("432", ["applications", "projects"]), "IT-Sicherheitsbeauftragte:r (m/w/d)": ("433", ["security"]), "Informationssicherheitsmanager (m/w/d)": ("433", ["security"]), "Datenschutzkoordinator (m/w/d)": (None, ["security"]), "Data Scientist (m/w/d)": (None, ["data"]),
    "GIS-Administrator*in (m/w/d)": (None, ["data"]), "Projektleiter*in (m/w/d) Digitalisierung": (None, ["projects"]), "IT-Projektmanager:in (m/w/d)": ("433", ["projects"]), "Sachbearbeiter*in (m/w/d) Personal": ("715", ["administration"]), "Finanzbuchhalter (m/w/d)": ("722", ["administration"]),
    "Jurist*in (m/w/d) Vergaberecht": ("731", ["administration"]), "Sekretariat der Geschäftsführung (m/w/d)": ("714", ["administration"]), "Organisationsberater (m/w/d)": ("713", ["projects"]), "Prozessmanager*in (m/w/d)": ("713", ["projects"]), "Ausbildung Fachinformatiker*in Systemintegration (m/w/d)": ("431", ["operations"]),
    "Datenbankadministrator (m/w/d) Oracle": ("433", ["operations"]), "Cloud Engineer (m/w/d)": (None, ["operations"]), "DevOps Engineer (m/w/d)": (None, ["operations", "development"]), "Telekommunikationstechniker*in (m/w/d)": ("433", ["networks"]), "Referent*in Öffentlichkeitsarbeit (m/w/d)": (None, []),
    "Controller (m/w/d)": ("722", ["administration"]), "Kundenberater*in (m/w/d) Kommunen": ("432", []), "Hausmeister (m/w/d)": (None, []), "Einkäufer*in IT (m/w/d)": (None, ["administration"]), "Testmanager (m/w/d)": (None, []), "Fachverfahrensbetreuer/in (m/w/d) Einwohnerwesen": ("432", ["applications"]),
    "Serveradministrator (m/w/d) Windows": ("433", ["operations"]), "IT-Architekt:in (m/w/d)": (None, []), "Vergabesachbearbeiter (m/w/d)": (None, ["administration"]), "Administrator/in Schul-IT (m/w/d)": ("433", ["operations"]), "Recruiter*in (m/w/d)": ("715", ["administration"]),
}


@pytest.mark.parametrize(("raw", "clean"), TITLES.items())
def test_titles(raw: str, clean: str) -> None:
    assert facts(title=raw, employer=EMPLOYER).title == clean


@pytest.mark.parametrize("raw", TITLES)
def test_a_cleaned_title_stays_as_it_is(raw: str) -> None:
    once = facts(title=raw, employer=EMPLOYER).title
    assert facts(title=once, employer=EMPLOYER).title == once


@pytest.mark.parametrize(("text", "places"), PLACES.items())
def test_places_of_work(text: str, places: list[str]) -> None:
    assert facts(text).locations == places


@pytest.mark.parametrize(("text", "start"), STARTS.items())
def test_starts(text: str, start: Any) -> None:
    assert facts(text).start == start


@pytest.mark.parametrize(("text", "day"), DEADLINES.items())
def test_deadlines(text: str, day: date | None) -> None:
    assert facts(text).valid_through == day


@pytest.mark.parametrize(("text", "amount"), SUMS.items())
def test_sums(text: str, amount: tuple[float | None, float | None, str] | None) -> None:
    made = facts(text).base_salary
    assert ((made.min, made.max, made.unit) if made else None) == amount


@pytest.mark.parametrize(("text", "count"), OPENINGS.items())
def test_openings(text: str, count: int | None) -> None:
    assert facts(text).openings == count


@pytest.mark.parametrize(("title", "labels"), OCCUPATIONS.items())
def test_occupations_and_areas(title: str, labels: tuple[str | None, list[str]]) -> None:
    made = facts(title=title)
    assert (made.occupational_category, sorted(made.areas)) == (labels[0], sorted(labels[1]))
