"""The title as the employer means it: noise of portals and of the ad's facts goes, the gender form stays."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalise.ad import LONGEST_TITLE, Ad, lower
from pipeline.normalise.noise import is_benefit, is_employer, is_noise, without_employer
from pipeline.normalise.places import is_named
from pipeline.normalise.title_form import GENDER, LEARNING, calm, tidied
from pipeline.normalise.title_lead import names_no_post, without_lead_in
from pipeline.normalise.title_place import DANGLING, is_place, is_place_and_facts, is_region, is_site, without_town

#: "¦" stands for emoji within a title.
_SEPARATOR = re.compile(
    r"(?=[\s¦.|/•·*,;:@_–—-])(?:\s*¦\s*|(?<=\))\.\s+|\s+\\\s+|(?<=[!?])\s+(?=\S)|\s+(?:[*~»›«‹<>]+|/)\s+(?=\S)|\s+\*+(?=\S)|(?<=\S)\*+\s+(?=\S)"
    r"|\s+(?!\+\s?Z\b)[-–—|•·+]+\s*(?=\S)|\s*[-–—|•·]+\s+(?!(?:und|oder|bzw\.?)\s)(?=\S)|\s*\|+\s*|\s*//\s*|\s*[•·]\s*|[,;]\s+|(?<=\))\s*[:/@_-]\s*(?=[A-ZÄÖÜ\d])|\s@\s|(?<!\d)_(?=[A-ZÄÖÜ\d](?!nnen)))"
)
_TAIL_WORDS = re.compile(r"\s+")
#: Brackets, with those of a town's name in them; "365 (E5)" is a licence.
_GROUP = re.compile(r"[\s(\[{](?<!365.)(?<!365\s.)(?:(?<=\s)\s*[(\[{]|(?<=[(\[{]))((?:[^()\[\]{}]|\([^()]{1,25}\)){1,120})[)\]}]")
_EDGES = " \t–—|,;:•·!><*~=_"
#: "in Siegen, Olpe und Kreuztal", "für Borken und Coesfeld".
_SEVERAL = re.compile(
    r"\s(?:(?:für|an|in)\s(?:(?:unsere[nm]?|den|die)\s)?(?:standorte?n?:?\s)?|standorte:?\s)([A-ZÄÖÜ][\w.() -]*(?:,| und | oder |/| & )[^:;|–!?]{3,60})$", re.IGNORECASE
)
#: A reference without its label: "[2026-0042]", "(17/2026)", "(4711)", "IT-2026-07"; not "(24/7)", "ISO-27001".
_NUMBER = re.compile(r"20\d\d\s?[-/._]\s?\d{1,6}|\d{1,4}\s?[-/.]\s?(?:20)?2\d|\d{4,9}|[A-ZÄÖÜ]{1,6}[-_/. ](?:20)?2\d[-_/.]\d{1,4}")
#: A piece that speaks to the reader is no part of a title: "Wir freuen uns auf dich".
_ADDRESS = re.compile(
    r"\b(?:wir|uns|dich|dir|du|sie sich|bewirb|bewerben sie|werde|werden sie|unseres teams|(?<!initiativ )bewerben|join us|we are)\b"
    r"|^bewerbung(?:en|srunden?|szeitraum|sphase)?\b|^(?:\d|zwei|drei) bewerbungsrunden|^(?:komm(?:t|en)?|gestalte\w*|starte\w*|wechs(?:le|el\w*)|entdecke\w*|bringe?|mach\w*|sei|finde\w*|zeige?) (?:[a-zäöü]|sie)|^wechsle? |^(?:dein|deine|ihre?|eure?)\b|\b(?:mit)?gestalten$",
    re.IGNORECASE,
)
#: A public body in a piece of its own; a numbered office before the post. Behind the post it tells where the work is.
_BODY = re.compile(
    r"(?:(?:große )?(?:kreis|landeshaupt|hanse)?stadt|(?:samt|verbands|orts)?gemeinde|(?:land)?kreis|stadtwerke|landratsamt|(?:stadt|kreis|landkreis|amts|bezirks|(?:verbands|samt|orts)?gemeinde)?verwaltung|zweckverband)\s[A-ZÄÖÜ][\w-]+(?:\s[\w.()-]+){0,3}|(?:der|die) (?:(?:ober)?bürgermeister|landr[aä]t|magistrat|kreisausschuss|gemeindevorstand)(?:in)?",
    re.IGNORECASE,
)
#: "bei der Stadt Goslar" behind the gender form.
_AT_BODY = re.compile(rf"(?:bei(?: der| dem)?|beim)\s(?:{_BODY.pattern})$", re.IGNORECASE)
_OFFICE = re.compile(r"(?:amt|dezernat|fachbereich|fachdienst|abteilung|referat|sachgebiet)\s(?:\d+|[IVX]+)\b", re.IGNORECASE)
#: What is praised or allowed in a piece of its own: "mit 30 Tagen Urlaub", "auch für Quereinsteiger".
_PRAISE = re.compile(
    r"(?:mit (?=\d|bis|viel|zulage|homeoffice|mobil|zukunft|sinn|perspektive|option|dienst|gleit|flexib|attraktiv|sicher|vorteil|benefit|gut)"
    r"|inkl\.?|plus|ohne|keine|auch|gerne?|jetzt|hier|sicherer?|sicheres|krisensicher\w*|familienfreundlich\w*|quereinsteig\w*|quereinstieg|berufseinsteig\w*|berufsanfäng\w*|willkommen|verlängert|ein job|dein job|ihr job|chance|karriere mit)\b",
    re.IGNORECASE,
)
#: The service that a civil servant belongs to is the name of the post.
_CIVIL = re.compile(r"(?:beamt|anwärter|inspektor)[\w/*:-]*(?:\s\([^()]*\))?$", re.IGNORECASE)
#: These begin a row of facts even behind other words: "Glasfaser gesucht Neumünster".
_TAIL_FACT = re.compile(r"(?:gesucht|(?:in )?(?:teil|voll)zeit|(?:un)?befristet|ab sofort|eg \d)", re.IGNORECASE)
#: Facts that stand between the post and its gender form begin so: "in Teilzeit (m/w/d)", "EG 10 (m/w/d)"; other words may be the post's.
_FACT_BEFORE = re.compile(r"(?:in|ab|zum|mit|auf|für|bis|(?:un)?befristet|gesucht|verstärkung gesucht|teilzeit|vollzeit|eg|e|a|s|entgeltgruppe|besoldungsgruppe|tv\S*|kennziffer|ref\.?|\d{1,3})(?![a-zäöü\d])", re.IGNORECASE)
#: A part of the employer's own area belongs to the post.
_SALES_AREA = re.compile(r"region (?:nord|süd|ost|west|mitte)(?:ost|west)?", re.IGNORECASE)
_AT_PLACE = re.compile(r"(?:in|am|nahe|mit sitz in|für (?:den|unseren) standort|an (?:dem|unserem) standort|standort|dienstort)\s", re.IGNORECASE)
#: "Microsoft 365 (E3/E5)": these are licences.
_LICENSED, _LICENCE = re.compile(r"(?:365|office)$", re.IGNORECASE), re.compile(r"\(?[EF][1-5]\b")
#: What is joined to the words before belongs to them: "Service Desk und vor Ort".
_AND = re.compile(r"(?:und|oder|bzw\.?|sowie|&)\s", re.IGNORECASE)


_BEFORE_COLON = re.compile(r"([^:()\[\]|]{3,50}):\s+(?=\S.{3})")
_WITH_US = re.compile(r"\s(?:(?:bei|für|mit) uns|zur (?:verstärkung|unterstützung)(?: (?:unseres|des) \w+)?)!?$|(?<=\))\?$", re.IGNORECASE)
_EMPTY = re.compile(r"\s?[(\[][\s¦,/;-]*[)\]]")
_BLANK_BEFORE = re.compile(r"\s+([,;])")
_DASHES = re.compile(r"(?<=[\s)])[-+]+$|^[-+]+\s")


class _Known(NamedTuple):
    """What earlier rounds found out: which pieces and brackets are noise, and the titles at whose end nothing is left to drop."""

    pieces: dict[str, bool]
    groups: dict[str, bool]
    ended: set[str]


def clean_title(ad: Ad) -> str:
    """The job title without lead-in, place, grade, reference, hours, deadline, term, start, employer, emoji.

    It is cleaned until nothing changes any more, so that a cleaned title stays as it is.
    """
    ad.prove("title", ad.posting.title, "title", "the title, cleaned")
    title = ad.title
    known = _Known({}, {}, set())
    for _ in range(LONGEST_TITLE):
        cleaner = _once(title, ad, known)
        if cleaner == title:
            break
        title = cleaner
    return title or " ".join(ad.posting.title.split())[:LONGEST_TITLE] or "?"


def _once(raw: str, ad: Ad, known: _Known) -> str:
    """One round."""
    exclaimed = raw.rstrip(" *+~<¦").endswith("!")
    title = without_lead_in(tidied(raw))
    office = _BEFORE_COLON.match(title) if ":" in title else None
    if office and (names_no_post(office[1], title[office.end() :]) or _ADDRESS.search(office[1]) or _PRAISE.match(office[1]) or is_employer(office[1], ad) or is_noise(office[1], ad) or is_place(office[1])):
        title = title[office.end() :]
    title = _GROUP.sub(lambda found: "" if _is_group_noise(found[1], ad, known.groups) else found[0], title)
    listed = _SEVERAL.search(title)
    if listed and is_place(listed[1]):
        title = title[: listed.start()]
    title = _without_segments(title, ad, known.pieces, exclaimed=exclaimed)
    if title not in known.ended and (shorter := _without_tail(title, ad)) == title:
        known.ended.add(title)
    elif title not in known.ended:
        title = shorter
    if title[-1:] in "?!" or title[-4:].lower() == " uns" or " zur " in title.lower():
        title = _WITH_US.sub("", title)
    title = " ".join(_EMPTY.sub("", title).split())
    title = _BLANK_BEFORE.sub(r"\1", title) if " ," in title or " ;" in title else title
    title = title.strip(_EDGES).removesuffix(" /") if not title.endswith("-)") else title
    title = _DASHES.sub("", title).strip()
    return calm(" ".join(title.replace("¦", " ").split())) or raw


def _is_reference(piece: str, ad: Ad) -> bool:
    """A number by its form, or one that the ad calls its reference elsewhere."""
    if not 3 <= len(piece) <= 30 or not any(c.isdigit() for c in piece):
        return False
    if _NUMBER.fullmatch(piece) or piece == ad.posting.identifier:
        return True
    low = lower(piece)
    return any(re.search(r"(?:kenn\w*|referenz\w*|ref\.|nummer|nr\.|-id|zeichen)\W{0,4}$", line.before(line.low.index(low), 30)) for line in ad.holding(low))


def _is_village(name: str, ad: Ad) -> bool:
    """A municipality too small to be known by its name alone, that the ad names as a place elsewhere."""
    if not is_named(name):
        return False
    return name in ad.posting.locations or re.search(rf"(?:\b(?:in|nach|Standort|Stadt|Gemeinde)|\d{{5}})\s{re.escape(name)}\b", ad.text) is not None


def _is_group_noise(inner: str, ad: Ad, known: dict[str, bool]) -> bool:
    if inner not in known:
        known[inner] = not GENDER.search(f"({inner})") and _is_noise_in_brackets(inner, ad)
    return known[inner]


def _is_noise_in_brackets(inner: str, ad: Ad) -> bool:
    parts = [inner, *([part.strip() for part in re.split(r"[,;|]\s", inner)])]
    noise = [is_noise(part, ad) or is_place(part) or _PRAISE.match(part) is not None or _is_reference(part, ad) or is_place_and_facts(part) or _is_village(part, ad) for part in parts]
    return noise[0] or all(noise[1:]) or _ADDRESS.search(inner) is not None or _BODY.fullmatch(inner) is not None or (is_region(inner) and not _SALES_AREA.fullmatch(inner))


def _without_segments(title: str, ad: Ad, known: dict[str, bool], *, exclaimed: bool) -> str:
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
    for piece in pieces:
        if piece not in known:
            known[piece] = _is_segment_noise(piece, ad)
    kept = [not known[piece] for piece in pieces]
    if _OFFICE.match(pieces[0]) and GENDER.search(title, len(pieces[0])) and not GENDER.search(pieces[0]):
        kept[0] = False
    if exclaimed and GENDER.search(title) and not GENDER.search(pieces[-1]):
        kept[-1] = False
    if not any(kept):
        return title
    pieces = [_without_facts_behind(piece, ad) if index < len(pieces) - 1 else piece for index, piece in enumerate(pieces)]
    text = ""
    for index, piece in enumerate(pieces):
        if kept[index]:
            gender_alone = index and not kept[index - 1] and GENDER.fullmatch(piece.strip())
            text += (" " if gender_alone or (text and marks[index - 1].strip() == "¦") else marks[index - 1] if text else "") + piece
    return text


def _without_facts_behind(piece: str, ad: Ad) -> str:
    """ "First-Level-Support (w/m/d) 50 %" before another piece -> "First-Level-Support (w/m/d)"."""
    forms = list(GENDER.finditer(piece))
    rest = piece[forms[-1].end() :].strip() if forms else ""
    return piece[: forms[-1].end()] if rest and is_noise(rest, ad, tail=True) else piece


def _is_open(title: str, position: int) -> bool:
    """Whether a bracket or a quotation goes on over ``position``."""
    return any(title.count(opening, 0, position) > title.count(closing, 0, position) for opening, closing in ("()", "[]", "„“", "»«") if opening in title) or (title.count('"', 0, position) % 2 == 1 and '"' in title[position:])


def _is_segment_noise(piece: str, ad: Ad) -> bool:
    bare = piece.strip(" .!*¦")
    if not bare:
        return True
    if GENDER.search(bare):
        return False
    if bare[-1] == "?" or _ADDRESS.search(bare) or _PRAISE.match(bare) or _BODY.fullmatch(bare) or _is_reference(bare, ad):
        return True
    return is_noise(bare, ad) or is_region(bare) or is_place(piece) or is_site(bare) or is_place_and_facts(bare) or _is_village(bare, ad)


def _without_tail(title: str, ad: Ad) -> str:
    """Drop what is appended without a separator: "(m/w/d) in 44787 Bochum", "(m/w/d) Teilzeit 25 Std."."""
    forms = list(GENDER.finditer(title))
    if forms and forms[-1].end() == len(title):
        post = title[: forms[-1].start()].rstrip()
        shorter = _without_facts_before(without_employer(post, ad), ad)
        return title if shorter == post else f"{shorter.rstrip(' ,–|/-')} {forms[-1][0]}".strip()
    title = without_employer(title, ad)
    for position in _word_starts(title, forms[-1].start() if forms else 0):
        head, tail = title[:position].rstrip(), title[position:]
        if len(head) < 4 or _is_open(title, position) or GENDER.match(tail) or DANGLING.search(head[-8:]) or _AND.match(tail) or ("dienst" in tail.lower() and _CIVIL.search(head)) or (_LICENSED.search(head) and _LICENCE.match(tail)):
            continue
        explicit, named = _AT_PLACE.match(tail) is not None, _ends_with_gender(head)
        if forms and _AT_BODY.match(tail):
            return head
        if named and (is_employer(tail, ad) or _PRAISE.match(tail) or _ADDRESS.match(tail) or is_benefit(tail) or (tail[:4].lower() == "mit " and is_noise(tail, ad))):
            return head
        if is_noise(tail, ad, tail=True) and not re.match(r"\d{1,3}$", tail) and (len(tail) > 3 or named) and (named or not re.match(r"20\d\d(?:/\d{2,4})?$", tail) or LEARNING.search(title)):
            return head
        if (named or _TAIL_FACT.match(tail)) and is_place_and_facts(tail, tail=True):
            return head
        if (explicit or named or head.endswith(")")) and (is_place(tail) or (named and _is_village(tail, ad)) or (is_region(tail) and (named or not explicit) and not _SALES_AREA.fullmatch(tail))):
            return head
    return title if forms and re.search(r"\s[–—|/-]\s|,", title[forms[-1].end() :]) else without_town(title)


def _word_starts(title: str, begin: int = 0) -> list[int]:
    return [found.end() for found in _TAIL_WORDS.finditer(title, begin)][-14:]


def _without_facts_before(post: str, ad: Ad) -> str:
    """ "Techniker in Kassel (m/w/d)" -> "Techniker (m/w/d)"."""
    for position in _word_starts(post):
        head, tail = post[:position].rstrip(" ,–|/-"), post[position:]
        if len(head) < 4 or DANGLING.search(head[-8:]) or ("dienst" in tail.lower() and _CIVIL.search(head)):
            continue
        if (_FACT_BEFORE.match(tail) and len(tail) > 2 and is_noise(tail, ad, tail=True)) or (_AT_PLACE.match(tail) and is_place(tail)):
            return head
    return without_town(post)


def _ends_with_gender(head: str) -> bool:
    forms = list(GENDER.finditer(head))
    return bool(forms) and forms[-1].end() == len(head)
