"""Portals that moved, and what a check of a source saw"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("proposal", "checked"):
        op.add_column("sources", sa.Column(name, sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    for name in ("proposal", "checked"):
        op.drop_column("sources", name)
