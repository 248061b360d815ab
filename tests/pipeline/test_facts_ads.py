"""Short ads of one more voice with all facts that they state; written before the rules met them."""

from typing import Any

import pytest

from tests.pipeline.facts import facts

ADS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    (
        'Sachbearbeiter/in (m/w/d) IT-Beschaffung, EG 9b, Lehrte', 'Stadt Musterlehrte', '2026-04-01',
        '<p>Die Stadt Musterlehrte (45.000 Einwohner) sucht für ihren Fachdienst IT zum 01.07.2026</p><p><b>eine*n Sachbearbeiter*in (m/w/d) IT-Beschaffung</b></p><p>unbefristet, in Vollzeit oder Teilzeit (mind. 30 Wochenstunden). Die Arbeitszeit in Vollzeit beträgt 39 Stunden.</p><p>Bewertet ist die Stelle mit EG 9b TVöD.</p><p>Bewerbungen bitte bis zum 26.04.2026 über das Portal. Die Gespräche sind in der 20. KW.</p>',
        {'title': 'Sachbearbeiter/in (m/w/d) IT-Beschaffung', 'locations': ['Lehrte'], 'employment_type': ['FULL_TIME', 'PART_TIME'], 'weekly_hours': {'min': 30, 'max': 39}, 'permanent': True, 'pay_grades': [{'scheme': 'TVöD', 'min': 'EG 9b', 'max': 'EG 9b'}], 'valid_through': '2026-04-26', 'start': '2026-07-01'},
    ),
    (
        'IT-Supporter (w/m/d) @ Schulen', 'Kreis Mustergütersloh', '2026-05-04',
        '<ul><li>Einsatzort: Schulen in Gütersloh, Rietberg und Verl</li><li>Vergütung: EG 8 TVöD</li><li>Umfang: 2 Vollzeitstellen à 39 Std.</li><li>Dauer: zunächst befristet auf zwei Jahre</li><li>Start: schnellstmöglich</li><li>Frist: 31.05.</li><li>Kennziffer: 40-2026-07</li></ul><p>Sie arbeiten vor Ort, Homeoffice ist nicht vorgesehen.</p>',
        {'title': 'IT-Supporter (w/m/d) @ Schulen', 'locations': ['Gütersloh', 'Rietberg', 'Verl'], 'employment_type': ['FULL_TIME'], 'weekly_hours': {'min': 39, 'max': 39}, 'permanent': False, 'fixed_term_months': 24, 'openings': 2, 'start': 'asap', 'valid_through': '2026-05-31', 'identifier': '40-2026-07', 'remote': 'none'},
    ),
    (
        'Ausbildung Fachinformatiker/in für Systemintegration (m/w/d) 2027', 'Landkreis Musterharz', '2026-08-10',
        '<p>Zum 01.08.2027 bieten wir zwei Ausbildungsplätze in Wernigerode.</p><p>Ausbildungsdauer: 3 Jahre. Berufsschule: Halberstadt.</p><p>Du verdienst im 1. Jahr 1.368,26 €, im 2. Jahr 1.418,20 € und im 3. Jahr 1.464,02 € (TVAöD). Wöchentlich sind es 39 Stunden.</p><p>Bewirb dich bis zum 30. September 2026!</p>',
        {'title': 'Ausbildung Fachinformatiker/in für Systemintegration (m/w/d)', 'locations': ['Wernigerode'], 'openings': 2, 'start': '2027-08-01', 'valid_through': '2026-09-30', 'kind': 'apprenticeship', 'pay_grades': [{'scheme': 'TVAöD', 'min': None, 'max': None}], 'base_salary': {'min': 1368.26, 'max': 1464.02, 'unit': 'MONTH', 'currency': 'EUR'}, 'weekly_hours': {'min': 39, 'max': 39}, 'permanent': None, 'fixed_term_months': None},
    ),
    (
        'Leitung des Sachgebiets Netze (m/w/d)', 'ITK Musterrhein AöR', '2026-02-02',
        '<h2>Worum geht es?</h2><p>Sie leiten neun Beschäftigte in Neuss. Die Zentrale in Düsseldorf erreichen Sie in 20 Minuten.</p><h2>Was bieten wir?</h2><p>A 12 LBesO NRW oder EG 12 TVöD, 41 bzw. 39 Wochenstunden, eine Dauerstelle, Teilzeit ist denkbar (nicht unter 80 %), mobile Arbeit bis zu 50 %.</p><h2>Wie geht es weiter?</h2><p>Ihre Bewerbung (Referenz NE-12) bis 01.03.2026 an: bewerbung@example.org. Kennenlernen am 10.03.2026 in Düsseldorf.</p>',
        {'title': 'Leitung des Sachgebiets Netze (m/w/d)', 'locations': ['Neuss'], 'employment_type': ['FULL_TIME', 'PART_TIME'], 'permanent': True, 'pay_grades': [{'scheme': 'BesO', 'min': 'A 12', 'max': 'A 12'}, {'scheme': 'TVöD', 'min': 'EG 12', 'max': 'EG 12'}], 'valid_through': '2026-03-01', 'identifier': 'NE-12', 'remote': 'partial', 'career_level': 'lead', 'occupational_category': '433', 'areas': ['networks']},
    ),
    (
        'Data Engineer (f/m/x) – full-time, remote possible', 'Regio Data eG', '2026-06-15',
        '<p>Regio Data eG is looking for a data engineer in Leipzig (or anywhere in Germany).</p><p>Salary: 60,000 – 72,000 EUR per year, 40 hours/week, permanent. Start: as soon as possible. Applications are welcome any time.</p>',
        {'title': 'Data Engineer (f/m/x)', 'locations': ['Leipzig'], 'employment_type': ['FULL_TIME'], 'weekly_hours': {'min': 40, 'max': 40}, 'base_salary': {'min': 60000, 'max': 72000, 'unit': 'YEAR', 'currency': 'EUR'}, 'permanent': True, 'start': 'asap', 'open_ended': True, 'areas': ['data']},
    ),
    (
        'Verwaltungsfachangestellte:r (m/w/d) Bürgerbüro (Elternzeitvertretung bis 30.06.2027)', 'Gemeinde Musterdorf', '2026-03-09',
        '<p>Für das Bürgerbüro in Meppen suchen wir ab sofort Unterstützung in Teilzeit mit 25 Stunden, befristet als Elternzeitvertretung bis zum 30.06.2027.</p><p>EG 6 TVöD.</p><p>Bewerbungen bis 27.03. an rathaus@example.org, danach hören Sie bis 10.04. von uns.</p>',
        {'title': 'Verwaltungsfachangestellte:r (m/w/d) Bürgerbüro', 'locations': ['Meppen'], 'employment_type': ['PART_TIME'], 'weekly_hours': {'min': 25, 'max': 25}, 'permanent': False, 'fixed_term_end': '2027-06-30', 'valid_through': '2026-03-27', 'start': 'asap', 'areas': ['administration'], 'occupational_category': '732'},
    ),
    (
        'DevOps-Engineer (m/w/d) | Hybrid | Erlangen/Fürth', 'Kommunalcloud Franken gGmbH', '2026-07-01',
        '<div>Arbeitsmodell: hybrid</div><div>Orte: Erlangen, Fürth</div><div>Wochenstunden: 32 - 40</div><div>Gehalt: ab 4.600 € brutto/Monat</div><div>Vertrag: unbefristet</div><div>Bewerbung: laufend</div><div>Job-ID: KF-0093</div>',
        {'title': 'DevOps-Engineer (m/w/d)', 'locations': ['Erlangen', 'Fürth'], 'weekly_hours': {'min': 32, 'max': 40}, 'base_salary': {'min': 4600, 'max': None, 'unit': 'MONTH', 'currency': 'EUR'}, 'permanent': True, 'open_ended': True, 'identifier': 'KF-0093', 'remote': 'partial', 'areas': ['operations']},
    ),
    (
        'Sachbearbeitung Informationssicherheit (d/m/w), A 11 / E 10', 'Regierungspräsidium Musternord', '2026-10-05',
        '<p>Beim Regierungspräsidium Musternord ist im Referat 14 in Kassel zum nächstmöglichen Zeitpunkt eine Stelle unbefristet zu besetzen.</p><p>Besoldungsgruppe A 11 HBesG bzw. Entgeltgruppe 10 TV-H. Die regelmäßige Wochenarbeitszeit beträgt 41 Stunden (Beamte) bzw. 40 Stunden (Tarif). Die Stelle ist teilbar.</p><p>Bewerben können sich auch Beamte der Besoldungsgruppen A 9 und A 10.</p><p>Bewerbungsfrist: 01.11.2026, Aktenzeichen 14-0123/26</p>',
        {'locations': ['Kassel'], 'employment_type': ['FULL_TIME', 'PART_TIME'], 'weekly_hours': {'min': 40, 'max': 41}, 'permanent': True, 'pay_grades': [{'scheme': 'BesO', 'min': 'A 11', 'max': 'A 11'}, {'scheme': 'TV-H', 'min': 'EG 10', 'max': 'EG 10'}], 'valid_through': '2026-11-01', 'identifier': '14-0123/26', 'start': 'asap', 'areas': ['security'], 'occupational_category': '433'},
    ),
]


@pytest.mark.parametrize(("title", "employer", "published", "text", "expected"), ADS, ids=[ad[0] for ad in ADS])
def test_all_that_an_ad_states(title: str, employer: str, published: str, text: str, expected: dict[str, Any]) -> None:
    made = facts(text, title, employer=employer, published=published).model_dump(mode="json")
    assert {fact: made[fact] for fact in expected} == expected
