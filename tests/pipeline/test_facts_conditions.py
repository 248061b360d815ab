"""How ads state hours, full and part time, work from home, terms, references, numbers of posts."""

import pytest

from tests.pipeline.facts import facts

HOURS: dict[str, tuple[float | None, float | None] | None] = {
    "39 Std. / Woche": (39, 39), "39 Wochenstunden": (39, 39), "39,0 Stunden wöchentlich": (39, 39), "eine 39-Stunden-Woche": (39, 39), "Vollzeit (39 Stunden)": (39, 39), "Arbeitszeit: 38,5 h/Woche": (38.5, 38.5),
    "Vollzeit mit 39 Stunden oder Teilzeit ab 25 Stunden": (25, 39), "Teilzeit mit 19,5 Stunden pro Woche": (19.5, 19.5), "15 bis 20 Stunden in der Woche": (15, 20), "30-35 Wochenstunden": (30, 35),
    "39 Std. (Tarifbeschäftigte) bzw. 41 Std. (Beamte), Vollzeit": (39, 41), "Teilzeit, mindestens 30 Stunden/Woche": (30, None), "Teilzeit, bis zu 30 Wochenstunden": (None, 30), "50 % (19,5 Std./Woche)": (19.5, 19.5),
    "75 % einer Vollzeitstelle (29,25 von 39 Stunden)": (29.25, 29.25), "80-100 % bei einer Wochenarbeitszeit von 39 Stunden": (31.2, 39), "Die wöchentliche Arbeitszeit beträgt 39 Stunden.": (39, 39), "Wochenarbeitszeit: 40 Stunden": (40, 40),
    "Stunden: 39,0": (39, 39), "Die Stelle umfasst 20 Wochenstunden.": (20, 20), "wöchentliche Arbeitszeit von 41 Stunden für Beamtinnen und Beamte": (41, 41), "Vollzeit, 39 h": (39, 39), "20 Std./Wo.": (20, 20),
    "full-time (40 hours per week)": (40, 40), "Teilzeit zwischen 20 und 30 Wochenstunden": (20, 30),
    # no hours of the post
    "Störungen beheben wir innerhalb von 48 Stunden.": None, "7 x 24 Stunden Betrieb": None, "Das Arbeitszeitkonto fasst bis zu 40 Stunden.": None, "Die Kita ist 10 Stunden am Tag geöffnet.": None, "14,50 Euro pro Stunde": None,
    "24 Stunden Fortbildung im Jahr": None, "Meldefrist 72 Stunden": None, "Gleitzeit von 6 bis 20 Uhr": None, "Weitere 5 Stunden können befristet vereinbart werden.": None, "75-100 %": None, "Bereitschaft alle 8 Wochen, 12 Stunden": None,
    "39 h/Woche": (39, 39), "39-Std.-Woche": (39, 39), "39 Std./Wo.": (39, 39), "39 Stunden/Woche": (39, 39), "Wochenstunden: 39": (39, 39), "wöchentlich 39 Stunden": (39, 39),
    "39 Stunden wöchentlich": (39, 39), "39 Stunden pro Woche": (39, 39), "mit 39 Wochenstunden": (39, 39), "(39 Std./W.)": (39, 39), "39 WStd.": (39, 39),
    "regelmäßige wöchentliche Arbeitszeit: 39 Stunden": (39, 39), "Arbeitszeit: 39 Stunden (Vollzeit)": (39, 39), "Vollzeit (39 Std.)": (39, 39),
    "Vollzeit – 39 Stunden": (39, 39), "Vollzeit: 39,00 Std.": (39, 39), "zwischen 25 und 39 Stunden pro Woche": (25, 39), "20 - 39 Std./Woche": (20, 39),
    "von 20 bis 30 Wochenstunden": (20, 30), "mindestens 30 Stunden wöchentlich": (30, None), "ab 25 Wochenstunden": (25, None), "max. 20 Stunden/Woche": (None, 20),
    "bis 20 Stunden pro Woche": (None, 20), "wöchentlich 19,5 bis 25 Stunden": (19.5, 25), "Teilzeit mit mindestens 20 und höchstens 30 Stunden in der Woche": (20, 30),
    "Wochenarbeitszeit: 40 Std. (Beamte 41 Std.)": (40, 41), "39 Wochenstunden (Beschäftigte), 41 Wochenstunden (Beamte)": (39, 41), "39 bzw. 41 Stunden wöchentlich": (39, 41),
    "39/41 Stunden pro Woche": (39, 41), "50 % (derzeit 19,5 Wochenstunden)": (19.5, 19.5), "50 % der regelmäßigen Arbeitszeit von derzeit 39 Stunden": (19.5, 19.5),
    "Teilzeit 75 % von 39 Stunden/Woche": (29.25, 29.25), "Vollzeit mit 39 Stunden; Teilzeit ab 50 % möglich": (19.5, 39),
    "mit der Hälfte der regelmäßigen Wochenarbeitszeit (19,5 Stunden)": (19.5, 19.5), "Sie arbeiten 39 Stunden an fünf Tagen.": (39, 39), "35-Stunden-Woche": (35, 35),
    "40 hours/week": (40, 40), "38,5-Stunden-Woche bei vollem Lohn": (38.5, 38.5), "durchschnittlich 39 Stunden in der Woche": (39, 39), "neununddreißig Stunden": (39, 39),
    "Die Stelle umfasst 20 Stunden.": (20, 20), "mit einem Umfang von 30 Stunden": (30, 30), "Der Beschäftigungsumfang beträgt 25 Std.": (25, 25),
    "Umfang: 19,5 Std.": (19.5, 19.5), "Teilzeit, 20 h": (20, 20), "Teilzeit 20h/Woche": (20, 20), "Rufbereitschaft alle 6 Wochen": None,
    "Der Service Desk ist 50 Stunden pro Woche besetzt.": None, "Reaktionszeit 4 Stunden": None, "In 40 Stunden Einarbeitung lernst du alles.": None,
    "Die Öffnungszeiten umfassen 38 Stunden pro Woche.": None, "bis zu 40 Überstunden": None, "24 Stunden am Tag, 7 Tage die Woche": None, "Zuschlag von 25 % ab 20 Uhr": None,
    "Kernarbeitszeit 9 bis 15 Uhr": None, "Vollzeit (derzeit 39 Std./Woche)": (39, 39), "Vollzeit mit derzeit 39,0 Wochenstunden": (39, 39),
    "Teilzeit (mind. 20 Std./Woche) oder Vollzeit (39 Std./Woche)": (20, 39), "Vollzeit (39 Std.) oder Teilzeit (ab 20 Std.)": (20, 39),
    "20-25 Wochenstunden, Teilzeit": (20, 25), "Teilzeit 50 % - 75 % (19,5 - 29,25 Std.)": (19.5, 29.25), "Arbeitszeit: 50 % (19,5 Stunden)": (19.5, 19.5),
    "Teilzeit im Umfang von 30 Wochenstunden, befristet bis 2027": (30, 30), "39 Stunden, Gleitzeit von 6 bis 20 Uhr": (39, 39),
    "39 Stunden/Woche, 30 Tage Urlaub, 24 Stunden Fortbildung im Jahr": (39, 39), "39 Std. Woche": (39, 39), "39 Wochenstd.": (39, 39),
    "Wochenarbeitszeit 38,5 Stunden": (38.5, 38.5), "Beschäftigungsumfang: 30 bis 39 Stunden": (30, 39), "Teilzeit zwischen 50 und 75 % (Vollzeit: 39 Stunden)": (19.5, 29.25),
    "0,5 Stelle (19,5 Stunden)": (19.5, 19.5), "Umfang: 75 % (29,25 Stunden)": (29.25, 29.25), "mit 30 von 39 Stunden": (30, 30),
    "Für Beamte gelten 41 Wochenstunden, für Beschäftigte 39 Wochenstunden.": (39, 41), "Die Hotline ist 45 Stunden in der Woche besetzt.": None,
    "Die Kita betreut Ihr Kind bis zu 45 Stunden in der Woche.": None, "mindestens 20 Stunden pro Monat": None, "40 Stunden im Monat": None,
    "10 Stunden Ehrenamt pro Woche": None, "A 11 / EG 10, 39 Std./Woche": (39, 39), "zusätzlich 5 Wochenstunden befristet bis 31.12.2027": None,
    "20 Wochenstunden, eine Aufstockung auf 30 Stunden ist möglich": (20, 20),
    "Regelarbeitszeit: 39 Std.": (39, 39), "100 % (39 Std.)": (39, 39), "39,00 Wochenstunden": (39, 39), "wöchentlich 39 Arbeitsstunden": (39, 39),
    "39 Arbeitsstunden pro Woche": (39, 39), "Teilzeit (19,5 Std. bis 30 Std. wöchentlich)": (19.5, 30), "20 bis 25 Std. wöchentl.": (20, 25),
    "35 Wochenstunden verteilt auf vier Tage": (35, 35), "Vollzeit: 39 h; Teilzeit: ab 20 h": (20, 39), "Vollzeit/39h": (39, 39), "39h-Woche": (39, 39), "39 Std./wö.": (39, 39),
    "Umfang: Vollzeit, 39,5 Std. wöch.": (39.5, 39.5), "20h/Wo": (20, 20), "Wochenstunden: 20-30": (20, 30), "Stunden/Woche: 39": (39, 39), "Std./Woche: 39": (39, 39),
    "Arbeitszeit (Std./Woche): 39": (39, 39), "max. 19 Stunden wöchentlich während des Semesters": (None, 19), "8 Stunden pro Tag": None,
    "Teilzeit mit einem Stundenumfang von 25 bis 30 Stunden": (25, 30), "Sie arbeiten 20 Stunden in der Woche, verteilt auf drei Tage.": (20, 20),
    "Die Vollzeitstelle umfasst 39 Stunden, Beamtinnen und Beamte 40 Stunden.": (39, 40),
    # nothing of the post
    "Der Notdienst ist 24 Stunden am Tag besetzt.": None, "Sie schulen 40 Stunden im Jahr.": None, "Unser Rechenzentrum läuft 168 Stunden pro Woche.": None,
    "Ein Ticket lösen wir in 8 Stunden.": None, "Die Bibliothek hat 40 Stunden in der Woche geöffnet.": None, "Schulungen im Umfang von 16 Stunden": None,
    "20 Stunden Seminar": None, "In der Woche fallen 30 Stunden Wartung an.": None, "Für 12 Stunden Ehrenamt stellen wir Sie frei.": None,
    "Die Einarbeitung umfasst 40 Stunden.": None, "Das Zertifikat umfasst 20 Stunden.": None, "Die Vorlesung umfasst 4 Stunden pro Woche.": None,
    "80 % von 39 Stunden": (31.2, 31.2), "Arbeitszeit: 39 Std./W": (39, 39), "25 WoStd., vormittags": (25, 25), "1,0 VZÄ (39,5 Stunden)": (39.5, 39.5), "befristet aufgestockt um 5 Wochenstunden": None,
    "18 Std./Woche während der Vorlesungszeit": (18, 18), "Ein auf zwei Jahre befristeter Vertrag in Vollzeit (40 Stunden)": (40, 40), "Wir arbeiten 38 Stunden in der Woche und gehen um 15 Uhr heim.": (38, 38),
    "Sie sparen 5 Stunden in der Woche.": None, "Mehr als 10 Stunden pro Woche sind wir nie im Meeting.": None, "bis zu 10 Stunden zusätzlich pro Woche": None,
    # further voices
    "Arbeitszeit: 39 Std./Wo.": (39, 39), "Vollzeit mit derzeit 39 Stunden": (39, 39), "EG 10 TVöD | 39 h | unbefristet": (39, 39), "20 bis 39 Stunden pro Woche": (20, 39),
    "Die Wochenarbeitszeit beträgt 41 Stunden für Beamte und 39 Stunden für Tarifbeschäftigte.": (39, 41), "mindestens 25 Stunden/Woche": (25, None),
    "50 % der regelmäßigen wöchentlichen Arbeitszeit (derzeit 39 Stunden)": (19.5, 19.5), "Teilzeit (75 %, 29,25 Std.)": (29.25, 29.25),
    "Unser Service Desk ist 50 Stunden in der Woche erreichbar.": None, "Der Zuschuss gilt ab 20 Stunden Fortbildung.": None, "39-Stunden-Woche": (39, 39),
    "Vollzeit/Teilzeit (max. 39 Std., min. 20 Std.)": (20, 39), "in Vollzeit (38,7 Wochenstunden) bzw. Teilzeit (mind. 30 Wochenstunden)": (30, 38.7),
    "Wochenstunden<br>19,5": (19.5, 19.5), "Arbeitszeit: Vollzeit, 39,83 Stunden": (39.83, 39.83), "regelmäßige wöchentliche Arbeitszeit von zurzeit 39,00 Std.": (39, 39),
    "Teilzeit mit 20 - 25 Std. wöchentlich": (20, 25), "Wochenarbeitszeit: 19,5 - 39 Stunden": (19.5, 39), "Teilzeit (ab 20 Std.)": (20, None),
    "Teilzeit bis 30 Std./Woche": (None, 30), "Vollzeit (39 Stunden), auch in Teilzeit": (39, 39),
    "Vollzeit mit 39 Stunden oder Teilzeit mit mindestens 30 Stunden": (30, 39), "60 bis 80 % (Vollzeit 39 Std.)": (23.4, 31.2),
    "Bei Vollzeit 39 Stunden, die Stelle hat einen Umfang von 75 %": (29.25, 29.25), "halbe Stelle (19,5 Std.)": (19.5, 19.5),
    "Der Unterricht umfasst 12 Stunden pro Woche.": None, "Kernarbeitszeit gibt es nicht; 40 Stunden für Beamtinnen, sonst 39": (40, 40),
    "Vollzeitbeschäftigung (derzeit 38,5 Wochenstunden) befristet aufgestockt um 2 Stunden": (38.5, 38.5), "35 hours per week": (35, 35),
    "Wöchentliche Arbeitszeit<br>39 Stunden": (39, 39), "10 bis max. 19 Stunden/Woche als Werkstudent": (10, 19),
    "regelmäßige Arbeitszeit 38 Stunden und 42 Minuten": (38.7, 38.7),
}
TYPES: dict[str, list[str]] = {
    "Die Stelle ist in Vollzeit oder mit reduzierter Stundenzahl zu besetzen.": ["FULL_TIME", "PART_TIME"], "Ein Drittel der 90 Beschäftigten arbeitet in Teilzeit.": [], "Teilzeitkräfte haben dieselben Aufstiegsmöglichkeiten.": [],
    "Vollzeit oder Teilzeit. Der Teilzeitanteil liegt bei 40 Prozent.": ["FULL_TIME", "PART_TIME"], "Vollzeit / Teilzeit. In Teilzeit sollten es nicht weniger als 20 Stunden sein.": ["FULL_TIME", "PART_TIME"],
    "Vollzeit": ["FULL_TIME"], "Teilzeit": ["PART_TIME"], "Voll- oder Teilzeit": ["FULL_TIME", "PART_TIME"], "in Vollzeit und Teilzeit": ["FULL_TIME", "PART_TIME"], "Teilzeit oder Vollzeit": ["FULL_TIME", "PART_TIME"],
    "Die Stelle ist teilzeitgeeignet.": ["FULL_TIME", "PART_TIME"], "Die Stelle ist grundsätzlich teilbar.": ["FULL_TIME", "PART_TIME"], "Teilzeit ist möglich.": ["FULL_TIME", "PART_TIME"], "Vollzeitstelle, auch in Teilzeit besetzbar": ["FULL_TIME", "PART_TIME"],
    "Vollzeit; eine Besetzung in Teilzeit ist leider nicht möglich": ["FULL_TIME"], "Die Stelle ist nicht teilbar und in Vollzeit zu besetzen.": ["FULL_TIME"], "eine halbe Stelle": ["PART_TIME"], "eine halbe bis ganze Stelle": ["FULL_TIME", "PART_TIME"],
    "Teilzeitstelle mit 20 Stunden": ["PART_TIME"], "Stellenumfang: 50 %": ["PART_TIME"], "Stellenumfang: 100 %": ["FULL_TIME"], "Umfang: 80 bis 100 %": ["FULL_TIME", "PART_TIME"], "Minijob auf Stundenbasis": ["PART_TIME"], "full-time or part-time": ["FULL_TIME", "PART_TIME"],
    "39 Stunden in der Woche": [], "20 Stunden in der Woche": ["PART_TIME"], "Vollzeit, Jobsharing möglich": ["FULL_TIME", "PART_TIME"], "vollzeitnahe Teilzeit": ["PART_TIME"], "Teilzeit/Vollzeit": ["FULL_TIME", "PART_TIME"],
    "Wir haben 650 Beschäftigte, davon die Hälfte in Teilzeit.": [], "Elternzeit und Altersteilzeit regeln wir gern.": [], "30 Tage Urlaub": [], "mobiles Arbeiten bis zu 60 %": [], "Grad der Behinderung von 50 %": [],
    "Vollzeit/Teilzeit": ["FULL_TIME", "PART_TIME"], "Voll-/Teilzeit": ["FULL_TIME", "PART_TIME"], "Voll- und Teilzeit": ["FULL_TIME", "PART_TIME"],
    "Vollzeit (Teilzeit möglich)": ["FULL_TIME", "PART_TIME"], "in Voll- bzw. Teilzeit": ["FULL_TIME", "PART_TIME"],
    "Vollzeit, grundsätzlich teilbar": ["FULL_TIME", "PART_TIME"], "VZ/TZ": ["FULL_TIME", "PART_TIME"],
    "Die Vollzeitstelle ist auch für Teilzeitkräfte geeignet.": ["FULL_TIME", "PART_TIME"], "Vollzeit oder vollzeitnahe Teilzeit": ["FULL_TIME", "PART_TIME"],
    "eine Vollzeitstelle (teilzeitgeeignet)": ["FULL_TIME", "PART_TIME"], "Die Stelle kann auch mit zwei Teilzeitkräften besetzt werden.": ["FULL_TIME", "PART_TIME"],
    "Eine Besetzung durch Teilzeitkräfte ist möglich, sofern die Stelle ganztägig besetzt ist.": ["FULL_TIME", "PART_TIME"],
    "Die Stelle ist grundsätzlich auch in Teilzeit auszuüben.": ["FULL_TIME", "PART_TIME"], "Teilzeitbeschäftigung ist möglich.": ["FULL_TIME", "PART_TIME"],
    "Teilzeitwünsche berücksichtigen wir gern.": ["FULL_TIME", "PART_TIME"], "Vollzeit mit Option auf Teilzeit": ["FULL_TIME", "PART_TIME"],
    "Ob Vollzeit oder Teilzeit, entscheidest du.": ["FULL_TIME", "PART_TIME"], "Arbeitszeit: Vollzeit; Teilzeit: ja": ["FULL_TIME", "PART_TIME"],
    "full time or part time": ["FULL_TIME", "PART_TIME"], "Vollzeit; Teilzeitmodelle sind willkommen": ["FULL_TIME", "PART_TIME"], "Die Stelle ist unteilbar.": ["FULL_TIME"],
    "Die Stelle ist in Vollzeit zu besetzen und nicht teilbar.": ["FULL_TIME"], "Vollzeit, keine Teilzeit": ["FULL_TIME"],
    "Teilzeit kommt bei dieser Stelle nicht in Betracht.": ["FULL_TIME"], "Die Stelle eignet sich nicht für Teilzeit.": ["FULL_TIME"], "nur Vollzeit": ["FULL_TIME"],
    "ganztags": ["FULL_TIME"], "eine Vollzeitbeschäftigung": ["FULL_TIME"], "Vollbeschäftigung (39 Stunden)": ["FULL_TIME"], "Teilzeit (50 %)": ["PART_TIME"],
    "in Teilzeit mit 20 Stunden": ["PART_TIME"], "halbe Stelle": ["PART_TIME"], "0,5 VZÄ": ["PART_TIME"], "geringfügige Beschäftigung": ["PART_TIME"],
    "auf 556-Euro-Basis (Minijob)": ["PART_TIME"], "halbtags": ["PART_TIME"], "65 % einer Vollzeitstelle": ["PART_TIME"],
    "mit der Hälfte der regelmäßigen Arbeitszeit": ["PART_TIME"], "part-time, 20 hours a week": ["PART_TIME"], "in Teilzeit (bis zu 30 Std.)": ["PART_TIME"],
    "Teilzeitstelle (25 Wochenstunden)": ["PART_TIME"], "Unsere Kita nimmt Kinder ganztags auf.": [], "Sie bereiten Bescheide zur Altersteilzeit vor.": [],
    "Das Team besteht aus drei Vollzeit- und zwei Teilzeitkräften.": [], "Beschäftigungsgrad: 50-100 %": ["FULL_TIME", "PART_TIME"], "Stellenanteil: 1,0": ["FULL_TIME"],
    "Pensum 80–100 %": ["FULL_TIME", "PART_TIME"], "Stellenumfang: 0,75": ["PART_TIME"], "1,0 VZÄ": ["FULL_TIME"],
    "Vollzeit; Führung in Teilzeit möglich": ["FULL_TIME", "PART_TIME"], "Vollzeit (Teilzeit auf Anfrage)": ["FULL_TIME", "PART_TIME"],
    "Teilzeit ab 25 Stunden bis Vollzeit": ["FULL_TIME", "PART_TIME"], "Vollzeit / Teilzeit / Jobsharing": ["FULL_TIME", "PART_TIME"],
    "Die Stelle wird in Vollzeit ausgeschrieben, ist aber grundsätzlich für Teilzeit geeignet.": ["FULL_TIME", "PART_TIME"],
    "Die Ausbildung ist auch in Teilzeit möglich.": ["FULL_TIME", "PART_TIME"],
    "Vollzeitstelle. Bei Vorliegen entsprechender Bewerbungen wird geprüft, ob Teilzeit entsprochen werden kann.": ["FULL_TIME", "PART_TIME"],
    "Vollzeit (Teilzeit nicht möglich)": ["FULL_TIME"], "Teilzeitgeeignet: nein": ["FULL_TIME"], "teilzeitgeeignet: ja": ["FULL_TIME", "PART_TIME"],
    "Teilzeit: möglich": ["FULL_TIME", "PART_TIME"], "Teilzeit/Jobsharing: ja": ["FULL_TIME", "PART_TIME"], "Stellenumfang: Vollzeit": ["FULL_TIME"],
    "Art der Beschäftigung: Teilzeit": ["PART_TIME"], "Teilzeit, nachmittags": ["PART_TIME"], "eine Teilzeitkraft (20 Std.)": ["PART_TIME"], "Vollzeitäquivalent": [],
    "zwei Teilzeitkräfte mit je 19,5 Stunden": ["PART_TIME"],
    "Dreiviertelstelle": ["PART_TIME"], "3/4-Stelle": ["PART_TIME"], "im Umfang von 50 v. H.": ["PART_TIME"], "eine 60%-Stelle": ["PART_TIME"],
    "Teilzeit oder Vollzeit – du hast die Wahl": ["FULL_TIME", "PART_TIME"], "Vollzeit, gerne auch weniger": ["FULL_TIME", "PART_TIME"],
    "Voll- oder vollzeitnahe Teilzeit": ["FULL_TIME", "PART_TIME"], "ab 60 % bis Vollzeit": ["FULL_TIME", "PART_TIME"], "60-100 % Pensum": ["FULL_TIME", "PART_TIME"],
    "Vollzeit und Teilzeit möglich": ["FULL_TIME", "PART_TIME"], "Arbeitszeitmodell: Vollzeit oder Teilzeit": ["FULL_TIME", "PART_TIME"],
    "Die Besetzung in Teilzeit (mindestens 50 %) ist möglich.": ["FULL_TIME", "PART_TIME"],
    "Die Stelle ist sowohl in Voll- als auch in Teilzeit besetzbar.": ["FULL_TIME", "PART_TIME"], "in Voll- oder in Teilzeit": ["FULL_TIME", "PART_TIME"],
    "Vollzeit (39 Std.) – Teilzeit denkbar": ["FULL_TIME", "PART_TIME"], "Die Stelle kann geteilt werden.": ["FULL_TIME", "PART_TIME"],
    "Die Stelle ist für eine Besetzung mit Teilzeitkräften nicht geeignet.": ["FULL_TIME"], "Vollzeittätigkeit": ["FULL_TIME"], "Teilzeittätigkeit": ["PART_TIME"],
    "Topsharing möglich": ["FULL_TIME", "PART_TIME"], "als Vollzeitkraft": ["FULL_TIME"], "als Teilzeitkraft (m/w/d)": ["PART_TIME"],
    # nothing of the post
    "Wir beraten zu Teilzeit und Elternzeit.": [], "Teilzeitbeschäftigte sind willkommen.": [], "Sie bearbeiten Anträge auf Teilzeit.": [],
    "80 % unserer Beschäftigten sind Frauen.": [], "Die Reisetätigkeit beträgt 20 %.": [], "Zuschuss von 50 %": [], "Teilzeitstudium möglich": [],
    "Das Team besteht aus zwei Vollzeitstellen.": [], "Sie ersetzen zwei Teilzeitkräfte.": [], "Auslastung 100 %": [], "100 % Ökostrom": [], "Mit 50 % Anteil Projektarbeit": [],
    "Verfügbarkeit von 99,9 %": [],
    # further voices
    "Arbeitszeit: 39,0 Wochenstunden (Vollzeit)": ["FULL_TIME"], "Umfang: 50 %": ["PART_TIME"], "Teilzeit (19,5 Stunden)": ["PART_TIME"],
    "Ob Vollzeit oder Teilzeit: Wir finden ein Modell.": ["FULL_TIME", "PART_TIME"], "30 Stunden bis Vollzeit": ["FULL_TIME", "PART_TIME"],
    "Vollzeit, Teilzeit ist leider nicht möglich.": ["FULL_TIME"],
    "Die Beschäftigung erfolgt in Vollzeit; eine Teilzeitbeschäftigung ist bei Sicherstellung der ganztägigen Besetzung möglich.": ["FULL_TIME", "PART_TIME"],
    "Arbeitszeit: Voll-/Teilzeit": ["FULL_TIME", "PART_TIME"], "Beschäftigungsumfang: 75 % bis 100 %": ["FULL_TIME", "PART_TIME"],
    "Die Vollzeitstelle ist in Jobsharing besetzbar.": ["FULL_TIME", "PART_TIME"], "Der Stellenumfang beträgt 0,75 VZÄ.": ["PART_TIME"],
    "Wir bieten Teilzeitmodelle.": ["FULL_TIME", "PART_TIME"],
    "Eine Besetzung in Teilzeit ist unter Berücksichtigung dienstlicher Belange möglich.": ["FULL_TIME", "PART_TIME"],
}
REMOTE: dict[str, str | None] = {
    "Homeoffice möglich": "partial", "mobiles Arbeiten": "partial", "mobile Arbeit an zwei Tagen": "partial", "alternierende Telearbeit": "partial", "hybrides Arbeiten": "partial", "bis zu 60 % Homeoffice": "partial", "Du kannst zwei Tage von zu Hause arbeiten.": "partial",
    "Sie arbeiten ortsunabhängig oder im Büro.": "partial", "Home-Office nach Absprache": "partial", "Teilweise Homeoffice, teilweise Präsenz": "partial", "Remote-Anteil von 50 %": "partial", "Arbeiten im Homeoffice ist nach der Einarbeitung üblich.": "partial",
    "keine reine Remote-Stelle, aber zwei Tage Homeoffice": "partial", "Nicht vollständig remote, aber flexibel": "partial", "up to three days of work from home": "partial", "Homeoffice: ja": "partial", "Möglichkeit zum mobilen Arbeiten": "partial", "anteilig mobil arbeiten": "partial",
    "100 % remote möglich": "full", "vollständig im Homeoffice": "full", "Du arbeitest komplett remote.": "full", "fully remote": "full", "ausschließlich von zu Hause": "full", "zu 100 % mobil": "full", "bundesweit remote": "full",
    "Homeoffice ist leider nicht möglich.": "none", "Kein Homeoffice": "none", "Homeoffice: nein": "none", "Mobiles Arbeiten ist nicht vorgesehen.": "none", "Telearbeit ist ausgeschlossen.": "none", "Homeoffice können wir für diese Stelle nicht anbieten.": "none",
    "Arbeiten von zu Hause ist bei dieser Aufgabe nicht möglich.": "none", "Die Tätigkeit erfolgt in Präsenz, Homeoffice scheidet aus.": "none",
    "Sie können bis zu drei Tage pro Woche daheim arbeiten.": "partial", "Du bestimmst, ob du im Büro oder zu Hause arbeitest.": "partial", "Die Arbeit erfolgt ausschließlich vor Ort.": "none", "Homeoffice gibt es für diese Stelle nicht.": "none",
    "Sie betreuen mobile Endgeräte.": None, "Remote-Support der Anwender": None, "Betrieb der hybriden Cloud": None, "Sie richten Telearbeitsplätze ein.": None, "Kenntnisse in Remote Desktop": None, "Sie administrieren Mobilfunkverträge.": None, "flexible Arbeitszeit": None, "Hybrid-Cloud-Architektur": None,
    "Lehrkräfte, die häufig im Homeoffice arbeiten, schulen Sie online.": None,
    "Homeoffice: bis zu 50 %": "partial", "Bis zu drei Tage Homeoffice die Woche": "partial", "mobil-flexibles Arbeiten": "partial",
    "Flexible Arbeitsmodelle mit Homeoffice-Anteil": "partial", "Arbeiten, wo du willst: Büro oder zu Hause": "partial",
    "Sie können einen Teil Ihrer Arbeit von zu Hause aus erledigen.": "partial", "Die Tätigkeit ist grundsätzlich telearbeitsfähig.": "partial",
    "Die Stelle ist für mobiles Arbeiten geeignet.": "partial", "60 % der Arbeitszeit können Sie mobil arbeiten.": "partial", "Home Office möglich (2 Tage)": "partial",
    "Desk-Sharing und Homeoffice": "partial", "Wir arbeiten hybrid.": "partial", "hybrides Arbeitsmodell": "partial", "New Work: drei Tage remote": "partial",
    "Remote-Work nach Absprache": "partial", "zwei Tage in der Woche von daheim": "partial", "Laptop und Möglichkeit zur Heimarbeit": "partial",
    "Die Möglichkeit zum ortsflexiblen Arbeiten ist gegeben.": "partial", "Workation im EU-Ausland und Homeoffice": "partial", "Mobile Working": "partial",
    "mobile working, two days a week": "partial", "Work from home up to 60 %": "partial", "Nach der Probezeit ist Homeoffice an zwei Tagen möglich.": "partial",
    "Homeoffice ist kein Fremdwort für uns.": "partial", "Homeoffice? Klar!": "partial", "Homeoffice? Ja, bis zu drei Tage.": "partial", "Homeoffice? Leider nein.": "none",
    "Mobiles Arbeiten? Bei dieser Stelle nicht.": "none", "Ein Arbeiten im Homeoffice ist aufgabenbedingt ausgeschlossen.": "none",
    "Für diese Stelle kommt mobiles Arbeiten nicht in Betracht.": "none", "Mobiles Arbeiten ist aufgrund der Tätigkeit nicht möglich.": "none",
    "Die Arbeit lässt sich nicht von zu Hause erledigen.": "none", "Telearbeit kann nicht angeboten werden.": "none", "Wegen der Arbeit am Gerät kein mobiles Arbeiten": "none",
    "remote work is not possible": "none", "no home office": "none", "Es besteht keine Möglichkeit zur Telearbeit.": "none", "Präsenz erforderlich, Homeoffice entfällt": "none",
    "Homeoffice bieten wir in dieser Funktion nicht an.": "none", "Diese Aufgabe lässt sich leider nicht ins Homeoffice verlegen.": "none", "100% Remote": "full",
    "Full remote innerhalb Deutschlands": "full", "Du arbeitest zu 100 Prozent von zu Hause.": "full", "Die Stelle kann vollständig in mobiler Arbeit ausgeübt werden.": "full",
    "deutschlandweit im Homeoffice": "full", "Arbeite dauerhaft von zu Hause aus.": "full", "remote-first": "full", "bis zu 100 % Homeoffice": "full",
    "Homeoffice bis zu 100 %": "full", "komplett ortsunabhängig": "full", "Sie können bundesweit von zu Hause arbeiten.": "full", "work fully remotely": "full",
    "Remote-Unterstützung unserer Anwender": None, "Sie unterstützen Anwender vor Ort und remote.": None, "Support per Telefon, remote und vor Ort": None,
    "Aufbau von Telearbeitsplätzen": None, "Ausstattung der Beschäftigten mit mobilen Geräten": None, "Betreuung der VPN-Zugänge für das Homeoffice": None,
    "Kenntnisse in hybriden Cloud-Umgebungen": None, "Einführung hybrider Ratssitzungen": None, "Mobile Device Management": None, "Mobilität: Führerschein Klasse B": None,
    "Wir fördern nachhaltige Mobilität mit dem Jobrad.": None, "Rollout von Notebooks für mobiles Arbeiten": None, "Sie entwickeln mobile Anwendungen.": None,
    "Fernwartung (remote) der Schulserver": None, "Mobiles Arbeiten ist nach der Einarbeitung in Absprache möglich.": "partial",
    "Die Tätigkeit kann teilweise im Homeoffice erfolgen.": "partial", "Homeoffice (bis zu 40 %)": "partial", "Home-Office-Möglichkeit": "partial",
    "Möglichkeit der Telearbeit": "partial", "alternierende Wohnraumarbeit": "partial", "Du kannst auch mal von zu Hause arbeiten.": "partial",
    "3 Tage Homeoffice / 2 Tage Büro": "partial", "Büro oder Homeoffice? Du entscheidest.": "partial", "Mobiles Arbeiten nicht nur freitags": "partial",
    "Homeoffice: nach Absprache": "partial", "Homeoffice ✓": "partial", "mobile Arbeitsformen": "partial", "mobiles Arbeiten (auch im Ausland)": "partial",
    "Mobile Arbeit und Teilzeit sind möglich, Vollremote jedoch nicht.": "partial", "ein Mix aus Präsenz und Homeoffice": "partial",
    "Homeoffice gibt es an drei Tagen, Kicker gibt es nicht.": "partial", "Mobiles Arbeiten bieten wir an, eine reine Homeoffice-Stelle ist es nicht.": "partial",
    "Kein Problem: Homeoffice an zwei Tagen": "partial", "bis zu 80 % mobil arbeiten": "partial", "Homeoffice ist in dieser Position leider nicht vorgesehen.": "none",
    "Mobiles Arbeiten ist nicht möglich, da die Geräte vor Ort betreut werden.": "none", "Aufgrund der Aufgaben ist Homeoffice ausgeschlossen.": "none",
    "Die Aufgaben erfordern Ihre Anwesenheit vor Ort; Homeoffice ist nicht möglich.": "none", "Homeoffice –": None, "Homeoffice: –": None, "Homeoffice ❌": "none",
    "Telearbeit: ausgeschlossen": "none", "mobiles Arbeiten: nicht möglich": "none", "Mobile Arbeit ist mit dieser Stelle nicht vereinbar.": "none",
    "Homeoffice? Geht hier nicht, die Server stehen im Keller.": "none", "Home-Office können wir hier nicht bieten.": "none",
    "Mobiles Arbeiten scheidet wegen der Publikumszeiten aus.": "none", "Dein Arbeitsplatz ist da, wo du bist: 100 % Homeoffice.": "full",
    "Wir arbeiten alle remote, ein Büro haben wir nicht.": "full", "vollständig remote, bundesweit": "full", "ortsunabhängig (100 % mobil)": "full", "Homeoffice: 100 %": "full",
    "Voll- oder Teilzeit, mobiles Arbeiten": "partial", "100 % Teamgeist und mobiles Arbeiten": "partial", "100 % TVöD, Homeoffice": "partial",
    "Ganz egal ob Homeoffice oder Büro": "partial", "bundesweit tätig, Homeoffice an zwei Tagen": "partial",
    "HomeOffice": "partial", "Telearbeit/Homeoffice: teilweise": "partial", "mobiles und flexibles Arbeiten": "partial", "flexibles und mobiles Arbeiten": "partial",
    "Home Office-Tage": "partial", "ortsunabhängiges Arbeiten": "partial", "Distanzarbeit möglich": "partial", "nur zwei Präsenztage pro Woche": "partial",
    "zwei Bürotage pro Woche, der Rest ist frei": "partial", "Sie können bis zu 50 % Ihrer Arbeitszeit mobil erbringen.": "partial", "Arbeit von unterwegs": "partial",
    "work-from-home options": "partial", "Möglichkeiten des mobilen Arbeitens": "partial", "Option auf Homeoffice": "partial", "mobile Arbeit im Umfang von 60 %": "partial",
    "mobiler Arbeitstag": "partial", "Teils im Büro, teils zu Hause": "partial", "Homeoffice-Tage nach Absprache": "partial", "Homeoffice-fähige Stelle": "partial",
    "Kein reiner Bürojob: Homeoffice an zwei Tagen": "partial", "keine Homeoffice-Möglichkeit": "none", "Home-Office: nein": "none",
    "Für diese Position besteht keine Möglichkeit zum mobilen Arbeiten.": "none", "Telearbeit sowie mobiles Arbeiten sind nicht vorgesehen.": "none",
    "Die Aufgabe ist nicht telearbeitsfähig.": "none", "Eine Tätigkeit im Homeoffice ist nur in Ausnahmefällen möglich.": "partial",
    "Arbeiten Sie überall in Deutschland, 100 % remote": "full", "Vollständig mobiles Arbeiten möglich": "full", "Remote (100 %)": "full", "Remote (deutschlandweit)": "full",
    "zu 100 % aus dem Homeoffice": "full", "Sie müssen nie ins Büro: Die Stelle ist komplett remote.": "full", "Remote-Arbeitsplatz": "partial", "Remote Support Engineer": None,
    "Fernzugriff per Remote Desktop": None, "Mobilfunkmasten": None, "Sie planen die Homeoffice-Ausstattung der Verwaltung.": None,
    # nothing of the post
    "Sie betreuen unsere Homeoffice-Infrastruktur.": None, "Migration der Telearbeit auf VDI": None, "Support für Beschäftigte im Homeoffice": None,
    "Vor Ort und remote unterstützen Sie unsere Schulen.": None, "Du arbeitest mit mobilen Endgeräten.": None,
    "Ihre Aufgabe: Einführung des mobilen Arbeitens in den Rathäusern": None, "Konzeption hybrider Arbeitsplätze für die Verwaltung": None, "Remote-Wartung der Server": None,
    "Kenntnisse in der Absicherung von Homeoffice-Arbeitsplätzen": None, "Sie kommen von zu Hause in 10 Minuten ins Büro.": None, "Work-Life-Balance": None,
}
#: (permanent, last day, months)
TERMS: dict[str, tuple[bool | None, str | None, int | None]] = {
    "Dienstverhältnis: zunächst für vier Jahre": (False, None, 48), "Der Wartungsvertrag gilt zunächst für zwei Jahre.": (None, None, None), "Mobiles Arbeiten zunächst für sechs Monate": (None, None, None),
    "unbefristete Einstellung": (True, None, None), "Das Arbeitsverhältnis ist unbefristet.": (True, None, None), "Arbeitsvertrag ohne Befristung": (True, None, None),
    "auf Dauer": (True, None, None), "dauerhaft zu besetzen": (True, None, None), "eine Dauerstelle": (True, None, None),
    "zum nächstmöglichen Zeitpunkt in Dauerstellung": (True, None, None), "Befristung: nein": (True, None, None), "Vertragsart: unbefristet": (True, None, None),
    "Befristet: nein": (True, None, None), "permanent contract": (True, None, None), "Ein sicherer, unbefristeter Arbeitsplatz": (True, None, None),
    "nicht befristet": (True, None, None), "Festanstellung": (None, None, None), "Die Stelle ist auf unbestimmte Zeit zu besetzen.": (True, None, None),
    "Anstellungsart: Unbefristet": (True, None, None), "zeitlich unbefristet": (True, None, None), "befristet bis 31.12.2027": (False, "2027-12-31", None),
    "befristet für zwei Jahre": (False, None, 24), "auf 24 Monate befristet": (False, None, 24), "zunächst auf ein Jahr befristet": (False, None, 12),
    "befristet für die Dauer von 18 Monaten": (False, None, 18), "befristet bis Ende Juni 2028": (False, "2028-06-30", None),
    "als Elternzeitvertretung bis zum 30.09.2027": (False, "2027-09-30", None), "im Rahmen einer Krankheitsvertretung": (False, None, None),
    "Projektstelle, befristet auf 3 Jahre": (False, None, 36), "Laufzeit: 24 Monate": (False, None, 24), "Befristung: 2 Jahre": (False, None, 24),
    "Befristung: bis 31.03.2028": (False, "2028-03-31", None), "Vertragsdauer: 12 Monate": (False, None, 12), "fixed-term contract for two years": (False, None, 24),
    "temporary position until 31 December 2027": (False, "2027-12-31", None),
    "Die Stelle ist bis zum 31.12.2028 befristet; eine Verlängerung wird angestrebt.": (False, "2028-12-31", None),
    "zunächst befristet für 2 Jahre mit der Option auf Entfristung": (False, None, 24), "befristet, mit Aussicht auf unbefristete Übernahme": (False, None, None),
    "Die Einstellung erfolgt befristet nach § 14 Abs. 2 TzBfG für zwei Jahre.": (False, None, 24), "für die Dauer der Elternzeit der Stelleninhaberin": (False, None, None),
    "zur Vertretung während der Elternzeit": (False, None, None), "sachgrundlos befristet für 24 Monate": (False, None, 24), "zweijährig befristet": (False, None, 24),
    "eine auf 36 Monate befristete Stelle": (False, None, 36), "Der Vertrag ist auf die Projektlaufzeit bis 31.12.2027 befristet.": (False, "2027-12-31", None),
    "befristet bis voraussichtlich 15. Mai 2028": (False, "2028-05-15", None), "Das Arbeitsverhältnis endet am 31.12.2027.": (False, "2027-12-31", None),
    "für voraussichtlich zwei Jahre befristet": (False, None, 24), "befristet auf anderthalb Jahre": (False, None, 18), "für ein halbes Jahr befristet": (False, None, 6),
    "Sie erhalten eine befristete Zulage.": (None, None, None), "eine bis 31.12.2027 befristete Arbeitsmarktzulage": (None, None, None),
    "unbefristet, davon 10 Stunden befristet bis 31.12.2027": (True, None, None), "Eine Stundenaufstockung ist befristet möglich.": (None, None, None),
    "Die Probezeit beträgt sechs Monate.": (None, None, None), "dauerhaft günstige Kantine": (None, None, None),
    "Nach der Ausbildung übernehmen wir dich unbefristet.": (None, None, None), "dauerhafte Weiterbildung": (None, None, None),
    "Zutrittskarte ist befristet gültig": (None, None, None), "unbefristet ab dem 1. Tag": (True, None, None),
    "Arbeitsverhältnis: unbefristet; Zulage: befristet bis 2028": (True, None, None), "unbefristete Übernahme nach der Probezeit": (None, None, None),
    "zunächst befristet auf 2 Jahre, danach unbefristet": (False, None, 24), "Die Befristung erfolgt nach § 14 TzBfG für 24 Monate.": (False, None, 24),
    "Der Arbeitsvertrag ist zunächst auf 12 Monate befristet.": (False, None, 12), "zeitlich befristet bis zum 30. Juni 2027": (False, "2027-06-30", None),
    "befristet 01.04.2026 - 31.03.2028": (False, "2028-03-31", None), "vom 1. Mai 2026 bis 30. April 2028 befristet": (False, "2028-04-30", None),
    "befristet bis Mitte 2027": (False, None, None), "befristet bis Ende 2027": (False, "2027-12-31", None), "befristet bis 12/2027": (False, "2027-12-31", None),
    "Mutterschutz- und Elternzeitvertretung": (False, None, None), "als Vertretung für die Dauer einer Elternzeit, voraussichtlich bis 31.08.2027": (False, "2027-08-31", None),
    "Trainee-Programm, 24 Monate, anschließend unbefristete Übernahme": (None, None, None), "Ein Jahr lang unterstützt du uns im FSJ.": (None, None, None),
    "Das Praktikum dauert sechs Monate.": (None, None, None), "befristet für die Dauer des Projekts (36 Monate)": (False, None, 36),
    "Die Stelle ist drittmittelfinanziert und auf drei Jahre befristet.": (False, None, 36),
    "Für die Dauer von zunächst zwei Jahren suchen wir eine Fachkraft.": (False, None, 24), "Ihre Bewerbung ist befristet bis 31.12. gespeichert.": (None, None, None),
    "befristet (24 Monate)": (False, None, 24), "Vertrag: befristet, 2 Jahre": (False, None, 24),
    "Die Führungsposition wird zunächst auf Probe für zwei Jahre übertragen.": (None, None, None), "Der Arbeitsplatz ist krisensicher und unbefristet.": (True, None, None),
    "keine Befristung": (True, None, None), "Vertragslaufzeit: unbefristet": (True, None, None), "sicher, unbefristet, fair": (True, None, None),
    "auf Dauer angelegte Stelle": (True, None, None), "Die Stelle ist dauerhaft angelegt.": (True, None, None), "eine langfristige Perspektive": (None, None, None),
    "befristet bis zum Ablauf des 31.12.2027": (False, "2027-12-31", None), "bis einschließlich 31.12.2027 befristet": (False, "2027-12-31", None),
    "Befristung bis 30.06.27": (False, "2027-06-30", None), "Vertragsende: 31.12.2027": (False, "2027-12-31", None),
    "für die Zeit vom 01.04.2026 bis 31.03.2028 zu besetzen": (False, "2028-03-31", None), "Zeitvertrag über 18 Monate": (False, None, 18),
    "in einem unbefristeten Arbeitsverhältnis": (True, None, None), "Vertragsart: Festanstellung, unbefristet": (True, None, None),
    "projektbefristet bis Ende 2028": (False, "2028-12-31", None), "Die Stelle ist vorerst bis Ende des Jahres 2027 befristet.": (False, "2027-12-31", None),
    "Die Stelle ist befristet bis zur Rückkehr der Stelleninhaberin.": (False, None, None), "befristet zunächst für die Dauer eines Jahres": (False, None, 12),
    "befristet, zunächst 24 Monate": (False, None, 24), "zwei Jahre befristet mit Verlängerungsoption": (False, None, 24), "Dauer: unbefristet": (True, None, None),
    "Beschäftigungsdauer: befristet bis 31.10.2027": (False, "2027-10-31", None), "Sachgrundbefristung bis zum 30.9.2028": (False, "2028-09-30", None),
    "Mindestens bis zum 31.12.2027 befristet": (False, "2027-12-31", None), "Die Befristung bis 31.12.2027 erfolgt zur Vertretung.": (False, "2027-12-31", None),
    "auf 2 Jahre befristeter Arbeitsvertrag": (False, None, 24), "Eine Entfristung wird angestrebt; befristet bis 31.05.2028.": (False, "2028-05-31", None),
    "eine zunächst sachgrundlos auf zwei Jahre befristete Beschäftigung": (False, None, 24),
    "Ein unbefristetes Arbeitsverhältnis im Anschluss ist möglich. Befristung: 1 Jahr": (False, None, 12), "Dein Vertrag ist natürlich unbefristet.": (True, None, None),
    "unbefr., Vollzeit": (True, None, None), "befr. bis 31.12.2027": (False, "2027-12-31", None),
    # nothing of the post
    "Der Wartungsvertrag endet am 31.12.2027 und wird neu ausgeschrieben.": (None, None, None),
    "Für die Zeit vom 10. bis 14. August ist das Büro geschlossen.": (None, None, None), "Der Rahmenvertrag läuft noch drei Jahre.": (None, None, None),
    "Sie betreuen befristete Zugänge.": (None, None, None), "Die Förderung ist bis 2028 befristet.": (None, None, None),
    "Das Projekt ist bis Ende 2027 befristet.": (None, None, None), "Die Lizenz ist unbefristet.": (None, None, None),
    "Wir beschäftigen 300 Menschen, die meisten unbefristet.": (None, None, None), "Sie bearbeiten befristete und unbefristete Arbeitsverträge.": (None, None, None),
    "Du erstellst Arbeitsverträge, auch befristete.": (None, None, None), "Die Ausbildung dauert drei Jahre.": (None, None, None),
    "Für zwei Jahre Berufserfahrung gibt es Stufe 2.": (None, None, None), "Das Studium ist auf sechs Semester angelegt.": (None, None, None),
    "Vertretung der Teamleitung bei Abwesenheit": (None, None, None), "Sie übernehmen die Vertretung während der Urlaubszeit.": (None, None, None),
    "Sie vertreten die Sachgebietsleitung.": (None, None, None), "Vertretungsweise übernehmen Sie den Empfang.": (None, None, None),
    "Wir vergeben zwei Praktikumsplätze für drei Monate.": (None, None, None), "Dauerhafte Kostenübernahme des Deutschlandtickets": (None, None, None),
    "Wir setzen dauerhaft auf Open Source.": (None, None, None), "Wir bieten eine langfristige Zusammenarbeit.": (None, None, None),
    "Die Parkplätze sind zeitlich begrenzt nutzbar.": (None, None, None), "Temporäre Projektteams": (None, None, None), "Laufzeit der Kampagne: drei Monate": (None, None, None),
    "Vertragslaufzeiten überwachen Sie.": (None, None, None), "Sie verlängern Verträge mit einer Laufzeit von 24 Monaten.": (None, None, None),
    "Entfristung von Zertifikaten": (None, None, None),
}
REFERENCES: dict[str, str | None] = {
    "Kennziffer: 12/2026": "12/2026", "unter Angabe der Kennziffer IT-2026-07": "IT-2026-07", "Kenn-Nr. 41/2026": "41/2026", "Referenznummer: RZ-L/26": "RZ-L/26", "Ref.-Nr. 4711": "4711", "Ref. TR-4-26": "TR-4-26", "Stellen-ID: 2026-ISB-01": "2026-ISB-01", "Kennwort: „Netz“": "Netz",
    "Bitte nennen Sie das Stichwort „Tausch27“.": "Tausch27", "Aktenzeichen 10.3-039/26": "10.3-039/26", "Vorgangsnummer ZV-11.2-0207": "ZV-11.2-0207", "Kennung M365-26/11 in der Betreffzeile": "M365-26/11", "Ausschreibungsnummer 2026/17": "2026/17", "unter der Kennziffer „16-IT“": "16-IT",
    "Kennziffer BMZ 2026/17": "BMZ 2026/17", "unter Angabe des Aktenzeichens 16.2-44/26": "16.2-44/26", "Kennwort WEB/OD": "WEB/OD", "Job-ID: J2026-5": "J2026-5", "Stellennummer 0815": "0815", "Bitte geben Sie die Nr. 2026/004 in Ihrer Bewerbung an.": "2026/004", "Ausschreibung Nr. 17/2026": "17/2026",
    "Schreiben Sie in den Betreff bitte „TL-NuS-2026“.": "TL-NuS-2026", "Please quote the reference MCB-IAM-02.": "MCB-IAM-02", "Chiffre A-77": "A-77", "Referenz SDV-2026-T7": "SDV-2026-T7",
    "Bewerbungen mit Angabe der Kennziffer bis zum 30.04.2026": None, "§ 14 Abs. 2 TzBfG": None, "Telefonnummer 0000 123-45": None, "Bitte geben Sie Ihre Referenzen an.": None, "nach DIN EN ISO 27001": None, "Hausnummer 12": None, "Sie pflegen Kennzahlen.": None, "unter Wahrung der Kennzeichnungspflicht": None,
    # further voices
    "Kennziffer: 61/2026-IT": "61/2026-IT", "Bitte geben Sie die Kennziffer IT 04/26 an.": "IT 04/26", "Referenz-Nr.: YF-12345": "YF-12345",
    "Stellen-Nr. 2026_014": "2026_014", "Ausschreibungs-ID: 1099-A": "1099-A", "unter dem Stichwort „Netzwerk 2026“": "Netzwerk 2026",
    "Kennwort: Systemadministration": "Systemadministration", "Az.: 10.24-3/2026": "10.24-3/2026", "(Kennziffer 10-05/26)": "10-05/26", "Kennnummer 4711": "4711",
    "Job-ID J000012345": "J000012345", "Telefon 0000 123-45, Hausruf 12": None, "Ausschreibungsnummer: D 12/2026": "D 12/2026", "Kennzahl 26-17": "26-17",
    "Chiffre: 2026-03-IT": "2026-03-IT", "Bitte Ref. 26.04 angeben": "26.04", "Vorgangs-Nr. ZV/26/0815": "ZV/26/0815",
}
OPENINGS: dict[str, int | None] = {
    "Wir besetzen zwei Stellen.": 2, "Anzahl Stellen: 1": 1, "Anzahl der Stellen: 3": 3, "Es sind 4 Stellen zu besetzen.": 4, "Wir suchen drei Kolleginnen oder Kollegen.": 3, "Wir vergeben vier Studienplätze.": 4, "zwei Ausbildungsplätze": 2, "Wir suchen zum 01.04.2026 drei Systemadministratoren (m/w/d).": 3,
    "Wir stellen fünf Auszubildende ein.": 5, "wir haben zwei Plätze": 2, "zwei unbefristete Vollzeitstellen": 2, "Zum 1. Mai 2026 suchen wir zwei Fachkräfte.": 2,
    "Wir suchen mehrere Kolleginnen.": None, "insgesamt 2,5 Stellen": None, "Das Team hat 14 Stellen.": None, "Wir haben 310 Beschäftigte an zwei Standorten.": None, "eine Stelle als Admin": None, "mit zwei Jahren Berufserfahrung": None, "Sie führen acht Beschäftigte.": None, "seit drei Jahren": None,
    "In zehn Kommunen betreuen wir drei Rechenzentren.": None, "Im Team arbeiten zwei Kolleginnen.": None,
}


@pytest.mark.parametrize(("text", "hours"), HOURS.items())
def test_hours(text: str, hours: tuple[float | None, float | None] | None) -> None:
    made = facts(text).weekly_hours
    assert ((made.min, made.max) if made else None) == hours


@pytest.mark.parametrize(("text", "types"), TYPES.items())
def test_employment_types(text: str, types: list[str]) -> None:
    assert facts(text).employment_type == types


@pytest.mark.parametrize(("text", "remote"), REMOTE.items())
def test_remote(text: str, remote: str | None) -> None:
    assert facts(text).remote == remote


@pytest.mark.parametrize(("text", "term"), TERMS.items())
def test_terms(text: str, term: tuple[bool | None, str | None, int | None]) -> None:
    made = facts(text)
    assert (made.permanent, made.fixed_term_end.isoformat() if made.fixed_term_end else None, made.fixed_term_months) == term


@pytest.mark.parametrize(("title", "fact", "value"), [
    ("Systemadministrator (m/w/d) 100 % Homeoffice", "remote", "full"), ("Systemadministrator (m/w/d) hybrid in Kassel", "remote", "partial"), ("Remote Support Techniker (m/w/d)", "remote", None), ("Hybrid-Cloud-Architekt (m/w/d)", "remote", None),
    ("Admin (m/w/d) – Vertretung bis 30.06.2027", "permanent", False), ("Projektleiter (m/w/d) OZG (Projektlaufzeit bis 2029)", "permanent", None), ("Admin (m/w/d), 0,5 VZÄ, Suhl", "employment_type", ["PART_TIME"]),
    ("Systemadministrator (m/w/d) 75-100%", "employment_type", ["FULL_TIME", "PART_TIME"])])
def test_conditions_in_titles(title: str, fact: str, value: object) -> None:
    assert getattr(facts(title=title), fact) == value


@pytest.mark.parametrize(("text", "reference"), REFERENCES.items())
def test_references(text: str, reference: str | None) -> None:
    assert facts(text).identifier == reference


@pytest.mark.parametrize(("text", "count"), OPENINGS.items())
def test_openings(text: str, count: int | None) -> None:
    assert facts(text).openings == count
