"""What the work is: occupation, fields, leadership. Titles and sentences in many voices, labelled by the rules of docs/facts.md."""

import pytest

from pipeline.model import Posting
from pipeline.normalise.posting import normalise
from tests.pipeline.facts import facts

#: KldB -> titles.
PLAIN: dict[str | None, list[str]] = {
    "433": [
        "IT-Systemadministrator (m/w/d) Schwerpunkt Microsoft", "System Administrator (m/f/d)", "Sysadmin (m/w/d)", "EDV-Administrator/in", "SAP-Basis-Administrator (m/w/d)", "Mitarbeiter (m/w/d) Systemadministration", "Sachbearbeitung Systembetrieb (m/w/d)",
        "IT-Systemspezialist Virtualisierung", "Netzwerkingenieur:in (m/w/d)", "Spezialistin/Spezialist für Netzwerke (m/w/d)", "Sachbearbeiter (m/w/d) Netzwerktechnik", "Chief Information Security Officer (CISO) (m/w/d)", "Beauftragte/r für Informationssicherheit",
        "Referent/in Informationssicherheit (m/w/d)", "Mitarbeiter:in Cybersicherheit (m/w/d)", "IT Project Manager (m/f/d)", "Projektmanager/in IT-Infrastruktur", "Projektleitung Einführung E-Akte (m/w/d)", "Teilprojektleitung IT (m/w/d)", "Sachbearbeiter/-in IT-Organisation",
        "Rechenzentrumsmitarbeiter (m/w/d)", "Teamleiter (m/w/d) Systemadministration", "Leitung Team Netzwerk (m/w/d)", "Database Administrator (m/w/d)", "DBA (m/w/d) Oracle", "Fachinformatiker/in – Systemintegration als IT-Administrator", "Schul-IT-Koordinator", "Stellvertretende Leitung Rechenzentrum",
        "Berater (m/w/d) Informationssicherheit", "Leiter der Stabsstelle Informationssicherheit", "Fachkraft (m/w/d) für IT-Support und Systemadministration", "Systems Engineer (m/w/d) Storage",
    ],
    "434": [
        "Full-Stack-Entwickler:in", "Software Engineer (m/w/d) Backend", "Programmierer/in (m/w/d)", "Fachinformatiker (m/w/d) Anwendungsentwicklung", "Entwicklungsingenieur (m/w/d) Fachverfahren", "Mitarbeiter*in Softwareentwicklung", "ABAP-Entwickler (m/w/d)", "Softwareingenieur/in", "Datenbankentwickler (m/w/d)",
        "Senior Softwareentwickler:in KI-Anwendungen (m/w/d)", "Praktikum Softwareentwicklung", "Studentische Hilfskraft Webentwicklung", "Host-Systemprogrammierer z/OS", "Frontend-Entwickler mit UX-Schwerpunkt", "Leitung Softwareentwicklung (m/w/d)", "Entwickler (m/w/d) für Finanzsoftware",
    ],
    "432": [
        "SAP-Anwendungsbetreuung (m/w/d) Haushalt", "Business Analyst / Anforderungsmanagerin (m/w/d)",
        "Service-Desk-Agent (m/w/d)", "Helpdesk-Mitarbeiter:in", "2nd-Level-Supporter", "Supportmitarbeiter (m/w/d) Fachverfahren", "Verfahrensmanager/in", "Applikationsmanager (m/w/d)", "Application Support Engineer", "SAP-Berater (m/w/d) Finanzwesen", "SAP-Betreuer (m/w/d)", "Fachberater/in Einwohnerwesen", "Fachberater (m/w/d) für Kita-Verfahren", "Consultant Finanzwesen (m/w/d)",
        "Account Manager (m/w/d) öffentliche Verwaltung", "IT-Vertrieb (m/w/d)", "Systemanalytiker (m/w/d)", "Fachadministrator/in Jugendamt", "Anwendungsadministrator/in", "Fachapplikationsbetreuer (m/w/d)", "Teamleitung Fachverfahren (m/w/d)", "IT-Spezialist (m/w/d) für Kita-Software", "Werkstudent (m/w/d) Anwendungssupport",
        "MITARBEITER IT-SERVICE-DESK (M/W/D)",
    ],
    "431": ["Diplom-Informatiker/in (FH)", "Auszubildende zum Fachinformatiker (m/w/d)", "Ausbildung Fachinformatiker*in Anwendungsentwicklung", "Duales Studium Angewandte Informatik", "Wirtschaftsinformatiker (m/w/d)", "Fachinformatiker für Systemintegration (m/w/d)"],
    "713": ["Organisationsentwickler:in", "Prozessberater:in", "Sachbearbeitung Organisation", "Referent Prozessmanagement"],
    "714": ["Kaufmännische Assistenz (m/w/d)", "Assistenz der Amtsleitung", "Assistenz (m/w/d) der Abteilung Netze", "Schulverwaltungssekretärin (m/w/d)"],
    "715": ["Personaladministration (m/w/d)", "Personalentwickler (m/w/d)", "HR Business Partner (m/w/d)", "Personalsachbearbeiter/in Entgeltabrechnung", "Leiter Personal (m/w/d)"],
    "722": ["Buchhalter*in", "Sachbearbeiter/in Haushalt und Rechnungswesen", "Teamleiterin Buchhaltung", "Mitarbeiter/in Controlling"],
    "731": ["Justiziar*in", "Referent/in Recht", "Referentin/Referent (m/w/d) Vergaberecht", "Leitung Referat Recht"],
    "732": ["Verwaltungsfachangestellte/r", "Ausbildung Verwaltungsfachangestellte (m/w/d)", "Verwaltungsfachwirt"],
    None: [
        # networks of people, money of an IT department, a project that is no plain one of IT
        "Netzwerkkoordination (m/w/d) Integration", "Netzwerkmanager:in Klimabildung", "Referent/in IT-Haushalt (m/w/d)", "Projektmanager (m/w/d) E-Akte", "Rechnungsprüferin (m/w/d)", "Leiter Stadtkasse / Kassenverwalter (m/w/d)",
        # more than one group, or another one
        "Data Engineer", "Data-Warehouse-Entwickler", "DevOps-Engineer", "Site Reliability Engineer", "Softwarearchitektin", "Netzwerkarchitekt", "Softwaretester (m/w/d)", "Scrum Master", "IT-Service-Manager", "IT-Leiter (m/w/d)", "Leitung der IT (m/w/d)", "GIS-Koordinator/in", "Informatikkauffrau/-mann",
        "IT-Mitarbeiter (m/w/d)", "Sachbearbeiter (m/w/d) Digitalisierung", "Fachinformatiker (m/w/d)", "Fachinformatiker*in im First-Level-Support", "Ausbildung zur Fachinformatikerin Daten- und Prozessanalyse", "Ausbildung Kaufleute für IT-System-Management", "Duales Studium Cyber Security", "Stadtentwickler/in", "Digitalisierungs- und Prozessmanager",
        "Projektleiter*in Netzausbau", "Projektleiter Smart City", "Product Owner (m/w/d) Fachverfahren", "Rollout-Mitarbeiter (m/w/d)", "Informationssicherheits- und Datenschutzbeauftragte/r", "Systemadministrator und Anwendungsbetreuer (m/w/d)", "Koordinator/in Support", "Sachbearbeiter Organisation und IT", "Abteilungsleitung Fachverfahren",
        "Change- und Projektmanager:in OZG", "Telefonzentrale und Service Desk (m/w/d)", "Landschaftsarchitekt", "Glasfasertechniker", "Arbeitssicherheitsbeauftragter", "Netzingenieur Strom", "Projektleiter Smart-Meter-Rollout", "Fachberatung Kindertagespflege", "Business Development Manager", "Projektentwickler (m/w/d) Immobilien", "BI-Consultant (m/w/d)", "Cloud Consultant", "IT-Assistent (m/w/d)", "Sachbearbeiter Genehmigungsverfahren", "Vertriebsadministration", "Veranstaltungsorganisation", "Sachbearbeitung Ausländerrecht", "Sachbearbeiter/in Entgeltabrechnung", "Elektroingenieur (m/w/d)", "Traineeprogramm Softwareentwicklung", "Initiativbewerbung Systemadministration",
    ],
}
FIELDS: dict[str, list[str]] = {
    "Systembetreuung Windows-Server": ["operations"], "Senior Berater Informationssicherheit": ["security"], "Consultant Business Intelligence": ["data"], "Product Owner Low-Code": [], "Personalmarketing und Social Media": ["administration"],
    "Entwickler Datenplattform": ["data", "development"], "Consultant Digitalisierung": ["projects"],
    "Projektleiter/in Rechenzentrumsumzug": ["projects"], "Projektleitung Servermigration": ["projects"], "Datenanalystin Regionale Datenplattform": ["data"], "Produktmanager OZG": [], "IT-Koordinator/in Fachverfahren": [],
    "Kommunikationsmanagerin im Smart-City-Projekt": [], "IT-Systemtechniker Vor-Ort-Service": ["applications"], "Systembetreuer Dokumentenmanagement": ["applications"], "Systembetreuer EDV": [],
    "Netzwerkkoordination (m/w/d) Integration": [], "Netzwerkmanager (m/w/d) Rechenzentrum": ["networks", "operations"], "Data Scientist (m/w/d), Amt für Smart City": ["data"], "Projektmanagerin Smart City": ["projects"],
    "Assistenz (m/w/d) Netzwerk": ["administration"], "Rechnungsprüferin (m/w/d)": ["administration"], "Sachbearbeiter/in IuK (m/w/d)": [], "Digitallotsin (m/w/d)": [],
    "SAP-Anwendungsbetreuung (m/w/d) Haushalt": ["applications"], "Stabsstelle Verträge und Recht (m/w/d)": [], "Produktbetreuerin (m/w/d) Meldewesen": ["applications"],
    "SAP-Basis-Administrator (m/w/d)": ["operations"], "Netzwerk- und Systemadministrator (m/w/d)": ["networks", "operations"], "Netzwerk- und Firewall-Administrator": ["networks", "security"], "Projektmanager/in IT-Infrastruktur": ["operations", "projects"], "IT-Projektleitung DMS-Einführung": ["projects"],
    "Softwareentwickler (m/w/d) Cloud und Fachverfahren": ["development"], "Softwareentwickler (m/w/d) KI": ["data", "development"], "Anwendungsbetreuung Personalwesen": ["applications"], "Assistenz (m/w/d) für die Abteilung IT-Sicherheit": ["administration"], "Assistenz der Geschäftsführung": ["administration"],
    "Leitung Fachliche Leitstelle (m/w/d)": ["applications"], "Vermessungsingenieur (m/w/d) Geodateninfrastruktur": ["data"], "IT-Servicetechniker (m/w/d) Vor-Ort-Support": ["applications"], "IT-Servicetechniker (m/w/d)": [], "Referent (m/w/d) IT-Strategie": [], "Sachbearbeiter/in E-Akte": [], "Vorstand (m/w/d) Technik": [],
    "Vertriebsmitarbeiter (m/w/d) Software": [], "Sachbearbeiter/in Zentrale Dienste": ["administration"], "Wissenschaftliche Mitarbeiterin (m/w/d) im Forschungsprojekt Kommunale KI": ["data"], "IT-Systemkaufmann*frau (m/w/d)": [], "Datenschutz- und Sicherheitskoordinator": ["security"],
}
#: Where the title leaves the field open: the tasks, not the requirements or what the house does else.
TASKS: dict[str, tuple[list[str], str | None]] = {
    "<p>Sie helfen bei Störungen am Arbeitsplatz und richten Geräte ein.</p>": (["applications"], None),
    "<p>Wir betreiben Server und Netzwerke für 30 Städte.</p><h3>Ihre Aufgaben</h3><ul><li>First-Level-Support</li></ul><h3>Ihr Profil</h3><ul><li>Kenntnisse in Linux und Firewalls</li></ul>": (["applications"], None),
    "<h3>Das machst du:</h3><ul><li>Betrieb der Server und der Datensicherung</li></ul><h3>Das bringst du mit:</h3><ul><li>Freude am Support</li></ul>": (["operations"], None),
    "<p>Ihre Aufgaben: Server, Anwenderbetreuung, Telefonanlage</p>": ([], None),
    "<p>Bewerbung bis 15.04.2026.</p>": ([], None),
}
LEADS: dict[str, str | None] = {
    "Sachgebietsleiter/in (m/w/d) Netze": "lead", "Leiter:in IT": "lead", "Head of Infrastructure": "lead", "Kita-Leitung": "lead", "Servicebereichsleitung Support": "lead", "Leitung Fachliche Leitstelle": "lead", "Amtsleiter*in": "lead", "Teamlead DevOps (m/w/d)": "lead", "Fachdienstleitung (m/w/d)": "lead",
    "Projektleiter (m/w/d) IT": None, "Bauleitung": None, "Ausbildungsleitung (m/w/d)": None, "Freileitungsmonteur": None, "Leitung des Projekts Bauakte": None, "Leitung Digitalisierungsprojekte": None, "Leitung Projektmanagement": "lead", "Leiterplattentechniker": None, "Assistenz der Abteilungsleitung": None, "Referent der Geschäftsführung": None, "Leitstellendisponent": None, "Weiterleitung": None, "Stellvertretende Teamleitung": None,
    "Informationssicherheitsbeauftragter (CISO)": None, "Duales Studium mit Ziel Teamleitung": None,
}
STAFF: dict[str, str | None] = {
    "Sie tragen die Personalverantwortung für sechs Beschäftigte.": "lead", "Fachliche und disziplinarische Führung des Teams": "lead", "Sie führen ein Team von acht Personen.": "lead", "Du leitest ein kleines Team.": "lead",
    "Sie haben Erfahrung in der disziplinarischen Führung.": None, "Eine Personalverantwortung für Mitarbeitende ist mit der Stelle nicht verbunden.": None, "Unsere Führungskräfte führen ihr Team mit Vertrauen.": None, "Sie leiten ein Projektteam ohne Personalverantwortung.": None, "Sie arbeiten in einem Team von acht Personen.": None,
    "Perspektivisch übernehmen Sie Personalverantwortung für zwei Kolleginnen.": None,
}


@pytest.mark.parametrize(("title", "group"), [(title, group) for group, titles in PLAIN.items() for title in titles])
def test_occupations(title: str, group: str | None) -> None:
    assert facts(title=title).occupational_category == group


@pytest.mark.parametrize(("title", "areas"), FIELDS.items())
def test_fields_of_work(title: str, areas: list[str]) -> None:
    assert sorted(facts(title=title).areas) == areas


@pytest.mark.parametrize(("text", "found"), TASKS.items())
def test_the_tasks_tell_what_the_title_leaves_open(text: str, found: tuple[list[str], str | None]) -> None:
    made = facts(text, title="IT-Mitarbeiter/in (m/w/d)")
    assert (list(made.areas), made.occupational_category) == found


@pytest.mark.parametrize(("tasks", "group"), [("Betrieb der Server und Switches", "433"), ("Pflege der Server, Unterstützung der Anwender", "431"), ("", "431")])
def test_a_trained_informatician_who_only_runs_systems_is_an_administrator(tasks: str, group: str) -> None:
    assert facts(f"Ihre Aufgaben: {tasks}", title="Fachinformatiker (m/w/d) Systemintegration").occupational_category == group


@pytest.mark.parametrize(("text", "group"), [("Sie betreuen das Verfahren für Wohngeld und seine Anwender.", "432"), ("Sie betreuen 40 Server.", "433")])
def test_who_cares_for_a_procedure_supports_its_users(text: str, group: str) -> None:
    assert facts(text, title="Systembetreuer (m/w/d)").occupational_category == group


@pytest.mark.parametrize(("title", "tasks", "areas"), [
    ("Consultant (m/w/d) Meldewesen", "Second-Level-Support, Schulungen", ["applications"]), ("Consultant (m/w/d) Meldewesen", "Workshops mit Bürgerbüros", ["projects"]),
    ("Berater (m/w/d) SAP", "Schulungen", []), ("Berater (m/w/d) SAP", "Analyse von Fehlermeldungen", ["applications"]),
    ("IT-Administrator (m/w/d) Schulen", "Server, Netzwerke, Endgeräte der Lehrkräfte", []), ("IT-Administrator (m/w/d) Schulen", "Server und Datensicherung", ["operations"]),
    ("Systembetreuer (m/w/d)", "Betrieb der Server", ["operations"])])
def test_the_tasks_decide_between_two_fields(title: str, tasks: str, areas: list[str]) -> None:
    assert list(facts(f"Ihre Aufgaben: {tasks}", title=title).areas) == areas


@pytest.mark.parametrize(("title", "group"), [("Werkstudent (m/w/d) IT-Support", None), ("Werkstudent (m/w/d) Service Desk", "432"), ("Werkstudent (m/w/d) Webentwicklung", "434"), ("Projektmanager (m/w/d) E-Government", "433"),
                                              ("Systembetreuer (m/w/d) für das Dokumentenmanagement", "432"), ("Berater (m/w/d) Finanzwesen", None), ("Sachbearbeitung (m/w/d) Finanzwesen", "722")])
def test_occupations_of_subjects(title: str, group: str | None) -> None:
    assert facts(title=title).occupational_category == group


@pytest.mark.parametrize(("title", "level"), LEADS.items())
def test_titles_of_leadership(title: str, level: str | None) -> None:
    assert facts(title=title).career_level == level


@pytest.mark.parametrize(("text", "level"), STAFF.items())
def test_sentences_of_leadership(text: str, level: str | None) -> None:
    assert facts(text, title="Referent/in (m/w/d) Netze").career_level == level


def test_a_title_of_leadership_without_staff_is_none() -> None:
    assert facts("Die Stelle ist ohne Personalverantwortung.", title="Teamleitung (m/w/d)").career_level is None


def test_the_words_are_shown_as_written() -> None:
    made = normalise(Posting(source="x", url="https://x.example", title="Sachgebietsleiter/in NETZWERKE (m/w/d)"))
    words = {proof.field: (proof.words, proof.origin) for proof in made.evidence}
    assert words["career_level"] == ("Sachgebietsleiter/in", "title")
    assert words["areas"][0].casefold() == words["occupational_category"][0].casefold() == "netzwerke"
