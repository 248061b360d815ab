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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.model import MANUAL, Harvest, Member, Problem, Proposal, Run, Source, Verdict
from pipeline.normalise.dates import berlin
from pipeline.normalise.persons import without_persons
from pipeline.rhythm import Quiet, next_visit, parse_every
from spiders.detecting import detect_job, detections
from spiders.detection import Target
from spiders.records import note
from spiders.shelf import forget
from store import KEPT, Lease, StaleLease, Store, StoreError

log = logging.getLogger("stellenmarkt.scheduler")

#: How long one crawl process may take before it is asked, then forced, to end. By itself it ends some minutes before (spiders/crawl.py).
CRAWL_SECONDS = 45 * 60
#: Time between SIGTERM and SIGKILL: Scrapy ends gracefully within a second, a blocked one never. Less where we are asked to end ourselves.
GRACE_SECONDS, STOP_SECONDS = 30, 10
#: A lease outlives the longest crawl; the fencing token guards what comes later.
LEASE = timedelta(seconds=CRAWL_SECONDS + 5 * 60)
#: A new portal of a source that cannot be read any more is looked for at most once in so long, and after so many failed visits.
SEARCH_AGAIN, SEARCH_AFTER = timedelta(days=3), 3
#: Small sources share a process: start-up costs about one CPU second.
BATCH = 20

#: Who was handed to a worker is due again after so long, whatever became of it.
HANDED = timedelta(hours=2)

Progress = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Manners:
    """How we behave towards portals; ``contact`` stands in the user agent, without it there is no crawl.

    ``delay`` and ``timeout`` are seconds: between two requests to one host, and for one answer. ``quiet`` are the hours in which the
    timetable visits nobody; what a person asks for is done at any hour.
    """

    contact: str
    delay: float = 2.0
    allow_private: bool = False
    timeout: float = 30.0
    quiet: Quiet | None = None


@dataclass
class Scheduler:
    """Visits the sources of ``members`` and hands their harvests to ``store``.

    ``clock`` gives the instant by which everything is decided; ``work`` is the folder of spool, jobs and logs. With ``queue_url`` the
    timetable hands what is due to workers. A worker knows the members of the job at hand alone: what others left in its spool waits.
    """

    store: Store
    members: dict[str, Member]
    work: Path
    clock: Callable[[], datetime]
    manners: Manners
    owner: str = ""
    queue_url: str | None = None
    is_worker: bool = False

    def __post_init__(self) -> None:
        self.owner = self.owner or this_process()

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
        # What waited in the spool first: it may say that nothing is due.
        runs = await asyncio.to_thread(self.settle)
        if self.queue_url:
            await self._hand_out(now, self.queue_url)
            return runs
        due = await asyncio.to_thread(self._due, now)
        runs += await self.visit(due, progress, since=now)
        return runs + await self.look_for_portals(runs, progress)

    async def visit_and_look(self, sources: list[Source], progress: Progress | None = None, *, since: datetime | None = None) -> list[Run]:
        """Visit ``sources``; where what they bring cannot be believed, look for their portals."""
        runs = await self.visit(sources, progress, since=since)
        return runs + await self.look_for_portals(runs, progress)

    async def _hand_out(self, now: datetime, url: str) -> None:
        """Put what is due into the queue, those of one host into one job; what a dead worker left is due at once."""
        from store.queue import Queue

        async with Queue(url) as queue:
            for job in await queue.reap():
                log.warning("job %s was left by a worker that died", job.number)
                await asyncio.to_thread(self.store.take_back, job.args["sources"], datetime.fromisoformat(job.args["since"]), now, f"#{job.number}")
            sources = await asyncio.to_thread(self._due, now)
            ordered = sorted(sources, key=lambda source: source.host)
            batches = [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]
            await queue.put([{"since": now.isoformat(), "sources": [source.key for source in batch],
                              "members": [self.members[key].model_dump(mode="json") for key in dict.fromkeys(source.member for source in batch)]} for batch in batches])
            # Only now: if we end in between, somebody is asked twice, which does no harm, and nobody is forgotten.
            await asyncio.to_thread(self.store.put_off, sources, now, now + HANDED)

    def _due(self, now: datetime) -> list[Source]:
        """The sources that are due, in quiet hours those that a person asked for; of a host whose circuit is broken one at most, as its probe."""
        known = {source.key: source for source in self.sources()}
        if self.manners.quiet and self.manners.quiet.until(now):
            asked = self.store.asked()
            known = {key: source for key, source in known.items() if key in asked}
        broken = {host.host for host in self.store.hosts() if host.probe_at}
        due, probed = [], set[str]()
        for key in self.store.due(known, now):
            host = known[key].host
            if host in broken:
                if host in probed or not self.store.take_probe(host, now, LEASE):
                    probed.add(host)
                    continue
                probed.add(host)
            due.append(known[key])
        return due

    async def visit(self, sources: list[Source], progress: Progress | None = None, *, since: datetime | None = None) -> list[Run]:
        """Visit ``sources`` now and decide what they brought.

        One that somebody else visits is left out, and one that somebody visited after ``since``, by default this moment.
        """
        since = since or self.clock()
        await asyncio.to_thread(self._forget)
        runs = await asyncio.to_thread(self.settle)
        for batch in await asyncio.to_thread(self._batches, sources):
            leases = await asyncio.to_thread(self._claim, batch, since)
            claimed = [source for source in batch if source.key in leases]
            if claimed:
                runs += await self._crawl(claimed, leases, progress)
                runs += await asyncio.to_thread(self.settle)
        if runs:
            await asyncio.to_thread(self.store.look, self.clock())
        return runs

    def _batches(self, sources: list[Source]) -> list[list[Source]]:
        """Who is visited by one process. A source whose last visit ended with its process has one of its own: if it is the one that
        breaks processes, it breaks no other's visit."""
        alone = self.store.died([source.key for source in sources]) if sources else set()
        together = [source for source in sources if source.key not in alone]
        return [together[start : start + BATCH] for start in range(0, len(together), BATCH)] + [[source] for source in sources if source.key in alone]

    async def look_for_portals(self, runs: Sequence[Run], progress: Progress | None = None) -> list[Run]:
        """After visits that cannot be believed: has the portal moved? What is found is proposed as a suspect run, and nothing is changed."""
        now, found = self.clock(), []
        if any(run.verdict is Verdict.FAILED for run in runs) and self.store.is_cut_off():
            return []
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
        except FileNotFoundError:
            return None  # another process decided it
        except (OSError, ValidationError) as error:
            self._set_aside(file, f"cannot be read: {error}")
            return None
        try:
            run = self._take(harvest)
        except LookupError as error:
            if not self.is_worker:
                self._set_aside(file, str(error))
            return None
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
        return run

    def _take(self, harvest: Harvest) -> Run:
        """Decide one harvest and plan the next visit; done twice it changes nothing. LookupError where it is nobody's."""
        member = self._member_of(harvest.source)
        if member is None:
            raise LookupError("belongs to no member of the registry")
        now = self.clock()
        run = self.store.decide(harvest, member, now)
        source = next((source for source in member.sources() if source.key == harvest.source), None)
        if harvest.served is not None and source is not None:
            self.store.host_served(source.host, harvest.served, now, harvest.started_at)
        due = self._plan_next(harvest, run, member, now)
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

    def _plan_next(self, harvest: Harvest, run: Run, member: Member, now: datetime) -> datetime:
        if harvest.finish_reason == "shutdown" and harvest.traffic.seconds < CRAWL_SECONDS / 2:
            # We were asked to end in the middle of it: that is no reason to wait. (After long visits the watchdog may have asked.)
            self.store.release(harvest.source, harvest.token, now)
            return now
        failures = self.store.failures(harvest.source)
        if failures > 1 and self.store.is_cut_off():
            failures = 1
        wish = max((problem.message for problem in harvest.problems if problem.code == "retry_later"), default=None)
        not_before = _instant(wish)
        due = next_visit(harvest.source, now, parse_every(member.every), failures, not_before, denied=run.verdict is Verdict.DENIED, quiet=self.manners.quiet)
        self.store.release(harvest.source, harvest.token, due)
        return due

    def _claim(self, sources: list[Source], since: datetime) -> dict[str, Lease]:
        now = self.clock()
        leases = {}
        for source in sources:
            lease = self.store.claim(source.key, source.member, self.owner, now, LEASE, is_dead=is_dead_here, host=source.host, since=since)
            if lease is None:
                log.info("%s is being visited by somebody else", source.key)
            else:
                leases[source.key] = lease
        return leases

    async def _crawl(self, sources: list[Source], leases: dict[str, Lease], progress: Progress | None) -> list[Run]:
        """Visit ``sources`` in one process; the runs of those that it left no harvest of. Whatever happens, no lease is left behind."""
        now = self.clock()
        events: dict[str, str] = {}

        def follow(event: dict[str, Any]) -> None:
            events[str(event.get("source"))] = str(event.get("event"))
            if progress is not None:
                progress(event)

        try:
            self.spool.mkdir(parents=True, exist_ok=True)
            visits = await asyncio.to_thread(self._visits, sources, leases, now)
            ending = await run_crawl(self._job(self.spool, visits, now), self.work, follow)
        except BaseException as error:
            # Nobody need wait for what is not being visited; what was read before lies in the spool.
            await asyncio.shield(asyncio.to_thread(self._give_back, [lease for lease in leases.values() if events.get(lease.source) != "finished"]))
            if isinstance(error, OSError):
                log.error("nobody can be visited: %s", error)  # noqa: TRY400  a disk that is full or not ours
                return []
            raise
        missing = [source for source, visit in zip(sources, visits, strict=True) if not (self.spool / f"{visit['run']}.json").exists()]
        return await asyncio.to_thread(self._bring_nothing, missing, leases, events, now, ending)

    def _visits(self, sources: list[Source], leases: dict[str, Lease], now: datetime) -> list[dict[str, Any]]:
        return [{"run": _run_id(source, leases, now), "token": leases[source.key].token, "source": source.model_dump(mode="json"), **self.store.visit_memory(source.key, now)}
                for source in sources]

    def _give_back(self, leases: Iterable[Lease]) -> None:
        for lease in leases:
            try:
                self.store.release(lease.source, lease.token)
            except StoreError as error:
                log.error("the lease of %s ends by itself: %s", lease.source, error)  # noqa: TRY400  no stack for a busy database

    def _bring_nothing(self, missing: list[Source], leases: dict[str, Lease], events: dict[str, str], now: datetime, ending: str) -> list[Run]:
        """A crawl process left no harvest of some sources. What it was at when it ended is to blame, and the ledger must know; who
        waited behind stays due. Where it did not even begin, nobody is spared: that ends in back-off, not in a loop."""
        begun = bool(events)
        waited = [source.key for source in missing if begun and events.get(source.key) in (None, "put_off")]
        self._give_back(leases[key] for key in waited)
        runs = []
        for source in missing:
            if source.key in waited:
                continue
            harvest = Harvest(
                source=source.key, run=_run_id(source, leases, now), token=leases[source.key].token, platform=source.platform, started_at=now, finished_at=now,
                finish_reason=ending, problems=[Problem(code="crawl_died", message=f"the crawl process left no harvest ({ending})")])
            self._note(harvest.run, f"the crawl process left no harvest ({ending}); data/jobs has what it said", now)
            try:
                runs.append(self._take(harvest))
            except (StoreError, LookupError) as error:
                log.error("the visit to %s brought nothing (%s), and the ledger does not know: %s", source.key, ending, error)  # noqa: TRY400
        return runs

    def _job(self, spool: Path, visits: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
        return {"spool": str(spool), "archive": str(self.work / "archive"), "contact": self.manners.contact, "delay": self.manners.delay, "allow_private": self.manners.allow_private,
                "timeout": self.manners.timeout, "now": now.isoformat(), "visits": visits}


def _run_id(source: Source, leases: dict[str, Lease], now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%S}-{source.key}-{leases[source.key].token}"


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
            await asyncio.shield(end_process(process, STOP_SECONDS))
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


def this_process() -> str:
    """Who we are among all processes of all machines and times: host, number, and when we began (the number may come again)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def is_dead_here(owner: str) -> bool:
    """Whether ``owner`` was a process of this machine that does not exist any more."""
    host, _, process = owner.partition("#")[0].partition(":")
    pid, _, began = process.partition(":")
    return host == socket.gethostname() and pid.isdigit() and began.isdigit() and _began(int(pid)) != began


def _began(pid: int) -> str:
    """When a process began, in ticks since this machine was started; "" where there is none, or only its remains (proc_pid_stat(5))."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if said[0] in "ZX" else said[19]
