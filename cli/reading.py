"""Verbs that read without remembering: ``extract``, ``normalise``, ``match``."""

from __future__ import annotations

import difflib
import gc
import json
from pathlib import Path
from typing import Annotated

import typer

from cli.output import answer, answer_lines, tell
from cli.postings import read_postings
from cli.settings import UsageError
from pipeline.match.index import Index, MemoryIndex
from pipeline.match.matcher import Matcher, stand_with_rounds
from pipeline.model import Normalised, Posting, Problem
from pipeline.normalise.posting import normalise as normalise_posting


def known_platform(name: str) -> str:
    """``name`` if there is such a platform."""
    from spiders.registry import discover

    if name not in discover():
        near = difflib.get_close_matches(name, discover(), n=1)
        raise UsageError("platform", f"platform {name!r} is unknown; " + (f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(discover()))}"), name)
    return name


Json = Annotated[bool, typer.Option("--json", help="Problems as JSON lines on standard error.")]


def extract(
    files: Annotated[list[Path], typer.Argument(help="Saved responses: HTML, JSON or XML.", metavar="FILE...")],
    platform: Annotated[str, typer.Option(help="Name of a platform, or auto.")] = "auto",
    url: Annotated[str | None, typer.Option(help="Address the response came from.")] = None,
    as_json: Json = False,
) -> None:
    """Read saved responses and print their postings, one JSON object a line."""
    from spiders.extract import extract as extract_postings

    if platform != "auto":
        known_platform(platform)
    failed = False
    for file in files:
        try:
            body = file.read_bytes()
        except OSError as error:
            raise UsageError("file", f"{file} cannot be read: {error.strerror}", str(file)) from error
        where = url or file.resolve().as_uri()
        postings, problems = extract_postings(body, where, platform)
        answer_lines(postings)
        if not postings and not problems:
            problems = [Problem(code="nothing_found", message="no posting in this file", where=where)]
        for problem in problems:
            tell(problem, as_json=as_json)
        failed = failed or bool(problems)
    raise typer.Exit(int(failed))


def normalise(
    file: Annotated[str, typer.Argument(help="Postings as JSON lines, or - for standard input.")] = "-",
    explain: Annotated[bool, typer.Option(help="Show each ad with every fact, the words that prove it, the rule.")]
    = False,
    as_json: Json = False,
) -> None:
    """Postings in, facts out: one line each, in order. Needs no database."""
    failed = False
    for item in read_postings(file):
        if isinstance(item, Problem):
            tell(item, as_json=as_json)
            failed = failed or item.code != "unknown_field"
            continue
        result = normalise_posting(item)
        answer(_explained(item, result) if explain else facts_line(item, result))
        for problem in result.problems:
            tell(problem.model_copy(update={"where": problem.where or item.id}), as_json=as_json)
    raise typer.Exit(int(failed))


def facts_line(posting: Posting, result: Normalised) -> str:
    """The flat facts record of design.md: id, source, url, then the fields of docs/facts.md."""
    facts = result.facts.model_dump(mode="json")
    head = {"id": posting.id, "source": posting.source, "url": posting.url}
    return json.dumps({**head, **facts}, ensure_ascii=False)


def _explained(posting: Posting, result: Normalised) -> str:
    """The ad with each fact, the words it was read from and the rule; what it does not state; doubts; its text."""
    facts = result.facts.model_dump(mode="json")
    unknown = [field for field, value in facts.items() if value is None or value == []]
    lines = [posting.title, f"  {posting.url}"]
    for field, value in facts.items():
        if field not in unknown:
            lines.append(f"  {field:22} {json.dumps(value, ensure_ascii=False)}")
            lines += [
                f"  {'':22}   „{_shortened(proof.words)}“ ({proof.origin}: {proof.rule})"
                for proof in result.evidence if proof.field == field
            ]
    lines += [f"  {'not stated':22} {', '.join(unknown)}"] if unknown else []
    lines += [f"  ! {problem.code}: {problem.message}" for problem in result.problems]
    return "\n".join([*lines, "", "  " + (result.text.strip() or "(no text)").replace("\n", "\n  "), ""])


def _shortened(words: str, longest: int = 160) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def match(
    file: Annotated[str, typer.Argument(help="Postings as JSON lines in order of arrival, or - for standard input.")]
    = "-",
    database_url: Annotated[str | None, typer.Option(help="Match in this database instead of in memory.")] = None,
    as_json: Json = False,
) -> None:
    """Say for each posting which vacancy it is, in which round, by which rule; as they stand at the end."""
    if database_url:
        from store import connect

        with connect(database_url).matching() as index:
            failed = _match(file, index, as_json=as_json)
    else:
        failed = _match(file, MemoryIndex(), as_json=as_json)
    raise typer.Exit(int(failed))


#: Postings after which the collector stops looking at what is remembered anyway.
_SETTLED = 2000


def _match(file: str, index: Index, *, as_json: bool) -> bool:
    matcher, failed = Matcher(index), False
    placements = []
    for item in read_postings(file):
        if isinstance(item, Problem):
            tell(item, as_json=as_json)
            failed = failed or item.code != "unknown_field"
        else:
            placements.append(matcher.place(item, normalise_posting(item)))
            if len(placements) % _SETTLED == 0:
                gc.freeze()
    lines = []
    for placement, (vacancy, round_) in zip(placements, stand_with_rounds(placements), strict=True):
        line = {"posting": placement.posting, "vacancy": vacancy, "round": round_, "rule": placement.rule,
                "score": placement.score}
        lines.append(json.dumps(line, ensure_ascii=False))
    if lines:
        answer("\n".join(lines))
    return failed
