"""A small portal on loopback for faults: each host 127.0.2.N answers after its own script."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pipeline.model import Harvest

#: status, headers, body; None hangs up without an answer.
Answer = tuple[int, dict[str, str], bytes] | None
Script = Callable[[BaseHTTPRequestHandler], Answer]
HTML = {"Content-Type": "text/html; charset=utf-8"}


def job(title: str, **more: object) -> bytes:
    record = {"@type": "JobPosting", "title": title, "description": "<p>Text für die Stelle.</p>", "datePosted": "2026-03-02", **more}
    return f'<html><body><h1>{title}</h1><script type="application/ld+json">{json.dumps(record)}</script></body></html>'.encode()


def listing(*paths: str, more: str = "") -> bytes:
    return ("<html><body><h1>Stellen</h1>" + "".join(f'<a href="{p}">Stelle</a>' for p in paths) + more + "</body></html>").encode()


class Portals:
    """``add(key, script)`` opens a portal; ``visit`` crawls them all in one child process."""

    def __init__(self) -> None:
        self.servers: list[ThreadingHTTPServer] = []
        self.bases: dict[str, str] = {}
        self.asked: dict[str, list[tuple[str, str, dict[str, str]]]] = {}

    def add(self, key: str, script: Script) -> str:
        asked = self.asked.setdefault(key, [])

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked.append((self.command, self.path, dict(self.headers)))
                answer = script(self)
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                try:
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # the visitor hung up: too large, too slow
                    self.close_connection = True
                    return
                self.close_connection = "Connection" in headers

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer((f"127.0.2.{len(self.servers) + 1}", 0), Handler)
        server.daemon_threads = True
        self.servers.append(server)
        self.bases[key] = f"http://{server.server_address[0]}:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self.bases[key]

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def paths(self, key: str) -> list[str]:
        return [path for _, path, _ in self.asked[key]]

    def source(self, key: str, /, **more: object) -> dict[str, object]:
        return {"key": key, "member": key, "employer": "Beispiel-IT", "portal": f"{self.bases[key]}/stellen/", "platform": "jsonld", **more}


def write_job(folder: Path, visits: list[dict[str, Any]], **more: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "job.json"
    file.write_text(json.dumps({"spool": str(folder), "contact": "redaktion@example.org", "delay": 0, "allow_private": True, "now": "2026-03-02T08:00:00+00:00",
                                "visits": visits, **more}))
    return file


def crawl(folder: Path, visits: list[dict[str, Any]], **more: object) -> dict[str, Harvest]:
    """Run the child process to its end; the harvests by source."""
    file = write_job(folder, visits, **more)
    done = subprocess.run([sys.executable, "-m", "spiders.crawl", str(file)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    for line in done.stdout.splitlines():
        assert set(json.loads(line)) == {"source", "event", "requests", "postings"}
    found = [Harvest.model_validate_json(file.read_bytes()) for file in folder.glob("*.json") if file.name != "job.json"]
    assert len(found) == len(visits)
    return {harvest.source: harvest for harvest in found}
