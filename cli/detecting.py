"""``members detect``: from a home page to portal and platform, with evidence and the TOML to add."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from cli.output import answer, answer_lines, say
from cli.settings import BERLIN, Settings, UsageError, load_settings
from cli.workspace import open_workspace
from pipeline.model import Member
from scheduler import Manners, run_crawl
from spiders.detecting import detect_job, detections
from spiders.detection import Detection, Target
from spiders.manners import is_private_literal
from spiders.overlay import key_of, toml_of, undone_on_error, write
from spiders.registry import load


def detect(
    target: Annotated[str, typer.Argument(metavar="URL|KEY", help="A website, any page of a career portal, or a member's key.")] = "",
    all_members: Annotated[bool, typer.Option("--all", help="All members with a website or portal.")] = False,
    save: Annotated[bool, typer.Option("--write", help="Write what was proven into members.toml of STELLENMARKT_DATA.")] = False,
    key: Annotated[str, typer.Option(help="The key under which an address is written; by default from its host.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Find portal and platform of a member. At most 15 requests a member; exit code 1 where nothing was proven."""
    if bool(target) == all_members:
        raise UsageError("usage", "name an address or a member's key, or say --all", "members detect")
    settings = load_settings()
    overlay = settings.data / "members.toml"
    members = load(overlay if overlay.exists() else None, settings.members)
    targets = targets_of(target, members, key)
    found = find(targets, manners_for(settings, targets), settings)
    results = [result.model_copy(update={"toml": toml_of(result, members.get(result.key))}) for result in found]
    if as_json:
        answer_lines(results)
    for result in results:
        if not as_json:
            answer(report(result))
        if save:
            _save(overlay, result, members.get(result.key), settings)
    raise typer.Exit(int(not all(result.proven for result in results)))


def targets_of(target: str, members: dict[str, Member], key: str = "") -> list[Target]:
    """What is to be found out: one address, one member, or all members that have an address."""
    if target.startswith(("http://", "https://")):
        if not urlsplit(target).hostname:
            raise UsageError("usage", f"{target!r} is no address", target)
        name = key or key_of(target)
        return [_member_target(members[name], target) if key and name in members else Target(url=target, asked=target, key=name)]
    if target and target not in members:
        raise UsageError("member", f"there is no member {target!r}; `stellenmarkt members list` shows them; an address begins with https://", target)
    wanted = [members[target]] if target else list(members.values())
    if target and not (wanted[0].portal or wanted[0].website):
        raise UsageError("portal", f"{target} has neither website nor portal: name an address, `members detect URL --key {target}`", target)
    return [_member_target(member) for member in wanted if member.portal or member.website]


def _member_target(member: Member, url: str = "") -> Target:
    pages = list(dict.fromkeys(page for page in (url, member.portal, member.website) if page))
    return Target(url=pages[0], asked=url or member.key, also=pages[1:], key=member.key, names=[member.name, member.short_name, *member.aliases])


def manners_for(settings: Settings, targets: list[Target]) -> Manners:
    """Who asks, and how politely. Without a contact only the bundled sample portals may be asked."""
    if settings.contact:
        return Manners(settings.contact, settings.delay, settings.allow_private)
    if all(is_private_literal(urlsplit(target.url).hostname or "") for target in targets) and (settings.allow_private or open_workspace(quiet=True).demo):
        return Manners("demo@example.org", delay=0, allow_private=True)
    raise UsageError("contact", "portals must know whom to write to: set STELLENMARKT_CONTACT to a mail or web address", "STELLENMARKT_CONTACT")


def find(targets: list[Target], manners: Manners, settings: Settings) -> list[Detection]:
    """Detect ``targets`` in one child process; progress goes to standard error."""
    def progress(event: dict[str, Any]) -> None:
        if len(targets) > 1:
            say(f"{event['source']}: {event['event']}, {event['requests']} requests")

    with tempfile.TemporaryDirectory() as folder:
        job = detect_job(targets, Path(folder), contact=manners.contact, delay=manners.delay, allow_private=manners.allow_private,
                         today=settings.clock().astimezone(BERLIN).date(), timeout=min(manners.timeout, 20.0))
        asyncio.run(run_crawl(job, Path(folder), progress))
        return detections(Path(folder), targets)


def report(found: Detection) -> str:
    """One result for people."""
    lines = [f"{found.target}: {found.platform or 'nothing found'}" + (f", {found.confidence}" if found.confidence else "")]
    facts: list[tuple[str, object]] = [("portal", found.portal), ("interface", found.api_base), ("params", found.params or None)]
    if proof := found.proof:
        total = f", the portal counts {proof.total}" if proof.total is not None else ""
        facts.append(("proof", f"{proof.title!r} at {proof.url} ({proof.count} in the list{total})"))
    facts += [("seen", f"{item.seen} [on {item.where}]") for item in found.evidence]
    facts += [("note", note) for note in found.notes]
    facts.append(("requests", found.requests))
    lines += [f"  {name:<10}{value}" for name, value in facts if value is not None]
    return "\n".join(lines) + (f"\n\n{found.toml}" if found.toml else "\n")


def _save(file: Path, found: Detection, member: Member | None, settings: Settings) -> None:
    if not found.proven:
        say(f"{found.target}: nothing is written, nothing was proven")
        return
    with undone_on_error(file):
        changed = write(file, found, member)
        load(file, settings.members)
    say(f"{found.target}: {'written to' if changed else 'stands already in'} {file}; visited only after `stellenmarkt members enable {found.key}`")
    if settings.members:
        say(f"STELLENMARKT_MEMBERS replaces the registry: {file} is not read while it is set")
