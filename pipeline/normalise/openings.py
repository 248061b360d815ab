"""How many posts are offered, where the ad gives a number."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.numbers import CARDINALS
from pipeline.normalise.signs import Signs, alternatives, by_letter

_COUNTS = {word: value for word, value in CARDINALS.items() if value >= 2}
_WORDS = alternatives(_COUNTS)
_ADJECTIVES = r"(?:(?:(?:un)?befristete|neue|freie|weitere|volle|offene|erfahrene|junge|duale|begeisterte|kompetente|versierte|engagierte|[a-zäöüß-]{2,20}(?:artige|wertige|lich|mäßige|ische|zierte|ierte|starke|affine|fähige|same|freudige)e?|permanent|new|open)[nr]?,?\s(?:und\s)?){0,3}"
#: A number and what it counts: "zwei neue Stellen", "2 x IT-Support (m/w/d)", "zweimal Verstärkung"; not "2,5 Stellen", "1-2 Kolleginnen".
_WHAT = rf"(?:\s\((?:\d{{1,2}}|{_WORDS})\))?(?P<times>\s?[x×]|mal(?!\s(?:im|in|am|pro|je|die|jährlich|monatlich|wöchentlich|täglich)\b))?\s{_ADJECTIVES}(?P<what>(?:[\wäöüß/]+-,? (?:und|oder|bzw\.) )?[\wäöüß*:_/-]+)(?P<form>\s?\([mwdfx]\s?/\s?[mwdfx])?"
_COUNTED = re.compile(rf"(?=[\dadefnstvz])(?<![\d,.\w–/-])(?P<n>\d{{1,2}}|{_WORDS}){_WHAT}")
#: The same where no number stands in words: a search skips to figures.
_COUNTED_IN_FIGURES = re.compile(rf"(?P<n>\d(?<![\d,.\w–/-].)\d?){_WHAT}")
#: What is counted stands in the next line.
_LAST = frozenset({*_COUNTS, *"23456789"})
#: Lines without a number of one or two figures or in words need no closer look.
_WORD_KEYS = Signs(*_COUNTS)
_FIGURE = re.compile(r"\d(?<![\d,.\w–/-].)\d?(?:\s?[x×]|mal)?(?:\s|$)")
_LABEL_KEYS = Signs("anzahl", "stellenzahl", "zahl der", "freie pl", "freie st", "offene ", "verfügbare ", "number of", "openings", "stellen:", "plätze:", "zu besetzende")
_LABELLED = re.compile(
    r"(?:^stellen(?=:)|anzahl(?: der)?(?: (?:offene[nr]? |freie[nr]? |zu besetzende[nr]? )?(?:stellen|plätze|ausbildungsplätze|positionen))?|stellenzahl|stellenanzahl|zahl der stellen|freie plätze|(?:freie|offene|verfügbare) (?:stellen|positionen)|plätze|zu besetzende stellen"
    rf"|number of (?:positions|openings|vacancies)|openings)\s?[:=]\s?(?P<n>\d{{1,2}}|{'|'.join(sorted({**_COUNTS, 'eine': 1}, key=len, reverse=True))})\b(?![,.]\d|\s?(?:-|–|bis|oder)\s?\w)"
)
#: "bis beide Plätze besetzt sind"; elsewhere both are known already.
_BOTH_KEYS = Signs("beide ", "beiden ")
_BOTH = re.compile(r"\b(?:bis|sobald|wenn)\s(?:die\s)?beiden?\s(?:ausbildungs|studien|vollzeit|teilzeit|plan)?(?:stellen|plätze|positionen)\s(?:besetzt|vergeben|weg)\b")
_TITLE_X = re.compile(r"^\W*(?P<n>\d{1,2})\s?x\s|\(\s?(?P<m>\d{1,2})\s?x\s?\)|\s(?P<l>\d{1,2})\s?x$|^(?P<o>zwei|drei|vier|fünf|sechs|[2-9])\s(?=[a-zäöü])")
_POSTS = re.compile(
    r"(?:[\w/]+-)?(?:vollzeit|teilzeit|plan|ausbildungs|dauer|trainee|praktikums|praktikanten|volontariats|werkstudenten|freiwilligen)?-?stellen|(?:[\w/]+-)?(?:ausbildungs|studien|praktikums|praktikanten|trainee|freiwilligen|einsatz)?-?plätze|positionen|vakanzen|openings|positions|vacancies"
)
_ONE_POST = re.compile(r"(?:vollzeit|teilzeit|plan|ausbildungs)?-?stelle|(?:ausbildungs|studien|praktikums)?-?platz|position")
_PEOPLE = re.compile(
    r"[\w-]*(?:trainees|auszubildende|azubis|kolleg(?:innen|en)|praktikant(?:innen|en)|studierende|verstärkung(?:en)?|menschen|personen|kräfte|leute|profis|talente|freiwillige|werkstudent\w+|persönlichkeiten|mitglieder|arbeitende|beschäftigte|angestellte|beauftragte|anwärter|people)"
    r"|[\w-]*(?:informatiker|administrator|entwickler|techniker|berater|betreuer|manager|sachbearbeiter|mitarbeiter|spezialist|referent|ingenieur|koordinator|architekt|controller|buchhalter|consultant|developer|engineer|analyst|leiter|assistent|trainer)(?:en|s)?|[\w*:_/-]+innen"
)
_SEEKS = re.compile(r"\b(?:such(?:en|t)|brauch(?:en|t)|vergib\w*|vergeb\w*|biete\w*|einstellen|(?<!\d\s)stell(?:en|t)|nehmen|nimmt|besetz(?:en|t)|verstärk\w*|erweiter\w*|ausgeschrieben|zu besetzen|gesucht|bilde[nt]?|freuen uns auf|looking for|hiring|seek\w*)\b(?P<between>[^\n;]{0,130})$")
_SOUGHT = re.compile(r"gesucht|eingestellt|einstellen|zu besetzen|\bein[.!:]?$")
_OFFERED = re.compile(
    by_letter(r"such|(?<!un)besetz|\bbiet|vergeb|vergib|ausschreib|ausgeschrieben|offene?n?\b|freie?n?\b|\bfrei\b|verfüg|vakan|(?:voll|teil)zeit|befrist|haben wir|wir haben|we have|brauch|zum \d|ab \d|handelt sich um|warten auf|(?:erweiter\w*|wächst)\b.{0,40}\bum\b|\bschaffen\b|\b(?:bewerben sie sich|bewirb dich) auf|^\W*(?:stellen)?umfang")
)
_NOT_OFFERED = re.compile(by_letter(
    r"\bhat\s|\bhatte|verfügt|geschaffen|wachs|\bseit\b|besetzt (?:sind|worden)|derzeit(?! (?:sind|such|haben wir|besetz|schreib|verge))|bereits|team (?:von|aus|mit)|führ|unterstell|verantwort|zur seite|bestehend|betreuen|leit(?:en|ung) von|personen stark|(?<!ausschreibung )umfasst|wir sind\b|regelmäßig|aktuell \w+ kolleg"
    r"|besteht aus|von (?:rund|etwa|ca)|zusammen mit|gemeinsam mit|neben|begleiten|angeleitet|erwarten dich|arbeiten (?:mit|derzeit)|unterstützen dich|für (?:rund|etwa|ca)|wir nicht\b|\b(?:und|sowie) (?:eine|zwei|drei) \S*(?:stelle|platz)|\bdie\b.*\b(?:unsere|ihre|deine)\b"
))
#: "jedes Jahr zwei", "ein bis zwei", "eine Vollzeit- und zwei": no number of posts of this ad.
_UNCLEAR = re.compile(r"(?:jedes|pro|im) jahr\b(?! 20)|jährlich|(?:(?<![\d.])\d{1,2}|\b(?:eine?|zwei|drei|vier|fünf))\s?(?:-|–|bis|oder)\s?$|\b(?:und|sowie)\s$")
#: People of whom this is said are there already.
_KNOWN = re.compile(r"\b(?:mit|von|aus|bei|neben|zwischen|für|durch|über|rund|etwa|ca\.|die|der|den|beiden|unsere[nrm]?|ihre[nrm]?|deine[nrm]?|seine[nrm]?)\s$")


def read_openings(ad: Ad) -> int | None:
    """A number of posts; one of hours, half posts ("2,5 Stellen") or "mehrere" is none."""
    for line in ad.about(_LABEL_KEYS):
        if match := _LABELLED.search(line.low):
            return _proved(ad, line, match["n"])
    for line in ad.about(_BOTH_KEYS):
        if _BOTH.search(line.low):
            return _proved(ad, line, "zwei")
    title = ad.lines[0]
    if match := _TITLE_X.search(title.low):
        return _proved(ad, title, match["n"] or match["m"] or match["l"] or match["o"])
    people: tuple[Line, str] | None = None
    worded = {line.number for line in ad.about(_WORD_KEYS)}
    for line in ad.about(_WORD_KEYS, _FIGURE):
        for match in islice((_COUNTED if line.number in worded else _COUNTED_IN_FIGURES).finditer(line.low), 20):
            what = match["what"].rstrip(":*/_-")
            if (_ONE_POST if match["n"] == "1" else _POSTS).fullmatch(what):
                if _offers_posts(line, match) and not _UNCLEAR.search(line.low[: match.start()]):
                    return _proved(ad, line, match["n"])
            elif people is None and match["n"] != "1" and (match["form"] or match["times"] or _are_people(what)) and _seeks_people(ad, line, match) and not _UNCLEAR.search(line.low[: match.start()]):
                people = (line, match["n"])
        before, _, last = line.low.rpartition(" ")
        if people is None and line.number and last in _LAST and _SEEKS.search(before) and not _UNCLEAR.search(f"{before} "):
            people = (line, last)
    return _proved(ad, *people) if people else None


def _are_people(what: str) -> bool:
    return _PEOPLE.fullmatch(what) is not None or ("/" in what and any(map(_PEOPLE.fullmatch, what.split("/"))))


#: "4 freie Plätze in der Kita".
_ELSEWHERE = re.compile(r"\s(?:in|im|bei|vor) (?:der |dem |unsere[rm] |einer )?\w*(?:kita|krippe|kindergarten|kindertagesstätte|garage|parkhaus|kantine|parkplatz)\b")


def _offers_posts(line: Line, match: re.Match[str]) -> bool:
    """ "zwei Stellen", "3 Ausbildungsplätze" where the ad offers something, or in a line of their own."""
    if _ELSEWHERE.match(line.low, match.end()) or _NOT_OFFERED.search(line.near(match.start(), match.end(), 45, 45)) or re.search(r"\bmit\s$|(?<!eine )\bvon\s$", line.before(match.start(), 12)):
        return False
    return not line.number or _offers(line.low) or len(re.findall(r"[a-zäöüß]{2,}", line.low)) <= 2


def _offers(low: str) -> bool:
    """Also by a verb in two parts: "stellt ... ein"."""
    end = low.rstrip(" .!?:")
    return _OFFERED.search(low) is not None or ("stell" in low and end.endswith(" ein")) or ("schreib" in low and end.endswith(" aus"))


def _is_sought(line: Line, begin: int) -> bool:
    """ "Drei Auszubildende stellen wir ein"; whoever is invited ("laden wir ein") is not."""
    found = _SOUGHT.search(line.low, begin)
    return found is not None and (not found[0].startswith("ein") or found[0].startswith("einst") or "stell" in line.low or "nehm" in line.low)


def _seeks_people(ad: Ad, line: Line, match: re.Match[str]) -> bool:
    """ "Wir suchen zwei Fachberaterinnen", in one line or two; "zwei Administratoren (m/w/d)" in a line of its own."""
    before = line.low[: match.start()]
    if _KNOWN.search(before) or not line.number:
        return False
    if not re.search(r"\w", before):
        previous = ad.lines[line.number - 1]
        return match["form"] is not None or _is_sought(line, match.end()) or (line.number > 1 and previous.low[-1:] not in ".!?;" and _SEEKS.search(previous.low) is not None)
    if seeks := _SEEKS.search(before):
        return not _NOT_OFFERED.search(seeks["between"])
    return match["form"] is not None and match["times"] is not None or (_is_sought(line, match.end()) and not _NOT_OFFERED.search(before))


def _proved(ad: Ad, line: Line, text: str) -> int | None:
    count = int(text) if text.isdigit() else {**_COUNTS, "eine": 1}[text]
    if not 1 <= count <= 60:
        return None
    ad.prove("openings", line.text, line.origin, "a number of posts")
    return count
