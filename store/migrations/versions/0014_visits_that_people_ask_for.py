"""Visits that people ask for"""

import sqlalchemy as sa
from alembic import op

import store.schema

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("asked_at", store.schema.Instant(timezone=True)))


def downgrade() -> None:
    op.drop_column("sources", "asked_at")
