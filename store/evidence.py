"""What proves that a visit is worth what it was judged: what was usual before it, what its postings state and stated before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from pipeline.coverage import shares_of, stated_by
from pipeline.judge import shown_ids
from pipeline.model import Facts, Filled, Harvest, Member, Plan, Run, RunEvidence, Verdict
from pipeline.normalise.dates import berlin
from pipeline.normalise.posting import normalise
from store.database import Database
from store.ledger import history
from store.schema import postings, runs

#: Of a visit that is kept out, so many postings are read to see what they state.
MOST = 60


def filled(connection: Connection, harvest: Harvest, planned: Plan) -> Filled | None:
    """What the postings of a visit state, after its plan was written; None where it is as at the last complete visit, or nothing was read."""
    whole = [posting for posting in harvest.postings if (posting.external_id or posting.url) not in harvest.same_text]
    if not any(line.posting or line.closed_at or line.missing_since for line in planned.changes) and not (planned.judgement.held and whole):
        return None
    if planned.judgement.held:
        facts = [normalise(posting).facts for posting in whole[:MOST]]
    else:
        shown = shown_ids(harvest)
        rows = connection.execute(select(postings.c.external_id, postings.c.normalised["facts"].label("facts")).where(postings.c.source == harvest.source, postings.c.closed_at.is_(None)))
        facts = [Facts.model_construct(**row.facts) for row in rows if row.external_id in shown]
    found = Filled(read=len(whole), shown=len(facts), shares=stated_by(whole) | {f"facts.{name}": share for name, share in shares_of(facts).items()})
    if not found.shares:
        return None
    last = _filled_before(connection, harvest.source, harvest.started_at)
    return found if last is None or planned.judgement.verdict is not Verdict.COMPLETE or last.coverage != found.model_dump() else None


def _filled_before(connection: Connection, source: str, before: datetime, *, also_then: bool = False) -> Any:
    """The last complete visit of which it is known what its postings state."""
    earlier = runs.c.started_at <= before if also_then else runs.c.started_at < before
    return connection.execute(select(runs.c.id, runs.c.started_at, runs.c.coverage).where(runs.c.source == source, earlier, runs.c.verdict == Verdict.COMPLETE, runs.c.coverage.is_not(None))
                              .order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(1)).first()


class Evidenced(Database):
    """Reads it back."""

    def run_evidence(self, run: Run) -> RunEvidence:
        """What was usual before ``run``, as far as that can be told now."""
        nobody = Member(key=run.source, name=run.source, short_name=run.source)
        with self.read() as connection:
            before = history(connection, run.source, nobody, berlin(run.started_at), run.started_at)
            own = connection.execute(select(runs.c.coverage).where(runs.c.id == run.id)).scalar()
            if own is None and run.verdict is Verdict.COMPLETE and (same := _filled_before(connection, run.source, run.started_at, also_then=True)):
                own, then = same.coverage, _filled_before(connection, run.source, same.started_at)
            else:
                then = _filled_before(connection, run.source, run.started_at)
            return RunEvidence(good_counts=before.good_counts, open_before=len(set(before.open_ids)), now=Filled.model_validate(own) if own else None,
                               before=Filled.model_validate(then.coverage) if then else None, before_at=then.started_at if then else None, before_run=then.id if then else None)
