"""``/api/v1/learning``: from a corrected turn to a better model. Who may is in backend/staff/policy.py."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from backend.conversation.callers.endpoints import Now
from backend.conversation.learning import runs, service
from backend.conversation.learning.repository import LearningRepository
from backend.conversation.learning.schemas import (
    Corrected,
    ExampleInFull,
    ExampleShown,
    Likeness,
    Overview,
    Refusal,
    RunShown,
)
from backend.database import DatabaseSession
from backend.integrations.rasa.workshop import RasaWorkshop, Workshop
from backend.settings import get_settings
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["learning"])


def workshop() -> Workshop:
    """Where models are made."""
    return RasaWorkshop(get_settings())


TheWorkshop = Annotated[Workshop, Depends(workshop)]


@router.post("/transcripts/{conversation_id}/corrections", status_code=201)
def correct(
    session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID, given: Corrected, sent: SentOnce
) -> ExampleShown:
    """Say what a turn should have been understood as; its redacted likeness waits for a second person."""
    return sent.once(session, ExampleShown, lambda: service.correct(session, staff, conversation_id, given, clock))


@router.post("/transcripts/{conversation_id}/likeness")
def preview(session: DatabaseSession, staff: SignedIn, clock: Now, conversation_id: UUID, given: Corrected) -> Likeness:
    """What the example would read like, and which unknown words would go. Audited."""
    return service.preview(session, staff, conversation_id, given, clock)


@router.get("/learning")
def overview(session: DatabaseSession, staff: SignedIn, made: TheWorkshop) -> Overview:
    """The loop at a glance: the model in force, proposed and learned examples, training runs."""
    return runs.overview(session, staff, made)


@router.get("/learning/examples/{example_id}")
def example(session: DatabaseSession, staff: SignedIn, clock: Now, example_id: UUID) -> ExampleInFull:
    """One example beside what was said, identifiers covered, with the change it would be. Audited."""
    return service.in_full(session, staff, example_id, clock)


@router.post("/learning/examples/{example_id}/approval")
def approve(session: DatabaseSession, staff: SignedIn, clock: Now, example_id: UUID) -> ExampleShown:
    """Approve a training example; only a second person can."""
    return service.approve(session, staff, example_id, clock)


@router.post("/learning/examples/{example_id}/refusal")
def refuse(session: DatabaseSession, staff: SignedIn, clock: Now, example_id: UUID, given: Refusal) -> ExampleShown:
    """Refuse a training example, with a reason; only a second person can."""
    return service.refuse(session, staff, example_id, given.reason, clock)


@router.post("/learning/runs", status_code=202)
def start(session: DatabaseSession, staff: SignedIn, clock: Now) -> RunShown:
    """Train on what is approved, compare, promote or refuse; one at a time."""
    run = runs.start(session, staff, clock)
    return runs.run_shown(LearningRepository(session), run)


@router.post("/learning/withdrawal")
def go_back(session: DatabaseSession, staff: SignedIn, clock: Now, made: TheWorkshop) -> Overview:
    """The model before the last promoted one answers again."""
    runs.go_back(session, staff, made, clock)
    return runs.overview(session, staff, made)
