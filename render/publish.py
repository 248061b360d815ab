"""All outputs as static files for any web server: written whole into a new version, then switched to at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.issues import next_issue
from pipeline.model import Area, Query
from pipeline.normalise.dates import berlin
from render import feeds, pages
from render.block import FORMATS, Options, make_block
from render.block import render as render_block
from render.site import Site
from render.stock import Stock

#: Versions kept beside the current one, for readers that are in the middle of a download.
KEPT_VERSIONS = 2
_BLOCK_NAMES = {"doc": "doc.html"}


@dataclass(frozen=True)
class Report:
    """How many files a publication wrote, kept and dropped."""

    changed: int
    unchanged: int
    removed: int


def publish(stock: Stock, site: Site, directory: Path, now: datetime) -> Report:
    """Write the site to ``directory``, a symlink to a version; unchanged files are hard links to the last version's.

    On any error the last version stays as it was. A ``directory`` that is a real folder is an error: nothing is deleted.
    """
    directory = directory.absolute()
    if directory.exists() and not directory.is_symlink():
        raise FileExistsError(f"{directory} is a folder that was not made by publish: name another one, or move it away")
    versions = directory.parent / f".{directory.name}-versions"
    versions.mkdir(parents=True, exist_ok=True)
    last = directory.resolve() if directory.is_symlink() and directory.exists() else None
    number = max((int(path.name) for path in versions.iterdir() if path.name.isdigit()), default=0) + 1
    draft = versions / f"draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        changed, unchanged, names = _write_all(stock, site, draft, last, now)
        removed = sum(1 for path in last.rglob("*") if path.is_file() and str(path.relative_to(last)) not in names) if last else 0
        if last is not None and not changed and not removed:
            shutil.rmtree(draft)
            return Report(0, unchanged, 0)
        version = versions / str(number)
        draft.rename(version)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    link = directory.parent / f".{directory.name}-{os.getpid()}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(version.relative_to(directory.parent), target_is_directory=True)
    link.replace(directory)
    _forget(versions, number)
    return Report(changed, unchanged, removed)


def _write_all(stock: Stock, site: Site, draft: Path, last: Path | None, now: datetime) -> tuple[int, int, set[str]]:
    changed = unchanged = 0
    names = set()
    for name, body in files(stock, site, now):
        target, before = draft / name, last / name if last else None
        target.parent.mkdir(parents=True, exist_ok=True)
        names.add(name)
        if before is not None and before.is_file() and before.read_bytes() == body:
            os.link(before, target)
            unchanged += 1
        else:
            target.write_bytes(body)
            changed += 1
    return changed, unchanged, names


def files(stock: Stock, site: Site, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Every file of the static site: name and bytes, where the status, a matter of the moment, would be, it says where to look."""
    yield "index.html", pages.list_page(stock, site, [], now)
    yield "style.css", pages.static("style.css")
    yield "icon.svg", pages.static("icon.svg")
    yield "feeds/index.html", pages.feeds_page(site)
    yield "mitglieder/index.html", pages.members_page(stock, site, now)
    yield "status/index.html", pages.static_status_page(site)
    yield "robots.txt", pages.robots(site)
    yield "sitemap.xml", pages.sitemap(stock, site, now)
    for form in pages.FEEDS:
        yield f"feed.{form}", pages.feed(stock, site, form, [], now)
        for area in Area:
            yield f"feed/fach/{area.value}.{form}", pages.feed(stock, site, form, [("fach", area.value)], now)
    for vacancy in pages.every(stock, Query(today=berlin(now))):
        _, body = pages.vacancy_page(stock, site, vacancy, now)
        yield f"stelle/{vacancy.id}/index.html", body
        if (calendar := feeds.deadline_ics(vacancy, site)) is not None:
            yield f"stelle/{vacancy.id}.ics", calendar
    block = make_block(stock, Options(day=next_issue(berlin(now), stock.issues())), site, now)
    for form in FORMATS:
        yield f"v1/newsletter/block.{_BLOCK_NAMES.get(form, form)}", render_block(block, form)


def _forget(versions: Path, number: int) -> None:
    for path in versions.iterdir():
        if path.name.isdigit() and int(path.name) < number - KEPT_VERSIONS + 1:
            shutil.rmtree(path, ignore_errors=True)
