"""Places that are appended to titles: towns, lists of them, sites, regions, towns beside other facts."""

from __future__ import annotations

import re

from pipeline.normalise.location import REGIONS
from pipeline.normalise.noise import without_facts
from pipeline.normalise.places import find, is_large, is_named
from pipeline.normalise.words import fold

#: "Ostalbkreis", "Rhein-Sieg-Kreis", "Rhein-Main-Gebiet", "Metropolregion Rhein-Neckar".
_REGION = re.compile(r"(?!arbeits|kunden|personen|themen)[A-ZÄÖÜ][\w-]+(?:kreis|-gebiet)|(?:metropol)?region [A-ZÄÖÜ][\w-]+|im (?:land)?kreis [A-ZÄÖÜ][\w-]+(?: [\w()-]+){0,2}", re.IGNORECASE)
#: "Buchholz i. d. N.", "Neustadt a. Rbge.": no other words are shortened like that.
_SHORTENED = re.compile(r"[A-ZÄÖÜ][\w-]{2,25} (?:i|a|b|v|o)\. ?(?:d\. ?)?[A-ZÄÖÜ]\w{0,8}\.?")
#: "Köln-Süd" is a part of the town, as are those that the gazetteer knows; "Brandenburg-Cloud" is none.
_QUARTER = re.compile(r"(?:nord|süd|ost|west)\w*|mitte|zentrum|stadt|\w+(?:stadt|dorf|heim|hausen|burg|berg|feld|bach|hof)", re.IGNORECASE)
#: "Katasteramt Lüchow", "Rathaus Essen" in a piece of their own tell where the work is.
_SITE = re.compile(
    r"(?:\w*(?:amt|zentrum|direktion|dienststelle|außenstelle|geschäftsstelle|rathaus|niederlassung|filiale|büro|campus))\s(?:in\s)?(?=[A-ZÄÖÜ])(?P<place>[\w ().-]{3,40})$",
    re.IGNORECASE,
)
#: Words before a place: "am Standort", "Dienstort:", "in der Außenstelle", "im Raum", "DE-34117".
_BRINGS = re.compile(
    r"^(?:DE?-(?=\d{5}\s)|(?:jobs? |stelle )(?:in )?|(?:(?:am|an|für) (?:den|unseren|unserem|dem) )?(?:am )?(?:wahlweise|standort(?:en|e)?(?: wahlweise| in)?|dienstort|einsatzort|arbeitsort|büro in):?\s+"
    r"|(?:(?:in |an |bei )?(?:der |unserer )?(?:außenstellen?|niederlassung(?:en)?|zweigstellen?|geschäftsstellen?|dienststellen?|regionalstellen?|stützpunkte?|betriebsstätten?)(?: in)?|in(?: der(?= \w+stadt ))?|(?:im )?(?:raum|großraum|landkreis|kreis)|region|lk|lkr\.|für|bei|nähe|nahe"
    r"|(?:mit )?(?:dienst)?sitz(?: in)?)\s+)",
    re.IGNORECASE,
)
#: Words behind it: "oder remote", "& Umgebung".
_BESIDE = re.compile(r"\s+(?:und|oder|bzw\.|&|/)\s(?:von zu ?hause|umgebung|remote|home-?office|mobil|hybrid)$", re.IGNORECASE)
_NAME = re.compile(r"(?:\d{5}\s)?[A-ZÄÖÜ]")
_JOINS = re.compile(r"\s?(?:/|,|\bund\b|\boder\b|\bbzw\.|&|\+)\s?")
DANGLING = re.compile(r"\s(?:für|in|im|am|an|bei|zu|zum|zur|von|vom|und|oder|der|die|das|den|dem|des|mit|auf|als|/|&)$", re.IGNORECASE)
#: Before a town's name these are named after it: "Stadtwerke Essen" is no place appended.
_INSTITUTION = re.compile(
    r"(?:stadt\w*|rathaus|\w*kreis|region|universität|hochschule|messe|flughafen|hafen|bürgerbüro|\w*amt|klinikum|\w*zentrum|projekt|digital|kommune|smart city|werke?|region|metropole|land|theater|museum|schulen?"
    r"|sparkasse|bezirk|verband|\w*(?:center|polizei|feuerwehr|gericht|archiv|bibliothek|campus|bahn|haus|direktion|agentur|betriebe?))$",
    re.IGNORECASE,
)


def is_place_and_facts(text: str, *, tail: bool = False) -> bool:
    """ "hybrid oder vor Ort in Gießen": a place beside words of other facts."""
    rest = without_facts(text, tail=tail)
    return rest is not None and is_place(" ".join(rest.split()).strip(" ,;/|()-–"))


def is_region(text: str) -> bool:
    """ "im Raum Ostwestfalen", "Rhein-Sieg-Kreis"."""
    return _REGION.fullmatch(text) is not None or fold(re.sub(r"^(?:in )?(?:(?:im )?(?:raum|großraum|region)\s)?", "", text, flags=re.IGNORECASE)) in REGIONS


def is_site(text: str) -> bool:
    site = _SITE.match(text)
    return site is not None and find(site["place"]) is not None


#: "Rödental bei Coburg".
_NEAR = re.compile(r"(?<=\w{3})\s(?:bei|nahe)\s[A-ZÄÖÜ][\wäöüß-]+$")


def is_place(text: str) -> bool:
    """A municipality, known or shortened, or a list of them; with the words that bring it and home beside it."""
    text = text.strip(" !")
    where = _BESIDE.sub("", _BRINGS.sub("", text))
    where = _NEAR.sub("", where)
    if len(where) > 70 or not _NAME.match(where):
        return False
    if _SHORTENED.fullmatch(where) or (re.fullmatch(r"[\w-]+/[A-ZÄÖÜ]\w+", where) and is_large(where.split("/")[0])):
        return True
    # Many a village is called like a subject: "Netze", "Daten". A bare word must be a town that is known.
    bare = where == text or text[:4].lower() == "für "
    place = find(where) or find(where.rstrip("."))
    if place is not None:
        compound = re.fullmatch(r"([^\s/-]+)-([^\s/-]+)", where) if place.name != where else None
        if compound and find(compound[2]) is None and not is_named(compound[2]) and not _QUARTER.fullmatch(compound[2]):
            return False
        if compound and is_large(compound[1], least=50_000):
            return True
        return not bare or " " in where or "(" in where or is_large(where, least=4_000)
    if is_named(where, 4_000 if bare else 0):
        return True
    towns = [part for part in _JOINS.split(where) if part]
    return len(towns) > 1 and any(is_large(town, least=4_000) or is_named(town, 4_000) or fold(town) in REGIONS for town in towns) and all(_NAME.match(town) and (find(town) or is_named(town) or fold(town) in REGIONS) for town in towns)


_BEFORE_TOWN = re.compile(r"\s(?:im\s)?(?:Raum|Großraum|(?:Einsatz|Arbeits|Dienst|Stand)ort:?|\d{5})$")


def without_town(title: str) -> str:
    """ "Techniker Köln" -> "Techniker"; not "Stadtwerke Essen"."""
    last = re.match(r"(.{6,})\s([A-ZÄÖÜ][\wäöüß-]{2,30})$", title)
    if last and is_place(last[2]) and is_large(last[2]) and not _INSTITUTION.search(last[1]) and not DANGLING.search(last[1]):
        return _BEFORE_TOWN.sub("", last[1])
    return title
