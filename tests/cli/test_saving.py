"""``try --save`` and ``purge`` as an operator calls them."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spiders.samples.portal import SamplePortal
from tests.spiders.test_fixtures import play

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def call(folder: Path, *words: str, now: datetime = NOW) -> tuple[int, list[dict], list[dict]]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("STELLENMARKT_")}
    env |= {"STELLENMARKT_DATA": str(folder / "data"), "STELLENMARKT_MEMBERS": str(folder / "members.toml"), "STELLENMARKT_NOW": now.isoformat(), "STELLENMARKT_DELAY": "0",
            "STELLENMARKT_CONTACT": "x@example.org", "STELLENMARKT_ALLOW_PRIVATE": "1"}
    done = subprocess.run([sys.executable, "-m", "cli", *words, "--json"], env=env, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]


def test_try_saves_a_fixture_where_it_is_told(tmp_path: Path) -> None:
    with SamplePortal("rexx", 3, NOW) as portal:
        (tmp_path / "members.toml").write_text(portal.members_toml(), encoding="utf-8")
        key, address = portal.source()["key"], portal.source()["portal"]
        code, postings, said = call(tmp_path, "try", key, "--save")
        assert (code, len(postings)) == (0, 3)
        assert said[-1] == {"fixture": "fixtures/rexx/saved-2026-03-02", "postings": 3}
        (tmp_path / "tests" / "fixtures").mkdir(parents=True)
        assert call(tmp_path, "try", key, "--save")[2][-1]["fixture"] == "tests/fixtures/rexx/saved-2026-03-02"
        code, postings, said = call(tmp_path, "try", address, "--save", "--to", "elsewhere", "--most", "1")
        assert (code, len(postings)) == (0, 3), said
        assert said[-1]["fixture"] == "elsewhere/rexx/saved-2026-03-02"
        assert call(tmp_path, "try", key, "--most", "1")[0] == 2
        portal.fault = "500"
        code, postings, said = call(tmp_path, "try", key, "--save")
    assert (code, postings, said[-1]["code"]) == (1, [], "fixture")
    for folder in ("fixtures", "tests/fixtures", "elsewhere"):
        play(tmp_path / folder / "rexx" / "saved-2026-03-02", "rexx")
    assert not list((tmp_path / "data").glob("archive/*"))


def test_purge_deletes_what_has_expired_and_says_it(tmp_path: Path) -> None:
    with SamplePortal("softgarden", 3, NOW) as portal:
        (tmp_path / "members.toml").write_text(portal.members_toml(), encoding="utf-8")
        assert call(tmp_path, "crawl")[0] == 0
        portal.fault = "half"
        assert call(tmp_path, "crawl", now=NOW + timedelta(days=1))[0] == 1
    archive = tmp_path / "data" / "archive"
    assert len(list(archive.glob("*.warc.gz"))) == 2
    code, (found,), _ = call(tmp_path, "purge", now=NOW + timedelta(days=14, hours=1))
    assert code == 0
    assert (found["archives"]["files"], found["harvests"]) == (1, 0)
    assert found["archives"]["bytes"] > 1000
    (found,) = call(tmp_path, "purge", "--archive-days", "1", now=NOW + timedelta(days=15, hours=1))[1]
    assert (found["archives"]["files"], found["harvests"]) == (1, 1)
    assert not list(archive.iterdir())
    runs = call(tmp_path, "runs", "list")[1]
    assert len(runs) == 2, "the ledger stays"
