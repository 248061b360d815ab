"""Persons' names, phone numbers and mail addresses are dropped before anything is stored or shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_GONE = "[…]"
_LOCAL = re.compile(r"[\w.+-]{1,64}$")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:(?:\.|\s?[(\[]\s?(?:dot|punkt)\s?[)\]]\s?)[\w-]{1,63}){1,4}", re.IGNORECASE)
_AT = re.compile(r"@|\s?[(\[]\s?(?:at|ät)\s?[)\]]\s?", re.IGNORECASE)
#: "0000 123-45", "(0431) 12 34 56", "+49 431 123456", "0431/1234-0"; not "01.08.2026", not "017/26".
_PHONE = re.compile(
    r"(?:\(?\+\s?49\)?|\b0049|(?<![\w.,/-])\(?0\d{2,5}\)?)(?:\s?\(0\))?(?:\s?[/–-]\s?|\s|\()*\d{1,8}(?:\s?[/–-]\s?\d{1,8}|\s\d{1,8}){0,6}(?![\w.]\d|\s?(?:Euro|€|EUR|%))"
)
_AFTER_LABEL = re.compile(
    r"((?:\bTel(?:efon)?(?:nummer|-?Nr)?\.?|\bFon\b|\bMobil(?:nummer|telefon)|\bHandy|\bRufnummer|\bFax|\bDurchwahl|☎|📞)\s?:?\s?)([+(]?\d[\d\s()/–-]{2,22}\d)", re.IGNORECASE
)
_NAME = r"[A-ZÄÖÜ][a-zäöüßéèáàóçğışć']{1,20}(?:-[A-ZÄÖÜ][a-zäöüßéèáàóçğışć']{1,20})?"
_DEGREE = r"(?:(?:Dr|Prof|Dipl|Ing|Inform|Verww|M|B)\.\s?-?(?:(?:Ing|Inf|Kff|Kfm|Volksw|A|Sc)\.\s?)?(?:\(FH\)\s)?){0,4}"
_MIDDLE = r"(?:\s(?:von der|von dem|von|van|de|zu|al|el|[A-Z]\.))?"
_FORM = re.compile(rf"\b(?:Frau|Fr\.|Herrn?|Hr\.|Mr\.|Ms\.|Mrs\.)\s{{1,2}}{_DEGREE}({_NAME})((?:{_MIDDLE}\s{_NAME}){{0,2}})")
_PAIR = re.compile(rf"\b{_DEGREE}({_NAME})({_MIDDLE}\s{_NAME})")
#: A pair of words is a person where contact words stand before it or a phone number or address follows.
_CONTACT = re.compile(
    r"(?:ansprech\w*|ansprechperson\w*|ansprechpartner\w*|kontakt\w*|auskünfte?|rückfragen|fragen|frag|melde\w* (?:dich|sie sich)|wenden|bei|an|von|durch|ruf\w*|telefonisch"
    r"|betreuung|leiter\w*|leitung|chef\w*|vorstand|referent\w*|personal\w*|erreich\w*|dir|ihnen|herzlichst|ihr|ihre|dein|deine|gern|oder|und|mit|hilft|beantwortet|von)\W{0,4}(?:\([^()]{0,40}\)\W{0,3})?(?:gern\w*\s|unser\w*\s|ist\s|sind\s)?$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\s?(?:,|\(|:|–|-|unter|Tel|erreich|per|ist|\[…\]|\s){1,4}(?:[^.\n]{0,30})\[…\]")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@cache
def given_names() -> frozenset[str]:
    """Common given names in Germany, one a line (from general knowledge, no register)."""
    return frozenset((Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8").split())


def without_persons(text: str) -> str:
    """``text`` in which names with a form of address, a given name or a phone beside them, phones and mails are "[…]"."""
    masked, mails = _without_mails(text)
    if "0" in masked or "Tel" in masked or "+" in masked:
        masked = _PHONE.sub(_GONE, _AFTER_LABEL.sub(rf"\1{_GONE}", masked))
    surnames: set[str] = set()
    if "Frau" in masked or "Herr" in masked or "Fr." in masked or "Hr." in masked or "Mr" in masked:
        surnames.update(part for found in _FORM.finditer(masked) for part in (found[2].split() or [found[1]])[-1:])
        masked = _FORM.sub(_GONE, masked)
    masked = _PAIR.sub(lambda found: _person(found, masked, mails, surnames), masked)
    for name in surnames:
        if len(name) > 2 and name in masked:
            masked = re.sub(rf"(?<=\s){re.escape(name)}\b", _GONE, masked)
    return masked


def _without_mails(text: str) -> tuple[str, list[str]]:
    """The text without mail addresses, and their local parts in lower case."""
    parts, mails, done = [], [], 0
    for at in _AT.finditer(text) if "@" in text or "at" in text and ("(" in text or "[" in text) else ():
        local = _LOCAL.search(text[max(done, at.start() - 64) : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if local is None or domain is None:
            continue
        parts += [text[done : at.start() - len(local[0])], _GONE]
        mails.append(local[0].lower())
        done = domain.end()
    return "".join([*parts, text[done:]]), mails


def _person(found: re.Match[str], text: str, mails: list[str], surnames: set[str]) -> str:
    given, family = found[1], found[2].split()[-1]
    before, after = text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 60]
    folded = (given.lower().translate(_LETTERS), family.lower().translate(_LETTERS))
    mailed = any(folded[1] in mail and (folded[0] in mail or mail.startswith(folded[0][0])) for mail in mails)
    known = given.split("-")[0] in given_names()
    beside = _FOLLOWS.match(after) is not None
    if mailed or known or (beside and _CONTACT.search(before)):
        surnames.add(family)
        return _GONE
    return found[0]
