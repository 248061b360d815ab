"""Persons' names, phone numbers and mail addresses are dropped before anything is stored or shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_GONE = "[…]"
#: What stands before the @, read backwards.
_LOCAL = re.compile(r"\n?\s?([\w.+-]{1,64})")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:(?:\.|\s?[(\[]\s?(?:dot|punkt)\s?[)\]]\s?)[\w-]{1,63}){1,4}", re.IGNORECASE)
_AT = re.compile(r"[@(\[](?:(?<=@)|(?<=[(\[])\s?(?:at|AT|At|ät)\s?[)\]])")
#: "0000 123-45", "(030) 23 12 56", "+49 30 23125123", "030/23125-0"; not "01.08.2026", not "017/26".
_PHONE = re.compile(
    r"(?:\((?:\+\s?49|0\d{2,5})\)|\+\s?49|0(?:(?<=\b0)049|(?<![\w.,/-]0)\d{2,5}))(?:\s?\(0\))?(?:\s?[/–-]\s?|\s|\()*\d{1,8}(?:\s?[/–-]\s?\d{1,8}|\s\d{1,8}){0,6}(?![\w.]\d|\s?(?:Euro|€|EUR|%))"
)
_AFTER_LABEL = re.compile(r"([TtFfMHRD☎📞](?<!\w.)(?:(?<=[Tt])[Ee][Ll](?:efon)?(?:nummer|-?Nr)?\.?|(?<=[Ff])on|(?<=M)obil(?:nummer|telefon)|(?<=H)andy|(?<=R)ufnummer|(?<=F)ax|(?<=D)urchwahl|(?<=[☎📞]))\s?:?\s?)([+(–-]?\d[\d\s()/.–-]{1,22}\d)")
_REST = r"[a-zäöüßéèáàóçğışć']{1,20}(?:-[A-ZÄÖÜ][a-zäöüßéèáàóçğışć']{1,20})?"
_NAME = rf"[A-ZÄÖÜ]{_REST}"
#: A name behind no other letter; written so that a search skips to its capital.
_FREE = rf"[A-ZÄÖÜ](?<![\w-].){_REST}"
_DEGREE = r"(?:(?:Dr|Prof|Dipl|Ing|Inform|Verww|M|B)\.\s?-?(?:(?:Ing|Inf|Kff|Kfm|Volksw|A|Sc)\.\s?)?(?:\(FH\)\s)?){0,4}(?:h\.\s?c\.\s)?"
_MIDDLE = r"(?:\s(?:von der|von dem|von|van|de|zu|al|el|[A-Z]\.))?"
_FORM = re.compile(rf"(?:F(?<!\w.)r(?:au|\.)|H(?<!\w.)(?:errn?|r\.)|M(?<!\w.)(?:r|s|rs)\.?)\s{{1,2}}{_DEGREE}({_NAME})((?:{_MIDDLE}\s{_NAME}){{0,2}})")
#: "Bürgermeister Muster" at the beginning or behind words that bring a person; behind other ones stands an office or a town.
_HOLDER = re.compile(
    rf"(?:(?<![\w\s])|^|(?<=[.:,;(–-]\s)|(?<=so\s)|(?<=sagt\s)|(?<=grüßt\s)|(?<=grüßen\s)|(?<=mit\s)|(?<=von\s)|(?<=durch\s)|(?<=bei\s)|(?<=an\s)|(?<=und\s)|(?<=unser\s)|(?<=unsere\s)|(?<=unserem\s)|(?<=unserer\s))"
    rf"(?:(?:Ober|Samtgemeinde)?[Bb]ürgermeister(?:in)?|Landrat|Landrätin)\s{_DEGREE}(?!(?:Tel|Fax|Post|Und|Haus)|\w*(?:amt|stadt|ung|büro|referat|dorf|rat|team|dienst|stelle|wesen)\b)({_NAME})((?:{_MIDDLE}\s{_NAME})?)(?![\w-])"
)
#: "Prof. Dr. Muster" without a form of address; not "Dr. Muster-Straße".
_DOCTOR = re.compile(rf"\b(?:Prof\.\s)?Dr\.\s{_DEGREE}(?:{_NAME}{_MIDDLE}\s)?({_NAME})(?![\w-]|\s(?:Straße|Str\.|Platz|Allee|Weg))")
#: "A. Muster", "Muster, Erika", "ERIKA MUSTER", "Klaus": a person only where contact words, a phone or a mail stand beside it.
_BESIDE = r"(?=\s?[(,:|–-]{0,2}\s?(?:Tel\w*\.?:?|unter|per|Durchwahl:?)?\s?\[…\])"
_INITIAL = re.compile(rf"[A-ZÄÖÜ](?<![\w.].)\.\s?(?:[A-ZÄÖÜ]\.\s?)?({_NAME})(?![\w-]){_BESIDE}")
_REVERSED = re.compile(rf"({_FREE}),\s({_NAME})(?![\w-]){_BESIDE}")
_SHOUTED = re.compile(rf"([A-ZÄÖÜ](?<![\w-].)[A-ZÄÖÜ]{{2,14}})\s([A-ZÄÖÜ-]{{3,25}})(?![\w-]){_BESIDE}")
#: Two to four capitalised words in a row; which of them are a name is decided word by word.
_WORDS = re.compile(rf"{_FREE}(?:{_MIDDLE}\s{_NAME}){{1,3}}(?![\w-])")
_PART = re.compile(rf"{_FREE}(?![\w-])")
_ALONE = re.compile(rf"{_PART.pattern}{_BESIDE}")
#: A pair of words is a person where contact words stand before it or a phone number or address follows.
_CONTACT = re.compile(
    r"(?:ansprech\w*|ansprechperson\w*|ansprechpartner\w*|kontakt\w*|auskünfte?|rückfragen|fragen|frag|melde\w* (?:dich|sie sich)|wenden|bei|an|von|durch|ruf\w*|telefonisch"
    r"|betreuung|leiter\w*|leitung|chef\w*|vorstand|referent\w*|personal\w*|erreich\w*|dir|ihnen|herzlichst|ihr|ihre|dein|deine|gern|oder|und|mit|hilft|beantwortet|von)\W{0,4}(?:\([^()]{0,40}\)\W{0,3})?(?:gern\w*\s|unser\w*\s|ist\s|sind\s)?$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\s?(?:,|\(|:|–|-|unter|Tel|erreich|per|ist|\[…\]|\s){1,4}(?:[^.\n]{0,30})\[…\]")


@cache
def given_names() -> frozenset[str]:
    """Common given names in Germany, one a line (from general knowledge, no register)."""
    return frozenset((Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8").split())


def without_persons(text: str) -> str:
    """``text`` in which names with a form of address, a given name or a phone beside them, phones and mails are "[…]"."""
    masked, mails = _without_mails(text)
    surnames: set[str] = set()
    owners = _owners(mails, text.lower()) if mails else set()
    given = given_names().intersection(_words(masked))
    lines = []
    numbered, formal = _lines_with(_DIGIT, masked), _lines_with(_FORM_SIGN, masked)
    for number, line in enumerate(masked.split("\n")):
        if number in numbered:
            line = _without_phones(line)
        if number in formal:
            line = _without_forms(line, surnames)
        if _GONE in line or _has_given_name(line, given) or (owners and _names_owner(line, owners)):
            line = _WORDS.sub(lambda found: _person(found, owners, surnames), line)
        if _GONE in line:
            for pattern in (_INITIAL, _REVERSED, _SHOUTED, _ALONE):
                line = pattern.sub(_beside_contact, line)
        lines.append(line)
    masked = "\n".join(lines)
    for name in surnames:
        masked = _without_word(masked, name) if len(name) > 2 else masked
    return masked


def _lines_with(pattern: re.Pattern[str], text: str) -> set[int]:
    """The numbers of the lines in which ``pattern`` matches."""
    found: set[int] = set()
    number = begin = 0
    while match := pattern.search(text, begin):
        number += text.count("\n", begin, match.start())
        found.add(number)
        begin = text.find("\n", match.end())
        if begin < 0:
            break
    return found


def _words(text: str) -> list[str]:
    return text.replace("(", " ").replace("-", " ").split()


def _has_given_name(line: str, given: frozenset[str]) -> bool:
    """Whether one of the given names of the text stands in this line, as a word."""
    return any(name in line for name in given) and not given.isdisjoint(_words(line))


def _without_forms(line: str, surnames: set[str]) -> str:
    def gone(found: re.Match[str]) -> str:
        family = found[2] if found.re.groups > 1 else ""
        surnames.add((family.split() or [found[1]])[-1])
        return _GONE

    line = _FORM.sub(gone, line)
    if any(holder in line for holder in _HOLDERS):
        line = _HOLDER.sub(gone, line)
    return _DOCTOR.sub(gone, line) if "Dr." in line else line


def _beside_contact(found: re.Match[str]) -> str:
    """A name in another order or form, gone where a phone or mail follows and it cannot be another word."""
    given = {found[found.lastindex or 0], found[1].capitalize() if found.lastindex else found[0]}
    initial = found[0][1:2] == "." and _CONTACT.search(found.string[max(0, found.start() - 60) : found.start()])
    return _GONE if initial or not given_names().isdisjoint(given) else found[0]


def _owners(mails: list[str], low: str) -> set[str]:
    """The words of mail addresses that the text (in lower case) has as well: names of whom they belong to."""
    return {name for mail in mails for part in re.split(r"[._+-]", mail) if len(part) > 2 for name in _spellings(part) if name in low}


def _names_owner(line: str, owners: set[str]) -> bool:
    low = line.lower()
    return any(owner in low for owner in owners)


def _spellings(part: str) -> set[str]:
    """ "mueller" of an address is "müller" in the text."""
    return {part, part.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"), part.replace("ss", "ß")}


_HOLDERS = ("ürgermeister", "Landrat", "Landrät")
_FORM_SIGN = re.compile(r"Fr(?:au|\.)|H(?:err|r\.)|M[rs]|Dr\.|ürgermeister|Landr[aä]t")


def _without_word(text: str, word: str) -> str:
    """``text`` without ``word`` where it stands alone behind a blank."""
    position = text.find(f" {word}")
    while position >= 0:
        end = position + 1 + len(word)
        if not (text[end : end + 1].isalnum() or text[end : end + 1] == "-"):
            text = f"{text[: position + 1]}{_GONE}{text[end:]}"
            end = position + 1 + len(_GONE)
        position = text.find(f" {word}", end)
    return text


_NUMBERED = re.compile(r"0\d{2}|00|\+\s?49|\(0\d")
_DIGIT = re.compile("[0-9]")
_LABEL_SIGN = re.compile("T(?:el|EL)|tel|F(?:on|ax)|fon|Mobil|Handy|Rufnummer|Durchwahl|☎|📞")


def _without_phones(line: str) -> str:
    if _LABEL_SIGN.search(line):
        line = _AFTER_LABEL.sub(rf"\1{_GONE}", line)
    return _PHONE.sub(_phone, line) if _NUMBERED.search(line) else line


def _phone(found: re.Match[str]) -> str:
    """A number with a dialling code; "017/26" and what a label of references stands before is none."""
    before = found.string[max(0, found.start() - 20) : found.start()]
    if sum(map(str.isdecimal, found[0])) < 6 or _FILE_NUMBER.fullmatch(found[0]) or (_OF_REFERENCE.search(before) and not _OF_PHONE.search(found.string[: found.start()])):
        return found[0]
    return _GONE


_FILE_NUMBER = re.compile(r"0\d{2,4}\s?/\s?\d{2}")
_OF_REFERENCE = re.compile(r"(?:kenn\w*|referenz\w*|\bref\.?|nummer|nr\.?|\bid|zeichen|\baz\.?)\W{0,3}$", re.IGNORECASE)
_OF_PHONE = re.compile(r"(?:ruf|telefon|handy|mobil)\w*\W*$", re.IGNORECASE)


def _without_mails(text: str) -> tuple[str, list[str]]:
    """The text without mail addresses, and their local parts in lower case."""
    parts, mails, done = [], [], 0
    for at in _AT.finditer(text):
        local = _LOCAL.match(text[max(done, at.start() - 66) : at.start()][::-1])
        domain = _DOMAIN.match(text, at.end() + (text[at.end() : at.end() + 1] == " "))
        if local is None or domain is None:
            continue
        parts += [text[done : at.start() - local.end()], _GONE]
        mails.append(local[1][::-1].lower())
        done = domain.end()
    return "".join([*parts, text[done:]]), mails


def _person(found: re.Match[str], owners: set[str], surnames: set[str]) -> str:
    """The words with "[…]" for the two that are a person's name, as they are where none are."""
    words = list(_PART.finditer(found[0]))
    for given, family, following in zip(words, words[1:], [*(word[0] for word in words[2:]), ""], strict=False):
        begin, end = found.start() + given.start(), found.start() + family.end()
        if following in _NO_FAMILY:
            break
        if given[0].split("-")[0] in given_names() or family[0].lower() in owners:
            if family[0] in _NO_FAMILY:
                continue
        elif not (_FOLLOWS.match(found.string, end) and _CONTACT.search(found.string[max(0, begin - 60) : begin])):
            continue
        surnames.add(family[0])
        return found[0][: given.start()] + _GONE + found[0][family.end() :]
    return found[0]


#: Words that follow a given name in names of streets, awards and institutions.
_NO_FAMILY = frozenset("Straße Str Platz Allee Schule Gymnasium Institut Stiftung Haus Preis Universität Ring Weg Gesellschaft Verlag Code Tests Studium Programm".split())
