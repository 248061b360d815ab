"""Reads one address once, through a crawl process with all its manners; nothing is remembered."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from cli.settings import UsageError
from cli.workspace import Workspace
from pipeline.model import Harvest, Source
from scheduler import Progress, run_crawl

#: The name of such a run.
ONCE = "once"


def read_once(workspace: Workspace, source: Source, progress: Progress | None = None, archive: Path | None = None) -> Harvest:
    """What a single visit to ``source`` brings; its answers are kept in the folder ``archive`` if one is given.

    UsageError where no contact address is set or the process dies.
    """
    manners = workspace.manners(source.portal)
    with tempfile.TemporaryDirectory() as folder:
        job = {"spool": folder, "contact": manners.contact, "delay": manners.delay, "allow_private": manners.allow_private, "timeout": manners.timeout,
               "now": workspace.clock().isoformat(), "archive": str(archive) if archive else None, "visits": [{"run": ONCE, "token": 0, "source": source.model_dump(mode="json")}]}
        ending = asyncio.run(run_crawl(job, Path(folder), progress))
        file = Path(folder) / f"{ONCE}.json"
        if not file.exists():
            raise UsageError("crawl_died", f"the crawl process left no harvest ({ending})", source.portal)
        return Harvest.model_validate_json(file.read_bytes())
