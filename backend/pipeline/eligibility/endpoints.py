"""The schedule in, questions on demand, the report for the front desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession
from backend.kit.bodies import uploaded_text
from backend.kit.clock import SystemClock
from backend.pipeline.eligibility import service
from backend.pipeline.eligibility.schedule import NewAppointment
from backend.pipeline.eligibility.schemas import (
    Asked,
    FrontDeskReport,
    FrontDeskVisit,
    ProblemShown,
    Schedule,
    ScheduleTaken,
)
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["eligibility"])
MOST_BYTES = 5_000_000
"""Of a schedule."""


@router.post("/appointments")
def take(session: DatabaseSession, staff: SignedIn, schedule: Schedule) -> ScheduleTaken:
    """Put visits on the schedule; the same number again changes the visit."""
    return ScheduleTaken(taken=_taken(session, staff, schedule.appointments))


@router.post("/appointments/file", openapi_extra={"requestBody": {"required": True, "content": {"text/csv": {}}}})
def take_file(
    content: Annotated[str, Depends(uploaded_text(MOST_BYTES))],
    session: DatabaseSession,
    staff: SignedIn,
) -> ScheduleTaken:
    """Put a schedule on, as a CSV whose first line names the fields; bad rows are named, the others taken."""
    good, problems = service.read_schedule(content)
    taken = _taken(session, staff, good) if good else 0
    return ScheduleTaken(taken=taken, problems=[ProblemShown(**asdict(one)) for one in problems])


def _taken(session: DatabaseSession, staff: SignedIn, appointments: Sequence[NewAppointment]) -> int:
    taken = service.take_appointments(session, appointments, SystemClock().now())
    subject = f"appointments:{taken}"
    audit.record(session, Act.APPOINTMENTS_ENTERED, actor=staff.actor, subject=subject, purpose="operation")
    return taken


@router.post("/appointments/{appointment_id}/eligibility", status_code=202)
def ask(session: DatabaseSession, staff: SignedIn, appointment_id: UUID, sent: SentOnce) -> Asked:
    """Ask the payer about one visit now."""

    def put() -> Asked:
        service.ask_now(session, appointment_id, SystemClock().now())
        audit.record(session, Act.ELIGIBILITY_ASKED, actor=staff.actor, subject=f"appointment:{appointment_id}")
        return Asked()

    return sent.once(session, Asked, put)


@router.get("/front-desk/{day}")
def front_desk(
    session: DatabaseSession,
    staff: SignedIn,
    day: date,
    provider: Annotated[str | None, Query(pattern=r"^[0-9]{10}$")] = None,
) -> FrontDeskReport:
    """Each visit of a day with what to do before it."""
    rows = service.front_desk(session, day, provider)
    audit.record(session, Act.REPORT_VIEWED, actor=staff.actor, subject=f"front_desk:{day}", purpose="operation")
    counts = Counter(one.outcome for one in rows)
    return FrontDeskReport(day=day, counts=dict(counts), visits=[FrontDeskVisit(**asdict(one)) for one in rows])
