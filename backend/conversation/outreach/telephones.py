"""The telephones agents take calls at."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.outreach import rules
from backend.conversation.outreach.errors import NumberNeeded
from backend.conversation.outreach.repository import OutreachRepository
from backend.kit.clock import Clock


def number_of(session: Session, staff_id: UUID) -> str | None:
    """None: this agent takes calls by writing."""
    line = OutreachRepository(session).agent_line(staff_id)
    return line.number if line else None


def set_number(session: Session, staff_id: UUID, number: str | None, clock: Clock) -> str | None:
    """The number as it is kept. Raises NumberNeeded for what is no number."""
    full = rules.in_full(number) if number else None
    if number and full is None:
        raise NumberNeeded
    OutreachRepository(session).set_agent_line(staff_id, full, clock.now())
    return full
