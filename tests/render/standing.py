"""Two months of visits to many members in mixed states, written straight into the tables."""

import json
import random
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from pipeline.model import Acknowledged, LogLine, Problem, Snapshot, Traffic, Verdict
from spiders.records import keep, note
from store import Store
from store.schema import pairs, runs, sources, vacancies
from tests.conftest import NOW
from tests.making import DAY

#: What the last visits of some members brought; the others are read completely.
WRONG = {
    3: (Verdict.FAILED, Problem(code="http_status", message="answers 503 after 3 tries", where="https://haus3.example.org/"), 5),
    7: (Verdict.SUSPECT, Problem(code="implausible_count", message="3 posting(s) where about 41 are expected"), 2),
    11: (Verdict.DENIED, Problem(code="robots_denied", message="robots.txt of https://haus11.example.org does not allow /stellen"), 9),
    17: (Verdict.PARTIAL, Problem(code="total_not_reached", message="the portal counts 40, its list showed 31"), 0),
    23: (Verdict.FAILED, Problem(code="timeout", message="TimeoutError: 30 s", where="https://haus23.example.org/stellen"), 12),
    31: (Verdict.FAILED, Problem(code="certificate", message="the certificate has expired"), 1),
}


def at(day: int, number: int, visit: int) -> datetime:
    return NOW - day * DAY + timedelta(hours=6 * visit - 20, minutes=number)


def fill_runs(store: Store, members: int = 60, days: int = 60, a_day: int = 4) -> str:
    """The id of a failed visit. Member 40 has nothing and a person confirmed it, 23 is acknowledged, 3 and 41 are muted."""
    dice, rows, states = random.Random(5), [], []
    for number in range(members):
        key, base = f"haus{number}", dice.randrange(5, 60)
        verdict, problem, broken = WRONG.get(number, (Verdict.COMPLETE, None, -1))
        for day in range(days - 1, -1, -1):
            for visit in range(a_day):
                is_wrong = problem is not None and (day < broken or (day, visit) == (broken, a_day - 1)) and not (broken == 0 and visit < a_day - 1)
                base = max(1, base + dice.choice([0, 0, 0, 0, 0, 1, -1]))
                whole = not is_wrong and (dice.random() >= 0.01 or day == 0)
                count = 0 if number == 40 else base if whole else 3
                began = at(day, number, visit)
                rows.append({
                    "id": f"{began:%Y%m%dT%H%M%S}-{key}-{day}{visit}", "source": key, "platform": "jsonld", "started_at": began, "finished_at": began, "verdict": Verdict.COMPLETE if whole else verdict if is_wrong else Verdict.PARTIAL,
                    "reasons": [json.loads(problem.model_dump_json())] if is_wrong and problem else [] if whole else [{"code": "list_failed", "message": "1 request(s) for the list failed", "where": None}],
                    "problems": [json.loads(problem.model_dump_json())] if is_wrong and problem else [], "postings": count if verdict is not Verdict.FAILED or whole else 0, "total": count if whole else None,
                    "new": dice.choice([0, 0, 0, 1]), "changed": dice.choice([0, 0, 2]), "missing": 0, "reopened": 0, "closed": dice.choice([0, 0, 1]),
                    "traffic": Traffic(requests=base + 3, responses=base + 3, list_failures=int(not whole), bytes=1_234_567, seconds=84.2).model_dump(), "coverage": coverage(number, day) if whole and visit == 0 and day % 20 == 0 else None})
        own = [row for row in rows if row["source"] == key]
        good = [row["started_at"] for row in own if row["verdict"] == Verdict.COMPLETE]
        states.append({"key": key, "member": key, "baseline": True, "failures": 0, "next_visit": NOW + timedelta(minutes=7 * number + 5), "last_run": own[-1]["started_at"], "last_success": max(good), "empty_confirmed": number == 40, "markers": {}, "lease_token": 1})
    with store.write() as connection:
        connection.execute(insert(runs), rows)
        connection.execute(insert(sources), states)
        ids = connection.execute(vacancies.select().with_only_columns(vacancies.c.id).order_by(vacancies.c.id).limit(20)).scalars().all()
        if len(ids) == 20:
            connection.execute(insert(pairs), [{"one": one, "other": other, "same": None, "score": 0.6, "why": "alike", "decided_at": NOW} for one, other in zip(ids[::2], ids[1::2], strict=True)])
    store.heartbeat(NOW - timedelta(seconds=20))
    store.acknowledge("haus23", Acknowledged(at=NOW - 2 * DAY, by="betrieb", note="Umzug ins neue Rechenzentrum, fertig am Freitag"))
    for key in ("haus3", "haus41"):
        store.mute(key, NOW.date() + 4 * DAY)
    return str(max((row for row in rows if row["source"] == "haus3"), key=lambda row: row["started_at"])["id"])


def coverage(number: int, day: int) -> dict[str, object]:
    pay = 0.92 if day or number % 5 else 0.0
    return {"read": 12, "shown": 40, "shares": {"portal.employer": 1.0, "portal.locations": 0.95, "portal.valid_through": 0.4, "facts.locations": 0.98, "facts.pay_grades": pay, "facts.remote": 0.5}}


def keep_evidence(folder: Path, run: str, shown: Snapshot, lines: list[LogLine]) -> None:
    """A log and a kept answer of ``run``."""
    for line in lines:
        note(folder, run, line.words, line.at, line.level)
    head = "".join(f"{name}: {value}\n" for name, value in shown.headers)
    keep(folder, run, f"GET {shown.url}\n{shown.status}\n{head}\n{shown.body}".encode())


ANSWER = Snapshot(url="https://haus3.example.org/stellen", status="HTTP/1.1 503 Service Unavailable", headers=[("Content-Type", "text/html; charset=utf-8"), ("Retry-After", "120"), ("Server", "nginx")],
                  body="<!DOCTYPE html>\n<html><head><title>Wartung</title></head>\n<body onload=\"alert(1)\"><script>alert('x')</script>\n<h1>Wir warten gerade unser Portal</h1>\n<p>{{ 7*7 }} Fragen beantwortet Erika Muster.</p></body></html>\n" + "<p>Zeile</p>\n" * 2000)
LINES = [LogLine(at=NOW + timedelta(seconds=second), level=level, words=words) for second, (level, words) in enumerate([
    ("INFO", "visit of haus3 begins: jsonld, https://haus3.example.org/"), ("INFO", "GET https://haus3.example.org/robots.txt -> 404, 0 bytes, 0.03 s"),
    ("WARNING", "GET https://haus3.example.org/stellen -> 503, 26310 bytes, 0.41 s"), ("INFO", "waits 2 s, then asks again"), ("WARNING", "GET https://haus3.example.org/stellen -> 503, 26310 bytes, 0.40 s"),
    ("WARNING", "http_status: answers 503 after 3 tries (https://haus3.example.org/stellen)"), ("INFO", "visit ends: finished; 3 requests, 3 outcomes, 0 listed, 0 read, 0 gone"),
    ("INFO", "decided: failed; http_status: answers 503 after 3 tries")])]
