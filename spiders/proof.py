"""Whether a portal is what it seems: its platform is run until one posting comes out. Pure: requests out, pages in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pipeline.model import Posting, Source
from spiders.locating import Candidate
from spiders.page import Page, UnreadableError
from spiders.platform import Follow, Item, Platform, Total
from spiders.words import POOL, is_job

#: Further pages of single ads that are asked where the first one brings nothing.
MOST_DETAILS, MOST_LISTS, MOST_FURTHER = 4, 4, 2
#: Platforms whose records are no vacancies by themselves: the words must say it.
WORDED = ("feed", "html")


@dataclass
class Trial:
    """One candidate on its way to be proven. ``empty`` is a list that was read and has nothing in it."""

    candidate: Candidate
    platform: Platform
    source: Source
    today: date
    postings: list[Posting] = field(default_factory=list)
    details: list[Follow] = field(default_factory=list)
    lists: list[Follow] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    total: int | None = None
    empty: bool = False
    reason: str = ""
    further: int = 0
    asked: dict[str, int] = field(default_factory=lambda: {"list": 0, "detail": 0})

    def __post_init__(self) -> None:
        try:
            self.lists = list(self.platform.start(self.source))
        except Exception as error:
            self.reason = str(error)[:200]

    @property
    def proven(self) -> bool:
        good = sum(self.counts(posting) for posting in self.postings)
        return good > 0 and (self.platform.name not in WORDED or 2 * good >= len(self.postings))

    def next(self) -> Follow | None:
        """The next request, None where the trial is over."""
        if self.proven:
            return None
        if self.details and self.asked["detail"] < MOST_DETAILS:
            self.asked["detail"] += 1
            return self.details.pop(0)
        if self.lists and self.asked["list"] < MOST_LISTS and not self.found:
            self.asked["list"] += 1
            return self.lists.pop(0)
        return None

    def another(self) -> Follow | None:
        """One more ad of a proven portal, to see whose ads these are."""
        if not self.details or self.further >= MOST_FURTHER:
            return None
        self.further += 1
        return self.details.pop(0)

    def read(self, follow: Follow, page: Page) -> None:
        """Take an answer; what cannot be read is remembered as the reason."""
        missing = page.status == 404 and follow.role == "list"
        if page.status >= 400 and not missing:
            self.reason = f"{page.url} answers {page.status}"
            for item in self.platform.without(self.source, follow) if follow.adds else ():
                self._take(item)
            return
        before, waiting = len(self.found), list(self.details)
        try:
            for item in self.platform.read(page, self.source) if follow.role == "list" else self.platform.read_detail(page, self.source, follow):
                self._take(item)
        except UnreadableError as error:
            self.reason = f"{page.url} answers 404" if missing else str(error)[:200]
        except Exception as error:
            self.reason = f"{type(error).__name__}: {str(error)[:200]}"
        else:
            self.empty = self.empty or (follow.role == "list" and not missing and len(self.found) == before and not self.lists)
        if follow.role == "detail":  # an ad that is spread over several answers is read to its end
            self.details = [*(detail for detail in self.details if detail not in waiting), *waiting]
        else:
            self.details.sort(key=lambda detail: not promising(detail))

    def lost(self, reason: str) -> None:
        """A request that brought no answer."""
        self.reason = reason

    def _take(self, item: Item) -> None:
        if isinstance(item, Posting):
            self.found.add(item.external_id or item.url)
            self.postings.append(item)
        elif isinstance(item, Total):
            self.total = item.count
        elif isinstance(item, Follow) and item.role == "list":
            self.lists.append(item)
        elif isinstance(item, Follow):
            self.found.add(item.external_id or item.url)
            if not POOL.search(str(item.draft.get("title") or "")):
                self.details.append(item)

    def counts(self, posting: Posting) -> bool:
        """Whether a posting proves that the portal has vacancies: no pool for applications, not expired, words of a job."""
        if POOL.search(posting.title) or self.expired(posting):
            return False
        sure_rows = bool(self.candidate.params.get("row")) and self.candidate.weight >= 38
        return self.platform.name not in WORDED or sure_rows or is_job(f"{posting.title} {(posting.description_html or '')[:20_000]}")

    def expired(self, posting: Posting) -> bool:
        found = re.match(r"\d{4}-\d\d-\d\d", posting.valid_through or "")
        return bool(found) and found[0] < self.today.isoformat()  # type: ignore[index]

    def verdict(self) -> str:
        """Why nothing was proven."""
        if self.postings and all(self.expired(posting) for posting in self.postings):
            return "only postings whose deadline is over"
        if self.postings:
            return "no posting that is a vacancy"
        return self.reason or "nothing in the list"

    def employers(self) -> list[str]:
        return list(dict.fromkeys(posting.employer for posting in self.postings if posting.employer))

    def best(self) -> Posting:
        return next(posting for posting in self.postings if self.counts(posting))


def promising(follow: Follow) -> bool:
    """Whether the address or title is that of an ad rather than of a page about working there."""
    return bool(re.search(r"\d{3,}|[mwd]-[mwd]-[mwd]|mwd|wmd", follow.url)) or is_job(str(follow.draft.get("title") or ""))


def bodies(employers: list[str]) -> Iterator[set[str]]:
    """The words of each employer's name that tell it apart."""
    for name in employers:
        yield {word for word in re.findall(r"[\wäöüß]{3,}", name.lower()) if word not in _COMMON}


_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_COMMON = {"gmbh", "stadt", "der", "die", "das", "und", "für", "des", "zweckverband", "aör", "anstalt", "kommunale", "amt", "mbh", "landkreis", "kreis", "kommunaler", "öffentlichen", "rechts", "gruppe", "dienste", "services",
           "verwaltung", "gemeinde", "service", "verbund", "the", "group", "deutschland", "company", "ggmbh", "holding", "datenverarbeitung", "informationstechnik", "rechenzentrum", "karriere", "jobs", "stellenangebote"}


def belongs(employers: list[str], identity: str, host: str, few: int = 4) -> bool | None:
    """Whether postings are the employer's own: None where that cannot be told, False for a board of other employers.

    ``few``: so many employers, of whom none is known and who have nothing in common, are a board.
    """
    if not employers:
        return None
    named = list(bodies(employers))
    own = set(re.findall(r"[\wäöüß]{3,}", identity.lower()))
    plain = host.lower().translate(_PLAIN)
    if any(words & own or any(word.translate(_PLAIN) in plain for word in words) for words in named):
        return True
    if len(employers) < few:
        return None
    shared = max((sum(word in words for words in named) for word in set().union(*named)), default=0)
    return None if shared >= 0.6 * len(named) else False
