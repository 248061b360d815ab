"""The keys by which postings find each other are made anew"""

import sqlalchemy as sa
from alembic import op

from pipeline.match.features import Features
from pipeline.match.keys import stored_keys

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ENTRIES = sa.table("match_entries", sa.column("id", sa.Integer), sa.column("features", sa.LargeBinary))
_KEYS = sa.table("match_keys", sa.column("key", sa.BigInteger), sa.column("entry", sa.Integer))


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(sa.delete(_KEYS))
    for row in connection.execute(sa.select(_ENTRIES)).all():
        keys = dict.fromkeys(stored_keys(Features.load(row.features)))
        connection.execute(sa.insert(_KEYS), [{"key": key, "entry": row.id} for key in keys])


def downgrade() -> None:
    """An older program finds entries by its own keys only; it keeps these as they are."""
