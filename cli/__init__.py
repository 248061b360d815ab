"""The door: one thin module a group of verbs. Exit codes: 0 good, 1 a problem or an alarm, 2 usage or configuration."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the console script ``stellenmarkt``."""
    from cli.app import run

    sys.exit(run(sys.argv[1:]))
