"""Saved responses in, postings out; the same readers that crawl."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Posting, Problem, Source
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Item, Platform
from spiders.registry import discover

#: Asked last: its records stand on many portals' pages.
_LAST = ("feed", "jsonld")


def extract(body: bytes, url: str | None, platform: str = "auto", source: str = "extract") -> tuple[list[Posting], list[Problem]]:
    """The postings of one saved response, and what could not be read. ``url`` None means "file:///saved".

    A list that only links to its postings gives those as far as the list describes them.
    """
    address = url or "file:///saved"
    page = Page(address, body)
    portal = Source(key=source, member=source, employer="", portal=address, platform="manual")
    candidates = _candidates(page) if platform == "auto" else [_named(platform)]
    if not candidates:
        return [], [Problem(code="unknown_shape", message="no platform recognises this response; name it with --platform", where=address)]
    problems: list[Problem] = []
    for candidate in candidates:
        postings, found = _read(candidate, page, portal)
        problems = problems or found
        if postings:
            return postings, found
    return [], problems or [Problem(code="nothing_found", message="no posting in this response", where=address)]


def _named(name: str) -> Platform:
    found = discover().get(name)
    if found is None:
        raise ValueError(f"there is no platform {name!r}; known are {', '.join(sorted(discover()))}")
    return found


def _candidates(page: Page) -> list[Platform]:
    names = sorted(discover(), key=lambda name: (name in _LAST, name))
    return [discover()[name] for name in names if discover()[name].recognises(page)]


def _read(platform: Platform, page: Page, source: Source) -> tuple[list[Posting], list[Problem]]:
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    follows: list[Follow] = []

    def take(items: Iterator[Item]) -> None:
        try:
            for item in items:
                if isinstance(item, Posting):
                    postings.setdefault(item.external_id or item.url, item)
                elif isinstance(item, Problem):
                    problems.append(item)
                elif isinstance(item, Follow):
                    follows.append(item)
        except UnreadableError as error:
            problems.append(Problem(code="unknown_shape", message=str(error), where=page.url))
        except Exception as error:
            problems.append(Problem(code="reader_failed", message=f"{platform.name}: {type(error).__name__}: {error}", where=page.url))

    take(platform.read(page, source))
    for link in follows:
        if link.role == "detail" and link.draft.get("title"):
            take(platform.posting(page, source, {"url": link.url, **link.draft, "external_id": link.external_id}))
    if not postings and page.url:
        problems_of_list = list(problems)
        problems.clear()
        take(platform.read_detail(page, source, Follow(page.url, role="detail")))
        if not postings:
            problems[:] = problems_of_list or _only_links(page, follows) or problems
    return list(postings.values()), problems


def _only_links(page: Page, follows: list[Follow]) -> list[Problem]:
    """A response that holds no posting itself, and where its postings are."""
    details = [follow for follow in follows if follow.role == "detail"]
    if not follows:
        return []
    message = f"the list leads to {len(details)} page(s) of postings: save and read those" if details else f"no posting here, the list is at {follows[0].url}: save and read that"
    return [Problem(code="links_only", message=message, where=page.url)]
