"""Two web processes and two publishers on one database, each with a folder of its own: the same bytes and ETags, before and after a change."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store import Store, connect
from tests.conftest import NOW, fresh_postgresql
from tests.making import DAY, MEMBER, OTHER, harvest, posting

ROOT = Path(__file__).parents[2]
#: What readers ask for; the status page tells when it was made.
PATHS = ("/", "/?q=Netze", "/?seite=2", "/mitglieder", "/feed.rss", "/feed.atom", "/feed.json", "/v1/vacancies", "/v1/newsletter/block.html", "/v1/newsletter/block.txt", "/v1/newsletter/block.json", "/sitemap.xml")


def environment(folder: Path, url: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("STELLENMARKT_")}
    return {**env, "PYTHONPATH": str(ROOT), "STELLENMARKT_DATABASE_URL": url, "STELLENMARKT_DATA": str(folder), "STELLENMARKT_PUBLIC_URL": "https://stellen.example.org",
            "STELLENMARKT_NOW": (NOW + 2 * DAY).isoformat(), "STELLENMARKT_CONTACT": "stellen@example.org", "STELLENMARKT_MEMBERS": str(folder.parent / "members.toml")}


def ask(port: int, path: str, etag: str | None = None) -> tuple[int, str | None, bytes]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"If-None-Match": etag} if etag else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.headers["ETag"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["ETag"], error.read()


def fill(store: Store, day: int, count: int) -> None:
    """What a visit of that day finds."""
    for member in (MEMBER, OTHER):
        lease = store.claim(member.key, member.key, "test", NOW + day * DAY, DAY)
        assert lease is not None
        ads = [posting(f"{member.key}{n}", f"{field} {n} (m/w/d)", source=member.key) for n, field in enumerate(["Netze", "Finanzen", "Geodaten", "Archiv"] * (count // 4))]
        store.decide(harvest(ads, source=member.key, run=f"{member.key}{day}", token=lease.token, at=NOW + day * DAY), member, NOW + day * DAY)
        store.release(member.key, lease.token)


@pytest.fixture
def store_url(tmp_path: Path, postgresql: str) -> Iterator[tuple[Store, str]]:
    (tmp_path / "members.toml").write_text("".join(
        f'[{m.key}]\nname = "{m.name}"\nshort_name = "{m.short_name}"\nportal = "{m.portal}"\nplatform = "{m.platform}"\nenabled = true\n' for m in (MEMBER, OTHER)), encoding="utf-8")
    url = fresh_postgresql(postgresql, "twohosts")
    store = connect(url)
    yield store, url
    store.close()


def files(folder: Path) -> dict[str, bytes]:
    root = (folder / "public").resolve()
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


@pytest.mark.timeout(400)
def test_two_machines_show_the_same_bytes(tmp_path: Path, store_url: tuple[Store, str]) -> None:
    store, url = store_url
    fill(store, 0, 60)
    fill(store, 1, 64)
    folders = [tmp_path / name for name in ("one", "two")]
    ports = []
    with ExitStack() as stack:
        for folder in folders:
            folder.mkdir()
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                ports.append(free.getsockname()[1])
            process = subprocess.Popen([sys.executable, "-m", "cli", "serve", "--port", str(ports[-1])], cwd=folder, env=environment(folder, url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.enter_context(process)
            stack.callback(process.kill)
        deadline = time.monotonic() + 120
        for port in ports:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert time.monotonic() < deadline, "nobody serves"
                    time.sleep(0.2)
        before = compare(ports, PATHS)
        vacancy = re.search(rb"/stelle/(\w+)", before["/"][2])
        assert vacancy is not None
        compare(ports, [f"/stelle/{vacancy[1].decode()}"])
        publish(folders, url)
        # One machine knows by the other's ETag that nothing changed; a change in the database changes both.
        etag = before["/v1/vacancies"][1]
        assert etag is not None
        assert [ask(port, "/v1/vacancies", etag)[0] for port in ports] == [304, 304]
        fill(store, 2, 68)
        assert [ask(port, "/v1/vacancies", etag)[0] for port in ports] == [200, 200]
        after = compare(ports, PATHS)
        assert after["/"][1:] != before["/"][1:]
        publish(folders, url)


def compare(ports: list[int], paths: tuple[str, ...] | list[str]) -> dict[str, tuple[int, str | None, bytes]]:
    found = {}
    for path in paths:
        one, other = (ask(port, path) for port in ports)
        assert one[0] == 200, path
        assert one == other, path
        found[path] = one
    return found


def publish(folders: list[Path], url: str) -> None:
    """Both write their static files."""
    for folder in folders:
        subprocess.run([sys.executable, "-m", "cli", "publish"], cwd=folder, env=environment(folder, url), check=True, capture_output=True, timeout=120)
    one, other = (files(folder) for folder in folders)
    assert len(one) > 100
    assert one == other
