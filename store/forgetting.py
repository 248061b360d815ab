"""What goes after its time, and the counts that stay of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, false, func, or_, select

from pipeline.figures import Figure, Key, Life, Measure, Topic, count, figures, grades_of
from pipeline.model import MANUAL, Kind, PayGrade, Verdict
from pipeline.normalise.dates import berlin
from store import schema
from store.candidates import SqlIndex
from store.database import Database
from store.ledger import HISTORY
from store.openings import FORGOTTEN
from store.schema import aliases, choices, decisions, memberships, pairs, postings, rounds, run_totals, runs, vacancies
from store.tables import upsert
from store.vacancies import bump

#: How long the facts of closed vacancies and the rows of visits are kept.
KEPT_FACTS = timedelta(days=365)
#: After so long every process that answers questions saw what changed.
CHANGES_SEEN = timedelta(days=1)
#: So many vacancies go in one transaction: nobody waits for long.
BATCH = 200


@dataclass(frozen=True)
class RunCount:
    """How many visits to a member ended with a verdict, and how many seconds they took; since the beginning."""

    member: str
    verdict: str
    runs: int
    seconds: float


@dataclass
class Visits:
    """All visits in numbers. ``postings``: member -> what the newest visits to its sources found; ``durations``: seconds of visits of late."""

    counts: list[RunCount] = field(default_factory=list)
    postings: dict[str, int] = field(default_factory=dict)
    durations: list[float] = field(default_factory=list)


class Forgetting(Database):
    """Purges facts and visits; keeps and reads the counts."""

    _figures: tuple[tuple[str, date], list[Figure]] | None = None

    def figures(self, now: datetime) -> list[Figure]:
        """All figures up to today: what was purged as it was counted then, everything else counted now."""
        today = berlin(now)
        with self.read() as connection:
            generation = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "generation")).scalar()
            known = self._figures
            if known is not None and known[0] == (generation, today):
                return known[1]
            counts = _stored(connection)
            counts.update(_counted(connection, today))
        found = figures(counts)
        self._figures = (str(generation), today), found
        return found

    def forget_facts(self, oldest: datetime, today: date) -> int:
        """Delete the facts of vacancies that closed before ``oldest``, all of their rounds and postings; the counts stay. How many went.

        One of which a posting is open, ended later or is still shown by its portal stays: forgotten, it would be taken for news. What a portal that
        nobody visited since holds at its next visit is stock again.
        """
        gone = 0
        self._forget_sources(oldest)
        while True:
            with self.read() as connection:
                ids = list(connection.execute(select(vacancies.c.id).where(_is_due(oldest)).order_by(vacancies.c.closed_at, vacancies.c.first_seen, vacancies.c.id).limit(BATCH)).scalars())
            if not ids:
                return gone
            with self.write() as connection:
                # Asked again under the lock: a visit may have reopened one meanwhile.
                due = list(connection.execute(select(vacancies.c.id).where(vacancies.c.id.in_(ids), _is_due(oldest))).scalars())
                _add(connection, _counted(connection, today, due))
                _delete(connection, due)
                bump(connection)
            gone += len(due)

    def _forget_sources(self, oldest: datetime) -> None:
        unvisited = and_(schema.sources.c.baseline, schema.sources.c.last_run < oldest, schema.sources.c.key.not_like(f"%.{MANUAL}"))
        with self.read() as connection:
            if connection.execute(select(schema.sources.c.key).where(unvisited).limit(1)).first() is None:
                return
        with self.write() as connection:
            connection.execute(schema.sources.update().where(unvisited).values(baseline=False, markers={}))

    def forget_runs(self, oldest: datetime) -> int:
        """Delete visits before ``oldest``; what each source's newest visits and its last good counts were stays. How many went."""
        with self.read() as connection:
            if connection.execute(select(runs.c.id).where(runs.c.started_at < oldest).limit(1)).first() is None:
                return 0
        with self.write() as connection:
            rows = connection.execute(select(runs.c.id, runs.c.source, runs.c.verdict, runs.c.traffic).where(runs.c.started_at < oldest, ~_is_compared())).all()
            totals = {(row.source, row.verdict): (row.runs, row.seconds) for row in connection.execute(select(run_totals))}
            for row in rows:
                number, seconds = totals.get((row.source, row.verdict or ""), (0, 0.0))
                totals[row.source, row.verdict or ""] = number + 1, seconds + _seconds(row.traffic)
            upsert(connection, run_totals, ["source", "verdict"], [
                {"source": source, "verdict": verdict, "runs": number, "seconds": seconds} for (source, verdict), (number, seconds) in totals.items()])
            ids = [row.id for row in rows]
            for start in range(0, len(ids), 1000):
                connection.execute(delete(runs).where(runs.c.id.in_(ids[start:start + 1000])))
        return len(rows)

    def forget_changes(self, now: datetime) -> int:
        """Delete what says which vacancies changed until a day ago or longer; how many rows went. Who did not look for so long reads all anew (store/openings.py)."""
        with self.write() as connection:
            noted = {row.key: row.value for row in connection.execute(select(schema.meta).where(schema.meta.c.key.in_(("generation", "changes_seen"))))}
            seen, _, at = noted.get("changes_seen", "").partition(" ")
            # One that was noted by a clock that was set back since does not hold us up.
            if at and timedelta() <= now - datetime.fromisoformat(at) < CHANGES_SEEN:
                return 0
            gone = connection.execute(delete(schema.changes).where(schema.changes.c.generation <= int(seen))).rowcount if seen else 0
            rows = [{"key": "changes_seen", "value": f"{noted.get('generation', 0)} {now.isoformat()}"}, *([{"key": FORGOTTEN, "value": seen}] if seen else [])]
            upsert(connection, schema.meta, ["key"], rows)
        return gone

    def visits(self, since: datetime) -> Visits:
        """All visits in numbers; ``since`` is the first moment of late."""
        counts: dict[tuple[str, str], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
        found = Visits()
        with self.read() as connection:
            members = {row.key: row.member for row in connection.execute(select(schema.sources.c.key, schema.sources.c.member))}
            for row in connection.execute(select(run_totals)):
                _sum(counts, (members.get(row.source, row.source), row.verdict), row.runs, row.seconds)
            seconds = runs.c.traffic["seconds"].as_float()
            for row in connection.execute(select(runs.c.source, runs.c.verdict, func.count().label("runs"), func.sum(seconds).label("seconds")).group_by(runs.c.source, runs.c.verdict)):
                _sum(counts, (members.get(row.source, row.source), row.verdict or ""), row.runs, row.seconds or 0.0)
            last = select(runs.c.source, func.max(runs.c.started_at).label("at")).group_by(runs.c.source).subquery()
            newest = {row.source: row.postings for row in connection.execute(
                select(runs.c.source, runs.c.postings).join(last, and_(last.c.source == runs.c.source, last.c.at == runs.c.started_at)).order_by(runs.c.id))}
            found.durations = [value or 0.0 for value in connection.execute(select(seconds).where(runs.c.started_at >= since)).scalars()]
        for source, number in newest.items():
            member = members.get(source, source)
            found.postings[member] = found.postings.get(member, 0) + number
        found.counts = [RunCount(member, verdict, number, seconds) for (member, verdict), (number, seconds) in sorted(counts.items())]
        return found


def _sum(counts: dict[tuple[str, str], tuple[int, float]], key: tuple[str, str], number: int, seconds: float) -> None:
    before = counts[key]
    counts[key] = before[0] + number, before[1] + seconds


def _seconds(traffic: Mapping[str, Any] | None) -> float:
    return float((traffic or {}).get("seconds") or 0)


def _is_compared() -> ColumnElement[bool]:
    """Whether later visits are compared with this one: it is one of its source's newest, or has the newest note of what its postings state.

    Asked of each old visit by itself, by the index of its source: nothing is counted over all visits.
    """
    later = runs.alias("later")
    newer = and_(later.c.source == runs.c.source, or_(later.c.started_at > runs.c.started_at, and_(later.c.started_at == runs.c.started_at, later.c.id > runs.c.id)))
    alike = func.coalesce(later.c.verdict == Verdict.COMPLETE, false()) == func.coalesce(runs.c.verdict == Verdict.COMPLETE, false())
    behind = select(later.c.id).where(newer, alike).order_by(later.c.started_at.desc(), later.c.id.desc()).limit(1).offset(HISTORY - 1).correlate(runs).exists()
    noted = select(later.c.id).where(later.c.source == runs.c.source, later.c.started_at > runs.c.started_at, later.c.coverage.is_not(None), later.c.verdict == Verdict.COMPLETE).correlate(runs).exists()
    return or_(~behind, and_(runs.c.coverage.is_not(None), runs.c.verdict == Verdict.COMPLETE, ~noted))


def _is_due(oldest: datetime) -> ColumnElement[bool]:
    """Whether it is over for long enough, and no list shows a posting of it, as far as anybody looked since."""
    p, s = postings.c, schema.sources.c
    listed = and_(p.missing_since.is_(None), p.gone_since.is_(None), p.source.not_like(f"%.{MANUAL}"), s.last_run >= oldest)
    living = (select(memberships.c.posting).join(postings, p.id == memberships.c.posting).outerjoin(schema.sources, s.key == p.source)
              .where(memberships.c.vacancy == vacancies.c.id, or_(p.closed_at.is_(None), p.closed_at >= oldest, listed)).exists())
    return and_(vacancies.c.closed_at < oldest, ~living)


def _stored(connection: Connection) -> Counter[Key]:
    rows = connection.execute(select(schema.figures))
    return Counter({Key(row.month, Measure(row.measure), Topic(row.topic), row.value): row.vacancies for row in rows})


def _add(connection: Connection, counts: Counter[Key]) -> None:
    """Add to what is kept for good."""
    total = _stored(connection) + counts
    upsert(connection, schema.figures, ["month", "measure", "topic", "value"], [{**key._asdict(), "vacancies": total[key]} for key in counts])


def _counted(connection: Connection, today: date, ids: Sequence[str] | None = None) -> Counter[Key]:
    """What the vacancies that are known (or only ``ids``) add to the figures. What editors hid and speculative applications are no vacancies."""
    v = vacancies.c
    named = v.id.in_(ids) if ids is not None else v.id.is_not(None)
    rows = connection.execute(select(v.id, v.closed_at, v.valid_through, v.expires, v.places, v.facts["pay_grades"].label("grades"), v.facts["areas"].label("areas"))
                              .where(named, v.hidden.is_(False), v.kind != Kind.SPECULATIVE)).all()
    begun: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(select(rounds).join(vacancies, v.id == rounds.c.vacancy).where(named).order_by(rounds.c.vacancy, rounds.c.round)):
        begun[row.vacancy].append(row)
    ends = {(row.vacancy, row.round): row.last for row in connection.execute(
        select(memberships.c.vacancy, memberships.c.round, func.max(postings.c.closed_at).label("last"))
        .join(postings, postings.c.id == memberships.c.posting).join(vacancies, v.id == memberships.c.vacancy)
        .where(named, memberships.c.round < v.round).group_by(memberships.c.vacancy, memberships.c.round))}
    found: Counter[Key] = Counter()
    for row in rows:
        sides = [(Topic.GRADE, grades_of(PayGrade.model_validate(grade) for grade in row.grades or [])), (Topic.AREA, sorted(set(row.areas or []))),
                 (Topic.STATE, sorted({place["state"] for place in row.places if place.get("state")}))]
        found.update(count(_lives(row, begun[row.id], ends, today), sides, today))
    return found


def _lives(row: Any, begun: Sequence[Any], ends: Mapping[tuple[str, int], datetime | None], today: date) -> Iterator[Life]:
    """The rounds of a vacancy. One that is not the newest ended with its last posting, at the latest when the next began."""
    for one, following in zip(begun, [*begun[1:], None], strict=True):
        began = berlin(one.first_seen)
        if following is None:
            closed = berlin(row.closed_at) if row.closed_at else None
            passed = [day for day in (row.valid_through, row.expires) if day is not None and (closed is not None or day < today)]
            yield Life(began, min([day for day in (closed, *passed) if day is not None], default=None), one.is_stock)
            continue
        limit = max(began, berlin(following.first_seen) - timedelta(days=1))
        end = ends.get((row.id, one.round))
        yield Life(began, min(limit, max(began, berlin(end))) if end else limit, one.is_stock, exact=end is not None)


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    """All that names or describes these vacancies and their postings."""
    rows = connection.execute(select(postings.c.id, postings.c.source, postings.c.external_id)
                              .join(memberships, memberships.c.posting == postings.c.id).where(memberships.c.vacancy.in_(ids))).all()
    SqlIndex(connection).forget([f"{row.source}\n{row.external_id}" for row in rows])
    numbers = [row.id for row in rows]
    for start in range(0, len(numbers), 1000):
        connection.execute(delete(memberships).where(memberships.c.posting.in_(numbers[start:start + 1000])))
        connection.execute(delete(postings).where(postings.c.id.in_(numbers[start:start + 1000])))
    names, new = set(ids), set(ids)
    while new:
        new = set(connection.execute(select(aliases.c.id).where(aliases.c.vacancy.in_(new))).scalars()) - names
        names |= new
    for table in (pairs, decisions):
        connection.execute(delete(table).where(or_(table.c.one.in_(names), table.c.other.in_(names))))
    connection.execute(delete(choices).where(choices.c.vacancy.in_(names)))
    connection.execute(delete(aliases).where(aliases.c.id.in_(names)))
    connection.execute(delete(vacancies).where(vacancies.c.id.in_(ids)))
