"""Parts of German titles in IT and administration: spellings, synonyms and inflections of one thing share one stem.

All entries are folded (see ``fold``). A part maps to the stem that stands for it; synonyms share a stem.
"""

from __future__ import annotations

from pipeline.match.fold import fold

_SYNONYMS = """
administrat administrator admin systembetreu
entwickl programmier develop softwareingenieur
engineer ingenieur
sachbearbeit sachbearbeitend verwaltungsmitarbeit
mitarbeit beschaftigt kraft fachkraft
leit leitend leitung leiter leader lead head chief teamlead verantwortlich
berat consult
betreu
verfahrensbetreu fachverfahrensbetreu fachverfahrensspezialist
spezialist specialist experte expert
technik techniker technician
architekt architect
koordinat koordin
manag management
assist assistenz
referent
beauftragt
support helpdesk servicedesk anwenderbetreu userhelpdesk
analyst analytik analys
test tester qualitatssicher
kauffrau kaufmann kaufleut
fachfrau fachmann
sicherheit security
netzwerk network netz
daten data
datenbank database
projekt project
cloud
web
service dienst
system systems
software
hardware
prozess process
organisation orga
applikation anwendung application
verwaltung
finanz
buchhalt
personal
schul schule
kita kindertagesstatt kindergarten
""".strip()

_PARTS = """
fach verfahren fachverfahren fachinformatik informatik information informations elektron elektronik betrieb betriebs wirtschaft haus bau tief hoch
recht controll einkauf beschaff vergab revision kommunikation telekommunikation infrastruktur rechenzentrum
server client desktop arbeitsplatz mobil dokument akte e-akte digital digitalisier plattform portal online bürger
einwohner wesen melde meldewesen ausland jugend sozial geo gis kataster vermess umwelt friedhof abfall
steuer kasse haushalt kosten leistung rechnung lohn gehalt entgelt abrechn archiv bibliothek medien pädagog
kraftfahrzeug zulassung fuhrpark feuer wehr leitstelle rettung wahl statistik rat rats sitzung gremien
schutz datenschutz notfall risiko compliance qualität prüf plan steuerung strategie innovation transformation
kunde kunden vertrieb marketing presse öffentlichkeit redakt content design grafik
ausbild studium dual prakti werkstudent trainee volontar azubi lern lehr
linux windows unix citrix vmware oracle postgresql mysql mongodb sap infoma java python php javascript typo3 cisco juniper exchange sharepoint android ios
lan wlan wan voip storage backup virtualisier container kubernetes devops ki
nord süd ost west mitte wasser strom gas
werk stadt kreis land gemeinde amt abteilung bereich zentral regional
""".strip()

#: Words of a title that say nothing about which job it is.
NOISE = frozenset(fold(word) for word in """
und oder fur im in ins der die das des den dem mit am an als zur zum bei beim von vom auf einen eine ein einer eines unser unsere unserem unseren ihr wir du sie sich
suchen sucht suche gesucht stellenausschreibung stellenangebot stellenanzeige stelle stellen ausschreibung job jobs jobangebot angebot karriere jetzt bewerben bewerbung vakanz
position ab sofort nachstmoglichen nachstmoglich zeitpunkt schnellstmoglich baldmoglichst verstarkung unbefristet befristet befristete unbefristete vollzeit teilzeit voll teil
kennziffer kz ref referenz nr std stunden wochenstunden woche h eg entgeltgruppe tvod tv l v a besoldungsgruppe gruppe m w d x i mwd wmd divers all genders gn n innen gerne
werde werden wirst komm kommen team uns dich bewirb dein deine deinen neuer neue neuen traumjob karrierechance willkommen teil unseres gemeinsam
frist verlangert verstarken verstarke verstarkst stellen einstellen ein deine frage neu extern externe the a of for and beginn ausbildungsbeginn homeoffice remote bzw sowie
""".split())
#: Words that name a level: they are compared on their own.
LEVELS = {fold(word): level for level, names in {
    "senior": "senior erfahrener erfahrene", "junior": "junior berufseinsteiger berufsanfanger nachwuchs", "deputy": "stellvertretender stellvertretende stellvertretung stellv stv vize", "trainee": "trainee", "assistant": "assistenz assistent assistentin",
}.items() for name in [names] for word in name.split()}
#: Stems that many titles share: alone they do not tell two jobs apart.
GENERIC = frozenset(fold(word) for word in "mitarbeit sachbearbeit it edv ikt fach bereich schwerpunkt fachrichtung referent spezialist diplom dipl ing wesen tatigkeit".split())
COLLECTIVE = frozenset(fold(word) for word in "mehrere verschiedene verschiedenen diverse diversen mehreren zahlreiche".split())
#: Stems of things that are not each other: two of one row in two titles are two jobs, whatever the texts say.
RIVALS: tuple[frozenset[str], ...] = tuple(frozenset(fold(row).split()) for row in (
    "linux windows unix", "java python php javascript c# c++ net", "oracle postgresql mysql mongodb", "sap infoma", "nord süd ost west mitte", "citrix vmware", "kita schul", "lan wlan wan voip",
    "android ios", "exchange sharepoint", "cisco juniper", "wasser strom gas", "hardware software"))


def _table() -> dict[str, str]:
    parts = {fold(part): fold(part) for part in _PARTS.split()}
    for line in _SYNONYMS.splitlines():
        first, *others = line.split()
        parts |= {fold(word): fold(first) for word in (first, *others)}
    return parts


PARTS: dict[str, str] = _table()
