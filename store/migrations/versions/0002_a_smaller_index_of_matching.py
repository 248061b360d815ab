"""A smaller index of matching"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What matching remembers is made again from the next harvests: its form before was never released.
    op.drop_table("match_keys")
    op.drop_table("match_entries")
    op.create_table(
        "match_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting", sa.BigInteger(), nullable=False),
        sa.Column("vacancy", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_entries")),
        sa.UniqueConstraint("posting", name=op.f("uq_match_entries_posting")),
    )
    op.create_index(op.f("ix_match_entries_vacancy"), "match_entries", ["vacancy"], unique=False)
    op.create_table(
        "match_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "entry", name=op.f("pk_match_keys")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("match_keys")
    op.drop_table("match_entries")
    op.create_table(
        "match_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting", sa.Text(), nullable=False),
        sa.Column("vacancy", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_entries")),
        sa.UniqueConstraint("posting", name=op.f("uq_match_entries_posting")),
    )
    op.create_index(op.f("ix_match_entries_vacancy"), "match_entries", ["vacancy"], unique=False)
    op.create_table(
        "match_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["match_entries.id"], name=op.f("fk_match_keys_entry"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "entry", name=op.f("pk_match_keys")),
    )
    op.create_index("ix_match_keys_entry", "match_keys", ["entry"], unique=False)
