"""Webhooks that nobody of ours signed: on record, however many a stranger sends."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import origin_of

KIND, TOLD = "refused_webhooks", "refused_webhooks_told"
ACTOR = "system:webhook"
TOLD_PER_MINUTE_MAX = 10
"""Of all origins together; the trail keeps for years what it is given."""


def note(path: str, address: str | None, clock: Clock) -> None:
    """Count a refused webhook. The first of an origin in a minute is audited at once, the others by :func:`sum_up`."""
    now, origin = clock.now(), origin_of(address)
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    with session_scope() as session:
        counters = CounterRepository(session)
        if counters.raise_count(KIND, origin, minute) > 1:
            return
        if counters.count(TOLD, "everybody", minute) < TOLD_PER_MINUTE_MAX:
            counters.raise_count(TOLD, "everybody", minute)
            audit.record(session, Act.WEBHOOK_REFUSED, actor=ACTOR, subject=path[:120], clock=clock)


def sum_up(session: Session, clock: Clock) -> None:
    """Audit in one row how many were refused until the present hour, where that is more than stands there already."""
    hour = clock.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    counters = CounterRepository(session)
    refused, told = counters.take(KIND, hour), counters.take(TOLD, hour)
    if refused > told:
        purpose = f"{refused} refused in all before {hour:%Y-%m-%d %H:%M} UTC"
        audit.record(session, Act.WEBHOOK_REFUSED, actor=ACTOR, subject="webhooks", purpose=purpose, clock=clock)
