"""Live updates: one listening connection a process, any number of streams that wake when their conversation changes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import structlog
from psycopg import sql

from backend.conversation.ownership.repository import LIVE_CHANNEL
from backend.database import database_url

log = structlog.get_logger()
HEARTBEAT_SECONDS = 15.0
QUEUE_MAX = 200
EVERYTHING = "*"


@dataclass(eq=False, slots=True)
class Stream:
    """One open stream: its queue, and the loop that reads it."""

    queue: asyncio.Queue[str]
    loop: asyncio.AbstractEventLoop

    def tell(self, payload: str) -> None:
        """From any thread."""
        with contextlib.suppress(RuntimeError):  # the loop is gone, and the stream with it
            self.loop.call_soon_threadsafe(self._put, payload)

    def _put(self, payload: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self.queue.put_nowait(payload)


class LiveUpdates:
    """Fans PostgreSQL's notifications out to the streams of this process.

    A notification only says that something changed; what changed is read from the database, so a lost wake-up delays an
    update until the next heartbeat and loses nothing.
    """

    def __init__(self) -> None:
        self._streams: dict[str, set[Stream]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def listening(self, subject: str) -> Iterator[asyncio.Queue[str]]:
        """A queue that receives every notification about ``subject`` (a conversation id, or ``EVERYTHING``)."""
        stream = Stream(asyncio.Queue(QUEUE_MAX), asyncio.get_running_loop())
        with self._lock:
            self._streams.setdefault(subject, set()).add(stream)
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, name="live-updates", daemon=True)
                self._thread.start()
        try:
            yield stream.queue
        finally:
            with self._lock:
                self._streams[subject].discard(stream)
                if not self._streams[subject]:
                    del self._streams[subject]

    def _listen(self) -> None:
        """Listen until nobody is left to tell; the next stream starts it anew."""
        url = database_url().replace("postgresql+psycopg://", "postgresql://", 1)
        while self._stay():
            try:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(LIVE_CHANNEL)))
                    while self._stay():
                        for notification in connection.notifies(timeout=1.0):
                            self._tell(notification.payload)
            except psycopg.Error as error:
                log.warning("live_updates_interrupted", error_class=type(error).__name__)
                time.sleep(1.0)

    def _stay(self) -> bool:
        with self._lock:
            if not self._streams or threading.current_thread() is not self._thread:
                self._thread = None if threading.current_thread() is self._thread else self._thread
                return False
            return True

    def _tell(self, payload: str) -> None:
        subject = payload.rpartition(":")[2]
        with self._lock:
            streams = [*self._streams.get(subject, ()), *self._streams.get(EVERYTHING, ())]
        for stream in streams:
            stream.tell(payload)


async def wake_ups(queue: asyncio.Queue[str], every_seconds: float = HEARTBEAT_SECONDS) -> AsyncIterator[str | None]:
    """The notifications as they come; None when nothing came for a while."""
    while True:
        try:
            yield await asyncio.wait_for(queue.get(), every_seconds)
        except TimeoutError:
            yield None


def sse(event: str, data: dict[str, Any], event_id: str | None = None) -> str:
    """One server-sent event. JSON keeps line breaks out of the framing."""
    identity = f"id: {event_id}\n" if event_id is not None else ""
    return f"{identity}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


live_updates = LiveUpdates()
