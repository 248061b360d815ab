"""The rows of a vacancy that people merge, split and keep apart, and what is kept so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy import update as sql_update

from pipeline.match.fold import hash64
from pipeline.match.identity import mint
from pipeline.normalise.dates import berlin
from store.candidates import SqlIndex, match_entries
from store.database import StoreError
from store.schema import aliases, choices, memberships, pairs, postings, rounds, vacancies
from store.tables import upsert
from store.vacancies import surviving

#: The rule of a membership that a person decided.
HAND = "hand"


def older_first(connection: Connection, one: str, other: str) -> tuple[str, str]:
    """The vacancy that was first seen earlier, then the other."""
    seen = {row.vacancy: row.first for row in connection.execute(
        select(rounds.c.vacancy, func.min(rounds.c.first_seen).label("first")).where(rounds.c.vacancy.in_((one, other))).group_by(rounds.c.vacancy))}
    first, second = sorted((one, other), key=lambda name: (seen[name], name))
    return first, second


def carry_choices(connection: Connection, gone: str, survivor: str) -> list[int]:
    """What editors chose of ``gone`` holds for ``survivor``; hidden stays hidden. The ids of the choices."""
    moved = list(connection.execute(select(choices.c.id).where(choices.c.vacancy == gone)).scalars())
    connection.execute(sql_update(choices).where(choices.c.vacancy == gone).values(vacancy=survivor))
    if connection.execute(select(vacancies.c.hidden).where(vacancies.c.id == gone)).scalar():
        connection.execute(sql_update(vacancies).where(vacancies.c.id == survivor).values(hidden=True))
    return moved


def merge(connection: Connection, survivor: str, gone: str) -> dict[str, Any]:
    """All postings of ``gone`` are those of ``survivor``. Returns what ``unmerge`` needs."""
    ours, theirs = _members(connection, survivor), _members(connection, gone)
    before: dict[str, Any] = {
        "postings": [_said(row) for row in theirs], "loose": _loose(connection, ours), "rounds": _rounds(connection, gone), "added": [],
        "hidden": [_hidden(connection, gone), _hidden(connection, survivor)], "pairs": _forget_apart(connection, survivor, gone)}
    number = {row.id: _round_for(row, ours, _rounds(connection, survivor)) for row in theirs}
    newest = max(row.round for row in ours)
    if _over(ours, newest, min(row.first_seen for row in theirs)):
        # It was advertised again: rounds of its own after those that are over, told when they were told.
        number = {row.id: newest + row.round for row in theirs}
        added = [{**_read_round(saved), "vacancy": survivor, "round": newest + saved["round"]} for saved in before["rounds"]]
        upsert(connection, rounds, ["vacancy", "round"], added)
        before["added"] = [row["round"] for row in added]
    for row in theirs:
        _put(connection, row, survivor, number[row.id], "a person said that this is the same vacancy")
    index = SqlIndex(connection)
    for row in ours:
        index.settle(_key(row), survivor, row.round, fixed=True)
    upsert(connection, aliases, ["id"], [{"id": gone, "vacancy": survivor}])
    before["choices"] = carry_choices(connection, gone, survivor)
    return before


def unmerge(connection: Connection, decision: Any) -> None:
    """Give back to the vacancy that was merged away what it had, as far as it still lies there."""
    survivor, gone, before = surviving(connection, decision.one), decision.other, decision.before
    saved = {said["posting"]: said for said in before["postings"]}
    rows = [row for row in _members(connection, survivor) if row.id in saved]
    if not rows:
        raise StoreError(f"nothing of {gone} lies in {survivor} any more: there is nothing to take back")
    connection.execute(delete(aliases).where(aliases.c.id == gone))
    _copy(connection, survivor, gone, hidden=before["hidden"][0])
    connection.execute(sql_update(vacancies).where(vacancies.c.id == survivor).values(hidden=before["hidden"][1]))
    upsert(connection, rounds, ["vacancy", "round"], [{**_read_round(row), "vacancy": gone} for row in before["rounds"]])
    for row in rows:
        _restore(connection, row, gone, saved[row.id])
    connection.execute(sql_update(match_entries).where(match_entries.c.posting.in_([hash64(key) for key in before["loose"]])).values(fixed=False))
    connection.execute(sql_update(choices).where(choices.c.id.in_(before["choices"])).values(vacancy=gone))
    held = set(connection.execute(select(memberships.c.round).where(memberships.c.vacancy == survivor)).scalars())
    connection.execute(delete(rounds).where(rounds.c.vacancy == survivor, rounds.c.round.in_(set(before["added"]) - held)))


def groups(connection: Connection, vacancy: str, named: Sequence[str]) -> list[list[Any]]:
    """The postings that leave a vacancy, in groups that are one vacancy each."""
    rows = _members(connection, vacancy)
    if named:
        chosen = [row for row in rows if {row.url, row.external_id, f"{row.source} {row.external_id}"} & set(named)]
        for name in named:
            if not any(name in (row.url, row.external_id, f"{row.source} {row.external_id}") for row in chosen):
                raise StoreError(f"{vacancy} has no posting {name!r}; `stellenmarkt vacancies show {vacancy} --why` lists them")
        if len(chosen) == len(rows):
            raise StoreError(f"all postings of {vacancy} are named: one must stay")
        return [chosen]
    if len(rows) < 2:
        raise StoreError(f"{vacancy} has one posting only: there is nothing to part")
    first = next((row for row in rows if _minted(row) == vacancy), rows[0])
    return [[row] for row in rows if row is not first]


def part(connection: Connection, vacancy: str, group: Sequence[Any]) -> dict[str, Any]:
    """The postings of ``group`` leave ``vacancy`` for one of their own. Returns what ``unpart`` needs, and its id."""
    new = _own_id(connection, vacancy, group[0])
    was_alias = connection.execute(delete(aliases).where(aliases.c.id == new)).rowcount > 0
    _copy(connection, vacancy, new, hidden=_hidden(connection, vacancy))
    stock = {saved["round"]: saved["is_stock"] for saved in _rounds(connection, vacancy)}
    numbers = {old: n for n, old in enumerate(sorted({row.round for row in group}), 1)}
    upsert(connection, rounds, ["vacancy", "round"], [
        {"vacancy": new, "round": n, "first_seen": min(row.first_seen for row in group if row.round == old), "is_stock": stock.get(old, True)}
        for old, n in numbers.items()])
    for row in group:
        _put(connection, row, new, numbers[row.round], f"a person said that this is not {vacancy}")
    return {"vacancy": new, "postings": [_said(row) for row in group], "alias": was_alias}


def unpart(connection: Connection, decision: Any) -> None:
    """What was parted lies together again; the id that was given meanwhile leads there."""
    vacancy, new = surviving(connection, decision.one), surviving(connection, decision.other)
    saved = {said["posting"]: said for said in decision.before["postings"]}
    if vacancy == new:
        return
    for row in _members(connection, new):
        _restore(connection, row, vacancy, saved.get(row.id) or _said(row))
    carry_choices(connection, new, vacancy)
    upsert(connection, aliases, ["id"], [{"id": new, "vacancy": vacancy}])


def keep_apart(connection: Connection, one: str, other: str, now: datetime) -> list[dict[str, Any]]:
    """Remember that two are not the same. Returns what was known of the pair."""
    low, high = sorted((one, other))
    known = connection.execute(select(pairs).where(pairs.c.one == low, pairs.c.other == high)).first()
    row = {"one": low, "other": high, "same": False, "score": known.score if known else None, "why": known.why if known else None, "decided_at": now}
    upsert(connection, pairs, ["one", "other"], [row])
    return [{"one": low, "other": high, "known": known is not None, "same": known.same if known else None, "score": row["score"],
             "why": row["why"], "decided_at": (known.decided_at if known else now).isoformat()}]


def restore_pairs(connection: Connection, saved: Sequence[dict[str, Any]]) -> None:
    """Pairs as they were before somebody decided."""
    for pair in saved:
        connection.execute(delete(pairs).where(pairs.c.one == pair["one"], pairs.c.other == pair["other"]))
        if pair["known"]:
            values = {name: pair[name] for name in ("one", "other", "same", "score", "why")}
            connection.execute(insert(pairs).values(**values, decided_at=datetime.fromisoformat(pair["decided_at"])))


def _forget_apart(connection: Connection, one: str, other: str) -> list[dict[str, Any]]:
    """Whoever merges two takes back that they are not the same."""
    gone = []
    for row in connection.execute(select(pairs).where(pairs.c.same.is_(False))).all():
        if {surviving(connection, row.one), surviving(connection, row.other)} == {one, other}:
            gone.append({"one": row.one, "other": row.other, "known": True, "same": False, "score": row.score, "why": row.why, "decided_at": row.decided_at.isoformat()})
            connection.execute(sql_update(pairs).where(pairs.c.one == row.one, pairs.c.other == row.other).values(same=True))
    return gone


def _members(connection: Connection, vacancy: str) -> list[Any]:
    """The postings of a vacancy with their memberships, oldest first."""
    return list(connection.execute(
        select(postings.c.id, postings.c.source, postings.c.external_id, postings.c.url, postings.c.first_seen, postings.c.closed_at, postings.c.valid_through,
               memberships.c.round, memberships.c.rule, memberships.c.score, memberships.c.evidence)
        .join(memberships, memberships.c.posting == postings.c.id)
        .where(memberships.c.vacancy == vacancy).order_by(postings.c.first_seen, postings.c.id)))


def _key(row: Any) -> str:
    return f"{row.source}\n{row.external_id}"


def _said(row: Any) -> dict[str, Any]:
    return {"posting": row.id, "round": row.round, "rule": row.rule, "score": row.score, "evidence": row.evidence}


def _put(connection: Connection, row: Any, vacancy: str, round_: int, why: str) -> None:
    connection.execute(sql_update(memberships).where(memberships.c.posting == row.id).values(vacancy=vacancy, round=round_, rule=HAND, score=1.0, evidence=[why]))
    SqlIndex(connection).settle(_key(row), vacancy, round_, fixed=True)


def _restore(connection: Connection, row: Any, vacancy: str, said: dict[str, Any]) -> None:
    values = {name: said[name] for name in ("round", "rule", "score", "evidence")}
    connection.execute(sql_update(memberships).where(memberships.c.posting == row.id).values(vacancy=vacancy, **values))
    SqlIndex(connection).settle(_key(row), vacancy, said["round"], fixed=said["rule"] == HAND)


def _loose(connection: Connection, rows: Sequence[Any]) -> list[str]:
    """The keys of the postings that matching may still move."""
    fixed = set(connection.execute(select(match_entries.c.posting).where(
        match_entries.c.posting.in_([hash64(_key(row)) for row in rows]), match_entries.c.fixed)).scalars())
    return [_key(row) for row in rows if hash64(_key(row)) not in fixed]


def _rounds(connection: Connection, vacancy: str) -> list[dict[str, Any]]:
    rows = connection.execute(select(rounds).where(rounds.c.vacancy == vacancy).order_by(rounds.c.round))
    return [{"round": row.round, "first_seen": row.first_seen.isoformat(), "is_stock": row.is_stock} for row in rows]


def _read_round(saved: dict[str, Any]) -> dict[str, Any]:
    return {**saved, "first_seen": datetime.fromisoformat(saved["first_seen"])}


def _round_for(row: Any, ours: Sequence[Any], known: Sequence[dict[str, Any]]) -> int:
    """The round of the survivor in which a posting appeared."""
    begun: list[int] = [saved["round"] for saved in known if _read_round(saved)["first_seen"] <= row.first_seen]
    return max(begun) if begun else int(ours[0].round)


def _over(rows: Sequence[Any], round_: int, when: datetime) -> bool:
    """Whether every posting of a round had ended before ``when``."""
    def end(row: Any) -> date | None:
        closed = berlin(row.closed_at) if row.closed_at else None
        return min((day for day in (closed, row.valid_through) if day), default=None)

    ends = [end(row) for row in rows if row.round == round_]
    return all(day is not None and day < berlin(when) for day in ends)


def _hidden(connection: Connection, vacancy: str) -> bool:
    return bool(connection.execute(select(vacancies.c.hidden).where(vacancies.c.id == vacancy)).scalar())


def _copy(connection: Connection, vacancy: str, new: str, *, hidden: bool) -> None:
    """A row for a vacancy that is made anew from its postings right after."""
    row = connection.execute(select(vacancies).where(vacancies.c.id == vacancy)).one()
    upsert(connection, vacancies, ["id"], [{**row._mapping, "id": new, "hidden": hidden}])


def _minted(row: Any, suffix: str = "") -> str:
    return mint(row.source, row.external_id + suffix, berlin(row.first_seen))


def _own_id(connection: Connection, vacancy: str, row: Any) -> str:
    """The id that a posting began with, where it once was a vacancy of its own; else a new one."""
    for suffix in ("", "\nalone", *(f"\nalone{n}" for n in range(2, 100))):
        name = _minted(row, suffix)
        taken = connection.execute(select(vacancies.c.id).where(vacancies.c.id == name)).first() is not None
        if name != vacancy and not taken and surviving(connection, name) in (name, vacancy):
            return name
    raise StoreError(f"the posting {row.url} was parted too often")
