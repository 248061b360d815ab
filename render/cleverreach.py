"""The block for CleverReach's "Mein Content": a list of filters for its form, then items that an editor inserts by hand.

Source: CleverReach's description of the MyContent interface (https://support.cleverreach.com/hc/de/articles/202373141): a POST
with ``get=filter`` wants filters, one with ``get=search`` and the filled form wants ``{settings, items}``.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.normalise.places import STATES
from render import inert, views
from render.block import HEADING, Block, fragment, paragraph


def filters() -> bytes:
    """What an editor may choose: field of work and state."""
    def choice(name: str, key: str, values: dict[str, str]) -> dict[str, Any]:
        options = [{"text": "alle", "value": ""}, *({"text": text, "value": value} for value, text in values.items())]
        return {"name": name, "description": "", "required": False, "query_key": key, "type": "dropdown", "values": options}

    return _bytes([choice("Fachgebiet", "fach", {area.value: name for area, name in views.AREAS.items()}), choice("Bundesland", "land", dict(STATES))])


def items(block: Block) -> bytes:
    """The whole section as the first item, then each job and the last line, in the block's order."""
    found = [{"title": HEADING, "description": f"Der ganze Abschnitt: {len(block.selection.shown)} Stellen", "content": fragment(block)}]
    found += [{"title": inert.plain(block.title(v)), "description": inert.plain(block.line(v)), "content": paragraph(block, v)} for v in block.selection.shown]
    found.append({"title": block.last_line, "description": "Link zur Liste", "content": paragraph(block)})
    return _bytes({"settings": {"type": "content", "itemEditable": False}, "items": found})


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
