"""Where the work is: places in text, in titles and in a portal's field, and the names that the gazetteer knows."""

from typing import Any

import pytest

from pipeline.normalise.places import find
from tests.pipeline.facts import facts

PLACES: dict[str, list[str]] = {
    "Wir suchen für unseren Standort Plauen, alternativ für Zwickau, eine Fachkraft.": ["Plauen", "Zwickau"], "Einsatz an zwei Tagen in Celle, sonst in Uelzen.": ["Celle", "Uelzen"],
    "Das Rechenzentrum steht in Weinheim, gearbeitet wird in Mannheim.": ["Mannheim"],
    "Dienstort: Fulda, ersatzweise Hünfeld": ["Fulda", "Hünfeld"], "Dienstorte: Kamenz (2) und Dresden (1).": ["Kamenz", "Dresden"], "Arbeitsort ist Gera oder hilfsweise Jena.": ["Gera", "Jena"],
    "Die Einarbeitung erfolgt in Lübeck, danach ist Kiel Ihr Einsatzort.": ["Kiel"], "Ob aus Neu-Ulm oder Ehingen: unser Büro in Ulm ist gut zu erreichen.": ["Ulm"], "Für die IT der Hafenstadt Emden suchen wir Verstärkung.": ["Emden"],
    "Die Behörde hat Standorte in Potsdam, Cottbus und Frankfurt (Oder). Diese Ausschreibung betrifft den Standort Potsdam.": ["Potsdam"], "Du wohnst in Stuttgart? Kein Problem.": [],
    "Wir bieten zwei Arbeitsorte zur Wahl: Göttingen und Osterode am Harz.": ["Göttingen", "Osterode am Harz"], "Wir suchen Verstärkung für unser Team in Sankt Wendel.": ["St. Wendel"],
    "EG 10 · Der Dienstort ist Fulda.": ["Fulda"], "Fulda ist Ihr Dienstort.": ["Fulda"], "an einem unserer Standorte Gera, Jena oder Weimar": ["Gera", "Jena", "Weimar"], "Gera / Jena": ["Gera", "Jena"], "📍 Kiel": ["Kiel"],
    "Fulda oder Homeoffice? Du entscheidest.": ["Fulda"], "Du findest uns in der Fuldaer Innenstadt.": ["Fulda"], "Ein Arbeitsplatz im Herzen von Lüneburg": ["Lüneburg"],
    "Wir suchen für den Standort Fulda oder wahlweise Hanau Verstärkung.": ["Fulda", "Hanau"],
    "Von Erlangen oder Bamberg bist du mit der Bahn schnell da. Gearbeitet wird in Forchheim.": ["Forchheim"], "Unsere Lösungen laufen von Flensburg bis Garmisch-Partenkirchen.": [], "Wir haben Kunden von Aachen bis Görlitz.": [],
    "Wir besetzen zwei Stellen: eine in Passau, eine in Deggendorf.": ["Passau", "Deggendorf"], "Sie betreuen Drucker in Halle 4 bis Halle 9.": [], "Wir haben Häuser in Hanau, Gießen und Fulda. Ihr Büro ist in Fulda.": ["Fulda"],
    "Neben unserer Zentrale in Hanau haben wir eine Geschäftsstelle in Fulda – dort wirst du gebraucht.": ["Fulda"], "Unsere Zentrale in Hanau kennst du vielleicht; diese Stelle gehört aber in die Außenstelle Fulda.": ["Fulda"],
    "Der Zweckverband (Hanau) sucht für sein Rechenzentrum in Fulda Verstärkung.": ["Fulda"], "Du kannst zwischen den Büros in Fulda und Kassel wählen.": ["Fulda", "Kassel"], "Beschäftigungsstelle: Landesamt, Lüneburg": ["Lüneburg"],
    "Auf dem Kongress in Ulm und der Messe in Hof haben wir ausgestellt.": [],
    "Arbeitsort ist Neumarkt 3, 50667 Köln.": ["Köln"], "Arbeitsort: Merseburg, Neumarkt": ["Merseburg"], "Einsatzort: Neumarkt in der Oberpfalz": ["Neumarkt i. d. OPf."], "Arbeitsort: Bremer Straße 4, 26135 Oldenburg": ["Oldenburg"], "Das Verfahren ist in Dresden im Einsatz.": [], "Drei Tage in der Woche treffen wir uns im Büro in Marburg.": ["Marburg"],
    "Die Arbeit ist zu 100 % remote. Unser Supportteam sitzt in Erfurt.": [], "Wir arbeiten vollständig remote. Das Team trifft sich zweimal im Jahr in Kassel.": [],
    "Dienstort ist Kassel.": ["Kassel"], "Einsatzort: 34117 Kassel": ["Kassel"], "Arbeitsort: Köln-Deutz": ["Köln"], "Standort: Halle/Saale": ["Halle (Saale)"], "Arbeitsorte sind Gera und Jena.": ["Gera", "Jena"], "Dienstort ist wahlweise Köln, Bonn oder Aachen.": ["Köln", "Bonn", "Aachen"],
    "Für unser Team in Rostock suchen wir dich.": ["Rostock"], "Wir suchen in Lemgo Verstärkung.": ["Lemgo"], "Dein Arbeitsplatz ist in Münster.": ["Münster"], "Am Standort Freiburg i. Br. suchen wir eine Fachkraft.": ["Freiburg im Breisgau"], "Wir sitzen in Frankfurt a. M.": ["Frankfurt am Main"],
    "Sitz des Verbandes ist Minden, gearbeitet wird am Standort Herford.": ["Herford"], "Dienstort ist Karlsruhe, die Gespräche finden in Stuttgart statt.": ["Karlsruhe"], "Die Berufsschule ist in Bernau bei Berlin, Ausbildungsort ist Eberswalde.": ["Eberswalde"],
    "Unser Büro liegt in Mülheim a. d. Ruhr; dort suchen wir dich.": ["Mülheim an der Ruhr"], "Der IT-Verbund in Oldenburg sucht Verstärkung.": ["Oldenburg"], "Die Kommunale IT mit Sitz in Trier sucht dich.": ["Trier"], "Wo? Wuppertal-Barmen": ["Wuppertal"],
    "Ort: Neustadt a. d. Weinstraße": ["Neustadt an der Weinstraße"], "Einsatz in Duisburg, Essen und Mülheim an der Ruhr": ["Duisburg", "Essen", "Mülheim an der Ruhr"], "Our office is in Leipzig, where you will join the team.": ["Leipzig"],
    "Du arbeitest in unserer Niederlassung Jena.": ["Jena"], "Dienstort: Rathaus, Marktplatz 1, 59065 Hamm": ["Hamm"], "Das Team sitzt am Bahnhof in Hamm (Westf.).": ["Hamm"], "Ihr Büro befindet sich in der Musterstraße 5, 34117 Kassel.": ["Kassel"], "Komm nach Rostock!": ["Rostock"],
    "Du kannst wählen: Büro in Leipzig, Büro in Dresden.": ["Leipzig", "Dresden"], "Ostfildern bei Stuttgart ist dein Arbeitsort.": ["Ostfildern"], "Arbeiten Sie mit uns in der Lutherstadt Wittenberg!": ["Lutherstadt Wittenberg"], "Güstrow, Vollzeit, Bezahlung nach TVöD.": ["Güstrow"],
    "Wir betreuen Kommunen im Landkreis Gotha.": [], "Wir arbeiten für Kunden in Hamburg und Bremen.": [], "Die Messe findet in Hannover statt.": [], "Sie besuchen die Hochschule in Hof.": [], "Region Rhein-Main": [], "mit der S-Bahn erreichbar": [],
    "Wir suchen für unseren Standort in Ravensburg ab sofort eine Fachkraft.": ["Ravensburg"], "Arbeitsort ist das Rathaus der Stadt Goslar.": ["Goslar"],
    "Ihr Arbeitsplatz befindet sich im Kreishaus in Unna.": ["Unna"], "Du arbeitest wahlweise an unseren Standorten Kempten oder Memmingen.": ["Kempten (Allgäu)", "Memmingen"],
    "Der Dienstort ist nach Absprache Lüneburg oder Uelzen.": ["Lüneburg", "Uelzen"], "Einsatzort: Landratsamt Rottweil, Königstraße 36, 78628 Rottweil": ["Rottweil"],
    "Der Einsatz erfolgt am Verwaltungsstandort Zittau.": ["Zittau"], "Stellenort: Bad Hersfeld": ["Bad Hersfeld"],
    "Standort(e): Emden, Leer, Aurich": ["Emden", "Leer (Ostfriesland)", "Aurich"], "Arbeitsstätte: Rathausplatz 1, 48565 Steinfurt": ["Steinfurt"],
    "Dienstort: Dessau": ["Dessau-Roßlau"], "Wo du arbeitest: in unserem Büro mitten in Erfurt.": ["Erfurt"],
    "Als Arbeitsort bieten wir Ihnen Celle oder Gifhorn an.": ["Celle", "Gifhorn"], "Für die Außenstelle Pirna suchen wir eine Sachbearbeitung.": ["Pirna"],
    "Die Stelle ist in der Dienststelle Stralsund zu besetzen.": ["Stralsund"], "Das Rechenzentrum in Minden sucht zum 1. Mai Verstärkung.": ["Minden"],
    "Wir haben unseren Sitz in Fulda; Ihr Dienstort wird Hünfeld sein.": ["Hünfeld"], "Der Hauptsitz ist in Chemnitz, die Stelle ist am Standort Plauen angesiedelt.": ["Plauen"],
    "An unserem Standort Siegen ist folgende Stelle zu besetzen:": ["Siegen"], "Bei der Stadtverwaltung Ahlen ist im Fachbereich IT eine Stelle frei.": ["Ahlen"],
    "Die Gemeinde Panketal sucht eine IT-Fachkraft (m/w/d).": ["Panketal"], "Die Gemeinde Schwielowsee stellt ein.": ["Schwielowsee"],
    "Arbeitsort: Rüdersdorf bei Berlin": ["Rüdersdorf bei Berlin"], "Dienstsitz ist Bernau b. Berlin.": ["Bernau bei Berlin"],
    "Einsatzort ist Frankfurt/Main.": ["Frankfurt am Main"], "Ort: Neustadt a. Rbge.": ["Neustadt am Rübenberge"], "Ort: Hann. Münden": ["Hann. Münden"],
    "Dienstort ist Homberg/Efze.": ["Homberg (Efze)"], "Standort: Muehlhausen/Thueringen": ["Mühlhausen/Thüringen"], "Ort: Luebeck-Travemuende": ["Lübeck"],
    "Dienstort: Weiden i.d.OPf.": ["Weiden i. d. OPf."], "Arbeitsort: Bad Neustadt a.d.Saale": ["Bad Neustadt a. d. Saale"],
    "Arbeitsort: Brandenburg/Havel": ["Brandenburg an der Havel"], "Ihr Büro: Hafenstraße 3 in 26789 Leer.": ["Leer (Ostfriesland)"],
    "Deine neue Kollegin sitzt schon in Rheine und wartet auf dich.": ["Rheine"], "Unser Team in Wismar freut sich auf dich!": ["Wismar"],
    "Dein Einsatz ist flexibel in Hameln und Holzminden.": ["Hameln", "Holzminden"], "Dienstort: Stuttgart (Raum Vaihingen)": ["Stuttgart"],
    "Der Dienstort ist Stuttgart-Vaihingen.": ["Stuttgart"], "Arbeitsort: Berlin-Lichtenberg": ["Berlin"], "Arbeitsort: Dortmund (Innenstadt)": ["Dortmund"],
    "Ihr Arbeitsplatz liegt im Herzen von Bamberg.": ["Bamberg"], "Die ausgeschriebene Stelle ist der Nebenstelle Prüm zugeordnet.": ["Prüm"],
    "Die Bereitschaft zu Dienstreisen nach Bonn setzen wir voraus.": [], "Die Auswahlgespräche finden in Kassel statt.": [],
    "Zum Kundenkreis gehören die Städte Herne und Witten.": [], "Das Seminar in Bad Sachsa dauert drei Tage.": [], "Wir sind der IT-Dienstleister im Kreis Warendorf.": [],
    "Einsatz im gesamten Kreisgebiet Steinfurt": [], "Unsere Stadt liegt zwischen Köln und Bonn.": [], "Nur 20 Minuten von Hannover entfernt.": [],
    "Mit dem ICE sind Sie in einer Stunde in Berlin.": [], "Sie kennen sich mit der Software Halle aus.": [], "Our team is based in Lübeck.": ["Lübeck"],
    "Place of work: Kiel or Flensburg": ["Kiel", "Flensburg"], "Der Zweckverband mit Sitz in Lemgo sucht für seine Geschäftsstelle Detmold einen Admin.": ["Detmold"],
    "Die Stadt Musterhausen sucht. Die Stelle ist am Standort Höxter oder Warburg zu besetzen.": ["Höxter", "Warburg"],
    "Arbeitsort: Hauptstraße 12, 31582 Nienburg/Weser": ["Nienburg (Weser)"],
    "Der Arbeitsplatz ist in Bad Homburg v.d.H. oder Hofheim i. Ts.": ["Bad Homburg v. d. Höhe", "Hofheim am Taunus"],
    "Sie arbeiten im Technischen Rathaus Mannheim.": ["Mannheim"], "Dienstort: Gera. Regelmäßige Termine in Erfurt.": ["Gera"],
    "Dienstort Gera, gelegentliche Einsätze in Jena und Weimar": ["Gera"], "Ihr Dienstort ist Emden; Besprechungen finden auch in Leer und Aurich statt.": ["Emden"],
    "Wir suchen dich für unser Büro in der Kieler Innenstadt.": ["Kiel"], "Einsatzort: Wolfsburg, Niedersachsen": ["Wolfsburg"],
    "Einsatzort: Deutschland, Nürnberg": ["Nürnberg"], "Standort: Homeoffice oder Lübeck": ["Lübeck"], "Arbeitsort: deutschlandweit": [], "Arbeitsort: remote": [],
    "Standorte: Trier | Bitburg | Wittlich": ["Trier", "Bitburg", "Wittlich"], "Dienstorte: Trier, Bitburg sowie Wittlich": ["Trier", "Bitburg", "Wittlich"],
    "Dienstort: Trier (Hauptstelle) oder Bitburg (Nebenstelle)": ["Trier", "Bitburg"], "Wir, die Stadtwerke, suchen zum 1.9. in Schwerte eine IT-Kraft.": ["Schwerte"],
    "An den Dienstorten Kamenz und Dresden arbeiten 480 Personen. Die Stelle ist in Dresden zu besetzen.": ["Dresden"],
    "Zu besetzen ist die Stelle im Amt für Digitalisierung in Neuruppin.": ["Neuruppin"], "Komm zu uns nach Bremerhaven!": ["Bremerhaven"],
    "Werde Teil unseres Teams in Passau!": ["Passau"], "Wir bieten einen Arbeitsplatz in Stralsund mit Blick aufs Wasser.": ["Stralsund"],
    "Dein Arbeitsplatz: mitten in Heidelberg": ["Heidelberg"], "Schriftliche Bewerbungen an: Stadt Musterstadt, Postfach 1, 34117 Kassel": ["Kassel"],
    "Unsere IT sitzt in Zwickau. Berufsschule ist in Chemnitz.": ["Zwickau"], "Theorie in Mannheim, Praxis in Buchen.": ["Buchen (Odenwald)"],
    "Deine Praxisphasen verbringst du bei uns in Ludwigsburg, die Vorlesungen sind in Stuttgart.": ["Ludwigsburg"],
    "Studienort ist Gotha, Ausbildungsort Eisenach.": ["Eisenach"], "Erfahrung mit Software aus München ist von Vorteil.": [],
    "Kooperationen mit Hochschulen in Aachen und Bonn": [], "Unsere Kunden sind Kommunen von Aachen bis Zwickau.": [], "Der Kunde sitzt in Berlin.": [],
    "Die Fortbildung findet in Bad Nauheim statt.": [], "Vorstellungsgespräche finden am 3. Mai in Rheine statt.": [],
    "Sie arbeiten im Rathaus Eschweiler.": ["Eschweiler"], "Die Stelle ist in der Kreisverwaltung Mettmann zu besetzen.": ["Mettmann"],
    "Dienstort ist der Sitz der Verbandsgemeindeverwaltung in Wörrstadt.": ["Wörrstadt"], "Wir sitzen in zwei Gebäuden in der Innenstadt von Münster.": ["Münster"],
    "Standort: Berlin-Mitte (U-Bahn Klosterstraße)": ["Berlin"], "Location: Frankfurt": ["Frankfurt am Main"],
    "Der Arbeitsplatz befindet sich in 48143 Münster, Musterweg 33.": ["Münster"], "Als Dienstorte stehen Kamen und Bergkamen zur Auswahl.": ["Kamen", "Bergkamen"],
    "Wir besetzen die Stelle mit Dienstsitz in Bad Kissingen.": ["Bad Kissingen"], "Tätigkeitsort: Neubrandenburg": ["Neubrandenburg"],
    "Beschäftigungsort: Zweibrücken": ["Zweibrücken"], "Sie werden in unserem Dienstgebäude in Hof eingesetzt.": ["Hof"], "Die Stelle ist dem Standort Hof zugeordnet.": ["Hof"],
    "Stellenangebot 4711 | Cottbus | Vollzeit": ["Cottbus"], "You will work in our Munich office.": ["München"], "Work in Hanover or Brunswick": ["Hannover", "Braunschweig"],
    "Arbeitsort: Kassel oder mobil": ["Kassel"], "Dein Standort: Düsseldorf-Bilk": ["Düsseldorf"], "Arbeitsort: Büro Jena oder Homeoffice": ["Jena"],
    "Einsatzorte: Ahlen (Dienstag), Beckum (Donnerstag)": ["Ahlen", "Beckum"], "Die Verbandsgemeinde Nieder-Olm sucht eine IT-Kraft.": ["Nieder-Olm"],
    "Das Team arbeitet verteilt auf Halle (Saale) und Leipzig.": ["Halle (Saale)", "Leipzig"], "Arbeitsort ist unser Technikzentrum, Industriestraße 5, Gießen.": ["Gießen"],
    "Unser Rechenzentrum in Kaiserslautern braucht dich!": ["Kaiserslautern"], "Bewirb dich jetzt für Schwerin!": ["Schwerin"], "Ort: Rotenburg (Wümme)": ["Rotenburg (Wümme)"],
    "Ort: Burg (bei Magdeburg)": ["Burg"], "Ort: Lübbenau/Spreewald": ["Lübbenau/Spreewald"], "Ort: Offenbach a.M.": ["Offenbach am Main"],
    "Standort Nordhausen | Vollzeit": ["Nordhausen"], "Die Gemeinde liegt im Landkreis München.": [],
    "Der Deutschlandtag findet in Hannover statt.": [], "Anreise über Kassel-Wilhelmshöhe": [], "Kooperation mit der Stadt Dortmund": [],
    "Die Software stammt aus Karlsruhe.": [], "Wir sind Partner der Stadt Jena.": [], "Projekte in Aachen, Bonn und Trier": [], "ein Vorhaben mit den Städten Gera und Jena": [],
    "Referenzkunde ist die Stadt Goslar.": [], "Zertifikat des TÜV Rheinland in Köln": [], "Sie reisen gelegentlich nach Berlin.": [],
    "Die Weihnachtsfeier war in Rüdesheim.": [], "ausgezeichnet in Berlin als bester Arbeitgeber": [], "Datenschutz nach dem Modell Hannover": [],
    "Kunden zwischen Flensburg und Garmisch": [], "Lernen Sie uns am 3. Mai auf der Jobmesse in Essen kennen.": [],
    # further voices
    "Die Stadtwerke suchen für die Abteilung IT in Neuruppin zum 1. Mai eine Fachkraft.": ["Neuruppin"], "Unser Team in Stralsund freut sich auf dich!": ["Stralsund"],
    "Das Rathaus liegt mitten in Lüneburg, fünf Minuten vom Bahnhof.": ["Lüneburg"],
    "Als IT-Dienstleister mit Sitz in Rendsburg betreuen wir 40 Kommunen. Wir suchen Sie!": ["Rendsburg"],
    "Wir betreuen Kommunen in Celle, Uelzen und Gifhorn. Dein Büro ist in Wolfsburg.": ["Wolfsburg"],
    "Der Arbeitsplatz ist in der Kreisverwaltung in Bitburg.": ["Bitburg"], "Einsatzorte sind unsere Schulen in Fulda und Künzell.": ["Fulda", "Künzell"],
    "Sie werden im Rathaus Lippstadt eingesetzt.": ["Lippstadt"],
    "Die Stelle ist am Standort Deggendorf zu besetzen, ein Wechsel nach Straubing ist später möglich.": ["Deggendorf"],
    "Für unser neues Büro in der Leipziger Innenstadt suchen wir dich.": ["Leipzig"],
    "Das Landratsamt Musterkreis mit Sitz in Eichstätt sucht ab sofort einen Administrator.": ["Eichstätt"],
    "Wir suchen Sie für den Standort Marburg. Unsere Zentrale ist in Kassel.": ["Marburg"], "Anschrift: Musterstraße 1, 24103 Kiel": ["Kiel"],
    "Arbeitsort ist Bad Homburg v. d. Höhe.": ["Bad Homburg v. d. Höhe"], "Dienstort: Neustadt an der Weinstraße": ["Neustadt an der Weinstraße"],
    "Dienstort: Brandenburg a. d. H.": ["Brandenburg an der Havel"], "Standort Nürnberg, Fürth oder Erlangen – du entscheidest.": ["Nürnberg", "Fürth", "Erlangen"],
    "Standorte: Halle/Saale und Magdeburg": ["Halle (Saale)", "Magdeburg"], "Ort der Tätigkeit: Schwäbisch Gmünd": ["Schwäbisch Gmünd"],
    "Die Tätigkeit ist an unserem Hauptsitz in Bremen auszuüben.": ["Bremen"], "Wir arbeiten zu 100 % remote, einmal im Quartal treffen wir uns in Berlin.": [],
    "Hybrides Arbeiten mit zwei Bürotagen in Dortmund": ["Dortmund"], "Nach der Einarbeitung in Potsdam arbeiten Sie in Cottbus.": ["Cottbus"],
    "Der Sitz unserer Dienststelle ist Bayreuth.": ["Bayreuth"], "Gemeinsam mit dem Rechenzentrum in Karlsruhe entwickeln wir neue Dienste.": [],
    "Unsere Schwestergesellschaft sitzt in Bochum.": [], "Die Hochschule in Furtwangen ist unser Partner.": [],
    "Im Einzugsgebiet von Augsburg und München wohnen viele unserer Leute.": [], "Die Fortbildung findet in Erlangen statt.": [],
    "Wir sind eine Kommune zwischen Hamburg und Bremen.": [], "Der Landkreis Rostock ist 3.400 km² groß.": [],
    "Die Stelle ist im Amt für IT in Görlitz oder Zittau zu besetzen.": ["Görlitz", "Zittau"], "Dein Einsatzort: Köln-Deutz": ["Köln"],
    "Einsatz in Berlin-Lichtenberg": ["Berlin"], "Location: Munich": ["München"], "Our office is in Hanover.": ["Hannover"], "Office: Cologne, Germany": ["Köln"],
    "Standort: Frankfurt (Oder)": ["Frankfurt (Oder)"], "Standort: Rothenburg o. d. T.": ["Rothenburg ob der Tauber"],
    "Arbeitsstätte: Verwaltungsgebäude Bahnhofstraße 3, Westerstede": ["Westerstede"],
    "Sie arbeiten an drei Tagen in Soest und an zwei Tagen in Arnsberg.": ["Soest", "Arnsberg"], "zwei Stellen in Gera, eine Stelle in Greiz": ["Gera", "Greiz"],
    "Dienstort wird nach Absprache Iserlohn oder Hemer sein.": ["Iserlohn", "Hemer"], "Du kannst dir aussuchen, ob du in Siegen oder Olpe arbeitest.": ["Siegen", "Olpe"],
    "Bei uns in Schwerin gibt es sieben Seen.": ["Schwerin"], "Unsere Gemeinde Stuhr sucht Verstärkung.": ["Stuhr"],
    "Die Gemeinde Weyhe (30.000 Einwohner) liegt südlich von Bremen und sucht eine IT-Kraft.": ["Weyhe"], "Das Klinikum in Herford sucht einen IT-Techniker.": ["Herford"],
    "Die Bewerbung geht an das Personalamt in Minden; gearbeitet wird in Bünde.": ["Bünde"],
    "Vorstellungsgespräche finden in Gießen statt, Dienstort ist Wetzlar.": ["Wetzlar"], "Ihr künftiger Arbeitsplatz befindet sich in Celle.": ["Celle"],
    "Wir suchen dich für unser Büro in Kassel oder Göttingen.": ["Kassel", "Göttingen"], "Die Stelle ist in der Außenstelle Bad Oldesloe angesiedelt.": ["Bad Oldesloe"],
    "Dienstsitz ist wahlweise Trier oder Koblenz.": ["Trier", "Koblenz"], "Zur Verstärkung unseres Teams am Standort Ulm suchen wir Sie.": ["Ulm"],
    "Der Arbeitsort liegt in Wismar, Dienstreisen nach Schwerin kommen vor.": ["Wismar"], "Unsere Zentrale ist in Mannheim. Ihr Einsatzort ist Heidelberg.": ["Heidelberg"],
    "Du arbeitest in unserem Rechenzentrum in Magdeburg.": ["Magdeburg"], "Ort: 26121 Oldenburg": ["Oldenburg"], "Die Gespräche finden am 12. Mai in Hannover statt.": [],
    "Die Berufsschule ist in Leer.": [], "Einsatzgebiet ist der gesamte Kreis Steinfurt, Dienstsitz Rheine.": ["Rheine"],
    "Sie arbeiten überwiegend in Jena, einmal im Monat in Erfurt.": ["Jena"], "Stammdienststelle: Rathaus Gronau (Westf.)": ["Gronau (Westf.)"],
    "Arbeitsort: Frankfurt/Main": ["Frankfurt am Main"], "Arbeitsorte: Rostock, Güstrow und Teterow": ["Rostock", "Güstrow", "Teterow"],
    "<b>Wo?</b> Freiburg im Breisgau": ["Freiburg im Breisgau"], "Wir sitzen in Bielefeld mitten in der Altstadt.": ["Bielefeld"],
    "Unsere Kunden sitzen in Bonn, Köln und Siegburg.": [], "Beschäftigungsort ist die Landeshauptstadt Kiel.": ["Kiel"],
    "für unseren Standort in 99084 Erfurt": ["Erfurt"], "Die Bewerbung richten Sie an die Stadt Hamm, Postfach 1, 59065 Hamm.": [],
    "Hauptsitz: Paderborn; Einsatzort: Höxter": ["Höxter"], "Dein Schreibtisch steht in Lübeck, gerne auch mal zu Hause.": ["Lübeck"],
    "Die Tätigkeit wird am Dienstort Weimar ausgeübt.": ["Weimar"], "Wir bilden in Pirna und Freital aus.": ["Pirna", "Freital"],
}
TITLES: dict[str, list[str]] = {
    "Systemadministrator (m/w/d) Kassel": ["Kassel"], "Systemadministrator (m/w/d) - Standort Jena": ["Jena"], "IT-Leiter (m/w/d) für die Stadt Goslar": ["Goslar"],
    "Netzwerker in Ulm oder Neu-Ulm gesucht": ["Ulm", "Neu-Ulm"], "Fachinformatiker (m/w/d) | Leer | Vollzeit": ["Leer (Ostfriesland)"],
    "Referent:in Datenschutz, Hof (Saale)": ["Hof"], "Admin (m/w/d) Essen/Bochum": ["Essen", "Bochum"], "DevOps Engineer (m/w/d) Köln/remote": ["Köln"],
    "DevOps Engineer – Köln, Bonn oder remote": ["Köln", "Bonn"], "IT-Support (w/m/d) @ Mainz": ["Mainz"], "Softwareentwickler (m/w/d) Raum Stuttgart": [],
    "Projektleiter Neubau Rechenzentrum Nord (m/w/d)": [], "Berater E-Akte Hessen (m/w/d)": [], "IT-Fachkraft Landkreis Gifhorn": [], "Admin (m/w/d) Landkreis Gifhorn": [],
    "Sachbearbeiter Wetter- und Umweltdaten": [], "Teamleitung Bauen und Wohnen": [], "Entwickler (m/w/d) für das Projekt Halle": [],
    "Sachgebietsleitung IT (m/w/d) – 59065 Hamm": ["Hamm"], "IT-Sicherheitsbeauftragte/r (m/w/d) in 26603 Aurich": ["Aurich"],
    "GIS-Koordinator (m/w/d) am Standort Bad Segeberg": ["Bad Segeberg"], "Mitarbeiter/in IT (m/w/d) Bad Kreuznach, Teilzeit": ["Bad Kreuznach"],
    "Werkstudent (m/w/d) Bielefeld ab sofort": ["Bielefeld"], "Azubi Fachinformatiker 2026 (m/w/d) Gütersloh": ["Gütersloh"],
    "SYSTEMADMINISTRATOR (M/W/D) IN RECKLINGHAUSEN": ["Recklinghausen"], "Fachkraft (m/w/d) [Hanau]": ["Hanau"],
    "(Senior) Consultant SAP HCM (w/m/d) • Magdeburg • hybrid": ["Magdeburg"], "Leitung Rechenzentrum (m/w/d) – Frankfurt (Oder)": ["Frankfurt (Oder)"],
    "Techniker Service-Desk, Rheda-Wiedenbrück, unbefristet": ["Rheda-Wiedenbrück"],
}
#: (title, employer, text) -> places
ADS: list[tuple[str, str, str, list[str]]] = [
    ("IT-Support (m/w/d)", "Marktgemeinde Garmisch-Partenkirchen", "Wir suchen Sie.", ["Garmisch-Partenkirchen"]), ("IT-Support (m/w/d)", "Leipziger Land IT", "Wir suchen Sie.", []),
    # the town that the employer is called by, where nothing else is named
    ("IT-Support (m/w/d)", "Gemeinde Timmendorfer Strand", "Wir suchen Sie.", ["Timmendorfer Strand"]), ("IT-Support (m/w/d)", "Stadt Bad Homburg v. d. Höhe – Hauptamt", "Wir suchen Sie.", ["Bad Homburg v. d. Höhe"]),
    ("IT-Support (m/w/d)", "Dresdner Kommunalbetrieb", "Wir suchen Sie.", ["Dresden"]), ("IT-Support (m/w/d)", "Pfälzer Rechenhaus", "Wir suchen Sie.", []), ("IT-Support (m/w/d)", "Stadt der Zukunft GmbH", "Wir suchen Sie.", []),
    ("IT-Support (m/w/d)", "Klinikum Region Fulda", "Gespräche führen wir im Juli in Fulda.", ["Fulda"]), ("IT-Support (m/w/d)", "Klinikum Region Fulda", "Gespräche führen wir im Juli in Gera.", []),
    ("IT-Support (m/w/d)", "Zweckverband Muster", "40 Menschen versorgen von Meppen aus das Emsland.", ["Meppen"]), ("IT-Support (m/w/d)", "Zweckverband Muster", "Aus Siegen heraus betreuen wir 30 Kommunen.", ["Siegen"]),
    ("IT-Systemadministrator (m/w/d)", "Kommunale Datenzentrale Musterland", "<p>Die Kommunale Datenzentrale Musterland mit Hauptsitz in Hannover und Niederlassungen in Göttingen und Oldenburg ist IT-Partner von 120 Kommunen.</p><p>Zur Verstärkung unseres Teams am Standort Göttingen suchen wir zum nächstmöglichen Zeitpunkt Sie.</p>", ["Göttingen"]),
    ("Netzwerkadministrator (m/w/d)", "Zweckverband Muster", "Wir sind ein Zweckverband mit 80 Beschäftigten in Soest und Lippstadt.</p><ul><li>Einsatzort ist Lippstadt</li><li>39 Stunden/Woche, gern auch Teilzeit</li></ul>", ["Lippstadt"]),
    ("Softwareentwickler (m/w/d)", "X GmbH", "<table><tr><td>Arbeitsort</td><td>Bielefeld oder Paderborn</td></tr><tr><td>Umfang</td><td>Vollzeit / Teilzeit (mind. 25 Std.)</td></tr><tr><td>Vertrag</td><td>unbefristet</td></tr><tr><td>Homeoffice</td><td>ja, bis 60 %</td></tr></table>", ["Bielefeld", "Paderborn"]),
    ("IT-Support (m/w/d)", "X GmbH", "<dl><dt>Wo?</dt><dd>Hagen</dd><dt>Wie lange?</dt><dd>befristet für 2 Jahre</dd><dt>Wie viel?</dt><dd>30 Std./Woche</dd><dt>Von zu Hause?</dt><dd>nein</dd></dl>", ["Hagen"]),
    ("Referent (m/w/d)", "Landesamt für Datenverarbeitung", "Das Landesamt für Datenverarbeitung hat seinen Sitz in Halle (Saale) und Außenstellen in Magdeburg und Dessau-Roßlau. Die zu besetzende Stelle ist in der Außenstelle Magdeburg angesiedelt.", ["Magdeburg"]),
    ("Referent (m/w/d)", "Stadt Rosenheim", "<p>Bei der Stadt Rosenheim ist im Sachgebiet IT-Service eine Stelle zu besetzen.</p><p>Die Stadt liegt zwischen München und Salzburg.</p>", ["Rosenheim"]),
    ("Referent (m/w/d)", "Stadt Bietigheim-Bissingen", "Die Große Kreisstadt Bietigheim-Bissingen (43.000 Einwohner) sucht für das Amt für Informationstechnik eine Fachkraft.", ["Bietigheim-Bissingen"]),
    ("Referent (m/w/d)", "Kreis Musterland", "Der Kreis Musterland sucht für das Kreishaus Gummersbach eine Fachkraft.", ["Gummersbach"]),
    ("Referent (m/w/d)", "regio", "Wir suchen Sie. Ihr Einsatzort kann frei gewählt werden: Aachen, Düren oder Heinsberg.", ["Aachen", "Düren", "Heinsberg (Rheinland)"]),
    ("Referent (m/w/d)", "Muster IT", "<p>Mustermann IT · Lindenstraße 4 · 99084 Erfurt</p><p>Wir suchen ab sofort Verstärkung.</p>", ["Erfurt"]),
    ("Referent (m/w/d)", "Muster IT", "<p>Wir suchen Verstärkung.</p><p>Bewerbungen an: Muster IT, Lindenstraße 4, 99084 Erfurt</p>", ["Erfurt"]),
    ("Referent (m/w/d)", "Muster IT", "Für die IT-Abteilung am Hauptsitz in Kaiserslautern suchen wir eine Referentin.", ["Kaiserslautern"]),
    ("Referent (m/w/d)", "Muster IT", "Unsere Kolleginnen und Kollegen arbeiten in Bonn, Siegburg und Köln. Für Siegburg suchen wir Sie.", ["Siegburg"]),
    ("Referent (m/w/d)", "Muster IT", "Wir betreuen die Rathäuser in Herne, Witten und Hattingen von unserem Büro in Bochum aus. Dort ist auch dein Schreibtisch.", ["Bochum"]),
    ("Referent (m/w/d)", "Muster IT", "Dienstort ist grundsätzlich Potsdam. Perspektivisch ist ein Umzug nach Brandenburg an der Havel geplant.", ["Potsdam"]),
    ("Ausbildung (m/w/d)", "Muster IT", "Du lernst bei uns im Rathaus in Ahlen. Zur Berufsschule gehst du in Beckum, überbetriebliche Lehrgänge finden in Münster statt.", ["Ahlen"]),
    ("Duales Studium (m/w/d)", "Muster IT", "Praxisort: Nürnberg. Studienort: Hof.", ["Nürnberg"]),
    ("Duales Studium (m/w/d)", "Muster IT", "Das Studium absolvierst du an der Dualen Hochschule in Heidenheim, die Praxis bei uns in Aalen.", ["Aalen"]),
    ("Admin (100 % remote)", "x", "Zweimal im Jahr treffen wir uns in Fulda.", []),
    ("Admin", "x", "Vollzeit, unbefristet, Essen", ["Essen"]),
    ("Admin", "x", "Kiel | Vollzeit | EG 9b | unbefristet | ab sofort", ["Kiel"]),
    ("Admin", "x", "Wir geben dir ein gutes Essen in der Kantine und einen Platz am Hof.", []),
    ("Admin", "x", "Wir haben drei Büros: Jena, Gera, Suhl. Du suchst dir eins aus.", ["Jena", "Gera", "Suhl"]),
    ("Admin", "x", "Einsatz in den Regionen Nord (Dienstort Flensburg) und West (Dienstort Heide)", ["Flensburg", "Heide"]),
    ("Admin", "x", "Standort 1: Worms, Standort 2: Alzey", ["Worms", "Alzey"]),
    ("Admin", "x", "Dienstsitz: Landkreis Musterhausen, Am Markt 3, 04860 Torgau", ["Torgau"]),
    ("Admin", "x", "Arbeitsort: Zentrale Verwaltung, Schloßstraße 20, 15711 Königs Wusterhausen", ["Königs Wusterhausen"]),
    ("Admin", "x", "Der Standort ist Freiburg.", ["Freiburg im Breisgau"]),
    ("Admin", "x", "Arbeitsort: Wedel bei Hamburg", ["Wedel"]),
    ("Admin", "x", "Arbeitsort: Norderstedt (bei Hamburg)", ["Norderstedt"]),
    ("Admin", "x", "Einsatzort: Stadtverwaltung Rheine (NRW)", ["Rheine"]),
]
NAMES: dict[str, str | None] = {
    "34117": "Kassel", "D-50667 Köln": "Köln", "35315 Homberg": "Homberg (Ohm)", "34576 Homberg": "Homberg (Efze)", "33790 Halle": "Halle (Westf.)", "06108 Halle": "Halle (Saale)", "94405 Landau": "Landau a. d. Isar",
    "31535 Neustadt": "Neustadt am Rübenberge", "23730 Neustadt": "Neustadt in Holstein", "16341 Panketal": "Panketal", "00000 Kassel": "Kassel", "99999": None,
    "Mülheim a. d. Ruhr": "Mülheim an der Ruhr", "Bad Homburg v.d.H.": "Bad Homburg v. d. Höhe", "Neustadt a. Rbge.": "Neustadt am Rübenberge",
    "Frankfurt a.M.": "Frankfurt am Main", "Frankfurt (M)": "Frankfurt am Main", "Halle/S.": "Halle (Saale)", "Halle (W.)": "Halle (Westf.)",
    "Rotenburg/F.": "Rotenburg a. d. Fulda", "Bad Soden a. Ts.": "Bad Soden am Taunus", "Wangen i. A.": "Wangen im Allgäu", "Köln/Deutz": "Köln", "Köln/Bonn": None,
    "Limburg/Lahn": "Limburg a. d. Lahn", "St. Augustin": "Sankt Augustin", "Sankt Ingbert": "St. Ingbert", "Garching bei München": "Garching b. München",
    "Weil a. Rh.": "Weil am Rhein", "Buchholz i. d. N.": "Buchholz in der Nordheide", "Mühldorf am Inn": "Mühldorf a. Inn", "Bad Münder a. D.": "Bad Münder am Deister",
    "Oelsnitz (Vogtland)": "Oelsnitz/Vogtl.", "Koln": "Köln", "Luchow": "Lüchow (Wendland)", "Büchen": "Büchen", "Buchen": "Buchen (Odenwald)", "Buechen": "Büchen",
    "Panketal": "Panketal", "Schwielowsee": "Schwielowsee", "Rüdersdorf bei Berlin": "Rüdersdorf bei Berlin", "Homberg (Efze)": "Homberg (Efze)",
    "Homberg (Ohm)": "Homberg (Ohm)", "Homberg": None, "Simmern/Hunsrück": "Simmern/Hunsrück", "Lahr": "Lahr/Schwarzwald", "Porz": "Köln", "Wattenscheid": "Bochum",
    "Hannoversch Münden": "Hann. Münden", "Heide (Holst.)": "Heide", "Neustadt/Wstr.": "Neustadt an der Weinstraße", "Dillingen/Saar": "Dillingen/Saar", "Landau": None,
    "Rüsselsheim": "Rüsselsheim am Main", "Eisleben": "Lutherstadt Eisleben",
}


@pytest.mark.parametrize(("text", "places"), PLACES.items())
def test_places_of_work(text: str, places: list[str]) -> None:
    assert facts(text).locations == places


@pytest.mark.parametrize(("title", "places"), TITLES.items())
def test_places_in_titles(title: str, places: list[str]) -> None:
    assert facts(title=title).locations == places


@pytest.mark.parametrize(("name", "municipality"), NAMES.items())
def test_spellings(name: str, municipality: str | None) -> None:
    place = find(name)
    assert (place.name if place else None) == municipality


@pytest.mark.parametrize(("title", "employer", "text", "places"), ADS)
def test_places_of_ads(title: str, employer: str, text: str, places: list[str]) -> None:
    assert facts(text, title=title, employer=employer).locations == places


@pytest.mark.parametrize("text", [
    "Weil wir wachsen, suchen wir Verstärkung.", "Waren Sie schon einmal bei uns? Wir suchen dich.", "Nette Kolleginnen und Kollegen suchen dich.", "Löhne nach Tarif und ein Team, das zusammenhält.", "Sie arbeiten im Norden der Stadt.",
    "Regen Austausch pflegen wir im Team.", "Wir arbeiten in der Altstadt.", "Mitte des Jahres suchen wir dich.", "Enger Austausch im Team", "Kenntnisse in Ada, Delphi und Celle"])
def test_words_that_are_towns_too(text: str) -> None:
    assert facts(text).locations == []


def test_a_title_goes_before_places_named_in_passing() -> None:
    text = "Wir sind 120 Leute an den Standorten Göttingen und Northeim. Vorstellungsgespräche führen wir in Kassel."
    assert facts(text, title="Help Desk (m/w/d) // Hann. Münden // Vollzeit").locations == ["Hann. Münden"]
    assert facts("Einsatzort: Goslar", title="Help Desk (m/w/d), Hildesheim").locations == ["Goslar"]


def test_the_name_of_the_employer_is_no_hint() -> None:
    assert facts("Die Hochschule Musterau in Emden sucht eine Fachkraft.", employer="Hochschule Musterau").locations == ["Emden"]
    assert facts("Das Rechenzentrum der TU Musterau in Emden sucht eine Fachkraft.", employer="Technische Universität Musterau").locations == ["Emden"]
    assert facts("Im Einkauf der Muster-Kommunen AöR, Ludwigshafen a. Rh., ist eine Stelle frei.", employer="Muster-Kommunen AöR").locations == ["Ludwigshafen am Rhein"]


@pytest.mark.parametrize(("values", "expected"), [
    ({"locations": ["34117 Kassel"]}, ["Kassel"]), ({"locations": ["Kassel, Hessen, DE"]}, ["Kassel"]), ({"locations": ["Beispielamt"]}, []), ({"locations": ["."]}, []), ({"locations": ["Deutschland"]}, []),
    ({"locations": ["Köln; Bonn"]}, ["Köln", "Bonn"]), ({"locations": ["Landkreis Gotha"]}, []), ({"locations": ["53332 Merten"]}, ["Bornheim"]), ({"locations": ["Am Markt 1, 35315 Homberg"]}, ["Homberg (Ohm)"]), ({"locations": ["Musterstr. 5, 50667 Köln"]}, ["Köln"])])
def test_places_of_the_portal(values: dict[str, Any], expected: list[str]) -> None:
    assert facts(**values).locations == expected
