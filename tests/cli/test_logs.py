"""Logs: text and JSON, with runs, without secrets and persons."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cli.logs import MOST, Lines, clean


def record(message: str, *arguments: object, error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("stellenmarkt.scheduler", logging.ERROR, __file__, 1, message, arguments, (type(error), error, error.__traceback__) if error else None)
    made.__dict__.update(extra)
    made.created = 1773651600.25
    return made


def test_a_line_says_which_run_it_is_about() -> None:
    text, lines = Lines("text"), Lines("json")
    waits = record("harvest %s waits in the spool: %s", "20260316T090000-dataport.2-7.json", "busy")
    assert text.format(waits) == "2026-03-16T09:00:00Z ERROR stellenmarkt.scheduler: harvest 20260316T090000-dataport.2-7.json waits in the spool: busy"
    assert json.loads(lines.format(waits)) == {
        "time": "2026-03-16T09:00:00.250+00:00", "level": "error", "logger": "stellenmarkt.scheduler", "run": "20260316T090000-dataport.2-7",
        "message": "harvest 20260316T090000-dataport.2-7.json waits in the spool: busy"}
    named = record("visit: complete", run="20260316T090000-nord-1")
    assert text.format(named).endswith("visit: complete [20260316T090000-nord-1]")
    assert json.loads(lines.format(named))["run"] == "20260316T090000-nord-1"
    assert "run" not in json.loads(lines.format(record("tick failed")))


def test_an_error_stays_one_json_line() -> None:
    made = record("harvest", error=ValueError("Fragen an Frau Muster, Tel. 0000 12345\nzweite Zeile"))
    line = Lines("json").format(made)
    assert "\n" not in line
    assert "ValueError" in json.loads(line)["error"]
    for hidden in ("Muster", "12345"):
        assert hidden not in line
        assert hidden not in Lines("text").format(made)


@pytest.mark.parametrize(("text", "hidden"), [
    ("Unsupported URL: mailtos://stellen:gehe/im!@mail.example.org?to=b@example.org", ["gehe", "im!", "b@example.org"]),
    ("the database postgresql://stellen:pa55@db.example.org/x cannot be opened", ["pa55"]),
    ("Authorization: Basic YmV0cmllYjpnZWhlaW0=", ["YmV0cmll"]), ("users betrieb:scrypt-00aa-bb11", ["00aa"]), ("https://ping.example.org/?token=abc123&x=1", ["abc123"]),
    ("Ihre Ansprechpartnerin: Frau Erika Muster, erika.muster@example.org, Tel. 0000/1234-56", ["Muster", "erika", "1234"])])
def test_secrets_and_persons_stay_out(text: str, hidden: list[str]) -> None:
    cleaned = clean(text)
    assert not [word for word in hidden if word in cleaned], cleaned
    assert "[…]" in cleaned


def test_what_is_no_secret_stays() -> None:
    for text in ("https://jobs.example.org/stellen?id=4711 answers 503", "the lease of elbtal ran out at 2026-03-16T09:00:00+00:00", "stellenmarkt members detect elbtal --write"):
        assert clean(text) == text
    assert len(clean("x" * 1_000_000)) < MOST + 50
    start = time.perf_counter()
    clean("://" + "a" * 500_000)
    clean("http://" + "a/" * 250_000)
    assert time.perf_counter() - start < 1


def test_a_server_logs_json_lines_only_and_no_passwords(tmp_path: Path) -> None:
    """``serve`` with a misspelt address of a mail, asked with a wrong password."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "members.toml").write_text('[elbtal]\nname = "IT-Verbund Elbtal AöR"\nshort_name = "ITV Elbtal"\nportal = "https://jobs.example.org/"\nplatform = "jsonld"\nenabled = true\n', encoding="utf-8")
    env = {key: value for key, value in os.environ.items() if not key.startswith("STELLENMARKT_")}
    env |= {"STELLENMARKT_DATA": str(tmp_path / "data"), "STELLENMARKT_MEMBERS": str(tmp_path / "members.toml"), "STELLENMARKT_LOG": "json", "PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "cli", "serve"], env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                    assert answer.status == 200
                    break
            except OSError:
                time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert out == ""
    lines = [json.loads(line) for line in err.splitlines() if not line.startswith(("/", "  "))]
    assert {"level": "info", "message": f"http://127.0.0.1:{port}"}.items() <= lines[0].items()
