"""Issues of the newsletter, their revisions, and editors' choices; every choice is undoable."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy import update as sql_update

from pipeline.issues import IssueError
from pipeline.model import EditorChoice, Issue, Told, guid_of
from pipeline.normalise.dates import berlin
from store.database import Database
from store.schema import choices, issues, memberships, postings, revisions, sources, vacancies
from store.sources import released_ids
from store.tables import upsert
from store.vacancies import all_surviving, bump


class Editing(Database):
    """What editors decide."""

    def issues(self) -> list[Issue]:
        """All issues, newest first."""
        with self.read() as connection:
            return [_issue(row) for row in connection.execute(select(issues).order_by(issues.c.day.desc()))]

    def issue(self, day: date) -> Issue | None:
        with self.read() as connection:
            row = connection.execute(select(issues).where(issues.c.day == day)).first()
            return _issue(row) if row is not None else None

    def told_before(self, day: date) -> Told:
        """What the issues sent before ``day`` showed. A vacancy that was merged since is told by the one that it became, in
        the round that ran when it was shown."""
        with self.read() as connection:
            sent = connection.execute(select(issues.c.day, issues.c.shown).where(issues.c.state == "sent", issues.c.day < day).order_by(issues.c.day)).all()
            shown = {guid: row.day for row in sent for guid in row.shown or []}
            survivors = all_surviving(connection, {guid.partition(";")[0] for guid in shown})
            columns = vacancies.c.id, vacancies.c.employer_key, vacancies.c.round, vacancies.c.first_seen
            found = {row.id: row for row in connection.execute(select(*columns).where(vacancies.c.id.in_(survivors.values())))}
        guids, employers = set(shown), dict[str, date]()
        for guid, at in shown.items():
            own = guid.partition(";")[0]
            survivor = found.get(survivors[own])
            if survivor is None:  # the facts of what closed long ago are gone
                continue
            employers[survivor.employer_key] = max(at, employers.get(survivor.employer_key, at))
            if survivor.id != own and berlin(survivor.first_seen) <= at:
                guids.add(guid_of(survivor.id, survivor.round))
        return Told(guids=frozenset(guids), employers=employers)

    def move_issue(self, day: date, to: date) -> None:
        """Plan the issue of ``day`` for another day, with what was chosen for it. IssueError where one of both is out already."""
        if day == to:
            self.keep_issue(day)
            return
        with self.write() as connection:
            states = {row.day: row.state for row in connection.execute(select(issues.c.day, issues.c.state).where(issues.c.day.in_([day, to])))}
            if out := [one for one, state in states.items() if state in ("released", "sent")]:
                raise IssueError(f"issue {out[0]} is {states[out[0]]} already: it cannot be moved or take another one's place")
            upsert(connection, issues, ["day"], [Issue(day=day, state="dropped").model_dump(), Issue(day=to).model_dump()])
            connection.execute(sql_update(choices).where(choices.c.issue == day).values(issue=to))
            bump(connection)

    def drop_issue(self, day: date) -> None:
        """There is no issue on ``day``; IssueError where it is out already."""
        with self.write() as connection:
            state = connection.execute(select(issues.c.state).where(issues.c.day == day)).scalar()
            if state in ("released", "sent"):
                raise IssueError(f"issue {day} is {state} already: it cannot be dropped")
            upsert(connection, issues, ["day"], [Issue(day=day, state="dropped").model_dump()])
            bump(connection)

    def keep_issue(self, day: date) -> None:
        """There is an issue on ``day``, also where it was dropped or is no regular day."""
        with self.write() as connection:
            if connection.execute(select(issues.c.state).where(issues.c.day == day)).scalar() in (None, "dropped"):
                upsert(connection, issues, ["day"], [Issue(day=day).model_dump()])
                bump(connection)

    def save_issue(self, issue: Issue, bodies: Mapping[str, bytes] | None = None, now: datetime | None = None) -> None:
        """Write an issue; ``bodies`` (format -> bytes) are kept as its revision and never change.

        The portals of a released issue are visited soon: a job that is gone must not be sent.
        """
        with self.write() as connection:
            upsert(connection, issues, ["day"], [issue.model_dump()])
            for form, body in (bodies or {}).items():
                upsert(connection, revisions, ["day", "revision", "format"], [{
                    "day": issue.day, "revision": issue.revision, "format": form, "body": gzip.compress(body, mtime=0), "released_at": now or issue.cutoff}])
            if bodies and now is not None:
                told_by = (select(postings.c.source).join(memberships, memberships.c.posting == postings.c.id)
                           .where(postings.c.closed_at.is_(None), memberships.c.vacancy.in_(released_ids(connection))))
                # Who is backing off from a portal that fails goes on doing so.
                connection.execute(sql_update(sources).where(sources.c.key.in_(told_by), sources.c.failures == 0, sources.c.next_visit > now).values(next_visit=now))
            bump(connection)

    def revision(self, day: date, form: str, number: int | None = None) -> bytes | None:
        """What was released, byte for byte; without a number the latest."""
        query = select(revisions.c.body).where(revisions.c.day == day, revisions.c.format == form)
        if number is not None:
            query = query.where(revisions.c.revision == number)
        with self.read() as connection:
            body = connection.execute(query.order_by(revisions.c.revision.desc()).limit(1)).scalar()
            return _unpacked(bytes(body)) if body is not None else None

    def choices(self, day: date | None = None) -> list[EditorChoice]:
        """The choices that hold for an issue: its own and those for good."""
        with self.read() as connection:
            rows = connection.execute(
                select(choices).where((choices.c.issue == day) | choices.c.issue.is_(None)).order_by(choices.c.id))
            return [EditorChoice(vacancy=r.vacancy, issue=r.issue, action=r.action, title=r.title) for r in rows]

    def choose(self, choice: EditorChoice, now: datetime) -> None:
        """Remember a choice; the same kind of choice for the same vacancy and issue is replaced."""
        self.unchoose(choice.vacancy, choice.issue, choice.action)
        with self.write() as connection:
            connection.execute(choices.insert().values(**choice.model_dump(), decided_at=now))
            if choice.action == "hide" and choice.issue is None:
                connection.execute(sql_update(vacancies).where(vacancies.c.id == choice.vacancy).values(hidden=True))
            bump(connection)

    def unchoose(self, vacancy: str, issue: date | None, action: str) -> None:
        """Take a choice back."""
        with self.write() as connection:
            same_issue = choices.c.issue.is_(None) if issue is None else choices.c.issue == issue
            gone = connection.execute(delete(choices).where(choices.c.vacancy == vacancy, choices.c.action == action, same_issue))
            if gone.rowcount:
                if action == "hide" and issue is None:
                    connection.execute(sql_update(vacancies).where(vacancies.c.id == vacancy).values(hidden=False))
                bump(connection)


def _unpacked(body: bytes) -> bytes:
    """What was released before bodies were packed begins with text, never with gzip's own sign (RFC 1952)."""
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def _issue(row: Any) -> Issue:
    return Issue(day=row.day, state=row.state, revision=row.revision, cutoff=row.cutoff, shown=row.shown or [])
