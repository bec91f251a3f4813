"""A machine whose clock is off the database's is an alarm, once; one that is right, or a database away, is none."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from backend.conversation.alarms import clocks
from backend.database import session_scope
from backend.models.work_item import WorkItem


@pytest.fixture(autouse=True)
def database(engine: Engine, client: object) -> None:
    """A clean one."""


def told() -> list[WorkItem]:
    with session_scope() as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.queue == "alarms")))


@pytest.mark.parametrize("off", [-7, 7])
def test_a_clock_seconds_off_is_one_alarm_however_often_it_is_compared(off: int) -> None:
    for _ in range(2):
        clocks.compare(lambda: clocks.machine_time() + timedelta(seconds=off))
    (alarm,) = told()
    assert (alarm.reason, alarm.owner, alarm.facts["seconds"] in (6, 7)) == ("clock_differs", "supervisor", True)
    assert alarm.facts["machine"] not in alarm.sentence


def test_a_clock_that_is_right_is_none() -> None:
    clocks.compare()
    assert told() == []


def test_a_process_compares_when_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "machine_time", None)
    compared: list[bool] = []
    monkeypatch.setattr(clocks, "compare", lambda: compared.append(True))
    with clocks.clock_watched():
        for _ in range(100):
            if compared:
                break
            time.sleep(0.05)
    assert compared == [True]
