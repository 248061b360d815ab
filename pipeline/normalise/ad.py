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
        return [part.strip() for part in _END.split(self.text) if part and part.strip()]

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
