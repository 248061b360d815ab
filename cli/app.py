"""Puts the verbs together and turns errors into exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from cli import block, copying, editing, members, operating, purging, reading, running, runs, trying, vacancies, working
from cli.output import tell
from cli.settings import UsageError
from pipeline.model import Problem
from spiders.registry import RegistryError
from store import StoreError

#: The base of typer's errors of usage; it has no public name of its own.
CommandLineError: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="stellenmarkt", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Der VITAKO-Stellenmarkt: collects the vacancies of municipal IT providers for newsletter, page and feeds.",
)
for verb in (running.up, running.crawl, running.publish, running.serve, block.block, reading.extract,
             reading.normalise, reading.match, operating.status, operating.doctor, purging.purge,
             copying.backup, copying.restore, working.worker):
    app.command()(verb)
app.command(name="try")(trying.try_source)
app.add_typer(members.app, name="members")
app.add_typer(runs.app, name="runs")
app.add_typer(vacancies.app, name="vacancies")
app.add_typer(editing.app, name="issues")


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; every expected error becomes one clear problem."""
    as_json = "--json" in arguments
    try:
        result = typer.main.get_command(app).main(
            list(arguments), prog_name="stellenmarkt", standalone_mode=False)
    except CommandLineError as error:
        if as_json:
            tell(Problem(code="usage", message=error.format_message()), as_json=True)
        else:
            error.show(sys.stderr)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except UsageError as error:
        tell(Problem(code=error.code, message=str(error), where=error.where), as_json=as_json)
        return 2
    except RegistryError as error:
        tell(Problem(code="registry", message=str(error)), as_json=as_json)
        return 2
    except StoreError as error:
        tell(Problem(code="store", message=str(error)), as_json=as_json)
        return 1
    except BrokenPipeError:
        # The reader of our output went away (a pager, head): that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0
