"""Lives side by side on one calendar: of all of them, only the one whose day comes next goes on."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from backend.kit.clock import FixedClock

Wait = Callable[[datetime], None]
"""Comes back at the time it names, when all that the others do before is done."""
Live = Callable[[Wait], None]


def side_by_side(clock: FixedClock, lives: Sequence[tuple[datetime, Live]]) -> None:
    """Live them, each from its time on, in the order of their days; ``clock`` shows the time of the one that goes on.

    Each is written from its beginning to its end, so each has a thread of its own; never do two run at once. What a life
    raises is raised here, and the others go no further.
    """
    told: SimpleQueue[datetime | BaseException | None] = SimpleQueue()
    waiting: list[tuple[datetime, int, SimpleQueue[None]]] = []
    for place, (at, live) in enumerate(lives):
        turn: SimpleQueue[None] = SimpleQueue()
        Thread(target=_lived, args=(live, turn, told), daemon=True).start()
        heapq.heappush(waiting, (at, place, turn))
    while waiting:
        clock.at, place, turn = heapq.heappop(waiting)
        turn.put(None)
        until = told.get()
        if isinstance(until, BaseException):
            raise until
        if until is not None:
            heapq.heappush(waiting, (until, place, turn))


def _lived(live: Live, turn: SimpleQueue[None], told: SimpleQueue[datetime | BaseException | None]) -> None:
    def wait(until: datetime) -> None:
        told.put(until)
        turn.get()

    turn.get()
    try:
        live(wait)
    except BaseException as problem:
        told.put(problem)
    else:
        told.put(None)
