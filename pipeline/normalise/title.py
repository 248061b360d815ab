"""The title as the employer means it: noise of portals and of the ad's facts goes, the gender form stays."""

from __future__ import annotations

import re

from pipeline.normalise.ad import LONGEST_TITLE, Ad, lower
from pipeline.normalise.location import REGIONS
from pipeline.normalise.noise import is_employer, is_noise, without_employer, without_facts
from pipeline.normalise.places import find, is_large
from pipeline.normalise.text import clean
from pipeline.normalise.words import fold

GENDER = re.compile(
    r"\(?\b(?:[mwdfxi]|gn|all genders?|divers|männlich|weiblich)(?:\s?[/|*,;]\s?(?:[mwdfxiav]|gn|divers|a|offen|weiblich|männlich)){1,3}\b\)?|\(?\ball genders?\b\)?|\(gn\*?\)|\(m/w/divers\)|\(mensch\)",
    re.IGNORECASE,
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u2190-\u21ff\u25a0-\u25ff\u2300-\u23ff\u200d]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SPACED = re.compile(r"\(\s*([mwdfxMWDFX])\s*/\s*([mwdfxMWDFX])(?:\s*/\s*([mwdfxMWDFX]))?\s*\)")
_HASHTAG = re.compile(r"(?:^|\s)#\w[\w-]{1,39}")
_SOON = r"(?:ab sofort|zum nächstmöglichen (?:zeitpunkt|termin)|schnellstmöglich|baldmöglichst|zum \d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4})?)"
#: "eine*n", "einen/eine", "ein(e)", "eine bzw. einen".
_ONE = r"eine?[nrs]?(?:\s?(?:/|bzw\.|oder)\s?eine?[nr]?|[/*:_-]{1,2}[enr]{1,2}|\([enr]\))?"
_ARTICLE = rf"(?:\s(?:{_ONE}|zwei|drei|vier|fünf|sechs|mehrere|\d{{1,2}}))"
_STOP = r"(?:\s?[:!–—|*¦]+\s*|\s-\s)"
_SORT = r"(?:(?:extern|intern|öffentlich|unser|aktuell|erneut|wiederholt)\w*(?:\s(?:und|/)\s|\s|/)){0,3}"
_KEEN = r"(?:(?:engagiert|motiviert|qualifiziert|erfahren|zuverlässig|tatkräftig)\w*(?:[/*:_-]+\w)?\s)?"
_LEAD_IN = re.compile(
    rf"^(?:wir stellen(?: {_SOON})? ein{_STOP}|(?:die|der|das)\s[^:!?()]{{3,70}}?\s(?:suchen|sucht|stellt ein|besetzt)(?: {_SOON}| in [A-ZÄÖÜ]\w+)*{_ARTICLE}\s"
    rf"|wir (?:suchen|brauchen)(?: (?:dich|sie|verstärkung|{_SOON}|als|für unser team|zur verstärkung(?: unseres teams)?|für den (?:standort|bereich) \w+|in \w+))*{_ARTICLE}?(?:{_STOP}|\s{_KEEN}(?=[A-ZÄÖÜ(*]))"
    rf"|{_SORT}(?:stellen|wiederholungs|neu)(?:ausschreibung|angebot|anzeige|bezeichnung|titel)(?: (?:als|nr\.? ?\d+|\d+/\d+|extern|intern|für{_ARTICLE}|zu[mr](?:/(?:zu)?[mr])?))?(?:{_STOP}|\s(?=[A-ZÄÖÜ„\"»]))"
    rf"|{_SORT}ausschreibung(?: einer stelle| der stelle)?(?: als)?(?:(?: nr\.?)? ?\d+/\d+(?:\s?[:–—|-]\s*|\s)|\s?[:–—|]\s*|\s-\s)"
    rf"|stelle nr\.? ?\d+\s?[:–—|-]\s*|(?:stelle|job|position|vakanz|funktion|gesucht|jobangebot|karriere|jobs?)(?: als)?\s?[:–—|]\s*|(?:stelle|job|ausschreibung) als\s|gesucht(?: (?:wird|werden|ist))?(?: {_SOON})?(?:{_ARTICLE}|\s?[:!–—])\s*|suche(?:n)?(?: {_SOON})?{_ARTICLE}?\s(?=[A-ZÄÖÜ])"
    rf"|(?:freiwilligendienst|führungskraft|führungsposition|verstärkung|nachwuchs|fachkraft|jetzt bewerben|neu|neue stelle|top-?job|eilt|dringend|verlängert|frist verlängert|bewerbungsfrist verlängert|achtung|aktuell|job der woche)(?: gesucht)?{_STOP}"
    rf"|{_SOON}(?:\s?[:!–—|,]\s*|\s-\s|\s(?:gesucht\s?[:!]?\s)?(?=[A-ZÄÖÜ]))|(?:du bist|bist du|sie sind|sind sie)(?: (?:unser\w*|der|die|{_ONE}|neue\w*|kommende\w*))*\s(?=[A-ZÄÖÜ])|(?:als|(?:dann )?werde|werden sie)(?: teil unseres teams als| unser[e/n]*)?\s(?=[A-ZÄÖÜ][\wäöüß*:/-]+)(?!.*!)|(?:\d{{1,2}}|eine?|zwei|drei|vier|fünf|mehrere)\s(?:freie |offene )?(?:stellen?|plätze?)(?: als)?[\s:]\s?|{_ONE}\s(?=[A-ZÄÖÜ])|eine?/\s|stelle \d{{1,2}}\s?[:–-]\s*|(?:mehrere|\d{{1,2}}\s?x|zwei|drei|vier|fünf|[1-9])\s+(?=[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
#: "Ihre Zukunft als ": words before the post that carries the gender form.
_AS = re.compile(r"^(?:[^()|:*/]{3,45}|[^()|:*/]{3,90}\b(?:stelle|position|arbeitsplatz))\sals\s(?=\S)", re.IGNORECASE)
#: Such words before a post are part of its name.
_TRAINING = re.compile(r"ausbildung|studium|studiengang|praktik|trainee|volont|werkstud|fsj|bfd|umschulung|projekt|leitung|referent|sachbearbeit", re.IGNORECASE)
#: Of these a year is the start.
_LEARNING = re.compile(r"ausbildung|auszubild|azubi|studium|studier|praktik|trainee|volont|fsj|bfd|freiwillig|bachelor", re.IGNORECASE)
#: "Zur Verstärkung unseres Teams suchen wir zum 01.04. eine*n ", "Die Stadt Musterstadt sucht ": whoever seeks, whenever.
_SEEKING = re.compile(
    rf"^(?P<who>(?:[^!?|()–—-]|(?<=\w)-){{0,100}}?)\b(?P<verb>suchen|sucht|besetzen|besetzt|vergeben|vergibt|brauchen|braucht|stellen|stellt)(?:\s(?:wir|{_SOON}|dich|sie))*(?:(?:\s[^!?|()]{{1,80}}?)??{_ARTICLE}\s{_KEEN}|\s?:\s*|\s)(?=[A-ZÄÖÜ(])",
    re.IGNORECASE,
)
#: "Bei der Stadt ist die Stelle ", "Nachwuchs gesucht: ": the post follows, with its gender form.
_VACANT = re.compile(r"^[^()|:]{0,90}\bdie (?:stelle|position)\s(?:der |des |einer |eines )?(?=[A-ZÄÖÜ])|^[^()|:]{3,40}\sgesucht(?:\s?[:!–—|]+\s*|\s-\s)", re.IGNORECASE)
#: "Wir brauchen dich! ", "Lust auf Neues? ": an exclamation before the post.
_CALL = re.compile(r"^[^!?()|:]{3,60}[!?]+\s+(?=\S)")
#: "¦" stands for emoji within a title.
_SEPARATOR = re.compile(r"\s*¦\s*|(?<=\))\.\s+|\s+\\\s+|(?<=[!?])\s+(?=\S)|\s+(?:[*~»›]+|/)\s+(?=\S)|\s+\*+(?=\S)|(?<=\S)\*+\s+(?=\S)|\s+[-–—|•·+]+\s*(?=\S)|\s*[-–—|•·]+\s+(?!(?:und|oder|bzw\.?)\s)(?=\S)|\s*\|+\s*|\s*//\s*|\s*[•·]\s*|[,;]\s+|(?<=\))\s*[:/@_-]\s*(?=[A-ZÄÖÜ\d])|\s@\s|_(?=[A-ZÄÖÜ\d](?!nnen))")
_TAIL_WORDS = re.compile(r"\s+")
_GROUP = re.compile(r"\s*[(\[{]([^()\[\]{}]{1,80})[)\]}]")
_EDGES = " \t–—|,;:•·!><*~=_"
_ACRONYMS = frozenset("IT EDV SAP DV TK GIS DMS ERP CRM OZG KI BSI SQL PHP HR UX UI CMS VOIP LAN WAN WLAN HCM FI CO BI API AWS EU NRW JAVA OSI ITIL IAM SOC ISB CISO CIO PMO VMWARE LINUX TYPO3 HTML CSS VPN SIEM ISMS MDM DSGVO QA RZ AD IOT XÖV FIM EFA KFZ ÖPNV FSJ BFD AöR GMBH ABAP CAD BIM SPS TVÖD IKT DBA".split())
_SMALL = frozenset("FÜR UND IM IN DER DIE DAS DEN DES DEM MIT ODER ZUM ZUR AM AN AUF BEI VON VOM ALS NACH AUS EINE EINEN EINER".split())


def clean_title(ad: Ad) -> str:
    """The job title without lead-in, place, grade, reference, hours, deadline, term, start, employer, emoji.

    It is cleaned until nothing changes any more, so that a cleaned title stays as it is.
    """
    ad.prove("title", ad.posting.title, "title", "the title, cleaned")
    title = ad.title
    for _ in range(40):
        cleaner = _once(title, ad)
        if cleaner == title:
            break
        title = cleaner
    return title or " ".join(ad.posting.title.split())[:LONGEST_TITLE] or "?"


def _once(raw: str, ad: Ad) -> str:
    exclaimed = raw.rstrip(" *+~<¦").endswith("!")
    title = " ".join(clean(_TAG.sub(" ", raw) if "<" in raw else raw).split())[:LONGEST_TITLE]
    title = _SPACED.sub(lambda found: f"({'/'.join(part for part in found.groups() if part)})", title)
    title = re.sub(r"(?<=[a-zäöüß])\((?=[mwdfx]\s?/)", " (", re.sub(r"(?<=/[mwdfx]\))(?=[A-ZÄÖÜ])", " ", title))
    title = re.sub(r"^[„“\"»«]([^„“”\"»«]{4,})[“”\"«»]$", r"\1", title)
    title = re.sub(r"^\++\s|\s\++$", "", " ".join(_HASHTAG.sub("", _EMOJI.sub(" ¦ ", title)).split())).strip(" *!~<>=¦") or title
    title = re.sub(r"(\s(?:/|oder|bzw\.)\s)einen?\s(?=[A-ZÄÖÜ])", r"\1", title)
    title = re.sub(r"(?<=\d)\s[-–]\s(?=\d{1,3}(?:[.,]\d+)?\s?(?:%|prozent|std|stunden|h\b|t?€|k\b|euro?))", "-", title, flags=re.IGNORECASE)
    title = re.sub(r"\b((?:EG|E|A|S) ?\d{1,2}[a-c]?)\s[-–]\s(?=\d{1,2}[a-c]?\b(?!\s?(?i:std|stunden|h\b|%|prozent)))", r"\1-", re.sub(r"\s*::+\s*", " | ", title))
    title = re.sub(r"\s/\s(?=(?:woche|monat|jahr|stunde|std)\b)", "/", title, flags=re.IGNORECASE)
    if ") I " in title:
        title = title.replace(" I ", " | ")
    if _LEARNING.search(title):
        title = _YEAR.sub("", title)
    title = _without_lead_in(title)
    office = re.match(r"([^:()|]{3,50}):\s+(?=\S.{3})", title)
    if office and (_names_no_post(office[1], title[office.end() :]) or _ADDRESS.search(office[1]) or _PRAISE.match(office[1]) or is_employer(office[1], ad) or is_noise(office[1], ad) or _is_place(office[1])):
        title = title[office.end() :]
    title = _GROUP.sub(lambda found: "" if _is_group_noise(found[1], ad) else found[0], title)
    listed = _SEVERAL.search(title)
    if listed and _is_place(listed[1]):
        title = title[: listed.start()]
    title = _without_segments(title, ad, exclaimed=exclaimed)
    title = _without_tail(title, ad)
    title = re.sub(r"\s(?:(?:bei|für|mit) uns|zur (?:verstärkung|unterstützung)(?: (?:unseres|des) \w+)?)!?$|(?<=\))\?$", "", title, flags=re.IGNORECASE)
    title = " ".join(re.sub(r"\s?\(\s*[,/;-]?\s*\)", "", title).split())
    title = re.sub(r"\s+([,;])", r"\1", title)
    title = title.strip(_EDGES) if not title.endswith("-)") else title
    title = re.sub(r"(?<=[\s)])[-+]+$|^[-+]+\s", "", title).strip()
    return _calm(" ".join(title.replace("¦", " ").split())) or raw


#: "in Siegen, Olpe und Kreuztal", "für Borken und Coesfeld".
_SEVERAL = re.compile(r"\s(?:(?:für|an|in)\s(?:(?:unsere[nm]?|den|die)\s)?(?:standorte?n?:?\s)?|standorte:?\s)([A-ZÄÖÜ][\w.() -]*(?:,| und | oder |/| & )[^:;|–!?]{3,60})$", re.IGNORECASE)
#: "Ausbildung 2027 zum ...", "Ausbildung (ab 2027): ...": the year of a training is its start.
_YEAR = re.compile(r"\s\(?(?:ab\s|für\s)?20[23]\d(?:/\d{2,4})?\)?(?=\s?[:(–|]|\s-\s|\s(?:zu[mr]|als|im|in|für)\b)")


def _names_no_post(head: str, rest: str) -> bool:
    """Whether what stands before a colon is a slogan or an office: the post with its gender form follows."""
    return GENDER.search(rest) is not None and GENDER.search(head) is None and (not _TRAINING.search(head) or re.match(r"(?:dein|ihr)\w*\s", head, re.IGNORECASE) is not None) and not re.search(r"\w[*:_/-]{1,2}in\b|[a-zäöü]er$", head)


def _without_lead_in(title: str) -> str:
    as_ = _AS.match(title)
    if as_ and GENDER.search(title[as_.end() :]) and not _TRAINING.search(as_[0]):
        title = title[as_.end() :]
    seeking = _SEEKING.match(title)
    if seeking and not GENDER.search(seeking[0]) and title[seeking.end()].isupper() and len(title) - seeking.end() >= 8 and (GENDER.search(title[seeking.end() :]) or seeking["who"].strip()):
        title = re.sub(r"\sein!?$", "", title[seeking.end() :]) if seeking["verb"].startswith("stell") else title[seeking.end() :]
    vacant = _VACANT.match(title)
    if vacant and GENDER.search(title[vacant.end() :]):
        title = title[vacant.end() :]
    for _ in range(4):
        call = _CALL.match(title)
        rest = title[call.end() :] if call and not GENDER.search(call[0]) and len(title) - call.end() > 8 else title
        shorter = _LEAD_IN.sub("", rest)
        if len(shorter) < 4 or (rest != shorter and not re.match(r"[(\w„\"*]", shorter)):
            return rest
        if shorter == title:
            break
        title = shorter[0].upper() + shorter[1:] if shorter[0].islower() and shorter[0].isascii() else shorter
    return title


#: A reference without its label: "[2026-0042]", "(17/2026)", "(4711)", "IT-2026-07"; not "(24/7)", "ISO-27001".
_NUMBER = re.compile(r"20\d\d\s?[-/._]\s?\d{1,6}|\d{1,4}\s?[-/.]\s?(?:20)?2\d|\d{4,9}|[A-ZÄÖÜ]{1,6}[-_/. ](?:20)?2\d[-_/.]\d{1,4}")


def _is_reference(piece: str, ad: Ad) -> bool:
    """A number by its form, or one that the ad calls its reference elsewhere."""
    if not 3 <= len(piece) <= 30 or not any(c.isdigit() for c in piece):
        return False
    if _NUMBER.fullmatch(piece) or piece == ad.posting.identifier:
        return True
    low = lower(piece)
    return any(re.search(r"(?:kenn\w*|referenz\w*|ref\.|nummer|nr\.|-id|zeichen)\W{0,4}$", line.before(line.low.index(low), 30)) for line in ad.about([low]))


def _is_group_noise(inner: str, ad: Ad) -> bool:
    return not GENDER.fullmatch(f"({inner})") and not GENDER.fullmatch(inner) and (is_noise(inner, ad) or _is_place(inner) or _PRAISE.match(inner) is not None or _is_reference(inner, ad) or _is_place_and_facts(inner))


def _without_segments(title: str, ad: Ad, *, exclaimed: bool) -> str:
    pieces, marks, start = [], [], 0
    for match in _SEPARATOR.finditer(title):
        if _is_open(title, match.start()):
            continue
        pieces.append(title[start : match.start()])
        marks.append(match[0])
        start = match.end()
    pieces.append(title[start:])
    if len(pieces) == 1:
        return title
    kept = [not _is_segment_noise(piece, ad) for piece in pieces]
    if _OFFICE.match(pieces[0]) and GENDER.search(title, len(pieces[0])) and not GENDER.search(pieces[0]):
        kept[0] = False
    if exclaimed and GENDER.search(title) and not GENDER.search(pieces[-1]):
        kept[-1] = False
    if not any(kept):
        return title
    text = ""
    for index, piece in enumerate(pieces):
        if kept[index]:
            gender_alone = index and not kept[index - 1] and GENDER.fullmatch(piece.strip())
            text += (" " if gender_alone or (text and marks[index - 1].strip() == "¦") else marks[index - 1] if text else "") + piece
    return text


def _is_open(title: str, position: int) -> bool:
    """Whether a bracket or a quotation goes on over ``position``."""
    return any(title.count(opening, 0, position) > title.count(closing, 0, position) for opening, closing in ("()", "[]", "„“", "»«")) or (title.count('"', 0, position) % 2 == 1 and '"' in title[position:])


#: A piece that speaks to the reader is no part of a title: "Wir freuen uns auf dich".
_ADDRESS = re.compile(r"\b(?:wir|uns|dich|dir|du|sie sich|bewirb|bewerben sie|werde|werden sie|unseres teams|bewerbung(?:en|srunden?|szeitraum|sphase)?|(?<!initiativ )bewerben|join us|we are)\b|^(?:komm\w*|gestalte\w*|starte\w*|wechs(?:le|el\w*)|entdecke\w*|bringe?|mach\w*|sei|finde\w*|zeige?) (?:[a-zäöü]|sie)|^wechsle? |^(?:dein|deine|ihre?|eure?)\b|\b(?:mit)?gestalten$", re.IGNORECASE)
#: A public body in a piece of its own; a numbered office before the post. Behind the post it tells where the work is.
_BODY = re.compile(r"(?:(?:große )?(?:kreis|landeshaupt|hanse)?stadt|(?:samt|verbands|orts)?gemeinde|(?:land)?kreis|stadtwerke|(?:land|stadt|kreis)?(?:ratsamt|verwaltung)|zweckverband)\s[A-ZÄÖÜ][\w-]+(?:\s[\w.()-]+){0,3}", re.IGNORECASE)
_OFFICE = re.compile(r"(?:amt|dezernat|fachbereich|fachdienst|abteilung|referat|sachgebiet)\s(?:\d+|[IVX]+)\b", re.IGNORECASE)


#: What is praised or allowed in a piece of its own: "mit 30 Tagen Urlaub", "auch für Quereinsteiger".
_PRAISE = re.compile(r"(?:mit(?! (?:schwerpunkt|fachrichtung|vertiefung|fokus|aufgaben|leitung|dem|der))|inkl\.?|plus|ohne|keine|auch|gerne?|jetzt|hier|sicherer?|sicheres|krisensicher\w*|familienfreundlich\w*|quereinsteig\w*|quereinstieg|berufseinsteig\w*|berufsanfäng\w*|willkommen|verlängert|ein job|dein job|ihr job|chance|karriere mit)\b", re.IGNORECASE)


def _is_segment_noise(piece: str, ad: Ad) -> bool:
    bare = piece.strip(" .!*¦")
    if not bare:
        return True
    if GENDER.search(bare):
        return False
    if bare[-1] == "?" or _ADDRESS.search(bare) or _PRAISE.match(bare) or _BODY.fullmatch(bare) or _is_reference(bare, ad):
        return True
    return is_noise(bare, ad) or fold(bare) in REGIONS or _REGION.fullmatch(bare) is not None or _is_place(piece) or _is_site(bare) or _is_place_and_facts(bare)


#: "Ostalbkreis", "Rhein-Sieg-Kreis", "Rhein-Main-Gebiet", "Metropolregion Rhein-Neckar".
_REGION = re.compile(r"(?!arbeits|kunden|personen|themen)[A-ZÄÖÜ][\w-]+(?:kreis|-gebiet)|(?:metropol)?region [A-ZÄÖÜ][\w-]+", re.IGNORECASE)


def _is_place_and_facts(text: str, *, tail: bool = False) -> bool:
    """ "hybrid oder vor Ort in Gießen": a place beside words of other facts."""
    rest = without_facts(text, tail=tail)
    return rest is not None and _is_place(" ".join(rest.split()).strip(" ,;/|()-–"))


def _is_site(text: str) -> bool:
    site = _SITE.match(text)
    return site is not None and find(site["place"]) is not None


def _is_place(text: str) -> bool:
    text = text.strip(" !")
    where = re.sub(
        r"^(?:DE?-(?=\d{5}\s)|(?:jobs? |stelle )(?:in )?|(?:(?:am |an |für )(?:(?:den |unseren |unserem |dem )))?(?:am )?(?:wahlweise|standort(?:en|e)?(?: wahlweise| in)?|dienstort|einsatzort|arbeitsort|büro in):?\s+|(?:(?:in |an |bei )?(?:der |unserer )?(?:außenstelle|niederlassung|zweigstelle|geschäftsstelle)(?: in)?|in(?: der(?= \w+stadt ))?|(?:im )?(?:raum|großraum|landkreis|kreis)|region|lk|lkr\.|für|bei|nähe|nahe|(?:mit )?(?:dienst)?sitz(?: in)?)\s+)|\s+(?:und|oder|bzw\.|&|/)\s(?:von zu ?hause|umgebung|remote|home-?office|mobil|hybrid)$", "", text, flags=re.IGNORECASE
    )
    if len(where) > 70 or not re.match(r"(?:\d{5}\s)?[A-ZÄÖÜ]", where):
        return False
    if _SHORTENED.fullmatch(where) or (re.fullmatch(r"[\w-]+/[A-ZÄÖÜ]\w+", where) and is_large(where.split("/")[0])):
        return True
    if find(where) is not None or find(where.rstrip(".")) is not None:
        # Many a village is called like a subject: "Netze", "Daten". A bare word must be a town that is known.
        return where != text or " " in where or "(" in where or is_large(where, least=4_000)
    parts = [part for part in re.split(r"\s?(?:/|,|\bund\b|\boder\b|\bbzw\.|&|\+)\s?", where) if part]
    return len(parts) > 1 and any(is_large(part, least=4_000) or fold(part) in REGIONS for part in parts) and all(re.match(r"(?:\d{5}\s)?[A-ZÄÖÜ]", part) and (find(part) or fold(part) in REGIONS) for part in parts)


#: "Buchholz i. d. N.", "Neustadt a. Rbge.": no other words are shortened like that.
_SHORTENED = re.compile(r"[A-ZÄÖÜ][\w-]{2,25} (?:i|a|b|v|o)\. ?(?:d\. ?)?[A-ZÄÖÜ]\w{0,8}\.?")
#: "Katasteramt Lüchow", "Rathaus Essen" in a piece of their own tell where the work is.
_SITE = re.compile(r"(?:\w*(?:amt|zentrum|direktion|dienststelle|außenstelle|geschäftsstelle|rathaus|niederlassung|filiale|büro|campus))\s(?:in\s)?(?=[A-ZÄÖÜ])(?P<place>[\w ().-]{3,40})$", re.IGNORECASE)


#: The service that a civil servant belongs to is the name of the post.
_CIVIL = re.compile(r"(?:Beamt|Anwärter|Inspektor)[\w/*:-]*(?:\s\([^()]*\))?$")
_DANGLING = re.compile(r"\s(?:für|in|im|am|an|bei|zu|zum|zur|von|vom|und|oder|der|die|das|den|dem|des|mit|auf|als|/|&)$", re.IGNORECASE)


def _without_tail(title: str, ad: Ad) -> str:
    """Drop what is appended without a separator: "(m/w/d) in 44787 Bochum", "(m/w/d) Teilzeit 25 Std."."""
    forms = list(GENDER.finditer(title))
    if forms and forms[-1].end() == len(title):
        post = title[: forms[-1].start()].rstrip()
        shorter = _without_facts_before(without_employer(post, ad), ad)
        return title if shorter == post else f"{shorter.rstrip(' ,–|/-')} {forms[-1][0]}".strip()
    title = without_employer(title, ad)
    learning = _LEARNING.search(title) is not None
    for position in _word_starts(title, forms[-1].start() if forms else 0):
        head, tail = title[:position].rstrip(), title[position:]
        if len(head) < 4 or GENDER.match(tail) or _DANGLING.search(head[-8:]) or _AND.match(tail) or _CIVIL.match(head):
            continue
        if _ends_with_gender(head) and is_employer(tail, ad):
            return head
        explicit = _AT_PLACE.match(tail) is not None
        named = _ends_with_gender(head)
        if is_noise(tail, ad, tail=True) and not re.match(r"\d{1,3}$", tail) and (len(tail) > 3 or named) and (named or learning or not re.match(r"20\d\d$", tail)):
            return head
        if (named or _TAIL_FACT.match(tail)) and _is_place_and_facts(tail, tail=True):
            return head
        if (explicit or named or head.endswith(")")) and (_is_place(tail) or fold(re.sub(r"^(?:in )?(?:(?:im )?(?:raum|großraum|region)\s)?", "", tail, flags=re.IGNORECASE)) in REGIONS and (named or not explicit)):
            return head
    return title if forms and re.search(r"\s[–—|/-]\s|,", title[forms[-1].end() :]) else _without_town(title)


#: These begin a row of facts even behind other words: "Glasfaser gesucht Neumünster".
_TAIL_FACT = re.compile(r"(?:gesucht|(?:in )?(?:teil|voll)zeit|(?:un)?befristet|ab sofort|eg \d)", re.IGNORECASE)


def _word_starts(title: str, begin: int = 0) -> list[int]:
    return [found.end() for found in _TAIL_WORDS.finditer(title, begin)][-14:]


#: Facts that stand between the post and its gender form begin so: "in Teilzeit (m/w/d)", "EG 10 (m/w/d)"; other words may be the post's.
_FACT_BEFORE = re.compile(r"(?:in|ab|zum|mit|auf|für|bis|(?:un)?befristet|gesucht|teilzeit|vollzeit|eg|e|a|s|entgeltgruppe|besoldungsgruppe|tv\S*|kennziffer|ref\.?|\d{1,3})(?![a-zäöü\d])", re.IGNORECASE)


def _without_facts_before(post: str, ad: Ad) -> str:
    """ "Techniker in Kassel (m/w/d)" -> "Techniker (m/w/d)"."""
    for position in _word_starts(post):
        head, tail = post[:position].rstrip(" ,–|/-"), post[position:]
        if len(head) < 4 or _DANGLING.search(head[-8:]) or _CIVIL.match(head):
            continue
        if (_FACT_BEFORE.match(tail) and len(tail) > 2 and is_noise(tail, ad, tail=True)) or (_AT_PLACE.match(tail) and _is_place(tail)):
            return head
    return _without_town(post)


def _without_town(title: str) -> str:
    """ "Techniker Köln" -> "Techniker"; not "Stadtwerke Essen"."""
    last = re.match(r"(.{6,})\s([A-ZÄÖÜ][\wäöüß-]{2,30})$", title)
    if last and find(last[2]) is not None and is_large(last[2]) and not _INSTITUTION.search(last[1]) and not _DANGLING.search(last[1]):
        return last[1]
    return title


_AT_PLACE = re.compile(r"(?:in|am|nahe|mit sitz in|für (?:den|unseren) standort|an (?:dem|unserem) standort|standort|dienstort)\s", re.IGNORECASE)
#: What is joined to the words before belongs to them: "Service Desk und vor Ort".
_AND = re.compile(r"(?:und|oder|bzw\.?|sowie|&)\s", re.IGNORECASE)
#: Before a town's name these are named after it: "Stadtwerke Essen" is no place appended.
_INSTITUTION = re.compile(r"(?:stadt\w*|rathaus|\w*kreis|region|universität|hochschule|messe|flughafen|hafen|bürgerbüro|\w*amt|klinikum|\w*zentrum|projekt|digital|kommune|smart city|werke?|region|metropole|land|theater|museum|schulen?|sparkasse|bezirk|verband|\w*(?:center|polizei|feuerwehr|gericht|archiv|bibliothek|campus|bahn|haus|direktion|agentur|betriebe?))$", re.IGNORECASE)


def _ends_with_gender(head: str) -> bool:
    forms = list(GENDER.finditer(head))
    return bool(forms) and forms[-1].end() == len(head)


def _calm(title: str) -> str:
    """ "SYSTEMADMINISTRATOR (M/W/D)" -> "Systemadministrator (m/w/d)"; acronyms stay."""
    title = re.sub(r"\((?:[MWDFX]\s?[/|*]\s?){1,2}[MWDFX]\)", lambda m: m[0].lower(), title)
    letters = [c for c in GENDER.sub("", title) if c.isalpha()]
    shouting = len(letters) >= 8 and sum(c.isupper() for c in letters) >= 0.75 * len(letters)
    if not shouting:
        return re.sub(r"(?<![\w*:.])[A-ZÄÖÜ]{8,}(?![\w*:/-])", lambda m: m[0] if m[0] in _ACRONYMS else m[0].capitalize(), title)
    return re.sub(r"[A-ZÄÖÜ][A-ZÄÖÜß0-9]*", _calm_word, title)


def _calm_word(match: re.Match[str]) -> str:
    word, before = match[0], match.string[match.start() - 1 : match.start()]
    if before and before in "*:_" or (before in ("/", "-") and word in ("IN", "INNEN")) or (word in _SMALL and match.start() > 0):
        return word.lower()
    if word in _ACRONYMS or len(word) <= 3 or any(c.isdigit() for c in word):
        return word
    return word.capitalize()


def title_key(title: str) -> str:
    """What two titles of one job share: folded, without gender forms and punctuation."""
    text = fold(GENDER.sub(" ", title))
    text = re.sub(r"(?:\*|:|_|/-?|\(|/)?in(?:nen)?\b\)?(?=\W|$)", lambda m: "" if len(m[0]) > 2 and not m[0][0].isalpha() else m[0], text)
    return " ".join(re.findall(r"[a-z0-9+#]+", text))
