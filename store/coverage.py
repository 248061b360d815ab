"""The weekly look at what the vacancies of each employer state."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import delete, func, insert, select

from pipeline.coverage import shares_of
from pipeline.model import Coverage, Facts
from pipeline.normalise.dates import berlin
from store.database import Database
from store.schema import coverage, vacancies

#: Days between two looks, and how long they are kept.
WEEK, KEPT_LOOKS = timedelta(days=7), timedelta(days=400)


class Coverages(Database):
    """Keeps one look a week."""

    def look(self, now: datetime) -> bool:
        """Look at all open vacancies where the last look is a week old; True where it did."""
        today = berlin(now)
        with self.read() as connection:
            last = connection.execute(select(func.max(coverage.c.day))).scalar()
            if last is not None and today - last < WEEK:
                return False
            rows = connection.execute(select(vacancies.c.employer_key, vacancies.c.facts).where(vacancies.c.closed_at.is_(None)).order_by(vacancies.c.employer_key))
            looked = [_coverage(key, [Facts.model_validate(row.facts) for row in group], now) for key, group in groupby(rows, key=lambda row: row.employer_key)]
        if not looked:
            return False
        with self.write() as connection:
            connection.execute(delete(coverage).where((coverage.c.day == today) | (coverage.c.day < today - KEPT_LOOKS)))
            connection.execute(insert(coverage), [look.model_dump() for look in looked])
        return True

    def looks(self) -> list[tuple[Coverage, Coverage | None]]:
        """Each employer's newest look and the one before it, by the employer's key."""
        with self.read() as connection:
            days = connection.execute(select(coverage.c.day).distinct().order_by(coverage.c.day.desc()).limit(2)).scalars().all()
            found = [Coverage(**row._mapping) for row in connection.execute(select(coverage).where(coverage.c.day.in_(days)).order_by(coverage.c.employer_key))]
        before = {look.employer_key: look for look in found if look.day == days[-1]} if len(days) > 1 else {}
        return [(look, before.get(look.employer_key)) for look in found if look.day == days[0]]


def _coverage(key: str, facts: list[Facts], now: datetime) -> Coverage:
    return Coverage(employer_key=key, day=berlin(now), vacancies=len(facts), shares=shares_of(facts))
