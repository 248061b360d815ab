"""``try``: fetch and show what a source would bring and what it is worth; writes nothing, or with ``--save`` a fixture."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from cli.detecting import find
from cli.fetching import ONCE, read_once
from cli.output import answer_lines, answer_table, say, tell, tell_all
from cli.reading import known_platform
from cli.running import progress_line
from cli.settings import UsageError
from cli.workspace import Workspace, open_workspace
from pipeline.judge import is_good, judge
from pipeline.model import MANUAL, Harvest, History, Problem, Source
from spiders.archived import ArchiveError, read
from spiders.detection import Target
from spiders.fixture import FixtureError, write_case
from spiders.shelf import archive_file


def try_source(
    target: Annotated[str, typer.Argument(metavar="KEY_OR_URL", help="A member's key or a portal's address.")],
    platform: Annotated[str | None, typer.Option(help="Name of a platform; without, an address is asked which one it is.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Make an anonymised fixture of it: the answers and the postings to expect.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="Where fixtures lie; default: tests/fixtures, or fixtures where there is none.")] = None,
    most: Annotated[int | None, typer.Option("--most", min=1, help="Keep the pages of only so many postings in the fixture; lists stay whole.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One posting a line.")] = False,
) -> None:
    """Fetch and print postings and, on standard error, the verdict. Writes nothing but what --save says."""
    if not save and (to is not None or most is not None):
        raise UsageError("usage", "--to and --most say how a fixture is saved: add --save", "try")
    if platform is not None:
        known_platform(platform)
    workspace = open_workspace(quiet=True, asked=target)
    good = True
    for source in _sources(target, platform, workspace):
        with tempfile.TemporaryDirectory() as folder:
            harvest = read_once(workspace, source, progress_line(quiet=as_json), Path(folder) if save else None)
            good &= _show(harvest, as_json=as_json)
            if save:
                case = f"saved-{workspace.clock():%Y-%m-%d}"
                good &= _save(archive_file(folder, ONCE), to or _fixtures(), case, most, as_json=as_json)
    raise typer.Exit(int(not good))


def _sources(target: str, platform: str | None, workspace: Workspace) -> list[Source]:
    members = workspace.members
    if target.startswith(("http://", "https://")):
        if platform is None:
            return [_recognised(target, workspace)]
        return [Source(key="try", member="try", employer="", portal=target, platform=platform)]
    if target not in members:
        raise UsageError("member", f"there is no member {target!r}; `stellenmarkt members list` shows them", target)
    sources: list[Source] = members[target].sources()
    if not sources:
        raise UsageError("portal", f"{target} has no portal and platform yet (docs/members.md)", target)
    if all(source.platform == MANUAL for source in sources):
        raise UsageError("manual", f"people enter the ads of {target} (platform manual): there is no portal to try; "
                         "`stellenmarkt vacancies add URL` enters one", target)
    sources = [source for source in sources if source.platform != MANUAL]
    return [source.model_copy(update={"platform": platform or source.platform}) for source in sources]


def _recognised(url: str, workspace: Workspace) -> Source:
    """What ``members detect`` proves of an address."""
    (found,) = find([Target(url=url, key="try")], workspace.manners(url), workspace.settings)
    if not found.proven or found.platform is None:
        raise UsageError("platform", f"this address could not be recognised ({'; '.join(found.notes) or 'nothing found'}): say which platform it is, --platform jsonld, softgarden, rexx ... "
                         "(docs/platforms.md), or look with `stellenmarkt members detect`", url)
    say(f"recognised: {found.platform}, {found.portal}")
    return Source(key="try", member="try", employer="", portal=found.portal or url, platform=found.platform, api_base=found.api_base, params=found.params)


def _fixtures() -> Path:
    """In a checkout the tests' folder."""
    checkout = Path("tests/fixtures")
    return checkout if checkout.is_dir() else Path("fixtures")


def _save(archive: Path, root: Path, case: str, most: int | None, *, as_json: bool) -> bool:
    try:
        folder, count = write_case(read(archive), root, case, most)
    except (FixtureError, ArchiveError, OSError) as error:
        tell(Problem(code="fixture", message=f"no fixture was written: {error}", where=str(root)), as_json=as_json)
        return False
    say(json.dumps({"fixture": str(folder), "postings": count}) if as_json else
        f"{folder}: {count} postings. Read every file before you commit it: names are found by rules, and no rule finds all")
    return True


def _show(harvest: Harvest, *, as_json: bool) -> bool:
    if as_json:
        answer_lines(harvest.postings)
    else:
        answer_table(("id", "title", "places", "until", "url"),
                     [(p.external_id, p.title, ", ".join(p.locations), p.valid_through, p.url)
                      for p in harvest.postings])
    judgement = judge(harvest, History())
    tell_all([*harvest.problems, *judgement.reasons], as_json=as_json)
    line = {"verdict": judgement.verdict, "postings": len(harvest.postings), "total": harvest.total,
            "requests": harvest.traffic.requests}
    say(json.dumps(line) if as_json else f"{judgement.verdict}: {len(harvest.postings)} postings, "
        f"the portal counts {harvest.total if harvest.total is not None else 'nothing'}, "
        f"{harvest.traffic.requests} requests")
    return is_good(judgement.verdict, judgement.reasons)
