"""Portals that were relaunched or moved: what is recognised, what is proposed, and the new ids of known postings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy import update as sql_update

from pipeline.match.features import features
from pipeline.model import Harvest, Judgement, Normalised, Plan, Posting, Problem, Proposal, Run, Verdict
from pipeline.normalise.posting import normalise
from pipeline.plan import posting_key
from pipeline.recognise import recognise
from store.candidates import SqlIndex
from store.database import Database
from store.ledger import KEPT, record
from store.schema import postings, sources


def recognised(connection: Connection, harvest: Harvest) -> tuple[dict[str, str], int]:
    """(old id -> new id of the open postings that ``harvest`` shows under other ids too, how many were open)."""
    rows = connection.execute(select(postings.c.external_id, postings.c.posting, postings.c.normalised).where(
        postings.c.source == harvest.source, postings.c.closed_at.is_(None)))
    before = {row.external_id: features(Posting.model_validate(row.posting), Normalised.model_validate(row.normalised)) for row in rows}
    now = {posting_key(posting): features(posting, normalise(posting)) for posting in harvest.postings}
    return recognise(before, now), len(before)


def rename(connection: Connection, source: str, pairs: Mapping[str, str]) -> None:
    """Give known postings their new ids: they stay what they are, with their vacancies and guids."""
    known = set(connection.execute(select(postings.c.external_id).where(postings.c.source == source)).scalars())
    index = SqlIndex(connection)
    for old, new in pairs.items():
        if old != new and new not in known:
            connection.execute(sql_update(postings).where(postings.c.source == source, postings.c.external_id == old).values(external_id=new))
            index.rename(f"{source}\n{old}", f"{source}\n{new}")


class Moving(Database):
    """Proposals of new portals."""

    def propose(self, harvest: Harvest, proposal: Proposal) -> tuple[Run, Proposal]:
        """Record what a possible new portal holds, as a suspect run that a person may accept; nothing of it is applied."""
        with self.write() as connection:
            pairs, known = recognised(connection, harvest)
            proposal = proposal.model_copy(update={"run": harvest.run, "known": known, "recognised": len(pairs)})
            message = (f"the portal seems to have moved to {proposal.portal} ({proposal.platform}): {len(pairs)} of {known} open posting(s) are there, "
                       f"{len(harvest.postings)} in all; `stellenmarkt runs accept {harvest.run}` takes it over")
            judgement = Judgement(verdict=Verdict.SUSPECT, held=True, reasons=[Problem(code="moved", message=message, where=proposal.portal)])
            run = record(connection, harvest, Plan(source=harvest.source, run=harvest.run, judgement=judgement, stock=True), proposal.at)
            self._note(connection, harvest.source, proposal)
            return run, proposal

    def note_search(self, source: str, proposal: Proposal | None) -> None:
        """Remember that a new portal was looked for, in vain or not; None forgets it."""
        with self.write() as connection:
            self._note(connection, source, proposal)

    def proposal(self, source: str) -> Proposal | None:
        with self.read() as connection:
            found = connection.execute(select(sources.c.proposal).where(sources.c.key == source)).scalar()
            return Proposal.model_validate(found) if found else None

    def searched_since(self, source: str, since: datetime, now: datetime) -> bool:
        """Whether a new portal of ``source`` was looked for after ``since``, or one that was found waits for a person."""
        found = self.proposal(source)
        return found is not None and (found.at > since or (found.run is not None and found.at > now - KEPT))

    @staticmethod
    def _note(connection: Connection, source: str, proposal: Proposal | None) -> None:
        value = proposal.model_dump(mode="json") if proposal else None
        connection.execute(sql_update(sources).where(sources.c.key == source).values(proposal=value))
