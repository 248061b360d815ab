"""Visits once more what an archive holds, without network and with the readers of now: the same ``Visit``, other answers."""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from scrapy.exceptions import DontCloseSpider
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from twisted.python.failure import Failure

from pipeline.model import Harvest, Listed, Problem, Source
from spiders.archived import Answer, Archived
from spiders.manners import Refused
from spiders.outcomes import retry_after
from spiders.visit import Visit

_LAST = 1 << 60


@dataclass
class Rerun:
    """What the readers of now make of an archive. ``not_fetched`` are ids whose page was not asked then."""

    harvest: Harvest
    not_fetched: list[str] = field(default_factory=list)


def rerun(archived: Archived, source: Source, now: datetime) -> Rerun:
    """Visit ``source`` as of ``now`` in ``archived``."""
    return asyncio.run(_Player(archived, source, now).play())


class _Player:
    """Stands for Scrapy's engine: gives a visit the archived answer to each request, in the order in which they came then."""

    def __init__(self, archived: Archived, source: Source, now: datetime) -> None:
        self.archived, self.now = archived, now
        self.answers: dict[tuple[str, str, bytes], deque[Answer]] = defaultdict(deque)
        for answer in archived.answers:
            self.answers[answer.method, answer.url, answer.asked].append(answer)
        self.queue: list[tuple[int, int, Request, Answer | None]] = []
        self.pushed = 0
        self.stopped = False
        self.not_fetched: list[str] = []
        self.visit = _Quiet({**archived.visit, "source": source.model_dump(mode="json")}, _silent, now)
        self.visit.settings = Settings({"DOWNLOAD_DELAY": 0})
        self.visit.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=self.push), stop_async=self.stop, signals=SimpleNamespace(send_catch_log=_silent))  # type: ignore[assignment]

    async def play(self) -> Rerun:
        async for request in self.visit.start():
            self.push(request)
        await self._drain()
        try:
            self.visit.idle()
        except DontCloseSpider:
            await self._drain()
        then = self.archived.harvest
        if then is None:
            self.visit.closing("killed")
        elif then.finish_reason != self.visit.reason:
            self.visit.closing(then.finish_reason)
        return Rerun(self.visit.harvest(self.now), self.not_fetched)

    def push(self, request: Request) -> None:
        waiting = self.answers[request.method, request.url, request.body]
        answer = waiting.popleft() if waiting else None
        self.pushed += 1
        heapq.heappush(self.queue, (answer.number if answer else _LAST, self.pushed, request, answer))

    async def stop(self) -> None:
        self.stopped = True

    async def _drain(self) -> None:
        while self.queue and not self.stopped:
            _, _, request, answer = heapq.heappop(self.queue)
            await self._give(request, answer)
            await asyncio.sleep(0)

    async def _give(self, request: Request, answer: Answer | None) -> None:
        if answer is None or answer.left_out:
            self._nothing(request, answer)
        elif answer.error is not None:
            failure = Failure(_error(answer.error))  # type: ignore[no-untyped-call]
            failure.request = request  # type: ignore[attr-defined]
            for further in self.visit._failure(failure):
                self.push(further)
        else:
            async for further in self.visit._answer(_response(request, answer)):
                self.push(further)

    def _nothing(self, request: Request, answer: Answer | None) -> None:
        """The archive has no answer: the visit did not ask, or had ended, or its archive was full."""
        follow, visit = request.meta["follow"], self.visit
        then = self.archived.harvest
        if answer is None and (then is None or then.finish_reason != "finished"):
            return
        visit.outcomes += 1
        if request.meta["probe"]:
            return
        if follow.role == "detail":
            self.not_fetched.append(follow.external_id)
            visit.listed[follow.external_id] = Listed(external_id=follow.external_id, url=follow.url, fetched=False)
            return
        why = "its body was left out" if answer else "the visit did not ask for it"
        visit.problems.append(Problem(code="not_archived", message=f"the archive does not have this page of the list: {why}", where=request.url))
        visit.list_failures += 1


class _Quiet(Visit):
    """Nobody is waited for."""

    async def _pause(self, seconds: float) -> None:  # noqa: ARG002
        await asyncio.sleep(0)


def _silent(*_: Any, **__: Any) -> None:
    """No progress, no signals."""


def _response(request: Request, answer: Answer) -> Response:
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    if (wait := retry_after(headers.get("Retry-After"), answer.at)) is not None:
        headers["Retry-After"] = str(math.ceil(wait))  # a date means the time then
    kind: type[Response] = responsetypes.from_args(headers=headers, url=answer.url, body=answer.body)
    return kind(answer.url, status=answer.status, headers=headers, body=answer.body, request=request)


def _error(said: Mapping[str, Any]) -> Exception:
    """An error of the same name and words as then: by these it is judged."""
    if said.get("code"):
        return Refused(str(said["code"]), str(said["message"]))
    kind: type[Exception] = type(str(said["error"]), (Exception,), {})
    return kind(said["message"])
