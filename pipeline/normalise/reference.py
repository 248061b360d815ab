"""The employer's reference: Kennziffer, Referenznummer, Kennwort, Aktenzeichen ..."""

from __future__ import annotations

import re

from pipeline.normalise.ad import Ad, Line

_KEYS = ("kenn", "refere", "ref.", "ref ", "ref:", "ref-", "stellen-", "stellennummer", "stellennr", "stellenid", "stichwort", "aktenzeichen", "az.", "az:", "az ", "vorgangs", "ausschreibung", "job-id", "jobid", "job id", "chiffre", "zeichen", "betreff", "nummer", "nr.", "positionsnummer", "gz", "reference")
_LABEL = re.compile(
    r"(?P<label>\b(?:kenn-?\s?(?:ziffer|zahl|zeichen)|kenn-?\s?(?:nr|nummer)\.?|kennz\.|referenz(?:-?\s?(?:nummer|nr\.?|code|-?id|kennung))?|referenz|ref\.?-?\s?(?:nr\.?|nummer|code|id)?(?=[.:\s-])|reference(?: number| no\.?)?|stellen-?\s?(?:id|nummer|nr\.?|kennziffer|kennung|code)|kenn-?wort(?:e?s)?|stichwort(?:s|es)?|kennung|aktenzeichens?|az\.?|vorgangs-?\s?(?:nummer|nr\.?|zeichen)"
    r"|ausschreibungs-?\s?(?:nummer|nr\.?|id|kennziffer|code|kennung)|stellenausschreibung nr\.?|ausschreibung nr\.?|job-?\s?(?:id|nummer|nr\.?|code)|chiffre|geschäftszeichen|gz|zeichen|positions-?\s?(?:nummer|nr\.?|id)|bewerbungs-?\s?(?:nummer|nr\.?|code|kennwort|kennziffer)|betreff(?:zeile)?|(?<![a-z])nummer(?=\s?\??:)|(?:die|der|unter|mit der|angabe der|angabe von|unserer?) (?:stellen)?(?:nummer|nr\.)))"
    r"(?P<tail>\s?(?:für (?:die |ihre |deine )?bewerbung(?:en)?|dieser (?:stelle|ausschreibung)|der (?:stelle|ausschreibung|stellenausschreibung)|lautet|ist|bitte|im betreff|in der betreffzeile|an|in den betreff|\?|:|–|-|=|\bnr\.?|„|“|\"|‚|»|'|\(|\[)){0,5}\s?"
)
_VALUE = re.compile(r"[A-ZÄÖÜ0-9][\wÄÖÜäöüß]*(?:[./_+–-]{1,2}[\wÄÖÜäöüß]+)*(?:\s?[/–-]\s?[\wÄÖÜ]+(?:[./_-][\wÄÖÜ]+)*)*")
_MORE = re.compile(r"\s(?:[A-ZÄÖÜ]{0,4}-?\d[\w]*(?:[./_-][\wÄÖÜ]+)*|[A-ZÄÖÜ]{1,3}(?=\s\d)|[/–-]\s?\d[\w./-]*)")
_QUOTED = re.compile(r"[„“\"‚»«']\s?([^“”\"«»„\n]{2,50}?)\s?[“”\"‘«»']")
_WORDS_FOR = re.compile(r"kenn-?wort|stichwort|kennung|betreff|kenn-?ziffer|referenz|kennz|code|nummer")
_NO_VALUE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|Bewerbung\w*|Stelle\w*|Angabe|Ihre\w*|Deine\w*|Bitte|Die|Der|Das|Wir|Sie|Sicherheit|Nennen|Geben|Im|In|Auf|An|Per|Mit|Und|Oder|Zur?m?|Für|Von|Vom|E-Mail|PDF|Online|DSGVO|Stand|Anschreiben|Vergabe\w*|Nummer|Nr|Kennziffer|Kennwort|Betreff\w*"
)


def read_identifier(ad: Ad) -> str | None:
    """The employer's reference as written, without its label; a portal's internal number is none."""
    if ad.posting.identifier:
        value = " ".join(ad.posting.identifier.split())
        if not _is_internal(value, ad.posting.external_id) and len(value) <= 80 and any(c.isalnum() for c in value):
            ad.prove("identifier", value, "identifier", "the portal's own field")
            return value
    weak: tuple[str, Line] | None = None
    for line in ad.about(_KEYS):
        for match in _LABEL.finditer(line.low):
            found, strong = _value(line, match)
            if found is None:
                continue
            if strong:
                ad.prove("identifier", line.text, line.origin, "a label of references")
                return found
            weak = weak or (found, line)
    if weak is not None:
        ad.prove("identifier", weak[1].text, weak[1].origin, "a number to be named in the application")
        return weak[0]
    return None


def _is_internal(value: str, external_id: str | None) -> bool:
    """The portal's own number, bare or with letters before it: "44405462", "JOB-44405462"."""
    return value in ("-", ".", "0") or bool(external_id and re.fullmatch(rf"(?:[A-Za-z]{{2,8}}[-_ ]?)?{re.escape(external_id)}", value))


def _value(line: Line, match: re.Match[str]) -> tuple[str | None, bool]:
    label, tail = match["label"], line.low[match.end("label") : match.end()]
    subject = label.startswith("betreff")
    number = re.match(r"(?:die|der|unter|mit|angabe|unserer?) ", label) is not None
    rest = line.text[match.end() : match.end() + 70]
    quoted = _QUOTED.match(line.text[max(match.end("label"), match.end() - 1) : match.end() + 70].lstrip(" :–-")) or (_QUOTED.search(line.text[match.end("label") : match.end("label") + 60]) if _WORDS_FOR.search(label) else None)
    if quoted and not _NO_VALUE.fullmatch(quoted[1]):
        return quoted[1].strip(), not subject or len(quoted[1]) < 40
    if subject or (number and not re.search(r"bewerb|angeb|angabe|nenn|geben|unter|betreff|stelle", line.low)):
        return None, False
    found = _VALUE.match(rest)
    if found is None or (label in ("az", "gz", "zeichen", "ref") and not re.search(r"[:.]", tail + rest[:0]) and not re.search(r"\d", found[0])):
        return None, False
    value = found[0]
    position = found.end()
    while more := _MORE.match(rest, position):
        value += more[0]
        position = more.end()
    value = value.rstrip(".,-/–")
    if _NO_VALUE.fullmatch(value) or len(value) < 2 and not value.isdigit():
        return None, False
    if re.search(r"\d", value):
        if re.match(r"\s?(?:stellen|plätze|%|uhr|euro|€|seiten|mb\b)", rest[position:].lower()):
            return None, False
        return value, not number
    word = re.match(r"kenn-?wort|stichwort", label) is not None
    labelled = ":" in tail and not label.startswith(("ref", "az", "gz", "zeichen"))
    separated = re.search(r"[A-ZÄÖÜ]{2,}[/_-]", value) is not None
    if not (word or labelled or separated):
        return None, False
    if word and ":" in tail:
        whole = re.match(r"[^.,;()\n]{2,40}$", rest)
        value = whole[0].strip() if whole and len(whole[0].split()) <= 4 and whole[0].strip()[-1:].isalnum() and not re.search(r"\b(?:an|per|im|bitte|bis|und)\b", whole[0]) else value
    return value, True
