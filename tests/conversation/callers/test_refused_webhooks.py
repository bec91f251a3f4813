"""Whoever floods the line with webhooks nobody signed: it is on record, and the record stays short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from backend.conversation.callers import refused_webhooks
from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.models.audit import AuditEvent


@pytest.fixture
def clock(committed: Engine) -> FixedClock:
    return FixedClock(datetime(2026, 3, 16, 15, 0, 5, tzinfo=UTC))


def told() -> list[tuple[str, str]]:
    with session_scope() as session:
        query = select(AuditEvent).where(AuditEvent.act == "caller:webhook:refused").order_by(AuditEvent.seq)
        return [(one.subject, one.purpose) for one in session.scalars(query)]


def sum_up(clock: FixedClock) -> None:
    with session_scope() as session:
        refused_webhooks.sum_up(session, clock)


def test_a_thousand_in_a_minute_leave_two_rows(clock: FixedClock) -> None:
    for _ in range(1000):
        refused_webhooks.note("/voice/incoming", "198.51.100.7", clock)
    sum_up(clock)
    assert told() == [("/voice/incoming", "")], "the hour is not over"
    clock.move(timedelta(hours=1))
    sum_up(clock)
    sum_up(clock)
    assert told()[1:] == [("webhooks", "1000 refused in all before 2026-03-16 16:00 UTC")]


def test_one_alone_is_not_told_twice(clock: FixedClock) -> None:
    refused_webhooks.note("/voice/incoming", "198.51.100.7", clock)
    clock.move(timedelta(hours=1))
    sum_up(clock)
    assert told() == [("/voice/incoming", "")]


def test_from_everywhere_at_once_the_record_stays_short_too(clock: FixedClock) -> None:
    for number in range(40):
        refused_webhooks.note("/voice/incoming", f"198.51.100.{number}", clock)
    assert len(told()) == refused_webhooks.TOLD_PER_MINUTE_MAX
    clock.move(timedelta(hours=1))
    sum_up(clock)
    assert told()[-1][1].startswith("40 refused")


def test_another_origin_and_the_next_minute_are_told_at_once(clock: FixedClock) -> None:
    for address in ("198.51.100.7", "198.51.100.8"):
        refused_webhooks.note("/voice/status", address, clock)
    clock.move(timedelta(minutes=1))
    refused_webhooks.note("/voice/status", "198.51.100.7", clock)
    assert len(told()) == 3
