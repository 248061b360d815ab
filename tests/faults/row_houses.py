"""Portals of several members on two addresses, for tests on other networks: ``python -m tests.faults.row_houses LOG PORT ADDRESS...``.

Each address serves any number of members, each with three jobs; an answer takes a fifth of a second. A line in LOG says of each request which
address it was for, who asked, and when it began and ended.
"""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.spiders.portal import job, listing

TITLES = ("Netzwerkadministration", "Sachbearbeitung Finanzen", "Koordination Geodaten")


def page(path: str) -> bytes | None:
    """/N/stellen/ is the list of member N, /N/stellen/stelle-K one of its jobs."""
    parts = path.split("/")
    if len(parts) != 4 or not parts[1].isdigit():
        return None
    if not parts[3]:
        return listing(*(f"/{parts[1]}/stellen/stelle-{number}" for number in range(len(TITLES))))
    return job(f"{TITLES[int(parts[3][-1])]} Haus {parts[1]} (m/w/d)")


def main() -> None:
    log, port, *addresses = sys.argv[1:]
    file, lock = Path(log).open("a", encoding="utf-8"), threading.Lock()  # noqa: SIM115  until we are ended

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            begun, body = time.monotonic(), page(self.path)
            time.sleep(0.2)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            # Before the answer: whoever has it may ask again at once.
            with lock:
                file.write(f"{self.server.server_address[0]} {self.client_address[0]} {begun} {time.monotonic()} {self.path}\n")
                file.flush()
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    servers = [ThreadingHTTPServer((address, int(port)), Handler) for address in addresses]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    servers[0].serve_forever()


if __name__ == "__main__":
    main()
