"""The last day on which one can apply, and whether one can apply at any time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.dates import parse_date
from pipeline.normalise.when import When

#: A deadline farther away than this is another date.
FARTHEST = timedelta(days=400)

#: Nouns that name the deadline itself.
_NOUN = re.compile(
    r"(?:bewerb\w*|einsende|einreich\w*|ausschreibungs|annahme|anmelde|rückmelde|eingangs|abgabe|melde)-?(?:frist|schluss|ende|termin|zeitraum|phase)|\bfrist(?:ende)?\b|bewerbungseingang|\bbis wann\b|\bdeadline|closing date"
    r"|ausschreibung\s(?:endet|läuft|ist|bleibt|schließt|gilt|gültig)|ausgeschrieben|online\sbis|bewerben\sbis|bewirb dich bis|bewerbung\s?(?:en)?\s?(?:bis|by|until)|veröffentlicht bis|bewerbungszeit|ende der ausschreibung|stichtag für|letzter (?:bewerbungs)?tag|schluss ist|bewerbungen, die (?:erst )?nach dem|apply by|anzeige (?:läuft|endet|gültig)"
)
_UNTIL = re.compile(
    r"\b(?:bis(?:\s(?:zum|zu|spätestens|einschließlich|einschl\.|inkl\.|inklusive|ablauf|ende|mitternacht|am|\w*(?:tag|woch|abend),?|(?:mo|di|mi|do|fr|sa|so)\.?,?|den|dem|des|und mit|zum ablauf des|längstens|nächsten))*"
    r"|spätestens(?:\s(?:aber|jedoch|also|bis|am|zum|zu|den|dem|\w+tag))*|mit ablauf(?:\sdes|\svom)?|vor ablauf des|by|until|no later than|not later than)(?:\s(?:zum|den|dem|des|am|\w+tag|einschließlich|the),?)*[\s,:.(]{0,3}$"
)
_APPLY = re.compile(
    r"bewerb(?!er\b|erinnen|erkreis|ungsgespr)\w*|\bbewirb\w*|unterlagen|lebenslauf|anschreiben|\bcv\b|motivations|\bsend\w*|übersend|zusend|einsend|\bschick|\bmail\w*|e-mail|einzureichen|einreich|reichen\b|\bonline-?formular|bewerbungsportal|karriereportal|portal|freuen (?:wir )?uns"
    r"|entgegen|posteingang|eingang|eingehen|eingegangen|interesse|neugierig|meld\w* (?:dich|sie sich)|schreib\w*|knopf|button|klick|\bapply|application|anmeld|rückmeld|zeugnis|erreich\w* uns|zukommen|richten|erbeten|hören von|bei uns (?:sein|ein)|lass\w* (?:uns|sie uns)|post\b|nutzen sie|hochladen|lad\w* .{0,20}hoch|vorliegen|vorzulegen"
)
#: What another date is about. Nearer to the date than any word of applying, it decides.
_OTHER = re.compile(
    r"gespräch|vorstellungs(?!unterlagen)|auswahl(?:tag|verfahren|runde|test|termin)|vorauswahl|eignungstest|einstellungstest|assessment|kennenlern|infoabend|informations(?:abend|veranstaltung|tag)|\bbefrist|\bprojekt\w*|arbeitsbeginn|dienstbeginn|\beintritt|einstell|besetz\w+|vertrag\w*|laufzeit|\bstart\w*"
    r"|\bbeginn\w*|interview|elternzeit|mutterschutz|vertretung|zertifizier|stand:|\bseit\b|gegründet|umzug|bezug|umstell|migration|geschlossen|urlaub|betriebsferien|\bmesse|webinar|tag der offenen|ausgleich|arbeitsverhältnis|beschäftigungs|anstellung|zusage|rückmeldung erhalten|melden wir uns|wir melden|antwort\w* (?:wir|erhalten)|löschen|gelöscht|bewahr|gespeichert|vernicht|dienstvereinbarung|abschluss\b|abschlüsse|studium|\bstell(?:t|en) (?:bis|wir)|\bführt|abgeschlossen|förder(?:ung|zeitraum)|übernahme|(?<!ausschreibung )(?<!anzeige )gültig|homeoffice|verlängerung"
)
_VETO_AFTER = re.compile(r"\s?\)?,?\s?(?:befristet|zu besetzen|besetzt werden|statt\b|stattfind|abgeschlossen|umgesetzt|umgestellt|laufend|fertig|begrenzt|in vertretung|zu (?:einem|den|unseren)\s\w*gespräch|zum\s(?:\w+\s)?\w*gespräch|als (?:elternzeit|krankheits|mutterschutz)|beschäftigt|eingestellt|zu vertreten|geschlossen)")
_AFTER_APPLY = re.compile(
    r"^(?:[^.;]|\.(?=\w)){0,60}?\b(?:bewerb(?!ungsgespr)\w*|bewirb\w*|entgegen\w*|zukommen|zusenden|zuzusenden|einreich\w*|einzureichen|einsenden|senden|schick\w*|per e-?mail|an:|an \w+@|(?:reichen|senden|gehen)\b[^.]{0,50}\bein(?=\W*$|[.,!])|bei uns|erbeten|über unser|online|posteingang|auf (?:ihre|deine)|unterlagen|ausgeschrieben|veröffentlicht|geschaltet|melden(?!\swir)|mail\w*|an die|an das|an den|eingehend\w*|eingegangen\w*)"
)


def read_deadline(ad: Ad) -> date | None:
    """The last day on which one can apply; of several the latest. Ends of contracts and interviews are none."""
    structured = parse_date(ad.posting.valid_through)
    if ad.posting.valid_through and structured is None:
        ad.doubt("deadline_implausible", f"the portal's deadline {ad.posting.valid_through[:40]!r} is no date: left out")
    if structured is not None and ad.reference is not None and not ad.reference <= structured <= ad.reference + FARTHEST:
        ad.doubt("deadline_implausible", f"the portal's deadline {structured} does not follow {ad.reference}: left out")
        structured = None
    stated = _stated(ad)
    if structured is None:
        return stated
    if stated is not None and stated != structured:
        ad.doubt("deadline_contradicts", f"the portal says {structured}, the text {stated}")
    ad.prove("valid_through", ad.posting.valid_through or "", "valid_through", "the portal's own field")
    return structured


def _stated(ad: Ad) -> date | None:
    found: dict[int, list[tuple[date, Line]]] = {3: [], 2: [], 1: []}
    for line, days in ad.dated:
        for when in days:
            trust = _trust(ad, line, when)
            day = when.resolve(ad.reference) if trust and when.part in ("day", "end", "year_end") else None
            if day is None or (ad.reference is not None and not ad.reference <= day <= ad.reference + FARTHEST):
                continue
            found[trust].append((day, line))
    # Where the ad says that there is no fixed deadline, only one that it names as such is one.
    if (found[2] or found[1]) and _open_line(ad):
        found[2], found[1] = [], []
    for candidates, rule in ((found[3] + found[2], "a date up to which one can apply"), (found[1], "a date with \"bis\" where the ad speaks of applying")):
        if candidates:
            day, line = max(candidates, key=lambda item: item[0])
            ad.prove("valid_through", line.text, line.origin, rule)
            return day
    return None


def _trust(ad: Ad, line: Line, when: When) -> int:
    """3: named as the deadline; 2: an end of applying; 1: an end date in a short call to apply; 0: another date."""
    before = _clause(line.low[: when.start])
    after = line.low[when.end : when.end + 90]
    if _VETO_AFTER.match(after):
        return 0
    until = _UNTIL.search(before[-60:])
    noun = _last(_NOUN, before)
    if noun < 0 and until is None and not _is_range_end(before, until=False):
        return 0
    other = _last(_OTHER, before)
    if _KEEPS.search(before):
        return 0
    if noun >= 0 and noun >= other - 12 and not (_names_other_span(before[noun:]) and not until):
        return 3
    if _is_range_end(before, until=until is not None) and _last(_NOUN, line.low[: when.start]) >= 0:
        return 3
    if until is None:
        return 0
    apply = _last(_APPLY, before)
    if apply > other:
        return 2
    if other < 0 and _AFTER_APPLY.match(after):
        return 2
    if other >= 0:
        return 0
    if len(before) < 40 and _APPLY.search(_neighbour(ad, line, -1)) and len(line.text) < 80:
        return 1
    rest = line.low[: when.start] + line.low[when.end :]
    return 1 if len(re.findall(r"[a-zäöüß]+", rest)) <= 4 and line.number * 2 > len(ad.lines) and not _OTHER.search(line.low) else 0


#: What happens to applications afterwards.
_KEEPS = re.compile(r"bewahr|lösch|vernicht|speicher|zurückgesend|retained|deleted|(?:bewerten|prüfen|sichten)\s(?:wir\s)?(?:ihre|deine|eure)\s")


def _clause(before: str) -> str:
    """What belongs to the date: from the last end of a clause, at most 160 characters."""
    return re.split(r"[;!?](?=\s)|(?<=[^\d.\s][^\d.\s]{3})\.\s", before[-160:])[-1]


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, -1 for none."""
    position = -1
    for found in pattern.finditer(text):
        position = found.start()
    return position


def _names_other_span(between: str) -> bool:
    """ "Bewerbungsfrist endet, Gespräche am ...": something else came between the noun and the date."""
    return len(between) > 75 or re.search(r"gespräch|\bab\s|\bvom\s$|startet|beginnt (?:am|ab)", between) is not None


def _is_range_end(before: str, *, until: bool) -> bool:
    return until or re.search(r"\d{4}\s?[-–]\s?$|auf (?:den|zum)\s$|\d\.?\sund\sendet\s(?:am|mit|zum)\s(?:ablauf\s)?(?:des\s|dem\s)?$", before) is not None


def _neighbour(ad: Ad, line: Line, offset: int) -> str:
    other = ad.line(line.number + offset)
    return other.low if other else ""


_OPEN_KEYS = ("jederzeit", "laufend", "fortlaufend", "besetz", "frist", "schluss", "online", "offen", "vergeben", "any time", "gefunden", "rolling", "unbegrenzt", "ganzjährig", "wann immer", "filled")
_OPEN_END = re.compile(
    r"(?:bewerb|bewirb|unterlagen|eintrag|eintragen)\w*[^.\n]{0,80}\b(?:jederzeit|laufend|fortlaufend|ganzjährig)\b|\b(?:jederzeit|laufend|fortlaufend|ganzjährig)\b[^.\n]{0,60}\b(?:bewerb|bewirb|studierende|auf\b)"
    r"|bis zur (?:endgültigen |erfolgreichen )?(?:neu|wieder|nach)?besetzung|keine[n]? (?:feste[n]? |bestimmte[n]? )?(?:bewerbungs|einsende)?-?(?:frist|schluss)|(?:feste |bestimmte )?(?:bewerbungs)?(?:frist|schluss)\s(?:gibt es nicht|setzen wir nicht|haben wir nicht|besteht nicht|existiert nicht)"
    r"|ohne (?:feste |festen )?(?:bewerbungs)?-?(?:frist|schluss)|bis (?:die|alle|der|unsere) (?:stellen?|plätze|platz|positionen?) (?:besetzt|vergeben)|(?:bewerbungs)?(?:frist|schluss):?\s*(?:keine?r?|laufend|offen|unbegrenzt|unbefristet|bis zur|jederzeit|fortlaufend|entfällt)\b"
    r"|so\s?lange[^.\n]{0,60}(?:online|besetzt|veröffentlicht|ausgeschrieben|sichtbar|abrufbar)|(?:stelle(?:nanzeige|nausschreibung)?|ausschreibung|anzeige)[^.\n]{0,30}(?:offen|geöffnet|online),? bis|sobald wir (?:jemanden|die richtige|die passende|eine passende)[^.\n]{0,40}gefunden"
    r"|(?:apply|applications)[^.\n]{0,40}(?:any time|rolling)|until (?:the position|it) is filled|bewerbungsschluss gibt es (?:deshalb |daher )?nicht|wann immer (?:du|sie)|bis wir (?:die|den|jemanden)[^.\n]{0,40}gefunden"
)


def read_open_end(ad: Ad, deadline: date | None) -> bool | None:
    """True where the ad says that one can apply at any time or until the post is filled."""
    if deadline is not None:
        return None
    line = _open_line(ad)
    if line is None:
        return None
    ad.prove("open_ended", line.text, line.origin, "one can apply at any time")
    return True


def _open_line(ad: Ad) -> Line | None:
    for line in ad.about(_OPEN_KEYS):
        found = _OPEN_END.search(line.low)
        if found and not re.search(r"schnupper|besuch|anruf|kündbar|widerruf|wechsel", found[0]):
            return line
    return None
