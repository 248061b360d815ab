"""Why a vacancy is one, and which may be the same."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from store.database import Database
from store.schema import memberships, pairs, postings
from store.vacancies import surviving


@dataclass(frozen=True)
class Membership:
    """Why a posting is part of a vacancy."""

    posting: str
    rule: str
    score: float
    evidence: list[str]


@dataclass(frozen=True)
class Pair:
    """Two vacancies that may be the same, with the score and the reason."""

    one: str
    other: str
    score: float
    why: str


class Merging(Database):
    """Reads how vacancies were made of postings."""

    def memberships(self, vacancy_id: str) -> list[Membership]:
        """The postings of a vacancy with rule, score and words, oldest first."""
        with self.read() as connection:
            rows = connection.execute(
                select(postings.c.url, memberships.c.rule, memberships.c.score, memberships.c.evidence)
                .join(memberships, memberships.c.posting == postings.c.id)
                .where(memberships.c.vacancy == surviving(connection, vacancy_id)).order_by(postings.c.id))
            return [Membership(row.url, row.rule, row.score, row.evidence) for row in rows]

    def possible_pairs(self, limit: int = 200) -> list[Pair]:
        """Pairs in the grey zone that nobody decided on, most alike first."""
        with self.read() as connection:
            rows = connection.execute(select(pairs).where(pairs.c.same.is_(None)).order_by(pairs.c.score.desc(), pairs.c.one, pairs.c.other).limit(limit))
            return [Pair(row.one, row.other, row.score or 0.0, row.why or "") for row in rows]
