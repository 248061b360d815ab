"""``python -m spiders.samples``: the sample portals as a process of their own, until it is asked to end."""

from __future__ import annotations

import argparse
import json
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

from spiders.crawl import die_with_parent
from spiders.samples.server import SamplePortals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--now", type=datetime.fromisoformat, default=None, help="the instant as of which the portals speak")
    parser.add_argument("--write-members", type=Path)
    parser.add_argument("--write-truth", type=Path)
    options = parser.parse_args()
    die_with_parent()
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    with SamplePortals(options.now or datetime.now(UTC), port=options.port) as portals:
        if options.write_members:
            options.write_members.write_text(portals.members_toml(), encoding="utf-8")
        if options.write_truth:
            options.write_truth.write_text(json.dumps(portals.truth(), ensure_ascii=False, indent=1), encoding="utf-8")
        print(json.dumps({"event": "ready", "port": portals.port}), flush=True)
        stop.wait()


if __name__ == "__main__":
    main()
