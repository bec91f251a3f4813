"""Alembic's entry: runs with the connection the caller hands over (backend/migrations/__init__.py)."""

from alembic import context

from backend.migrations import all_tables, is_ours_to_change

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=all_tables(),
    compare_type=True,
    include_object=is_ours_to_change,
)
with context.begin_transaction():
    context.run_migrations()
