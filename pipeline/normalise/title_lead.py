"""What stands before the post in a title: "Wir suchen eine*n", "Stellenausschreibung Nr. 7:", "Lust auf Neues?"."""

from __future__ import annotations

import re

from pipeline.normalise.title_form import GENDER

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
    rf"|{_SORT}(?:stellen|wiederholungs|neu)(?:ausschreibung|angebot|anzeige|bezeichnung|titel)(?: (?:als|(?:nr\.? ?)?\d+(?:[/-]\d+)?|extern|intern|für{_ARTICLE}|zu[mr](?:/(?:zu)?[mr])?))?(?:{_STOP}|\s(?=[A-ZÄÖÜ„\"»]))"
    rf"|{_SORT}ausschreibung(?: einer stelle| der stelle)?(?: als)?(?:(?: nr\.?)? ?\d+[/-]\d+(?:\s?[:–—|-]\s*|\s)|\s?[:–—|]\s*|\s-\s)"
    rf"|(?:20\d\d[-/.]\d{{1,5}}|\d{{1,5}}[-/.]20\d\d)(?:\s?[:|]\s?|\s[–-]\s|\s)(?=[A-ZÄÖÜ])|stelle nr\.? ?\d+\s?[:–—|-]\s*|(?:kenn(?:ziffer|zahl|nummer|\.)|kz\.?|ref(?:erenz)?(?:-?nr)?\.?|(?:job|stellen)-?id)\s?:?\s?(?=\S{{0,20}}\d)[\w./-]{{1,25}}(?:\s?[:|]\s?|\s[–-]\s)|(?:kennwort|stichwort)\s?:\s?[^|:()]{{2,30}}?\s[|–-]\s|(?:freie |offene )?(?:ausbildungs|studien|praktikums)pl[aä]tze?:\s|(?:stelle|job|position|vakanz|funktion|gesucht|jobangebot|karriere|jobs?)(?: als)?\s?[:–—|]\s*|(?:(?:un)?befristete )?(?:(?:voll|teil)zeit-?)?(?:stelle|job|ausschreibung) als\s|(?:position|(?:voll|teil)zeitstelle)\s(?=[A-ZÄÖÜ].{{0,80}}\([mwdfx])|gesucht(?: (?:wird|werden|ist))?(?: {_SOON})?(?:{_ARTICLE}|\s?[:!–—])\s*|suche(?:n)?(?: {_SOON})?{_ARTICLE}?\s(?=[A-ZÄÖÜ])"
    rf"|(?:freiwilligendienst|führungskraft|führungsposition|verstärkung|nachwuchs|fachkraft|jetzt bewerben|neu|neue stelle|top-?job|eilt|dringend|verlängert|frist verlängert|bewerbungsfrist verlängert|achtung|aktuell|job der woche)(?: gesucht)?{_STOP}"
    rf"|{_SOON}(?:\s?[:!–—|,]\s*|\s-\s|\s(?:gesucht\s?[:!]?\s)?(?=[A-ZÄÖÜ]))|(?:du bist|bist du|sie sind|sind sie)(?: (?:unser\w*|der|die|{_ONE}|neue\w*|kommende\w*))*\s(?=[A-ZÄÖÜ])|(?:als|(?:dann )?werde|werden sie)(?: teil unseres teams als| unser[e/n]*)?\s(?=[A-ZÄÖÜ][\wäöüß*:/-]+)(?!.*!)|(?:\d{{1,2}}|eine?|zwei|drei|vier|fünf|mehrere)\s(?:freie |offene )?(?:stellen?|plätze?)(?: als)?[\s:]\s?|{_ONE}\s(?=[A-ZÄÖÜ])|eine?/\s|stelle \d{{1,2}}\s?[:–-]\s*|(?:mehrere|\d{{1,2}}\s?x|zwei|drei|vier|fünf|[1-9])\s+(?=[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
#: "Ihre Zukunft als ": words before the post that carries the gender form.
_AS = re.compile(r"^(?:[^()|:*/]{3,45}|[^()|:*/]{3,90}\b(?:stelle|position|arbeitsplatz))\sals\s(?=\S)", re.IGNORECASE)
#: Such words before a post are part of its name.
_TRAINING = re.compile(r"ausbildung|auszubild|azubi|studium|studiengang|praktik|(?:bachelor|master|abschluss|studien)-?arbeit|trainee|volont|werkstud|fsj|bfd|umschulung|projekt|leitung|referent|sachbearbeit", re.IGNORECASE)
#: "Zur Verstärkung unseres Teams suchen wir zum 01.04. eine*n ", "Die Stadt Musterstadt sucht ": whoever seeks, whenever.
_SEEKING = re.compile(
    rf"^(?P<who>(?:[^!?|()–—-]|(?<=\w)-){{0,100}}?)\b(?P<verb>suchen|sucht|besetzen|besetzt|vergeben|vergibt|brauchen|braucht|stellen|stellt)(?:\s(?:wir|{_SOON}|dich|sie))*(?:(?:\s[^!?|()]{{1,80}}?)??{_ARTICLE}\s{_KEEN}|\s?:\s*|\s)(?=[A-ZÄÖÜ(])",
    re.IGNORECASE,
)
#: "Bei der Stadt ist die Stelle ", "Nachwuchs gesucht: ": the post follows, with its gender form.
_VACANT = re.compile(r"^[^()|:]{0,90}\bdie (?:stelle|position)\s(?:der |des |einer |eines )?(?=[A-ZÄÖÜ])|^[^()|:]{3,40}\sgesucht(?:\s?[:!–—|]+\s*|\s-\s)", re.IGNORECASE)
#: "Wir brauchen dich! ", "Lust auf Neues? ": an exclamation before the post.
_CALL = re.compile(r"^[^!?()|:]{3,60}[!?]+\s+(?=\S)")


def names_no_post(head: str, rest: str) -> bool:
    """Whether what stands before a colon is a slogan or an office: the post with its gender form follows."""
    return GENDER.search(rest) is not None and GENDER.search(head) is None and (not _TRAINING.search(head) or re.match(r"(?:dein|ihr)\w*\s", head, re.IGNORECASE) is not None) and not re.search(r"\w[*:_/-]{1,2}in\b|[a-zäöü]er$", head)


def without_lead_in(title: str) -> str:
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
