"""How many posts are offered, where the ad gives a number."""

from __future__ import annotations

import re

from pipeline.normalise.ad import Ad, Line
from pipeline.normalise.numbers import CARDINALS

_COUNTS = {word: value for word, value in CARDINALS.items() if value >= 2}
_N = r"(?<![\d,.\w])(?P<n>\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")(?![\d,.]\d)"
_ADJECTIVES = r"(?:(?:unbefristete|befristete|neue|freie|weitere|gleichartige|volle|gleichwertige|engagierte|offene|motivierte|neuen|freien|zusätzliche|unbefristeten|planmäßige)[nr]?,?\s(?:und\s)?){0,3}"
_POSTS = re.compile(
    rf"{_N}\s?(?:x\s)?{_ADJECTIVES}(?:vollzeit-?\s?|teilzeit-?\s?|plan-?|arbeits)?(?:stellen\b(?!anteil|ausschr|anzeig|angebot)|ausbildungsplätze|ausbildungsstellen|studienplätze|plätze\b(?! frei)|arbeitsplätze|trainees?\b|trainee-?stellen|praktikumsplätze|praktikant\w+|auszubildende|azubis|personen gesucht|positionen|planstellen|vakanzen|kolleg(?:innen|en|\*innen|:innen)|verstärkungen)"
)
_TITLE_X = re.compile(r"^\W*(?P<n>\d{1,2})\s?x\s|\(\s?(?P<m>\d{1,2})\s?x\s?\)|^(?P<o>zwei|drei|vier|fünf|sechs|[2-9])\s(?=[a-zäöü])")
_LABELLED = re.compile(r"(?:^stellen(?=:)|anzahl(?: der)?(?: (?:offene[nr]? |freie[nr]? |zu besetzende[nr]? )?(?:stellen|plätze|ausbildungsplätze|positionen))?|stellenzahl|stellenanzahl|zahl der stellen|freie plätze|(?:freie|offene|verfügbare) (?:stellen|positionen)|plätze|zu besetzende stellen|number of (?:positions|openings|vacancies)|openings)\s?[:=]\s?(?P<n>\d{1,2}|" + "|".join(sorted({**_COUNTS, 'eine': 1}, key=len, reverse=True)) + r")\b(?![,.]\d)")
_SEEKS = re.compile(
    r"\b(?:such(?:en|t)|brauch(?:en|t)|vergib\w*|vergeb\w*|biete\w*|einstellen|stell(?:en|t)|nehmen|nimmt|besetz(?:en|t)|verstärk\w*|ausgeschrieben|zu besetzen|gesucht|wir haben|bilden?\b|(?<!wir )sind)\b(?P<between>[^\n;]{0,130}?)"
    rf"\b(?P<n>{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|[2-9]|1\d)\s(?P<what>{_ADJECTIVES}[\wäöüß*:/()-]+)"
)
#: "... suchen wir zum 01.04.2026" and in the next line "zwei Fachberaterinnen".
_ALONE = re.compile(rf"(?P<n>{'|'.join(sorted(_COUNTS, key=len, reverse=True))})\s{_ADJECTIVES}(?P<what>[\wäöüß*:/-]+)")
#: A line that names the post and begins with a number: "zwei Systemadministratoren (m/w/d)".
_HEADING = re.compile(rf"\W*(?P<n>{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|[2-9])\s{_ADJECTIVES}[\wäöüß*:/-]+\s?\([mwdx]\s?/\s?[mwdx]")
_PEOPLE = re.compile(
    r"(?:[\w-]*(?:stellen|plätze|trainees|auszubildende|azubis|kolleg(?:innen|en)|praktikant(?:innen|en)|studierende|positionen|verstärkungen|menschen|personen|fachkräfte|talente|freiwillige|werkstudent\w+|persönlichkeiten|team-?mitglieder|kräfte|mitarbeitende|beschäftigte|beauftragte|anwärter(?:innen)?)|\w*(?:informatiker|administrator|entwickler|techniker|berater|betreuer|manager|sachbearbeiter|mitarbeiter|spezialist|referent|ingenieur|koordinator|architekt|controller|buchhalter|consultant|developer|engineer|analyst|leiter|assistent|trainer)(?:in|innen|\*innen|:innen|/-?innen|en|_innen|s|/innen)?(?:nen)?)\b"
)
_NOT_OFFERED = re.compile(r"\bhat\s|\bhatte|verfügt|geschaffen|wachs|\bseit\b|insgesamt|besetzt (?:sind|worden)|derzeit|bereits|team (?:von|aus|mit)|führ|unterstell|verantwort|zur seite|bestehend|betreuen|leit(?:en|ung) von|personen stark|(?<!ausschreibung )umfasst|wir sind\b|jedes jahr|jährlich|pro jahr|regelmäßig|aktuell \w+ kolleg|besteht aus|\beine? (?:oder|bis) |von (?:rund|etwa|ca)|zusammen mit|gemeinsam mit|neben|begleiten|angeleitet|erwarten dich|arbeiten (?:mit|derzeit)|unterstützen dich|für (?:rund|etwa|ca)")


_OFFERED = re.compile(r"such|besetz|biet|vergeb|vergib|ausschreib|ausgeschrieben|offene?n?\b|freie?n?\b|\bfrei\b|vakan|stell(?:en|t)\b.*\bein\W*$|zeit|befrist|haben wir|wir haben|brauch|zum \d|ab \d")


def read_openings(ad: Ad) -> int | None:
    """A number of posts; one of hours, half posts ("2,5 Stellen") or "mehrere" is none."""
    for line in ad.about(("anzahl", "stellenzahl", "zahl der", "freie pl", "freie st", "offene ", "verfügbare ", "number of", "openings", "stellen:", "plätze:", "zu besetzende")):
        if match := _LABELLED.search(line.low):
            return _proved(ad, line, match["n"])
    title = ad.lines[0]
    if match := _TITLE_X.search(title.low):
        return _proved(ad, title, match["n"] or match["m"] or match["o"])
    return _of_posts(ad) or _of_people(ad)


def _of_posts(ad: Ad) -> int | None:
    """ "zwei Stellen", "3 Ausbildungsplätze"; the post named with its number in a line of its own."""
    for line in ad.about(("stellen", "plätze", "trainee", "auszubild", "azubi", "praktikant", "kolleg", "personen", "positionen", "vakanzen", "verstärkungen")):
        for match in _POSTS.finditer(line.low):
            if _is_offer(line, match):
                return _proved(ad, line, match["n"])
    for line in ad.about(("(m/", "(w/", "(d/", "(m /", "(w /")):
        if line.number and (heading := _HEADING.match(line.low)):
            return _proved(ad, line, heading["n"])
    return None


def _of_people(ad: Ad) -> int | None:
    """ "Wir suchen zwei Fachberaterinnen", in one line or two."""
    for line, following in zip(ad.lines[1:], ad.lines[2:], strict=False):
        if (match := _ALONE.match(following.low)) and _PEOPLE.match(match["what"]) and re.search(r"\b(?:such\w*|besetz\w*|stellen|brauchen)\b", line.low) and line.low[-1] not in ".!?;":
            return _proved(ad, following, match["n"])
    for line in ad.about(("such", "brauch", "vergib", "vergeb", "biete", "einstellen", "stell", "nehmen", "nimmt", "besetz", "gesucht")):
        for match in _SEEKS.finditer(line.low):
            if _PEOPLE.match(re.sub(rf"^{_ADJECTIVES}", "", match["what"])) and not _NOT_OFFERED.search(match["between"]) and line.origin != "title":
                return _proved(ad, line, match["n"])
    return None


def _is_offer(line: Line, match: re.Match[str]) -> bool:
    near = line.near(match.start(), match.end(), 45, 25)
    if _NOT_OFFERED.search(near):
        return False
    if re.search(r"kolleg|auszubild|azubi|praktikant|trainee|arbeitsplätze|personen", match[0]):
        return line.origin == "title" or re.search(r"such|brauch|stell\w*\b.*\bein|nehmen|nimmt|vergeb|biet|gesucht|verstärk|freuen uns auf|\bbilden\b|haben wir|wir haben", line.low) is not None
    return _OFFERED.search(line.low) is not None or len(re.findall(r"[a-zäöüß]{2,}", line.low)) <= 2


def _proved(ad: Ad, line: Line, text: str) -> int | None:
    count = int(text) if text.isdigit() else {**_COUNTS, "eine": 1}[text]
    if not 1 <= count <= 60:
        return None
    ad.prove("openings", line.text, line.origin, "a number of posts")
    return count
