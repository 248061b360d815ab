"""When the work begins."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import Signs, by_letter
from pipeline.normalise.when import When

Start = date | Literal["asap"]

_ASAP_KEYS = Signs("möglich", "moeglich", "sofort", "umgehend", "asap", "as soon", "baldmög", "so bald", "so schnell", "so früh", "sobald", "unverzüglich", "immediate", "schnellst", "frühest", "zeitnah", "kurzfristig")
_ASAP = re.compile(
    by_letter(r"(?:nächst|schnellst|frühest|baldigst|ehest)-?\s?möglich\w*|n(?:ae|ä)chstm(?:oe|ö)glich\w*|nächsten möglichen|schnellstens|frühesten zeitpunkt|(?:zeitnah|kurzfristig)\w*(?= (?:zu )?besetz)|\bsofortig\w+ (?:eintritt|beginn|start|einstieg)|\bab sofort\b|\bper sofort|so\s?bald (?:wie|als) möglich|so ?(?:bald|schnell|früh) (?:du|sie|ihr) (?:kannst|können|könnt|möcht\w+|woll\w+|willst)|sobald es (?:dir|ihnen|geht)|so (?:schnell|früh) wie möglich|baldmöglichst|möglichst bald|\bsofort\b|\basap\b|as soon as possible|immediate(?:ly)?\b|\bunverzüglich|\bumgehend")
)
_LABEL = (
    r"(?:arbeits|job|berufs|dienst|ausbildungs|studien|vertrags|stellen|praktikums|programm|beschäftigungs|tätigkeits|einsatz|einstellungs|anstellungs)?-?(?:beginn|start|antritt)(?:s?(?:termin|datum|zeitpunkt))?|eintritt(?:s?(?:termin|datum|zeitpunkt))?|einstieg(?:s?(?:termin|datum))?|(?:ein|an)stellung(?:en|s?(?:termin|datum|zeitpunkt))?|beschäftigung|besetzung(?:s?(?:termin|datum|zeitpunkt))?|(?:zu )?besetz(?:en|bar)|verfügbar"
    r"|beginnt|startet|erster (?:arbeits)?tag|wunschtermin|zeitraum|starts|arbeitsaufnahme|arbeitsantritt|starttermin|startdatum|stellenbeginn|ab wann|wann|frei|(?:start|entry) date|wann\b[^.?:;,]{1,30}(?=[?:])|starting(?: date)?|los geh\w*(?:['’]s)?|beginnen|anfangen"
    r"|start in (?:die|das|den) (?:ausbildung|studium|job|beruf\w*|praktikum|dienst)|beginn (?:des|der) (?:studiums|ausbildung|tätigkeit|beschäftigung|anstellung|stelle|praktikums|einsatzes|arbeitsverhältnisses|beschäftigungsverhältnisses)"
)
_LABELLED = re.compile(rf"(?:^|[^a-zäöüß-])(?P<label>{_LABEL})(?:\s?/\s?\w+)?(?:\s(?:und dauer|wäre|kannst|können|ist|sind|wird|soll\w*|erfolgt|der stelle|möglich|du|sie|wir|es|für|dich|bei|uns))*(?:\W{{0,4}}nach \w+,)?\W{{0,4}}(?:(?:am|zum|ab|der|dem|den|per|frühestens|spätestens|voraussichtlich|vsl\.|ist|jeweils|im|in|on|from|möglichst|idealerweise|jedoch|aber|gerne?|liebsten|besten|\w+tag)[\s,:]{{1,2}}){{0,5}}$")
#: Verbs that need a subject: not every project that starts is the work.
_VERBS = re.compile(r"beginn(?:t|en)|start(?:et|en|s)|anfangen|los geh\w*|frei")
_WORK = re.compile(by_letter(r"ausbildung|studium|tätigkeit|\bstellen?\b|beschäftigung|arbeit|vertrag|praktikum|dienst|anstellung|einsatz|programm|trainee|\bjobs?\b|position|\bdu\b|\bsie\b|\bes\b|geht['’]?s|wann|\bfsj\b|\bbfd\b|jahrgang|volontariat|freiwillig|azubi|auszubild|vertretung|einstellung|platz|plätze|\bpost\b|\brole\b|you|karriere|zukunft|abenteuer|mit (?:ihnen|dir|euch)"))
_FROM = re.compile(r"(?:^|[^a-zäöüß])(?:zum|ab|per|für(?: den)?|am|im|von|vom|on|as of|from):?\s(?:(?:dem|den|voraussichtlich|vsl\.|beginn|anfang|des|schuljahr\w*|nächsten|kommenden|\w+tag,?|frühestens|spätestens|also|monats?)\s){0,4}$|\b(?:zum|ab|im)\s(?:[\w/]+\s){0,3}[\w/]+\s?(?:\(|,\s(?:also|dem|d\. ?h\.)\s)(?:(?:am|ab|zum|dem)\s){0,2}$")
_SEEKS = re.compile(by_letter(
    r"besetz|\b(?:such\w*|gesucht|einstell\w*|eingestellt (?:wird|werden)|stell(?:en|t)\b.{0,130}\bein\b|eintritt|vergib\w*|vergeb\w*|bieten|bietet|verstärk\w*|brauch\w*|antritt|freu\w* (?:uns|wir)|willkommen|einsteig\w*|einstieg|nehmen wir|bilden wir|wir bilden|dabei|losleg\w*|anfangen|anfängst|anfängt|f[aä]ng(?:en|st|t)?\b.{0,60}\ban|vakant|frei|geschaffen|angetreten|übernahme der (?:aufgaben|stelle|leitung)|verfügbar|available|filled|hinzu|ergänz\w*|erweiter\w*|looking for|join"
    r"|möchten wir|(?:hätten|möchten) (?:sie|dich)|teil (?:unser|der|des|von|eines)\w*|komm\w* .{0,40}team|absolvier\w*|erste[rn]? (?:arbeits)?tag)\b"
))
#: So does what begins, where it is the work: "Am ... geht deine Ausbildung los".
_BEGINS = re.compile(r"\b(?:start\w*|beginn\w*|anf[aä]ng\w*|los|losgeh\w*|dauert)\b")
#: The post itself; enough where nothing else happens in the sentence.
_POST = re.compile(r"\b(?:stelle[n]?|team|jobs?|\w*platz|\w*plätze|ausbildung\w*|studium|position|praktikum|trainees?|dienst\w*)\b")
#: A noun of employment directly before the day.
_POST_HEAD = re.compile(r"(?:stelle|studium|ausbildung|beschäftigung|anstellung|arbeitsverhältnis|vertrag|(?:voll|teil)zeit|einstellung|befristet(?:\s(?:für|auf)\s\w+\s(?:monate|jahre))?|befristung|vertretung|dienst|praktikum|platz|tätigkeit|volontariat|\d (?:monate|jahre)|vertrag (?:läuft|gilt))\s(?:ab|zum|per|vom|von)\s(?:dem\s)?$")
#: "als Vertretung vom ... bis ...": the first day of what has an end.
_LASTS = re.compile(by_letter(r"befrist|vertretung|laufzeit|\bvertrag|praktikum|\bfsj\b|\bbfd\b|freiwillig|beschäftigung|\bdauer\b|mutterschutz"))
_SPAN = re.compile(r"\s?(?:bis(?: zum)?|–|-|until|to)\s?\d")
_SPAN_OF_OTHERS = re.compile(r"projekt(?:laufzeit|zeitraum)|förder|urlaub|geschlossen|ferien|gespräch|bewerb|stunden|zulage")
#: What you will do from that day on: "hilfst du ab dem ...", "Ab dem ... verstärken Sie".
_YOUR_WORK = r"(?!erh[aä]lt|bekomm|könn|kann|dürf|darf|erreich|find|hab|hast|profitier|zahl|nutz|meld|bew[ei]rb|ruf|müss|muss|seh|lern|fahr|woll|will|soll|möcht|wünsch|wiss|weiß|sind|sein)\w+(?:st du|en sie)\b"
_YOUR_WORK_BEFORE = re.compile(rf"\b{_YOUR_WORK}(?:\s\w+){{0,3}}\s(?:ab|zum|per)\s(?:dem\s)?$")
_YOUR_WORK_AFTER = re.compile(rf"(?:\sbis(?: zum)?\s\d{{1,2}}\.\s?[\w.]{{2,10}}(?:\s?\d{{4}})?)?\s{_YOUR_WORK}")
#: What begins or happens on another day.
_OTHER = re.compile(by_letter(
    r"gespräch|entgelttabelle|tabellenentgelt|\b(?:entgelt|gehalt|vergütung|bezahlung)(?= (?:ab|zum|seit)\b)|umbau|neubau|schulung|rollout|einführung|projekt|bewerbung(?:en|sunterlagen)?\b.{0,50}$|bewerben .{0,30}$|rezertifi|gültig|seit\b|umzug|zieh(?:t|en)|interview|bewerbungszeitraum|inkraft|vorstellung|höher|steigt|steigen|\b(?:gehalts|lohn|tarif)?erhöh|tarif(?:erhöh|steiger|runde)|stufe \d|anruf|rufen|telefonisch|erreich|sprechzeit|urlaub|geöffnet|elternzeit|gegründet|umstell|migration|informations(?:abend|tag|veranst)|infoveranst|infoabend|kennenlern|"
    r"auswahl(?!verfahren zum)|befreit|dienstvereinbarung|verlänger|vertretung|aufstock|erhalten|zahlen wir|zulage|deutschlandticket|fällt|entfällt|betrieb\b|betriebnahme|go-?live|kommunalwahl|gewählt|wahl\b|geschlossen|scheidet|ausscheid|probezeit|arbeitszeit beträgt|wochenarbeitszeit|lehrgang|\bkurs|seminar|fortbildung|weiterbildung|qualifizierung|messe\b"
))
#: The day belongs to another happening, whatever else the sentence says.
_HAPPENS_AFTER = re.compile(
    r"^[^.;,]{0,40}(?:gespräch|auswahl|höher|steig|rufen|erreich|zieht|gilt|inkraft|umgestellt|geschlossen|wahl|endet|ausscheid|ruhestand|außer dienst|(?:ist|sind) abgeschlossen|\baus\b|sind wir (?:eine?|nicht|auch)\b|wurden?\b|war(?:en)?\b|in (?:rente|pension)|aufgestockt|in betrieb|eröffnet|erhalten|aufgelöst|wechsel|verläss|geht (?:in|nach|zu)\b)|^[^.;]{0,70}\bum\W*$"
)


_NOT_SOON = re.compile(r"\bbewirb\w*\W+(?:\w+\s){0,3}$|bewerb\w*\s(?:\w+\s){0,5}$|melden\s(?:\w+\s)?$|rufen\s.{0,20}$|informier\w*\s.{0,15}$|erreichen sie uns\s.{0,10}$|sie erreichen uns\s.{0,10}$|bewerbung,\s(?:\w+\s)?$|antworten?\s.{0,25}$|meld\w* uns\s.{0,15}$|homeoffice\s(?:ist\s)?$|benachrichtig\w*\s.{0,20}$|störung\w*\s.{0,30}$|werden\s$|mobil\w* arbeiten\s$|rückmeldung\s.{0,10}$|hat\s.{0,30}$")
_NOT_SOON_AFTER = re.compile(r"\s(?:und jederzeit|mitteilen|anrufen|bewerben|beheben|gelöst|online bewerb|homeoffice|mobil|rückmeldung|zu melden|melden|mit(?:gestalten|arbeiten|reden))")
_SOON_VERBS = frozenset(["sofort", "umgehend", "unverzüglich"])


#: The post itself stands in the next line.
_ENDS_OPEN = re.compile(r"\b(?:die|eine?[nrs]?|eine?[/*:_-]{1,2}(?:n|r|e|en)|der|das|als|folgende\w*|\w*stelle|dienstposten|position|(?:auszubildende\w*|ausbildung|studi\w+)(?:\s\([^)]{1,12}\))?\szu[mr])[\s:–-]*$")


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
    """3: labelled as the start; 2: in a sentence that seeks somebody; 1: beside a word for the post; 0: another date."""
    if when.part in ("end", "middle"):
        return 0
    before = _SENTENCE.split(line.low[max(0, when.start - 150) : when.start])[-1]
    after = line.low[when.end : when.end + 120]
    if _ENDS.search(before) or (re.search(r"spätestens\s(?:aber\s)?(?:im\s|am\s|zum\s|ab\s)?$", before) and _ASAP.search(before)):
        return 0
    lead, tail = _COMMA.split(before)[-1], _COMMA.split(after)[0]
    other = _OTHER.search(lead) or _PROJECT.search(tail) or (_OTHER.search(before[-70:]) if not _is_bare(lead) or "(" in before[-12:] else None)
    label = _LABELLED.search(before[-75:])
    if label and _is_label(label, before, tail, _OTHER.search(_SEGMENT.split(before)[-1]) if other else None):
        return 3
    if re.match(r"\s?(?:eintritt|einstieg|beginn|start|arbeitsbeginn|dienstantritt)\b(?! de[rs])", after):
        return 3
    if _SPAN.match(after) and _LASTS.search(before + " … " + tail) and (other is None or other[0] in ("elternzeit", "vertretung")) and not _SPAN_OF_OTHERS.search(line.low):
        return 2
    if not (_FROM.search(before) or when.part == "start") or _HAPPENS_AFTER.search(after) or (_is_other_span(line, before, tail) and not _YOUR_WORK_AFTER.match(after)):
        return 0
    if line.origin == "title" or _POST_HEAD.search(before) or _YOUR_WORK_BEFORE.search(before) or _YOUR_WORK_AFTER.match(after):
        return 2
    if _seeks(lead + " … " + tail) and not (other and _HARD.search(lead)):
        return 2
    if other or not _FROM.search(before):
        return 0
    if _seeks(before + " … " + after) or _words(line.low) <= 3 or _ENDS_OPEN.search(line.low) or (_is_bare(lead) and re.match(r"\W*(?:$|unbefristet|befristet|(?:in )?(?:voll|teil)zeit|oder (?:früher|später|nach))", tail)):
        return 2
    if re.search(r"\b(?:stell(?:t|en)|ist|sind|wird|werden)\b", before) and not after.strip():
        return 2
    return 1 if _POST.search(before + " … " + after) and not _HAPPENS.search(line.low) else 0


_SENTENCE = re.compile(r"[;!.](?:(?<=[;!])|(?<=[^\d.\s][^\d.\s]{3}\.)\s)")
_ENDS = re.compile(r"\bbis wann\W*$|\bend(?:et|en|s)\s(?:am|zum|on|mit)\s(?:\w+tag,?\s)?(?:dem\s)?$|\bbis\s(?:(?!\d)\w+,?\s){0,4}$")
_COMMA = re.compile(r"[,:)(?]\s|\(|\s[|·•–-]\s")
_SEGMENT = re.compile(r"[,.;]\s(?=\w+:|\w+(?:beginn|start|antritt)|beginn|start|eintritt)")
_HARD = re.compile(r"gespräch|bewerb|interview|\b(?:gehalts|lohn|tarif)?erhöh|steig|erhalten|zahlen wir|auswahl(?!verfahren zum)|probezeit|telefon|urlaub|seit\b|lehrgang|\bkurs|seminar")


_PROJECT = re.compile(r"projekt\b|rollout|einführung|umstellung|neubau|umbau")


def _seeks(text: str) -> bool:
    return _SEEKS.search(text) is not None or (_BEGINS.search(text) is not None and _WORK.search(text) is not None)


def _is_bare(lead: str) -> bool:
    return re.fullmatch(r"\s*(?:(?:zum|ab|am|im|ist|per|vom|mit wirkung|dem|also|beginn|eintritt|start|gerne?|(?:am )?liebsten|idealerweise|bevorzugt|geplant|frühestens|möglichst|jeweils)\s)*", lead) is not None


def _is_label(label: re.Match[str], before: str, after: str, other: re.Match[str] | None) -> bool:
    """Whether the word before the day labels it as the start of the work, and of nothing else."""
    if _VERBS.fullmatch(label["label"]) and not re.search(r":\s*$", before):
        return _WORK.search(before + after) is not None and (other is None or other[0] == "vertretung")
    if "bew" in label["label"]:
        return False
    return other is None or other[0] == "vertretung" or (re.search(r":\s*$", before) is not None and "(" not in before[-20:])


def _is_other_span(line: Line, before: str, tail: str) -> bool:
    """ "vom 1. bis ..." of anything but the employment, "am 1. ..." of what does not begin."""
    if re.search(r"\b(?:von|vom)\s[^.]{0,15}$", before):
        return not re.search(r"beginn|laufzeit|zeitraum|\bzeit\b|dauer\w*|befrist|wirkung|\bjahr\b|dienst|vertretung|praktikum|beschäftig|\bstelle\b", before) and not re.search(r"\bsuch(?:en|t) |zu besetzen|einstell", tail)
    part = line.low if _words(tail) < 2 else _COMMA.split(before)[-1] + tail
    return re.search(r"\b(?:am|im|on)\s(?:\w+tag,?\s(?:den\s)?)?$", before) is not None and not re.search(r"beginn|start|los\b|losgeh|anf[aä]ng|f[aä]ng\w*\b.{0,60}\ban\b|semester|\bjoin\b|erste[rnm]? (?:arbeits)?tag", part)


#: In a sentence without a word of seeking: what else begins on a day.
_HAPPENS = re.compile(r"erfolg(?:t|en)\b|\bgilt\b|\bgelten\b|\btritt\b|treten\b|fusion|läuft|laufen\b|wechsel|endet|\bwird\b|werden\b|wurden?\b|findet\b|\bgeht\b|\bführ(?:t|en)\b|öffnet|\bwächst|arbeiten wir|\bstellen wir")


def _words(low: str) -> int:
    """How many words a line has; a few are a label or a heading, more may say anything."""
    return len(re.findall(r"[a-zäöüß]{2,}", low))


def _soon_strength(line: Line, match: re.Match[str]) -> int:
    before, after = line.low[max(0, match.start() - 70) : match.start()], line.low[match.end() : match.end() + 60]
    if _NOT_SOON.search(before) or _NOT_SOON_AFTER.match(after):
        return 0
    if "bew" not in before[-30:] and re.search(r"(?:^|[^a-zäöüß])(?:" + _LABEL + r")(?:\s(?:der stelle|ist|möglich))?\W{0,4}(?:zum\s|ab\s|der\s)?$", before):
        return 3
    if match[0] in _SOON_VERBS:
        alone = re.search(r"(?:^|[,:|·•(–-])\s*$", before) and re.match(r"\s?(?:$|[,.|·•)–-])", after)
        near = re.search(r"(?:am besten|am liebsten|gerne?|möglichst)\s$", before) or re.match(r"\s?(?:oder|zu\b)|.{0,50}besetz", after)
        said = re.match(rf"\W*(?:{_LABEL})\b", line.low) or re.search(r"\bf[aä]ng\w*\b.{0,60}\ban\b", line.low)
        return 2 if alone or near or said or (line.number > 0 and _words(line.low) <= (5 if _seeks(line.low) or "start" in line.low else 3)) else 0
    if match[0].startswith(("möglichst", "so ", "schnellst", "baldm", "zeitnah")) and not _seeks(line.low) and len(line.low) > 30 and not _ENDS_OPEN.search(line.low):
        return 0
    return 2
