"""What two readings of the same answers of a portal differ in: postings, their fields, problems, the verdict."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline.model import Harvest, Posting, Problem, Value, Verdict

#: Instants in a problem's words are those of the reading, not of what was read.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z]+")
#: What the store adds to a posting, or leaves out.
STORED = frozenset({"published", "employer", "description_html", "seen_at", "id"})


class FieldChange(Value):
    """One field of a posting that is read in another way now."""

    external_id: str
    field: str
    old: Any
    new: Any


class Known(Value):
    """A posting that only one reading shows."""

    external_id: str
    title: str | None = None
    url: str | None = None


class Difference(Value):
    """``compared_with``: "harvest", what the visit read; "store", what is known of the source's postings."""

    run: str
    source: str
    compared_with: str
    then: Verdict | None
    now: Verdict | None
    reasons: list[Problem] = []
    added: list[Known] = []
    removed: list[Known] = []
    changed: list[FieldChange] = []
    problems_gone: list[Problem] = []
    problems_new: list[Problem] = []
    totals: tuple[int | None, int | None] | None = None
    not_fetched: int = 0
    unchanged: bool = False
    remarks: list[str] = []

    @property
    def same(self) -> bool:
        """Whether both readings say the same."""
        return not (self.added or self.removed or self.changed or self.problems_gone or self.problems_new or self.totals) and self.then == self.now


def shown(harvest: Harvest) -> dict[str, Known]:
    """What a harvest shows, by id; without a title where the page was not read."""
    listed = {item.external_id: Known(external_id=item.external_id, url=item.url) for item in harvest.listed}
    return listed | {key: Known(external_id=key, title=p.title, url=p.url) for key, p in by_id(harvest.postings).items()}


def by_id(postings: Iterable[Posting]) -> dict[str, Posting]:
    return {posting.external_id or posting.url: posting for posting in postings}


def only_in(one: Mapping[str, Known], other: Mapping[str, Known], kept: Collection[str] = ()) -> list[Known]:
    """What ``one`` shows and ``other`` does not, or read and the other did not; ``kept`` are ids that were not asked for on purpose."""
    return [known for key, known in one.items() if key not in other or (known.title and not other[key].title and key not in kept)]


def fields(then: Mapping[str, Posting], now: Mapping[str, Posting], without: Collection[str] = ()) -> list[FieldChange]:
    """Field by field what postings that both know differ in."""
    changes = []
    for key in then:
        if key not in now:
            continue
        old, new = then[key].model_dump(mode="json"), now[key].model_dump(mode="json")
        changes += [FieldChange(external_id=key, field=name, old=old[name], new=new[name]) for name in old if name not in without and old[name] != new[name]]
    return changes


def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Those of ``after`` that are not in ``before``; what the archive says of itself is none of the reading's."""
    known = {_spoken(problem) for problem in before}
    return [problem for problem in after if _spoken(problem) not in known and not problem.code.startswith("archive_")]


def _spoken(problem: Problem) -> tuple[str, str, str | None]:
    return problem.code, _INSTANT.sub("", problem.message), problem.where


__all__ = ["STORED", "Difference", "FieldChange", "Known", "by_id", "fields", "new_problems", "only_in", "shown"]
