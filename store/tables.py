"""The few statements that both engines spell differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows`` or overwrite those with the same ``key``; all rows have the same columns."""
    if rows:
        connection.execute(_upsert(connection.dialect.name, table, tuple(key), tuple(rows[0])), [dict(row) for row in rows])


@lru_cache(maxsize=200)
def _upsert(dialect: str, table: Table, key: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
    others = {name: insert.excluded[name] for name in columns if name not in key}
    return insert.on_conflict_do_update(index_elements=list(key), set_=others) if others else insert.on_conflict_do_nothing(index_elements=list(key))
