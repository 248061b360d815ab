"""Words of the second generator: written from the description of the benchmark alone, none shared with the first one."""

from __future__ import annotations

#: (male form, female form, noun or other wording that means the same, a synonym that a lexicon may lack), their objects.
OCCUPATIONS = (
    ("Netzwerkingenieur", "Netzwerkingenieurin", "Network Engineer", "Spezialist Datennetze", ("Campusnetze", "Weitverkehrsnetze", "Firewalls", "WLAN-Ausbau", "Rechenzentrumsnetz")),
    ("Sachbearbeiter", "Sachbearbeiterin", "Sachbearbeitung", "Verwaltungsfachkraft", ("Beschaffung", "Zahlungsverkehr", "Wohngeld", "Vertragswesen", "Stellenplan", "Gebührenkalkulation", "Lizenzmanagement")),
    ("IT-Koordinator", "IT-Koordinatorin", "IT-Koordination", "IT-Ansprechpartner", ("Schulen", "Rettungsdienst", "Museen", "Volkshochschule", "Gesundheitsamt")),
    ("Produktmanager", "Produktmanagerin", "Produktmanagement", "Product Owner", ("digitale Antragsverfahren", "E-Rechnung", "Bürgerkonto", "Kollaborationsdienste", "Smart City")),
    ("Anwendungsentwickler", "Anwendungsentwicklerin", "Anwendungsentwicklung", "Software Developer", ("Low-Code", "Fachschalen", "Schnittstellen", "Meldebehörden", "Web-Oberflächen")),
    ("Informationssicherheitsbeauftragter", "Informationssicherheitsbeauftragte", "Beauftragung Informationssicherheit", "CISO", ("Verbandskommunen", "Krankenhäuser", "kritische Infrastrukturen")),
    ("Systemingenieur", "Systemingenieurin", "System Engineer", "Plattformbetreuer", ("Microsoft 365", "Speichersysteme", "Verzeichnisdienste", "Containerplattform", "Arbeitsplatzsysteme", "Mailsysteme")),
    ("Projektmanager", "Projektmanagerin", "Projektmanagement", "Vorhabenkoordinator", ("Onlinezugangsgesetz", "Schuldigitalisierung", "Rechenzentrumsumzug", "ERP-Einführung", "Registermodernisierung")),
    ("Helpdesk-Mitarbeiter", "Helpdesk-Mitarbeiterin", "Mitarbeit im Helpdesk", "First-Level-Agent", ("Vor-Ort-Service", "Kundencenter", "Kreisverwaltung", "Telefonie")),
    ("Datenbankentwickler", "Datenbankentwicklerin", "Datenbankentwicklung", "Data Engineer", ("Auswertungen", "Statistikstelle", "Datenplattform", "Geobasisdaten")),
    ("Vermessungstechniker", "Vermessungstechnikerin", "Vermessungstechnik", "Geomatiker", ("Liegenschaftskataster", "Leitungsdokumentation", "Bodenordnung")),
    ("Bauingenieur", "Bauingenieurin", "Bauingenieurwesen", "Diplom-Ingenieur Bau", ("Kanalbau", "Brücken", "Straßenplanung", "Siedlungswasserwirtschaft")),
    ("Organisationsberater", "Organisationsberaterin", "Organisationsberatung", "Consultant Verwaltungsprozesse", ("Geschäftsprozesse", "Aktenplan", "Personalbemessung")),
    ("Elektroniker", "Elektronikerin", "Elektronik", "Elektrofachkraft", ("Gebäudetechnik", "Lichtsignalanlagen", "Leitwarte", "Messtechnik")),
    ("Sozialpädagoge", "Sozialpädagogin", "Sozialpädagogik", "Fachkraft Soziale Arbeit", ("Jugendhilfe", "Eingliederungshilfe", "Schulsozialarbeit")),
    ("Lohnbuchhalter", "Lohnbuchhalterin", "Lohnbuchhaltung", "Payroll Specialist", ("Beamtenversorgung", "Entgelt Kommunen", "Reisekosten")),
)
TRAININGS = ("Fachinformatiker Systemintegration", "Verwaltungsfachangestellter", "Kaufmann für Digitalisierungsmanagement", "Fachinformatiker Anwendungsentwicklung", "Mechatroniker", "Vermessungstechniker")
STUDIES = ("Verwaltungsinformatik", "Wirtschaftsinformatik", "Public Management", "Angewandte Informatik")
RIVALS = (("Linux", "Windows"), ("Java", "Python"), ("Oracle", "PostgreSQL"), ("SAP HCM", "SAP FI"), ("Hochbau", "Tiefbau"), ("Nord", "Süd"), ("Grundschulen", "Gymnasien"), ("Exchange", "SharePoint"),
          ("Wohngeld", "Elterngeld"), ("Lager", "Einkauf"), ("Backup", "Monitoring"), ("Frontend", "Backend"))
VERBS = (
    "Konzeption und Umsetzung von {o}", "Störungsbearbeitung an {o} im Second Level", "Abnahme von Leistungen rund um {o}", "Fortschreibung der Dokumentation zu {o}", "Ausschreibung und Auswahl von {o}",
    "Beratung von Fachbereichen zu {o}", "Überwachung und Auswertung von {o}", "Weiterentwicklung von {o} gemeinsam mit Partnern", "Einarbeitung von Auszubildenden in {o}", "Planung der Ablösung von {o}",
    "Mitwirkung an Prüfungen von {o}", "Erstellung von Leitfäden für {o}", "Steuerung der Dienstleister für {o}", "Aufbereitung von Entscheidungsvorlagen zu {o}", "Kalkulation und Abrechnung von {o}",
    "Bewertung von Risiken bei {o}", "Vorbereitung und Durchführung von Schulungen zu {o}", "Pflege der Stammdaten für {o}")
OBJECTS = (
    "Richtlinien", "Berechtigungskonzepten", "Wartungsfenstern", "Rahmenverträgen", "Messreihen", "Kundenanfragen", "Testumgebungen", "Migrationspfaden", "Verfahrensverzeichnissen", "Notfallübungen", "Mandanten",
    "Formularen", "Auswertungen für Gremien", "Serverräumen", "Endgeräten", "Schnittstellen zu Landesverfahren", "Bestandsplänen", "Fördermittelanträgen", "Zertifikaten", "Ticketkategorien", "Wissensartikeln",
    "Vergabeunterlagen", "Qualitätskennzahlen", "Verkabelungen", "Personalakten", "Belegungsplänen")
WANTS = (
    "Studienabschluss der Informatik, der Ingenieurwissenschaften oder gleichwertig", "Ausbildung mit mindestens zwei Jahren Praxis", "Kenntnis des Vergaberechts", "routinierter Umgang mit {t}", "Team- und Konfliktfähigkeit",
    "Fahrerlaubnis Klasse B und Bereitschaft zu Dienstreisen", "Deutschkenntnisse auf dem Niveau C1", "strukturierte und zuverlässige Arbeitsweise", "Interesse an {t} und Neuem", "Verständnis für Abläufe einer Kommune",
    "Berufserfahrung im Umfeld {t}", "Englischkenntnisse für Fachliteratur", "Belastbarkeit auch in Stoßzeiten", "Zertifizierung nach einem gängigen Standard")
OFFERS = (
    "einen krisensicheren Arbeitsplatz mit Perspektive", "30 Tage Erholungsurlaub", "mobile Arbeit und Gleitzeit", "ein Zuschuss zum Jobticket", "betriebliche Zusatzversorgung (ZVK)", "Fortbildung nach Bedarf", "ein aufgeschlossenes Team",
    "Gesundheitskurse und Dienstradleasing", "kostenlose Parkplätze", "eine Leistungsprämie nach § 18 TVöD")
SECTIONS = (("Aufgabengebiet", "Anforderungsprofil", "Wir bieten Ihnen"), ("Was Sie erwartet", "Was wir erwarten", "Was Sie von uns haben"), ("Ihre Tätigkeiten", "Ihre Qualifikation", "Unsere Leistungen"),
            ("Deine Aufgaben bei uns", "Das solltest du mitbringen", "Das kannst du erwarten"), ("Zu Ihren Aufgaben gehören insbesondere", "Wir setzen voraus", "Rahmenbedingungen"))
ABOUT = (
    "{e} erbringt IT-Leistungen für {n} Kommunen in der Region.", "Die Beschäftigten ({n} an der Zahl) von {e} kümmern sich um eine Verwaltung, die für alle da ist.", "Mit {n} Menschen ist {e} eine der größten Arbeitgeberinnen vor Ort.",
    "{e} sucht Persönlichkeiten, die mit anpacken. Schon {n} Kolleginnen und Kollegen tun es.", "Seit vielen Jahren gestaltet {e} mit {n} Fachkräften das Leben der Menschen in der Region.")
CLOSINGS = (
    "Bewerbungen schwerbehinderter Menschen sind willkommen und werden bei gleicher Eignung bevorzugt.", "Wir fördern die berufliche Gleichstellung; Frauen werden ausdrücklich zur Bewerbung aufgefordert.",
    "Kosten, die Ihnen durch die Bewerbung entstehen, können nicht übernommen werden.", "Fragen zum Verfahren beantwortet unser Personalservice. Hinweise zum Datenschutz finden Sie auf unserer Internetseite.")
UNITS = ("Fachbereich Bürgerdienste", "Fachbereich Technik", "Amt für Digitalisierung", "Ordnungsamt", "Sozialamt", "Abteilung Netze", "Abteilung Anwendungen", "Stabsstelle Digitales", "Sachgebiet Betrieb", "Referat Personalwesen", "Hochbauamt", "Geschäftsbereich Infrastruktur")
PLACES = (
    ("Bielefeld", "33602", "Nordrhein-Westfalen", "Brackwede"), ("Kiel", "24103", "Schleswig-Holstein", "Gaarden"), ("Osnabrück", "49074", "Niedersachsen", "Voxtrup"), ("Gütersloh", "33330", "Nordrhein-Westfalen", "Isselhorst"),
    ("Fürth", "90762", "Bayern", "Stadeln"), ("Ulm", "89073", "Baden-Württemberg", "Wiblingen"), ("Chemnitz", "09111", "Sachsen", "Rabenstein"), ("Göttingen", "37073", "Niedersachsen", "Geismar"), ("Trier", "54290", "Rheinland-Pfalz", "Ehrang"),
    ("Kassel", "34117", "Hessen", "Wilhelmshöhe"), ("Rostock", "18055", "Mecklenburg-Vorpommern", "Warnemünde"), ("Aachen", "52062", "Nordrhein-Westfalen", "Brand"), ("Würzburg", "97070", "Bayern", "Heidingsfeld"),
    ("Potsdam", "14467", "Brandenburg", "Babelsberg"), ("Jena", "07743", "Thüringen", "Lobeda"), ("Paderborn", "33098", "Nordrhein-Westfalen", "Schloß Neuhaus"), ("Hildesheim", "31134", "Niedersachsen", "Ochtersum"),
    ("Kaiserslautern", "67655", "Rheinland-Pfalz", "Siegelbach"), ("Flensburg", "24937", "Schleswig-Holstein", "Mürwik"), ("Reutlingen", "72764", "Baden-Württemberg", "Betzingen"), ("Siegen", "57072", "Nordrhein-Westfalen", "Weidenau"),
    ("Lüneburg", "21335", "Niedersachsen", "Kaltenmoor"), ("Zwickau", "08056", "Sachsen", "Planitz"), ("Offenbach am Main", "63065", "Hessen", "Bieber"))
CAPITALS = ("Kiel", "Potsdam")
#: (name, short form that portals use, further spellings). {p} is a place.
EMPLOYERS = (
    ("Stadt {p}", None, ("Stadtverwaltung {p}", "Stadt {p} - Die Oberbürgermeisterin", "Stadt {p} | Personalmanagement", "Universitätsstadt {p}")),
    ("Landeshauptstadt {p}", None, ("Stadt {p}", "Landeshauptstadt {p}, Haupt- und Personalamt", "LH {p}")), ("Kreis {p}", None, ("Kreisverwaltung {p}", "Landkreis {p}", "Kreis {p} - Der Landrat")),
    ("Stadtwerke {p} AG", None, ("Stadtwerke {p}", "Stadtwerke {p} Aktiengesellschaft")), ("Rechenzentrum {p} AöR", None, ("Rechenzentrum {p} Anstalt des öffentlichen Rechts", "RECHENZENTRUM {p}")),
    ("Kommunale Datenverarbeitung Region {p} (KDR{q})", "KDR{q}", ("Kommunale Datenverarbeitung Region {p}", "KDR{q} - Kommunale Datenverarbeitung Region {p}")),
    ("{p}-IT Service GmbH", None, ("{p} IT-Service GmbH", "{p}-IT Service Gesellschaft mit beschränkter Haftung")), ("Zweckverband Kommunale Informatik {p}", "ZKI {p}", ("ZV Kommunale Informatik {p}", "Zweckverband Kommunale Informatik {p} KdöR")),
    ("Klinikum {p} gGmbH", None, ("Klinikum {p}", "Klinikum {p} gemeinnützige GmbH")), ("Hochschule {p}", None, ("Hochschule {p} - University of Applied Sciences",)))
PORTALS = ("StepStone Deutschland", "Stellenportal Öffentlicher Dienst", "Bundesagentur für Arbeit", "indeed", "jobs.example-portal.de", "Interamt.de", "Kommunale Jobbörse", "Agentur für Arbeit")
ENGLISH = ("We are looking for a colleague who enjoys working for the public good.", "Your tasks include planning, documentation and support for our customers.", "You have completed a degree or vocational training.",
           "Flexible hours and thirty days of leave are part of what we offer.", "Please send your application with the reference number.", "You work closely with municipal departments and suppliers.", "Travel within the region may be required.")
PDFS = ("Die Stellenausschreibung steht als PDF-Datei zum Download bereit.", "Näheres entnehmen Sie bitte der angehängten Ausschreibung (PDF).", "Stellenausschreibung [PDF]", "Den vollständigen Text finden Sie im PDF-Dokument am Ende dieser Seite.")
LEVELS = ("Senior", "Junior", "Leitender", "Stellvertretender", "Teamleiter", "Trainee")
GENDER = ("(m/w/d)", "(w/m/d)", "(d/m/w)", "(m/w/divers)", "(gn)", "(w|m|d)", "m/w/d", "(all genders)", "(m/w/x)")
