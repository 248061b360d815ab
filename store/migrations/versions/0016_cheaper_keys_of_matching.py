"""Keys of matching that are added up instead of hashed; employers without a member are spelt as names are folded today"""

import sqlalchemy as sa
from alembic import op

from pipeline.match.employer import employer_name
from pipeline.match.features import Features
from pipeline.match.keys import stored_keys

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ENTRIES = sa.table("match_entries", sa.column("id", sa.Integer), sa.column("features", sa.LargeBinary))
_KEYS = sa.table("match_keys", sa.column("key", sa.BigInteger), sa.column("entry", sa.Integer))
_POSTINGS = sa.table("postings", sa.column("source", sa.String), sa.column("external_id", sa.String), sa.column("posting", sa.JSON))
_PORTION = 1000


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(sa.delete(_KEYS))
    last = -1
    while rows := connection.execute(sa.select(_ENTRIES).where(_ENTRIES.c.id > last).order_by(_ENTRIES.c.id).limit(_PORTION)).all():
        last = rows[-1].id
        for row in rows:
            before = Features.load(row.features)
            entry = _spelt_anew(connection, before)
            if entry != before:
                connection.execute(sa.update(_ENTRIES).where(_ENTRIES.c.id == row.id).values(features=entry.dump()))
            connection.execute(sa.insert(_KEYS), [{"key": key, "entry": row.id} for key in dict.fromkeys(stored_keys(entry))])


def _spelt_anew(connection: sa.Connection, entry: Features) -> Features:
    """A member's key stays; another employer's name is folded again where the posting still has it."""
    if not entry.employer or entry.employer.startswith("="):
        return entry
    source, _, external_id = entry.posting.partition("\n")
    stated = connection.execute(sa.select(_POSTINGS.c.posting).where(_POSTINGS.c.source == source, _POSTINGS.c.external_id == external_id)).scalar()
    employer = employer_name((stated or {}).get("employer"))
    return entry._replace(employer=employer.key, short=employer.short) if employer.key else entry


def downgrade() -> None:
    raise RuntimeError("this program cannot make the keys of before: restore the backup that was made before the upgrade")
