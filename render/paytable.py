"""What a pay grade is worth by a table that this installation has checked: said as the table's value, never as the employer's."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from math import inf

from pydantic import Field, ValidationError, model_validator

from pipeline.model import PayGrade, Vacancy
from pipeline.model.facts import Scheme
from pipeline.model.value import Value
from pipeline.normalise.pay import rank
from render.views import long_date, money


class PayTable(Value):
    """One table: gross Euro a month in full time, lowest and highest step of each grade, from and until a day (inclusive)."""

    scheme: Scheme
    name: str = Field(min_length=1)
    valid_from: date
    valid_until: date | None = None
    source: str = ""
    monthly: dict[str, tuple[float, float]] = Field(min_length=1)

    @model_validator(mode="after")
    def _sums(self) -> PayTable:
        for grade, (low, high) in self.monthly.items():
            if not 0 < low <= high < inf:
                raise ValueError(f"{grade}: the lowest step comes first, and both are sums above 0")
        return self


class _File(Value):
    table: list[PayTable] = Field(min_length=1)


def read(text: str) -> tuple[PayTable, ...]:
    """The tables of a TOML file (docs/betrieb.md); ValueError says what is wrong and where."""
    try:
        return tuple(_File.model_validate(tomllib.loads(text)).table)
    except ValidationError as error:
        raise ValueError("; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())) from error


def explained(vacancy: Vacancy, tables: Sequence[PayTable], today: date) -> list[str]:
    """A sentence for each grade of the vacancy that a table valid today knows; a grade whose tariff the ad does not name stays unexplained."""
    found = []
    for grade in vacancy.pay_grades:
        valid = [table for table in tables if table.scheme == grade.scheme and table.valid_from <= today and (table.valid_until is None or today <= table.valid_until)]
        if valid and (words := _words(grade, max(valid, key=lambda table: table.valid_from))):
            found.append(words)
    return list(dict.fromkeys(found))


def _words(grade: PayGrade, table: PayTable) -> str:
    grades = [one for one in dict.fromkeys((grade.min, grade.max)) if one in table.monthly]
    named = f"{table.name}, gültig ab {long_date(table.valid_from)}"
    sums = "; ".join(f"{one}: {money(table.monthly[one][0])} bis {money(table.monthly[one][1])} Euro" for one in sorted(grades, key=rank))
    return f"{sums} brutto im Monat bei Vollzeit, je nach Stufe (Tabellenwert, keine Angabe des Arbeitgebers; {named})" if sums else ""
