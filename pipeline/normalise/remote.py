"""How far the work can be done from home."""

from __future__ import annotations

import re

from pipeline.model import Remote
from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import Signs, by_letter

_KEYS = Signs("home", "telearbeit", "mobil", "hybrid", "remote", "hause", "überall", "ortsunabh", "ortsflex", "ortsunge", "arbeitsort", "häuslich", "wfh", "heimarbeit", "präsenz", "bürotag", "teils", "heimisch", "wohnraum", "distanz", "daheim", "unterwegs", "vor ort")
_REMOTE = re.compile(
    by_letter(r"home-?\s?office\w*|telearbeit\w*|mobile[rsnm]?\s(?:und\s\w+\s)?(?:arbeit\w*|work\w*)|mobilarbeit\w*|mobil[- ]?office|\bhybride[rsnm]?\s(?:arbeit\w*|modell\w*|work\w*|zusammenarbeit|und)|\bhybrid\b(?![- ]?(?:cloud|infra))|hybrid(?:es|em|er) arbeit\w*|\bremote\w*|von (?:zu ?hause|daheim)(?: aus)?(?! in \d)|von überall|ortsunabhängig\w*|ortsungebunden\w*|ortsflexib\w*|mobil (?:zu )?(?:arbeiten|tätig|erledig\w*|erbring\w*|erbracht|leist\w*|geleistet)|heimarbeit|distanzarbeit|wohnraumarbeit|work-from-home|teils (?:\w+ )?(?:zu ?hause|daheim|im home-?office)|\b(?:präsenz|büro)tage? (?:pro|je|in der|die|im) (?:woche|monat)|mobil-?\s?flexib\w*|work\w* (?:\w+ )?from home|from anywhere|anywhere in germany|arbeit\w* von unterwegs"
    r"|(?:teilweise|zeitweise|tageweise|anteilig)\w* mobil\b|(?:im|zum) distanzmodus|mobile tage|mobilen? arbeits(?:tag|form|weise)\w*|(?:tage?n?|%)(?: (?:in der|pro|je|die) woche)? mobil\b(?! erreichbar)|mobil und flexibel|(?:vor ort|im büro|im rathaus|in präsenz) (?:und|oder|sowie) (?:auch )?mobil\b(?! (?:erreich|einsetz|nutz))|\bmobil (?:und|oder|sowie) (?:auch )?(?:vor ort|im büro|im rathaus|in präsenz)|(?:zu ?hause|daheim) (?:zu )?arbeit\w*|arbeit\w* (?:\w+ ){0,2}(?:zu ?hause|daheim)|(?:tage?n?|büro) (?:\w+ ){0,2}(?:zu ?hause|daheim)|halb (?:zu ?hause|daheim)|arbeite\w* (?:\w+ )?mobil\b|von unterwegs|mobile office|arbeitsplatz zu ?hause|häusliche[rn]? arbeit\b|\bwfh\b|\bhybrid-?(?:modell|arbeit|working|office)\w*|(?:sonst|übrigen?|rest(?:liche)?n?) (?:\w+ ){0,2}mobil\b|(?:frei|flexib)\w* (?:wahl (?:des|deines|ihres) )?arbeitsort\w*|arbeitsort (?:ist )?(?:flexibel|frei wählbar)|heimischen? (?:schreibtisch|arbeitsplatz|büro)|(?:%|prozent) (?:der|ihrer|deiner) \w{0,11}zeit mobil")
)
_FULLY = re.compile(
    by_letter(r"(?:100 ?(?:%|prozent)|vollständig|vollumfänglich|voll(?:e[rsnm]?)?(?![-/\w])|komplett\w*|ausschließlich|zu 100|bundesweit|deutschlandweit|ganz(?= (?:im|von|aus|remote))|dauerhaft|uneingeschränkt|reine?[rsn]?)[^\w,;.]+(?:(?!und\b|oder\b)\w+[^\w,;.]+){0,3}?(?:remote|home-?\s?office|mobil|ortsunabhängig|von zu ?hause|telearbeit|von überall|von daheim)"
    r"|(?:remote|home-?\s?office|mobil\w*(?: arbeiten)?|telearbeit)\W+(?:\w+\W+){0,2}?(?:zu )?(?:100 ?%|(?:bis zu |zu )?100 prozent|vollständig|komplett|deutschlandweit|bundesweit)|full(?:y)?[- ]remote|(?:entirely|fully|completely) from home|remote[- ](?:first|only)|(?:keinen?|kein) (?:präsenz(?:tag|pflicht)\w*|anwesenheitspflicht)|präsenztag\w* (?:verlangen wir nicht|gibt es (?:nicht|keine))|anwesend sein musst du (?:dort )?nicht|ohne präsenzpflicht|von überall (?:in|aus) (?:ganz )?deutschland|büros? (?:haben wir|gibt es|brauchen wir)(?: \w+)? ?(?:nicht|keines|keins)")
)
#: What only looks complete: "nicht vollständig remote", "kein rein mobiles Arbeiten", "keine reine Remote-Stelle".
_NOT_FULLY = re.compile(r"(?:keine?|kein|nicht|niemals|ausdrücklich kein\w*)\s(?:\w+\s)?(?:reine?[rsnm]?|ausschließlich\w*|vollständig\w*|100|komplett\w*|dauerhaft\w*|ganz\b|voll\w*|rein\b)|\breine?\w* (?:remote|home|tele)[\w -]{0,15} (?:ist|wäre|wird)\b[^.;,]{0,25}\bnicht\b")
_NONE = re.compile(
    r"\b(?:kein(?:e|en|er|erlei)?|nicht|leider|ausgeschlossen|verzichten|scheidet|scheiden|entfällt|nein|unmöglich|keinesfalls|not|no)\b|(?:ist|sind|wird) daher (?:nicht|leider)"
)
_STILL = re.compile(r"\bnur\b|lediglich|nicht nur|nicht zuletzt|warum nicht|kein (?:problem|fremdwort|tabu|thema|lippenbekenntnis)|keine (?:frage|ausnahme|floskel)|nicht mehr wegzudenken|nicht täglich|nicht jeden|keine seltenheit|nicht ausgeschlossen|selbstverständlich|nicht schlimm|nicht immer|noch nicht|jedoch|trotzdem|dennoch")
#: A task: "Administration der Remote-Zugänge"; a title names an Administrator who may well work from home.
_TASK = re.compile(by_letter(r"(?:betreu|\brichte|ausstatt|support|einricht|administr(?!ator)|rollout|verwalt|betrieb|aufbau|unterstütz|bereitstell|wart|planung|ausbau|umsetz|einführ|konzept|sicher\w* von|anbind)\w*\s[^.;,]{0,55}?(?:telearbeit|home-?\s?office|mobile[snr]? arbeit|remote|hybrid)"))
_DECOY = re.compile(
    by_letter(r"(?:support|telefon\w*)[^.;]{0,30}\bremote|vor ort und remote (?:unterstütz|betreu|bei\b|für)|migration der|(?:gremien|ausschüsse|sitzungen|veranstaltungen)\s[^.;]{0,25}hybrid|(?:lösung|konzept|plattform|infrastruktur|software|strategie|umgebung)\w* (?:für|zum|zur) (?:das |die )?(?:mobile\w* arbeit|home-?\s?office|telearbeit|remote)|mobile\w* arbeit\w* (?:der|unserer|in den|für die) (?:kommunen|verwaltung|beschäftigten|kund|rathäuser|mitglied)|remote-?\s?(?:support|unterstützung|zugriff|zugang|access|desktop|wartung|hände|login|management|hilfe|verbindung|einwahl|administration|betreuung|anbindung|code|monitoring|session|sitzung|arbeitsplätze)"
    r"|telearbeits(?:plätze|platzes|geräte)n?|hybride[rnms]?\s(?:cloud|infra|it|umgeb|system|multi|lösung|server|landschaft|exchange|bereitstell|veranstalt|event|format|lehr|unterricht|sitzung|gremien|ratssitz|identit|netz|konferenz|meeting)|hybrid[- ]?cloud|mobile[rnms]? (?:endgeräte|geräte|anwendung|apps?|device|lösung|client)|mobilfunk|mobile work(?:place)? (?:lösung|management)|mobile-device|-remote\b(?! work)")
)
_OFFERED = re.compile(r"möglich|bieten|profitier|können sie|kannst du|dürfen|ihnen|dir\b|wir ermöglichen|vereinbar|tage? (?:pro|in der|je|die) woche|bis zu \d")
#: Others work from home, or it lies in the past.
_OF_OTHERS = re.compile(by_letter(r"(?:beschäftigte[nr]?|kolleg\w+|mitarbeitende[nr]?|anwender\w*|nutzer\w*|kund\w+|lehrkräfte|verwaltungen?)\b[^.;]{0,45}(?:(?:im|ins) home-?office|von zu ?hause|mobil|remote)(?:\s\w+)? (?:arbeiten|sind|tätig|zugreifen|schicken|ausstatten|angebunden|betreut)|home-?office-?(?:arbeitsplätze|ausstattung|anbindung|zugäng)|\bkonnte ich\b|\bich (?:konnte|kann|arbeite|habe)\b"))
#: The work is bound to the place, said without a word of home.
_ON_SITE = re.compile(r"(?:ausschließlich|nur) (?:vor ort|in präsenz)\b(?! (?:am|in|zum))|reine präsenz(?:tätigkeit|stelle|arbeit)|in voller präsenz|erfordert (?:eine )?(?:ständige |durchgehende |tägliche )?(?:präsenz|anwesenheit)")
#: The answer is put off: "Gibt es Homeoffice? Darüber sprechen wir im Gespräch."
_LATER = re.compile(r"\b(?:sprechen|reden|klären|besprechen) wir\b")
#: Only those who stay may: in the training itself it is excluded.
_AFTER_TRAINING = re.compile(r"\s?(?:\w+ ){0,3}erst (?:danach|nach (?:der|deiner|ihrer) ausbildung|nach (?:dem|deinem|ihrem) (?:abschluss|studium))")
#: Not at first: "in der Einarbeitung nicht, danach an zwei Tagen".
_AFTERWARDS = re.compile(r"^[^.;]{0,30},\s(?:jedoch |aber |allerdings )?(?:noch )?nicht (?:während|in|innerhalb) (?:der|den|des) (?:ersten|einarbeitung|anfang|probezeit)|\b(?:danach|anschließend|später|ab dann) (?:an|bis|auch|möglich|sind|ist|kannst|können|gerne?)\b")
_ORDER = {Remote.NONE: 0, Remote.PARTIAL: 1, Remote.FULL: 2}


def read_remote(ad: Ad) -> Remote | None:
    """``none`` only where the ad excludes it, None where it is silent; the most that the ad offers counts."""
    best: tuple[Remote, Line] | None = None
    for line in ad.about(_KEYS):
        for match in _REMOTE.finditer(line.low):
            level = _level(ad, line, match)
            if level is not None and (best is None or _ORDER[level] > _ORDER[best[0]]):
                best = (level, line)
        if best is not None and best[0] is Remote.PARTIAL and ("präsenz" in line.low or "anwesen" in line.low) and _FULLY.search(line.low) and not _NOT_FULLY.search(line.low) and _REMOTE.search(line.low):
            best = (Remote.FULL, line)
    if best is not None:
        level, line = best
        ad.prove("remote", line.text, line.origin, f"work from home: {level.value}")
        return level
    stated = {"TELECOMMUTE": Remote.FULL, "HYBRID": Remote.PARTIAL}.get((ad.posting.job_location_type or "").upper())
    if stated is not None:
        ad.prove("remote", ad.posting.job_location_type or "", "job_location_type", "the portal's own field")
        return stated
    for line in ad.holding("präsenz", "vor ort", "anwesenheit"):
        if _ON_SITE.search(line.low):
            ad.prove("remote", line.text, line.origin, "the work is bound to the place")
            return Remote.NONE
    return None


def _level(ad: Ad, line: Line, match: re.Match[str]) -> Remote | None:
    before = re.split(r"[;!?·|•—]|\.\s", line.low[max(0, match.start() - 75) : match.start()])[-1]
    after = re.split(r"[;!?·|•—]|\.(?:\s|$)", re.sub(r"^\?[:\s]*", " ", line.low[match.end() : match.end() + 95]))[0]
    following = ad.line(line.number + 1) if len(line.low) < 45 else None
    if _LATER.search(after) or (following is not None and line.low.endswith("?") and _LATER.search(following.low)):
        return None
    if _AFTER_TRAINING.match(after) or re.match(r"\s?:?\s?[❌✗✘⛔]", after):
        return Remote.NONE
    if re.match(r"\s?:?\s?[–-]\s*$", after):
        return None
    near = before + match[0] + after
    if _OF_OTHERS.search(near) or ((_DECOY.search(near) or (line.origin != "title" and _TASK.search(near))) and not _OFFERED.search(near)):
        return None
    if re.search(r"hybrid$", match[0]) and line.origin != "title" and not re.search(r"arbeit|modell|büro|team|tag|work|monat", near):
        return None
    if _FULLY.search(near) and not _NOT_FULLY.search(near) and not re.search(r"\bnicht\s+(?:vollständig|komplett|ausschließlich|100)", near):
        return Remote.FULL
    clause = re.split(r",|\baber\b|\bsondern\b|\bdafür\b", before)[-1] + " " + match[0] + " " + re.split(r",\s(?!kann|können|ist|wird|soll|darf|nicht|leider|aufgrund|wegen)|\baber\b|\bsondern\b", after)[0]
    if following is not None and re.match(r"\W*(?:nein|nicht|leider|keine?s?)\b" if line.low[-1:] != "?" else r"[^,.;]{0,40}\b(?:nein|nicht|leider|keine?s?)\b", following.low) and not _STILL.search(following.low):
        return Remote.NONE
    if _AFTERWARDS.search(after):
        return Remote.PARTIAL
    if (_NONE.search(clause) or re.search(r"\bohne (?:\w+ )?$", before)) and not _STILL.search(clause) and not _NOT_FULLY.search(clause):
        return Remote.NONE
    return Remote.PARTIAL
