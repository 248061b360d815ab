"""``runs replay``: what the readers of now make of the archived answers of a visit, beside what it made of them then."""

from __future__ import annotations

import json
from typing import Any

import typer

from cli.output import answer, tell
from cli.settings import UsageError
from cli.workspace import Workspace
from pipeline.difference import (
    STORED,
    Difference,
    FieldChange,
    Known,
    by_id,
    fields,
    new_problems,
    only_in,
    shown,
)
from pipeline.judge import judge
from pipeline.model import Harvest, Member, Problem, Run, Source
from spiders.archived import Archived, ArchiveError, read
from spiders.rerun import Rerun, rerun
from spiders.shelf import archive_file


def replayed(workspace: Workspace, run: Run) -> Difference:
    """Read the answers of ``run`` again and say what differs. UsageError where they are not kept, exit 1 where they cannot be read."""
    archived = _archive(workspace, run)
    source, remarks = _source(workspace, run, archived)
    again = rerun(archived, source, run.started_at)
    then = archived.harvest or workspace.store.harvest_of(run.id)
    whole = archived.harvest is not None and not any(a.left_out for a in archived.answers)
    found = _compared(workspace, run, then, again)
    if again.harvest.unchanged:
        remarks.append(f"the list had not changed (304): this archive has no list to read{_earlier(workspace, run)}")
    if not whole:
        remarks.append("the archive does not have all answers: only what it has is compared")
        found |= {"removed": [], "problems_gone": [], "totals": None, "now": run.verdict,
                  "problems_new": [p for p in found["problems_new"] if p.code != "not_archived"]}
    if again.not_fetched:
        remarks.append(f"{len(again.not_fetched)} page(s) were not fetched then: nothing is said about them")
    return Difference(run=run.id, source=run.source, then=run.verdict, not_fetched=len(again.not_fetched), unchanged=again.harvest.unchanged, remarks=remarks, **found)


def _archive(workspace: Workspace, run: Run) -> Archived:
    file = archive_file(workspace.data / "archive", run.id)
    try:
        return read(file)
    except FileNotFoundError as error:
        raise UsageError("archive", f"the answers of {run.id} are not kept: they expire after 14 days, or were never archived; "
                         f"`stellenmarkt crawl {run.source}` visits and archives anew, `runs list {run.source}` shows other visits", str(file)) from error
    except (ArchiveError, OSError) as error:
        tell(Problem(code="archive_unreadable", message=str(error), where=str(file)))
        raise typer.Exit(1) from error


def _source(workspace: Workspace, run: Run, archived: Archived) -> tuple[Source, list[str]]:
    """The source as the registry says it now: a repaired selector is a repaired reader."""
    then = Source.model_validate(archived.visit["source"])
    for member in workspace.members.values():
        for source in member.sources():
            if source.key == run.source:
                changed = sorted(name for name in Source.model_fields if getattr(source, name) != getattr(then, name))
                return source, [f"the registry says otherwise now: {', '.join(changed)}"] if changed else []
    return then, ["the source is not in the registry any more: read as it was configured then"]


def _compared(workspace: Workspace, run: Run, then: Harvest | None, again: Rerun) -> dict[str, Any]:
    now_shown, now_read = shown(again.harvest), by_id(again.harvest.postings)
    member = next((m for m in workspace.members.values() if m.owns(run.source)), Member(key=run.source, name=run.source, short_name=run.source))
    history = workspace.store.history_before(run, member)
    judgement = judge(again.harvest, history)
    if then is None:
        stored = workspace.store.postings_of(run.source)
        known = {key: Known(external_id=key, title=p.title, url=p.url) for key, p in stored.items()}
        return {"compared_with": "store", "now": judgement.verdict, "reasons": judgement.reasons,
                "added": only_in(now_shown, known), "removed": [], "changed": fields(stored, now_read, STORED),
                "problems_gone": [], "problems_new": new_problems(run.problems, again.harvest.problems)}
    # Judged alike, it is worth what it was: only what was read can have changed that.
    alike = judge(then, history).verdict == judgement.verdict
    totals = (then.total, again.harvest.total)
    return {"compared_with": "harvest", "now": run.verdict if alike else judgement.verdict, "reasons": judgement.reasons,
            "added": only_in(now_shown, shown(then)), "removed": only_in(shown(then), now_shown), "changed": fields(by_id(then.postings), now_read),
            "problems_gone": new_problems(again.harvest.problems, then.problems), "problems_new": new_problems(then.problems, again.harvest.problems),
            "totals": None if totals[0] == totals[1] else totals}


def _earlier(workspace: Workspace, run: Run) -> str:
    """The newest earlier visit that read the list and whose answers are kept."""
    for other in workspace.store.runs(source=run.source, limit=200):
        if other.started_at < run.started_at and not other.traffic.not_modified and archive_file(workspace.data / "archive", other.id).exists():
            return f"; {other.id} read it"
    return ""


def show_difference(found: Difference, *, as_json: bool) -> None:
    """One JSON object, or lines for people."""
    if as_json:
        answer(json.dumps({"same": found.same, **found.model_dump(mode="json")}, ensure_ascii=False))
        return
    answer(f"{found.run}: {found.then} then, {found.now} now; compared with "
           + {"harvest": "what the visit read", "store": "what is known of the source's postings"}[found.compared_with])
    for mark, postings in (("+", found.added), ("-", found.removed)):
        for known in postings:
            answer(f"{mark} {known.external_id}  {known.title or ''}  {known.url or ''}")
    for change in found.changed:
        answer(_line(change))
    for words, problems in (("problem gone", found.problems_gone), ("problem new", found.problems_new), ("because", found.reasons if found.then != found.now else [])):
        for problem in problems:
            answer(f"{words}: {problem.code}: {problem.message} {problem.where or ''}".rstrip())
    if found.totals:
        answer(f"the portal counts: {found.totals[0]} then, {found.totals[1]} now")
    for remark in found.remarks:
        answer(remark)
    answer("the same" if found.same else f"{len(found.added)} added, {len(found.removed)} removed, "
           f"{len({change.external_id for change in found.changed})} changed")


def _line(change: FieldChange) -> str:
    old, new = (str(value) if len(str(value)) <= 200 else f"{str(value)[:200]}..." for value in (change.old, change.new))
    return f"~ {change.external_id}  {change.field}: {old} -> {new}"
