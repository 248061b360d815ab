"""Writes what was found out into the operator's members.toml; comments and all else in the file stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit.items import Table

from pipeline.model import Member, Proposal
from spiders.detection import Detection
from spiders.registry import RegistryError, load

#: Facts that detection decides. What it did not find of them is taken out, else the old portal's would stay.
_DECIDED = ("portal", "platform", "api_base", "params")


def key_of(url: str) -> str:
    """A member's key out of an address: www.kdo.de is kdo."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = host if re.fullmatch(r"[\d.:]+", host) else host.rpartition(".")[0] or host
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "member"


def facts(found: Detection, member: Member | None) -> dict[str, Any]:
    """The member's keys as they must stand in the file. ``member`` is what the registry says so far."""
    status = "seen" if found.proven else "inferred"
    values: dict[str, Any] = {} if member and found.key in load() else {
        "name": member.name if member else found.name or key_of(found.start), "website": (member.website if member else None) or found.start}
    values |= {"portal": found.portal, "platform": found.platform}
    if found.api_base or (member and member.api_base):
        values["api_base"] = found.api_base or ""
    if found.params or (member and member.params):
        values["params"] = found.params
    return {**values, "status": {**(member.status if member else {"website": "seen"}), "portal": status, "platform": status}}


def toml_of(found: Detection, member: Member | None) -> str:
    """The table to add, as text; empty where nothing was found."""
    if not found.platform:
        return ""
    document = tomlkit.document()
    document[found.key or key_of(found.start)] = _table(facts(found, member))
    return tomlkit.dumps(document)


def write(file: Path, found: Detection, member: Member | None) -> bool:
    """Lay the table into ``file``; False where it stood there already. RegistryError where the file is no TOML."""
    return _lay(file, found.key or key_of(found.start), facts(found, member))


def move(file: Path, member: Member, source: str, proposal: Proposal) -> bool:
    """Write that ``source`` of ``member`` is at another portal now."""
    place = {"portal": proposal.portal, "platform": proposal.platform, "api_base": proposal.api_base, "params": proposal.params}
    place = {name: value for name, value in place.items() if value}
    status = {**member.status, "portal": "seen", "platform": "seen"}
    if source == member.key:
        cleared: dict[str, Any] = {name: empty for name, empty in (("api_base", ""), ("params", {})) if getattr(member, name) and name not in place}
        shipped = {} if member.key in load() else {"name": member.name}
        return _lay(file, member.key, {**shipped, **place, **cleared, "status": status})
    number = int(source.rpartition(".")[2]) - 2  # kdo.2 is the first of the portals
    others = [dict(portal) for portal in member.portals]
    others[number] = {**{name: value for name, value in others[number].items() if name not in _DECIDED}, **place}
    return _lay(file, member.key, {"portals": others}, decided=())


@contextmanager
def undone_on_error(file: Path) -> Iterator[None]:
    """``file`` is as it was where something goes wrong inside."""
    before = file.read_bytes() if file.exists() else None
    try:
        yield
    except Exception:
        if before is not None:
            file.write_bytes(before)
        else:
            file.unlink(missing_ok=True)
        raise


def _lay(file: Path, key: str, values: Mapping[str, Any], decided: Sequence[str] = _DECIDED) -> bool:
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        document = tomlkit.parse(before)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise RegistryError(f"{file} cannot be changed: {error}") from error
    table = document.get(key)
    if table is None:
        if before.strip():
            document.add(tomlkit.nl())
        document[key] = _table(values)
    else:
        for name in decided:
            if name in table and name not in values:
                del table[name]
        for name, value in values.items():
            if _plain(table.get(name)) != value:
                table[name] = _inline(value)
    after = tomlkit.dumps(document)
    if after == before:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(after, encoding="utf-8")
    draft.replace(file)
    return True


def _table(values: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for name, value in values.items():
        table[name] = _inline(value)
    return table


def _inline(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        array = tomlkit.array()
        array.extend([_inline(item) for item in value])
        return array
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    for name, item in value.items():
        table[name] = _inline(item)
    return table


def _plain(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value
