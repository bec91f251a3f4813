"""Bringing a database to the present shape, and writing the next step."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import procrastinate
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, ForeignKeyConstraint, MetaData, text

import backend.models
from backend.database import Base, is_checked_together

FOLDER = Path(__file__).parent
_MIGRATION_LOCK = 0x6D696772


def all_tables() -> MetaData:
    """The tables of every module in backend/models."""
    for found in pkgutil.iter_modules(backend.models.__path__, "backend.models."):
        importlib.import_module(found.name)
    return Base.metadata


def is_ours_to_change(found: object, _name: str | None, kind: str, reflected: bool, to: object) -> bool:
    """What Alembic compares: not the tables of others, nor references that are no foreign keys of the database."""
    if kind == "foreign_key_constraint" and isinstance(found, ForeignKeyConstraint):
        return reflected or not is_checked_together(found)
    return not (kind == "table" and reflected and to is None)


def triggers_and_functions() -> list[str]:
    """What the models ask of the database beyond tables: their ``DDL`` statements in order."""
    statements: list[str] = []
    for found in pkgutil.iter_modules(backend.models.__path__, "backend.models."):
        statements += getattr(importlib.import_module(found.name), "DDL", [])
    return statements


def migrate(engine: Engine) -> None:
    """Apply every migration that is missing, and the job tables; safe to run from several processes at once."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        _ensure_job_tables(connection)
        command.upgrade(_config(connection), "head")


def write_migration(engine: Engine, message: str) -> None:
    """Write the step from the database as it is to the models as they are (for developers)."""
    with engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def _ensure_job_tables(connection: Connection) -> None:
    if connection.scalar(text("SELECT to_regclass('procrastinate_jobs')")) is None:
        schema = procrastinate.schema.SchemaManager(connector=procrastinate.SyncPsycopgConnector()).get_schema()
        connection.connection.driver_connection.execute(schema)  # type: ignore[union-attr]
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS rasa"))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
