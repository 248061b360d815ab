"""Indexes for many members: what is open by its end, visits whose harvest is kept, sources by host; on PostgreSQL room for rows that change in place"""

from alembic import op
from sqlalchemy import text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

#: Index, table, column: those that held a year of closed rows.
BEFORE = [(f"ix_{table}_{column}", table, column) for table in ("postings", "vacancies") for column in ("valid_through", "expires")]
#: Rows that every visit changes in columns without an index: with room on its page the new version needs no entry in any index (HOT).
FILLED = {"sources": 50, "meta": 50, "hosts": 50, "members": 70, "postings": 90, "vacancies": 90, "match_entries": 90}


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for name, table, column in BEFORE:
        op.drop_index(name, table)
        op.create_index(f"ix_{table}_open_{column}", table, [column], postgresql_where=text("closed_at is null"), sqlite_where=text("closed_at is null"))
    op.create_index("ix_runs_harvest", "runs", ["started_at"], postgresql_where=text("harvest is not null"), sqlite_where=text("harvest is not null"))
    op.create_index("ix_sources_host", "sources", ["host"])
    if is_postgresql:
        for table, percent in FILLED.items():
            op.execute(f"alter table {table} set (fillfactor = {percent})")
        for table in ("sources", "meta"):
            op.execute(f"alter table {table} set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in FILLED:
            op.execute(f"alter table {table} reset (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)")
    op.drop_index("ix_sources_host", "sources")
    op.drop_index("ix_runs_harvest", "runs")
    for name, table, column in BEFORE:
        op.drop_index(f"ix_{table}_open_{column}", table)
        op.create_index(name, table, [column])
