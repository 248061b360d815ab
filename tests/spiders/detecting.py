"""Runs detection as the program does: one child process for all targets, real HTTP on loopback."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from spiders.detecting import detect_job, detections
from spiders.detection import Detection, Target

TODAY = date(2026, 3, 16)


def detect(folder: Path, *targets: Target | str, today: date = TODAY) -> list[Detection]:
    """What comes of ``targets`` (addresses will do)."""
    folder.mkdir(parents=True, exist_ok=True)
    known = [Target(url=target) if isinstance(target, str) else target for target in targets]
    file = folder / "job.json"
    file.write_text(json.dumps(detect_job(known, folder, contact="redaktion@example.org", delay=0, allow_private=True, today=today, timeout=5)))
    done = subprocess.run([sys.executable, "-m", "spiders.crawl", str(file)], capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return detections(folder, known)
