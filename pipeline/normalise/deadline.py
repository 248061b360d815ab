"""The last day on which one can apply, and whether one can apply at any time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.dates import MONTH_NAMES, parse_date
from pipeline.normalise.signs import by_letter
from pipeline.normalise.when import When

#: A deadline farther away than this is another date.
FARTHEST = timedelta(days=400)

#: Nouns that name the deadline itself.
_NOUN = re.compile(by_letter(
    r"(?:bewerb\w*|einsende|ausschreibungs|ausschluss)-?(?:frist|schluss|ende|termin|stichtag|zeitraum|phase|fenster|deadline|zeit\b)|(?:\b|einreich\w*-?|annahme-?|anmelde-?|rückmelde-?|eingangs-?|abgabe-?|melde-?)(?:frist(?:ende|ablauf)?|(?<!\b)schluss)\b(?!\s(?:zu[rm]|für|des|der|gegenüber|beim?|von|vom)\s(?![^.;,]{0,25}bewerb|ihre|deine|eure))|bewerbungseingang|\bbis wann\b|\bzeit bis(?=:)|\bdeadline|closing date|(?:portal|formular|ausschreibung|bewerbungsrunde) (?:(?:des|der|für|von|zur)\s(?:\w+\s){0,2}\w+ )?(?:schließt|endet)|anmeldung zum auswahlverfahren"
    r"|ausschreibung\s(?:endet|läuft|ist|bleibt|schließt|gilt|gültig)|ausgeschrieben|online\sbis|veröffentlicht bis|ende der ausschreibung|\bstichtag(?=:|\sfür[^.;]{0,30}(?:bewerb|eingang|einreich|frist))|termin für (?:die|ihre|deine) bewerb|bewerbung(?:en)? endet|letzter (?:bewerbungstag|tag\b[^.;,]{0,20}bewerb\w*)|schluss (?:ist|für)|(?:ist|wann) schluss|zählt\b.{0,20}\beingang|apply by|anzeige (?:läuft|endet|gültig)"
))
#: "Bewerbungsschluss für das Einstellungsjahr 2027 ist der ..."
_SAYS = re.compile(r"^(?:bewerb|einsende)(?!.*gespräch)[^.;]{0,70}(?:\bist|\bendet|:)\s(?:\w+tag,?\s)?(?:der|am|den|bis zum|bis)?\s?$")
#: How long the ad is shown; a deadline only where no other word contradicts.
_SHOWN = re.compile(r"online|veröffentlicht|anzeige|ausgeschrieben")
_NOUN_SIGNS = ("frist", "schluss", "bewerb", "ausschreib", "ausgeschrieben", "wann", "deadline", "closing", "online", "veröffentlicht", "stichtag", "letzter", "apply", "anzeige", "eingang", "schließt", "endet", "ende", "anmeldung", "termin", "zeit bis")
#: The noun behind its day: "Am 31. März endet die Frist", "31.03.2026 (Bewerbungsschluss)".
_NOUN_AFTER = re.compile(r"^(?:,? (?:um )?\d{1,2}(?:[:.]\d\d)? uhr,?)?\s?(?:\(|ist |endet |schließ(?:t|en wir) |läuft |= ?)(?:(?:die|der|das|unser\w*|für|den|letzte[rn]?|um|dann) ){0,2}(?:bewerb\w*-?(?:frist|schluss|ende|fenster|zeit\w*|phase|portal)|einsende\w+|annahmeschluss|frist\b(?! (?:zu[rm]?|für|des|der)\b(?!.{0,20}bewerb))|schluss\b|tag\b[^.;]{0,25}bewerb|ausschreibung)")
#: "20.03. Bewerbungsschluss – 01.04. Gespräche": a list in which each day stands before what it is.
_DAY_FIRST = re.compile(r"^(?P<mark>\s?[:–=-])?\s(?:(?:ende|ablauf) der )?(?:bewerb\w*-?(?:frist|schluss|ende|phase)|einsendeschluss)(?=\s?(?:[–,;|·]|-\s|$))")
_ENDS_DAY = re.compile(rf"(?:\d\.?|{MONTH_NAMES})(?:\s?[:–=-])?\s(?:(?:ende|ablauf) der\s)?$")
_OPENS = re.compile(r"(?:^|[–,;|·/(-])\s*(?:bis\s(?:zum\s)?)?$")
#: "Nach dem 31. März eingehende Bewerbungen ..."
_TOO_LATE = re.compile(r"\b(?:nach (?:dem|ablauf des)|später als(?: am)?|received after)\s$")
_TOO_LATE_AFTER = re.compile(r"^[^.;]{0,20}\b(?:eingeh|eingegang|eintreff|ankomm|can ?not|will not)")
#: Feasts that move: their day stands beside them.
_FEAST = r"(?:karfreitag|ostersonntag|ostermontag|ostern|palmsonntag|pfingsten|pfingstsonntag|pfingstmontag|(?:christi )?himmelfahrt|fronleichnam|rosenmontag|aschermittwoch|buß- und bettag|(?:1|2|3|4|ersten|zweiten|dritten|vierten)\.? advent)"
_DAY_WORD = rf"(?:zum|zu|spätestens|einschließlich|einschl\.|inkl\.|inklusive|ablauf|ende|mitternacht|am|\w*(?:tag|woch|abend),?|(?:mo|di|mi|do|fr|sa|so)\.?,?|{_FEAST},?|den|dem|des|und mit|zum ablauf des|längstens|nächsten)"
_UNTIL = re.compile(
    rf"\b(?:bis(?:\s?:)?(?:\s{_DAY_WORD}:?)*|spätestens(?:\s(?:aber|jedoch|also|bis|am|zum|zu|den|dem|\w+tag))*|mit ablauf(?:\sdes|\svom)?|vor ablauf des|by|until|no later than|not later than)(?:\s(?:zum|den|dem|des|am|\w+tag|einschließlich|the),?)*[\s,:.(]{{0,3}}$"
    r"|\bzwischen dem \d[^;]{0,25}\sund\s(?:dem\s)?$|\b(?:bis|spätestens am)\s(?:\w+\s){0,4}\w+\s?(?:\(|,\s(?:also|den|dem|das ist)\s)(?:(?:also|bis|zum|den|der|dem|am|\w+tag,?)\s){0,3}$"
)
_APPLY = re.compile(
    by_letter(r"bewerb(?!er\b|erinnen|erkreis|erverwaltung|ermanagement|ungsgespr)\w*|\bbewirb\w*|\bunterlagen|lebenslauf|anschreiben|\bcv\b|motivations|posteingang|interamt|\bapply|application|jetzt-bewerben")
)
#: Words that also do other work; the applicant must be spoken to.
_ADDRESS = re.compile(by_letter(
    r"\b(?:über|in|auf)send\w*|\bsend\w*|zusend|einsend|\bschick|\bmail\b|per e-?mail|e-?mail an|einzureichen|einreich|\breichen\b|\bonline-?formular|(?:über|im|in|via|ins)\s(?:\w+\s){0,2}\w*portal|freuen (?:wir )?uns|entgegen|\blad(?:en sie|e|et|st du)\b|eingang|eingehen|eingegangen|interesse|neugierig|\bmelde?t?\b (?:dich|euch|sie sich)|\bmelden sie sich|\bmelde[nt] sich|\bschreib\w*|knopf|button|klick"
    r"|zeugnis|erreich\w* uns|zukommen|\brichten|erbeten|(?:hören|lesen) (?:wir )?von|von (?:ihnen|dir|euch) (?:hören|lesen)|bei uns (?:sein|ein)|lass\w* (?:uns|sie uns)|post\b|nutzen sie|hochladen|lad\w* .{0,20}hoch|vorliegen|vorzulegen"
))
#: A sentence about what the holder of the post will do: "Sie begleiten die Umstellung der Postfächer bis ..."
_TASK = re.compile(r"(?:[^:]{0,20}aufgaben[^:]{0,20}:\s)?(?:sie|du)\s(?!(?:können|kannst|könnt|haben|hast|möchten|möchtest|wollen|willst|müssen|musst|sollten|solltest|dürfen|darfst|sind|bist)\b)\w+")
#: What another date is about. Nearer to the date than any word of applying, it decides.
_OTHER = re.compile(by_letter(
    r"gespräch|vorstellungs(?!unterlagen)|auswahl(?:tag|verfahren|runde|test|termin)|vorauswahl|eignungstest|einstellungstest|assessment|kennenlern|infoabend|informations(?:abend|veranstaltung|tag)|\bbefrist|\bprojekt\w*|arbeitsbeginn|dienstbeginn|\beintritt|einstell|besetz\w+|vertrag\w*|laufzeit|\bstart\w*"
    r"|\bbeginn\w*|interview|elternzeit|mutterschutz|vertretung|zertifizier|stand:|\bseit\b|gegründet|umzug|bezug|umstell|migration|geschlossen|urlaub|betriebsferien|\bmesse|webinar|tag der offenen|ausgleich|arbeitsverhältnis|beschäftigungs|anstellung|zusage|rückmeldung erhalten|melden wir uns|wir melden|antwort\w* (?:wir|erhalten)|löschen|gelöscht|bewahr|gespeichert|vernicht|dienstvereinbarung|abschluss\b|abschlüsse|studium|\bstell(?:t|en) (?:bis|wir)|\bführt|abgeschlossen|förder(?:ung|zeitraum)|übernahme|(?<!ausschreibung )(?<!anzeige )gültig|homeoffice|verlängerung"
))
#: In the same part of the sentence: what the employer does with applications, and what else one sends or registers for.
_NO_APPLYING = re.compile(by_letter(
    r"(?<!ihre )(?<!deine )rückmeldung|nachricht von uns|\bbescheid\b|\bantwort|beantwort|rückfragen|\bfragen\b|entscheid(?:en wir|ung|et)|(?:wir|uns) entscheiden|entschieden|\bprüfen\b|\bprüft|geprüft|gesichtet|sichten|ausgewertet|nachreich|nachgereicht|nachzureichen|bewahr|lösch|speicher|vernicht|zurück(?:ge)?send|retained|deleted|erhalten sie|sie erhalten|hören sie|hörst du|wissen sie|weißt du|nach (?:ihrer|deiner) bewerbung|willig|verarbeitung|(?:senden|schicken) wir\b|erneuert|eingeführt|erhältst du|du erhältst|bekommen sie|sie bekommen|bekommst"
    r"|im urlaub|betriebsurlaub|geschlossen|wartung|nicht erreichbar|\berreichbar|infotag|infoabend|informations(?:abend|tag|veranstaltung)|kennenlern|schnupper|hospitation|tag der offenen|\blad(?:en|et) wir|wir laden|melden (?:wir )?uns|wir melden|\bzieht\b|steuererklärung|anträge|masern|führungszeugnis|ansprech\w*|\bkontakt\b|\bvertritt|zuständig|\bda\b|telefonisch|abschließ|abgeschlossen|vollende|absolvier|erworben|geförder|finanziert|girls|boys|\balt\b|\bmindestens\b|ferien|\bseminar|\bkurs|workshop|(?:bewerten|prüfen|sichten)\s"
))
#: How long something lasts for which one applies: "ein Praktikum vom 1. Juni bis ..."
_SPELL = re.compile(r"(?:praktikum|einsatz|\bzeit|(?<!bewerbungs)zeitraum|dienst|stelle|vertretung|semester|ferien|beschäftigung|vertrag)\s(?:vom|von|ab)\s[^,;]{4,30}\bbis\s(?:zum\s)?(?:einschließlich\s)?$")
_VETO_AFTER = re.compile(r"\s?\)?,?\s?(?:befristet|zu besetzen|besetzt werden|statt\b|(?:geförder|finanzier|bewillig)t|stattfind|abgeschlossen|umgesetzt|umgestellt|laufend|fertig|begrenzt|in vertretung|zu (?:einem|den|unseren)\s\w*gespräch|zum\s(?:\w+\s)?\w*gespräch|als (?:elternzeit|krankheits|mutterschutz)|beschäftigt|eingestellt|zu vertreten|geschlossen)|[^.;]{0,40}\b(?:gespeichert|gelöscht|vernichtet|aufbewahrt)")
_AFTER_APPLY = re.compile(
    r"^(?:[^.;]|\.(?=\w)){0,60}?\b(?:bewerb(?!ungs(?:gespr|portal|verfahren|prozess|software))\w*|bewirb\w*|entgegen\w*|zukommen|zusenden|zuzusenden|einreich\w*|einzureichen|einsenden|senden|schick\w*|per e-?mail|an:|[\w.-]{1,40}@|(?:reichen|senden|gehen)\b[^.]{0,50}\bein(?=\W*$|[.,!])|bei uns|erbeten|über (?:unser|das|die)\b|im \w*portal|online|posteingang|auf (?:ihre|deine|eure|post)|unterlagen|ausgeschrieben|veröffentlicht|geschaltet|melden(?!\swir)|mail\w*|an die|an das|an den|eingehend\w*|eingegangen\w*|von (?:dir|ihnen|euch) hören|zeit\b|möglichkeit|gelegenheit|(?:erreichen|vorliegen|eingehen) (?:soll|muss|müss)\w*|erreicht haben)"
)


def read_deadline(ad: Ad) -> date | None:
    """The last day on which one can apply; of several the latest. Ends of contracts and interviews are none."""
    structured = parse_date(ad.posting.valid_through)
    if ad.posting.valid_through and structured is None:
        ad.doubt("deadline_implausible", f"the portal's deadline {ad.posting.valid_through[:40]!r} is no date: left out")
    if structured is not None and not _can_be(ad, structured):
        ad.doubt("deadline_implausible", f"the portal's deadline {structured} does not follow {ad.earliest}: left out")
        structured = None
    stated = _stated(ad)
    if structured is None:
        return stated
    if stated is not None and stated != structured:
        ad.doubt("deadline_contradicts", f"the portal says {structured}, the text {stated}")
    ad.prove("valid_through", ad.posting.valid_through or "", "valid_through", "the portal's own field")
    return structured


def _can_be(ad: Ad, day: date) -> bool:
    return ad.reference is None or ad.earliest is None or ad.earliest <= day <= ad.reference + FARTHEST


def _stated(ad: Ad) -> date | None:
    found: dict[int, list[tuple[date, Line]]] = {3: [], 2: [], 1: []}
    for line, days in ad.dated:
        for when in days:
            trust = _trust(ad, line, when)
            day = when.resolve(ad.reference) if trust and when.part in ("day", "end") else None
            if day is None or not _can_be(ad, day):
                continue
            found[trust].append((day, line))
    # Where the ad says that there is no fixed deadline, a day that it does not tie to applying is none.
    if found[1] and _open_line(ad):
        found[1] = []
    for candidates, rule in ((found[3] + found[2], "a date up to which one can apply"), (found[1], "a date with \"bis\" where the ad speaks of applying")):
        if candidates:
            day, line = max(candidates, key=lambda item: item[0])
            ad.prove("valid_through", line.text, line.origin, rule)
            return day
    return None


#: "Ihre Bewerbung muss am 1. März vorliegen", "Bewerbungen erwarten wir zum 15. März per Mail".
_DUE = re.compile(r"(?:bewerbung|unterlagen)\w*(?:\s(?:und|samt|mit|aller?|ihre|deine|\w*unterlagen|\w*zeugnis\w*))*\s(?:muss|müssen|soll(?:te|ten|en)?|wird|werden)\s(?:(?:uns|hier|vollständig|bei uns|online|mir|spätestens)\s)*(?:am|zum)\s(?:\w+tag,? (?:den |dem )?)?$")
_DUE_AFTER = re.compile(r"[^.;]{0,60}\b(?:vorlieg|eingegangen|eingetroffen|eingehen|da sein|hier sein|bei uns sein|erreich|ankommen|angekommen|eingereicht|erwartet|erbeten)")
_SENT_BY, _BY_WHICH_WAY = re.compile(r"\bbewerbung(?:en)?\s(?:(?:erwarten|erbitten) wir\s|bitte\s)?zum\s(?:\w+tag,? (?:den |dem )?)?$"), re.compile(r"\s(?:per|an|über|online|via|auf dem)\b")
#: "Datenbankadministrator (m/w/d) (bis 30.09.)": what has an end in a title, and no year.
_TITLE_END, _TITLE_OTHER = re.compile(r"(?:\(|[|·•/]\s|[–-]\s)(?:nur |noch )?bis (?:zum )?$"), re.compile(r"befrist|vertretung|projekt|elternzeit|laufzeit|dauer|ausbildung|praktikum|semester|ferien")


def _is_due(line: Line, when: When, before: str, after: str) -> bool:
    """An application has to be there on the day; a first of a month may be the start instead."""
    if line.origin == "title":
        return when.year is None and _TITLE_END.search(line.low[: when.start]) is not None and re.match(r"\s?(?:\)|$|[|·•–-])", after) is not None and not _TITLE_OTHER.search(line.low)
    return (_DUE.search(before) is not None and _DUE_AFTER.match(after) is not None) or (when.day != 1 and _SENT_BY.search(before) is not None and _BY_WHICH_WAY.match(after) is not None)


def _trust(ad: Ad, line: Line, when: When) -> int:
    """3: named as the deadline; 2: an end of applying; 1: an end date in a short call to apply; 0: another date."""
    before = _BOUNDARY.split(line.low[max(0, when.start - 160) : when.start])[-1]
    after = line.low[when.end : when.end + 90]
    late = _TOO_LATE.search(before) is not None
    if late or _NOUN_AFTER.match(after) or ((first := _DAY_FIRST.match(after)) and not _NOUN.search(before[-40:]) and (not first["mark"] or _OPENS.search(before))):
        return 3 if not late or _TOO_LATE_AFTER.match(after) else 0
    if _is_due(line, when, before, after):
        return 2
    until = _UNTIL.search(before[-60:]) is not None
    if _YEARLY.search(before):
        return 0
    noun = _last(_NOUN, before) if any(word in before for word in _NOUN_SIGNS) else -1
    if noun > 0 and _DAY_FIRST.match(before[noun - 1 :]) and _ENDS_DAY.search(before[:noun]):
        return 0
    if _answers(_neighbour(ad, line, -1), before, after):
        return 3
    if (noun < 0 and not until) or _VETO_AFTER.match(after) or _SPELL.search(before):
        return 0
    other = _last(_OTHER, before)
    if noun >= 0 and _NO_APPLYING.search(before[noun:]) is None:
        if (noun >= other - 12 or _SAYS.search(before[noun:])) and (until or not _names_other_span(before[noun:])):
            return 1 if _SHOWN.search(before[noun:]) else 3
        if _is_range_end(before, until=until):
            return 3
    return _applied(ad, line, when, (before, after), other) if until else 0


def _answers(above: str, before: str, after: str) -> bool:
    """ "Frist? 31. März.": the day is the whole line."""
    return not before.strip() and not _words(after) and above.endswith("?") and _NOUN.search(above) is not None


def _applied(ad: Ad, line: Line, when: When, around: tuple[str, str], other: int) -> int:
    """How far an end date without a noun of its own is one of applying."""
    before, after = around
    if after.startswith(")") and "(" in before[-2:]:
        after = after[1:]
    lead, tail = _part(before, after)
    if _NO_APPLYING.search(f"{lead} … {tail}") or (_RELATIVE.search(before) and not _ARRIVES.search(tail)):
        return 0
    task = _TASK.match(line.low) is not None
    if max(_last(_APPLY, before), -1 if task else _last(_ADDRESS, before)) > other:
        if _APPLY.search(lead) or _ADDRESS.search(lead) or _AFTER_APPLY.match(tail):
            return 2
        return 1 if _JOINED.search(before) else 2 if _words(tail) < 2 else 0
    if other >= 0:
        return 0
    if not task and _AFTER_APPLY.match(tail if re.search(r"[a-zäöü]", tail) or after.startswith(")") else after):
        return 2
    neighbour = _neighbour(ad, line, -1)
    if _OPEN_TILL.match(tail) and re.search(r"portal|formular|ausschreib|bewerb", before + neighbour):
        return 2
    if not (_APPLY.search(neighbour) or _ADDRESS.search(neighbour) or "@" in neighbour) or _OTHER.search(line.low):
        return 0
    call = line.low.endswith("!") and _words(line.low[: when.start] + line.low[when.end :]) < 5
    return 1 if len(line.text) < 80 and (call or (not _words(lead) and _words(tail) < 4)) else 0


#: "Anmeldeschluss dafür ist jeweils der 31. Januar" is a day of every year.
_YEARLY = re.compile(r"\bjeweils\s(?:(?:der|am|bis|zum|den)\s){0,3}$|\b(?:jährlich|jedes jahr(?:es)?)\s(?:(?:am|bis|zum|bis zum)\s)?$")
_OPEN_TILL = re.compile(r"\s?(?:freigeschaltet|geöffnet|offen|aktiv)\b")
#: One end date after another: "bis 31. März bewerben, bis 15. April ..."
_JOINED = re.compile(r"\bbis\b.*[,;]\s(?:und\s)?bis\s(?:zum\s)?$")
#: "Bewerbungen, die bis ... eingehen", not "Menschen, die bis ... studieren".
_RELATIVE = re.compile(r",\s(?:die|der|das|welche)\s[^\s,][^,]*$")
_ARRIVES = re.compile(r"eingeh|eingegang|eintreff|erreich|vorlieg|ankomm|zugeh|ankam|gesendet|geschickt|einreich|bewerb")
_BOUNDARY = re.compile(r"[;!](?=\s)|\s[|·•]\s")
_COMMA = re.compile(r"[,:)(?]\s?|\s[–-]\s|\sund\s|\.\s")
_CLOCK = re.compile(r"[\s,(]{0,3}(?:um\s)?\d{1,2}(?:[:.]\d\d)?\suhr\)?,?")


def _part(before: str, after: str) -> tuple[str, str]:
    """The words between the commas around a day; those of the day itself ("Freitag, den ...") part nothing."""
    before = _UNTIL.sub(" ", before)
    clock = _CLOCK.match(after)
    return _COMMA.split(before)[-1], _COMMA.split(after[clock.end() if clock else 0 :])[0]


def _words(text: str) -> int:
    return len(re.findall(r"[a-zäöüß]+", text))


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


_OPEN_KEYS = ("jederzeit", "bis wir ", "jeder zeit", "laufend", "besetz", "frist", "schluss", "online", "offen", "vergeben", "any time", "gefunden", "rolling", "unbegrenzt", "ganze jahr", "ganzjährig", "wann immer", "wann es", "wann du", "wann sie", "filled", "dauerausschreibung", "auf weiteres", "lange ", "solange")
#: Every wording of it holds one of these; a line without them needs no closer look.
_OPEN_SIGNS = ("bis", "jederzeit", "laufend", "kein", "nicht", "ohne", "offen", "ganzjährig", "jeder zeit", "ganze jahr", "wann", "weiteres", "unbegrenzt", "any time", "rolling", "dauer", "verzicht", "unbefristet", "entfällt", "sobald", "filled", "lange", "ist die ", "wenn ")
_APPLYING = r"(?:bewerb|bewirb|\bunterlagen|\bapply|application|eintrag|eintragen)"
_ANY_TIME = r"\b(?:jederzeit|(?:fort)?laufende?|ganzjährig|zu jeder zeit|das ganze jahr|wann (?:immer (?:du|sie)|(?:du|sie|es)\b[^.,;]{0,15}(?:willst|wollen|möcht\w*|mag|mögen|passt))|bis auf weiteres|(?:zeitlich )?unbegrenzt|(?:at )?any time|rolling)\b"
_CLOSING = r"\b(?:bewerbungs|einsende|anmelde)?-?(?:frist|schluss|deadline|stichtag)\b"
_FILLED = r"(?:besetzt|vergeben|gefunden|filled)\b"
_OPEN_END = re.compile(
    rf"{_APPLYING}\w*[^.\n]{{0,80}}{_ANY_TIME}|\b(?:lebenslauf|mail) (?:[^.\n]|\.(?=\w)){{0,110}}\b(?:jederzeit|(?:fort)?laufend)\b|(?:ausschreibung|anzeige|bewerb\w*)\b[^.\n]{{0,40}}\bbis wir (?:jemand\w*|die|den|dich)\b[^.;\n]{{0,25}}\bhaben\b|{_ANY_TIME}[^.\n]{{0,60}}{_APPLYING}|(?:nehmen|suchen) wir (?:jederzeit|(?:fort)?laufend)\b|dauerausschreibung|bis auf weiteres (?:ausgeschrieben|online|offen)"
    rf"|\b(?:keine[nr]?|ohne|nicht an eine) (?:\w+ )?{_CLOSING}|{_CLOSING}(?: (?:gibt|haben|setzen|besteht|existiert|nennen|wir|es|sind|sie))+(?: \w+)? (?:nicht|keine[nr]?)\b|{_CLOSING} verzichten|{_CLOSING}:?\s*(?:ist )?(?:keine?r?|(?:fort)?laufend|offen|unbegrenzt|unbefristet|bis (?:zur|auf)|jederzeit|entfällt)\b"
    rf"|bis zur (?:endgültigen |erfolgreichen )?(?:neu|wieder|nach|stellen)?besetzung|\bbis (?:die|alle|der|unsere|wir|sie|jemand) [^.;\n]{{0,45}}{_FILLED}|sobald (?:wir|sich) (?:jemand\w*|die|der|eine?)\b[^.\n]{{0,40}}gefunden|until (?:the position is |it is )?filled"
    rf"|\b(?:schreib|schick|send|meld)\w*\s(?:sie\s)?(?:uns|dich|euch|sich)\s(?:einfach\s|gerne?\s)?(?:jederzeit|wann immer)\b|(?:anzeige|ausschreibung|{_APPLYING})\w*\b[^.\n]{{0,50}}\b(?:sobald|wenn) (?:die|alle|unsere|sie)\b[^.;\n]{{0,45}}{_FILLED}"
    r"|(?:\bso\s?lange\b|\bist die (?:anzeige|stelle|ausschreibung))[^.\n]{0,60}(?:online|besetzt|veröffentlicht|ausgeschrieben|sichtbar|zu sehen|abrufbar)|(?:stelle(?:nanzeige|nausschreibung)?|ausschreibung|anzeige)[^.\n]{0,30}(?:offen|geöffnet|online),? bis\s(?!\d|zum)"
)
#: What else is possible at any time, and what else lasts until somebody is found.
_NOT_OPEN = re.compile(r"auskunft|auskünfte|schnupper|besuch|anruf|kündbar|widerruf|widersprech|wechsel|zurückzieh|zurückzuzieh|löschen|fragen|einwilligung|\bda\b|entwickel|verfahren|management|kommissarisch|vertretung|befristet bis|verstreich|versäum|\bdurch\b")


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
    for line in ad.holding(*_OPEN_KEYS):
        if not any(sign in line.low for sign in _OPEN_SIGNS):
            continue
        for found in _OPEN_END.finditer(line.low):
            if not _NOT_OPEN.search(line.low, max(0, found.start() - 40), found.end() + 25):
                return line
    return None
