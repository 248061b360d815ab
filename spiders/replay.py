"""Plays a platform on saved answers: the same way through list and details as a visit, without network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.model import Posting, Problem, Source
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Item, Platform, Total, Window

#: The saved answer to a request, None where there is none.
Answers = Callable[[Follow], Page | None]


@dataclass
class Replay:
    """What came of it. ``listed`` are the ids in the order in which the list showed them."""

    postings: dict[str, Posting] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    total: int | None = None
    window: bool = False
    unanswered: list[Follow] = field(default_factory=list)


def replay(platform: Platform, source: Source, answers: Answers, most: int = 3000) -> Replay:
    """Follow ``platform`` from its first requests through ``answers``; at most ``most`` requests."""
    result = Replay()
    queue = list(platform.start(source))
    asked: set[tuple[str, str, str]] = set()
    while queue and len(asked) < most:
        follow = queue.pop(0)
        key = (follow.method, follow.url, follow.body)
        if key in asked:
            continue
        asked.add(key)
        page = answers(follow)
        if page is None:
            result.unanswered.append(follow)
        else:
            queue += _read(platform, source, follow, page, result)
        if follow.adds and follow.external_id not in result.postings:
            for item in platform.without(source, follow):
                _take(item, result)
    return result


def _read(platform: Platform, source: Source, follow: Follow, page: Page, result: Replay) -> list[Follow]:
    further: list[Follow] = []
    try:
        for item in platform.read(page, source) if follow.role == "list" else platform.read_detail(page, source, follow):
            if isinstance(item, Follow) and (item.role == "list" or follow.role == "detail" or item.external_id not in result.listed):
                further.append(item)
            _take(item, result)
    except UnreadableError as error:
        result.problems.append(Problem(code="unknown_shape", message=str(error), where=page.url))
    except Exception as error:
        result.problems.append(Problem(code="reader_failed", message=f"{type(error).__name__}: {error}", where=page.url))
    return further


def _take(item: Item, result: Replay) -> None:
    if isinstance(item, Posting):
        key = item.external_id or item.url
        result.postings.setdefault(key, item)
        result.listed.setdefault(key, item.url)
    elif isinstance(item, Follow) and item.role == "detail":
        result.listed.setdefault(item.external_id, item.url)
    elif isinstance(item, Problem):
        result.problems.append(item)
    elif isinstance(item, Total):
        result.total = max(result.total or 0, item.count)
    elif isinstance(item, Window):
        result.window = True
