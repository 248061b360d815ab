"""``members check``: reads enabled members whole, compares with what is known and with the last check, reports drift."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

import typer

from cli.output import answer_lines, answer_table, say, tell_all
from cli.running import progress_line
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace
from pipeline.coverage import DRIFT, coverage, drift, never
from pipeline.judge import is_good, judge
from pipeline.model import Checked, Harvest, Problem, Source, Verdict
from pipeline.normalise.posting import normalise
from spiders.manners import is_private_literal


def check(
    keys: Annotated[list[str] | None, typer.Argument(help="Members or sources; without, all enabled ones.", metavar="[KEY]...")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Test portals: verdict, schema drift, which fields are never filled, what changed since the last check. Publishes nothing.

    Exit code 1 where something is not as it should be. A check of the real portal is remembered as "verified live".
    """
    workspace = open_workspace(quiet=as_json)
    found = checks(workspace, keys, quiet=as_json)
    if as_json:
        answer_lines(found)
    else:
        _show(found)
    bad = [checked for checked in found if checked.drift or not _good(checked)]
    for checked in found:
        tell_all([*(() if _good(checked) else checked.reasons), *checked.drift], as_json=as_json)
    raise typer.Exit(int(bool(bad)))


def checks(workspace: Workspace, keys: list[str] | None = None, *, quiet: bool = False) -> list[Checked]:
    """Read the named sources (or all enabled ones), compare, remember."""
    scheduler = workspace.scheduler()
    sources = scheduler.sources(keys)
    missing = sorted(set(keys or []) - {source.key for source in sources} - {source.member for source in sources})
    if missing:
        raise UsageError("member", f"{', '.join(missing)}: no such member with a portal and a platform; `stellenmarkt members list` shows them")
    with _portals(workspace):
        harvests = asyncio.run(scheduler.peek(sources, "check", progress_line(quiet=quiet)))
    before, found = workspace.store.checks(), []
    for source in sources:
        checked = _checked(workspace, source, harvests.get(source.key))
        checked = checked.model_copy(update={"drift": drift(before.get(source.key), checked)})
        workspace.store.save_check(checked, source.member)
        found.append(checked)
    return found


@contextlib.contextmanager
def _portals(workspace: Workspace) -> Iterator[None]:
    """The sample portals answer only while somebody plays them."""
    if not workspace.demo:
        yield
        return
    from cli.demo import portals

    with portals(workspace.clock(), workspace.settings.sample_port):
        yield


def _checked(workspace: Workspace, source: Source, harvest: Harvest | None) -> Checked:
    host = urlsplit(source.api_base or source.portal).hostname or ""
    base = Checked(source=source.key, at=workspace.clock(), platform=source.platform, verdict=Verdict.FAILED, live=not is_private_literal(host))
    if harvest is None:
        return base.model_copy(update={"reasons": [Problem(code="crawl_died", message="the crawl process left no harvest", where=source.key)]})
    judgement = judge(harvest, workspace.store.history(source.key, workspace.member_of(source.key), workspace.clock()))
    facts = [normalise(posting).facts for posting in harvest.postings]
    return base.model_copy(update={
        "verdict": judgement.verdict, "reasons": judgement.reasons, "postings": len(harvest.postings), "total": harvest.total,
        "coverage": coverage(harvest.postings, facts), "doubts": [problem for problem in harvest.problems if problem.code in DRIFT][:50]})


def _good(checked: Checked) -> bool:
    return is_good(checked.verdict, checked.reasons)


def _show(found: list[Checked]) -> None:
    answer_table(("source", "platform", "verdict", "postings", "total", "never filled", "doubts", "new since the last check"), [
        (c.source, c.platform, c.verdict, c.postings, c.total, ", ".join(never(c.coverage)), "; ".join(dict.fromkeys(p.code for p in c.doubts)),
         "; ".join(p.message for p in c.drift)[:80]) for c in found])
    live = sorted({c.platform for c in found if c.live and _good(c) and c.postings})
    if live:
        say(f"verified live: {', '.join(live)}")
