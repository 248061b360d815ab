"""The reasons of verdicts in German: with the numbers that the judge found, and words for every code a visit can have."""

import re
from pathlib import Path

import pytest

from pipeline.judge import judge
from pipeline.model import History, Problem, Traffic
from render.reasons import in_german, why
from tests.making import harvest, posting

JOBS = [posting(f"p{n}", f"Fachstelle {n}") for n in range(12)]
OPEN = [f"p{n}" for n in range(40)]


@pytest.mark.parametrize(("brought", "history", "words"), [
    (harvest(JOBS[:3]), History(good_counts=[40, 41, 40], open_ids=OPEN), "nur 3 Anzeigen, erwartet waren etwa 40"),
    (harvest(JOBS, total=30), History(), "das Portal zählt 30 Anzeigen, seine Liste zeigte 12"),
    (harvest(JOBS, paging_ended=False), History(), "die Liste kam nicht bis zum Ende"),
    (harvest(JOBS[:1]), History(good_counts=[40, 41, 40], open_ids=OPEN), "nur eine Anzeige, erwartet waren etwa 40"),
    (harvest(JOBS, traffic=Traffic(requests=5, responses=4, dropped=1)), History(), "eine Anfrage blieb ohne Ergebnis"),
    (harvest(JOBS[:2]), History(minimum=5), "nur 2 Anzeigen, mindestens 5 sollten es sein"),
    (harvest(JOBS), History(open_ids=[f"x{n}" for n in range(12)]), "von 12 bekannten Anzeigen sind nur 0 wiederzuerkennen: Das Portal wurde wohl umgebaut"),
    (harvest([posting(f"p{n}", "Immer gleich") for n in range(12)]), History(), "12 Anzeigen haben denselben Titel"),
    (harvest([]), History(open_ids=OPEN), "die Liste ist leer, und niemand hat bestätigt, dass es keine Stellen gibt"),
    (harvest(JOBS, traffic=Traffic(requests=5, responses=3, list_failures=2)), History(), "2 Anfragen an die Liste sind gescheitert"),
])
def test_the_judges_reasons(brought, history: History, words: str) -> None:
    assert words in why(judge(brought, history).reasons)


def test_every_code_of_a_visit_has_words() -> None:
    root = Path(__file__).parent.parent.parent
    manual = (root / "docs" / "problems.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in manual.splitlines() if line.startswith("| `"))))
    raised = {code for file in [*(root / "spiders").glob("*.py"), *(root / "spiders" / "platforms").glob("*.py"), root / "pipeline" / "judge.py", root / "scheduler.py"]
              for code in re.findall(r'code="(\w+)"', file.read_text(encoding="utf-8"))}
    silent = {code for code in raised & documented if in_german(Problem(code=code, message="x 1 2 3")) == "x 1 2 3"}
    assert silent <= {"fixture", "registry", "contact", "member", "archive", "file", "configuration", "usage", "archive_unreadable", "not_archived", "several", "manual_unread"}
