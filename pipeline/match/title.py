"""A title as a set of stems: compounds parted, gender forms and inflections gone, synonyms and typing errors mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pipeline.match.fold import fold, words
from pipeline.match.lexicon import COLLECTIVE, GENERIC, LEVELS, NOISE, PARTS, RIVALS

_GENDER = re.compile(
    r"\(\s*(?:[mwdfxi](?:\s*[/|,*.·-]?\s*(?:divers|gn|[mwdfxia]\b))+|all genders?|gn\*?|a|d)\s*\)?|\b[mwfd]\s?[/|]\s?(?:divers|[mwfdix]\b)(?:\s?[/|]\s?(?:divers|[mwfdxi]\b))?")
_INNEN = re.compile(r"(?:[*:_]|/-?|\()\s?in(?:nen)?\b\)?|[*:/]\s?-?(?:r|n|e|frau)\b|\((?:r|n|e)\)")
_REFERENCE = re.compile(r"\b(?:kennziffer|kennzahl|kenn-?nr|kz|ref(?:erenz)?(?:nummer|nr)?|job-?id|stellen-?id|az|chiffre)\b[.:\s-]*(?:nr\.?\s*)?[a-z]{0,5}[ _./-]?\d[\w./-]*")
_GRADE = re.compile(r"\b(?:(?:eg|e|entgeltgruppe|entgeltgr\.|tvod|tv-?l|tv-?v|besoldungsgruppe|bes\.?-?gr\.?|a|s)\s?-?){1,3}\d{1,2}\s?[a-c]?\b(?:\s?(?:-|/|bis)\s?(?:eg\s?|e\s?|a\s?)?\d{1,2}\s?[a-c]?\b)?")
_TERM = re.compile(r"\b(?:un)?befristet\w*(?: (?:bis|auf|fur) [\w. ]{2,20})?|\b\d{1,2}(?:[.,]\d{1,2})?\s?(?:std|stunden|wochenstunden|h/woche|h)\b\.?(?:/woche)?|\b\d{1,3}\s?%|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?")
_SERIES = re.compile(r"\(\s*(\d{1,3}\s?[a-z])\s*\)|\b(?:stelle|los|position)\s(?:nr\.?\s?)?(\d{1,3}[a-z]?)\b|(?<=\))\s+([a-z]|\d{1,2}[a-z]?)$")
_TAILS = re.compile(r"(?:innen|ungen|ung|erinnen|erin|ers|ern|er|end|ende|ator|atorin|ation|or|orin|in|is|ik|iker|ikerin|ens|en|es|e|s|n|r|ier|iert|ierung|ing)?$")
#: Letters; no German word of a title is longer, and parting takes time by the square of the length.
_LONGEST = 60
#: Letters that known parts beside an unknown one have more of: "lan" is no part of "Planung".
_TELLING = 3
#: Letters behind a bracket that a cut title opens and does not close: "(all gen…".
_CUT_BRACKET = 16
_GLUE = ("", "s", "n", "en", "es", "e", "er", "ungs", "ung", "ions", "ion", "or", "ator", "ik", "is")


@dataclass(frozen=True, slots=True)
class Title:
    """``stems`` sorted; ``level`` sorted names of levels; ``series`` "21a"; ``cut`` says that a portal cut it short.

    ``letters`` are the words, each once, in their order.
    """

    stems: tuple[str, ...]
    level: tuple[str, ...]
    series: str
    collective: bool
    cut: bool
    letters: str


@lru_cache(maxsize=8192)
def read_title(title: str, noise: frozenset[str] = frozenset()) -> Title:
    """``noise`` are folded words (place, employer) that the title may carry without meaning them."""
    text = fold(title)
    cut = text.rstrip().endswith(("...", "…"))
    series = _SERIES.search(text)
    if cut and (opened := text.rfind("(")) > text.rfind(")") and len(text) - opened < _CUT_BRACKET:
        text = text[:opened]
    text = _REFERENCE.sub(" ", _GENDER.sub(" ", _SERIES.sub(" ", text)))
    text = _INNEN.sub("", _TERM.sub(" ", _GRADE.sub(" ", text)))
    found = words(text)
    levels = {LEVELS[word] for word in found if word in LEVELS}
    kept = [word for word in found if word not in NOISE and word not in LEVELS and word not in COLLECTIVE and not re.fullmatch(r"20\d\d", word)]
    if cut and kept and kept[-1] == found[-1] and len(kept) > 1 and _cut_off(kept[-1], kept[:-1]):
        kept.pop()
    kept = [word for word in kept if not _is_mistyped_noise(word)] or kept
    plain = _once([word for word in kept if word not in noise] or kept)
    parts = [parted(word) for word in plain]
    stems = {stem for found_parts in parts for stem in found_parts}
    # "Projektleitung" leads, "Leitstelle" does not.
    levels |= {"lead"} if any(found_parts[-1] == "leit" for found_parts in parts) else set()
    return Title(
        stems=tuple(sorted(stems)), level=tuple(sorted(levels)), series=_series(series),
        collective=any(word in COLLECTIVE for word in found), cut=cut, letters=" ".join(plain))


@lru_cache(maxsize=8192)
def said_besides(folded: str) -> tuple[str, bool, bool]:
    """Series, whether it is a collective ad and whether it was cut, of a folded title as it is stated."""
    series = _SERIES.search(folded)
    return _series(series), not COLLECTIVE.isdisjoint(words(folded)), folded.rstrip().endswith("...")


def _series(match: re.Match[str] | None) -> str:
    return (match[1] or match[2] or match[3]).replace(" ", "") if match else ""


def _cut_off(word: str, others: list[str]) -> bool:
    """Whether the end of a cut title is one or two letters, or the beginning of a word that says nothing or that stands there already."""
    return len(word) < 3 or any(other.startswith(word) for other in others) or (len(word) > 3 and any(name.startswith(word) for name in _SAY_NOTHING))


@lru_cache(maxsize=65_536)
def _is_mistyped_noise(word: str) -> bool:
    """Whether an unknown word is one that says nothing with a letter twice, or a long one with a typing error."""
    if word in PARTS or word in _SAY_NOTHING or not 4 <= len(word) <= _LONGEST_NOISE or any(c.isdigit() for c in word):
        return False
    if any(a == b and word[:n] + word[n + 1 :] in NOISE for n, (a, b) in enumerate(zip(word, word[1:], strict=False))):
        return True
    return len(word) > 6 and _split(word) is None and any(len(name) > 6 and OSA.distance(word, name, score_cutoff=1) <= 1 for name in _SAY_NOTHING)


def _once(found: list[str]) -> list[str]:
    """Each word once: "Technikerin / Techniker" names one, also with a typing error in one of them."""
    kept: list[str] = []
    for word in found:
        twin = next((n for n, one in enumerate(kept) if word == one or is_slip(one.removesuffix("in"), word.removesuffix("in"))), None)
        if twin is None:
            kept.append(word)
        elif _known(word):
            kept[twin] = word
    return kept


def title_tokens(title: str) -> tuple[str, ...]:
    """The stems of a title, sorted."""
    return read_title(title).stems


@lru_cache(maxsize=65_536)
def parted(word: str) -> tuple[str, ...]:
    """The stems of one folded word; "netzwerkadministratorin" -> netzwerk, administrat."""
    if any(c.isdigit() for c in word) or not 4 <= len(word) <= _LONGEST:
        return (PARTS.get(word, word[:_LONGEST]),)
    return _split(word) or _mended(word) or (_stem(word),)


def _split(word: str) -> tuple[str, ...] | None:
    """Known parts from left to right, glue between them; None unless all of it is known."""
    for length in range(len(word), 2, -1):
        stem = PARTS.get(word[:length])
        if stem is None:
            continue
        rest = word[length:]
        if _TAILS.match(rest):
            return (stem,)
        for glue in _GLUE:
            if rest.startswith(glue) and len(rest) - len(glue) >= 3 and (further := _split(rest[len(glue) :])):
                return (stem, *further)
    return None


def _mended(word: str) -> tuple[str, ...] | None:
    """A known word with a wrong letter, also as a part of a compound; else the longest known part beside an unknown one."""
    if near := _near(word):
        return near
    beside: tuple[str, ...] | None = None
    most = _TELLING
    for at in range(len(word) - 3, 2, -1):
        left, right = word[:at], word[at:]
        if known := _split(left):
            for glue in _GLUE:
                if right.startswith(glue) and (near := _near(right[len(glue) :])):
                    return (*known, *near)
            if _letters(known) > most:
                beside, most = (*known, _stem(right.removeprefix("s"))), _letters(known)
        elif known := _split(right):
            if near := _near(left):
                return (*near, *known)
            if _letters(known) > most:
                beside, most = (_stem(left), *known), _letters(known)
    return beside


def _letters(stems: tuple[str, ...]) -> int:
    return sum(map(len, stems))


def _near(word: str) -> tuple[str, ...] | None:
    """The known word that differs by one letter, compared with and without its ending."""
    if len(word) < 6:
        return None
    for form in (word, _stem(word)):
        for shorter in (form, *_shortened(form)):
            known = _SHORTENED.get(shorter)
            if known and OSA.distance(form, known) <= 1:
                return (PARTS[known],)
    return None


def _shortened(word: str) -> list[str]:
    return [word[:n] + word[n + 1 :] for n in range(len(word))]


def _stem(word: str) -> str:
    for tail in ("innen", "erin", "ungen", "ation", "ator", "ung", "er", "en", "in", "es", "or", "e", "s", "n"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


#: Every long part, whole and without one of its letters: finds a typing error by look-up instead of search.
_SHORTENED = {form: part for part in sorted(PARTS) if len(part) >= 6 for form in _shortened(part)} | {part: part for part in PARTS if len(part) >= 6}


#: Letters that a mistyped word that says nothing has at most.
_LONGEST_NOISE = 20
#: Words that say nothing about which job it is, alone or beside others.
_SAY_NOTHING = NOISE | {"schwerpunkt", "bereich", "fachrichtung", "referat", "sachgebiet"}
#: Stem -> the rows of rivals that it stands in.
_ROWS = {stem: frozenset(n for n, row in enumerate(RIVALS) if stem in row) for stem in frozenset().union(*RIVALS)}


class TitleMatch(NamedTuple):
    """``extra_*`` are content stems that the other title lacks; ``rivals`` says that two of them name things that are not each other."""

    extra_new: tuple[str, ...]
    extra_old: tuple[str, ...]
    rivals: bool
    equal: bool
    contradict: bool
    letters: tuple[str, str] = ("", "")

    @property
    def words(self) -> str:
        if self.equal:
            return "the same title"
        if self.contradict:
            return f"each title has words of its own ({_spelt(self.extra_new, self.letters[0])} / {_spelt(self.extra_old, self.letters[1])})"
        return f"one title also says {_spelt(self.extra_new, self.letters[0]) if self.extra_new else _spelt(self.extra_old, self.letters[1])}"


def _spelt(stems: tuple[str, ...], letters: str) -> str:
    """The words of a title that hold these stems, as people read them."""
    found = [next((word for word in letters.split() if stem in parted(word)), stem) for stem in stems]
    return ", ".join(dict.fromkeys(found))


_EQUAL = TitleMatch((), (), rivals=False, equal=True, contradict=False)


def match_titles(new: tuple[str, ...], old: tuple[str, ...], *, cut: bool = False, letters: tuple[str, str] = ("", "")) -> TitleMatch:
    """Compare two sets of stems; typing errors and a cut end are no difference, generic words weigh nothing."""
    if new == old:
        return _EQUAL
    return _matched(new, old, cut, letters)


@lru_cache(maxsize=8192)
def _matched(new: tuple[str, ...], old: tuple[str, ...], cut: bool, letters: tuple[str, str]) -> TitleMatch:
    one, other = [s for s in new if s not in old], [s for s in old if s not in new]
    rivals = _are_rivals(one, other)
    same_letters = letters[0] == letters[1] != ""
    if not rivals and (same_letters or _one_slip((_plain(letters[0]), _plain(letters[1])), cut=cut)):
        return _EQUAL
    if (one or other) and len(one) < len(new):
        ours, others = letters[0].split(), letters[1].split()
        mine, theirs = _aligned([word for word in ours if word not in others], [word for word in others if word not in ours], cut=cut)
        left = {part for word in (*mine, *theirs) for part in parted(word)}
        one, other = [s for s in one if s in left], [s for s in other if s in left]
    extra_new, extra_old = tuple([s for s in one if s not in GENERIC]), tuple([s for s in other if s not in GENERIC])
    equal = same_letters or not (extra_new or extra_old)
    return TitleMatch(extra_new, extra_old, rivals, equal, bool(extra_new and extra_old) and not same_letters, letters)


def _plain(letters: str) -> str:
    """The letters of a title without words that only join its parts."""
    return "".join([word for word in letters.split() if word not in GENERIC] or letters.split())


def _aligned(one: list[str], other: list[str], *, cut: bool) -> tuple[list[str], list[str]]:
    """What is left of two titles' words when those are gone that differ by a typing error, a cut end or a hyphen only."""
    for word in list(one):
        twin = next((o for o in other if is_slip(word, o)), None)
        if twin is None and cut:
            twin = next((o for o in other if _begins(o, word) or _begins(word, o)), None)
        if twin is not None:
            one.remove(word)
            other.remove(twin)
    mine, theirs = "".join(one), "".join(other)
    if one and other and (is_slip(mine, theirs) or _is_short_slip(mine, theirs) or (len(mine) == len(theirs) and sorted(mine) == sorted(theirs))):
        return [], []
    return one, other


def _are_rivals(one: list[str], other: list[str]) -> bool:
    rows = {row for stem in one if stem in _ROWS for row in _ROWS[stem]}
    return bool(rows) and any(not rows.isdisjoint(_ROWS[stem]) for stem in other if stem in _ROWS)


def _one_slip(letters: tuple[str, str], *, cut: bool) -> bool:
    """Whether two titles differ by a typing error only, or the shorter is the other one's beginning."""
    one, other = letters
    shortest = min(len(one), len(other))
    if shortest < 10:
        return False
    if cut and one[: shortest - 1] == other[: shortest - 1]:
        return True
    if abs(len(one) - len(other)) > 2 or OSA.distance(one, other, score_cutoff=2) > (1 if shortest < 24 else 2):
        return False
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


@lru_cache(maxsize=65_536)
def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a typing error; two known words never do."""
    shortest = min(len(one), len(other))
    if shortest < 5 or abs(len(one) - len(other)) > 2 or OSA.distance(one, other, score_cutoff=2) > (1 if shortest < 9 else 2):
        return False
    return not (any(c.isdigit() for c in one + other) or (_known(one) and _known(other) and parted(one) != parted(other)))


def _is_short_slip(one: str, other: str) -> bool:
    """Whether a short word lacks a letter, has one twice or two in the wrong order: all that is left of two titles."""
    shortest = min(len(one), len(other))
    if not 3 <= shortest < 5 or one[0] != other[0] or any(c.isdigit() for c in one + other) or (_known(one) and _known(other)):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1 and (len(one) != len(other) or sorted(one) == sorted(other))


@lru_cache(maxsize=65_536)
def _known(word: str) -> bool:
    """Whether a word consists of known parts only."""
    return word in PARTS or (4 <= len(word) <= _LONGEST and _split(word) is not None)


def _begins(whole: str, word: str) -> bool:
    return bool(word) and whole.startswith(word[:-1] if len(word) > 6 else word)
