"""Finds who is named in saved answers: contact persons' names, so that a fixture can do without them.

Five signs: fields for persons (JSON, XML), elements for contacts (HTML), the words before a name ("Frau", "wenden Sie sich
an"), common given names, mail addresses made of a name. A person must read what comes of it all the same: no rule finds every name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsel import Selector

from pipeline.normalise.persons import given_names

#: Names of fields and elements that hold persons.
_FIELD = (r"(?:ext)?(?:ansprech\w*|contacts?|contact_?(?:person|info|data|point|name|details)\w*|applicationcontact|kontakt\w*|responsible_?(?:user|person)\w*|recruiter\w*"
          r"|creator|author|hiring_?(?:manager|team)\w*|managers?|sachbearbeit\w*|betreuer\w*|managingeditor|webmaster)")
FIELD = re.compile(rf'"{_FIELD}"\s*:\s*', re.IGNORECASE)
#: Single values of a person, wherever they stand.
NAMED = re.compile(r'("(?:first_?name|last_?name|vorname|nachname)"\s*:\s*")((?:[^"\\]|\\.)+)(")', re.IGNORECASE)
ELEMENT = re.compile(rf"(<((?:\w+:)?{_FIELD})\b[^>]*>)(.*?)(</\2>)", re.IGNORECASE | re.DOTALL)
MAIL = re.compile(r"[\w.+-]+(?:@|&#(?:64|x40);|%40|\\u0040|\s?[(\[{](?:at|ät|@)[)\]}]\s?)[\w-]+(?:(?:\.|\s?[(\[{](?:dot|punkt)[)\]}]\s?)[\w-]+)*(?:\.|\s?[(\[{](?:dot|punkt)[)\]}]\s?)[A-Za-z]{2,}\b", re.IGNORECASE)

_SPACE = r"(?:\s|&nbsp;|&#160;|\\u00a0|\\n)+"
_UPPER, _LOWER = r"[A-ZÄÖÜÉŠŽÇ]", r"[a-zäöüßéèêáàâíóôúñçšžćčğışøåæ]"
_WORD = rf"{_UPPER}(?:{_LOWER}+|['’]{_UPPER}{_LOWER}+)(?:-{_UPPER}{_LOWER}+)*"
_TITLE = r"(?:(?:Prof|Dr|Dipl|Ing|med|rer|phil|nat|B\.A|M\.A)[\w.-]*\.?" + _SPACE + ")*"
_PARTICLE = rf"(?:(?:von|van|de|del|der|den|zu|zum|zur|vom|al|el|bin){_SPACE})*"
_FULL = rf"(?:{_WORD}|{_UPPER}\.){_SPACE}(?:(?:{_WORD}|{_UPPER}\.){_SPACE}){{0,2}}{_PARTICLE}{_WORD}"
_TAGS = r"(?:\s|&nbsp;|<[^<>]{1,80}>|:|,)*"
#: "Frau Muster", "Herrn Dr. von Muster": cue, name.
CALLED = re.compile(rf"\b((?:Frau|Fr\.|Herrn?|Hr\.|Mr\.?|Mrs\.?|Ms\.?){_SPACE}{_TITLE})((?:(?:{_WORD}|{_UPPER}\.){_SPACE}){{0,2}}{_PARTICLE}{_WORD})")
_CUE = re.compile(
    rf"(?:(?:Ansprech(?:partner|person)\w*|Kontakt(?:person)?|Contact|Recruiter(?:in)?|Rückfragen|Auskünfte?|Auskunft|Fragen)[^<>.!?]{{0,60}}?|wenden{_SPACE}Sie{_SPACE}sich[^<>.!?]{{0,30}}? an"
    rf"|stehen?{_SPACE}(?:Ihnen|dir|euch)(?:{_SPACE}{_LOWER}+)*|(?:erteilt|beantwortet|gibt)(?:{_SPACE}(?:Ihnen|dir|{_LOWER}+))*){_TAGS}(?:(?:an|Frau|Herrn?|bei){_TAGS})?{_TITLE}({_FULL})\b")
_PAIR = re.compile(rf"\b({_WORD}){_SPACE}{_PARTICLE}{_WORD}")
_ALONE = re.compile(rf"{_TITLE}({_FULL})")
_ABOUT = re.compile(r"ansprech|kontakt|contact|recruiter|author", re.IGNORECASE)
#: Capitalised words that are no names.
_NO_NAME = re.compile(r"^(?:Ihre?|Ihren|Unser\w*|Die|Der|Das|Eine?|Team|Amt|Personal\w*|Abteilung|Bereich|Fach\w*|Telefon|Tel|Fax|Mail|E|Mobil|Kontakt\w*|Ansprech\w*|Stadt\w*|Landes\w*|Rechenzentrum|Bewerb\w*"
                      r"|Jetzt|Online|Bitte|Und|Oder|Für|Mit|Zum|Zur|Bei|Nach|Fragen|Weitere|Human|Resources|Jobs?|Karriere|Stellen\w*|Impressum|Datenschutz\w*|Leit\w*|Frau|Herrn?|N)$")
_NAME_OF_MAIL = re.compile(r"^([a-z]{2,})(?:\.[a-z])?[._-]([a-z-]{3,})$")
_OFFICE = frozenset({"info", "jobs", "karriere", "personal", "bewerbung", "bewerbungen", "kontakt", "post", "service", "mail", "no", "noreply", "hr", "stellen", "ausbildung", "poststelle"})


def names_in(text: str) -> set[str]:
    """The names that ``text``, one saved answer, gives away; each as it stands there, with single blanks."""
    found = {match[1] for match in _CUE.finditer(text)}
    found |= {match[0] for match in _PAIR.finditer(text) if match[1].split("-")[0] in given_names()}
    for match in CALLED.finditer(text):
        words = _words(trimmed(match[2]))
        found.add(" ".join(words))
        if len(words) > 1:
            found.add(words[-1])
    for opened in FIELD.finditer(text):
        value = text[opened.end() : end_of(text, opened.end())]
        found |= {name for name in strings(value) if _ALONE.fullmatch(name)}
        first, last = (re.search(rf'"{word}"\s*:\s*"((?:[^"\\]|\\.)+)"', value, re.IGNORECASE) for word in ("(?:first_?name|vorname)", "(?:last_?name|nachname)"))
        if first and last:
            found.add(f"{first[1]} {last[1]}")
    for element in ELEMENT.finditer(text):
        found |= {value.strip() for value in re.split(r"<[^<>]*>|\]\]>|<!\[CDATA\[", element[3]) if _ALONE.fullmatch(value.strip())}
    if "<" in text[:2000]:
        found |= _in_contacts(text)
    found |= set(_of_mails(text))
    return {name for name in (" ".join(_words(trimmed(name))) for name in found) if name and not any(_NO_NAME.match(word) for word in name.split())}


def trimmed(name: str) -> str:
    """``name`` without the words at its end that are none ("Anna Muster Tel")."""
    while (last := re.search(rf"(?:^|{_SPACE})([^\s&;]+)$", name)) and _NO_NAME.match(last[1]):
        name = name[: last.start()]
    return name


def _words(name: str) -> list[str]:
    return [word for word in re.split(_SPACE, name) if word]


def _in_contacts(text: str) -> set[str]:
    """Lone names in elements for contacts, and after a heading that announces them."""
    document = Selector(text=text.replace("\x00", ""), type="html")
    near = document.xpath("//*[contains(translate(concat(@class,' ',@id,' ',@itemprop),'ACHKNOPRST','achknoprst'),'kontakt') or contains(translate(concat(@class,' ',@id,' ',@itemprop),'ACHKNOPRST','achknoprst'),'contact')"
                          " or contains(translate(concat(@class,' ',@id,' ',@itemprop),'ACHKNOPRST','achknoprst'),'ansprech') or contains(translate(concat(@class,' ',@id),'RECRUIT','recruit'),'recruiter')]//text()").getall()
    lines = [line.strip() for line in document.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall() if line.strip()]
    for number, line in enumerate(lines):
        if len(line) < 60 and _ABOUT.search(line):
            near += lines[number : number + 4]
    return {match[1] for line in near if (match := _ALONE.fullmatch(line.strip().strip(",:")))}


def _of_mails(text: str) -> Iterator[str]:
    """Names that stand in the text and make a mail address of it."""
    locals_ = {re.split(r"@|&#|%40|\\u0040|\s?[(\[{]", mail, maxsplit=1)[0].lower() for mail in MAIL.findall(text)}
    for local in locals_:
        parts = _NAME_OF_MAIL.match(local)
        if parts and parts[1] not in _OFFICE and parts[2] not in _OFFICE:
            pattern = _SPACE.join("-?".join(map(_spelt, re.split("-", part))) for part in parts.groups())
            yield from (match[0] for match in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE))


def _spelt(part: str) -> str:
    return re.escape(part).replace("ae", "(?:ae|ä)").replace("oe", "(?:oe|ö)").replace("ue", "(?:ue|ü)").replace("ss", "(?:ss|ß)")


def end_of(text: str, start: int) -> int:
    """Where the JSON value that begins at ``start`` ends; ``start`` where none begins there."""
    depth, position, quoted = 0, start, False
    while position < len(text):
        sign = text[position]
        if quoted:
            position += sign == "\\"
            quoted = sign != '"'
        elif sign == '"':
            quoted = True
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
        elif depth == 0 and sign in ",\n" or depth < 0:
            return position
        position += 1
        if depth == 0 and not quoted and sign in '}]"':
            return position
    return start


def strings(json_text: str) -> Iterable[str]:
    """All strings in a piece of JSON, keys too."""
    return re.findall(r'"((?:[^"\\]|\\.)*)"', json_text)
