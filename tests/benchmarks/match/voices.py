"""Two voices that write advertisements. ``first`` is for tuning; ``second`` was never tuned on."""

from __future__ import annotations

from dataclasses import dataclass

PLACES = [
    ("Köln", "50667", "NW", "Deutz"), ("Münster", "48143", "NW", "Mauritz"), ("Lübeck", "23552", "SH", "Travemünde"), ("Görlitz", "02826", "SN", "Weinhübel"),
    ("Nürnberg", "90402", "BY", "Langwasser"), ("Würzburg", "97070", "BY", "Grombühl"), ("Göttingen", "37073", "NI", "Weende"), ("Kassel", "34117", "HE", "Wilhelmshöhe"),
    ("Mainz", "55116", "RP", "Gonsenheim"), ("Tübingen", "72070", "BW", "Lustnau"), ("Erfurt", "99084", "TH", "Gispersleben"), ("Potsdam", "14467", "BB", "Babelsberg"),
    ("Schwerin", "19053", "MV", "Lankow"), ("Magdeburg", "39104", "ST", "Buckau"), ("Saarbrücken", "66111", "SL", "Dudweiler"), ("Osnabrück", "49074", "NI", "Schinkel"),
    ("Paderborn", "33098", "NW", "Elsen"), ("Lemgo", "32657", "NW", "Brake"), ("Fürth", "90762", "BY", "Poppenreuth"), ("Gießen", "35390", "HE", "Wieseck"),
    ("Cottbus", "03046", "BB", "Sandow"), ("Chemnitz", "09111", "SN", "Kaßberg"), ("Freiburg im Breisgau", "79098", "BW", "Herdern"), ("Trier", "54290", "RP", "Euren"),
]
STATES = {"NW": "Nordrhein-Westfalen", "SH": "Schleswig-Holstein", "SN": "Sachsen", "BY": "Bayern", "NI": "Niedersachsen", "HE": "Hessen", "RP": "Rheinland-Pfalz", "BW": "Baden-Württemberg",
          "TH": "Thüringen", "BB": "Brandenburg", "MV": "Mecklenburg-Vorpommern", "ST": "Sachsen-Anhalt", "SL": "Saarland"}


@dataclass(frozen=True)
class Voice:
    """Sentence banks. ``roles``: (male, female, inflection, synonym in common use, rarer synonym)."""

    roles: tuple[tuple[str, str, str, str], ...]
    topics: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    tasks: tuple[str, ...]
    profile: tuple[str, ...]
    offer: tuple[str, ...]
    intro: tuple[str, ...]
    closing: tuple[str, ...]
    headings: tuple[tuple[str, str, str], ...]
    departments: tuple[str, ...]
    term: tuple[tuple[str, str], ...]
    pay: tuple[str, ...]
    hours: tuple[str, ...]
    deadline: tuple[str, ...]
    reference: tuple[str, ...]
    pdf: tuple[str, ...]
    english: tuple[str, ...]
    portals: tuple[str, ...]


FIRST = Voice(
    roles=(
        ("Systemadministrator", "Systemadministratorin", "Systemadministration", "Systembetreuer"),
        ("Softwareentwickler", "Softwareentwicklerin", "Softwareentwicklung", "Programmierer"),
        ("Sachbearbeiter", "Sachbearbeiterin", "Sachbearbeitung", "Verwaltungsmitarbeiter"),
        ("IT-Projektleiter", "IT-Projektleiterin", "IT-Projektleitung", "Projektverantwortlicher IT"),
        ("Anwendungsbetreuer", "Anwendungsbetreuerin", "Anwendungsbetreuung", "Applikationsspezialist"),
        ("Netzwerkadministrator", "Netzwerkadministratorin", "Netzwerkadministration", "Netzwerktechniker"),
        ("IT-Berater", "IT-Beraterin", "IT-Beratung", "IT-Consultant"),
        ("Datenbankadministrator", "Datenbankadministratorin", "Datenbankadministration", "Datenbankspezialist"),
        ("Fachinformatiker", "Fachinformatikerin", "Fachinformatik", "IT-Fachkraft"),
        ("Servicetechniker", "Servicetechnikerin", "Servicetechnik", "Supporttechniker"),
    ),
    topics=("Einwohnerwesen", "Personalwesen", "Finanzen", "Sozialwesen", "Schul-IT", "Geodaten", "E-Akte", "Online-Dienste", "Telekommunikation", "Rechenzentrum", "Jugendamt",
            "Kraftfahrzeugwesen", "Bauverwaltung", "Dokumentenmanagement", "Informationssicherheit", "Client-Management", "Ratsinformation", "Vergabe", "Bibliotheken", "Feuerwehr und Leitstelle"),
    pairs=(("Linux", "Windows"), ("Java", "C#"), ("Oracle", "PostgreSQL"), ("SAP", "Infoma"), ("Nord", "Süd"), ("Citrix", "VMware"), ("Kita", "Schule"), ("LAN", "WLAN")),
    tasks=(
        "Sie planen und betreiben die zentralen Systeme für {t}.", "Sie analysieren Störungen im Bereich {t} und beheben sie dauerhaft.", "Sie beraten die Fachämter bei Fragen zu {t}.",
        "Sie dokumentieren Abläufe und pflegen das Betriebshandbuch.", "Sie führen neue Verfahren für {t} ein und begleiten den Umstieg.", "Sie schulen Anwenderinnen und Anwender vor Ort und online.",
        "Sie steuern externe Dienstleister und prüfen deren Rechnungen.", "Sie erstellen Konzepte zur Weiterentwicklung von {t}.", "Sie wirken in der landesweiten Arbeitsgruppe {t} mit.",
        "Sie automatisieren wiederkehrende Aufgaben mit Skripten.", "Sie betreuen die Schnittstellen zwischen {t} und dem Finanzverfahren.", "Sie testen neue Programmversionen und geben sie frei.",
        "Sie überwachen die Verfügbarkeit und melden Kapazitätsengpässe.", "Sie stellen den Datenschutz in {t} sicher.", "Sie nehmen an der Rufbereitschaft teil.",
        "Sie vertreten das Team in Sitzungen der Verbandsversammlung.", "Sie erheben Anforderungen der Mitgliedskommunen an {t}.", "Sie planen Budgets und überwachen deren Einhaltung.",
        "Sie migrieren Altbestände in das neue Verfahren {t}.", "Sie werten Kennzahlen aus und berichten der Leitung."),
    profile=(
        "Abgeschlossene Ausbildung in einem IT-Beruf oder vergleichbare Kenntnisse.", "Ein abgeschlossenes Studium der Informatik oder Verwaltungsinformatik.", "Mehrjährige Erfahrung mit {t}.",
        "Sicheres Auftreten und Freude an der Beratung.", "Kenntnisse in ITIL und im Projektmanagement.", "Führerschein der Klasse B.", "Sehr gute Deutschkenntnisse in Wort und Schrift.",
        "Bereitschaft, sich in {t} einzuarbeiten.", "Analytisches Denken und eigenständige Arbeitsweise.", "Erfahrung in der öffentlichen Verwaltung ist von Vorteil."),
    offer=("Ein sicherer Arbeitsplatz im öffentlichen Dienst.", "30 Tage Urlaub, Heiligabend und Silvester frei.", "Betriebliche Altersvorsorge und Jahressonderzahlung.", "Flexible Arbeitszeiten und mobiles Arbeiten.",
           "Ein vergünstigtes Deutschlandticket und Fahrradleasing.", "Individuelle Fortbildungen und eine gute Einarbeitung."),
    intro=("{e} ist Dienstleister für Kommunen der Region und betreibt mit rund {n} Beschäftigten deren Informationstechnik.", "{e} versteht sich als Partnerin der Verwaltungen und sorgt mit {n} Kolleginnen und Kollegen für verlässliche Systeme.",
           "Digitalisierung gelingt nur gemeinsam. Bei {e} arbeiten {n} Menschen daran, dass Rathäuser funktionieren."),
    closing=("Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt berücksichtigt. Bewerbungen von Frauen sind ausdrücklich erwünscht.", "Wir freuen uns über Bewerbungen unabhängig von Herkunft, Alter, Religion und Geschlecht.",
             "Für Fragen steht Ihnen die Personalabteilung gern zur Verfügung. Wir freuen uns auf Ihre Bewerbung über unser Portal."),
    headings=(("Ihre Aufgaben", "Ihr Profil", "Wir bieten"), ("Das erwartet Sie", "Das bringen Sie mit", "Das bieten wir Ihnen"), ("Aufgabenschwerpunkte", "Anforderungen", "Unser Angebot")),
    departments=("Abteilung Infrastruktur", "Abteilung Fachverfahren", "Fachbereich Digitalisierung", "Amt für Informationstechnik", "Jugendamt", "Abteilung Kundenservice", "Fachbereich Zentrale Dienste"),
    term=(("Die Stelle ist unbefristet zu besetzen.", "Die Stelle ist auf zwei Jahre befristet."), ("Wir bieten ein unbefristetes Arbeitsverhältnis.", "Das Arbeitsverhältnis ist befristet bis zum 31.12.{y}.")),
    pay=("Die Vergütung erfolgt nach Entgeltgruppe {g} TVöD.", "Eingruppierung: EG {g} TVöD-VKA.", "Wir zahlen Entgelt nach E {g} TVöD."),
    hours=("Die wöchentliche Arbeitszeit beträgt {h} Stunden.", "Arbeitszeit: {h} Stunden pro Woche."),
    deadline=("Bitte bewerben Sie sich bis zum {d}.", "Bewerbungsfrist: {d}.", "Wir freuen uns auf Ihre Bewerbung bis {d}."),
    reference=("Bitte geben Sie die Kennziffer {k} an.", "Kennziffer: {k}.", "Referenznummer: {k}."),
    pdf=("Die vollständige Stellenausschreibung finden Sie im beigefügten PDF.", "Bitte entnehmen Sie alle Einzelheiten dem PDF-Dokument."),
    english=("You will plan and run central systems.", "You will advise our municipal customers.", "You have a degree in computer science.", "We offer flexible working hours and thirty days of leave.",
             "Please apply with your full documents.", "You document processes and support the team."),
    portals=("Interamt", "StepStone", "Jobbörse der Bundesagentur für Arbeit", "kommunaljobs.de", "Indeed", "stellenmarkt-oeffentlich.de"),
)

SECOND = Voice(
    roles=(
        ("Referent", "Referentin", "Referententätigkeit", "Fachreferent"), ("IT-Architekt", "IT-Architektin", "IT-Architektur", "Solution Architect"),
        ("Verfahrensbetreuer", "Verfahrensbetreuerin", "Verfahrensbetreuung", "Fachverfahrensspezialist"), ("Webentwickler", "Webentwicklerin", "Webentwicklung", "Web Developer"),
        ("Serviceberater", "Serviceberaterin", "Serviceberatung", "Kundenberater"), ("Testmanager", "Testmanagerin", "Testmanagement", "Qualitätssicherer"),
        ("Elektroniker", "Elektronikerin", "Elektronik", "Betriebstechniker"), ("Buchhalter", "Buchhalterin", "Buchhaltung", "Finanzbuchhalter"),
        ("Prozessmanager", "Prozessmanagerin", "Prozessmanagement", "Organisationsberater"), ("Cloud-Engineer", "Cloud-Engineerin", "Cloud-Engineering", "Cloud-Ingenieur"),
    ),
    topics=("Bürgerportal", "Ausländerwesen", "Gewerberegister", "Abfallwirtschaft", "Kommunale Wahlen", "Archivwesen", "Lohnabrechnung", "Videokonferenz", "Drucksysteme", "Identitätsmanagement", "Ordnungswidrigkeiten",
            "Friedhofsverwaltung", "Liegenschaften", "Mobile Endgeräte", "Notfallmanagement", "Open Data", "Kitaplatzvergabe", "Standesamt", "Sitzungsdienst", "Steueramt"),
    pairs=(("Python", "PHP"), ("Android", "iOS"), ("Ost", "West"), ("Exchange", "SharePoint"), ("Wasser", "Strom"), ("MySQL", "MongoDB"), ("Hardware", "Software"), ("Cisco", "Juniper")),
    tasks=(
        "Verantwortung für den Betrieb rund um {t}", "Aufnahme und Klassifizierung von Tickets zu {t}", "Abstimmung mit Verwaltungen, Land und Herstellern", "Mitarbeit in Vergabeverfahren",
        "Entwurf von Schnittstellen und Datenmodellen für {t}", "Pflege von Wissensdatenbank und Handbüchern", "Durchführung von Workshops mit Kommunen", "Vorbereitung von Gremienvorlagen",
        "Qualitätssicherung der Lieferungen zu {t}", "Ausrollen von Aktualisierungen nach Feierabend", "Überprüfung von Berechtigungen in {t}", "Bewertung neuer Produkte am Markt",
        "Planung von Umzügen und Inbetriebnahmen", "Rechnungsprüfung und Vertragsüberwachung", "Einweisung neuer Beschäftigter in {t}", "Aufbau eines Lagebilds für {t}", "Beantwortung von Anfragen der Revision",
        "Koordination der Zulieferer für {t}", "Erhebung von Nutzungszahlen", "Unterstützung der Leitung bei Sonderaufgaben"),
    profile=("Diplom, Bachelor oder Master einer passenden Fachrichtung", "Berufsausbildung mit Praxis in {t}", "Umsicht, Geduld und Humor", "Vertrautheit mit agilen Methoden", "Pkw-Führerschein", "Deutsch auf Niveau C1",
             "Lust auf {t}", "Verlässlichkeit und klare Sprache", "Gespür für politische Zusammenhänge", "Erste Berufserfahrung erwünscht"),
    offer=("Krisenfester Job mit Sinn", "Gleitzeit ohne Kernzeit", "Zusatzversorgung und Leistungsentgelt", "Homeoffice nach Absprache", "Kantine, Parkplatz und Jobticket", "Patenprogramm für neue Kolleginnen und Kollegen"),
    intro=("Wer bei {e} anfängt, arbeitet für mehr als {n} Rathäuser und Schulen.", "Mit {n} Beschäftigten hält {e} Verwaltungen am Laufen.", "{e}: {n} Fachleute, ein Ziel, nämlich gute Verwaltung."),
    closing=("Vielfalt ist uns wichtig. Menschen mit Schwerbehinderung erhalten bei gleicher Qualifikation den Vorzug.", "Teilen Sie uns bitte mit, wie Sie auf uns aufmerksam wurden.", "Reisekosten zum Vorstellungsgespräch werden nicht erstattet."),
    headings=(("Was Sie bei uns bewegen", "Was Sie auszeichnet", "Was wir Ihnen bieten"), ("Tätigkeiten", "Voraussetzungen", "Benefits"), ("Dein Job", "Dein Hintergrund", "Deine Vorteile")),
    departments=("Sachgebiet Technik", "Sachgebiet Verfahren", "Geschäftsbereich Kommunikation", "Dezernat Ordnung", "Referat Haushalt", "Team Betrieb", "Stabsstelle Strategie"),
    term=(("Die Einstellung erfolgt auf Dauer.", "Die Einstellung ist befristet für 18 Monate."), ("Unbefristete Stelle.", "Befristet als Elternzeitvertretung bis 30.06.{y}.")),
    pay=("Bezahlung: TVöD EG {g}.", "Das Entgelt richtet sich nach Entgeltgruppe {g} TVöD.", "Vergütet wird mit EG {g} TVöD."),
    hours=("Umfang: {h} Wochenstunden.", "Beschäftigt werden Sie mit {h} Std. wöchentlich."),
    deadline=("Ihre Unterlagen erwarten wir bis {d}.", "Bewerbungsschluss ist der {d}.", "Frist: {d}."),
    reference=("Kennziffer {k} bitte angeben.", "Unser Zeichen: Kennziffer {k}.", "Ref.-Nr. {k}"),
    pdf=("Ausschreibungstext als PDF siehe Anhang.", "Zum Herunterladen: Stellenausschreibung (PDF, 310 kB)."),
    english=("Your mission is to keep public services running.", "You bring experience with municipal software.", "What we offer is a secure job and a friendly team.", "Apply online until the closing date.",
             "Work with colleagues from many departments.", "Fluent German is required."),
    portals=("Jobware", "meinestadt.de", "Stellenbörse Nord", "Bundesagentur für Arbeit", "öffentlicher-dienst.jobs", "Karriereportal Kommunal"),
)
VOICES = {"first": FIRST, "second": SECOND}
