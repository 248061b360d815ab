"""``try``: fetch and show what a source would bring and what it is worth; writes nothing."""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from cli.output import answer_lines, answer_table, say, tell_all
from cli.running import progress_line
from cli.settings import UsageError
from cli.workspace import open_workspace
from pipeline.judge import judge
from pipeline.model import MANUAL, Harvest, History, Source, Verdict
from scheduler import run_crawl


def try_source(
    target: Annotated[str, typer.Argument(metavar="KEY_OR_URL", help="A member's key or a portal's address.")],
    platform: Annotated[str | None, typer.Option(help="Name of a platform; needed with an address.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Make a fixture of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One posting a line.")] = False,
) -> None:
    """Fetch and print postings and, on standard error, the verdict. Writes nothing."""
    if save:
        raise UsageError("later", "try --save comes with the archive of raw responses; "
                         "docs/platforms.md says how to make a fixture by hand")
    workspace = open_workspace(quiet=True)
    manners = workspace.manners()
    for source in _sources(target, platform, workspace.members):
        with tempfile.TemporaryDirectory() as folder:
            job = {
                "spool": folder, "contact": manners.contact, "delay": manners.delay,
                "allow_private": manners.allow_private, "now": workspace.clock().isoformat(),
                "visits": [{"run": "try", "token": 0, "source": source.model_dump(mode="json")}],
            }
            ending = asyncio.run(run_crawl(job, Path(folder), progress_line()))
            file = Path(folder) / "try.json"
            if not file.exists():
                raise UsageError("crawl_died", f"the crawl process left no harvest ({ending})", source.key)
            harvest = Harvest.model_validate_json(file.read_bytes())
        _show(harvest, as_json=as_json)
    verdict = judge(harvest, History()).verdict
    raise typer.Exit(int(verdict is not Verdict.COMPLETE))


def _sources(target: str, platform: str | None, members: dict) -> list[Source]:  # type: ignore[type-arg]
    if target.startswith(("http://", "https://")):
        if platform is None:
            raise UsageError("platform", "say which platform it is: --platform jsonld, softgarden, rexx ... "
                             "(docs/platforms.md)", target)
        return [Source(key="try", member="try", employer="", portal=target, platform=platform)]
    if target not in members:
        raise UsageError("member", f"there is no member {target!r}; `stellenmarkt members list` shows them", target)
    sources: list[Source] = members[target].sources()
    if not sources:
        raise UsageError("portal", f"{target} has no portal and platform yet (docs/members.md)", target)
    if all(source.platform == MANUAL for source in sources):
        raise UsageError("manual", f"people enter the ads of {target} (platform manual): there is no portal to try; "
                         "`stellenmarkt vacancies add URL` enters one", target)
    sources = [source for source in sources if source.platform != MANUAL]
    return [source.model_copy(update={"platform": platform or source.platform}) for source in sources]


def _show(harvest: Harvest, *, as_json: bool) -> None:
    if as_json:
        answer_lines(harvest.postings)
    else:
        answer_table(("id", "title", "places", "until", "url"),
                     [(p.external_id, p.title, ", ".join(p.locations), p.valid_through, p.url)
                      for p in harvest.postings])
    judgement = judge(harvest, History())
    tell_all([*harvest.problems, *judgement.reasons], as_json=as_json)
    line = {"verdict": judgement.verdict, "postings": len(harvest.postings), "total": harvest.total,
            "requests": harvest.traffic.requests}
    say(json.dumps(line) if as_json else f"{judgement.verdict}: {len(harvest.postings)} postings, "
        f"the portal counts {harvest.total if harvest.total is not None else 'nothing'}, "
        f"{harvest.traffic.requests} requests")
