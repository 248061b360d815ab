"""A fixture made of an archive plays as tests/spiders/test_fixtures.py plays it, says what the portal said, and shows nobody."""

import json
import re
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiders.archived import Archived, read
from spiders.fixture import FixtureError, _names, write_case
from spiders.samples.portal import SamplePortal
from spiders.shelf import archive_file
from tests.spiders.portal import HTML, Portals, crawl, job, listing
from tests.spiders.test_fixtures import play

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PLATFORMS = ("jsonld", "rexx", "bite", "softgarden", "successfactors", "interamt", "html", "dvinci", "smartrecruiters", "personio", "onlyfy", "workday", "umantis", "teamtailor")
CONTACT = "Ansprechpartnerin ist Frau Testina Probemann, Tel. 030 23125678, testina.probemann@testwerk.test. "
ORIGINALS = ("Testina", "Probemann", "23125678", "testwerk", "127.0.0.30", "Vorname Nachname", "person@")


def talkative(platform: str) -> SamplePortal:
    """A portal on which every paragraph begins with a person."""
    portal = SamplePortal(platform, 5, NOW)
    usual = portal.kind

    class Talkative(usual):  # type: ignore[misc, valid-type]
        def answer(self, asked):  # type: ignore[no-untyped-def]
            found = super().answer(asked)
            return found and (*found[:2], re.sub(r"(<p>|&lt;p&gt;)", rf"\g<1>{CONTACT}", found[2].decode("utf-8")).encode())

    portal.kind = Talkative
    return portal


def archives(folder: Path, portals: list[SamplePortal]) -> dict[str, Archived]:
    with ExitStack() as stack:
        opened = {portal.platform: stack.enter_context(portal) for portal in portals}
        visits = [{"run": name, "source": {**portal.source(), "key": name}} for name, portal in opened.items()]
        crawl(folder / "spool", visits, archive=str(folder / "archive"))
    return {name: read(archive_file(folder / "archive", name)) for name in opened}


def test_what_is_saved_plays_and_shows_nobody(tmp_path: Path) -> None:
    found = archives(tmp_path, [talkative(platform) for platform in PLATFORMS])
    for platform, archived in found.items():
        assert archived.harvest is not None
        assert any(b"Probemann" in answer.body for answer in archived.answers), platform
        folder, count = write_case(archived, tmp_path / "fixtures", "saved")
        play(folder, platform)
        assert (folder, count) == (tmp_path / "fixtures" / platform / "saved", 5)
        expected = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
        assert sorted(p["title"] for p in expected) == sorted(p.title for p in archived.harvest.postings), platform
        everything = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
        assert [word for word in ORIGINALS if word in everything] == [], platform
        assert write_case(archived, tmp_path / "fixtures", "saved")[0].name == "saved-2"


def test_fewer_pages_are_said_to_be_gone(tmp_path: Path) -> None:
    (archived,) = archives(tmp_path, [SamplePortal("rexx", 6, NOW)]).values()
    folder, _ = write_case(archived, tmp_path, "few", most=2)
    play(folder, "rexx")
    script = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert [entry.get("status", 200) for entry in script["answers"]] == [200] * 3 + [404] * 4
    assert len(list(folder.iterdir())) == 3 + 2


def test_odd_answers(tmp_path: Path) -> None:
    """A list that moved, a page in latin-1, one that is gone."""
    portals = Portals()
    pages = {
        "/stellen/": (302, {"Location": "/neu/stellen/"}, b""), "/neu/stellen/": (200, HTML, listing("stelle-1", "stelle-2", "stelle-3")),
        "/neu/stellen/stelle-1": (200, HTML, job("Eins")), "/neu/stellen/stelle-3": (410, HTML, b"Frau Testina Probemann"),
        "/neu/stellen/stelle-2": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, job("Gärtner").decode().replace("Text für", "Frau Müllerprobe für").encode("latin-1"))}
    portals.add("odd", lambda request: pages.get(request.path, (404, HTML, b"")))
    try:
        crawl(tmp_path / "spool", [{"run": "r", "source": portals.source("odd")}], archive=str(tmp_path / "archive"))
    finally:
        portals.close()
    archived = read(archive_file(tmp_path / "archive", "r"))
    folder, count = write_case(archived, tmp_path, "odd")
    play(folder, "jsonld")
    assert count == 2
    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    assert "Gärtner".encode("latin-1") in everything
    assert b"Probemann" not in everything
    assert b"llerprobe" not in everything
    script = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert script["source"] == {"portal": "http://jobs.example.org/neu/stellen/"}
    with pytest.raises(FixtureError, match="brought no answer"):
        write_case(Archived(archived.visit, [a for a in archived.answers if not a.url.endswith("-1")]), tmp_path, "holes")
    with pytest.raises(FixtureError, match="nothing was read"):
        write_case(Archived(archived.visit, [replace(a, status=200, body=b"<html></html>") if "stelle-" in a.url else a for a in archived.answers]), tmp_path, "empty")
    assert not (tmp_path / "jsonld" / "holes").exists()
    assert not (tmp_path / "jsonld" / "empty").exists()


def test_hosts_of_vendors_stay_and_those_of_members_go() -> None:
    known = "base(source, 'https://api.vendor.com') fingerprints vendor.io"
    hosts, domains = _names(["https://amt.vendor.io/x", "https://api.vendor.com/y", "https://www.amt-stadt.de/", "https://karriere.amt-stadt.de/", "https://k-2.amt-stadt.de/", "https://other.de:8443/z"], known)
    assert hosts == {"amt.vendor.io": "beispiel.vendor.io", "www.amt-stadt.de": "www.example.org", "karriere.amt-stadt.de": "karriere.example.org", "k-2.amt-stadt.de": "stellen.example.org", "other.de:8443": "example.net"}
    assert domains == {"amt-stadt.de": "example.org", "other.de": "example.net"}
