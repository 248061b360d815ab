"""The registry of members: shipped facts, laid over by the operator's file or replaced by another one."""

from __future__ import annotations

import difflib
import pkgutil
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from cssselect import ExpressionError, SelectorError
from parsel import css2xpath
from pydantic import ValidationError

from pipeline.model import Member, Source
from pipeline.rhythm import parse_every
from spiders import platforms
from spiders.outcomes import FILTERS
from spiders.platform import Platform

SHIPPED = Path(__file__).parent / "members.toml"


class RegistryError(Exception):
    """A registry file cannot be used; the message says which file and line, what is wrong and what to do."""


def load(overlay: Path | None = None, replace: Path | None = None) -> dict[str, Member]:
    """All members by key. ``overlay`` is laid over the shipped facts, key by key; ``replace`` is read instead of them."""
    files = [replace] if replace is not None else [SHIPPED, *([overlay] if overlay is not None else [])]
    tables: dict[str, dict[str, Any]] = {}
    origin: dict[str, Path] = {}
    for file in files:
        for key, table in _read(file).items():
            tables[key] = {**tables.get(key, {}), **table}
            origin[key] = file
    return {key: _member(key, table, origin[key]) for key, table in tables.items()}


def _read(file: Path) -> Mapping[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise RegistryError(f"{file} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryError(f"{file}: no valid TOML: {error}; each member has one table, each key stands in it once (docs/members.md)") from error
    for key, table in data.items():
        if not isinstance(table, dict):
            raise RegistryError(f"{file}:{_line(file, key)}: {key} stands outside a member's table: write [member] above it")
    return data


def _member(key: str, table: dict[str, Any], file: Path) -> Member:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", key):
        raise RegistryError(f"{file}:{_line(file, key)}: a key has small letters, digits and hyphens, not {key!r}")
    for name in table:
        if name not in Member.model_fields or name == "key":
            near = difflib.get_close_matches(name, Member.model_fields, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; docs/members.md lists all keys"
            raise RegistryError(f"{file}:{_line(file, key, name)}: [{key}] has the unknown key {name!r}{hint}")
    try:
        member = Member.model_validate({"short_name": table.get("name", key), **table, "key": key})
        parse_every(member.every)
        member.sources()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        raise RegistryError(f"{file}:{_line(file, key, name)}: [{key}] {f'{name}: ' if name else ''}{first['msg'].removeprefix('Value error, ')}") from error
    except ValueError as error:
        raise RegistryError(f"{file}:{_line(file, key, 'every')}: [{key}] {error}") from error
    for platform in [member.platform, *(portal.get("platform") for portal in member.portals)]:
        if platform not in (None, "manual") and platform not in discover():
            near = difflib.get_close_matches(platform, discover(), n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(discover()))}"
            raise RegistryError(f"{file}:{_line(file, key, 'platform')}: [{key}] platform {platform!r} is unknown; {hint}")
    for source in member.sources():
        for name in sorted(set(source.filter) - set(FILTERS)):
            raise RegistryError(f"{file}:{_line(file, key, 'filter')}: [{key}] a filter has {', '.join(FILTERS)}, not {name!r}")
        if wrong := params_error(source):
            raise RegistryError(f"{file}:{_line(file, key, 'params')}: [{key}] {wrong}")
    return member


def params_error(source: Source) -> str:
    """What is wrong with the parameters of a source for its platform; empty where nothing is."""
    platform = discover().get(source.platform)
    if platform is None:
        return ""
    for name in source.params:
        if name not in platform.params:
            near = difflib.get_close_matches(name, platform.params, n=1)
            known = f"it knows {', '.join(platform.params)}" if platform.params else "it takes none"
            return f"platform {source.platform} has no parameter {name!r}; {f'did you mean {near[0]}?' if near else known}"
    lost = [name for name in platform.required if not source.params.get(name)]
    return f"platform {source.platform} needs params.{lost[0]} (docs/platforms.md)" if lost else _unreadable_param(platform, source)


def _unreadable_param(platform: Platform, source: Source) -> str:
    """Which parameter is no CSS selector or no regular expression although it must be one."""
    for names, kind, read in ((platform.selectors, "CSS selector", css2xpath), (platform.patterns, "regular expression", re.compile)):
        for name in names:
            value = source.params.get(name)
            try:
                if value:
                    read(value)
            except (SelectorError, ExpressionError, re.error, TypeError, AttributeError) as error:
                return f"params.{name} = {value!r} is no {kind}: {error}"
    return ""


def _line(file: Path, key: str, name: str | None = None) -> int:
    """The line of a member's table, or of one key in it; 1 where it cannot be told."""
    inside = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if header := re.match(r"\s*\[\s*[\"']?([^\]\"'.]+)", line):
            inside = header[1].strip() == key
            if inside and (name is None or re.match(rf"\s*\[+[^\]]*\.\s*{re.escape(name)}\b", line)):
                return number
        elif (inside and name and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line)) or (
                name is None and re.match(rf"\s*{re.escape(key)}\s*=", line)):
            return number
    return 1


@cache
def discover() -> dict[str, Platform]:
    """All platforms by name: every module of spiders/platforms that has a class ``Portal``."""
    found = {}
    for module in pkgutil.iter_modules(platforms.__path__):
        portal = getattr(import_module(f"spiders.platforms.{module.name}"), "Portal", None)
        if portal is not None:
            found[module.name] = portal(module.name)
    return found
