"""Rasa's tracker store on the one PostgreSQL: own schema, parameters hidden from errors, and errors that surface.

Every event is kept; for the next turn only what the dialogue looks at is read back (decisions/0155): the last value of each
slot and the last few turns. One statement reads, one writes, neither on the thread that answers the other callers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from assistant.settings import SCHEMA, database_url

TURNS_BACK = 3
"""How many turns back the dialogue looks: pieces of an identifier said one after another (components/entities)."""
_SAID_BY_US = ("bot", "user_featurization")
"""What no component and no rule looks at again."""
_HELD = "events_held"
"""On a tracker: how many of its events are in the database already, or need not be."""
Row = tuple[str, str, str]
T = TypeVar("T")


class PostgresTrackerStore(SQLTrackerStore):
    """One row per tracker event. A failure raises: the caller's turn is answered by the backend, never half kept."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        for unused in ("url", "db", "dialect"):
            kwargs.pop(unused, None)
        self.engine = sa.create_engine(
            database_url(),
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",
            pool_size=10,
            max_overflow=20,
            pool_timeout=2,
            connect_args={"options": f"-csearch_path={SCHEMA} -cstatement_timeout=2000", "connect_timeout": 3},
        )
        with self.engine.begin() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)
        table = self.SQLEvent.__table__
        self._kept = sa.select([table.c.type_name, table.c.action_name, table.c.data]).order_by(table.c.id)
        self._insert = table.insert()
        TrackerStore.__init__(self, domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The dialogue as the next turn needs it; None of a conversation that has not begun."""
        table = self.SQLEvent.__table__
        wanted = self._kept.where(table.c.sender_id == sender_id, table.c.type_name.notin_(_SAID_BY_US))
        rows = await _aside(lambda: self._again(lambda: self._read(wanted)))
        if not rows or self.domain is None:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, _events(needed(rows)), self.domain.slots)
        setattr(tracker, _HELD, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds what happened since the tracker was read, all of it or nothing."""
        held = getattr(tracker, _HELD, None)
        if held is None:
            # none was read: a conversation that begins, or whose beginning another process has kept meanwhile
            known = await self.retrieve(tracker.sender_id)
            held = len(known.events) if known is not None else 0
        rows = [_row(tracker.sender_id, event) for event in list(tracker.events)[held:]]
        if rows:
            await _aside(lambda: self._write(rows))
        setattr(tracker, _HELD, held + len(rows))

    def _read(self, wanted: Any) -> list[Row]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(wanted)]

    def _write(self, rows: Sequence[dict[str, Any]]) -> None:
        with self.engine.connect() as connection:
            connection.execute(self._insert.values(rows))

    @staticmethod
    def _again(read: Callable[[], T]) -> T:
        """Reading a second time where the connection had died since the turn before; the pool has thrown it away by then."""
        try:
            return read()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return read()


def needed(rows: Sequence[Row]) -> list[str]:
    """Of the rows of a dialogue (type, name, data), in order: the last value of each slot, then the last turns whole."""
    begun = max((at for at, row in enumerate(rows) if row[0] == SessionStarted.type_name), default=0)
    rows = rows[begun:]
    said = [at for at, row in enumerate(rows) if row[0] == UserUttered.type_name]
    if len(said) <= TURNS_BACK:
        return [data for _, _, data in rows]
    # a turn begins where the assistant fell silent before it
    cut = said[-TURNS_BACK] - 1
    slots = {name: data for kind, name, data in rows[1:cut] if kind == SlotSet.type_name}
    return [rows[0][2], *slots.values(), *(data for _, _, data in rows[cut:])]


def unwrap(store: TrackerStore) -> TrackerStore:
    """The real store inside Rasa's fail-safe wrapper, which would keep a failed turn in memory and lose it there."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store


async def _aside(work: Callable[[], T]) -> T:
    """In a thread: while the database answers one caller the others are not kept waiting."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


@cache
def _kinds() -> dict[str, type[Event]]:
    return {kind.type_name: kind for kind in all_subclasses(Event)}


def _events(told: Sequence[str]) -> list[Event]:
    """Events from their JSON; Rasa's own way looks through all classes of events for every single one."""
    read = json.loads(f"[{','.join(told)}]")
    return [_kinds()[one["event"]]._from_parameters(one) for one in read]


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
