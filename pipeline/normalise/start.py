"""When the work begins."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.when import When

Start = date | Literal["asap"]

_ASAP_KEYS = ("möglich", "moeglich", "sofort", "umgehend", "asap", "as soon", "baldmög", "so bald", "sobald", "unverzüglich", "immediate", "schnellst", "frühest", "zeitnah", "kurzfristig")
_ASAP = re.compile(
    r"(?:nächst|schnellst|frühest|baldigst|ehest)-?\s?möglich\w*|n(?:ae|ä)chstm(?:oe|ö)glich\w*|nächsten möglichen|schnellstens|frühesten zeitpunkt|(?:zeitnah|kurzfristig)\w*(?= (?:zu )?besetz)|\bab sofort\b|\bper sofort|so\s?bald (?:wie|als) möglich|so (?:schnell|früh) wie möglich|sobald (?:du kannst|sie können)|baldmöglichst|möglichst bald|\bsofort\b|\basap\b|as soon as possible|immediate(?:ly)?\b|\bunverzüglich|\bumgehend"
)
_LABEL = (
    r"(?:arbeits|dienst|ausbildungs|studien|vertrags|stellen|praktikums|programm|beschäftigungs|tätigkeits|einsatz|einstellungs|anstellungs)?-?(?:beginn|start|antritt)(?:s?(?:termin|datum|zeitpunkt))?|eintritt(?:s?(?:termin|datum|zeitpunkt))?|einstieg(?:s?(?:termin|datum))?|einstellung(?:en|s?(?:termin|datum|zeitpunkt))?|besetzung(?:s?(?:termin|datum|zeitpunkt))?|(?:zu )?besetz(?:en|bar)|verfügbar"
    r"|beginnt|startet|erster (?:arbeits)?tag|wunschtermin|zeitraum|starts|arbeitsaufnahme|arbeitsantritt|starttermin|startdatum|stellenbeginn|ab wann|wann|frei|start date|starting(?: date)?|los geh\w*(?:['’]s)?|beginnen|anfangen"
    r"|start in (?:die|das|den) (?:ausbildung|studium|job|beruf\w*|praktikum|dienst)|beginn (?:des|der) (?:studiums|ausbildung|tätigkeit|beschäftigung|anstellung|stelle|praktikums|einsatzes|arbeitsverhältnisses|beschäftigungsverhältnisses)"
)
_LABELLED = re.compile(rf"(?:^|[^a-zäöüß])(?:{_LABEL})(?:\s(?:wäre|kannst|können|ist|sind|wird|soll\w*|erfolgt|der stelle|möglich|du|sie|wir|es|für|dich|bei|uns))*\W{{0,4}}(?:(?:am|zum|ab|der|dem|den|per|frühestens|spätestens|voraussichtlich|vsl\.|ist|jeweils|im|in|on|from|möglichst|idealerweise|\w+tag)[\s,:]{{1,2}}){{0,4}}$")
_FROM = re.compile(r"(?:^|[^a-zäöüß])(?:zum|ab|per|für den|am|im|von|vom|on|as of|from)\s(?:(?:dem|den|voraussichtlich|vsl\.|beginn|anfang|des|schuljahr\w*|nächsten|kommenden|\w+tag,?|frühestens|spätestens|also|monats?)\s){0,4}$")
_SEEKS = re.compile(
    r"\b(?:such\w*|gesucht|besetz\w*|neubesetz|einstell\w*|stell(?:en|t)\b.{0,130}\bein\b|start\w*|beginn\w*|eintritt|stelle[n]?|dienst\w*|vergib\w*|vergeb\w*|bieten|bietet|verstärk\w*|brauch\w*|antritt|team|jobs?|platz|plätze|ausbildung\w*|studium|freu\w*|willkommen|einsteig\w*|einstieg|anf[aä]ng\w*|nehmen wir|bilden wir|sind wir|dabei|position|vakant|frei|hinzu|ergänz\w*|erweiter\w*|unterstützung|praktikum|trainees?|looking for|join|möchten wir|(?:hätten|möchten) (?:sie|dich)|stellt .{0,40}ein|los)\b"
)
#: What begins or happens on another day.
_OTHER = re.compile(
    r"gespräch|umbau|neubau|schulung|rollout|einführung|projekt\w*\s(?:startet|beginnt|läuft)|bewerbung(?:en|sunterlagen)?\b.{0,50}$|bewerben .{0,30}$|rezertifi|gültig|seit\b|umzug|zieh(?:t|en)|interview|bewerbungszeitraum|inkraft|vorstellung|höher|steigt|steigen|erhöh|tarif(?:erhöh|steiger|runde)|stufe \d|anruf|rufen|telefon|erreich|sprechzeit|urlaub|geöffnet|befrist|elternzeit|gegründet|umstell|informations|infoveranst|kennenlern|"
    r"auswahl|befreit|dienstvereinbarung|verlänger|vertretung|aufstock|erhalten sie|zahlen wir|zulage|deutschlandticket|fällt|entfällt|in betrieb|betriebnahme|go-?live|kommunalwahl|gewählt|wahl\b|geschlossen|scheidet|ausscheid|probezeit|arbeitszeit beträgt|wochenarbeitszeit"
)
_NOT_SOON = re.compile(r"bewerb\w*\s(?:\w+\s){0,5}$|melden\s(?:\w+\s)?$|rufen\s.{0,20}$|informier\w*\s.{0,15}$|antworten?\s.{0,25}$|meld\w* uns\s.{0,15}$|homeoffice\s(?:ist\s)?$|benachrichtig\w*\s.{0,20}$|störung\w*\s.{0,30}$|werden\s$|mobil\w* arbeiten\s$|rückmeldung\s.{0,10}$|hat\s.{0,30}$")
_NOT_SOON_AFTER = re.compile(r"\s(?:und jederzeit|mitteilen|anrufen|bewerben|beheben|gelöst|online bewerb|homeoffice|mobil|rückmeldung|zu melden|melden|mit(?:gestalten|arbeiten|reden))")
_SOON_VERBS = frozenset(["sofort", "umgehend", "unverzüglich"])


#: The post itself stands in the next line.
_ENDS_OPEN = re.compile(r"\b(?:die|eine?[nr]?|eine?[/*:_-]{1,2}[nr]|der|das|als|folgende\w*|stelle)\W*$")


def read_start(ad: Ad) -> Start | None:
    """When the work begins: "asap", or a date; a month without a day is its first day."""
    found: list[tuple[int, int, int, Start, Line]] = []
    for line in ad.about(_ASAP_KEYS):
        for match in _ASAP.finditer(line.low):
            if (strength := _soon_strength(line, match)) > 0:
                found.append((-strength, line.number, match.start(), "asap", line))
                break
    for line, days in ad.dated:
        for when in days:
            strength = _strength(line, when)
            if strength and (day := when.resolve(ad.reference)) is not None and _is_ahead(ad, day):
                found.append((-strength, line.number, when.start, day, line))
                break
    if not found:
        return None
    _, _, _, start, line = min(found, key=lambda item: item[:3])
    ad.prove("start", line.text, line.origin, "as soon as possible" if start == "asap" else "a day on which the work begins")
    return start


def _is_ahead(ad: Ad, day: date) -> bool:
    return ad.reference is None or -60 <= (day - ad.reference).days <= 800


def _strength(line: Line, when: When) -> int:
    """3: labelled as the start, 2: in a sentence that seeks somebody, 0: another date."""
    if when.part in ("end", "year_end", "middle"):
        return 0
    before = re.split(r"[;!?]|(?<=[^\d.\s][^\d.\s]{3})\.\s", line.low[max(0, when.start - 150) : when.start])[-1]
    if re.search(r"\bend(?:et|en|s)\s(?:am|zum|on|mit)\s(?:dem\s)?$|\bbis\s(?:spätestens\s|einschließlich\s|\w+tag,?\s(?:den\s)?)?(?:zum\s|ende\s)?$", before):
        return 0
    clause = before.rpartition(",")[2]
    if re.search(r"spätestens\s(?:aber\s)?(?:im\s|am\s|zum\s|ab\s)?$", before) and _ASAP.search(before):
        return 0
    other = None if re.fullmatch(r"\s*(?:zum|ab|per)\s(?:dem\s)?", clause) else _OTHER.search(clause if re.match(rf"\s*(?:{_LABEL})\b", clause) else before[-70:])
    if _LABELLED.search(before[-75:]) and (other is None or other[0] == "vertretung" or re.search(r":\s*$", before)):
        return 3
    if re.match(r"\s?(?:eintritt|einstieg|beginn)\b", line.low[when.end :]):
        return 3
    if not _FROM.search(before) or other:
        return 0
    if re.search(r"\b(?:von|vom)\s[^.]{0,15}$", before) and not re.search(r"beginn|laufzeit|zeitraum|\bzeit\b|dauer\w*|befrist|wirkung|\bjahr\b", before):
        return 0
    if re.search(r"\b(?:am|im|on)\s(?:\w+tag,?\s(?:den\s)?)?$", before) and not re.search(r"beginn|start|los\b|anf[aä]ng|semester|\bjoin\b", line.low):
        return 0
    after = line.low[when.end : when.end + 120]
    if re.search(r"^[^.;,]{0,40}(?:gespräch|auswahl|höher|steig|rufen|erreich|zieht|gilt|inkraft|umgestellt|geschlossen|wahl|endet|ausscheid|ruhestand|außer dienst|(?:ist|sind) abgeschlossen|\baus\b|sind wir (?:eine?|nicht|auch)\b|wurden?\b|war(?:en)?\b|in (?:rente|pension)|projekt|rollout|einführung|umstellung|neubau|umbau)", after):
        return 0
    if line.origin == "title":
        return 2
    if _SEEKS.search(before + " … " + after) or _words(line.low) <= 3 or _ENDS_OPEN.search(line.low):
        return 2
    return 1 if len(line.low) < 60 and not _HAPPENS.search(line.low) else 0


#: In a short sentence without a word of seeking: what else begins on a day.
_HAPPENS = re.compile(r"erfolg(?:t|en)\b|\bgilt\b|\bgelten\b|\btritt\b|treten\b|fusion|läuft|laufen\b|wechsel|endet|\bwird\b|werden\b|wurden?\b|findet\b")


def _words(low: str) -> int:
    """How many words a line has; a few are a label or a heading, more may say anything."""
    return len(re.findall(r"[a-zäöüß]{2,}", low))


def _soon_strength(line: Line, match: re.Match[str]) -> int:
    before, after = line.low[max(0, match.start() - 70) : match.start()], line.low[match.end() : match.end() + 60]
    if _NOT_SOON.search(before) or _NOT_SOON_AFTER.match(after):
        return 0
    if re.search(r"(?:^|[^a-zäöüß])(?:" + _LABEL + r")(?:\s(?:der stelle|ist|möglich))?\W{0,4}(?:zum\s|ab\s|der\s)?$", before):
        return 3
    if match[0] in _SOON_VERBS:
        return 2 if re.search(r"zu besetzen|besetz", after) or (_words(line.low) <= 5 and line.number > 0) or re.match(rf"\W*(?:{_LABEL})\b", line.low) or re.match(r"\s?(?:oder|zu\b)", after) or re.search(r"(?:am besten|am liebsten|gerne?|möglichst)\s$", before) or re.search(r"\bf[aä]ng\w*\b.{0,60}\ban\b", line.low) else 0
    if match[0].startswith(("möglichst", "so ", "schnellst", "baldm", "zeitnah")) and not _SEEKS.search(line.low) and len(line.low) > 30:
        return 0
    return 2
