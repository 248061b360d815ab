"""What matching remembers takes a smaller form; its keys are made anew"""

import json
import struct
import zlib

import sqlalchemy as sa
from alembic import op

from pipeline.match.features import Features
from pipeline.match.keys import stored_keys

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ENTRIES = sa.table("match_entries", sa.column("id", sa.Integer), sa.column("features", sa.LargeBinary))
_KEYS = sa.table("match_keys", sa.column("key", sa.BigInteger), sa.column("entry", sa.Integer))
_PORTION = 1000


def upgrade() -> None:
    """``Features.load`` reads both forms."""
    connection = op.get_bind()
    connection.execute(sa.delete(_KEYS))
    last = -1
    while rows := connection.execute(sa.select(_ENTRIES).where(_ENTRIES.c.id > last).order_by(_ENTRIES.c.id).limit(_PORTION)).all():
        last = rows[-1].id
        for row in rows:
            entry = Features.load(row.features)
            connection.execute(sa.update(_ENTRIES).where(_ENTRIES.c.id == row.id).values(features=entry.dump()))
            connection.execute(sa.insert(_KEYS), [{"key": key, "entry": row.id} for key in dict.fromkeys(stored_keys(entry))])


def downgrade() -> None:
    """The first form, as an older program reads it; its migration 0006 makes the keys."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(_ENTRIES)).all():
        entry = Features.load(row.features)
        rest = json.dumps([*entry[:25], entry.text], separators=(",", ":"), ensure_ascii=False)
        first = struct.pack(f">B{len(entry.sketch)}I", len(entry.sketch), *(number << 8 for number in entry.sketch)) + zlib.compress(rest.encode(), 6)
        connection.execute(sa.update(_ENTRIES).where(_ENTRIES.c.id == row.id).values(features=first))
