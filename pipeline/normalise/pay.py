"""Pay: grades of the public tariffs, and sums of money that the ad itself states."""

from __future__ import annotations

import re

from pipeline.model import PayGrade, Salary, Scheme
from pipeline.normalise.ad import Ad

_NUMBER = r"(?:1[0-9]|[1-9])\s?[a-c]?(?:\s?Ü)?(?!\w|[.,]\d|-\d{3})"
_LEVEL = r"(?:1[0-9]|[1-9])\s?[a-c]?(?![\w])"
_LABEL = (
    r"(?:Entgelt|Vergütungs|Gehalts|Lohn)gruppen?n?|Entgeltgr\.?|EGr\.?|EG\.?|(?<![\w/.])E(?=\s?\d)"
    r"|Besoldungsgruppen?n?|Bes\.?-?Gr\.?|BesGr\.?|(?<![\w/.§])A(?=\s?\d)|(?<![\w/.])S(?=\s?\d)|(?<![\w/.])P(?=\s?\d)"
)
_JOIN = r"\s?(?:-|–|—|bis(?:\s(?:zur?|einschließlich))?|/|oder|und|,)\s?"
_GRADE = re.compile(
    rf"(?P<limit>\bbis(?:\szur?|\smax\.)?\s|\bmax(?:\.|imal)\s|\bab\s|\bmindestens\s)?(?:der\s|die\s|den\s|in\s){{0,2}}"
    rf"(?P<label>{_LABEL})\s?(?P<inner>(?:EG|E|A|S|P)\s?(?=\d))?(?P<first>{_NUMBER})"
    rf"(?:(?P<join>{_JOIN})(?P<label2>{_LABEL})?\s?(?:EG|E|A|S|P)?\s?(?P<second>{_LEVEL}))?"
)
_SCHEMES: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("TVAöD", re.compile(r"\bTV\s?A[öo]e?D\b|\bTVA-?L\b|\bTVA\b|\bTVSöD\b|\bTVPöD\b")),
    (
        "TVöD",
        re.compile(
            r"\bTV[öÖ]D\b|\bTVoeD\b|\bTV-öD\b|\bTarifvertrag(?:es|s)? (?:für den|des) öffentlichen Dienst(?:es)?"
            r"(?! der Länder)",
            re.IGNORECASE,
        ),
    ),
    (
        "TV-L",
        re.compile(
            r"\bTV[- ]?L\b|\bTarifvertrag(?:es|s)? (?:für den|des) öffentlichen Dienst(?:es)? der Länder", re.IGNORECASE
        ),
    ),
    ("TV-V", re.compile(r"\bTV[- ]?V\b|\bTarifvertrag(?:es|s)? (?:für )?Versorgungsbetriebe", re.IGNORECASE)),
    ("TV-H", re.compile(r"\bTV[- ]?H\b(?!\w)")),
)
_ABOVE = re.compile(
    r"\baußertariflich\w*|\bAT(?:-(?:Vertrag|Vergütung|Bereich|Stelle|Gehalt))?\b(?=[\s,.;)/-]|$)"
    r"|\büber ?tariflich\w* (?:Vergütung|Bezahlung|Gehalt)",
    re.IGNORECASE,
)
#: The words around a grade show that it is pay, where its label alone (A, E, S, P) could be a motorway or a room.
_PAY_WORDS = re.compile(
    r"TV|tarif|vergüt|entgelt|bezahl|besold|eingrupp|bewert|stelle|dotier|BesG|BesO|gehalt|grupp|amt\b"
    r"|EG|gruppiert|Beamt|BBG|LBes",
    re.IGNORECASE,
)
_FALSE_BEFORE = re.compile(
    r"(?:Raum|Zimmer|Gebäude|Eingang|Autobahn|Ausfahrt|Bundesstraße|Office|Microsoft|Formular|Linie"
    r"|Etage|Block|Teil|Anlage|Klasse|Stufe|DIN|Format|SAP|Bus|Haus|Ebene|Level)\s?\(?$",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:Aufstieg|Aufstiegs|nach (?:dem|der|erfolgreich\w*) (?:Studium|Ausbildung|Abschluss|Traineeprogramm"
    r"|Trainee)|danach|im Anschluss|anschließend|nach Abschluss|Entwicklungsmöglichkeit|Perspektive"
    r"|übernehmen wir|Übernahme|steigst? .{0,20}in .{0,10}ein$|nach bestandener|später)\b",
    re.IGNORECASE,
)
_TRAINING = re.compile(r"\b(?:Ausbildung|Studium|Studien|Auszubildende|Azubi|Trainee)", re.IGNORECASE)
_FAMILY = {"A": "A", "S": "S", "P": "P"}


def read_pay(ad: Ad, training: bool) -> list[PayGrade]:
    """The grades of the post, one entry a scheme; a tariff without a grade has neither minimum nor maximum.

    ``training`` says that the post is a training: grades of the time after it are left out.
    """
    found: dict[tuple[Scheme | None, str], list[PayGrade]] = {}
    named: dict[Scheme, str] = {}
    for sentence, origin in ad.both():
        _schemes(sentence, named)
        for match in _GRADE.finditer(sentence):
            read = _grade(sentence, match, origin)
            if read is None or (
                (training or _LATER.search(sentence[: match.start()])) and _is_later(sentence, match, training)
            ):
                continue
            family, low, high = read
            scheme = _scheme_near(sentence, match, family)
            found.setdefault((scheme, family), []).append(PayGrade(scheme=scheme, min=low, max=high))
            ad.prove("pay_grades", match[0], origin, "a grade among words of pay")
    if training:
        found = {key: value for key, value in found.items() if key[1] == "A"} if not named else found
    grades = _merged(found, named)
    grades += [PayGrade(scheme=scheme) for scheme in _bare(named, grades)]
    for scheme in _bare(named, []):
        ad.prove("pay_grades", named[scheme], "description_html", "the tariff is named")
    if above := next((m for s, _ in ad.both() if (m := _ABOVE.search(s)) and _is_pay_above(s, m)), None):
        grades.append(PayGrade(scheme="AT"))
        ad.prove("pay_grades", above[0], "description_html", "above the tariff")
    return grades


def _is_pay_above(sentence: str, match: re.Match[str]) -> bool:
    return len(match[0]) > 2 or bool(_PAY_WORDS.search(sentence[max(0, match.start() - 60) : match.end() + 40]))


def _is_later(sentence: str, match: re.Match[str], training: bool) -> bool:
    if training:
        return True
    return bool(_LATER.search(sentence[max(0, match.start() - 60) : match.end() + 25]))


def _grade(sentence: str, match: re.Match[str], origin: str) -> tuple[str, str | None, str | None] | None:
    label = match["label"]
    before, around = sentence[: match.start("label")], sentence[max(0, match.start() - 70) : match.end() + 50]
    if _FALSE_BEFORE.search(before[-25:].rstrip() + "") or re.match(
        r"\s?(?:Grad|%|Euro|€|Uhr|km|Stock)", sentence[match.end() :]
    ):
        return None
    if label == "A" and re.search(r"\b(?:an|auf|über|von|nahe|Nähe|zur?|entlang|Anschluss|und)\s(?:der|die)?\s*$", before):
        return None  # a motorway
    if before.endswith(("-", "/", "&")) and not re.search(r"(?:EG|E|A|S)\s?\d{1,2}[a-c]?\s?[/-]$", before):
        return None
    single = len(label) == 1
    words = around.replace(match[0], " ")
    if single and not (_PAY_WORDS.search(words) or (origin == "title" and label in "EAS")):
        return None
    family = _family(label, match["inner"])
    first = _name(family, match["first"])
    second_family = _family(match["label2"], None) if match["label2"] else family
    if match["second"] is None or second_family != family or ("," in (match["join"] or "") and not match["label2"]):
        low = high = first
    else:
        low, high = sorted((first, _name(family, match["second"])), key=rank)
    limit = (match["limit"] or "").strip().lower()
    if match["second"] is None and limit.startswith(("bis", "max")):
        low = None  # type: ignore[assignment]
    elif match["second"] is None and limit.startswith(("ab", "mindestens")):
        high = None  # type: ignore[assignment]
    if family == "A" and max(rank(grade) for grade in (low, high) if grade) > 16.9:
        return None
    return family, low, high


def _family(label: str, inner: str | None) -> str:
    letter = (inner or label).strip()[:1]
    if label.lower().startswith("bes"):
        return "A"
    return _FAMILY.get(letter if len((inner or label).strip()) == 1 else "", "EG")


def _name(family: str, number: str) -> str:
    digits = re.sub(r"\s", "", number)
    return f"{family} {digits}"


def rank(grade: str) -> float:
    """Order of grades inside one family: EG 9a < EG 9b < EG 9c < EG 10; EG 15Ü is above EG 15."""
    found = re.search(r"(\d+)([a-c]?)(Ü?)", grade)
    if found is None:
        return 0.0
    return int(found[1]) + {"": 0.0, "a": 0.1, "b": 0.2, "c": 0.3}[found[2]] + (0.5 if found[3] else 0.0)


def _schemes(sentence: str, named: dict[Scheme, str]) -> None:
    for scheme, pattern in _SCHEMES:
        if match := pattern.search(sentence):
            named.setdefault(scheme, match[0])


def _scheme_near(sentence: str, match: re.Match[str], family: str) -> Scheme | None:
    """The tariff named nearest to the grade in its sentence."""
    if family == "A":
        return "BesO"
    nearest: tuple[int, Scheme] | None = None
    for scheme, pattern in _SCHEMES:
        for name in pattern.finditer(sentence):
            distance = min(abs(name.start() - match.end()), abs(match.start() - name.end()))
            if nearest is None or distance < nearest[0]:
                nearest = (distance, scheme)
    return nearest[1] if nearest else None


def _merged(found: dict[tuple[Scheme | None, str], list[PayGrade]], named: dict[Scheme, str]) -> list[PayGrade]:
    """One entry a scheme; a grade without a tariff beside it belongs to the only tariff that the ad names."""
    by_scheme: dict[Scheme | None, list[PayGrade]] = {}
    tariffs = [scheme for scheme in named if scheme != "TVAöD"]
    for (scheme, family), grades in found.items():
        known = scheme or (tariffs[0] if len(tariffs) == 1 and family != "A" else None)
        by_scheme.setdefault(known, []).extend(grades)
    result = []
    for known, grades in by_scheme.items():
        lows, highs = [g.min for g in grades if g.min], [g.max for g in grades if g.max]
        open_low = all(g.min is None for g in grades)
        open_high = all(g.max is None for g in grades)
        result.append(
            PayGrade(
                scheme=known,
                min=None if open_low else min(lows, key=rank),
                max=None if open_high else max(highs, key=rank),
            )
        )
    return result


def _bare(named: dict[Scheme, str], grades: list[PayGrade]) -> list[Scheme]:
    """Tariffs that are named without a grade; only where no other grade was found."""
    return [] if grades else list(named)[:1]


_MONEY = re.compile(
    r"(?P<first>\d{1,3}(?:[.\s]\d{3})+(?:,\d\d)?|\d{2,6}(?:,\d\d)?)\s?(?:€|Euro|EUR)?\s?(?:brutto\s?)?"
    r"(?:(?:-|–|bis(?:\szu)?|und)\s?(?P<second>\d{1,3}(?:[.\s]\d{3})+(?:,\d\d)?|\d{2,6}(?:,\d\d)?)\s?)?(?:€|Euro|EUR)"
)
_IS_PAY = re.compile(
    r"gehalt|vergüt|entgelt|verdien|bezahl|lohn|brutto|taschengeld|entschädigung|geld\b|stundensatz"
    r"|ausbildungsjahr|lehrjahr|im ersten jahr|salary|anwärter",
    re.IGNORECASE,
)
_NO_PAY = re.compile(
    r"zulage|prämie|budget|zuschuss|volumen|umsatz|unterkunft|haushalt|investition|fortbildung|jobticket"
    r"|wert|kosten|fahrt|sonderzahlung|bonus|vermögenswirksam|mittagessen|miete|spesen|pauschale",
    re.IGNORECASE,
)
_UNITS = (
    ("HOUR", re.compile(r"stunde|stündlich|pro std|/\s?std|/\s?h\b|je std", re.IGNORECASE)),
    ("MONTH", re.compile(r"monat|mtl|ausbildungsjahr|lehrjahr|im (?:ersten|1\.)|jahr zurzeit", re.IGNORECASE)),
    ("YEAR", re.compile(r"jahr|p\. ?a\.|jährlich|annual", re.IGNORECASE)),
)


def read_salary(ad: Ad) -> Salary | None:
    """The sum of money the ad promises as pay; allowances, budgets and costs are none."""
    amounts: list[float] = []
    unit = None
    for sentence, origin in ad.both():
        for match in _MONEY.finditer(sentence):
            around = sentence[max(0, match.start() - 80) : match.end() + 60]
            near = sentence[max(0, match.start() - 45) : match.end() + 20]
            if not _IS_PAY.search(around) or _NO_PAY.search(near):
                continue
            here = next((name for name, pattern in _UNITS if pattern.search(around)), None)
            if here is None or (unit is not None and here != unit):
                continue
            values = [_amount(match[group]) for group in ("first", "second") if match[group]]
            if not all(_plausible(value, here) for value in values):
                continue
            unit = here
            amounts += values
            ad.prove("base_salary", sentence, origin, "a sum of money as pay")
    if unit is None:
        return None
    return Salary.model_validate({"min": min(amounts), "max": max(amounts), "unit": unit, "currency": "EUR"})


def _amount(text: str) -> float:
    return float(re.sub(r"[.\s](?=\d{3})", "", text).replace(",", "."))


def _plausible(value: float, unit: str) -> bool:
    low, high = {"HOUR": (8, 200), "MONTH": (100, 20_000), "YEAR": (5_000, 250_000)}[unit]
    return low <= value <= high
