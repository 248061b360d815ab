"""How ads say until when one can apply, when the work begins, how long it lasts. The ads are published on 1 March 2026."""

from datetime import date
from typing import Any

import pytest

from tests.pipeline.facts import facts

D = date

DEADLINES: dict[str, date | None] = {
    "Ihre Bewerbung muss am 20.03.2026 vorliegen.": date(2026, 3, 20), "Die Unterlagen müssen uns am 20. März erreicht haben.": date(2026, 3, 20), "Die Anträge müssen am 20.03.2026 vorliegen.": None,
    "Wir freuen uns auf deine Bewerbung zum 15.04.2026 per Mail.": date(2026, 4, 15), "Wir freuen uns auf deine Bewerbung zum 01.09.2026 per Mail.": None, "Ihre Bewerbung wird am 20.03.2026 geprüft.": None,
    "Bewerbung bis: Ostermontag, 6. April 2026": date(2026, 4, 6), "Bewerbung bis einschließlich: Freitag, 10. April": date(2026, 4, 10), "Ihre Bewerbung sollte am Montag, den 20. April bei uns sein.": date(2026, 4, 20),
    "Stichtag für die Altersgrenze ist der 30.06.2026.": None, "Stichtag für den Eingang der Bewerbungen ist der 30.04.2026.": date(2026, 4, 30),
    # feasts that move, words between the portal and its end, a sentence that ends with its verb
    "Bewerbungen bitte bis spätestens Ostermontag, 6. April 2026, an uns.": D(2026, 4, 6), "Mail bis Palmsonntag (29. März 2026) an uns.": D(2026, 3, 29), "Das Portal der Hochschule schließt am 12. Mai 2026.": D(2026, 5, 12),
    "Wir freuen uns auf Ihre Bewerbung, die uns spätestens am Montag, 6. April, erreichen sollte.": D(2026, 4, 6), "Zeit bis: 17.04.2026.": D(2026, 4, 17), "Arbeitszeit bis: 17 Uhr": None,
    "Bitte bewerben Sie sich bis zum 30.04.2026.": D(2026, 4, 30),
    "Bewerbungsfrist: 5. April": D(2026, 4, 5),
    "Bewerbungsschluss ist der 12.04.26.": D(2026, 4, 12),
    "Wir freuen uns bis Ende April auf Ihre Bewerbung.": D(2026, 4, 30),
    "Bewerbungen bis 15.1. an uns.": D(2027, 1, 15),
    "Ihre Bewerbung senden Sie bitte bis spätestens Freitag, den 10. April 2026, an das Personalamt.": D(2026, 4, 10),
    "Die Bewerbungsfrist endet am 17. April 2026 um 24 Uhr.": D(2026, 4, 17),
    "Die Ausschreibung endet mit Ablauf des 31.03.2026.": D(2026, 3, 31),
    "Bewerbungen werden bis einschließlich 22.03.2026 erbeten.": D(2026, 3, 22),
    "Wir nehmen Ihre Unterlagen bis zum 2. Mai 2026 entgegen.": D(2026, 5, 2),
    "Bewirb dich jetzt, spätestens aber am 19. April!": D(2026, 4, 19),
    "Deine Bewerbung sollte uns bis zum 1. April erreichen.": D(2026, 4, 1),
    "Bewerbungszeitraum: 01.03.2026 - 15.05.2026": D(2026, 5, 15),
    "Bewerbungen sind vom 1. März bis zum 20. April 2026 möglich.": D(2026, 4, 20),
    "Die Bewerbungsfrist wurde vom 20.03.2026 auf den 10.04.2026 verlängert.": D(2026, 4, 10),
    "Einsendeschluss: 2026-04-15": D(2026, 4, 15),
    "Bewerbung bis: 30.4.": D(2026, 4, 30),
    "Bis zum 30.04.2026 können Sie sich über unser Portal bewerben.": D(2026, 4, 30),
    "Interessiert? Dann schicken Sie uns Ihren Lebenslauf bis zum zwölften April.": D(2026, 4, 12),
    "Please apply by 30 April 2026.": D(2026, 4, 30),
    "Application deadline: April 30, 2026": D(2026, 4, 30),
    "Wer sich bis Ostersonntag, den 5. April, bewirbt, hört noch im April von uns.": D(2026, 4, 5),
    "Frist: 31.03.2026, 12:00 Uhr": D(2026, 3, 31),
    "Posteingang spätestens 27.03.2026": D(2026, 3, 27),
    "Die Stelle ist bis zum 30.03.2026 ausgeschrieben.": D(2026, 3, 30),
    "Lassen Sie uns Ihre Unterlagen bis zum 8. Mai 2026 zukommen.": D(2026, 5, 8),
    "1. Runde: Bewerbung bis 15.04.2026<br>2. Runde: Bewerbung bis 15.06.2026": D(2026, 6, 15),
    "Onlinebewerbung möglich bis 14. April 2026": D(2026, 4, 14),
    "Ihre aussagekräftige Bewerbung richten Sie bitte bis zum 6. April 2026 unter Angabe der Kennziffer 3 an die Stadt.": D(2026, 4, 6),
    "Am 31. März 2026 endet die Bewerbungsfrist.": D(2026, 3, 31), "Der 31.03.2026 ist der letzte Tag, an dem Sie sich bewerben können.": D(2026, 3, 31), "31.03.2026 (Bewerbungsschluss)": D(2026, 3, 31), "Am 31. März 2026 schließen wir das Bewerbungsportal.": D(2026, 3, 31),
    "Nach dem 31.03.2026 eingehende Bewerbungen werden nicht berücksichtigt.": D(2026, 3, 31), "Bewerbungen werden zwischen dem 2. und dem 31. März 2026 entgegengenommen.": D(2026, 3, 31), "Meldet euch bis 31. März: fsj@example.org": D(2026, 3, 31),
    "Bewerben Sie sich bitte bis zum 15. dieses Monats.": D(2026, 3, 15), "Bitte bewerben Sie sich bis zum Monatsende.": D(2026, 3, 31), "Bewerben Sie sich bis Ende KW 12 (22.03.2026).": D(2026, 3, 22), "Bewerbungsschluss: Silvester 2026, 24 Uhr": D(2026, 12, 31), "Bewerben bis 31.03 an jobs@example.org": D(2026, 3, 31),
    "Bewerbungsschluss für das Einstellungsjahr 2027 ist der 30.09.2026.": D(2026, 9, 30), "Sie haben bis zum 31.03.2026 die Möglichkeit, sich zu bewerben.": D(2026, 3, 31), "Bewerbungen mit frühestem Eintrittstermin laden Sie bitte bis zum 31.03.2026 hoch.": D(2026, 3, 31), "Lass bis Ende März von dir hören!": D(2026, 3, 31),
    "Vollzeit · unbefristet · Bewerbung bis 31.03.2026 · Start 01.06.2026": D(2026, 3, 31), "Bis 31.03. bewerben, bis 15.4. Bescheid wissen, ab 1. Juni loslegen": D(2026, 3, 31), "Bewerbung: spätestens am Gründonnerstag (2. April)": D(2026, 4, 2),
    "Frist? 31. März.": D(2026, 3, 31), "20.03.2026 Bewerbungsschluss – 01.04.2026 Gespräche": D(2026, 3, 20), "Das Portal schließt am 14.04.2026, 23:59 Uhr.": D(2026, 4, 14), "Die Unterlagen nehmen wir online entgegen. Das Portal ist bis 29.03.2026 freigeschaltet.": D(2026, 3, 29),
    # no deadlines
    "Führerscheinumtausch (Frist des Gesetzgebers: 19.01.2027)": None, "Letzter Tag der Ausstellung: 30.04.2026": None, "Am 31.12.2026 endet die Frist zur Umsetzung des OZG.": None, "Unterlagen senden wir bis 31.08.2026 zurück.": None,
    "Über Ihre Bewerbung entscheiden wir bis zum 15.05.2026.": None, "Nach Ihrer Bewerbung hören Sie bis zum 24. April von uns.": None, "Ihre Unterlagen werden bis zum 30.10.2026 gespeichert und dann vernichtet.": None, "Fehlende Zeugnisse können bis zum 31.07.2026 nachgereicht werden.": None,
    "Fragen zur Bewerbung beantwortet Frau Muster bis 30.04.2026, danach Herr Beispiel.": None, "Wir sind bis 2. Mai 2026 im Urlaub und lesen Ihre Bewerbung danach.": None, "Anmeldeschluss für den Infotag ist der 10.04.2026, melden Sie sich bis dahin an.": None, "Sie begleiten die Migration unserer E-Mail-Postfächer bis 30.09.2026.": None,
    "Bewerben können sich alle, die bis zum 30.09.2026 ihr Studium abschließen.": None, "Bewerben Sie sich für ein Praktikum vom 01.06.2026 bis 31.08.2026!": None, "Jetzt bewerben und bis 31.12.2026 Startprämie sichern!": None, "Bis Ende 2026 wird das Bewerbungsportal erneuert.": None, "Die Frist zur Umsetzung des OZG läuft am 31.12.2026 ab.": None,
    "Mit Ihrer Bewerbung willigen Sie in die Verarbeitung bis zum 31.12.2026 ein.": None, "Wir freuen uns auf Ihre Bewerbung.<br>Der Zugangscode gilt bis 30.04.2026.": None, "Die Ausschreibung der Rahmenverträge läuft bis 30.09.2026.": None, "Sie stellen sicher, dass die Anträge bis zum 15.05.2026 über das Portal eingehen können.": None,
    "Die Vorstellungsgespräche finden am 24.04.2026 statt.": None,
    "Die Stelle ist befristet bis zum 31.12.2027.": None,
    "Beginn: 01.05.2026": None,
    "Die Bewerbungsgespräche führen wir bis zum 30.04.2026.": None,
    "Bewerbung bis Mitte März": None,
    "Ihre Bewerbungsunterlagen bewahren wir bis zum 30.09.2026 auf.": None,
    "Zum 1. Oktober 2026 bilden wir aus.": None,
    "Bis zum 31.12.2026 stellen wir alle Arbeitsplätze um.": None,
    "Das Projekt läuft bis zum 30.06.2026.": None,
    "Bis Ende 2026 ziehen wir in ein neues Haus.": None,
    "Wir haben vom 24.12.2026 bis 01.01.2027 geschlossen.": None,
    "Die Einstellung erfolgt bis zum 01.06.2026.": None,
    "Die Bewerbungsfrist endete am 15.01.2026.": None,
    "Fragen beantworten wir bis zum 15.04.2026 unter 0000 123-4.": None,
    # each day stands before what it is
    "20.03. Bewerbungsschluss – 01.04. Gespräche": D(2026, 3, 20), "Termine: 20.03. Bewerbungsschluss – 01.04. Gespräche – 01.06. Beginn": D(2026, 3, 20), "20.03. Bewerbungsschluss<br>01.04. Gespräche": D(2026, 3, 20),
    "20.03. Ende der Bewerbungsfrist, 01.04. Vorstellungsgespräche": D(2026, 3, 20), "20. März: Bewerbungsschluss, 1. April: Gespräche": D(2026, 3, 20), "Bis 20.03. Bewerbungsphase, bis 01.04. Auswahl, ab 01.06. Start": D(2026, 3, 20),
    "Bewerbungsschluss ist der 20.03. Die Gespräche finden am 01.04. statt.": D(2026, 3, 20), "Ausgeschrieben am 02.03.2026, Bewerbungsschluss 20.03.": D(2026, 3, 20), "01.04. Gespräche – 01.06. Beginn": None,
    # what others must meet
    "Sie rechnen Zuschüsse ab (nächste Frist beim Land: 30.06.2026).": None, "Ihre Aufgaben: Sie melden bis zum 15. April die Zahlen an das Land.": None,
}
STARTS: dict[str, Any] = {
    "Das ist das Team, das du ab dem 1. Juni 2026 leiten wirst.": date(2026, 6, 1), "Die Zulage, die Sie ab dem 1. Juni 2026 erhalten, beträgt 5 %.": None, "Im Archiv ist alsbald eine Stelle zu besetzen.": "asap",
    "Wir melden uns alsbald bei Ihnen.": None, "Wir besetzen ab Juni 2026 eine aus Mitteln des Landes bezahlte Stelle.": date(2026, 6, 1), "Herr Muster scheidet zum 1. Juni 2026 aus.": None,
    "Am liebsten zum 1. Oktober 2026.": date(2026, 10, 1), "Praktikum, 20 bis 26 Wochen, Beginn im Oktober 2026": date(2026, 10, 1), "Beginn: so schnell du kannst": "asap", "Sie erreichen uns ab sofort auch mobil.": None,
    "Vom 1. September 2026 bis zum 31. August 2027 hilfst du in der IT.": date(2026, 9, 1), "Tabellenentgelt ab 01.04.2026": None,
    "Wir suchen zum nächstmöglichen Zeitpunkt eine Verstärkung.": "asap",
    "Die Stelle ist ab sofort zu besetzen.": "asap",
    "Zu besetzen ist schnellstmöglich eine Stelle.": "asap",
    "Start: sofort": "asap",
    "Beginn: nach Möglichkeit sofort, spätestens im Mai": "asap",
    "Eintrittsdatum: frühestmöglich": "asap",
    "Wir suchen dich so bald wie möglich!": "asap",
    "Einstellungstermin: zum nächstmöglichen Termin": "asap",
    "Start: immediately": "asap",
    "Ab wann? Am liebsten ab sofort.": "asap",
    "Wir suchen zum 01.06.2026 eine Fachkraft.": D(2026, 6, 1),
    "Zum 1. Juli 2026 ist eine Stelle zu besetzen.": D(2026, 7, 1),
    "Arbeitsbeginn ist der 15. April 2026.": D(2026, 4, 15),
    "Beginn: 01.08.2026": D(2026, 8, 1),
    "Ausbildungsbeginn: 1. September 2026": D(2026, 9, 1),
    "Eintritt zum 1. Mai": D(2026, 5, 1),
    "Die Einstellung erfolgt zum 01.10.2026.": D(2026, 10, 1),
    "Ab dem 1. Juni suchen wir dich.": D(2026, 6, 1),
    "Wir suchen ab Oktober 2026 Unterstützung.": D(2026, 10, 1),
    "Start: Januar 2027": D(2027, 1, 1),
    "Start: 10/2026": D(2026, 10, 1),
    "Die Ausbildung beginnt am 1. August 2026.": D(2026, 8, 1),
    "Zum 1. April 2027 oder früher besetzen wir eine Stelle.": D(2027, 4, 1),
    "Die Stelle ist zum 01.07.2026 neu zu besetzen.": D(2026, 7, 1),
    "Dienstantritt: 2026-09-01": D(2026, 9, 1),
    "Wir besetzen frühestens zum 1. Mai 2026 eine Stelle.": D(2026, 5, 1),
    "Im Sommer geht es los, genauer: am 1. Juli 2026.": D(2026, 7, 1),
    "Los geht es am 01.09.2026.": D(2026, 9, 1),
    "Frühester Eintritt: 01.06.2026": D(2026, 6, 1),
    "Besetzung ab: 01.05.2026": D(2026, 5, 1),
    "Du startest am 1. Oktober 2026 bei uns.": D(2026, 10, 1),
    "Die Stelle wird zum 1. November 2026 frei.": D(2026, 11, 1), "Wir würden uns freuen, wenn du am 1. Juni bei uns anfängst.": D(2026, 6, 1), "Ihr erster Arbeitstag ist der 1. Juli 2026.": D(2026, 7, 1), "Arbeitsaufnahme: 01.06.2026": D(2026, 6, 1),
    "Die Tätigkeit beginnt am 01.05.2026 und endet am 31.10.2026.": D(2026, 5, 1), "You can start on 1 June 2026.": D(2026, 6, 1), "Schnellstens gesucht!": "asap", "Wir möchten die Stelle zeitnah besetzen.": "asap",
    "Die Kommunalen Informationssysteme suchen zum 01.06.2026 am Standort Prenzlau Verstärkung.": D(2026, 6, 1), "Für das Projekt E-Akte suchen wir zum 1. Juni 2026 eine Projektleitung.": D(2026, 6, 1), "Im Fachbereich Schulung ist ab dem 01.06.2026 eine Stelle frei.": D(2026, 6, 1),
    "unbefristete Beschäftigung ab 01.04.2026": D(2026, 4, 1), "Mühlhausen · EG 9b TVöD · unbefristet · ab 01.12.2026": D(2026, 12, 1), "In Daun hilfst du ab dem 1. Oktober 2026 (Vollzeit, elf Monate) in der Medienwerkstatt.": D(2026, 10, 1), "Die Stelle soll zum Jahreswechsel (01.01.2027) besetzt werden.": D(2027, 1, 1),
    "Die Stelle ist vom 1. Juni 2026 bis zum 31. Mai 2028 befristet.": D(2026, 6, 1), "Vertragslaufzeit: 01.06.2026 - 31.05.2028": D(2026, 6, 1), "Das FSJ dauert vom 1. September 2026 bis zum 31. August 2027.": D(2026, 9, 1), "Wann geht's los? 01.06.2026": D(2026, 6, 1), "Anfang Juni 2026 soll es losgehen.": D(2026, 6, 1),
    "Der Zweckverband Beispielaue stellt zum 1. September 2026<br>eine IT-Fachkraft (m/w/d) ein.": D(2026, 9, 1), "Am 23. April ist Probearbeiten, am 1. Juni könnte es losgehen.": D(2026, 6, 1), "sofort, unbefristet, Vollzeit": "asap", "Start: so bald du kannst": "asap", "Sofortiger Eintritt möglich": "asap",
    # no starts
    "Bei Interesse können Sie am Lehrgang teilnehmen (Beginn 1. September 2026).": None, "Das Projekt E-Akte startet im Mai 2026.": None, "Die Schulen starten am 14. September 2026 ins neue Schuljahr.": None, "Ab Juli 2026 stellen wir unsere Server auf Linux um.": None, "Ab Mai 2026 arbeiten wir in einem neuen Gebäude.": None,
    "Die Stadt Beispielhausen führt ab Juli 2026 das neue Verfahren ein.": None, "Ab August 2026 wird die Stelle auf 39 Stunden aufgestockt.": None, "Die Software geht zum 1. Juli 2026 in Betrieb.": None, "Wann du dich bewirbst: ab sofort": None, "Wir bearbeiten Anfragen sofort.": None, "Ab 1. Juli 2026 erhalten alle 3 Prozent mehr.": None,
    "Bewerbungsfrist: 30.04.2026": None,
    "Bitte melden Sie sich umgehend, wenn Sie verhindert sind.": None,
    "Ab dem 7. April erreichen Sie uns telefonisch.": None,
    "Die Gespräche finden ab dem 24. April statt.": None,
    "Zum 01.05.2026 steigen die Entgelte um 3 Prozent.": None,
    "Die Stelle ist bis zum 31.12.2027 befristet.": None,
    "Wir sind seit dem 1. Januar 2020 ein Zweckverband.": None,
    "Arbeitsbeginn nach Vereinbarung": None,
    "Störungen beheben wir sofort.": None,
    "Beginn der Gespräche: 12.05.2026": None,
    "Der bisherige Leiter scheidet zum 30.06.2026 aus.": None,
    "Im Amt für Geoinformation in Lemgo ist zum 01.06.2026 die unbefristete Vollzeitstelle<br>Geomatiker (m/w/d)<br>zu besetzen.": D(2026, 6, 1), "Die Stadt Pirna stellt zum 1. August 2026 in der Altstadt eine Auszubildende zur<br>Fachinformatikerin<br>ein.": D(2026, 8, 1),
    "Eingestellt wird zum 01.09.2026 oder früher.": D(2026, 9, 1), "Der alte Dienst wird zum 01.09.2026 eingestellt.": None, "Am Standort Gera ist im Sachgebiet Qualität der Dienste schnellstmöglich ein Dienstposten als<br>Tester (m/w/d)<br>zu vergeben.": "asap",
    "Der Verband Auerhöhe sucht zum 1. September 2026 eine*n<br>IT-Koordinator*in": D(2026, 9, 1), "Zum 01.01.2027 erhöht sich das Gehalt.": None,
}
TERMS: dict[str, tuple[bool | None, date | None, int | None]] = {
    "Wir bieten eine unbefristete Stelle.": (True, None, None),
    "Die Stelle ist auf Dauer zu besetzen.": (True, None, None),
    "Die Stelle ist befristet.": (False, None, None),
    "Die Stelle ist unbefristet. Die Zulage ist befristet.": (True, None, None),
    "ein dauerhaftes Beschäftigungsverhältnis": (True, None, None),
    "Befristung: keine": (True, None, None),
    "Vertragsart: unbefristet": (True, None, None),
    "Befristet: nein": (True, None, None),
    "Der Vertrag ist nicht befristet.": (True, None, None),
    "Festanstellung ohne Befristung": (True, None, None),
    "Wir stellen Sie unbefristet ein.": (True, None, None),
    "We offer a permanent contract.": (True, None, None),
    "Das Arbeitsverhältnis ist bis zum 31.12.2027 befristet.": (False, D(2027, 12, 31), None),
    "befristet bis Ende Mai 2027": (False, D(2027, 5, 31), None),
    "Die Stelle ist zunächst auf zwei Jahre befristet.": (False, None, 24),
    "Der Vertrag ist auf 18 Monate befristet.": (False, None, 18),
    "ein auf drei Jahre befristeter Vertrag mit Aussicht auf Entfristung": (False, None, 36),
    "zunächst befristet für ein Jahr, eine unbefristete Übernahme ist möglich": (False, None, 12),
    "Die Einstellung erfolgt befristet für die Dauer von 24 Monaten.": (False, None, 24),
    "Befristung: 2 Jahre": (False, None, 24),
    "Wir suchen eine Elternzeitvertretung bis zum 30.06.2027.": (False, D(2027, 6, 30), None),
    "Vertretung während der Elternzeit einer Kollegin, voraussichtlich bis 31.08.2027": (False, D(2027, 8, 31), None),
    "Die Stelle ist wegen Projektförderung bis 30.09.2028 befristet, eine Entfristung wird angestrebt.": (False, D(2028, 9, 30), None),
    "ein zweijähriger befristeter Vertrag": (False, None, 24),
    "Das Arbeitsverhältnis ist befristet und endet am 31.10.2026.": (False, D(2026, 10, 31), None),
    "A contract for two years (fixed-term)": (False, None, 24),
    # neither
    "Gleitzeit": (None, None, None),
    "Eine befristete Aufstockung auf 39 Stunden ist möglich.": (None, None, None),
    "Zusätzliche 5 Stunden können befristet bis zum 31.12.2026 vereinbart werden.": (None, None, None),
    "Die Fachkräftezulage wird befristet auf zwei Jahre gezahlt.": (None, None, None),
    "Nach § 14 Abs. 2 TzBfG dürfen wir Vorbeschäftigte nicht einstellen.": (None, None, None),
    "mindestens zwei Jahre Berufserfahrung": (None, None, None),
    "Die Probezeit beträgt sechs Monate.": (None, None, None),
    "Die Dienstvereinbarung zur Telearbeit ist befristet.": (None, None, None),
    "Bei Bewährung ist eine unbefristete Übernahme möglich.": (None, None, None),
}


@pytest.mark.parametrize(("text", "day"), DEADLINES.items())
def test_deadlines(text: str, day: date | None) -> None:
    assert facts(text).valid_through == day


@pytest.mark.parametrize(("text", "start"), STARTS.items())
def test_starts(text: str, start: Any) -> None:
    assert facts(text).start == start


@pytest.mark.parametrize(("text", "term"), TERMS.items())
def test_terms(text: str, term: tuple[bool | None, date | None, int | None]) -> None:
    made = facts(text)
    assert (made.permanent, made.fixed_term_end, made.fixed_term_months) == term


def test_permanence_after_a_training_is_not_the_trainings() -> None:
    assert facts("Nach der Ausbildung übernehmen wir dich unbefristet.", title="Ausbildung Fachinformatiker (m/w/d)").permanent is None


@pytest.mark.parametrize(("title", "day"), [
    ("Administrator (m/w/d) (bis 30.04.)", date(2026, 4, 30)), ("Administrator (m/w/d) | Fulda | bis 30.04.", date(2026, 4, 30)), ("Administrator (m/w/d) (befristet bis 30.04.)", None),
    ("Administrator (m/w/d), Elternzeitvertretung (bis 30.04.)", None), ("Administrator (m/w/d) (bis 30.04.2027)", None)])
def test_the_end_in_a_title(title: str, day: date | None) -> None:
    assert facts(title=title).valid_through == day


@pytest.mark.parametrize("text", [
    "Mail mit Lebenslauf an werk@example.org – wir lesen laufend, was reinkommt.", "Die Anzeige steht, bis wir jemanden haben.",
    "Bewerbungen sind jederzeit möglich.", "Die Ausschreibung läuft bis zur Besetzung der Stelle.", "Wir nehmen laufend Bewerbungen entgegen.", "Bewerbungsfrist: keine", "Bewerbungsfrist: laufend",
    "Die Stelle bleibt ausgeschrieben, bis sie besetzt ist. Eine Bewerbungsfrist gibt es nicht.", "Einen Bewerbungsschluss haben wir nicht.", "Solange die Anzeige online ist, freuen wir uns über Bewerbungen.",
    "Diese Ausschreibung bleibt geöffnet, bis alle Plätze vergeben sind.", "Applications are welcome at any time.", "Bewerben Sie sich jederzeit!", "Du kannst dich das ganze Jahr über bewerben.", "Bewerben Sie sich, wann es Ihnen passt.", "Dauerausschreibung", "The position is open until filled.", "Auf einen Bewerbungsschluss verzichten wir.",
    "Ist die Anzeige online, ist die Stelle noch frei.", "An eine Frist sind Sie nicht gebunden.", "Wir nehmen Bewerbungen so lange an, bis wir dich gefunden haben.<br>Anzeige online bis 25.04.2026", "Die Bewerbung ist ohne feste Frist möglich."])
def test_open_ends(text: str) -> None:
    made = facts(text)
    assert (made.open_ended, made.valid_through) == (True, None)


@pytest.mark.parametrize("frist", ["Bewerbungsfrist: 29.03.2026", "Bitte bewerben Sie sich bis zum 29. März."])
@pytest.mark.parametrize("beside", ["Wir melden uns bis Ende April.", "Bis spätestens 15. Mai 2026 wissen Sie, woran Sie sind.", "Zum Schnuppertag am 15. April können Sie sich bis 8. April anmelden.", "Fragen? Bis 20. April ist Herr Beispiel da, danach Frau Muster.",
    "Bewerbungen nehmen wir jederzeit gern auch auf Papier entgegen.", "Die Reisekosten rechnen Sie bitte bis 30.04.2026 ab.", "Das Führungszeugnis reichen Sie bitte bis zum 01.06.2026 nach.", "Bis zum Wahltag am 20. September 2026 sichern Sie die Ergebnisübermittlung."])
def test_other_days_change_no_deadline(frist: str, beside: str) -> None:
    assert facts(f"{frist}</p><p>{beside}").valid_through == D(2026, 3, 29)


def test_other_ads_below_are_none_of_this_one() -> None:
    rows = "".join(f"<p>{words}</p>" for words in ("Das machen Sie", "Sie betreuen Netze.", "Das bringen Sie mit", "Eine Ausbildung.", "Das bieten wir", "EG 9b TVöD"))
    made = facts(f"</p>{rows}<h3>Das könnte Sie auch interessieren</h3><p>Leitung IT (m/w/d), EG 13, bis 30.06.2026</p><p>Werkstudent (m/w/d), 15,20 €/Std.</p><p>Bewerbungsfrist: 31.03.2026")
    assert ([grade.max for grade in made.pay_grades], made.base_salary, made.valid_through) == (["EG 9b"], None, D(2026, 3, 31))


@pytest.mark.parametrize("text", ["Ein Lebenslauf genügt. Du begleitest laufende Projekte.", "Bewerbungsfrist: 30.04.2026", "Sie bilden sich laufend fort.", "Ein Schnuppertag ist jederzeit möglich.", "Wir freuen uns auf Ihre Bewerbung.", "Das Arbeitsverhältnis ist jederzeit kündbar.",
    "Bei Fragen zur Bewerbung können Sie uns jederzeit anrufen.", "Sie können Ihre Bewerbung jederzeit zurückziehen.", "Die Vertretung dauert bis zur Besetzung der Leitungsstelle.", "Sie betreuen unser Bewerbungsportal und entwickeln es laufend weiter.", "Wann du dich bewirbst: ab sofort, spätestens am Reformationstag (31. Oktober 2026)"])
def test_silence_is_no_open_end(text: str) -> None:
    assert facts(text).open_ended is None


@pytest.mark.parametrize("lines", [
    "15.03.<br>Bewerbungsschluss<br>22.03.<br>Vorstellungsgespräche<br>01.05.<br>Dienstbeginn", "Termine<br>15. März<br>Ende der Bewerbungsfrist<br>22. März<br>Gespräche",
    "Bewerbungsschluss<br>15.03.<br>Vorstellungsgespräche<br>22.03.<br>Dienstbeginn<br>01.05.", "01.03.2026<br>Bewerbungsschluss<br>15.03.<br>Vorstellungsgespräche<br>22.03.<br>Wir freuen uns auf Ihre Bewerbung",
    "bis 15.03.2026<br>Bewerbung<br>ab 22.03.2026<br>Gespräche", "Unser Zeitplan<br>bis 15.03.<br>Bewerbung<br>ab 22.03.<br>Auswahltage<br>am 30.03.<br>Zusage", "Bewerbung<br>bis 15.03.2026<br>Gespräche<br>ab 22.03.2026",
])
def test_a_flattened_list_may_name_the_day_first(lines: str) -> None:
    assert facts(lines).valid_through == date(2026, 3, 15)


def test_headings_of_columns_name_the_values_below() -> None:
    made = facts("<table><tr><th>Ort</th><th>Stunden</th><th>Frist</th></tr><tr><td>Celle</td><td><p>39 Std./Woche</p></td><td>30.03.2026</td></tr></table>")
    assert (made.valid_through, made.locations) == (date(2026, 3, 30), ["Celle"])


def test_a_deadline_of_every_year_is_none_of_the_post() -> None:
    assert facts("Schülerpraktika vermittelt das Jugendamt, Anmeldeschluss dafür ist jeweils der 31. Januar.").valid_through is None
