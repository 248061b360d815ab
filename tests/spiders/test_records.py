"""The log of a visit and the first answer that could not be used: written as it happens, private, without persons, gone in time."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.normalise.persons import without_persons
from spiders.records import Kept, keep, note, unpacked
from spiders.shelf import forget, log_file, snapshot_file
from tests.spiders.portal import HTML, Portals, crawl, job, listing

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
COOKIES = {**HTML, "Set-Cookie": "session=geheim; HttpOnly", "X-Frame-Options": "DENY"}


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three visits in one process: one that reads, one whose list is broken, one whose list is empty."""
    folder, portals = tmp_path_factory.mktemp("visited"), Portals()
    whole = portals.add("whole", lambda asked: (200, HTML, job("Netzwerkadministration (m/w/d)")) if "-10" in asked.path else
                        (404, HTML, b"") if "robots" in asked.path else (200, HTML, listing("/stellen/eins-101", "/stellen/zwei-102")))
    broken = portals.add("broken", lambda _: (403, {**COOKIES, "Content-Type": "text/html; charset=iso-8859-1"}, "<h1>Gesperrt für Frau Erika Muster, erika.muster@example.org</h1>".encode("latin-1")))
    empty = portals.add("empty", lambda asked: (404, HTML, b"") if "robots" in asked.path else (200, HTML, b"<html><body><p>Zurzeit nichts. {{ 7*7 }}</p></body></html>"))
    visits = [{"run": f"20260302T080000-{key}-1", "source": {"key": key, "member": key, "employer": key, "portal": f"{url}/stellen/", "platform": "jsonld"}}
              for key, url in (("whole", whole), ("broken", broken), ("empty", empty))]
    try:
        crawl(folder / "spool", visits, archive=str(folder / "archive"), now=NOW.isoformat())
    finally:
        portals.close()
    return folder


def run_of(key: str) -> str:
    return f"20260302T080000-{key}-1"


def test_the_log_has_every_answer_in_order_by_the_visits_clock(visited: Path) -> None:
    log = Kept(visited / "archive").log(run_of("whole"))
    words = [line.words for line in log]
    assert words[0].startswith("visit of whole begins: jsonld, http://127.0.2.1:")
    asked = [urlsplit(word.split()[1]).path for word in words if word.startswith("GET ")]
    assert asked[:2] == ["/robots.txt", "/stellen/"]
    assert sorted(asked[2:]) == ["/stellen/eins-101", "/stellen/zwei-102"]
    assert words[-1].startswith("visit ends: finished; 3 requests, 3 outcomes, 2 listed, 2 read")
    assert all(NOW <= line.at < NOW + timedelta(minutes=5) for line in log)
    assert [line.at for line in log] == sorted(line.at for line in log)


def test_problems_stand_in_the_log(visited: Path) -> None:
    log = Kept(visited / "archive").log(run_of("broken"))
    assert any(line.level == "WARNING" and line.words.startswith("http_status: answers 403") for line in log)
    text = log_file(visited / "archive", run_of("broken")).read_text()
    assert "Muster" not in text
    assert "geheim" not in text


def test_the_first_answer_that_failed_is_kept_without_cookies(visited: Path) -> None:
    kept = Kept(visited / "archive").snapshot(run_of("broken"))
    assert kept is not None
    assert (urlsplit(kept.url).path, kept.status) == ("/stellen/", "HTTP/1.1 403 Forbidden")
    assert "Gesperrt für Frau" in kept.body
    names = {name.lower() for name, _ in kept.headers}
    assert "x-frame-options" in names
    assert "set-cookie" not in names


def test_a_list_that_is_empty_is_kept_too_and_a_good_visit_needs_no_evidence(visited: Path) -> None:
    kept = Kept(visited / "archive").snapshot(run_of("empty"))
    assert kept is not None
    assert "Zurzeit nichts." in kept.body
    assert kept.status == "HTTP/1.1 200 OK"
    assert Kept(visited / "archive").snapshot(run_of("whole")) is None


def test_only_the_operator_can_read_the_files(visited: Path) -> None:
    for file in (log_file(visited / "archive", run_of("broken")), snapshot_file(visited / "archive", run_of("broken"))):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((visited / "archive").stat().st_mode) == 0o700


def test_persons_are_masked_in_what_went_wrong(tmp_path: Path) -> None:
    assert note(tmp_path / "archive", "r", without_persons("value 'Frau Erika Muster, Tel. 0351 123456, erika.muster@example.org'\nsecond line"), NOW)
    (line,) = Kept(tmp_path / "archive").log("r")
    assert line.words.endswith("second line")
    assert not {"Muster", "123456", "@"} & set(line.words.replace("'", " ").split())
    assert "erika" not in line.words


def test_logs_and_answers_go_with_the_archive(tmp_path: Path) -> None:
    for day in (1, 20):
        note(tmp_path / "archive", f"202603{day:02}T080000-a-1", "visit", NOW)
        keep(tmp_path / "archive", f"202603{day:02}T080000-a-1", b"GET http://example.org/\nHTTP/1.1 500\n\nx")
        (tmp_path / "archive" / f".202603{day:02}T080000-a-1.snapshot.77").write_bytes(b"half")
    gone = forget(tmp_path, datetime(2026, 3, 10, tzinfo=UTC))
    assert (gone["logs"][0], gone["snapshots"][0]) == (1, 2)
    assert sorted(file.name for file in (tmp_path / "archive").iterdir()) == [".20260320T080000-a-1.snapshot.77", "20260320T080000-a-1.log", "20260320T080000-a-1.snapshot"]


def test_a_log_that_cannot_be_written_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where a folder should be")
    assert not note(tmp_path / "archive", "r", "words", NOW)
    assert keep(tmp_path / "archive", "r", b"x") is None
    assert (Kept(tmp_path / "archive").log("r"), Kept(tmp_path / "archive").snapshot("r")) == ([], None)


@pytest.mark.parametrize(("data", "url", "status", "body"), [
    (b"http://example.org/old\n\n<p>form of an earlier version</p>", "http://example.org/old", "", "<p>form of an earlier version</p>"),
    (b"POST http://example.org/a b\nHTTP/1.1 500 Internal Server Error\nContent-Type: text/html; charset=utf-8\nX: a: b\n\nbl\xc3\xb6d\n\nzwei", "b", "HTTP/1.1 500 Internal Server Error", "blöd\n\nzwei"),
    (b"", "", "", ""),
])
def test_kept_answers_are_read(data: bytes, url: str, status: str, body: str) -> None:
    found = unpacked(data)
    assert (found.url, found.status, found.body) == (url, status, body)
