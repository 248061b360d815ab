"""The index of matching in the database: bounded look-ups on indexed keys, inside the decider's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from pipeline.match.features import Features
from pipeline.match.index import MOST_OF_VACANCY, MOST_PER_KEY, Entry
from store.schema import metadata, pairs

match_entries = Table(
    "match_entries", metadata,
    Column("id", Integer, primary_key=True),
    Column("posting", Text, nullable=False, unique=True),
    Column("vacancy", String(40), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("features", Text, nullable=False),
)
match_keys = Table(
    "match_keys", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", ForeignKey("match_entries.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_match_keys_entry", "entry"),
)


class SqlIndex:
    """``pipeline.match.Index`` on an open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        newest = func.row_number().over(partition_by=match_keys.c.key, order_by=match_keys.c.entry.desc()).label("newest")
        ranked = select(match_keys.c.entry, newest).where(match_keys.c.key.in_(sorted(set(keys)))).subquery()
        found = set(self._connection.execute(select(ranked.c.entry).where(ranked.c.newest <= MOST_PER_KEY)).scalars())
        if not found:
            return []
        vacancies = select(match_entries.c.vacancy).where(match_entries.c.id.in_(sorted(found)))
        rows = self._connection.execute(
            select(match_entries).where(match_entries.c.vacancy.in_(vacancies)).order_by(match_entries.c.id)).all()
        of_vacancy: dict[str, list[int]] = {}
        for row in rows:
            of_vacancy.setdefault(row.vacancy, []).append(row.id)
        wanted = found.union(*(numbers[-MOST_OF_VACANCY:] for numbers in of_vacancy.values()))
        return [Entry(Features.load(row.posting, row.features), row.vacancy, row.round) for row in rows if row.id in wanted]

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        row = {"posting": entry.features.posting, "vacancy": entry.vacancy, "round": entry.round,
               "features": entry.features.dump()}
        known = self._connection.execute(
            select(match_entries.c.id).where(match_entries.c.posting == row["posting"])).scalar()
        if known is None:
            number = self._connection.execute(insert(match_entries).returning(match_entries.c.id), row).scalar_one()
        else:
            number = known
            self._connection.execute(update(match_entries).where(match_entries.c.id == number).values(**row))
            self._connection.execute(delete(match_keys).where(match_keys.c.entry == number))
        self._connection.execute(insert(match_keys), [{"key": key, "entry": number} for key in dict.fromkeys(keys)])

    def merge(self, survivor: str, other: str) -> None:
        self._connection.execute(
            update(match_entries).where(match_entries.c.vacancy == other).values(vacancy=survivor))

    def move(self, posting: str, vacancy: str) -> None:
        self._connection.execute(
            update(match_entries).where(match_entries.c.posting == posting).values(vacancy=vacancy))

    def not_same(self, one: str, other: str) -> bool:
        low, high = sorted((one, other))
        condition = exists().where(pairs.c.one == low, pairs.c.other == high, pairs.c.same.is_(False))
        return bool(self._connection.execute(select(condition)).scalar())
