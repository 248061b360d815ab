"""Forks processes that are to be killed: what they do is begun at once, because everything is loaded already.

Each line of standard input is a JSON list: a deed, a database, a folder, an instant, further words; the answer is the process id of the fork that does it. A fork ends
with 0 where the deed was done, and its end is told as a second line.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pipeline.model import Member
from render.answers import Answerer
from render.block import Options, make_block
from render.editors import release
from render.publish import publish
from render.site import Site
from scheduler import Manners, Scheduler
from spiders.registry import load
from store import Store, connect

SITE = Site("https://stellen.example.org")
MANNERS = Manners("test@example.org", delay=0, allow_private=True, timeout=5)


def timetable(store: Store, folder: Path, now: datetime, members: dict[str, Member]) -> Scheduler:
    return Scheduler(store, members, folder, lambda: now, MANNERS)


def visit(store: Store, folder: Path, now: datetime) -> None:
    """All portals of the registry in ``folder``."""
    scheduler = timetable(store, folder, now, load(replace=folder / "members.toml"))
    asyncio.run(scheduler.visit(scheduler.sources()))


def apply(store: Store, folder: Path, now: datetime, member: str) -> None:
    """What lies in the spool."""
    one = Member.model_validate_json(member)
    timetable(store, folder, now, {one.key: one}).settle()


def put_out(store: Store, folder: Path, now: datetime) -> None:
    publish(store, SITE, folder / "public", now)


def freeze(store: Store, _folder: Path, moment: datetime, day: str) -> None:
    release(Answerer(store, SITE, lambda: moment), make_block(store, Options(day=datetime.fromisoformat(day).date()), SITE, moment), moment)


DEEDS: dict[str, Callable[..., None]] = {"visit": visit, "apply": apply, "publish": put_out, "freeze": freeze}


def main() -> None:
    for line in sys.stdin:
        deed, url, folder, now, *words = json.loads(line)
        if child := os.fork():
            print(child, flush=True)
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        try:
            DEEDS[deed](connect(url), Path(folder), datetime.fromisoformat(now), *words)
        except BaseException as error:
            sys.stderr.write(f"{deed}: {type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)


if __name__ == "__main__":
    main()
