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
    insert,
    select,
)

from pipeline.match.features import Features
from pipeline.match.index import MOST_PER_KEY, Entry
from store.schema import metadata, pairs
from store.tables import upsert

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
        wanted = sorted(set(keys))
        found = (select(match_keys.c.entry).where(match_keys.c.key.in_(wanted)).distinct()
                 .order_by(match_keys.c.entry.desc()).limit(MOST_PER_KEY * 8))
        rows = self._connection.execute(select(match_entries).where(match_entries.c.id.in_(found)).order_by(match_entries.c.id))
        return [Entry(Features.load(row.features), row.vacancy, row.round) for row in rows]

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        row = {"posting": entry.features.posting, "vacancy": entry.vacancy, "round": entry.round,
               "features": entry.features.dump()}
        upsert(self._connection, match_entries, ["posting"], [row])
        number = self._connection.execute(
            select(match_entries.c.id).where(match_entries.c.posting == entry.features.posting)).scalar_one()
        self._connection.execute(delete(match_keys).where(match_keys.c.entry == number))
        self._connection.execute(insert(match_keys), [{"key": key, "entry": number} for key in dict.fromkeys(keys)])

    def not_same(self, one: str, other: str) -> bool:
        low, high = sorted((one, other))
        condition = exists().where(pairs.c.one == low, pairs.c.other == high, pairs.c.same.is_(False))
        return bool(self._connection.execute(select(condition)).scalar())
