"""The employer's reference: Kennziffer, Referenznummer, Kennwort, Aktenzeichen ..."""

from __future__ import annotations

import re

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.signs import Signs

_KEYS = Signs(
    "kenn", "bewerbungs-", "bewerbungsn", "bewerbungsi", "refere", "ref.", "ref ", "ref:", "ref-", "reg.", "stellen-", "stellenn", "stellenid", "stellen id", "stellenc", "stellenk", "stichwort", "zeichen", "az.", "az:", "az ", "vorgangs", "ausschreibung", "angebots",
    "job-", "jobid", "job id", "jobn", "job n", "jobc", "req-", "req ", "requisition", "chiffre", "betreff", "nummer", "nr.", "gz", "kz.", "code", "subject", "objet", "position id", "posting", "vacancy", "interamt", "ziffer", "anzeigen-", "inserat", "vakanz", "vermerk", "hinweis", "zusatz", "angabe",
)
_NUMBER = r"(?:-?\s?(?:nummer|nr\.?|id|kennziffer|kennzahl|kennung|code|zeichen|kennwort))"
#: What an application is to name; in the order of their worth: references, numbers of portals, numbers, subjects of mails.
LABELS = {
    "reference": rf"(?<!kfz-)\b(?:kenn-?\s?(?:ziffer|zahl|zeichen)(?:\(n\))?|kenn-?\s?(?:nr|nummer)\.?|kennz\.|kz\.|referenz{_NUMBER}|referenz|ref\.?(?:{_NUMBER}|\s?no\.)?(?=[.:\s-])|(?:job )?reference(?: number| no\.?)?|kenn-?wort(?:e?s)?|stichwort(?:s|es)?|kennung|aktenzeichens?|az(?:\.|(?=[:\s]))"
    rf"|vorgangs{_NUMBER}|ausschreibungs{_NUMBER}|stellenausschreibung nr\.?|ausschreibung nr\.?|reg\.?-?nr\.?|chiffre|geschäftszeichen|gz|zeichen|bewerbungs{_NUMBER}|stellen-?kennziffer)",
    "portal": rf"\b(?:(?:plan)?stellen{_NUMBER}|(?:job|req(?:uisition)?|posting|vacancy|positions?|verfahrens|anzeigen|inserats|vakanz|auftrags|projekt){_NUMBER}|(?:interamt[ -])?angebots{_NUMBER}|interamt[ -]?(?:stellen|angebots)?{_NUMBER}|interamt(?=\s\d{{6,8}}\b)|(?<!-)code(?=:))",
    "number": r"(?<![a-z])nummer(?=\s?\??:)|(?<![a-zäöüß] )(?<!\w)nr\.(?=\s?(?:(?:20)?2\d/\d{1,4}|\d{1,4}/(?:20)?2\d)\b)|\b(?:die|der|unter|mit der|angabe der|angabe von|unserer?) (?:laufenden? |lfd\. |stellen)?(?:nummer|nr\.|ziffer(?= \d))",
    "note": r"\b(?:mit de[mr]|unter(?: de[mr])?|den|als|und de[mr]) (?:vermerk|hinweis|zusatz|angabe)(?=\s?:?\s?[„“\"‚»«'])",
    "subject": r"\b(?:betreff(?:zeile)?|subject|objet)",
}
_LABEL = re.compile(
    "(?=[abcdgijkmnoprsuvz])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()) + r")(?![a-zäöüß]|-[a-zäöüß]{3})"
    r"(?P<tail>\s?(?:für (?:die |ihre |deine )?bewerbung(?:en)?|(?:dieser|für diese) (?:stelle|ausschreibung)|der (?:stelle|ausschreibung|stellenausschreibung)|lautet|ist|(?:bitte )?(?:stets |immer |unbedingt )?angeben|bitte|der e-?mail|im betreff|in der betreffzeile|an|in den betreff|\?|:|–|-|=|#|\bnr\.?|„|“|\"|‚|»|'|\(|\[|\)(?= ?:))){0,7}\s?"
)
#: One word with capitals or figures; a dash between blanks goes on only with figures ("12 - 2026").
_VALUE = re.compile(r"(?:[A-ZÄÖÜ0-9]|(?=[\w./-]{0,20}\d)[a-zäöü])[\wÄÖÜäöüß]*(?:[./_+#–-]{1,2}[\wÄÖÜäöüß]+)*(?:(?:\s?/\s?|[–-]|\s[–-]\s(?=\d))[\wÄÖÜ]+(?:[./_-][\wÄÖÜ]+)*)*")
_MORE = re.compile(r"\s(?:[A-ZÄÖÜ]{0,4}-?\d[\w]*(?:[./_-][\wÄÖÜ]+)*|[A-ZÄÖÜ]{1,3}(?=\s\d))")
#: Behind figures only what cannot be another fact: "03 120-14/2026".
_MORE_FIGURES = re.compile(r"\s\d{1,4}(?:[/_-](?:\d{1,4}|(?-i:[A-Z]{1,3}))){1,3}\b(?!\s?(?:h\b|std|stund|woch|%|euro|€))", re.IGNORECASE)
_QUOTED = re.compile(r"[„“\"‚»«']\s?([^“”\"«»„\n]{2,50}?)\s?[“”\"‘«»']")
#: "... schreiben Sie „Netze“ als Kennwort in den Betreff".
_AS = re.compile(r"[“”\"«»‘']\s(?:als|zum)\s$")
_APPLICATION = re.compile(r"(?:Ihre |Meine )?Bewerbung(?: (?:um|auf|für|als|zu))?\s")
#: "... unter Angabe der Referenz DS-ITS 2026": what is to be named needs no colon.
_TO_NAME = re.compile(r"\b(?:unter )?(?:angabe|nennung) (?:der|des|von|unserer|unseres) $")
_WORDS_FOR = re.compile(r"kenn-?wort|stichwort|kennung|betreff|kenn-?ziffer|referenz|kennz|code|nummer")
_WORD = re.compile(r"kenn-?wort|stichwort")
_NO_VALUE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|Bewerbung\w*|Stelle\w*|Angabe|Ihre\w*|Deine\w*|Bitte|Die|Der|Das|Wir|Sie|Sicherheit|Nennen|Geben|Im|In|Auf|An|Per|Mit|Und|Oder|Zur?m?|Für|Von|Vom|E-Mail|PDF|Online|DSGVO|Stand|Anschreiben|Vergabe\w*|Nummer|Nr|Kennziffer|Kennwort|Betreff\w*"
)
_OF_A_LAW = re.compile(r"erlass|urteil|beschluss|richtlinie|verordnung|rundschreiben|gesetz|bescheid")
_LETTERS_BEFORE = re.compile("[A-Za-z]{2,8}[-_ ]?")
_APPLYING = re.compile(r"bewerb|bewirb|angeb|angabe|nenn|geben|betreff|stelle|ausgeschrieben|ausschreibung")


def read_identifier(ad: Ad) -> str | None:
    """The employer's reference as written, without its label; a portal's internal number is none."""
    if ad.posting.identifier:
        value = " ".join(ad.posting.identifier.split())
        if not _is_internal(value, ad.posting.external_id) and len(value) <= 80 and any(c.isalnum() for c in value):
            ad.prove("identifier", value, "identifier", "the portal's own field")
            return value
    found: dict[str, tuple[str, Line]] = {}
    for line in ad.about(_KEYS):
        for match in _LABEL.finditer(line.low):
            label = str(match.lastgroup if match.lastgroup != "tail" else next(name for name in LABELS if match[name]))
            if label not in found and (named := _value(ad, line, match, label)) is not None:
                found[label] = (named, line)
        if "reference" in found:
            break
    for label in LABELS:
        if label in found:
            named, line = found[label]
            ad.prove("identifier", line.text, line.origin, f"named as {label}")
            return named
    return None


def _is_internal(value: str, external_id: str | None) -> bool:
    """The portal's own number, bare or with letters before it: "44405462", "JOB-44405462"."""
    if value in ("-", ".", "0") or not external_id or not value.endswith(external_id):
        return value in ("-", ".", "0")
    before = value[: -len(external_id)]
    return not before or _LETTERS_BEFORE.fullmatch(before) is not None


def _quoted(line: Line, match: re.Match[str], label: str) -> str | None:
    """What stands in quotation marks behind the label, or before it: "„Netze“ als Kennwort"."""
    end = match.end(label)
    quoted = _QUOTED.match(line.text[max(end, match.end() - 1) : match.end() + 70].lstrip(" :–-")) or (_QUOTED.search(line.text[end : end + 60]) if _WORDS_FOR.search(match[label]) else None)
    if quoted is None and label == "reference" and _AS.search(line.low, max(0, match.start() - 8), match.start()):
        quoted = max(_QUOTED.finditer(line.text, max(0, match.start() - 60), match.start()), key=lambda found: found.start(), default=None)
    if quoted is None or _NO_VALUE.fullmatch(quoted[1]) or (label == "note" and not re.search(r"\d", quoted[1])):
        return None
    return quoted[1].strip()


def _value(ad: Ad, line: Line, match: re.Match[str], label: str) -> str | None:
    """What the label names, None where it is no reference."""
    words, end = match[label], match.end(label)
    tail, rest = line.low[end : match.end()], line.text[match.end() : match.end() + 70]
    following = ad.line(line.number + 1)
    if not rest and following and len(line.text) < 45 and len(following.text) < 40 and label != "subject":
        rest = following.text  # the label is a block of its own
    if (quoted := _quoted(line, match, label)) or label == "note":
        return quoted
    if label == "subject":
        rest = _APPLICATION.sub("", rest)
    found = _VALUE.match(rest)
    if found is None or (label == "number" and words != "nummer" and not _APPLYING.search(line.low)):
        return None
    if label == "subject":
        return found[0] if re.search(r"\d", found[0]) and re.search(r"[A-Za-z][./_-]|[./_-][A-Za-z]", found[0]) else None
    value = found[0]
    position = found.end()
    while more := (_MORE_FIGURES if re.search(r"\d", value) else _MORE).match(rest, position):
        value += more[0]
        position = more.end()
    value = value.rstrip(".,-/–")
    if (_NO_VALUE.fullmatch(value) and not (words.startswith("a") and value[:1].isdigit() and tail.strip())) or value == "24/7" or (len(value) < 2 and not value.isdigit()):
        return None
    if not re.search(r"\d", value):
        return _of_words(line, words, tail, value, rest) if label == "reference" else None
    if re.match(r"\s?(?:stellen|plätze|%|uhr|euro|€|seiten|mb\b)", rest[position:].lower()) or _is_another_number(line, match, label, value):
        return None
    if _TO_NAME.search(line.low, max(0, match.start() - 30), match.start()):
        return value
    bare = words in ("az", "gz", "zeichen", "ref", "referenz", "reference")
    return None if bare and not re.search(r"[:.]", tail) and not re.search(r"\d.*[./_-]|[./_-].*\d", found[0]) else value


def _is_another_number(line: Line, match: re.Match[str], label: str, value: str) -> bool:
    """ "die Nummer 1 für alle, die gestalten", the reference of a law."""
    if label == "number":
        return not re.search(r"\d{2}|\d[./_-]|[A-Z]\d", value)
    return match[label].startswith("az") and _OF_A_LAW.search(line.low, max(0, match.start() - 80), match.start()) is not None


def _of_words(line: Line, words: str, tail: str, value: str, rest: str) -> str | None:
    """A reference without figures: "Kennwort: Netze Nord", "Kennziffer: III/IT"."""
    if words.startswith(("ref", "az", "gz", "zeichen")) and re.search(r"[A-ZÄÖÜ]{2,}[/_-]", value) is None:
        return None
    if ":" in tail:
        whole = re.match(r"[^.,;()\n]{2,40}(?=\.?$|\)|[;,] )", rest)
        return whole[0].strip() if whole and len(whole[0].split()) <= 4 and whole[0].strip()[-1:].isalnum() and not re.search(r"\b(?:an|per|im|bitte|bis|und)\b", whole[0]) else value
    if re.search(r"[A-ZÄÖÜ]{2,}[/_-]", value):
        return value
    applying = _APPLYING.search(line.low) is not None or len(line.text) < 60
    return value if applying and _WORD.match(words) and not re.match(r"\s?:", rest[len(value) :]) else None
