"""Places of work: municipalities, not the head office when another place is named, not a region."""

from __future__ import annotations

import re

from pipeline.model import Place
from pipeline.normalise.ad import Ad
from pipeline.normalise.places import find, known_in
from pipeline.normalise.words import fold

_LABEL = re.compile(
    r"(?:einsatz|arbeits|dienst|beschäftigungs|stand)ort(?:e|en)?s?\b|\bOrt\s?:|ort der tätigkeit|arbeitsplatz (?:ist|liegt|befindet)"
    r"|dienstsitz|dienststelle|geschäftsstelle in|einsatzstelle|\blocation\b|place of work|ausbildungsort",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:sitzt|arbeitest|arbeiten sie|arbeitsort|ist .{0,25}(?:zu Hause|angesiedelt)|tätig|büro|team|suchen|sucht|besetz\w+|stelle"
    r"|eingesetzt|verstärk\w*|praxisabschnitte|praxisphasen|dich erwartet|absolvierst)\b",
    re.IGNORECASE,
)
_NOT_WORK = re.compile(
    r"\bsitz (?:des|der|in|ist)|hauptsitz|firmensitz|hauptverwaltung|gespräch|vorstellung|hochschule|universität|berufsschule"
    r"|\bFH\b|studienort|theorie|bewerbung|messe|kunden|landkreis|\bkreis\b|seminar|präsenztermin|außenstelle|mitglied"
    r"|postanschrift|zuständig für|Dienstreise|reise|veranstaltung|Amtsgericht|betreu",
    re.IGNORECASE,
)


def read_places(ad: Ad) -> list[Place]:
    """The places of work in the order in which the ad names them; an unknown municipality has only its name."""
    structured = _structured(ad)
    titled = _titled(ad)
    labelled = _labelled(ad)
    if structured and not (labelled and _is_head_office(ad, structured, labelled)):
        return structured
    return labelled or structured or titled or _in_prose(ad) or _after_employer(ad)


def _unique(places: list[Place]) -> list[Place]:
    seen: dict[str, Place] = {}
    for place in places:
        seen.setdefault(place.name, place)
    return list(seen.values())


def _structured(ad: Ad) -> list[Place]:
    places = []
    for stated in ad.posting.locations:
        for part in re.split(r"\s*[;|]\s*|\s+(?:oder|und)\s+|\s/\s", stated):
            if (place := _read(part, ad)) is not None:
                places.append(place)
                ad.prove("locations", stated, "locations", "the portal's own field")
    return _unique(places)


def _read(text: str, ad: Ad) -> Place | None:
    """A place as a portal writes it: "34117 Kassel", "Kassel, Hessen, DE", "Musterstr. 5, 34117 Kassel"."""
    text = " ".join(text.split()).strip(" .,-")
    if not text or not re.search(r"[A-Za-zÄÖÜäöü]{2}", text):
        return None
    if ad.posting.employer and fold(text) == fold(ad.posting.employer):
        return None
    if match := re.search(r"\b(\d{5})\s+([A-ZÄÖÜ][^,;|]{1,60})", text):
        return find(match[0]) or Place(name=match[2].strip(), postal_code=match[1])
    for part in (text, *re.split(r",\s*", text)):
        if place := find(part):
            return place
    first = text.split(",")[0].strip()
    if re.fullmatch(
        r"(?:Deutschland|Germany|DE|bundesweit|remote|homeoffice|mehrere.*|verschiedene.*|.*straße.*|.*\d.*|.*kreis.*|.*gebiet.*"
        r"|Baden-Württemberg|Bayern|Hessen|Niedersachsen|Nordrhein-Westfalen|Sachsen.*|Thüringen|Saarland|Schleswig-Holstein"
        r"|Brandenburg|Rheinland-Pfalz|Mecklenburg-Vorpommern)",
        first,
        re.IGNORECASE,
    ):
        return None
    return Place(name=first) if re.fullmatch(r"[A-ZÄÖÜ][\wäöüß .()/-]{1,40}", first) else None


def _is_head_office(ad: Ad, structured: list[Place], labelled: list[Place]) -> bool:
    """The portal gives one place, the ad names another one as the place of work: the portal's is the head office."""
    names = {place.name for place in labelled}
    if len(structured) == 1 and structured[0].name not in names:
        ad.doubt(
            "place_contradicts",
            f"the portal says {structured[0].name}, the ad's place of work is {', '.join(sorted(names))}",
        )
        return True
    return False


def _titled(ad: Ad) -> list[Place]:
    """A place that stands apart in the title: "| Köln |", ", Osnabrück", "in 44787 Bochum"."""
    found = []
    for piece in re.split(r"\s+[-–—|]\s+|\s*\|\s*|\s*//\s*|,\s+|(?<=\))\s+(?:in\s+)?", ad.title):
        piece = re.sub(
            r"^(?:in|Standort|am Standort|Dienstort|Raum)\s+|\s+(?:oder von zu Hause|und Umgebung)$",
            "",
            piece.strip(" .!"),
        )
        places = (
            [find(part) for part in re.split(r"\s?/\s?|\s+(?:oder|und|&)\s+", piece)]
            if re.match(r"(?:\d{5}\s)?[A-ZÄÖÜ]", piece)
            else []
        )
        if places and all(places):
            found += [place for place in places if place]
    if (
        not found
        and (
            match := re.search(
                r"\b(?:in|Standort)\s((?:\d{5}\s)?[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:am|an der|im|in der)\s[A-ZÄÖÜ][\wäöüß]+|\s\(\w+\))?)(?:$|\s\()",
                ad.title,
            )
        )
        and (place := find(match[1]))
    ):
        found.append(place)
    for place in found:
        ad.prove("locations", place.name, "title", "a place that stands apart in the title")
    return _unique(found)


def _labelled(ad: Ad) -> list[Place]:
    """Places after "Einsatzort", "Dienstort", "Standort" ..., in the same or the next line."""
    lines = ad.sentences
    for index, line in enumerate(lines):
        for match in _LABEL.finditer(line):
            after = line[match.end() :]
            before = line[max(0, match.start() - 45) : match.start()]
            if re.search(
                r"\b(?:unsere?n?|mehrere[nr]?|weitere[nr]?|alle[nr]?|verschiedene[nr]?|der|vom|zum|ein(?:en|em)?)\s*$",
                before,
            ) and not re.search(r"\b(?:am|vom)\s*$", before):
                continue
            if not after.strip(" :.") and index + 1 < len(lines) and len(lines[index + 1]) < 120:
                after = lines[index + 1]
            places = _leading(after, limit=140)
            if places:
                ad.prove("locations", line, "description_html", "a place after a label")
                return places
    return []


def _leading(text: str, limit: int) -> list[Place]:
    """The places that a text after a label enumerates, up to the first clause that is about something else."""
    text = re.split(
        r"[.;](?=\s|$)|\((?!Saale|Oder|Westf|Lahn|Spree|Main|Aller|Allgäu|Sitz)|\bsowie tageweise|\btageweise|\bdie Theorie",
        text[:limit],
    )[0]
    if re.match(r"\W{0,3}\s?(?:entscheid|nach (?:Wahl|Absprache)|kannst|flexibel|wird|werden)", text):
        return []
    places = []
    for _, _, place in known_in(text):
        places.append(place)
    return _unique(places) if not _NOT_WORK.search(text[:40]) else []


def _in_prose(ad: Ad) -> list[Place]:
    """ "... sucht für das Team in Rostock", "dein Schreibtisch steht in ..."."""
    for sentence in ad.sentences:
        for match in re.finditer(
            r"\b(?:[Ii]n|am Standort|nach|bei uns in|zu Hause in|Betriebszentrum|Rathaus|Rechenzentrum)\s(?=(?:\d{5}\s)?[A-ZÄÖÜ])",
            sentence,
        ):
            clause = sentence[max(0, match.start() - 70) : match.start()]
            if _NOT_WORK.search(clause[-45:]) or not _WORK.search(sentence):
                continue
            near = known_in(sentence[match.end() : match.end() + 70])
            if near and near[0][0] <= 6:
                places = [near[0][2]]
                for position, _, place in near[1:]:
                    between = sentence[match.end() : match.end() + position]
                    if re.search(r"(?:,| und| oder| sowie|/)\s?(?:in\s)?$", between) and place not in places:
                        places.append(place)
                ad.prove("locations", sentence, "description_html", "a place where the work is done")
                return places
    return []


def _after_employer(ad: Ad) -> list[Place]:
    """ "Der IT-Verbund Exempelland AöR in Oldenburg begleitet ...": where nothing else is named."""
    for sentence in ad.sentences[:6]:
        match = re.search(
            r"\b(?:in|aus|mit Sitz in)\s((?:\d{5}\s)?[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:am|an der|im|in der)\s[A-ZÄÖÜ][\wäöüß]+|\s\(\w+\))?)",
            sentence,
        )
        if match and not _NOT_WORK.search(sentence[: match.start()][-30:]) and (place := find(match[1])):
            ad.prove("locations", sentence, "description_html", "the place of the employer, no other is named")
            return [place]
    return []
