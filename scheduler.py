"""WHEN: claims the sources that are due, starts, watches and ends the crawl processes, lets the decider read the spool.

A crawl process only fetches and leaves harvest files; killed at any point, nothing happened. Harvests are decided one
at a time under the database's write lock, so it does no harm that two schedulers run.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.model import MANUAL, Harvest, Member, Problem, Proposal, Run, Source, Traffic, Verdict
from pipeline.normalise.dates import berlin
from pipeline.normalise.persons import without_persons
from pipeline.rhythm import next_visit, parse_every
from spiders.detecting import detect_job, detections
from spiders.detection import Target
from spiders.records import note
from spiders.shelf import forget
from store import KEPT, Lease, StaleLease, Store, StoreError

log = logging.getLogger("stellenmarkt.scheduler")

#: How long one crawl process may take before it is asked, then forced, to end.
CRAWL_SECONDS = 45 * 60
#: Time between SIGTERM and SIGKILL: Scrapy ends gracefully within a second, a blocked one never.
GRACE_SECONDS = 30
#: A lease outlives the longest crawl; the fencing token guards what comes later.
LEASE = timedelta(seconds=CRAWL_SECONDS + 5 * 60)
#: A new portal of a source that cannot be read any more is looked for at most once in so long, and after so many failed visits.
SEARCH_AGAIN, SEARCH_AFTER = timedelta(days=3), 3
#: Small sources share a process: start-up costs about one CPU second.
BATCH = 20

Progress = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Manners:
    """How we behave towards portals; ``contact`` stands in the user agent, without it there is no crawl.

    ``delay`` and ``timeout`` are seconds: between two requests to one host, and for one answer.
    """

    contact: str
    delay: float = 2.0
    allow_private: bool = False
    timeout: float = 30.0


@dataclass
class Scheduler:
    """Visits the sources of ``members`` and hands their harvests to ``store``.

    ``clock`` gives the instant by which everything is decided; ``work`` is the folder of spool, jobs and logs.
    """

    store: Store
    members: dict[str, Member]
    work: Path
    clock: Callable[[], datetime]
    manners: Manners
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")

    @property
    def spool(self) -> Path:
        return self.work / "spool"

    def sources(self, keys: Iterable[str] | None = None) -> list[Source]:
        """The readable sources of all enabled members, or of those named (member or source keys)."""
        wanted = set(keys) if keys is not None else None
        return [
            source
            for member in self.members.values()
            for source in member.sources()
            if source.platform != MANUAL
            and (member.enabled if wanted is None else {member.key, source.key} & wanted)
        ]

    async def visit_due(self, progress: Progress | None = None) -> list[Run]:
        """Visit what is due now; the tick of the timetable."""
        now = self.clock()
        due = set(self.store.due([source.key for source in self.sources()], now))
        runs = await self.visit([source for source in self.sources() if source.key in due], progress)
        return runs + await self.look_for_portals(runs, progress)

    async def visit(self, sources: list[Source], progress: Progress | None = None) -> list[Run]:
        """Visit ``sources`` now and decide what they brought. A source that somebody else visits is left out."""
        self._forget()
        runs = await asyncio.to_thread(self.settle)
        leases = self._claim(sources)
        claimed = [source for source in sources if source.key in leases]
        for start in range(0, len(claimed), BATCH):
            batch = claimed[start : start + BATCH]
            await self._crawl(batch, leases, progress)
            runs += await asyncio.to_thread(self.settle)
        if runs:
            await asyncio.to_thread(self.store.look, self.clock())
        return runs

    async def look_for_portals(self, runs: Iterable[Run], progress: Progress | None = None) -> list[Run]:
        """After visits that cannot be believed: has the portal moved? What is found is proposed as a suspect run, and nothing is changed."""
        now, found = self.clock(), []
        known = {source.key: source for source in self.sources()}
        wanted = [known[run.source] for run in runs if run.source in known and self._is_lost(run)
                  and not self.store.searched_since(run.source, now - SEARCH_AGAIN, now)]
        for source in wanted:
            before = self.store.proposal(source.key)
            rejected = before if before is not None and before.run is None else Proposal(at=now)
            self.store.note_search(source.key, rejected.model_copy(update={"at": now}))
            moved = await self._moved_to(source, now)
            if moved is not None and (moved.portal, moved.platform) != (rejected.portal, rejected.platform) and (run := await self._propose(moved, now, progress)):
                found.append(run)
        return found

    def _is_lost(self, run: Run) -> bool:
        """Whether a visit is a reason to look for another portal: implausible, or failed again and again."""
        if run.verdict is Verdict.SUSPECT:
            return run.postings == 0 or any(reason.code in ("unrecognised", "implausible_count") for reason in run.reasons)
        return run.verdict is Verdict.FAILED and self.store.failures(run.source) >= SEARCH_AFTER

    async def _moved_to(self, source: Source, now: datetime) -> Source | None:
        """The source at another portal that detection found and proved; None where it is still where it was."""
        member = self._member_of(source.key)
        pages = dict.fromkeys(filter(None, (source.portal, member.website if member else None)))
        target = Target(url=next(iter(pages)), also=list(pages)[1:], key=source.key, names=[source.employer, *source.aliases])
        with tempfile.TemporaryDirectory() as folder:
            job = detect_job([target], Path(folder), contact=self.manners.contact, delay=self.manners.delay, allow_private=self.manners.allow_private,
                             today=berlin(now), timeout=self.manners.timeout)
            await run_crawl(job, self.work)
            (result,) = detections(Path(folder), [target])
        if not result.proven or not result.portal or not result.platform:
            return None
        facts = {"portal": result.portal, "platform": result.platform, "params": result.params, "api_base": result.api_base}
        moved = source.model_copy(update=facts)
        return moved if moved != source else None

    async def _propose(self, moved: Source, now: datetime, progress: Progress | None) -> Run | None:
        """Read the new portal and record what it holds."""
        harvest = (await self.peek([moved], f"{now:%Y%m%dT%H%M%S}-{moved.key}-moved", progress)).get(moved.key)
        if harvest is None or not harvest.postings:
            return None
        proposal = Proposal(at=now, portal=moved.portal, platform=moved.platform, params=moved.params, api_base=moved.api_base)
        return self.store.propose(harvest, proposal)[0]

    async def peek(self, sources: list[Source], run: str, progress: Progress | None = None) -> dict[str, Harvest]:
        """What ``sources`` bring now, read whole and remembered nowhere; one that left no harvest is left out."""
        with tempfile.TemporaryDirectory() as folder:
            visits = [{"run": run if len(sources) == 1 else f"{run}-{source.key}", "token": 0, "source": source.model_dump(mode="json")} for source in sources]
            await run_crawl({**self._job(Path(folder), visits, self.clock()), "archive": None}, self.work, progress)
            found = await asyncio.to_thread(_harvests, Path(folder))
        return {harvest.source: harvest for harvest in found}

    def settle(self) -> list[Run]:
        """Decide every harvest that lies in the spool, oldest first; also those a killed process left behind."""
        runs = []
        for file in sorted(self.spool.glob("*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name)):
            if run := self._decide(file):
                runs.append(run)
        return runs

    def _decide(self, file: Path) -> Run | None:
        try:
            harvest = Harvest.model_validate_json(file.read_bytes())
        except (OSError, ValidationError) as error:
            self._set_aside(file, f"cannot be read: {error}")
            return None
        member = self._member_of(harvest.source)
        if member is None:
            self._set_aside(file, "belongs to no member of the registry")
            return None
        now = self.clock()
        try:
            run = self.store.decide(harvest, member, now)
        except StaleLease as error:
            self._set_aside(file, str(error))
            return None
        except StoreError as error:
            log.error("harvest %s waits in the spool: %s", file.name, error)  # noqa: TRY400  no stack for a busy database
            return None
        except Exception:
            # One harvest that breaks the decider must not keep the others from being decided.
            log.exception("harvest %s", file.name)
            self._set_aside(file, "could not be decided")
            return None
        file.unlink(missing_ok=True)
        due = self._plan_next(harvest, member, now)
        why = "".join(f"; {reason.code}: {reason.message}" for reason in run.reasons)
        self._note(run.id, f"decided: {run.verdict}{why}", now)
        self._note(run.id, f"{run.postings} postings: {run.new} new, {run.changed} changed, {run.missing} missing, {run.reopened} reopened, {run.closed} closed; next visit {due:%Y-%m-%d %H:%M} UTC", now)
        return run

    def _note(self, run: str, words: str, at: datetime) -> None:
        """Add a line to the log of a visit."""
        if not note(self.work / "archive", run, without_persons(words), at):
            log.error("the log of %s cannot be written", run)

    def _forget(self) -> None:
        """What portals said word by word goes after its time."""
        try:
            forget(self.work, self.clock() - KEPT)
        except OSError as error:
            log.error("what has expired cannot be deleted: %s", error)  # noqa: TRY400  no stack for a folder that is not ours

    def _member_of(self, source: str) -> Member | None:
        return next((member for member in self.members.values() if member.owns(source)), None)

    def _set_aside(self, file: Path, why: str) -> None:
        """Nothing is lost: a harvest that cannot be decided is kept for a person, out of the way."""
        aside = self.work / "aside"
        aside.mkdir(parents=True, exist_ok=True)
        log.error("harvest %s %s; moved to %s", file.name, why, aside)
        with contextlib.suppress(FileNotFoundError):
            file.replace(aside / file.name)

    def _plan_next(self, harvest: Harvest, member: Member, now: datetime) -> datetime:
        failures = self.store.failures(harvest.source)
        wish = max((problem.message for problem in harvest.problems if problem.code == "retry_later"), default=None)
        not_before = _instant(wish)
        due = next_visit(harvest.source, now, parse_every(member.every), failures, not_before)
        self.store.release(harvest.source, harvest.token, due)
        return due

    def _claim(self, sources: list[Source]) -> dict[str, Lease]:
        now = self.clock()
        leases = {}
        for source in sources:
            lease = self.store.claim(source.key, source.member, self.owner, now, LEASE, is_dead=_is_dead_here)
            if lease is None:
                log.info("%s is being visited by somebody else", source.key)
            else:
                leases[source.key] = lease
        return leases

    async def _crawl(self, sources: list[Source], leases: dict[str, Lease], progress: Progress | None) -> None:
        now = self.clock()
        self.spool.mkdir(parents=True, exist_ok=True)
        visits = [
            {"run": f"{now:%Y%m%dT%H%M%S}-{source.key}-{leases[source.key].token}", "token": leases[source.key].token,
             "source": source.model_dump(mode="json"), **self.store.visit_memory(source.key, now)}
            for source in sources
        ]
        ending = await run_crawl(self._job(self.spool, visits, now), self.work, progress)
        for source, visit in zip(sources, visits, strict=True):
            if not (self.spool / f"{visit['run']}.json").exists():
                self._bring_nothing(source, str(visit["run"]), leases[source.key].token, now, ending)

    def _job(self, spool: Path, visits: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
        return {"spool": str(spool), "archive": str(self.work / "archive"), "contact": self.manners.contact, "delay": self.manners.delay, "allow_private": self.manners.allow_private,
                "timeout": self.manners.timeout, "now": now.isoformat(), "visits": visits}

    def _bring_nothing(self, source: Source, run: str, token: int, now: datetime, ending: str) -> None:
        """A crawl process that died left no harvest: the ledger must know."""
        self._note(run, f"the crawl process left no harvest ({ending}); data/jobs has what it said", now)
        harvest = Harvest(
            source=source.key, run=run, token=token, platform=source.platform, started_at=now, finished_at=now,
            finish_reason=ending, traffic=Traffic(),
            problems=[Problem(code="crawl_died", message=f"the crawl process left no harvest ({ending})")],
        )
        write_whole(self.spool / f"{run}.json", harvest.model_dump_json())


def _harvests(folder: Path) -> list[Harvest]:
    return [Harvest.model_validate_json(file.read_bytes()) for file in sorted(folder.glob("*.json"))]


async def run_crawl(job: dict[str, Any], work: Path, progress: Progress | None = None,
                    seconds: float = CRAWL_SECONDS) -> str:
    """Run one crawl process to its end and say how it ended. It never outlives us and never its time."""
    jobs = work / "jobs"
    jobs.mkdir(parents=True, exist_ok=True)
    name = str(job.get("name") or job["visits"][0]["run"])
    file = jobs / f"{name}.json"
    write_whole(file, json.dumps({**job, "parent": os.getpid()}))
    with (jobs / f"{name}.log").open("wb") as log_file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "spiders.crawl", str(file),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=log_file, start_new_session=True,
        )
        try:
            async with asyncio.timeout(seconds):
                await _follow(process, progress)
                await process.wait()
        except TimeoutError:
            await end_process(process)
            return "watchdog"
        except asyncio.CancelledError:
            await asyncio.shield(end_process(process))
            raise
    file.unlink(missing_ok=True)
    return "finished" if process.returncode == 0 else f"exit {process.returncode}"


async def _follow(process: asyncio.subprocess.Process, progress: Progress | None) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        if progress is None:
            continue
        try:
            event = json.loads(line)
        except ValueError:
            log.warning("crawl process said: %s", line[:200])
            continue
        progress(event)


async def end_process(process: asyncio.subprocess.Process, grace: float = GRACE_SECONDS) -> None:
    """Ask the process group to end, then force it."""
    for sign, wait in ((signal.SIGTERM, grace), (signal.SIGKILL, grace)):
        if process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), wait)


def write_whole(file: Path, text: str) -> None:
    """Write a file so that a reader sees all of it or nothing."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def _instant(text: str | None) -> datetime | None:
    """The instant that a Retry-After asked for, as the crawl wrote it at the end of its message."""
    if text is None:
        return None
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text.rsplit(" ", 1)[-1])
    return None


def _is_dead_here(owner: str) -> bool:
    """Whether ``owner`` was a process of this machine that does not exist any more."""
    host, _, pid = owner.rpartition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
