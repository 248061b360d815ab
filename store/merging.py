"""Why a vacancy is one, which may be the same, and what people say about it; everything they say can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy import update as sql_update

from store import settling
from store.database import Database, StoreError
from store.schema import aliases, decisions, memberships, pairs, postings, vacancies
from store.vacancies import bump, refresh, surviving


@dataclass(frozen=True)
class Membership:
    """Why a posting is part of a vacancy."""

    posting: str
    rule: str
    score: float
    evidence: list[str]
    source: str
    external_id: str
    round: int


@dataclass(frozen=True)
class Pair:
    """Two vacancies that may be the same, with the score and the reason."""

    one: str
    other: str
    score: float
    why: str
    titles: tuple[str, str]
    employers: tuple[str, str]


class Merging(Database):
    """Reads how vacancies were made of postings, and remembers what people say of that."""

    def memberships(self, vacancy_id: str) -> list[Membership]:
        """The postings of a vacancy with rule, score and words, oldest first."""
        with self.read() as connection:
            rows = connection.execute(
                select(postings, memberships.c.rule, memberships.c.score, memberships.c.evidence, memberships.c.round)
                .join(memberships, memberships.c.posting == postings.c.id)
                .where(memberships.c.vacancy == surviving(connection, vacancy_id)).order_by(postings.c.id))
            return [Membership(row.url, row.rule, row.score, row.evidence, row.source, row.external_id, row.round) for row in rows]

    def possible_pairs(self, limit: int = 200, *, closed: bool = False) -> list[Pair]:
        """Pairs in the grey zone that nobody decided on, most alike first; ``closed``: also where nothing of them is open."""
        with self.read() as connection:
            known = {row.id: row for row in connection.execute(select(vacancies.c.id, vacancies.c.title, vacancies.c.employer, vacancies.c.closed_at))}
            apart = {frozenset(surviving(connection, name) for name in (row.one, row.other))
                     for row in connection.execute(select(pairs.c.one, pairs.c.other).where(pairs.c.same.is_(False)))}
            leads = {row.id: row.vacancy for row in connection.execute(select(aliases))}
            found: dict[frozenset[str], Pair] = {}
            for row in connection.execute(select(pairs).where(pairs.c.same.is_(None)).order_by(pairs.c.score.desc(), pairs.c.one, pairs.c.other)):
                one, other = (surviving(connection, name) if name in leads else name for name in (row.one, row.other))
                pair = frozenset((one, other))
                if len(pair) < 2 or pair in apart or pair in found or not pair <= known.keys():
                    continue
                both = known[one], known[other]
                if closed or any(v.closed_at is None for v in both):
                    found[pair] = Pair(one, other, row.score or 0.0, row.why or "", (both[0].title, both[1].title), (both[0].employer, both[1].employer))
                if len(found) == limit:
                    break
            return list(found.values())

    def merge(self, one: str, other: str, now: datetime) -> str:
        """Say that two vacancies are one: the older survives, whose id is returned; the other's id leads to it."""
        with self.write() as connection:
            first, second = _existing(connection, one), _existing(connection, other)
            if first == second:
                return first
            survivor, gone = settling.older_first(connection, first, second)
            _remember(connection, "merge", survivor, gone, settling.merge(connection, survivor, gone), now)
            _show(connection, (survivor, gone), now)
            return survivor

    def split(self, vacancy: str, named: Sequence[str], now: datetime) -> list[str]:
        """Say that postings of a vacancy are another one: the named ones together, or each but the first on its own.

        A posting is named by its address, its id, or "SOURCE ID". Returns the ids of the new vacancies.
        """
        with self.write() as connection:
            vacancy = _existing(connection, vacancy)
            new: list[str] = []
            for group in settling.groups(connection, vacancy, named):
                before = settling.part(connection, vacancy, group)
                new.append(before["vacancy"])
                before["pairs"] = [pair for known in (vacancy, *new[:-1]) for pair in settling.keep_apart(connection, known, new[-1], now)]
                _remember(connection, "split", vacancy, new[-1], before, now)
            _show(connection, (vacancy, *new), now)
            return new

    def keep_apart(self, one: str, other: str, now: datetime) -> None:
        """Say that two vacancies are not the same, for good."""
        with self.write() as connection:
            first, second = _existing(connection, one), _existing(connection, other)
            if first == second:
                raise StoreError(f"{one} and {other} are one vacancy: `stellenmarkt vacancies split {first}` parts its postings")
            _remember(connection, "apart", first, second, {"pairs": settling.keep_apart(connection, first, second, now)}, now)
            bump(connection)

    def undo(self, verb: str, ids: Sequence[str], now: datetime) -> list[str]:
        """Take back the newest merge, split or apart that concerns all of ``ids``; returns the vacancies that it touched."""
        with self.write() as connection:
            found = _last(connection, verb, set(ids))
            for row in reversed(found):
                if verb == "merge":
                    settling.unmerge(connection, row)
                elif verb == "split":
                    settling.unpart(connection, row)
                settling.restore_pairs(connection, row.before["pairs"])
                connection.execute(sql_update(decisions).where(decisions.c.id == row.id).values(undone_at=now))
            touched = list(dict.fromkeys(surviving(connection, name) for row in found for name in (row.one, row.other)))
            _show(connection, [*touched, *(row.other for row in found)], now)
            return touched


def _existing(connection: Connection, vacancy: str) -> str:
    survivor = surviving(connection, vacancy)
    if connection.execute(select(vacancies.c.id).where(vacancies.c.id == survivor)).first() is None:
        raise StoreError(f"there is no vacancy {vacancy!r}; `stellenmarkt vacancies list` shows them")
    return survivor


def _remember(connection: Connection, verb: str, one: str, other: str, before: dict[str, Any], now: datetime) -> None:
    connection.execute(decisions.insert().values(verb=verb, one=one, other=other, before=before, decided_at=now))


def _last(connection: Connection, verb: str, ids: set[str]) -> list[Any]:
    """What was said last and concerns ``ids``: one decision, or all of one split."""
    rows = connection.execute(select(decisions).where(
        decisions.c.verb == verb, decisions.c.undone_at.is_(None), or_(decisions.c.one.in_(ids), decisions.c.other.in_(ids))).order_by(decisions.c.id.desc())).all()
    last = next((row for row in rows if ids <= {row.one, row.other}), None)
    if last is None:
        raise StoreError(f"nobody said {verb} of {' and '.join(sorted(ids))}, or it was taken back already")
    if verb != "split":
        return [last]
    return list(connection.execute(select(decisions).where(
        decisions.c.verb == verb, decisions.c.one == last.one, decisions.c.decided_at == last.decided_at, decisions.c.undone_at.is_(None)).order_by(decisions.c.id)))


def _show(connection: Connection, touched: Sequence[str], now: datetime) -> None:
    """Make the rows that readers see anew."""
    refresh(connection, {vacancy: {} for vacancy in touched}, None, now)
    bump(connection)
