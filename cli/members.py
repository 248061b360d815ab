"""Verbs of the registry: ``members list|show|check|detect|enable|disable``."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.checking import check
from cli.detecting import detect
from cli.output import answer, answer_lines, answer_table, say
from cli.settings import UsageError, load_settings
from cli.workspace import database_url, registry
from pipeline.model import Member
from store import connect

app = typer.Typer(no_args_is_help=True, help="The registry of members.")
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Key = Annotated[str, typer.Argument(help="Key of a member.")]
Keys = Annotated[list[str], typer.Argument(help="Keys of members.", metavar="KEY...")]


def _members() -> dict[str, Member]:
    return registry(load_settings())


def _member(key: str) -> Member:
    members = _members()
    if key not in members:
        raise UsageError("member", f"there is no member {key!r}; `stellenmarkt members list` shows them", key)
    return members[key]


@app.command("list")
def list_members(as_json: Json = False) -> None:
    """All members: who is enabled, which portal and platform are known."""
    members = _members().values()
    if as_json:
        answer_lines(members)
        return
    answer_table(
        ("key", "name", "city", "enabled", "platform", "portal"),
        [(m.key, m.short_name, m.city, "yes" if m.enabled else "", m.platform, m.portal) for m in members],
    )


@app.command()
def show(key: Key, as_json: Json = False) -> None:
    """One member with the status of each fact."""
    answer(_member(key).model_dump_json(indent=None if as_json else 2))


@app.command()
def enable(keys: Keys) -> None:
    """Visit these members from now on."""
    for key in keys:
        if not _member(key).sources():
            raise UsageError("portal", f"{key} has no portal and platform yet: add them to data/members.toml "
                             "(docs/members.md), then enable it", key)
    _decide(keys, enabled=True)


@app.command()
def disable(keys: Keys) -> None:
    """Do not visit these members any more; what is known stays."""
    for key in keys:
        _member(key)
    _decide(keys, enabled=False)


def _decide(keys: list[str], *, enabled: bool) -> None:
    settings = load_settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    store = connect(database_url(settings))
    store.sync_members(_members().values())
    for key in keys:
        store.set_enabled(key, enabled)
        say(f"{key}: {'enabled' if enabled else 'disabled'}")
    store.close()


app.command()(check)


app.command()(detect)
