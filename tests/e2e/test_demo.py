"""What a new user gets: the demo, compared with the portals' truth, through the command line and over HTTP."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from spiders.samples import World
from tests.conftest import tool

NEWSLETTER = Path(__file__).parent / "newsletter.txt"
PORT = 18734


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo was crawled as of 16 March 2026."""
    folder = tmp_path_factory.mktemp("demo")
    run(folder, "crawl", check=True)
    return folder


def run(folder: Path, *words: str, now: str = "2026-03-16", check: bool = False) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("STELLENMARKT_")}
    env |= {"STELLENMARKT_NOW": now, "PORT": str(PORT), "STELLENMARKT_DATA": str(folder / "data"), "STELLENMARKT_DEMO_PORT": demo_port()}
    done = subprocess.run([sys.executable, "-m", "cli", *words], env=env, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    if check:
        assert done.returncode == 0, done.stderr
    return done


def demo_port() -> str:
    """Test processes that run side by side play their portals on ports of their own."""
    return str(8200 + int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "0")) or 0))


def truth() -> dict[str, set[str]]:
    day = datetime(2026, 3, 16, tzinfo=UTC).date()
    return {t["id"]: {f"{p['source']} {p['external_id']}" for p in t["postings"]} for t in World().truth(day)}


def test_every_open_sample_vacancy_is_there_once(home: Path) -> None:
    lines = run(home, "vacancies", "list", "--json", check=True).stdout.splitlines()
    told = [{f"{ref['source']} {ref['external_id']}" for ref in json.loads(line)["postings"]} for line in lines]
    assert len(told) == 500
    for postings in truth().values():
        # What closed at its employer may still stand on the joint portal for a moment; what is open is together in one vacancy.
        assert sum(postings <= vacancy for vacancy in told) == 1
    assert set().union(*told) >= set().union(*truth().values())


def test_the_block_fills_the_newsletter_and_changes_nothing_else_twice(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "newsletter.txt"
    shutil.copy(NEWSLETTER, file)
    before = file.read_bytes()
    run(home, "block", "--format", "txt", "--issue", "2026-03-18", "--into", str(file), check=True)
    once = file.read_bytes()
    run(home, "block", "--format", "txt", "--issue", "2026-03-18", "--into", str(file), check=True)
    assert file.read_bytes() == once != before
    head, _, tail = before.decode().partition("VITAKO-Stellenmarkt\n")
    assert once.decode().startswith(head + "VITAKO-Stellenmarkt\n\nBeispieldaten: Alle Arbeitgeber und Stellen sind erfunden.\n\nbis ")
    assert once.decode().endswith(tail[tail.index("Bilder:"):])
    inserted = once.decode()[len(head):].split("\nBilder:")[0]
    assert inserted.count("http") == 9
    assert re.search(r"\nAlle \d+ neuen Stellen im Überblick\n", inserted)


@pytest.mark.parametrize("text", ["kein Platz\n", "VITAKO-Stellenmarkt\n\nVITAKO-Stellenmarkt\n\nBilder: x\n", "VITAKO-Stellenmarkt\nEnde\n"])
def test_a_file_without_one_place_stays_untouched(home: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "n.txt"
    file.write_text(text, encoding="utf-8")
    done = run(home, "block", "--into", str(file))
    assert (done.returncode, file.read_text(encoding="utf-8")) == (2, text)
    assert "no_place" in done.stderr


@pytest.mark.parametrize(("words", "code"), [
    (["block", "--format", "pdf"], 2), (["block", "--issue", "morgen"], 2), (["nix"], 2), (["purge"], 0), (["worker"], 2), (["crawl", "nobody"], 2), (["members", "show", "nobody"], 2),
    (["vacancies", "show", "nobody"], 2), (["runs", "show", "nobody"], 2), (["members", "list"], 0), (["runs", "list"], 0), (["--help"], 0), (["doctor"], 1)])
def test_exit_codes(home: Path, words: list[str], code: int) -> None:
    done = run(home, *words)
    assert done.returncode == code, done.stderr
    assert done.stdout if code == 0 else done.stderr


def test_errors_are_json_lines_where_a_program_reads(home: Path) -> None:
    done = run(home, "runs", "list", "--json", "--limit", "x")
    assert done.returncode == 2
    done = run(home, "vacancies", "show", "nobody", "--json")
    assert set(json.loads(done.stderr.splitlines()[-1])) == {"code", "message", "where"}


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("STELLENMARKT_")}
    port = PORT + int(demo_port()) - 8200
    env |= {"STELLENMARKT_NOW": "2026-03-16", "PORT": str(port), "STELLENMARKT_DATA": str(home / "data"), "STELLENMARKT_DEMO_PORT": demo_port()}
    server = subprocess.Popen([sys.executable, "-m", "cli", "serve"], env=env, cwd=home, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            get(url + "/healthz")
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    yield url
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) == 0


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_page_and_feed_show_all_of_it(site: str) -> None:
    status, headers, body = get(site + "/")
    assert (status, "500 offene Stellen" in body.decode()) == (200, True)
    assert "Beispieldaten" in body.decode()
    assert get(site + "/", **{"If-None-Match": headers["etag"]})[0] == 304
    assert get(site + "/")[2] == body
    feed = feedparser.parse(get(site + "/feed.rss")[2])
    assert (feed.bozo, len(feed.entries), len({e.id for e in feed.entries})) == (0, 500, 500)
    assert all(e.link.startswith(site) for e in feed.entries)


@pytest.mark.parametrize(("path", "status"), [
    ("/status", 200), ("/status.json", 200), ("/mitglieder", 200), ("/feeds", 200), ("/feed.atom", 200), ("/feed.json", 200), ("/metrics", 200), ("/sitemap.xml", 200), ("/robots.txt", 200),
    ("/v1/vacancies", 200), ("/v1/vacancies?form=csv", 200), ("/v1/newsletter/block.html", 200), ("/v1/newsletter/block.json?ausgabe=2026-03-18", 200), ("/v1/openapi.json", 200),
    ("/?land=XX", 400), ("/?umkreis=-1", 400), ("/v1/newsletter/block.txt?max=0", 400), ("/gibtesnicht", 404), ("/stelle/gibtesnicht", 404), ("/redaktion", 401), ("/betrieb", 401), ("/healthz", 200), ("/readyz", 200)])
def test_addresses(site: str, path: str, status: int) -> None:
    assert get(site + path)[0] == status


@pytest.mark.browser
@pytest.mark.parametrize(("path", "words"), [("/", "500 offene Stellen"), ("/status", "Betriebsstatus"), ("/?q=Netzwerk", "passende Stellen")])
def test_a_real_browser_shows_it(site: str, path: str, words: str, tmp_path: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    done = subprocess.run([tool("chromium"), *options, f"--user-data-dir={tmp_path}", "--dump-dom", site + path], capture_output=True, text=True, timeout=90, check=True)
    assert words in done.stdout


@pytest.mark.newsboat
def test_a_real_feed_reader_sees_each_job_once(site: str, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(site + "/feed.rss\n")
    (tmp_path / "config").write_text("max-items 0\n")
    words = [tool("newsboat"), "-u", str(tmp_path / "urls"), "-c", str(tmp_path / "cache.db"), "-C", str(tmp_path / "config")]
    for _ in range(2):
        subprocess.run([*words, "-x", "reload"], check=True, capture_output=True, timeout=60)
    unread = subprocess.run([*words, "-x", "print-unread"], check=True, capture_output=True, text=True, timeout=60).stdout
    assert unread.split()[0] == "500"
