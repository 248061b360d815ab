"""The archive of a visit: complete, readable after a kill, capped, private, and never a reason for a visit to fail."""

import base64
import gzip
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.model import Harvest, Source
from spiders.archived import ArchiveError, read
from spiders.rerun import Rerun, rerun
from spiders.samples.portal import PLATFORMS, SamplePortal
from spiders.shelf import archive_file, expire, forget, shrink
from tests.spiders.portal import HTML, Answer, Portals, crawl, job, listing, write_job

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def portals() -> Iterator[Portals]:
    found = Portals()
    yield found
    found.close()


def visit(folder: Path, source: dict[str, object], run: str = "r", memory: dict[str, object] | None = None, **more: object) -> Harvest:
    found = crawl(folder / run, [{"run": run, "source": source, **(memory or {})}], archive=str(folder / "archive"), **more)
    return found[str(source["key"])]


def again(folder: Path, source: dict[str, object], run: str = "r") -> Rerun:
    return rerun(read(archive_file(folder / "archive", run)), Source.model_validate(source), NOW)


def told(harvest: Harvest) -> dict[str, object]:
    """All that a harvest says but how long it took."""
    said = harvest.model_dump(exclude={"finished_at", "snapshot", "markers"})
    said["traffic"].pop("seconds")
    said["problems"] = [p if p["code"] != "retry_later" else p["code"] for p in said["problems"] if not p["code"].startswith("archive_")]
    return said


def played_alike(folder: Path, samples: list[SamplePortal], **more: object) -> dict[str, Harvest]:
    """Crawl all samples in one process; whoever plays them again must find the same."""
    with ExitStack() as stack:
        portals = {portal.fault or portal.platform: stack.enter_context(portal) for portal in samples}
        sources = {key: {**portal.source(), "key": key} for key, portal in portals.items()}
        harvests = crawl(folder / "spool", [{"run": key, "source": source} for key, source in sources.items()], archive=str(folder / "archive"), **more)
        asked = {key: len(portal.requests) for key, portal in portals.items()}
    for key, source in sources.items():
        played = again(folder, source, key)
        assert told(played.harvest) == told(harvests[key]), key
        assert played.not_fetched == []
        answers = read(archive_file(folder / "archive", key)).answers
        assert sum((a.error or {}).get("code") is None for a in answers) == asked[key]
    return harvests


def test_the_same_readers_find_the_same_on_every_platform(tmp_path: Path) -> None:
    harvests = played_alike(tmp_path, [SamplePortal(platform, 7, NOW) for platform in PLATFORMS])
    assert {len(harvest.postings) for harvest in harvests.values()} == {7}


def test_the_same_faults_are_found_again(tmp_path: Path) -> None:
    samples = []
    for fault in ("500", "half", "layout", "login", "truncated", "loop", "selfredirect", "bomb", "robotsdeny", "robots500", "latin1", "soft404", "detail500", "429"):
        samples.append(SamplePortal("rexx", 4, NOW))
        samples[-1].fault = fault
    harvests = played_alike(tmp_path, samples)
    assert {problem.code for harvest in harvests.values() for problem in harvest.problems} > {"http_status", "login_page", "truncated", "too_large", "robots_denied", "retry_later"}


def odd(request) -> Answer:
    """Redirects, umlauts in latin-1, gzip, a page that is gone, one that hangs up, two that look alike."""
    pages: dict[str, Answer] = {
        "/robots.txt": (200, {"Content-Type": "text/plain", "Set-Cookie": "secret=1"}, b"User-agent: *\nDisallow: /stellen/intern\n"),
        "/stellen/": (302, {"Location": "/stellen/liste"}, b""),
        "/stellen/liste": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(listing(*(f"/stellen/stelle-{n}" for n in range(11, 18)), "/stellen/intern-99"))),
        "/stellen/stelle-11": (301, {"Location": "/stellen/stelle-11-neu"}, b""),
        "/stellen/stelle-11-neu": (200, HTML, job("Umgezogen")),
        "/stellen/stelle-12": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, job("Gärtnerin für Köln").decode().encode("latin-1")),
        "/stellen/stelle-13": (404, HTML, b"weg"),
        "/stellen/stelle-14": None,
        "/stellen/stelle-15": (503, {"Retry-After": "Mon, 02 Mar 2026 08:00:00 GMT"}, b""),
        "/stellen/stelle-16": (200, HTML, b"<html>keine Stelle</html>"),
        "/stellen/stelle-17": (200, HTML, job("Gewöhnlich")),
    }
    return pages.get(request.path, (404, HTML, b""))


def test_an_odd_portal_is_archived_as_it_answered(portals: Portals, tmp_path: Path) -> None:
    portals.add("odd", odd)
    harvest = visit(tmp_path, portals.source("odd"))
    assert {p.title for p in harvest.postings} == {"Umgezogen", "Gärtnerin für Köln", "Gewöhnlich"}
    assert told(again(tmp_path, portals.source("odd")).harvest) == told(harvest)
    file = archive_file(tmp_path / "archive", "r")
    with file.open("rb") as stream:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.http_headers, r.content_stream().read()) for r in ArchiveIterator(stream)]
    assert records[0][0] == "warcinfo"
    assert all(b"secret" not in content for *_, content in records)
    responses = {url.removeprefix(portals.bases["odd"]): (head, body) for kind, url, head, body in records if kind == "response"}
    head, body = responses["/stellen/liste"]
    assert body == gzip.decompress(odd(type("", (), {"path": "/stellen/liste"}))[2])  # type: ignore[index]
    assert head.get_header("Content-Length") == str(len(body))
    assert int(head.get_header("X-Archive-Orig-Content-Length")) < len(body)
    assert head.get_header("Content-Encoding") is None
    assert responses["/robots.txt"][0].get_header("Set-Cookie") is None
    assert responses["/stellen/stelle-13"][0].statusline == "404 Not Found"
    assert [json.loads(body)["code"] for kind, url, _, body in records if kind == "metadata" and "/intern" in url] == ["robots_denied"]
    assert any(kind == "metadata" and url.endswith("-14") for kind, url, *_ in records)


def test_only_the_operator_can_read_it(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir(mode=0o755)
    with SamplePortal("bite", 2, NOW) as portal:
        visit(tmp_path, portal.source())
    assert stat.S_IMODE((tmp_path / "archive").stat().st_mode) == 0o700
    assert stat.S_IMODE(archive_file(tmp_path / "archive", "r").stat().st_mode) == 0o600


def test_a_second_visit_archives_what_it_asked(portals: Portals, tmp_path: Path) -> None:
    def script(request) -> Answer:
        paths = [f"/stellen/stelle-{n}" for n in (21, 22, 23)]
        tag = {"ETag": '"eins"'} if request.path == "/stellen/" else {}
        if tag and request.headers.get("If-None-Match") == '"eins"':
            return 304, tag, b""
        if request.path in paths:
            return 200, HTML, job(request.path[-2:])
        return (200, {**HTML, **tag}, listing(*paths)) if tag else (404, HTML, b"")

    portals.add("p", script)
    first = visit(tmp_path, portals.source("p"), "1")
    memory = {"markers": first.markers, "known": {p.external_id: p.url for p in first.postings}}
    second = visit(tmp_path, portals.source("p"), "2", memory)
    assert second.unchanged
    played = again(tmp_path, portals.source("p"), "2").harvest
    assert played.unchanged
    assert told(played) == told(second)


def test_bodies_beyond_the_cap_are_left_out_and_said(tmp_path: Path) -> None:
    with SamplePortal("rexx", 6, NOW) as portal:
        harvest = visit(tmp_path, portal.source(), archive_bytes=12_000)
    assert [p.code for p in harvest.problems] == ["archive_full"]
    assert len(harvest.postings) == 6
    answers = read(archive_file(tmp_path / "archive", "r")).answers
    assert 0 < sum(a.left_out for a in answers) < len(answers)
    assert sum(len(a.body) for a in answers) <= 12_000
    played = again(tmp_path, portal.source())
    assert len(played.not_fetched) == sum(a.left_out for a in answers)
    assert len(played.harvest.postings) + len(played.not_fetched) == 6


@pytest.mark.parametrize("spoil", ["file", "limit", "taken"])
def test_a_folder_that_cannot_be_written_is_a_problem_not_an_end(spoil: str, portals: Portals, tmp_path: Path) -> None:
    if spoil == "file":
        (tmp_path / "archive").write_text("")
    elif spoil == "taken":
        archive_file(tmp_path / "archive", "r").mkdir(parents=True)
    paths = [f"/stellen/stelle-{n}" for n in range(101, 131)]
    bulk = f"<!-- {base64.b64encode(os.urandom(3000)).decode()} -->".encode()
    portals.add("p", lambda r: (200, HTML, listing(*paths)) if r.path == "/stellen/" else (200, HTML, job(r.path[-3:]) + bulk) if r.path in paths else (404, HTML, b""))
    file = write_job(tmp_path / "spool", [{"run": "r", "source": portals.source("p")}], archive=str(tmp_path / "archive"))
    full = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))) if spoil == "limit" else None
    subprocess.run([sys.executable, "-m", "spiders.crawl", str(file)], check=True, capture_output=True, timeout=60, preexec_fn=full)
    harvest = Harvest.model_validate_json((tmp_path / "spool" / "r.json").read_bytes())
    assert [p.code for p in harvest.problems] == ["archive_failed"]
    assert len(harvest.postings) == 30
    if spoil == "limit":
        archived = read(archive_file(tmp_path / "archive", "r"))
        assert 2 < len(archived.answers) < 32
        assert archived.harvest is None


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_a_visit_that_is_ended_leaves_what_it_had_read(sign: signal.Signals, portals: Portals, tmp_path: Path) -> None:
    paths = [f"/stellen/stelle-{n}" for n in range(31, 99)]

    def slow(request) -> Answer:
        if request.path == "/stellen/":
            return 200, HTML, listing(*paths)
        time.sleep(0.1)
        return (200, HTML, job(request.path[-2:])) if request.path in paths else (404, HTML, b"")

    portals.add("slow", slow)
    file = write_job(tmp_path / "spool", [{"run": "r", "source": portals.source("slow")}], archive=str(tmp_path / "archive"))
    process = subprocess.Popen([sys.executable, "-m", "spiders.crawl", str(file)], stdout=subprocess.DEVNULL)
    while len(portals.asked["slow"]) < 15:
        time.sleep(0.02)
    process.send_signal(sign)
    process.wait()
    archived = read(archive_file(tmp_path / "archive", "r"))
    assert len(archived.answers) >= 4, "a busy machine may lag behind the portal, but not by so much"
    harvest = rerun(archived, Source.model_validate(portals.source("slow")), NOW).harvest
    if sign == signal.SIGTERM:
        assert archived.harvest is not None
        assert harvest.finish_reason != "finished"
        assert told(harvest) == told(archived.harvest)
        return
    assert archived.harvest is None
    assert (harvest.finish_reason, harvest.paging_ended) == ("killed", False)
    assert len(harvest.postings) == len(archived.answers) - 2


def test_cut_and_broken_files_are_read_to_where_they_are_whole(tmp_path: Path) -> None:
    with SamplePortal("rexx", 5, NOW) as portal:
        visit(tmp_path, portal.source())
    file = archive_file(tmp_path / "archive", "r")
    content, whole = file.read_bytes(), len(read(file).answers)
    counts = []
    for length in range(0, len(content), 701):
        file.write_bytes(content[:length])
        try:
            archived = read(file)
        except ArchiveError:
            counts.append(0)
            continue
        assert archived.harvest is None
        counts.append(len(archived.answers))
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] == whole
    file.write_bytes(content[:-3000] + b"\0" * 30 + content[-2970:])
    assert 0 < len(read(file).answers) <= whole
    file.write_bytes(b"no archive")
    with pytest.raises(ArchiveError):
        read(file)


def test_archives_go_after_their_time_and_the_oldest_first(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (tmp_path / "jobs").mkdir()
    for day in range(1, 10):
        archive_file(folder, f"202603{day:02}T080000-a-{day}").write_bytes(b"x" * 100)
    old, new = tmp_path / "jobs" / "odd.log", tmp_path / "jobs" / "20260309T080000-a-9.log"
    old.write_text("x")
    os.utime(old, (0, 0))
    new.write_text("x")
    gone = forget(tmp_path, datetime(2026, 3, 4, tzinfo=UTC))
    assert gone == {"archives": (3, 300), "logs": (0, 0), "snapshots": (0, 0), "drafts": (0, 0), "jobs": (1, 1), "aside": (0, 0)}
    assert new.exists()
    assert shrink(folder, 250) == (4, 400)
    assert [file.name[6:8] for file in sorted(folder.iterdir())] == ["08", "09"]
    assert expire(folder.iterdir(), datetime(2026, 3, 9, tzinfo=UTC) + timedelta(days=1)) == (2, 200)


@pytest.mark.parametrize("run", ["../x", "a/b", ".x"])
def test_a_run_names_no_file_elsewhere(run: str) -> None:
    with pytest.raises(ValueError, match="no name of a run"):
        archive_file("archive", run)
