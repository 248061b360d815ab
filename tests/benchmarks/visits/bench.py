"""What a visit costs: requests, bytes and CPU of a first visit and of a second one to a portal that did not change.

``python -m tests.benchmarks.visits.bench [--count 230] [PLATFORM ...]``. CPU is that of the crawl process alone, less what a
visit to a portal without vacancies costs (start-up, imports, two requests); the portals run in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.model import Harvest
from spiders.samples.portal import PLATFORMS, SamplePortal, variants

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def crawl(visits: list[dict[str, Any]]) -> tuple[Harvest | None, float]:
    """The harvest of the first visit, and CPU seconds of the process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps({"spool": folder, "contact": "bench@example.org", "delay": 0, "allow_private": True, "now": NOW.isoformat(), "visits": visits}))
        process = subprocess.Popen([sys.executable, "-m", "spiders.crawl", str(file)], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"the crawl process ended with {process.returncode}"
        made = Path(folder) / "r.json"
        return Harvest.model_validate_json(made.read_bytes()) if made.exists() else None, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=230)
    parser.add_argument("platforms", nargs="*", default=list(PLATFORMS))
    options = parser.parse_args()
    with SamplePortal("softgarden", 0, NOW) as nothing:
        empty = min(crawl([{"run": "r", "source": nothing.source()}])[1] for _ in range(3))
    print(f"{options.count} vacancies; a visit to a portal without any costs {empty:.2f} s CPU\n")
    print(f"{'platform':<24}{'requests':>9}{'again':>7}{'share':>7}{'kB':>8}{'again':>7}{'CPU s':>8}{'again':>7}{'share':>7}")
    for platform, variant in ((p, v) for p in options.platforms for v in variants(p)):
        with SamplePortal(platform, options.count, NOW, variant=variant) as portal:
            source = portal.source()
            first, cpu = crawl([{"run": "r", "source": source}])
            assert first is not None
            asked = len(portal.requests)
            again, cpu_again = crawl([{"run": "r", "source": source, "markers": first.markers, "known": {p.external_id: p.url for p in first.postings}}])
            assert again is not None
            asked_again = len(portal.requests) - asked
        costs = cpu - empty, max(0.0, cpu_again - empty)
        print(f"{platform + ('/' + variant if variant else ''):<24}{asked:>9}{asked_again:>7}{asked_again / asked:>7.1%}{first.traffic.bytes // 1000:>8}{again.traffic.bytes // 1000:>7}"
              f"{costs[0]:>8.2f}{costs[1]:>7.2f}{costs[1] / max(costs[0], 0.001):>7.0%}", flush=True)


if __name__ == "__main__":
    main()
