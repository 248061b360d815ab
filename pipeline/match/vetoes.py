"""Contradictions: rows 6 and 8 to 13 of the decision table. What is unknown on one side contradicts nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.match.features import ROUND_DAYS, Features
from pipeline.match.lexicon import GENERIC
from pipeline.match.title import TitleMatch

#: A body that agrees this far overrides titles with words of their own, unless these are rivals.
NEARLY_IDENTICAL = 0.9
#: A body that agrees this far lets words be synonyms that no text repeats.
ALIKE_WORDS = 0.6

Veto = tuple[str, str]


def facts_contradict(new: Features, old: Features) -> Veto | None:
    """The row that keeps two postings of one employer apart whatever their words are, with its words."""
    return _job(new, old) or _conditions(new, old)


def gap_days(new: Features, old: Features) -> int:
    """Days between the end of the earlier posting's life and the beginning of the later one's; negative: they overlap."""
    if not new.born or not old.born:
        return -1
    first, second = (old, new) if old.born <= new.born else (new, old)
    return second.born - first.dies


def retender(new: Features, old: Features) -> Veto | None:
    days = gap_days(new, old)
    return ("12", f"it begins {days} days after the last deadline, a tender of its own") if days > ROUND_DAYS else None


def _job(new: Features, old: Features) -> Veto | None:
    if new.cohort and old.cohort and new.cohort != old.cohort:
        return "13", f"training that begins in {old.cohort} and in {new.cohort}"
    if new.kind != old.kind:
        return "9", f"another kind of post ({old.kind.replace('_', ' ')} / {new.kind.replace('_', ' ')})"
    if new.level != old.level and set(new.level) ^ set(old.level) > ({"lead"} if new.cut or old.cut else set()):
        return "9", f"another level ({', '.join(old.level) or 'no level named'} / {', '.join(new.level) or 'no level named'})"
    if new.series and old.series and new.series != old.series:
        return "8", f"parallel openings of one series ({old.series} / {new.series})"
    if new.collective != old.collective:
        return "10", "a collective ad against a single one"
    return None


def _conditions(new: Features, old: Features) -> Veto | None:
    if grades_differ(new, old):
        return "9", f"another pay grade ({_grades(old)} / {_grades(new)})"
    if new.permanent is not None and old.permanent is not None and new.permanent != old.permanent:
        return "9", "permanent against temporary"
    if new.hours and old.hours and (new.hours[0] > old.hours[1] + 0.4 or old.hours[0] > new.hours[1] + 0.4):
        return "9", f"other weekly hours ({old.hours[0]:g} / {new.hours[0]:g})"
    if departments_differ(new, old):
        return "9", f"another department ({old.departments[0]} / {new.departments[0]})"
    return None


def words_contradict(new: Features, old: Features, title: TitleMatch, body: float | None) -> Veto | None:
    """The row that keeps two postings apart by their titles or places, with its words."""
    if title.rivals or (title.contradict and not _one_job(new, old, title, body)):
        return "10", title.words
    if new.places and old.places and new.stated and old.stated and not places_meet(new, old):
        return "6", f"other places of work ({', '.join(old.places)} / {', '.join(new.places)})"
    return None


def _one_job(new: Features, old: Features, title: TitleMatch, body: float | None) -> bool:
    """Whether the texts show that titles with words of their own name one job.

    The tasks of an ad say what its title is about (Linux, Windows), but seldom repeat an occupation ("Netzwerktechniker").
    Words of two titles that each stand in their own text are two topics; words that no text repeats may be synonyms.
    """
    if body is None or body < ALIKE_WORDS:
        return False
    own, others = says(new, title.extra_new), says(old, title.extra_old)
    identical = body >= NEARLY_IDENTICAL and new.sketch == old.sketch
    if own and others and not identical:
        return False
    if body >= NEARLY_IDENTICAL and new.whole and old.whole:
        return True
    # Synonyms that no text repeats are those of occupations; two topics are two topics.
    if not any(names_occupation(stem, f.letters) for f, extra in ((new, title.extra_new), (old, title.extra_old)) for stem in extra):
        return False
    return bool((new.whole and not own) or (old.whole and not others)) and min(new.shingles, old.shingles) >= 8 and any(
        stem in old.title and stem not in GENERIC for stem in new.title)


_OCCUPATION = re.compile(r"(?:er|erin|in|or|ent|ist|oge|kraft|kaufmann|kauffrau|[uo]ng|ion|agent|owner|e?hilfe|leitung|specialist|manager|engineer|analyst|architekt|assistenz|administration|entwicklung|technik|betreu|support)$")


def names_occupation(stem: str, letters: str) -> bool:
    """Whether a stem of a title is of a word that looks like the name of an occupation."""
    return any(word.startswith(stem[:5]) or stem in word for word in letters.split() if _OCCUPATION.search(word))


def says(f: Features, stems: tuple[str, ...]) -> bool:
    """Whether the text says one of these stems of its title."""
    return any(stem in stems and f.said >> n & 1 for n, stem in enumerate(f.title))


def places_meet(new: Features, old: Features) -> bool:
    """Whether a place is in common, also as "koln-deutz" and "koln"."""
    for one in new.places:
        if one in old.places:
            return True
    return any(one.split("-")[0].split(",")[0] == other.split("-")[0].split(",")[0] for one in new.places for other in old.places)


def grades_differ(new: Features, old: Features) -> bool:
    """Whether both name grades of one family and none of their ranges meet."""
    comparable = False
    for family, low, high in new.grades:
        for other, lowest, highest in old.grades:
            if family == other:
                if low <= highest and lowest <= high:
                    return False
                comparable = True
    return comparable


#: Sorts of units: a department and the division above it do not contradict.
_SORTS = frozenset("abteilung hauptabteilung fachbereich produktbereich servicebereich geschaftsbereich geschaftsfeld bereich sachgebiet fachgebiet fachdienst referat dezernat stabsstelle stabstelle team amt fur der und".split())


def departments_differ(new: Features, old: Features) -> bool:
    """Whether both name units of the same sort and none in common."""
    if not new.departments or not old.departments or not set(new.departments).isdisjoint(old.departments):
        return False
    return _units_differ(new.departments, old.departments)


@lru_cache(maxsize=8192)
def _units_differ(new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    for one in new:
        for other in old:
            mine, theirs = _name_of(one), _name_of(other)
            if mine <= theirs or theirs <= mine:
                return False
    sorts = [{name.split()[0] for name in names} for names in (new, old)]
    return bool(sorts[0] & sorts[1]) or len(new) == len(old) == 1


def _name_of(unit: str) -> set[str]:
    found = unit.split()
    return {word for word in found if word not in _SORTS} or set(found)


def _grades(f: Features) -> str:
    """The grades of a posting as people write them: "EG 9b-11"."""
    return ", ".join(f"{family} {_range(low, high)}" for family, low, high in f.grades)


def _range(low: int, high: int) -> str:
    """A bare 9 reaches from 90 to 93; 0 and 999 are open ends."""
    if low == 0 or high == 999:
        return f"up to {_rank(high)}" if low == 0 else f"from {_rank(low)}"
    one, other = _rank(low), _rank(high)
    return one if one == other or high - low == 3 else f"{one}-{other}"


def _rank(rank: int) -> str:
    return f"{rank // 10}{('', 'a', 'b', 'c')[rank % 10] if rank % 10 < 4 else ''}"
