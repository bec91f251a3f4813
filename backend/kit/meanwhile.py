"""Other work in the same thread while PostgreSQL works on a statement."""

from __future__ import annotations

import select
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

READ, WRITE = 1, 2
"""What the driver's generators wait for, and are told is ready (``psycopg.waiting``)."""


@contextmanager
def meanwhile(session: Session, step: Callable[[], bool]) -> Iterator[None]:
    """Within the block: while the session's connection waits for an answer, take one step of other work after another.

    A step is short, for an answer that comes meanwhile waits for its end; it keeps away from this session, raises nothing,
    and says whether it did anything. Once it did nothing the answer is waited for as ever.
    """
    driver: Any = session.connection().connection.driver_connection
    wait = driver.wait
    driver.wait = lambda answer, *limits, **named: wait(_filled(answer, driver.pgconn.socket, step), *limits, **named)
    try:
        yield
    finally:
        del driver.wait


def _filled(answer: Generator[int, int, Any], socket: int, step: Callable[[], bool]) -> Generator[int, int, Any]:
    """A generator of the driver, which says what it waits for: it is asked to wait only where no step is left to take."""
    poll = select.poll()
    try:
        wanted = next(answer)
        while True:
            poll.register(socket, (select.POLLIN if wanted & READ else 0) | (select.POLLOUT if wanted & WRITE else 0))
            while not (ready := _ready(poll)) and step():
                pass
            wanted = answer.send(ready or (yield wanted))
    except StopIteration as done:
        return done.value


def _ready(poll: select.poll) -> int:
    found = poll.poll(0)
    if not found:
        return 0
    ((_, event),) = found
    # trouble on the socket is read like an answer: the driver then finds it
    return (READ if event & ~select.POLLOUT else 0) | (WRITE if event & select.POLLOUT else 0)
