"""A database, a folder and a time of their own for a simulated year; all of it gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from backend import database
from backend.integrations.clearinghouse import chosen
from backend.kit.clock import FixedClock, time_of
from backend.migrations import migrate
from backend.settings import get_settings


@dataclass(slots=True)
class Store:
    """Where the year happens. Moving the clock moves it for Python and for the database alike."""

    engine: Engine
    clock: FixedClock
    folder: Path

    def move_to(self, at: datetime) -> None:
        self.clock.at = at
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE sim.clock SET at = :at"), {"at": at})


@contextlib.contextmanager
def store(begins: datetime) -> Iterator[Store]:
    """Make everything, point this process at it, and take it away again."""
    name, data = f"bench_year_{os.getpid()}", get_settings().var / "postgres"
    folder = Path(tempfile.mkdtemp(prefix="claimline-year-"))
    url = database.embedded_url(data, name)
    before = {key: os.environ.get(key) for key in ("CLAIMLINE_DATABASE_URL", "CLAIMLINE_VAR")}
    os.environ |= {"CLAIMLINE_DATABASE_URL": url, "CLAIMLINE_VAR": str(folder)}
    _forget()
    try:
        engine = database.engine()
        migrate(engine)
        _stand_in(engine, name, begins)
        made = Store(engine, FixedClock(begins), folder)
        with time_of(made.clock):
            yield made
        engine.dispose()
    finally:
        for key, value in before.items():
            os.environ.pop(key, None)
            if value is not None:
                os.environ[key] = value
        _forget()
        shutil.rmtree(folder, ignore_errors=True)
        _drop(data, name)


def _forget() -> None:
    """What this process remembers of its settings and database."""
    for one in (get_settings, database.engine, database._sessions, chosen.clearinghouse):
        one.cache_clear()


def _stand_in(engine: Engine, name: str, begins: datetime) -> None:
    """``now()`` tells the simulated time, in defaults of columns and in statements, in this database alone."""
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA sim"))
        connection.execute(text("CREATE TABLE sim.clock (at timestamptz NOT NULL)"))
        connection.execute(text("INSERT INTO sim.clock VALUES (:at)"), {"at": begins})
        connection.execute(
            text("CREATE FUNCTION sim.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM sim.clock'")
        )
        defaults = connection.execute(
            text("""SELECT table_name, column_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND column_default LIKE '%now()%'""")
        ).all()
        for table, column in defaults:
            connection.execute(text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET DEFAULT sim.now()'))
        connection.execute(text(f'ALTER DATABASE "{name}" SET search_path TO sim, pg_catalog, public'))
    engine.dispose()


def _drop(data: Path, name: str) -> None:
    admin = database.make_engine(database.embedded_url(data, "postgres")).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()
