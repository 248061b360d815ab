"""What people say of vacancies: merged, split, kept apart; entries of matching that stay where they were put"""

import sqlalchemy as sa
from alembic import op

import store.schema

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("one", sa.String(length=40), nullable=False),
        sa.Column("other", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decided_at", store.schema.Instant(timezone=True), nullable=False),
        sa.Column("undone_at", store.schema.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.add_column("match_entries", sa.Column("fixed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("match_entries", "fixed")
    op.drop_table("decisions")
