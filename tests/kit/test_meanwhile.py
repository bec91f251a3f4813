"""Work goes on while PostgreSQL works, and stays away from its answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.kit.meanwhile import meanwhile


def counted(most: int) -> tuple[list[int], Callable[[], bool]]:
    """A step that can be taken so often, and what was taken; each asking is noted."""
    taken: list[int] = []

    def step() -> bool:
        taken.append(len(taken))
        return len(taken) <= most

    return taken, step


def test_steps_are_taken_while_the_database_works(session: Session) -> None:
    taken, step = counted(1_000_000_000)
    with meanwhile(session, step):
        assert session.scalar(text("SELECT 7 FROM pg_sleep(0.2)")) == 7
    assert len(taken) > 100


def test_once_no_step_is_left_the_answer_is_waited_for(session: Session) -> None:
    taken, step = counted(3)
    with meanwhile(session, step):
        assert session.scalar(text("SELECT 7 FROM pg_sleep(0.1)")) == 7
    assert 4 <= len(taken) < 100, "not asked again and again"


def test_after_the_block_nothing_more_is_taken(session: Session) -> None:
    taken, step = counted(1_000_000_000)
    with meanwhile(session, step):
        pass
    session.scalar(text("SELECT 7 FROM pg_sleep(0.05)"))
    assert taken == []


def test_what_the_database_refuses_is_refused_as_ever(session: Session) -> None:
    _, step = counted(5)
    with meanwhile(session, step), pytest.raises(DBAPIError), session.begin_nested():
        session.execute(text("SELECT 1 / 0 FROM pg_sleep(0.05)"))
    assert session.scalar(text("SELECT 7")) == 7


def test_answers_longer_than_a_buffer_come_whole(session: Session) -> None:
    _, step = counted(1_000_000_000)
    with meanwhile(session, step):
        found = session.scalars(text("SELECT repeat('x', 1000) || n FROM generate_series(1, 5000) AS n")).all()
    assert [one[1000:] for one in found] == [str(n) for n in range(1, 5001)]
