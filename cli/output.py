"""What the terminal gets: answers on standard output, problems on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table

from pipeline.model import Problem, Value

errors = Console(stderr=True, highlight=False, soft_wrap=True)


def answer(text: str) -> None:
    """Write ``text`` to standard output, nothing else."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def answer_bytes(content: bytes) -> None:
    """Write an output byte for byte."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def answer_lines(values: Iterable[Value]) -> None:
    """One JSON object a line."""
    for value in values:
        answer(value.model_dump_json())


def answer_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people; ``--json`` is for programs."""
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    console.print(table)


#: Where remarks go instead of standard error as they are; set where logs are JSON lines.
remark: Callable[[str], None] | None = None


def say(message: str) -> None:
    """A remark beside the answer, on standard error."""
    if remark is not None:
        remark(message.strip())
    else:
        errors.print(message, markup=False)


def tell(problem: Problem, *, as_json: bool = False) -> None:
    """One problem on standard error: a JSON line with ``--json``, else a sentence."""
    if as_json:
        sys.stderr.write(json.dumps(problem.model_dump(), ensure_ascii=False) + "\n")
        sys.stderr.flush()
    else:
        where = f" [{problem.where}]" if problem.where else ""
        say(f"{problem.code}: {problem.message}{where}")


def tell_all(problems: Iterable[Problem], *, as_json: bool = False) -> None:
    for problem in problems:
        tell(problem, as_json=as_json)
