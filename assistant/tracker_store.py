"""Rasa's tracker store on the one PostgreSQL: own schema, parameters hidden from errors, and errors that surface."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.orm import sessionmaker

from assistant.settings import SCHEMA, database_url


class PostgresTrackerStore(SQLTrackerStore):
    """One row per tracker event. A failure raises: the caller's turn is answered by the backend, never half kept."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        for unused in ("url", "db", "dialect"):
            kwargs.pop(unused, None)
        self.engine = sa.create_engine(
            database_url(),
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            pool_timeout=2,
            connect_args={"options": f"-csearch_path={SCHEMA} -cstatement_timeout=2000", "connect_timeout": 3},
        )
        with self.engine.begin() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)
        TrackerStore.__init__(self, domain, event_broker, **kwargs)


def unwrap(store: TrackerStore) -> TrackerStore:
    """The real store inside Rasa's fail-safe wrapper, which would keep a failed turn in memory and lose it there."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store
