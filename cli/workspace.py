"""What the verbs work on: settings, registry, database and site of this installation, or of the demo.

While no member is enabled, everything works on the sample portals in a database of its own (``data/demo``).
"""

from __future__ import annotations

import hashlib
import logging
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from cli.output import say
from cli.settings import Settings, UsageError, load_settings
from pipeline.model import Member, Records
from pipeline.rhythm import parse_quiet
from render import paytable
from render.auth import is_hash
from render.paytable import PayTable
from render.site import Site
from scheduler import Manners, Scheduler
from spiders.manners import is_private_literal
from spiders.records import Kept
from spiders.registry import RegistryError, load
from store import Store, connect

log = logging.getLogger("stellenmarkt.workspace")


@dataclass
class Workspace:
    """One installation at one instant. ``members`` are the registry's, in the demo the sample portals'."""

    settings: Settings
    members: dict[str, Member]
    demo: bool
    clock: Callable[[], datetime]

    @property
    def data(self) -> Path:
        return self.settings.demo_data if self.demo else self.settings.data

    @cached_property
    def store(self) -> Store:
        """The database, brought to the newest schema; the registry's names are refreshed in it."""
        self.data.mkdir(parents=True, exist_ok=True)
        store = connect(f"sqlite:///{(self.data / 'stellenmarkt.sqlite').resolve()}" if self.demo else database_url(self.settings))
        store.sync_members(self.members.values())
        return store

    def refresh(self) -> None:
        """Take over what was enabled, disabled or written into the registry meanwhile; a registry with an error changes nothing."""
        try:
            members = decided(self._stated(), self.store.enabled_by_operator())
        except RegistryError as error:
            log.error("the registry stays as it was: %s", error)  # noqa: TRY400  its message says all
            return
        if members != self.members:
            for key in self.members.keys() - members.keys():
                del self.members[key]  # in place: the web pages hold the same registry
            self.members.update(members)
            self.store.sync_members(members.values())

    @property
    def place(self) -> str:
        """This installation among all on one database."""
        return f"{socket.gethostname()}:{self.data.resolve()}"

    def registry_digest(self) -> str:
        """What the files say of the members now, in short; the same on all machines that have the same files."""
        stated = sorted(member.model_dump_json() for member in self._stated().values())
        return hashlib.sha256("\n".join(stated).encode()).hexdigest()[:16]

    def _stated(self) -> dict[str, Member]:
        """The members as the files say, in the demo the sample portals."""
        if self.demo:
            from cli.demo import demo_members

            return demo_members(self.settings)
        return shipped(self.settings)

    @property
    def registry_file(self) -> Path:
        """Where facts about members are written: the operator's overlay, or the file that replaces the registry."""
        return self.data / "members.toml" if self.demo else self.settings.members or self.settings.data / "members.toml"

    @property
    def records(self) -> Records:
        """What is kept of visits."""
        return Kept(self.data / "archive")

    @cached_property
    def site(self) -> Site:
        return make_site(self.settings, self.records, lambda: [key for key, member in self.members.items() if member.full_text], demo=self.demo)

    def member_of(self, source: str) -> Member:
        """The member that a source belongs to."""
        for member in self.members.values():
            if member.owns(source):
                return member
        raise UsageError("member", f"source {source} belongs to no member of the registry", source)

    def scheduler(self, clock: Callable[[], datetime] | None = None) -> Scheduler:
        return Scheduler(self.store, self.members, self.data.resolve(), clock or self.clock, self.manners(), queue_url=self.queue_url)

    @property
    def queue_url(self) -> str | None:
        """Where visits are handed to workers; None where they are done here."""
        if self.demo or self.settings.queue == "local":
            return None
        url = database_url(self.settings)
        if not url.startswith("postgresql"):
            raise UsageError("queue", "STELLENMARKT_QUEUE=procrastinate needs PostgreSQL: set STELLENMARKT_DATABASE_URL=postgresql://... (`stellenmarkt backup` and `restore` "
                             "move what is in SQLite), or unset STELLENMARKT_QUEUE", "STELLENMARKT_QUEUE")
        return url

    def manners(self, url: str = "") -> Manners:
        """How we behave towards portals, or towards the one at ``url``: outside the sample portals a contact address is needed."""
        if self.demo and (not url or is_private_literal(urlsplit(url).hostname or "")):
            return Manners(contact="demo@example.org", delay=0, allow_private=True)
        if not self.settings.contact:
            raise UsageError(
                "contact", "portals must know whom to write to: set STELLENMARKT_CONTACT to a mail or web address",
                "STELLENMARKT_CONTACT",
            )
        return Manners(self.settings.contact, self.settings.delay, self.settings.allow_private, quiet=parse_quiet(self.settings.quiet))


def make_site(settings: Settings, records: Records, consenting: Callable[[], Collection[str]], *, demo: bool) -> Site:
    """How we present ourselves to readers."""
    return Site(
        public_url=settings.site_url, impressum_url=settings.impressum_url, datenschutz_url=settings.datenschutz_url,
        demo=demo, users=parse_users(settings.users), editor_mail=settings.editor_mail,
        records=records, theme=read_theme(settings.theme), consenting=consenting,
        pay_tables=read_pay_tables(settings.pay_tables),
    )


def read_theme(file: Path | None) -> bytes | None:
    """The installation's own colours and logo; a file that cannot be read is a UsageError."""
    try:
        return file.read_bytes() if file else None
    except OSError as error:
        raise UsageError("theme", f"{file} cannot be read ({error.strerror}); correct or unset STELLENMARKT_THEME", "STELLENMARKT_THEME") from error


def read_pay_tables(file: Path | None) -> tuple[PayTable, ...]:
    """The checked pay tables; a file that cannot be read or understood is a UsageError."""
    try:
        return paytable.read(file.read_text(encoding="utf-8")) if file else ()
    except (OSError, ValueError) as error:
        raise UsageError("pay_tables", f"{file} cannot be read as pay tables ({error}); correct it (docs/betrieb.md) or unset STELLENMARKT_PAY_TABLES", str(file)) from error


def parse_users(text: str) -> dict[str, str]:
    """Read ``STELLENMARKT_USERS``: "redaktion:HASH,betrieb:HASH" (or with a blank); a role stands at most once."""
    users: dict[str, str] = {}
    for entry in text.replace(",", " ").split():
        role, separator, secret = entry.partition(":")
        if role not in ("redaktion", "betrieb") or not separator or not is_hash(secret) or role in users:
            raise UsageError(
                "users", "STELLENMARKT_USERS takes redaktion:HASH and betrieb:HASH, separated by a comma, each once; "
                "`stellenmarkt doctor --hash` makes a hash", "STELLENMARKT_USERS")
        users[role] = secret
    return users


def open_workspace(*, demo: bool | None = None, quiet: bool = False, asked: str = "") -> Workspace:
    """The workspace of this environment. ``demo`` True forces the demo; None takes it while no member is enabled.

    ``asked``: a member of the registry that is named is no sample portal, whoever is enabled.
    """
    settings = load_settings()
    members = registry(settings)
    enabled = any(member.enabled for member in members.values())
    if demo or (demo is None and not enabled and asked not in members):
        from cli.demo import demo_members

        if not quiet:
            say(f"Kein Mitglied ist eingeschaltet: Beispieldaten aus {settings.data / 'demo'}.")
        return Workspace(settings, demo_members(settings), demo=True, clock=settings.clock)
    return Workspace(settings, members, demo=False, clock=settings.clock)


def registry(settings: Settings) -> dict[str, Member]:
    """The members as shipped, with the operator's overlay and decisions."""
    return with_decisions(settings, shipped(settings))


def shipped(settings: Settings) -> dict[str, Member]:
    """The members as the files say."""
    overlay = settings.data / "members.toml"
    return load(overlay if overlay.exists() else None, settings.members)


def database_url(settings: Settings) -> str:
    return settings.database_url or f"sqlite:///{(settings.data / 'stellenmarkt.sqlite').resolve()}"


def with_decisions(settings: Settings, members: dict[str, Member]) -> dict[str, Member]:
    """What operators enabled and disabled is state in the database, on top of the registry."""
    if settings.database_url is None and not (settings.data / "stellenmarkt.sqlite").exists():
        return members
    store = connect(database_url(settings))
    by_operator = store.enabled_by_operator()
    store.close()
    return decided(members, by_operator)


def decided(members: dict[str, Member], by_operator: dict[str, bool]) -> dict[str, Member]:
    return {key: member.model_copy(update={"enabled": by_operator.get(key, member.enabled)}) for key, member in members.items()}


def ready_workspace() -> Workspace:
    """A workspace to show from: the demo is filled first where nothing was read yet as of now."""
    workspace = open_workspace()
    if workspace.demo:
        from cli.demo import fill

        fill(workspace)
    return workspace
