"""Words of the invented ads: occupations, subjects, sentences in several voices. No real person or employer."""

from __future__ import annotations

from typing import NamedTuple


class Job(NamedTuple):
    """An occupation: title, range of EG grades, tasks, profile."""

    title: str
    grades: tuple[str, ...]
    tasks: tuple[str, ...]
    profile: tuple[str, ...]


JOBS = (
    Job("Systemadministrator (m/w/d)", ("9b", "10"), (
        "Sie betreiben unsere Serverlandschaft und halten sie aktuell.", "Sie planen Wartungsfenster und führen Updates durch.",
        "Sie dokumentieren Störungen und beheben deren Ursachen.", "Sie automatisieren wiederkehrende Abläufe mit Skripten."),
        ("eine abgeschlossene Ausbildung als Fachinformatiker/in Systemintegration", "Erfahrung mit Virtualisierung und Speichersystemen")),
    Job("Softwareentwickler*in (m/w/d)", ("10", "11"), (
        "Du entwickelst Fachanwendungen vom ersten Entwurf bis zum Betrieb.", "Du schreibst automatisierte Tests und begleitest Code-Reviews.",
        "Du bindest Basisdienste wie das Nutzerkonto und die Bezahlfunktion an.", "Du stimmst dich mit den Fachämtern ab."),
        ("ein Studium der Informatik oder vergleichbare Kenntnisse", "sicherer Umgang mit Java oder Python und mit Git")),
    Job("IT-Projektleitung (m/w/d)", ("11", "12"), (
        "Sie planen und steuern Einführungsprojekte in den Verwaltungen.", "Sie moderieren Workshops und berichten dem Lenkungskreis.",
        "Sie behalten Termine, Budget und Risiken im Blick.", "Sie führen ein fachübergreifendes Projektteam."),
        ("ein abgeschlossenes Studium der Verwaltungs- oder Wirtschaftsinformatik", "mehrjährige Erfahrung in der Leitung von Projekten")),
    Job("Netzwerkadministrator (m/w/d)", ("9c", "10"), (
        "Sie betreuen LAN, WLAN und die Standortvernetzung der Kommunen.", "Sie betreiben Firewalls und werten deren Meldungen aus.",
        "Sie planen den Ausbau des Weitverkehrsnetzes.", "Sie unterstützen den Service Desk bei schwierigen Fällen."),
        ("eine einschlägige IT-Ausbildung", "gute Kenntnisse in Routing und Switching")),
    Job("Mitarbeiter/in im Service-Desk (m/w/d)", ("6", "7"), (
        "Du nimmst Anfragen am Telefon und im Ticketsystem entgegen.", "Du löst Störungen oder gibst sie an die Fachteams weiter.",
        "Du richtest Arbeitsplätze ein und erklärst sie verständlich.", "Du pflegst unsere Wissensdatenbank."),
        ("eine Ausbildung im IT-Bereich oder Erfahrung im Kundendienst", "Freude am Umgang mit Menschen")),
    Job("Anwendungsbetreuer (m/w/d)", ("9a", "9b"), (
        "Sie betreuen das Verfahren und beraten die Fachämter.", "Sie testen neue Programmstände und geben sie frei.",
        "Sie schulen Anwenderinnen und Anwender.", "Sie arbeiten eng mit dem Hersteller zusammen."),
        ("eine Ausbildung als Verwaltungsfachangestellte/r oder im IT-Bereich", "Verständnis für kommunale Abläufe")),
    Job("Informationssicherheitsbeauftragte/r (m/w/d)", ("11", "12"), (
        "Sie bauen das Managementsystem für Informationssicherheit weiter aus.", "Sie planen Audits und Notfallübungen.",
        "Sie untersuchen Sicherheitsvorfälle und leiten Maßnahmen ab.", "Sie sensibilisieren die Beschäftigten."),
        ("Kenntnisse des IT-Grundschutzes", "ein Studium der Informatik oder eine vergleichbare Qualifikation")),
    Job("Datenbankadministrator (w/m/d)", ("10", "11"), (
        "Sie betreiben Datenbanken für Fachverfahren.", "Sie sichern Daten und üben ihre Wiederherstellung.",
        "Sie verbessern die Leistung langsamer Abfragen.", "Sie beraten die Entwicklung beim Datenmodell."),
        ("sehr gute Kenntnisse in PostgreSQL oder Oracle", "Erfahrung im Betrieb hochverfügbarer Systeme")),
    Job("Organisationsberater:in (m/w/d)", ("10", "11"), (
        "Sie nehmen Geschäftsprozesse auf und gestalten sie neu.", "Sie begleiten die Einführung digitaler Anträge.",
        "Sie moderieren Veränderungen in den Verwaltungen.", "Sie erstellen Konzepte und Entscheidungsvorlagen."),
        ("ein Studium der Verwaltungs- oder Organisationswissenschaften", "Erfahrung mit Prozessmodellierung")),
    Job("Sachbearbeitung (m/w/d)", ("8", "9a"), (
        "Sie bearbeiten Vorgänge eigenständig und termingerecht.", "Sie erstellen Bescheide, Auswertungen und Statistiken.",
        "Sie beraten die Fachbereiche.", "Sie pflegen Daten in den Verfahren."),
        ("eine Ausbildung als Verwaltungsfachangestellte/r oder Kauffrau/Kaufmann", "sicherer Umgang mit Tabellenkalkulation")),
    Job("Cloud Engineer (m/w/d)", ("11", "12"), (
        "Du baust unsere Container-Plattform aus.", "Du automatisierst Bereitstellung und Überwachung.",
        "Du berätst Teams beim Umzug ihrer Anwendungen.", "Du beteiligst dich an der Rufbereitschaft."),
        ("Erfahrung mit Kubernetes und Infrastruktur als Code", "gute Linux-Kenntnisse")),
    Job("Testmanager (m/w/d)", ("10", "11"), (
        "Sie planen Tests für neue Verfahren.", "Sie bauen eine Testautomatisierung auf.", "Sie werten Fehler aus und berichten darüber.",
        "Sie schulen Fachämter im Testen."),
        ("Erfahrung in der Qualitätssicherung von Software", "strukturiertes Arbeiten")),
    Job("GIS-Administrator (m/w/d)", ("9c", "10"), (
        "Sie betreiben unsere Geodateninfrastruktur.", "Sie bereiten Geodaten für Bürgerportale auf.",
        "Sie beraten Bauämter bei Auskünften.", "Sie pflegen Dienste und Metadaten."),
        ("ein Studium der Geoinformatik oder Vermessung", "Kenntnisse in Geodatenbanken")),
    Job("Teamleitung (m/w/d)", ("12", "13"), (
        "Sie führen ein Team von acht bis zwölf Beschäftigten.", "Sie entwickeln Dienste und Menschen weiter.",
        "Sie verantworten Budget und Planung Ihres Teams.", "Sie vertreten das Team gegenüber den Mitgliedskommunen."),
        ("Führungserfahrung", "ein einschlägiges Hochschulstudium oder vergleichbare Kenntnisse")),
)

#: (words in the title, what the ad says the post is about)
SUBJECTS = tuple((words, about) for words, about in (
    ("Einwohnerwesen", "das Einwohnerwesen"), ("Kfz-Zulassung", "die Kfz-Zulassung"), ("Soziales", "die Verfahren der Sozialämter"),
    ("Jugendhilfe", "die Verfahren der Jugendämter"), ("Finanzwesen", "das kommunale Finanzwesen"), ("Schul-IT", "die IT der Schulen"),
    ("Bauwesen", "die Verfahren der Bauämter"), ("Ausländerwesen", "das Ausländerwesen"), ("Ratsinformation", "das Ratsinformationssystem"),
    ("E-Akte", "die elektronische Akte"), ("Bürgerportal", "das Bürgerportal"), ("Standesamt", "das Personenstandswesen"),
    ("Wahlen", "die Wahlverfahren"), ("Gewerbe", "das Gewerbewesen"), ("Umwelt", "die Verfahren der Umweltämter"),
    ("Feuerwehr", "die Einsatzunterstützung der Feuerwehren"), ("Gesundheitsamt", "die Verfahren der Gesundheitsämter"),
    ("Personalwirtschaft", "die Personalwirtschaft"), ("Bibliotheken", "die Verbundbibliotheken"), ("Ordnungswidrigkeiten", "das Bußgeldwesen"),
    ("Vergabe", "die elektronische Vergabe"), ("Liegenschaften", "das Liegenschaftswesen"), ("Kita-Portal", "das Kita-Portal"),
    ("Volkshochschulen", "die Volkshochschulen"), ("Abfallwirtschaft", "die Abfallwirtschaft"), ("Friedhofswesen", "das Friedhofswesen"),
    ("Forderungsmanagement", "das Forderungsmanagement"), ("Zeiterfassung", "die Zeiterfassung"), ("Leitstelle", "die Leitstelle"),
    ("Archiv", "das digitale Langzeitarchiv"), ("Wohngeld", "die Wohngeldverfahren"), ("Straßenverkehr", "die Verkehrsverfahren"),
    ("Museen", "die Museen des Kreises"), ("Tourismus", "die Tourismusportale"), ("Veterinärwesen", "das Veterinärwesen"),
    ("Musikschulen", "die Musikschulen"), ("Hafen", "die Häfen der Region"), ("Forst", "die kommunalen Forstbetriebe"),
    ("Stadtwerke", "die Stadtwerke des Verbands"), ("Klimaschutz", "das Klimaschutzmanagement"), ("Breitband", "den Breitbandausbau"),
    ("Smart City", "die Vorhaben der Smart City"), ("Bürgerbüro", "die Bürgerbüros"), ("Statistik", "die Statistikstellen"),
))

TRAINING = (
    ("Ausbildung Fachinformatiker/-in Systemintegration (m/w/d)", "apprenticeship"),
    ("Ausbildung Fachinformatiker/-in Anwendungsentwicklung (m/w/d)", "apprenticeship"),
    ("Ausbildung Kaufleute für Digitalisierungsmanagement (m/w/d)", "apprenticeship"),
    ("Duales Studium Verwaltungsinformatik (m/w/d)", "dual_study"),
    ("Duales Studium Angewandte Informatik (m/w/d)", "dual_study"),
    ("Werkstudent*in Webentwicklung (m/w/d)", "student_job"),
)

INTROS = (
    "Die {employer} ist der IT-Dienstleister für {n} Städte, Gemeinden und Kreise in der Region.",
    "Rund {n} Verwaltungen verlassen sich jeden Tag auf die {employer}: beim Ausweis, beim Bauantrag, bei der Anmeldung zur Kita.",
    "Wir machen Verwaltung einfacher. Die {employer} betreut dafür Verfahren und Netze von {n} Kommunen.",
    "Bei der {employer} arbeiten Menschen, die Technik mögen und wissen, wofür sie da ist.",
    "Seit vielen Jahren entwickelt und betreibt die {employer} digitale Dienste für {n} kommunale Träger.",
)
SEEKS = (
    "Für unseren Bereich rund um {about} suchen wir {start} Verstärkung.",
    "Zur Unterstützung des Teams, das {about} betreut, besetzen wir {start} eine Stelle.",
    "Damit es rund um {about} weiter vorangeht, brauchen wir {start} Unterstützung.",
    "{Start} ist bei uns eine Stelle für {about} zu besetzen.",
)
HEADINGS = (("Ihre Aufgaben", "Ihr Profil", "Unser Angebot"), ("Das erwartet Sie", "Das bringen Sie mit", "Das bieten wir Ihnen"),
            ("Deine Aufgaben", "Dein Profil", "Was wir dir bieten"), ("Aufgabengebiet", "Anforderungen", "Wir bieten"))
REMOTE = ("Mobiles Arbeiten ist an bis zu drei Tagen in der Woche möglich.", "Homeoffice an zwei Tagen pro Woche gehört bei uns dazu.",
          "Nach der Einarbeitung ist Telearbeit möglich.")
BENEFITS = ("30 Tage Urlaub sowie freie Tage am 24. und 31. Dezember", "eine betriebliche Altersversorgung", "ein bezuschusstes Jobticket",
            "Fortbildung nach Ihrem Bedarf", "ein Fahrrad über das Leasingmodell", "eine gründliche Einarbeitung durch das Team",
            "ein Notebook und ein höhenverstellbarer Schreibtisch", "regelmäßige Gespräche über Ihre Entwicklung")
CLOSINGS = ("Wir freuen uns über Bewerbungen von Menschen jeder Herkunft und jeden Alters. Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt.",
            "Chancengleichheit ist uns wichtig. Bei gleicher Eignung berücksichtigen wir Menschen mit Schwerbehinderung bevorzugt.",
            "Alle Bewerbungen sind uns willkommen, unabhängig von Alter, Geschlecht, Herkunft und Weltanschauung.")
