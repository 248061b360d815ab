"""Logs on standard error, as text or as JSON lines: with the run that a line is about, without passwords, persons, phones and mail addresses."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal

from cli import output
from pipeline.normalise.persons import without_persons

#: A run's name, as the scheduler makes it.
_RUN = re.compile(r"\b\d{8}T\d{6}-[a-z0-9](?:[\w-]|\.(?!json\b|snapshot\b|log\b|warc\b))*", re.ASCII)
#: What stands between scheme and host of an address.
_USERINFO = re.compile(r"(?<=://)[^\s/@]{1,400}(?:/[^\s/@]{0,200}){0,3}@")
_SECRET = re.compile(r"(?i)\b(basic|bearer)\s+[a-z0-9+/=._~-]{6,}|\bscrypt-[0-9a-f-]+|\b(pass(?:word|wort)?|token|key|secret)=[^\s&]+")
#: Longer messages are cut: an error may repeat a whole page.
MOST = 4000
#: It writes addresses with their passwords; what could not be sent is told by us.
_TALKATIVE = ("apprise",)


def clean(text: str) -> str:
    """``text`` without secrets and personal data, cut to what a line of a log may have."""
    cut = text if len(text) <= MOST else f"{text[:MOST]} … ({len(text)} characters)"
    return without_persons(_SECRET.sub("[…]", _USERINFO.sub("[…]@", cut)))


class Lines(logging.Formatter):
    """One line a record; a traceback follows in text and is a field in JSON."""

    def __init__(self, form: Literal["text", "json"]) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        message, at = clean(record.getMessage()), datetime.fromtimestamp(record.created, UTC)
        run = getattr(record, "run", None) or next(iter(_RUN.findall(message)), None)
        error = clean(self.formatException(record.exc_info)) if record.exc_info and record.exc_info[0] else ""
        if self.form == "json":
            line = {"time": at.isoformat(timespec="milliseconds"), "level": record.levelname.lower(), "logger": record.name, "run": run, "message": message, "error": error or None}
            return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)
        about = f" [{run}]" if run and run not in message else ""
        return f"{at:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {record.name}: {message}{about}" + (f"\n{error}" if error else "")


def set_up(form: Literal["text", "json"]) -> None:
    """Log from now on; once in a process. Where programs read lines, remarks on standard error are lines too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("stellenmarkt").setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if form == "json":
        output.remark = logging.getLogger("stellenmarkt").info
