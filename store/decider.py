"""The decider: one harvest, one transaction, from verdict to the rows that readers see."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from html import escape
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy import update as sql_update

from pipeline.judge import judge, only_window, shown_ids
from pipeline.manual import still_said
from pipeline.match.consolidate import trust_of
from pipeline.match.features import fold_employer
from pipeline.match.matcher import Matcher, Placement
from pipeline.model import (
    MANUAL,
    Harvest,
    History,
    Judgement,
    KnownPosting,
    Member,
    Normalised,
    Plan,
    Posting,
    PostingChange,
    Run,
    Verdict,
)
from pipeline.normalise.dates import berlin, parse_date
from pipeline.normalise.posting import normalise
from pipeline.plan import plan
from pipeline.select import FRESH
from store.candidates import SqlIndex
from store.database import StaleLease
from store.evidence import filled
from store.hosts import Hosts
from store.ledger import Ledger, history, record, run_of
from store.moving import Moving, recognised, rename
from store.schema import aliases, members, memberships, pairs, postings, runs, sources
from store.settling import carry_choices
from store.sources import Sources
from store.tables import upsert
from store.vacancies import bump, close_expired, refresh

#: So many rows in one statement.
CHUNK = 500
#: The state of a posting, without what was read.
_STATE = tuple(column for column in postings.c if column.name not in ("posting", "normalised"))


class Decider(Sources, Hosts, Ledger, Moving):
    """Judges, plans and applies harvests."""

    def decide(self, harvest: Harvest, member: Member, now: datetime) -> Run:
        """Apply ``harvest`` in one transaction and return the ledger's row; a second time changes nothing.

        Raises StaleLease where somebody else took the source over since.
        """
        with self.write() as connection:
            known_run = connection.execute(select(runs).where(runs.c.id == harvest.run)).first()
            if known_run is not None:
                return run_of(known_run)
            source = self.source_row(connection, harvest.source, member.key)
            if harvest.token != source.lease_token:
                raise StaleLease(f"run {harvest.run} has token {harvest.token}, {harvest.source} is at "
                                 f"{source.lease_token}: somebody else visits it now")
            judgement = judge(harvest, history(connection, source.key, member, berlin(now)))
            if any(reason.code == "unrecognised" for reason in judgement.reasons):
                judgement = self._look_closer(connection, harvest, judgement)
            return self._apply(connection, harvest, judgement, member, source, now)

    def accept_run(self, run_id: str, member: Member, by: str, now: datetime) -> Run:
        """Apply a suspect or partial run of ``member`` as a complete one, because a person believes it."""
        with self.write() as connection:
            row = self._stored(connection, run_id)
            harvest = Harvest.model_validate_json(gzip.decompress(row.harvest))
            source = self.source_row(connection, harvest.source, member.key)
            judgement = judge(harvest, History()).model_copy(update={"verdict": Verdict.COMPLETE, "held": False})
            rename(connection, harvest.source, recognised(connection, harvest)[0])
            if not shown_ids(harvest):
                connection.execute(sql_update(sources).where(sources.c.key == harvest.source).values(empty_confirmed=True))
            # What an accepted relaunch shows for the first time was open before: it is no news.
            return self._apply(connection, harvest, judgement, member, source, now, stock=True, accepted_by=by)

    @staticmethod
    def _look_closer(connection: Connection, harvest: Harvest, judgement: Judgement) -> Judgement:
        """Say how many of the known postings a relaunched portal shows under new ids: then a person can accept it at ease."""
        found, known = recognised(connection, harvest)
        closer = f"; {len(found)} of {known} are recognised by title, place and reference: accepting the run keeps their identity and makes no news"
        reasons = [reason.model_copy(update={"message": reason.message + closer}) if reason.code == "unrecognised" else reason for reason in judgement.reasons]
        return judgement.model_copy(update={"reasons": reasons})

    def _apply(self, connection: Connection, harvest: Harvest, judgement: Judgement, member: Member, source: Any, now: datetime,
               *, stock: bool = False, accepted_by: str | None = None) -> Run:
        first = not source.baseline if harvest.stock is None else harvest.stock
        planned = plan(harvest, judgement, self._known(connection, harvest.source), stock=stock or first,
                       now=now, today=berlin(now))
        touched = Writer(connection, harvest, member, planned, now).write()
        refresh(connection, touched, member, now)
        closed = close_expired(connection, now)
        # Also what a vacancy was read from is shown: proofs, texts, its postings and since when they are missing.
        # A source that was not quoted any more and is read again is: the block is another one.
        back = self._remember(connection, harvest, planned, source, now) and (source.last_success is None or source.last_success < now - FRESH)
        if touched or closed or back:
            bump(connection)
        return record(connection, harvest, planned, now, accepted_by, filled(connection, harvest, planned))

    @staticmethod
    def _known(connection: Connection, source: str) -> dict[str, KnownPosting]:
        columns = [postings.c[name] for name in KnownPosting.model_fields]
        rows = connection.execute(select(*columns).where(postings.c.source == source))
        return {row.external_id: KnownPosting.model_validate(dict(row._mapping)) for row in rows}

    @staticmethod
    def _remember(connection: Connection, harvest: Harvest, planned: Plan, before: Any, now: datetime) -> bool:
        """The state of the source after this visit; whether it was read completely."""
        verdict = planned.judgement.verdict
        values: dict[str, Any] = {"last_run": now}
        # What failed says nothing about what is allowed.
        if verdict is not Verdict.FAILED:
            values["denied_since"] = (before.denied_since or now) if verdict is Verdict.DENIED else None
        whole = verdict is Verdict.COMPLETE or only_window(planned.judgement.reasons)
        if whole:
            values |= {"baseline": True, "failures": 0, "last_success": now}
            if shown_ids(harvest):
                values["empty_confirmed"] = False
        elif verdict is Verdict.FAILED:
            values["failures"] = sources.c.failures + 1
        else:
            values["failures"] = 0
        if whole:
            values |= {"markers": harvest.markers, "proposal": None}
        elif verdict in (Verdict.PARTIAL, Verdict.SUSPECT) and not planned.judgement.held:
            # Marks of the list would hide at the next visit what this one missed; those of pages that were read hide nothing.
            same = (before.markers or {}).get("version") == harvest.markers.get("version")
            values["markers"] = {**(_of_pages(before.markers) if same else {}), **_of_pages(harvest.markers)}
        connection.execute(sql_update(sources).where(sources.c.key == harvest.source).values(**values))
        return whole


def _of_pages(marks: Mapping[str, str] | None) -> dict[str, str]:
    """The marks of postings' own pages (spiders/memory.py), without those of lists."""
    return {key: mark for key, mark in (marks or {}).items() if key == "version" or key.split(" ", 1)[0] in ("item", "left", "probe")}


def _was_over(before: Any) -> bool:
    """Whether a known posting's deadline had passed when it was first seen."""
    return before.valid_through is not None and before.valid_through < berlin(before.first_seen)


class Writer:
    """Writes the lines of one plan and says which vacancies they touch."""

    def __init__(self, connection: Connection, harvest: Harvest, member: Member, planned: Plan, now: datetime) -> None:
        self.connection, self.harvest, self.member, self.plan, self.now = connection, harvest, member, planned, now
        self.matcher = Matcher(SqlIndex(connection))
        self.trust = trust_of(harvest.platform)
        self.own = {fold_employer(name) for name in (member.name, member.short_name, *member.aliases)}
        rows = connection.execute(select(*_STATE).where(postings.c.source == harvest.source))
        self.rows: dict[str, Any] = {row.external_id: row for row in rows}
        self.texts = self._texts()
        # What is placed and not yet written: many rows go in one statement.
        self.waiting: list[tuple[dict[str, Any], Placement]] = []

    @cached_property
    def others(self) -> dict[str, str]:
        """Folded name -> key of every member; only where a posting names somebody else."""
        return {fold_employer(name): row.key for row in self.connection.execute(select(members)) for name in (row.name, row.short_name)}

    def _texts(self) -> dict[str, Any]:
        """What was read before of the postings that are read again."""
        again = [line.external_id for line in self.plan.changes if line.posting is not None and line.external_id in self.rows]
        found: dict[str, Any] = {}
        for start in range(0, len(again), CHUNK):
            found |= {row.external_id: row for row in self.connection.execute(
                select(postings.c.external_id, postings.c.posting, postings.c.normalised)
                .where(postings.c.source == self.harvest.source, postings.c.external_id.in_(again[start:start + CHUNK])))}
        return found

    def write(self) -> dict[str, dict[str, Any]]:
        """Vacancy id -> what its refresh needs to know (round, stock)."""
        touched: dict[str, dict[str, Any]] = {}
        for line in self.plan.changes:
            if line.posting is not None:
                placement = self._store(line)
                touched[placement.vacancy] = {"round": placement.round, "stock": self.plan.stock}
                for vacancy in self._rearranged(placement):
                    touched.setdefault(vacancy, {})
            elif self._mark(line):
                for vacancy in self._vacancies_of(line.external_id):
                    touched.setdefault(vacancy, {})
        self._flush()
        return touched

    def _mark(self, line: PostingChange) -> bool:
        """Write the new state of a known posting; nothing where it is as it was."""
        before = self.rows[line.external_id]
        after = {"missing_since": line.missing_since, "gone_since": line.gone_since, "closed_at": line.closed_at,
                 "close_reason": line.reason or (before.close_reason if line.closed_at else None)}
        if all(getattr(before, name) == value for name, value in after.items()):
            return False
        self.connection.execute(sql_update(postings).where(postings.c.id == before.id).values(**after))
        return True

    def _rearranged(self, placement: Placement) -> set[str]:
        """Carry out what one posting showed of others: vacancies that are one, postings that are another's."""
        if not placement.aliases and not placement.moved:
            return set()
        self._flush()
        touched: set[str] = set()
        for other in placement.aliases:
            upsert(self.connection, aliases, ["id"], [{"id": other, "vacancy": placement.vacancy}])
            carry_choices(self.connection, other, placement.vacancy)
            self.connection.execute(sql_update(memberships).where(memberships.c.vacancy == other).values(vacancy=placement.vacancy))
            touched |= {other, placement.vacancy}
        left = {before: target for key, target, round_ in placement.moved if (before := self._move(key, target, round_))}
        targets = {target for _, target, _ in placement.moved}
        # An id that is a vacancy again leads nowhere else; one that nothing is left of leads to where it went.
        self.connection.execute(delete(aliases).where(aliases.c.id.in_(targets)))
        for vacancy, target in left.items():
            if vacancy not in targets | {placement.vacancy, *placement.aliases} and self.connection.execute(
                    select(memberships.c.posting).where(memberships.c.vacancy == vacancy).limit(1)).first() is None:
                upsert(self.connection, aliases, ["id"], [{"id": vacancy, "vacancy": target}])
                carry_choices(self.connection, vacancy, target)
        return touched | targets | set(left)

    def _move(self, key: str, target: str, round_: int) -> str | None:
        """Put a posting, known by source and external id, to another vacancy; returns the one that it leaves."""
        source, _, external_id = key.partition("\n")
        number = select(postings.c.id).where(postings.c.source == source, postings.c.external_id == external_id).scalar_subquery()
        before: str | None = self.connection.execute(select(memberships.c.vacancy).where(memberships.c.posting == number)).scalar()
        self.connection.execute(sql_update(memberships).where(memberships.c.posting == number).values(
            vacancy=target, round=round_, rule="moved", evidence=["a later posting showed where it belongs"], decided_at=self.now))
        return before if before != target else None

    def _store(self, line: PostingChange) -> Placement:
        assert line.posting is not None
        before = self.rows.get(line.external_id)
        first_seen = before.first_seen if before is not None else self.now
        posting = line.posting.model_copy(update={
            "published": berlin(first_seen).isoformat(), "employer": line.posting.employer or self.member.name})
        normalised = normalise(posting, stood_before=self.plan.stock if before is None else _was_over(before))
        if before is not None and line.external_id in self.harvest.same_text:
            normalised = still_said(normalised, Normalised.model_validate(self.texts[line.external_id].normalised))
        employer_key, trust = self._employer(line.posting)
        keyed = posting.model_copy(update={"external_id": line.external_id})
        placement = self.matcher.place(keyed, normalised, employer_key=employer_key)
        kept = posting.model_copy(update={"description_html": self._full_text(normalised, self.texts.get(line.external_id))})
        row = {
            "source": self.harvest.source, "external_id": line.external_id, "url": posting.url, "title": posting.title,
            "trust": trust, "employer_key": employer_key, "content_hash": line.content_hash, "first_seen": first_seen, "missing_since": None,
            "gone_since": None, "closed_at": None, "close_reason": None, "valid_through": normalised.facts.valid_through,
            "expires": None if normalised.facts.valid_through else parse_date(posting.expires),
            "posting": json.loads(kept.model_dump_json()),
            "normalised": json.loads(normalised.model_copy(update={"text": ""}).model_dump_json()),
        }
        self.waiting.append((row, placement))
        if len(self.waiting) == CHUNK:
            self._flush()
        return placement

    def _flush(self) -> None:
        """Write the postings that were placed, and where they belong."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        upsert(self.connection, postings, ["source", "external_id"], [row for row, _ in waiting])
        numbers = {row.external_id: row.id for row in self.connection.execute(select(postings.c.external_id, postings.c.id).where(
            postings.c.source == self.harvest.source, postings.c.external_id.in_([row["external_id"] for row, _ in waiting])))}
        upsert(self.connection, memberships, ["posting"], [{
            "posting": numbers[row["external_id"]], "vacancy": placement.vacancy, "round": placement.round, "rule": placement.rule,
            "score": placement.score, "evidence": placement.evidence, "decided_at": self.now} for row, placement in waiting])
        self._suppose([placement for _, placement in waiting])

    def _suppose(self, placements: Sequence[Placement]) -> None:
        """Remember pairs that may be the same; what is known of a pair stays."""
        found: dict[tuple[str, str], tuple[float, str]] = {}
        for placement in placements:
            for other, score, why in placement.possible:
                low, high = sorted((placement.vacancy, other))
                found.setdefault((low, high), (score, why))
        if not found:
            return
        known = {(row.one, row.other) for row in self.connection.execute(select(pairs.c.one, pairs.c.other).where(pairs.c.one.in_({low for low, _ in found})))}
        upsert(self.connection, pairs, ["one", "other"], [
            {"one": low, "other": high, "same": None, "score": score, "why": why, "decided_at": self.now} for (low, high), (score, why) in found.items() if (low, high) not in known])

    def _full_text(self, normalised: Normalised, before: Any) -> str | None:
        """The ad's text without persons, where the member agreed; as it was where this harvest came without it."""
        if not self.member.full_text:
            return None
        if normalised.text:
            return "".join(f"<p>{escape(line)}</p>" for line in normalised.text.splitlines() if line.strip())
        return before.posting.get("description_html") if before is not None else None

    def _employer(self, posting: Posting) -> tuple[str | None, int]:
        """(member's key, trust). A joint portal names another member: the posting is that one's, and trusted less.

        An aggregator that names nobody we know leaves the employer open; matching compares names then.
        """
        named = fold_employer(posting.employer)
        if not named or named in self.own:
            return self.member.key, self.trust
        other = self.others.get(named)
        if other is not None and other != self.member.key:
            return other, max(self.trust, 1)
        return (self.member.key, self.trust) if self.trust == 0 or self.harvest.platform == MANUAL else (None, self.trust)

    def _vacancies_of(self, external_id: str) -> list[str]:
        rows = self.connection.execute(
            select(memberships.c.vacancy).join(postings, postings.c.id == memberships.c.posting)
            .where(postings.c.source == self.harvest.source, postings.c.external_id == external_id))
        return [row.vacancy for row in rows]
