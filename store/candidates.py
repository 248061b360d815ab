"""The index of matching in the database: bounded look-ups on indexed keys, inside the decider's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    true,
    update,
)

from pipeline.match.features import Features
from pipeline.match.fold import hash64
from pipeline.match.index import MOST_OF_VACANCY, MOST_PER_KEY, Entry
from pipeline.match.keys import posting_key, stored_keys
from store.schema import metadata, pairs
from store.vacancies import surviving

#: ``posting`` is a hash of source and external id, whose words stand in ``features``. ``fixed``: a person put it there.
match_entries = Table(
    "match_entries", metadata,
    Column("id", Integer, primary_key=True),
    Column("posting", BigInteger, nullable=False, unique=True),
    Column("vacancy", String(40), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("features", LargeBinary, nullable=False),
    Column("fixed", Boolean, nullable=False, server_default=false()),
)
#: No index by entry: the keys of an entry follow from its features.
match_keys = Table(
    "match_keys", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


def _list(name: str, dialect: str) -> Any:
    """A list of numbers bound as one parameter, as a table with the column ``value``, so that the statement stays the same."""
    if dialect == "postgresql":
        return func.unnest(bindparam(name, type_=ARRAY(BigInteger))).table_valued("value").render_derived()
    return func.json_each(bindparam(name)).table_valued("value")


class _Prepared:
    """A statement that is compiled once for its dialect: for the few that run for every posting."""

    def __init__(self, statement: Any, connection: Connection) -> None:
        self._connection = connection
        compiled = statement.compile(dialect=connection.dialect)
        self._sql, self._order, self._constant = str(compiled), compiled.positiontup, compiled.params

    def rows(self, values: dict[str, Any]) -> list[Any]:
        return list(self._connection.exec_driver_sql(self._sql, self._bound(values)).fetchall())

    def run(self, values: dict[str, Any]) -> None:
        self._connection.exec_driver_sql(self._sql, self._bound(values))

    def each(self, values: Sequence[dict[str, Any]]) -> None:
        self._connection.exec_driver_sql(self._sql, [self._bound(row) for row in values])

    def _bound(self, values: dict[str, Any]) -> Any:
        bound = {**self._constant, **values}
        return tuple([bound[name] for name in self._order]) if self._order is not None else bound


class SqlIndex:
    """``pipeline.match.Index`` on an open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        dialect = connection.dialect.name
        self._bind = list if dialect == "postgresql" else json.dumps
        # The newest entries of each key by its index, however many it has.
        asked = _list("keys", dialect)
        others = match_keys.alias("others")
        oldest = select(others.c.entry).where(others.c.key == asked.c.value).order_by(others.c.entry.desc()).limit(1).offset(MOST_PER_KEY - 1).scalar_subquery()
        found = select(match_keys.c.entry).select_from(asked).where(
            match_keys.c.key == asked.c.value, match_keys.c.entry >= func.coalesce(oldest, 0)).distinct().cte("found")
        numbers = select(found.c.entry).scalar_subquery()
        direct = match_entries.alias("direct")
        self._rows = _Prepared(
            select(match_entries.c.id, match_entries.c.vacancy, match_entries.c.round, match_entries.c.features, match_entries.c.fixed, match_entries.c.id.in_(numbers), match_entries.c.posting)
            .where(match_entries.c.vacancy.in_(select(direct.c.vacancy).where(direct.c.id.in_(numbers)))).order_by(match_entries.c.id), connection)
        self._known = _Prepared(select(match_entries.c.id, match_entries.c.features).where(match_entries.c.posting == bindparam("name")), connection)
        new = insert(match_entries).values({name: bindparam(name) for name in ("posting", "vacancy", "round", "features")}).returning(match_entries.c.id)
        self._new, self._keys = _Prepared(new, connection), _Prepared(insert(match_keys), connection)
        # PostgreSQL takes an entry and its keys in one statement.
        row = new.cte("new")
        self._both = _Prepared(insert(match_keys).from_select(["key", "entry"], select(asked.c.value, row.c.id).select_from(row).join(asked, true())), connection) if dialect == "postgresql" else None
        self._apart: set[frozenset[str]] | None = None
        # What was asked for since the last posting was put, and the entries found: whether it is a new one is known then.
        self._asked: set[int] = set()
        self._seen: dict[int, tuple[int, bytes]] = {}

    def candidates(self, keys: Sequence[int]) -> list[Entry]:
        rows = self._rows.rows({"keys": self._bind(sorted(set(keys)))})
        self._asked.update(keys)
        of_vacancy: dict[str, list[int]] = {}
        wanted: set[int] = set()
        for number, vacancy, _, data, _, found, posting in rows:
            of_vacancy.setdefault(vacancy, []).append(number)
            if found:
                wanted.add(number)
                self._seen[posting] = (number, data)
        wanted = wanted.union(*(numbers[-MOST_OF_VACANCY:] for numbers in of_vacancy.values()))
        return [Entry(Features.load(data), vacancy, round_, fixed=bool(fixed)) for number, vacancy, round_, data, fixed, *_ in rows if number in wanted]

    def put(self, entry: Entry, keys: Sequence[int]) -> None:
        name = hash64(entry.features.posting)
        row = {"posting": name, "vacancy": entry.vacancy, "round": entry.round, "features": entry.features.dump()}
        known = self._seen.get(name) if posting_key(entry.features) in self._asked else next(iter(self._known.rows({"name": name})), None)
        self._asked.clear()
        self._seen.clear()
        if known is None and self._both is not None:
            self._both.run({**row, "keys": list(dict.fromkeys(keys))})
            return
        if known is None:
            number = self._new.rows(row)[0][0]
        else:
            number = known[0]
            self._connection.execute(update(match_entries).where(match_entries.c.id == number).values(**row))
            self._connection.execute(delete(match_keys).where(
                match_keys.c.key.in_(stored_keys(Features.load(known[1]))), match_keys.c.entry == number))
        self._keys.each([{"key": key, "entry": number} for key in dict.fromkeys(keys)])

    def merge(self, survivor: str, other: str) -> None:
        self._connection.execute(update(match_entries).where(match_entries.c.vacancy == other).values(vacancy=survivor))
        if self._apart:
            self._apart = {frozenset(survivor if name == other else name for name in pair) for pair in self._apart}

    def move(self, posting: str, vacancy: str, round_: int) -> None:
        self._connection.execute(update(match_entries).where(match_entries.c.posting == hash64(posting)).values(vacancy=vacancy, round=round_))

    def rename(self, posting: str, name: str) -> None:
        """A posting has another source or id from now on; it stays where it is."""
        self._asked.clear()
        known = self._known.rows({"name": hash64(posting)})
        if not known:
            return
        number, data = known[0]
        before = Features.load(data)
        after = before._replace(posting=name)
        self._connection.execute(update(match_entries).where(match_entries.c.id == number).values(posting=hash64(name), features=after.dump()))
        self._connection.execute(delete(match_keys).where(match_keys.c.key.in_(stored_keys(before)), match_keys.c.entry == number))
        self._keys.each([{"key": key, "entry": number} for key in dict.fromkeys(stored_keys(after))])

    def settle(self, posting: str, vacancy: str, round_: int, *, fixed: bool) -> None:
        """A person puts a posting to ``vacancy``; ``fixed`` says that it stays there whatever else appears."""
        self._connection.execute(update(match_entries).where(match_entries.c.posting == hash64(posting)).values(vacancy=vacancy, round=round_, fixed=fixed))

    def forget(self, postings: Sequence[str]) -> None:
        """Postings that nothing is compared with any more."""
        self._asked.clear()
        for posting in postings:
            for number, data in self._known.rows({"name": hash64(posting)}):
                self._connection.execute(delete(match_keys).where(match_keys.c.key.in_(stored_keys(Features.load(data))), match_keys.c.entry == number))
                self._connection.execute(delete(match_entries).where(match_entries.c.id == number))

    def not_same(self, one: str, other: str) -> bool:
        if self._apart is None:
            said = self._connection.execute(select(pairs.c.one, pairs.c.other).where(pairs.c.same.is_(False))).all()
            self._apart = {frozenset(surviving(self._connection, name) for name in pair) for pair in said}
        return frozenset((one, other)) in self._apart
