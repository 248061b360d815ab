"""The child process: what a second visit costs, what remains after TERM and KILL, what is never fetched."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import Harvest, History, Verdict
from spiders.detecting import detect_job, detections
from spiders.detection import Target
from spiders.manners import is_private_literal
from tests.spiders.portal import HTML, Answer, Portals, crawl, job, listing, write_job

COUNT = 30


@pytest.fixture
def portals() -> Iterator[Portals]:
    found = Portals()
    yield found
    found.close()


def stock(*, etag: bool, slow: bool = False):
    paths = [f"/stellen/stelle-{n}" for n in range(101, 101 + COUNT)]

    def script(request) -> Answer:
        if request.path == "/stellen/":
            tag = '"liste-1"'
            if etag and request.headers.get("If-None-Match") == tag:
                return 304, {}, b""
            return 200, {**HTML, **({"ETag": tag} if etag else {})}, listing(*paths)
        if slow:
            time.sleep(0.3)
        return (200, HTML, job(f"Stelle {request.path[-3:]}")) if request.path in paths else (404, HTML, b"")
    return script


def sitemap(request) -> Answer:
    rows = "".join(f"<url><loc>/stellen/stelle-{n}</loc><lastmod>2026-02-{n % 28 + 1:02}</lastmod></url>" for n in range(101, 101 + COUNT))
    if request.path == "/sitemap.xml":
        return 200, {"Content-Type": "application/xml"}, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
    return (200, HTML, job(f"Stelle {request.path[-3:]}")) if request.path.startswith("/stellen/") else (404, HTML, b"")


def again(harvest: Harvest) -> dict[str, object]:
    return {"markers": harvest.markers, "known": {p.external_id: p.url for p in harvest.postings}}


def test_an_unchanged_second_visit_is_cheap(portals: Portals, tmp_path: Path) -> None:
    portals.add("tagged", stock(etag=True))
    portals.add("mapped", sitemap)
    sources = {"tagged": portals.source("tagged"), "mapped": portals.source("mapped", portal=portals.bases["mapped"] + "/sitemap.xml")}
    first = crawl(tmp_path / "1", [{"run": f"a-{key}", "source": source} for key, source in sources.items()])
    assert {key: (len(h.postings), h.paging_ended) for key, h in first.items()} == {"tagged": (COUNT, True), "mapped": (COUNT, True)}
    second = crawl(tmp_path / "2", [{"run": f"b-{key}", "source": source, **again(first[key])} for key, source in sources.items()])
    assert second["tagged"].unchanged
    assert second["tagged"].traffic.requests == 1
    assert not second["mapped"].unchanged
    assert second["mapped"].traffic.requests <= 1 + COUNT // 10
    assert {item.external_id for item in second["mapped"].listed} == {str(n) for n in range(101, 101 + COUNT)}
    assert second["mapped"].paging_ended
    changed = sources["tagged"] | {"filter": {"words": ["Stelle 105"]}}
    third = crawl(tmp_path / "3", [{"run": "c-tagged", "source": changed, **again(first["tagged"])}])
    assert [posting.title for posting in third["tagged"].postings] == ["Stelle 105"], "another configuration reads all anew"


def test_a_partial_visit_never_leads_to_unchanged(portals: Portals, tmp_path: Path) -> None:
    whole = stock(etag=True)
    portals.add("tagged", lambda request: (500, HTML, b"") if request.path.endswith("-107") else whole(request))
    first = crawl(tmp_path / "1", [{"run": "a", "source": portals.source("tagged")}])["tagged"]
    assert first.traffic.detail_failures == 1
    second = crawl(tmp_path / "2", [{"run": "b", "source": portals.source("tagged"), **again(first)}])["tagged"]
    assert not second.unchanged
    assert len(second.listed) == COUNT


def start(file: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-m", "spiders.crawl", str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "started"
    return process


def wait_for(true, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def test_term_leaves_what_was_read_and_kill_leaves_nothing(portals: Portals, tmp_path: Path) -> None:
    portals.add("slow", stock(etag=False, slow=True))
    for sign, expected in ((signal.SIGTERM, ["r.json"]), (signal.SIGKILL, [])):
        folder = tmp_path / str(sign)
        asked = len(portals.asked["slow"])
        process = start(write_job(folder, [{"run": "r", "source": portals.source("slow")}]))
        wait_for(lambda asked=asked: len(portals.asked["slow"]) >= asked + 9)  # four are asked side by side
        process.send_signal(sign)
        process.communicate(timeout=20)
        assert [path.name for path in folder.iterdir() if path.name != "job.json"] == expected
        if expected:
            harvest = Harvest.model_validate_json((folder / "r.json").read_bytes())
            assert harvest.finish_reason != "finished"
            assert not harvest.paging_ended
            assert 0 < len(harvest.postings) < COUNT


#: A fault in the visit to "one", met only when its process is asked to end.
FAILS_AT_ITS_END = """
import sys
from spiders.visit import Visit
closing = Visit.closing
def failing(visit, reason):
    if reason == "shutdown" and visit.source.key == "one":
        raise RuntimeError("a fault of this visit")
    return closing(visit, reason)
Visit.closing = failing
from spiders.crawl import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_visit_that_cannot_leave_what_it_read_costs_no_other(portals: Portals, tmp_path: Path) -> None:
    for name in ("one", "other"):
        portals.add(name, stock(etag=False, slow=True))
    file = write_job(tmp_path, [{"run": run, "source": portals.source(name)} for run, name in (("r", "one"), ("s", "other"))])
    process = subprocess.Popen([sys.executable, "-c", FAILS_AT_ITS_END, str(file)], stdout=subprocess.DEVNULL)
    wait_for(lambda: all(len(portals.asked[name]) >= 9 for name in ("one", "other")))
    process.terminate()
    assert process.wait(20) == 0
    assert not (tmp_path / "r.json").exists()
    assert Harvest.model_validate_json((tmp_path / "s.json").read_bytes()).postings


#: Asks its own process to end as soon as a step of the beginning is reached.
ENDS_AT = """
import os, signal, sys
import scrapy.core.engine, scrapy.crawler
module, name, method = sys.argv[1].rsplit(".", 2)
place = getattr(sys.modules[module], name)
step = getattr(place, method)
def ending(*arguments, **options):
    os.kill(os.getpid(), signal.SIGTERM)
    return step(*arguments, **options)
setattr(place, method, ending)
from spiders.crawl import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize(("step", "asked"), [
    ("scrapy.crawler.AsyncCrawlerProcess.start", False), ("scrapy.crawler.Crawler._create_engine", False), ("scrapy.core.engine.ExecutionEngine.open_spider_async", False),
    ("scrapy.core.engine.ExecutionEngine.start_async", False), ("scrapy.core.engine.ExecutionEngine.crawl", True)])
def test_term_ends_a_child_at_any_step(portals: Portals, tmp_path: Path, step: str, asked: bool) -> None:
    """Also while its engine only starts, and while a portal does not answer. Who was not asked yet is put off, not judged."""
    portals.add("silent", lambda _request: time.sleep(30))
    file = write_job(tmp_path / "job", [{"run": "r", "source": portals.source("silent")}, {"run": "s", "source": portals.source("silent")}], timeout=60)
    process = subprocess.Popen([sys.executable, "-c", ENDS_AT, step, str(file)], stdout=subprocess.PIPE, text=True)
    said = [json.loads(line)["event"] for line in process.communicate(timeout=25)[0].splitlines()]
    assert process.returncode == 0
    left = {path.name: Harvest.model_validate_json(path.read_bytes()).finish_reason for path in (tmp_path / "job").glob("[rs].json")}
    assert (said, left) == ((["started", "finished"], {"r.json": "shutdown"}) if asked else (["put_off"], {}))


def test_term_leaves_what_detection_knows(portals: Portals, tmp_path: Path) -> None:
    portals.add("silent", lambda request: (404, HTML, b"") if request.path == "/robots.txt" else time.sleep(30))
    job_file = tmp_path / "job.json"
    target = Target(key="m", url=portals.bases["silent"] + "/")
    job_file.write_text(json.dumps(detect_job([target], tmp_path, contact="test@example.org", delay=0, allow_private=True, today=date(2026, 3, 16), timeout=60)))
    process = subprocess.Popen([sys.executable, "-m", "spiders.crawl", str(job_file)], stdout=subprocess.DEVNULL)
    wait_for(lambda: len(portals.asked["silent"]) > 1)
    process.terminate()
    assert process.wait(10) == 0
    (found,) = detections(tmp_path, [target])
    assert not found.proven


def test_a_child_never_outlives_its_parent(portals: Portals, tmp_path: Path) -> None:
    portals.add("slow", stock(etag=False, slow=True))
    file = write_job(tmp_path / "job", [{"run": "r", "source": portals.source("slow")}])
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-m', 'spiders.crawl', {str(file)!r}]); print(p.pid, flush=True); p.wait()"
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    wait_for(lambda: len(portals.asked["slow"]) >= 3)
    parent.kill()
    parent.communicate()

    def ended() -> bool:
        try:
            return Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            return True

    wait_for(ended)


def test_private_addresses_are_not_visited(portals: Portals, tmp_path: Path) -> None:
    base = portals.add("good", stock(etag=False))
    port = base.rsplit(":", 1)[1]
    name = socket.gethostname()
    visits = [{"run": f"r{n}", "source": portals.source("good", key=f"s{n}", portal=f"http://{host}:{port}/stellen/")}
              for n, host in enumerate(("127.0.2.1", "localhost", "[::1]", "2130706433", name))]
    for harvest in crawl(tmp_path, visits, allow_private=False).values():
        assert {problem.code for problem in harvest.problems} == {"private_address"}, harvest.problems
        assert harvest.traffic.list_failures == 1
    assert not portals.asked["good"]


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:10.0.0.1", "[fe80::1%eth0]", "0x7f000001", "127.1", "metadata.internal", "224.0.0.1"])
def test_private_in_any_notation(host: str) -> None:
    assert is_private_literal(host)


@pytest.mark.parametrize("host", ["www.example.org", "93.184.216.34", "[2606:4700::1111]", "localhost.example.org"])
def test_public_hosts(host: str) -> None:
    assert not is_private_literal(host)


def test_a_process_that_grows_too_large_ends_its_visits(portals: Portals, tmp_path: Path) -> None:
    portals.add("slow", stock(etag=False, slow=True))
    harvest = crawl(tmp_path, [{"run": "r", "source": portals.source("slow")}], memory_mb=20)["slow"]
    assert (harvest.finish_reason, harvest.paging_ended) == ("memory_limit", False)
    assert judge(harvest, History()).verdict is not Verdict.COMPLETE


def test_visits_that_no_longer_fit_into_the_time_of_a_process_are_put_off(portals: Portals, tmp_path: Path) -> None:
    portals.add("slow", stock(etag=False, slow=True))
    visits = [{"run": f"r{n}", "source": portals.source("slow", key=f"s{n}")} for n in range(3)]
    file = write_job(tmp_path, visits, seconds=2)
    done = subprocess.run([sys.executable, "-m", "spiders.crawl", str(file)], capture_output=True, text=True, timeout=60, check=True)
    events = [(event["source"], event["event"]) for event in map(json.loads, done.stdout.splitlines()) if event["event"] != "reading"]
    assert events == [("s0", "started"), ("s0", "finished"), ("s1", "put_off"), ("s2", "put_off")]
    harvest = Harvest.model_validate_json((tmp_path / "r0.json").read_bytes())
    assert (harvest.finish_reason, harvest.paging_ended) == ("closespider_timeout", False)


def test_no_contact_no_crawl(tmp_path: Path) -> None:
    file = write_job(tmp_path, [], contact="")
    done = subprocess.run([sys.executable, "-m", "spiders.crawl", str(file)], capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert "STELLENMARKT_CONTACT" in done.stderr


def test_a_source_that_cannot_be_begun_is_a_failed_visit(portals: Portals, tmp_path: Path) -> None:
    portals.add("good", stock(etag=False))
    found = crawl(tmp_path, [{"run": "a", "source": portals.source("good", platform="gibt-es-nicht", key="odd")}, {"run": "b", "source": portals.source("good")}])
    assert found["odd"].finish_reason == "not_started"
    assert len(found["good"].postings) == COUNT


def test_a_list_asked_by_post_is_paged_to_its_end(portals: Portals, tmp_path: Path) -> None:
    hashes = [f"{n:040x}" for n in range(1, 231)]

    def script(request) -> Answer:
        kind = {"Content-Type": "application/json"}
        if request.command == "POST":
            asked = json.loads(request.rfile.read(int(request.headers["Content-Length"])))["page"]
            part = hashes[asked["offset"] : asked["offset"] + asked["num"]]
            rows = [{"title": f"Stelle {h[-3:]}", "url": f"https://jobs.example.org/jobposting/{h}", "hash": h, "modifiedOn": "2026-03-01"} for h in part]
            return 200, kind, json.dumps({"jobPostings": rows, "page": {**asked, "total": len(hashes)}}).encode()
        if request.path.startswith("/jobposting/"):
            return 200, kind, json.dumps({"title": "Stelle", "content": {"html": {"rendered": "<p>Text</p>"}}}).encode()
        return 404, HTML, b""

    base = portals.add("bite", script)
    source = portals.source("bite", platform="bite", api_base=base, params={"key": "a" * 40})
    first = crawl(tmp_path / "1", [{"run": "a", "source": source}])["bite"]
    assert (len(first.postings), first.total, first.paging_ended, first.problems) == (230, 230, True, [])
    second = crawl(tmp_path / "2", [{"run": "b", "source": source, **again(first)}])["bite"]
    assert len(second.listed) == 230
    assert second.traffic.requests <= first.traffic.requests / 10
