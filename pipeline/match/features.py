"""What matching compares: a small record of a posting, made once and stored."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.match.body import Line, read_body, read_lines
from pipeline.match.employer import Employer, employer_in, employer_name, relation
from pipeline.match.fold import fold, hash32, repair, words
from pipeline.match.identity import canonical_url
from pipeline.match.lexicon import NOISE
from pipeline.match.reference import fold_reference, references_in
from pipeline.match.title import read_title, said_besides
from pipeline.match.units import SERVANTS, Unit, belongs
from pipeline.model import Kind, Normalised, Posting
from pipeline.normalise.dates import parse_date

#: Days a posting without a deadline is taken to live.
LIFE = 60
#: Days after the old deadline within which the same job is a new round, not a re-tender.
ROUND_DAYS = 150

#: Kinds of posts that begin once a year.
TRAINING = frozenset({Kind.APPRENTICESHIP, Kind.DUAL_STUDY, Kind.TRAINEE, Kind.VOLUNTEER})
#: How much of an ad without an employer is kept, in characters: its first sentences usually name it.
BEGINNING = 300
#: Characters of a text that are read: longer pages are lists or mistakes.
MOST_TEXT = 12_000


class Features(NamedTuple):
    """0, "" and empty mean unknown. ``born`` and ``dies`` are day ordinals; ``sketch`` the smallest shingle hashes.

    ``grades`` are (family, lowest, highest) in tenths, ``hours`` hours a week, ``references`` (core, letters, year).
    ``letters`` are the words of the title; ``said`` has a bit for each stem of it that the text says too. ``stated`` says
    that the portal names the places, not only the text. ``short`` is an abbreviation of the employer that stands beside its
    name; where the portal names none, ``text`` is the beginning of the ad and ``short`` the employer that it seems to name.
    """

    posting: str
    url: int
    source: int
    employer: str
    short: str
    title: tuple[str, ...]
    level: tuple[str, ...]
    series: str
    collective: bool
    cut: bool
    letters: str
    references: tuple[tuple[str, str, str], ...]
    places: tuple[str, ...]
    grades: tuple[tuple[str, int, int], ...]
    permanent: bool | None
    hours: tuple[float, float] | None
    kind: str
    departments: tuple[str, ...]
    cohort: int
    born: int
    dies: int
    deadline: bool
    shingles: int
    whole: bool
    foreign: bool
    said: int
    stated: bool
    sketch: tuple[int, ...]
    text: str = ""

    def dump(self) -> bytes:
        """Numbers as they are, the sketch with three bytes each, the words deflated: about 200 bytes."""
        bits = (self.collective, self.cut, self.deadline, self.whole, self.foreign, self.stated, self.permanent is not None, bool(self.permanent))
        numbers = _NUMBERS.pack(_SECOND_FORM | len(self.sketch), self.url, self.source, self.born, self.dies, min(self.shingles, 0xFFFF), self.said, sum(bit << n for n, bit in enumerate(bits)))
        sketch = b"".join([number.to_bytes(3, "big") for number in self.sketch])
        words_ = _ENCODER.encode([getattr(self, name) for name in _WORDS]).encode()
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
        return numbers + sketch + deflate.compress(words_) + deflate.flush()

    @classmethod
    def load(cls, data: bytes) -> Features:
        """What ``dump`` wrote, or wrote in the first form (before migration 0008)."""
        return _loaded(bytes(data))


#: The first byte of the second form has this bit and the length of the sketch; that of the first form the length only.
_SECOND_FORM = 0x80
_NUMBERS = struct.Struct(">BIIIIHHB")
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
_WORDS = ("posting", "employer", "short", "title", "level", "series", "letters", "references", "places", "grades", "hours", "kind", "departments", "cohort", "text")
#: What deflating begins with. It is part of the stored form: never change it.
_DICTIONARY = (
    b'"trainee"],"apprenticeship"],"dual_study"],"stadt: koln main","kreis: ","landkreis "stadtwerke: ","zweckverband: informatik kommunale datenverarbeitung rechenzentrum region it service verbund digital '
    b'abteilung fachbereich sachgebiet referat dezernat amt fur stabsstelle geschaftsbereich infrastruktur digitalisierung '
    b'"referent","beratung","berat","verwaltung","fach","verfahren","betreu","applikation","anwendung","entwickl","software","system","administrat","netzwerk","engineer","technik","projekt","produkt","prozess","manag",'
    b'"organisation","informations","sicherheit","beauftragt","datenbank","daten","sozial","padagog","buchhalt","lohn","personal","finanz","support","mitarbeit","sachbearbeit","bereich","it","koordinat","leit","ausbild",'
    b'systemadministrator softwareentwickler anwendungsentwickler projektmanager sachbearbeiter fachinformatiker ingenieur mitarbeiter bereich it '
    b'karriere.jobs.stellen.interamt\\n arbeitsagentur\\n service_bund\\n",[],"",[["","","25"]],[["","","26"]],[["EG",90,93]],[["EG",110,110]],[["EG",100,120]],[39.0,39.0],"job",[],0,""]')


@lru_cache(maxsize=8192)
def _loaded(data: bytes) -> Features:
    if data[0] < _SECOND_FORM:
        return _first_form(data)
    head, url, source, born, dies, shingles, said, bits = _NUMBERS.unpack_from(data)
    end = _NUMBERS.size + 3 * (head & 0x7F)
    posting, employer, short, title, level, series, letters, references, places, grades, hours, kind, departments, cohort, text = json.loads(
        zlib.decompressobj(-15, zdict=_DICTIONARY).decompress(data[end:]))
    return Features(
        posting, url, source, employer, short, tuple(title), tuple(level), series, bool(bits & 1), bool(bits & 2), letters, tuple(map(tuple, references)), tuple(places), tuple(map(tuple, grades)),
        bool(bits & 128) if bits & 64 else None, tuple(hours) if hours else None, kind, tuple(departments), cohort, born, dies, bool(bits & 4), shingles, bool(bits & 8), bool(bits & 16), said, bool(bits & 32),
        tuple([int.from_bytes(data[n : n + 3], "big") for n in range(_NUMBERS.size, end, 3)]), text)


def _first_form(data: bytes) -> Features:
    """Entries of before migration 0008: a sketch of four bytes each, all else deflated; ``said`` and ``stated`` were unknown."""
    end = 1 + 4 * data[0]
    values: list[Any] = json.loads(zlib.decompress(data[end:]))
    text = values.pop()
    for place in (5, 6, 12, 17):
        values[place] = tuple(values[place])
    values[11], values[13] = tuple(map(tuple, values[11])), tuple(map(tuple, values[13]))
    values[15] = tuple(values[15]) if values[15] else None
    sketch = tuple(number >> 8 for number in struct.unpack(f">{data[0]}I", data[1:end]))
    return Features._make([*values, 0, True, sketch, text])


def features(posting: Posting, normalised: Normalised, employer_key: str | None = None) -> Features:
    """The record of one posting. ``employer_key`` is the member's key; without it the employer's name is folded."""
    facts = normalised.facts
    lines = read_lines(normalised.text[:MOST_TEXT])
    raw = fold(posting.title)
    stated, employer = _employer(_whole_title(facts.title, posting.title), posting.employer)
    if not employer.key:  # cleaning the title may have taken it away
        employer = _employer(posting.title, posting.employer)[1]
    places = _places(posting, facts.locations)
    title = read_title(stated, _of_places(places, tuple(posting.locations)))
    series, collective, cut = said_besides(raw)
    born = first_day(posting)
    body = read_body(lines, employer.key.rpartition(": ")[2])
    address = canonical_url(posting.url)
    start = facts.start if isinstance(facts.start, date) else None
    return Features(
        posting=f"{posting.source}\n{posting.external_id or address}", url=hash32(address), source=_number_of(posting.source),
        employer=f"={employer_key}" if employer_key else employer.key,
        short=employer.short if employer_key or employer.key else employer_in(normalised.text[:BEGINNING]),
        title=title.stems, level=title.level, series=series or title.series, collective=title.collective or collective,
        cut=title.cut or cut, letters=title.letters, references=_references(posting, normalised, raw, lines, born), places=places,
        grades=_grades(normalised, raw), permanent=_permanent(facts.permanent, raw, lines), hours=_hours(normalised, raw), kind=facts.kind,
        departments=_departments(posting.department, employer.unit, lines), cohort=_cohort(facts.kind, start, raw, lines), born=born,
        dies=max(born, facts.valid_through.toordinal()) if facts.valid_through else (born + LIFE if born else 0), deadline=facts.valid_through is not None,
        shingles=body.total, whole=body.whole, foreign=body.foreign, said=_said(title.stems, body.read), stated=bool(posting.locations), sketch=body.sketch,
        text="" if employer_key or employer.key else "\n".join([line.folded for line in lines])[:BEGINNING])


def fold_employer(name: str | None) -> str:
    """The key of an employer's name; Stadt X, Kreis X and Stadtwerke X stay three."""
    return employer_name(name).key


def first_day(posting: Posting) -> int:
    """The ordinal of the day the posting was first seen, 0 where no date is known."""
    for stated in (posting.published, posting.date_posted, posting.seen_at):
        if stated and (day := _ordinal(stated)):
            return day
    return 0


@lru_cache(maxsize=4096)
def _ordinal(stated: str) -> int:
    day = parse_date(stated)
    return day.toordinal() if day else 0


def _whole_title(title: str | None, stated: str) -> str:
    """The title without its frills, but with a topic that stands before a colon: "Mailsysteme: Systemingenieur"."""
    if not title or ": " not in stated:
        return title or stated
    stated = repair(stated)
    before = stated[: max(0, stated.lower().find(repair(title)[:12].lower()))]
    topics = [part for part in before.split(":") if not NOISE.issuperset(words(fold(part)))]
    return f"{topics[-1]} {title}" if topics and ":" in before else title


_JOINT = re.compile(r"\s(?:-|–|\|{1,2}|/{1,2})\s|,\s|\s\((?=[^()]{6,}$|[^()]{3,}\([^()]*\)\)?$)")
_JOINTS = (" - ", " – ", ",", "(", "|", "/")
_ORGANISATION = re.compile(
    r"(?:die |der )?(?:stadt|landeshauptstadt|hansestadt|universitatsstadt|kreis|landkreis|gemeinde|samtgemeinde|stadtwerke|zweckverband|klinikum|universitat|hochschule|bezirksamt|landratsamt|rechenzentrum) [a-z]"
    r"|[a-z].* (?:gmbh|ggmbh|mbh|ag|gag|se|kg|eg|e\.\s?g\.|ev|e\.\s?v\.|aor|a\.\s?o\.\s?r\.|gku|kdor)$")
#: "Kommunale Datenverarbeitung Region Lippe (KDRL)": the abbreviation begins as the name does.
_ABBREVIATED = re.compile(r"([A-ZÄÖÜ])\S+(?: \S+){2,6} \(\1[A-ZÄÖÜ][\w-]{1,7}\)$")


def _employer(title: str, named: str | None) -> tuple[str, Employer]:
    """The title without the employer that may stand at its end, and the employer: where none is named, that one."""
    employer = employer_name(named)
    if not any(sign in title for sign in _JOINTS):
        return title, employer
    joints = list(_JOINT.finditer(title))[-2:]
    # The name of the employer may hold a joint itself: "Stadt Kiel - Der Oberbürgermeister".
    for joint in joints:
        tail = title[joint.end() :]
        if tail.count(")") > tail.count("("):
            tail = tail.rstrip(") ")
        there = employer_name(tail)
        if not there.key:
            continue
        found = relation(there.key, there.short, employer.key, employer.short)
        last = joint is joints[-1]
        if (found == "same" and (last or there.key == employer.key)) or (last and found != "other" and (_ORGANISATION.match(fold(tail)) or _ABBREVIATED.match(tail))):
            return title[: joint.start()], employer if employer.key else there
    return title, employer


def _said(stems: tuple[str, ...], read: str) -> int:
    """A bit for each stem that a text says; short ones as whole words."""
    said = 0
    for n, stem in enumerate(stems[:16]):
        if stem in read and (len(stem) > 3 or stem in words(read)):
            said |= 1 << n
    return said


def _places(posting: Posting, locations: list[str]) -> tuple[str, ...]:
    names = {_place(name) for name in locations} or {_stated_place(stated) for stated in posting.locations}
    return tuple(sorted(names - {""}))[:6]


@lru_cache(maxsize=4096)
def _place(name: str) -> str:
    return re.sub(r"\s*\(.*?\)|\b(?:stadt|landeshauptstadt)\b", "", fold(name)).strip()


@lru_cache(maxsize=4096)
def _stated_place(stated: str) -> str:
    return re.sub(r"\(.*?\)|\b\d{4,5}\b|\bdeutschland\b", " ", fold(stated)).split(",")[0].strip()


@lru_cache(maxsize=4096)
def _of_places(places: tuple[str, ...], stated: tuple[str, ...]) -> frozenset[str]:
    """The words of places, which a title may carry without meaning them."""
    return frozenset(word for place in (*places, *map(fold, stated)) for word in words(place) if not word.isdigit())


def _references(posting: Posting, normalised: Normalised, raw: str, lines: Sequence[Line], born: int) -> tuple[tuple[str, str, str], ...]:
    stated = [normalised.facts.identifier, posting.identifier, *references_in(raw), *[name for line in lines if line.references for name in line.references][:2]]
    found: list[tuple[str, str, str]] = []
    for name in stated:
        # A number of the address is the portal's.
        if not name or name == posting.external_id or (len(name) > 4 and name.isdigit() and name in re.findall(r"\d{5,}", posting.url)):
            continue
        if reference := fold_reference(name, date.fromordinal(born).year if born else 0):
            value = (reference.core, reference.letters, reference.year)
            if value not in found:
                found.append(value)
    return tuple(found[:3])


_RAW_GRADE = re.compile(r"\b(?:eg|e|entgeltgruppe)\s?(\d{1,2})\s?([abc])?\b(?:\s?(?:-|bis)\s?(?:eg\s?|e\s?)?(\d{1,2})\s?([abc])?\b)?")
_number_of = lru_cache(maxsize=1024)(hash32)
_LETTER = {"": 0, "a": 1, "b": 2, "c": 3}


def _grades(normalised: Normalised, raw: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    for grade in normalised.facts.pay_grades:
        if grade.min or grade.max:
            family = (grade.min or grade.max or "").split()[0]
            found.append((family, _rank(grade.min, 0, top=False), _rank(grade.max, 999, top=True)))
    if not found and (match := _RAW_GRADE.search(raw)):
        low = f"EG {match[1]}{match[2] or ''}"
        high = f"EG {match[3]}{match[4] or ''}" if match[3] else low
        found.append(("EG", _rank(low, 0, top=False), _rank(high, 999, top=True)))
    return tuple(found[:3])


@lru_cache(maxsize=1024)
def _rank(grade: str | None, unknown: int, *, top: bool) -> int:
    """ "EG 9b" -> 92; a bare 9 reaches from 90 to 93."""
    match = re.search(r"(\d{1,2})\s?([abc])?", fold(grade or ""))
    if match is None:
        return unknown
    return int(match[1]) * 10 + (3 if top and not match[2] and match[1] == "9" else _LETTER[match[2] or ""])


def _permanent(stated: bool | None, raw: str, lines: Sequence[Line]) -> bool | None:
    """What is stated, else what the title says, else the text, where it says one of both."""
    if stated is not None:
        return stated
    open_end, fixed = "unbefrist" in raw or "auf dauer" in raw, raw.count("befrist") > raw.count("unbefrist")
    if open_end == fixed:
        open_end, fixed = any(line.permanent for line in lines), any(line.temporary for line in lines)
    return open_end if open_end != fixed else None


_RAW_HOURS = re.compile(r"\b(\d{1,2})(?:[.,](\d{1,2}))?\s?(?:std|stunden|wochenstunden|h\b)")


def _hours(normalised: Normalised, raw: str) -> tuple[float, float] | None:
    hours = normalised.facts.weekly_hours
    if hours is not None:
        return hours.min or 0.0, hours.max or 99.0
    if match := _RAW_HOURS.search(raw):
        value = float(f"{match[1]}.{match[2] or 0}")
        return value, value
    return None


def _departments(stated: str | None, unit: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """The units the post belongs to, as "abteilung infrastruktur"; not the office that takes the applications."""
    found = []
    if stated:
        found.append(" ".join(words(fold(stated))))
    elif unit and not SERVANTS.search(unit):
        found.append(" ".join(words(unit)))
    named: list[Unit] = []
    for number, line in enumerate(lines):
        if line.units:
            named += [one if one.sure is not None else one._replace(sure=number > 0 and belongs(lines[number - 1].stated) or None) for one in line.units]
    sure = [one for one in named if one.sure]
    for one in sorted(sure or [one for one in named if one.sure is not None], key=lambda one: one.label):
        found.append(one.name)
    return tuple(dict.fromkeys(found))[:4]


def _cohort(kind: str, start: date | None, raw: str, lines: Sequence[Line]) -> int:
    if kind not in TRAINING:
        return 0
    if year := re.search(r"\b(20[1-4]\d)\b", raw):
        return int(year[1])
    if start:
        return start.year
    year = re.search(r"(?:\bbeginn|\bstart|(?<!bis )\bzum|\bab)\b\D{0,20}(?:\d{1,2}\.\s?\d{1,2}\.|\w+)?\s?(20[1-4]\d)", "\n".join([line.folded for line in lines]))
    return int(year[1]) if year else 0
