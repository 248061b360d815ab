"""Which vacancies changed since a generation, kept by the database itself: no writer can forget it. Then nobody asks for filters in SQL."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: Table, columns: what only the search in SQL used.
UNUSED = (
    ("vacancies", "ix_vacancies_filters", ["hidden", "closed_at", "kind", "valid_through", "expires", "employer_key", "permanent", "part_time", "remote", "grade_rank", "is_stock", "first_seen", "id"]),
    ("vacancy_places", "ix_vacancy_places_state", ["state"]), ("vacancy_places", "ix_vacancy_places_terms", ["terms"]),
    ("vacancy_places", "ix_vacancy_places_latitude_longitude", ["latitude", "longitude"]), ("vacancy_areas", "ix_vacancy_areas_area", ["area"]),
)
SQLITE = """create trigger vacancies_{verb} after {verb} on vacancies begin
    insert into changes (vacancy, generation) values ({row}.id, coalesce((select cast(value as integer) from meta where key = 'generation'), 0) + 1)
    on conflict (vacancy) do update set generation = excluded.generation;
end"""
POSTGRESQL = """create function mark_change() returns trigger language plpgsql as $$
begin
    insert into changes (vacancy, generation)
    values (case when tg_op = 'DELETE' then old.id else new.id end, coalesce((select value::integer from meta where key = 'generation'), 0) + 1)
    on conflict (vacancy) do update set generation = excluded.generation;
    return null;
end
$$"""


def upgrade() -> None:
    op.create_table("changes", sa.Column("vacancy", sa.String(40), primary_key=True), sa.Column("generation", sa.Integer, nullable=False))
    op.create_index("ix_changes_generation", "changes", ["generation"])
    for table, name, _ in UNUSED:
        op.drop_index(name, table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL)
        op.execute("create trigger vacancies_changed after insert or update or delete on vacancies for each row execute function mark_change()")
    else:
        for verb, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
            op.execute(SQLITE.format(verb=verb, row=row))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger vacancies_changed on vacancies")
        op.execute("drop function mark_change()")
    else:
        for verb in ("insert", "update", "delete"):
            op.execute(f"drop trigger vacancies_{verb}")
    op.drop_table("changes")
    for table, name, columns in UNUSED:
        op.create_index(name, table, columns)
