"""Alembic's entry: runs on the connection that ``Database.migrate`` opened, inside its transaction."""

from alembic import context

import store.candidates  # noqa: F401  its tables belong to the schema
from store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, transaction_per_migration=False
)
context.run_migrations()
