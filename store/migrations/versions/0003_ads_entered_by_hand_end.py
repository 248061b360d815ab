"""Ads entered by hand without a deadline end after a while"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("postings", "vacancies"):
        op.add_column(table, sa.Column("expires", sa.Date(), nullable=True))
        op.create_index(f"ix_{table}_expires", table, ["expires"], unique=False)


def downgrade() -> None:
    for table in ("postings", "vacancies"):
        op.drop_index(f"ix_{table}_expires", table_name=table)
        op.drop_column(table, "expires")
