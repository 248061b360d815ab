"""An index of all that the page filters by: counts and order come out of it alone."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = ["hidden", "closed_at", "kind", "valid_through", "expires", "employer_key", "permanent", "part_time", "remote", "grade_rank", "is_stock", "first_seen", "id"]


def upgrade() -> None:
    op.create_index("ix_vacancies_filters", "vacancies", COLUMNS)


def downgrade() -> None:
    op.drop_index("ix_vacancies_filters", "vacancies")
