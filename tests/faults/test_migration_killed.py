"""The migration killed with SIGKILL at any moment: run again, it ends with every table."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from backend.database import embedded_url, make_engine
from backend.migrations import all_tables, migrate
from backend.settings import get_settings

KILLS = int(os.environ.get("CLAIMLINE_MIGRATION_KILLS", "3"))


@pytest.fixture
def fresh(engine: Engine) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"{engine.url.database}_killed"
    yield embedded_url(get_settings().var / "postgres", name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def migrate_and_die(address: str, after_seconds: float) -> None:
    child = os.fork()
    if child == 0:
        migrate(make_engine(address))
        os._exit(0)
    time.sleep(after_seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
def test_migration_killed_halfway_is_run_again(fresh: str) -> None:
    chance = random.Random(3)
    for _ in range(KILLS):
        migrate_and_die(fresh, chance.uniform(0.05, 1.5))
    engine = make_engine(fresh)
    try:
        migrate(engine)
        with engine.connect() as connection:
            tables = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
            assert {one.name for one in all_tables().sorted_tables} <= tables
            assert MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
