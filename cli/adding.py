"""Ads entered by hand: ``vacancies add URL``, ``vacancies extend ID``, ``vacancies end ID``; the CSV file is in cli/sheets.py."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli import sheets
from cli.faults import OPTIONS, problem_of, words
from cli.fetching import read_once
from cli.output import answer, say, tell, tell_all
from cli.settings import BERLIN, UsageError
from cli.workspace import Workspace, ready_workspace
from pipeline.manual import DAYS, Entry, Fault, Made, ManualAd, identity_of, make, member_of, prolonged, read_until
from pipeline.manual.entry import is_address
from pipeline.model import MANUAL, Member, Posting, Problem, Source

Json = Annotated[bool, typer.Option("--json", help="The vacancy as JSON.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a vacancy.")]
_ASKED = {"member": "Member (key or name)", "title": "Title", "places": "Place of work (empty: not stated)",
          "until": f"Deadline, for example 31.12.2026 (empty: none, the ad ends after {DAYS} days)"}


def add(
    url: Annotated[str | None, typer.Argument(help="Address of the ad; without one --member and --title are needed.")] = None,
    member: Annotated[str, typer.Option(help="Whose ad it is: key or name.")] = "",
    title: Annotated[str, typer.Option(help="Instead of the page's title.")] = "",
    place: Annotated[str, typer.Option(help="Places of work, parted by semicolons.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help=f"Deadline as 31.12.2026, or laufend; without one the ad ends after {DAYS} days.")] = "",
    employer: Annotated[str, typer.Option(help="Where it is not the member itself.")] = "",
    identifier: Annotated[str, typer.Option(help="The employer's reference (Kennziffer).")] = "",
    pay: Annotated[str, typer.Option(help="Pay grade, for example EG 10 TVöD.")] = "",
    apply_url: Annotated[str, typer.Option(help="Where one applies, if not at the ad.")] = "",
    file: Annotated[Path | None, typer.Option(help="The ad's page, saved: nothing is fetched.")] = None,
    csv: Annotated[Path | None, typer.Option(help="A file of ads instead of one (docs/members.md).")] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="With --csv: enter the good lines although others are bad.")] = False,
    stock: Annotated[bool, typer.Option("--stock", help="What is new here was open before: it is no news.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be entered.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is not stated stays unknown.")] = False,
    as_json: Json = False,
) -> None:
    """Enter an ad by hand: read its page, ask for what is missing, publish it like any other."""
    if (csv is None) == (url is None and not title):
        raise UsageError("usage", "name either the address of one ad, or --csv FILE", "vacancies add")
    workspace = ready_workspace()
    if csv is not None:
        sheets.enter_file(workspace, csv, member, skip_bad=skip_bad, stock=stock, dry_run=dry_run, as_json=as_json)
        return
    if url is not None and not is_address(url):
        raise UsageError("bad_address", f"{url!r} is no address of an ad: it begins with https:// or http://", url)
    entry = Entry(member=member, title=title, url=url or "", places=place, until=until, employer=employer, identifier=identifier, pay=pay,
                  apply_url=apply_url)
    page, problems = _page(workspace, entry, file)
    tell_all(problems, as_json=as_json)
    if page is None and problems and not yes and not _agreed("The page could not be read. Enter the ad all the same?"):
        tell(Problem(code="manual_unread", message="nothing was entered: --file takes the saved page, --yes what the options state", where=entry.url), as_json=as_json)
        raise typer.Exit(1)
    owner, made = _complete(workspace, entry, page, yes=yes)
    _show(owner, made)
    if dry_run or not (yes or not sys.stdin.isatty() or _agreed("Enter it?", default=True)):
        return
    assert made.posting is not None
    workspace.store.enter(owner, workspace.clock(), [made], stock=stock)
    sheets.tell_vacancies(workspace, owner, [str(made.posting.external_id)], as_json=as_json)


def _agreed(question: str, *, default: bool = False) -> bool:
    """What a person at the terminal says; where nobody sits there nothing is agreed."""
    return sys.stdin.isatty() and typer.confirm(question, default=default, err=True)


def _page(workspace: Workspace, entry: Entry, file: Path | None) -> tuple[Posting | None, list[Problem]]:
    """What the ad's page states, and what is wrong with it."""
    if file is None and not entry.url:
        return None, []
    source = Source(key=f"{MANUAL}.{MANUAL}", member=MANUAL, employer="", portal=entry.url, platform=MANUAL)
    if file is None:
        harvest = read_once(workspace, source)
        postings, problems = harvest.postings, harvest.problems
    else:
        from spiders.extract import extract

        try:
            body = file.read_bytes()
        except OSError as error:
            raise UsageError("file", f"{file} cannot be read: {error.strerror}", str(file)) from error
        postings, problems = extract(body, entry.url or file.resolve().as_uri(), MANUAL, source.key)
    if len(postings) > 1:
        raise UsageError("several", f"this page shows {len(postings)} ads, the first is {postings[0].title!r}: name the address of one of them", entry.url)
    return (postings[0] if postings else None), problems


def _complete(workspace: Workspace, entry: Entry, page: Posting | None, *, yes: bool) -> tuple[Member, Made]:
    """The ad with all that a person states of it; asks at a terminal, else names the options that are missing."""
    asks, asked = sys.stdin.isatty() and not yes, set[str]()
    entry = entry.model_copy(update={"title": entry.title or (page.title if page else "")})
    while True:
        owner, made, faults, unknown = _judged(workspace, entry, page)
        wanted = [fault.field for fault in faults] + [name for name in unknown if name not in asked]
        if not asks or any(name not in _ASKED for name in wanted):
            if not yes and "places" in unknown:
                faults.append(Fault(field="places", code="unstated"))
            if faults:
                raise UsageError(f"manual_{faults[0].code}", "; ".join(f"{OPTIONS.get(f.field, f.field)} {words(f)}" for f in faults), OPTIONS.get(faults[0].field))
            wanted = []
        if not wanted and owner is not None and made is not None:
            return owner, made
        for fault in faults:
            if fault.code != "missing":
                say(problem_of(fault, "").message)
        for name in dict.fromkeys(wanted):
            needed = name in ("member", "title")
            entry = entry.model_copy(update={name: typer.prompt(_ASKED[name], default=None if needed else "", err=True, show_default=False)})
        asked.update(wanted)


def _judged(workspace: Workspace, entry: Entry, page: Posting | None) -> tuple[Member | None, Made | None, list[Fault], list[str]]:
    """Whose ad it is and how it reads; what must be mended; what may stay unknown."""
    owner = member_of(entry, workspace.members)
    if owner is None and not entry.member and page is not None and page.employer:
        owner = member_of(Entry(member=page.employer), workspace.members)
    faults = [] if owner else [Fault(field="member", code="unknown" if entry.member else "missing", value=entry.member)]
    if not entry.title.strip():
        faults.append(Fault(field="title", code="missing"))
    if owner is None or faults:
        return owner, None, faults, []
    made = make(entry, owner, _today(workspace), base=page, before=_before(workspace, entry, owner))
    if made.reading is None:
        return owner, None, made.faults, []
    facts = made.reading.facts
    unknown = {"places": not facts.locations and not facts.remote, "until": facts.valid_through is None and not entry.until}
    return owner, made, [], [name for name, missing in unknown.items() if missing]


def _before(workspace: Workspace, entry: Entry, owner: Member) -> ManualAd | None:
    key = identity_of(entry.cleaned(), owner.manual_source().key)[0]
    return next((ad for ad in workspace.store.manual_ads(member=owner.key, closed=True) if ad.external_id == key), None)


def _show(owner: Member, made: Made) -> None:
    """What was read, on standard error."""
    assert made.posting is not None
    assert made.reading is not None
    facts = made.reading.facts
    grades = ", ".join(filter(None, (grade.max or grade.min for grade in facts.pay_grades)))
    rows = (("title", facts.title), ("member", f"{owner.key} ({owner.name})"), ("employer", made.posting.employer), ("places", ", ".join(facts.locations)),
            ("deadline", facts.valid_through or f"none stated: ends here on {made.posting.expires}"), ("pay", grades), ("identifier", facts.identifier),
            ("url", made.posting.url))
    for name, value in rows:
        if value:
            say(f"  {name:10} {str(value)[:300]}")


def extend(
    vacancy_id: Id,
    until: Annotated[str, typer.Option(metavar="DATE", help=f"The new last day; without it {DAYS} days from today.")] = "",
    as_json: Json = False,
) -> None:
    """Prolong an ad that was entered by hand: its deadline where it states one, else the day on which it ends here."""
    workspace = ready_workspace()
    today = _today(workspace)
    read = read_until(until, today)
    if read is None or read.open_ended:
        raise UsageError("manual_no_day", f"--until {words(Fault(field='until', code='no_day', value=until))}", "--until")
    for ad in _by_hand(workspace, vacancy_id):
        owner = workspace.member_of(ad.source)
        made = prolonged(ad, read.day or today + timedelta(days=DAYS), today, owner)
        if made.faults:
            raise UsageError(f"manual_{made.faults[0].code}", f"--until {words(made.faults[0])}", "--until")
        workspace.store.enter(owner, workspace.clock(), [made])
        sheets.tell_vacancies(workspace, owner, [ad.external_id], as_json=as_json)


def end(vacancy_id: Id) -> None:
    """End an ad that was entered by hand; nothing else changes."""
    workspace = ready_workspace()
    for ad in _by_hand(workspace, vacancy_id):
        workspace.store.enter(workspace.member_of(ad.source), workspace.clock(), ended=[ad.external_id])
    left = workspace.store.vacancy(vacancy_id)
    still = left is not None and left.is_open(_today(workspace))
    say(f"{vacancy_id}: ended" + ("; it stays open, because a portal shows it too" if still else ""))
    answer(vacancy_id)


def _today(workspace: Workspace) -> date:
    return workspace.clock().astimezone(BERLIN).date()


def _by_hand(workspace: Workspace, vacancy_id: str) -> list[ManualAd]:
    """The open ads of a vacancy that were entered by hand; UsageError says why there are none."""
    vacancy = workspace.store.vacancy(vacancy_id)
    if vacancy is None:
        raise UsageError("vacancy", f"there is no vacancy {vacancy_id!r}; `stellenmarkt vacancies list` shows them", vacancy_id)
    workspace.store.expire(workspace.clock())
    ads = workspace.store.manual_ads(vacancy=vacancy.id)
    if ads:
        return ads
    if ended := workspace.store.manual_ads(vacancy=vacancy.id, closed=True):
        raise UsageError("ended", f"{vacancy_id} ended on {ended[0].closed_at:%Y-%m-%d}; `stellenmarkt vacancies add` enters it again", vacancy_id)
    portals = ", ".join(sorted({ref.source for ref in vacancy.postings}))
    raise UsageError("not_manual", f"{vacancy_id} was read from a portal ({portals}) and ends when the portal drops it; "
                     f"`stellenmarkt vacancies hide {vacancy_id}` keeps it out of every output", vacancy_id)
