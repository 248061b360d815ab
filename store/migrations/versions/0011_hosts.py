"""Hosts that do not serve their members, and sources that do not allow our visits"""

import sqlalchemy as sa
from alembic import op

import store.schema

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hosts",
        sa.Column("host", sa.String(255), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("since", store.schema.Instant(timezone=True), nullable=False),
        sa.Column("probe_at", store.schema.Instant(timezone=True)),
    )
    op.add_column("sources", sa.Column("host", sa.String(255)))
    op.add_column("sources", sa.Column("denied_since", store.schema.Instant(timezone=True)))


def downgrade() -> None:
    op.drop_column("sources", "denied_since")
    op.drop_column("sources", "host")
    op.drop_table("hosts")
