"""Counts that outlive the facts: figures of purged vacancies, totals of purged visits"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("measure", sa.String(10), primary_key=True),
        sa.Column("topic", sa.String(10), primary_key=True),
        sa.Column("value", sa.String(20), primary_key=True),
        sa.Column("vacancies", sa.Integer, nullable=False),
    )
    op.create_table(
        "run_totals",
        sa.Column("source", sa.String(80), primary_key=True),
        sa.Column("verdict", sa.String(10), primary_key=True),
        sa.Column("runs", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("run_totals")
    op.drop_table("figures")
