"""Which facts the vacancies of each employer state, week by week"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coverage",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("employer_key", sa.String(80), primary_key=True),
        sa.Column("vacancies", sa.Integer, nullable=False),
        sa.Column("shares", sa.JSON(none_as_null=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("coverage")
