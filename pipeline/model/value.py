"""What all values share: frozen, loud about unknown keys, text that every database and file can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator


class Value(BaseModel):
    """Base of all our values: frozen, comparable, loud about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


#: What JSON can spell and neither UTF-8 files nor PostgreSQL can hold: NUL, halves of surrogate pairs.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """``value`` with U+FFFD for characters that nothing can store, in strings at any depth."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list) else value


class Stated(Value):
    """A value whose text comes from outside."""

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, data: Any) -> Any:
        return storable(data)


def _text_or_none(value: object) -> object:
    """Portals send numbers, blanks and strings alike for one field; a blank is unknown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and not value.strip():
        return None
    return value


def _text_list(value: object) -> object:
    if value is None:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Sequence):
        return [item for item in value if item is not None and item != ""]
    return value


Text = Annotated[str | None, BeforeValidator(_text_or_none)]
TextList = Annotated[list[str], BeforeValidator(_text_list)]


class Problem(Stated):
    """Something that needs a look: ``code`` is listed in docs/problems.md, ``where`` is a URL, file, line or field."""

    code: str
    message: str
    where: str | None = None
