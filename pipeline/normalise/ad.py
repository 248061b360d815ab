"""An ad prepared for reading: repaired title and text, sentences, the day by which years are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pipeline.model import Evidence, Posting, Problem
from pipeline.normalise.dates import parse_date
from pipeline.normalise.text import clean, html_to_text, unglue

#: A sentence ends at a line break or at ". " before a capital, not after an ordinal or an abbreviation.
_END = re.compile(
    r"\n|(?<=[^\d.\s][^\d.\s]{2}[.!?])\s+(?=[A-ZÄÖÜ])|(?<=[a-z]\)[.!?])\s+(?=[A-ZÄÖÜ])"
    r"|(?<=\d{4}[.!?])\s+(?=[A-ZÄÖÜ])|;\s+"
)

#: A full stop after one of these ends no sentence.
_ABBREVIATED = re.compile(r"\b(?:Ref|Kennz|Kenn-Nr|Stellen-Nr|Entgeltgr|Bes|inkl|ggf|bzw|max|mind|Tel|Abs|Std|wöchtl|evtl|voraus|voraussichtl|vgl|Str|Ing|Dipl|Prof|zzgl|unbefr|befr)\.$")

#: The left column of a table of facts; what it labels stands in the next line.
_LABEL = re.compile(
    r"(?:(?:Bewerbungs|Einsende|Ausschreibungs)?(?:frist|schluss|ende)|Bewerb\w* bis|(?:zu besetzen|Besetzung|Beginn|Start|Eintritt\w*|Einstellung|Arbeitsbeginn|Ausbildungsbeginn"
    r"|Studienbeginn|Besetzungstermin)(?: ab| zum)?|(?:Anzahl(?: der)? )?(?:Stellen|Plätze)|Stellenzahl|Kenn-?ziffer|Referenz\w*|Stellen-?(?:ID|Nr\.?|nummer)|Kennwort"
    r"|Vorgangsnummer|Aktenzeichen|Vergütung|Bewertung|Entgelt(?:gruppe)?|Eingruppierung|Besoldung|Gehalt|Bezahlung|Arbeitszeit|Wochenstunden|(?:Stellen|Beschäftigungs)?umfang"
    r"|Umfang|Befristung|Dauer|Vertrag\w*|Beschäftigungs\w+|(?:Arbeits|Einsatz|Dienst|Stand)ort|Ort|Homeoffice|Mobiles Arbeiten|Telearbeit)\s*:?",
    re.IGNORECASE)


@dataclass
class Ad:
    """One posting while it is being read; proofs and doubts are collected here."""

    posting: Posting
    evidence: list[Evidence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def title(self) -> str:
        return " ".join(clean(self.posting.title).split())[:1000]

    @cached_property
    def text(self) -> str:
        return unglue(html_to_text(self.posting.description_html))

    @cached_property
    def sentences(self) -> list[str]:
        """Sentences and lines of the text in order."""
        parts: list[str] = []
        for part in _END.split(self.text):
            if not part or not part.strip():
                continue
            if parts and _ABBREVIATED.search(parts[-1]):
                parts[-1] = f"{parts[-1]} {part.strip()}"
            elif parts and len(part) < 80 and _LABEL.fullmatch(parts[-1]):
                parts[-1] = f"{parts[-1].rstrip(': ')}: {part.strip()}"
            else:
                parts.append(part.strip())
        return parts

    @cached_property
    def reference(self) -> date | None:
        """The day by which a date without a year is understood."""
        posting = self.posting
        for stated in (posting.published, posting.date_posted, posting.seen_at):
            if (day := parse_date(stated)) is not None:
                return day
        return None

    def both(self) -> Iterator[tuple[str, str]]:
        """The title, then every sentence, each with the posting's field it stands in."""
        yield self.title, "title"
        for sentence in self.sentences:
            yield sentence, "description_html"

    def prove(self, fact: str, words: str, origin: str, rule: str) -> None:
        self.evidence.append(Evidence(field=fact, words=words.strip()[:300], origin=origin, rule=rule))

    def doubt(self, code: str, message: str) -> None:
        self.problems.append(Problem(code=code, message=message, where=self.posting.url))
