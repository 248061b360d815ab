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
    "Systemingenieur*in (m/w/d) für Virtualisierung und Storage": "Systemingenieur*in (m/w/d) für Virtualisierung und Storage",
    "Sachgebietsleitung (w/m/d) Anwendungsbetrieb, A 13 / EG 12, unbefristet, Ludwigsburg": "Sachgebietsleitung (w/m/d) Anwendungsbetrieb",
    "IT-Systemadministratorin / IT-Systemadministrator (m/w/d)": "IT-Systemadministratorin / IT-Systemadministrator (m/w/d)",
    "Mitarbeiter*in im Bereich IT-Service (m/w/d)": "Mitarbeiter*in im Bereich IT-Service (m/w/d)",
    "KIB sucht Systemadministrator (m/w/d) in Vollzeit": "Systemadministrator (m/w/d)",
    "Stellenangebot: Wir suchen ab 01.05.2026 einen Systemadministrator (m/w/d)": "Systemadministrator (m/w/d)",
    "Für unser Team am Standort Neuss suchen wir eine/n Systemadministrator/in (m/w/d)": "Systemadministrator/in (m/w/d)",
    "Zur Verstärkung unseres Teams suchen wir zum nächstmöglichen Zeitpunkt eine:n IT-Administrator:in (m/w/d)": "IT-Administrator:in (m/w/d)",
    "Wir stellen ein: IT-Administrator (m/w/d) in Teilzeit": "IT-Administrator (m/w/d)",
    "Bewirb dich jetzt als IT-Administrator (m/w/d)": "IT-Administrator (m/w/d)",
    "Lust auf Verwaltung 4.0? IT-Administrator (m/w/d) gesucht": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) - sofort - unbefristet - Top-Gehalt": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d), Besoldungsgruppe A 9 g.D. bzw. Entgeltgruppe 9c TVöD": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) (EG 10/11)": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) – E 10 TV-H": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) mit bis zu 60 % Homeoffice": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) in Teilzeit mit 25 Wochenstunden, befristet bis 30.09.2027": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) – Stelle 2026/17": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) | KIB Karriere": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) | Kommunale IT Beispielau": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) bei der Kommunale IT Beispielau AöR": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) für die Region Hannover": "IT-Administrator (m/w/d) für die Region Hannover",
    "IT-Administrator (m/w/d) im Landkreis Göttingen": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) Raum Ulm": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) Bielefeld/Gütersloh": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d), 33602 Bielefeld": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) bundesweit": "IT-Administrator (m/w/d)",
    "IT-Administrator (m/w/d) – deutschlandweit remote": "IT-Administrator (m/w/d)",
    "IT-Administrator (w/m/d) Schule und Bildung": "IT-Administrator (w/m/d) Schule und Bildung",
    "IT-Administrator*in – Fachdienst 1.3 IT und Digitalisierung": "IT-Administrator*in – Fachdienst 1.3 IT und Digitalisierung",
    "Amt für Digitalisierung: IT-Administrator*in (m/w/d)": "IT-Administrator*in (m/w/d)",
    "Leitung (m/w/d) des Amtes für Informationstechnik": "Leitung (m/w/d) des Amtes für Informationstechnik",
    "Fachbereichsleiterin / Fachbereichsleiter (m/w/d) IT-Betrieb": "Fachbereichsleiterin / Fachbereichsleiter (m/w/d) IT-Betrieb",
    "Senior Softwarearchitekt (m/w/d) Java/Kubernetes": "Senior Softwarearchitekt (m/w/d) Java/Kubernetes",
    "Werkstudent (m/w/d) UX Design // 20 Std./Woche // ab sofort": "Werkstudent (m/w/d) UX Design",
    "Studentische Hilfskraft (m/w/d) im IT-Support, 10 Std. wöchentlich": "Studentische Hilfskraft (m/w/d) im IT-Support",
    "Pflichtpraktikum Informatik (m/w/d), 6 Monate": "Pflichtpraktikum Informatik (m/w/d)",
    "Bundesfreiwilligendienst (m/w/d) Medienbildung ab September 2026": "Bundesfreiwilligendienst (m/w/d) Medienbildung",
    "Ausbildungsplatz Kaufmann/-frau für Büromanagement (m/w/d) - Ausbildungsbeginn 2027": "Ausbildungsplatz Kaufmann/-frau für Büromanagement (m/w/d)",
    "Ausbildung IT-System-Elektroniker:in (m/w/d) – Einstellungsjahr 2027": "Ausbildung IT-System-Elektroniker:in (m/w/d)",
    "Duales Studium Wirtschaftsinformatik (m/w/d) (Start Oktober 2026)": "Duales Studium Wirtschaftsinformatik (m/w/d)",
    "Bachelor of Science (B. Sc.) Angewandte Informatik – duales Studium (m/w/d)": "Bachelor of Science (B. Sc.) Angewandte Informatik – duales Studium (m/w/d)",
    "Zwei Fachinformatikerinnen / Fachinformatiker (m/w/d)": "Fachinformatikerinnen / Fachinformatiker (m/w/d)",
    "5 Stellen: Mitarbeiter (m/w/d) Hotline": "Mitarbeiter (m/w/d) Hotline",
    "Fachinformatiker:innen (m/w/d) - mehrere Positionen": "Fachinformatiker:innen (m/w/d)",
    "IT Security Analyst (m/f/d) / Analyst:in IT-Sicherheit (w/m/d)": "IT Security Analyst (m/f/d) / Analyst:in IT-Sicherheit (w/m/d)",
    "We are hiring: IT Security Analyst (m/f/d)": "IT Security Analyst (m/f/d)",
    "Projektmitarbeiter (m/w/d) im Förderprojekt „KI-Lotse“, befristet": "Projektmitarbeiter (m/w/d) im Förderprojekt „KI-Lotse“",
    "Projektassistenz (m/w/d) (20 h, befristet bis Ende 2027)": "Projektassistenz (m/w/d)",
    "Sachbearbeiter*in (m/w/d) Haushalt & Controlling, ab 1.7.26, Teilzeit": "Sachbearbeiter*in (m/w/d) Haushalt & Controlling",
    "IT-Einkäufer:in (m/w/d) 100% | TVöD EG 9c": "IT-Einkäufer:in (m/w/d)",
    "SACHBEARBEITUNG (M/W/D) IT-BESCHAFFUNG IN VOLLZEIT": "Sachbearbeitung (m/w/d) IT-Beschaffung",
    "Referent (m/w/d) Digitalpolitik – Berlin – ab sofort": "Referent (m/w/d) Digitalpolitik",
    "Dich suchen wir: Referent (m/w/d) Digitalpolitik": "Referent (m/w/d) Digitalpolitik",
    "Hier kommst du ins Spiel: Scrum Master (m/w/d)": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) - 38,5 Stunden": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) in unbefristeter Anstellung": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) – Vergütung bis EG 13 TVöD": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d); Bewerbungsschluss 30.04.": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) – Bewerbung bis 30. April 2026": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) – Bewerberportal": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) (zunächst befristet für 2 Jahre mit Option auf Entfristung)": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) zur Elternzeitvertretung": "Scrum Master (m/w/d)",
    "Scrum Master (m/w/d) zum 1. Juli": "Scrum Master (m/w/d)",
    "Anwendungsbetreuer/in (m/w/d) AKDB OK.EWO": "Anwendungsbetreuer/in (m/w/d) AKDB OK.EWO",
    "Softwareentwickler C#/.NET (m/w/d)": "Softwareentwickler C#/.NET (m/w/d)",
    "Mitarbeiter IT-Hotline / Service Desk (m/w/d)": "Mitarbeiter IT-Hotline / Service Desk (m/w/d)",
    "Gruppenleitung \"Mobile Endgeräte\" (m/w/d)": "Gruppenleitung \"Mobile Endgeräte\" (m/w/d)",
    "Fachkraft Netz und Telefonie": "Fachkraft Netz und Telefonie",
    "IT-Fachkraft für das Rathaus": "IT-Fachkraft für das Rathaus",
    "Systemadministrator gesucht in Hamm": "Systemadministrator",
    "Systemadministrator, Hamm, EG 9b": "Systemadministrator",
    "DATENSCHUTZBEAUFTRAGTE*R (M/W/D) IN TEILZEIT": "Datenschutzbeauftragte*r (m/w/d)",
    "Kaufmännische Leitung – Wir suchen Sie!": "Kaufmännische Leitung",
    "Die KIB sucht Sie als Systemadministrator*in (m/w/d)": "Systemadministrator*in (m/w/d)",
    "Systemadministrator:in (m/w/d) – Werde Teil unseres Teams!": "Systemadministrator:in (m/w/d)",
    "Ihr neuer Job: Systemadministrator (m/w/d) in Koblenz": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) im Außendienst": "Systemadministrator (m/w/d) im Außendienst",
    "Systemadministrator (m/w/d) im Team Fachverfahren": "Systemadministrator (m/w/d) im Team Fachverfahren",
    "Systemadministrator (m/w/d) mit Rufbereitschaft": "Systemadministrator (m/w/d) mit Rufbereitschaft",
    "Systemadministrator (m/w/d), Stellen-Nr. 0815": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) - 2026/03": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) #2026-14": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) [Kassel]": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) – mehrere Standorte": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) – Standort Gießen oder Wetzlar – EG 10": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) Vollzeit / unbefristet / ab sofort": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) in Vollzeit oder vollzeitnaher Teilzeit": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) Teilzeit möglich": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) – Teilzeit geeignet": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) 39h/Woche": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) in der Entgeltgruppe 10": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) nach EG 10 TVöD-VKA": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) EG 9a - 10": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d), A10 LBesG NRW": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) ab 3.800 € brutto": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) bis 65.000 € Jahresgehalt": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) - befristet bis 12/2027": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) (befristet als Elternzeitvertretung)": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) - zwei Stellen": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) - Nachfolge gesucht": "Systemadministrator (m/w/d)",
    "Systemadministrator (m/w/d) für Windows, Linux und VMware": "Systemadministrator (m/w/d) für Windows, Linux und VMware",
    "System Administrator (m/f/d) | Systemadministrator (m/w/d)": "System Administrator (m/f/d) | Systemadministrator (m/w/d)",
    "Systemadministrator/Systemadministratorin": "Systemadministrator/Systemadministratorin",
    "Fachinformatiker/-in für Anwendungsentwicklung (d/m/w) in der Abteilung Entwicklung": "Fachinformatiker/-in für Anwendungsentwicklung (d/m/w) in der Abteilung Entwicklung",
    "Neue Stelle im Rechenzentrum: Operator (m/w/d)": "Operator (m/w/d)",
    "Job mit Sinn! Operator (m/w/d) gesucht!": "Operator (m/w/d)",
    "Operator (m/w/d) – Schichtdienst – Magdeburg": "Operator (m/w/d) – Schichtdienst",
    "Stellenausschreibung der KIB: Operator (m/w/d)": "Operator (m/w/d)",
    "Ausschreibung 07/2026 Operator (m/w/d)": "Operator (m/w/d)",
    "Stelle als Operator (m/w/d) zu besetzen": "Operator (m/w/d)",
    "Zu besetzen: Operator (m/w/d)": "Operator (m/w/d)",
    "Vakanz: Operator (m/w/d)": "Operator (m/w/d)",
    "Einstellung: Operator (m/w/d) zum 01.06.2026": "Operator (m/w/d)",
    "Operator (m/w/d) – Einstellung zum 01.06.2026": "Operator (m/w/d)",
    "Wir bilden aus: Fachinformatiker (m/w/d) Systemintegration": "Fachinformatiker (m/w/d) Systemintegration",
    "Dein Ausbildungsplatz 2026: Kaufleute für IT-System-Management (m/w/d)": "Kaufleute für IT-System-Management (m/w/d)",
    "Leiter*in (m/w/d) Stabsstelle Informationssicherheit, EG 14, Vollzeit": "Leiter*in (m/w/d) Stabsstelle Informationssicherheit",
    "Sachgebietsleitung (m/w/d) „Digitale Schule“ in unbefristeter Vollzeit": "Sachgebietsleitung (m/w/d) „Digitale Schule“",
    "Sachbearbeiter (m/w/d) eGovernment u. Prozesse": "Sachbearbeiter (m/w/d) eGovernment u. Prozesse",
    "Sachbearbeiter (m/w/d) Stadtkasse Moers": "Sachbearbeiter (m/w/d) Stadtkasse Moers",
    "HR-Manager:in (w/m/d) · Hybrid · Mainz": "HR-Manager:in (w/m/d)",
    "HR-Manager (m/w/d) - befristet - TZ 50%": "HR-Manager (m/w/d)",
    "Jurist (m/w/d) – auch Berufseinsteiger – Saarbrücken": "Jurist (m/w/d)",
    "Cloud Engineer - Azure (m/w/d)": "Cloud Engineer - Azure (m/w/d)",
    "Full-Stack-Entwickler (m/w/d) (Angular/Spring Boot)": "Full-Stack-Entwickler (m/w/d) (Angular/Spring Boot)",
    "Full Stack Developer (m/w/d) 🌍 100% Remote": "Full Stack Developer (m/w/d)",
    "WebEntwickler (m/w/d)": "WebEntwickler (m/w/d)",
    "IT-Spezialist*in (m/w/d) – Netze – Hamburg-Altona": "IT-Spezialist*in (m/w/d) – Netze",
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
    "Unser Standort: Villingen-Schwenningen": ["Villingen-Schwenningen"], "Ihr Einsatzort ist Bad Homburg v. d. Höhe.": ["Bad Homburg vor der Höhe"], "Deine Wirkungsstätte: Rosenheim": ["Rosenheim"], "Arbeiten kannst du in Fürth oder Nürnberg.": ["Fürth", "Nürnberg"],
    "Sie verstärken unser Team in Ingolstadt.": ["Ingolstadt"], "Für die Dienststelle in Landshut wird eine Fachkraft gesucht.": ["Landshut"], "Die Tätigkeit wird in Passau ausgeübt.": ["Passau"], "Der Arbeitsort befindet sich in Straubing.": ["Straubing"], "Die Stelle ist dem Standort Deggendorf zugeordnet.": ["Deggendorf"],
    "Als Arbeitsort kommen Gera, Jena oder Weimar in Betracht.": ["Gera", "Jena", "Weimar"], "Der Zweckverband mit Hauptsitz in Potsdam sucht für die Niederlassung Cottbus eine Fachkraft.": ["Cottbus"], "Standort Suhl, Vollzeit": ["Suhl"], "Vollzeit | unbefristet | Nordhausen": ["Nordhausen"],
    "Die Stadt Wolfsburg sucht zum 01.05.2026 eine Fachkraft.": ["Wolfsburg"], "Die Hansestadt Stralsund stellt ein.": ["Stralsund"], "Beim Landkreis Emsland in Meppen ist eine Stelle frei.": ["Meppen"], "Die Gemeindewerke in Peine suchen Sie.": ["Peine"], "Dienstort ist Oldenburg in Oldenburg.": ["Oldenburg"],
    "Einsatzort: Zentrale Hildesheim": ["Hildesheim"], "Einsatzorte: Hildesheim und Alfeld (Leine)": ["Hildesheim", "Alfeld (Leine)"], "Dein Büro: Berliner Platz 7, 45127 Essen": ["Essen"], "Sie arbeiten in der Hamburger Straße 10 in Lüneburg.": ["Lüneburg"], "Arbeitsort: 24103 Kiel, Am Hafen 2": ["Kiel"],
    "Ort: Ahrensburg (bei Hamburg)": ["Ahrensburg"], "Dienstort: Wolfratshausen, südlich von München": ["Wolfratshausen"], "Dienstort ist grundsätzlich Lüdenscheid, eine Tätigkeit in Siegen ist möglich.": ["Lüdenscheid"], "Das Büro in Iserlohn liegt fünf Minuten vom Bahnhof.": ["Iserlohn"],
    "Einstellungsort ist Speyer.": ["Speyer"], "Arbeitsplatz: Mainz": ["Mainz"], "Sie finden uns in Kaiserslautern.": ["Kaiserslautern"], "Unser Team in Worms freut sich auf dich.": ["Worms"], "Dienst- bzw. Einsatzort ist Homburg.": ["Homburg"], "Arbeitsort Saarbrücken": ["Saarbrücken"], "work location: Trier": ["Trier"],
    "Dienststelle: Landratsamt Esslingen, 73728 Esslingen am Neckar": ["Esslingen am Neckar"], "Wir sind der IT-Dienstleister der Städte Moers und Kleve. Dienstort ist Wesel.": ["Wesel"], "Die Ausbildung findet in unserem Rechenzentrum in Rheine statt.": ["Rheine"], "Praktischer Einsatz in Nordhorn, Studium in Lingen.": ["Nordhorn"],
    "Unsere Kunden sitzen in Plauen und Zwickau.": [], "Wir haben die Stadt Emden als Kundin gewonnen.": [], "Sie fahren regelmäßig nach Aurich.": [], "Vom Bahnhof Minden fährt der Bus.": [], "Erfahrung mit der Software aus Lemgo ist von Vorteil.": [],
    "Ihr Dienstort wird Wismar sein.": ["Wismar"], "Die ausgeschriebene Stelle befindet sich in Parchim.": ["Parchim"], "Du wirst in Greifswald arbeiten.": ["Greifswald"], "Der Arbeitsplatz ist in Bergheim.": ["Bergheim"], "Gesucht für Bremen: eine Fachkraft für Netze": ["Bremen"], "Wir, die IT der Stadt Delmenhorst, suchen Sie.": ["Delmenhorst"],
    "Unser Team in der Kreisverwaltung Cloppenburg braucht Verstärkung.": ["Cloppenburg"], "Dienstort ist der Standort in der Mainzer Straße in Bad Kreuznach.": ["Bad Kreuznach"], "Arbeitsort ist überwiegend Koblenz.": ["Koblenz"], "Einsatzort ist Neuwied, Telearbeit ist möglich.": ["Neuwied"], "Standort Ettlingen bei Karlsruhe": ["Ettlingen"],
    "Du kannst an einem unserer Standorte in Bruchsal und Pforzheim arbeiten.": ["Bruchsal", "Pforzheim"], "Stammsitz ist Heilbronn, Einsatzort Sinsheim.": ["Sinsheim"], "Mit Dienstsitz in Tübingen suchen wir eine Fachkraft.": ["Tübingen"], "Für unsere Abteilung Netze in Balingen suchen wir Sie.": ["Balingen"],
    "Arbeiten im Zentrum von Göppingen": ["Göppingen"], "Ihr neuer Arbeitgeber in Aalen": ["Aalen"], "Die Stelle ist beim Amt für IT in Ravensburg angesiedelt.": ["Ravensburg"], "Du arbeitest vor Ort in Friedrichshafen oder von zu Hause.": ["Friedrichshafen"], "Job in Konstanz gesucht? Hier ist er.": ["Konstanz"], "Ort der Tätigkeit: Memmingen": ["Memmingen"],
    "Location: Augsburg, Germany": ["Augsburg"], "Arbeitsstätte: 86150 Augsburg, Musterweg 1": ["Augsburg"], "Einsatzgebiet ist der Landkreis Ebersberg, Dienstort Grafing.": ["Grafing bei München"], "Dienstort: Amberg/Weiden": ["Amberg", "Weiden in der Oberpfalz"],
    "Wir suchen für unseren Standort Hof (Saale) eine Fachkraft.": ["Hof"], "Standorte: Bayreuth, Kulmbach, Kronach": ["Bayreuth", "Kulmbach", "Kronach"],
    "Das Rechenzentrum wird mit der Stadt Schweinfurt gemeinsam betrieben.": [], "Unser Partner ist die Hochschule in Coburg.": [], "Fahrten nach Bamberg fallen an.": [], "Der Landkreis Kronach ist unser Mitglied.": [],
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
    "Wir suchen zum nächstmöglichen Zeitpunkt, spätestens jedoch zum 01.07.2026, eine Fachkraft.": "asap", "Die Besetzung der Stelle erfolgt zum nächstmöglichen Zeitpunkt.": "asap", "Arbeitsbeginn: so bald wie möglich": "asap", "Verfügbar: ab sofort": "asap", "Wann? Sofort!": "asap", "frühestmöglicher Eintrittstermin": "asap",
    "Einstellungszeitpunkt: nächstmöglich": "asap", "Sie fangen am besten sofort bei uns an.": "asap", "Die Position ist kurzfristig zu besetzen.": "asap", "ab sofort oder später": "asap", "Eintrittsdatum: ab sofort": "asap", "Wir möchten diese Stelle schnellstmöglich besetzen.": "asap", "zu sofort": "asap",
    "Ab 1. Mai 2026 wird eine Stelle frei.": D(2026, 5, 1), "Wir suchen zum 01.07.2026 oder zu einem späteren Zeitpunkt eine Fachkraft.": D(2026, 7, 1), "Beschäftigungsbeginn: 1. Juni 2026": D(2026, 6, 1), "Tätigkeitsbeginn: 01.06.2026": D(2026, 6, 1), "Startzeitpunkt 01.09.2026": D(2026, 9, 1), "Geplanter Einsatzbeginn: 15.04.2026": D(2026, 4, 15),
    "Ausbildungsbeginn ist jeweils der 1. August, das nächste Mal 2026.": D(2026, 8, 1), "Die Stelle ist zum 1. Juni zu besetzen.": D(2026, 6, 1), "frühestens ab dem 01.05.2026": D(2026, 5, 1), "Ihr Dienst beginnt am 04.05.2026.": D(2026, 5, 4), "Zum Ausbildungsbeginn am 1. September 2026 suchen wir zwei Auszubildende.": D(2026, 9, 1),
    "Zum Wintersemester am 1. Oktober 2026 bieten wir Studienplätze.": D(2026, 10, 1), "Eintritt per 01.05.2026": D(2026, 5, 1), "Wir planen die Einstellung zum 15. Mai 2026.": D(2026, 5, 15), "Die Einstellung soll zum 01.06.2026 erfolgen.": D(2026, 6, 1), "Einstellungstermin ist der 01.08.2026.": D(2026, 8, 1), "Besetzung: Mai 2026": D(2026, 5, 1),
    "Beginn: 1.4.26": D(2026, 4, 1), "Die Stelle, die zum 01.06.2026 neu geschaffen wird, ist unbefristet.": D(2026, 6, 1), "Das Praktikum startet im September 2026.": D(2026, 9, 1), "Dienstbeginn: im Juli 2026": D(2026, 7, 1), "Start: ab dem 15. Juni 2026, gern früher": D(2026, 6, 15),
    "Die Fusion erfolgt zum 01.07.2026.": None, "Seit 01.04.2020 betreiben wir das Netz.": None, "Ihre Bewerbung prüfen wir umgehend.": None, "Bei Ausfällen sind Sie sofort zur Stelle.": None, "Der Vertrag endet am 31.12.2027.": None, "Zum 31.12.2026 läuft der Support aus.": None, "Ab dem zweiten Jahr arbeiten Sie selbstständig.": None,
    "Zum baldmöglichsten Eintritt suchen wir Sie.": "asap", "Besetzungstermin: ab sofort": "asap", "Die Einstellung erfolgt baldmöglichst.": "asap", "Die Stelle ist sofort zu besetzen.": "asap", "Sie können bei uns ab sofort einsteigen.": "asap", "Zeitpunkt: schnellstmöglich": "asap", "Für sofort oder später gesucht": "asap", "Ab sofort oder nach Absprache": "asap",
    "Start zum nächstmöglichen Zeitpunkt": "asap", "Wir suchen zum nächstmöglichen Eintrittstermin": "asap", "Möglichst bald sollen Sie bei uns starten.": "asap", "Immediate start possible": "asap",
    "Gerne möchten wir Sie ab dem 1. Juli 2026 in unserem Team begrüßen.": D(2026, 7, 1), "Zum 01.06.2026 haben wir eine Stelle zu vergeben.": D(2026, 6, 1), "Stellenbeginn 01.05.2026": D(2026, 5, 1), "Einstellung ab 01.05.2026": D(2026, 5, 1), "Zu besetzen ab: 01.05.2026": D(2026, 5, 1), "Termin: 01.05.2026": None,
    "Der Ausbildungsbeginn ist am 01.09.2026.": D(2026, 9, 1), "Start in die Ausbildung: 1. August 2026": D(2026, 8, 1), "Ihr Eintritt bei uns: 01.06.2026": D(2026, 6, 1), "Eintrittsdatum: Q3 2026": None, "Die Stelle ist ab Mai 2026 für zwei Jahre zu besetzen.": D(2026, 5, 1), "ab 15.04. in Vollzeit": D(2026, 4, 15),
    "Wann geht es los? Am 1. Juni 2026.": D(2026, 6, 1), "Der Einsatz beginnt am 1. September 2026 und dauert zwölf Monate.": D(2026, 9, 1), "Die Vertretung beginnt am 01.05.2026.": D(2026, 5, 1), "Wir besetzen die Stelle zum 01.05.2026 neu.": D(2026, 5, 1), "Zum Schuljahr 2026/27, also ab August 2026, suchen wir Sie.": D(2026, 8, 1),
    "Die Stelleninhaberin geht zum 30.06.2026 in Rente.": None, "Im September 2026 wählen wir einen neuen Personalrat.": None, "Ab dem 01.01.2027 gilt die 38-Stunden-Woche.": None, "Schnellstmöglich informieren wir Sie über das Ergebnis.": None, "Sofortige Rückmeldung garantiert": None, "Am 01.10.2026 feiern wir unser Jubiläum.": None,
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
    "Wir bitten um Bewerbung bis zum 12.04.2026.": D(2026, 4, 12), "Um Zusendung Ihrer Unterlagen bis 12.04.2026 wird gebeten.": D(2026, 4, 12), "Bewerbungen werden bis zum 12. April 2026 angenommen.": D(2026, 4, 12), "Interessierte bewerben sich bitte bis 12.04.26.": D(2026, 4, 12), "Die Bewerbungsphase endet am 12.04.2026.": D(2026, 4, 12),
    "Anmeldeschluss: 12.04.2026": D(2026, 4, 12), "Wir freuen uns, wenn Sie uns bis 12.04.2026 Ihre Unterlagen hochladen.": D(2026, 4, 12), "Frist bis: 12.04.2026": D(2026, 4, 12), "Bewerbungszeitraum bis 12.04.2026": D(2026, 4, 12), "Eingangsfrist: Freitag, 10.04.2026": D(2026, 4, 10), "Haben Sie Interesse? Dann bis spätestens 10. April 2026 bewerben!": D(2026, 4, 10),
    "Ihre Bewerbung muss spätestens am 10.04.2026 bei uns eingegangen sein.": D(2026, 4, 10), "Es werden nur Bewerbungen berücksichtigt, die bis zum 10.04.2026 eingehen.": D(2026, 4, 10), "Stellenausschreibung gültig bis 10.04.2026": D(2026, 4, 10), "Online seit 01.03.2026, Bewerbung bis 31.03.2026": D(2026, 3, 31), "Wer bis zum 10. April seine Bewerbung schickt, ist dabei.": D(2026, 4, 10),
    "Der letzte Tag der Bewerbungsfrist ist der 10.04.2026.": D(2026, 4, 10), "Bewerben bis: 10.04.": D(2026, 4, 10), "Noch bis 10. April kannst du dich bewerben.": D(2026, 4, 10), "Ende der Ausschreibung: 10.04.2026": D(2026, 4, 10), "Die Stellenausschreibung schließt am 10.04.2026.": D(2026, 4, 10), "Apply until April 10, 2026": D(2026, 4, 10),
    "Bewerbungsschluss: 28.2.": D(2027, 2, 28), "Übermitteln Sie Ihre Bewerbung bis zum 10.04.2026 ausschließlich über das Portal.": D(2026, 4, 10), "Frist für Bewerbungen: 10.04.2026": D(2026, 4, 10), "Bewerbungen mit den üblichen Unterlagen werden unter Angabe der Kennziffer 3/26 bis zum 10.04.2026 erbeten.": D(2026, 4, 10),
    "Wir bewerten Ihre Bewerbung bis zum 30.04.2026.": None, "Ihre Probezeit endet am 30.09.2026.": None, "Die Auswahlgespräche sind bis 30.04.2026 geplant.": None, "Der Bewerbertag ist am 24.04.2026.": None, "Wir sind bis zum 30.04.2026 unter 0000 123-4 erreichbar.": None, "Das Budget gilt bis 31.12.2026.": None, "Die Elternzeitvertretung läuft bis 30.06.2027.": None,
    "Bis zum 31.03.2027 führen wir die E-Akte ein.": None, "Die Zulage wird bis zum 31.12.2027 gezahlt.": None,
    "Bewerbungen (mit Lebenslauf) bitte bis 24.4.26 an das Personalamt.": D(2026, 4, 24), "Bewerbungsfrist: bis Sonntag, 12. April 2026": D(2026, 4, 12), "Ablauf der Bewerbungsfrist: 12.04.2026": D(2026, 4, 12), "Ihre Bewerbung können Sie bis 12.04.2026 einreichen.": D(2026, 4, 12), "Bitte bewerben Sie sich (bis 12.04.2026) über Interamt.": D(2026, 4, 12),
    "Die Bewerbungsfrist läuft am 12. April ab.": D(2026, 4, 12), "Fristende: 12.04.2026": D(2026, 4, 12), "Wir warten bis 12. April auf deine Bewerbung.": D(2026, 4, 12), "Deadline: 12.04.2026": D(2026, 4, 12), "Bewerbungstermin: 12.04.2026": D(2026, 4, 12), "Bis 12.04. bewerben – wir freuen uns!": D(2026, 4, 12),
    "Nur noch bis zum 12.04.2026 online": D(2026, 4, 12), "Bewerbungseingang bis 12.04.2026": D(2026, 4, 12), "spätester Bewerbungseingang: 12.04.2026": D(2026, 4, 12), "Jetzt bis zum 12.04.2026 bewerben": D(2026, 4, 12), "Ausschreibungsfrist 12.04.2026": D(2026, 4, 12), "Ihre Bewerbungsunterlagen sollten bis zum 12. April 2026 vorliegen.": D(2026, 4, 12), "Anzeige gültig bis 12.04.2026": D(2026, 4, 12),
    "Die Stelle ist bis 31.12.2026 zu besetzen.": None, "Die Förderung endet am 31.12.2026.": None, "Bis 30.04.2026 ist das Büro im Umbau.": None, "Wir nutzen Ihre Daten bis zum 31.12.2026.": None, "Das Gespräch vereinbaren wir bis zum 30.04.2026.": None, "Bis zum 30.06.2026 arbeiten Sie sich ein.": None,
}
SUMS: dict[str, tuple[float | None, float | None, str] | None] = {
    "Das Entgelt liegt zwischen 3.652,85 € und 5.150,60 € brutto monatlich.": (3652.85, 5150.60, "MONTH"), "Jahresbrutto: 48.000 - 63.000 EUR": (48000, 63000, "YEAR"), "EG 10 TVöD (derzeit 3.895,33 bis 5.496,24 Euro brutto im Monat)": (3895.33, 5496.24, "MONTH"),
    "Sie verdienen je nach Erfahrung 4.000 bis 5.500 Euro im Monat.": (4000, 5500, "MONTH"), "Die Ausbildungsvergütung beträgt im ersten Jahr 1.218,26 €, im zweiten 1.268,20 € und im dritten 1.314,02 €.": (1218.26, 1314.02, "MONTH"), "Jahresgehalt von bis zu 80.000 EUR": (None, 80000, "YEAR"),
    "Stundenlohn: 13,90 €": (13.9, 13.9, "HOUR"), "Vergütung: 15,20 € je Stunde": (15.2, 15.2, "HOUR"), "Monatsgehalt ab 3.900 € (Vollzeit)": (3900, None, "MONTH"), "Gehaltsspanne: 55.000 € bis 70.000 € p.a.": (55000, 70000, "YEAR"), "mindestens 45.000 Euro Jahresgehalt": (45000, None, "YEAR"),
    "Bruttojahresgehalt rund 60.000 Euro": (60000, 60000, "YEAR"), "Sie erhalten ein monatliches Praktikumsentgelt von 1.000 Euro.": (1000, 1000, "MONTH"), "salary: €60,000 - €75,000 per year": (60000, 75000, "YEAR"), "Gehalt 4.200,- Euro brutto": (4200, 4200, "MONTH"),
    # no pay
    "Arbeitgeberzuschuss zum Jobticket: 40 € monatlich": None, "Vermögenswirksame Leistungen in Höhe von 6,65 € monatlich": None, "Sie verantworten ein Budget von 250.000 Euro im Jahr.": None, "eine monatliche IT-Zulage in Höhe von 300 €": None, "Leasing eines Fahrrads bis 3.500 Euro": None,
    "Willkommensprämie von 2.000 Euro": None, "Sie bearbeiten Rechnungen bis 10.000 Euro.": None, "Sie erhalten eine Fahrtkostenerstattung von 50 € monatlich.": None, "Arbeitsmarktzulage von bis zu 1.000 Euro brutto monatlich": None, "ein Jahresumsatz von 45.000.000 Euro": None,
    "Bruttomonatsgehalt zwischen 3.900 und 5.200 Euro": (3900, 5200, "MONTH"), "Dein Gehalt: 50.000 bis 58.000 Euro im Jahr": (50000, 58000, "YEAR"), "Die Vergütung beträgt 14,00 Euro/Stunde.": (14, 14, "HOUR"), "Das Jahresentgelt beträgt bis zu 71.500 €.": (None, 71500, "YEAR"), "Einstiegsgehalt ab 3.400 Euro brutto im Monat": (3400, None, "MONTH"),
    "EG 9b TVöD, das sind 3.660 € bis 5.050 € brutto": (3660, 5050, "MONTH"), "monatlich 4.250 Euro brutto": (4250, 4250, "MONTH"), "1. Jahr: 1.268 €, 2. Jahr: 1.318 €, 3. Jahr: 1.364 € Ausbildungsvergütung": (1268, 1364, "MONTH"), "Gehaltsrahmen 52-64 TEUR": (52000, 64000, "YEAR"), "Verdienst: bis 5.400 € monatlich": (None, 5400, "MONTH"),
    "Wir vergüten mit 13,50 Euro pro Stunde.": (13.5, 13.5, "HOUR"), "Anwärterbezüge von rund 1.500 Euro": (1500, 1500, "MONTH"),
    "Sie betreuen ein Vergabevolumen von 500.000 Euro.": None, "Zuschuss zur Kinderbetreuung bis 100 Euro im Monat": None, "Die Jahressonderzahlung beträgt rund 2.500 Euro.": None, "Fachkräftezulage bis 1.000 Euro": None, "Wir zahlen das Deutschlandticket (63 Euro).": None, "Aufträge bis 25.000 Euro vergeben Sie selbst.": None, "200 Euro Startguthaben": None,
    "Jahresgehalt: 54.000 €": (54000, 54000, "YEAR"), "ca. 4.300 € brutto im Monat je nach Stufe (Gehalt)": (4300, 4300, "MONTH"), "Entgelt von 3.600 Euro bis 4.900 Euro monatlich": (3600, 4900, "MONTH"), "Studierende erhalten 1.400 Euro brutto im Monat.": (1400, 1400, "MONTH"), "Honorar: 25 Euro pro Stunde": (25, 25, "HOUR"),     "Jährlich 30 Tage Urlaub und 1.200 € für Fortbildung": None, "Kosten von 3.000 € im Monat für Leitungen": None, "Mietzuschuss von 200 Euro im Monat": None, "Sie verwalten Lizenzen im Wert von 60.000 Euro im Jahr.": None, "Wechselprämie 3.000 €": None,
}
OPENINGS: dict[str, int | None] = {
    "Es sind zwei Stellen in Vollzeit zu besetzen.": 2, "Wir suchen ab sofort 2 Fachinformatiker (m/w/d).": 2, "Zum 01.09.2026 stellen wir drei Auszubildende ein.": 3, "Bei der Stadt sind zum 01.05.2026 drei Stellen als Sachbearbeitung (m/w/d) zu besetzen.": 3, "Wir suchen gleich zwei Verstärkungen.": 2,
    "Anzahl zu besetzender Stellen: 2": 2, "Anzahl: 3": 3, "Stellenanzahl: 2": 2, "zwei Planstellen": 2, "zwei Vollzeitstellen (je 39 Stunden)": 2, "Zu besetzen: 2 Stellen": 2, "Wir vergeben zum Herbst vier Ausbildungsplätze.": 4, "Wir haben 3 freie Stellen.": 3, "Wir suchen zwei engagierte Persönlichkeiten für unser Team.": 2,
    "Wir suchen zum nächstmöglichen Zeitpunkt zwei Mitarbeiter/innen (m/w/d).": 2, "Number of positions: 2": 2, "Die Ausschreibung umfasst zwei Stellen.": 2,
    # no number
    "2,0 VZÄ": None, "mehrere Stellen": None, "Wir suchen eine*n Auszubildende*n.": None, "1,5 Stellen": None, "Unser Team besteht aus sechs Kolleginnen und Kollegen.": None, "Wir bilden jedes Jahr 12 Auszubildende aus.": None, "Wir suchen Menschen mit zwei abgeschlossenen Ausbildungen.": None,
    "In unseren zwei Rechenzentren suchen wir Verstärkung.": None, "Auf 400 Stellen kommen 30 Auszubildende.": None, "Sie leiten zwei Teams mit 15 Kolleginnen und Kollegen.": None, "zwei Tage Homeoffice": None, "Wir bieten zwei zusätzliche freie Tage.": None, "Sie unterstützen zwei Kollegen.": None,
    "Wir suchen zum 01.08.2026 vier Auszubildende (m/w/d).": 4, "Es sind mehrere, aktuell drei Stellen zu besetzen.": 3, "Zu besetzen sind zwei unbefristete Stellen.": 2, "Anzahl der zu besetzenden Stellen: zwei": 2, "2 Stellen in Vollzeit": 2, "Wir besetzen gleich 4 Positionen.": 4, "Wir suchen 2 Mitarbeitende im Service Desk.": 2,
    "Zum nächstmöglichen Zeitpunkt suchen wir zwei Systemadministrator*innen (m/w/d).": 2, "Die Stadt stellt fünf Anwärterinnen und Anwärter ein.": 5, "Gesucht werden zwei IT-Fachkräfte.": 2, "Wir bieten drei Ausbildungsplätze.": 3, "Stellen: 2": 2,
    "zwei halbe Stellen": None, "Unser Team sucht dich; zwei Kolleginnen freuen sich.": None, "Wir verwalten 40 Stellen.": None, "3,5 Vollzeitäquivalente": None, "zwei Jahre Ausbildung": None, "Wir sind drei Kolleginnen und suchen Verstärkung.": None, "Du wirst von zwei Ausbildern begleitet.": None, "Ein Team aus fünf Administratoren sucht Verstärkung.": None,
    "Für zwei Stellen im Service Desk suchen wir Sie.": 2, "Wir haben zwei Stellen zu besetzen.": 2, "Ausgeschrieben sind drei Stellen in Vollzeit.": 3, "(2 Stellen)": 2, "Wir suchen drei neue Teammitglieder.": 3, "Zum 01.09.2026 sind zwei Ausbildungsplätze frei.": 2, "Offene Stellen: 4": 4, "Wir suchen zwei Menschen, die anpacken.": 2, "Zwei Stellen, ein Team": None,
    "Wir suchen eine oder zwei Personen.": None, "bis zu drei Stellen": None, "Im Team sind derzeit zwei Stellen unbesetzt, eine davon ist diese.": None, "Sie sind für 3 Kolleginnen da.": None, "Unsere zwei Auszubildenden freuen sich auf dich.": None, "Drei Gründe, warum wir suchen": None,
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
    "Systemingenieur*in (m/w/d) Storage": ("433", ["operations"]), "Network Engineer (m/w/d)": ("433", ["networks"]), "Backend-Entwickler:in (m/w/d) Python": ("434", ["development"]), "SAP-Entwickler (m/w/d) ABAP": ("434", ["applications", "development"]), "Mitarbeiter (m/w/d) IT-Hotline": ("432", ["applications"]),
    "Second-Level-Supporter (m/w/d)": ("432", ["applications"]), "DMS-Administrator (m/w/d)": ("433", ["applications"]), "Verfahrensbetreuer*in (m/w/d) Finanzwesen": ("432", ["applications"]), "Beauftragte*r für Informationssicherheit (m/w/d)": ("433", ["security"]), "Datenschutzbeauftragte (m/w/d)": (None, ["security"]),
    "Referent*in (m/w/d) Datenstrategie": (None, ["data"]), "Business Analyst (m/w/d)": (None, []), "Projektassistenz (m/w/d)": ("714", ["administration"]), "Personalreferent*in (m/w/d)": ("715", ["administration"]), "Bilanzbuchhalter*in (m/w/d)": ("722", ["administration"]),
    "Syndikusrechtsanwalt (m/w/d)": ("731", ["administration"]), "Teamassistenz (m/w/d)": ("714", ["administration"]), "Scrum Master (m/w/d)": (None, ["projects"]), "Kubernetes-Administrator*in (m/w/d)": ("433", ["operations"]), "Exchange-Administrator (m/w/d)": ("433", ["operations"]), "VoIP-Administrator (m/w/d)": ("433", ["networks"]),
    "Leitung Softwareentwicklung (m/w/d)": ("434", ["development"]), "Leitung Personal (m/w/d)": ("715", ["administration"]), "Geoinformatiker (m/w/d)": (None, ["data"]), "Fachkraft für Arbeitssicherheit (m/w/d)": (None, []), "Mediengestalter (m/w/d)": (None, []), "Enterprise Architect (m/w/d)": (None, []), "Informatiker/in (m/w/d)": ("431", []),
    "Duales Studium Wirtschaftsinformatik (m/w/d)": ("431", []), "Auszubildende Kaufleute für Büromanagement (m/w/d)": (None, ["administration"]), "Security Architect (m/w/d)": (None, ["security"]), "Penetration Tester (m/w/d)": (None, ["security"]), "Systemadministrator Schulen (m/w/d)": ("433", ["operations"]), "Digitalisierungsberater (m/w/d)": (None, ["projects"]),
    "Sachbearbeiter (m/w/d) Reisekosten": (None, ["administration"]), "Pressesprecher (m/w/d)": (None, []), "Low-Code-Entwickler (m/w/d)": ("434", ["development"]), "Vergabemanager*in IT (m/w/d)": (None, ["administration"]),
    "IT-Administrator (m/w/d)": ("433", ["operations"]), "Administrator*in (m/w/d) Microsoft 365": ("433", ["operations"]), "Netzwerk- und Systemadministrator (m/w/d)": ("433", ["networks", "operations"]), "Java-Entwickler:in (w/m/d)": ("434", ["development"]), "Softwareentwickler (m/w/d) Personalverfahren": ("434", ["development"]),
    "Anwendungsbetreuer (m/w/d) Finanzsoftware": ("432", ["applications"]), "IT-Consultant (m/w/d)": ("432", ["applications", "projects"]), "Key-Account-Manager (m/w/d)": ("432", []), "Informationssicherheitsbeauftragter (m/w/d)": ("433", ["security"]), "SOC-Analyst (m/w/d)": (None, ["security"]), "Data Analyst (m/w/d)": (None, ["data"]),
    "KI-Manager*in (m/w/d)": (None, ["data"]), "GIS-Spezialist (m/w/d)": (None, ["data"]), "Leitung Finanzen (m/w/d)": ("722", ["administration"]), "Vorstandsassistenz (m/w/d)": ("714", ["administration"]), "Volljurist (m/w/d)": ("731", ["administration"]), "UX-Designer (m/w/d)": (None, []),
    "Projektmanager (m/w/d)": (None, ["projects"]), "Kaufmännischer Sachbearbeiter (m/w/d)": (None, ["administration"]), "Ausbildung Fachinformatiker (m/w/d) Daten- und Prozessanalyse": (None, ["data"]), "E-Government-Koordinator (m/w/d)": (None, ["projects"]), "Glasfasertechniker (m/w/d)": (None, ["networks"]),
    "Leitung IT (m/w/d)": (None, []), "Produktmanager (m/w/d)": (None, []), "Mitarbeiter (m/w/d) Öffentlichkeitsarbeit": (None, []), "Prozessberater (m/w/d)": ("713", ["projects"]), "Server- und Storage-Spezialist (m/w/d)": ("433", ["operations"]), "Datenschutzreferent (m/w/d)": (None, ["security"]), "Lohnbuchhalter (m/w/d)": (None, ["administration"]),
}

#: Whole short ads: title, text, what is to be read.
ADS: list[tuple[str, str, dict[str, Any]]] = [
    ("Stellenausschreibung: Netzwerktechniker (m/w/d)", "<p>Der Zweckverband KommunalNetz ist der IT-Dienstleister von 38 Städten und Gemeinden. Unser Hauptsitz ist in Rastatt.</p><p>Für unser Team Netze am Standort Offenburg suchen wir zum 1. Juni 2026 zwei Netzwerktechniker (m/w/d).</p><p>Ihre Aufgaben: Sie bauen die Netze der Schulen in Lahr und Kehl aus.</p><p>Wir bieten: EG 9b TVöD, unbefristet. Haben wir Ihr Interesse geweckt? Dann senden Sie uns Ihre Bewerbung bis 12. April 2026. Die Vorstellungsgespräche sind für den 24. April 2026 in Rastatt geplant.</p>",
     {"title": "Netzwerktechniker (m/w/d)", "locations": ["Offenburg"], "start": D(2026, 6, 1), "valid_through": D(2026, 4, 12), "openings": 2}),
    ("Sachbearbeiter*in (m/w/d) Entgeltabrechnung in Teilzeit | Landshut", "<p>Willkommen bei der AKI! Wir rechnen für 60 Kommunen die Gehälter ab.</p><ul><li>Beginn: schnellstmöglich</li><li>Umfang: 25 Stunden</li><li>Einsatzort: Landshut, Altstadt</li><li>Vergütung: EG 8, monatlich etwa 2.150 Euro brutto bei 25 Stunden</li></ul><p>Bewerbungen bitte bis 20.3. über unser Portal. Fragen? Rufen Sie ab dem 9.3. bei uns an.</p>",
     {"title": "Sachbearbeiter*in (m/w/d) Entgeltabrechnung", "locations": ["Landshut"], "start": "asap", "valid_through": D(2026, 3, 20), "openings": None}),
    ("Softwareentwickler/in (m/w/d)", "<p>Stadt Remscheid – Die Oberbürgermeisterin</p><p>Bei der Stadt Remscheid ist im Fachdienst Digitalisierung zum nächstmöglichen Zeitpunkt eine unbefristete Vollzeitstelle als Softwareentwickler/in (m/w/d) zu besetzen.</p><p>Die Stelle ist mit EG 11 TVöD bewertet.</p><p>Bewerbungen werden bis zum 29.03.2026 erbeten an: Stadt Remscheid, Theodor-Muster-Platz 1, 42853 Remscheid.</p>",
     {"locations": ["Remscheid"], "start": "asap", "valid_through": D(2026, 3, 29), "openings": None, "occupational_category": "434", "areas": ["development"]}),
    ("Teamleitung Service Desk (m/w/d)", "<p>Zum 01.09.2026 geht unsere bisherige Teamleitung in den Ruhestand. Damit Sie gut eingearbeitet werden, soll die Stelle bereits zum 01.07.2026 besetzt werden.</p><p>Sie führen acht Kolleginnen und Kollegen an den Standorten Celle und Uelzen; Ihr Dienstort ist Celle.</p><p>Bewerbungsschluss ist der 5. April 2026.</p>",
     {"locations": ["Celle"], "start": D(2026, 7, 1), "valid_through": D(2026, 4, 5), "openings": None, "career_level": "lead", "areas": ["applications"]}),
    ("IT-Sicherheitsbeauftragte/r (m/w/d) ab sofort", "<p>Du willst Rathäuser sicher machen? Dann komm zu uns nach Fulda! Bei uns arbeitest du bis zu drei Tage im Homeoffice.</p><p>Dein Gehalt liegt je nach Erfahrung bei 60.000 bis 72.000 € im Jahr, dazu kommen 50 € Fahrtkostenzuschuss im Monat.</p><p>Bewirb dich bis zum 30.04., gern auch formlos.</p>",
     {"title": "IT-Sicherheitsbeauftragte/r (m/w/d)", "locations": ["Fulda"], "start": "asap", "valid_through": D(2026, 4, 30), "base_salary": (60000, 72000, "YEAR")}),
    ("Ausbildung Fachinformatiker/in Systemintegration (m/w/d) 2026", "<p>Die Kreisstadt Siegburg bildet aus! Zum 01.09.2026 stellen wir 2 Auszubildende ein.</p><p>Der Berufsschulunterricht findet in Troisdorf statt.</p><p>1. Ausbildungsjahr: 1.218,26 €<br>2. Ausbildungsjahr: 1.268,20 €<br>3. Ausbildungsjahr: 1.314,02 €</p><p>Bewerbungen sind bis zum 31.03.2026 möglich. Der Einstellungstest ist am 15.04.2026.</p>",
     {"title": "Ausbildung Fachinformatiker/in Systemintegration (m/w/d)", "locations": ["Siegburg"], "start": D(2026, 9, 1), "valid_through": D(2026, 3, 31), "openings": 2, "base_salary": (1218.26, 1314.02, "MONTH")}),
    ("Referent (m/w/d) Vergaberecht", "<table><tr><td>Dienstort</td><td>Schwerin oder Rostock</td></tr><tr><td>Beginn</td><td>01.05.2026</td></tr><tr><td>Bewerbungsfrist</td><td>22.03.2026</td></tr><tr><td>Anzahl</td><td>1</td></tr></table><p>Die DVZ-Nord bündelt die IT des Landes.</p>",
     {"locations": ["Schwerin", "Rostock"], "start": D(2026, 5, 1), "valid_through": D(2026, 3, 22), "openings": 1}),
    ("IT-Projektmanager (m/w/d) E-Akte", "<p>Das Projekt startet am 01.06.2026 und läuft bis zum 31.05.2028; für diese Zeit suchen wir Sie. Sie sind in ganz Hessen unterwegs, Ihr Büro liegt in Wetzlar.</p><p>Wir wünschen uns Ihre Bewerbung bis Sonntag, den 19. April.</p>",
     {"locations": ["Wetzlar"], "valid_through": D(2026, 4, 19), "openings": None}),
    ("Anwendungsbetreuer (m/w/d) Sozialwesen", "<p>regio iT Süd GmbH, Freiburg</p><p>Wir betreuen 120 Kommunen zwischen Lörrach und Offenburg. Sie betreuen mit drei Kolleginnen das Verfahren für Wohngeld.</p><p>Eintritt: sobald wie möglich</p><p>Die Ausschreibung läuft bis 3. April 2026.</p>",
     {"locations": ["Freiburg im Breisgau"], "start": "asap", "valid_through": D(2026, 4, 3), "openings": None, "occupational_category": "432", "areas": ["applications"]}),
    ("Linux-Administrator:in (w/m/d) | 2 Stellen | EG 11 TV-L | Dresden", "<p>Wir haben Verstärkung verdient – und du einen sicheren Job. Ab Juli 2026 besetzen wir zwei Stellen im Team Plattformen.</p><p>Eine Stelle ist für zwei Jahre befristet, die andere unbefristet.</p><p>Bewerbung? Bis 15. Mai an jobs@example.org.</p>",
     {"title": "Linux-Administrator:in (w/m/d)", "locations": ["Dresden"], "start": D(2026, 7, 1), "valid_through": D(2026, 5, 15), "openings": 2}),
    ("Datenbankadministrator (m/w/d)", "<p>Wer wir sind: Die Kommunale Datenverarbeitung Mittelfranken mit Sitz in Ansbach.</p><p>Was wir suchen: Sie, zum frühestmöglichen Termin.</p><p>Wo Sie arbeiten: in Ansbach oder in unserem Büro in Fürth, ganz wie Sie möchten.</p><p>Bis wann Sie sich bewerben: 31.03.2026</p>",
     {"locations": ["Ansbach", "Fürth"], "start": "asap", "valid_through": D(2026, 3, 31)}),
    ("Mitarbeiter/in im Vertragsmanagement (m/w/d)", "<p>Die Stelle ist ab 01.05.2026 befristet bis zum 30.04.2027 in Krefeld zu besetzen. Das Entgelt richtet sich nach EG 9a TVöD (3.290 bis 4.480 Euro im Monat). Die Zulage für Neueinstellungen beträgt 150 Euro.</p><p>Ihre Bewerbung nehmen wir bis zum 31. März 2026 entgegen; Gespräche führen wir in der KW 16.</p>",
     {"locations": ["Krefeld"], "start": D(2026, 5, 1), "valid_through": D(2026, 3, 31), "base_salary": (3290, 4480, "MONTH"), "fixed_term_end": D(2027, 4, 30)}),
    ("Fachinformatiker (m/w/d) für die Schul-IT", "<p>Sie sorgen dafür, dass 14 Schulen in Herten, Marl und Dorsten lernen können. Unser Team sitzt in Recklinghausen, von dort fahren Sie mit dem Dienstwagen los.</p><p>Los geht's: sofort. Bewerben: jederzeit.</p>",
     {"locations": ["Recklinghausen"], "start": "asap", "valid_through": None, "open_ended": True}),
    ("Wir suchen Dich als Junior Consultant (m/w/d) für Finanzverfahren!", "<p>Bonn, Köln oder Düren – such dir deinen Standort aus. Du startest am 1. August oder 1. Oktober 2026.</p><p>Einsendeschluss: 30. Juni 2026</p>",
     {"title": "Junior Consultant (m/w/d) für Finanzverfahren", "locations": ["Bonn", "Köln", "Düren"], "valid_through": D(2026, 6, 30)}),
    ("Sachbearbeitung Zentrale Dienste (m/w/d)", "<p>Im Rathaus der Gemeinde Wennigsen ist zum 15.04.2026 eine Teilzeitstelle frei. Ihre Ansprechpartnerin im Personalamt ist ab 16. März wieder erreichbar. Bewerbungen erwarten wir bis spätestens 23.03.2026.</p>",
     {"locations": ["Wennigsen"], "start": D(2026, 4, 15), "valid_through": D(2026, 3, 23)}),
]


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


@pytest.mark.parametrize(("title", "text", "expected"), ADS)
def test_whole_ads(title: str, text: str, expected: dict[str, Any]) -> None:
    made = facts(text, title=title)
    read = {field: getattr(made, field) for field in expected}
    if "base_salary" in read and made.base_salary:
        read["base_salary"] = (made.base_salary.min, made.base_salary.max, made.base_salary.unit)
    assert read == expected
