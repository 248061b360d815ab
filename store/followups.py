"""The open vacancies whose ads lack what they should say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from pipeline.followup import FollowUp, is_neutral, states_pay
from pipeline.model import MANUAL, Facts, Kind
from store.database import Database
from store.schema import members, memberships, postings, vacancies

#: So many ids in one question.
CHUNK = 1000


class FollowUps(Database):
    """Finds them, by employer and title."""

    def without_pay(self, today: date) -> list[FollowUp]:
        """Those whose ad names neither grade nor sum; nobody expects one of a volunteer or a pool of applications."""
        v = vacancies.c
        with self.read() as connection:
            rows = connection.execute(_open(today, v.facts).where(v.grade_rank.is_(None), v.kind.not_in((Kind.SPECULATIVE, Kind.VOLUNTEER))))
            return _sorted([row for row in rows if not states_pay(Facts.model_validate(row.facts))])

    def without_neutral_form(self, today: date) -> list[FollowUp]:
        """Those whose title addresses men or women only, in every ad of it."""
        with self.read() as connection:
            rows = [row for row in connection.execute(_open(today)) if not is_neutral(row.title)]
            fair = _neutral(connection, [row.id for row in rows])
            return _sorted([row for row in rows if row.id not in fair])


def _open(today: date, *more: Any) -> Any:
    v = vacancies.c
    return (select(v.id, v.title, v.employer_key, v.employer, members.c.short_name, *more).outerjoin(members, members.c.key == v.employer_key)
            .where(v.hidden.is_(False), v.closed_at.is_(None), *(or_(column.is_(None), column >= today) for column in (v.valid_through, v.expires))))


def _neutral(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of which an ad has a title that addresses everybody: ours may be shorter."""
    found: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        rows = connection.execute(
            select(memberships.c.vacancy, postings.c.title).join(postings, and_(postings.c.id == memberships.c.posting, postings.c.closed_at.is_(None)))
            .where(memberships.c.vacancy.in_(ids[start:start + CHUNK]), postings.c.source.not_like(f"%.{MANUAL}")))
        found |= {row.vacancy for row in rows if is_neutral(row.title)}
    return found


def _sorted(rows: Sequence[Any]) -> list[FollowUp]:
    found = [FollowUp(vacancy=row.id, title=row.title, employer_key=row.employer_key, employer=row.short_name or row.employer) for row in rows]
    return sorted(found, key=lambda one: (one.employer.casefold(), one.title.casefold(), one.vacancy))
