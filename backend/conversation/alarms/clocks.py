"""Each process holds its machine's clock against the database's: when it starts, and each minute.

A thread of its own and not a job: a job runs in one worker, and every machine's clock counts.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from backend.conversation.alarms import rules, service
from backend.database import session_scope

log = structlog.get_logger()
EVERY_SECONDS = 60.0


def machine_time() -> datetime:
    """By the machine's own clock, whatever stands in for it elsewhere."""
    return datetime.now(UTC)


@contextlib.contextmanager
def clock_watched() -> Iterator[None]:
    """As long as the process works in here, its clock is held against the database's."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(over,), name="clock", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()


def compare(here: Callable[[], datetime] = machine_time) -> None:
    """One comparison; a difference beyond the bound is an alarm."""
    with session_scope() as session:
        session.execute(text("SELECT 1"))  # connected, so that only the next answer's way is between the two looks
        before = here()
        there: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        off = rules.apart(before, there, here())
        if off > rules.CLOCK_OFF_MAX:
            log.warning("clock_differs", seconds=round(off.total_seconds()))
            service.clock_is_off(session, socket.gethostname(), off, there.astimezone(UTC))


def _watch(over: threading.Event) -> None:
    while not over.is_set():
        try:
            compare()
        except (DBAPIError, PoolTimeout) as trouble:
            log.warning("clock_not_compared", error_class=type(trouble).__name__)
        over.wait(EVERY_SECONDS)
