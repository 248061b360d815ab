"""What accessibility and HTML checkers say of every kind of page, in a real browser over real HTTP: nothing."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import update

from pipeline.model import Query
from render.auth import hash_password
from render.publish import publish
from render.site import Site
from store import Store, connect
from store.schema import vacancies
from tests.bulk import fill, houses
from tests.conftest import NOW, made_once, tool
from tests.making import DAY, MEMBER, OTHER, harvest, posting
from tests.render.serving import serving

ROOT = Path(__file__).parents[2]
SITE = Site("https://stellen.example.org", impressum_url="https://example.org/impressum", datenschutz_url="https://example.org/datenschutz", editor_mail="redaktion@example.org",
            users={role: hash_password("text") for role in ("redaktion", "betrieb")})
FILTERED = "/?q=administration&ort=K%C3%B6ln&umkreis=50&land=DE-NW&fach=operations&fach=networks&ab=EG+9b&unbefristet=1&homeoffice=teilweise&sortierung=frist"


def packages() -> Path:
    """What package.json names, in node_modules; installed where it is missing, nothing but files: no script runs, no browser is fetched."""
    npm = tool("npm")
    folder = ROOT / "node_modules"
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    with FileLock(ROOT / ".npm.lock"):
        present = {name: json.loads(file.read_text(encoding="utf-8"))["version"] for name in wanted if (file := folder / name / "package.json").is_file()}
        if present != wanted:
            done = subprocess.run([npm, "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
                                  env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"})
            if done.returncode and os.environ.get("STELLENMARKT_REQUIRE_TOOLS"):
                pytest.fail(f"npm install failed: {done.stderr[-2000:]}")
            if done.returncode:
                pytest.skip(f"npm install failed: {done.stderr[-300:]}")
    return folder


def audit(pages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What ``audit.mjs`` finds on each page."""
    packages()
    task = {"executable": tool("chromium"), "pages": pages}
    done = subprocess.run([tool("node"), str(Path(__file__).parent / "audit.mjs")], input=json.dumps(task), capture_output=True, text=True, timeout=600, check=False, env={**os.environ, "CHROME_PATH": tool("chromium")})
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return answer


def stocked(file: Path, count: int) -> Store:
    """A store with so many open vacancies, read a moment ago."""
    store = connect(f"sqlite:///{file}")
    fill(store, count)
    return store


def closed(store: Store, name: str) -> str:
    with store.write() as connection:
        connection.execute(update(vacancies).where(vacancies.c.id == name).values(closed_at=NOW - 3 * DAY, valid_through=None))
    return name


def login(role: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{role}:text".encode()).decode()}


#: Each kind of page once: name -> number of open vacancies, path; lists with no, one, 50 and 2,000 results.
PAGES = {
    "list of none": (0, "/"), "list of one": (1, "/"), "list of 50": (50, "/"), "list of 2000": (2000, "/"), "last page": (2000, "/?seite=34"), "filtered": (2000, FILTERED),
    "nothing found": (2000, "/?q=gibtesnicht&land=DE-BY&unbefristet=1"), "longest title": (2000, "/stelle/v000000001"), "rich vacancy": (2000, "/stelle/{rich}"), "closed vacancy": (2000, "/stelle/{closed}"),
    "members": (50, "/mitglieder"), "feeds": (50, "/feeds"), "status": (50, "/status"), "status of nobody": (0, "/status"), "visit": (50, "/status/besuch/{run}"), "not found": (50, "/nirgends"),
    "bad parameter": (50, "/?neu=quatsch"), "redaktion": (50, "/redaktion"), "betrieb": (50, "/betrieb"),
}
#: Of the static site what differs from the above.
STATIC = {"static list": "/", "static list of one state": "/liste/land/DE-NW/", "static vacancy": "/stelle/{rich}/", "static members": "/mitglieder/", "static feeds": "/feeds/", "static status": "/status/"}
#: These are looked at by Lighthouse too.
DEEP = ("list of 50", "rich vacancy")
COUNTS = (0, 1, 50, 2000)
#: A page with a fault for each checker, to see that they look.
FAULTY = "<!DOCTYPE html><html><title>x</title><p style='width:2000px;color:#eee'>grau<p><form></p></html>"


def audited(folder: Path) -> dict[str, dict[str, Any]]:
    """Name of the page -> what the checkers say of it; all in one browser."""
    with ExitStack() as stack:
        stores = {count: stocked(folder / f"{count}.sqlite", count) for count in COUNTS}
        for store in stores.values():
            stack.callback(store.close)
        members = {member.key: member for member in (*houses(2), MEMBER, OTHER)}
        stores[50].sync_members([*houses(60), MEMBER, OTHER])
        stores[50].decide(harvest([posting("a"), posting("b", valid_through="2026-04-20")], at=NOW), MEMBER, NOW)
        shown = stores[2000].search(Query(today=NOW.date(), page_size=1000)).vacancies
        rich = max(shown, key=lambda v: len(v.model_dump_json(exclude_defaults=True)))
        names = {"rich": rich.id, "closed": closed(stores[2000], shown[-1].id), "run": stores[50].runs()[0].id}
        urls = {count: stack.enter_context(serving(store, SITE, members, clock=lambda: NOW)) for count, store in stores.items()}
        asked = {name: {"url": urls[count] + path.format(**names), "deep": name in DEEP, "headers": login(name) if name in ("redaktion", "betrieb") else {}} for name, (count, path) in PAGES.items()}
        publish(stores[2000], SITE, folder / "public", NOW)
        (folder / "faulty").mkdir()
        (folder / "faulty" / "index.html").write_text(FAULTY, encoding="utf-8")
        static, faulty = (stack.enter_context(serving_files(folder / name)) for name in ("public", "faulty"))
        asked |= {name: {"url": static + path.format(**names)} for name, path in STATIC.items()} | {"faulty": {"url": f"{faulty}/"}}
        found = audit(list(asked.values()))
        return {name: found[str(one["url"])] for name, one in asked.items()}


@contextmanager
def serving_files(folder: Path) -> Iterator[str]:
    """A plain file server on a port of its own; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    for name in ("chromium", "node", "npm"):
        tool(name)
    return made_once(tmp_path_factory, "audit", lambda: audited(tmp_path_factory.mktemp("audit")))


@pytest.mark.browser
@pytest.mark.timeout(700)
@pytest.mark.parametrize("name", [*PAGES, *STATIC])
def test_checkers_find_nothing(findings: dict[str, dict[str, Any]], name: str) -> None:
    """axe in light and dark, HTML CodeSniffer (pa11y), html-validate, nothing wider than 320 px."""
    assert {checker: said for checker in ("axe", "html", "layout", "pa11y") if (said := findings[name][checker])} == {}


@pytest.mark.browser
@pytest.mark.timeout(700)
def test_checkers_see_faults(findings: dict[str, dict[str, Any]]) -> None:
    found = findings["faulty"]
    assert {rule.split(": ")[1] for rule in found["axe"]} >= {"html-has-lang", "color-contrast"}
    assert any("close-order" in said or "no-implicit-close" in said for said in found["html"])
    assert [said.partition(":")[0] for said in found["layout"]] == ["1280", "320"]
    assert any("H57" in said for said in found["pa11y"])


@pytest.mark.browser
@pytest.mark.timeout(700)
@pytest.mark.parametrize("name", DEEP)
def test_lighthouse_gives_a_hundred_four_times(findings: dict[str, dict[str, Any]], name: str) -> None:
    found = findings[name]
    assert (found["lighthouse"], found["low"]) == ({"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}, [])
