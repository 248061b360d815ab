"""``make audit``: do the locked dependencies have known vulnerabilities? 1 where one has, 0 where none has or nobody could be asked."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: Seconds for one answer, and for all.
ANSWER, ALL = 15, 300


def vulnerable(report: dict[str, Any]) -> list[str]:
    """One line for each package that has a known vulnerability, from pip-audit's report."""
    return [f"{package['name']} {package['version']}: {', '.join(one['id'] for one in package['vulns'])}"
            + (f" (mended in {', '.join(dict.fromkeys(fix for one in package['vulns'] for fix in one['fix_versions']))})" if any(one["fix_versions"] for one in package["vulns"]) else "")
            for package in report.get("dependencies", []) if package.get("vulns")]


def unknown(report: dict[str, Any]) -> list[str]:
    """The packages that the collection did not answer for. A mirror that knows no vulnerabilities answers for none, and pip-audit calls that good."""
    return [f"{package['name']}" for package in report.get("dependencies", []) if "skip_reason" in package]


def asked(lock: Path, folder: Path) -> dict[str, Any] | None:
    """pip-audit's report on a lock; None where it could not ask."""
    target = folder / "report.json"
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip", "--timeout", str(ANSWER), "--progress-spinner", "off", "--format", "json", "--output", str(target)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=ALL, check=False)  # noqa: S603  our own words
    except subprocess.TimeoutExpired:
        print(f"{lock.name}: no answer within {ALL} seconds", file=sys.stderr)
        return None
    try:
        report: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        print(f"{lock.name}: {(done.stderr.strip().splitlines() or ['no answer'])[-1][:300]}", file=sys.stderr)
        return None
    return report


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        reports = {name: asked(ROOT / name, Path(folder)) for name in ("requirements.lock", "requirements-dev.lock")}
    found = sorted({line for report in reports.values() if report for line in vulnerable(report)})
    for line in found:
        print(line)
    silent = sorted({name for report in reports.values() if report for name in unknown(report)})
    if unread := [name for name, report in reports.items() if report is None]:
        print(f"NOT AUDITED, the collection of known vulnerabilities is out of reach: {', '.join(unread)}")
    if silent:
        print(f"NOT AUDITED, nobody answered for {len(silent)} packages: {', '.join(silent[:5])}{' ...' if len(silent) > 5 else ''}")
    if not (found or unread or silent):
        print("no known vulnerability")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
