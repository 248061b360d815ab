"""Places of work: municipalities, not the head office when another place is named, not a region."""

from __future__ import annotations

import re

from pipeline.model import Place, Remote
from pipeline.normalise.ad import Ad, Line, lower
from pipeline.normalise.places import STATES, find, is_large, known_in, only_at
from pipeline.normalise.remote import read_remote
from pipeline.normalise.signs import Signs, by_letter
from pipeline.normalise.words import fold

_LABEL_KEYS = Signs("sort", "tzort", "tort", "dort", "-ort", " ort", "ort:", "ort der", "dienstsitz", "dienststelle", "einsatzstelle", "beschäftigungsstelle", "location", "place of work", "based in", "wo?", "wo:", "arbeitsplatz", "schreibtisch", "stätte", "praxispartner", "betrieb:")
_LABEL = re.compile(
    by_letter(r"(?:einsatz|arbeits|dienst|beschäftigungs|stand|ausbildungs|tätigkeits|einstellungs|wirkungs)-?ort(?:e|en)?s?\b|(?:^|[^a-zäöüß])ort\s?:|\bwo\s?\?|\bwo:|ort der (?:tätigkeit|arbeitsleistung|ausbildung)|arbeitsplatz (?:ist|liegt|befindet)|\bdienstsitz|\bdienststelle(?! (?:der|des))|stammdienststelle|einsatzstelle|beschäftigungsstelle|(?:arbeits|wirkungs|einsatz|betriebs)stätte\b|(?:praxispartner|praxisbetrieb|ausbildungsbetrieb)(?=\s?:)|\blocations?\b|place of work|based in|schreibtisch (?:steht|ist|wartet)")
)
#: A label in the plural, or of somebody else's places, labels nothing.
_NO_LABEL = re.compile(r"\b(?:unsere[rnm]?|mehrere[rn]?|weitere[rn]?|alle[rn]?|verschiedene[rn]?|der|des|vom|zum|ein(?:en|em|e)?|\d+|vier|drei|zwei|fünf|attraktive[rn]?|zweiten|beider|beiden|zentrale[rn]?|anderen?|unterschiedliche\w*|moderne[rn]?)\s*$|(?:ausweich|zweit|neben|außen|backup|schwester|partner|studien|schul|wohn|industrie|wirtschafts)-?$")
_WORK = re.compile(
    by_letter(r"\b(?:sitzt|arbeitest|arbeiten|arbeitsort|zu hause|angesiedelt|tätig|büros?|team\w*|such\w*|besetz\w*|eingesetzt|einsatz|verstärk\w*|verstärkung|erwartet|stell\w*|bietet|bieten|vergibt|vergeben|beginn\w*|start\w*|brauch\w*|kolleg\w*|praxis\w*|wächst|office|bewirb|freu\w*|ausbild\w*|bildet|sachgebiet\w*|fachbereich\w*|abteilung\w*|bereich\w*|arbeitsplatz|job|willkommen|komm(?:e|st|t|en)?|nimmt|gesucht|niederlassung|geschäftsstelle|gearbeitet|bei uns|find(?:est du|en sie|est|en) uns|arbeitsweg)\b|stellen?\b|\bwork\b")
)
_NOT_WORK = re.compile(
    by_letter(r"schwester\w*|\bstudier\w*|einzugsgebiet|(?:gemeinsam|zusammen) mit (?:dem|der|anderen)\s|gespräch|vorstellung|hochschule|universität|\buni\b|berufsschul|\bschulen\b|\bkitas\b|berufskolleg|kongress(?!z|h)|konferenz|convention|\btagung|\bfh\b|\bth\b|\btu\b|studienort|theorie|blockunterricht|messe|\bkund\w+|seminar|einarbeitung|präsenztermin|mitglied|postanschrift|zuständig|dienstreise|\breisen|veranstaltung|beauftragte\w*|mit de[rn] (?:stadt|gemeinde|städten)\s|amtsgericht|betreu\w*|treffen|\btrifft\b|assessment|auswahl|\w*(?<!arbei)tests?\b|zum beispiel|z\. ?b\.|unter anderem|darunter|\bheute\s|\bsecond\s|zuletzt|zweite[srn]?\s|weitere[srn]?\s|zwischen(?! (?:den|unseren) (?:büros|standorten|häusern))|\bneben\b|\bwohn(?:st|en|t)\b|richtung|lehrgang|fortbildung|studieninstitut|verwaltungsschule|informationsabend|schulung|träger|anfahrt|fahrzeit|minuten|\bstunde\s|\bice\b|s-bahn|entfern|nähe|unweit|(?<!stelle )gehört|kommunen|kreisen|landkreisen|gemeinden|städten|rathäuser|gegründet|zusammenschluss|fusion|umzug|früher")
)
#: These hold over the whole sentence before the place.
_NEVER_WORK = re.compile(r"\b(?:senden|schicken|richten|unterlagen|bewerbung\w*)\b.*\ban\s(?!unseren standort)(?:unser\w*|das|die|den)\s|\bob (?:(?:du|sie) )?(?:nun )?(?:in|aus)\s|treffen|\btrifft\b|gespräch|seminar|\bmesse|zuletzt|zum beispiel|kooperationen|vorstellung|schulung|fahrten|partnern?\s(?:in|aus)")
_SEAT = re.compile(r"\bsitz\b|hauptsitz|firmensitz|hauptverwaltung|zentrale\b|hauptgeschäftsstelle|geschäftsstelle (?:ist|befindet)|verwaltung des|(?<!team )\bsitzt in\b|ansässig|beheimatet")
#: Before a name: no municipality is meant.
_REGION_BEFORE = re.compile(
    r"(?:landkreis\w*|(?<![a-zäöü])kreis(?!stadt|verwaltung|haus)\w*|region(?!al(?:stelle|büro|zentrum))\w*|großraum|raum|regierungsbezirk|bezirk\w*|bistum|metropolregion|landgericht|amtsgericht|verwaltungsgericht|universität|hochschule|uni|fh|th|tu|flughafen|messe|regierung von|land|bundesland|polizeipräsidium|sparkasse|volksbank|klinikum|herr|frau|dr\.|familie|kammer|ihk|hwk|handelskammer|stadion|hauptbahnhof in der nähe von|kloster|schloss|talsperre|(?:nördlich|südlich|östlich|westlich|unweit|nahe|vor den toren|in der nähe|umland|nachbarstadt|partnerstadt)(?: der| des| von)?(?: \w*stadt)?)\s(?:von\s|zu\s)?$"
)
_REGION_AFTER = re.compile(r"-(?:kreis|land|stadt-umland)\b|\s?(?:straße|str\.|allee|platz|landstraße|gmbh|ag\b|agentur|ev\b|e\.\s?v)|(?:er|ische[rn]?)\b|\s?-\s?umgebung|\s(?:kreis|land)\b|kreis\b")
_BETWEEN = re.compile(r"\s?(?:(?:,|und) (?:(?:eine (?:weitere|zweite|andere)|die (?:andere|zweite|übrigen)|(?:ein|zwei|drei|vier|eine)(?: weitere)?(?: stellen?)?|an (?:einem|zwei|drei|vier|\d) tage?n?|der rest)\s)?|,|und eine[rn]? für|und|(?:, )?(?:oder )?(?:ersatzweise|hilfsweise|alternativ|wahlweise)(?: für)?|, (?:ansonsten|sonst)|oder|sowie|/|&|bzw\.?|beziehungsweise|\+|\||;|•|und/oder|wahlweise|or|and|–|-|\(\d{5}\)|,? (?:oder|und) (?:auch )?(?:in|am standort))?\s?(?:in (?:unser\w*|der|einem|dem)\s)?(?:(?:büro|standort|rathaus|niederlassung|geschäftsstelle|außenstelle|dienststelle)\s)?(?:in\s|am\s|auch\s|teilweise\s|der stadt\s|den städten\s|standort\s)?")
_PREPOSITION = re.compile(r"(?:^|[\s(„])(?:in|im|am standort|an den standorten|an unserem standort|standort|standorten|nach|bei uns in|hause in|\w*gemeinde|our|kreisstadt|kreishaus|landratsamt|rathaus|rathaus in|rechenzentrum|niederlassung|\w*(?:stelle|zentrale|büro)|von|aus|\w*stadt|\w*verwaltung(?:en)?|rechenzentrumsstandort|standorte|hauptstandort|am|auf|um|bei|in der stadt|in den städten|büro|filiale|werk|campus|für|innenstadt von|herzen von|herzen|zentrum von|at|wahlweise|in der|in unserem büro in|sitz|sitz ist)\s$")
#: Berlin, Hamburg and Bremen are municipalities and states: as a place of work the municipality is meant.
REGIONS = frozenset(fold(name) for name in (*(name for name in STATES.values() if name not in ("Berlin", "Hamburg", "Bremen")), "Deutschland", "Germany", "bundesweit", "deutschlandweit", "Ruhrgebiet", "Unterfranken", "Oberfranken", "Mittelfranken", "Oberbayern", "Niederbayern", "Oberpfalz", "Schwaben", "Ostwestfalen", "Rheinland", "Remote", "Homeoffice", "NRW", "Rhein-Main", "Rhein-Neckar", "Münsterland", "Sauerland", "Allgäu", "Eifel", "Niederrhein", "Ostfriesland", "Franken", "Pfalz", "Ostwestfalen-Lippe", "OWL", "Norddeutschland", "Süddeutschland"))


def read_places(ad: Ad) -> list[Place]:
    """The places of work in the order in which the ad names them; an unknown municipality has only its name."""
    structured = _structured(ad)
    plain, passing = _labelled(ad)
    if structured and not (plain and _is_head_office(ad, structured, plain)):
        return structured
    if found := plain or structured or _titled(ad):
        return found
    if read_remote(ad.without()) is Remote.FULL:  # "Das Designteam sitzt in Leipzig": who works from home is at most at an office
        return _in_prose(ad, passing, from_home=True)
    return _in_prose(ad, passing, least=_AT_WORK) or _in_list(ad) or _seat(ad) or _from_there(ad) or _in_prose(ad, passing) or _of_employer(ad) or _named_by_both(ad) or _only(ad)


#: "TU Musterilm" of the Technische Universität Musterilm.
_ACADEMIC = re.compile(r"(\w*(?:universität|hochschule)) (?:für (?:\w+ ){1,4})?([a-zäöüß-]{4,})(?= –|,|$)")


def _without_employer(ad: Ad, low: str) -> str:
    """A line in which the employer's name says nothing: "Hochschule Musterstadt" is no university that one visits."""
    name = " ".join((ad.posting.employer or "").lower().split())
    if (academic := _ACADEMIC.search(name)) is not None:
        low = re.sub(rf"\b(?:tu|th|fh|uni|hs|universität|hochschule|{academic[1]}) {re.escape(academic[2])}\b", lambda found: "\x04" * len(found[0]), low)
    for words in (name, name.partition(",")[0], name.partition(" – ")[0], re.sub(r"\s(?:g?gmbh|aör|kaör|ag|eg|ku|e\. ?v\.|zweckverband)$", "", name)):
        if len(words) > 5:
            low = low.replace(words, "\x04" * len(words))
    return low


def _unique(places: list[Place]) -> list[Place]:
    seen: dict[str, Place] = {}
    for place in places:
        seen.setdefault(place.name, place)
    return list(seen.values())


def _structured(ad: Ad) -> list[Place]:
    places = []
    for stated in ad.posting.locations[:100]:
        for part in re.split(r"\s*[;|]\s*|\s+(?:oder|und)\s+|\s/\s", stated[:500]):
            if (place := _read(part, ad)) is not None:
                places.append(place)
                ad.prove("locations", stated, "locations", "the portal's own field")
    return _unique(places)


def _read(text: str, ad: Ad) -> Place | None:
    """A place as a portal writes it: "34117 Kassel", "Kassel, Hessen, DE", "Musterstr. 5, 34117 Kassel"."""
    text = " ".join(text.split()).strip(" .,-")
    if not re.search(r"[A-Za-zÄÖÜäöü]{2}", text) or fold(text) in REGIONS or (ad.posting.employer and fold(text) == fold(ad.posting.employer)):
        return None
    state = next((code for code, name in STATES.items() if name in text and not text.startswith(name)), None)
    if match := re.search(r"\b(\d{5})\s+([A-ZÄÖÜ][^,;|]{1,60})", text):
        return find(match[0]) or only_at(match[1]) or Place(name=match[2].strip(), postal_code=match[1])
    for part in (text, *re.split(r",\s*", text)):
        if fold(part) not in REGIONS and (place := find(part, state)):
            return place
    first = text.split(",")[0].strip()
    if fold(first) in REGIONS or re.search(r"straße|str\.|\d|kreis\b|gebiet|mehrere|verschiedene|diverse|weitere|region|raum\b|standort|homeoffice|remote|land\b|haus\b|\bamt\b|zentrale|gmbh|aör|verband", first, re.IGNORECASE):
        return None
    return Place(name=first, state=state) if re.fullmatch(r"[A-ZÄÖÜ][\wäöüß .()/-]{1,40}", first) else None


def _is_head_office(ad: Ad, structured: list[Place], labelled: list[Place]) -> bool:
    """The portal gives one place, the ad names another one as the place of work: the portal's is the head office."""
    names = {place.name for place in labelled}
    if len(structured) == 1 and structured[0].name not in names:
        ad.doubt("place_contradicts", f"the portal says {structured[0].name}, the ad's place of work is {', '.join(sorted(names))}")
        return True
    return False


#: Before and after a place that stands for itself in a title.
_APART_LEFT = re.compile(
    r"(?:^|[^\w\s.]\s{0,2}|\b(?:in|in der|im|am|an|nach|bei|standort|standorte|dienstort|einsatzort|arbeitsort|ort|campus|(?:gemeinde|stadt|landeshauptstadt|hansestadt))\s|\w(?:zentrum|amt|haus|direktion|stelle|verwaltung|werk|niederlassung|zentrale|büro)\s)$"
)
_APART_RIGHT = re.compile(r"$|\s{0,2}[^\w\s]|\s(?:oder|und|bzw|ab|zum|eg|e ?\d|a ?\d|gesucht|in voll|in teil|befristet|unbefristet|vollzeit|teilzeit|remote|hybrid|sofort)\b")


def _titled(ad: Ad) -> list[Place]:
    """A place that stands for itself in the title: "| Köln |", ", Osnabrück", "(m/w/d) in 44787 Bochum"; with those enumerated beside it."""
    line = ad.lines[0]
    found: list[Place] = []
    mentions = _mentions(ad, line, 500)
    index = 0
    while index < len(mentions):
        group = _group(line, mentions, index)
        begin, end = group[0][0], group[-1][1]
        apart = any(_APART_LEFT.search(line.low[:start]) and _APART_RIGHT.match(line.low, stop) and (is_large(line.text[start:stop], least=3_000) or _is_named_again(ad, line.text[start:stop])) for start, stop, _ in group)
        if apart or (len(group) > 1 and re.search(r"\bfür\s(?:\w+\s){0,2}$", line.low[:begin]) and _APART_RIGHT.match(line.low, end)):
            found += [place for _, _, place in group]
        index += len(group)
    if found:
        ad.prove("locations", line.text, "title", "a place that stands for itself in the title")
    return _unique(found)


def _is_named_again(ad: Ad, name: str) -> bool:
    """A village of the title that the text names as a place, too."""
    return re.search(rf"\b(?:in|nach|Standort|Ort:|\d{{5}})\s{re.escape(name)}\b", ad.text) is not None


def _mentions(ad: Ad, line: Line, least: int = 3_000) -> list[tuple[int, int, Place]]:
    """The municipalities that a line names, read once."""
    found = ad.towns.get((line.number, least))
    if found is None:
        found = ad.towns[line.number, least] = _read_mentions(line, least)
    return found


#: "in der Kieler Innenstadt": the town whose adjective stands before what every town has.
_OF_A_TOWN = re.compile(r"([A-ZÄÖÜ](?<!\w.)[a-zäöüß]{2,20})er (?=(?:Innenstadt|Altstadt|Stadtmitte|(?:Haupt)?[Bb]ahnhof|Hauptbahnhof|Rathaus|Büro|Standort|Zentrale|Niederlassung|Geschäftsstelle|Hafen))")


def _towns_of(stem: str) -> tuple[str, ...]:
    """The towns of which "...er" may be said: Berliner, Dresdner, Bremer, Hallenser not."""
    return stem, f"{stem}en", f"{stem[:-1]}en", f"{stem}e"


def _of_a_town(text: str) -> list[tuple[int, int, Place]]:
    found = []
    for match in _OF_A_TOWN.finditer(text):
        name = next((name for name in _towns_of(match[1]) if is_large(name)), None)
        if name is not None and (place := find(name)) is not None:
            found.append((match.start(), match.end() - 1, place))
    return found


#: "am Hof", "ein Essen": a word that is also a town.
_ARTICLE = re.compile(r"\b(?:das|dem|den|des|ein|einen|einem|eines|zum|vom|im|am|gutes)\s$")


#: "Neumarkt 12, 04109 Leipzig": a street that is called like a town.
_HOUSE_NUMBER = re.compile(r"\s\d{1,3}\s?[a-z]?,\s(?:\d{5}\s)?[A-ZÄÖÜ]")
#: "... ist in Dresden im Einsatz", "in Aachen studiert": no post is there.
_OTHER_AFTER = re.compile(r"\szusammen\W*$|\s(?:im einsatz|studiert|gelebt|gegründet|entstanden|eine? (?:zweite|weitere|andere)[sn]?)\b")


#: "von Flensburg bis Garmisch": all that lies between.
_FROM_TO = re.compile(r"(?:\s(?:über|und|oder)\s[A-ZÄÖÜ][\w-]+)?\sbis\s(?:nach\s|hinunter\s|hinauf\s)?[A-ZÄÖÜ]")
_TO = re.compile(r"\b[Vv]on\s[A-ZÄÖÜ][\w-]+(?:\s(?:über|und|oder)\s[A-ZÄÖÜ][\w-]+)?\sbis\s(?:nach\s|hinunter\s|hinauf\s)?$")


def _read_mentions(line: Line, least: int) -> list[tuple[int, int, Place]]:
    if "er " in line.text and (found := _of_a_town(line.text)):
        return found
    return [(begin, end, place) for begin, end, place in known_in(line.text, least) if not _ARTICLE.search(line.low[max(0, begin - 8) : begin]) and not _REGION_BEFORE.search(line.low[max(0, begin - 35) : begin])
            and not _REGION_AFTER.match(line.low[end:]) and not _HOUSE_NUMBER.match(line.text, end) and not _OTHER_AFTER.match(line.low, end)
            and not (_FROM_TO.match(line.text, end) and line.low[:begin].endswith("von ")) and not _TO.search(line.text[max(0, begin - 45) : begin])]


def _group(line: Line, mentions: list[tuple[int, int, Place]], first: int) -> list[tuple[int, int, Place]]:
    """The mention at ``first`` and those that are enumerated with it."""
    group = [mentions[first]]
    for begin, stop, place in mentions[first + 1 :]:
        between = re.sub(r"\s?\([^()]{0,60}\)", "", line.low[group[-1][1] : begin])
        if not _BETWEEN.fullmatch(between) or between in (" ", "-"):
            break
        group.append((begin, stop, place))
    return group


def _series(line: Line, mentions: list[tuple[int, int, Place]], first: int) -> list[Place]:
    return _unique([place for _, _, place in _group(line, mentions, first)])


#: What follows a label that states the place of the post; without it "Standort" is mentioned in passing.
_STATES = re.compile(r"(?:\s\d)?\s?(?:\([^()]{0,30}\)\s?)?(?:[:?]|\(?(?:ist|sind|wird|liegt|befindet|wäre)\b)")


#: "Diese Ausschreibung betrifft den Standort Potsdam".
_THIS_POST = re.compile(r"\bdiese (?:ausschreibung|stelle|position)\b|\bausgeschriebene stelle")
#: "zwei Arbeitsorte zur Wahl".
_TO_CHOOSE = re.compile(r"\s(?:stehen )?(?:zur (?:aus)?wahl|(?:sind )?möglich)\b")
_PIECE = re.compile(r"[·•|–;,]\s")
#: "zwischen den Standorten ... wählen".
_CHOICE = re.compile(r"\b(?:(?:zwischen|unter|aus) (?:den|unseren|folgenden) (?:\w+ )?|an ein(?:em|er) (?:unserer|der|von) )$")


def _labelled(ad: Ad) -> tuple[list[Place], list[Place]]:
    """Places after "Einsatzort", "Dienstort", "Standort" ..., in the same or the next line: (plainly stated, named in passing)."""
    best: dict[bool, tuple[list[Place], Line]] = {}
    for line in ad.about(_LABEL_KEYS):
        if line.origin == "title":
            continue
        for match in _LABEL.finditer(line.low):
            before = line.low[max(0, match.start() - 45) : match.start()]
            choice = _CHOICE.search(before) is not None
            if (_NO_LABEL.search(before) and _PIECE.split(before)[-1].strip(" -*") != "der" and not choice and not _TO_CHOOSE.match(line.low, match.end())) or _SEAT.search(line.low[match.start() : match.end()]) or (_NOT_WORK.search(before[-20:]) and not choice):
                continue
            plain = choice or _THIS_POST.search(line.low) is not None or _STATES.match(line.low, match.end()) is not None or ("standort" not in match[0] and not before.endswith("an den "))
            numbered = plain and re.match(r"\s\d\b", line.low[match.end() :]) is not None
            if (plain not in best or best[plain][1] is line or numbered) and (places := _after_label(ad, line, match)):
                best[plain] = (_unique([*best[plain][0], *places]) if plain in best else places, line)
    for _, line in [best.get(True) or best[False]] if best else []:
        ad.prove("locations", line.text, line.origin, "a place after a label")
    return best[True][0] if True in best else [], best[False][0] if False in best else []


def _after_label(ad: Ad, line: Line, match: re.Match[str]) -> list[Place]:
    mentions = [m for m in _mentions(ad, line, 500) if m[0] >= match.end()]
    if not mentions and (before := _before_label(ad, line, match)):
        return before
    if not mentions:
        unknown = re.match(r"\W{0,3}(?:[^;:]{0,40},\s)?(\d{5})\s([A-ZÄÖÜ][\wäöüß-]+(?:\s\([A-ZÄÖÜ][\wäöü]+\))?)", line.text[match.end() :])
        return [only_at(unknown[1]) or Place(name=unknown[2], postal_code=unknown[1])] if unknown else []
    gap = line.low[match.end() : mentions[0][0]]
    if len(gap) > 60 or _SEAT.search(gap) or re.search(r"[.;]\s|zuständig|betreu|\bunweit|\bnähe|\ban der a\b|erreich|entscheid|kannst|gesamt|wechselnde|berufsschule|hochschule|gespräch|treffen", gap):
        return []
    places = _series(line, mentions, 0)
    following = ad.line(line.number + 1)
    while match[0].strip(": ").endswith("orte") and following is not None and len(following.text) < 40 and (place := find(following.text)) is not None:
        places.append(place)  # a list below its label
        following = ad.line(following.number + 1)
    return _unique(places)


#: "Lüneburg ist Ihr Arbeitsort".
_IS_LABEL = re.compile(r"(?:\s\([^()]{0,30}\)|\s(?:bei|nahe)\s[a-zäöüß-]+)?,?\s(?:ist|wäre|wird|bleibt)\s(?:(?:dein|ihr|der|zunächst|dabei|auch|künftig|fester?|vorgesehene)\w*\s){0,3}$")


_YOUR, _IS = re.compile(r"\s(?:dein|ihr|der)\w*\s(?:\w+\s)?"), re.compile(r"\b(?:ist|wird|wäre)\s$")


def _before_label(ad: Ad, line: Line, match: re.Match[str]) -> list[Place]:
    mentions = _mentions(ad, line, 500)
    for index in range(len(mentions)):
        group = _group(line, mentions, index)
        gap = line.low[group[-1][1] : match.start()]
        if _IS_LABEL.fullmatch(gap) or (_YOUR.fullmatch(gap) and _IS.search(line.before(group[0][0], 8))):
            return _unique([place for _, _, place in group])
    return []


#: How sure a sentence in prose tells the place of work: it seeks, it says that one works there, it speaks of a team or an office.
_AT_WORK, _AT_OFFICE = 1, 2


def _in_prose(ad: Ad, passing: list[Place], *, from_home: bool = False, least: int = _AT_OFFICE) -> list[Place]:
    """ "... sucht für das Team in Rostock", "dein Schreibtisch steht in ...": the sentence that seeks goes first, then places named ``passing``."""
    candidates: list[tuple[int, int, list[Place], Line]] = []
    for line in ad.lines[1:]:
        if not _WORK.search(line.low) or (from_home and not (_OFFICE.search(line.low) or _SEEKS.search(line.low))):
            continue
        mentions = _mentions(ad, line)
        low = _without_employer(ad, line.low) if mentions else ""
        for index, (begin, _, _) in enumerate(mentions):
            before = _clause_before(low, begin)
            if index and not _BETWEEN.fullmatch(low[mentions[index - 1][1] : begin]):
                before = before[-max(1, begin - mentions[index - 1][1]) :]
            enclosed = before.endswith("(") and line.low[_group(line, mentions, index)[-1][1] :][:1] == ")"
            seeks = 0 if _SEEKS.search(low) else _AT_WORK if _WORKS.search(_part(low, begin)) else _AT_OFFICE
            if seeks > least:
                continue
            if enclosed and _group(line, mentions, index)[-1] is not mentions[-1] and _SEEKS.match(low, _group(line, mentions, index)[-1][1] + 2):
                continue  # "Der Zweckverband (Hanau) sucht für sein Rechenzentrum in Fulda"
            if not (enclosed or _PREPOSITION.search(low[max(0, begin - 40) : begin])) or (before.endswith("für ") and not re.search(r"gesucht|such|bewirb|bewerb", low)) or (_is_elsewhere(before) and not _POST_THERE.match(low, _group(line, mentions, index)[-1][1])) or (_SEAT.search(before[-35:]) and not _SEEKING.match(before)) or re.search(r"(?<!herzen )(?<!zentrum )(?<!innenstadt )\b(?:aus|von|um|bei)\s$", before) or (before.endswith("nach ") and "komm" not in before and "führt" not in before):
                continue
            candidates.append((seeks, line.number, _series(line, mentions, index), line))
            break
    best = min(candidates, key=lambda item: item[:2], default=None)
    if best is None or (passing and best[0] == 2):
        return passing
    _, _, places, line = best
    ad.prove("locations", line.text, line.origin, "a place where the work is done")
    return places


def _part(low: str, begin: int) -> str:
    """The part of a sentence between commas in which a place stands."""
    end = low.find(",", begin)
    return low[low.rfind(",", 0, begin) + 1 : end if end >= 0 else len(low)]


#: "Die Stelle ist bei unserem Kunden in ... angesiedelt".
_POST_THERE = re.compile(r"(?:\s\([^()]{0,30}\))?\s(?:angesiedelt|eingesetzt|tätig|arbeiten (?:willst|wollen|möcht\w+)|arbeitest)\b")
_OFFICE = re.compile(r"\b(?:büros?|offices?|niederlassung|geschäftsstelle)\b")
_SEEKS = re.compile(r"\b(?:such\w*|gesucht|besetz\w*|stell\w*|brauch\w*|verstärk\w*|vergibt|vergeben|bietet|bieten)\b")
_WORKS = re.compile(r"\b(?:sitzt|arbeite\w*|gearbeitet|(?:dein|ihr)\w* (?:\w+ )?(?:büro|schreibtisch|arbeitsplatz)|stelle gehört|einsatz|praxis(?:phasen?|abschnitte?|einsätze|teile?|anteile?))\b|\bin unsere[mr] (?:[\w-]+\s){1,3}in\b.{0,60}\b(?:du|sie)\b")
#: The verb that seeks begins the clause that tells where.
_SEEKING = re.compile(r"(?:\bsuch(?:t|en)|\bstell(?:t|en)|\bbesetz(?:t|en)|\bvergeben|\bvergibt|\bbilde(?:t|n))\b")


def _clause_before(low: str, begin: int) -> str:
    """The words before a place, from the verb that seeks on."""
    before = low[max(0, begin - 70) : begin]
    starts = [found.start() for found in _SEEKING.finditer(before)]
    return before[starts[-1] :] if starts else before


#: "zwei Tage in der Woche treffen wir uns im Büro in ...".
_OFFICE_DAYS = re.compile(r"\b(?:pro|in der|die|je) woche\b[^.;]{0,40}\bbüro in\s$")


#: "In unserem Schulungszentrum in ...": whatever is done there, the house is the employer's.
_OUR_HOUSE = re.compile(r"(?:^|[.;:!?,]\s)in unsere[mr] (?!zweit|neben|ausweich|partner)(?:[\w-]+\s)?[\w-]*(?:zentrum|haus|akademie|zentrale|stelle|studio|werkstatt)\s(?:in|am standort)\s$")


def _is_elsewhere(before: str) -> bool:
    """Whether the words before a place say that something other than the work happens there."""
    clause = re.split(r"[;.]\s|,\s(?!$)|\bmit (?=\w*(?:geschäftsstelle|büro|dienstsitz) in $)|\bund\s(?=\w+\s\w+\s)", before[-55:])[-1] if not _NOT_WORK.search(before[-28:]) else before[-28:]
    if _OFFICE_DAYS.search(before) or (_OUR_HOUSE.search(before) and not _NEVER_WORK.search(before[:-45])):
        return False
    return _NOT_WORK.search(clause) is not None or _NEVER_WORK.search(before[-70:]) is not None


def _in_list(ad: Ad) -> list[Place]:
    """ "Güstrow, Vollzeit, Bezahlung nach TVöD": a place that stands alone among other facts, or alone in its line."""
    for line in ad.lines[1:]:
        if len(line.low) > 220:
            continue
        mentions = _mentions(ad, line)
        following = 0
        for index, (begin, _, _) in enumerate(mentions):
            if index < following:
                continue
            group = _group(line, mentions, index)
            following, end = index + len(group), group[-1][1]
            alone = re.search(r"(?:^\W*|[,|•·–:(]\s?)$", line.low[:begin]) and re.match(r"\W*$|\s?[,|•·–)(]|\.\s|\s(?:oder|/|und)\s(?:im\s)?(?:home|mobil|remote)", line.low[end:])
            facts = re.search(r"vollzeit|teilzeit|befristet|\btv|\beg \d|gmbh|aör|verband|kommunal|menschen|beschäftigte|standort|\((?:[mwdfxg][/|,]){2}|[·|•].*[·|•]", line.low)
            if alone and (facts or len(line.low) < 45) and not _is_elsewhere(line.low[max(0, begin - 70) : begin]):
                ad.prove("locations", line.text, line.origin, "a place that stands alone among other facts")
                return _series(line, mentions, index)
    return []


#: A sentence about others says little about the employer's place.
_OTHERS = re.compile(by_letter(r"zusatzversorg|versorgungsanstalt|versorgungskasse|tarif(?:recht|vertrag|gemeinschaft|verband)|partner\w*zentr|stammt|\bfindet|\bfand\b|feier\b|ausgezeichnet|\bpartner (?:der stadt|in|aus)\b|referenz|zertifikat|\bprojekte\b|vorhaben|\bkund\w+|\bfahren\b|erfahrung|kenntnis|\bbus\b|\bmit (?:der |dem )?\w*(?:bahn|zug)\b|ausgestellt|prämiert"))


def _seat(ad: Ad) -> list[Place]:
    """ "Der IT-Verbund Exempelland AöR in Oldenburg begleitet ...": the employer's place, where nothing else is named."""
    for line in ad.lines[1:]:
        mentions = [] if _OTHERS.search(line.low) else _mentions(ad, line)
        low = _without_employer(ad, line.low) if mentions else ""
        for index, (begin, _, _) in enumerate(mentions):
            before = low[max(0, begin - 60) : begin]
            head = line.number <= 6 and not before.endswith("für ") and (_PREPOSITION.search(before[-40:]) or re.fullmatch(r"\W*", low[:begin]) or re.search(r"(?:\x04|gmbh|aör|ag|eg|verband|kdör|gku|e\.\s?v\.|kommunal\w*|it),\s$", before))
            if (head or _SEAT.search(before[-30:]) or line.low[begin : begin + 5].isdigit()) and not _is_elsewhere(before[-45:]):
                ad.prove("locations", line.text, line.origin, "the place of the employer, no other is named")
                return _series(line, mentions, index) if not _SEAT.search(before[-30:]) else [mentions[index][2]]
    return []


#: "46 Beschäftigte betreuen von Eutin aus ...".
_WORKS_FROM = re.compile(r"betreu|versorg|arbeit|unterstütz|berat|steuer|kümmer|bedien|begleit|wirk|betreib|koordin")


def _from_there(ad: Ad) -> list[Place]:
    """Where the employer works from: "von Eutin aus", "aus Eutin heraus"."""
    for line in ad.lines[1:]:
        for begin, end, place in _mentions(ad, line) if _WORKS_FROM.search(line.low) and " aus" in line.low else []:
            if (line.low[:begin].endswith("von ") and re.match(r"\saus\b", line.low[end:])) or (line.low[:begin].endswith("aus ") and re.match(r"\sheraus\b", line.low[end:])):
                ad.prove("locations", line.text, line.origin, "the place from which the employer works")
                return [place]
    return []


def _only(ad: Ad) -> list[Place]:
    """The one town that an ad names at all, where nothing says that something else is there."""
    found: dict[str, tuple[Place, Line]] = {}
    for line in ad.lines[1:]:
        for begin, _, place in [] if _OTHERS.search(line.low) else _mentions(ad, line):
            if _NOT_WORK.search(line.low) or not re.search(r"(?:\bin|\bstandort|:|\d{5})\s$", line.low[max(0, begin - 12) : begin]):
                return []
            found.setdefault(place.name, (place, line))
    if len(found) != 1:
        return []
    place, line = next(iter(found.values()))
    ad.prove("locations", line.text, line.origin, "the only town that the ad names")
    return [place]


#: "Stadt Kassel", "Gemeinde Timmendorfer Strand": what follows is the name of the town.
_MUNICIPAL = re.compile(r"\b(?:\w{0,20}[Ss]tadt(?:verwaltung|werke|betriebe)?|\w{0,20}[Gg]emeinde(?:verwaltung|werke)?|Magistrat der Stadt)\s(?=[A-ZÄÖÜ])")
#: "Bad Homburg v. d. Höhe", "Neuenhagen bei Berlin": names of several words, the longest first.
_LONGEST_NAME = 5
#: "Berliner Verwaltungs-IT": the adjective of a large town at the beginning.
_OF_A_CITY = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{2,20})er (?=[A-ZÄÖÜ])(?!(?:Um)?[Ll]and\b|Raum\b|Region\b|Kreis\b|Becken\b|Heide\b|Börde\b|Bucht\b|Alb\b|Berge?\b|Seen)")


def _of_employer(ad: Ad) -> list[Place]:
    """ "Stadt Kassel", "Stadtwerke Rostock AG", "Berliner Verwaltungs-IT": the town that the employer is called by."""
    employer = (ad.posting.employer or "")[:300]
    place = None
    if (match := _MUNICIPAL.search(employer)) is not None:
        words = re.split(r"\s?[,–;|]|\s-\s", employer[match.end() :])[0].split()[:_LONGEST_NAME]
        place = next((found for end in range(len(words), 0, -1) if (found := find(" ".join(words[:end]))) is not None), None)
    elif (match := _OF_A_CITY.match(employer)) is not None:
        place = next((find(name) for name in _towns_of(match[1]) if is_large(name, least=80_000)), None)
    place = place or (_at_its_end(employer) if match is None else None)
    if place is None:
        return []
    ad.prove("locations", employer, "employer", "the town that the employer is called by")
    return [place]


def _named_by_both(ad: Ad) -> list[Place]:
    """The employer's name holds a town and the text says "in" that town, whatever happens there: "Klinikum Region Fulda", "Gespräche in Fulda"."""
    employer = ad.posting.employer or ""
    found = {place.name: line for line in ad.lines[1:] for begin, _, place in _mentions(ad, line) if line.low[:begin].endswith("in ") and re.search(rf"(?<!\w){re.escape(place.name)}(?!\w)", employer)}
    if len(found) != 1:
        return []
    name, line = next(iter(found.items()))
    ad.prove("locations", line.text, line.origin, "a town that the employer is called by, too")
    return [place for place in [find(name)] if place is not None]


def _at_its_end(employer: str) -> Place | None:
    """ "Bezirksamt Mitte von Berlin", "Landesbetrieb Digitales Hamburg": a city, and no region called after it."""
    name = re.sub(r"\s(?:g?GmbH|AöR|KAöR|AG|eG|KdöR|gKU|KU)$", "", employer.strip()[-300:])
    match = re.search(r"(,?)\s([A-ZÄÖÜ][a-zäöüß]{3,}(?: am Main)?)$", name)
    before = name[: match.start()] if match else ""
    if match is None or not re.search(r"[^\W\d]", before) or _REGION_BEFORE.search(lower(f"{before} ")) or not is_large(match[2], least=20_000 if match[1] else 80_000):
        return None
    return find(match[2])
