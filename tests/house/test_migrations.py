"""The migrations build exactly what the models say."""

from __future__ import annotations

import re

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from backend.database import embedded_url, make_engine
from backend.migrations import all_tables, is_ours_to_change, migrate, triggers_and_functions
from backend.settings import get_settings

WRITTEN_DIFFERENTLY = {"ix_turn_search"}
"""Indexes on expressions, which the database tells back in its own words."""


def wanted_triggers() -> set[str]:
    """The names in ``CREATE [CONSTRAINT] TRIGGER name``."""
    pattern = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+)")
    return {found.group(1) for part in triggers_and_functions() if (found := pattern.search(part))}


def test_a_new_database_has_every_table_column_and_trigger(engine: Engine) -> None:
    url = embedded_url(get_settings().var / "postgres", f"{engine.url.database}_fresh")
    fresh = make_engine(url)
    try:
        migrate(fresh)
        with fresh.connect() as connection:
            opts = {"compare_type": True, "include_object": is_ours_to_change}
            context = MigrationContext.configure(connection, opts=opts)
            found = compare_metadata(context, all_tables())
            assert [one for one in found if getattr(one[1], "name", None) not in WRITTEN_DIFFERENTLY] == []
            triggers = set(connection.scalars(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")))
            assert wanted_triggers() <= triggers
    finally:
        fresh.dispose()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{engine.url.database}_fresh" WITH (FORCE)'))
